"""A mesh as initial shape. `python -m nerf_sds.mesh.initial_shape FILE OUT` converts a mesh file to start.npz.

start.npz holds vertices (V, 3) float32 in metres, Z up and the front to -Y, and faces (F, 3) int32. The file may come
from a stranger.
"""

from __future__ import annotations

import io
import json
import sys
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from ..config import Request
from ..disk import files
from ..jobs import start_mesh
from . import mesh_file, voxels

if TYPE_CHECKING:
    from .extraction import Floats, Ints

REACH = 0.9  # metres of the field from its centre to the farthest vertex; leaves room to grow
RESOLUTION = 128  # points per side of the grid that tells inside from outside


@dataclass(frozen=True)
class InitialShape:
    """A start mesh in the field's coordinates, with the centre of its bounding box at the origin."""

    vertices: Floats  # (V, 3), metres of the field
    faces: Ints  # (F, 3)

    @property
    def reach(self) -> float:
        """Half of the largest dimension, in metres of the field."""
        return float(np.abs(self.vertices).max())

    @cached_property
    def depth(self) -> Floats:
        """Depth in metres into the shape, negative outside: (R, R, R), axes z, y, x, over the cube -1..1.

        Cells that cannot be reached from outside are inside, so parts may overlap and faces may look either way. An
        open surface becomes a thin sheet.
        """
        from scipy import ndimage

        cell = 2 / (RESOLUTION - 1)
        sheet = voxels.of_surface((self.vertices[self.faces] + 1) / cell, RESOLUTION)
        region, _ = ndimage.label(~sheet)
        inside = region != region[0, 0, 0]
        inward = ndimage.distance_transform_edt(inside) - 1
        return np.where(inside, inward, -ndimage.distance_transform_edt(~inside)).astype(np.float32) * np.float32(cell)


def read(folder: Path, request: Request) -> InitialShape | None:
    """Reads the start mesh of a request from its job folder. Returns None if the request has none.

    Raises ValueError with one line if the mesh cannot be used.
    """
    data = start_mesh.read(folder, request)
    if not data:
        return None
    start = arrays(data)
    vertices, faces = mesh_file.centred(start["vertices"], start["faces"])
    vertices *= REACH / np.linalg.norm(vertices, axis=1).max()
    return InitialShape(vertices.astype(np.float32), faces.astype(np.int32))


def arrays(data: bytes) -> dict[str, NDArray]:
    """Returns the arrays of a start.npz by name. Raises ValueError with one line if its mesh cannot be used."""
    try:
        with np.load(start_mesh.archive(data), allow_pickle=False) as found:
            start = dict(found)
        mesh_file.check(start["vertices"], start["faces"])
    except Exception as error:  # NumPy's reader may raise anything
        raise ValueError(f"The mesh to start from cannot be used: {error}. Choose another one") from error
    return start


def npz(vertices: Floats, faces: Ints) -> bytes:
    """Encodes vertices (V, 3) float32 and faces (F, 3) int32 as the content of start.npz."""
    buffer = io.BytesIO()
    np.savez(buffer, vertices=vertices, faces=faces)
    return buffer.getvalue()


def main(arguments: list[str]) -> int:
    """Writes the start.npz of a mesh file and prints its extents X, Y and Z in metres as JSON.

    Returns the exit code.
    """
    path, out = map(Path, arguments)
    try:
        vertices, faces = mesh_file.centred(*mesh_file.read(path))
    except ValueError as error:
        print(error, file=sys.stderr)
        return 1
    files.write(out, npz(vertices.astype(np.float32), faces.astype(np.int32)))
    print(json.dumps(np.ptp(vertices, axis=0).tolist()))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
