"""Roughness of a prop's skin: how far its normals deviate from their mean in a small neighbourhood.

Flat and evenly round skins have 0 degrees, because there the mean is the normal in the middle. Edges do not count.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

REACH = 0.04  # radius of a neighbourhood, relative to the diagonal of the prop's bounds
EDGE = 0.5  # cosine of the angle beyond which a neighbour lies on another side of an edge
FACES = 2000  # number of faces that are sampled, in proportion to their area
SEED = 0


def roughness(vertices: NDArray, faces: NDArray) -> float | None:
    """Returns the mean deviation in degrees, weighted by area; None for a mesh without area.

    `vertices` is (V, 3), `faces` is (F, 3).
    """
    a, b, c = np.moveaxis(np.asarray(vertices, np.float64)[faces], 1, 0)
    cross = np.cross(b - a, c - a)
    area = np.linalg.norm(cross, axis=1) / 2
    if not area.sum() > 0:
        return None
    normals = cross / np.maximum(2 * area, 1e-30)[:, None]
    random = np.random.default_rng(SEED)
    picked = random.choice(len(faces), FACES, p=area / area.sum())
    tree, reach = cKDTree((a + b + c) / 3), REACH * np.linalg.norm(np.ptp(vertices, axis=0))
    near = tree.query_ball_point(((a + b + c) / 3)[picked], reach)
    owner = np.repeat(np.arange(FACES), [len(each) for each in near])
    other = np.concatenate(near).astype(np.int64)
    is_same = (normals[picked][owner] * normals[other]).sum(1) >= EDGE
    mean = np.zeros((FACES, 3))
    np.add.at(mean, owner[is_same], (normals * area[:, None])[other[is_same]])
    mean /= np.maximum(np.linalg.norm(mean, axis=1, keepdims=True), 1e-30)
    cosines = np.clip((mean * normals[picked]).sum(1), -1, 1)
    return float(np.degrees(np.arccos(cosines)).mean())
