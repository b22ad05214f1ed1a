"""Builds a closed mesh with a front and a back from a cut-out picture and its half thickness."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from .picture import CutOut

LEVEL = 0.42  # alpha at the outline
FINEST = 80  # cells along the longer side of the outline, at most
THINNEST = 0.15  # least half thickness inside the outline, in cells, so that front and back never touch


def two_sided(
    cut: CutOut, half_thickness: NDArray, plain_back: bool, triangles: float
) -> tuple[NDArray[np.float64], NDArray[np.int64], NDArray[np.float64]]:
    """Returns vertices (V, 3) in pixels, faces (F, 3) counter-clockwise from outside, and sRGB colours (V, 3) in 0..1.

    `half_thickness` is (H / 2, H / 2) in pixels. X points to the picture's right, Z to its top, and its front is at -Y.
    Front and back share the vertices on the outline. The back shows the mirrored picture, or with `plain_back` the
    colours of the outline. F is about `triangles`, or less.
    """
    across, down, cell = _grid(cut.alpha, triangles)
    excess = _excess(cut.alpha, across, down, cell)
    points, front, inner = _marching_triangles(across, down, excess)
    height = np.maximum(_sampled(half_thickness, (points - 0.5) / 2), THINNEST * cell)
    height[inner:] = 0
    smooth = ndimage.gaussian_filter(cut.colours, (0.3 * cell, 0.3 * cell, 0))
    seen = _sampled(smooth, points)
    behind = _sampled(_painted_over(cut), points) if plain_back else seen
    sides = np.concatenate([seen[:inner], (seen[inner:] + behind[inner:]) / 2])
    right, up = points[:, 0], -points[:, 1]
    vertices = np.concatenate([np.stack([right, -height, up], 1), np.stack([right, height, up], 1)[:inner]])
    back = np.where(front < inner, front + len(points), front)[:, ::-1]
    return vertices, np.concatenate([front, back]), np.concatenate([sides, behind[:inner]])


def _grid(alpha: NDArray, triangles: float) -> tuple[NDArray, NDArray, float]:
    """Returns the columns and rows of the grid's points and the size of its cells, all in pixels.

    A cell inside the outline has two triangles in front and two at the back.
    """
    rows, columns = np.nonzero(alpha > 0.4)
    left, right, top, bottom = columns.min() - 2, columns.max() + 3, rows.min() - 2, rows.max() + 3
    side = max(right - left, bottom - top)
    filled = len(rows) / side**2
    cell = float(side / min(FINEST, np.sqrt(triangles / 4 / filled)))
    return np.arange(left, right + cell, cell), np.arange(top, bottom + cell, cell), cell


def _excess(alpha: NDArray, across: NDArray, down: NDArray, cell: float) -> NDArray[np.float64]:
    """Returns alpha - LEVEL at the grid's points (rows, columns), kept away from 0 to avoid very thin triangles."""
    y, x = np.meshgrid(down, across, indexing="ij")
    excess = ndimage.map_coordinates(ndimage.gaussian_filter(alpha, max(0.5, 0.3 * cell)), [y, x], order=1) - LEVEL
    excess[[0, -1]] = excess[:, [0, -1]] = -0.4
    return np.where(np.abs(excess) < 0.02, np.where(excess < 0, -0.02, 0.02), excess)


def _marching_triangles(across: NDArray, down: NDArray, excess: NDArray) -> tuple[NDArray, NDArray[np.int64], int]:
    """Returns the part of the grid where `excess` is above 0: points (P, 2) as x and y, triangles (T, 3), and a number.

    The number counts the points inside. They come first, then the points on the outline, where edges of the grid cross
    0. The triangles are counter-clockwise in the picture.
    """
    count, level = excess.size, excess.ravel()
    keys = _cut(_split_cells(*excess.shape), level > 0)
    used, triangles = np.unique(keys, return_inverse=True)
    grid = np.stack(np.meshgrid(across, down), -1).reshape(-1, 2)
    inner = int(np.searchsorted(used, count))
    start, end = used[inner:] // count - 1, used[inner:] % count
    share = (level[start] / (level[start] - level[end]))[:, None]
    outline = grid[start] * (1 - share) + grid[end] * share
    return np.concatenate([grid[used[:inner]], outline]), triangles.reshape(-1, 3), inner


def _split_cells(rows: int, columns: int) -> NDArray[np.int64]:
    """Returns the two triangles of each cell, (2 cells, 3), as numbers of grid points, row by row.

    The diagonals alternate.
    """
    top_left = (np.arange(rows - 1)[:, None] * columns + np.arange(columns - 1)).ravel()
    top_right, bottom_left, bottom_right = top_left + 1, top_left + columns, top_left + columns + 1
    rising = ((top_left // columns + top_left % columns) % 2 == 0)[:, None]
    return np.concatenate([
        np.where(rising, _corners(top_left, bottom_left, top_right), _corners(top_left, bottom_left, bottom_right)),
        np.where(rising, _corners(top_right, bottom_left, bottom_right), _corners(top_left, bottom_right, top_right)),
    ])  # fmt: skip


def _cut(triangles: NDArray[np.int64], inside: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Returns the parts of triangles that are inside the outline, as triangles (T, 3). `inside` (N,) is per grid point.

    A number below N is that grid point. N (a + 1) + b is the point where the edge from a to b crosses the outline.
    """
    within = inside[triangles]
    corners_inside = within.sum(1)
    one, *others = _alone(triangles[corners_inside == 1], within[corners_inside == 1])
    tips = _corners(one, *(_crossing(one, other, len(inside)) for other in others))
    out, first, second = _alone(triangles[corners_inside == 2], ~within[corners_inside == 2])
    before, after = (_crossing(out, other, len(inside)) for other in (first, second))
    stumps = _corners(before, first, second), _corners(before, second, after)
    return np.concatenate([triangles[corners_inside == 3], tips, *stumps])


def _alone(triangles: NDArray[np.int64], marked: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Returns (3, T): the only marked corner of each triangle, and the two that follow it around the triangle."""
    first = np.argmax(marked, 1)[:, None]
    return np.take_along_axis(triangles, (first + np.arange(3)) % 3, axis=1).T


def _crossing(one: NDArray[np.int64], other: NDArray[np.int64], count: int) -> NDArray[np.int64]:
    """Returns the number of the point where an edge crosses the outline.

    It is the same for both triangles of the edge.
    """
    return count * (np.minimum(one, other) + 1) + np.maximum(one, other)


def _corners(*numbers: NDArray[np.int64]) -> NDArray[np.int64]:
    return np.stack(numbers, axis=1)


def _sampled(image: NDArray, points: NDArray) -> NDArray[np.float64]:
    """Samples an image (H, W) or (H, W, C) at points (P, 2), given as x and y in pixels. Returns (P,) or (P, C)."""
    place = [points[:, 1], points[:, 0]]
    channels = np.moveaxis(np.atleast_3d(image), -1, 0)
    values = [ndimage.map_coordinates(channel, place, np.float64, order=1) for channel in channels]
    return np.stack(values, axis=1) if image.ndim == 3 else values[0]


def _painted_over(cut: CutOut) -> NDArray[np.float64]:
    """Returns colours (H, W, 3) without what is drawn inside the outline, such as a face or a screen.

    The colours of a band along the outline are spread inward over it. Near the outline a narrow blur of the band keeps
    its colours separate. Farther in, a wide blur mixes them.
    """
    inside = cut.alpha > 0.5
    depth = ndimage.distance_transform_edt(inside)
    rows, columns = np.nonzero(inside)
    size = max(np.ptp(rows), np.ptp(columns))
    band = ((depth > 3) & (depth < 0.05 * size + 4)).astype(float)[..., None]
    near, wide = (_spread(cut.colours, band, share * size) for share in (0.04, 0.13))
    weight = np.exp(-((depth / (0.11 * size)) ** 2))[..., None]
    return (weight * near + (1 - weight) * wide).clip(0, 1)


def _spread(colours: NDArray, weight: NDArray, sigma: float) -> NDArray[np.float64]:
    """Returns the weighted mean of the colours around each pixel (H, W, 3).

    `weight` is (H, W, 1), sigma is in pixels.
    """
    blurred = ndimage.gaussian_filter(weight * colours, (sigma, sigma, 0))
    return blurred / (ndimage.gaussian_filter(weight, (sigma, sigma, 0)) + 1e-9)
