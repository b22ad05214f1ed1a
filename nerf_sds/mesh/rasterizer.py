"""Rasterises triangles in numpy, for baking in UV space and for turntables."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Fragments:
    """The pixels that triangles cover: one entry for each pixel centre in each triangle."""

    rows: NDArray[np.int64]  # (N,)
    columns: NDArray[np.int64]  # (N,)
    faces: NDArray[np.int64]  # (N,) index of the triangle
    weights: NDArray[np.float32]  # (N, 3) barycentric

    def interpolate(self, corners: NDArray[np.float32]) -> NDArray[np.float32]:
        """Interpolates values (F, 3, C) at the triangles' corners to values (N, C) at the fragments."""
        return np.einsum("nk,nkc->nc", self.weights, corners[self.faces])


def rasterise(triangles: NDArray, width: int, height: int) -> Fragments:
    """Finds the pixel centres inside triangles (F, 3, 2), given as corners x, y in pixels with y along the rows.

    Pixel (0, 0) has its centre at (0.5, 0.5). A centre on a shared edge belongs to one of its two triangles, so
    triangles that do not overlap cover no pixel twice. In each row a triangle's pixels form one span, so no pixel
    outside is tested.
    """
    triangles = np.asarray(triangles, np.float64)
    first, last = _centres(triangles[..., 1].min(1), triangles[..., 1].max(1), height)
    face, row = _expand(first, last)
    left, right = _span(triangles[face], row + 0.5)
    first, last = _centres(left, right, width)
    line, column = _expand(first, last)
    face, row = face[line], row[line]
    return Fragments(row, column, face, _barycentric(triangles, face, column + 0.5, row + 0.5))


def _centres(low: NDArray, high: NDArray, limit: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Returns the ranges first <= i < last of pixels whose centres lie in low <= i + 0.5 < high."""
    first, last = (np.clip(np.ceil(edge - 0.5), 0, limit).astype(np.int64) for edge in (low, high))
    return first, last


def _expand(first: NDArray[np.int64], last: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Returns, for each number in M ranges, the index of its range and the number itself."""
    counts = np.maximum(last - first, 0)
    owner = np.repeat(np.arange(len(counts)), counts)
    starts = np.cumsum(counts) - counts
    return owner, np.arange(len(owner)) + (first - starts)[owner]


def _span(triangles: NDArray, y: NDArray) -> tuple[NDArray, NDArray]:
    """Returns where the horizontal lines at y (M,) enter and leave their triangles (M, 3, 2)."""
    left, right = np.full(len(y), np.inf), np.full(len(y), -np.inf)
    for i in range(3):
        a, b = triangles[:, i], triangles[:, (i + 1) % 3]
        swap = (a[:, 1] > b[:, 1])[:, None]
        a, b = np.where(swap, b, a), np.where(swap, a, b)  # a shared edge gives the same x in both its triangles
        crosses = (a[:, 1] <= y) & (y < b[:, 1])
        slope = (b[:, 0] - a[:, 0]) / np.where(crosses, b[:, 1] - a[:, 1], 1)
        x = a[:, 0] + (y - a[:, 1]) * slope
        left, right = np.where(crosses, np.minimum(left, x), left), np.where(crosses, np.maximum(right, x), right)
    return left, right


def _barycentric(triangles: NDArray, face: NDArray[np.int64], x: NDArray, y: NDArray) -> NDArray[np.float32]:
    """Returns the barycentric weights (N, 3) of the points (x, y) in triangles[face]."""
    origin = triangles[:, 0]
    (ux, uy), (vx, vy) = (triangles[:, 1] - origin).T, (triangles[:, 2] - origin).T
    area = ux * vy - uy * vx
    inverse = np.divide(1, area, out=np.zeros_like(area), where=area != 0)
    dx, dy = x - origin[face, 0], y - origin[face, 1]
    second = (dx * (vy * inverse)[face] - dy * (vx * inverse)[face]).astype(np.float32)
    third = (dy * (ux * inverse)[face] - dx * (uy * inverse)[face]).astype(np.float32)
    return np.stack([1 - second - third, second, third], axis=1)
