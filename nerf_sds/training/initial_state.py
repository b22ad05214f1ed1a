"""What the optimisation of a prop starts from."""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch
from torch import Tensor

from ..config import GridSchedule, Request
from ..mesh.initial_shape import InitialShape
from ..nerf.field import Field, resampled
from .optimizer import adam


@dataclass(frozen=True)
class InitialState:
    """What a prop starts from."""

    request: Request
    snapshot: dict[str, Tensor] | None = None  # a step's, to go on from
    blockout: InitialShape | None = None  # the mesh that the request starts from


def initial_field(
    start: InitialState, preset: GridSchedule, device: torch.device
) -> tuple[Field, torch.optim.Optimizer]:
    """A field made of grids, with the shape that it starts from if there is one, and its optimizer."""
    field = Field(preset.grid_resolutions, start.request.mirror, box_of(start))
    if start.blockout:
        depth = torch.from_numpy(start.blockout.depth)
        field.begin_as(depth)
        field.start_depths = {stage.grid: resampled(depth, stage.grid).to(device) for stage in preset.stages}
    field.to(device)
    return field, adam(field.parameters(), preset.learning_rate, device)


def box_of(start: InitialState) -> tuple[float, float, float] | None:
    """Half the sides of the request's bounds in the field, metres.

    The largest side is as long as that of what it starts from; else the corners lie on the unit ball.
    """
    if not start.request.bounds:
        return None
    x, y, z = start.request.bounds
    scale = start.blockout.reach / max(x, y, z) if start.blockout else 1 / math.hypot(x, y, z)
    return x * scale, y * scale, z * scale
