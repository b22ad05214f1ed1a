"""Losses that know nothing of pictures: they keep the field a solid thing with surfaces."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn.functional import softplus

from .rendering import Rendering

TOLERANCE = 0.06  # metres of the field: how freely what starts from a mesh changes its shape


def orientation_loss(rendering: Rendering, directions: Tensor) -> Tensor:
    """Mean over rays of sum stopgrad(w) max(0, n . v)^2: what is seen faces the camera (DreamFusion, A.2)."""
    facing_away = (rendering.samples.normals * directions[rendering.ray]).sum(-1).clamp(min=0)
    return (rendering.weights.detach() * facing_away.square()).sum() / len(directions)


def opacity_loss(opacity: Tensor) -> Tensor:
    """sqrt(opacity^2 + 0.01), the mean over rays: nothing is filled without a reason (DreamFusion, A.2)."""
    return (opacity.square() + 0.01).sqrt().mean()


def entropy_loss(opacity: Tensor) -> Tensor:
    """The binary entropy of the opacity, the mean over rays, in bits: a pixel is either prop or background."""
    p = opacity.clamp(1e-3, 1 - 1e-3)
    return -(p * p.log2() + (1 - p) * (1 - p).log2()).mean()


def roughness_loss(volume: Tensor) -> Tensor:
    """The mean squared difference of neighbours in an (R, R, R, C) volume (Plenoxels, arXiv 2112.05131, eq. 4)."""
    return torch.stack([torch.diff(volume, dim=dim).square().mean() for dim in (0, 1, 2)]).sum()


def shape_loss(volume: Tensor, depth: Tensor) -> Tensor:
    """The cross-entropy of an (R, R, R, C) volume's raw density with a shape, the mean over cells.

    `depth` (R, R, R) is metres into the shape, less than 0 outside of it. Near its surface hardly anything counts
    (Latent-NeRF, arXiv 2211.07600, equation 6).
    """
    away = volume[..., 0] * -depth.sign()
    return (softplus(away) * (1 - torch.exp(-depth.square() / (2 * TOLERANCE**2)))).mean()
