"""Errors as one line for people. Standard library only."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ..disk import files
from ..disk.texts import first_line

LOG = "log.txt"  # file in the job folder with the worker's output


class Refused(ValueError):
    """A folder cannot be used for this purpose. The message is one line that says why and what to do."""


class Full(Refused):
    """The disk has too little free space."""


@contextmanager
def writing(folder: Path, advice: str = "make room") -> Iterator[None]:
    """Turns an OSError of the block, which writes into the folder, into Refused with what to do about it."""
    try:
        yield
    except OSError as error:
        raise Refused(f"{folder} cannot be written ({error.strerror}): {advice}") from error


def reason(error: Exception, folder: Path) -> str:
    """Returns one line for people: what went wrong in a job folder, and what to do about it."""
    text = first_line(error)
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
