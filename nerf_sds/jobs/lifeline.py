"""The worker's stdin: it carries commands and stays open as long as a host wants the result. Standard library only.

It closes when the host cancels or dies. The worker then has GRACE seconds to write a checkpoint and exit. After that it
is killed, even inside a native call that holds Python's global lock, as xatlas does.
"""

from __future__ import annotations

import os
import queue
import select
import signal
import threading
import time

GRACE = 2.0  # seconds from the end of stdin until the worker is killed
GIVEN_UP = 3  # exit code of a worker that did not exit in time


class Lifeline:
    """Reads stdin in a thread. Create it before any other thread: where `fork` exists, it forks a guard process."""

    def __init__(self) -> None:
        if hasattr(os, "fork"):
            _fork_guard()
        # Not sys.stdin: a daemon thread blocked in it turns exceptions at exit into SIGABRT.
        self._stdin = os.fdopen(os.dup(0), "rb")
        self.cut = threading.Event()  # set once stdin has closed
        self.lines: queue.SimpleQueue[str] = queue.SimpleQueue()  # lines after those of `first_lines`

    def first_lines(self, count: int) -> list[str]:
        """Returns the first `count` lines of stdin.

        Blocks until all lines have arrived. A line is empty if stdin closed first. Starts the thread that fills `lines`
        and sets `cut`.
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
