"""The paper's radiance field: an MLP of integrated positional encodings, and a small one for what is behind.

Points are (N, 3) in metres, Z up, in the ball of `preset.radius`; the rest of the project asks for them in the unit
ball, see `PaperField.density`. Source: DreamFusion (arXiv 2209.14988), section 3.1 and appendix A.2.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn.functional import silu
from torch.utils.checkpoint import checkpoint

from ..config import PaperPreset
from ..nerf.field import OptimisedField, Samples, raw_density

DENSEST = 10.0  # natural logarithm of the highest density, 1 / m: opaque within a millimetre, and exp stays finite
VOLUME_RESOLUTION = 64  # points a side of the grid that pictures for people are taken from
SLAB = 1 << 16  # points at a time


class PaperField(OptimisedField):
    """Density, albedo and background. `variance` is set by the loop: it goes down, from coarse to fine."""

    def __init__(self, preset: PaperPreset) -> None:
        super().__init__()
        self.preset = preset
        self.variance = preset.variance[0]  # square metres, of the Gaussian that stands for a point
        self.mlp = ResidualMLP(6 * preset.encoding_degrees, preset.width, preset.blocks, 4)
        self.background_mlp = nn.Sequential(
            nn.Linear(6 * preset.background_degrees, preset.background_width),
            nn.SiLU(),
            nn.Linear(preset.background_width, 3),
        )

    def samples(self, points: Tensor) -> Samples:
        """The field at (N, 3) points of the paper's ball; losses of the normals reach the weights.

        What a slab's gradient needs, about 50 kB a point, is computed again when it is asked for, rather than kept.
        """
        slabs = [checkpoint(self._samples, slab, use_reentrant=False) for slab in points.split(SLAB)]
        density, albedo, normals = (torch.cat(parts) for parts in zip(*slabs, strict=True))
        return Samples(density, albedo, normals)

    def background(self, directions: Tensor) -> Tensor:
        """(N, 3) unit vectors -> (N, 3) colours 0..1, from the encoded direction (section 3.1)."""
        return self.background_mlp(integrated_encoding(directions, 0.0, self.preset.background_degrees)).sigmoid()

    def density(self, points: Tensor) -> Tensor:
        """(N, 3) -> (N,) 1 / m, both of the unit ball; 0 outside. Shrunk by the radius, things get denser by it."""
        return self._density(self._raw(self.preset.radius * points)[:, 0], points)

    def albedo(self, points: Tensor) -> Tensor:
        """(N, 3) of the unit ball -> (N, 3) 0..1."""
        return self._raw(self.preset.radius * points)[:, 1:].sigmoid()

    def volume(self, resolution: int | None = None) -> Tensor:
        """(R, R, R, 4), axes z, y, x: the field on a grid over the unit ball's cube."""
        line = torch.linspace(-1, 1, resolution or VOLUME_RESOLUTION, device=self.device)
        z, y, x = torch.meshgrid(line, line, line, indexing="ij")
        points = torch.stack([x, y, z], dim=-1).view(-1, 3)
        raw = torch.cat([self._raw(self.preset.radius * slab) for slab in points.split(SLAB)])
        density = raw_density(self._density(raw[:, 0], points))
        return torch.cat([density[:, None], raw[:, 1:]], dim=1).view(*x.shape, 4)

    def _density(self, raw: Tensor, points: Tensor) -> Tensor:
        """(N,) logarithms and (N, 3) points of the unit ball -> (N,) 1 / m of that."""
        return self.preset.radius * exponential(raw) * (points.square().sum(-1) < 1)

    def _samples(self, points: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """(N, 3) points of the paper's ball -> density (N,), albedo and normals (N, 3)."""
        points = points.detach().requires_grad_()
        raw = self._raw(points)
        (gradient,) = torch.autograd.grad(raw[:, 0].sum(), points, create_graph=True)
        return exponential(raw[:, 0]), raw[:, 1:].sigmoid(), normals_of(gradient)

    def _raw(self, points: Tensor) -> Tensor:
        """(N, 3) points of the paper's ball -> (N, 4): logarithm of the density, and raw albedo."""
        raw = self.mlp(integrated_encoding(points, self.variance, self.preset.encoding_degrees))
        blob = density_blob(points, self.preset.blob_height, self.preset.blob_deviation)
        return torch.cat([raw[:, :1] + blob[:, None], raw[:, 1:]], dim=1)


class ResidualMLP(nn.Module):
    """Blocks that add to what they are given, with layer normalisation between them (appendix A.2).

    How many layers a block has is not given: two.
    """

    def __init__(self, inputs: int, width: int, blocks: int, outputs: int) -> None:
        super().__init__()
        self.first = nn.Linear(inputs, width)
        self.blocks = nn.ModuleList(
            nn.Sequential(nn.Linear(width, width), nn.SiLU(), nn.Linear(width, width)) for _ in range(blocks)
        )
        self.norms = nn.ModuleList(nn.LayerNorm(width) for _ in range(blocks))
        self.last = nn.Linear(width, outputs)

    def forward(self, inputs: Tensor) -> Tensor:
        """(N, inputs) -> (N, outputs)."""
        hidden = self.first(inputs)
        for block, norm in zip(self.blocks, self.norms, strict=True):
            hidden = norm(hidden + block(silu(hidden)))
        return self.last(silu(hidden))


def integrated_encoding(points: Tensor, variance: float, degrees: int) -> Tensor:
    """(N, 3) -> (N, 6 degrees): the means of sin and cos of 2^l x, x normal around the points, for l < degrees.

    Source: mip-NeRF (arXiv 2103.13415), equations 13 and 14, with the covariance `variance` times identity.
    """
    frequencies = 2.0 ** torch.arange(degrees, device=points.device)
    angles = (points[:, None] * frequencies[:, None]).flatten(1)
    fading = torch.exp(-0.5 * variance * frequencies.square()).repeat_interleave(3)
    return torch.cat([angles.sin() * fading, angles.cos() * fading], dim=1)


def density_blob(points: Tensor, height: float, deviation: float) -> Tensor:
    """(N, 3) -> (N,): what is added to the logarithm of the density, so that a prop begins in the middle (A.2)."""
    return height * torch.exp(-points.square().sum(-1) / (2 * deviation**2))


def exponential(raw: Tensor) -> Tensor:
    """The logarithm of a density -> 1 / m."""
    return raw.clamp(max=DENSEST).exp()


def normals_of(gradient: Tensor) -> Tensor:
    """(N, 3) gradients of the density, or of its logarithm, which has the same direction -> unit vectors (3.1)."""
    return -gradient / (gradient.square().sum(-1, keepdim=True) + 1e-8).sqrt()
