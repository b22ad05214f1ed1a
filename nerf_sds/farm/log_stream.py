"""Reads the growing log of a Ray job: each line exactly once, over any number of connections. Standard library only."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import suppress

from ..jobs.protocol import Noticed
from .ray_jobs import Cluster, Lost, State, check_whole

LONGEST = 1_000_000  # bytes: a longer line is skipped
SECONDS_BETWEEN_LOOKS = 2.0  # between two checks whether the job has ended, while its log is followed
SECONDS_BETWEEN_CALLS = (0.5, 1.0, 2.0, 5.0, 10.0, 20.0)  # between failed calls; the last value repeats
CALLS_FOR_THE_REST = 6  # failed calls for the log of an ended job before giving up: its node may be gone
_BLOCK = 65_536


class Lines:
    """Splits the bytes of a log into lines. Skips lines longer than LONGEST."""

    def __init__(self) -> None:
        self.taken = 0  # bytes read so far
        self._begun = b""
        self._too_long = False  # True while the current line is being skipped

    def take(self, data: bytes) -> list[bytes]:
        """Returns the lines that these bytes complete, without their line ends."""
        self.taken += len(data)
        *ended, begun = (self._begun + data).split(b"\n")
        if ended and self._too_long:
            del ended[0]
            self._too_long = False
        self._too_long = self._too_long or len(begun) > LONGEST
        self._begun = b"" if self._too_long else begun
        return [line for line in ended if len(line) <= LONGEST]


class LogStream:
    """The log of one Ray job. Also reports when the farm goes out of reach and when it comes back."""

    def __init__(self, cluster: Cluster, job: str) -> None:
        self._cluster, self._job = cluster, job
        self._lines = Lines()
        self._left = threading.Event()
        self._failures = 0  # consecutive failed calls

    def __iter__(self) -> Iterator[bytes | Noticed]:
        """Yields lines and notices until the job and its log have ended.

        Raises ValueError with one line if the farm refuses.
        """
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
                if self._failures == 1:  # the first failure may be brief
                    yield Noticed(f"{error}; trying again")
                if state.has_ended and self._failures >= CALLS_FOR_THE_REST:
                    return
                self._left.wait(SECONDS_BETWEEN_CALLS[min(self._failures, len(SECONDS_BETWEEN_CALLS) - 1)])
                self._failures += 1

    def leave(self) -> None:
        """Ends the iteration at once. Any thread may call it."""
        self._left.set()

    def _read(self, state: State) -> Iterator[bytes | Noticed]:
        """Yields the lines that are new, until the connection or the job ends."""
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
        """Breaks the connection once the job has ended, the farm is out of reach, or the reader has left.

        This is needed because a followed log never ends, and a node that is cut off does not report it.
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
            except ValueError:  # the reader gets the same error and raises it
                break
            looked = time.monotonic()
        if not done.is_set():
            done.set()
            with suppress(OSError):
                link.shutdown(socket.SHUT_RDWR)
