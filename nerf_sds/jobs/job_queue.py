"""The queue of a host's jobs, stored on disk in the job folders. Standard library only.

The host claims each job that waits or runs: it holds a lock in the job's folder, which is released when the host dies.
So two hosts never take the same job, and the jobs of a killed host are free again. A job also has a ticket, a file with
its rank, which is removed when the job leaves the queue: a ticket without a claim means that a host died. Each file
concerns one job, so two hosts never write the same file.
"""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from ..config import Request
from ..disk import files, strict_json
from . import job_folder
from .failures import Refused, writing
from .protocol import LastEvent

ELSEWHERE = "make room, or choose another one"  # where the job's folder cannot be written
TICKET = "ticket.json"
_CLAIM = ".claim"
_LARGEST = 1_000  # bytes of a ticket file


@dataclass
class _Place:
    """The place of a job in the queue."""

    folder: Path
    request: Request
    rank: float  # the smallest comes next; initially about the time in seconds since the epoch
    claim: ExitStack
    runs: bool = False


class Queue:
    """The jobs of this host: running ones, and waiting ones in order."""

    def __init__(self) -> None:
        self.held = False  # whether the queue is paused: no waiting job may start
        self.changes = 0  # number of changes so far
        self._places: list[_Place] = []

    def __contains__(self, folder: Path) -> bool:
        return any(place.folder == folder for place in self._places)

    @property
    def running(self) -> list[Path]:
        """The folders of the running jobs, in the queue's order."""
        return [place.folder for place in self._places if place.runs]

    @property
    def waiting(self) -> list[Path]:
        """The folders of the waiting jobs, the next one first."""
        return [place.folder for place in self._places if not place.runs]

    def add(self, folder: Path) -> None:
        """Claims a job and puts it at the end of the queue.

        Raises Refused if it is in a queue already or its folder cannot be read or written.
        """
        if folder in self:
            raise Refused("This prop is being made or waits in the queue already")
        request = job_folder.read_request(folder)
        with ExitStack() as claim:
            claim.enter_context(claimed(folder))
            rank = max([time.time(), *(place.rank + 1 for place in self._places)])
            _write_rank(folder, rank)
            self._places.append(_Place(folder, request, rank, claim.pop_all()))
        self.changes += 1

    def check_new(self, request: Request) -> None:
        """Raises Refused if the queue has the same request, so that a double click does not make a prop twice."""
        if any(place.request == request for place in self._places):
            raise Refused("This prop is being made or waits in the queue already: choose another seed for another one")

    def take(self, most: int) -> list[Path]:
        """Starts the next waiting jobs until `most` jobs are running, and returns their folders.

        Returns an empty list while the queue is held.
        """
        free = 0 if self.held else max(0, most - len(self.running))
        taken = [place for place in self._places if not place.runs][:free]
        for place in taken:
            place.runs = True
        self.changes += bool(taken)
        return [place.folder for place in taken]

    def put_back(self, folder: Path) -> None:
        """Makes a running job wait again in its old place."""
        for place in self._places:
            if place.folder == folder:
                place.runs = False
        self._sort()
        self.changes += 1

    def hold(self, held: bool = True) -> None:
        """Pauses the queue so that no waiting job starts, or continues it with `held=False`."""
        self.held = held
        self.changes += 1

    def leave(self, folder: Path, last: LastEvent | None = None) -> None:
        """Removes a job from the queue and releases its claim.

        With `last`, its last event, the job is done with: the event is recorded unless the worker did so, and the
        ticket is removed. Without it the ticket stays.
        """
        with suppress(OSError, Refused):  # full disk or dying worker: the job is then listed as left over
            if last is not None:
                if job_folder.last_event(folder) != last:
                    job_folder.record(folder, last)
                (folder / TICKET).unlink(missing_ok=True)
        for place in [place for place in self._places if place.folder == folder]:
            place.claim.close()
            self._places.remove(place)
        self.changes += 1

    def move(self, folder: Path, by: int) -> None:
        """Moves a waiting job by `by` places, at most to an end of the queue. -1 is one place earlier.

        Raises Refused if the job does not wait in this queue.
        """
        waiting = [place for place in self._places if not place.runs]
        start = next((i for i, place in enumerate(waiting) if place.folder == folder), None)
        if start is None:
            raise Refused("Only a prop that waits in this queue can be moved")
        moved = waiting[:start] + waiting[start + 1 :]
        moved.insert(max(0, start + by), waiting[start])
        ranks = [place.rank for place in waiting]
        for place, rank in zip(moved, ranks, strict=True):
            if place.rank != rank:
                _write_rank(place.folder, rank)
                place.rank = rank
        self._sort()
        self.changes += 1

    def close(self) -> None:
        """Removes all jobs from the queue and releases their claims. Their tickets stay."""
        for folder in [place.folder for place in self._places]:
            self.leave(folder)
        self.held = False

    def _sort(self) -> None:
        self._places.sort(key=lambda place: (not place.runs, place.rank))


@contextmanager
def claimed(folder: Path) -> Iterator[None]:
    """Holds the claim to a job. Raises Refused if another process has it or the folder cannot be written."""
    with ExitStack() as claim:
        with writing(folder, ELSEWHERE):
            try:
                claim.enter_context(files.exclusive(folder / _CLAIM))
            except files.Busy:
                raise Refused(f"{folder} waits in another queue: cancel it there") from None
        yield


def is_claimed(folder: Path) -> bool:
    """True if a process has the job in its queue."""
    return job_folder.is_locked(folder / _CLAIM)


def rank(folder: Path) -> float | None:
    """Returns the rank by which the queue sorts the job, or None if it has no ticket. A damaged ticket has rank 0."""
    try:
        match strict_json.read(folder / TICKET, _LARGEST):
            case {"rank": float(value)}:
                return value
            case _:
                return 0.0
    except FileNotFoundError:
        return None
    except files.Damaged:
        return 0.0


def delete(folder: Path) -> None:
    """Deletes a job with its folder. Follows no links. Raises Refused with the reason if that is not possible.

    request.json is among the last files to go, so an interrupted deletion can be repeated.
    """
    if folder.is_symlink():
        raise Refused(f"{folder} is a link: only a folder of Propsmith's is deleted")
    job_folder.read_request(folder)
    try:
        with claimed(folder), job_folder.working(folder):
            for path in folder.iterdir():
                if path.is_dir() and not path.is_symlink():
                    shutil.rmtree(path)
                elif path.name not in (job_folder.REQUEST, job_folder.LOCK, _CLAIM):
                    path.unlink()
        shutil.rmtree(folder)
    except OSError as error:
        raise Refused(f"{folder} cannot be deleted: {error.strerror}") from error


def _write_rank(folder: Path, rank: float) -> None:
    with writing(folder, ELSEWHERE):
        files.write(folder / TICKET, json.dumps({"rank": rank}).encode())
