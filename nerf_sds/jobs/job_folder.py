"""The job folder: one prop, from its request to its result, on disk. Standard library only.

Its mark is a request.json that can be read. Whoever works on it holds its lock. Every file but the two logs is written
beside and renamed, so what bears a final name is whole.
"""

from __future__ import annotations

import os
import re
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import fields
from enum import Enum
from itertools import count
from pathlib import Path

from ..config import Request
from ..disk import files
from ..disk.files import Damaged
from ..disk.texts import is_unicode
from ..ranges import shown
from . import start_mesh
from .failures import Full, Refused
from .protocol import Command, Done, Event, decode, encode

REQUEST = "request.json"
EVENTS = "events.jsonl"
CHECKPOINT = "checkpoint.safetensors"
PREVIEW = "preview.png"
LIVE = ("live-0.npy", "live-1.npy", "coarse.npz")  # for whoever watches now
TURNTABLE = "turntable.png"
FIELD_VIEWS = "field.png"  # the field itself from the evaluation's cameras, where there is a field
RESULT = ("prop.glb", "albedo.png", "prop.npz", TURNTABLE)
LOCK = ".lock"
_TAIL = 65_536  # bytes of the record that are looked at for the last event
LARGEST_REQUEST = 100_000  # bytes
LARGEST_RECORD = 64_000_000  # bytes: weeks of events
LARGEST_CHECKPOINT = 20_000_000_000  # bytes
NEEDED = 100  # MB of free space: a checkpoint, twice while it is replaced, and the result


class State(Enum):
    """What lies in a job folder."""

    NEW = "new"  # nothing yet that would be worth keeping
    RUNNING = "running"
    INTERRUPTED = "interrupted"  # with a checkpoint
    FINISHED = "finished"


def create(folder: Path, request: Request, start: bytes = b"") -> None:
    """Makes the job folder, or takes one of the same request in which nothing worth keeping lies.

    `start` is what start.npz is to hold, where the request names one. Raises Refused when it is another one or too
    large, the folder holds anything else or cannot be written, or the disk is full.
    """
    start_mesh.check(start, request)
    _check_name(folder)
    if os.path.lexists(folder) and not folder.is_dir():
        raise Refused(f"{folder} is not a folder: choose another one")
    if _is_job(folder):
        _check_same(folder, request)
    elif folder.is_dir() and any(folder.iterdir()):
        raise Refused(f"{folder} holds other files: choose a new or an empty folder")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        check_space(folder)
        if start:
            files.write(folder / start_mesh.START, start)
        files.write(folder / REQUEST, encode(request).encode())
    except OSError as error:
        raise Refused(f"{folder} cannot be written ({error.strerror}): choose another folder") from error


def prepare(folder: Path, request: Request) -> Request:
    """Makes the job folder or takes the one that is there; returns what its worker is to be asked for. Raises Refused.

    A half made prop goes on as it was begun, whatever device is wanted now; one that has nothing yet begins anew.
    """
    if not os.path.lexists(folder / REQUEST):
        create(folder, request)
        return request
    begun = check_resumable(folder)
    if is_resumable(folder):
        return begun
    files.write(folder / REQUEST, encode(request).encode())
    return request


def new_folder(parent: Path, request: Request) -> Path:
    """A name for a job folder that tells people what is in it. There is nothing of that name yet."""
    slug = re.sub(r"[^a-z0-9]+", "-", request.prompt.lower()).strip("-")[:40]
    name = f"{time.strftime('%Y%m%d-%H%M%S')}-{slug}-{request.seed}"
    numbered = (parent / (f"{name}-{number}" if number > 1 else name) for number in count(1))
    return next(folder for folder in numbered if not os.path.lexists(folder))


def read_request(folder: Path) -> Request:
    """Raises Refused when the folder is no job folder or its request cannot be read."""
    _check_name(folder)
    try:
        data = files.read(folder / REQUEST, LARGEST_REQUEST)
    except FileNotFoundError:
        raise Refused(f"{folder} is not a folder of Propsmith's: there is no {REQUEST} in it") from None
    except Damaged as error:
        raise Refused(str(error)) from error
    try:
        message = decode(data)
    except ValueError as error:
        raise Refused(f"{folder / REQUEST} cannot be read: {error}") from error
    if not isinstance(message, Request):
        raise Refused(f"{folder / REQUEST} is no request")
    return message


def read_events(folder: Path) -> list[Event]:
    """All that the worker told so far, over all its starts; lines that a killed worker left torn are passed over.

    Raises Refused when the record cannot be read.
    """
    try:
        data = files.read(folder / EVENTS, LARGEST_RECORD)
    except FileNotFoundError:
        return []
    except Damaged as error:
        raise Refused(str(error)) from error
    return [event for line in data.splitlines() if (event := _event(line))]


def last_event(folder: Path) -> Event | None:
    """The last of `read_events`, and as quick however long the record has become. None where it cannot be read."""
    try:
        return next((event for line in reversed(_last_lines(folder)) if (event := _event(line))), None)
    except Damaged:
        return None


def check_record(folder: Path) -> None:
    """Raises Refused unless the record is a plain file, or none yet, whose last line is an event or torn."""
    try:
        lines = [line for line in _last_lines(folder) if line.strip()]
        if lines and lines[-1].endswith(b"}"):
            decode(lines[-1])
    except ValueError as error:
        raise Refused(f"The record {folder / EVENTS} is damaged: {error}") from error


def _last_lines(folder: Path) -> list[bytes]:
    """Of the record; the first of them may have lost its beginning. Raises Damaged."""
    try:
        return files.read_end(folder / EVENTS, _TAIL).splitlines()
    except FileNotFoundError:
        return []


def record(folder: Path, event: Event) -> None:
    """Writes an event on behalf of a worker that could not. Raises Refused while one works, OSError on a full disk."""
    with working(folder), recording(folder) as write:
        write(event)


@contextmanager
def recording(folder: Path) -> Iterator[Callable[[Event], None]]:
    """Lends what adds an event to the record; its caller holds the lock. Both raise OSError on a full disk.

    It begins a new line, should a killed worker have left a torn one.
    """
    with files.open_unlinked(folder / EVENTS, "ab") as file:
        if file.tell():
            file.write(b"\n")

        def write(event: Event) -> None:
            file.write(encode(event).encode() + b"\n")
            file.flush()

        yield write


def state(folder: Path) -> State:
    """Raises Refused when the folder is no job folder."""
    read_request(folder)
    if is_locked(folder / LOCK):
        return State.RUNNING
    if _has_result(folder):
        return State.FINISHED
    return State.INTERRUPTED if is_resumable(folder) else State.NEW


def is_finished(folder: Path) -> bool:
    """Whether a whole prop lies in the folder, which may be any."""
    return _is_job(folder) and state(folder) is State.FINISHED


def is_locked(lock: Path) -> bool:
    """Whether a process holds the lock file; one that is not there is not made."""
    return files.is_plain(lock) and files.is_held(lock)


def is_resumable(folder: Path) -> bool:
    """Whether a checkpoint lies in the folder."""
    return files.is_plain(folder / CHECKPOINT)


def listed(parent: Path) -> list[Path]:
    """The job folders in a folder, newest request first; what is no job folder, or a damaged one, is not among them."""
    found = []
    for folder in filter(_is_job, entries(parent)):
        with suppress(OSError):  # deleted this very moment
            found.append(((folder / REQUEST).stat().st_mtime, folder))
    return [folder for _, folder in sorted(found, key=lambda each: each[0], reverse=True)]


def entries(parent: Path) -> list[Path]:
    """What lies in a folder, but for names that are no UTF-8; nothing where it cannot be read."""
    try:
        return [parent / name for name in os.listdir(parent) if is_unicode(name)]
    except OSError:
        return []


def gather(old: Path, new: Path) -> None:
    """Renames the job folders of a parent into another one, and removes the old parent when it is empty then.

    A job that runs, one of whose name there is one already, and what cannot be renamed stay where they are.
    """
    for place in listed(old):
        if state(place) is State.RUNNING or (new / place.name).exists():
            continue
        with suppress(OSError):
            new.mkdir(parents=True, exist_ok=True)
            place.rename(new / place.name)
    with suppress(OSError):
        old.rmdir()


def check_resumable(folder: Path) -> Request:
    """The request of a job that can go on or start again; raises Refused when it runs, is finished or is no job."""
    request = read_request(folder)
    if state(folder) is State.RUNNING:
        raise Refused(f"{folder} is being worked on by another process: wait for it, or stop it")
    check_space(folder)
    return request


def check_space(folder: Path) -> None:
    """Raises Full when too little is left on the folder's disk."""
    if shutil.disk_usage(folder).free < NEEDED * 1_000_000:
        raise Full(f"Less than {NEEDED} MB are free on the disk of {folder}: make room, or choose another folder")


@contextmanager
def working(folder: Path) -> Iterator[None]:
    """Holds the job's lock and clears what a killed worker left half written. Raises Refused when the job runs."""
    try:
        with files.exclusive(folder / LOCK):
            files.sweep(folder)
            yield
    except files.Busy:
        raise Refused(f"{folder} is being worked on by another process: wait for it, or stop it") from None


def _check_same(folder: Path, request: Request) -> None:
    if (there := read_request(folder)) != request:
        raise Refused(f"{folder} holds another prop ({difference(there, request)}): choose another folder")
    match state(folder):
        case State.RUNNING:
            raise Refused(f"This prop is being made in {folder} now: wait for it, or choose another folder")
        case State.FINISHED:
            raise Refused(f"This prop lies finished in {folder}: use it, or choose another folder or seed")
        case State.INTERRUPTED:
            raise Refused(f"This prop lies half made in {folder}: resume it, or choose another folder")
        case State.NEW:
            pass


def _is_job(folder: Path) -> bool:
    try:
        read_request(folder)
    except Refused:
        return False
    return True


def _has_result(folder: Path) -> bool:
    return isinstance(last_event(folder), Done) and all(files.is_plain(folder / name) for name in RESULT)


def difference(there: Request, wanted: Request) -> str:
    """What of another prop a person has to know to tell it from the wanted one: its prompt, or else its first value."""
    names = [each.name for each in fields(Request) if getattr(there, each.name) != getattr(wanted, each.name)]
    if not names or names[0] == "prompt":
        return repr(there.prompt)
    return f"{there.prompt!r} with {names[0]} {shown(getattr(there, names[0]))}"


def _check_name(folder: Path) -> None:
    if not is_unicode(str(folder)):
        raise Refused(f"{str(folder)!r} is no name in UTF-8: choose another folder")


def _event(line: bytes) -> Event | None:
    try:
        message = decode(line)
    except ValueError:
        return None
    return None if isinstance(message, Command) else message
