"""Packs flat charts into a square, the largest first, each where most of what surrounds it is taken already.

The square is a grid of cells. A chart's cells are all that it touches, so cells that are apart keep islands apart. How
much of a chart would lie on others, for all its positions at once, is a correlation: a product of Fourier transforms.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import fft, ndimage

from .flattening import Flat, signed_areas
from .surface import Doubles, Flags, Indices, Planar

Singles = NDArray[np.float32]

GRID = 256  # cells of a transform's side: the square, the gap around it, and a frame
GAP = 4  # texels between islands
HEM = 6  # cells around a chart and its gap in which neighbours count as near
MOST = 3000  # islands
USUAL, STEP = 0.66, 0.02  # share of the square under charts: where the search begins, and its steps
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
    apart = next(d for d in range(1, GRID) if d * (texture_size - GAP) >= GAP * _side(d))
    side = _side(apart)
    areas = np.bincount(flat.charts, np.abs(signed_areas(flat.points[flat.corners])))
    width, height = _boxes(flat)
    orders = [np.argsort(-size, kind="stable") for size in (width * height, areas, np.maximum(width, height))]

    def packed(use: float) -> tuple[float, dict[int, Place]] | None:
        cell = float(np.sqrt(areas.sum() / use)) / side
        shapes = [_shapes(flat, chart, cell, apart) for chart in range(flat.count)]
        found = (_places(shapes, order, side, apart) for order in orders)
        places = next((places for places in found if places), None)
        return (cell, places) if places else None

    use, best = USUAL, packed(USUAL)
    while best and (better := packed(use := use + STEP)):
        best = better
    while not best:
        best = packed(use := max(use - STEP, use * 0.9))
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


def _boxes(flat: Flat) -> tuple[Doubles, Doubles]:
    """Returns the width and the height (C,) of the box around each chart."""
    low, high = np.full((2, flat.count), np.inf), np.full((2, flat.count), -np.inf)
    for axis, values in enumerate((flat.points.real, flat.points.imag)):
        np.minimum.at(low[axis], flat.owners, values)
        np.maximum.at(high[axis], flat.owners, values)
    width, height = high - low
    return width, height


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
    # The rim in steps of less than a third of a cell, with the cells on both sides of a point that is close to a line.
    which, step = _runs(np.ceil(np.abs(end - start) * 3).astype(int) + 1)
    points = start[which] + (end - start)[which] * (step / np.maximum(np.ceil(np.abs(end - start) * 3), 1)[which])
    for nudge in (0.17 + 0.17j, 0.17 - 0.17j, -0.17 + 0.17j, -0.17 - 0.17j):
        near = points + nudge
        rows, columns = np.floor(near.imag).astype(int), np.floor(near.real).astype(int)
        cells[np.clip(rows, 0, height - 1), np.clip(columns, 0, width - 1)] = True
    return cells


def _runs(counts: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Returns, for runs of so many steps, the run and the number of each step."""
    which = np.repeat(np.arange(len(counts)), counts)
    return which, np.arange(len(which)) - np.repeat(np.cumsum(counts) - counts, counts)


def _places(charts: list[list[Shape]], order: Indices, side: int, apart: int) -> dict[int, Place] | None:
    """Places charts, each given in its turns, in this order in a square of so many cells. None if one does not fit."""
    border = apart + HEM  # cells in front of the square
    taken = np.ones((GRID, GRID), np.float32)  # around the square is a frame that keeps charts in it
    taken[HEM:-HEM, HEM:-HEM] = 0
    places = {}
    for chart in order.tolist():
        fitting = [shape for shape in charts[chart] if max(shape.cells.shape) <= side]
        found = fitting and _best(taken, fitting, apart)
        if not found:
            return None
        shape, row, column = found
        height, width = shape.cells.shape
        taken[row : row + height, column : column + width] += shape.cells
        places[chart] = Place(shape, complex(column - border, row - border))
    return places


def _best(taken: Singles, shapes: list[Shape], apart: int) -> tuple[Shape, int, int] | None:
    """Returns which shape fits best, and the row and the column of its corner. None if there is no room."""
    bodies, hems = np.zeros((2, len(shapes), GRID, GRID), np.float32)
    for body, hem, shape in zip(bodies, hems, shapes, strict=True):
        height, width = shape.body.shape
        body[:height, :width] = shape.body
        hem[:height, :width] = shape.hem
    there = fft.rfft2(taken)
    sums = fft.irfft2(there * fft.rfft2(bodies).conj(), s=(GRID, GRID))
    touched = fft.irfft2(there * fft.rfft2(hems).conj(), s=(GRID, GRID))
    touched /= hems.sum((1, 2), keepdims=True)
    touched[sums > 0.5] = -1
    best = touched.argmax()
    turn, row, column = np.unravel_index(best, touched.shape)
    if touched.flat[best] < 0:
        return None
    return shapes[turn], int(row) + apart + HEM, int(column) + apart + HEM
