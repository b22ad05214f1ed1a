"""From a mesh to its UVs."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import fft

from ..compute.threads import cores
from .charts import flattened
from .packing import pack
from .surface import surface


def unwrap(vertices: NDArray[np.float32], faces: NDArray[np.int32], texture_size: int) -> NDArray[np.float32]:
    """Returns UVs (F, 3, 2) in 0..1 without overlap, one per corner. Islands are at least 4 texels apart.

    `vertices` are (V, 3) in any unit, `faces` (F, 3). No island is mirrored. Raises ValueError with one line if there
    are too many loose parts.
    """
    whole = surface(vertices / np.float32(max(np.ptp(vertices), 1e-30)), faces)
    flat = flattened(whole)
    uvs = np.empty((len(faces), 3, 2), np.float32)
    with fft.set_workers(cores()):
        uvs[flat.faces] = pack(flat, texture_size)[flat.corners]
    return uvs
