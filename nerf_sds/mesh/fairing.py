"""Fairs the skin of a solid: flat faces become flat and round ones round, while edges and thin parts stay.

The optimisation leaves lumps a few cells of the field wide and a few thousandths of the prop high. First the faces'
normals are smoothed, but not across edges. Then the vertices move until the faces have these normals, and never farther
than BOUND. Smoothing positions instead would shrink thin parts. Sources: anisotropic diffusion of normals (Tasdizen et
al., IEEE Visualization 2002); moves of the vertices (Sun et al., doi 10.1109/TVCG.2007.1065).

Lengths are shares of the prop's size, its largest dimension. `vertices` are (V, 3); `faces` are (F, 3) of a closed
surface; normals are (F, 3) unit vectors.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, diags
from scipy.spatial import cKDTree

from .vectors import dot, length, unit

Floats = NDArray[np.float32]
Doubles = NDArray[np.float64]
Ints = NDArray[np.int32]
Index = NDArray[np.intp]

BOUND = 0.005  # the farthest move of a vertex: 5 mm on a prop of one metre
GAP, NEAR = 3 * BOUND, 24  # skins nearer than GAP to each other move less; neighbours of a vertex that are looked at
REACH = 0.045  # deviation of the Gaussian that smooths a skin without edges
SHARP = 0.075  # radius of curvature: a skin that bends much more tightly is an edge
ROUNDS = 2  # passes over the normals; each looks for the edges anew, and many would turn round skins into facets
STEPS = 30  # of the vertices
UNDOING = 6  # times that folded faces are looked for; taking one back may fold the next
SLIVER = 5  # largest ratio of a shared edge to the distance of its faces' centres
TOLERANCE, MOST = 1e-3, 50  # relative error of the normals, and iterations of their solver


def fair(vertices: Floats, faces: Ints) -> Floats:
    """Returns the vertices of the faired surface, each at most BOUND from where it was."""
    size = np.ptp(vertices, axis=0).max()
    start = vertices.astype(np.float64) / size
    normals = smoothed_normals(start, faces)
    return (size * unfolded(moved(start, faces, normals), start, faces)).astype(vertices.dtype)


def smoothed_normals(vertices: Doubles, faces: Ints) -> Doubles:
    """Returns the faces' normals, smoothed over REACH where no edge is between them. `vertices` have size 1."""
    normals, areas = _normals_and_areas(vertices, faces)
    one, other, start, end = _neighbours(faces)
    centres = _centres(vertices, faces)
    apart = centres[one] - centres[other]
    distance = length(apart)
    distance = np.maximum(distance, distance.mean() / 2)
    conductance = np.linalg.norm(vertices[start] - vertices[end], axis=1) / distance
    conductance = REACH**2 / 2 / ROUNDS * np.minimum(conductance, SLIVER)
    for _ in range(ROUNDS):
        angles = np.arccos(np.clip(dot(normals[one], normals[other]), -1, 1))
        weights = conductance * np.exp(-((SHARP * angles / distance) ** 2) / 2)
        normals = _diffused(normals, areas, one, other, weights)
    return normals


def moved(vertices: Doubles, faces: Ints, normals: Doubles) -> Doubles:
    """Returns the vertices (V, 3), moved so that the faces get these normals. `vertices` have size 1."""
    owner, face = faces.ravel(), np.repeat(np.arange(len(faces)), 3)
    shares = csr_matrix((_normals_and_areas(vertices, faces)[1][face], (owner, face)), (len(vertices), len(faces)))
    shares = diags(1 / np.asarray(shares.sum(1)).ravel()) @ shares  # of a vertex' faces, by area
    along = (shares @ (normals[:, :, None] * normals[:, None]).reshape(-1, 9)).reshape(-1, 3, 3)
    now, room = vertices, _room(vertices, shares @ normals)
    middle = csr_matrix((np.full(3 * len(faces), 1 / 3), (face, owner)), (len(faces), len(vertices)))
    for _ in range(STEPS):  # each vertex goes to the planes through its faces' centres
        heights = dot(normals, middle @ now)[:, None]
        now = now + shares @ (normals * heights) - np.einsum("vij,vj->vi", along, now)
        move = now - vertices
        now = vertices + move * np.minimum(1, room / np.maximum(length(move), 1e-30))[:, None]
    return now


def _room(vertices: Doubles, normals: Doubles) -> Doubles:
    """Returns how far each vertex may go (V,): BOUND, but where two skins nearly touch only a third of their distance.

    `normals` (V, 3) are the vertices' own, of any length.
    """
    distance, near = cKDTree(vertices).query(vertices, k=NEAR, distance_upper_bound=GAP)
    near = np.minimum(near, len(vertices) - 1)  # where there is none, the distance is infinite
    is_opposite = np.einsum("vni,vi->vn", normals[near], normals) < 0
    return np.minimum(BOUND, np.where(is_opposite, distance, np.inf).min(1) / 3)


def unfolded(vertices: Doubles, start: Doubles, faces: Ints) -> Doubles:
    """Returns the vertices, back at their start wherever a face would turn by more than a right angle."""
    normals, vertices = _normals_and_areas(start, faces)[0], vertices.copy()
    for _ in range(UNDOING):
        turned = dot(_normals_and_areas(vertices, faces)[0], normals) < 0
        corners = np.unique(faces[turned])
        vertices[corners] = start[corners]
    return vertices


def _centres(vertices: Doubles, faces: Ints) -> Doubles:
    a, b, c = faces.T
    return (vertices[a] + vertices[b] + vertices[c]) / 3


def _normals_and_areas(vertices: Doubles, faces: Ints) -> tuple[Doubles, Doubles]:
    a, b, c = np.moveaxis(vertices[faces], 1, 0)
    across = np.cross(b - a, c - a)
    doubled = np.maximum(length(across), 1e-12)
    return across / doubled[:, None], doubled / 2


def _neighbours(faces: Ints) -> tuple[Index, Index, Index, Index]:
    """Returns, for each edge, its two faces and its two vertices, each (E,)."""
    start, end = faces.ravel().astype(np.intp), np.roll(faces, -1, axis=1).ravel().astype(np.intp)
    order = np.argsort(np.minimum(start, end) * (faces.max() + 1) + np.maximum(start, end), kind="stable")
    one, other = order[0::2], order[1::2]
    return one // 3, other // 3, start[one], end[one]


def _diffused(normals: Doubles, areas: Doubles, one: Index, other: Index, weights: Doubles) -> Doubles:
    """Returns the normals after an implicit step of diffusion between neighbours."""
    count = len(normals)
    pairs = np.concatenate([one, other]), np.concatenate([other, one])
    flow = csr_matrix((np.concatenate([weights, weights]), pairs), (count, count))
    total = areas + np.asarray(flow.sum(1)).ravel()
    solved = [_solved(diags(total) - flow, total, areas * n, n) for n in np.ascontiguousarray(normals.T)]
    return unit(np.stack(solved, axis=1))


def _solved(system: csr_matrix, diagonal: Doubles, wanted: Doubles, start: Doubles) -> Doubles:
    """Returns x (N,) with system @ x = wanted, by conjugate gradients from `start`, scaled by the system's diagonal.

    SciPy's solver gives its scalar products to BLAS, whose threads cost more than they save here.
    """
    found, rest = start, wanted - system @ start
    limit = TOLERANCE**2 * _product(wanted, wanted)
    along, before = np.zeros_like(rest), 1.0
    for _ in range(MOST):
        if _product(rest, rest) <= limit:
            break
        scaled = rest / diagonal
        now = _product(rest, scaled)
        along = scaled + now / before * along
        image = system @ along
        step = now / _product(along, image)
        found, rest, before = found + step * along, rest - step * image, now
    return found


def _product(one: Doubles, other: Doubles) -> float:
    return float(np.einsum("n,n->", one, other))
