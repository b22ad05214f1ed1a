"""A triangle mesh and its edges, as the modules of this room need it.

A chart is a piece of the surface that is flattened in one piece. Which charts there are follows from the `joined`
edges (E,): across a joined edge, the two faces share their UVs. Points in a plane are complex numbers.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse import csgraph

Doubles = NDArray[np.float64]
Planar = NDArray[np.complex128]
Indices = NDArray[np.int64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Surface:
    """A triangle mesh in any unit. Its edges are those between two faces that are turned the same way."""

    vertices: Doubles  # (V, 3)
    faces: Indices  # (F, 3)
    areas: Doubles  # (F,)
    normals: Doubles  # (F, 3), unit vectors; 0 for a face without area
    corners: Planar  # (F, 3): each face laid into the plane
    sides: Indices  # (E, 2): the faces on both sides of an edge
    edges: Indices  # (E, 2): the vertices of an edge
    lengths: Doubles  # (E,)
    opposite: Indices  # (E, 2, 2): for each end of an edge, the corners 0 .. 3F - 1 that both faces have there

    def charts(self, joined: Flags) -> Indices:
        """Returns the chart (F,) of each face, counted from 0."""
        return components(self.sides[joined], len(self.faces))

    def corner_points(self, joined: Flags) -> Indices:
        """Returns the UV vertex (F, 3) of each corner, counted from 0."""
        return components(self.opposite[joined].reshape(-1, 2), self.faces.size).reshape(-1, 3)

    def neighbours(self) -> sparse.csr_array:
        """Returns the share (F, F) of each face's edges, by length, that it has in common with each other face."""
        count = len(self.faces)
        one, two = self.sides.T
        links = np.concatenate([one, two]), np.concatenate([two, one])
        shared = sparse.coo_array((np.tile(self.lengths, 2), links), shape=(count, count)).tocsr()
        return sparse.diags_array(1 / np.maximum(shared.sum(1), 1e-30)) @ shared


def surface(vertices: NDArray, faces: NDArray) -> Surface:
    """Finds the edges of a mesh: vertices (V, 3), faces (F, 3)."""
    points, faces = vertices.astype(np.float64), faces.astype(np.int64)
    start, end = faces.ravel(), np.roll(faces, -1, axis=1).ravel()
    key = np.minimum(start, end) * len(points) + np.maximum(start, end)
    order = np.argsort(key, kind="stable")
    _, first, count = np.unique(key[order], return_index=True, return_counts=True)
    half = np.stack([order[first[count == 2]], order[first[count == 2] + 1]], axis=1)  # the corner at its start
    half = half[start[half[:, 0]] == end[half[:, 1]]]
    following = half - half % 3 + (half % 3 + 1) % 3
    edges = np.stack([start[half[:, 0]], end[half[:, 0]]], axis=1)
    along, across = points[faces[:, 1]] - points[faces[:, 0]], points[faces[:, 2]] - points[faces[:, 0]]
    cross = np.cross(along, across)
    areas, width = np.linalg.norm(cross, axis=1) / 2, np.linalg.norm(along, axis=1)
    normals = cross / np.maximum(2 * areas, 1e-30)[:, None]
    axis = along / np.maximum(width, 1e-30)[:, None]
    third = (across * axis).sum(1) + 1j * (across * np.cross(normals, axis)).sum(1)
    return Surface(
        vertices=points,
        faces=faces,
        areas=areas,
        normals=normals,
        corners=np.stack([np.zeros(len(faces)), width, third], axis=1).astype(np.complex128),
        sides=half // 3,
        edges=edges,
        lengths=np.linalg.norm(points[edges[:, 0]] - points[edges[:, 1]], axis=1),
        opposite=np.stack([np.stack([half[:, 0], following[:, 1]], 1), np.stack([following[:, 0], half[:, 1]], 1)], 1),
    )


def components(links: Indices, count: int) -> Indices:
    """Returns the connected component (count,) of each node of a graph with links (N, 2), counted from 0."""
    graph = sparse.coo_array((np.ones(len(links), np.int8), tuple(links.T)), shape=(count, count))
    return csgraph.connected_components(graph, directed=False)[1].astype(np.int64)


def compact(labels: Indices) -> Indices:
    """Renumbers labels from 0 without gaps."""
    return np.unique(labels, return_inverse=True)[1].reshape(labels.shape)
