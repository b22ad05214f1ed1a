"""Rides, toys and board games of the toybox. Each function adds the parts of one kind to `prop`."""

from __future__ import annotations

import math

import numpy as np

from ..shapes import (
    DARK,
    LIGHT,
    MAIN,
    Part,
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
from ..stories.figure_parts import star
from .sports import sleeve


def carousel(prop: ToyShape) -> None:
    radius, height, tip, count = prop.vary(1.0, 0.06), prop.vary(1.35, 0.06), prop.vary(0.6), prop.random.choice((4, 5))
    prop.add(cylinder(radius + 0.12, 0.2, bevel=0.04, segments=32).move(z=0.1))
    prop.add(cylinder(radius + 0.04, 0.1, bevel=0.02, segments=32).move(z=0.2), LIGHT)
    prop.add(cylinder(0.26, height, bevel=0.02, segments=12).move(z=height / 2 + 0.1), LIGHT)
    roof = lathe([(0, 0), (1, 0), (1.02, 0.12), (0.4, 0.5), (0, 1)], 48, ribs=6, depth=0.05)
    for part, colour in ((roof, MAIN), (roof.turn(z=30).stretch(0.99, 0.99), "cream")):
        prop.add(part.stretch(1.16 * radius, 1.16 * radius, tip).move(z=height + 0.04), colour)
    for i, (x, y, angle) in enumerate(circle(12, 1.14 * radius)):
        lobe = sphere(1, segments=8).stretch(0.08, 0.31 * radius, 0.17).turn(z=angle)
        prop.add(lobe.move(x, y, height + 0.06), ("cream", MAIN)[i % 2])
    prop.add(sphere(0.11, segments=16).move(z=height + tip + 0.08), "gold")
    for i, (x, y, angle) in enumerate(circle(count, 0.74 * radius, prop.random.uniform(0, 90))):
        prop.add(tube([(x, y, 0.2), (x, y, height + 0.1)], 0.045, segments=8), "gold")
        for part, colour in _pony(6, "snow", (MAIN, DARK)[i % 2], "gold"):
            pony = part.stretch(0.46, 0.46, 0.46).turn(z=angle + 180)
            prop.add(pony.move(x, y, 0.3 + 0.12 * (i % 2)), colour)


def ferris_wheel(prop: ToyShape) -> None:
    radius, count, deep = prop.vary(1.0, 0.06), prop.random.choice((6, 7, 8)), prop.vary(0.2, 0.1)
    hub, phase, cabin = radius + prop.vary(0.42, 0.08), prop.random.uniform(0, 60), prop.vary(0.27, 0.08)
    rim = [(x, 0, hub + z) for x, z, _ in circle(32, radius)]
    for y in (-deep, deep):
        prop.add(tube([*rim, rim[0]], 0.06, segments=8, soft=False).move(y=y))
        for x in (-0.62, 0.62):
            prop.add(tube([(0, 2 * y, hub), (x, 2 * y, 0.1)], 0.07, segments=8), "snow")
    prop.add(cylinder(0.15, 4 * deep + 0.2, bevel=0.03).turn(x=90).move(z=hub), "gold")
    prop.add(box(1.6, 4 * deep + 0.3, 0.16, bevel=0.04).move(z=0.08), DARK)
    cup = lathe([(0, -1.3), (0.8, -1.3), (1, -0.5), (0.8, -0.5), (0.6, -1.1), (0, -1.1)], 16)
    roof, post = lathe([(0, 0.2), (1.1, 0.2), (1.1, 0.3), (0, 0.7)], 16), cylinder(0.2, 1.9, segments=6).move(z=-0.4)
    for i, (x, z, _) in enumerate(circle(count, radius, phase)):
        for y in (-deep, deep):
            prop.add(tube([(0, y, hub), (x, y, hub + z)], 0.045, segments=6), LIGHT)
        prop.add(tube([(x, -deep - 0.06, hub + z), (x, deep + 0.06, hub + z)], 0.05, segments=8), "gold")
        for part, colour in ((cup, (MAIN, DARK)[i % 2]), (roof, "cream"), (post, "gold")):
            prop.add(part.stretch(cabin, cabin, cabin).move(x, 0, hub + z - 0.02), colour)


def rocking_horse(prop: ToyShape) -> None:
    size, reach, curve = prop.vary(1.0, 0.08), prop.vary(1.15, 0.06), prop.vary(0.22, 0.15)
    for part, colour in _pony(16, MAIN, "cherry", prop.random.choice((DARK, "cream", "charcoal"))):
        prop.add(part.stretch(z=size).move(z=0.1), colour)
    for side in (-0.3, 0.3):
        share = np.linspace(-1, 1, 17)
        runner = np.stack([side + 0 * share, reach * share, curve * share**2], axis=1)
        prop.add(tube(runner.tolist(), 0.075, segments=10, soft=False), "wood")
    for y in (-0.62, 0.62):
        prop.add(box(0.8, 0.2, 0.09, bevel=0.03).move(y=y, z=0.16), "wood")
    prop.add(tube([(-0.34, -0.66, 1.34 * size), (0.34, -0.66, 1.34 * size)], 0.055), "wood")


def spinning_top(prop: ToyShape) -> None:
    radius, belly, tall = prop.vary(0.75, 0.08), prop.vary(0.7, 0.1), prop.vary(1.05, 0.08)
    cone = [(0, 0), (0.06, 0), (0.1, 0.14), (0.55 * radius, 0.35 * belly), (radius, 0.9 * belly), (radius, 1.1 * belly)]
    skin = rounded([*cone, (0.6 * radius, tall), (0.12, tall + 0.08), (0.1, tall + 0.2), (0, tall + 0.2)])
    knob = [(0, -0.04), (0.08, -0.04), (0.08, 0.25), (0.2, 0.3), (0.22, 0.42), (0.12, 0.5), (0, 0.5)]
    parts = [(lathe(skin, 32), MAIN), (cylinder(0.12, 0.16, top=0.1, bevel=0.02).move(z=0.02), "steel")]
    parts += [(lathe(knob, 20).move(z=tall + 0.1), "wood")]
    belt = prop.random.choice(("cream", "lemon", "glass"))
    for low, high, colour in ((0.5, 0.66, LIGHT), (0.86, 1.1, belt), (1.24, 1.36, DARK)):
        parts.append((sleeve(skin, low * belly, high * belly, 0.02), colour))
    tilt, turn = prop.vary(14, 0.4), prop.random.uniform(0, 360)
    for part, colour in parts:
        prop.add(part.turn(x=tilt).turn(z=turn), colour)


def yo_yo(prop: ToyShape) -> None:
    radius, gap, drop = prop.vary(0.75, 0.06), prop.vary(0.09, 0.2), prop.vary(1.2, 0.15)
    half = lathe([(0, 0), (0.4, 0), (0.97, 0.1), (1, 0.24), (0.9, 0.42), (0.55, 0.5), (0, 0.46)], 32)
    face = [(half.stretch(radius, radius, radius), MAIN), (torus(0.9 * radius, 0.05).move(z=0.38 * radius), LIGHT)]
    face.append((star(0.5 * radius, 0.14, 0.03, 0.45).turn(x=-90).move(z=0.5 * radius), "snow"))
    for side in (-90, 90):
        for part, colour in face:
            prop.add(part.move(z=gap).turn(x=side), colour)
    prop.add(cylinder(0.3 * radius, 0.5).turn(x=90), "cream")
    x, top = 0.25 * radius, radius + drop
    loop = [(x + 0.22, 0, top + 0.2), (x, 0, top + 0.4), (x - 0.22, 0, top + 0.2), (x, 0, top)]
    prop.add(tube([(x, 0, 0), (x, 0, top), *loop], 0.045, segments=8), "cream")


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


def _chess_foot(prop: ToyShape, radius: float, height: float) -> None:
    """Adds the round foot of a chess piece."""
    prop.add(cylinder(radius + 0.05, 0.16, bevel=0.04, segments=32).move(z=0.08), DARK)
    prop.add(lathe([(0, 0.1), (radius, 0.1), (radius, 0.24), (0.66 * radius, height), (0, height)], 32, soft=True))
    prop.add(torus(0.78 * radius, 0.08).move(z=height - 0.04), LIGHT)


def _pony(segments: int, coat: str, saddle: str, hair: str) -> list[tuple[Part, str]]:
    """Returns the coloured parts of a galloping toy horse."""
    neck = [(0, -0.2, 0.75, 0.26), (0, -0.52, 1.1, 0.2), (0, -0.64, 1.42, 0.14)]
    head = [(0, -0.5, 1.42, 0.08), (0, -0.6, 1.38, 0.17), (0, -0.92, 1.18, 0.13), (0, -0.99, 1.13, 0.07)]
    mane = [(0, -0.66, 1.6, 0.06), (0, -0.46, 1.5, 0.12), (0, -0.32, 1.2, 0.13), (0, -0.24, 1, 0.06)]
    tail = [(0, 0.45, 0.85, 0.08), (0, 0.72, 0.86, 0.13), (0, 0.84, 0.5, 0.11), (0, 0.8, 0.4, 0.04)]
    bars = [(neck, coat), (head, coat), (mane, hair), (tail, hair)]
    for x in (-1, 1):
        bars.append(([(0.08 * x, -0.56, 1.46, 0.07), (0.1 * x, -0.54, 1.7, 0.03)], coat))
        for y in (-1, 1):
            hip, knee = (0.14 * x, 0.32 * y, 0.75, 0.15), (0.2 * x, 0.5 * y, 0.4, 0.11)
            bars.append(([hip, knee, (0.24 * x, 0.62 * y, 0.06, 0.08)], coat))
    ball = sphere(1, segments=3 * segments // 2)
    parts = [(ball.stretch(0.29, 0.56, 0.28).move(z=0.76), coat), (ball.stretch(0.31, 0.24, 0.27).move(z=0.82), saddle)]
    parts += [(sphere(0.05, segments=segments).move(x, -0.68, 1.38), "charcoal") for x in (-0.15, 0.15)]
    for bar, colour in bars:
        path, widths = [(x, y, z) for x, y, z, _ in bar], [width for *_, width in bar]
        parts.append((tube(path, widths, segments, soft=segments > 8), colour))
    return parts
