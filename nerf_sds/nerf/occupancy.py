"""Marks the cells of space that are not empty, so that rendering skips the others."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn.functional import max_pool3d

from .field import activate_density

EMPTY_BELOW = 0.1  # 1 / m: less than a fifth of the light is lost on a path of 2 m through such cells


@torch.no_grad()
def occupied_cells(volume: Tensor) -> Tensor:
    """Returns the mask (R / 2, R / 2, R / 2) of occupied cells in a volume (R, R, R, C).

    A cell is occupied if the density exceeds EMPTY_BELOW at a grid point in it or right beside it.
    """
    density = activate_density(volume[None, None, ..., 0])
    return max_pool3d(density, 4, stride=2, padding=1)[0, 0] > EMPTY_BELOW


def is_occupied(cells: Tensor, points: Tensor) -> Tensor:
    """Returns (N,) bool: whether points (N, 3) in -1..1 lie in occupied cells (R / 2, R / 2, R / 2)."""
    size = cells.shape[0]
    x, y, z = ((points.T + 1) * ((2 * size - 1) / 4)).long().clamp_(0, size - 1)
    return cells.view(-1)[(z * size + y) * size + x]
