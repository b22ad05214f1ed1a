"""Trees, bushes and wood. Each public function adds the parts of one kind to `prop`."""

from __future__ import annotations

import numpy as np

from ..shapes import DARK, LIGHT, MAIN, Spot, ToyShape, box, circle, cylinder, lathe, sphere, tube
from .parts import BRIGHT_COLOURS, bent_leaf, timber


def oak_tree(prop: ToyShape) -> None:
    radius, fork, thick = prop.vary(0.62, 0.08), prop.vary(1.0, 0.12), prop.vary(0.2, 0.1)
    centre, twist = fork + 0.75 * radius - 0.15, prop.random.uniform(0, 360)
    bole = [(0, 0), (2 * thick, 0), (1.2 * thick, 0.15), (thick, 0.5 * fork), (1.2 * thick, fork), (0, fork)]
    prop.add(lathe(bole, segments=30, soft=True, ribs=5, depth=0.12), "bark")
    prop.add_around(tube([(0, 0, 0.4 * fork), (0.75 * radius, 0, centre - 0.3)], 0.1).turn(z=twist), 3, "bark")
    prop.add(sphere(radius).move(z=centre))
    for count, out, z, colour in ((6, 0.85, -0.25, DARK), (5, 0.72, 0.35, MAIN), (3, 0.3, 0.8, LIGHT)):
        leaves = sphere(prop.vary(0.62 * radius, 0.1), segments=16).move(out * radius, 0, centre + z * radius)
        prop.add_around(leaves.turn(z=twist + 20 * count), count, colour)


def pine_tree(prop: ToyShape) -> None:
    radius, tier, trunk = prop.vary(0.8, 0.1), prop.vary(0.8), prop.vary(0.4)
    prop.add(cylinder(0.24, trunk + 0.3, top=0.2).move(z=trunk / 2), "bark")
    z = trunk
    for i, share in enumerate((1.0, 0.78, 0.54)):
        wide = radius * share
        below = [(0, 0.12), (0.6 * wide, 0.05), (0.94 * wide, -0.06)]
        above = [(wide, 0.03), (0.5 * wide, 0.5 * tier), (0.04, tier), (0, tier)]
        branches = lathe(below + above, segments=36, ribs=9, depth=0.08).turn(z=20 * i)
        prop.add(branches.move(z=z), MAIN if i else DARK)
        z += 0.56 * tier


def palm_tree(prop: ToyShape) -> None:
    height, lean, reach, droop = prop.vary(1.7, 0.1), prop.vary(0.45, 0.4), prop.vary(1.0, 0.08), prop.vary(0.42)
    trunk = [(lean * ((i / 12) ** 2 - 1), 0.0, height * i / 12) for i in range(13)]
    prop.add(tube(trunk, [0.2 - 0.007 * i + 0.03 * (i % 2) for i in range(13)], soft=False), "bark")
    share = np.linspace(0, 1, 15)
    spine = np.stack([reach * share, 0 * share, 0.5 * share - (droop + 0.5) * share**2.2], axis=1)
    jagged = np.where(np.arange(15) % 2, 0.045, 0.075) * np.sin(np.pi * (0.12 + 0.86 * share)) + 0.015
    frond = tube(spine.tolist(), jagged.tolist(), segments=8, soft=False).stretch(y=2.6)
    prop.add_around(frond.move(z=height), 7)
    prop.add_around(frond.turn(y=-34, z=26).move(z=height), 4, LIGHT)
    prop.add_around(sphere(0.14, segments=16).move(0.18, 0, height - 0.14).turn(z=40), 3, "coffee")


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


def bamboo(prop: ToyShape) -> None:
    thick, knot, turn = prop.vary(0.12, 0.1), prop.vary(0.42), prop.random.uniform(0, 360)
    piece = ((1, 0.05), (0.9, 0.5 * knot), (1, knot - 0.05), (1.25, knot - 0.03), (1.25, knot + 0.03))
    for x, y, angle in ((0, 0, turn), *circle(prop.random.choice((4, 5)), prop.vary(0.36, 0.1), turn)):
        knots = prop.random.randint(3, 5) + (x == 0)
        rings = [(thick * wide, z + i * knot) for i in range(knots) for wide, z in piece]
        stalk = lathe([(0, 0), *rings, (0, knots * knot)], 12)
        prop.add(stalk.turn(y=prop.vary(4, 0.8), z=angle).move(x, y))
        for i in range(1, knots):
            spray = bent_leaf(0.6, 0.17, 0.2, 0.3).turn(z=angle + prop.random.uniform(-80, 80))
            prop.add(spray.move(x, y, i * knot), "leaf")


def bush(prop: ToyShape) -> None:
    radius, tall, turn = prop.vary(0.46, 0.1), prop.vary(0.62), prop.random.uniform(0, 360)
    berry, fruit = sphere(0.08, segments=10).move(0.84 * radius, 0.1, 0.12), prop.random.choice(BRIGHT_COLOURS)
    prop.add_around(tube([(0.06, 0, 0), (0.3, 0, 0.4)], 0.09), 6, "bark")
    _clump(prop, (0, 0, tall + 0.3), radius, LIGHT)
    for count, out, z, colour in ((7, prop.vary(0.72, 0.1), 0.5 * tall + 0.12, DARK), (5, 0.46, tall + 0.12, MAIN)):
        for x, y, angle in circle(count, out, turn + 13 * count):
            _clump(prop, (x, y, z), prop.vary(0.9 * radius, 0.1), colour)
            prop.add(berry.turn(z=angle).move(x, y, z), fruit)


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


def tree_stump(prop: ToyShape) -> None:
    radius, height, count = prop.vary(0.6, 0.1), prop.vary(0.75), prop.random.randint(5, 6)
    for part, colour in timber(radius, height):
        prop.add(part.move(z=height / 2), colour)
    for _, _, angle in circle(count, 1.0, prop.random.uniform(0, 360)):
        root = [(0.5, 0, 0.75 * height), (radius, 0, 0.2), (radius + prop.vary(0.4), 0, 0.02)]
        prop.add(tube(root, [0.26, 0.22, 0.08]).turn(z=angle))
    twig = (1.2 * radius, -0.3, 0.75 * height)
    prop.add(tube([(0, 0, 0.5 * height), twig], [0.12, 0.08], soft=False), DARK)
    for turn in (-70, 10):
        prop.add(bent_leaf(0.42, 0.24, 0.2, 0.1).turn(z=turn).move(*twig), "leaf")


def log(prop: ToyShape) -> None:
    radius, length, along, turn = prop.vary(0.36), prop.vary(1.8, 0.1), prop.vary(0.3, 0.6), prop.vary(40)
    for part, colour in timber(radius, length):
        prop.add(part.turn(y=90), colour)
    for part, colour in timber(0.4 * radius, 0.6):
        prop.add(part.move(z=radius + 0.16).turn(y=24).turn(x=turn).move(along), colour)
    prop.add(bent_leaf(0.4, 0.24, 0.3, 0.2).turn(z=30).move(along + 0.2, -0.5 * radius, 0.8 * radius), "leaf")


def _clump(prop: ToyShape, at: Spot, radius: float, colour: str = MAIN, leaves: int = 14, segments: int = 12) -> None:
    """Adds a ball of foliage with leaves that stick out."""
    ball = sphere(radius, segments=segments).move(*at)
    prop.add(ball, colour)
    leaf = sphere(radius, segments=4).stretch(0.5, 0.26, 0.1)
    for face in prop.random.sample(ball.faces, leaves):
        turned = leaf.turn(*(prop.random.uniform(0, 360) for _ in range(3)))
        prop.add(turned.move(*ball.vertices[list(face)].mean(axis=0)), prop.random.choice((MAIN, DARK, LIGHT)))
