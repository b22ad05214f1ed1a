"""Writes the events of the engine's processes to stdout and to the job's record. Standard library only."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from ..disk import files
from ..jobs import job_folder
from ..jobs.protocol import Event, Passing, tell


class EventWriter:
    """Sends a job's events to the host. Also records them, except those for the live view, while the record is open."""

    def __init__(self, stdout: IO[bytes], folder: str) -> None:
        """`folder` is the job folder exactly as the host named it."""
        self._stdout, self._folder = stdout, folder
        self._record: Callable[[Event], None] | None = None

    def __call__(self, event: Event) -> None:
        if not isinstance(event, Passing):
            self.record(event)
        self.send(event)

    def send(self, event: Event) -> None:
        """Sends an event to the host without recording it.

        Ignores a closed stdout: the lifeline notices that the host is gone.
        """
        with suppress(OSError):
            self._stdout.write(tell(self._folder, event).encode() + b"\n")
            self._stdout.flush()

    def record(self, event: Event) -> None:
        """Records an event without sending it. Raises OSError if the disk is full."""
        if self._record:
            self._record(event)

    @contextmanager
    def recording(self, folder: Path) -> Iterator[None]:
        """Keeps the record of a job folder open."""
        with job_folder.recording(folder) as self._record:
            try:
                yield
            finally:
                self._record = None


class Log(io.TextIOWrapper):
    """Writes at once what is printed. What a full disk does not take is lost, because nothing may fail for its log."""

    def write(self, text: str, /) -> int:
        with suppress(OSError):
            super().write(text)
        return len(text)


def claim_stdout() -> IO[bytes]:
    """Returns stdout for events only. Anything else that is printed goes to stderr from now on, and so into the log."""
    stdout = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    unbuffered = io.FileIO(2, "wb", closefd=False)
    sys.stdout = sys.stderr = Log(unbuffered, "utf-8", errors="backslashreplace", write_through=True)
    return stdout


def print_to(log: Path | None) -> None:
    """Appends what is printed from now on to a log; without one it is lost. Raises OSError if the log is no file."""
    with files.open_unlinked(log, "ab") if log else open(os.devnull, "ab") as file:
        os.dup2(file.fileno(), 1)
        os.dup2(file.fileno(), 2)
