"""The trilinear interpolation of `interpolation.py` as a Triton kernel for NVIDIA GPUs.

A program takes a block of points and reads all channels of a corner at once. The backward pass skips zero gradients and
adds the others with atomics, so the order of its sums varies.
"""

# Triton's language is not quite Python.
# pyright: reportGeneralTypeIssues=false, reportArgumentType=false

from __future__ import annotations

from typing import Any

import torch
import triton
import triton.language as tl
from torch import Tensor

BLOCK = 128  # points per program


@triton.jit
def _cell(coordinate, size):
    """Returns the index of the lower corner along an axis, and the position in the cell, 0..1."""
    at = tl.minimum(tl.maximum((coordinate + 1) * ((size - 1) * 0.5), 0.0), size - 1.001)
    lowest = at.to(tl.int32)
    return lowest, at - lowest.to(tl.float32)


@triton.jit(do_not_specialize=["count", "size", "channels"])  # otherwise each new number of points is compiled anew
def _trilinear(
    volume, points, out, count, size, channels,
    BACKWARD: tl.constexpr, BLOCK: tl.constexpr, WIDTH: tl.constexpr,
):  # fmt: skip
    """Forward: writes the values to `out` (N, C). Backward: adds the gradient `out` (N, C) to the volume's."""
    point = tl.program_id(0) * BLOCK + tl.arange(0, BLOCK)
    channel = tl.arange(0, WIDTH)
    there = point < count
    both = there[:, None] & (channel < channels)[None, :]
    x, along_x = _cell(tl.load(points + 3 * point, there, 0.0), size)
    y, along_y = _cell(tl.load(points + 3 * point + 1, there, 0.0), size)
    z, along_z = _cell(tl.load(points + 3 * point + 2, there, 0.0), size)
    place = out + point.to(tl.int64)[:, None] * channels + channel[None, :]
    total = tl.zeros((BLOCK, WIDTH), tl.float32)
    if BACKWARD:
        total = tl.load(place, both, 0.0)
        both = both & (total != 0.0)
    for corner in tl.static_range(8):
        dx, dy, dz = corner & 1, (corner >> 1) & 1, corner >> 2
        weight = (along_x if dx else 1 - along_x) * (along_y if dy else 1 - along_y) * (along_z if dz else 1 - along_z)
        row = ((z + dz) * size + y + dy) * size + x + dx
        at = volume + row[:, None] * channels + channel[None, :]
        if BACKWARD:
            tl.atomic_add(at, weight[:, None] * total, both, sem="relaxed")
        else:
            total += weight[:, None] * tl.load(at, both, 0.0)
    if not BACKWARD:
        tl.store(place, total, both)


class Trilinear(torch.autograd.Function):
    """Interpolates a float32 volume (R, R, R, C) at points (N, 3) in -1..1. Returns (N, C).

    The points get no gradient.
    """

    @staticmethod
    def forward(ctx: Any, volume: Tensor, points: Tensor) -> Tensor:
        ctx.save_for_backward(points)
        ctx.shape = volume.shape
        out = volume.new_empty(len(points), volume.shape[3])
        _launch(volume, points, out, backward=False)
        return out

    @staticmethod
    def backward(ctx: Any, gradient: Tensor) -> tuple[Tensor, None]:
        (points,) = ctx.saved_tensors
        total = gradient.new_zeros(ctx.shape)
        _launch(total, points, gradient.contiguous(), backward=True)
        return total, None


def _launch(volume: Tensor, points: Tensor, out: Tensor, backward: bool) -> None:
    size, channels = volume.shape[0], volume.shape[3]
    grid = (triton.cdiv(len(points), BLOCK),)
    _trilinear[grid](
        volume, points, out, len(points), size, channels, backward, BLOCK, triton.next_power_of_2(channels)
    )


def trial() -> None:
    """Runs the kernel once. Raises whatever error keeps it from being built here."""
    Trilinear.apply(torch.zeros(2, 2, 2, 1, device="cuda"), torch.zeros(1, 3, device="cuda"))
