"""Adornments and toiletries of the toybox. Each function adds the parts of one kind to `prop`."""

from __future__ import annotations

import math

import numpy as np

from ..shapes import (
    DARK,
    LIGHT,
    MAIN,
    Part,
    Points,
    ToyShape,
    circle,
    cylinder,
    lathe,
    loft,
    rounded,
    sphere,
    tube,
)


def carnival_mask(prop: ToyShape) -> None:
    wide, high, bend = prop.vary(0.9, 0.06), prop.vary(0.5, 0.08), prop.vary(0.35)
    turn = np.linspace(0, 2 * math.pi, 40, endpoint=False)
    u, v = np.cos(turn), np.sin(turn)
    tip = 0.3 * np.clip(u, 0, 1) ** 3
    outer = np.stack([wide * (0.46 + 0.54 * u), high * (v + 1.6 * tip)], axis=1)
    eye = np.stack([wide * (0.46 + 0.25 * u), high * (0.4 * v + 0.2 * u)], axis=1)
    prop.add(tube([(-wide, 0.02, 0), (-1.05 * wide, 0.02, -1.25)], 0.05), "gold")
    for side in (-1, 1):
        edge, hole = (line[::side] * (side, 1) for line in (outer, eye))
        rim = [(x, -0.04, z) for x, z in [*hole, hole[0]]]
        for part, colour in ((_pane(edge, hole, 0.1), MAIN), (tube(rim, 0.05, 6, soft=False), "gold")):
            part.vertices[:, 1] += bend * part.vertices[:, 0] ** 2
            prop.add(part, colour)
    for i in range(prop.random.choice((3, 5, 7))):
        plume = sphere(1, segments=12).stretch(0.13, 0.06, prop.vary(0.4, 0.1)).move(z=0.42)
        plume = plume.turn(y=22 * ((i + 1) // 2) * (-1) ** i)
        prop.add(plume.move(y=0.02, z=0.7 * high), (LIGHT, DARK)[i % 2])
    prop.add(sphere(0.14, segments=12).stretch(y=0.7, z=1.3).move(y=-0.07, z=0.66 * high), "cherry")


def necklace(prop: ToyShape) -> None:
    wide, drop, count = prop.vary(0.72, 0.1), prop.vary(0.75, 0.25), prop.random.choice((24, 28, 32))
    for x, y, angle in circle(count, 1, -90):
        front = (1 - y) / 2
        size = (0.07 + 0.055 * front) * 26 / count
        bead = sphere(size, segments=12).move(wide * x * (1 - 0.25 * front**3), 0.62 * y, -drop * front**2)
        prop.add(bead, MAIN if angle != -90 else "gold")
    gem = prop.random.choice(("cherry", "glass", "leaf"))
    prop.add(sphere(0.24).stretch(y=0.5, z=1.3).move(y=-0.66, z=-drop - 0.36), gem)


def perfume_bottle(prop: ToyShape) -> None:
    radius, height, sides = prop.vary(0.6, 0.08), prop.vary(0.8, 0.12), prop.random.choice((6, 8, 32))
    glass = [(0, 0), (0.7, 0), (1, 0.25), (1, 0.6), (0.4, 0.95), (0.3, 1.05), (0, 1.05)]
    prop.add(lathe(glass, sides).turn(z=90 + 180 / sides).stretch(radius, radius, height))
    neck = 1.05 * height
    for wide, tall, z in ((0.22, 0.14, 0.04), (0.14, 0.24, 0.16), (0.2, 0.2, 0.34)):
        prop.add(cylinder(wide, tall, bevel=0.03).move(z=neck + z), "gold")
    prop.add(cylinder(0.08, 0.16, bevel=0.02, segments=16).turn(x=90).move(y=-0.22, z=neck + 0.34), "gold")
    hose = [(0.1, 0, neck + 0.34), (0.5, 0, neck + 0.36), (0.75, 0, neck + 0.1)]
    prop.add(tube(hose, 0.055), DARK)
    bulb = lathe([(0, -0.3), (0.1, -0.3), (0.26, 0), (0.08, 0.34), (0, 0.34)], soft=True)
    prop.add(bulb.move(0.8, 0, neck - 0.16), DARK)


def lipstick(prop: ToyShape) -> None:
    radius, case, tall = prop.vary(0.34, 0.08), prop.vary(0.75), prop.vary(0.95, 0.1)
    prop.add(cylinder(radius, case, bevel=0.04, segments=32).move(z=case / 2))
    prop.add(cylinder(radius + 0.03, 0.14, bevel=0.03, segments=32).move(z=0.08), DARK)
    prop.add(cylinder(0.84 * radius, 0.4, bevel=0.03, segments=32).move(z=case + 0.1), "gold")
    wax = [(0, 0), (0.7 * radius, 0), (0.7 * radius, tall), (0.4 * radius, tall + 0.1), (0, tall + 0.1)]
    bullet = lathe(rounded(wax))
    x, _, z = bullet.vertices.T
    bullet.vertices[:, 2] -= 0.9 * np.clip(z / tall, 0, 1) ** 2 * (x + 0.7 * radius)
    prop.add(bullet.move(z=case + 0.1))


def hairbrush(prop: ToyShape) -> None:
    wide, high, grip = prop.vary(0.44, 0.18), prop.vary(0.62, 0.08), prop.vary(0.85)
    middle = grip + 0.9 * high
    prop.add(sphere(1, squareness=0.15).stretch(wide, 0.15, high).move(z=middle))
    prop.add(sphere(1, squareness=0.15).stretch(0.82 * wide, 0.12, 0.84 * high).move(y=-0.1, z=middle), "cream")
    handle = [(0, 0), (0.12, 0.02), (0.17, 0.2), (0.1, 0.75 * grip), (0.2, grip + 0.12), (0, grip + 0.2)]
    prop.add(lathe(handle, 20, soft=True).stretch(y=0.8))
    bristle = cylinder(0.03, 0.34, bevel=0.01, segments=6).turn(x=90)
    for row in range(-4, 5):
        for column in range(-3, 4):
            x, z = (column + 0.5 * (row % 2)) * 0.23, row * 0.19
            if x * x + z * z < 0.66:
                prop.add(bristle.move(x * wide, -0.3, middle + z * high), "charcoal")


def _pane(outer: Points, inner: Points, depth: float) -> Part:
    """Returns an upright plate along Y with a hole. Both outlines (x, z) have as many points, counter-clockwise."""
    edges = ((inner, -1), (inner, 1), (outer, 1), (outer, -1))
    rings = [np.insert(np.array(line), 1, side * depth / 2, axis=1) for line, side in edges]
    return loft(np.array(rings), closed=True)
