"""Weights as 8-bit integers, each row of a matrix or kernel with a scale of its own; vectors stay in half precision."""

from __future__ import annotations

from collections.abc import Container

import torch
from torch import Tensor

SCALE = ".scale"  # after a tensor's name: what each of its rows of 8-bit integers is multiplied by


def quantise(weights: dict[str, Tensor], spared: Container[str] = ()) -> dict[str, Tensor]:
    """Tensors of two or more dimensions as int8 with a float16 scale a row; the others and `spared` as float16."""
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
    """The stored tensors in float32, integers multiplied by the scales of their rows."""
    return {
        name: tensor.float() * _along_rows(stored[name + SCALE], tensor)
        if tensor.dtype == torch.int8
        else tensor.float()
        for name, tensor in stored.items()
        if not name.endswith(SCALE)
    }


def _along_rows(scale: Tensor, tensor: Tensor) -> Tensor:
    return scale.float().view(-1, *[1] * (tensor.ndim - 1))
