"""Where the props of a list stand: a grid on the ground, beside what stands there or is about to."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import accumulate
from statistics import fmean

GAP = 0.25  # between two props, as a share of their mean side

Box = tuple[float, float, float, float]  # metres: the lowest X and Y, the highest X and Y


def spread(sizes: Sequence[Sequence[float]], centre: Sequence[float]) -> list[Box]:
    """A box of each size along X and Y, in rows from the back to the front, about as many columns as rows."""
    columns = math.ceil(math.sqrt(len(sizes)))
    gap = GAP * fmean(side for size in sizes for side in size)
    widths = [max(width for width, _ in sizes[column::columns]) + gap for column in range(columns)]
    rows = range(0, len(sizes), columns)
    depths = [max(depth for _, depth in sizes[first : first + columns]) + gap for first in rows]
    left, back = centre[0] - sum(widths) / 2, centre[1] + sum(depths) / 2
    xs = [left + edge - width / 2 for edge, width in zip(accumulate(widths), widths, strict=True)]
    ys = [back - edge + depth / 2 for edge, depth in zip(accumulate(depths), depths, strict=True)]
    return [around((xs[i % columns], ys[i // columns]), size) for i, size in enumerate(sizes)]


def clear(boxes: Sequence[Box], missing: Sequence[bool], occupied: Sequence[Box]) -> list[Box]:
    """The boxes, moved along X until none that is missing meets one that is occupied."""
    moved, gap = list(boxes), GAP * fmean(box[2] - box[0] for box in boxes)
    while blocking := list(
        _meeting([box for box, is_missing in zip(moved, missing, strict=True) if is_missing], occupied)
    ):
        by = max(box[2] for box in blocking) + gap - min(box[0] for box in moved)
        moved = [(left + by, front, right + by, back) for left, front, right, back in moved]
    return moved


def around(centre: Sequence[float], size: Sequence[float]) -> Box:
    """The box of a size along X and Y around its centre."""
    (x, y), (width, depth) = centre, size
    return x - width / 2, y - depth / 2, x + width / 2, y + depth / 2


def middle(box: Box) -> tuple[float, float]:
    """X and Y of a box's centre."""
    return (box[0] + box[2]) / 2, (box[1] + box[3]) / 2


def _meeting(boxes: Sequence[Box], occupied: Sequence[Box]) -> Iterator[Box]:
    """Those occupied that one of the boxes overlaps."""
    for other in occupied:
        if any(box[0] < other[2] and other[0] < box[2] and box[1] < other[3] and other[1] < box[3] for box in boxes):
            yield other
