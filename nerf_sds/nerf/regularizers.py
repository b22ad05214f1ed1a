"""Losses that depend on the field alone: they keep it solid, with clear surfaces."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn.functional import softplus

from .rendering import Rendering

TOLERANCE = 0.06  # metres of the field: closer than this to the start mesh's surface, the shape is nearly free


def orientation_loss(rendering: Rendering, directions: Tensor) -> Tensor:
    """Penalises visible normals that face away from the camera: mean over rays of sum stopgrad(w) max(0, n . v)^2.

    `directions` (R, 3) are the rays' unit directions v. Source: DreamFusion, A.2.
    """
    facing_away = (rendering.samples.normals * directions[rendering.ray]).sum(-1).clamp(min=0)
    return (rendering.weights.detach() * facing_away.square()).sum() / len(directions)


def opacity_loss(opacity: Tensor) -> Tensor:
    """Penalises opacity (R,) where nothing needs it: the mean of sqrt(opacity^2 + 0.01) (DreamFusion, A.2)."""
    return (opacity.square() + 0.01).sqrt().mean()


def entropy_loss(opacity: Tensor) -> Tensor:
    """Penalises half-transparent pixels: the mean binary entropy of the opacity (R,), in bits."""
    p = opacity.clamp(1e-3, 1 - 1e-3)
    return -(p * p.log2() + (1 - p) * (1 - p).log2()).mean()


def roughness_loss(volume: Tensor) -> Tensor:
    """Penalises differences between neighbours in a volume (R, R, R, C): the mean square, summed over the three axes.

    Source: Plenoxels, arXiv 2112.05131, equation 4.
    """
    return torch.stack([torch.diff(volume, dim=dim).square().mean() for dim in (0, 1, 2)]).sum()


def shape_loss(volume: Tensor, depth: Tensor) -> Tensor:
    """Penalises raw density that departs from a shape: the mean cross-entropy over the cells of a volume (R, R, R, C).

    `depth` (R, R, R) is in metres into the shape, negative outside. Cells much closer to the surface than TOLERANCE
    hardly count (Latent-NeRF, arXiv 2211.07600, equation 6).
    """
    away = volume[..., 0] * -depth.sign()
    return (softplus(away) * (1 - torch.exp(-depth.square() / (2 * TOLERANCE**2)))).mean()
