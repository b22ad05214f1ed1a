"""From a mesh to its UVs."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import fft

from ..compute.threads import cores
from .charts import flattened
from .packing import pack
from .surface import surface

THIN = 1e-6  # twice the area of a triangle, as a share of its longest side squared, below which it is none


def unwrap(vertices: NDArray[np.float32], faces: NDArray[np.int32], texture_size: int) -> NDArray[np.float32]:
    """Returns UVs (F, 3, 2) in 0..1 without overlap, one per corner. Islands are at least 4 texels apart.

    `vertices` are (V, 3) in any unit, `faces` (F, 3). No island is mirrored. Raises ValueError with one line if there
    are too many loose parts. A triangle without area has all its corners at 0, 0.
    """
    points = vertices / np.float32(max(np.ptp(vertices), 1e-30))
    wide = np.flatnonzero(_are_wide(points[faces].astype(np.float64)))
    if not len(wide):
        raise ValueError("The mesh has no faces with an area")
    flat = flattened(surface(points, faces[wide]))
    uvs = np.zeros((len(faces), 3, 2), np.float32)
    with fft.set_workers(cores()):
        uvs[wide[flat.faces]] = pack(flat, texture_size)[flat.corners]
    return uvs


def _are_wide(corners: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Returns which triangles (F, 3, 3) have an area: others cannot be flattened."""
    sides = corners - np.roll(corners, 1, axis=1)
    doubled = np.linalg.norm(np.cross(sides[:, 0], sides[:, 1]), axis=1)
    return doubled > THIN * (sides**2).sum(2).max(1)
