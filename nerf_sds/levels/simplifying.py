"""Simplifies a textured mesh without touching its UVs: a vertex is merged into a neighbour, which stays where it is.

A vertex on a seam goes along the seam alone, where two seams meet it stays. So islands keep their outlines, and the
textures fit. What a step costs is told by quadrics (Garland and Heckbert 1997). Steps that are far apart are done at
once.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from scipy import sparse

from ..mesh.texture import TexturedMesh
from ..uv.flattening import signed_areas
from ..uv.surface import Doubles, Flags, Indices, Planar

COARSER = 3  # levels
SEAM = 0.3  # weight of seams against surfaces
SHORT = 1e-3  # weight of a step's length, which decides where the surface is flat
EAGER = 0.4  # share of the possible steps that count as cheap
TURNED = 0.3  # cosine between a face's normals before and after: less is not allowed
SHRUNK = 0.02  # of a face's area in the texture: less is not allowed


@dataclass
class _Shrinking:
    """The mesh on its way. A wedge is a vertex with one of its UVs; a vertex on a seam has several."""

    faces: Indices  # (F, 3), of wedges
    homes: Indices  # (W,): the vertex of each wedge
    uvs: Planar  # (W,)
    vertices: Doubles  # (V, 3)
    quadrics: Doubles  # (V, 4, 4)


@dataclass(frozen=True)
class _Edges:
    """Half edges, three a face."""

    wedges: Indices  # (3 F, 2): the wedges of start and end
    ends: Indices  # (3 F, 2): their vertices
    seam: Flags  # (3 F,)


def levels(textured: TexturedMesh) -> list[TexturedMesh]:
    """Returns the prop and its coarser levels: each has half the triangles of the one before, and the same textures."""
    found = [textured]
    for _ in range(COARSER):
        found.append(simplified(found[-1], len(found[-1].mesh.faces) // 2))
    return found


def simplified(textured: TexturedMesh, budget: int) -> TexturedMesh:
    """Returns the prop with at most `budget` triangles, or as few as its seams allow, and the same textures."""
    mesh = textured.mesh
    corners = np.column_stack([mesh.faces.ravel(), textured.uvs.reshape(-1, 2)])
    pairs, faces = np.unique(corners, axis=0, return_inverse=True)
    homes, uvs, vertices = pairs[:, 0].astype(np.int64), pairs[:, 1] + 1j * pairs[:, 2], mesh.vertices.astype(float)
    now = _Shrinking(faces.reshape(-1, 3), homes, uvs, vertices, np.zeros((len(vertices), 4, 4)))
    _add_planes(now)
    refused = np.zeros(0, np.int64)
    while (surplus := len(now.faces) - budget) > 0:
        edges = _edges(now)
        steps = _cheapest(now, edges, refused)
        fine = _keeps_faces_turned(now, edges, steps)
        refused = np.union1d(refused, _keys(edges.ends[steps[~fine]]))
        if not len(steps):
            break
        _merge(now, edges, steps[fine][: (surplus + 1) // 2])
    kept, order = np.unique(homes[now.faces], return_inverse=True)
    lower = replace(mesh, vertices=mesh.vertices[kept], faces=order.reshape(-1, 3).astype(mesh.faces.dtype))
    uvs = now.uvs[now.faces]
    return replace(textured, mesh=lower, uvs=np.stack([uvs.real, uvs.imag], axis=-1).astype(np.float32))


def _keys(pairs: Indices) -> Indices:
    return pairs[:, 0] << 32 | pairs[:, 1]


def _edges(now: _Shrinking) -> _Edges:
    wedges = np.stack([now.faces, np.roll(now.faces, -1, axis=1)], axis=-1).reshape(-1, 2)
    opposite = np.isin(_keys(wedges), _keys(wedges[:, ::-1]))
    return _Edges(wedges, now.homes[wedges], ~opposite)


def _add_planes(now: _Shrinking) -> None:
    """Gives each vertex the planes of its faces, and across each of its seams a plane that holds it there."""
    edges = _edges(now)
    a, b, c = np.moveaxis(now.vertices[now.homes[now.faces]], 1, 0)
    cross = np.cross(b - a, c - a)
    area = np.linalg.norm(cross, axis=1)
    normal = cross / np.maximum(area, 1e-30)[:, None]
    faces = np.flatnonzero(edges.seam) // 3
    start, end = now.vertices[edges.ends[edges.seam]].swapaxes(0, 1)
    side = np.cross(end - start, normal[faces])
    length = np.linalg.norm(side, axis=1)
    side /= np.maximum(length, 1e-30)[:, None]
    for corners, normals, points, weights in (
        (now.homes[now.faces], normal, a, area / 6),
        (edges.ends[edges.seam], side, start, SEAM * length**2),
    ):
        planes = np.column_stack([normals, -(normals * points).sum(1)])
        quadrics = weights[:, None, None] * planes[:, :, None] * planes[:, None]
        for vertices in corners.T:
            np.add.at(now.quadrics, vertices, quadrics)


def _cheapest(now: _Shrinking, edges: _Edges, refused: Indices) -> Indices:
    """Returns half edges whose start may merge into their end, the cheapest first, none near another."""
    count = len(now.vertices)
    start, end = edges.ends.T
    links = sparse.csr_array((np.ones(len(start), np.int32), (start, end)), shape=(count, count))
    common = (links @ links)[start, end]
    seams = np.bincount(start[edges.seam], minlength=count) + np.bincount(end[edges.seam], minlength=count)
    uvs = np.bincount(now.homes[np.unique(now.faces)], minlength=count)
    loose = (uvs == 1) & (seams == 0)
    along = (uvs == 2) & (seams == 4)  # each seam edge has two halves
    may = (loose[start] | (along[start] & edges.seam)) & (common == 2) & ~np.isin(_keys(edges.ends), refused)
    tried = np.flatnonzero(may)
    start, end = start[tried], end[tried]
    places = np.column_stack([now.vertices[end], np.ones(len(end))])
    away = ((now.vertices[end] - now.vertices[start]) ** 2).sum(1)
    cost = np.einsum("ni,nij,nj->n", places, now.quadrics[start], places) + SHORT * away**2
    tried = tried[np.argsort(cost, kind="stable")]
    tried = tried[np.sort(np.unique(edges.ends[tried, 0], return_index=True)[1])]  # the best of each start
    tried = tried[: max(1, int(EAGER * len(tried)))]
    rank = np.full(count, count)
    rank[edges.ends[tried, 0]] = np.arange(len(tried))
    first = rank
    for _ in range(2):
        nearby = first.copy()
        np.minimum.at(nearby, edges.ends[:, 0], first[edges.ends[:, 1]])
        first = nearby
    return tried[first[edges.ends[tried, 0]] == np.arange(len(tried))]


def _keeps_faces_turned(now: _Shrinking, edges: _Edges, steps: Indices) -> Flags:
    """Tells after which steps (N,) all faces still look about the same way, in space and in the texture."""
    target, number = np.arange(len(now.vertices)), np.full(len(now.vertices), -1)
    target[edges.ends[steps, 0]] = edges.ends[steps, 1]
    number[edges.ends[steps, 0]] = np.arange(len(steps))
    into = _into(now, edges, steps)
    before = now.homes[now.faces]
    step = number[before].max(1)
    after = target[before]
    touched = (step >= 0) & (after != np.roll(after, 1, axis=1)).all(1)
    old, new = (now.vertices[faces[touched]] for faces in (before, after))
    old, new = (np.cross(each[:, 1] - each[:, 0], each[:, 2] - each[:, 0]) for each in (old, new))
    lengths = np.linalg.norm(old, axis=1) * np.linalg.norm(new, axis=1)
    flat = signed_areas(now.uvs[into[now.faces[touched]]]) < SHRUNK * signed_areas(now.uvs[now.faces[touched]])
    wrong = ((old * new).sum(1) < TURNED * lengths) | flat
    return np.bincount(step[touched], wrong, len(steps)) == 0


def _into(now: _Shrinking, edges: _Edges, steps: Indices) -> Indices:
    """Returns the wedge (W,) that each wedge becomes."""
    into = np.arange(len(now.homes))
    going = np.isin(_keys(edges.ends), _keys(edges.ends[steps]))
    into[edges.wedges[going, 0]] = edges.wedges[going, 1]
    coming = np.isin(_keys(edges.ends[:, ::-1]), _keys(edges.ends[steps]))
    into[edges.wedges[coming, 1]] = edges.wedges[coming, 0]
    return into


def _merge(now: _Shrinking, edges: _Edges, steps: Indices) -> None:
    faces = _into(now, edges, steps)[now.faces]
    homes = now.homes[faces]
    now.faces = faces[(homes != np.roll(homes, 1, axis=1)).all(1)]
    start, end = edges.ends[steps].T
    np.add.at(now.quadrics, end, now.quadrics[start])
