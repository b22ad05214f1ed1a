"""Cameras: viewpoints as matrices and rays, and the viewport that an artist looks through.

c2w is OpenGL's and Blender's: the camera looks along -Z with +Y up. In a viewport, x and y go from -1 to 1 and y up.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn.functional import normalize

from ..viewpoints import FIELD_OF_VIEW, Viewpoint

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


@dataclass(frozen=True)
class Viewport:
    """A camera with any projection, in perspective or orthographic, whose axes may be shifted."""

    c2w: Tensor  # (4, 4)
    projection: Tensor  # (4, 4), OpenGL's: from the camera to -1..1
    width: int  # pixels
    height: int

    @property
    def is_perspective(self) -> bool:
        return float(self.projection[3, 3]) == 0

    def depth(self, point: Tensor) -> float:
        """How far in front of the camera a point (3,) lies, along the way it looks."""
        return float((self.c2w[:3, 3] - point) @ self.c2w[:3, 2])

    def part_of_ball(self, centre: Tensor, radius: float) -> tuple[float, float, float, float] | None:
        """Left, bottom, right and top of the part, within -1..1, that shows the ball; None when it is out of sight."""
        in_camera = self.c2w[:3, :3].T @ (centre - self.c2w[:3, 3])
        x, y, depth = float(in_camera[0]), float(in_camera[1]), -float(in_camera[2])
        if self.is_perspective and depth <= -radius:
            return None
        bounds = []
        for axis, across in enumerate((x, y)):
            scale = float(self.projection[axis, axis])
            if self.is_perspective:
                shift, ends = -float(self.projection[axis, 2]), _tangents(across, depth, radius)
            else:
                shift, ends = float(self.projection[axis, 3]), (across - radius, across + radius)
            bounds.append([min(max(scale * end + shift, -1.0), 1.0) for end in ends])
        (left, right), (bottom, top) = bounds
        return (left, bottom, right, top) if left < right and bottom < top else None

    def at_depth(self, x: Tensor, y: Tensor, depth: float) -> Tensor:
        """(..., 3) the points seen at x and y (...), so far in front of the camera."""
        across = []
        for axis, seen in enumerate((x, y)):
            scale, tilt, shift = (float(self.projection[axis, column]) for column in (axis, 2, 3))
            across.append((seen + tilt) / scale * depth if self.is_perspective else (seen - shift) / scale)
        in_camera = torch.stack([*across, torch.full_like(x, -depth)], dim=-1)
        return in_camera @ self.c2w[:3, :3].T + self.c2w[:3, 3]

    def rays(
        self, part: tuple[float, float, float, float], columns: int, rows: int, start: float
    ) -> tuple[Tensor, Tensor]:
        """Origins and unit directions (rows, columns, 3) through the centres of a part's pixels; row 0 is the bottom.

        In perspective they start at the camera, else so far in front of it as `start` says.
        """
        left, bottom, right, top = part
        line = [(torch.arange(count, device=self.c2w.device) + 0.5) / count for count in (columns, rows)]
        x, y = torch.meshgrid(left + (right - left) * line[0], bottom + (top - bottom) * line[1], indexing="xy")
        if self.is_perspective:
            origins = self.c2w[:3, 3].expand(rows, columns, 3)
            return origins, normalize(self.at_depth(x, y, 1.0) - origins, dim=-1)
        origins = self.at_depth(x, y, start)
        return origins, (-self.c2w[:3, 2]).expand_as(origins)


def _tangents(across: float, depth: float, radius: float) -> tuple[float, float]:
    """The slopes of the two lines from the origin that touch a disc at (across, depth); infinite beyond the side."""
    distance = math.hypot(across, depth)
    if distance <= radius:
        return -math.inf, math.inf
    middle, half = math.atan2(across, depth), math.asin(radius / distance)
    low, high = middle - half, middle + half
    right_angle = math.pi / 2
    return (
        -math.inf if low <= -right_angle else math.tan(min(low, right_angle - 1e-9)),
        math.inf if high >= right_angle else math.tan(max(high, -right_angle + 1e-9)),
    )
