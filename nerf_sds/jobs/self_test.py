"""Tries everything that a prop needs with a real worker, and reports each part in one line. Standard library only."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import astuple, dataclass, replace
from pathlib import Path

from .. import models
from ..config import Request, Schedule, preset_of
from ..disk import files, folders
from ..install import damage, environment
from ..install.environment import Environment, Trouble
from . import client, job_folder
from .protocol import Cancelled, Done, Entered, Event, Failed, Progress

PROMPT = "a red mushroom"
STEPS = 12
FOLDER = ".self-test"

Reader = Callable[[Path], str]


@dataclass(frozen=True)
class Finding:
    """One line of the self-test. A later finding with the same title replaces this one."""

    title: str
    detail: str
    passed: bool | None = None  # None while the test is running


def look(python: Path, engine: Environment) -> Iterator[Finding]:
    """Yields whether the interpreter can run the engine, and on which device.

    Takes seconds. Stops at the first failure.
    """
    for title, ask in (
        ("Worker Python", lambda: _check(python, engine)),
        ("Device", lambda: environment.device(python)),
    ):
        yield Finding(title, "looking")
        try:
            yield Finding(title, ask(), passed=True)
        except Trouble as error:
            yield Finding(title, str(error), passed=False)
            return


def _check(python: Path, engine: Environment) -> str:
    """Returns the line of `environment.check`. Raises Trouble if that fails or if a managed environment is damaged."""
    said = environment.check(python, engine)
    around = replace(engine, folder=python.parent.parent)
    if around.python == python and folders.is_ours(around.folder) and (found := damage.fault(around)):
        raise Trouble(f"{engine.title} in {around.folder} is damaged ({found}): install it again")
    return said


def run(
    python: Path, engine: Environment, prior: str, parent: Path, online: bool, read: Reader | None = None
) -> Iterator[Finding]:
    """Yields findings on the engine, the diffusion model and a tiny prop, and stops at the first failure.

    The prop is made in a temporary folder in `parent`. `read` lets the host inspect the finished job folder: it returns
    one line or raises ValueError with one line. Closing the iterator ends the worker.
    """
    for finding in look(python, engine):
        yield finding
        if finding.passed is False:
            return
    try:
        models.check(prior, online)
    except ValueError as error:
        yield Finding("Diffusion model", str(error), passed=False)
        return
    yield Finding("Diffusion model", prior, passed=True)
    yield from _try_folder(python, tiny(prior), parent, online, read or _list_files)


def tiny(prior: str) -> Request:
    """Returns a request with few steps: its prop is rough, but it passes through all stages."""
    sketch = Request(PROMPT, preset="sketch", prior=prior)
    stage = replace(preset_of(sketch, Schedule).stages[0], steps=STEPS)
    rough = {"stages": [list(astuple(stage))], "mesh_resolution": 48, "texture_size": 128, "faces": 1_000}
    return replace(sketch, overrides=rough)


def _try_folder(python: Path, request: Request, parent: Path, online: bool, read: Reader) -> Iterator[Finding]:
    folder = parent / FOLDER
    try:
        parent.mkdir(parents=True, exist_ok=True)
        with files.exclusive(parent / f"{FOLDER}.lock"):
            folders.remove(folder)
            folders.claim(folder)
            try:
                job_folder.create(folder / "job", request)
                yield Finding("Folder for jobs", str(parent), passed=True)
                yield from _try_worker(python, folder / "job", request, online)
                if job_folder.state(folder / "job") is job_folder.State.FINISHED:
                    yield _look_at(folder / "job", read)
            finally:
                folders.remove(folder)
    except files.Busy:
        yield Finding("Folder for jobs", "Another self-test is running: wait for it", passed=False)
    except ValueError as error:
        yield Finding("Folder for jobs", str(error), passed=False)
    except OSError as error:
        reason = f"{parent} cannot be written ({error.strerror}): make room, or change its permissions"
        yield Finding("Folder for jobs", reason, passed=False)


def _try_worker(python: Path, folder: Path, request: Request, online: bool) -> Iterator[Finding]:
    finding = Finding("A tiny prop", "Starting")
    with closing(client.events(client.Job(python, {folder: request}, online))) as looks:
        for told in looks:
            yield finding
            for _, event in told:
                finding = _hear(event, finding)
    yield finding


def _hear(event: Event, before: Finding) -> Finding:
    match event:
        case Entered():
            return replace(before, detail=event.title)
        case Progress():
            return replace(before, detail=f"Optimising: step {event.step} of {event.steps}")
        case Done():
            return replace(before, detail=f"{PROMPT!r} was made in {event.seconds:.0f} s", passed=True)
        case Failed():
            return replace(before, detail=event.reason, passed=False)
        case Cancelled():
            return replace(before, detail="It was stopped from outside: test again", passed=False)
        case _:
            return before


def _look_at(folder: Path, read: Reader) -> Finding:
    try:
        return Finding("Files", read(folder), passed=True)
    except ValueError as error:
        return Finding("Files", str(error), passed=False)


def _list_files(folder: Path) -> str:
    if job_folder.state(folder) is not job_folder.State.FINISHED:
        raise ValueError("The worker said that it was done, and files are missing: install the engine again")
    return ", ".join(job_folder.RESULT)
