"""Straightens seams: faces go over to the neighbouring chart where that makes the seam between the two shorter.

Seams follow the edges of triangles, so a cut leaves teeth. Each chart's share of a face is spread among neighbours and
the largest share wins, which moves a seam towards the centre of its bends. Then single faces go over, the teeth that
are left.
"""

from __future__ import annotations

import numpy as np
from scipy import sparse

from .flattening import Flat, Verdict, flatten, judge
from .surface import Flags, Indices, Surface

ROUNDS = 3
SPREAD = 12  # steps to neighbours in each round
EVEN = 1.06  # stretch that a chart may always have
WORSE = 1.01  # times its own, if that is more
LEAST = 1e-6  # of the mean edge: by how much seams must become shorter if a face goes over


def straightened(surface: Surface, joined: Flags, parts: Verdict) -> Flat:
    """Flattens the charts that the joined edges (E,) make, after straightening their seams.

    `parts` says what the charts are worth now. A chart that would fall apart, shrink to less than half, lie on itself
    or stretch more keeps its seams. So there are as many charts as before.
    """
    before = surface.charts(joined)
    one, two = surface.sides.T
    slits = ~joined & (before[one] == before[two])
    after = without_teeth(surface, _voted(surface, before))
    while True:
        trial = (after[one] == after[two]) & ~slits
        charts = surface.charts(trial)
        owner = after[np.unique(charts, return_index=True)[1]]  # of each piece, the chart that it is part of
        flat = flatten(surface, trial, charts, np.arange(len(owner)))
        verdict = judge(surface, flat)
        good = verdict.whole & (verdict.stretch <= np.maximum(EVEN, WORSE * parts.stretch[owner]))
        good &= 2 * np.bincount(charts) >= np.bincount(before)[owner]
        moved = after != before
        bad = np.bincount(owner, minlength=len(parts.whole)) != 1
        bad[owner[~good]] = True
        back = moved & (bad[after] | bad[before])
        if not back.any():
            return flat
        after[back] = before[back]


def _voted(surface: Surface, charts: Indices) -> Indices:
    """Returns the chart (F,) that has the largest share of each face after spreading."""
    count = len(charts)
    step = (surface.neighbours() + sparse.eye_array(count, format="csr")) / 2
    for _ in range(ROUNDS):
        share = sparse.csr_array((np.ones(count), charts, np.arange(count + 1)), shape=(count, charts.max() + 1))
        for _ in range(SPREAD):
            share = step @ share
        face = np.repeat(np.arange(count), np.diff(share.indptr))
        charts = share.indices[np.lexsort((share.data, face))][share.indptr[1:] - 1].astype(np.int64)
    return charts


def without_teeth(surface: Surface, charts: Indices) -> Indices:
    """Returns the chart (F,) of each face after faces have gone over one by one, until that makes no seam shorter.

    Of neighbours that would go over, the one that gains most does, so each round makes the seams shorter.
    """
    charts, count = charts.copy(), int(charts.max()) + 1
    one, two = np.concatenate([surface.sides, surface.sides[:, ::-1]]).T
    lengths = np.tile(surface.lengths, 2)
    around = np.bincount(one, lengths, len(charts))
    least = LEAST * lengths.sum() / max(len(lengths), 1)
    while True:
        rim = np.flatnonzero(charts[one] != charts[two])
        pairs, which = np.unique(one[rim] * count + charts[two[rim]], return_inverse=True)
        face, other = np.divmod(pairs, count)
        own = around - np.bincount(one[rim], lengths[rim], len(charts))
        gain = np.bincount(which, lengths[rim], len(pairs)) - own[face]
        rank = np.where(gain > least, 1 + np.argsort(np.argsort(gain)), 0)
        best, rival = np.zeros((2, len(charts)), np.int64)
        np.maximum.at(best, face, rank)
        np.maximum.at(rival, one, best[two])
        goes = (rank == best[face]) & (rank > rival[face])
        if not goes.any():
            return charts
        charts[face[goes]] = other[goes]
