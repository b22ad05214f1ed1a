"""The verbs concept and explore, which help to choose before a long run. Standard library only."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from .. import models
from ..config import Request
from ..jobs import concept, exploration, job_folder, refinement
from ..jobs.exploration import Mark
from ..jobs.job_folder import State
from ..jobs.protocol import Cancelled, Done, Failed
from ..program import complain
from ..units import duration
from ..words.understanding import understand
from .console import Console
from .terminal import is_online, run_job, tell_all, worker_python


def draw_concept(options: argparse.Namespace, _: list[str]) -> int:
    """Draws four pictures of a prompt into one file. Returns 0. Raises ValueError with one line if that fails."""
    request = Request(options.prompt, options.seed, prior=options.prior, device=options.device)
    said = understand(request.prompt, request.prior)
    models.check(request.prior, is_online())
    picture = concept.check_target(Path(options.out).absolute())
    python, told = worker_python(options), ""
    tell_all([f"Understood: {said}", *(f"Note: {notice}" for notice in said.notices)])
    for title in concept.draw(python, request, picture, is_online()):
        tell_all([title] if title != told else [])
        told = title
    print(f"The pictures are in {options.out}: front, right, back, left")
    return 0


def explore(options: argparse.Namespace, _: list[str]) -> int:
    """Makes the short runs that are missing, ranks all of them and continues the picked one. Returns the exit code."""
    wanted = Request(options.prompt, options.seed, options.preset, options.prior, options.size, options.device)
    parent = Path(options.out).absolute()
    runs = {parent / f"seed-{request.seed}": request for request in exploration.requests(wanted, options.seeds)}
    _check_pick(options.pick, [request.seed for request in runs.values()])
    said = understand(wanted.prompt, wanted.prior)
    models.check(wanted.prior, is_online())
    for folder, request in runs.items():
        if not _is_of(folder, request):
            job_folder.create(folder, request)
        exploration.put_mark(folder, Mark(parent.name, options.preset))
    python, console = worker_python(options), Console()
    console.line(f"Understood: {said}")
    for folder, request in runs.items():
        _make(python, folder, request, console)
    finished = [folder for folder in exploration.ranked(runs) if job_folder.state(folder) is State.FINISHED]
    if not finished:
        raise ValueError("None of the seeds became a prop: choose other seeds or other words")
    for place, folder in enumerate(finished, 1):
        console.line(f"{place}. seed {runs[folder].seed}, score {exploration.score_of(folder) or 0:.3f}: {folder}")
    if options.pick is None:
        return 0
    return _go_on(python, finished[0] if options.pick == "best" else parent / f"seed-{options.pick}", console)


def _check_pick(pick: str | None, seeds: list[int]) -> None:
    if pick not in (None, "best", *map(str, seeds)):
        raise ValueError(f"There is no seed {pick!r} to pick: choose best or one of {', '.join(map(str, seeds))}")


def _is_of(folder: Path, request: Request) -> bool:
    """True if the folder holds a job of this request."""
    return os.path.lexists(folder / job_folder.REQUEST) and job_folder.read_request(folder) == request


def _go_on(python: Path, source: Path, console: Console) -> int:
    """Makes the prop that continues a run, in a folder beside it. Returns the exit code."""
    request = exploration.picked(source)
    folder = source.with_name(f"picked-{request.seed}")
    if not _is_of(folder, request):
        refinement.branch(source, folder, request)
    exploration.note_picked(source)
    return 0 if _make(python, folder, request, console) else 1


def _make(python: Path, folder: Path, request: Request, console: Console) -> bool:
    """Makes the prop of a job folder unless it is finished. Returns whether it is finished now.

    Raises KeyboardInterrupt if it was stopped.
    """
    if job_folder.state(folder) is State.FINISHED:
        return True
    console.line(f"Making seed {request.seed} as {request.preset} in {folder}")
    match last := run_job(python, folder, request, console):
        case Done():
            console.line(f"Finished in {duration(last.seconds)}")
            return True
        case Failed():
            console.line(last.log or "Failed")
            complain(last.reason)
            return False
        case Cancelled():
            console.line(f"Stopped at step {last.step}; the same command goes on")
            raise KeyboardInterrupt
