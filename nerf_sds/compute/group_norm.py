"""Group normalisation together with what follows it, in the channels-last layout."""

from __future__ import annotations

from torch import Tensor, nn
from torch.nn.functional import group_norm

from .device import kernels_of

FUSED = {nn.SiLU: "silu", nn.GELU: "gelu"}  # activations that the kernel can fuse


def normalised(
    norm: nn.GroupNorm, x: Tensor, activation: nn.Module | None, scale_and_shift: Tensor | None = None
) -> Tensor:
    """Applies group normalisation, then scale and shift if given, then the activation if given, to x (N, C, ...).

    `scale_and_shift` (N, 2 C) multiplies by 1 + scale and adds shift. Returns the shape of x.
    """
    weight, bias = norm.weight, norm.bias
    if scale_and_shift is not None:
        scale, shift = scale_and_shift.chunk(2, 1)
        weight, bias = weight * (1 + scale), bias * (1 + scale) + shift
    kernels = kernels_of("compute.group_norm_kernels") if x.is_cuda else None
    if kernels is None:
        out = group_norm(x, norm.num_groups, eps=norm.eps)
        shape = (-1, x.shape[1], *[1] * (x.dim() - 2))
        out = out * weight.view(shape) + bias.view(shape)
        return out if activation is None else activation(out)
    rows = x.movedim(1, -1)
    flat, fused = rows.flatten(1, -2).contiguous(), FUSED.get(type(activation), "")
    out = kernels.GroupNorm.apply(flat, norm.num_groups, weight, bias, norm.eps, fused).view(rows.shape).movedim(-1, 1)
    return out if activation is None or fused else activation(out)
