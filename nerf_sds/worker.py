"""The process in which props are made: `python -m nerf_sds.worker FOLDER...`, started by `client.Job`.

The imports of torch stand inside the functions: they take seconds, and the host hears from the worker before.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from . import exploration, files, jobs, models, prompts
from .config import Request, Schedule, preset_of
from .pace import Pace, Previews
from .process import Bench, Stopped, is_out_of_memory, main, one_by_one
from .protocol import Done, Entered, Noticed, Preview, Progress, Started

if TYPE_CHECKING:
    import torch
    from numpy.typing import NDArray

    from .baselines.clip_mesh import MeshStep
    from .dreamfusion import Step
    from .memory import Profile
    from .models import Model
    from .texture import TexturedMesh

SECONDS_BETWEEN_CHECKPOINTS = 30.0
SECONDS_BETWEEN_PROGRESS = 0.2
PREVIEW_ELEVATION = 20.0  # degrees


def make(request: Request, bench: Bench) -> Done:
    """From the request, or its checkpoint, to the finished prop. Raises Stopped soon after the bench is cut off."""
    start = time.monotonic()
    for notice in prompts.check(request.prompt, request.prior):
        bench.tell(Noticed(notice))
    bench.tell(Entered("Loading the diffusion model"))
    step = optimise(request, bench)
    write_result(request, step, bench)
    return Done(time.monotonic() - start)


def optimise(request: Request, bench: Bench) -> Step | MeshStep:
    """Drives the loop to its last step; where memory runs out, on from the last checkpoint with less at a time."""
    from . import memory
    from .device import choose

    device, dtype = choose(request.device, dtype_before(bench.folder))
    model = fetch(request.prior, bench)
    profile = memory.choose(model, device)
    while True:
        try:
            return _drive(request, bench, device, dtype, profile)
        except (MemoryError, RuntimeError) as error:
            narrower = memory.narrower(profile) if model and is_out_of_memory(error) else None
            if narrower is None:
                raise
        profile = narrower
        bench.tell(Noticed(f"Memory ran out: going on with the memory profile {profile.name}, which takes longer"))
        memory.release(device)


def fetch(prior: str, bench: Bench) -> Model | None:
    """The diffusion model, on this machine; None for one that is built in. Raises ValueError with one line."""
    if prior in models.BUILT_IN:
        return None
    from . import hub

    hub.fetch(models.find(prior), lambda line: bench.tell(Entered(line)))
    return models.find(prior)


def _drive(
    request: Request, bench: Bench, device: torch.device, dtype: torch.dtype, profile: Profile
) -> Step | MeshStep:
    """To the last step, with progress, previews and checkpoints."""
    from . import blockout, methods
    from .live import Live

    checkpoint = bench.folder / jobs.CHECKPOINT
    snapshot = load_checkpoint(checkpoint, device)
    steps = methods.run(request, device, dtype, snapshot, profile, blockout.read(bench.folder, request))
    try:
        step = next(steps)
    except (KeyError, RuntimeError) as error:
        raise (error if snapshot is None else _damaged(checkpoint)) from error
    bench.tell(Started(step.steps, device.type, str(dtype).removeprefix("torch."), step.number))
    if device.type == "cuda":
        bench.tell(Noticed(f"Memory profile: {profile.name}"))
    bench.tell(Entered("Optimising"))
    told, saved = time.monotonic(), float("-inf")  # after the first step on there is something to go on from
    pace, previews = Pace(preset_of(request, Schedule).stages, step.number, told), Previews()
    live = Live(request, bench.folder, bench.lines, bench.tell)
    for step in steps:
        taken, now, last = step.number, time.monotonic(), step.number == step.steps
        if last or now > told + SECONDS_BETWEEN_PROGRESS:
            bench.tell(Progress(taken, step.steps, *pace.report(taken, now), loss=sum(step.losses.values())))
            told = now
        if previews.is_due(now, live.is_watched):
            azimuth = previews.azimuth
            write_picture(bench.folder / jobs.PREVIEW, step.preview(azimuth, PREVIEW_ELEVATION, previews.size))
            bench.tell(Preview(jobs.PREVIEW, taken, azimuth))
            previews.drawn(time.monotonic(), time.monotonic() - now)
        live.attend(step)
        if last or bench.cut.is_set() or now > saved + SECONDS_BETWEEN_CHECKPOINTS:
            save_checkpoint(checkpoint, step)
            saved = now
        if bench.cut.is_set():
            raise Stopped(taken)
    return step


def write_result(request: Request, step: Step | MeshStep, bench: Bench) -> None:
    """The mesh with its texture and sheets of its views, written into the folder."""
    from . import export, turntable

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
    from .device import choose

    bench.tell(Entered("Scoring"))
    device, dtype = choose(request.device, dtype_before(bench.folder))
    profile = memory.choose(fetch(request.prior, bench), device)
    return scoring.score(request, textured, device, dtype, profile)


def save_checkpoint(path: Path, step: Step | MeshStep) -> None:
    """All that is needed to go on from the step. Raises OSError when the disk is full."""
    from safetensors.torch import save

    files.write(path, save(step.snapshot()))


def load_checkpoint(path: Path, device: torch.device) -> dict[str, torch.Tensor] | None:
    """None when there is none. Raises ValueError when it is damaged."""
    from safetensors import SafetensorError
    from safetensors.torch import load

    try:
        return {name: tensor.to(device) for name, tensor in load(path.read_bytes()).items()}
    except FileNotFoundError:
        return None
    except SafetensorError as error:
        raise _damaged(path) from error


def write_picture(path: Path, rgb: NDArray) -> None:
    """Writes (H, W, 3) uint8 as PNG."""
    from PIL import Image

    with files.replacing(path) as beside:
        Image.fromarray(rgb).save(beside)


def _damaged(checkpoint: Path) -> ValueError:
    return ValueError(f"The checkpoint is damaged or not of this version: delete {checkpoint} to start again")


def dtype_before(folder: Path) -> str | None:
    """The precision in which the checkpoint was made: going on in another would give another prop."""
    if not jobs.is_resumable(folder):
        return None
    return next((event.dtype for event in reversed(jobs.read_events(folder)) if isinstance(event, Started)), None)


def _check_wanted(step: Step | MeshStep, bench: Bench) -> None:
    """Raises Stopped when the bench is cut off, after the last step."""
    if bench.cut.is_set():
        raise Stopped(step.number)


if __name__ == "__main__":
    main(sys.argv[1:], one_by_one(make))
