"""Viewpoints as camera matrices and rays. c2w is OpenGL's and Blender's: the camera looks along -Z with +Y up."""

from __future__ import annotations

import math
from collections.abc import Sequence

import torch
from torch import Tensor
from torch.nn.functional import normalize

from .viewpoints import FIELD_OF_VIEW, Viewpoint

HALF_WIDTH = math.tan(math.radians(FIELD_OF_VIEW) / 2)


def look_at_origin(viewpoints: Sequence[Viewpoint], device: torch.device) -> Tensor:
    """(B, 4, 4) camera-to-world matrices."""
    position = torch.tensor([viewpoint.position for viewpoint in viewpoints], device=device)
    up = torch.tensor([0.0, 0.0, 1.0], device=device).expand_as(position)
    return look_at(position, torch.zeros_like(position), up)


def look_at(position: Tensor, target: Tensor, up: Tensor) -> Tensor:
    """(B, 4, 4) camera-to-world matrices, from (B, 3) points and directions."""
    backward = normalize(position - target, dim=-1)
    right = normalize(torch.linalg.cross(up, backward), dim=-1)
    c2w = torch.eye(4, device=position.device).repeat(len(position), 1, 1)
    c2w[:, :3] = torch.stack([right, torch.linalg.cross(backward, right), backward, position], dim=-1)
    return c2w


def rays(c2w: Tensor, resolution: int, half_width: float = HALF_WIDTH) -> tuple[Tensor, Tensor]:
    """(B, 4, 4) -> origins and unit directions (B, R, R, 3) through the pixels' centres; row 0 is the top.

    `half_width` is that of the picture at the distance 1.
    """
    steps = (torch.arange(resolution, device=c2w.device) + 0.5) / resolution * 2 - 1
    x, y = torch.meshgrid(half_width * steps, -half_width * steps, indexing="xy")
    in_camera = torch.stack([x, y, -torch.ones_like(x)], dim=-1)
    directions = normalize(torch.einsum("bij,hwj->bhwi", c2w[:, :3, :3], in_camera), dim=-1)
    return c2w[:, None, None, :3, 3].expand_as(directions), directions
