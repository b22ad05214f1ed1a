"""The process in which props are made: `python -m nerf_sds.worker FOLDER...`, started by `client.Job`.

The imports of torch stand inside the functions: they take seconds, and the host hears from the worker before.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from .. import models, paths
from ..config import Request, Schedule, preset_of
from ..jobs import exploration, job_folder
from ..jobs.failures import is_out_of_memory
from ..jobs.protocol import Done, Entered, Noticed
from ..words.understanding import understand
from .process import JobContext, Outcome, Stopped, Task
from .time_budget import Previews

if TYPE_CHECKING:
    from ..compute.memory import RunContext
    from ..mesh.texture import TexturedMesh
    from ..models import Model
    from ..training.optimizer import Diverged
    from ..training.step import Step


def make(request: Request, job: JobContext) -> Done:
    """From the request, or its checkpoint, to the finished prop. Raises Stopped soon after the job is cut off."""
    ((_, outcome),) = make_all([(request, job)])
    if isinstance(outcome, Exception):
        raise outcome
    return outcome


def make_all(tasks: Sequence[Task]) -> Iterator[tuple[JobContext, Outcome]]:
    """The same for several props, of which those share their steps that can."""
    from . import batching

    for group in batching.groups(tasks) if len(tasks) > 1 else [tasks]:
        yield from _make_group(group)


def _make_group(group: Sequence[Task]) -> Iterator[tuple[JobContext, Outcome]]:
    """What goes wrong with a group goes wrong with one of it: then each is made alone."""
    start, optimised = time.monotonic(), None
    try:
        optimised = optimise(group)
    except Exception as error:
        if len(group) == 1 or isinstance(error, Stopped):
            yield from ((job, error) for _, job in group)
            return
        print(f"The props are made one by one: {error}", file=sys.stderr)
    if optimised is None:
        for task in group:
            yield from _make_group([task])
        return
    steps, context = optimised
    share = (time.monotonic() - start) / len(group)
    for (request, job), step in zip(group, steps, strict=True):
        start = time.monotonic()
        try:
            if isinstance(step, Exception):
                raise step
            write_result(request, step, job, context)
        except Exception as error:
            yield job, error
        else:
            finishing = time.monotonic() - start
            yield job, Done(share + finishing, finishing)


def optimise(tasks: Sequence[Task]) -> tuple[Sequence[Step | Diverged], RunContext]:
    """Drives the loop to its last step; where memory runs out, on from the last checkpoint with less at a time."""
    from ..compute import memory

    for request, job in tasks:
        for notice in notices(request):
            job.tell(Noticed(notice))
        job.tell(Entered("Loading the diffusion model"))
    request, job = tasks[0]
    context = choose_context(request, job)
    while True:
        try:
            return _drive(tasks, context), context
        except (MemoryError, RuntimeError) as error:
            may_be_narrower = request.prior not in models.BUILT_IN and is_out_of_memory(error)
            narrower = memory.narrower(context.profile) if may_be_narrower else None
            if narrower is None or len(tasks) > 1:
                raise
        context = replace(context, profile=narrower)
        job.tell(Noticed(f"Memory ran out: going on with the memory profile {narrower.name}, which takes longer"))
        memory.release(context.device)


def choose_context(request: Request, job: JobContext) -> RunContext:
    """Where and how a job's model runs; it is downloaded if need be. Raises ValueError with one line."""
    from ..compute import memory
    from ..compute.device import choose
    from .run_reporter import dtype_before

    device, dtype = choose(request.device, dtype_before(job.folder) or models.precision(request.prior))
    return memory.RunContext(device, dtype, memory.choose(fetch(request.prior, job), device))


def notices(request: Request) -> list[str]:
    """What is to be said of the prompt before its run: words that are ignored, and what was seen that is like it."""
    said = understand(request.prompt, request.prior)
    if models.family(request.prior) != "world":
        return said.notices
    from ..meaning.nearness import near

    folder = paths.WORLD if request.prior in models.SHIPPED else models.find(request.prior).folder
    return [*said.notices, *([str(near(said.prompt, folder))] if folder else [])]


def fetch(prior: str, job: JobContext) -> Model | None:
    """The diffusion model, on this machine; None for one that is built in. Raises ValueError with one line."""
    if prior in models.BUILT_IN:
        return None
    from . import hub

    hub.fetch(models.find(prior), lambda line: job.tell(Entered(line)))
    return models.find(prior)


def _drive(tasks: Sequence[Task], context: RunContext) -> Sequence[Step | Diverged]:
    """To the last step, with progress, previews and checkpoints."""
    from .. import methods
    from ..mesh import initial_shape
    from ..training.initial_state import InitialState
    from ..training.optimizer import Diverged
    from .run_reporter import RunReporter, damaged, follow, load_checkpoint

    checkpoints = [job.folder / job_folder.CHECKPOINT for _, job in tasks]
    starts = [
        InitialState(request, load_checkpoint(checkpoint, context.device), initial_shape.read(job.folder, request))
        for (request, job), checkpoint in zip(tasks, checkpoints, strict=True)
    ]
    taken = methods.run(starts, context)
    try:
        steps = next(taken)
    except (KeyError, RuntimeError) as error:
        raise (error if starts[0].snapshot is None else damaged(checkpoints[0])) from error
    reporters, previews = [RunReporter(*task) for task in tasks], Previews()
    for reporter, step in zip(reporters, steps, strict=True):
        assert not isinstance(step, Diverged)
        reporter.begin(step, context)
    for steps in taken:
        follow(reporters, steps, previews)
        going = [step for step in steps if not isinstance(step, Diverged)]
        if not going:
            break
        if tasks[0][1].cut.is_set():
            raise Stopped(going[0].number)
    return steps


def write_result(request: Request, step: Step, job: JobContext, context: RunContext) -> None:
    """The mesh with its texture and sheets of its views, written into the folder."""
    from ..mesh import export, turntable
    from .run_reporter import write_picture

    textured = surface_of(request, step, job)
    if exploration.mark_of(job.folder):
        exploration.write_score(job.folder, judge(request, textured, job, context))
    job.tell(Entered("Writing the result"))
    export.write_result(job.folder, textured, request)
    write_picture(job.folder / job_folder.TURNTABLE, turntable.sheet(textured))
    write_picture(job.folder / job_folder.PREVIEW, turntable.portrait(textured))
    if (sheet := step.sheet()) is not None:
        write_picture(job.folder / job_folder.FIELD_VIEWS, sheet)


def surface_of(request: Request, step: Step, job: JobContext) -> TexturedMesh:
    """The mesh with its texture, from the last step."""
    from ..mesh import extraction, texture

    job.tell(Entered("Extracting the mesh"))
    try:
        surface = step.surface(request)
    except extraction.EmptyField as error:
        raise ValueError(str(error)) from error
    _check_wanted(step, job)
    job.tell(Entered("Baking the texture"))
    textured = texture.unwrap_and_bake(step.skin(), surface, preset_of(request, Schedule))
    _check_wanted(step, job)
    return textured


def judge(request: Request, textured: TexturedMesh, job: JobContext, context: RunContext) -> float:
    """The score of a prop that is to be compared with others."""
    from . import scoring

    job.tell(Entered("Scoring"))
    return scoring.score(request, textured, context)


def _check_wanted(step: Step, job: JobContext) -> None:
    """Raises Stopped when the job is cut off, after the last step."""
    if job.cut.is_set():
        raise Stopped(step.number)
