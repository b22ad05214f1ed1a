"""Converts the contents of a scene to arrays: one triangle mesh with a colour at each vertex."""

from __future__ import annotations

from dataclasses import dataclass

import bpy
import numpy as np

from .. import toybox
from ..srgb import to_srgb
from .base_colours import UNPAINTED, baked, numbers, plain_colour
from .joined_mesh import corner_vertices, joined, kept, material_numbers, positions, reduced, refine

MOST = 14_000  # most triangles of a mesh
FINEST = 2 * toybox.RADIUS / 50  # metres; shorter edges are not cut to carry varying colours
THIN = 1e-9  # square metres; a triangle whose doubled area is not larger is dropped
SAME = 1 / 64  # UV units; the corners of a vertex are merged if their UVs round to the same multiple


@dataclass(frozen=True)
class ColouredMesh:
    """A triangle mesh with vertex colours.

    `vertices` is (V, 3) in metres. `faces` is int32 (F, 3), counter-clockwise seen from outside. `colours` is uint8 (V,
    3) sRGB.
    """

    vertices: np.ndarray
    faces: np.ndarray
    colours: np.ndarray


def coloured_mesh(scene: bpy.types.Scene) -> ColouredMesh:
    """Returns what the scene shows as one mesh with the materials' base colours, at most MOST triangles.

    The vertices are in the scene's axes. Raises ValueError with one line if the scene has no faces, cannot be reduced
    to MOST triangles, or lacks an image.
    """
    mesh = joined(scene)
    try:
        plain = [plain_colour(material) for material in mesh.materials]
        varied = {i for i, colour in enumerate(plain) if colour is None}
        if len(mesh.polygons) > MOST:
            mesh = reduced(mesh, MOST // 2 if varied else MOST)  # `refine` adds the other half, for the colours
        if not 0 < len(mesh.polygons) <= MOST:
            raise ValueError(f"it has {len(mesh.polygons)} triangles, not 1 to {MOST}: simplify it")
        if varied:
            refine(mesh, varied, FINEST, MOST)
        numbered = material_numbers(mesh).repeat(3)
        colours = np.array([colour or UNPAINTED for colour in plain])[numbered]
        if varied:
            those = np.isin(numbered, list(varied))
            colours[those] = baked(mesh)[those]
        return _welded(mesh, numbered, colours)
    finally:
        bpy.data.meshes.remove(mesh)


def _welded(mesh: bpy.types.Mesh, materials: np.ndarray, colours: np.ndarray) -> ColouredMesh:
    """Merges the corners with equal vertex, material and UV. A merged vertex gets the mean of their colours.

    `materials` (C,) are the material numbers and `colours` (C, 3) the linear colours of the corners.
    """
    vertices = corner_vertices(mesh)
    key = np.column_stack([vertices, materials, np.round(numbers(mesh.attributes[kept("UV")]) / SAME)])
    _, first, corners = np.unique(key, axis=0, return_index=True, return_inverse=True)
    corners = corners.ravel()
    sums = np.stack([np.bincount(corners, channel) for channel in colours.T], axis=1)
    mean = sums / np.bincount(corners)[:, None]
    points, faces = positions(mesh)[vertices[first]], corners.reshape(-1, 3).astype(np.int32)
    edges = np.diff(points[faces], axis=1)
    kept_faces = faces[np.linalg.norm(np.cross(edges[:, 0], edges[:, 1]), axis=1) > THIN]
    return ColouredMesh(points, kept_faces, np.round(255 * to_srgb(mean)).astype(np.uint8))
