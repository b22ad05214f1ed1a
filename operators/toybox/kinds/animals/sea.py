"""Animals of sea and shore. Each public function adds the parts of one kind to `prop`."""

from __future__ import annotations

import math

import numpy as np

from ..shapes import (
    DARK,
    LIGHT,
    MAIN,
    ToyShape,
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
from .parts import eyes, pincers


def fish(prop: ToyShape) -> None:
    width, length, height, fork = prop.vary(0.32, 0.1), prop.vary(0.8, 0.1), prop.vary(0.52, 0.12), prop.vary(0.5)
    prop.add(sphere(1).stretch(width, length, height))
    for share in (-0.2, 0.2, 0.55):
        band = torus(math.sqrt(1 - share**2), 0.08, segments=24).turn(x=90)
        prop.add(band.stretch(width, 0.8, height).move(y=share * length), LIGHT)
    half = [(0.1, -0.1), (0.55, -fork - 0.1), (0.7, -fork), (0.4, 0)]
    tail = rounded(half + [(y, -z) for y, z in half[-2::-1]])
    crest = rounded([(-0.5, 0), (0.5, 0), (0.75, 0.25), (0.6, 0.36), (-0.1, 0.36), (-0.45, 0.1)])
    keel = [(0, 0), (0.15, -0.3), (0.45, -0.32), (0.35, 0)]
    for fin, y, z in ((tail, 0.85 * length, 0), (crest, 0, 0.88 * height), (keel, 0, -0.88 * height)):
        prop.add(extrude(fin, 0.14).turn(z=90).move(y=y, z=z), DARK)
    side_fin = sphere(1, segments=16).stretch(0.07, 0.26, 0.15).turn(x=-24, z=35)
    mirrored(prop, side_fin.move(width + 0.08, 0, -0.12), DARK)
    prop.add(torus(0.1, 0.07, segments=16).turn(x=90).move(y=-length, z=-0.06), "blossom")
    eyes(prop, 0.78 * width, -0.66 * length, 0.12, 0.13)


def shark(prop: ToyShape) -> None:
    girth, length, fin = prop.vary(0.4, 0.12), prop.vary(1.0, 0.08), prop.vary(0.55)
    line = ((-1.1, 0.12), (-0.95, 0.4), (-0.4, 1), (0.2, 0.95), (0.8, 0.42), (1.15, 0.22), (1.2, 0.15))
    for wide, z, colour in ((girth, 0.5, MAIN), (0.94 * girth, 0.43, "snow")):
        path, radii = [(0, y * length, z) for y, _ in line], [wide * radius for _, radius in line]
        prop.add(tube(path, radii, segments=20), colour)
    crest = rounded([(-0.3, 0), (0.35, 0), (0.3, 0.2), (0.42, fin), (0.32, fin + 0.02), (0, 0.6 * fin)], rounds=1)
    tail = [(-0.2, -0.06), (0.15, -0.12), (0.5, -0.5), (0.36, 0.08), (0.62, 0.78), (0.14, 0.32), (-0.2, 0.12)]
    for outline, y, z in ((crest, 0.05, 0.42 + girth), (tail, 1.12 * length, 0.5)):
        prop.add(extrude(outline, 0.13).turn(z=90).move(y=y, z=z), DARK)
    side_fin = extrude([(0, -0.28), (0.15, -0.3), (0.75, 0.15), (0.72, 0.25), (0.4, 0.22), (0, 0.2)], 0.12)
    mirrored(prop, side_fin.turn(x=-90).turn(y=22).move(0.6 * girth, -0.3, 0.38), DARK)
    _toothed_mouth(prop, girth, -0.72 * length, 0.36)
    for y in (-0.36, -0.27, -0.18):
        prop.add(
            torus(1, 0.05, segments=20).turn(x=90).stretch(girth, 0.6, 0.5 * girth).move(y=y * length, z=0.52), DARK
        )
    eyes(prop, 0.62 * girth, -0.72 * length, 0.64, 0.09)


def whale(prop: ToyShape) -> None:
    girth, length, rise = prop.vary(0.6, 0.08), prop.vary(0.95, 0.08), prop.vary(0.6)
    line = ((-1, 0.5, 0.4), (-0.85, 0.55, 0.9), (-0.2, 0.6, 1.1), (0.5, 0.5, 0.8), (1.0, 0.55, 0.35), (1.25, rise, 0.2))
    path, radii = [(0, y * length, z) for y, z, _ in line], [girth * radius for *_, radius in line]
    prop.add(tube([*path, (0, 1.35 * length, rise + 0.25)], [*radii, 0.12], segments=24))
    prop.add(sphere(1).stretch(0.97 * girth, 0.82 * length, 0.72 * girth).move(y=-0.2 * length, z=0.27), "snow")
    half = [(0.1, 0.08), (0.25, 0.1), (0.75, 0.5), (0.7, 0.62), (0.3, 0.55), (0.05, 0.38)]
    fluke = rounded(half + [(-x, y) for x, y in half[::-1]], rounds=1)
    prop.add(extrude(fluke, 0.15, 0.05).turn(x=-62).move(y=1.28 * length, z=rise + 0.18), DARK)
    flipper = sphere(1, segments=16).stretch(0.42, 0.22, 0.08).turn(y=28, z=25)
    mirrored(prop, flipper.move(girth + 0.22, -0.25, 0.3), DARK)
    eyes(prop, 0.78 * girth, -0.72 * length, 0.66, 0.1)
    top, spray = 0.55 + girth, prop.vary(0.42)
    prop.add(torus(0.12, 0.06, segments=16).move(y=-0.25, z=top + 0.06), DARK)
    for x, y, _ in circle(5, 0.3, 90):
        jet = [(0, 0, top - 0.1), (0.2 * x, 0.2 * y, top + 1.3 * spray), (x, y, top + 1.3 * spray), (x, y, top + 0.3)]
        prop.add(tube(jet, [0.08, 0.08, 0.08, 0.07], segments=8).move(y=-0.25), "glass")


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


def crab(prop: ToyShape) -> None:
    width, stalk, raised = prop.vary(0.75, 0.1), prop.vary(0.32), prop.vary(0.85)
    shell = lathe([(0, 0), (0.8, 0.02), (1.05, 0.35), (0.85, 0.75), (0.4, 0.95), (0, 1)], soft=True)
    prop.add(shell.stretch(width, 0.55, 0.58).move(z=0.28))
    prop.add(sphere(1, segments=20).stretch(0.85 * width, 0.48, 0.2).move(z=0.36), LIGHT)
    for x, y in ((-0.35, 0.12), (0, 0.22), (0.35, 0.12)):
        prop.add(sphere(0.1, segments=10).stretch(z=0.5).move(x * width, y, 0.83), DARK)
    for y, reach in ((-0.2, 0.5), (0.06, 0.58), (0.32, 0.5)):
        knee = (width + 0.6 * reach, 1.6 * y, 0.62, 0.09)
        mirrored(prop, limb((0.75 * width, y, 0.48, 0.1), knee, (width + reach, 2 * y, 0.06, 0.06)), DARK)
    x = width + 0.28
    mirrored(prop, limb((0.7 * width, -0.3, 0.5, 0.13), (x, -0.5, 0.5, 0.13), (x, -0.62, raised, 0.12)))
    pincers(prop, x, -0.62, raised + 0.1, prop.vary(1.0))
    mirrored(prop, limb((0.22, -0.42, 0.6, 0.07), (0.24, -0.5, 0.7 + stalk, 0.07)), LIGHT)
    eyes(prop, 0.24, -0.52, 0.78 + stalk, 0.14)
    turns = np.linspace(-0.5, 0.5, 7)
    smile = [(width * math.sin(t), -0.58 * math.cos(t), 0.44 + 0.4 * math.sin(t) ** 2) for t in turns]
    prop.add(tube(smile, 0.045, segments=8), "charcoal")


def octopus(prop: ToyShape) -> None:
    width, height, reach, curl = prop.vary(0.54, 0.08), prop.vary(1.2, 0.1), prop.vary(0.95, 0.08), prop.vary(0.5)
    bulb = lathe([(0, 0), (0.62, 0), (0.72, 0.2), (1.1, 0.48), (1.12, 0.85), (0.75, 1.08), (0, 1.12)], 20, soft=True)
    prop.add(bulb.stretch(width, 0.95 * width, height).move(z=0.3))
    line = ((0.25, 0.5), (0.5, 0.18), (0.95, 0.06), (1.2, 0.15), (1.2, curl), (0.95, curl), (1.0, 0.3))
    arm = tube([(x * reach, 0, z) for x, z in line], [0.2, 0.18, 0.15, 0.13, 0.11, 0.09, 0.06], segments=8)
    for _, _, angle in circle(8, 1, 22.5):
        prop.add(arm.turn(z=angle))
        for x, z in ((1.02, 0.26), (1.0, 0.44)):
            sucker = sphere(0.08, segments=8).move(x * reach, 0, 2 * z * curl)
            prop.add(sucker.turn(z=angle), LIGHT)
    z = 0.3 + 0.42 * height
    eyes(prop, 0.42 * width, -0.8 * width, z + 0.06, 0.15)
    prop.add(torus(0.09, 0.05, segments=10).turn(x=78).move(y=-0.84 * width, z=z - 0.22), DARK)
    for angle, share in ((-60, 0.85), (-15, 0.6), (35, 0.85), (80, 0.6), (150, 0.8), (215, 0.6)):
        spot = sphere(0.11, segments=8).stretch(x=0.5).move(x=1.02 * width).turn(z=angle)
        prop.add(spot.stretch(y=0.95).move(z=0.3 + share * height), LIGHT)


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


def _toothed_mouth(prop: ToyShape, girth: float, y: float, z: float) -> None:
    """Adds the mouth of a shark at (y, z)."""
    prop.add(sphere(1, segments=20).stretch(0.64 * girth, 0.32, 0.14).turn(x=-12).move(y=y, z=z), "cherry")
    for turn in range(-60, 61, 20):
        tooth = cylinder(0.06, 0.15, bevel=0.01, top=0.02, segments=6).turn(x=180).move(y=-0.31).turn(z=turn)
        prop.add(tooth.stretch(x=2 * girth).move(y=y + 0.01, z=z + 0.06), "snow")
