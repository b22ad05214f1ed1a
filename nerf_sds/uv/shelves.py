"""Packs flat charts into rows of equal height, as books on shelves: at once, also for thousands of them."""

from __future__ import annotations

import numpy as np

from .flattening import Flat, boxes
from .surface import Doubles, Planar

HALVINGS = 30  # of the range in which the scale lies


def shelved(flat: Flat, gap: float) -> Doubles:
    """Returns the UVs (P, 2) in 0..1 of the charts' points. The charts keep their proportions to each other.

    `gap` is the distance between islands as a share of the square's side; to its rim it is half of that. Raises
    ValueError with one line if gaps alone fill the square.
    """
    width, height = boxes(flat.points, flat.owners)
    points = flat.points * np.where(height > width, -1j, 1)[flat.owners]  # all lie
    width, height = np.maximum(width, height), np.minimum(width, height)
    low, high, best = 0.0, 1 / np.sqrt((width * height).sum()), np.zeros(flat.count, np.complex128)
    for _ in range(HALVINGS):
        scale = (low + high) / 2
        corners = _corners(scale * width + gap, scale * height + gap)
        low, high, best = (low, scale, best) if corners is None else (scale, high, corners)
    if not low:
        raise ValueError(f"The mesh falls into {flat.count:,} islands, too many for its texture: join its loose parts")
    first = np.full((2, flat.count), np.inf)
    np.minimum.at(first[0], flat.owners, points.real)
    np.minimum.at(first[1], flat.owners, points.imag)
    placed = (points - (first[0] + 1j * first[1])[flat.owners]) * low + best[flat.owners] + (1 + 1j) * gap / 2
    return np.stack([placed.real, placed.imag], axis=1)


def _corners(width: Doubles, height: Doubles) -> Planar | None:
    """Returns the corner of each box (N,) in the square, row upon row, the highest first. None if they do not fit."""
    corners, x, y, tall = np.empty(len(width), np.complex128), 0.0, 0.0, 0.0
    for box in np.argsort(-height, kind="stable").tolist():
        if x + width[box] > 1:
            x, y, tall = 0.0, y + tall, 0.0
        tall = max(tall, height[box])
        if width[box] > 1 or y + tall > 1:
            return None
        corners[box] = complex(x, y)
        x += width[box]
    return corners
