"""Parts that several kinds of food share."""

from __future__ import annotations

import math

import numpy as np

from ..shapes import Part, Points, ToyShape, circle, extrude, lathe, loft, tube


def sector(profile: Points, start: float, end: float) -> Part:
    """Returns a piece of a round thing from `start` to `end` degrees. The profile is a closed line of (radius, z)."""
    angle = np.radians(np.linspace(end, start, max(3, round((end - start) / 6))))[:, None]
    radius, height = np.array(profile).T
    return loft(np.stack([radius * np.cos(angle), radius * np.sin(angle), height + 0 * angle], axis=-1))


def spread_over_disc(count: int) -> list[tuple[float, float]]:
    """Returns `count` places (share of the radius, angle in degrees) spread evenly over a disc."""
    return [(math.sqrt((i + 0.5) / count), 137.5 * i) for i in range(count)]


def biscuit(start: tuple[float, float], end: tuple[float, float], radius: float, thick: float) -> Part:
    """Returns a flat bar with round ends, `thick` along Y, between two points of (x, z)."""
    (x, z), (u, w) = start, end
    length, turn = math.hypot(u - x, w - z), math.degrees(math.atan2(u - x, w - z))
    angles = np.linspace(0, math.pi, 13)
    cap = [(radius * math.cos(a), length + radius * math.sin(a)) for a in angles]
    outline = [*cap, *((-v, length - h) for v, h in cap)]
    return extrude(outline, thick, bevel=0.08).turn(y=turn).move(x, z=z)


def upright_leaf(half: float) -> Part:
    """Returns a pointed leaf that grows up from the origin, flat along X and 2 `half` long."""
    blade = lathe([(0, 0), (0.2, 0.1), (0.5, 0.8), (0.3, 1.4), (0.03, 2), (0, 2)], segments=12, soft=True)
    return blade.stretch(0.3 * half, half, half)


def stalk(length: float) -> Part:
    """Returns a bent stalk that grows up from the origin."""
    return tube([(0, 0, 0), (0, 0, 0.6 * length), (0.13, 0, length)], [0.085, 0.07, 0.1])


def calyx(prop: ToyShape, count: int, bottom: float, size: float, lean: float) -> None:
    """Adds the star of leaves on a fruit, at the height `bottom`, each leaning by `lean` degrees."""
    for _, _, angle in circle(count, 1.0, prop.random.uniform(0, 90)):
        prop.add(upright_leaf(size).turn(y=lean, z=angle).move(z=bottom), "leaf")
