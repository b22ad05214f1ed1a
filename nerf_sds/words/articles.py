"""The English article. Standard library only."""

from __future__ import annotations


def article(words: str) -> str:
    """Returns "an" before a vowel letter, else "a". Raises IndexError when there are no words."""
    return "an" if words[0] in "aeiou" else "a"
