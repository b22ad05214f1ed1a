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
from .surface import Doubles, Flags, Planar

Singles = NDArray[np.float32]
Transforms = NDArray[np.complex64]

GRID = 264  # cells of a transform's side: the square, the gap around it, and a frame
GAP = 4  # texels between islands
HEM = 6  # cells around a chart and its gap in which neighbours count as near
MANY, MOST = 100, 3000  # islands: many are only laid in rows, as the search would take minutes
LOW, STEP, LAST = 0.75, 0.03, 0.0075  # share of the square under charts and gaps: the first, and the steps to more
FINE = 12  # steps along a rim in a cell
EFFORT = 60  # charts that are placed before a size is given up
KEPT = 40  # charts of which transforms stay in memory: 2 MB each
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
    worth: Transforms  # (T, GRID, GRID // 2 + 1): of the hem, 1 in all, less 2 for each cell of the body


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
    sizes = width * height, areas, np.maximum(width, height)
    waiting = deque(np.argsort(-size, kind="stable").tolist() for size in sizes)
    # Around a chart go half a gap and, as its cells are whole, half a cell.
    rim = (apart + 1) / 2 * np.abs(flat.points[flat.rims] @ (1, -1)).sum()

    def packed(fill: float) -> tuple[float, dict[int, Place]] | None:
        share = 2 * fill * side**2
        cell = float(rim + np.sqrt(rim**2 + 2 * share * areas.sum())) / share
        places = _filled(lambda chart: _stamp(_shapes(flat, chart, cell, apart)), waiting, apart)
        return (cell, places) if places else None

    fill, full, step = LOW, 1.0, STEP  # `full` is the least share at which there was no room
    while not (best := packed(fill)):
        full, fill = fill, max(fill - 2 * STEP, 0.9 * fill)
    while step >= LAST:
        better = packed(fill + step) if fill + step < full - LAST / 2 else None
        if better:
            fill, best = fill + step, better
        else:
            full, step = min(full, fill + step), step / 2
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


def _filled(stamp: Callable[[int], Stamp], waiting: deque[list[int]], apart: int) -> dict[int, Place] | None:
    """Places all charts in the square, in one of the `waiting` orders. None if that takes too much effort.

    If an order leaves no room for a chart, that chart is placed earlier in the order's next attempt. An order in which
    all charts have room comes first in the next size too.
    """
    stamp, spent = lru_cache(KEPT)(stamp), 0
    known: dict[tuple[int, ...], Place | None] = {}
    while spent < EFFORT:
        order = waiting.popleft()
        places = _places(stamp, order, apart, known)
        done = len(places)
        if done == len(order):
            waiting.appendleft(order)
            return places
        spent += done + 1
        order.insert(done // 2, order.pop(done))
        waiting.append(order)
        if not done:
            return None
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
    worth = np.zeros((len(shapes), GRID, GRID), np.float32)
    for values, shape in zip(worth, shapes, strict=True):
        height, width = shape.body.shape
        values[:height, :width] = shape.hem / shape.hem.sum() - 2.0 * shape.body
    return Stamp(shapes, fft.rfft2(worth).conj())


def _best(taken: Singles, stamp: Stamp) -> Place | None:
    """Returns the place where most of what surrounds a chart is taken. None if there is no room."""
    worth = fft.irfft2(fft.rfft2(taken) * stamp.worth, s=(GRID, GRID), overwrite_x=True)
    if not worth.size or worth.max() < -0.5:
        return None
    turn, row, column = np.unravel_index(worth.argmax(), worth.shape)
    return Place(stamp.shapes[turn], complex(column, row))
