"""Decides which props of one process share their optimisation steps.

Props of a DreamFusion preset can share steps if they have the same hyper-parameters, prior, device, dtype and number of
steps taken, and all or none have a start mesh. A group is as large as memory allows.
"""

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

ON_A_CPU = 4  # props per step: more would save no time, and none is finished before all are


def groups(tasks: Sequence[Task]) -> Iterator[list[Task]]:
    """Yields groups of tasks that share their steps. Every task is in exactly one group."""
    alike: dict[Hashable, list[Task]] = {}
    for task in tasks:
        alike.setdefault(_shape(*task), []).append(task)
    for members in alike.values():
        size = most(members[0][0]) if len(members) > 1 else 1
        for first in range(0, len(members), size):
            yield members[first : first + size]


def most(request: Request) -> int:
    """Returns how many props like this one fit into one step on its device, at least 1."""
    preset = preset_of(request, Preset)
    try:
        device, _ = choose(request.device)
        profile = memory.choose(None if request.prior in models.BUILT_IN else models.find(request.prior), device)
    except ValueError:  # the task itself reports this error later
        return 1
    room = profile.rows // (preset.views * (3 if preset.perp_neg else 2))
    return max(1, room if device.type == "cuda" else min(room, ON_A_CPU))


def _shape(request: Request, job: JobContext) -> Hashable:
    """Returns a key that is equal for tasks that can share their steps.

    A task that cannot share has its folder as key.
    """
    if request.texture_only or not isinstance(METHODS[request.method][request.preset], Preset):
        return job.folder
    try:
        taken = steps_taken(job.folder / CHECKPOINT)
    except ValueError:  # the task itself reports this error later
        return job.folder
    preset = preset_of(request, Preset)
    return preset, request.prior, request.device, bool(request.start), taken, dtype_before(job.folder)


def steps_taken(checkpoint: Path) -> int:
    """Returns the number of steps in a checkpoint, 0 if there is none. Raises ValueError if it is damaged."""
    if not files.is_plain(checkpoint):
        return 0
    try:
        with safe_open(checkpoint, "pt") as tensors:
            return int(tensors.get_tensor("step"))
    except (SafetensorError, ValueError, RuntimeError, TypeError, OverflowError) as error:
        raise damaged(checkpoint) from error
