"""The state from which the optimisation of a prop starts."""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch
from torch import Tensor

from ..config import GridSchedule, Request
from ..mesh.initial_shape import InitialShape
from ..nerf.field import Field, resampled
from .optimizer import Optimizer, adam


@dataclass(frozen=True)
class InitialState:
    """The state from which the optimisation of a prop starts: a request, and maybe a checkpoint or a mesh."""

    request: Request
    snapshot: dict[str, Tensor] | None = None  # of the step to resume from, see `optimizer.snapshot_of`
    blockout: InitialShape | None = None  # the mesh to start from, if the request names one


def initial_field(start: InitialState, preset: GridSchedule, device: torch.device) -> tuple[Field, Optimizer]:
    """Returns a field of grids on the device and its optimizer. If there is a mesh, the field starts with its shape."""
    field = Field(preset.grid_resolutions, start.request.mirror, box_of(start))
    if start.blockout:
        depth = torch.from_numpy(start.blockout.depth)
        field.begin_as(depth)
        field.start_depths = {stage.grid: resampled(depth, stage.grid).to(device) for stage in preset.stages}
    field.to(device)
    return field, adam(field.parameters(), preset.learning_rate, device)


def box_of(start: InitialState) -> tuple[float, float, float] | None:
    """Returns half the sides (x, y, z) of the request's bounds in metres of the field; None if there are no bounds.

    With a mesh, the longest side is as long as the mesh's largest dimension. Without one, the corners lie on the unit
    sphere.
    """
    if not start.request.bounds:
        return None
    x, y, z = start.request.bounds
    scale = start.blockout.reach / max(x, y, z) if start.blockout else 1 / math.hypot(x, y, z)
    return x * scale, y * scale, z * scale
