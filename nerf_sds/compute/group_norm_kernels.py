"""Group normalisation with an optional activation, as Triton kernels for images in the channels-last layout.

Torch copies such images to another layout and back. These kernels read an image twice and write it once, in the layout
that convolutions want. First each tile of ROWS pixels and LANES channels is summed up, then the sums are combined for
each group, then all pixels of a channel get the same scale and shift. Weights are frozen.
"""

# Triton's language is not quite Python.
# pyright: reportGeneralTypeIssues=false, reportArgumentType=false, reportReturnType=false

from __future__ import annotations

from typing import Any

import torch
import triton
import triton.language as tl
from torch import Tensor

ROWS, LANES = 64, 64  # pixels and channels of a tile
SWEEP = 64  # tiles that are combined at a time


@triton.jit
def _tile(pixels, channels, ROWS: tl.constexpr, LANES: tl.constexpr):
    """Returns the offsets of a program's tile in (N, pixels, channels) and their mask; then those in (N, channels)."""
    row = tl.program_id(1) * ROWS + tl.arange(0, ROWS)
    lane = tl.program_id(2) * LANES + tl.arange(0, LANES)
    picture = tl.program_id(0).to(tl.int64)
    place = (picture * pixels + row[:, None]) * channels + lane[None, :]
    there = (row < pixels)[:, None] & (lane < channels)[None, :]
    return place, there, picture * channels + lane, lane < channels


@triton.jit
def _activated(u, ACTIVATION: tl.constexpr):
    if ACTIVATION == "silu":
        u = u * tl.sigmoid(u)
    if ACTIVATION == "gelu":
        u = 0.5 * u * (1 + tl.erf(u * 0.7071067811865476))
    return u


@triton.jit
def _before(gradient, u, ACTIVATION: tl.constexpr):
    """Returns the gradient with respect to u, the activation's input."""
    if ACTIVATION == "silu":
        share = tl.sigmoid(u)
        gradient = gradient * share * (1 + u * (1 - share))
    if ACTIVATION == "gelu":
        share = 0.5 * (1 + tl.erf(u * 0.7071067811865476))
        gradient = gradient * (share + u * tl.exp(-0.5 * u * u) * 0.3989422804014327)
    return gradient


@triton.jit(do_not_specialize=["pixels"])
def _sum_up(
    x, gradient, scale, shift, first, second, pixels, channels,
    BACKWARD: tl.constexpr, ACTIVATION: tl.constexpr, ROWS: tl.constexpr, LANES: tl.constexpr,
):  # fmt: skip
    """Reduces a tile for each channel.

    Forward: the mean and the sum of squares around it. Backward: the sums of gradient and gradient * x.
    """
    place, there, channel, lanes = _tile(pixels, channels, ROWS, LANES)
    value = tl.load(x + place, there, 0.0).to(tl.float32)
    if BACKWARD:
        slope = tl.load(gradient + place, there, 0.0).to(tl.float32)
        if ACTIVATION != "":
            a, b = tl.load(scale + channel, lanes, 0.0)[None, :], tl.load(shift + channel, lanes, 0.0)[None, :]
            slope = _before(slope, a * value + b, ACTIVATION)
        one, other = tl.sum(slope, 0), tl.sum(slope * value, 0)
    else:
        count = tl.minimum(pixels - tl.program_id(1) * ROWS, ROWS).to(tl.float32)
        one = tl.sum(value, 0) / count
        apart = tl.where(there, value - one[None, :], 0.0)
        other = tl.sum(apart * apart, 0)
    tiles = tl.num_programs(1)
    out = (tl.program_id(0) * tiles + tl.program_id(1)).to(tl.int64) * channels + tl.program_id(2) * LANES
    tl.store(first + out + tl.arange(0, LANES), one, lanes)
    tl.store(second + out + tl.arange(0, LANES), other, lanes)


@triton.jit
def _sums_of(first, second, begin, tiles, channels, width, SWEEP: tl.constexpr, WIDTH: tl.constexpr):
    """Loads both sums of SWEEP tiles, starting at `begin`, for this program's image and group."""
    tile = begin + tl.arange(0, SWEEP)
    lane = tl.arange(0, WIDTH)
    there = (tile < tiles)[:, None] & (lane < width)[None, :]
    row = (tl.program_id(0) * tiles + tile).to(tl.int64)
    place = row[:, None] * channels + (tl.program_id(1) * width + lane)[None, :]
    return tl.load(first + place, there, 0.0), tl.load(second + place, there, 0.0), tile, there


@triton.jit(do_not_specialize=["per_picture", "pixels", "tiles", "channels", "width"])
def _normalise(
    first, second, weight, bias, per_picture, scale, shift, mean, rate, pixels, tiles, channels, width, eps,
    ROWS: tl.constexpr, SWEEP: tl.constexpr, WIDTH: tl.constexpr,
):  # fmt: skip
    """Combines the tiles' means and squares to a group's mean and 1 / deviation, and each channel's scale and shift."""
    count = (pixels * width).to(tl.float32)
    total = tl.zeros((SWEEP, WIDTH), tl.float32)
    begin = 0
    while begin < tiles:
        average, _, tile, _ = _sums_of(first, second, begin, tiles, channels, width, SWEEP, WIDTH)
        total += average * tl.minimum(pixels - tile * ROWS, ROWS).to(tl.float32)[:, None]
        begin += SWEEP
    centre = tl.sum(total) / count
    total = tl.zeros((SWEEP, WIDTH), tl.float32)
    begin = 0
    while begin < tiles:
        average, squares, tile, there = _sums_of(first, second, begin, tiles, channels, width, SWEEP, WIDTH)
        rows = tl.minimum(pixels - tile * ROWS, ROWS).to(tl.float32)[:, None]
        total += tl.where(there, squares + rows * (average - centre) * (average - centre), 0.0)
        begin += SWEEP
    inverse = 1 / tl.sqrt(tl.sum(total) / count + eps)
    group = tl.program_id(0) * tl.num_programs(1) + tl.program_id(1)
    tl.store(mean + group, centre)
    tl.store(rate + group, inverse)
    lane = tl.arange(0, WIDTH)
    channel = tl.program_id(1) * width + lane
    given = tl.program_id(0) * per_picture + channel
    out = tl.program_id(0) * channels + channel
    slope = inverse * tl.load(weight + given, lane < width, 0.0).to(tl.float32)
    tl.store(scale + out, slope, lane < width)
    tl.store(shift + out, tl.load(bias + given, lane < width, 0.0).to(tl.float32) - centre * slope, lane < width)


@triton.jit(do_not_specialize=["pixels", "tiles", "channels", "width"])
def _denormalise(
    first, second, scale, mean, rate, along, across, pixels, tiles, channels, width,
    SWEEP: tl.constexpr, WIDTH: tl.constexpr,
):  # fmt: skip
    """Combines the tiles' sums to the gradient that passes through a group's mean and deviation.

    For each channel that gradient is along * x + across.
    """
    lane = tl.arange(0, WIDTH)
    out = tl.program_id(0) * channels + tl.program_id(1) * width + lane
    slopes = tl.load(scale + out, lane < width, 0.0)[None, :]
    sums = tl.zeros((SWEEP, WIDTH), tl.float32)
    products = tl.zeros((SWEEP, WIDTH), tl.float32)
    begin = 0
    while begin < tiles:
        one, other, _, _ = _sums_of(first, second, begin, tiles, channels, width, SWEEP, WIDTH)
        sums += one * slopes
        products += other * slopes
        begin += SWEEP
    count = (pixels * width).to(tl.float32)
    group = tl.program_id(0) * tl.num_programs(1) + tl.program_id(1)
    centre, inverse = tl.load(mean + group), tl.load(rate + group)
    average = tl.sum(sums) / count
    slope = -inverse * inverse * (tl.sum(products) / count - centre * average)
    tl.store(along + out, tl.zeros((WIDTH,), tl.float32) + slope, lane < width)
    tl.store(across + out, tl.zeros((WIDTH,), tl.float32) - average - slope * centre, lane < width)


@triton.jit(do_not_specialize=["pixels"])
def _apply(
    x, gradient, scale, shift, along, across, out, pixels, channels,
    BACKWARD: tl.constexpr, ACTIVATION: tl.constexpr, ROWS: tl.constexpr, LANES: tl.constexpr,
):  # fmt: skip
    """Forward: scale * x + shift, activated. Backward: the gradient with respect to x."""
    place, there, channel, lanes = _tile(pixels, channels, ROWS, LANES)
    value = tl.load(x + place, there, 0.0).to(tl.float32)
    a, b = tl.load(scale + channel, lanes, 0.0)[None, :], tl.load(shift + channel, lanes, 0.0)[None, :]
    if BACKWARD:
        result = tl.load(gradient + place, there, 0.0).to(tl.float32)
        result = _before(result, a * value + b, ACTIVATION)
        p, q = tl.load(along + channel, lanes, 0.0)[None, :], tl.load(across + channel, lanes, 0.0)[None, :]
        result = result * a + value * p + q
    else:
        result = _activated(a * value + b, ACTIVATION)
    tl.store(out + place, result.to(out.dtype.element_ty), there)


class GroupNorm(torch.autograd.Function):
    """Normalises a contiguous x (N, P, C) over P and the channels of each group. Returns the shape and dtype of x.

    Weight and bias are (C,), or (N, C) with values of their own for each image; they get no gradient. `activation` is
    "silu", "gelu", or "" for none.
    """

    @staticmethod
    def forward(ctx: Any, x: Tensor, groups: int, weight: Tensor, bias: Tensor, eps: float, activation: str) -> Tensor:
        pictures, pixels, channels = x.shape
        first, second = _partial_sums(x, x, x, x, False, activation)
        scale, shift = x.new_empty(2, pictures, channels, dtype=torch.float32)
        mean, rate = x.new_empty(2, pictures, groups, dtype=torch.float32)
        width = channels // groups
        _normalise[(pictures, groups)](
            first, second, weight, bias, channels if weight.dim() == 2 else 0, scale, shift, mean, rate,
            pixels, first.shape[1], channels, width, eps, ROWS, SWEEP, triton.next_power_of_2(width),
        )  # fmt: skip
        ctx.save_for_backward(x, scale, shift, mean, rate)
        ctx.activation = activation
        out = torch.empty_like(x)
        _apply[_tiles(x)](x, x, scale, shift, scale, shift, out, pixels, channels, False, activation, ROWS, LANES)
        return out

    @staticmethod
    def backward(ctx: Any, gradient: Tensor) -> tuple[Tensor | None, ...]:
        x, scale, shift, mean, rate = ctx.saved_tensors
        gradient, out = gradient.contiguous(), torch.empty_like(x)
        pictures, pixels, channels = x.shape
        groups = mean.shape[1]
        width = channels // groups
        first, second = _partial_sums(x, gradient, scale, shift, True, ctx.activation)
        along, across = torch.empty_like(scale), torch.empty_like(scale)
        _denormalise[(pictures, groups)](
            first, second, scale, mean, rate, along, across, pixels, first.shape[1], channels, width,
            SWEEP, triton.next_power_of_2(width),
        )  # fmt: skip
        _apply[_tiles(x)](
            x, gradient, scale, shift, along, across, out, pixels, channels, True, ctx.activation, ROWS, LANES
        )
        return out, None, None, None, None, None


def _partial_sums(
    x: Tensor, gradient: Tensor, scale: Tensor, shift: Tensor, backward: bool, activation: str
) -> tuple[Tensor, Tensor]:
    """Returns two sums for each tile and channel, both (N, tiles, C), see `_sum_up`."""
    pictures, pixels, channels = x.shape
    first, second = x.new_empty(2, pictures, triton.cdiv(pixels, ROWS), channels, dtype=torch.float32)
    _sum_up[_tiles(x)](x, gradient, scale, shift, first, second, pixels, channels, backward, activation, ROWS, LANES)
    return first, second


def _tiles(x: Tensor) -> tuple[int, int, int]:
    pictures, pixels, channels = x.shape
    return pictures, triton.cdiv(pixels, ROWS), triton.cdiv(channels, LANES)


def trial() -> None:
    """Runs the kernels once. Raises whatever error keeps them from being built here."""
    x = torch.zeros(1, 2, 2, device="cuda")
    GroupNorm.apply(x, 1, x[0, 0], x[0, 0], 1e-5, "silu")
