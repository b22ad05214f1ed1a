"""Whether a mesh's UVs give each part of its surface a place in the texture. NumPy alone: Blender asks too."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

LEFT_OUT = 0.01  # share of the surface that may have no place
POINT = 1e-6  # size in the square below which a triangle has none


def leave_out(uvs: NDArray[np.float32], areas: NDArray[np.float32]) -> bool:
    """True if UVs (F, 3, 2) put more than a hundredth of the surface onto single points.

    `areas` (F,) are those of the triangles in the scene, in any unit.
    """
    return bool(areas[np.ptp(uvs, axis=1).max(1) < POINT].sum() > LEFT_OUT * areas.sum())
