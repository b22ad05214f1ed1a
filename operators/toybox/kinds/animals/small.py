"""Animals of the sea and the air, and insects, of the toybox. Each function adds the parts of one kind to `prop`."""

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
from .parts import eyes, feelers, pincers


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


def spider(prop: ToyShape) -> None:
    body, head, reach, knee = prop.vary(0.55, 0.1), prop.vary(0.36, 0.08), prop.vary(1.2, 0.08), prop.vary(1.15, 0.1)
    prop.add(sphere(1).stretch(body, 1.12 * body, 0.95 * body).move(y=0.25 + body, z=0.75))
    prop.add(sphere(head).stretch(1.05, 1.15, 0.9).move(y=-0.1, z=0.6))
    for share, size in ((-0.2, 0.16), (0.25, 0.2), (0.65, 0.13)):
        patch = sphere(size, segments=12).stretch(1.2, 1, 0.5).turn(x=-50 * share)
        height = 0.95 * body * math.sqrt(1 - share**2)
        prop.add(patch.move(y=0.25 + body + 1.12 * share * body, z=0.74 + height), LIGHT)
    for turn in (-42, -14, 16, 46):
        leg = ((0.2, 0, 0.6, 0.1), (0.55 * reach, 0, knee, 0.09), (0.95 * reach, 0, 0.55 * knee, 0.08))
        mirrored(prop, limb(*leg, (1.15 * reach, 0, 0.05, 0.05)).turn(z=turn).move(y=-0.1), DARK)
    eyes(prop, 0.15, -0.1 - 0.95 * head, 0.7, 0.13)
    for x, y, z in ((0.32, -0.85, 0.8), (0.1, -0.95, 0.88)):
        mirrored(prop, sphere(0.07, segments=10).move(x, y * head - 0.07, z), "snow")
    mirrored(prop, limb((0.12, -0.36, 0.48, 0.1), (0.13, -0.56, 0.4, 0.09), (0.08, -0.58, 0.22, 0.04)), "charcoal")


def bee(prop: ToyShape) -> None:
    width, length, head = prop.vary(0.46, 0.1), prop.vary(0.7, 0.1), prop.vary(0.36, 0.08)
    span, lift = prop.vary(0.55), prop.vary(38, 0.3)
    prop.add(sphere(1).stretch(width, length, width).move(z=0.75))
    for share in (-0.32, 0.12, 0.54):
        edge = np.linspace(share - 0.1, share + 0.1, 3)
        ring = [(math.sqrt(1 - y**2) + 0.05, y) for y in edge]
        band = lathe([(0, edge[0]), *ring, (0, edge[-1])]).turn(x=-90)
        prop.add(band.stretch(width, length, width).move(z=0.75), "charcoal")
    prop.add(cone(0.12, 0.34).turn(x=-96).move(y=length - 0.08, z=0.75), "charcoal")
    y = -length - 0.08
    prop.add(sphere(head).move(y=y, z=0.85))
    eyes(prop, 0.18, y - 0.75 * head, 0.95, 0.12)
    smile = tube([(-0.14, 0, 0.06), (0, -0.04, -0.04), (0.14, 0, 0.06)], 0.04, segments=8)
    prop.add(smile.move(y=y - head, z=0.76), "charcoal")
    feelers(prop, [(0.12, y - 0.1, 1.1), (0.16, y - 0.14, 1.3), (0.22, y - 0.26, 1.46)], "charcoal")
    for size, back, turn in ((1.0, -0.1, 12), (0.72, 0.22, 42)):
        wing = sphere(1, segments=16).stretch(span * size, 0.26 * size, 0.06).move(x=0.9 * span * size)
        mirrored(prop, wing.turn(y=-lift, z=turn).move(0.1, back, 0.7 + width), "glass")
    for y in (-0.3, 0, 0.3):
        mirrored(prop, limb((0.2, y, 0.45, 0.065), (0.42, y, 0.3, 0.06), (0.4, y - 0.06, 0.05, 0.06)), "charcoal")


def butterfly(prop: ToyShape) -> None:
    span, lower, lift, rear = prop.vary(1.0, 0.1), prop.vary(0.75, 0.1), prop.vary(28, 0.3), prop.vary(52, 0.2)
    body, spot = prop.random.choice(("charcoal", "coffee")), prop.random.choice(("lemon", "snow", "gold", "blossom"))
    prop.add(limb((0, -0.3, 0.2, 0.14), (0, 0.1, 0.16, 0.12), (0, 0.75, 0.12, 0.08)), body)
    prop.add(sphere(0.19, segments=16).move(y=-0.5, z=0.26), body)
    eyes(prop, 0.1, -0.62, 0.32, 0.08)
    feelers(prop, [(0.06, -0.55, 0.36), (0.16, -0.75, 0.7), (0.42, -0.85, 0.86)], body)
    fore = [(0, -0.1), (0.4, 0.06), (0.9, 0.1), (1.1, 0.5), (1.0, 0.95), (0.75, 1.0), (0.3, 0.6), (0, 0.25)]
    hind = [(0, 0.1), (0, -0.3), (0.25, -0.8), (0.55, -1.1), (0.85, -0.9), (0.85, -0.4), (0.6, 0.0)]
    for outline, size, level in ((fore, span, 0.05), (hind, lower, 0.0)):
        ring = rounded([*outline, outline[0]])[:-1] * size
        centre = ring.mean(axis=0)
        for scale, thick, colour in ((1.0, 0.09, DARK), (0.82, 0.13, MAIN)):
            plate = extrude(centre + scale * (ring - centre), thick, 0.02)
            mirrored(prop, plate.turn(x=90).turn(y=-lift).move(0.06, 0, 0.16 + level), colour)
        for share, radius in ((0.3, 0.14), (-0.25, 0.09)):
            x, up = centre * (1 + share)
            dot = cylinder(radius * size, 0.17, bevel=0.02, segments=16).move(x, -up)
            mirrored(prop, dot.turn(y=-lift).move(0.06, 0, 0.16 + level), spot)
    prop.parts = [(part.turn(x=-rear), colour) for part, colour in prop.parts]


def chicken(prop: ToyShape) -> None:
    width, length, head, tail = prop.vary(0.48, 0.1), prop.vary(0.62, 0.08), prop.vary(0.26, 0.08), prop.vary(0.5)
    prop.add(sphere(1).stretch(width, length, 0.5).turn(x=14).move(z=0.9))
    y, z = -0.78 * length, prop.vary(1.6, 0.05)
    prop.add(limb((0, -0.3 * length, 1.0, 0.38), (0, y + 0.06, 1.3, 0.25), (0, y, z, 0.2)))
    prop.add(sphere(head).move(y=y, z=z))
    prop.add(cone(0.12, 0.28).turn(x=98).move(y=y - 0.8 * head, z=z - 0.02), "carrot")
    for back, up, size in ((-0.18, 0.2, 0.11), (-0.03, 0.28, 0.14), (0.13, 0.24, 0.12)):
        prop.add(sphere(size, segments=12).stretch(0.55, 0.9, 1.2).move(y=y + back, z=z + up), "cherry")
    mirrored(prop, sphere(0.09, segments=12).stretch(0.7, 0.8, 1.6).move(0.07, y - head, z - 0.24), "cherry")
    eyes(prop, 0.15, y - 0.68 * head, z + 0.08, 0.075)
    mirrored(prop, sphere(1).stretch(0.12, 0.42, 0.3).turn(x=16).move(0.95 * width, 0.1, 0.95), DARK)
    for turn, size in ((-62, 0.8), (-40, 1.0), (-16, 0.95)):
        for x in (-0.13, 0.13):
            feather = sphere(1, segments=12).stretch(0.1, 0.15, tail * size).move(z=0.8 * tail * size)
            prop.add(feather.turn(x=turn, y=60 * x).move(x, 0.62 * length, 1.05), DARK)
    mirrored(prop, limb((0.2, 0.06, 0.5, 0.08), (0.2, 0.02, 0.06, 0.065)), "carrot")
    toe = tube([(0, 0, 0.065), (0, -0.28, 0.065)], 0.065, segments=8, soft=False)
    for turn in (-34, 0, 34, 180):
        mirrored(prop, toe.turn(z=turn).move(0.2, 0.02), "carrot")


def parrot(prop: ToyShape) -> None:
    width, height, tail, head = prop.vary(0.4, 0.08), prop.vary(0.62, 0.08), prop.vary(1.15, 0.1), prop.vary(0.36, 0.08)
    perch, bands = 1.05, prop.random.sample(("gold", "leaf", "cherry", "carrot"), 2)
    _perch(prop, perch)
    z = perch + 0.1 + height
    prop.add(sphere(1).stretch(width, 0.38, height).turn(x=-14).move(z=perch + 0.62))
    prop.add(sphere(head).move(y=-0.2, z=z + 0.38))
    mirrored(prop, sphere(0.55 * head, segments=16).stretch(0.6, 1, 1).move(0.66 * head, -0.34, z + 0.38), "snow")
    mirrored(prop, sphere(0.075, segments=10).move(0.96 * head, -0.4, z + 0.44), "charcoal")
    beak = ((0, -0.42, z + 0.4, 0.2), (0, -0.68, z + 0.38, 0.16), (0, -0.74, z + 0.16, 0.07))
    prop.add(limb(*beak).stretch(x=0.85), "charcoal")
    prop.add(sphere(1, segments=12).stretch(0.12, 0.14, 0.1).move(y=-0.52, z=z + 0.2), "charcoal")
    for drop, colour, size in ((0.0, MAIN, 1.0), (-0.26, bands[0], 0.92), (-0.46, bands[1], 0.8)):
        wing = sphere(1, segments=16).stretch(0.11 * size, 0.26 * size, 0.42 * size).turn(x=18)
        mirrored(prop, wing.move(width + 0.02, 0.1 - 0.4 * drop, perch + 0.72 + drop), colour)
    for x, size, colour in ((0.0, 1.0, MAIN), (-0.11, 0.85, bands[0]), (0.11, 0.85, bands[1])):
        feather = sphere(1, segments=16).stretch(0.11, 0.07, 0.5 * tail * size).move(z=-0.5 * tail * size)
        prop.add(feather.turn(x=16, y=30 * x).move(x, 0.2 + abs(0.2 * x), perch + 0.3), colour)
    for x in (-0.1, 0.0, 0.1):
        mirrored(prop, sphere(1, segments=10).stretch(0.07, 0.16, 0.15).move(0.2 + x, -0.04, perch + 0.01), "stone")


def _toothed_mouth(prop: ToyShape, girth: float, y: float, z: float) -> None:
    """Adds the mouth of a shark at (y, z)."""
    prop.add(sphere(1, segments=20).stretch(0.64 * girth, 0.32, 0.14).turn(x=-12).move(y=y, z=z), "cherry")
    for turn in range(-60, 61, 20):
        tooth = cylinder(0.06, 0.15, bevel=0.01, top=0.02, segments=6).turn(x=180).move(y=-0.31).turn(z=turn)
        prop.add(tooth.stretch(x=2 * girth).move(y=y + 0.01, z=z + 0.06), "snow")


def _perch(prop: ToyShape, height: float) -> None:
    """Adds a bird's wooden stand with a bar at the given height."""
    prop.add(cylinder(0.45, 0.12).move(z=0.06), "wood")
    prop.add(cylinder(0.08, height, bevel=0.02, segments=16).move(y=-0.02, z=height / 2), "wood")
    prop.add(cylinder(0.085, 1.3, bevel=0.03, segments=16).turn(y=90).move(y=-0.02, z=height), "wood")
