"""The worker's stdin: it brings commands, and while it is open somebody wants the result. Standard library only.

When it closes, because the host cancelled or was killed, the worker has GRACE seconds to write a checkpoint and leave
by itself. After them it is ended, even out of a native call that holds Python's global lock, as xatlas does.
"""

from __future__ import annotations

import os
import queue
import select
import signal
import threading
import time

GRACE = 2.0  # seconds
GIVEN_UP = 3  # the exit code of a worker that was ended by the lifeline


class Lifeline:
    """Reads stdin in a thread of its own. Make it before any thread starts: where there is fork, it forks a guard."""

    def __init__(self) -> None:
        if hasattr(os, "fork"):
            _fork_guard()
        # Not sys.stdin: a daemon thread blocked in it turns exceptions at exit into SIGABRT.
        self._stdin = os.fdopen(os.dup(0), "rb")
        self.cut = threading.Event()  # set once stdin has closed
        self.lines: queue.SimpleQueue[str] = queue.SimpleQueue()  # those that came after the first ones

    def first_lines(self, count: int) -> list[str]:
        """Blocks until they are there; those are empty before which stdin closed.

        From then on `lines` are read and `cut` is set.
        """
        lines = [self._stdin.readline().decode("utf-8", "replace") for _ in range(count)]
        threading.Thread(target=self._watch, name="lifeline", daemon=True).start()
        return lines

    def _watch(self) -> None:
        for line in self._stdin:
            self.lines.put(line.decode("utf-8", "replace"))
        self.cut.set()
        time.sleep(GRACE)
        os._exit(GIVEN_UP)


def _fork_guard() -> None:
    """A small process that kills this one GRACE seconds after stdin closed, and leaves when this one does.

    A thread cannot do this alone: it does not run while native code holds the global lock.
    """
    worker = os.getpid()
    reader, _writer = os.pipe()  # the other end closes when the worker ends, for only the worker has it
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
    """Blocks until the other end of one of the pipes is closed. Reads nothing: what arrives is for the worker."""
    while True:
        if closed := {descriptor for descriptor, flags in closing.poll() if flags & select.POLLHUP}:
            return closed
        time.sleep(0.1)
