"""Which props of one process share their steps: those whose steps have one shape, as many as the prior has room for."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from pathlib import Path

from safetensors import SafetensorError, safe_open

from .. import models
from ..compute import memory
from ..compute.device import choose
from ..config import METHODS, Preset, Request, preset_of
from ..disk import files
from ..jobs.job_folder import CHECKPOINT
from .process import JobContext, Task
from .run_reporter import damaged, dtype_before

ON_A_CPU = 4  # props at most: more take as long each, and none is finished before all are


def groups(tasks: Sequence[Task]) -> Iterator[list[Task]]:
    """The tasks, those together that can share their steps."""
    alike: dict[Hashable, list[Task]] = {}
    for task in tasks:
        alike.setdefault(_shape(*task), []).append(task)
    for members in alike.values():
        size = most(members[0][0]) if len(members) > 1 else 1
        for first in range(0, len(members), size):
            yield members[first : first + size]


def most(request: Request) -> int:
    """How many props like this one share a step, on the device that it is for."""
    preset = preset_of(request, Preset)
    try:
        device, _ = choose(request.device)
        profile = memory.choose(None if request.prior in models.BUILT_IN else models.find(request.prior), device)
    except ValueError:  # which the task's own work tells
        return 1
    room = profile.rows // (preset.views * (3 if preset.perp_neg else 2))
    return max(1, room if device.type == "cuda" else min(room, ON_A_CPU))


def _shape(request: Request, job: JobContext) -> Hashable:
    """The same of two tasks whose steps can be one."""
    if not isinstance(METHODS[request.method][request.preset], Preset):
        return job.folder
    try:
        taken = steps_taken(job.folder / CHECKPOINT)
    except ValueError:  # which the task's own work tells
        return job.folder
    preset = preset_of(request, Preset)
    return preset, request.prior, request.device, bool(request.start), taken, dtype_before(job.folder)


def steps_taken(checkpoint: Path) -> int:
    """That a checkpoint was made after, 0 without one. Raises ValueError when it is damaged."""
    if not files.is_plain(checkpoint):
        return 0
    try:
        with safe_open(checkpoint, "pt") as tensors:
            return int(tensors.get_tensor("step"))
    except (SafetensorError, ValueError, RuntimeError, TypeError, OverflowError) as error:
        raise damaged(checkpoint) from error
