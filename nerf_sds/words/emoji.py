"""Reads emoji: a robot face is a robot, a red circle is red. Standard library only."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

from .colours import BASES
from .spelling import names
from .tokens import Token, singulars

PATCHES = frozenset(("circle", "square"))  # emoji that are nothing but their colour


def named(token: Token, folder: Path) -> str:
    """Returns the kind that an emoji shows, or its colour, or else what Unicode calls it; nothing if it has no name."""
    words = unicodedata.name(token.said, "").lower().split()
    colour = next((word for word in words if word in BASES), "")
    if colour and words[-1] in PATCHES:
        return colour
    for length in range(len(words), 0, -1):
        for start in range(len(words) - length + 1):
            for said in singulars(" ".join(words[start : start + length])):
                if said in names(folder):
                    return names(folder)[said]
    return " ".join(words)


def spelled_out(text: str, words: Sequence[Token], folder: Path) -> tuple[str, int]:
    """Returns the prompt with words in place of emoji, and how often its first emoji stands there in a row."""
    times = 1
    for _, group in groupby((word for word in words if word.is_symbol), key=lambda word: word.said):
        same = [*group]
        if name := named(same[0], folder):
            text = re.sub(rf"{re.escape(same[0].said)}(?:\s*{re.escape(same[0].said)})*", f" {name} ", text)
            times = max(times, len(same))
    return " ".join(text.split()), times
