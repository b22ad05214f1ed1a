"""Draws four pictures of a prompt with the diffusion model in seconds, as a check before a run. Standard library only.

This is the host's side; `worker.concept` draws the pictures.
"""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from ..config import Request
from ..disk import files
from . import job_folder
from .client import Job, events
from .protocol import CONCEPT, Cancelled, Entered, Event, Failed

SHEET = "concept.png"  # the file in the job folder


def check_target(picture: Path) -> Path:
    """Returns the path if a sheet can be written there. Raises ValueError if it is not a .png in an existing folder."""
    if picture.suffix.lower() != ".png" or picture.is_dir() or not picture.parent.is_dir():
        raise ValueError(f"{picture} cannot be written: name a .png file in a folder that exists")
    if not os.access(picture.parent, os.W_OK):
        raise ValueError(f"{picture} cannot be written ({os.strerror(errno.EACCES)}): choose another folder")
    return picture


def draw(python: Path, request: Request, picture: Path, online: bool) -> Iterator[str]:
    """Draws the sheet into the file `picture` and yields the current stage as text, again and again.

    The last text is the time that the drawing took. Closing the iterator ends the worker. Raises ValueError with one
    line that says what to do; the worker's temporary folder with its log is then kept.
    """
    start, folder, failure, title = time.monotonic(), Path(tempfile.mkdtemp(prefix="propsmith-")), "", "Starting"
    job_folder.create(folder, request)
    job = Job(python, {folder: request}, online, CONCEPT)
    try:
        with closing(events(job)) as looks:
            for told in looks:
                yield title
                for _, event in told:
                    title, failure = _hear(event, title)
                    yield title
        if not failure:
            _copy(folder / SHEET, picture)
    finally:
        if not failure:
            shutil.rmtree(folder, ignore_errors=True)
    if failure:
        raise ValueError(failure)
    yield f"Drawn in {time.monotonic() - start:.0f} s"


def _hear(event: Event, title: str) -> tuple[str, str]:
    """Returns the current stage and, if the worker has failed, the reason."""
    match event:
        case Entered():
            return event.title, ""
        case Failed():
            return title, event.reason
        case Cancelled():
            return title, "It was stopped from outside: draw it again"
        case _:
            return title, ""


def _copy(sheet: Path, picture: Path) -> None:
    with files.replacing(picture) as beside:
        shutil.copyfile(sheet, beside)
