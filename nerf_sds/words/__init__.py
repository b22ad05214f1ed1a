"""Understands prompts as people type them.

Each word is used, replaced by a word that the model knows, or ignored. Replaced and ignored words are reported.
"""
