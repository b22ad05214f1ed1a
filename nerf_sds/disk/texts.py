"""Makes text from strangers safe to show to a person. Standard library only."""

from __future__ import annotations

from typing import Any


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
