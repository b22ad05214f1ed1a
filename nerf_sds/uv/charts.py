"""Cuts a surface into charts: first by the direction that it faces, then larger, as long as they flatten well.

Growing is greedy: of all seams, those go first that make up most of a chart's rim. A seam goes only if the charts on
its sides still flatten as one, without overlap, evenly, and without large gaps in the box around them.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from .flattening import Flat, Verdict, flatten, judge
from .straightening import straightened
from .surface import Doubles, Flags, Indices, Surface, compact, components

SMOOTHINGS = 8  # of the normals, before the first cut
VOTES = 6  # among neighbours, on which way a face looks
OWN, NEIGHBOURS, NORMAL = 0.3, 0.6, 0.8  # weights of a vote
SMALLEST = (24, 24, 12, 6, 3, 1, 1, 1, 1, 1)  # faces of a chart in each round of the first cuts
UNEVEN = 1.3  # stretch above which a chart is cut
EVEN = 1.06  # stretch up to which charts grow
SPARSE = 0.5  # share of its box below which a chart is cut
DENSE = 0.6  # share of its box that a grown chart covers, or as much as its parts did
LARGEST = 0.2  # of the surface: charts of more pack badly
CRUMB = 0.004  # of the surface: a chart of less, or of few faces, is joined where it leaves no overlap
LEAST = 0.12  # of the smaller chart's rim: shorter seams stay


def flattened(surface: Surface) -> Flat:
    """Cuts a surface into charts and flattens them, each without overlap."""
    return straightened(surface, *_grown(surface, _first(surface)))


def _first(surface: Surface) -> Flags:
    """Cuts by direction, and in halves what does not flatten well."""
    joined = _absorbed(surface, _facing(surface), SMALLEST[0])
    fine: set[tuple[int, int]] = set()
    for smallest in SMALLEST:
        charts = surface.charts(joined)
        names = _names(charts)
        wanted = np.array([i for i, name in enumerate(names) if name not in fine], np.int64)
        verdict = judge(surface, flatten(surface, joined, charts, wanted))
        good = verdict.whole & (verdict.stretch < UNEVEN) & (verdict.areas >= SPARSE * verdict.boxes)
        good |= verdict.whole & (np.bincount(charts)[wanted] < SMALLEST[0])
        fine |= {names[i] for i in wanted[good]}
        if good.all():
            return joined
        joined = _absorbed(surface, _halved(surface, joined, charts, wanted[~good]), smallest)
    charts = surface.charts(joined)
    alone = ~judge(surface, flatten(surface, joined, charts, np.arange(charts.max() + 1))).whole
    return joined & ~alone[charts[surface.sides[:, 0]]]


def _names(charts: Indices) -> list[tuple[int, int]]:
    """Returns what tells a chart apart from those of earlier rounds: its first face and the number of its faces."""
    first = np.unique(charts, return_index=True)[1]
    return list(zip(first.tolist(), np.bincount(charts).tolist(), strict=True))


def _facing(surface: Surface) -> Flags:
    """Joins neighbours that look along the same one of the six axes."""
    near = surface.neighbours()
    one, two = surface.sides.T
    normals = surface.normals * surface.areas[:, None]
    for _ in range(SMOOTHINGS):
        normals = (normals + near @ normals) / 2
    normals /= np.maximum(np.linalg.norm(normals, axis=1, keepdims=True), 1e-30)
    six = np.concatenate([normals, -normals], axis=1)
    label = six.argmax(1)
    for _ in range(VOTES):
        ballot = np.eye(6)[label]
        label = (NEIGHBOURS * (near @ ballot) + OWN * ballot + NORMAL * six).argmax(1)
    return label[one] == label[two]


def _absorbed(surface: Surface, joined: Flags, smallest: int) -> Flags:
    """Joins each chart of fewer faces than `smallest` to the neighbour with which it has the longest seam."""
    joined = joined.copy()
    while True:
        charts = surface.charts(joined)
        sizes = np.bincount(charts)
        one, two = charts[surface.sides].T
        seams = np.flatnonzero((one != two) & (np.minimum(sizes[one], sizes[two]) < smallest))
        if not len(seams):
            return joined
        swap = sizes[one[seams]] > sizes[two[seams]]
        little, large = np.where(swap, two[seams], one[seams]), np.where(swap, one[seams], two[seams])
        pairs, which = np.unique(little * len(sizes) + large, return_inverse=True)
        order = np.argsort(np.bincount(which, surface.lengths[seams]))
        into = np.arange(len(sizes))
        into[pairs[order] // len(sizes)] = pairs[order] % len(sizes)  # the last one, which is the longest, stays
        joined |= (one != two) & ((into[one] == two) | (into[two] == one))


def _halved(surface: Surface, joined: Flags, charts: Indices, which: Indices) -> Flags:
    """Cuts charts by the plane through their centre, across their longest axis."""
    centres = surface.vertices[surface.faces].mean(1)
    behind = np.zeros(len(charts), bool)
    for chart in which:
        faces = np.flatnonzero(charts == chart)
        weights = surface.areas[faces][:, None] + 1e-30
        away = centres[faces] - (weights * centres[faces]).sum(0) / weights.sum()
        behind[faces] = away @ np.linalg.eigh(away.T @ (weights * away))[1][:, 2] > 0
    one, two = surface.sides.T
    return joined & ~((charts[one] == charts[two]) & (behind[one] != behind[two]))


def _grown(surface: Surface, joined: Flags) -> tuple[Flags, Verdict]:
    """Joins charts along seams, in rounds in which each chart takes part once at most.

    Returns which edges (E,) are joined now, and what the charts are worth.
    """
    charts = surface.charts(joined)
    parts = judge(surface, flatten(surface, joined, charts, np.arange(charts.max() + 1)))
    refused: set[tuple[tuple[int, int], tuple[int, int], int]] = set()
    while True:
        open_edges = np.flatnonzero(~joined)
        seams = _seams(surface, charts, open_edges)
        first = np.unique(seams, return_index=True)[1]
        pairs = charts[surface.sides[open_edges[first]]]
        gain = _gain(surface, charts, open_edges, seams)
        crumbs = (parts.areas < CRUMB * surface.areas.sum()) | (np.bincount(charts) < SMALLEST[0])
        names = _names(charts)
        keys = [(names[a], names[b], int(open_edges[i])) for (a, b), i in zip(pairs, first, strict=True)]
        small = parts.areas[pairs].sum(1) <= LARGEST * surface.areas.sum()
        order = (i for i in np.argsort(-gain) if gain[i] > LEAST and small[i] and keys[i] not in refused)
        chosen = _apart(pairs, order)
        if not len(chosen):
            return joined, parts
        trial = joined.copy()
        trial[open_edges[np.isin(seams, chosen)]] = True
        merged = surface.charts(trial)
        wanted = merged[surface.sides[open_edges[first[chosen]], 0]]
        verdict = judge(surface, flatten(surface, trial, merged, wanted))
        good = _good(verdict, parts, pairs[chosen], crumbs)
        refused |= {keys[i] for i in chosen[~good]}
        if good.any():
            joined = joined.copy()
            joined[open_edges[np.isin(seams, chosen[good])]] = True
            charts, parts = _renewed(surface, joined, charts, parts, pairs[chosen[good], 0], verdict, good)


def _good(verdict: Verdict, parts: Verdict, pairs: Indices, crumbs: Flags) -> Flags:
    """Tells which trials (C,) may stay. `pairs` (C, 2) are the charts that were joined."""
    crumb = crumbs[pairs].any(1)
    stretch = np.maximum(EVEN, np.where(crumb, parts.stretch[pairs].max(1) * EVEN, 0))
    dense = (verdict.areas >= DENSE * verdict.boxes) | (verdict.boxes <= parts.boxes[pairs].sum(1)) | crumb
    return verdict.whole & (verdict.stretch <= stretch) & dense


def _renewed(
    surface: Surface, joined: Flags, before: Indices, parts: Verdict, members: Indices, trial: Verdict, good: Flags
) -> tuple[Indices, Verdict]:
    """Returns the charts and what they are worth, after those of which `members` (G,) are part have grown."""
    charts = surface.charts(joined)
    count = charts.max() + 1
    now = np.empty(len(parts.whole), np.int64)  # the new number of each old chart
    now[before] = charts
    old = np.empty(count, np.int64)
    old[now] = np.arange(len(now))
    whole, stretch, areas, boxes = parts.whole[old], parts.stretch[old], parts.areas[old], parts.boxes[old]
    grown = now[members]
    whole[grown], stretch[grown], areas[grown], boxes[grown] = (
        trial.whole[good], trial.stretch[good], trial.areas[good], trial.boxes[good],
    )  # fmt: skip
    return charts, Verdict(whole, stretch, areas, boxes)


def _seams(surface: Surface, charts: Indices, edges: Indices) -> Indices:
    """Returns the seam of each open edge: connected edges between the same two charts. Counted from 0."""
    pair = np.sort(charts[surface.sides[edges]], axis=1)
    between = compact(pair[:, 0] * (charts.max() + 1) + pair[:, 1])
    ends = compact(between[:, None] * len(surface.vertices) + surface.edges[edges])
    return compact(components(ends, int(ends.max(initial=-1)) + 1)[ends[:, 0]])


def _gain(surface: Surface, charts: Indices, edges: Indices, seams: Indices) -> Doubles:
    """Returns what each seam's end is worth: its length as a share of the smaller chart's rim.

    A seam inside a chart is worth nothing: it makes the chart flat.
    """
    first = np.unique(seams, return_index=True)[1]
    pairs = charts[surface.sides[edges[first]]]
    areas = np.bincount(charts, surface.areas)
    rims = np.bincount(charts[surface.sides[edges]].ravel(), np.repeat(surface.lengths[edges], 2), len(areas))
    smaller = pairs[np.arange(len(pairs)), areas[pairs].argmin(1)]
    gain = np.bincount(seams, surface.lengths[edges]) / np.maximum(rims[smaller], 1e-30)
    return np.where(pairs[:, 0] == pairs[:, 1], 0, gain)


def _apart(pairs: Indices, order: Iterable[np.intp]) -> Indices:
    """Picks pairs in the given order, each chart once at most."""
    taken: set[int] = set()
    chosen = []
    for i in order:
        one, two = pairs[i].tolist()
        if one not in taken and two not in taken:
            taken |= {one, two}
            chosen.append(int(i))
    return np.array(chosen, np.int64)
