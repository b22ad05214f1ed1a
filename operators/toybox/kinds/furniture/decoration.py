"""What decorates a room. Each public function adds the parts of one kind to `prop`."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np

from ..forms import border, panel, shrunk
from ..shapes import (
    DARK,
    LIGHT,
    MAIN,
    Part,
    ToyShape,
    arch,
    bent_sheet,
    box,
    circle,
    cylinder,
    extrude,
    lathe,
    loft,
    rounded,
    sphere,
    torus,
    tube,
)

_LANDS = (  # (east, north and size in degrees, lobes of the outline, colour)
    (80, 45, 40, 3, "leaf"),
    (18, 2, 30, 2, "dough"),
    (-98, 46, 32, 3, "leaf"),
    (-60, -20, 25, 2, "leaf"),
    (136, -26, 20, 2, "dough"),
    (-40, 76, 14, 3, "snow"),
    (0, -90, 20, 5, "snow"),
)


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


def globe(prop: ToyShape) -> None:
    radius, tilt, height = prop.vary(0.75, 0.1), prop.vary(23, 0.3), prop.vary(0.45)
    ring, spin, metal = radius + 0.14, prop.random.uniform(-120, 20), prop.random.choice(("gold", "steel", "wood"))
    arc = [(ring * math.cos(a), 0.0, ring * math.sin(a)) for a in np.radians(np.linspace(-94, 94, 33))]
    parts = [(sphere(radius, segments=32), MAIN), (tube(arc, 0.065, soft=False), metal)]
    parts += [(cylinder(0.07, 2 * ring + 0.3, bevel=0.02, segments=16), metal)]
    parts += [(_land(radius, *shape).turn(y=90 - north, z=east + spin), c) for east, north, *shape, c in _LANDS]
    for part, colour in parts:
        prop.add(part.turn(y=tilt).move(z=height + ring), colour)
    foot = [(0, 0), (0.55, 0), (0.55, 0.08), (0.3, 0.16), (0.1, 0.26), (0.08, height), (0, height + 0.04)]
    prop.add(lathe(foot, 32), DARK)


def rolled_carpet(prop: ToyShape) -> None:
    width, pitch, tongue, turns = prop.vary(1.7), prop.vary(0.15, 0.08), prop.vary(0.75), prop.random.choice((3, 4))
    angle = np.linspace(-2 * math.pi * turns, 0, 24 * turns + 1) - math.pi / 2
    radius = 0.14 + pitch * np.linspace(0, turns, len(angle))
    out = np.stack([np.cos(angle), np.sin(angle)], axis=1)
    line, low = radius[:, None] * out, -radius[-1]
    line = np.concatenate([line, [(share * tongue, low) for share in (0.25, 0.5, 0.75, 1)]])
    out = np.concatenate([out, [(0, -1)] * 4])
    parts = [(bent_sheet(line, out, 0.1, width), MAIN)]
    for share, colour in ((0.4, "cream"), (0.27, DARK), (-0.4, "cream"), (-0.27, DARK)):
        parts.append((bent_sheet(line[:-1], out[:-1], 0.13, 0.08 * width).move(y=share * width), colour))
    tassel = cylinder(0.035, 0.24, bevel=0.01, segments=8).turn(y=90).move(tongue + 0.1, 0, low)
    parts += [(tassel.move(y=share * width), "cream") for share in np.linspace(-0.46, 0.46, 13)]
    for part, colour in parts:
        prop.add(part.turn(z=-55), colour)


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


def _land(radius: float, size: float, lobes: int) -> Part:
    """Returns a land at the north pole of a globe, `size` degrees from its middle to its coast."""
    angle = np.linspace(0, 2 * math.pi, 36, endpoint=False)
    coast = math.radians(size) * (1 + 0.22 * np.cos(lobes * angle) + 0.1 * np.cos((2 * lobes + 3) * angle + 1))
    rings = []
    for share, rise in ((0.96, -0.06), (1, 0.02), (0.9, 0.035), (0.6, 0.035), (0.3, 0.035), (0, 0.035)):
        ring = np.stack([np.sin(share * coast) * np.cos(angle), np.sin(share * coast) * np.sin(angle)], axis=1)
        rings.append((radius + rise) * np.column_stack([ring, np.cos(share * coast)]))
    return loft(np.array(rings))
