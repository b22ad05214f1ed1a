"""A prop on its way to the last step: what its host hears, and what is kept on disk."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ..config import Request, Schedule, preset_of
from ..disk import files
from ..jobs import job_folder
from ..jobs.protocol import Entered, Noticed, Preview, Progress, Started
from ..training.optimizer import Diverged
from .live_view import Live
from .process import JobContext
from .time_budget import Pace, Previews

if TYPE_CHECKING:
    import torch
    from numpy.typing import NDArray

    from ..compute.memory import RunContext
    from ..training.step import Step

SECONDS_BETWEEN_PROGRESS = 0.2
PREVIEW_ELEVATION = 20.0  # degrees


class RunReporter:
    """Tells and keeps the steps of a prop."""

    def __init__(self, request: Request, job: JobContext) -> None:
        self._request, self._job = request, job
        self._told, self._saved = 0.0, float("-inf")  # after a step there is something to go on from
        self.live = Live(request, job.folder, job.lines, job.tell)

    def begin(self, step: Step, context: RunContext) -> None:
        """Tells that the steps after this one come now."""
        tell, self._told = self._job.tell, time.monotonic()
        self._pace = Pace(preset_of(self._request, Schedule).stages, step.number, self._told)
        tell(Started(step.steps, context.device.type, str(context.dtype).removeprefix("torch."), step.number))
        if context.device.type == "cuda":
            tell(Noticed(f"Memory profile: {context.profile.name}"))
        tell(Entered("Optimising"))

    def follow(self, step: Step) -> None:
        """Tells how far it is, draws for who watches, and saves what is due or would be lost."""
        now, last = time.monotonic(), step.number == step.steps
        if last or now > self._told + SECONDS_BETWEEN_PROGRESS:
            speed = self._pace.report(step.number, now)
            self._job.tell(Progress(step.number, step.steps, *speed, loss=sum(step.losses.values())))
            self._told = now
        self.live.attend(step)
        if last or self._job.cut.is_set() or now > self._saved + self._job.between_checkpoints:
            save_checkpoint(self._job.folder / job_folder.CHECKPOINT, step)
            self._saved = now

    def show(self, step: Step, previews: Previews) -> None:
        """Draws the preview that is due."""
        start, azimuth = time.monotonic(), previews.azimuth
        write_picture(self._job.folder / job_folder.PREVIEW, step.preview(azimuth, PREVIEW_ELEVATION, previews.size))
        self._job.tell(Preview(job_folder.PREVIEW, step.number, azimuth))
        previews.drawn(time.monotonic(), time.monotonic() - start)


def follow(reporters: Sequence[RunReporter], steps: Sequence[Step | Diverged], previews: Previews) -> None:
    """Follows those that go on, and shows one of them in turn: together they spend no more on previews than one."""
    going = [(each, step) for each, step in zip(reporters, steps, strict=True) if not isinstance(step, Diverged)]
    if going and previews.is_due(time.monotonic(), going[0][0].live.is_watched):
        reporter, step = going[previews.count % len(going)]
        reporter.show(step, previews)
    for reporter, step in going:
        reporter.follow(step)


def save_checkpoint(path: Path, step: Step) -> None:
    """All that is needed to go on from the step. Raises OSError when the disk is full."""
    from safetensors.torch import save

    files.write(path, save(step.snapshot()))


def load_checkpoint(path: Path, device: torch.device) -> dict[str, torch.Tensor] | None:
    """None when there is none. Raises ValueError when it is damaged."""
    from safetensors import SafetensorError
    from safetensors.torch import load

    try:
        tensors = load(files.read(path, job_folder.LARGEST_CHECKPOINT))
    except FileNotFoundError:
        return None
    except (SafetensorError, files.Damaged) as error:
        raise damaged(path) from error
    if not all(tensor.isfinite().all() for tensor in tensors.values()):
        raise damaged(path)
    return {name: tensor.to(device) for name, tensor in tensors.items()}


def damaged(checkpoint: Path) -> ValueError:
    """The error of a checkpoint that cannot be gone on from."""
    return ValueError(f"The checkpoint is damaged or not of this version: delete {checkpoint} to start again")


def dtype_before(folder: Path) -> str | None:
    """The precision in which the checkpoint was made: going on in another would give another prop."""
    if not job_folder.is_resumable(folder):
        return None
    return next((event.dtype for event in reversed(job_folder.read_events(folder)) if isinstance(event, Started)), None)


def write_picture(path: Path, rgb: NDArray) -> None:
    """Writes (H, W, 3) uint8 as PNG."""
    from PIL import Image

    with files.replacing(path) as beside:
        Image.fromarray(rgb).save(beside)
