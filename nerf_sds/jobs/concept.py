"""Four pictures of a prompt in seconds, straight from the diffusion model, before minutes go into a prop.

The host's side; `concept_worker` draws them. Standard library only.
"""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import assert_never

from ..config import Request
from ..disk import files
from . import job_folder
from .client import Job
from .protocol import (
    Cancelled,
    CoarseMesh,
    Done,
    Entered,
    Event,
    Failed,
    Frame,
    Noticed,
    Preview,
    Progress,
    Started,
)

SHEET = "concept.png"  # in the worker's folder
SECONDS_BETWEEN_LOOKS = 0.1


def check_target(picture: Path) -> Path:
    """The file itself, where a sheet can be written. Raises ValueError."""
    if picture.suffix.lower() != ".png" or picture.is_dir() or not picture.parent.is_dir():
        raise ValueError(f"{picture} cannot be written: name a .png file in a folder that exists")
    if not os.access(picture.parent, os.W_OK):
        raise ValueError(f"{picture} cannot be written ({os.strerror(errno.EACCES)}): choose another folder")
    return picture


def draw(python: Path, request: Request, picture: Path, online: bool) -> Iterator[str]:
    """Draws the sheet into the file `picture`, and yields again and again what is done, at last how long it took.

    Closing the iterator ends the worker. Raises ValueError with one line that says what to do; then the worker's folder
    stays, for its log.
    """
    start, folder, failure, title = time.monotonic(), Path(tempfile.mkdtemp(prefix="propsmith-")), "", "Starting"
    job_folder.create(folder, request)
    job = Job(python, {folder: request}, online, "nerf_sds.worker.concept")
    try:
        running = True
        while running:
            yield title
            time.sleep(SECONDS_BETWEEN_LOOKS)
            running = job.is_running  # before the last look at what it told
            for _, event in job.poll():
                title, failure = _hear(event, title)
                yield title
        if not failure:
            _copy(folder / SHEET, picture)
    finally:
        job.kill()
        job.wait()
        if not failure:
            shutil.rmtree(folder, ignore_errors=True)
    if failure:
        raise ValueError(failure)
    yield f"Drawn in {time.monotonic() - start:.0f} s"


def _hear(event: Event, title: str) -> tuple[str, str]:
    """What is done now, and why nothing more will come of it."""
    match event:
        case Entered():
            return event.title, ""
        case Failed():
            return title, event.reason
        case Cancelled():
            return title, "It was stopped from outside: draw it again"
        case Started() | Progress() | Preview() | Frame() | CoarseMesh() | Noticed() | Done():
            return title, ""
        case _:
            assert_never(event)


def _copy(sheet: Path, picture: Path) -> None:
    with files.replacing(picture) as beside:
        shutil.copyfile(sheet, beside)
