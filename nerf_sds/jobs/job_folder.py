"""The job folder: one prop on disk, from its request to its result. Standard library only.

It has a readable request.json. Whoever works on it holds its lock. Only its event record and log can be incomplete.
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

from .. import models
from ..config import Request
from ..disk import files
from ..disk.files import Damaged
from ..disk.texts import is_unicode
from ..ranges import shown
from . import start_mesh
from .failures import Full, Refused, writing
from .protocol import Command, Done, Event, decode, encode

REQUEST = "request.json"
EVENTS = "events.jsonl"
CHECKPOINT = "checkpoint.safetensors"
PREVIEW = "preview.png"
LIVE = ("live-0.npy", "live-1.npy", "coarse.npz")  # files for the live view
TURNTABLE = "turntable.png"
FIELD_VIEWS = "field.png"  # renders of the field from the evaluation cameras, if the method has a field
RESULT = ("prop.glb", "albedo.png", "prop.npz", TURNTABLE)
LOCK = ".lock"
_TAIL = 65_536  # bytes that are read from the end of the record
LARGEST_REQUEST = 100_000  # bytes
LARGEST_RECORD = 64_000_000  # bytes: weeks of events
LARGEST_CHECKPOINT = 20_000_000_000  # bytes
NEEDED = 100  # MB of free disk space: two checkpoints, as the old one stays until it is replaced, and the result


class State(Enum):
    """The state of a job folder."""

    NEW = "new"  # no checkpoint yet
    RUNNING = "running"
    INTERRUPTED = "interrupted"  # has a checkpoint
    FINISHED = "finished"


def create(folder: Path, request: Request, start: bytes = b"") -> None:
    """Creates the job folder, or reuses one with the same request and no checkpoint.

    `start` holds the bytes of start.npz if the request names a start mesh. Raises Refused if `start` is another mesh or
    too large, if the folder holds anything else or cannot be written, or if the disk is full.
    """
    start_mesh.check(start, request)
    _check_name(folder)
    if os.path.lexists(folder) and not folder.is_dir():
        raise Refused(f"{folder} is not a folder: choose another one")
    if _is_job(folder):
        _check_same(folder, request)
    elif folder.is_dir() and any(folder.iterdir()):
        raise Refused(f"{folder} holds other files: choose a new or an empty folder")
    with writing(folder, "choose another folder"):
        folder.mkdir(parents=True, exist_ok=True)
        check_space(folder)
        if start:
            files.write(folder / start_mesh.START, start)
        files.write(folder / REQUEST, encode(request).encode())


def prepare(folder: Path, request: Request) -> Request:
    """Creates the job folder if needed and returns the request that its worker must get. Raises Refused.

    A job with a checkpoint continues with its original request, even if another device is wanted now. Without a
    checkpoint it starts again with `request`.
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
    """Returns an unused path for a job folder, named after the time, the prompt and the seed."""
    slug = re.sub(r"[^a-z0-9]+", "-", request.prompt.lower()).strip("-")[:40]
    name = f"{time.strftime('%Y%m%d-%H%M%S')}-{slug}-{request.seed}"
    numbered = (parent / (f"{name}-{number}" if number > 1 else name) for number in count(1))
    return next(folder for folder in numbered if not os.path.lexists(folder))


def read_request(folder: Path) -> Request:
    """Returns the request of a job folder. Raises Refused if the folder is none or its request cannot be read."""
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
    """Returns all events of the job, over all its starts. Skips incomplete lines left by a killed worker.

    Raises Refused if the record cannot be read.
    """
    try:
        data = files.read(folder / EVENTS, LARGEST_RECORD)
    except FileNotFoundError:
        return []
    except Damaged as error:
        raise Refused(str(error)) from error
    return [event for line in data.splitlines() if (event := _event(line))]


def last_event(folder: Path) -> Event | None:
    """Returns the last event of the job, or None if there is none or the record cannot be read.

    Reads only the end of the record, so the time does not grow with its length.
    """
    try:
        return next((event for line in reversed(_last_lines(folder)) if (event := _event(line))), None)
    except Damaged:
        return None


def check_record(folder: Path) -> None:
    """Raises Refused if the record is damaged: not a plain file, or its last complete line is not an event."""
    try:
        lines = [line for line in _last_lines(folder) if line.strip()]
        if lines and lines[-1].endswith(b"}"):
            decode(lines[-1])
    except ValueError as error:
        raise Refused(f"The record {folder / EVENTS} is damaged: {error}") from error


def _last_lines(folder: Path) -> list[bytes]:
    """Returns the lines at the end of the record. The first may lack its beginning. Raises Damaged."""
    try:
        return files.read_end(folder / EVENTS, _TAIL).splitlines()
    except FileNotFoundError:
        return []


def record(folder: Path, event: Event) -> None:
    """Records an event in place of the worker. Raises Refused if a worker is running, OSError if the disk is full."""
    with working(folder), recording(folder) as write:
        write(event)


@contextmanager
def recording(folder: Path) -> Iterator[Callable[[Event], None]]:
    """Opens the event record and yields a function that appends an event. The caller must hold the job's lock.

    Starts a new line in case a killed worker left an incomplete one. Raises OSError on a full disk, as does the
    function.
    """
    with files.open_unlinked(folder / EVENTS, "ab") as file:
        if file.tell():
            file.write(b"\n")

        def write(event: Event) -> None:
            file.write(encode(event).encode() + b"\n")
            file.flush()

        yield write


def state(folder: Path) -> State:
    """Returns the state of a job folder. Raises Refused if the folder is none."""
    read_request(folder)
    if is_locked(folder / LOCK):
        return State.RUNNING
    if _has_result(folder):
        return State.FINISHED
    return State.INTERRUPTED if is_resumable(folder) else State.NEW


def is_finished(folder: Path) -> bool:
    """True if the folder holds a complete prop. Any folder may be given."""
    return _is_job(folder) and state(folder) is State.FINISHED


def is_locked(lock: Path) -> bool:
    """True if a process holds the lock file. Does not create the file."""
    return files.is_plain(lock) and files.is_held(lock)


def is_resumable(folder: Path) -> bool:
    """True if the folder holds a checkpoint."""
    return files.is_plain(folder / CHECKPOINT)


def listed(parent: Path) -> list[Path]:
    """Returns the job folders inside a folder, newest request first. Skips damaged ones and everything else."""
    found = []
    for folder in filter(_is_job, entries(parent)):
        with suppress(OSError):  # deleted at this moment
            found.append(((folder / REQUEST).stat().st_mtime, folder))
    return [folder for _, folder in sorted(found, key=lambda each: each[0], reverse=True)]


def entries(parent: Path) -> Iterator[Path]:
    """Yields the paths inside a folder whose names are valid UTF-8. Yields none if the folder cannot be read."""
    with suppress(OSError):
        yield from (parent / name for name in os.listdir(parent) if is_unicode(name))


def check_resumable(folder: Path) -> Request:
    """Returns the request of a job that is not running, so that it can continue or start again.

    Raises Refused if it is running or no job folder, ValueError if its model is gone, and Full without disk space.
    """
    request, now = read_request(folder), state(folder)
    if now is not State.FINISHED:
        models.find(request.prior)
    if now is State.RUNNING:
        raise Refused(f"{folder} is being worked on by another process: wait for it, or stop it")
    check_space(folder)
    return request


def check_space(folder: Path) -> None:
    """Raises Full if the folder's disk has less than NEEDED MB of free space."""
    if shutil.disk_usage(folder).free < NEEDED * 1_000_000:
        raise Full(f"Less than {NEEDED} MB are free on the disk of {folder}: make room, or choose another folder")


@contextmanager
def working(folder: Path) -> Iterator[None]:
    """Holds the job's lock and removes a killed worker's partly written files. Raises Refused if the job is running."""
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
    """Describes another prop by its prompt and, if the prompts are equal, by the first value that differs."""
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
