"""Volume rendering (NeRF, arXiv 2003.08934, equation 3): density and colour along rays -> weights -> pixels.

Shapes: R rays, S samples a ray, N samples that are looked up: those that count, in occupied cells and not hidden behind
others, or all of them (`selection`).
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

VISIBLE = 3e-3  # smaller transmittance or alpha does not count


@dataclass(frozen=True)
class Rendering:
    """What R rays see, and the N samples it is made of."""

    rgb: Tensor  # (R, 3) colour, premultiplied by opacity
    opacity: Tensor  # (R,) 0..1
    weights: Tensor  # (N,) share of each sample in its ray's colour
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
    """Renders (R, 3) rays with `count` samples through the ball's diameter.

    `volume` is a field's with gradient, `cells` its occupied cells; `shade` gives the colour (N, 3) of samples, with
    their rays' indices (N,). `jitter` (R,) in 0..1 moves a ray's samples by a share of a step; without it they lie in
    the middle.
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
    """Distances (R, S), and those of the samples that lie in the unit ball's occupied cells.

    `part` names the first and the one after the last of the `count` samples that are wanted.
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
    """(N, 3) of the samples that are looked up."""
    return origins[chosen.ray] + chosen.pick(t)[:, None] * directions[chosen.ray]


def alpha_of(optical: Tensor) -> Tensor:
    """(R, S) density times length -> the share of light that each sample stops."""
    return -torch.expm1(-optical)


def transmittance(optical: Tensor) -> Tensor:
    """(R, S) density times length along rays -> the light that reaches each sample, past those before it.

    The sum is shifted, not lessened by the sample itself: beside a dense sample little would be left of the others. A
    product of 1 - alpha would be the same, but its way back looks at the numbers, for which a GPU has to be waited.
    """
    through = torch.exp(-optical.cumsum(dim=-1))
    return torch.cat([torch.ones_like(through[:, :1]), through[:, :-1]], dim=-1)
