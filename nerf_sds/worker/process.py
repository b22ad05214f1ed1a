"""The worker's process: it works on job folders for a host, one assignment after the other.

Assignments come through stdin. Events go to stdout and to the folder's events.jsonl; other output goes to the log in
the first folder. Standard library only, so the first events reach the host before torch is loaded.
"""

from __future__ import annotations

import os
import queue
import signal
import sys
import threading
import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, NoReturn

from ..config import Request
from ..jobs import failures, job_folder
from ..jobs.protocol import Cancelled, Done, Event, Failed, LastEvent, decode
from .event_writer import EventWriter, claim_stdout, print_to
from .lifeline import Assignment, Lifeline

SECONDS_BETWEEN_CHECKPOINTS = 30.0
SECONDS_BEFORE_REST = 3.0  # a queue sends its next job sooner, which then finds the diffusion model on the GPU
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

    def check(self, step: int = 0) -> None:
        """Raises Stopped if the job is cut off. `step` is the number of steps taken."""
        if self.cut.is_set():
            raise Stopped(step)


Task = tuple[Request, JobContext]
Outcome = Done | Exception  # Stopped if the job was cut off
Work = Callable[[Sequence[Task]], Iterator[tuple[JobContext, Outcome]]]  # yields one outcome per task


def main(works: Mapping[str, Work], rest: Callable[[], None]) -> NoReturn:
    """Carries out the host's assignments until it wants no more, then exits the process with code 0.

    `works` maps the kinds of work to what does them. `rest` frees memory; it is called when no assignment has come for
    SECONDS_BEFORE_REST.
    """
    step_back()
    stdout = claim_stdout()
    lifeline = Lifeline()
    signal.signal(signal.SIGTERM, lambda *_: lifeline.let_go())
    while assignment := _next(lifeline, rest):
        _carry_out(assignment, works, stdout)
    os._exit(0)  # exits without torch's cleanup, which can take seconds


def _next(lifeline: Lifeline, rest: Callable[[], None]) -> Assignment | None:
    """Waits for the next assignment, and rests meanwhile. Returns None once the host wants no more."""
    try:
        return lifeline.next(SECONDS_BEFORE_REST)
    except queue.Empty:
        rest()
        return lifeline.next()


def _carry_out(assignment: Assignment, works: Mapping[str, Work], stdout: IO[bytes]) -> None:
    """Does the work of an assignment. Each of its folders gets exactly one last event."""
    places = {Path(name): OpenJob(Path(name), EventWriter(stdout, name)) for name, _ in assignment.requests}
    tasks: list[Task] = []
    error: Exception = AssertionError("nothing came of it")

    def end(folder: Path, outcome: Outcome) -> None:
        """Ends a job, once. The log is closed before the last of all, because the host may then delete the folder."""
        place = places[folder]
        if place.last is None:
            place.close(outcome)
            if all(each.last for each in places.values()):
                print_to(None)
            place.send()

    try:
        print_to(next(iter(places)) / failures.LOG)
        for name, line in assignment.requests:
            try:
                tasks.append((_request(line, Path(name)), places[Path(name)].open(assignment)))
            except Exception as own:
                end(Path(name), own)
        for job, outcome in works[assignment.work](tasks) if tasks else ():
            end(job.folder, outcome)
    except Exception as common:
        error = common
    for folder in places:
        end(folder, error)


def step_back() -> None:
    """Lowers the priority of this process below the host's. On Windows `jobs.workers` does that."""
    if sys.platform != "win32":
        os.nice(NICER)


class OpenJob:
    """A job folder that this process works on: it is locked and its record is open."""

    def __init__(self, folder: Path, tell: EventWriter) -> None:
        self._folder, self._tell, self._held = folder, tell, ExitStack()
        self.last: LastEvent | None = None

    def open(self, assignment: Assignment) -> JobContext:
        """Locks the folder and opens its record. Returns the context for the job.

        Raises Refused if another process works on the folder, OSError if it cannot be written.
        """
        with ExitStack() as held:
            held.enter_context(job_folder.working(self._folder))
            held.enter_context(self._tell.recording(self._folder))
            self._held = held.pop_all()
        return JobContext(self._folder, self._tell, assignment.cut, assignment.lines)

    def close(self, outcome: Outcome) -> None:
        """Records the job's last event and releases the lock."""
        self.last = outcome if isinstance(outcome, Done) else _last_words(outcome, self._folder)
        try:
            with self._held:
                self._tell.record(self.last)
                for name in job_folder.LIVE:
                    (self._folder / name).unlink(missing_ok=True)
        except OSError as error:
            self.last = _last_words(error, self._folder)

    def send(self) -> None:
        """Sends the job's last event."""
        assert self.last is not None
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
