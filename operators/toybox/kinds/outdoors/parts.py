"""Parts that several things outdoors share."""

from __future__ import annotations

import numpy as np

from ..shapes import MAIN, ColouredParts, Part, ToyShape, cylinder, lathe, sphere, tube

BRIGHT_COLOURS = ("cherry", "carrot", "lemon")


def open_vessel(radius: float, height: float, wall: float = 0.16, floor: float = 0.1, foot: float = 1.0) -> Part:
    """Returns an open round vessel on z = 0. Its foot is `foot` times as wide as its rim."""
    low = foot * radius
    return lathe([(0, 0), (low, 0), (radius, height), (radius - wall, height), (low - wall, floor), (0, floor)])


def bent_leaf(length: float, width: float, rise: float = 0.0, droop: float = 0.0) -> Part:
    """Returns a pointed leaf along X from the origin. Its tip is `rise` - `droop` high."""
    share = np.linspace(0, 1, 8)
    spine = np.stack([length * share, 0 * share, rise * share - droop * share**3], axis=1)
    half = 0.01 + width / 7 * np.sin(np.pi * share**0.8)
    return tube(spine.tolist(), half.tolist(), 6, soft=False).stretch(y=3.5)


def timber(radius: float, length: float, bark: str = MAIN) -> ColouredParts:
    """Returns the coloured parts of a sawn trunk around the origin, along Z: bark, wood and its rings."""
    end = length / 2
    trunk = lathe([(0, -end), (radius, -end), (radius, end), (0, end)], 45, ribs=9, depth=0.05)
    parts = [(trunk, bark), (cylinder(0.86 * radius, length + 0.06, bevel=0.02), "cream")]
    for low, high in ((0.2 * radius, 0.33 * radius), (0.5 * radius, 0.63 * radius)):
        ring = [(low, -end - 0.05), (high, -end - 0.05), (high, end + 0.05), (low, end + 0.05)]
        parts.append((lathe(ring, closed=True), "dough"))
    return parts


def boulder(prop: ToyShape, segments: int = 32) -> Part:
    """Returns a ball that is cut flat in many directions and below."""
    ball, high = sphere(1, segments=segments), np.linspace(-0.8, 0.9, 14)
    around, out = prop.random.uniform(0, 6) + 2.4 * np.arange(14), np.sqrt(1 - high**2)
    cuts = np.stack([out * np.cos(around), out * np.sin(around), high], axis=1) / [[prop.vary(0.84)] for _ in high]
    far = (ball.vertices @ np.array([*cuts, (0, 0, -1.8)]).T).max(axis=1)
    return Part(ball.vertices / far[:, None], ball.faces)
