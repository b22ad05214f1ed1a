"""The radiance field: density and albedo, interpolated in a sum of dense grids of several resolutions.

The sum lets Adam move large shapes through the coarse grids and details through the fine ones. Activations follow the
interpolation, so surfaces between grid points can be sharp (Direct Voxel Grid Optimization, arXiv 2111.11215, section
4).

Points are (N, 3) in the cube -1..1, Z up, in metres. The field is empty outside the unit ball.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn.functional import interpolate, softplus

from .interpolation import trilinear

DENSITY_SCALE = 50.0  # 1 / m: factor of the activated density
DENSITY_GAIN = 3.0  # makes density learn faster than albedo, so that surfaces become hard
NOTHING = -3.0  # raw density of empty space: 0.006 / m
SOLID = 1.0  # raw density inside a start shape: 150 / m
STEEPNESS = 30.0  # raw density per metre of depth at the surface of a start shape


@dataclass(frozen=True)
class Samples:
    """Density, albedo and normals of a field at N points."""

    density: Tensor  # (N,) 1 / m
    albedo: Tensor  # (N, 3) sRGB, 0..1
    normals: Tensor  # (N, 3) unit vectors out of the surface


class OptimisedField(nn.Module):
    """The interface of a field during optimisation: it can become a mesh (`mesh.RadianceField`) and be rendered."""

    @property
    def device(self) -> torch.device:
        """The device of the parameters."""
        return next(self.parameters()).device

    def volume(self, resolution: int | None = None) -> Tensor:
        """Returns raw density and raw albedo on a grid (R, R, R, 4) with axes z, y, x.

        `resolution` is R; None means the field's best resolution.
        """
        raise NotImplementedError

    def density(self, points: Tensor) -> Tensor:
        """Returns the density (N,) in 1 / m at points (N, 3); 0 outside the unit ball."""
        raise NotImplementedError

    def density_and_albedo(self, points: Tensor) -> tuple[Tensor, Tensor]:
        """Returns the density (N,) and the albedo (N, 3), sRGB in 0..1, at points (N, 3)."""
        raise NotImplementedError

    def frozen(self) -> OptimisedField | FrozenField:
        """Returns the field to ask for many points while the parameters do not change.

        What depends on the parameters alone may be computed once.
        """
        return self


@dataclass(frozen=True)
class FrozenField:
    """A field of grids as it is now. Summing its grids takes longer than asking for 100,000 points."""

    raw: Tensor  # (R, R, R, 4), see `OptimisedField.volume`
    box: tuple[float, float, float] | None  # half its sides in metres, see `Field`

    @property
    def device(self) -> torch.device:
        """The device of the grids."""
        return self.raw.device

    def density(self, points: Tensor) -> Tensor:
        """Returns the density (N,) in 1 / m at points (N, 3); 0 outside the unit ball and the box."""
        return self._density(trilinear(self.raw[..., :1], points)[:, 0], points)

    def density_and_albedo(self, points: Tensor) -> tuple[Tensor, Tensor]:
        """Returns the density (N,) and the albedo (N, 3), sRGB in 0..1, at points (N, 3), from one look-up."""
        raw = trilinear(self.raw, points)
        return self._density(raw[:, 0], points), raw[:, 1:].sigmoid()

    def density_on(self, line: Tensor) -> Tensor:
        """Returns the density (N, N, N), axes x, y, z, at all points whose coordinates are in `line` (N,)."""
        cells = len(self.raw) - 1
        at = ((line + 1) * (cells / 2)).clamp(0, cells)
        weights = (1 - (at[:, None] - torch.arange(cells + 1, device=line.device)).abs()).clamp(min=0)
        raw = self.raw[..., 0]
        for _ in range(3):  # z, y, x: the first axis is interpolated and becomes the last one
            raw = raw.movedim(0, -1) @ weights.T
        x, y, z = (line.view(shape) for shape in ((-1, 1, 1), (-1, 1), (-1,)))
        inside = x**2 + y**2 + z**2 < 1
        for along, half in zip((x, y, z), self.box or (), strict=False):
            inside &= along.abs() <= half
        return activate_density(raw.permute(2, 1, 0)) * inside

    def _density(self, raw: Tensor, points: Tensor) -> Tensor:
        """Maps raw density (N,) at points (N, 3) to density in 1 / m."""
        inside = points.square().sum(-1) < 1
        if self.box:
            inside &= (points.abs() <= points.new_tensor(self.box)).all(-1)
        return activate_density(raw) * inside


class Field(OptimisedField):
    """A sum of grids of raw density (channel 0) and raw albedo (channels 1 to 3).

    With `mirror`, the field is the mean of itself and its reflection in the plane X = 0. `box` holds half the sides of
    a box around the origin, in metres; outside it the field is empty.
    """

    def __init__(
        self, resolutions: tuple[int, ...], mirror: bool = False, box: tuple[float, float, float] | None = None
    ) -> None:
        super().__init__()
        self._mirror, self._box = mirror, box
        self.start_depths: dict[int, Tensor] = {}  # R -> depth (R, R, R) in metres into the start mesh, see `begin_as`
        self.grids = nn.ParameterList(torch.zeros(1, 4, size, size, size) for size in resolutions)
        self.grids[0].data[0, 0] = initial_blob(resolutions[0])

    def volume(self, resolution: int | None = None) -> Tensor:
        """Returns the sum of the grids up to a resolution R, (R, R, R, 4), axes z, y, x. None means the finest grid."""
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
        """Sets the grids to a start shape. `depth` (R, R, R), axes z, y, x, is in metres into it, negative outside.

        Each grid gets the difference between the shape and the sum of the coarser grids.
        """
        raw = (STEEPNESS * depth).clamp(NOTHING, SOLID)
        total = torch.zeros(2, 2, 2)
        for grid in self.grids:
            before, total = total, resampled(raw, grid.shape[-1])
            grid[0, 0] = total - resampled(before, grid.shape[-1])

    def density(self, points: Tensor) -> Tensor:
        """Returns the density (N,) in 1 / m at points (N, 3); 0 outside the unit ball and the box."""
        return self._now().density(points)

    def density_and_albedo(self, points: Tensor) -> tuple[Tensor, Tensor]:
        """Returns the density (N,) and the albedo (N, 3), sRGB in 0..1, at points (N, 3)."""
        return self._now().density_and_albedo(points)

    @torch.no_grad()
    def frozen(self) -> FrozenField:
        """Returns the field as it is now."""
        return self._now()

    def _now(self) -> FrozenField:
        return FrozenField(self.volume().contiguous(), self._box)


def initial_blob(resolution: int) -> Tensor:
    """Returns raw density (R, R, R) that falls with the distance from the centre, so that a prop starts in the middle.

    Source: Magic3D, arXiv 2211.10440.
    """
    line = torch.linspace(-1, 1, resolution)
    radius = torch.stack(torch.meshgrid(line, line, line, indexing="ij")).norm(dim=0)
    return -2.7 * radius


def resampled(values: Tensor, resolution: int) -> Tensor:
    """Resamples values (S, S, S) on the cube -1..1 to (R, R, R), trilinearly."""
    return interpolate(values[None, None], (resolution,) * 3, mode="trilinear", align_corners=True)[0, 0]


def ceiling(box: tuple[float, float, float], resolution: int, device: torch.device) -> Tensor:
    """Returns the highest raw density (R, R, R, 1) that a box allows.

    It falls linearly from the inside to 0 at the walls and to NOTHING one cell outside. `box` holds half its sides (x,
    y, z) in metres.
    """
    line = torch.linspace(-1, 1, resolution, device=device).abs()
    x, y, z = (half - line for half in box)
    depth = torch.minimum(torch.minimum(x, y[:, None]), z[:, None, None])
    return (depth * (-NOTHING * (resolution - 1) / 2)).clamp(min=NOTHING)[..., None]


def activate_density(raw: Tensor) -> Tensor:
    """Maps raw density to density in 1 / m."""
    return DENSITY_SCALE * softplus(DENSITY_GAIN * raw)


def raw_density(density: Tensor) -> Tensor:
    """Maps density in 1 / m to raw density, the inverse of `activate_density`. Clamps to 5e-4 .. 500 / m."""
    share = (density / DENSITY_SCALE).clamp(1e-5, 10)
    return (share + torch.log(-torch.expm1(-share))) / DENSITY_GAIN


def with_gradient(volume: Tensor) -> Tensor:
    """Appends the gradient of the raw density by x, y and z, from central differences: (R, R, R, 4) -> (R, R, R, 7)."""
    raw = volume[..., 0]
    return torch.cat([volume, torch.stack(torch.gradient(raw, dim=(2, 1, 0)), dim=-1)], dim=-1)


def sample_field(volume: Tensor, points: Tensor) -> Samples:
    """Samples a volume (R, R, R, 7) of `with_gradient` at points (N, 3).

    Normals are the negative gradient of the density (DreamFusion, section 3.1).
    """
    raw = trilinear(volume, points)
    gradient = raw[:, 4:]
    norm = (gradient.square().sum(-1, keepdim=True) + 1e-8).sqrt()
    return Samples(activate_density(raw[:, 0]), raw[:, 1:4].sigmoid(), -gradient / norm)
