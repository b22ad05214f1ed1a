"""The tangent space of a mesh, in which normal maps are written: MikkTSpace's, as Blender and glTF have it.

At each point of the surface the map's red goes along the tangent, in which u grows, its green along the bitangent, in
which v grows (OpenGL's convention), and its blue along the normal. See mikktspace.com; a renderer interpolates tangents
and normals without normalising them, and takes the bitangent from these two.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .extraction import Floats, Ints, sums


def shading_normals(vertices: Floats, faces: Ints) -> Floats:
    """(V, 3) unit normals as Blender shades by them: the mean of the faces around a vertex, weighted by their angles.

    Slivers tilt these more than `mesh.vertex_normals`; a map made for them brings the surface back.
    """
    a, b, c = np.moveaxis(vertices[faces].astype(np.float64), 1, 0)
    weighted = _unit(np.cross(b - a, c - a))[:, None] * _angles(vertices, faces)[..., None]
    return _unit(sums(faces.ravel(), weighted.reshape(-1, 3), len(vertices))).astype(np.float32)


def corner_tangents(vertices: Floats, faces: Ints, normals: Floats, uvs: Floats) -> Floats:
    """(F, 3, 4): for each corner the unit tangent, and 1, or -1 where the UVs are mirrored.

    `normals` (V, 3) are the vertices' unit normals. Corners that share their vertex, UV and mirroring share their
    tangent: the mean of their faces', weighted by their angles.
    """
    direction, handedness = _face_tangents(vertices[faces].astype(np.float64), uvs.astype(np.float64))
    normal = normals[faces].astype(np.float64)
    weighted = _flattened(direction[:, None], normal) * _angles(vertices, faces)[..., None]
    keys = np.column_stack([faces.ravel(), uvs.reshape(-1, 2), np.repeat(handedness, 3)])
    _, first, shared = np.unique(keys, axis=0, return_index=True, return_inverse=True)
    mean = sums(shared.ravel(), weighted.reshape(-1, 3), len(first))
    tangents = _flattened(mean, normal.reshape(-1, 3)[first])[shared.ravel()].reshape(-1, 3, 3)
    return np.concatenate([tangents, np.repeat(handedness, 3).reshape(-1, 3, 1)], axis=2).astype(np.float32)


def into_tangent_space(wanted: Floats, normals: Floats, tangents: Floats) -> Floats:
    """(N, 3) directions of the scene -> (N, 3) unit vectors of the tangent space.

    `normals` (N, 3) and `tangents` (N, 4) are interpolated ones: what a renderer makes of the answer,
    x tangent + y bitangent + z normal, points to where it was wanted.
    """
    tangent, sign = tangents[:, :3], tangents[:, 3:]
    bitangent = sign * np.cross(normals, tangent)
    # Cramer's rule; the columns are hardly ever quite at right angles.
    solved = np.stack(
        [
            (np.cross(bitangent, normals) * wanted).sum(1),
            (np.cross(normals, tangent) * wanted).sum(1),
            (np.cross(tangent, bitangent) * wanted).sum(1),
        ],
        axis=1,
    ) * np.sign((np.cross(tangent, bitangent) * normals).sum(1, keepdims=True))
    return _unit(solved).astype(np.float32)


def encoded(directions: Floats) -> NDArray[np.uint8]:
    """Unit vectors of the tangent space -> 8 bits a channel, where 127.5 is zero."""
    return np.round(127.5 + 127.5 * directions).astype(np.uint8)


def decoded(colours: NDArray[np.uint8]) -> Floats:
    """The inverse of `encoded`, of unit length again."""
    return _unit(colours.astype(np.float32) / 127.5 - 1)


def _angles(vertices: Floats, faces: Ints) -> NDArray[np.float64]:
    """(F, 3) the angle of each face at each of its corners, radians."""
    corners = vertices[faces].astype(np.float64)
    ahead = _unit(np.roll(corners, -1, axis=1) - corners)
    behind = _unit(np.roll(corners, 1, axis=1) - corners)
    return np.arccos(np.clip((ahead * behind).sum(2), -1, 1))


def _face_tangents(corners: NDArray, uvs: NDArray) -> tuple[NDArray, NDArray]:
    """(F, 3) the unit direction in which u grows on each face, zero where the UVs have no area; (F,) 1 or -1."""
    along, across = corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]
    (u1, v1), (u2, v2) = (uvs[:, 1] - uvs[:, 0]).T, (uvs[:, 2] - uvs[:, 0]).T
    area = u1 * v2 - u2 * v1
    handedness = np.where(area < 0, -1.0, 1.0)
    direction = (v2[:, None] * along - v1[:, None] * across) * np.where(area == 0, 0, handedness)[:, None]
    return _unit(direction), handedness


def _flattened(directions: NDArray, normals: NDArray) -> NDArray:
    """Unit vectors at right angles to the unit normals; any such vector for a direction that has none."""
    flat = directions - (directions * normals).sum(-1, keepdims=True) * normals
    axis = np.eye(3)[np.abs(normals).argmin(-1)]
    lost = np.linalg.norm(flat, axis=-1, keepdims=True) < 1e-12
    return _unit(np.where(lost, np.cross(normals, axis), flat))


def _unit(vectors: NDArray) -> NDArray:
    return vectors / np.maximum(np.linalg.norm(vectors, axis=-1, keepdims=True), 1e-30)
