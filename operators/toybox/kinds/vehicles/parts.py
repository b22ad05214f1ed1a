"""Parts that several vehicles share."""

from __future__ import annotations

import math

import numpy as np

from ..shapes import Part, Points, ToyShape, box, cylinder, extrude, lathe, sphere, tube


def pair(prop: ToyShape, part: Part, colour: str, x: float, y: float, z: float) -> None:
    """Adds the part twice, at -`x` and at `x`."""
    for side in (-x, x):
        prop.add(part.move(side, y, z), colour)


def bars(prop: ToyShape, colour: str, radius: float, *paths: tuple[tuple[float, float, float], ...]) -> None:
    """Adds a round bar along each path."""
    for path in paths:
        prop.add(tube(path, radius, segments=10), colour)


def wheels(prop: ToyShape, x: float, y: float, radius: float, width: float, hub: str = "steel") -> None:
    """Adds a pair of wheels on the ground, at -`x` and `x`, or one wheel if `x` is 0."""
    for side in {-x, x}:
        prop.add(cylinder(radius, width).turn(y=90).move(side, y, radius), "charcoal")
        prop.add(cylinder(0.5 * radius, width + 0.06, bevel=0.02).turn(y=90).move(side, y, radius), hub)


def spoked_wheel(prop: ToyShape, x: float, y: float, radius: float, rim: str, hub: str) -> None:
    """Adds a wheel with spokes on the ground. `hub` is the colour of hub and spokes."""
    hoop = [(radius - 0.13, -0.06), (radius, -0.06), (radius, 0.06), (radius - 0.13, 0.06)]
    prop.add(lathe(hoop, closed=True).turn(y=90).move(x, y, radius), rim)
    prop.add(cylinder(0.1, 0.2, bevel=0.03, segments=12).turn(y=90).move(x, y, radius), hub)
    for angle in (20, 65, 110, 155):
        prop.add(box(0.06, 0.06, 2 * radius - 0.14, bevel=0.01).turn(x=angle).move(x, y, radius), hub)


def mudguard(x: float, y: float, radius: float, width: float) -> Part:
    """Returns a mudguard around the top of a wheel on the ground."""
    arc = [(0, -radius * np.cos(a), radius * np.sin(a)) for a in np.radians(np.linspace(20, 150, 9))]
    return tube(arc, 0.05, soft=False).stretch(x=width / 0.1).move(x, y, radius)


def lamps(prop: ToyShape, x: float, y: float, z: float) -> None:
    """Adds a pair of headlights at -`x` and `x`, or one if `x` is 0."""
    for side in {-x, x}:
        prop.add(sphere(0.11, segments=16).stretch(y=0.6).move(side, y, z), "lemon")


def tub(width: float, length: float, height: float, flare: float) -> Part:
    """Returns a box on z = 0 that is open at the top. `flare` scales its rim."""
    profile = [(0, 0), (1, 0), (flare, height), (flare - 0.18, height), (0.82, 0.08), (0, 0.08)]
    return lathe(profile, segments=4).turn(z=45).stretch(width / 2**0.5, length / 2**0.5)


def plate(outline: Points, width: float, bevel: float = 0.04) -> Part:
    """Returns a plate of thickness `width` along X. Its outline is a line of (y, z), counter-clockwise from +X."""
    return extrude(outline, width, bevel).turn(z=90)


def board(width: float, thick: float, start: tuple[float, float], end: tuple[float, float]) -> Part:
    """Returns a board across X whose side view is a bar between two points (y, z)."""
    (y, z), (u, v) = start, end
    flat = box(width, thick, math.dist(start, end), bevel=0.02)
    return flat.turn(x=math.degrees(math.atan2(y - u, v - z))).move(0, (y + u) / 2, (z + v) / 2)


def cabin(
    prop: ToyShape,
    size: tuple[float, float, float],
    place: tuple[float, float, float],
    taper: float = 0.9,
    panes: int = 1,
) -> None:
    """Adds a cabin that stands on `place`, with a window in front, one behind and `panes` on each side."""
    (width, length, height), (x, y, z) = size, place
    low, high = 0.72 + 0.28 * taper, 0.16 + 0.84 * taper  # how wide it is where the windows begin and end
    prop.add(box(width, length, height, bevel=0.05, taper=taper).move(x, y, z + height / 2))
    glass, middle = 0.56 * height, z + 0.56 * height
    prop.add(box(0.8 * low * width, low * length + 0.05, glass, 0.02, high / low).move(x, y, middle), "glass")
    for i in range(panes):
        pane = box(low * width + 0.05, 0.8 * high * length / panes, glass, 0.02, high / low)
        prop.add(pane.move(x, y + (i + 0.5 - panes / 2) * 0.88 * high * length / panes, middle), "glass")


def lamps_and_bumpers(prop: ToyShape, width: float, front: float, back: float, z: float) -> None:
    """Adds headlamps, tail lights and bumpers to a body `width` wide that reaches from `front` to `back`."""
    lamps(prop, 0.36 * width, front, z)
    for y in (front, back):
        prop.add(box(width + 0.02, 0.14, 0.13, bevel=0.04).move(y=y, z=z - 0.22), "steel")
    pair(prop, box(0.14, 0.08, 0.18, bevel=0.02), "cherry", 0.4 * width, back, z)
