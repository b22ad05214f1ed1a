"""The process in which props are made: `python -m nerf_sds.worker FOLDER...`, started by `client.Job`.

The imports of torch stand inside the functions: they take seconds, and the host hears from the worker before.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from . import exploration, jobs, models, prompts
from .config import Request, Schedule, preset_of
from .pace import Previews
from .process import Bench, Order, Outcome, Stopped, is_out_of_memory, main
from .protocol import Done, Entered, Noticed

if TYPE_CHECKING:
    import torch

    from .baselines.clip_mesh import MeshStep
    from .dreamfusion import Step
    from .memory import Profile
    from .methods import Taken
    from .models import Model
    from .texture import TexturedMesh


def make(request: Request, bench: Bench) -> Done:
    """From the request, or its checkpoint, to the finished prop. Raises Stopped soon after the bench is cut off."""
    ((_, outcome),) = make_all([(request, bench)])
    if isinstance(outcome, Exception):
        raise outcome
    return outcome


def make_all(orders: Sequence[Order]) -> Iterator[tuple[Bench, Outcome]]:
    """The same for several props, of which those share their steps that can."""
    from . import sharing

    for group in sharing.groups(orders) if len(orders) > 1 else [orders]:
        yield from _make_group(group)


def _make_group(group: Sequence[Order]) -> Iterator[tuple[Bench, Outcome]]:
    """What goes wrong with a group goes wrong with one of it: then each is made alone."""
    start, steps = time.monotonic(), None
    try:
        steps = optimise(group)
    except Exception as error:
        if len(group) == 1 or isinstance(error, Stopped):
            yield from ((bench, error) for _, bench in group)
            return
        print(f"The props are made one by one: {error}", file=sys.stderr)
    if steps is None:
        for order in group:
            yield from _make_group([order])
        return
    share = (time.monotonic() - start) / len(group)
    for (request, bench), step in zip(group, steps, strict=True):
        start = time.monotonic()
        try:
            if isinstance(step, Exception):
                raise step
            write_result(request, step, bench)
        except Exception as error:
            yield bench, error
        else:
            finishing = time.monotonic() - start
            yield bench, Done(share + finishing, finishing)


def optimise(orders: Sequence[Order]) -> Sequence[Taken]:
    """Drives the loop to its last step; where memory runs out, on from the last checkpoint with less at a time."""
    from . import memory
    from .course import dtype_before
    from .device import choose

    for request, bench in orders:
        for notice in notices(request):
            bench.tell(Noticed(notice))
        bench.tell(Entered("Loading the diffusion model"))
    request, bench = orders[0]
    device, dtype = choose(request.device, dtype_before(bench.folder) or models.precision(request.prior))
    model = fetch(request.prior, bench)
    profile = memory.choose(model, device)
    while True:
        try:
            return _drive(orders, device, dtype, profile)
        except (MemoryError, RuntimeError) as error:
            narrower = memory.narrower(profile) if model and is_out_of_memory(error) else None
            if narrower is None or len(orders) > 1:
                raise
        profile = narrower
        bench.tell(Noticed(f"Memory ran out: going on with the memory profile {profile.name}, which takes longer"))
        memory.release(device)


def notices(request: Request) -> list[str]:
    """What is to be said of the prompt before its run: words that are ignored, or what was seen that is like it."""
    if models.family(request.prior) != "world":
        return prompts.check(request.prompt, request.prior)
    from .meaning.nearness import near

    folder = prompts.WORLD if request.prior in models.SHIPPED else models.find(request.prior).folder
    return [str(near(request.prompt, folder))] if folder else []


def fetch(prior: str, bench: Bench) -> Model | None:
    """The diffusion model, on this machine; None for one that is built in. Raises ValueError with one line."""
    if prior in models.BUILT_IN:
        return None
    from . import hub

    hub.fetch(models.find(prior), lambda line: bench.tell(Entered(line)))
    return models.find(prior)


def _drive(orders: Sequence[Order], device: torch.device, dtype: torch.dtype, profile: Profile) -> Sequence[Taken]:
    """To the last step, with progress, previews and checkpoints."""
    from . import blockout, methods
    from .course import Course, damaged, follow, load_checkpoint
    from .descent import Diverged
    from .dreamfusion import Beginning

    checkpoints = [bench.folder / jobs.CHECKPOINT for _, bench in orders]
    beginnings = [
        Beginning(request, load_checkpoint(checkpoint, device), blockout.read(bench.folder, request))
        for (request, bench), checkpoint in zip(orders, checkpoints, strict=True)
    ]
    taken = methods.run(beginnings, device, dtype, profile)
    try:
        steps = next(taken)
    except (KeyError, RuntimeError) as error:
        raise (error if beginnings[0].snapshot is None else damaged(checkpoints[0])) from error
    courses, previews = [Course(*order) for order in orders], Previews()
    for course, step in zip(courses, steps, strict=True):
        assert not isinstance(step, Diverged)
        course.begin(step, device, dtype, profile)
    for steps in taken:
        follow(courses, steps, previews)
        going = [step for step in steps if not isinstance(step, Diverged)]
        if not going:
            break
        if orders[0][1].cut.is_set():
            raise Stopped(going[0].number)
    return steps


def write_result(request: Request, step: Step | MeshStep, bench: Bench) -> None:
    """The mesh with its texture and sheets of its views, written into the folder."""
    from . import export, turntable
    from .course import write_picture

    textured = surface_of(request, step, bench)
    if exploration.mark_of(bench.folder):
        exploration.write_score(bench.folder, judge(request, textured, bench))
    bench.tell(Entered("Writing the result"))
    export.write_result(bench.folder, textured, request)
    write_picture(bench.folder / jobs.TURNTABLE, turntable.sheet(textured))
    write_picture(bench.folder / jobs.PREVIEW, turntable.portrait(textured))
    if (sheet := step.sheet()) is not None:
        write_picture(bench.folder / jobs.FIELD_VIEWS, sheet)


def surface_of(request: Request, step: Step | MeshStep, bench: Bench) -> TexturedMesh:
    """The mesh with its texture, from the last step."""
    from . import mesh, texture

    bench.tell(Entered("Extracting the mesh"))
    try:
        surface = step.surface(request)
    except mesh.EmptyField as error:
        raise ValueError(str(error)) from error
    _check_wanted(step, bench)
    bench.tell(Entered("Baking the texture"))
    textured = texture.unwrap_and_bake(step.skin(), surface, preset_of(request, Schedule))
    _check_wanted(step, bench)
    return textured


def judge(request: Request, textured: TexturedMesh, bench: Bench) -> float:
    """The score of a prop that is to be compared with others."""
    from . import memory, scoring
    from .course import dtype_before
    from .device import choose

    bench.tell(Entered("Scoring"))
    device, dtype = choose(request.device, dtype_before(bench.folder))
    profile = memory.choose(fetch(request.prior, bench), device)
    return scoring.score(request, textured, device, dtype, profile)


def _check_wanted(step: Step | MeshStep, bench: Bench) -> None:
    """Raises Stopped when the bench is cut off, after the last step."""
    if bench.cut.is_set():
        raise Stopped(step.number)


if __name__ == "__main__":
    main(sys.argv[1:], make_all)
