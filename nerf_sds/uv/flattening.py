"""Flattens charts by least squares conformal maps (Lévy et al. 2002), and tells whether the result is of use."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse.linalg import splu

from .surface import Doubles, Flags, Indices, Planar, Surface, compact

TURNS = np.exp(1j * np.linspace(0, np.pi / 2, 32, endpoint=False))  # tried for the smallest box around a chart
SLIVER = 1e-7  # of the mean area: which way a smaller face is turned does not matter
WORST = 1e3  # stretch that counts for a face at most


@dataclass(frozen=True)
class Flat:
    """Charts in the plane, each turned so that the box around it is smallest, and as large as on the surface."""

    faces: Indices  # (N,)
    corners: Indices  # (N, 3): the points of each face's corners
    charts: Indices  # (N,): the chart of each face, 0 .. C - 1
    points: Planar  # (P,)
    owners: Indices  # (P,): the chart of each point
    rims: Indices  # (R, 2): the edges around the charts, by their points

    @property
    def count(self) -> int:
        return int(self.charts.max()) + 1


def flatten(surface: Surface, joined: Flags, charts: Indices, wanted: Indices) -> Flat:
    """Flattens the `wanted` (C,) ones of the charts (F,), all in one system of equations."""
    number = np.full(charts.max() + 1, -1)
    number[wanted] = np.arange(len(wanted))
    faces = np.flatnonzero(number[charts] >= 0)
    corners = compact(surface.corner_points(joined)[faces])
    owners = np.empty(corners.max() + 1, np.int64)
    owners[corners.ravel()] = np.repeat(number[charts[faces]], 3)
    points = _conformal(surface, faces, corners, owners)
    flat = Flat(faces, corners, number[charts[faces]], points, owners, _rims(corners))
    return _fitted(surface, flat)


def _conformal(surface: Surface, faces: Indices, corners: Indices, owners: Indices) -> Planar:
    """Returns the points (P,) that bend angles least. Of each chart, the two ends of its longest axis are fixed."""
    shape = surface.corners[faces]
    areas = np.maximum(surface.areas[faces], 1e-12 * surface.areas.mean())
    weights = (np.roll(shape, -2, axis=1) - np.roll(shape, -1, axis=1)) / np.sqrt(2 * areas)[:, None]
    rows = np.repeat(np.arange(len(faces)), 3)
    system = sparse.coo_array((weights.ravel(), (rows, corners.ravel())), shape=(len(faces), len(owners))).tocsc()
    places = np.empty((len(owners), 3))
    places[corners.ravel()] = surface.vertices[surface.faces[faces]].reshape(-1, 3)
    low, high = _ends(places, owners)
    points = np.zeros(len(owners), np.complex128)
    points[high] = np.linalg.norm(places[high] - places[low], axis=1)
    free = np.ones(len(owners), bool)
    free[low] = free[high] = False
    loose = system[:, free]
    adjoint = loose.conj().T
    # Symmetric and positive: no pivots are needed, which saves most of the time.
    solver = splu(
        (adjoint @ loose).tocsc(), permc_spec="MMD_AT_PLUS_A", diag_pivot_thresh=0, options={"SymmetricMode": True}
    )
    points[free] = solver.solve(-(adjoint @ (system[:, ~free] @ points[~free])))
    return points


def _ends(places: Doubles, owners: Indices) -> tuple[Indices, Indices]:
    """Returns, for each chart, its first and last point along its longest axis. `places` are (P, 3)."""
    counts = np.bincount(owners)
    means = np.stack([np.bincount(owners, values) for values in places.T], axis=1) / counts[:, None]
    away = places - means[owners]
    moments = np.stack([np.bincount(owners, a * b) for a in away.T for b in away.T], axis=1).reshape(-1, 3, 3)
    along = (away * np.linalg.eigh(moments)[1][owners, :, 2]).sum(1)
    order = np.lexsort((along, owners))
    last = np.cumsum(counts) - 1
    return order[last - counts + 1], order[last]


def _rims(corners: Indices) -> Indices:
    """Returns the edges (R, 2) with a face on one side alone."""
    ends = np.stack([corners.ravel(), np.roll(corners, -1, axis=1).ravel()], axis=1)
    key = ends.min(1) * (corners.max() + 1) + ends.max(1)
    _, inverse, count = np.unique(key, return_inverse=True, return_counts=True)
    return ends[count[inverse] == 1]


def _fitted(surface: Surface, flat: Flat) -> Flat:
    """Gives each chart its size on the surface and the turn whose box is smallest."""
    corners = flat.points[flat.corners]
    now = np.bincount(flat.charts, np.abs(signed_areas(corners)))
    scale = np.sqrt(np.bincount(flat.charts, surface.areas[flat.faces]) / np.maximum(now, 1e-30))
    areas = np.stack([np.multiply(*boxes(flat.points * turn, flat.owners)) for turn in TURNS])
    points = flat.points * (scale * TURNS[areas.argmin(0)])[flat.owners]
    return Flat(flat.faces, flat.corners, flat.charts, points, flat.owners, flat.rims)


def boxes(points: Planar, owners: Indices) -> tuple[Doubles, Doubles]:
    """Returns the width and the height (C,) of the upright box around each chart."""
    order = np.argsort(owners, kind="stable")
    first = np.searchsorted(owners[order], np.arange(owners.max() + 1))
    x, y = points.real[order], points.imag[order]
    width, height = (np.maximum.reduceat(each, first) - np.minimum.reduceat(each, first) for each in (x, y))
    return width, height


def signed_areas(corners: Planar) -> Doubles:
    """Returns the areas (N,) of triangles (N, 3), negative if they are clockwise."""
    return ((corners[:, 1] - corners[:, 0]).conj() * (corners[:, 2] - corners[:, 0])).imag / 2


@dataclass(frozen=True)
class Verdict:
    """What the charts of a `Flat` are worth, (C,) each."""

    whole: Flags  # no face is turned over and no chart lies on itself
    stretch: Doubles  # mean of (s1² + s2² + 1 / s1² + 1 / s2²) / 4 with the scales s1, s2 of each face; 1 is perfect
    areas: Doubles
    boxes: Doubles  # area of the smallest box around the chart


def judge(surface: Surface, flat: Flat) -> Verdict:
    """Tells what flattened charts are worth."""
    areas = surface.areas[flat.faces]
    large, small = scales(surface, flat)
    matters = areas > SLIVER * surface.areas.mean()
    over = np.bincount(flat.charts, matters & (small <= 0), flat.count) > 0
    small = np.maximum(small, 1e-3)
    strain = np.minimum((large**2 + small**2 + 1 / small**2 + 1 / np.maximum(large, 1e-3) ** 2) / 4, WORST)
    total = np.bincount(flat.charts, areas).astype(np.float64)
    return Verdict(
        whole=~over & ~_cross(flat, ~over),
        stretch=np.bincount(flat.charts, areas * strain) / np.maximum(total, 1e-30),
        areas=total,
        boxes=np.multiply(*boxes(flat.points, flat.owners)),
    )


def scales(surface: Surface, flat: Flat) -> tuple[Doubles, Doubles]:
    """Returns the largest and the smallest scale (N,) of each face, from surface to plane; negative if turned over."""
    corners, shape = flat.points[flat.corners], surface.corners[flat.faces]
    (d1, d2), (w1, w2) = ((z[:, 1] - z[:, 0], z[:, 2] - z[:, 0]) for z in (corners, shape))
    area = w1.conj() * w2 - w1 * w2.conj()
    area = np.where(np.abs(area) < 1e-30, 1e-30, area)
    same, mirrored = np.abs((w2 * d1.conj() - w1 * d2.conj()) / area), np.abs((w1 * d2 - w2 * d1) / area)
    return same + mirrored, same - mirrored


def _cross(flat: Flat, tried: Flags) -> Flags:
    """Tells which of the tried charts (C,) have a rim that crosses itself, or none."""
    count = np.bincount(flat.owners[flat.rims[:, 0]], minlength=flat.count)
    rims = flat.rims[tried[flat.owners[flat.rims[:, 0]]]]
    owners = flat.owners[rims[:, 0]]
    # Side by side, so that one sweep along x compares each chart with itself alone.
    wide = 2 * np.abs(flat.points).max() + 1
    start, end = (flat.points[rims[:, k]] + 3 * wide * owners for k in (0, 1))
    order = np.argsort(np.minimum(start.real, end.real))
    rims, owners, start, end = rims[order], owners[order], start[order], end[order]
    last = np.searchsorted(np.minimum(start.real, end.real), np.maximum(start.real, end.real), "right")
    others = last - np.arange(len(rims)) - 1
    one = np.repeat(np.arange(len(rims)), others)
    two = np.arange(len(one)) - np.repeat(np.cumsum(others) - others, others) + one + 1
    low, high = np.minimum(start.imag, end.imag), np.maximum(start.imag, end.imag)
    near = (low[one] <= high[two]) & (low[two] <= high[one])
    one, two = one[near], two[near]
    apart = (rims[one][:, :, None] != rims[two][:, None]).all((1, 2))
    one, two = one[apart], two[apart]
    met = _divides(start[one], end[one], start[two], end[two]) & _divides(start[two], end[two], start[one], end[one])
    return (np.bincount(owners[one], met, flat.count) > 0) | (count == 0)


def _divides(start: Planar, end: Planar, first: Planar, second: Planar) -> NDArray[np.bool_]:
    """Tells whether the line through start and end has first and second on different sides, or on itself."""
    along = (end - start).conj()
    return (along * (first - start)).imag * (along * (second - start)).imag <= 0
