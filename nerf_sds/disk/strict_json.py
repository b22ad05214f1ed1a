"""Parses JSON that may come from a stranger: only finite numbers, printable Unicode text and limited nesting.

Standard library only.
"""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

from . import files
from .files import Damaged
from .texts import is_unicode, one_line

DEEPEST = 16  # levels of nested lists and objects
LARGEST_INTEGER = 2**63 - 1  # the largest absolute value


def parse(text: str | bytes) -> Any:
    """Returns the value of a JSON text. Bytes must be UTF-8, with or without a byte order mark.

    Raises Damaged with one line.
    """
    try:
        decoded = text if isinstance(text, str) else text.decode("utf-8-sig")
        value = json.loads(decoded, parse_constant=_finite, parse_float=_finite, parse_int=_integer)
        _check(value, DEEPEST)
    except Damaged:
        raise
    except RecursionError:
        raise Damaged(f"it is nested more than {DEEPEST} deep") from None
    except ValueError as error:  # neither JSON nor UTF-8
        raise Damaged(f"it is no JSON: {one_line(error, 80)}") from None
    return value


def read(path: Path, largest: int) -> Any:
    """Returns the value of a JSON file of at most `largest` bytes.

    Raises FileNotFoundError, or Damaged with one line.
    """
    data = files.read(path, largest)
    try:
        return parse(data)
    except Damaged as error:
        raise Damaged(f"{path} is damaged: {error}") from None


def _finite(text: str) -> float:
    if not math.isfinite(number := float(text)):
        raise Damaged(f"{text[:20]} is no finite number")
    return number


def _integer(text: str) -> int:
    if len(text) > 20 or abs(number := int(text)) > LARGEST_INTEGER:
        raise Damaged(f"{text[:20]} is too large a number")
    return number


def _check(value: Any, levels: int) -> None:
    """Raises Damaged if the value is nested deeper than `levels`, or contains text that is not valid Unicode."""
    match value:
        case str() if not is_unicode(value):
            raise Damaged(f"it has text that is no Unicode: {value[:20]!r}")
        case list() | dict() if levels == 0:
            raise Damaged(f"it is nested more than {DEEPEST} deep")
        case list():
            for part in value:
                _check(part, levels - 1)
        case dict():
            for name, part in value.items():
                _check(name, levels)
                _check(part, levels - 1)
        case _:
            pass
