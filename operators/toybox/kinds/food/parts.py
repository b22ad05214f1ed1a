"""Building blocks of the toybox's food."""

from __future__ import annotations

from ..shapes import Part, Points, ToyShape, circle, lathe, tube


def leaf(half: float) -> Part:
    """Returns a pointed leaf that grows up from the origin, flat along X and 2 `half` long."""
    blade = lathe([(0, 0), (0.2, 0.1), (0.5, 0.8), (0.3, 1.4), (0.03, 2), (0, 2)], segments=12, soft=True)
    return blade.stretch(0.3 * half, half, half)


def stalk(length: float) -> Part:
    """Returns a bent stalk that grows up from the origin."""
    return tube([(0, 0, 0), (0, 0, 0.6 * length), (0.13, 0, length)], [0.085, 0.07, 0.1])


def calyx(prop: ToyShape, count: int, bottom: float, size: float, lean: float) -> None:
    """Adds the star of leaves on a fruit, at the height `bottom`, each leaning by `lean` degrees."""
    for _, _, angle in circle(count, 1.0, prop.random.uniform(0, 90)):
        prop.add(leaf(size).turn(y=lean, z=angle).move(z=bottom), "leaf")


def vessel(outside: Points, wall: float) -> Part:
    """Returns a round open vessel. `outside` runs from the middle of its bottom to its rim, as (radius, z)."""
    bottom = outside[0][1] + wall
    inside = [(max(radius - wall, 0), max(z, bottom)) for radius, z in reversed(outside)]
    return lathe([*outside, *inside], segments=32, soft=True)
