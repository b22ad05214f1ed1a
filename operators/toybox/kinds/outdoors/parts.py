"""Parts that things outdoors share."""

from __future__ import annotations

from ..shapes import Part, lathe


def open_vessel(radius: float, height: float, wall: float = 0.16, floor: float = 0.1, foot: float = 1.0) -> Part:
    """Returns an open round vessel on z = 0. Its foot is `foot` times as wide as its rim."""
    low = foot * radius
    return lathe([(0, 0), (low, 0), (radius, height), (radius - wall, height), (low - wall, floor), (0, floor)])
