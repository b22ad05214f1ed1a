"""Errors as one line for people. Standard library only."""

from __future__ import annotations

import sys
from pathlib import Path

from ..disk import files

LOG = "log.txt"  # file in the job folder with the worker's output


class Refused(ValueError):
    """A folder cannot be used for this purpose. The message is one line that says why and what to do."""


class Full(Refused):
    """The disk has too little free space."""


def reason(error: Exception, folder: Path) -> str:
    """Returns one line for people: what went wrong in a job folder, and what to do about it."""
    text = (str(error).strip().splitlines() or [type(error).__name__])[0]
    match error:
        case OSError() if files.is_full(error):
            return f"The disk of {folder} is full: make room, then start or resume again"
        case MemoryError() | RuntimeError() if is_out_of_memory(error):
            return "Memory ran out: close other programs and resume, or choose a smaller preset or the device cpu"
        case ImportError():
            return f"{text}: {sys.executable} cannot run the engine: install it again, or choose another Python"
        case ValueError() | ArithmeticError():
            return text
        case _:
            return f"{type(error).__name__}: {text} (more in {folder / LOG})"


def is_out_of_memory(error: Exception) -> bool:
    """True if the error means that the main memory or the GPU's memory ran out."""
    return isinstance(error, MemoryError) or any(
        words in str(error).lower() for words in ("out of memory", "can't allocate memory")
    )
