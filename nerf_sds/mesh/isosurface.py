"""Marching cubes: PyMCubes, or scikit-image where that has no wheel, from Python 3.13 on."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

try:
    import mcubes
except ImportError:
    mcubes = None


def isosurface(values: NDArray[np.float32], level: float) -> tuple[NDArray, NDArray]:
    """Where a grid (X, Y, Z) passes through the level: vertices (V, 3) in cells of the grid, and faces (F, 3).

    The faces are counter-clockwise seen from where the values are lower. There are values on both sides of the level.
    """
    if mcubes:
        return mcubes.marching_cubes(values, level)
    from skimage.measure import marching_cubes

    vertices, faces, _, _ = marching_cubes(values, level, gradient_direction="ascent")
    return vertices, faces
