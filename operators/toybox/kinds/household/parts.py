"""Parts that things of a house share."""

from __future__ import annotations

import math

import numpy as np

from ..shapes import Part, Points, ToyShape, cylinder, extrude, loft, torus, tube


def disc(radius: float, depth: float, segments: int = 24) -> Part:
    """Returns a disc that faces the front, such as a knob."""
    return cylinder(radius, depth, bevel=0.02, segments=segments).turn(x=90)


def pull(half: float, reach: float) -> Part:
    """Returns an upright handle, from -`half` to `half`, that stands out to the front by `reach`."""
    return tube([(0, 0, -half), (0, -reach, -half), (0, -reach, half), (0, 0, half)], 0.06)


def four(prop: ToyShape, part: Part, x: float, y: float, colour: str = "charcoal") -> None:
    """Adds the part, such as a foot, at the corners of a rectangle of x by y."""
    for u in (-x / 2, x / 2):
        for v in (-y / 2, y / 2):
            prop.add(part.move(u, v), colour)


def arc(wide: float, high: float, start: float = 0.0, end: float = 180.0, count: int = 25) -> list[tuple[float, float]]:
    """Returns points (x, z) of an ellipse with these half axes from `start` to `end` degrees; 90 points up."""
    angles = np.radians(np.linspace(start, end, count))
    return [(wide * math.cos(a), high * math.sin(a)) for a in angles]


def bow_handle(wide: float, high: float, thickness: float, half: float = 90) -> Part:
    """Returns an upright bow above the origin, or the part of it within `half` degrees of the top."""
    return tube([(x, 0.0, z) for x, z in arc(wide, high, 90 - half, 90 + half)], thickness, soft=False)


def upright_ring(radius: float, thickness: float) -> Part:
    """Returns an upright ring that faces the front."""
    return torus(radius, thickness).turn(x=90)


def shrunk(outline: Points, wall: float) -> np.ndarray:
    """Returns the outline shrunk by `wall` on each side of its bounding box."""
    points = np.array(outline, dtype=float)
    low, high = points.min(axis=0), points.max(axis=0)
    return (low + high) / 2 + (points - (low + high) / 2) * (1 - 2 * wall / (high - low))


def border(outline: Points, wall: float, height: float) -> Part:
    """Returns a frame around the outline (x, y), `height` high along Z about the origin."""
    rings = []
    for inset, z in ((wall, -1.0), (0.03, -1.0), (0.0, -0.6), (0.0, 0.6), (0.03, 1.0), (wall, 1.0)):
        points = shrunk(outline, inset)
        rings.append(np.column_stack([points, np.full(len(points), z * height / 2)]))
    return loft(np.array(rings), closed=True)


def panel(outline: Points, inset: float, depth: float) -> Part:
    """Returns a plate that faces the front and fills the outline (x, z) but for a border of width `inset`."""
    return extrude(shrunk(outline, inset), depth, bevel=0.01)


def flat(outline: Points, depth: float) -> Part:
    """Returns a lying plate with the outline (x, y), counter-clockwise seen from above."""
    return extrude(outline, depth, bevel=0.02).turn(x=-90)
