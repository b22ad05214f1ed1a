"""Weapons that are shot or thrown. Each public function adds the parts of one kind to `prop`."""

from __future__ import annotations

import math

import numpy as np

from ..shapes import (
    DARK,
    LIGHT,
    ColouredParts,
    ToyShape,
    box,
    circle,
    cone,
    cylinder,
    extrude,
    lathe,
    mirrored,
    sphere,
    torus,
    tube,
)


def bow(prop: ToyShape) -> None:
    half, belly, drawn = prop.vary(1.2, 0.06), prop.vary(0.62, 0.12), prop.vary(0.35, 0.4)
    upper = [(0.12, 1.04, 0.06), (-0.06, 0.98, 0.06), (-0.5, 0.62, 0.085), (-0.95, 0.3, 0.1), (-0.9, 0.1, 0.1)]
    curve = [*upper, *((x, -z, thick) for x, z, thick in upper[::-1])]
    wood = tube([(x * belly, 0, z * half) for x, z, _ in curve], [thick for *_, thick in curve])
    prop.add(wood.stretch(y=1.3))
    prop.add(cylinder(0.13, 0.4, segments=16).stretch(y=1.2).move(x=-0.9 * belly), DARK)
    for x, z in ((-0.9, 0.24), (-0.34, 0.76 * half)):
        for side in (-1, 1):
            prop.add(sphere(0.13, segments=12).stretch(y=1.2, z=0.6).move(x * belly, 0, side * z), "gold")
    string = [(0.02 * belly, 0, half), (drawn, 0, 0), (0.02 * belly, 0, -half)]
    prop.add(tube(string, 0.035, 8, soft=False), "snow")
    _nocked_arrow(prop, -0.9 * belly - prop.vary(0.45), drawn)


def crossbow(prop: ToyShape) -> None:
    length, span, sweep, nut = prop.vary(1.9, 0.06), prop.vary(0.95, 0.08), prop.vary(0.42, 0.12), prop.vary(0.78, 0.08)
    half = [(0.16, 0), (0.14, 0.5), (0.1, 0.62), (0.12, length)]
    prop.add(extrude([*half, *((-x, z) for x, z in half[::-1])], 0.3, bevel=0.05))
    prop.add(box(0.3, 0.42, 0.5, bevel=0.06).move(y=0.06, z=0.2), DARK)
    prop.add(box(0.1, 0.1, length - nut, bevel=0.02).move(y=-0.16, z=(length + nut) / 2), "charcoal")
    limbs = [(share * span, -0.02, length - sweep * share**2) for share in np.linspace(-1, 1, 11)]
    prop.add(tube(limbs, [0.06, 0.08, 0.1, 0.12, 0.14, 0.15, 0.14, 0.12, 0.1, 0.08, 0.06]))
    for x, y, z in (limbs[0], limbs[-1]):
        prop.add(sphere(0.1).move(x, y, z), "gold")
    prop.add(tube([limbs[0], (0, -0.2, nut + 0.02), limbs[-1]], 0.035, 8, soft=False), "snow")
    low, high = length - 0.1, length + 0.16
    prop.add(tube([(-0.1, 0, low), (-0.2, 0, high), (0.2, 0, high), (0.1, 0, low)], 0.055), "steel")
    prop.add(tube([(0, 0.1, nut), (0, 0.34, nut - 0.1), (0, 0.36, nut - 0.42)], 0.06), "steel")
    _crossbow_bolt(prop, nut, length + 0.3, -0.24)


def quiver(prop: ToyShape) -> None:
    radius, height, count = prop.vary(0.34, 0.1), prop.vary(1.5, 0.08), prop.random.choice((4, 5))
    bag = [(0, 0), (0.5, 0), (0.6, 0.05), (1, 0.9), (1, 1), (0.84, 1), (0.8, 0.5), (0, 0.5)]
    prop.add(lathe(bag, 32).stretch(radius, radius, height))
    for z, size in ((0.05, 0.6), (0.66, 0.9), (0.95, 1.0)):
        prop.add(torus(size * radius, 0.07).stretch(z=1.3).move(z=z * height), DARK)
    _quiver_lacing(prop, radius, height)
    strap = [(0.95, 0.96), (1.3, 1.0), (1.4, 0.6), (1.2, 0.1), (0.5, 0.08)]
    prop.add(tube([(x * radius, 0, z * height) for x, z in strap], 0.05).stretch(y=3), LIGHT)
    prop.add(box(0.14, 0.4, 0.26, bevel=0.03).move(1.3 * radius, 0, 0.6 * height), "gold")
    colours = prop.random.sample(("cherry", "snow", "lemon", "leaf"), 2)
    for i, (x, y, angle) in enumerate([(0, 0, 0), *circle(count, 0.4 * radius, 20)]):
        for part, colour in _quiver_arrow(prop.vary(height + 0.5, 0.05), colours[i % 2]):
            prop.add(part.turn(y=6 * (i > 0), z=angle).move(x, y, 0.1), colour)


def boomerang(prop: ToyShape) -> None:
    reach, spread, wide, thick = prop.vary(1.25, 0.08), prop.vary(48, 0.12), prop.vary(0.22), prop.vary(0.36, 0.1)
    share, angle = np.linspace(-1, 1, 41), math.radians(spread)
    path = [(reach * s * math.sin(angle), 0, -reach * math.hypot(s, 0.2) * math.cos(angle)) for s in share]
    widths = wide * (1.15 - 0.25 * np.abs(share) - 0.55 * np.abs(share) ** 16)
    prop.add(tube(path, widths.tolist(), soft=False).stretch(y=thick))
    for low, high, colour in ((3, 6, DARK), (7, 9, "cream"), (10, 13, DARK)):
        for place in (slice(low, high), slice(-high, -low)):
            band = tube(path[place], (1.06 * widths[place]).tolist(), soft=False)
            prop.add(band.stretch(y=1.05 * thick), colour)


def cannon(prop: ToyShape) -> None:
    length, radius, wheel, tilt = prop.vary(1.9, 0.08), prop.vary(0.36, 0.1), prop.vary(0.5, 0.1), prop.vary(14, 0.5)
    outside = [(0, 0), (1, 0), (1.1, 0.08), (0.95, 0.3), (0.75, 0.92), (1.0, 0.98), (0.95, 1.05)]
    barrel = ToyShape(prop.random)
    barrel.add(lathe([*outside, (0.55, 1.05), (0.55, 0.5), (0, 0.5)]).stretch(radius, radius, length))
    for z, size in ((0.06, 1.1), (0.34, 0.95), (0.6, 0.87)):
        barrel.add(torus(size * radius, 0.06, segments=24).move(z=z * length), DARK)
    barrel.add(sphere(0.18).move(z=-0.18))
    barrel.add(cylinder(0.12, 0.3).move(z=-0.02))
    for part, colour in barrel.parts:
        prop.add(part.move(z=-0.4 * length).turn(x=90 - tilt).move(z=wheel + 0.34), colour)
    _gun_carriage(prop, radius, wheel)
    for x, y, z in ((0.0, 0, 0.15), (0.3, 0.06, 0.15), (0.14, 0.26, 0.15), (0.15, 0.1, 0.38)):
        prop.add(sphere(0.16, segments=14).move(x + radius + 0.62, y - 0.1, z), "charcoal")


def ray_gun(prop: ToyShape) -> None:
    barrel, girth, rings = prop.vary(0.85, 0.1), prop.vary(0.34, 0.08), prop.random.choice((3, 4))
    body = [(0, -0.62), (0.5, -0.6), (0.95, -0.25), (1, 0.15), (0.7, 0.5), (0.34, 0.66), (0, 0.66)]
    prop.add(lathe([(r * girth, z) for r, z in body], 28, soft=True).turn(y=-90))
    prop.add(cylinder(0.09, barrel).turn(y=90).move(x=-0.55 - barrel / 2), "steel")
    for i in range(rings):
        size, x = 0.32 - 0.05 * i, -0.7 - 0.75 * barrel * i / rings
        prop.add(lathe([(0, -0.05), (size, -0.03), (size, 0.03), (0, 0.05)]).turn(y=90).move(x=x), LIGHT)
    prop.add(sphere(0.15, segments=16).move(x=-0.56 - barrel), "cherry")
    grip = [(0.16, 0, -0.12), (0.3, 0, -0.5), (0.48, 0, -0.92)]
    prop.add(tube(grip, [0.17, 0.15, 0.18]).stretch(y=0.8), DARK)
    guard = [(0.14, 0, -0.24), (-0.2, 0, -0.3), (-0.16, 0, -0.6), (0.28, 0, -0.56)]
    prop.add(tube(guard, 0.05, segments=8), "steel")
    prop.add(tube([(0.04, 0, -0.24), (0.0, 0, -0.36), (0.06, 0, -0.46)], 0.055, segments=8), "cherry")
    fin = [(-0.36, 0), (0.3, 0), (0.62, 0.34), (0.5, 0.42)]
    for turn in (-50, 0, 50):
        prop.add(extrude(fin, 0.1, bevel=0.03).move(z=0.75 * girth).turn(x=turn), DARK)
    prop.add(torus(girth + 0.01, 0.06).turn(y=90).move(x=-0.1), "gold")
    prop.add(sphere(0.14, segments=16).move(x=0.64), "gold")


def _nocked_arrow(prop: ToyShape, front: float, nock: float) -> None:
    """Adds an arrow along X from the base of its head at x = `front` to the string at x = `nock`."""
    shaft = cylinder(0.05, nock + 0.1 - front, bevel=0.02, segments=12).turn(y=90)
    prop.add(shaft.move((nock + 0.1 + front) / 2), "wood")
    head = lathe([(0, 0), (0.16, 0), (0.02, 0.34), (0, 0.34)], 8).stretch(y=0.7).turn(y=-90)
    prop.add(head.move(x=front), "steel")
    vane = [(-0.42, 0), (0, 0), (0.06, 0.2), (-0.3, 0.2)]
    for turn in (0, 120, 240):
        prop.add(extrude(vane, 0.06, bevel=0.02).move(nock, 0, 0.02).turn(x=turn), "cherry")


def _crossbow_bolt(prop: ToyShape, low: float, high: float, y: float) -> None:
    """Adds the upright bolt of a crossbow."""
    prop.add(cylinder(0.05, high - low, bevel=0.02, segments=12).move(0, y, (low + high) / 2), "wood")
    prop.add(cone(0.14, 0.36).move(0, y, high - 0.04), "steel")
    for x in (-0.1, 0.1):
        prop.add(box(0.16, 0.06, 0.3, bevel=0.02).move(x, y, low + 0.2), "cherry")


def _quiver_arrow(length: float, colour: str) -> ColouredParts:
    """Returns the coloured parts of an arrow that stands on its head."""
    vane = extrude([(0, -0.56), (0.22, -0.4), (0.22, -0.04), (0, -0.12)], 0.06, bevel=0.02).move(z=length)
    shaft = cylinder(0.05, length, bevel=0.02, segments=10).move(z=length / 2)
    return [(shaft, "wood"), *((vane.turn(z=turn), colour) for turn in (30, 150, 270))]


def _quiver_lacing(prop: ToyShape, radius: float, height: float) -> None:
    """Laces a quiver with the given radius and height at its front and back."""
    for z in (0.2, 0.3, 0.4, 0.5):
        for end in (-0.12, 0.12):
            lace = tube([(end, 0, -0.07), (-end, 0, 0.07)], 0.04, 8, soft=False)
            for turn in (0, 180):
                prop.add(lace.move(0, -(0.58 + 0.47 * z) * radius, z * height).turn(z=turn), LIGHT)


def _gun_carriage(prop: ToyShape, radius: float, wheel: float) -> None:
    """Adds the carriage of a cannon with the given radius, on two wheels."""
    cheek = [(-0.5, 0.3), (0.3, 0.2), (1.0, -0.36), (1.25, -0.36), (1.25, -0.2), (0.4, 0.42), (-0.5, 0.42)]
    mirrored(prop, extrude(cheek, 0.14).turn(z=90).move(radius + 0.06, 0, wheel), "wood")
    prop.add(box(2 * radius + 0.1, 0.2, 0.2).move(y=1.1, z=wheel - 0.26), "wood")
    prop.add(cylinder(0.1, 2 * radius + 0.9).turn(y=90).move(z=wheel), "charcoal")
    rim = [(wheel - 0.14, -0.09), (wheel, -0.09), (wheel, 0.09), (wheel - 0.14, 0.09)]
    wood = [lathe(rim, 32, closed=True).turn(y=90)]
    wood += [box(0.09, 0.1, 2 * wheel - 0.16, bevel=0.02).turn(x=angle) for angle in (0, 45, 90, 135)]
    for part, colour in (*((part, "wood") for part in wood), (cylinder(0.15, 0.3).turn(y=90), "charcoal")):
        mirrored(prop, part.move(radius + 0.28, 0, wheel), colour)
