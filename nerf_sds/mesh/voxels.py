"""Finds the voxels that a surface passes through, so that no path between neighbouring voxels slips through it.

A voxel's index is the coordinate of its centre, 0 .. R-1 along each axis. Suppose that a step between adjacent voxels
crosses a triangle. Then the step runs along the axis that the triangle faces most, or it crosses less than half a step
from a point where the triangle or one of its edges meets a line between centres. It is therefore enough to mark the
voxels of three kinds of points: where triangles meet such lines, where edges meet the planes through centres, and the
corners.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from .extraction import Ints

Doubles = NDArray[np.float64]

AT_ONCE = 1 << 18  # points processed at a time
_NEAR = 1e-6  # voxels: tolerance by which points on a shared edge belong to both triangles


def of_surface(triangles: NDArray[np.floating], resolution: int) -> NDArray[np.bool_]:
    """Returns the mask (R, R, R), axes z, y, x, of the voxels that triangles pass through.

    `triangles` (N, 3, 3) have corners x, y, z in voxels, within 0 .. R-1. Large triangles cost little.
    """
    marked = np.zeros(resolution**3, bool)
    strides = np.array([1, resolution, resolution**2], np.int32)  # of x, y, z
    wide = triangles.astype(np.float64)
    corners = wide.reshape(-1, 3)
    marked[np.rint(corners).astype(np.int32) @ strides] = True
    pairs: Doubles = np.stack([corners, np.roll(wide, -1, axis=1).reshape(-1, 3)], 1)  # (3 N, 2, 3)
    sorted_pairs = np.sort(pairs.view("f8,f8,f8"), axis=1).view(np.float64).reshape(-1, 6)
    edges: Doubles = np.unique(sorted_pairs, axis=0).reshape(-1, 2, 3)  # each shared edge once
    normals: Doubles = np.cross(wide[:, 1] - wide[:, 0], wide[:, 2] - wide[:, 0])
    faced = np.abs(normals).argmax(1)
    for axis in range(3):
        order = [(axis + 1) % 3, (axis + 2) % 3, axis]
        _mark_edges(marked, edges[..., order], strides[order])
        chosen = (faced == axis) & (np.abs(normals[:, axis]) > 1e-12)
        _mark_faces(marked, wide[chosen][..., order], normals[chosen][:, order], strides[order])
    return marked.reshape((resolution,) * 3)


def _mark_edges(marked: NDArray[np.bool_], edges: Doubles, strides: Ints) -> None:
    """Marks where edges (E, 2, 3) meet the planes through centres that are perpendicular to their last axis."""
    first = np.ceil(edges[..., 2].min(1) - _NEAR).astype(np.int32)
    counts = np.floor(edges[..., 2].max(1) + _NEAR).astype(np.int32) - first + 1
    for part, times, step in _runs(counts):
        a, b = np.repeat(edges[part], times, axis=0).transpose(1, 0, 2)
        w = np.repeat(first[part], times) + step
        length = b[:, 2] - a[:, 2]
        share = np.clip((w - a[:, 2]) / np.where(length == 0, 1, length), 0, 1)
        u, v = np.rint(a[:, :2] + share[:, None] * (b - a)[:, :2]).astype(np.int32).T
        marked[u * strides[0] + v * strides[1] + w * strides[2]] = True


def _mark_faces(marked: NDArray[np.bool_], triangles: Doubles, normals: Doubles, strides: Ints) -> None:
    """Marks where triangles (N, 3, 3) meet the lines through centres along their last axis.

    Of the three axes each triangle faces the last one most.
    """
    slopes = -normals[:, :2] / normals[:, 2:]  # of w, along u and v
    first = np.ceil(triangles[..., 1].min(1) - _NEAR).astype(np.int32)
    rows = np.floor(triangles[..., 1].max(1) + _NEAR).astype(np.int32) - first + 1
    for part, times, step in _runs(rows):
        v = np.repeat(first[part], times) + step
        a, slope = np.repeat(triangles[part], times, axis=0), np.repeat(slopes[part], times, axis=0)
        low, high = _span(a, v)
        start = np.ceil(low - _NEAR)
        counts = (np.floor(high + _NEAR) - start + 1).astype(np.int32)
        w = a[:, 0, 2] + slope[:, 0] * (start - a[:, 0, 0]) + slope[:, 1] * (v - a[:, 0, 1])
        base = (start * strides[0] + v * strides[1]).astype(np.int32)
        w, along = (w + 0.5).astype(np.float32), slope[:, 0].astype(np.float32)
        for piece, times, u in _runs(counts):
            height = np.repeat(along[piece], times)
            height *= u
            height += np.repeat(w[piece], times)
            index = height.astype(np.int32)  # rounds, because 0.5 was added; never negative
            index *= strides[2]
            index += np.repeat(base[piece], times)
            u *= strides[0]
            index += u
            marked[index] = True


def _span(triangles: Doubles, v: Ints) -> tuple[Doubles, Doubles]:
    """Returns the range along u in which the line at each v lies within its triangle. Each line meets its triangle."""
    low, high = np.full(len(v), np.inf), np.full(len(v), -np.inf)
    for a, b in ((0, 1), (1, 2), (2, 0)):
        (ua, va), (ub, vb) = triangles[:, a, :2].T, triangles[:, b, :2].T
        meets = (v >= np.minimum(va, vb) - _NEAR) & (v <= np.maximum(va, vb) + _NEAR)
        u = ua + np.clip((v - va) / np.where(va == vb, 1, vb - va), 0, 1) * (ub - ua)
        low, high = np.where(meets, np.minimum(low, u), low), np.where(meets, np.maximum(high, u), high)
    return low, high


def _runs(counts: Ints) -> Iterator[tuple[slice, Ints, Ints]]:
    """Yields slices of the counts, each with its counts and the numbers 0 .. count-1 of all these counts in sequence.

    A slice has at most AT_ONCE numbers in total, unless a single count is larger.
    """
    counts = np.maximum(counts, 0)
    ends = counts.cumsum(dtype=np.int64)
    first = 0
    while first < len(counts):
        before = ends[first - 1] if first else 0
        last = max(int(np.searchsorted(ends, before + AT_ONCE, "right")), first + 1)
        times = counts[first:last]
        starts = (ends[first:last] - before - times).astype(np.int32)
        yield slice(first, last), times, np.arange(times.sum(), dtype=np.int32) - np.repeat(starts, times)
        first = last
