"""The worker's stdin: it carries commands and stays open as long as a host wants the worker. Standard library only.

It closes when the host has no more work for the worker, or dies. The worker then has GRACE seconds to write a
checkpoint and exit. After that it is killed, even inside a native call that holds Python's global lock.
"""

from __future__ import annotations

import os
import queue
import select
import signal
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from ..jobs.protocol import GRACE, Begin, Cancel, decode

GIVEN_UP = 3  # exit code of a worker that did not exit in time


@dataclass(frozen=True)
class Assignment:
    """What the host wants of the worker next."""

    work: str = ""  # the kind of work, see `Begin`
    requests: Sequence[tuple[str, str]] = ()  # job folder as the host named it, line with its Request or ""
    cut: threading.Event = field(default_factory=threading.Event)  # set once nobody wants the result any more
    lines: queue.SimpleQueue[str] = field(default_factory=queue.SimpleQueue)  # lines with commands after the requests


class Lifeline:
    """Reads stdin in a thread. Create it before any other thread: where `fork` exists, it forks a guard process."""

    def __init__(self) -> None:
        if hasattr(os, "fork"):
            _fork_guard()
        # Not sys.stdin: a daemon thread blocked in it turns exceptions at exit into SIGABRT.
        self._stdin = os.fdopen(os.dup(0), "rb")
        self._current = Assignment()  # the last that arrived
        self._assignments: queue.SimpleQueue[Assignment | None] = queue.SimpleQueue()
        threading.Thread(target=self._read, name="lifeline", daemon=True).start()

    def next(self, seconds: float | None = None) -> Assignment | None:
        """Waits for the next assignment. Returns None once there will be none.

        Raises queue.Empty if none has come after `seconds`.
        """
        return self._assignments.get(timeout=seconds)

    def let_go(self) -> None:
        """Cancels the current assignment and lets no other follow."""
        self._current.cut.set()
        self._assignments.put(None)

    def _read(self) -> None:
        lines = (line.decode("utf-8", "replace") for line in self._stdin)
        for line in lines:
            match _command(line):
                case Begin(work, folders):
                    self._current = Assignment(work, [(folder, next(lines, "")) for folder in folders])
                    self._assignments.put(self._current)
                case Cancel():
                    self._current.cut.set()
                case _:
                    self._current.lines.put(line)
        self.let_go()
        time.sleep(GRACE)
        os._exit(GIVEN_UP)


def _command(line: str) -> object:
    """Parses a line of stdin. Returns None for a damaged one."""
    try:
        return decode(line)
    except ValueError:
        return None


def _fork_guard() -> None:
    """Forks a process that kills this one about GRACE seconds after stdin closes, and exits when this one ends.

    A thread is not enough: it cannot run while native code holds the global lock.
    """
    worker = os.getpid()
    reader, _writer = os.pipe()  # only the worker holds the other end, so it closes when the worker ends
    if os.fork():
        os.close(reader)
        return
    os.closerange(1, reader)
    os.closerange(reader + 1, 256)
    closing = select.poll()
    closing.register(0, select.POLLIN)
    closing.register(reader, select.POLLIN)
    if reader not in _closed(closing):
        closing.unregister(0)
        closing.poll((GRACE + 0.5) * 1000)
        if os.getppid() == worker:
            os.kill(worker, signal.SIGKILL)
    os._exit(0)


def _closed(closing: select.poll) -> set[int]:
    """Blocks until the other end of a pipe closes and returns the closed pipes.

    Reads nothing, because the data is for the worker.
    """
    while True:
        if closed := {descriptor for descriptor, flags in closing.poll() if flags & select.POLLHUP}:
            return closed
        time.sleep(0.1)
