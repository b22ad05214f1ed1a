"""Parts that things outdoors share."""

from __future__ import annotations

import numpy as np

from ..shapes import Part, lathe, loft


def open_vessel(radius: float, height: float, wall: float = 0.16, floor: float = 0.1, foot: float = 1.0) -> Part:
    """Returns an open round vessel on z = 0. Its foot is `foot` times as wide as its rim."""
    low = foot * radius
    return lathe([(0, 0), (low, 0), (radius, height), (radius - wall, height), (low - wall, floor), (0, floor)])


def slab(x: np.ndarray, z: np.ndarray, thick: float | np.ndarray, width: float) -> Part:
    """Returns a slab that lies on the line of points (x, z): `thick` upwards and `width` along Y."""
    side, top = np.full(len(x), width / 2), z + thick
    corners = ((side, top), (-side, top), (-side, z), (side, z))
    return loft(np.stack([np.stack([x, y, height], axis=1) for y, height in corners], axis=1))
