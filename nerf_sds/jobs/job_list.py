"""The jobs of a folder as a list for people: running, waiting and ended ones. Standard library only."""

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

MOST_DAMAGED = 100  # damaged entries that are shown: more would hide the others


class Phase(Enum):
    """The phase of a job as the list shows it."""

    RUNNING = "running"
    WAITING = "waiting"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"
    LEFT = "left over"  # its host or its worker ended before the job did
    DAMAGED = "damaged"  # its request or its record cannot be read


@dataclass(frozen=True)
class JobRow:
    """One job in the list."""

    folder: Path
    request: Request | None  # None if it cannot be read
    phase: Phase
    reason: str  # why the job is failed, cancelled, left over or damaged, one line; else empty
    made: float  # time of the request, seconds since the epoch
    rank: float  # sorts the queue, the smallest first
    ours: bool  # whether the job is in this host's queue
    resumable: bool  # whether the folder has a checkpoint
    mark: Mark | None = None  # the exploration that the job belongs to
    score: float | None = None  # the score in that exploration


class JobList:
    """The jobs of a folder, read in small portions so that the host's window never waits for the disk."""

    def __init__(self) -> None:
        self.entries: list[JobRow] = []  # as of the last complete pass
        self.changes = -1  # the queue's `changes` when that pass began
        self._round: Iterator[None] | None = None

    def look(self, parent: Path, queue: Queue, seconds: float) -> bool:
        """Reads more of the jobs for `seconds`, at least one job.

        Returns True once `entries` shows the current queue.
        """
        deadline = time.perf_counter() + seconds
        self._round = self._round or self._look_at_each(parent, queue)
        for _ in self._round:
            if time.perf_counter() > deadline:
                return False
        self._round = None
        return self.changes == queue.changes  # a job that changed during the pass may have been read before

    def _look_at_each(self, parent: Path, queue: Queue) -> Iterator[None]:
        changes, entries, damaged = queue.changes, [], 0
        known = {entry.folder: entry for entry in self.entries}
        for folder in job_folder.entries(parent):
            before = known.get(folder)
            # A finished job does not change until it is deleted, but a run of an exploration may still be picked.
            settled = before and before.phase is Phase.DONE and not before.mark and _is_there(folder)
            entry = before if settled else read(folder, queue)
            damaged += entry is not None and entry.phase is Phase.DAMAGED
            if entry and (entry.phase is not Phase.DAMAGED or damaged <= MOST_DAMAGED):
                entries.append(entry)
            yield
        self.entries, self.changes = ordered(entries), changes


def read(folder: Path, queue: Queue) -> JobRow | None:
    """Returns the list entry of a job folder, or None if it is no job folder or a link."""
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
        state = job_folder.State.RUNNING  # the worker takes the lock later than it starts, or works on another machine
    rank, last = job_queue.rank(folder), job_folder.last_event(folder)
    phase, reason = stands(state, ours or job_queue.is_claimed(folder), rank is not None, last)
    mark = exploration.mark_of(folder)
    score = exploration.score_of(folder) if mark else None
    return JobRow(folder, request, phase, reason, made, rank or 0.0, ours, job_folder.is_resumable(folder), mark, score)


def stands(state: job_folder.State, claimed: bool, ticketed: bool, last: Event | None) -> tuple[Phase, str]:
    """Returns the phase and its reason from the folder's state, its claim, its ticket and its last event.

    A worker whose host died records Cancelled, because it cannot tell the difference. The ticket that is left shows it.
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
    """Sorts the list: running jobs, then waiting jobs, both in the queue's order, then all others, newest first."""
    first = {Phase.RUNNING: 0, Phase.WAITING: 1}
    return sorted(
        entries,
        key=lambda entry: (
            place := first.get(entry.phase, 2),
            entry.rank if place < 2 else -entry.made,
            entry.folder.name,
        ),
    )


def _is_there(folder: Path) -> bool:
    return files.is_plain(folder / job_folder.REQUEST)


def gather(old: Path, new: Path) -> None:
    """Moves the job folders from one parent to another and removes the old parent if it is then empty.

    Leaves behind running jobs, jobs whose name is taken in the new parent, and folders that cannot be renamed.
    """
    for place in job_folder.listed(old):
        if job_folder.state(place) is job_folder.State.RUNNING or (new / place.name).exists():
            continue
        with suppress(OSError):
            new.mkdir(parents=True, exist_ok=True)
            place.rename(new / place.name)
    with suppress(OSError):
        old.rmdir()
