"""Makes props for `jobs.client.Job`.

Importing torch takes seconds, so it is imported inside the functions: the host gets its first events before.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from .. import models, paths
from ..config import Preset, Request, Schedule, preset_of
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

T = TypeVar("T")


def make(request: Request, job: JobContext) -> Done:
    """Makes one prop from its request or its checkpoint. Raises Stopped soon after the job is cut off."""
    ((_, outcome),) = make_all([(request, job)])
    if isinstance(outcome, Exception):
        raise outcome
    return outcome


def make_all(tasks: Sequence[Task]) -> Iterator[tuple[JobContext, Outcome]]:
    """Makes several props and yields the outcome of each. Props share their optimisation steps where they can."""
    from . import batching

    for group in batching.groups(tasks) if len(tasks) > 1 else [tasks]:
        if group[0][0].texture_only:
            yield from ((job, _texture(request, job)) for request, job in group)
        else:
            yield from _make_group(group)


def _make_group(group: Sequence[Task]) -> Iterator[tuple[JobContext, Outcome]]:
    """Makes props that share their steps. If the optimisation of the group fails, makes each prop on its own."""
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


def _texture(request: Request, job: JobContext) -> Outcome:
    """Draws a texture on the mesh of a job and writes the result. Returns the job's outcome."""
    from . import texture

    start = time.monotonic()
    try:
        announce([(request, job)])
        context = choose_context(request, job)
        textured, _ = with_less_memory(lambda context: texture.draw(request, job, context), [(request, job)], context)
        drawn = time.monotonic()
        write_files(request, textured, job)
    except Exception as error:
        return error
    return Done(time.monotonic() - start, time.monotonic() - drawn)


def optimise(tasks: Sequence[Task]) -> tuple[Sequence[Step | Diverged], RunContext]:
    """Optimises the tasks together. Returns their last steps and the context in which they ran.

    If memory runs out, a single task continues from its last checkpoint with a smaller memory profile, if there is one.
    A step is Diverged if its prop's optimisation failed.
    """
    announce(tasks)
    return with_less_memory(lambda context: _drive(tasks, context), tasks, choose_context(*tasks[0]))


def with_less_memory(
    work: Callable[[RunContext], T], tasks: Sequence[Task], context: RunContext
) -> tuple[T, RunContext]:
    """Does the work of a job in a context. Returns its result and the context in which it succeeded.

    If memory runs out, the work of a single task is done again with a smaller memory profile, if there is one.
    """
    from ..compute import memory

    request, job = tasks[0]
    while True:
        try:
            return work(context), context
        except (MemoryError, RuntimeError) as error:
            may_be_narrower = request.prior not in models.BUILT_IN and is_out_of_memory(error)
            narrower = memory.narrower(context.profile) if may_be_narrower else None
            if narrower is None or len(tasks) > 1:
                raise
        context = replace(context, profile=narrower)
        job.tell(Noticed(f"Memory ran out: going on with the memory profile {narrower.name}, which takes longer"))
        memory.release(context.device)


def announce(tasks: Sequence[Task]) -> None:
    """Tells the notices of each task, and that the diffusion model is being loaded."""
    for request, job in tasks:
        for notice in notices(request):
            job.tell(Noticed(notice))
        job.tell(Entered("Loading the diffusion model"))


def choose_context(request: Request, job: JobContext) -> RunContext:
    """Returns the device, dtype and memory profile for a job's model, and downloads the model if needed.

    Raises ValueError with one line if the model cannot be used, or cannot draw the texture that is asked for.
    """
    from ..compute import memory
    from ..compute.device import choose
    from .run_reporter import dtype_before

    device, dtype = choose(request.device, dtype_before(job.folder) or models.precision(request.prior))
    check_textures(request)
    model = fetch(request.prior, job)
    check_textures(request)  # the family of a model of the hub is known by now
    return memory.RunContext(device, dtype, memory.choose(model, device))


def check_textures(request: Request) -> None:
    """Raises ValueError with one line if the prior cannot draw the texture that is asked for."""
    if request.texture_only or draws_texture(request):
        models.check_draws_textures(request.prior)


def notices(request: Request) -> list[str]:
    """Returns what the artist should know about the prompt, one line each.

    These are the ignored or replaced words and, for a model of the world, the nearest kinds that it has seen.
    """
    said = understand(request.prompt, request.prior)
    if models.family(request.prior) != "world":
        return said.notices
    from ..meaning.nearness import near

    folder = paths.WORLD if request.prior == models.SHIPPED else models.find(request.prior).folder
    return [*said.notices, *([str(near(said.prompt, folder))] if folder else [])]


def fetch(prior: str, job: JobContext) -> Model | None:
    """Returns the diffusion model, downloaded if needed, or None for a built-in one.

    Raises ValueError with one line.
    """
    if prior in models.BUILT_IN:
        return None
    from . import hub

    hub.fetch(models.find(prior), lambda line: job.tell(Entered(line)))
    return models.find(prior)


def _drive(tasks: Sequence[Task], context: RunContext) -> Sequence[Step | Diverged]:
    """Runs the optimisation to its last step. Reports progress and previews, and writes checkpoints."""
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
        tasks[0][1].check(going[0].number)
    return steps


def write_result(request: Request, step: Step, job: JobContext, context: RunContext) -> None:
    """Writes the textured mesh, the sheets of its views and, in an exploration, its score into the job folder."""
    from .run_reporter import write_picture

    textured = surface_of(request, step, job)
    if draws_texture(request):
        textured = draw_texture(request, step, textured, job, context)
    if exploration.mark_of(job.folder):
        exploration.write_score(job.folder, judge(request, textured, job, context))
    write_files(request, textured, job)
    if (sheet := step.sheet()) is not None:
        write_picture(job.folder / job_folder.FIELD_VIEWS, sheet)


def write_files(request: Request, textured: TexturedMesh, job: JobContext) -> None:
    """Writes a prop and pictures of it into the job folder. Its roughness and metallic follow from its albedo."""
    from ..compute.threads import together
    from ..materials.maps import orm
    from ..mesh import export, turntable
    from .run_reporter import write_picture

    job.tell(Entered("Writing the result"))
    together(
        [
            lambda: write_picture(job.folder / job_folder.TURNTABLE, turntable.sheet(textured)),
            lambda: write_picture(job.folder / job_folder.PREVIEW, turntable.portrait(textured)),
            lambda: export.write_result(
                job.folder, replace(textured, orm=orm(request.prompt, textured.albedo)), request
            ),
        ]
    )


def surface_of(request: Request, step: Step, job: JobContext) -> TexturedMesh:
    """Returns the mesh with its texture, extracted from the last step.

    Raises ValueError if the field is empty, Stopped if the job is cut off.
    """
    from ..mesh import extraction, texture

    job.tell(Entered("Extracting the mesh"))
    try:
        surface = step.surface(request)
    except extraction.EmptyField as error:
        raise ValueError(str(error)) from error
    job.check(step.number)
    job.tell(Entered("Baking the texture"))
    textured = texture.unwrap_and_bake(step.skin(), surface, preset_of(request, Schedule))
    job.check(step.number)
    return textured


def draws_texture(request: Request) -> bool:
    """True if the prior is asked to draw the texture of a finished prop anew."""
    preset = preset_of(request, Schedule)
    return isinstance(preset, Preset) and preset.drawn_texture


def draw_texture(
    request: Request, step: Step, textured: TexturedMesh, job: JobContext, context: RunContext
) -> TexturedMesh:
    """Returns the mesh with the texture that the prior draws on it. Raises Stopped if the job is cut off."""
    from ..texturing import drawing

    job.tell(Entered("Drawing the texture"))

    def drawn(context: RunContext) -> TexturedMesh:
        return drawing.draw(request, textured, context, lambda over, total: job.check(step.number))

    return with_less_memory(drawn, [(request, job)], context)[0]


def judge(request: Request, textured: TexturedMesh, job: JobContext, context: RunContext) -> float:
    """Returns the score of a prop of an exploration."""
    from . import scoring

    job.tell(Entered("Scoring"))
    return scoring.score(request, textured, context)
