"""Furniture and decoration of the toybox. Each function adds the parts of one kind to `prop`."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np

from ..shapes import (
    DARK,
    LIGHT,
    MAIN,
    ToyShape,
    arch,
    box,
    circle,
    cylinder,
    extrude,
    lathe,
    rounded,
    sphere,
    torus,
    tube,
)
from .parts import border, flat, panel, shrunk

FABRICS = ("cherry", "leaf", "lemon", "cream", "carrot", "steel", "blossom")


def bookshelf(prop: ToyShape) -> None:
    width, height, depth, rows = prop.vary(1.3, 0.12), prop.vary(1.8, 0.1), prop.vary(0.5), prop.random.choice((3, 4))
    pitch = (height - 0.16) / rows
    _cupboard(prop, width, depth, height)
    for row in range(rows):
        floor, left, end = 0.14 + row * pitch, 0.14 - width / 2, (0.5 - prop.random.uniform(0.22, 0.4)) * width
        prop.add(box(width - 0.06, depth - 0.06, 0.1, bevel=0.02).move(z=floor - 0.05), LIGHT)
        while left < end:
            thick, tall, colour = prop.vary(0.13, 0.25), prop.vary(0.68) * pitch, prop.random.choice((*FABRICS, DARK))
            book = box(thick, 0.7 * depth, tall, bevel=0.02).move(thick / 2, -0.05, tall / 2)
            prop.add(book.move(x=left, z=floor), colour)
            left += thick + 0.01
        leaning = box(0.13, 0.7 * depth, 0.68 * pitch, bevel=0.02).move(0.065, -0.05, 0.34 * pitch).turn(y=-14)
        prop.add(leaning.move(left + 0.02, 0.01, floor + 0.02), prop.random.choice(FABRICS))


def wardrobe(prop: ToyShape) -> None:
    width, height, depth = prop.vary(1.3, 0.1), prop.vary(1.85, 0.08), prop.vary(0.65, 0.1)
    low, high, half = 0.48, height - 0.1, width / 2 - 0.02
    _cupboard(prop, width, depth, height)
    prop.add(box(width + 0.18, depth + 0.16, 0.14, bevel=0.04).move(z=height + 0.04), DARK)
    prop.add(box(width - 0.06, depth - 0.06, low, bevel=0.02).move(z=low / 2))
    prop.add(cylinder(0.04, width - 0.1, bevel=0.01, segments=10).turn(y=90).move(z=high - 0.14), "steel")
    coat = extrude([(-0.2, 0), (0.2, 0), (0.17, 0.72), (0.04, 0.86), (-0.04, 0.86), (-0.17, 0.72)], 0.13, bevel=0.03)
    for i, colour in enumerate(prop.random.sample(FABRICS, 5)):
        prop.add(coat.turn(z=90 + 12 * (i % 2)).move((i - 2) * 0.18 * width, 0, high - 0.98), colour)
    tall, drawer = high - low, box(half - 0.06, 0.1, 0.26, bevel=0.03)
    panel, knob = box(half - 0.2, 0.13, 0.38 * tall, bevel=0.03), sphere(0.07, segments=12).move(y=-0.08)
    for side, swing in ((-1, prop.random.choice((0, 0, 110))), (1, prop.random.uniform(70, 120))):
        door = [(box(half, 0.1, tall, bevel=0.03), MAIN), (knob.move(side * (0.1 - half / 2)), "gold")]
        door += [(panel.move(z=share * tall), LIGHT) for share in (-0.23, 0.23)]
        for part, colour in door:
            turned = part.move(x=-side * half / 2).turn(z=side * swing)
            prop.add(turned.move(side * (half + 0.02), -depth / 2 - 0.04, low + tall / 2), colour)
        for part, colour in ((drawer, LIGHT), (knob, "gold")):
            prop.add(part.move(side * half / 2, -depth / 2, 0.26), colour)


def rocking_chair(prop: ToyShape) -> None:
    half, seat, back, rise = prop.vary(0.5, 0.1), prop.vary(0.66, 0.08), prop.vary(1.15, 0.1), prop.vary(0.22, 0.2)
    rocker = [(0, y + 0.12, 0.08 + rise * y**2) for y in np.linspace(-1.1, 1.1, 13)]
    for x in (-half, half):
        prop.add(tube(rocker, 0.085, soft=False).move(x), DARK)
        prop.add(cylinder(0.075, seat + 0.36, bevel=0.02, segments=16).move(x, -0.38, seat / 2 + 0.28))
        prop.add(cylinder(0.075, seat - 0.06, bevel=0.02, segments=16).move(x, 0.42, seat / 2 + 0.06))
        prop.add(box(0.2, 1.08, 0.1, bevel=0.03).move(x, -0.02, seat + 0.45), DARK)
    prop.add(box(2 * half + 0.14, 1.0, 0.14, bevel=0.04).move(z=seat))
    prop.add(sphere(1, squareness=0.6).stretch(half - 0.06, 0.42, 0.1).move(z=seat + 0.1), LIGHT)
    prop.add(cylinder(0.06, 2 * half, bevel=0.01, segments=12).turn(y=90).move(y=-0.38, z=0.6 * seat), DARK)
    crest = [(-half - 0.1, 0), (half + 0.1, 0), (half + 0.1, 0.2), (0.5 * half, 0.36), (-0.5 * half, 0.36)]
    rest = [extrude([*crest, (-half - 0.1, 0.2)], 0.14, bevel=0.03).move(z=back - 0.1)]
    for share in (-1, -0.6, -0.2, 0.2, 0.6, 1):
        wide = 0.075 if abs(share) == 1 else 0.055
        rest.append(cylinder(wide, back, bevel=0.01, segments=12).move(share * half, 0, back / 2))
    for part in rest:
        prop.add(part.turn(x=-15).move(y=0.42, z=seat))


def office_chair(prop: ToyShape) -> None:
    half, seat, back, lean = prop.vary(0.5, 0.08), prop.vary(0.9, 0.08), prop.vary(1.0, 0.1), prop.vary(10, 0.4)
    for x, y, angle in circle(5, prop.vary(0.66, 0.08), 54):
        prop.add(tube([(0, 0, 0.28), (0.8 * x, 0.8 * y, 0.24), (x, y, 0.2)], [0.11, 0.07, 0.08]), "charcoal")
        prop.add(cylinder(0.11, 0.16, bevel=0.03, segments=16).turn(x=90, z=angle).move(x, y, 0.11), "steel")
    prop.add(cylinder(0.13, 0.3, bevel=0.03).move(z=0.34), "charcoal")
    prop.add(cylinder(0.075, seat - 0.2, bevel=0.02).move(z=seat / 2 + 0.1), "steel")
    prop.add(box(0.5, 0.5, 0.12, bevel=0.03).move(z=seat - 0.13), "charcoal")
    soft = sphere(1, squareness=0.55)
    prop.add(soft.stretch(half, 0.5, 0.14).move(y=-0.04, z=seat))
    prop.add(tube([(0, 0.1, seat - 0.14), (0, 0.6, seat - 0.14), (0, 0.62, seat + 0.5)], 0.075), "charcoal")
    prop.add(soft.stretch(0.94 * half, 0.13, back / 2).turn(x=-lean).move(y=0.5, z=seat + 0.22 + back / 2))
    if prop.random.random() < 0.5:
        prop.add(soft.stretch(0.55 * half, 0.11, 0.16).turn(x=-lean).move(y=0.64, z=seat + back + 0.4), DARK)
        prop.add(cylinder(0.06, 0.3, bevel=0.01, segments=12).move(y=0.62, z=seat + back + 0.2), "charcoal")
    for x in (-half - 0.1, half + 0.1):
        prop.add(tube([(0.5 * x, 0.1, seat - 0.13), (x, 0.1, seat - 0.13), (x, 0.1, seat + 0.36)], 0.065), "charcoal")
        prop.add(box(0.17, 0.6, 0.12, bevel=0.04).move(x, 0, seat + 0.36), DARK)


def piano(prop: ToyShape) -> None:
    half, length, top, wall = prop.vary(0.8, 0.06), prop.vary(1.7, 0.08), prop.vary(1.0, 0.06), prop.vary(0.32, 0.1)
    curve = [(1, 0.3), (1, 0.52), (0.85, 0.62), (0.3, 0.7), (0.2, 0.95), (-0.1, 1), (-0.8, 1), (-1, 0.9)]
    outline = np.array([(-1, 0), (1, 0), *rounded(curve)]) * (half, length)
    prop.add(border(outline, 0.09, wall).move(z=top - wall / 2))
    prop.add(flat(shrunk(outline, 0.07), 0.14).move(z=top - 0.5 * wall), "gold")
    for x, end in ((-0.72, 0.88), (-0.4, 0.9), (-0.08, 0.86), (0.3, 0.6), (0.7, 0.52)):
        string = box(0.07, end * length - 0.3, 0.1, bevel=0.02).move(y=end * length / 2 + 0.1)
        prop.add(string.move(x * half, 0, top - 0.5 * wall + 0.06), "steel")
    lid = flat(np.maximum(outline, (-half, 0.26)), 0.08).move(x=half).turn(y=-prop.vary(36, 0.12))
    prop.add(lid.move(x=-half, z=top + 0.05), LIGHT)
    prop.add(tube([(0.86 * half, 0.7, top - 0.1), (0.5 * half, 0.7, top + 0.92 * half)], 0.045, segments=8), "gold")
    prop.add(box(0.9, 0.08, 0.36, bevel=0.02).turn(x=-20).move(y=0.14, z=top + 0.15), DARK)
    _keyboard(prop, 2 * half, top - 0.6 * wall)
    leg = lathe([(0, 0), (0.1, 0), (0.07, 0.1), (0.12, 0.6), (0.16, top - wall), (0, top - wall + 0.1)])
    for x, y in ((0.15 - half, 0.14), (half - 0.15, 0.14), (-0.3 * half, 0.84 * length)):
        prop.add(leg.move(x, y), DARK)
    prop.add(box(0.3, 0.1, top - wall, bevel=0.02, taper=1.3).move(y=0.3, z=0.5 * (top - wall) + 0.08), DARK)
    for x in (-0.1, 0.0, 0.1):
        prop.add(box(0.07, 0.26, 0.07, bevel=0.02).move(x, 0.2, 0.12), "gold")


def fireplace(prop: ToyShape) -> None:
    width, height, hole, depth = prop.vary(1.7, 0.08), prop.vary(1.15, 0.06), prop.vary(0.74, 0.06), prop.vary(0.6)
    for side in (-1, 1):
        _bricks(prop, 0.23 * width, depth, 0, hole, side * 0.385 * width)
    _bricks(prop, width, depth, hole, height)
    _bricks(prop, prop.vary(0.7, 0.12) * width, 0.8 * depth, height + 0.06, height + prop.vary(0.75))
    prop.add(box(0.7 * width, 0.1, hole + 0.1, bevel=0.02).move(y=depth / 2 - 0.08, z=hole / 2), "charcoal")
    prop.add(box(width + 0.28, depth + 0.28, 0.15, bevel=0.04).move(z=height + 0.03), "wood")
    prop.add(box(width + 0.2, depth + 0.6, 0.14, bevel=0.04).move(y=-0.22, z=-0.04), "stone")
    log = cylinder(0.09, 0.36 * width, bevel=0.02, segments=14).turn(y=90)
    for x, y, z, turn in ((0, -0.16, 0.12, 6), (0, 0.04, 0.12, -8), (0, -0.06, 0.26, 22)):
        prop.add(log.turn(z=turn).move(x, y, z), "bark")
    flame = lathe([(0, 0), (0.14, 0.02), (0.17, 0.15), (0.05, 0.34), (0, 0.46)], segments=16, soft=True)
    for share, y, tall in ((-0.12, -0.06, 1.3), (0, -0.06, 1.8), (0.12, -0.06, 1.4), (0.03, -0.18, 1.1)):
        colour = "lemon" if y < -0.1 else "carrot"
        prop.add(flame.stretch(1, 0.8, tall * hole).move(share * width, y, 0.14), colour)


def mirror(prop: ToyShape) -> None:
    half, tall, tilt = prop.vary(0.46, 0.1), prop.vary(1.7, 0.08), prop.random.uniform(-9, 9)
    oval = [(half * x, tall / 2 * y) for x, y, _ in circle(40, 1)]
    arched = [(x, z - tall / 2) for x, z in arch(2 * half, tall)]
    outline, middle = prop.random.choice((oval, arched)), tall / 2 + 0.24
    shine = [(-0.2, -0.36), (-0.11, -0.36), (0.17, 0.3), (0.08, 0.3)]
    parts = [(border(outline, 0.12, 0.16).turn(x=90), MAIN), (panel(outline, 0.11, 0.05), "glass")]
    parts += [(extrude(shine, 0.06, bevel=0.01).move(x, -0.025, z), "snow") for x, z in ((-0.07, 0.1), (0.1, 0.04))]
    parts += [(panel(outline, 0.04, 0.06).move(y=0.06), DARK), (sphere(0.12).move(z=tall / 2 + 0.06), DARK)]
    for part, colour in parts:
        prop.add(part.turn(x=-tilt).move(z=middle), colour)
    reach = half + 0.16
    for x in (-reach, reach):
        prop.add(cylinder(0.065, middle + 0.3, bevel=0.02, segments=16).move(x, 0, middle / 2 + 0.2), DARK)
        prop.add(sphere(0.11).move(x, 0, middle + 0.4))
        prop.add(tube([(x, -0.5, 0.02), (x, -0.3, 0.16), (x, 0.3, 0.16), (x, 0.5, 0.02)], 0.075))
        prop.add(cylinder(0.09, 0.26, bevel=0.02, segments=16).turn(y=90).move(0.93 * x, 0, middle), "gold")
    prop.add(cylinder(0.06, 2 * reach, bevel=0.01, segments=16).turn(y=90).move(z=0.16), DARK)


def picture_frame(prop: ToyShape) -> None:
    wide, tall = prop.random.choice(((0.8, 0.62), (0.62, 0.8)))
    wide, tall, rim, lean = prop.vary(wide, 0.1), prop.vary(tall, 0.1), prop.vary(0.17), prop.vary(14, 0.2)
    outline = [(-wide, -tall), (wide, -tall), (wide, tall), (-wide, tall)]
    sky, side = np.array((wide, tall)) - rim - 0.12, prop.random.choice((-0.45, 0.45))
    ground = np.array([(-1, -1), (1, -1), (1, -0.2), (0.4, -0.34), (-0.4, 0.06), (-1, -0.24)]) * sky
    sun = cylinder(0.13, 0.1, bevel=0.01).turn(x=90)
    parts = [(border(outline, rim, 0.22).turn(x=90), MAIN), (panel(outline, 0.08, 0.06).move(y=0.1), DARK)]
    parts += [(border(shrunk(outline, rim - 0.05), 0.07, 0.28).turn(x=90), "gold")]
    parts += [(sphere(0.11, segments=16).move(x, -0.09, z), "gold") for x, z in shrunk(outline, 0.5 * rim)]
    parts += [(panel(outline, rim - 0.02, 0.1), "snow"), (panel(outline, rim + 0.12, 0.1).move(y=-0.015), "glass")]
    parts += [(extrude(ground, 0.1, bevel=0.01).move(y=-0.045), "leaf")]
    for part, colour in (*parts, (sun.move(side * sky[0], -0.035, 0.52 * sky[1]), "lemon")):
        prop.add(part.move(z=tall).turn(x=-lean), colour)
    foot = 1.5 * tall * math.sin(math.radians(lean)) + 0.5
    prop.add(tube([(0, 0.1 + 0.3 * tall, 1.4 * tall), (0, foot, 0.05)], 0.07, segments=8).stretch(x=1.6), DARK)


def vase(prop: ToyShape) -> None:
    belly, neck, lip, height = prop.vary(0.56, 0.12), prop.vary(0.24), prop.vary(0.36), prop.vary(1.35, 0.12)
    foot, low = prop.vary(0.32), prop.vary(0.42, 0.2)
    rows = [(foot, 0), (foot, 0.05), (belly, low), (belly, low + 0.2), (neck, 0.8), (neck, 0.88), (lip, 1)]
    outside = rounded([(r, z * height) for r, z in rows])
    inside = [(lip - 0.08, height), (neck - 0.1, 0.86 * height), (neck - 0.1, 0.6 * height), (0, 0.5 * height)]
    prop.add(lathe([(0, 0), *outside, *inside], 32))
    prop.add(torus(lip - 0.03, 0.06).move(z=height), DARK)
    for start, end, colour in ((-0.06, 0, "cream"), (0.02, 0.2, DARK), (0.22, 0.28, "cream")):
        level = height * np.linspace(low + start, low + end, 6)
        band = np.stack([np.interp(level, outside[:, 1], outside[:, 0]) + 0.025, level], axis=1)
        prop.add(lathe([(0, level[0]), *band, (0, level[-1])], 32), colour)
    for x, y, turn in circle(prop.random.choice((0, 3, 4)), 0.26, prop.random.uniform(0, 360)):
        rise, colour = height + prop.vary(0.5, 0.4), prop.random.choice(("blossom", "cherry", "snow", "carrot"))
        prop.add(tube([(0, 0, 0.7 * height), (0.3 * x, 0.3 * y, height), (x, y, rise)], 0.045, segments=8), "leaf")
        petals = [(sphere(0.13, segments=8).stretch(z=0.6).move(*at[:2]), colour) for at in circle(6, 0.15)]
        for part, shade in (*petals, (sphere(0.11, segments=12).move(z=0.04), "lemon")):
            prop.add(part.turn(y=35, z=turn).move(x, y, rise), shade)


def potted_plant(prop: ToyShape) -> None:
    radius, height, reach, droop = prop.vary(0.55, 0.1), prop.vary(0.8), prop.vary(1.0, 0.12), prop.vary(1.0, 0.3)
    pot = [(0, 0), (0.72 * radius, 0), (radius, height), (radius - 0.1, height), (radius - 0.12, 0.8 * height)]
    prop.add(lathe([*pot, (0, 0.8 * height)], 32))
    rim = [(radius - 0.09, -0.2), (radius + 0.07, -0.2), (radius + 0.1, 0.02), (radius - 0.06, 0.02)]
    prop.add(lathe(rim, 32, closed=True).move(z=height), DARK)
    prop.add(sphere(radius - 0.1).stretch(z=0.25).move(z=0.84 * height), "coffee")
    share, turn = np.linspace(0, 1, 15), prop.random.uniform(0, 360)
    wide = 0.018 + prop.vary(0.055) * np.sin(np.pi * ((share - 0.3) / 0.7).clip(0)) ** 0.7
    for count, out, rise in ((prop.random.randint(5, 6), 1, 1.25), (4, 0.7, 1.55), (2, 0.2, 1.6)):
        spine = np.stack([out * reach * share**1.3, 0 * share, rise * share - out * droop * share**3], axis=1)
        leaf = tube(spine.tolist(), wide.tolist(), segments=10, soft=False).stretch(y=4)
        for i in range(count):
            prop.add(leaf.turn(z=turn + 360 * i / count + 40 * out).move(z=0.85 * height), "leaf")


def _cupboard(prop: ToyShape, width: float, depth: float, height: float) -> None:
    """Adds a case on z = 0 that is open at the front."""
    for x in (0.06 - width / 2, width / 2 - 0.06):
        prop.add(box(0.12, depth, height, bevel=0.03).move(x, 0, height / 2))
    for z in (0.07, height - 0.06):
        prop.add(box(width - 0.03, depth - 0.03, 0.12, bevel=0.02).move(z=z))
    prop.add(box(width - 0.06, 0.1, height - 0.06, bevel=0.02).move(0, depth / 2 - 0.07, height / 2), DARK)


def _keyboard(prop: ToyShape, width: float, z: float) -> None:
    """Adds two octaves of piano keys in front of y = 0, on a bed whose top is at `z`."""
    prop.add(box(width, 0.46, 0.14, bevel=0.03).move(y=-0.14, z=z - 0.07))
    pitch = (width - 0.2) / 14
    for i in range(14):
        x = (i - 6.5) * pitch
        prop.add(box(pitch - 0.012, 0.32, 0.1, bevel=0.015).move(x, -0.18, z + 0.02), "snow")
        if i % 7 not in (2, 6):
            prop.add(box(0.6 * pitch, 0.2, 0.1, bevel=0.02).move(x + pitch / 2, -0.1, z + 0.08), "charcoal")
    for x in (0.06 - width / 2, width / 2 - 0.06):
        prop.add(box(0.13, 0.44, 0.2, bevel=0.04).move(x, -0.14, z + 0.06))


def _bricks(prop: ToyShape, width: float, depth: float, low: float, high: float, x: float = 0.0) -> None:
    """Adds a wall of bricks from height `low` to `high`, whose bricks show on all sides."""
    prop.add(box(width - 0.05, depth - 0.05, high - low, bevel=0.01).move(x, 0, (low + high) / 2), DARK)
    rows, count = round((high - low) / 0.18), max(1, round(width / 0.42))
    for row in range(rows):
        ends = np.linspace(0, width, count + 1)
        if row % 2:
            ends = np.array([0, *(ends[:-1] + ends[1:]) / 2, width])
        for left, right in pairwise(ends):
            brick = box(right - left - 0.03, depth, (high - low) / rows - 0.03, bevel=0.02)
            place = x - width / 2 + (left + right) / 2, 0.0, low + (row + 0.5) * (high - low) / rows
            prop.add(brick.move(*place), prop.random.choice((MAIN, MAIN, LIGHT)))
