"""Trilinear interpolation in a dense volume.

On a CPU this is faster than torch's `grid_sample`, because the channels of a corner lie side by side in memory. On an
NVIDIA GPU with Triton, a kernel does the same about ten times as fast. This module is the kernel's reference and its
fallback.
"""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor
from torch.nn.functional import embedding_bag

from ..compute.device import kernels_of


def trilinear(volume: Tensor, points: Tensor) -> Tensor:
    """Interpolates a volume (R, R, R, C), axes z, y, x, at points (N, 3), order x, y, z in -1..1. Returns (N, C).

    The points get no gradient.
    """
    if volume.is_cuda and volume.dtype == torch.float32 and (kernels := kernels_of("nerf.interpolation_kernels")):
        return kernels.Trilinear.apply(volume.contiguous(), points.detach().contiguous())
    size = volume.shape[0]
    corner, inside = _cell(points.detach(), size)
    x, y, z = inside
    below = ((1 - y) * (1 - z), y * (1 - z), (1 - y) * z, y * z)
    weights = torch.stack([share * along for share in below for along in (1 - x, x)], dim=-1)
    steps = torch.tensor([0, 1, size, size + 1], device=points.device)
    corners = corner[:, None] + torch.cat([steps, steps + size * size])
    return _WeightedRows.apply(volume.reshape(size**3, -1), corners, weights)


def _cell(points: Tensor, size: int) -> tuple[Tensor, Tensor]:
    """Returns the row (N,) of each point's lowest corner, and the point's position (3, N) in its cell, 0..1."""
    at = ((points.T + 1) * ((size - 1) / 2)).clamp(0, size - 1.001)
    lowest = at.long()
    x, y, z = lowest
    return (z * size + y) * size + x, at - lowest


class _WeightedRows(torch.autograd.Function):
    """sum_k weights[n, k] rows[index[n, k]], with a backward pass much faster than that of `embedding_bag`."""

    @staticmethod
    def forward(ctx: Any, rows: Tensor, index: Tensor, weights: Tensor) -> Tensor:
        ctx.save_for_backward(index, weights)
        ctx.count = len(rows)
        return embedding_bag(index, rows, per_sample_weights=weights, mode="sum")

    @staticmethod
    def backward(ctx: Any, gradient: Tensor) -> tuple[Tensor, None, None]:
        index, weights = ctx.saved_tensors
        parts = (weights[:, :, None] * gradient[:, None, :]).flatten(0, 1)
        return gradient.new_zeros(ctx.count, gradient.shape[1]).index_add_(0, index.flatten(), parts), None, None
