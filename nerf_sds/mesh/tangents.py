"""The tangent space of normal maps: MikkTSpace, as in Blender and glTF.

Red points along the tangent, in which u grows; green along the bitangent, in which v grows (OpenGL's convention); blue
along the normal. Renderers interpolate tangents and normals without normalising them, and compute the bitangent from
both, see mikktspace.com.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .extraction import Floats, Ints, sums
from .vectors import dot, unit


def shading_normals(vertices: Floats, faces: Ints) -> Floats:
    """Returns unit normals (V, 3) as Blender shades by them: the mean of the adjacent faces, weighted by corner angles.

    Slivers tilt these more than `extraction.vertex_normals`; a normal map made for them corrects that.
    """
    a, b, c = np.moveaxis(vertices[faces].astype(np.float64), 1, 0)
    weighted = unit(np.cross(b - a, c - a))[:, None] * _angles(vertices, faces)[..., None]
    return unit(sums(faces.ravel(), weighted.reshape(-1, 3), len(vertices))).astype(np.float32)


def corner_tangents(vertices: Floats, faces: Ints, normals: Floats, uvs: Floats) -> Floats:
    """Returns the unit tangent of each corner and its handedness, (F, 3, 4).

    The handedness is -1 where UVs are mirrored, else 1. `normals` (V, 3) are the vertices' unit normals, `uvs` are (F,
    3, 2). Corners with the same vertex, UV and handedness share a tangent: the mean of their faces' tangents, weighted
    by corner angles.
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
    """Converts directions (N, 3) of the scene to unit vectors (N, 3) of the tangent space.

    `normals` (N, 3) and `tangents` (N, 4) are interpolated. The result is exact for renderers that compute x tangent +
    y bitangent + z normal.
    """
    tangent, sign = tangents[:, :3], tangents[:, 3:]
    across = np.cross(normals, tangent)
    bitangent = sign * across
    upward = np.cross(tangent, bitangent)
    # Cramer's rule, since the columns are rarely perpendicular.
    solved = np.stack([dot(np.cross(bitangent, normals), wanted), dot(across, wanted), dot(upward, wanted)], axis=1)
    return unit(solved * np.sign(dot(upward, normals))[:, None]).astype(np.float32)


def encoded(directions: Floats) -> NDArray[np.uint8]:
    """Encodes unit vectors (N, 3) of the tangent space with 8 bits per channel; 127.5 stands for zero."""
    return np.round(127.5 + 127.5 * directions).astype(np.uint8)


def decoded(colours: NDArray[np.uint8]) -> Floats:
    """Decodes what `encoded` returned, to unit vectors."""
    return unit(colours.astype(np.float32) / 127.5 - 1)


def _angles(vertices: Floats, faces: Ints) -> NDArray[np.float64]:
    """Returns the angle of each face at each of its corners, (F, 3), in radians."""
    corners = vertices[faces].astype(np.float64)
    ahead = unit(np.roll(corners, -1, axis=1) - corners)
    behind = unit(np.roll(corners, 1, axis=1) - corners)
    return np.arccos(np.clip((ahead * behind).sum(2), -1, 1))


def _face_tangents(corners: NDArray, uvs: NDArray) -> tuple[NDArray, NDArray]:
    """Returns each face's unit tangent (F, 3), zero if its UVs have no area, and its handedness (F,), 1 or -1."""
    along, across = corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]
    (u1, v1), (u2, v2) = (uvs[:, 1] - uvs[:, 0]).T, (uvs[:, 2] - uvs[:, 0]).T
    area = u1 * v2 - u2 * v1
    handedness = np.where(area < 0, -1.0, 1.0)
    direction = (v2[:, None] * along - v1[:, None] * across) * np.where(area == 0, 0, handedness)[:, None]
    return unit(direction), handedness


def _flattened(directions: NDArray, normals: NDArray) -> NDArray:
    """Projects directions onto the planes of the unit normals and normalises them.

    A direction parallel to its normal gives any unit vector in the plane.
    """
    flat = directions - (directions * normals).sum(-1, keepdims=True) * normals
    axis = np.eye(3)[np.abs(normals).argmin(-1)]
    lost = np.linalg.norm(flat, axis=-1, keepdims=True) < 1e-12
    return unit(np.where(lost, np.cross(normals, axis), flat))
