"""The jobs of a folder as a list for people: what runs, waits, and became of the others. Standard library only."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from ..config import Request
from ..disk import files
from ..disk.texts import one_line
from . import exploration, failures, job_folder, job_queue
from .exploration import Mark
from .job_queue import Queue
from .protocol import Cancelled, Event, Failed

MOST_DAMAGED = 100  # entries: more would only bury the others


class Phase(Enum):
    """How a job stands."""

    RUNNING = "running"
    WAITING = "waiting"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"
    LEFT = "left over"  # its host or its worker ended before it
    DAMAGED = "damaged"  # its request or its record cannot be read


@dataclass(frozen=True)
class JobRow:
    """One job in the list."""

    folder: Path
    request: Request | None  # None where it cannot be read
    phase: Phase
    reason: str  # one line; empty unless there is something to tell
    made: float  # seconds since the epoch: when the prop was asked for
    rank: float  # among those that wait
    ours: bool  # whether it runs or waits in this host's queue
    resumable: bool  # whether a checkpoint lies there
    mark: Mark | None = None  # of the exploration that it is a run of
    score: float | None = None  # among the runs of that


class JobList:
    """The entries of a folder of jobs, read little by little, so that a host with a window never waits for a disk."""

    def __init__(self) -> None:
        self.entries: list[JobRow] = []  # as of the last whole look
        self.changes = -1  # of the queue, when that look began
        self._round: Iterator[None] | None = None

    def look(self, parent: Path, queue: Queue, seconds: float) -> bool:
        """Goes on looking at the jobs for so long, one at least; True once `entries` shows the queue as it is now."""
        deadline = time.perf_counter() + seconds
        self._round = self._round or self._look_at_each(parent, queue)
        for _ in self._round:
            if time.perf_counter() > deadline:
                return False
        self._round = None
        return self.changes == queue.changes  # what changed meanwhile may have been passed by

    def _look_at_each(self, parent: Path, queue: Queue) -> Iterator[None]:
        changes, entries, damaged = queue.changes, [], 0
        known = {entry.folder: entry for entry in self.entries}
        for folder in job_folder.entries(parent):
            before = known.get(folder)
            # What is done stays so until somebody deletes it; only a run of an exploration may still be picked.
            settled = before and before.phase is Phase.DONE and not before.mark and _is_there(folder)
            entry = before if settled else read(folder, queue)
            damaged += entry is not None and entry.phase is Phase.DAMAGED
            if entry and (entry.phase is not Phase.DAMAGED or damaged <= MOST_DAMAGED):
                entries.append(entry)
            yield
        self.entries, self.changes = ordered(entries), changes


def read(folder: Path, queue: Queue) -> JobRow | None:
    """None when it is no job folder, or a link to one."""
    try:
        made = os.lstat(folder / job_folder.REQUEST).st_mtime
    except (OSError, ValueError):
        return None
    if folder.is_symlink():
        return None
    request = None
    try:
        request = job_folder.read_request(folder)
        job_folder.check_record(folder)
        state = job_folder.state(folder)
    except failures.Refused as error:
        return JobRow(folder, request, Phase.DAMAGED, one_line(error), made, 0.0, folder in queue, False)
    ours = folder in queue
    if folder in queue.running:
        state = job_folder.State.RUNNING  # from its start on, though it takes the lock later, or on another machine
    rank, last = job_queue.rank(folder), job_folder.last_event(folder)
    phase, reason = stands(state, ours or job_queue.is_claimed(folder), rank is not None, last)
    mark = exploration.mark_of(folder)
    score = exploration.score_of(folder) if mark else None
    return JobRow(folder, request, phase, reason, made, rank or 0.0, ours, job_folder.is_resumable(folder), mark, score)


def stands(state: job_folder.State, claimed: bool, ticketed: bool, last: Event | None) -> tuple[Phase, str]:
    """The phase and its reason, from the folder's state, its claim and ticket, and the record's end.

    A worker whose host died records Cancelled, for it cannot know: then the ticket tells.
    """
    if state is job_folder.State.RUNNING:
        return Phase.RUNNING, ""
    if state is job_folder.State.FINISHED:
        return Phase.DONE, ""
    if claimed:
        return Phase.WAITING, ""
    match last:
        case Failed() if not ticketed:
            return Phase.FAILED, one_line(last.reason)
        case Cancelled() if not ticketed:
            return Phase.CANCELLED, f"Cancelled at step {last.step}"
        case None:
            return Phase.LEFT, "Left over: it had not begun"
        case _:
            return Phase.LEFT, "Left over: it was cut short"


def ordered(entries: Iterable[JobRow]) -> list[JobRow]:
    """What runs and what waits, each in the queue's order, then all others, the newest first."""
    first = {Phase.RUNNING: 0, Phase.WAITING: 1}
    return sorted(
        entries,
        key=lambda entry: (place := first.get(entry.phase, 2), entry.rank if place < 2 else -entry.made, entry.folder),
    )


def _is_there(folder: Path) -> bool:
    return files.is_plain(folder / job_folder.REQUEST)


def gather(old: Path, new: Path) -> None:
    """Renames the job folders of a parent into another one, and removes the old parent when it is empty then.

    A job that runs, one of whose name there is one already, and what cannot be renamed stay where they are.
    """
    for place in job_folder.listed(old):
        if job_folder.state(place) is job_folder.State.RUNNING or (new / place.name).exists():
            continue
        with suppress(OSError):
            new.mkdir(parents=True, exist_ok=True)
            place.rename(new / place.name)
    with suppress(OSError):
        old.rmdir()
