"""Parts and outlines that kinds of several rooms share."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from .shapes import Part, Points, ToyShape, circle, cylinder, extrude, loft, rounded, torus, tube


def coil(path: np.ndarray, radius: float, thickness: float, turns: int) -> Part:
    """Returns a wire that winds about a path (N, 3), which is best upright."""
    angle = np.linspace(0, 2 * math.pi * turns, len(path))[:, None]
    around = radius * np.hstack([np.cos(angle), np.sin(angle), 0 * angle])
    return tube((path + around).tolist(), thickness, segments=6, soft=False)


def disc(radius: float, depth: float, segments: int = 24) -> Part:
    """Returns a disc that faces the front, such as a knob."""
    return cylinder(radius, depth, bevel=0.02, segments=segments).turn(x=90)


def at_corners(prop: ToyShape, part: Part, x: float, y: float, colour: str = "charcoal") -> None:
    """Adds the part, such as a foot, at the corners of a rectangle of x by y."""
    for u in (-x / 2, x / 2):
        for v in (-y / 2, y / 2):
            prop.add(part.move(u, v), colour)


def arc(wide: float, high: float, start: float = 0.0, end: float = 180.0, count: int = 25) -> list[tuple[float, float]]:
    """Returns points (x, z) of an ellipse with these half axes from `start` to `end` degrees; 90 points up."""
    angles = np.radians(np.linspace(start, end, count))
    return [(wide * math.cos(a), high * math.sin(a)) for a in angles]


def bow_handle(wide: float, high: float, thickness: float, half: float = 90) -> Part:
    """Returns a handle along an upright half ellipse above the origin, or its part within `half` degrees of the top."""
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


def lying_plate(outline: Points, depth: float) -> Part:
    """Returns a lying plate with the outline (x, y), counter-clockwise seen from above."""
    return extrude(outline, depth, bevel=0.02).turn(x=-90)


def oval_ring(count: int, squareness: float) -> np.ndarray:
    """Returns x and y of a circle of radius 1, inflated towards a square: (2, `count`), the last point is the first."""
    angle = np.linspace(0, 2 * math.pi, count)
    wave = np.stack([np.cos(angle), np.sin(angle)])
    return np.sign(wave) * np.abs(wave) ** (1 - squareness)


def oval_loft(rows: Sequence[tuple[float, ...]], squareness: float = 0.0) -> Part:
    """Lofts ovals from bottom to top along the outside, rounded.

    Each row is (half width, half depth, y, z), and may end with the angle in degrees by which the oval leans forward.
    """
    half, deep, y, z, lean = rounded([(*row, 0.0)[:5] for row in rows]).T[:, :, None]
    u, v = oval_ring(33, squareness)[:, :-1]
    lean = np.radians(lean)
    return loft(np.stack([half * u, y + deep * np.cos(lean) * v, z + deep * np.sin(lean) * v], axis=-1))


def front_to_back_loft(rows: Sequence[tuple[float, float, float, float]], squareness: float = 0.0) -> Part:
    """Lofts upright ovals as `oval_loft` does. Each row is (half width, front y, back y, z)."""
    half, front, back, z = rounded(rows).T[:, :, None]
    u, v = oval_ring(33, squareness)[:, :-1]
    return loft(np.stack([half * u, (front + back) / 2 + (back - front) / 2 * v, z + 0 * u], axis=-1))


def star(radius: float, depth: float, bevel: float = 0.02, waist: float = 0.5) -> Part:
    """Returns an upright star with five points. `waist` is the radius of its inner corners, relative to `radius`."""
    corners = zip(circle(5, radius, 90), circle(5, waist * radius, 126), strict=True)
    return extrude([(x, z) for pair in corners for x, z, _ in pair], depth, bevel)
