"""Reads a mesh for texturing: one of a file, whose UVs are kept if they can hold a texture, or that of a job."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from ..config import Request, Schedule, preset_of
from ..jobs import start_mesh
from ..mesh import initial_shape, mesh_file
from ..mesh.extraction import Floats, Ints, Mesh
from ..mesh.rasterizer import rasterise
from ..mesh.texture import TexturedMesh, cover, texel_corners
from ..uv.places import leave_out
from ..uv.unwrapping import unwrap

GREY = 128  # sRGB, of a mesh without a texture
MOST_FACES = 500_000  # triangles
COMPARED = 1024  # pixels per side of the picture in which overlaps are looked for
OVERLAP = 0.01  # share of the covered pixels that may be covered twice
SMALLEST = 0.02  # share of the square that UVs must cover


def read(path: Path, size: int) -> tuple[TexturedMesh, bool]:
    """Reads a mesh with a grey texture, `size` texels per side. Also returns True if its own UVs are kept.

    Raises ValueError with one line if it cannot be used.
    """
    vertices, faces, uvs = mesh_file.read_with_uvs(path)
    if len(faces) > MOST_FACES:
        raise ValueError(f"The mesh {path} has {len(faces):,} triangles: simplify it to {MOST_FACES:,}")
    mesh = Mesh(vertices.astype(np.float32), faces.astype(np.int32), 1.0, np.zeros(3, np.float32))
    if uvs is not None and are_usable(own := uvs.astype(np.float32), mesh):
        return TexturedMesh(mesh, own, grey(size)), True
    return TexturedMesh(mesh, unwrap(*joined(mesh), size), grey(size)), False


def joined(mesh: Mesh) -> tuple[Floats, Ints]:
    """Returns vertices (V, 3) and faces (F, 3) of a mesh whose vertices at one place have become one.

    Files split vertices, STL all of them. The second side of cloth or a leaf keeps vertices of its own.
    """
    points, same = np.unique(mesh.vertices, axis=0, return_inverse=True)
    faces = same.reshape(-1)[mesh.faces].astype(np.int32)
    is_second = np.ones(len(faces), bool)
    is_second[np.unique(np.sort(faces, axis=1), axis=0, return_index=True)[1]] = False
    faces[is_second] += len(points)
    return np.concatenate([points, points]), faces


def picture(path: Path, size: int) -> NDArray[np.uint8]:
    """Reads a picture as (size, size, 3). Raises ValueError with one line if it cannot be read."""
    try:
        with Image.open(path) as found:
            return np.asarray(found.convert("RGB").resize((size, size)))
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise ValueError(f"The picture {path} cannot be read: choose a PNG") from error


def of_job(folder: Path, request: Request) -> tuple[TexturedMesh, Floats | None]:
    """Reads the mesh of a job that draws a texture alone: the start.npz of its folder, which also holds uvs (F, 3, 2).

    If it holds albedo (S, S, 3) and kept (F, 3) too, these are the mesh's texture and how far each corner keeps it.
    Then also returns what to keep, (S, S) in 0..1; else the texture is grey. Raises ValueError with one line if the
    mesh cannot be used.
    """
    start = initial_shape.arrays(start_mesh.read(folder, request))
    vertices, faces, uvs = start["vertices"], start["faces"], start.get("uvs")
    if uvs is None or uvs.dtype.kind != "f" or uvs.shape != (len(faces), 3, 2) or not np.isfinite(uvs).all():
        raise ValueError(f"{start_mesh.START} in {folder} holds no UVs for its triangles: texture the mesh anew")
    mesh = Mesh(vertices.astype(np.float32), faces.astype(np.int32), 1.0, np.zeros(3, np.float32))
    uvs, albedo, kept = uvs.astype(np.float32).clip(0, 1), start.get("albedo"), start.get("kept")
    if albedo is None or kept is None:
        return TexturedMesh(mesh, uvs, grey(preset_of(request, Schedule).texture_size)), None
    side = albedo.shape[:1]
    if not albedo.size or albedo.shape != (*side, *side, 3) or albedo.dtype != np.uint8 or kept.shape != faces.shape:
        raise ValueError(f"{start_mesh.START} in {folder} holds no texture to keep: texture the mesh anew")
    size = len(albedo)
    texels, keep = cover(texel_corners(uvs, size), size), np.zeros((size, size), np.float32)
    keep[texels.rows, texels.columns] = texels.interpolate(kept[..., None].astype(np.float32))[:, 0].clip(0, 1)
    return TexturedMesh(mesh, uvs, albedo), keep


def grey(size: int) -> np.ndarray:
    """Returns a grey texture (size, size, 3)."""
    return np.full((size, size, 3), GREY, np.uint8)


def are_usable(uvs: Floats, mesh: Mesh) -> bool:
    """True if a mesh's UVs (F, 3, 2) lie in 0..1, do not overlap, use some of the square, and leave no part out."""
    if not np.isfinite(uvs).all() or uvs.min() < -1e-4 or uvs.max() > 1 + 1e-4:
        return False
    areas = doubled_areas(mesh.vertices[mesh.faces])
    if leave_out(uvs, areas):
        return False
    if doubled_areas(np.pad(uvs, ((0, 0), (0, 0), (0, 1)))).sum() / 2 > 1 + 2 * OVERLAP:
        return False  # before each of the many layers is drawn
    covered = rasterise(texel_corners(uvs, COMPARED), COMPARED, COMPARED)
    different = len(np.flatnonzero(np.bincount(covered.rows * COMPARED + covered.columns)))
    return different > SMALLEST * COMPARED**2 and len(covered.rows) - different < OVERLAP * different


def doubled_areas(triangles: Floats) -> Floats:
    """Returns twice the areas (F,) of triangles (F, 3, 3)."""
    a, b, c = triangles.transpose(1, 0, 2)
    return np.linalg.norm(np.cross(b - a, c - a), axis=1)
