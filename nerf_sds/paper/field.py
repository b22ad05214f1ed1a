"""The paper's radiance field: an MLP of integrated positional encodings, and a small MLP for the background.

Points are (N, 3) in metres, Z up, in the paper's ball of `preset.radius`. The rest of the project uses the unit ball;
`PaperField.density`, `albedo` and `volume` convert. Source: DreamFusion (arXiv 2209.14988), section 3.1 and appendix
A.2.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn.functional import silu
from torch.utils.checkpoint import checkpoint

from ..config import PaperPreset
from ..nerf.field import OptimisedField, Samples, raw_density

DENSEST = 10.0  # natural logarithm of the highest density in 1 / m: opaque within a millimetre, and exp stays finite
VOLUME_RESOLUTION = 64  # points per side of the grid from which previews are rendered
SLAB = 1 << 16  # points evaluated at a time


class PaperField(OptimisedField):
    """Density, albedo and background. The method lowers `variance` during the run, which sharpens the field."""

    def __init__(self, preset: PaperPreset) -> None:
        super().__init__()
        self.preset = preset
        self.variance = preset.variance[0]  # square metres, of the Gaussian around each encoded point
        self.mlp = ResidualMLP(6 * preset.encoding_degrees, preset.width, preset.blocks, 4)
        self.background_mlp = nn.Sequential(
            nn.Linear(6 * preset.background_degrees, preset.background_width),
            nn.SiLU(),
            nn.Linear(preset.background_width, 3),
        )

    def samples(self, points: Tensor) -> Samples:
        """Returns the field at points (N, 3) of the paper's ball. Losses on the normals also reach the weights.

        Checkpointing recomputes the activations of a slab, about 50 kB per point, in the backward pass instead of
        keeping them.
        """
        slabs = [checkpoint(self._samples, slab, use_reentrant=False) for slab in points.split(SLAB)]
        density, albedo, normals = (torch.cat(parts) for parts in zip(*slabs, strict=True))
        return Samples(density, albedo, normals)

    def background(self, directions: Tensor) -> Tensor:
        """Returns background colours (N, 3) in 0..1 for unit directions (N, 3) (section 3.1)."""
        return self.background_mlp(integrated_encoding(directions, 0.0, self.preset.background_degrees)).sigmoid()

    def density(self, points: Tensor) -> Tensor:
        """Returns the density (N,) at points (N, 3) of the unit ball, in 1 / m of its metres; 0 outside.

        The unit ball is the paper's ball shrunk by `radius`, so densities grow by that factor.
        """
        return self._density(self._raw(self.preset.radius * points)[:, 0], points)

    def density_and_albedo(self, points: Tensor) -> tuple[Tensor, Tensor]:
        """Returns the density (N,), as above, and the albedo (N, 3), 0..1, at points (N, 3) of the unit ball."""
        raw = self._raw(self.preset.radius * points)
        return self._density(raw[:, 0], points), raw[:, 1:].sigmoid()

    def volume(self, resolution: int | None = None) -> Tensor:
        """Returns raw density and raw albedo on a grid over the cube -1..1: (R, R, R, 4), axes z, y, x.

        `resolution` is R; None means VOLUME_RESOLUTION.
        """
        line = torch.linspace(-1, 1, resolution or VOLUME_RESOLUTION, device=self.device)
        z, y, x = torch.meshgrid(line, line, line, indexing="ij")
        points = torch.stack([x, y, z], dim=-1).view(-1, 3)
        raw = torch.cat([self._raw(self.preset.radius * slab) for slab in points.split(SLAB)])
        density = raw_density(self._density(raw[:, 0], points))
        return torch.cat([density[:, None], raw[:, 1:]], dim=1).view(*x.shape, 4)

    def _density(self, raw: Tensor, points: Tensor) -> Tensor:
        """Converts logarithms of density (N,) at points (N, 3) of the unit ball to 1 / m of its metres; 0 outside."""
        return self.preset.radius * exponential(raw) * (points.square().sum(-1) < 1)

    def _samples(self, points: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Returns density (N,), albedo (N, 3) and normals (N, 3) at points (N, 3) of the paper's ball."""
        points = points.detach().requires_grad_()
        raw = self._raw(points)
        (gradient,) = torch.autograd.grad(raw[:, 0].sum(), points, create_graph=True)
        return exponential(raw[:, 0]), raw[:, 1:].sigmoid(), normals_of(gradient)

    def _raw(self, points: Tensor) -> Tensor:
        """Returns (N, 4) at points (N, 3) of the paper's ball: the logarithm of the density, and raw albedo."""
        raw = self.mlp(integrated_encoding(points, self.variance, self.preset.encoding_degrees))
        blob = density_blob(points, self.preset.blob_height, self.preset.blob_deviation)
        return torch.cat([raw[:, :1] + blob[:, None], raw[:, 1:]], dim=1)


class ResidualMLP(nn.Module):
    """An MLP of residual blocks with layer normalisation between them (appendix A.2).

    The paper does not say how many layers a block has; here it has two.
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
        """Maps (N, inputs) to (N, outputs)."""
        hidden = self.first(inputs)
        for block, norm in zip(self.blocks, self.norms, strict=True):
            hidden = norm(hidden + block(silu(hidden)))
        return self.last(silu(hidden))


def integrated_encoding(points: Tensor, variance: float, degrees: int) -> Tensor:
    """Returns the expected sin and cos of 2^l x for l < degrees: (N, 3) -> (N, 6 degrees), all sines first.

    x is normally distributed around each point, with the covariance `variance` times identity. Source: mip-NeRF (arXiv
    2103.13415), equations 13 and 14.
    """
    frequencies = 2.0 ** torch.arange(degrees, device=points.device)
    angles = (points[:, None] * frequencies[:, None]).flatten(1)
    fading = torch.exp(-0.5 * variance * frequencies.square()).repeat_interleave(3)
    return torch.cat([angles.sin() * fading, angles.cos() * fading], dim=1)


def density_blob(points: Tensor, height: float, deviation: float) -> Tensor:
    """Returns what is added to the logarithm of the density, (N,), so that a prop starts in the middle (A.2).

    It is a Gaussian around the origin with this height, and this standard deviation in metres, at `points` (N, 3).
    """
    return height * torch.exp(-points.square().sum(-1) / (2 * deviation**2))


def exponential(raw: Tensor) -> Tensor:
    """Maps the logarithm of a density to the density in 1 / m, at most exp(DENSEST)."""
    return raw.clamp(max=DENSEST).exp()


def normals_of(gradient: Tensor) -> Tensor:
    """Returns unit normals (N, 3) from gradients (N, 3) of the density or of its logarithm (section 3.1).

    Both gradients have the same direction.
    """
    return -gradient / (gradient.square().sum(-1, keepdim=True) + 1e-8).sqrt()
