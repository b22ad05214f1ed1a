"""Understands prompts as people type them: each word is used, replaced by one that the model knows, or ignored.

Ignored and replaced words are reported.
"""
