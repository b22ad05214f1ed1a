"""A mesh as initial shape. `python -m nerf_sds.mesh.initial_shape FILE OUT` makes start.npz of a mesh's file.

start.npz holds vertices (V, 3) float32, metres, Z up and the front to -Y, and faces (F, 3) int32. It may come from a
stranger.
"""

from __future__ import annotations

import io
import json
import sys
import zipfile
import zlib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from scipy import ndimage

from ..config import Request
from ..disk import files
from ..jobs import start_mesh
from . import mesh_file, voxels
from .extraction import Floats, Ints

REACH = 0.9  # metres of the field, from its middle to the farthest vertex: there is room to grow
RESOLUTION = 128  # cells a side of the grid in which it is found out what is inside
# What zipfile and numpy raise for files that are not what they say.
_DAMAGE = (ValueError, KeyError, EOFError, OSError, RuntimeError, zipfile.BadZipFile, zlib.error)


@dataclass(frozen=True)
class InitialShape:
    """The mesh where it lies in the field: the middle of its extents at the origin."""

    vertices: Floats  # (V, 3), metres of the field
    faces: Ints  # (F, 3)

    @property
    def reach(self) -> float:
        """Half of its largest dimension, metres of the field."""
        return float(np.abs(self.vertices).max())

    @cached_property
    def depth(self) -> Floats:
        """(R, R, R), axes z, y, x, over the cube -1..1: metres into the shape, less than 0 outside of it.

        Inside is what cannot be reached from outside. So parts may overlap and faces look anywhere, and of an open
        surface the sheet itself is left.
        """
        cell = 2 / (RESOLUTION - 1)
        sheet = voxels.of_surface((self.vertices[self.faces] + 1) / cell, RESOLUTION)
        region, _ = ndimage.label(~sheet)
        inside = region != region[0, 0, 0]
        inward = ndimage.distance_transform_edt(inside) - 1
        return np.where(inside, inward, -ndimage.distance_transform_edt(~inside)).astype(np.float32) * np.float32(cell)


def read(folder: Path, request: Request) -> InitialShape | None:
    """What the request starts from, from its job folder; None for nothing. Raises ValueError with one line."""
    data = start_mesh.read(folder, request)
    if not data:
        return None
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > start_mesh.LARGEST_START:
                raise ValueError("it is too large")
        with np.load(io.BytesIO(data), allow_pickle=False) as arrays:
            vertices, faces = arrays["vertices"], arrays["faces"]
        mesh_file.check(vertices, faces)
    except _DAMAGE as error:
        raise ValueError(f"The mesh to start from cannot be used: {error}. Choose another one") from error
    vertices, faces = mesh_file.centred(vertices, faces)
    vertices *= REACH / np.linalg.norm(vertices, axis=1).max()
    return InitialShape(vertices.astype(np.float32), faces.astype(np.int32))


def npz(vertices: Floats, faces: Ints) -> bytes:
    """start.npz."""
    buffer = io.BytesIO()
    np.savez(buffer, vertices=vertices, faces=faces)
    return buffer.getvalue()


def main(arguments: list[str]) -> int:
    """Writes the npz of a mesh's file and prints its extents X, Y and Z in metres, as JSON."""
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
