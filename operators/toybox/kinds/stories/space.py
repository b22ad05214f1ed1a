"""A planet, a satellite and a rover. Each public function adds the parts of one kind to `prop`."""

from __future__ import annotations

import math

import numpy as np

from ..shapes import DARK, LIGHT, MAIN, Part, ToyShape, box, cylinder, lathe, mirrored, sphere, tube


def planet(prop: ToyShape) -> None:
    radius, tilt, ring = prop.vary(0.62, 0.08), prop.vary(22, 0.25), prop.vary(1.15, 0.06)
    parts = [(sphere(radius, segments=32), MAIN)]
    for z, wide, colour in ((0.34, 0.1, LIGHT), (-0.3, 0.13, DARK), (0.66, 0.09, DARK), (-0.66, 0.07, LIGHT)):
        edge = [(radius * math.cos(math.asin(h)) + 0.015, radius * h) for h in np.linspace(z - wide, z + wide, 5)]
        parts.append((lathe([(0, edge[0][1]), *edge, (0, edge[-1][1])], 32), colour))
    for inner, outer, colour in ((0.78, 0.94, "gold"), (0.97, ring, LIGHT)):
        hoop = [(inner, -0.04), (outer, -0.04), (outer, 0.04), (inner, 0.04)]
        parts.append((lathe(hoop, 48, closed=True), colour))
    for part, colour in parts:
        prop.add(part.turn(x=16, y=tilt), colour)


def satellite(prop: ToyShape) -> None:
    size, wing, wide, cells = (
        prop.vary(0.42, 0.1),
        prop.vary(0.95, 0.08),
        prop.vary(0.52, 0.1),
        prop.random.choice((3, 4)),
    )
    prop.add(box(size, size, 1.6 * size), "gold")
    for z in (-0.8, 0.8):
        prop.add(box(1.1 * size, 1.1 * size, 0.1, bevel=0.03).move(z=z * size), "steel")
    prop.add(tube([(-0.6, 0, 0), (0.6, 0, 0)], 0.06, soft=False), "steel")
    start, long = size / 2 + 0.16, wing / cells
    for i in range(cells):
        for z in (-0.5, 0.5):
            cell = box(long - 0.04, 0.11, wide - 0.04, bevel=0.02)
            mirrored(prop, cell.move(start + (i + 0.5) * long, 0, z * wide))
    mirrored(prop, box(wing + 0.06, 0.06, 2 * wide + 0.06, bevel=0.02).move(start + wing / 2), "snow")
    feed = ((tube([(0, 0, 0), (0, 0, 0.5)], 0.05), "steel"), (sphere(0.08, segments=12).move(z=0.52), "cherry"))
    for part, colour in ((_dish(0.44).move(z=0.14), "snow"), *feed):
        prop.add(part.turn(x=62).move(y=-0.1, z=0.8 * size), colour)
    prop.add(cylinder(0.2, 0.3, top=0.12).turn(x=180).move(z=-0.95 * size - 0.06), "charcoal")


def moon_rover(prop: ToyShape) -> None:
    width, length, wheel, mast = (
        prop.vary(0.8, 0.08),
        prop.vary(1.35, 0.08),
        prop.vary(0.27, 0.08),
        prop.vary(0.75, 0.1),
    )
    floor = 2 * wheel + 0.12
    prop.add(box(width, length, 0.34, bevel=0.06).move(z=floor))
    prop.add(box(1.2 * width, 0.8 * length, 0.08, bevel=0.02).move(y=0.12 * length, z=floor + 0.22), "charcoal")
    for i in range(6):
        cell = box(0.52 * width, 0.22 * length, 0.08, bevel=0.02)
        prop.add(cell.move((i % 2 - 0.5) * 0.58 * width, (0.25 * (i // 2) - 0.13) * length, floor + 0.25), LIGHT)
    for y in (-0.56, 0, 0.56):
        _rover_wheel(prop, 0.5 * width + 0.22, y * length, wheel)
        strut = [(0.46 * width, 0.3 * y * length, floor), (0.5 * width + 0.1, y * length, wheel)]
        mirrored(prop, tube(strut, 0.07, segments=8), "steel")
    eye = -0.4 * length
    prop.add(cylinder(0.07, mast).move(0.2 * width, eye, floor + mast / 2), "steel")
    prop.add(box(0.46, 0.24, 0.26, bevel=0.05).move(0.2 * width, eye, floor + mast), "snow")
    for x in (-0.12, 0.12):
        prop.add(cylinder(0.09, 0.1, bevel=0.02).turn(x=90).move(0.2 * width + x, eye - 0.13, floor + mast), "charcoal")
    prop.add(_dish(0.36).turn(x=40).move(-0.24 * width, 0.42 * length, floor + 0.62), "snow")
    prop.add(cylinder(0.06, 0.5).move(-0.24 * width, 0.42 * length, floor + 0.4), "steel")


def _dish(radius: float) -> Part:
    """Returns a dish that opens upwards."""
    curve = [(0, 0), (0.55, 0.1), (1, 0.4), (0.92, 0.44), (0.5, 0.2), (0, 0.12)]
    return lathe([(r * radius, z * radius) for r, z in curve], 28, soft=True)


def _rover_wheel(prop: ToyShape, x: float, y: float, radius: float) -> None:
    """Adds a pair of wheels with treads on the ground, at -`x` and `x`."""
    tyre = lathe([(0, -0.15), (radius, -0.15), (radius, 0.15), (0, 0.15)], 36, ribs=12, depth=0.06)
    for part, colour in ((tyre, "stone"), (cylinder(0.5 * radius, 0.36, bevel=0.03), "gold")):
        mirrored(prop, part.turn(y=90).move(x, y, radius), colour)
