"""Measures of a finished prop that a person would agree with, one a module."""
