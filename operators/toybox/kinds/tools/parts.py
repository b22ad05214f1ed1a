"""Parts that several tools share."""

from __future__ import annotations

from ..shapes import DARK, ToyShape, cylinder, limb, torus


def wound_grip(prop: ToyShape, radius: float, low: float, high: float, ring: str) -> None:
    """Adds a dark grip with three rings around an upright handle."""
    prop.add(cylinder(radius, high - low).move(z=(low + high) / 2), DARK)
    for share in (0.15, 0.5, 0.85):
        prop.add(torus(radius, 0.05, segments=20).move(z=low + share * (high - low)), ring)


def turned_handle(prop: ToyShape, top: float, colour: str) -> None:
    """Adds an upright handle with a waist and a ferrule."""
    waist = ((0, 0, 0.55 * top, 0.17), (0, 0, 0.2 * top, 0.13))
    prop.add(limb((0, 0, top, 0.12), *waist, (0, 0, 0, 0.17)), colour)
    prop.add(cylinder(0.16, 0.2).move(z=top), "gold")
