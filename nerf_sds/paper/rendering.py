"""Volume rendering and shading of the paper's field (DreamFusion, arXiv 2209.14988, section 3.1).

Every sample in the ball is evaluated; neither empty nor hidden space is skipped. Shapes: R rays, S samples per ray, N =
S times the number of rays that hit the ball.
"""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor
from torch.nn.functional import normalize

from ..nerf.field import Samples
from ..nerf.rendering import Rendering
from .field import PaperField
from .views import PointLight


def render(
    field: PaperField,
    origins: Tensor,
    directions: Tensor,
    count: int,
    jitter: Tensor,
    lights: Sequence[PointLight],
) -> Rendering:
    """Renders R rays. `origins` and unit `directions` are (R, 3).

    The rays are ordered by view: equally many for each of `lights`. The part of a ray inside the ball, from the camera
    on if it stands inside, is cut into `count` equal parts with one sample in each. `jitter` (R,) in 0..1 is the
    position of the samples within their parts.
    """
    near, far = way_through_ball(origins, directions, field.preset.radius)
    hit = (far > near).nonzero()[:, 0]
    step = ((far - near)[hit] / count)[:, None]
    t = near[hit, None] + step * (torch.arange(count, device=origins.device) + jitter[hit, None])
    points = (origins[hit, None] + t[..., None] * directions[hit, None]).view(-1, 3)
    samples = field.samples(points)
    weights = weights_of(step * samples.density.view(-1, count)).flatten()
    ray = hit.repeat_interleave(count)
    colours = shade(samples, points, ray // (len(origins) // len(lights)), lights)
    rgb = torch.zeros_like(origins).index_add(0, ray, weights[:, None] * colours)
    opacity = torch.zeros_like(origins[:, 0]).index_add(0, ray, weights)
    return Rendering(rgb, opacity.clamp(0, 1), weights, samples, ray)


def way_through_ball(origins: Tensor, directions: Tensor, radius: float) -> tuple[Tensor, Tensor]:
    """Returns where rays enter and leave a ball around the origin: distances in metres, both (R,), 0 or more.

    `origins` and unit `directions` are (R, 3). The two distances are equal if a ray misses the ball.
    """
    middle = -(origins * directions).sum(-1)
    half = (middle.square() - origins.square().sum(-1) + radius**2).clamp(min=0).sqrt()
    return (middle - half).clamp(min=0), (middle + half).clamp(min=0)


def weights_of(depth: Tensor) -> Tensor:
    """Returns the share (R, S) of each sample in the colour of its ray (NeRF, equation 3).

    `depth` (R, S) is the optical depth of each sample.
    """
    before = torch.cat([torch.zeros_like(depth[:, :1]), depth[:, :-1].cumsum(dim=1)], dim=1)
    return torch.exp(-before) * -torch.expm1(-depth)


def shade(samples: Samples, points: Tensor, view: Tensor, lights: Sequence[PointLight]) -> Tensor:
    """Returns colours (N, 3): albedo * (diffuse * max(0, n . (l - x) / |l - x|) + ambient) (section 3.1).

    `points` x are (N, 3), and `view` (N,) is the index of each sample's light l. The albedo of textureless views is
    white.
    """
    position = torch.tensor([light.position for light in lights], device=points.device)[view]
    diffuse, ambient, textureless = (
        torch.tensor([getattr(light, name) for light in lights], device=points.device)[view]
        for name in ("diffuse", "ambient", "textureless")
    )
    facing = (samples.normals * normalize(position - points, dim=-1)).sum(-1).clamp(min=0)
    albedo = torch.where(textureless[:, None], 1.0, samples.albedo)
    return albedo * (diffuse * facing + ambient)[:, None]
