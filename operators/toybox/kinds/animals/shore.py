"""Animals of sea, lake and shore of the toybox. Each function adds the parts of one kind to `prop`."""

from __future__ import annotations

import math

import numpy as np

from ..shapes import (
    DARK,
    LIGHT,
    MAIN,
    ToyShape,
    circle,
    cone,
    extrude,
    lathe,
    limb,
    mirrored,
    rounded,
    sphere,
    torus,
    tube,
)
from .parts import eyes


def seal(prop: ToyShape) -> None:
    girth, length, rise = prop.vary(0.42, 0.08), prop.vary(1.15, 0.1), prop.vary(1.15, 0.08)
    spine = ((0, length, 0.16, 0.13), (0, 0.5 * length, 0.3, 0.3), (0, 0, girth, girth), (0, -0.36, 0.72, 0.34))
    prop.add(limb(*spine, (0, -0.42, rise, 0.25)))
    prop.add(limb((0, 0.1, 0.36, 0.36), (0, -0.38, 0.6, 0.32), (0, -0.52, rise - 0.1, 0.2)), LIGHT)
    y = -0.52
    prop.add(sphere(0.32).stretch(y=1.1).move(y=y, z=rise + 0.16))
    mirrored(prop, sphere(0.15, segments=16).move(0.1, y - 0.34, rise + 0.1), LIGHT)
    prop.add(sphere(0.09, segments=12).stretch(x=1.3).move(y=y - 0.44, z=rise + 0.22), "charcoal")
    for tilt in (-14, 6):
        whisker = tube([(0.14, y - 0.42, 0), (0.46, y - 0.4, 0)], 0.03, segments=8, soft=False)
        mirrored(prop, whisker.turn(y=tilt).move(z=rise + 0.08), "charcoal")
    eyes(prop, 0.17, y - 0.22, rise + 0.28, 0.085)
    flipper = sphere(1, segments=16).stretch(0.44, 0.2, 0.08).move(x=0.36).turn(y=24, z=-14)
    mirrored(prop, flipper.move(0.6 * girth, -0.12, 0.3), DARK)
    fluke = sphere(1, segments=16).stretch(0.15, 0.34, 0.07).move(y=0.28).turn(x=10, z=-28)
    mirrored(prop, fluke.move(0.04, length, 0.15), DARK)
    if prop.random.random() < 0.6:
        ball, colour = prop.vary(0.3), prop.random.choice(("cherry", "lemon", "carrot"))
        prop.add(sphere(ball, segments=20).move(y=y - 0.34, z=rise + 0.36 + ball), colour)
        prop.add(torus(ball, 0.04, segments=20).turn(y=30).move(y=y - 0.34, z=rise + 0.36 + ball), "snow")


def dolphin(prop: ToyShape) -> None:
    girth, length, bend = prop.vary(0.36, 0.1), prop.vary(1.1, 0.06), prop.vary(0.42)
    line = ((-0.95, 0.3), (-0.85, 0.62), (-0.45, 0.95), (0, 1), (0.5, 0.66), (0.95, 0.3), (1.2, 0.2), (1.25, 0.1))
    for drop, wide, colour in ((0, 1, MAIN), (0.08, 0.92, "snow")):
        path, radii = [(0, y * length, 1 - bend * y * y - drop) for y, _ in line], [wide * girth * r for _, r in line]
        prop.add(tube(path, radii, segments=20), colour)
    y, z = -0.9 * length, 1 - 0.81 * bend
    beak = limb((0, y + 0.06, z - 0.02, 0.17), (0, y - 0.2, z - 0.16, 0.12), (0, y - 0.36, z - 0.22, 0.09))
    jaw = limb((0, y + 0.1, z - 0.14, 0.14), (0, y - 0.16, z - 0.26, 0.1), (0, y - 0.3, z - 0.31, 0.07))
    for part, colour in ((beak, MAIN), (jaw, "snow")):
        prop.add(part.stretch(x=1.1), colour)
    eyes(prop, 0.56 * girth, -0.78 * length, z + 0.16, 0.075)
    crest = rounded([(-0.26, -0.1), (0.2, -0.12), (0.3, 0.18), (0.42, 0.36), (0.34, 0.4), (0.06, 0.26)], 1)
    prop.add(extrude(crest, 0.13).turn(z=90).move(y=0.06, z=0.95 + girth), DARK)
    side_fin = sphere(1, segments=16).stretch(0.42, 0.17, 0.07).move(x=0.34).turn(y=38, z=24)
    mirrored(prop, side_fin.move(0.6 * girth, -0.4 * length, 0.82), DARK)
    half = [(0.08, -0.14), (0.16, 0.04), (0.62, 0.34), (0.58, 0.46), (0.24, 0.38), (0.04, 0.26)]
    fluke = rounded(half + [(-x, up) for x, up in half[::-1]], 1)
    prop.add(extrude(fluke, 0.12).turn(x=-126).move(y=1.18 * length, z=1 - 1.4 * bend), DARK)


def jellyfish(prop: ToyShape) -> None:
    radius, tall, reach, count = prop.vary(0.66, 0.1), prop.vary(0.62), prop.vary(1.2), prop.random.choice((8, 9, 10))
    roof, brim = [(1.04, 0.2), (0.85, 0.66), (0.5, 0.94), (0, 1)], [(0.86, 0.16), (0.92, -0.06), (1.02, -0.04)]
    bell = lathe([(0, 0.7), (0.5, 0.62), *brim, *roof], 4 * count, soft=True, ribs=count, depth=0.04)
    prop.add(bell.stretch(radius, radius, tall).move(z=reach))
    turns = np.linspace(0, 9, 8)
    wave = np.stack([0.88 * radius + 0.07 * np.sin(turns), 0.07 * np.cos(turns), reach * (1 - turns / 9)], axis=1)
    tentacle = tube(wave.tolist(), np.linspace(0.085, 0.05, 8).tolist(), segments=8, soft=False)
    spot = sphere(0.11, segments=8).stretch(x=0.5).turn(y=-46).move(0.84 * radius, 0, reach + 0.62 * tall)
    for _, _, angle in circle(count, 1.0):
        prop.add(sphere(0.12, segments=10).move(0.95 * radius, 0, reach).turn(z=angle), LIGHT)
        prop.add(spot.turn(z=angle), LIGHT)
        prop.add(tentacle.turn(z=angle), DARK)
    arm = [(0.14 + 0.07 * math.sin(2.4 * i), 0, reach + 0.5 * tall - 0.24 * i) for i in range(6)]
    for _, _, angle in circle(4, 1.0, 45):
        prop.add(tube(arm, [0.16, 0.2, 0.13, 0.18, 0.1, 0.06], segments=8).turn(z=angle), "blossom")


def starfish(prop: ToyShape) -> None:
    reach, girth, curl, lean = prop.vary(1.0, 0.08), prop.vary(0.3, 0.1), prop.vary(0.22, 0.5), prop.vary(50, 0.15)
    prop.add(sphere(1.5 * girth).stretch(z=0.77))
    for _, _, angle in circle(5, 1.0, 90):
        tip = (reach, curl * prop.random.uniform(-1, 1), curl, 0.4 * girth)
        prop.add(limb((0, 0, 0, 1.05 * girth), (0.5 * reach, 0, 0, 0.85 * girth), tip).turn(z=angle))
        for share, size in ((0.3, 0.1), (0.52, 0.09), (0.74, 0.08)):
            knob = sphere(size, segments=10).move(share * reach, 0, (1.02 - 0.42 * share) * girth)
            prop.add(knob.turn(z=angle), LIGHT)
    prop.parts = [(part.turn(x=lean), colour) for part, colour in prop.parts]


def swan(prop: ToyShape) -> None:
    width, length, neck, arch = prop.vary(0.48, 0.08), prop.vary(0.78, 0.08), prop.vary(1.5, 0.06), prop.vary(0.4)
    hull = lathe([(0, 0), (0.7, 0), (1, 0.35), (0.95, 0.7), (0.6, 1.05), (0, 1.2)], soft=True)
    prop.add(hull.stretch(width, length, 0.68))
    prop.add(cone(0.3, 0.62).stretch(x=1.2, y=0.6).turn(x=-62).move(y=0.7 * length, z=0.46))
    y = -length
    line = ((0, 0.5 * y, 0.4, 0.3), (0, y - 0.1, 0.62, 0.22), (0, y + 0.04, 0.95, 0.16), (0, y + arch, 1.24, 0.14))
    prop.add(limb(*line, (0, y + 0.8 * arch, neck, 0.14), (0, y + 0.3 * arch, neck + 0.12, 0.15)))
    y += 0.1 * arch
    prop.add(sphere(0.21, segments=16).stretch(y=1.2).move(y=y, z=neck + 0.1))
    prop.add(limb((0, y - 0.14, neck + 0.06, 0.13), (0, y - 0.42, neck - 0.04, 0.08)).stretch(x=1.2), "carrot")
    prop.add(sphere(0.09, segments=12).move(y=y - 0.3, z=neck + 0.1), "charcoal")
    eyes(prop, 0.15, y - 0.12, neck + 0.16, 0.065)
    for lift, long, colour in ((0.0, 1.0, DARK), (0.16, 0.94, MAIN), (0.3, 0.8, LIGHT)):
        wing = sphere(1, segments=16).stretch(0.12, 0.56 * long, 0.24).turn(x=26, z=8)
        mirrored(prop, wing.move(width - 0.04 - 0.25 * lift, 0.24 - 0.3 * lift, 0.48 + lift), colour)


def flamingo(prop: ToyShape) -> None:
    length, leg, neck, x = prop.vary(0.52, 0.08), prop.vary(1.15, 0.08), prop.vary(0.95, 0.08), prop.vary(0.12)
    x, body = prop.random.choice((-x, x)), leg + 0.3
    prop.add(sphere(1).stretch(0.36, length, 0.36).turn(x=-12).move(z=body))
    wing = sphere(1, segments=16).stretch(0.1, 0.9 * length, 0.26).turn(x=-20, z=4)
    mirrored(prop, wing.move(0.33, 0.14, body + 0.02), DARK)
    prop.add(cone(0.22, 0.5).stretch(y=0.5).turn(x=-108).move(y=0.8 * length, z=body - 0.02), DARK)
    y, z = -length, body + neck
    bend = ((0, y - 0.14, body + 0.45 * neck, 0.11), (0, y + 0.12, body + 0.75 * neck, 0.1), (0, y + 0.02, z, 0.11))
    prop.add(limb((0, 0.6 * y, body + 0.06, 0.2), (0, y - 0.22, body + 0.16, 0.14), *bend, (0, y - 0.22, z, 0.12)))
    y -= 0.26
    prop.add(sphere(0.19, segments=16).stretch(y=1.15).move(y=y, z=z - 0.02))
    prop.add(limb((0, y - 0.12, z - 0.06, 0.13), (0, y - 0.32, z - 0.12, 0.12)), "cream")
    tip = (0, y - 0.38, z - 0.4, 0.06)
    prop.add(limb((0, y - 0.32, z - 0.13, 0.12), (0, y - 0.42, z - 0.24, 0.1), tip), "charcoal")
    eyes(prop, 0.13, y - 0.06, z + 0.04, 0.06)
    prop.add(limb((x, 0, body - 0.2, 0.07), (x, 0.06, 0.55 * leg, 0.07), (x, 0, 0.06, 0.07)), "blossom")
    prop.add(sphere(0.1, segments=10).move(x, 0.06, 0.55 * leg), "blossom")
    prop.add(
        limb((-x, 0, body - 0.2, 0.07), (-x, -0.26, 0.62 * leg, 0.07), (-0.3 * x, 0.3, 0.56 * leg, 0.06)), "blossom"
    )
    for turn in (-36, 0, 36):
        prop.add(tube([(0, 0.1, 0.06), (0, -0.32, 0.06)], 0.065, 8, soft=False).turn(z=turn).move(x), "blossom")
