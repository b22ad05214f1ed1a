"""A process of the engine that works on job folders for a host: what the worker and the concept's have in common.

A request for each folder comes as stdin's first lines. Events go to stdout and to the folder's events.jsonl; what else
is printed goes to stderr. Standard library only: the host hears from the process before torch is loaded.
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
NICER = 10  # than the host, of 19 at most


class Stopped(Exception):
    """Nobody wants the result any more."""

    def __init__(self, step: int) -> None:
        super().__init__(f"stopped at step {step}")
        self.step = step  # steps taken


@dataclass(frozen=True)
class JobContext:
    """What a worker works at."""

    folder: Path  # the job's, locked
    tell: Callable[[Event], None]
    cut: threading.Event  # set when the host is gone or has cancelled
    lines: queue.SimpleQueue[str] = field(default_factory=queue.SimpleQueue)  # commands that came after the request
    between_checkpoints: float = SECONDS_BETWEEN_CHECKPOINTS


Task = tuple[Request, JobContext]
Outcome = Done | Exception  # Stopped, soon after the job was cut off
Work = Callable[[Sequence[Task]], Iterator[tuple[JobContext, Outcome]]]  # an outcome for each task


def main(arguments: list[str], work: Work) -> NoReturn:
    """Does the work on the folders that are named, and leaves with 1 after a Failed, else with 0."""
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
    os._exit(failed)  # taking torch down in good order can last seconds, in which the host would wait


def step_back() -> None:
    """Lets the host, and all else that people wait for, go first on the processor. On Windows `client` sees to it."""
    if sys.platform != "win32":
        os.nice(NICER)


class OpenJob:
    """A job folder while it is worked on: locked, its record open."""

    def __init__(self, folder: Path, tell: EventWriter) -> None:
        self._folder, self._tell, self._held = folder, tell, ExitStack()
        self.last: LastEvent | None = None

    def open(self, lifeline: Lifeline) -> JobContext:
        """Raises Refused while another process works on the folder, OSError when it cannot be written."""
        with ExitStack() as held:
            held.enter_context(job_folder.working(self._folder))
            held.enter_context(self._tell.recording(self._folder))
            self._held = held.pop_all()
        return JobContext(self._folder, self._tell, lifeline.cut, lifeline.lines)

    def end(self, outcome: Outcome) -> None:
        """Tells the last event, once. It is on record, and the job's lock is free again, before the host hears it."""
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
    """Work in which no prop has to do with another."""

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
    """Raises Stopped when stdin closed before the request came."""
    if not line:
        raise Stopped(0)
    request = decode(line)
    if request != job_folder.read_request(folder):
        raise ValueError(f"{folder} holds another request than the one that was sent: choose another folder")
    assert isinstance(request, Request)
    return request
