"""Plants, wood, stone and garden birds of the toybox. Each function adds the parts of one kind to `prop`."""

from __future__ import annotations

import numpy as np

from ..shapes import (
    DARK,
    LIGHT,
    MAIN,
    Part,
    Spot,
    ToyShape,
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
from .parts import open_vessel

BRIGHT = ("cherry", "carrot", "lemon")


def sunflower(prop: ToyShape) -> None:
    height, radius, petal, bow = prop.vary(1.2), prop.vary(0.48, 0.1), prop.vary(0.45), prop.vary(68)
    prop.add(tube([(0, 0.16, 0), (0, 0.1, 0.6 * height), (0, 0.3, height), (0, 0, height)], 0.08), "leaf")
    prop.add_around(_leaf(0.8, 0.44, 0.5, 0.4).turn(z=prop.vary(20)).move(z=0.3 * height), 2, "leaf", y=0.13)
    head = [(sphere(radius).stretch(z=0.4), "coffee"), (torus(0.62 * radius, 0.08).move(z=0.26 * radius), "bark")]
    head += [(sphere(0.8 * radius).stretch(z=0.5).move(z=-0.1), "leaf")]
    count = prop.random.randint(12, 14)
    for rise, shift, colour in ((0.25, 0.0, MAIN), (0.05, 0.5, DARK)):
        ray = _leaf(petal + 0.2, 0.28, rise, 0.08).move(radius - 0.2)
        head += [(ray.turn(z=(i + shift) * 360 / count), colour) for i in range(count)]
    for part, colour in head:
        prop.add(part.turn(x=bow).move(z=height), colour)


def rose(prop: ToyShape) -> None:
    height, size, turn = prop.vary(1.2), prop.vary(0.5, 0.08), prop.random.uniform(0, 360)
    prop.add(tube([(0.1, 0, 0), (-0.06, 0, 0.5 * height), (0, 0, height + 0.1)], 0.065), "leaf")
    thorn = cylinder(0.06, 0.2, bevel=0.01, top=0.02, segments=8).turn(y=70).move(0.1)
    for share, way in ((0.2, 0), (0.42, 150), (0.62, 270), (0.8, 30)):
        prop.add(thorn.turn(z=turn + way).move(z=share * height), "bark")
    prop.add_around(_leaf(0.6, 0.36, 0.4, 0.3).turn(z=turn).move(z=0.4 * height), 2, "leaf")
    prop.add_around(_leaf(0.42, 0.16, 0.1, 0.25).move(z=height), 5, "leaf")
    _rose_head(prop, size, height, turn)


def tulip(prop: ToyShape) -> None:
    height, wide, tall, bend = prop.vary(1.0), prop.vary(0.44, 0.1), prop.vary(0.95, 0.1), prop.vary(0.5, 0.4)
    prop.add(tube([(0.15, 0, 0), (0.08, 0, 0.5 * height), (0, 0, height + 0.1)], 0.075), "leaf")
    blade = _leaf(0.55, 0.3, 1.3, bend).turn(z=prop.random.uniform(0, 360))
    prop.add_around(blade, prop.random.choice((2, 3)), "leaf", x=0.1)
    heart = [(0, 0), (0.6 * wide, 0.1), (0.8 * wide, 0.6 * tall), (0, 0.6 * tall)]
    prop.add(lathe(heart, soft=True).move(z=height), DARK)
    for turn, tip, colour in ((60, 0.5, DARK), (0, prop.vary(0.7, 0.3), MAIN)):
        prop.add_around(_petal(2.1 * wide, tall, (0.05, 1.7 * wide, tip * wide)).turn(z=turn).move(z=height), 3, colour)


def tree_stump(prop: ToyShape) -> None:
    radius, height, count = prop.vary(0.6, 0.1), prop.vary(0.75), prop.random.randint(5, 6)
    for part, colour in _timber(radius, height):
        prop.add(part.move(z=height / 2), colour)
    for _, _, angle in circle(count, 1.0, prop.random.uniform(0, 360)):
        root = [(0.5, 0, 0.75 * height), (radius, 0, 0.2), (radius + prop.vary(0.4), 0, 0.02)]
        prop.add(tube(root, [0.26, 0.22, 0.08]).turn(z=angle))
    twig = (1.2 * radius, -0.3, 0.75 * height)
    prop.add(tube([(0, 0, 0.5 * height), twig], [0.12, 0.08], soft=False), DARK)
    for turn in (-70, 10):
        prop.add(_leaf(0.42, 0.24, 0.2, 0.1).turn(z=turn).move(*twig), "leaf")


def log(prop: ToyShape) -> None:
    radius, length, along, turn = prop.vary(0.36), prop.vary(1.8, 0.1), prop.vary(0.3, 0.6), prop.vary(40)
    for part, colour in _timber(radius, length):
        prop.add(part.turn(y=90), colour)
    for part, colour in _timber(0.4 * radius, 0.6):
        prop.add(part.move(z=radius + 0.16).turn(y=24).turn(x=turn).move(along), colour)
    prop.add(_leaf(0.4, 0.24, 0.3, 0.2).turn(z=30).move(along + 0.2, -0.5 * radius, 0.8 * radius), "leaf")


def bush(prop: ToyShape) -> None:
    radius, tall, turn = prop.vary(0.46, 0.1), prop.vary(0.62), prop.random.uniform(0, 360)
    berry, fruit = sphere(0.08, segments=10).move(0.84 * radius, 0.1, 0.12), prop.random.choice(BRIGHT)
    prop.add_around(tube([(0.06, 0, 0), (0.3, 0, 0.4)], 0.09), 6, "bark")
    _clump(prop, (0, 0, tall + 0.3), radius, LIGHT)
    for count, out, z, colour in ((7, prop.vary(0.72, 0.1), 0.5 * tall + 0.12, DARK), (5, 0.46, tall + 0.12, MAIN)):
        for x, y, angle in circle(count, out, turn + 13 * count):
            _clump(prop, (x, y, z), prop.vary(0.9 * radius, 0.1), colour)
            prop.add(berry.turn(z=angle).move(x, y, z), fruit)


def rock(prop: ToyShape) -> None:
    tall, turn = prop.vary(0.8), prop.random.uniform(0, 360)
    prop.add(_boulder(prop).stretch(prop.vary(1.05), prop.vary(0.85), tall).move(z=0.56 * tall))
    for x, y, angle in circle(2, prop.vary(0.95, 0.1), turn):
        size = prop.vary(0.36, 0.2)
        prop.add(_boulder(prop, 20).stretch(size, size, 0.9 * size).turn(z=angle).move(x, y, 0.5 * size), DARK)
    for x, y, _ in circle(3, 1.05, turn + 60):
        prop.add_around(_leaf(0.34, 0.14, 0.5, 0.15), 4, "leaf", x, y)


def hedge(prop: ToyShape) -> None:
    columns, rows, size, step = prop.random.randint(6, 8), prop.random.randint(2, 3), prop.vary(0.19, 0.05), 0.27
    wide, tall = step * columns, step * rows
    prop.add(box(wide + 0.12, 2 * step + 0.14, 0.12, bevel=0.03).move(z=0.06), "coffee")
    prop.add(box(wide - 0.01, 2 * step - 0.01, tall, bevel=0.05).move(z=0.15 + tall / 2))
    for i, j, k in np.ndindex(columns, 2, rows):
        shift = [prop.random.uniform(0.4, 0.6) * step for _ in range(3)]
        at = (i * step - wide / 2 + shift[0], (j - 1) * step + shift[1], k * step + 0.16 + shift[2])
        _clump(prop, at, size, leaves=8, segments=8)
    for x in prop.random.choice(((), (step - wide / 2, wide / 2 - step))):
        prop.add(cylinder(0.09, 0.3, segments=12).move(x, 0, tall + 0.36), "bark")
        _clump(prop, (x, 0, tall + 0.6), 0.3)


def birch_tree(prop: ToyShape) -> None:
    tall, thick, lean, wide = prop.vary(1.9, 0.1), prop.vary(0.15, 0.1), prop.vary(0.12, 0.9), prop.vary(0.36, 0.1)
    prop.add(tube([(-lean, 0, 0), (0, 0, 0.5 * tall), (0, 0, tall)], [1.3 * thick, thick, 0.5 * thick], 16), "snow")
    for i in range(9):
        share = 0.06 + 0.05 * i
        mark = sphere(1, segments=12).stretch(0.04, prop.vary(0.09), 0.035).move(thick * (1.22 - 0.5 * share))
        prop.add(mark.turn(z=140 * i).move(-lean * (1 - 2 * share) ** 1.5, 0, share * tall), "charcoal")
    for count, out, share, size, colour in (
        (5, 1, 0.66, 0.85, DARK),
        (5, 1.05, 0.84, 0.9, MAIN),
        (4, 0.65, 1.04, 0.8, MAIN),
    ):
        for x, y, _ in circle(count, out * wide, prop.random.uniform(0, 360)):
            _clump(prop, (x, y, share * tall), prop.vary(size * wide, 0.1), colour)
    _clump(prop, (0, 0, 1.18 * tall), 0.75 * wide, LIGHT)


def bamboo(prop: ToyShape) -> None:
    thick, knot, turn = prop.vary(0.12, 0.1), prop.vary(0.42), prop.random.uniform(0, 360)
    piece = ((1, 0.05), (0.9, 0.5 * knot), (1, knot - 0.05), (1.25, knot - 0.03), (1.25, knot + 0.03))
    for x, y, angle in ((0, 0, turn), *circle(prop.random.choice((4, 5)), prop.vary(0.36, 0.1), turn)):
        knots = prop.random.randint(3, 5) + (x == 0)
        rings = [(thick * wide, z + i * knot) for i in range(knots) for wide, z in piece]
        stalk = lathe([(0, 0), *rings, (0, knots * knot)], 12)
        prop.add(stalk.turn(y=prop.vary(4, 0.8), z=angle).move(x, y))
        for i in range(1, knots):
            spray = _leaf(0.6, 0.17, 0.2, 0.3).turn(z=angle + prop.random.uniform(-80, 80))
            prop.add(spray.move(x, y, i * knot), "leaf")


def bonsai_tree(prop: ToyShape) -> None:
    wide, tall, lean = prop.vary(0.78, 0.1), prop.vary(1.1, 0.1), prop.vary(0.3) * prop.random.choice((-1, 1))
    tray = [(0, 0), (0.8, 0), (1, 0.36), (1.1, 0.38), (1.1, 0.48), (0.92, 0.48), (0.9, 0.4), (0, 0.4)]
    prop.add(lathe(tray, 32).stretch(wide, 0.65 * wide), prop.random.choice(("terracotta", "stone")))
    prop.add(sphere(1).stretch(0.9 * wide, 0.58 * wide, 0.14).move(z=0.4), "coffee")
    bends = ((0, 0.4), (1.1, 0.65), (-0.9, 0.95), (0.4, 1.2), (0.1, 1.4))
    prop.add(tube([(lean * x, 0, tall * z) for x, z in bends], [0.22, 0.17, 0.14, 0.12, 0.1]), "bark")
    pads = ((0.1, 0, 1.5, 0.5), (2.3, -0.1, 1.1, 0.46), (-2.4, 0.1, 0.95, 0.48), (0.4, 0.4, 1.2, 0.38))
    for (out, y, share, size), colour in zip(pads, (LIGHT, MAIN, DARK, MAIN), strict=True):
        x, z = lean * out, tall * share
        prop.add(tube([(0, 0, z - 0.25 * tall), (0.8 * x, 0.8 * y, z)], [0.09, 0.06], soft=False), "bark")
        prop.add(sphere(1, segments=16).stretch(size, 0.85 * size, 0.17).move(x, y, z), colour)
        puff = sphere(0.45 * size, segments=10).stretch(z=0.7).move(0.5 * size, 0, z + 0.06)
        prop.add_around(puff, 5, colour, x, y)


def campfire(prop: ToyShape) -> None:
    radius, tall, turn = prop.vary(0.8, 0.1), prop.vary(1.4), prop.random.uniform(0, 360)
    prop.add(sphere(1).stretch(radius, radius, 0.12).move(z=0.04), "charcoal")
    count = prop.random.randint(8, 10)
    for x, y, angle in circle(count, radius, turn):
        stone = _boulder(prop, 12).stretch(0.2, 2.1 / count, prop.vary(0.2))
        prop.add(stone.turn(z=angle).move(x, y, 0.1), "stone")
    for part, colour in _timber(0.12, 1.2 * radius, "bark")[:2]:
        prop.add_around(part.turn(y=-50).move(0.5 * radius, z=0.3).turn(z=turn), 5, colour)
    flame = tube([(0, 0, 0), (0.16, 0, 0.2), (-0.1, 0, 0.6), (0.12, 0, 1)], [0.1, 0.27, 0.17, 0.02], 8)
    for count, out, share, colour in ((1, 0, 1, MAIN), (5, 0.38, 0.72, MAIN), (5, 0.54, 0.42, "lemon")):
        size = share * tall
        tongue = flame.stretch(size, size, size).turn(z=prop.random.uniform(0, 360)).move(out * radius, z=0.06)
        prop.add_around(tongue.turn(z=turn + 31 * count * share), count, colour)


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
    little_bird(prop, (0, 0.05, post + peak + 0.11), prop.vary(60), prop.random.choice(BRIGHT))


def birdbath(prop: ToyShape) -> None:
    radius, height, depth, turn = prop.vary(0.72, 0.1), prop.vary(0.95, 0.1), prop.vary(0.26), prop.vary(180, 1)
    stem = [(0, 0), (0.46, 0), (0.46, 0.1), (0.32, 0.18), (0.14, 0.34), (0.18, 0.6 * height), (0.12, 0.8 * height)]
    prop.add(lathe([*stem, (0.3, height), (0, height)], soft=True))
    prop.add(open_vessel(radius, depth, wall=0.1, foot=0.45).move(z=height - 0.04))
    prop.add(torus(radius - 0.05, 0.07).move(z=height + depth - 0.05), LIGHT)
    prop.add(cylinder(0.85 * radius, 0.06, bevel=0.02).move(z=height + depth - 0.13), "glass")
    prop.add(torus(0.17, 0.06, segments=20).move(z=0.62 * height), DARK)
    colour = prop.random.choice(BRIGHT)
    for x, y, angle in circle(2, 0.95 * radius, turn):
        little_bird(prop, (x, y, height + depth), angle + prop.vary(60), colour)


def little_bird(prop: ToyShape, at: Spot, turn: float, colour: str) -> None:
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


def _rose_head(prop: ToyShape, size: float, z: float, turn: float) -> None:
    """Adds whorls of petals around a bud."""
    prop.add(lathe([(0, 0), (0.3 * size, 0.2), (0.3 * size, 1.4 * size), (0, 1.5 * size)]).move(z=z), DARK)
    whorls = ((2, 0.45, 0.5, 1.65), (3, 0.8, 0.75, 1.55), (4, 1.2, 0.95, 1.4), (5, 1.5, 1.3, 1.2))
    for (count, middle, rim, tall), colour in zip(whorls, (DARK, MAIN, DARK, MAIN), strict=True):
        petal = _petal(4.4 / count**0.6 * middle * size, tall * size, (0.1, middle * size, rim * size))
        prop.add_around(petal.turn(z=turn + 77 * count).move(z=z), count, colour)


def _leaf(length: float, width: float, rise: float = 0.0, droop: float = 0.0) -> Part:
    """Returns a pointed leaf along X from the origin. Its tip is `rise` - `droop` high."""
    share = np.linspace(0, 1, 8)
    spine = np.stack([length * share, 0 * share, rise * share - droop * share**3], axis=1)
    half = 0.01 + width / 7 * np.sin(np.pi * share**0.8)
    return tube(spine.tolist(), half.tolist(), 6, soft=False).stretch(y=3.5)


def _petal(width: float, height: float, radii: Spot) -> Part:
    """Returns a petal on z = 0 that bends around the Z axis. `radii` draw its cup from bottom to top."""
    flat = sphere(1, squareness=0.25, segments=14).stretch(width / 2, 0.05, height / 2).move(z=height / 2)
    x, y, z = flat.vertices.T
    low, middle, high = radii
    share = z / height
    out = (1 - share) ** 2 * low + 2 * share * (1 - share) * middle + share**2 * high - y
    angle = x / (0.25 * low + 0.5 * middle + 0.25 * high)
    return Part(np.stack([out * np.sin(angle), -out * np.cos(angle), z], axis=1), flat.faces)


def _timber(radius: float, length: float, bark: str = MAIN) -> list[tuple[Part, str]]:
    """Returns the coloured parts of a sawn trunk around the origin, along Z: bark, wood and its rings."""
    end = length / 2
    trunk = lathe([(0, -end), (radius, -end), (radius, end), (0, end)], 45, ribs=9, depth=0.05)
    parts = [(trunk, bark), (cylinder(0.86 * radius, length + 0.06, bevel=0.02), "cream")]
    for low, high in ((0.2 * radius, 0.33 * radius), (0.5 * radius, 0.63 * radius)):
        ring = [(low, -end - 0.05), (high, -end - 0.05), (high, end + 0.05), (low, end + 0.05)]
        parts.append((lathe(ring, closed=True), "dough"))
    return parts


def _boulder(prop: ToyShape, segments: int = 32) -> Part:
    """Returns a ball that is cut flat in many directions and below."""
    ball, high = sphere(1, segments=segments), np.linspace(-0.8, 0.9, 14)
    around, out = prop.random.uniform(0, 6) + 2.4 * np.arange(14), np.sqrt(1 - high**2)
    cuts = np.stack([out * np.cos(around), out * np.sin(around), high], axis=1) / [[prop.vary(0.84)] for _ in high]
    far = (ball.vertices @ np.array([*cuts, (0, 0, -1.8)]).T).max(axis=1)
    return Part(ball.vertices / far[:, None], ball.faces)


def _clump(prop: ToyShape, at: Spot, radius: float, colour: str = MAIN, leaves: int = 14, segments: int = 12) -> None:
    """Adds a ball of foliage with leaves that stick out."""
    ball = sphere(radius, segments=segments).move(*at)
    prop.add(ball, colour)
    leaf = sphere(radius, segments=4).stretch(0.5, 0.26, 0.1)
    for face in prop.random.sample(ball.faces, leaves):
        turned = leaf.turn(*(prop.random.uniform(0, 360) for _ in range(3)))
        prop.add(turned.move(*ball.vertices[list(face)].mean(axis=0)), prop.random.choice((MAIN, DARK, LIGHT)))
