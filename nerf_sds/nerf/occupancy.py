"""Which cells of space hold anything, so that empty space costs nothing."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn.functional import max_pool3d

from .field import activate_density

EMPTY_BELOW = 0.1  # 1 / m: a ray through the whole ball loses less than a fifth of its light to such cells


@torch.no_grad()
def occupied_cells(volume: Tensor) -> Tensor:
    """(R, R, R, C) -> (R / 2, R / 2, R / 2) bool: a grid point in the cell or beside it is not next to empty."""
    density = activate_density(volume[None, None, ..., 0])
    return max_pool3d(density, 4, stride=2, padding=1)[0, 0] > EMPTY_BELOW


def is_occupied(cells: Tensor, points: Tensor) -> Tensor:
    """(R / 2, R / 2, R / 2) at (N, 3) points in -1..1 -> (N,) bool."""
    size = cells.shape[0]
    x, y, z = ((points.T + 1) * ((2 * size - 1) / 4)).long().clamp_(0, size - 1)
    return cells.view(-1)[(z * size + y) * size + x]
