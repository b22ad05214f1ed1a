"""Measures whether a mesh is closed and clean and whether its texture map is used well."""

from __future__ import annotations

from typing import Any

import numpy as np
import trimesh
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from ..mesh.rasterizer import rasterise
from ..mesh.texture import TexturedMesh, texel_corners

SPREAD = (10, 90)  # percentiles of the texel density whose ratio is its spread
OVERLAP = 2  # faces over one texel from which on it counts as overlapping


def examine(textured: TexturedMesh) -> dict[str, Any]:
    """Returns facts about the mesh and its texture map, ready for JSON.

    "genus" is None if the mesh is not watertight. The functions below explain the others.
    """
    vertices, faces = textured.mesh.vertices, textured.mesh.faces
    mesh = trimesh.Trimesh(vertices, faces, process=False)
    components = len(trimesh.graph.connected_components(mesh.face_adjacency, nodes=np.arange(len(faces))))
    used, overlapping = uv_use(textured.uvs, len(textured.albedo))
    density, spread = texel_density(textured)
    return {
        "watertight": bool(mesh.is_watertight and mesh.is_winding_consistent),
        "components": components,
        "genus": components - mesh.euler_number // 2 if mesh.is_watertight else None,
        "faces": len(faces),
        "self_intersecting_faces": self_intersections(vertices, faces),
        "uv_use": used,
        "uv_overlap": overlapping,
        "texels_per_metre": density,
        "texel_spread": spread,
        "texture_holes": texture_holes(textured),
    }


def self_intersections(vertices: NDArray, faces: NDArray) -> int:
    """Returns the number of faces that pass through another face.

    `vertices` is (V, 3), `faces` is (F, 3). Faces that share a corner and coplanar faces do not count.
    """
    corners = (vertices / np.ptp(vertices))[faces].astype(np.float64)
    pairs = _near_pairs(corners)
    apart = ~(faces[pairs[:, 0]][:, :, None] == faces[pairs[:, 1]][:, None]).any((1, 2))
    pairs = pairs[apart]
    one, other = corners[pairs[:, 0]], corners[pairs[:, 1]]
    crossing = _edges_pierce(one, other) | _edges_pierce(other, one)
    return len(np.unique(pairs[crossing]))


def _near_pairs(corners: NDArray) -> NDArray[np.int64]:
    """Returns the pairs (P, 2) of triangles (F, 3, 3) whose axis-aligned bounding boxes touch."""
    low, high = corners.min(1), corners.max(1)
    centres, radii = (low + high) / 2, np.linalg.norm(high - low, axis=1) / 2
    order = np.argsort(radii)  # compare only with smaller faces, so that a few large ones do not widen all searches
    pairs = []
    for chunk in np.array_split(order, max(1, len(order) // 256)):
        smaller = radii <= radii[chunk[-1]]
        index = np.flatnonzero(smaller)
        found = cKDTree(centres[index]).query_ball_point(centres[chunk], radii[chunk] + radii[chunk[-1]])
        pairs += [(face, index[near]) for face, near in zip(chunk, found, strict=True)]
    owner = np.concatenate([np.full(len(near), face) for face, near in pairs])
    other = np.concatenate([near for _, near in pairs])
    touching = (low[owner] <= high[other]).all(1) & (low[other] <= high[owner]).all(1) & (owner != other)
    return np.unique(np.sort(np.stack([owner, other], axis=1)[touching], axis=1), axis=0)


def _edges_pierce(one: NDArray, other: NDArray) -> NDArray[np.bool_]:
    """True where an edge of the first triangle (P, 3, 3) passes through the second one (Moeller and Trumbore, 1997)."""
    origin, u, v = other[:, 0], other[:, 1] - other[:, 0], other[:, 2] - other[:, 0]
    pierced = np.zeros(len(one), bool)
    for i in range(3):
        start, edge = one[:, i], one[:, (i + 1) % 3] - one[:, i]
        across = np.cross(edge, v)
        determinant = (u * across).sum(1)
        safe = np.where(np.abs(determinant) < 1e-18, np.inf, determinant)
        offset = start - origin
        second = np.cross(offset, u)
        a, b, t = (offset * across).sum(1) / safe, (edge * second).sum(1) / safe, (v * second).sum(1) / safe
        pierced |= (a > 0) & (b > 0) & (a + b < 1) & (t > 0) & (t < 1) & np.isfinite(safe)
    return pierced


def uv_use(uvs: NDArray, size: int) -> tuple[float, float]:
    """Returns two shares, 0..1: texels under faces, and of those the texels under more than one face.

    `uvs` is (F, 3, 2), `size` the side of the map in texels.
    """
    counts = _cover(uvs, size)
    used = int((counts > 0).sum())
    return used / size**2, float((counts >= OVERLAP).sum() / max(used, 1))


def texel_density(textured: TexturedMesh) -> tuple[float, float]:
    """Returns the median over the surface in texels per metre, and the ratio of the 90th to the 10th percentile.

    All three percentiles are weighted by area.
    """
    a, b, c = np.moveaxis(textured.mesh.vertices[textured.mesh.faces].astype(np.float64), 1, 0)
    areas = np.linalg.norm(np.cross(b - a, c - a), axis=1) / 2
    (ux, uy), (vx, vy) = (textured.uvs[:, 1] - textured.uvs[:, 0]).T, (textured.uvs[:, 2] - textured.uvs[:, 0]).T
    texels = np.abs(ux * vy - uy * vx) / 2 * len(textured.albedo) ** 2
    density = np.sqrt(texels / np.maximum(areas, 1e-12))
    order = np.argsort(density)
    share = areas[order].cumsum() / areas.sum()
    low, middle, high = (float(density[order[np.searchsorted(share, q / 100)]]) for q in (SPREAD[0], 50, SPREAD[1]))
    return middle, high / max(low, 1e-9)


def texture_holes(textured: TexturedMesh) -> float:
    """Returns the share of texels under faces that are pure black, as unpainted texels are, 0..1.

    Returns 1 if no texel lies under a face.
    """
    under = _cover(textured.uvs, len(textured.albedo)) > 0
    return float((textured.albedo[under].max(axis=-1) == 0).mean()) if under.any() else 1.0


def _cover(uvs: NDArray, size: int) -> NDArray[np.int64]:
    """Returns the number of faces (size, size) over each texel's centre."""
    texels = rasterise(texel_corners(uvs, size), size, size)
    return np.bincount(texels.rows * size + texels.columns, minlength=size**2).reshape(size, size)
