"""Parts that several things of a house share."""

from __future__ import annotations

import math
from itertools import pairwise

from ..shapes import Part, box

_STROKES = {  # of the letters, in a square of side 1
    "N": ([(0, 0), (0, 1), (1, 0), (1, 1)],),
    "E": ([(1, 1), (0, 1), (0, 0), (1, 0)], [(0, 0.5), (0.8, 0.5)]),
    "W": ([(0, 1), (0.25, 0), (0.5, 0.8), (0.75, 0), (1, 1)],),
    "$": ([(1, 1), (0, 1), (0, 0.5), (1, 0.5), (1, 0), (0, 0)], [(0.5, -0.25), (0.5, 0)], [(0.5, 1), (0.5, 1.25)]),
    "S": ([(1, 1), (0, 1), (0, 0.5), (1, 0.5), (1, 0), (0, 0)],),
}


def block_letters(word: str, size: float) -> list[Part]:
    """Returns the strokes of a word, centred, that face the front."""
    strokes, wide = [], 0.8 * size
    for i, letter in enumerate(word):
        left = 1.3 * (i - len(word) / 2) * wide + 0.15 * wide
        for line in _STROKES[letter]:
            for (x, z), (u, w) in pairwise(line):
                across, up = (u - x) * wide, (w - z) * size
                bar = box(math.hypot(across, up) + 0.06, 0.1, 0.06, bevel=0.015)
                turned = bar.turn(y=-math.degrees(math.atan2(up, across)))
                strokes.append(turned.move(left + (x + u) / 2 * wide, 0, (z + w) / 2 * size))
    return strokes
