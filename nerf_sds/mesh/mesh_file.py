"""Reads the mesh files that people choose, as various programs write them. trimesh parses them after these checks."""

from __future__ import annotations

import io
import re
import struct
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from ..disk import files
from ..jobs.start_mesh import FORMATS, LARGEST_FILE

if TYPE_CHECKING:
    import trimesh

Numbers = NDArray[np.floating]
Indices = NDArray[np.integer]

Y_UP = (".obj", ".glb", ".gltf")
_BOM = b"\xef\xbb\xbf"
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_FACE_OF_0 = re.compile(rb"^[ \t]*f[ \t](?:[^\n#]*[ \t])?[+-]?0+(?=[/\s]|\Z)", re.MULTILINE)
_STL_HEADER = 84  # bytes
_STL_TRIANGLE = 50  # bytes


def read(path: Path) -> tuple[Numbers, Indices]:
    """Reads vertices (V, 3) float64 and faces (F, 3) int64, Z up.

    Raises ValueError with one line that says what is wrong.
    """
    vertices, faces, _ = read_with_uvs(path)
    return vertices, faces


def read_with_uvs(path: Path) -> tuple[Numbers, Indices, Numbers | None]:
    """Reads vertices (V, 3) float64, faces (F, 3) int64, Z up, and the UVs (F, 3, 2) of the corners, if there are any.

    Raises ValueError with one line that says what is wrong.
    """
    form = path.suffix.lower()
    try:
        data = files.read(path, LARGEST_FILE, follow=True)
        mesh = _mesh(path, form, data)
        vertices, faces = np.asarray(mesh.vertices, np.float64), np.asarray(mesh.faces, np.int64)
        check(vertices, faces)
        found = getattr(mesh.visual, "uv", None)
        uvs = None if found is None or len(found) != len(vertices) else np.asarray(found, np.float64)[faces]
    except Exception as error:  # trimesh's readers may raise anything
        reason = _reason(error)
        raise ValueError(f"The mesh {path} cannot be used: {reason}. Choose another one") from error
    if form in Y_UP:
        x, y, z = vertices.T
        vertices = np.stack([x, -z, y], axis=1)
    return vertices, faces, uvs


def _reason(error: Exception) -> str:
    """Returns in one line what is wrong with a file, as far as its reader knows."""
    text = " ".join(str(error).split())
    if isinstance(error, (IndexError, KeyError, TypeError, AttributeError)):
        return f"it refers to a part that is not there ({text})"
    if isinstance(error, ValueError) and "unmatched data" in text:
        return "it has a line whose numbers cannot be read"
    return text or type(error).__name__


def check(vertices: Numbers, faces: Indices) -> None:
    """Raises ValueError unless these are triangles of finite points, between a micrometre and 1,000 km in extent."""
    if not faces.size:
        raise ValueError("it has no faces")
    if vertices.dtype.kind != "f" or vertices.ndim != 2 or vertices.shape[1] != 3:
        raise ValueError("its vertices are not points")
    if faces.dtype.kind not in "iu" or faces.ndim != 2 or faces.shape[1] != 3:
        raise ValueError("its faces are not triangles")
    if faces.min() < 0 or faces.max() >= len(vertices):
        raise ValueError("a triangle names a vertex that is not there")
    used = vertices[np.unique(faces)]
    if broken := int((~np.isfinite(used)).any(axis=1).sum()):
        raise ValueError(f"{broken} of its {len(used)} vertices are not finite points: repair the mesh")
    if not 1e-6 < np.ptp(used.astype(np.float64), axis=0).max() < 1e6:
        raise ValueError("it is smaller than a micrometre or larger than a thousand kilometres")


def centred(vertices: Numbers, faces: Indices) -> tuple[Numbers, Indices]:
    """Centres the mesh at the origin, drops unused vertices and merges equal ones.

    The centre is subtracted in float64, because float32 far from the origin would lose the shape.
    """
    import trimesh

    wide = vertices.astype(np.float64)
    used = wide[np.unique(faces)]
    mesh = trimesh.Trimesh(wide - (used.min(0) + used.max(0)) / 2, faces, process=False)
    mesh.remove_unreferenced_vertices()
    mesh.merge_vertices()
    return np.asarray(mesh.vertices), np.asarray(mesh.faces)


def _mesh(path: Path, form: str, data: bytes) -> trimesh.Trimesh:
    import trimesh

    from . import gltf_file

    resolver = None
    if data.startswith(_UTF_16):
        raise ValueError("it is in UTF-16: save it as UTF-8")
    match form:
        case ".obj":
            data = _checked_obj(data.removeprefix(_BOM))
        case ".stl":
            data = _checked_stl(data.removeprefix(_BOM))
        case ".ply":
            data = data.removeprefix(_BOM)
        case ".glb" | ".gltf":
            form = ".gltf"
            data, resolver = gltf_file.plain(path, data)
        case _:
            raise ValueError(f"it is of no known format: choose a file that ends in {', '.join(FORMATS)}")
    return trimesh.load_mesh(
        io.BytesIO(data), file_type=form[1:], resolver=resolver, skip_materials=form != ".gltf", process=False
    )


def _checked_obj(data: bytes) -> bytes:
    if _FACE_OF_0.search(data):
        raise ValueError("a face names vertex 0, and an OBJ counts from 1: export it anew")
    return data


def _checked_stl(data: bytes) -> bytes:
    """Returns the data. Raises ValueError if the end of the file is missing."""
    if data.lstrip()[:5].lower() == b"solid" and b"facet" in data[:2000]:
        if not re.search(rb"endsolid[^\n]*\s*\Z", data, re.IGNORECASE):
            raise ValueError("it is cut off: its last line is missing")
        return data
    if len(data) >= _STL_HEADER:
        (promised,) = struct.unpack_from("<I", data, _STL_HEADER - 4)
        there = (len(data) - _STL_HEADER) // _STL_TRIANGLE
        if there < promised:
            raise ValueError(f"it is cut off: {there} of its {promised} triangles are there")
    return data
