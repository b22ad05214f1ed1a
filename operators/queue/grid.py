"""Places the props of a list in a grid on the ground, clear of props that stand there or will be placed soon."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import accumulate
from statistics import fmean

GAP = 0.25  # between two props, as a share of their mean side

Box = tuple[float, float, float, float]  # metres: lowest X, lowest Y, highest X, highest Y


def spread(sizes: Sequence[Sequence[float]], centre: Sequence[float]) -> list[Box]:
    """Returns one box for each size (width, depth) in metres, in a grid around `centre` (X, Y).

    Rows run from the back to the front. There are about as many columns as rows.
    """
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
    """Returns the boxes, all moved along X by the same distance until no missing box overlaps an occupied one.

    `missing[i]` is True if nothing stands in `boxes[i]` yet.
    """
    moved, gap = list(boxes), GAP * fmean(box[2] - box[0] for box in boxes)
    while blocking := list(
        _meeting([box for box, is_missing in zip(moved, missing, strict=True) if is_missing], occupied)
    ):
        by = max(box[2] for box in blocking) + gap - min(box[0] for box in moved)
        moved = [(left + by, front, right + by, back) for left, front, right, back in moved]
    return moved


def around(centre: Sequence[float], size: Sequence[float]) -> Box:
    """Returns the box of a size (width, depth) around its centre (X, Y)."""
    (x, y), (width, depth) = centre, size
    return x - width / 2, y - depth / 2, x + width / 2, y + depth / 2


def middle(box: Box) -> tuple[float, float]:
    """Returns X and Y of the box's centre."""
    return (box[0] + box[2]) / 2, (box[1] + box[3]) / 2


def _meeting(boxes: Sequence[Box], occupied: Sequence[Box]) -> Iterator[Box]:
    """Yields each occupied box that overlaps at least one of the boxes."""
    for other in occupied:
        if any(box[0] < other[2] and other[0] < box[2] and box[1] < other[3] and other[1] < box[3] for box in boxes):
            yield other
