"""Packs flat charts into a square, the largest first, each where most of what surrounds it is taken already.

The square is a grid of cells. A chart's cells are all that it touches, so cells that are apart keep islands apart. How
much of a chart would lie on others, for all its positions at once, is a correlation: a product of Fourier transforms.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from scipy import fft, ndimage

from .flattening import Flat, boxes, signed_areas
from .shelves import shelved
from .surface import Doubles, Flags, Indices, Planar

Singles = NDArray[np.float32]
Transforms = NDArray[np.complex64]

GRID = 264  # cells of a transform's side: the square, the gap around it, and a frame
GAP = 4  # texels between islands
HEM = 6  # cells around a chart and its gap in which neighbours count as near
MANY, MOST = 100, 3000  # islands: many are only laid in rows, as the search would take minutes
USUAL, STEP = 0.77, 0.01  # share of the square under charts and gaps: where the search begins, and its steps
FINE = 12  # steps along a rim in a cell
EFFORT = 45  # charts that are placed before a size is given up
KEPT = 40  # charts of which transforms stay in memory: 4 MB each
TURNS = np.exp(1j * np.array([0, np.pi / 4]))  # in front of quarter turns


@dataclass(frozen=True)
class Shape:
    """A chart in one of its turns, in cells, with its box's corner at the origin."""

    turn: complex
    corner: complex  # of the cells, after the turn
    cells: Flags  # (H, W)
    body: Flags  # (H + 2 B, W + 2 B): the cells and those that must stay free around them
    hem: Flags  # the next HEM cells around those; B is the width of both


@dataclass(frozen=True)
class Stamp:
    """A chart in its turns (T), with the transforms that tell at once where it has room and what it would touch."""

    shapes: list[Shape]
    bodies: Transforms  # (T, GRID, GRID // 2 + 1)
    hems: Transforms


@dataclass(frozen=True)
class Place:
    """Where a chart goes: turned, moved, and with its corner in this cell."""

    shape: Shape
    cell: complex


def pack(flat: Flat, texture_size: int) -> Doubles:
    """Returns the UVs (P, 2) in 0..1 of the charts' points. The charts keep their proportions to each other.

    Raises ValueError with one line if there are too many.
    """
    if flat.count > MOST:
        raise ValueError(f"The mesh falls into {flat.count:,} islands, more than {MOST:,}: join its loose parts")
    if flat.count > MANY:
        return shelved(flat, GAP / texture_size)
    apart = next(d for d in range(1, GRID) if d * (texture_size - GAP) >= GAP * _side(d))
    side = _side(apart)
    areas = np.bincount(flat.charts, np.abs(signed_areas(flat.points[flat.corners])))
    width, height = boxes(flat.points, flat.owners)
    orders = [np.argsort(-size, kind="stable") for size in (width * height, areas, np.maximum(width, height))]
    rim = np.abs(flat.points[flat.rims] @ (1, -1)).sum()

    def packed(fill: float) -> tuple[float, dict[int, Place]] | None:
        # Around a chart go half a gap and, as its cells are whole, half a cell: one cell along the rim.
        share = 2 * fill * side**2
        cell = float(rim + np.sqrt(rim**2 + 2 * share * areas.sum())) / share
        places = _filled(lambda chart: _stamp(_shapes(flat, chart, cell, apart)), orders, apart)
        return (cell, places) if places else None

    fill, best = USUAL, packed(USUAL)
    while best and (better := packed(fill := fill + STEP)):
        best = better
    while not best:
        best = packed(fill := max(fill - 2 * STEP, fill * 0.9))
    cell, places = best
    points = np.empty(len(flat.points), np.complex128)
    for chart, place in places.items():
        mine = flat.owners == chart
        points[mine] = flat.points[mine] * place.shape.turn / cell - place.shape.corner + place.cell
    margin = GAP / 2 / texture_size
    return margin + np.stack([points.real, points.imag], axis=1) * ((1 - 2 * margin) / side)


def _side(apart: int) -> int:
    """Returns the cells of the square's side if so many cells must lie between islands."""
    return GRID - 2 * (apart + HEM)


def _shapes(flat: Flat, chart: int, cell: float, apart: int) -> list[Shape]:
    """Returns a chart in eight turns."""
    rim = flat.points[flat.rims[flat.owners[flat.rims[:, 0]] == chart]] / cell
    shapes = []
    for turn in TURNS:
        turned = rim * turn
        corner = complex(turned.real.min(), turned.imag.min())
        cells = _cells(turned - corner)
        body = ndimage.maximum_filter(np.pad(cells, apart + HEM), 2 * apart + 1)
        hem = ndimage.maximum_filter(body, 2 * HEM + 1) & ~body
        for quarter in range(4):
            shapes.append(Shape(turn * (-1j) ** quarter, corner, cells, body, hem))
            # Rows grow upwards here, so np.rot90 turns to the right.
            corner = -1j * (corner + cells.shape[1])
            cells, body, hem = np.rot90(cells), np.rot90(body), np.rot90(hem)
    return shapes


def _cells(rim: Planar) -> Flags:
    """Returns the cells (H, W), rows along y, that a chart touches: those on its rim (R, 2), and those inside."""
    width, height = (int(np.floor(values.max())) + 1 for values in (rim.real, rim.imag))
    start, end = rim.T
    # Inside lies what has an odd number of rims on its left.
    low, high = np.minimum(start.imag, end.imag), np.maximum(start.imag, end.imag)
    first = np.ceil(low - 0.5).astype(int)
    counts = np.maximum(np.ceil(high - 0.5).astype(int) - first, 0)
    which, row = _runs(counts)
    row = row + first[which]
    share = (row + 0.5 - start.imag[which]) / (end.imag - start.imag)[which]
    column = np.ceil(start.real[which] + share * (end.real - start.real)[which] - 0.5).astype(int)
    crossings = np.zeros((height, width + 1), np.int64)
    np.add.at(crossings, (row, np.clip(column, 0, width)), 1)
    cells = (crossings.cumsum(1)[:, :-1] & 1) > 0
    # The rim in small steps, with the cells on both sides of a point that is close to a line.
    steps = np.ceil(np.abs(end - start) * FINE).astype(int)
    which, step = _runs(steps + 1)
    points = start[which] + (end - start)[which] * (step / np.maximum(steps, 1)[which])
    for nudge in np.array((1 + 1j, 1 - 1j, -1 + 1j, -1 - 1j)) / (2 * FINE):
        near = points + nudge
        rows, columns = np.floor(near.imag).astype(int), np.floor(near.real).astype(int)
        cells[np.clip(rows, 0, height - 1), np.clip(columns, 0, width - 1)] = True
    return cells


def _runs(counts: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Returns, for runs of so many steps, the run and the number of each step."""
    which = np.repeat(np.arange(len(counts)), counts)
    return which, np.arange(len(which)) - np.repeat(np.cumsum(counts) - counts, counts)


def _filled(stamp: Callable[[int], Stamp], orders: list[Indices], apart: int) -> dict[int, Place] | None:
    """Places all charts in the square. None if that takes too much effort.

    If an order of the charts leaves no room for one, that chart is placed earlier in the next attempt.
    """
    stamp = lru_cache(KEPT)(stamp)
    waiting, spent = deque(order.tolist() for order in orders), 0
    known: dict[tuple[int, ...], Place | None] = {}
    while spent < EFFORT:
        order = waiting.popleft()
        places = _places(stamp, order, apart, known)
        done = len(places)
        if done == len(order):
            return places
        if not done:
            return None
        spent += done + 1
        order.insert(done // 2, order.pop(done))
        waiting.append(order)
    return None


def _places(
    stamp: Callable[[int], Stamp], order: list[int], apart: int, known: dict[tuple[int, ...], Place | None]
) -> dict[int, Place]:
    """Places charts in this order, up to the first for which there is no room.

    `known` holds, for charts in their order, where the last one goes; what is found here is added.
    """
    border = apart + HEM  # cells in front of the square
    taken = np.ones((GRID, GRID), np.float32)  # around the square is a frame that keeps charts in it
    taken[HEM:-HEM, HEM:-HEM] = 0
    places: dict[int, Place] = {}
    for chart in order:
        charts = (*places, chart)
        if charts not in known:
            known[charts] = _best(taken, stamp(chart))
        place = known[charts]
        if not place:
            break
        row, column = border + int(place.cell.imag), border + int(place.cell.real)
        height, width = place.shape.cells.shape
        taken[row : row + height, column : column + width] += place.shape.cells
        places[chart] = place
    return places


def _stamp(shapes: list[Shape]) -> Stamp:
    """Transforms a chart in its turns. Those that are larger than the grid are left out."""
    shapes = [shape for shape in shapes if max(shape.body.shape) <= GRID]
    bodies, hems = np.zeros((2, len(shapes), GRID, GRID), np.float32)
    for body, hem, shape in zip(bodies, hems, shapes, strict=True):
        height, width = shape.body.shape
        body[:height, :width] = shape.body
        hem[:height, :width] = shape.hem / shape.hem.sum()
    return Stamp(shapes, fft.rfft2(bodies).conj(), fft.rfft2(hems).conj())


def _best(taken: Singles, stamp: Stamp) -> Place | None:
    """Returns the place where most of what surrounds a chart is taken. None if there is no room."""
    there = fft.rfft2(taken)
    free = fft.irfft2(there * stamp.bodies, s=(GRID, GRID)) < 0.5
    turns = np.flatnonzero(free.any((1, 2)))
    if not len(turns):
        return None
    touched = fft.irfft2(there * stamp.hems[turns], s=(GRID, GRID))
    turn, row, column = np.unravel_index(np.where(free[turns], touched, -1).argmax(), touched.shape)
    return Place(stamp.shapes[turns[turn]], complex(column, row))
