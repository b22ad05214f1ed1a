"""Fields in closed form, whose surfaces and colours are known, and the prop that becomes of one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import torch
from torch import Tensor

from nerf_sds.config import Preset

SMALL = Preset(stages=(), faces=4_000, texture_size=256, mesh_resolution=96)

CPU = torch.device("cpu")
Shape = Callable[[Tensor], Tensor]  # (N, 3) points -> (N,) signed distance, metres, negative inside


def rainbow(points: Tensor) -> Tensor:
    """A colour that tells where it is: red grows with X, green with Y, blue with Z."""
    return (points * 0.5 + 0.5).clamp(0, 1)


def faces_of_a_compass(points: Tensor) -> Tensor:
    """Red in front (-Y), green at +X, blue behind (+Y), yellow at -X, white above (+Z), black below."""
    colours = torch.tensor([[1, 1, 0], [0, 0, 1], [0, 0, 0], [0, 1, 0], [1, 0, 0], [1, 1, 1]]).float()
    # As signed axes: -X +Y -Z +X -Y +Z
    towards = torch.cat([points * torch.tensor([-1, 1, -1]), points * torch.tensor([1, -1, 1])], dim=1)
    return colours[towards.argmax(1)]


@dataclass(frozen=True)
class Solid:
    """A shape of even density."""

    shape: Shape
    colour: Callable[[Tensor], Tensor] = rainbow
    peak: float = 100.0  # 1 / m
    softness: float = 0.002  # metres over which the density falls by e
    device: torch.device = CPU

    def density(self, points: Tensor) -> Tensor:
        return self.peak * torch.sigmoid(-self.shape(points) / self.softness)

    def density_and_albedo(self, points: Tensor) -> tuple[Tensor, Tensor]:
        return self.density(points), self.colour(points)


@dataclass(frozen=True)
class Cloud:
    """Density in closed form."""

    density: Callable[[Tensor], Tensor]
    device: torch.device = CPU

    def density_and_albedo(self, points: Tensor) -> tuple[Tensor, Tensor]:
        return self.density(points), rainbow(points)


def ball(x: float, y: float, z: float, radius: float) -> Shape:
    centre = torch.tensor((x, y, z))
    return lambda points: (points - centre).norm(dim=1) - radius


def box(centre: tuple[float, float, float], half: tuple[float, float, float]) -> Shape:
    def distance(points: Tensor) -> Tensor:
        beyond = (points - torch.tensor(centre)).abs() - torch.tensor(half)
        return beyond.clamp(min=0).norm(dim=1) + beyond.amax(1).clamp(max=0)

    return distance


def torus(ring: float, tube: float) -> Shape:
    return lambda points: torch.stack([points[:, :2].norm(dim=1) - ring, points[:, 2]]).norm(dim=0) - tube


def shell(shape: Shape, thickness: float) -> Shape:
    return lambda points: (shape(points) + thickness / 2).abs() - thickness / 2


def union(*shapes: Shape) -> Shape:
    return lambda points: torch.stack([shape(points) for shape in shapes]).amin(0)


def without(shape: Shape, hole: Shape) -> Shape:
    return lambda points: torch.maximum(shape(points), -hole(points))
