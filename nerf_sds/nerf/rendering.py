"""Volume rendering (NeRF, arXiv 2003.08934, equation 3): density and colour along rays -> weights -> pixels.

Shapes: R rays, S samples per ray, N selected samples. Selected samples lie in occupied cells and are not hidden behind
others; on a GPU N is R S, see `ray_samples`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import torch
from torch import Tensor

from .field import Samples, activate_density, sample_field
from .interpolation import trilinear
from .occupancy import is_occupied
from .ray_samples import DenseSamples, PackedSamples, select

VISIBLE = 3e-3  # samples with less transmittance or alpha are ignored


@dataclass(frozen=True)
class Rendering:
    """The pixels of R rays, and the N samples that they are made of."""

    rgb: Tensor  # (R, 3) colour, premultiplied by opacity
    opacity: Tensor  # (R,) 0..1
    weights: Tensor  # (N,) share of each sample in the colour of its ray
    samples: Samples
    ray: Tensor  # (N,) index of each sample's ray


def render(
    volume: Tensor,
    cells: Tensor,
    origins: Tensor,
    directions: Tensor,
    count: int,
    shade: Callable[[Samples, Tensor], Tensor],
    jitter: Tensor | None = None,
) -> Rendering:
    """Renders R rays with `count` samples per diameter of the unit ball.

    `volume` (G, G, G, 7) is a field's volume with gradient and `cells` its occupied cells. `origins` and unit
    `directions` are (R, 3). `shade` maps samples and the indices (N,) of their rays to colours (N, 3). `jitter` (R,) in
    0..1 shifts the samples of a ray by a share of a step; without it they lie in the middle.
    """
    step = 2.0 / count
    t, chosen = march(cells, origins, directions, count, 0.5 if jitter is None else jitter)
    with torch.no_grad():
        points = points_on(origins, directions, t, chosen)
        optical = chosen.spread(step * activate_density(trilinear(volume[..., :1], points)[:, 0]))
        chosen = chosen.narrowed(chosen.pick((alpha_of(optical) > VISIBLE) & (transmittance(optical) > VISIBLE)))
    samples = sample_field(volume, points_on(origins, directions, t, chosen))
    optical = chosen.spread(step * samples.density)
    weights = chosen.pick(alpha_of(optical) * transmittance(optical))
    rgb = chosen.total(weights[:, None] * shade(samples, chosen.ray))
    return Rendering(rgb, chosen.total(weights).clamp(0, 1), weights, samples, chosen.ray)


@torch.no_grad()
def march(
    cells: Tensor,
    origins: Tensor,
    directions: Tensor,
    count: int,
    jitter: Tensor | float,
    part: tuple[int, int] | None = None,
) -> tuple[Tensor, PackedSamples | DenseSamples]:
    """Returns the distances (R, S) of the samples along the rays, and selects those in occupied cells of the unit ball.

    `part` limits the samples to a range of the `count` slots, first and last + 1.
    """
    middle = -(origins * directions).sum(-1)
    half_square = middle.square() - origins.square().sum(-1) + 1
    hit = half_square > 0
    half = half_square.clamp(min=0).sqrt()
    slots = torch.arange(*(part or (0, count)), device=origins.device)
    offset = jitter[:, None] if isinstance(jitter, Tensor) else jitter
    t = (middle - half)[:, None] + (slots + offset) * (2.0 / count)
    inside = select(hit[:, None] & (t < (middle + half)[:, None]))
    return t, inside.narrowed(is_occupied(cells, points_on(origins, directions, t, inside)))


def points_on(origins: Tensor, directions: Tensor, t: Tensor, chosen: PackedSamples | DenseSamples) -> Tensor:
    """Returns the positions (N, 3) of the selected samples."""
    return origins[chosen.ray] + chosen.pick(t)[:, None] * directions[chosen.ray]


def alpha_of(optical: Tensor) -> Tensor:
    """Maps density times length (R, S) to the share of light that each sample stops."""
    return -torch.expm1(-optical)


def transmittance(optical: Tensor) -> Tensor:
    """Maps density times length (R, S) along rays to the share of light that reaches each sample.

    The cumulative sum is shifted by one sample. Subtracting each sample's own value instead would lose precision beside
    dense samples. A product of 1 - alpha would be equivalent, but its backward pass reads values on the CPU, which
    makes a GPU wait.
    """
    through = torch.exp(-optical.cumsum(dim=-1))
    return torch.cat([torch.ones_like(through[:, :1]), through[:, :-1]], dim=-1)
