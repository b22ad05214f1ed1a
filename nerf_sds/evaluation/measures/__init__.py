"""Measures of a finished prop's quality, one per module."""
