"""The common part of the engine's processes, which work on job folders for a host: the worker and the concept's.

The first lines of stdin are the requests, one per folder. Events go to stdout and to the folder's events.jsonl; other
output goes to stderr. Standard library only, so the first events reach the host before torch is loaded.
"""

from __future__ import annotations

import os
import queue
import signal
import sys
import threading
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import NoReturn

from ..config import Request
from ..jobs import failures, job_folder
from ..jobs.lifeline import Lifeline
from ..jobs.protocol import Cancelled, Done, Event, Failed, LastEvent, decode
from .event_writer import EventWriter, claim_stdout

SECONDS_BETWEEN_CHECKPOINTS = 30.0
NICER = 10  # increment of the nice value; 19 is the lowest priority


class Stopped(Exception):
    """Raised when nobody wants the result any more: the host has cancelled the job or is gone."""

    def __init__(self, step: int) -> None:
        super().__init__(f"stopped at step {step}")
        self.step = step  # steps taken


@dataclass(frozen=True)
class JobContext:
    """One job: its folder, how to report events, and when to stop."""

    folder: Path  # the job folder; this process holds its lock
    tell: Callable[[Event], None]
    cut: threading.Event  # set once the host is gone or has cancelled
    lines: queue.SimpleQueue[str] = field(default_factory=queue.SimpleQueue)  # lines with commands after the request
    between_checkpoints: float = SECONDS_BETWEEN_CHECKPOINTS


Task = tuple[Request, JobContext]
Outcome = Done | Exception  # Stopped if the job was cut off
Work = Callable[[Sequence[Task]], Iterator[tuple[JobContext, Outcome]]]  # yields one outcome per task


def main(arguments: list[str], work: Work) -> NoReturn:
    """Runs `work` on the job folders and exits the process with code 1 if one failed, else 0.

    `arguments` are the folders. Each gets exactly one last event.
    """
    step_back()
    stdout = claim_stdout()
    lifeline = Lifeline()
    signal.signal(signal.SIGTERM, lambda *_: lifeline.cut.set())
    lines = lifeline.first_lines(len(arguments))
    places = {Path(name): OpenJob(Path(name), EventWriter(stdout, name)) for name in arguments}
    tasks = []
    for line, (folder, place) in zip(lines, places.items(), strict=True):
        try:
            tasks.append((_request(line, folder), place.open(lifeline)))
        except Exception as error:
            place.end(error)
    error: Exception = AssertionError("nothing came of it")
    try:
        for job, outcome in work(tasks) if tasks else ():
            places[job.folder].end(outcome)
    except Exception as common:
        error = common
    for place in places.values():
        place.end(error)
    sys.stderr.flush()
    failed = any(isinstance(place.last, Failed) for place in places.values())
    os._exit(failed)  # exits without torch's cleanup, which can take seconds while the host waits


def step_back() -> None:
    """Lowers the priority of this process below the host's. On Windows `jobs.client` does that."""
    if sys.platform != "win32":
        os.nice(NICER)


class OpenJob:
    """A job folder that this process works on: it is locked and its record is open."""

    def __init__(self, folder: Path, tell: EventWriter) -> None:
        self._folder, self._tell, self._held = folder, tell, ExitStack()
        self.last: LastEvent | None = None

    def open(self, lifeline: Lifeline) -> JobContext:
        """Locks the folder and opens its record. Returns the context for the job.

        Raises Refused if another process works on the folder, OSError if it cannot be written.
        """
        with ExitStack() as held:
            held.enter_context(job_folder.working(self._folder))
            held.enter_context(self._tell.recording(self._folder))
            self._held = held.pop_all()
        return JobContext(self._folder, self._tell, lifeline.cut, lifeline.lines)

    def end(self, outcome: Outcome) -> None:
        """Sends the job's last event, once. Before that, the event is recorded and the lock released."""
        if self.last is not None:
            return
        self.last = outcome if isinstance(outcome, Done) else _last_words(outcome, self._folder)
        try:
            with self._held:
                self._tell.record(self.last)
                for name in job_folder.LIVE:
                    (self._folder / name).unlink(missing_ok=True)
        except OSError as error:
            self.last = _last_words(error, self._folder)
        self._tell.send(self.last)


def one_by_one(make: Callable[[Request, JobContext], Done]) -> Work:
    """Returns a Work that makes the props one after another with `make`."""

    def work(tasks: Sequence[Task]) -> Iterator[tuple[JobContext, Outcome]]:
        for request, job in tasks:
            try:
                yield job, make(request, job)
            except Exception as error:
                yield job, error

    return work


def _last_words(error: Exception, folder: Path) -> Cancelled | Failed:
    if isinstance(error, Stopped):
        return Cancelled(error.step, job_folder.is_resumable(folder))
    traceback.print_exception(error)
    return Failed(failures.reason(error, folder))


def _request(line: str, folder: Path) -> Request:
    """Parses the request. Raises Stopped if stdin closed before it came, ValueError if the folder holds another one."""
    if not line:
        raise Stopped(0)
    request = decode(line)
    if request != job_folder.read_request(folder):
        raise ValueError(f"{folder} holds another request than the one that was sent: choose another folder")
    assert isinstance(request, Request)
    return request
