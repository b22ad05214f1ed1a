"""Things of wizards and genies, and treasures. Each public function adds the parts of one kind to `prop`."""

from __future__ import annotations

import math

import numpy as np

from ..forms import star
from ..shapes import (
    DARK,
    LIGHT,
    MAIN,
    Part,
    ToyShape,
    box,
    circle,
    cylinder,
    lathe,
    limb,
    loft,
    mirrored,
    rounded,
    sphere,
    torus,
    tube,
)


def cauldron(prop: ToyShape) -> None:
    radius, high, brew = prop.vary(0.8, 0.08), prop.vary(1.15, 0.08), prop.random.choice(("leaf", "blossom", "lemon"))
    outside = [(0, 0), (0.6, 0.04), (1, 0.3), (1.02, 0.6), (0.78, 0.88), (0.88, 1)]
    inside = [(0.8, 1), (0.7, 0.88), (0.9, 0.6), (0.6, 0.2), (0, 0.15)]
    prop.add(lathe(rounded([*outside, *inside], 1), 32).stretch(radius, radius, high).move(z=0.28))
    top = 0.28 + high
    prop.add(torus(0.86 * radius, 0.1, segments=24).move(z=top), DARK)
    prop.add(cylinder(0.8 * radius, 0.3).move(z=top - 0.17), brew)
    for i, (x, y, _) in enumerate(circle(6, 0.48 * radius, prop.random.uniform(0, 60))):
        prop.add(sphere(prop.vary((0.2, 0.14)[i % 2], 0.2), segments=12).move(x, y, top), brew)
    prop.add(sphere(0.2, segments=12).move(z=top + 0.02), brew)
    for x, y, angle in circle(3, 0.62 * radius, -90):
        foot = lathe([(0, 0), (0.12, 0), (0.09, 0.12), (0.17, 0.5), (0, 0.5)], 12)
        prop.add(foot.turn(y=-10).turn(z=angle).move(x, y), DARK)
    handle = torus(0.2, 0.06, segments=16).turn(x=90).turn(y=-20)
    mirrored(prop, handle.move(1.02 * radius + 0.06, 0, 0.28 + 0.72 * high), "steel")
    ladle = [(0.1, 0.1, top - 0.2), (0.5 * radius, 0.3, top + 0.3), (0.7 * radius, 0.4, top + prop.vary(0.65))]
    prop.add(tube(ladle, 0.07, 10), "wood")


def potion(prop: ToyShape) -> None:
    ball = [(0, 0), (0.45, 0), (0.8, 0.16), (1.02, 0.6), (0.98, 1), (0.72, 1.35), (0.3, 1.55), (0.3, 2)]
    cone = [(0, 0), (0.85, 0), (1.04, 0.06), (1, 0.24), (0.66, 0.9), (0.32, 1.45), (0.3, 2)]
    side = rounded(prop.random.choice((ball, cone))) * (prop.vary(0.7, 0.1), prop.vary(0.8, 0.1))
    (neck, top), level = side[-1], prop.vary(1, 0.12)
    prop.add(lathe([*side, (0, top)]), "glass")
    wet = [(r + 0.02 * (r > 0), z - 0.01) for r, z in side if z < level]
    edge = np.interp(level, side[:, 1], side[:, 0])
    prop.add(lathe([*wet, (edge + 0.02, level), (0, level)], 32))
    for radius, thick, z, colour in ((neck, 0.08, top, "glass"), (neck + 0.02, 0.06, top - 0.3, "gold")):
        prop.add(torus(radius, thick, segments=20).move(z=z), colour)
    prop.add(cylinder(0.85 * neck, 0.4, top=neck).move(z=top + 0.12), "wood")
    for x, z, size in ((-0.3, 0.62, 0.1), (0.1, 0.32, 0.08), (0.32, 0.7, 0.12), (-0.05, 0.82, 0.07), (-0.4, 0.3, 0.07)):
        out = np.interp(z * level, side[:, 1], side[:, 0])
        for turn in (0, 140, 230):
            bubble = sphere(size, segments=10).move(x * out, -out * math.sqrt(1 - x * x), z * level)
            prop.add(bubble.turn(z=turn), LIGHT)


def magic_wand(prop: ToyShape) -> None:
    length, size, turns = prop.vary(1.35, 0.1), prop.vary(0.62, 0.1), prop.random.choice((-3, 3))
    middle = length + 0.55 * size
    prop.add(star(size, 0.34, 0.1).move(z=middle))
    prop.add(star(0.62 * size, 0.42, 0.06).move(z=middle), LIGHT)
    prop.add(sphere(0.15 * size, segments=12).stretch(y=1.75).move(z=middle), "gold")
    prop.add(cylinder(0.075, length, segments=16).move(z=length / 2), LIGHT)
    climb = np.linspace(0, 1, 60)
    angle = 2 * math.pi * turns * climb
    ribbon = np.stack([0.08 * np.cos(angle), 0.08 * np.sin(angle), 0.4 + (length - 0.5) * climb], axis=1)
    prop.add(tube(ribbon.tolist(), 0.04, 8, soft=False))
    prop.add(cylinder(0.12, 0.42, segments=16).move(z=0.25), DARK)
    for radius, z in ((0.16, 0.05), (0.1, 0.48), (0.11, length - 0.12)):
        prop.add(sphere(radius, segments=12).stretch(1.2, 1.2).move(z=z), "gold")
    for x, drop in ((0.3, prop.vary(0.5)), (0.2, prop.vary(0.68))):
        tail = [(0, -0.06, 0), (x, -0.1, -0.1), (0.8 * x, -0.04, -0.6 * drop), (1.4 * x, -0.1, -drop)]
        mirrored(prop, tube(tail, [0.05, 0.06, 0.06, 0.08], 8).move(z=length - 0.1), DARK)


def wizards_staff(prop: ToyShape) -> None:
    length, orb, bend = prop.vary(1.9, 0.06), prop.vary(0.27, 0.1), prop.vary(0.1, 0.4)
    knots = [(0, 0), (bend, 0.22), (-0.5 * bend, 0.45), (0.8 * bend, 0.66), (-0.4 * bend, 0.85), (0, 1)]
    prop.add(limb(*((x, 0.5 * x, z * length, 0.1 + 0.03 * (i % 2)) for i, (x, z) in enumerate(knots))))
    for x, z, side in ((bend, 0.24, 1), (0.8 * bend, 0.67, -1)):
        prop.add(limb((x, 0, z * length, 0.08), (x + 0.2 * side, -0.05, z * length + 0.14, 0.06)), DARK)
    for z in (0.52, 0.56, 0.6):
        prop.add(torus(0.14, 0.05, segments=20).move(0.1 * bend, 0, z * length), "gold")
    middle = length + orb + 0.1
    prop.add(sphere(orb).move(z=middle), prop.random.choice(("glass", "lemon", "blossom")))
    if prop.random.random() < 0.5:
        prop.add(_staff_crook(1.75 * orb).move(z=middle + 0.12))
        return
    claw = [(0, 0, -0.5, 0.1), (1.35, 0, -0.5, 0.1), (1.5, 0, 0.5, 0.08), (0.8, 0, 1.25, 0.05)]
    for _, _, angle in circle(4, 1, 20):
        prop.add(limb(*((x * orb, y, z * orb, r) for x, y, z, r in claw)).turn(z=angle).move(z=middle))


def crystal_ball(prop: ToyShape) -> None:
    radius, high, feet = prop.vary(0.8, 0.06), prop.vary(0.34), prop.random.choice((3, 4, 5))
    middle = high + radius + 0.1
    prop.add(sphere(radius, segments=28).move(z=middle))
    base = [(0, 0), (0.85, 0), (0.85, 0.14), (0.6, 0.3), (0.42, 0.6 * high), (0.62, high + 0.2), (0, high + 0.2)]
    prop.add(lathe([(r * radius, z) for r, z in base], 32, soft=True), "bark")
    prop.add(torus(0.62 * radius, 0.09).move(z=high + 0.26), "gold")
    prop.add(torus(0.8 * radius, 0.07, segments=28).move(z=0.08), "gold")
    for _, _, angle in circle(feet, 1, -90 + 180 / feet):
        claw = [(0.55, 0.12), (0.86, 0.2), (0.66, high + 0.2), (1.0, high + 0.5), (0.93, high + 0.72)]
        path = [(r * radius, 0, z) for r, z in claw]
        prop.add(tube(path, [0.11, 0.1, 0.08, 0.08, 0.04], segments=8).turn(z=angle), "gold")
    for turn in (-40, 80, 200):
        arc = [(0, -radius * math.cos(a), radius * math.sin(a)) for a in np.radians(np.linspace(24, 56, 7))]
        shine = tube(arc, [0.03, *[0.07] * 5, 0.03], soft=False)
        for mark in (shine, sphere(0.06, segments=12).move(y=-radius, z=0.16)):
            prop.add(mark.turn(y=-40).turn(z=turn).move(z=middle), "snow")


def crystal(prop: ToyShape) -> None:
    count, height, width = prop.random.choice((6, 7, 8)), prop.vary(1.7, 0.1), prop.vary(0.34, 0.1)
    prism = [(0, 0), (0.8, 0), (1, 0.72), (0.06, 1), (0, 1)]
    prop.add(lathe(prism, 6).stretch(width, width, height))
    for i, (x, y, angle) in enumerate(circle(count, 0.3, prop.random.uniform(0, 60))):
        tall, wide = prop.vary((1.15, 0.8)[i % 2], 0.2), prop.vary(0.22, 0.15)
        shard = lathe(prism, 6).stretch(wide, wide, tall).turn(z=20 * i).turn(y=prop.vary((22, 40)[i % 2]))
        prop.add(shard.turn(z=angle).move(x, y), (LIGHT, MAIN, DARK)[i % 3])
    prop.add(sphere(1, segments=12).stretch(0.74, 0.7, 0.24).move(z=0.02), "stone")
    for x, y, angle in circle(7, 0.62, prop.random.uniform(0, 50)):
        stone = sphere(prop.vary(0.22, 0.25), squareness=0.2, segments=8).stretch(z=0.8)
        prop.add(stone.turn(z=angle).move(x, y, 0.04), "stone")


def genie_lamp(prop: ToyShape) -> None:
    radius, flat, neck = prop.vary(0.62, 0.08), prop.vary(0.36, 0.1), prop.vary(0.95, 0.1)
    foot = [(0, 0), (0.42, 0), (0.42, 0.07), (0.14, 0.16), (0.14, 0.3), (0, 0.34)]
    prop.add(lathe(foot, 28), DARK)
    middle = 0.26 + flat
    prop.add(sphere(1).stretch(1.15 * radius, 0.85 * radius, flat).move(z=middle))
    spout = [(-0.5 * radius, 0, middle - 0.1), (-radius - 0.3, 0, middle - 0.08), (-radius - neck, 0, middle + 0.5)]
    prop.add(tube(spout, [0.34, 0.2, 0.13]))
    prop.add(torus(0.13, 0.06, segments=20).turn(y=-35).move(*spout[-1]), "gold")
    loop = [(0.8, -0.12), (1.25, -0.3), (1.85, 0.1), (1.75, 0.62), (1.2, 0.5), (0.85, 0.18)]
    prop.add(tube([(x * radius, 0, middle + z) for x, z in loop], 0.075), DARK)
    lid = [(0, 0), (0.5, 0), (0.46, 0.1), (0.24, 0.3), (0.08, 0.42), (0.08, 0.5), (0, 0.5)]
    prop.add(lathe([(r * radius, z) for r, z in lid], 28, soft=True).move(z=middle + 0.86 * flat), DARK)
    prop.add(sphere(0.1, segments=14).move(z=middle + 0.86 * flat + 0.52), "gold")
    prop.add(torus(0.5 * radius, 0.06).move(z=middle + 0.88 * flat), "gold")
    for x, _, angle in circle(8, 1, 22.5):
        gem = sphere(0.085, segments=10).stretch(y=0.7).move(y=-0.86 * radius)
        prop.add(gem.turn(z=angle).stretch(x=1.35).move(z=middle), "gold" if x > 0 else "cherry")


def diamond(prop: ToyShape) -> None:
    sides, crown, deep, flat = prop.random.choice((10, 12)), prop.vary(0.4), prop.vary(1.0, 0.1), prop.vary(0.58, 0.1)
    cut = [(0, -deep), (0.03, -deep), (0.52, -0.46 * deep), (1, -0.03), (1, 0.03), (0.82, 0.56 * crown), (flat, crown)]
    stone = lathe(rounded([*cut, (0, crown)], 1), sides)
    prop.add(stone)
    prop.add(stone.stretch(0.985, 0.985, 0.98).turn(z=180 / sides), LIGHT)
    prop.add(lathe([(0, 0), (flat, 0), (0.9 * flat, 0.05), (0, 0.05)], sides).move(z=crown - 0.02), LIGHT)


def scroll(prop: ToyShape) -> None:
    width, height, roll = prop.vary(1.25, 0.1), prop.vary(1.45, 0.1), prop.vary(0.27, 0.1)
    prop.add(_curled_sheet(width, height, roll))
    for side in (-1, 1):
        place = {"y": side * roll, "z": side * height / 2}
        prop.add(cylinder(0.1, width + 0.4, segments=16).turn(y=90).move(**place), "wood")
        for x in (-1, 1):
            prop.add(sphere(0.16, segments=12).move(x * (width / 2 + 0.2), **place), "gold")
    prop.add(box(0.8 * width, 0.06, height - 1.5 * roll, bevel=0.02).move(y=-0.04, z=0.02), LIGHT)
    for i, share in enumerate((0.3, 0.16, 0.02, -0.12)):
        line = box((0.4, 0.64, 0.6, 0.64)[i] * width, 0.06, 0.07, bevel=0.02)
        prop.add(line.move(y=-0.06, z=share * height), "charcoal")
    seal = lathe([(0, -0.08), (0.17, -0.08), (0.2, 0), (0.17, 0.08), (0, 0.08)], 30, ribs=10, depth=0.06).turn(x=90)
    prop.add(seal.move(0.24 * width, -0.06, 0.12 - 0.3 * height), "cherry")


def _staff_crook(radius: float) -> Part:
    """Returns a curl around the origin, which is open at the left."""
    turn = np.radians(np.linspace(-100, 210, 14))
    return limb(*((radius * math.cos(a), 0, radius * math.sin(a), 0.13 - 0.006 * i) for i, a in enumerate(turn)))


def _curled_sheet(width: float, height: float, roll: float) -> Part:
    """Returns an upright sheet, rolled up backwards at the top and forwards at the bottom with the radius `roll`."""
    angle, reach = np.radians(np.linspace(180, -270, 32)), np.linspace(roll, 0.12, 32)
    curl = np.stack([roll + reach * np.cos(angle), height / 2 + reach * np.sin(angle)], axis=1)
    path = np.concatenate([-curl[::-1], curl])
    along = np.gradient(path, axis=0)
    across = 0.04 * np.stack([-along[:, 1], along[:, 0]], axis=1) / np.linalg.norm(along, axis=1, keepdims=True)
    sides = [(x, path + side * across) for x, side in ((-1, 1), (1, 1), (1, -1), (-1, -1))]
    return loft(np.stack([np.insert(edge, 0, x * width / 2, axis=1) for x, edge in sides], axis=1))
