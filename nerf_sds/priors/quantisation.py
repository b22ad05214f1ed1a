"""Weights as 8-bit integers with one scale per row of a matrix or kernel. Vectors stay in half precision."""

from __future__ import annotations

from collections.abc import Container

import torch
from torch import Tensor

SCALE = ".scale"  # suffix of a tensor's name: the factors of its rows of 8-bit integers


def quantise(weights: dict[str, Tensor], spared: Container[str] = ()) -> dict[str, Tensor]:
    """Stores tensors of two or more dimensions as int8 with a float16 scale per row, all others as float16.

    `spared` are the names of tensors that become float16 in any case.
    """
    stored = {}
    for name, tensor in weights.items():
        if tensor.ndim >= 2 and name not in spared:
            scale = (tensor.float().abs().flatten(1).amax(1) / 127).half()
            steps = tensor.float() / _along_rows(scale, tensor)
            stored[name] = steps.nan_to_num().round().clamp(-127, 127).to(torch.int8)
            stored[name + SCALE] = scale
        else:
            stored[name] = tensor.half()
    return stored


def dequantise(stored: dict[str, Tensor]) -> dict[str, Tensor]:
    """Returns the stored tensors as float32, with the integers multiplied by their rows' scales."""
    return {
        name: tensor.float() * _along_rows(stored[name + SCALE], tensor)
        if tensor.dtype == torch.int8
        else tensor.float()
        for name, tensor in stored.items()
        if not name.endswith(SCALE)
    }


def _along_rows(scale: Tensor, tensor: Tensor) -> Tensor:
    return scale.float().view(-1, *[1] * (tensor.ndim - 1))
