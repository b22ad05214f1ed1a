"""Text from strangers, made fit to be shown to a person. Standard library only."""

from __future__ import annotations

from typing import Any


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
