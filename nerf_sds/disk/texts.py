"""Makes text from strangers safe to show to a person. Standard library only."""

from __future__ import annotations

import unicodedata
from typing import Any

ZERO_WIDTH_SPACE = "\u200b"


def is_unicode(text: str) -> bool:
    """True if the text can be encoded as UTF-8. False for a lone surrogate, as in a file name in another encoding."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def one_line(text: Any, longest: int = 1000) -> str:
    """Returns the text on one line of at most `longest` characters. Characters that cannot be printed become "?"."""
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
    """Returns pasted text without invisible characters. White space of any kind becomes one space.

    Zero-width spaces become spaces, and other format characters are removed. The text is normalised to NFC.
    """
    parted = unicodedata.normalize("NFC", text).replace(ZERO_WIDTH_SPACE, " ")
    return " ".join("".join(letter for letter in parted if unicodedata.category(letter) != "Cf").split())
