"""The English article. Standard library only."""

from __future__ import annotations

import re

# Words that begin with the sound of a vowel: "hourglass", but not "unicorn", "ukulele", "one" and their like.
VOWEL = re.compile(
    r"(?!eu|ewe|on(?:e(?!ro)|ce\b)|u(?:fo|k|r[aei]n|s[eu]|t[eio]|ni(?!den|m|n)))[aeiou]|h(?:eir|onest|onou?r|our)",
    re.IGNORECASE,
)


def article(words: str) -> str:
    """Returns "an" before the sound of a vowel, else "a"."""
    return "an" if VOWEL.match(words) else "a"
