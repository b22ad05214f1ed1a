"""The jobs that a host is to make, in order, on disk beside their requests. Standard library only.

A job that waits or runs is claimed: its host holds a lock in the job's folder, which dies with the host. So two hosts
on the same jobs take none from each other, and what a killed one leaves is free again. Its ticket, a file with its
rank, is taken away when the job leaves the queue: a ticket without a claim tells that a host died. No file speaks of
two jobs, so that no two hosts ever write the same one.
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
_LARGEST = 1_000  # bytes of a ticket


@dataclass
class _Place:
    """A job's place in the queue."""

    folder: Path
    request: Request
    rank: float  # seconds since the epoch at first; the smallest is the next
    claim: ExitStack
    runs: bool = False


class Queue:
    """This host's jobs: those that run, and those that wait for them in order."""

    def __init__(self) -> None:
        self.held = False  # whether those that wait go on waiting though nothing runs
        self.changes = 0  # grows with every change
        self._places: list[_Place] = []

    def __contains__(self, folder: Path) -> bool:
        return any(place.folder == folder for place in self._places)

    @property
    def running(self) -> list[Path]:
        """The folders of the jobs that run, in the order in which they waited."""
        return [place.folder for place in self._places if place.runs]

    @property
    def waiting(self) -> list[Path]:
        """The folders of the jobs that wait, the next one first."""
        return [place.folder for place in self._places if not place.runs]

    def add(self, folder: Path) -> None:
        """Claims a job and puts it at the end. Raises Refused when another process has it, or it cannot be written."""
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
        """Raises Refused when the same prop is in the queue: what is pressed twice is made once."""
        if any(place.request == request for place in self._places):
            raise Refused("This prop is being made or waits in the queue already: choose another seed for another one")

    def take(self, most: int) -> list[Path]:
        """The next jobs, which run from now on: as many as there may be at a time without those that run already.

        None while the queue is held.
        """
        free = 0 if self.held else max(0, most - len(self.running))
        taken = [place for place in self._places if not place.runs][:free]
        for place in taken:
            place.runs = True
        self.changes += bool(taken)
        return [place.folder for place in taken]

    def put_back(self, folder: Path) -> None:
        """Has a running job wait again, where it waited before."""
        for place in self._places:
            if place.folder == folder:
                place.runs = False
        self._sort()
        self.changes += 1

    def hold(self, held: bool = True) -> None:
        """Lets no other job begin, or lets them again."""
        self.held = held
        self.changes += 1

    def leave(self, folder: Path, last: LastEvent | None = None) -> None:
        """Lets go of a job. With its last event, which its worker may have recorded, it has left the queue for good."""
        with suppress(OSError, Refused):  # a full disk, a worker that still dies: then it looks left over, which it is
            if last is not None:
                if job_folder.last_event(folder) != last:
                    job_folder.record(folder, last)
                (folder / TICKET).unlink(missing_ok=True)
        for place in [place for place in self._places if place.folder == folder]:
            place.claim.close()
            self._places.remove(place)
        self.changes += 1

    def move(self, folder: Path, by: int) -> None:
        """Moves a waiting job so many places, -1 is one earlier; the ends of the queue stop it. Raises Refused."""
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
        """Lets go of all jobs."""
        for folder in [place.folder for place in self._places]:
            self.leave(folder)
        self.held = False

    def _sort(self) -> None:
        self._places.sort(key=lambda place: (not place.runs, place.rank))


@contextmanager
def claimed(folder: Path) -> Iterator[None]:
    """Holds the claim to a job. Raises Refused when another process does, or the folder cannot be written."""
    with writing(folder, ELSEWHERE):
        try:
            with files.exclusive(folder / _CLAIM):
                yield
        except files.Busy:
            raise Refused(f"{folder} waits in another queue: cancel it there") from None


def is_claimed(folder: Path) -> bool:
    """Whether a process has the job in its queue."""
    return job_folder.is_locked(folder / _CLAIM)


def rank(folder: Path) -> float | None:
    """What the queue sorts by that the job is in, or was in when its host died; None when there is none."""
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
    """Removes a job with all that lies in its folder, following no link. Raises Refused and says why.

    The job's mark goes last: what was cut short can be deleted again.
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
