"""The radiance field: density and albedo on dense grids of several resolutions, added up and interpolated.

The sum of grids lets Adam move large shapes through the coarse grids and details through the fine ones. Activations
come after the interpolation, which makes sharp surfaces between grid points (Direct Voxel Grid Optimization,
arXiv 2111.11215, section 4).
Points are (N, 3) in the cube -1..1, Z up, in metres; nothing is inside but the unit ball.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn.functional import interpolate, softplus

from .interpolation import trilinear

DENSITY_SCALE = 50.0  # 1 / m for each unit of raw density
DENSITY_GAIN = 3.0  # makes density learn faster than albedo, so that surfaces become hard
NOTHING = -3.0  # raw density: 0.006 1 / m
SOLID = 1.0  # raw density with which a given shape begins: 150 1 / m
STEEPNESS = 30.0  # 1 / m, of its raw density at its surface


@dataclass(frozen=True)
class Samples:
    """The field at N points."""

    density: Tensor  # (N,) 1 / m
    albedo: Tensor  # (N, 3) sRGB, 0..1
    normals: Tensor  # (N, 3) unit vectors out of the surface


class OptimisedField(nn.Module):
    """What an optimised field can do, whatever it is made of: become a mesh (`mesh.RadianceField`), be looked at."""

    @property
    def device(self) -> torch.device:
        return next(self.parameters()).device

    def volume(self, resolution: int | None = None) -> Tensor:
        """(R, R, R, 4), axes z, y, x: raw density and raw albedo on a grid; None is the resolution that is best."""
        raise NotImplementedError

    def density(self, points: Tensor) -> Tensor:
        """(N, 3) -> (N,) 1 / m; 0 outside the unit ball."""
        raise NotImplementedError

    def albedo(self, points: Tensor) -> Tensor:
        """(N, 3) -> (N, 3) sRGB, 0..1."""
        raise NotImplementedError


class Field(OptimisedField):
    """A sum of grids of raw density (channel 0) and raw albedo (channels 1 to 3).

    With `mirror` it is the mean of itself and its image beyond X = 0. With a `box`, half its sides in metres, around
    the origin, there is nothing outside it.
    """

    def __init__(
        self, resolutions: tuple[int, ...], mirror: bool = False, box: tuple[float, float, float] | None = None
    ) -> None:
        super().__init__()
        self._mirror, self._box = mirror, box
        self.start_depths: dict[int, Tensor] = {}  # of the mesh that it starts from: on grids (R, R, R), by R
        self.grids = nn.ParameterList(torch.zeros(1, 4, size, size, size) for size in resolutions)
        self.grids[0].data[0, 0] = initial_blob(resolutions[0])

    def volume(self, resolution: int | None = None) -> Tensor:
        """(R, R, R, 4), axes z, y, x: the sum of the grids up to a resolution, at it; None is the finest."""
        resolution = resolution or max(grid.shape[-1] for grid in self.grids)
        total = torch.zeros_like(self.grids[0])
        for grid in self.grids:
            if grid.shape[-1] <= resolution:
                total = grid + interpolate(total, grid.shape[2:], mode="trilinear", align_corners=True)
        volume = total[0].permute(1, 2, 3, 0)
        if self._mirror:
            volume = (volume + volume.flip(2)) / 2
        if self._box:
            most = ceiling(self._box, len(volume), self.device)
            volume = torch.cat([torch.minimum(volume[..., :1], most), volume[..., 1:]], dim=-1)
        return volume

    @torch.no_grad()
    def begin_as(self, depth: Tensor) -> None:
        """Gives it a shape: `depth` (R, R, R), axes z, y, x, is metres into it, less than 0 outside of it.

        Each grid gets what the coarser ones lack.
        """
        raw = (STEEPNESS * depth).clamp(NOTHING, SOLID)
        total = torch.zeros(2, 2, 2)
        for grid in self.grids:
            before, total = total, resampled(raw, grid.shape[-1])
            grid[0, 0] = total - resampled(before, grid.shape[-1])

    def density(self, points: Tensor) -> Tensor:
        """(N, 3) -> (N,) 1 / m; 0 outside the unit ball."""
        density = activate_density(trilinear(self.volume()[..., :1], points)[:, 0])
        inside = points.square().sum(-1) < 1
        if self._box:
            inside &= (points.abs() <= points.new_tensor(self._box)).all(-1)
        return density * inside

    def albedo(self, points: Tensor) -> Tensor:
        """(N, 3) -> (N, 3) sRGB, 0..1."""
        return trilinear(self.volume()[..., 1:], points).sigmoid()


def initial_blob(resolution: int) -> Tensor:
    """(R, R, R) raw density that falls from the centre: a prop begins in the middle (Magic3D, arXiv 2211.10440)."""
    line = torch.linspace(-1, 1, resolution)
    radius = torch.stack(torch.meshgrid(line, line, line, indexing="ij")).norm(dim=0)
    return -2.7 * radius


def resampled(values: Tensor, resolution: int) -> Tensor:
    """(S, S, S) over the cube -1..1 -> (R, R, R)."""
    return interpolate(values[None, None], (resolution,) * 3, mode="trilinear", align_corners=True)[0, 0]


def ceiling(box: tuple[float, float, float], resolution: int, device: torch.device) -> Tensor:
    """(R, R, R, 1) what raw density may be at most: 0 at the walls of a box, and nothing from a cell outside on."""
    line = torch.linspace(-1, 1, resolution, device=device).abs()
    x, y, z = (half - line for half in box)
    depth = torch.minimum(torch.minimum(x, y[:, None]), z[:, None, None])
    return (depth * (-NOTHING * (resolution - 1) / 2)).clamp(min=NOTHING)[..., None]


def activate_density(raw: Tensor) -> Tensor:
    """Raw density -> 1 / m."""
    return DENSITY_SCALE * softplus(DENSITY_GAIN * raw)


def raw_density(density: Tensor) -> Tensor:
    """The inverse of `activate_density`, of what is neither nothing nor a wall: 5e-4 to 500 1 / m."""
    share = (density / DENSITY_SCALE).clamp(1e-5, 10)
    return (share + torch.log(-torch.expm1(-share))) / DENSITY_GAIN


def with_gradient(volume: Tensor) -> Tensor:
    """(R, R, R, 4) -> (R, R, R, 7): appends the gradient of the raw density by x, y and z, by central differences."""
    raw = volume[..., 0]
    return torch.cat([volume, torch.stack(torch.gradient(raw, dim=(2, 1, 0)), dim=-1)], dim=-1)


def sample_field(volume: Tensor, points: Tensor) -> Samples:
    """A volume with gradient at (N, 3) points; normals are the negative gradient of density (DreamFusion, 3.1)."""
    raw = trilinear(volume, points)
    gradient = raw[:, 4:]
    norm = (gradient.square().sum(-1, keepdim=True) + 1e-8).sqrt()
    return Samples(activate_density(raw[:, 0]), raw[:, 1:4].sigmoid(), -gradient / norm)
