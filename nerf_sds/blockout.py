"""A mesh as the initial shape of a field. `python -m nerf_sds.blockout FILE OUT` makes start.npz of a mesh's file.

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
import trimesh
from numpy.typing import NDArray
from scipy import ndimage

from . import files, jobs
from .config import Request
from .mesh import Floats, Ints

REACH = 0.9  # metres of the field, from its middle to the farthest vertex: there is room to grow
RESOLUTION = 128  # cells a side of the grid in which it is found out what is inside
SLAB = 1 << 16  # triangles at a time
Y_UP = (".obj", ".glb", ".gltf")  # formats
# What zipfile and numpy raise for files that are not what they say.
_DAMAGE = (ValueError, KeyError, EOFError, OSError, RuntimeError, zipfile.BadZipFile, zlib.error)


@dataclass(frozen=True)
class Blockout:
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
        sheet = np.zeros((RESOLUTION,) * 3, bool)
        stack = _slabs(self.vertices[self.faces])
        while stack:
            small, halves = _halved(stack.pop(), cell / 2)  # so that no path between neighbours leads through the sheet
            x, y, z = np.round((small.reshape(-1, 3).T + 1) / cell).astype(int)
            sheet[z, y, x] = True
            stack += halves
        region, _ = ndimage.label(~sheet)
        inside = region != region[0, 0, 0]
        inward = ndimage.distance_transform_edt(inside) - 1
        return np.where(inside, inward, -ndimage.distance_transform_edt(~inside)).astype(np.float32) * np.float32(cell)


def read(folder: Path, request: Request) -> Blockout | None:
    """What the request starts from, from its job folder; None for nothing. Raises ValueError with one line."""
    data = jobs.read_start(folder, request)
    if not data:
        return None
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > jobs.LARGEST_START:
                raise ValueError("it is too large")
        with np.load(io.BytesIO(data), allow_pickle=False) as arrays:
            vertices, faces = arrays["vertices"], arrays["faces"]
        check(vertices, faces)
    except _DAMAGE as error:
        raise ValueError(f"The mesh to start from cannot be used: {error}. Choose another one") from error
    low, high = vertices.min(0), vertices.max(0)
    centred = vertices.astype(np.float64) - (low.astype(np.float64) + high) / 2
    centred *= REACH / np.linalg.norm(centred, axis=1).max()
    return Blockout(centred.astype(np.float32), faces.astype(np.int32))


def check(vertices: NDArray, faces: NDArray) -> None:
    """Raises ValueError when they are no mesh that has an extent."""
    if not len(faces):
        raise ValueError("it has no faces")
    if vertices.dtype.kind != "f" or vertices.ndim != 2 or vertices.shape[1] != 3 or not np.isfinite(vertices).all():
        raise ValueError("its vertices are not finite points")
    if faces.dtype.kind not in "iu" or faces.shape != (len(faces), 3):
        raise ValueError("its faces are not triangles")
    if faces.min() < 0 or faces.max() >= len(vertices):
        raise ValueError("a triangle names a vertex that is not there")
    if not 1e-6 < np.ptp(vertices, axis=0).max() < 1e6:
        raise ValueError("it is smaller than a micrometre or larger than a thousand kilometres")


def _slabs(triangles: Floats) -> list[Floats]:
    return [triangles[first : first + SLAB] for first in range(0, len(triangles), SLAB)]


def _halved(triangles: Floats, longest: float) -> tuple[Floats, list[Floats]]:
    """(N, 3, 3): those without an edge longer than that, and the two halves of the others, if there are any."""
    edges = np.linalg.norm(np.roll(triangles, -1, axis=1) - triangles, axis=2)  # (N, 3), from each corner to the next
    large = edges.max(1) > longest
    if not large.any():
        return triangles, []
    corners = (edges[large].argmax(1)[:, None] + [0, 1, 2]) % 3
    a, b, c = np.moveaxis(np.take_along_axis(triangles[large], corners[..., None], axis=1), 1, 0)
    middle = (a + b) / 2
    return triangles[~large], [np.stack([a, middle, c], 1), np.stack([middle, b, c], 1)]


def load(path: Path) -> tuple[Floats, Ints]:
    """The mesh of a file, Z up. Raises ValueError with one line."""
    try:
        mesh = trimesh.load_mesh(path, skip_materials=True)
        vertices, faces = mesh.vertices.astype(np.float32), mesh.faces.astype(np.int32)
        check(vertices, faces)
    except Exception as error:  # whatever trimesh's readers stumble over
        reason = " ".join(str(error).split()) or type(error).__name__
        raise ValueError(f"The mesh {path} cannot be used: {reason}. Choose another one") from error
    if path.suffix.lower() in Y_UP:
        x, y, z = vertices.T
        vertices = np.stack([x, -z, y], axis=1)
    return vertices, faces


def npz(vertices: Floats, faces: Ints) -> bytes:
    """start.npz."""
    buffer = io.BytesIO()
    np.savez(buffer, vertices=vertices, faces=faces)
    return buffer.getvalue()


def main(arguments: list[str]) -> int:
    """Writes the npz of a mesh's file and prints its extents X, Y and Z in metres, as JSON."""
    path, out = map(Path, arguments)
    try:
        vertices, faces = load(path)
    except ValueError as error:
        print(error, file=sys.stderr)
        return 1
    files.write(out, npz(vertices, faces))
    print(json.dumps(np.ptp(vertices, axis=0).tolist()))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
