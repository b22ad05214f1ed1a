"""Evaluates methods: makes props with this method and others, renders, scores and reports them."""
