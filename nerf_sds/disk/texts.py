"""Text from strangers, made fit to be shown to a person. Standard library only."""

from __future__ import annotations

import unicodedata
from typing import Any

ZERO_WIDTH_SPACE = "\u200b"


def is_unicode(text: str) -> bool:
    """Whether UTF-8 can hold the text: False for a file name in another encoding, or half of a surrogate pair."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def one_line(text: Any, longest: int = 1000) -> str:
    """The text on one line of at most so many characters; what cannot be printed becomes "?"."""
    line = " ".join(str(text).split())
    line = line if len(line) <= longest else f"{line[: longest - 3]}..."
    return "".join(mark if mark.isprintable() else "?" for mark in line)


def first_line(error: BaseException, longest: int = 1000) -> str:
    """The first line of an error's message, cut to so many characters; the name of its class when it has no message."""
    return next(iter(str(error).strip().splitlines()), type(error).__name__)[:longest]


def last_line(said: str, otherwise: str) -> str:
    """The last line of what a program said, which names its error; `otherwise` when it said nothing."""
    return next(reversed(said.strip().splitlines()), otherwise)


def tidy(text: str) -> str:
    """A pasted text without what nobody sees: white space of any kind is a space, marks without width are left out."""
    parted = unicodedata.normalize("NFC", text).replace(ZERO_WIDTH_SPACE, " ")
    return " ".join("".join(letter for letter in parted if unicodedata.category(letter) != "Cf").split())
