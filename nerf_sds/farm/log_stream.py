"""The log of a Ray job as it grows: each line once, over however many connections. Standard library only."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import suppress

from ..jobs.protocol import Noticed
from .ray_jobs import Cluster, Lost, State, check_whole

LONGEST = 1_000_000  # bytes of a line: a longer one is passed over
SECONDS_BETWEEN_LOOKS = 2.0  # whether the job has ended, while its log is followed
SECONDS_BETWEEN_CALLS = (0.5, 1.0, 2.0, 5.0, 10.0, 20.0)  # that fail: the last one again and again
CALLS_FOR_THE_REST = 6  # for the log of a job that has ended: the node that has it may be gone
_BLOCK = 65_536


class Lines:
    """Cuts the bytes of a log into its lines."""

    def __init__(self) -> None:
        self.taken = 0  # bytes
        self._begun = b""
        self._too_long = False  # whether the line that has begun is passed over

    def take(self, data: bytes) -> list[bytes]:
        """The lines that end in these bytes, without their ends."""
        self.taken += len(data)
        *ended, begun = (self._begun + data).split(b"\n")
        if ended and self._too_long:
            del ended[0]
            self._too_long = False
        self._too_long = self._too_long or len(begun) > LONGEST
        self._begun = b"" if self._too_long else begun
        return [line for line in ended if len(line) <= LONGEST]


class LogStream:
    """Of one job. It tells when the farm is out of reach, and when it is within it again."""

    def __init__(self, cluster: Cluster, job: str) -> None:
        self._cluster, self._job = cluster, job
        self._lines = Lines()
        self._left = threading.Event()
        self._failures = 0  # in a row

    def __iter__(self) -> Iterator[bytes | Noticed]:
        """To the end of the job, and of its log. Raises ValueError with one line when the farm refuses."""
        state = State("PENDING", "", "")
        while not self._left.is_set():
            try:
                state = self._cluster.state(self._job)
                if state.node:
                    yield from self._read(state)
                else:
                    yield from self._answered()
                if state.has_ended:
                    return
                self._left.wait(SECONDS_BETWEEN_CALLS[0])
            except Lost as error:
                if self._failures == 1:  # the first one may be a moment's
                    yield Noticed(f"{error}; trying again")
                if state.has_ended and self._failures >= CALLS_FOR_THE_REST:
                    return
                self._left.wait(SECONDS_BETWEEN_CALLS[min(self._failures, len(SECONDS_BETWEEN_CALLS) - 1)])
                self._failures += 1

    def leave(self) -> None:
        """Ends it at once; any thread may."""
        self._left.set()

    def _read(self, state: State) -> Iterator[bytes | Noticed]:
        """What is new, until the connection ends or the job does."""
        done = threading.Event()

        def watch(link: socket.socket) -> None:
            threading.Thread(target=self._watch, args=(link, done), daemon=True).start()

        try:
            follow = None if state.has_ended else watch
            with self._cluster.log(self._job, state.node, follow) as answer:
                yield from self._answered()
                old = self._lines.taken
                while data := answer.read1(_BLOCK):
                    new, old = data[old:], max(0, old - len(data))
                    yield from self._lines.take(new)
                check_whole(answer)
        except Lost:
            if not done.is_set():
                raise
        finally:
            done.set()

    def _answered(self) -> Iterator[Noticed]:
        if self._failures > 1:
            yield Noticed(f"{self._cluster.address} answers again")
        self._failures = 0

    def _watch(self, link: socket.socket, done: threading.Event) -> None:
        """Breaks a connection once the job has ended, the farm is out of reach or nothing more is wanted.

        A log that is followed has no end, and one whose node is cut off tells nothing of that.
        """
        looked, failures = time.monotonic(), 0
        while not self._left.wait(0.1) and not done.is_set() and failures < len(SECONDS_BETWEEN_CALLS):
            if time.monotonic() - looked < SECONDS_BETWEEN_LOOKS:
                continue
            try:
                if self._cluster.state(self._job).has_ended:
                    break
                failures = 0
            except Lost:
                failures += 1
            except ValueError:  # the reader will hear it too
                break
            looked = time.monotonic()
        if not done.is_set():
            done.set()
            with suppress(OSError):
                link.shutdown(socket.SHUT_RDWR)
