"""How the engine's processes speak: events on stdout, one a line, and in the job's record. Standard library only."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from ..jobs import job_folder
from ..jobs.protocol import Event, Passing, tell


class EventWriter:
    """Sends a job's events to the host, and those that will matter later to the job's record while one is open."""

    def __init__(self, stdout: IO[bytes], folder: str) -> None:
        """`folder` is the job's, as the host named it."""
        self._stdout, self._folder = stdout, folder
        self._record: Callable[[Event], None] | None = None

    def __call__(self, event: Event) -> None:
        if not isinstance(event, Passing):
            self.record(event)
        self.send(event)

    def send(self, event: Event) -> None:
        """To the host alone. When it is gone, the lifeline knows."""
        with suppress(OSError):
            self._stdout.write(tell(self._folder, event).encode() + b"\n")
            self._stdout.flush()

    def record(self, event: Event) -> None:
        """To the record alone. Raises OSError when the disk is full."""
        if self._record:
            self._record(event)

    @contextmanager
    def recording(self, folder: Path) -> Iterator[None]:
        """Opens the record of a job folder."""
        with job_folder.recording(folder) as self._record:
            try:
                yield
            finally:
                self._record = None


def claim_stdout() -> IO[bytes]:
    """Keeps stdout for events and points its descriptor at stderr, so that what libraries print ends in the log."""
    stdout = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return stdout
