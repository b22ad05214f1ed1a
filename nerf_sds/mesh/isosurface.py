"""Marching cubes from PyMCubes, or from scikit-image on Python 3.13 or later, for which PyMCubes has no wheel."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

try:
    import mcubes
except ImportError:
    mcubes = None


def isosurface(values: NDArray[np.float32], level: float) -> tuple[NDArray, NDArray]:
    """Returns the isosurface of a grid (X, Y, Z): vertices (V, 3) in cells of the grid, and faces (F, 3).

    Faces are counter-clockwise seen from the side with lower values. The grid must have values on both sides of the
    level.
    """
    if mcubes:
        return mcubes.marching_cubes(values, level)
    from skimage.measure import marching_cubes

    vertices, faces, _, _ = marching_cubes(values, level, gradient_direction="ascent")
    return vertices, faces
