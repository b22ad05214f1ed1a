"""Chess pieces, a die, and games of a pub. Each public function adds the parts of one kind to `prop`."""

from __future__ import annotations

import math

import numpy as np

from ..shapes import (
    DARK,
    LIGHT,
    MAIN,
    ToyShape,
    box,
    circle,
    cylinder,
    extrude,
    lathe,
    limb,
    mirrored,
    rounded,
    sphere,
    torus,
    tube,
)
from .parts import sleeve

_PIPS = {
    1: [(0, 0)],
    2: [(-1, -1), (1, 1)],
    3: [(-1, -1), (0, 0), (1, 1)],
    4: [(-1, -1), (-1, 1), (1, -1), (1, 1)],
    5: [(-1, -1), (-1, 1), (1, -1), (1, 1), (0, 0)],
    6: [(-1, -1), (-1, 1), (1, -1), (1, 1), (-1, 0), (1, 0)],
}


def chess_pawn(prop: ToyShape) -> None:
    foot, waist, height, head = prop.vary(0.58, 0.1), prop.vary(0.2, 0.12), prop.vary(1.2, 0.15), prop.vary(0.36, 0.1)
    prop.add(cylinder(foot + 0.04, 0.16, bevel=0.04, segments=32).move(z=0.06), DARK)
    stem = [(0, 0.1), (foot, 0.1), (foot, 0.26), (0.7 * foot, 0.42), (1.3 * waist, 0.55), (waist, height), (0, height)]
    prop.add(lathe(stem, 32, soft=True))
    prop.add(torus(0.74 * foot, 0.07).move(z=0.38), LIGHT)
    collar = [(0, -0.12), (waist, -0.12), (1.05 * head, 0), (1.05 * head, 0.05), (waist, 0.12), (0, 0.12)]
    prop.add(lathe(collar, 32).move(z=height - 0.05), LIGHT)
    prop.add(sphere(head, segments=28).move(z=height + 0.85 * head))


def chess_rook(prop: ToyShape) -> None:
    foot, waist, height, head = prop.vary(0.58, 0.08), prop.vary(0.32, 0.1), prop.vary(1.3, 0.1), prop.vary(0.46, 0.06)
    _chess_foot(prop, foot, 0.4)
    stem = [(0, 0.3), (1.35 * waist, 0.3), (waist, 0.6), (waist, height - 0.1), (1.3 * waist, height), (0, height)]
    prop.add(lathe(stem, 32, soft=True))
    prop.add(torus(1.1 * waist, 0.08).move(z=height - 0.08), LIGHT)
    cup = [(0, 0), (0.9 * head, 0), (head, 0.08), (head, 0.3), (head - 0.18, 0.3), (head - 0.18, 0.16), (0, 0.16)]
    prop.add(lathe(cup, 36).move(z=height - 0.02))
    count = prop.random.choice((5, 6))
    half = np.radians(np.linspace(-0.31, 0.31, 6) * 360 / count)
    ends = np.stack([np.sin(half), -np.cos(half)], axis=1)
    merlon = extrude(np.concatenate([(head + 0.02) * ends, (head - 0.2) * ends[::-1]]), 0.28, bevel=0.03).turn(x=-90)
    for i in range(count):
        prop.add(merlon.turn(z=360 * i / count).move(z=height + 0.36))


def chess_knight(prop: ToyShape) -> None:
    foot, high, lean = prop.vary(0.55, 0.08), prop.vary(0.38, 0.1), prop.vary(0.1, 0.5)
    top, nose = high + 1.15, lean - prop.vary(0.5, 0.08)
    _chess_foot(prop, foot, high)
    prop.add(limb((0, 0.1, high + 0.1, 0.36), (0, 0.22, high + 0.6, 0.3), (0, lean - 0.1, top, 0.24)).stretch(x=0.9))
    prop.add(limb((0, 0, high + 0.15, 0.34), (0, -0.18, high + 0.4, 0.2)))
    prop.add(limb((0, lean - 0.05, top, 0.26), (0, nose, top - 0.3, 0.18), (0, nose - 0.1, top - 0.36, 0.16)))
    for share in np.linspace(0, 1, 6):
        lock = sphere(0.19, segments=14).stretch(x=0.6)
        prop.add(lock.move(y=lean + 0.16 + 0.36 * np.sin(2.2 * share), z=top + 0.2 - share * (top - high - 0.2)), DARK)
    mirrored(prop, limb((0.12, lean + 0.02, top + 0.15, 0.1), (0.14, lean + 0.06, top + 0.4, 0.05)))
    mirrored(prop, sphere(0.07, segments=12).move(0.2, lean - 0.2, top + 0.02), LIGHT)
    mirrored(prop, sphere(0.05, segments=10).move(0.1, nose - 0.22, top - 0.34), DARK)


def die(prop: ToyShape) -> None:
    radius, gap, squareness = prop.vary(0.13, 0.12), prop.vary(0.38, 0.08), prop.vary(0.8, 0.08)
    roll, spin = 90 * prop.random.randrange(4), prop.random.uniform(0, 90)
    prop.add(sphere(0.8, squareness, segments=32).turn(z=spin))
    socket, pip = (cylinder(radius + rim, 0.12, bevel=0.02, segments=12) for rim in (0.045, 0))
    sides = {1: (0, 0), 2: (90, 0), 3: (0, 90), 4: (0, -90), 5: (-90, 0), 6: (180, 0)}
    for value, (x, y) in sides.items():
        for u, v in _PIPS[value]:
            for part, z, colour in ((socket, 0.755, DARK), (pip, 0.775, "snow")):
                prop.add(part.move(gap * u, gap * v, z).turn(x, y).turn(x=roll, z=spin), colour)


def dartboard(prop: ToyShape) -> None:
    radius, deep = prop.vary(0.95, 0.05), prop.vary(0.2, 0.15)
    front, rows = -deep / 2, [(0.08, 0.98, 0.0, MAIN, "cream")]
    rows += [(low, low + 0.11, 0.02, "cream", "charcoal") for low in (0.52, 0.88)]
    prop.add(cylinder(1.14 * radius, deep, bevel=0.05, segments=40).turn(x=90), DARK)
    for low, high, rise, *colours in rows:
        ends = np.array([(math.sin(a), -math.cos(a)) for a in (-math.pi / 20, math.pi / 20)])
        wedge = extrude(radius * np.concatenate([low * ends[::-1], high * ends]), 0.08, bevel=0.01)
        for i in range(20):
            prop.add(wedge.turn(y=18 * i).move(y=front - rise), colours[i % 2])
    for size, rise, colour in ((0.16, 0.03, "leaf"), (0.08, 0.05, "cherry")):
        prop.add(cylinder(size * radius, 0.1, bevel=0.02).turn(x=90).move(y=front - rise), colour)
    dart = [(lathe([(0, 0), (0.06, 0.16), (0.07, 0.4), (0.03, 0.46), (0.03, 0.62), (0, 0.62)], 10), "steel")]
    dart += [(box(0.26, 0.05, 0.24, bevel=0.01, taper=0.8).turn(z=turn).move(z=0.66), "cherry") for turn in (45, 135)]
    for x, z, _ in circle(3, prop.vary(0.4, 0.4), prop.random.uniform(0, 120)):
        for part, colour in dart:
            prop.add(part.turn(x=90).turn(x=-12).move(x, front, z), colour)


def billiard_table(prop: ToyShape) -> None:
    wide, long, tall, rail = prop.vary(1.05, 0.06), prop.vary(1.75, 0.06), prop.vary(0.62, 0.08), 0.2
    prop.add(box(long + 0.1, wide + 0.1, 0.34, bevel=0.04).move(z=tall - 0.12), DARK)
    prop.add(box(long, wide, 0.1, bevel=0.02).move(z=tall + 0.06))
    leg = lathe([(0, 0), (0.1, 0), (0.12, 0.08), (0.08, 0.14), (0.17, 0.4), (0.17, tall), (0, tall)], 16)
    for side in (-1, 1):
        prop.add(box(long + rail - 0.03, rail, 0.2, bevel=0.04).move(0, side * wide / 2, tall + 0.08), "wood")
        prop.add(box(rail, wide + rail - 0.03, 0.2, bevel=0.04).move(side * long / 2, 0, tall + 0.085), "wood")
        for x in (-0.47, 0, 0.47):
            prop.add(cylinder(0.11, 0.1, bevel=0.02).move(x * long, side * 0.46 * wide, tall + 0.15), "charcoal")
        for x in (-0.42, 0.42):
            prop.add(leg.move(x * long, side * 0.38 * wide))
    ball, colours = sphere(0.075, segments=10).move(z=tall + 0.17), ("cherry", "lemon", "carrot", "charcoal", "blossom")
    rack = [(0.15 + 0.125 * row, 0.14 * (i - row / 2)) for row in range(4) for i in range(row + 1)]
    for (x, y), colour in zip(rack, 2 * colours, strict=True):
        prop.add(ball.move(x, y), colour)
    prop.add(ball.move(-0.3 * long), "snow")
    cue = [(-0.34 * long, 0.02, tall + 0.2), (-0.85 * long, 0.2, tall + 0.42)]
    prop.add(tube(cue, [0.03, 0.055], soft=False), "wood")


def bowling_pin(prop: ToyShape) -> None:
    belly, neck, head = prop.vary(0.4, 0.08), prop.vary(0.14, 0.1), prop.vary(0.22, 0.08)
    foot = [(0, 0), (0.2, 0), (0.22, 0.03), (belly, 0.45), (belly, 0.75)]
    skin = rounded([*foot, (1.1 * neck, 1.2), (neck, 1.4), (head, 1.62), (head, 1.86), (0.6 * head, 2), (0, 2)])
    prop.add(lathe(skin, 32))
    prop.add(sleeve(skin, 1.16, 1.5, 0.02), "snow")
    for low in (1.2, 1.37):
        prop.add(sleeve(skin, low, low + 0.09, 0.04), "cherry")
    prop.add(cylinder(0.2, 0.08, bevel=0.02), DARK)


def _chess_foot(prop: ToyShape, radius: float, height: float) -> None:
    """Adds the round foot of a chess piece."""
    prop.add(cylinder(radius + 0.05, 0.16, bevel=0.04, segments=32).move(z=0.08), DARK)
    prop.add(lathe([(0, 0.1), (radius, 0.1), (radius, 0.24), (0.66 * radius, height), (0, height)], 32, soft=True))
    prop.add(torus(0.78 * radius, 0.08).move(z=height - 0.04), LIGHT)
