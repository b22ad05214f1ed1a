"""Things of gardens and parks. Each public function adds the parts of one kind to `prop`."""

from __future__ import annotations

import numpy as np

from ..shapes import (
    DARK,
    LIGHT,
    MAIN,
    Spot,
    ToyShape,
    arch,
    box,
    circle,
    cylinder,
    extrude,
    lathe,
    slab,
    sphere,
    torus,
    tube,
)
from .parts import BRIGHT_COLOURS, open_vessel


def bench(prop: ToyShape) -> None:
    width, seat, back = prop.vary(1.9, 0.1), prop.vary(0.55, 0.1), prop.vary(0.7, 0.1)
    for y in (-0.4, -0.19, 0.02, 0.23):
        prop.add(box(width, 0.18, 0.1, bevel=0.03).move(y=y, z=seat))
    for share in (0.36, 0.68, 1.0):
        prop.add(box(width, 0.1, 0.27 * back, bevel=0.03).move(z=share * back).turn(x=-14).move(y=0.29, z=seat))
    spine = [(0, 0.48, 0), (0, 0.34, seat - 0.1), (0, 0.34, seat), (0, 0.4 + 0.22 * back, seat + 1.05 * back)]
    arm = [(0, -0.38, 0), (0, -0.44, seat), (0, -0.44, seat + 0.32), (0, -0.3, seat + 0.32), (0, 0.42, seat + 0.32)]
    for x in (-0.42 * width, 0.42 * width):
        for path in (spine, arm, [(0, -0.44, seat - 0.09), (0, 0.36, seat - 0.09)]):
            prop.add(tube(path, 0.065).move(x), "charcoal")


def picnic_table(prop: ToyShape) -> None:
    length, top, seat, spread = prop.vary(1.8, 0.1), prop.vary(0.85, 0.08), prop.vary(0.46, 0.08), prop.vary(0.68, 0.06)
    for y in (-0.4, -0.2, 0, 0.2, 0.4):
        prop.add(box(length, 0.19, 0.09, bevel=0.03).move(0, y, top))
    for y in (spread - 0.09, spread + 0.09):
        prop.add_around(box(length, 0.17, 0.09, bevel=0.03).move(0, y, seat), 2)
    for x in (-0.33 * length, 0.33 * length):
        for wide, z in ((0.9, top - 0.08), (2 * spread + 0.34, seat - 0.08)):
            prop.add(box(0.1, wide, 0.1, bevel=0.02).move(x, 0, z), DARK)
        leg = box(0.12, 0.12, 1.06 * top, bevel=0.02).turn(x=22).move(x + 0.02, 0.45, top / 2 - 0.03)
        prop.add_around(leg, 2, DARK)


def fence(prop: ToyShape) -> None:
    count, half, height, tip = prop.random.randint(5, 7), prop.vary(0.125, 0.08), prop.vary(1.0, 0.1), prop.vary(0.2)
    pointed = [(-half, 0), (half, 0), (half, height - tip), (0, height), (-half, height - tip)]
    picket = extrude(prop.random.choice((pointed, arch(2 * half, height))), 0.13, bevel=0.03)
    for i in range(count):
        prop.add(picket.move(x=2.7 * half * i))
    for z in (0.28 * height, 0.66 * height):
        prop.add(box(2.7 * half * count + 0.1, 0.14, 0.17, bevel=0.03).move(1.35 * half * (count - 1), 0.11, z), DARK)
        for i in range(count):
            prop.add(sphere(0.05, segments=10).move(2.7 * half * i, -0.06, z), "steel")


def garden_gate(prop: ToyShape) -> None:
    wide, tall, top, dip = prop.vary(1.0, 0.1), prop.vary(0.95, 0.1), prop.vary(1.65, 0.08), prop.vary(0.2)
    side, count, sag = wide / 2 + 0.12, prop.random.randint(5, 6), prop.random.choice((-dip, dip))
    _arbour(prop, side, top)
    half = 0.38 * wide / count
    for x in (np.arange(count) + 0.5 - count / 2) * wide / count:
        high = tall + sag * np.cos(np.pi * x / wide)
        picket = [(-half, 0.08), (half, 0.08), (half, high - half), (0, high), (-half, high - half)]
        prop.add(extrude(picket, 0.1, bevel=0.02).move(x))
    for z in (0.25, 0.75 * tall - 0.1):
        prop.add(box(wide, 0.08, 0.12, bevel=0.02).move(0, 0.07, z), LIGHT)
        prop.add(box(0.3, 0.06, 0.08, bevel=0.02).move(-wide / 2, -0.06, z), "charcoal")
    prop.add(sphere(0.08, segments=12).move(0.4 * wide, -0.1, 0.6 * tall), "gold")


def birdhouse(prop: ToyShape) -> None:
    half, deep, wall, pitch = prop.vary(0.35, 0.1), prop.vary(0.62, 0.1), prop.vary(0.75, 0.1), prop.vary(0.42)
    post, peak, front = prop.vary(0.8), wall + pitch, -deep / 2
    prop.add(lathe([(0, 0), (0.34, 0), (0.3, 0.08), (0.09, 0.16), (0.09, post), (0, post)]), "wood")
    prop.add(box(2 * half + 0.16, deep + 0.16, 0.1, bevel=0.03).move(z=post), DARK)
    walls = extrude([(-half, 0), (half, 0), (half, wall), (0, peak), (-half, wall)], deep)
    x = np.array([-half - 0.16, 0, half + 0.16])
    roof = slab(np.column_stack([x, peak - 0.01 - pitch * np.abs(x) / half]), deep + 0.3, 0.13)
    hole = torus(0.19, 0.05).turn(x=90).move(y=front, z=0.62 * wall)
    dark = cylinder(0.19, 0.08, bevel=0.02).turn(x=90).move(y=front, z=0.62 * wall)
    perch = cylinder(0.05, 0.34, bevel=0.02, segments=10).turn(x=90).move(y=front - 0.14, z=0.2 * wall)
    for part, colour in ((walls, MAIN), (roof, DARK), (hole, LIGHT), (dark, "charcoal"), (perch, "wood")):
        prop.add(part.move(z=post), colour)
    _little_bird(prop, (0, 0.05, post + peak + 0.11), prop.vary(60), prop.random.choice(BRIGHT_COLOURS))


def birdbath(prop: ToyShape) -> None:
    radius, height, depth, turn = prop.vary(0.72, 0.1), prop.vary(0.95, 0.1), prop.vary(0.26), prop.vary(180, 1)
    stem = [(0, 0), (0.46, 0), (0.46, 0.1), (0.32, 0.18), (0.14, 0.34), (0.18, 0.6 * height), (0.12, 0.8 * height)]
    prop.add(lathe([*stem, (0.3, height), (0, height)], soft=True))
    prop.add(open_vessel(radius, depth, wall=0.1, foot=0.45).move(z=height - 0.04))
    prop.add(torus(radius - 0.05, 0.07).move(z=height + depth - 0.05), LIGHT)
    prop.add(cylinder(0.85 * radius, 0.06, bevel=0.02).move(z=height + depth - 0.13), "glass")
    prop.add(torus(0.17, 0.06, segments=20).move(z=0.62 * height), DARK)
    colour = prop.random.choice(BRIGHT_COLOURS)
    for x, y, angle in circle(2, 0.95 * radius, turn):
        _little_bird(prop, (x, y, height + depth), angle + prop.vary(60), colour)


def fountain(prop: ToyShape) -> None:
    radius, rim, bowl, height = prop.vary(1.0, 0.08), prop.vary(0.36), prop.vary(0.5, 0.1), prop.vary(0.95, 0.1)
    prop.add(open_vessel(radius, rim))
    prop.add(torus(radius - 0.06, 0.1).move(z=rim), LIGHT)
    prop.add(cylinder(radius - 0.06, 0.1, bevel=0.02).move(z=0.7 * rim), "glass")
    stem = [(0, 0), (0.36, 0), (0.3, 0.3), (0.13, 0.45), (0.13, height - 0.1), (0.24, height), (0, height)]
    prop.add(lathe(stem, soft=True))
    prop.add(open_vessel(bowl, 0.24, wall=0.1, foot=0.5).move(z=height - 0.04))
    prop.add(cylinder(0.74 * bowl, 0.08, bevel=0.02).move(z=height + 0.14), "glass")
    top, out = height + prop.vary(0.5), bowl + 0.2
    high = [(0.04, 0, height), (0.06, 0, top + 0.2), (0.7 * bowl, 0, top), (0.7 * bowl, 0, height + 0.1)]
    low = [(bowl - 0.1, 0, height + 0.14), (out, 0, height + 0.24), (out, 0, height - 0.2), (out, 0, 0.6 * rim)]
    prop.add_around(tube(high, 0.06, segments=8), 6, "glass")
    prop.add_around(tube(low, 0.06, segments=8), 8, "glass")


def well(prop: ToyShape) -> None:
    radius, wall, post, pitch = prop.vary(0.66, 0.1), prop.vary(0.62), prop.vary(1.65, 0.06), prop.vary(0.42)
    prop.add(open_vessel(radius - 0.03, wall - 0.03, floor=0.3 * wall), DARK)
    prop.add(cylinder(radius - 0.1, 0.1).move(z=0.6 * wall), "glass")
    for row in range(3):
        stone = box(0.2, 0.5 * radius, wall / 3 - 0.01, bevel=0.04).move(x=radius - 0.06, z=(row + 0.5) * wall / 3)
        prop.add_around(stone.turn(z=15 * row), 12)
    prop.add_around(box(0.17, 0.17, post, bevel=0.03).move(x=radius - 0.13, z=post / 2 + 0.02), 2, "wood")
    roof = slab([(-0.68, 0), (0, pitch), (0.68, 0)], 2 * radius + 0.4, 0.14)
    prop.add(roof.turn(z=90).move(z=post - 0.9 * pitch))
    crank, bar = radius + 0.16, post - 0.3
    axle = [(-crank, 0, bar), (crank, 0, bar), (crank, -0.3, bar - 0.1), (crank + 0.26, -0.3, bar - 0.1)]
    prop.add(tube(axle, 0.075, soft=False), "bark")
    prop.add(tube([(0, 0, bar), (0, 0, wall + 0.1)], 0.045, segments=8), "cream")
    prop.add(open_vessel(0.22, 0.28, wall=0.06, foot=0.75).move(z=wall + 0.05), "steel")


def bridge(prop: ToyShape) -> None:
    half, width, rise, hole = prop.vary(1.15, 0.06), prop.vary(0.75, 0.1), prop.vary(0.62, 0.1), prop.vary(0.7, 0.06)
    x = half * np.sin(np.linspace(-np.pi / 2, np.pi / 2, 33))
    deck = 0.14 + rise * np.cos(np.pi / 2 * x / half).clip(0) ** 1.3
    under = (rise - 0.02) * np.sqrt((1 - (x / half / hole) ** 2).clip(0))
    prop.add(slab(np.column_stack([x, under]), width, deck - under))
    prop.add(slab(np.column_stack([1.01 * x, deck - 0.06]), width - 0.1, 0.09), "cream")
    for y in (-width / 2, width / 2):
        prop.add(slab(np.column_stack([0.98 * x, deck - 0.1]), 0.12, 0.36).move(y=y), DARK)
        prop.add(slab(np.column_stack([x, deck + 0.22]), 0.2, 0.12).move(y=y), LIGHT)
        for end in (-half, half):
            prop.add(box(0.24, 0.24, 0.7, bevel=0.03).move(end, y, 0.33))
            prop.add(sphere(0.13).move(end, y, 0.78), LIGHT)


def scarecrow(prop: ToyShape) -> None:
    tall, reach, wide, hat = prop.vary(1.3, 0.08), prop.vary(0.8, 0.1), prop.vary(0.3, 0.1), prop.vary(0.3)
    arm, straw = tall - 0.16, cylinder(0.05, 0.34, bevel=0.01, top=0.03, segments=6)
    prop.add(cylinder(0.09, tall, segments=12).move(z=tall / 2), "wood")
    coat = lathe([(0, 0), (1.35, 0), (1, 0.45), (1, 0.85), (0.5, 1), (0, 1)], 28, ribs=7, depth=0.05)
    prop.add(coat.stretch(wide, 0.75 * wide, 0.8).move(z=tall - 0.78))
    prop.add(torus(1.02 * wide, 0.06, 24).stretch(y=0.78).move(z=tall - 0.42), "bark")
    prop.add_around(straw.turn(y=-14).move(x=wide, z=tall - 0.86), 12, "gold")
    for x in (-1, 1):
        prop.add(tube([(0.1 * x, 0, arm), (reach * x, 0, arm)], [0.17, 0.2], soft=False))
        for turn in range(0, 360, 60):
            prop.add(straw.move(z=0.12).turn(x=22).turn(z=turn).turn(y=90 * x).move(reach * x, 0, arm), "gold")
        patch = box(0.17, 0.06, 0.17, bevel=0.02).turn(z=15 * x).move(0.13 * x, -0.78 * wide, tall - 0.3 - 0.2 * x)
        prop.add(patch, LIGHT)
    _sack_head(prop, tall, hat)
    _little_bird(prop, (-0.8 * reach, 0, arm + 0.16), 40, "charcoal")


def dog_house(prop: ToyShape) -> None:
    half, deep, wall, pitch = prop.vary(0.52, 0.1), prop.vary(1.1, 0.1), prop.vary(0.62, 0.1), prop.vary(0.45)
    front, rise, slope = 0.06 - deep / 2, np.radians(np.linspace(180, 0, 13)), pitch / half
    prop.add(box(2 * half + 0.1, deep + 0.1, 0.12, bevel=0.03), "charcoal")
    x = half * np.array([-1, -0.55, *(0.55 * np.cos(rise)), 0.55, 1])
    door = wall * np.array([0, 0, *(0.45 + 0.4 * np.sin(rise)), 0, 0])
    prop.add(slab(np.column_stack([x, door]), 0.12, wall + pitch - slope * np.abs(x) - door).move(y=front))
    prop.add(extrude([(-half, 0), (half, 0), (half, wall), (0, wall + pitch), (-half, wall)], 0.1).move(y=-front))
    for row in range(3):
        plank = box(0.14, deep - 0.06, wall / 3, bevel=0.03).move(half - 0.05, 0, (row + 0.5) * wall / 3)
        prop.add_around(plank, 2)
    eaves = np.array([-1.3, 0, 1.3]) * half
    prop.add(slab(np.column_stack([eaves, wall + pitch - slope * np.abs(eaves)]), deep + 0.3, 0.14), DARK)
    _bone_sign(prop, -deep / 2 - 0.17, wall + 0.3 * pitch + 0.1)
    prop.add(open_vessel(0.24, 0.16, wall=0.06).move(1.1 * half, front - 0.3, -0.06), LIGHT)
    prop.add(sphere(0.16).stretch(z=0.6).move(1.1 * half, front - 0.3, 0.04), "coffee")


def _arbour(prop: ToyShape, side: float, height: float) -> None:
    """Adds a round arch on posts of that height at -`side` and `side`."""
    bow = side * np.array(arch(2, 1)) * (1, 0.9) + (0, height - 0.05)
    for y in (-0.22, 0.22):
        prop.add(tube([(x, y, z) for x, z in bow.tolist()], 0.07, soft=False))
        for x in (-side, side):
            prop.add(box(0.13, 0.13, height, bevel=0.03).move(x, y, height / 2))
    for x, z in (*bow[2:-1:2], *((x, z) for x in (-side, side) for z in np.linspace(0.2, height - 0.1, 5))):
        prop.add(box(0.08, 0.52, 0.08, bevel=0.02).move(x, 0, z), DARK)


def _little_bird(prop: ToyShape, at: Spot, turn: float, colour: str) -> None:
    """Adds a bird that stands on the place `at`."""
    parts = [
        (sphere(1, segments=14).stretch(0.14, 0.21, 0.15).turn(x=-20), colour),
        (sphere(0.13, segments=14).move(y=-0.14, z=0.18), colour),
        (cylinder(0.045, 0.14, bevel=0.01, top=0.02, segments=8).turn(x=90).move(y=-0.31, z=0.17), "gold"),
        (box(0.13, 0.28, 0.06, bevel=0.02).turn(x=15).move(y=0.26, z=0.02), colour),
        *((sphere(0.032, segments=8).move(x, -0.23, 0.22), "charcoal") for x in (-0.08, 0.08)),
    ]
    for part, each in parts:
        prop.add(part.move(z=0.13).turn(z=turn).move(*at), each)


def _sack_head(prop: ToyShape, z: float, hat: float) -> None:
    """Adds a head with a hat of height `hat` on a neck at `z`."""
    prop.add(sphere(0.27).stretch(z=1.1).move(z=z + 0.26), "dough")
    for x in (-0.1, 0.1):
        prop.add(sphere(0.05, segments=10).move(x, -0.25, z + 0.3), "charcoal")
    prop.add(cylinder(0.05, 0.2, bevel=0.01, top=0.01, segments=8).turn(x=90).move(0, -0.32, z + 0.22), "carrot")
    felt = lathe([(0, 0), (0.46, -0.05), (0.48, 0), (0.27, 0.08), (0.2, hat), (0.1, hat + 0.08), (0, hat + 0.08)])
    prop.add(felt.turn(x=-prop.vary(8), y=prop.vary(6)).move(z=z + 0.42), DARK)


def _bone_sign(prop: ToyShape, y: float, z: float) -> None:
    """Adds a board with a bone."""
    prop.add(box(0.62, 0.08, 0.34, bevel=0.03).move(0, y, z), "wood")
    prop.add(tube([(-0.13, y - 0.08, z), (0.13, y - 0.08, z)], 0.06), "snow")
    for x in (-0.17, 0.17):
        for up in (-0.06, 0.06):
            prop.add(sphere(0.085, segments=12).move(x, y - 0.08, z + up), "snow")
