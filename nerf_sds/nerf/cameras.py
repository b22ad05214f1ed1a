"""Cameras: camera-to-world matrices, rays, and the artist's viewport.

The axes are those of OpenGL and Blender: a camera looks along its -Z, with +Y up. Viewport coordinates x and y go from
-1 to 1, y upwards. c2w is a camera-to-world matrix; lengths are metres.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn.functional import normalize

from ..viewpoints import FIELD_OF_VIEW, Viewpoint

HALF_WIDTH = math.tan(math.radians(FIELD_OF_VIEW) / 2)  # half the width of the image plane at distance 1


def look_at_origin(viewpoints: Sequence[Viewpoint], device: torch.device) -> Tensor:
    """Returns the camera-to-world matrices (B, 4, 4) of B viewpoints."""
    position = torch.tensor([viewpoint.position for viewpoint in viewpoints], device=device)
    up = torch.tensor([0.0, 0.0, 1.0], device=device).expand_as(position)
    return look_at(position, torch.zeros_like(position), up)


def look_at(position: Tensor, target: Tensor, up: Tensor) -> Tensor:
    """Returns camera-to-world matrices (B, 4, 4) of cameras at `position` that look at `target`.

    All inputs are (B, 3). `up` must not be parallel to the viewing direction.
    """
    backward = normalize(position - target, dim=-1)
    right = normalize(torch.linalg.cross(up, backward), dim=-1)
    c2w = torch.eye(4, device=position.device).repeat(len(position), 1, 1)
    c2w[:, :3] = torch.stack([right, torch.linalg.cross(backward, right), backward, position], dim=-1)
    return c2w


def rays(c2w: Tensor, resolution: int, half_width: float = HALF_WIDTH) -> tuple[Tensor, Tensor]:
    """Returns origins and unit directions (B, R, R, 3) of the rays through the pixel centres. Row 0 is the top.

    `c2w` are B camera-to-world matrices (B, 4, 4). `half_width` is half the width of the image plane at distance 1.
    """
    steps = (torch.arange(resolution, device=c2w.device) + 0.5) / resolution * 2 - 1
    x, y = torch.meshgrid(half_width * steps, -half_width * steps, indexing="xy")
    in_camera = torch.stack([x, y, -torch.ones_like(x)], dim=-1)
    directions = normalize(torch.einsum("bij,hwj->bhwi", c2w[:, :3, :3], in_camera), dim=-1)
    return c2w[:, None, None, :3, 3].expand_as(directions), directions


@dataclass(frozen=True)
class Viewport:
    """A camera with any perspective or orthographic projection, possibly off-centre."""

    c2w: Tensor  # (4, 4)
    projection: Tensor  # (4, 4) in OpenGL's convention: camera space -> -1..1
    width: int  # pixels
    height: int

    @property
    def is_perspective(self) -> bool:
        """False for an orthographic projection."""
        return float(self.projection[3, 3]) == 0

    def depth(self, point: Tensor) -> float:
        """Returns the distance in metres from the camera to a point (3,), measured along the viewing direction."""
        return float((self.c2w[:3, 3] - point) @ self.c2w[:3, 2])

    def part_of_ball(self, centre: Tensor, radius: float) -> tuple[float, float, float, float] | None:
        """Returns left, bottom, right and top, within -1..1, of the rectangle around a ball.

        Returns None if the ball is out of sight. `centre` is (3,), `radius` in metres.
        """
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
        """Returns the points (..., 3) that are seen at x and y (...).

        `depth` is in metres, measured along the viewing direction.
        """
        across = []
        for axis, seen in enumerate((x, y)):
            scale, tilt, shift = (float(self.projection[axis, column]) for column in (axis, 2, 3))
            across.append((seen + tilt) / scale * depth if self.is_perspective else (seen - shift) / scale)
        in_camera = torch.stack([*across, torch.full_like(x, -depth)], dim=-1)
        return in_camera @ self.c2w[:3, :3].T + self.c2w[:3, 3]

    def rays(
        self, part: tuple[float, float, float, float], columns: int, rows: int, start: float
    ) -> tuple[Tensor, Tensor]:
        """Returns origins and unit directions (rows, columns, 3) of the rays through a part's pixel centres.

        `part` is (left, bottom, right, top) within -1..1; row 0 is the bottom. Perspective rays start at the camera,
        orthographic ones at the depth `start` in metres.
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
    """Returns the slopes of the two lines from the origin that touch a disc at (across, depth).

    A slope is infinite if its line points sideways or backwards, or if the origin lies in the disc.
    """
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
