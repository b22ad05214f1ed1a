"""Elements of buildings: a column, a wall, stairs, a door and a window.

Each public function adds the parts of one kind to `prop`.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from ..forms import border, disc, panel
from ..shapes import DARK, LIGHT, MAIN, ToyShape, arch, box, cylinder, lathe, slab, sphere, torus, tube


def column(prop: ToyShape) -> None:
    radius, height, base = prop.vary(0.3, 0.1), prop.vary(1.6, 0.08), 0.3
    prop.add(box(3.2 * radius, 3.2 * radius, 0.16, bevel=0.03).move(z=0.08), DARK)
    for out, thick, z in ((0.04, 0.1, 0.24), (-0.02, 0.07, 0.38), (-0.18 * radius, 0.06, base + height - 0.04)):
        prop.add(torus(radius + out, thick, segments=24).move(z=z), LIGHT)
    swell = [(0, 0), (radius, 0), (0.97 * radius, 0.5 * height), (0.82 * radius, height), (0, height)]
    prop.add(lathe(swell, 64, ribs=16, depth=0.045).move(z=base))
    top = prop.random.choice((_ionic, _corinthian))(prop, radius, base + height)
    prop.add(box(3.1 * radius, 2.9 * radius, 0.12, bevel=0.03).move(z=top + 0.06), DARK)


def brick_wall(prop: ToyShape) -> None:
    rows, count, length, tall = prop.random.choice((6, 7)), prop.random.choice((4, 5)), prop.vary(0.44, 0.08), 0.2
    depth, broken = prop.vary(0.34, 0.1), prop.random.random() < 0.5
    for row in range(rows):
        end = count - 0.5 * max(0, 2 * (row - rows) + 7) if broken else count
        edges = np.unique([0, end, *np.arange(0.5 * (row % 2), end)])
        mortar = box(end * length - 0.06, depth - 0.06, tall + 0.02, bevel=0.01)
        prop.add(mortar.move(x=end * length / 2, z=(row + 0.5) * tall - 0.04), "cream")
        for left, right in pairwise(edges):
            brick = box((right - left) * length - 0.035, depth, tall - 0.035, bevel=0.02)
            shade = prop.random.choice((MAIN, MAIN, MAIN, DARK, LIGHT))
            prop.add(brick.move(x=(left + right) * length / 2, z=(row + 0.5) * tall), shade)
    if not broken:
        coping = box(count * length + 0.1, depth + 0.12, 0.1, bevel=0.03)
        prop.add(coping.move(count * length / 2, 0, rows * tall + 0.04), "stone")


def stone_stairs(prop: ToyShape) -> None:
    width, steps, rise, tread = (
        prop.vary(1.1),
        prop.random.choice((5, 6, 7)),
        prop.vary(0.17, 0.1),
        prop.vary(0.25, 0.1),
    )
    height, length, railed = steps * rise, steps * tread, prop.random.random() < 0.6
    for step in range(steps):
        tall, y = (step + 1) * rise - 0.04, (step + 0.5) * tread
        prop.add(box(width - 0.02 * (step % 2), tread + 0.04, tall, bevel=0.01).move(0, y, tall / 2), DARK)
        prop.add(box(width + 0.04, tread + 0.1, 0.09, bevel=0.025).move(0, y - 0.03, tall), MAIN if step % 2 else LIGHT)
    for x in (-width / 2 - 0.08, width / 2 + 0.08):
        wall = slab([(0, 0), (length - tread, 0), (length + 0.02, 0)], 0.2, np.array((rise, height, height)) + 0.06)
        prop.add(wall.turn(z=90).move(x=x))
        if railed:
            line = [(0, rise + 0.3), (length - tread, height + 0.3), (length, height + 0.3)]
            prop.add(slab(line, 0.22, 0.11).turn(z=90).move(x=x), LIGHT)
            for y in np.linspace(0.24, length - 0.2, 5):
                low = rise + min(y / (length - tread), 1) * (height - rise)
                prop.add(cylinder(0.06, 0.36, bevel=0.02, segments=12).move(x, y, low + 0.18))
        for y, tall in ((0, rise + 0.5), (length, height + 0.5)) if railed else ((0.02, rise + 0.14),):
            prop.add(box(0.28, 0.28, tall, bevel=0.03).move(x, y, tall / 2))
            prop.add(sphere(0.14, segments=16).move(x, y, tall + 0.08), LIGHT)


def door(prop: ToyShape) -> None:
    half, height, side, swing = (
        prop.vary(0.5, 0.08),
        prop.vary(2, 0.05),
        prop.random.choice((-1, 1)),
        prop.vary(28, 0.5),
    )
    for x in (-half - 0.1, half + 0.1):
        prop.add(box(0.2, 0.26, height + 0.2, bevel=0.03).move(x, 0, height / 2 + 0.1), DARK)
    prop.add(box(2 * half + 0.5, 0.32, 0.22, bevel=0.04).move(z=height + 0.16), DARK)
    prop.add(box(2 * half + 0.5, 0.6, 0.1, bevel=0.03).move(z=-0.03), "stone")
    leaf = [(box(2 * half - 0.03, 0.14, height - 0.06, bevel=0.02).move(z=height / 2 + 0.02), MAIN)]
    for z, tall in prop.random.choice((((0.27, 0.36), (0.74, 0.4)), ((0.2, 0.24), (0.5, 0.24), (0.8, 0.24)))):
        panel = box(0.7 * half, 0.2, tall * height, bevel=0.03)
        leaf += [(panel.move(x * half, 0, z * height), LIGHT) for x in (-0.47, 0.47)]
    for knob in (disc(0.05, 0.3), *(sphere(0.09, segments=16).move(y=y) for y in (-0.16, 0.16))):
        leaf.append((knob.move(0.84 * side * half, 0, 0.47 * height), "gold"))
    for part, colour in leaf:
        prop.add(part.move(side * half).turn(z=-side * swing).move(-side * half), colour)


def window(prop: ToyShape) -> None:
    half, height, panes = prop.vary(0.62, 0.1), prop.vary(1.5, 0.1), prop.random.choice((2, 3))
    square = [(-half, 0), (half, 0), (half, height), (-half, height)]
    outline = prop.random.choice((square, arch(2 * half, height)))
    prop.add(border(outline, 0.16, 0.3).turn(x=90))
    prop.add(panel(outline, 0.1, 0.08), "glass")
    prop.add(box(0.1, 0.2, height - 0.14, bevel=0.02).move(z=height / 2), LIGHT)
    for row in range(1, panes):
        prop.add(box(2 * half - 0.14, 0.17, 0.1, bevel=0.02).move(z=row / panes * height), LIGHT)
    prop.add(box(2 * half + 0.3, 0.56, 0.14, bevel=0.04).move(y=-0.1, z=-0.03), DARK)
    slat = box(half - 0.16, 0.16, 0.09, bevel=0.02).turn(x=25)
    shutter = [(slat.move(z=share * height), LIGHT) for share in np.linspace(-0.38, 0.38, 7)]
    for part, colour in ((box(half, 0.1, 0.94 * height, bevel=0.03), MAIN), *shutter):
        for side in (-1, 1):
            turned = part.move(side * (half / 2 + 0.02)).turn(z=side * 20)
            prop.add(turned.move(side * half, -0.1, 0.5 * height + 0.05), colour)


def _ionic(prop: ToyShape, radius: float, z: float) -> float:
    """Adds a capital with rolled ends to a column. Returns the height of its top."""
    prop.add(box(2.2 * radius, 2 * radius, 0.2, bevel=0.04).move(z=z + 0.12), LIGHT)
    for x in (-1.15 * radius, 1.15 * radius):
        for size, long, colour in ((0.2, 2 * radius, MAIN), (0.06, 2.3 * radius, DARK)):
            prop.add(cylinder(size, long, bevel=0.02).turn(x=90).move(x, 0, z + 0.06), colour)
        for y in (-radius, radius):
            prop.add(torus(0.14, 0.045, segments=14).turn(x=90).move(x, y, z + 0.06), LIGHT)
    return z + 0.22


def _corinthian(prop: ToyShape, radius: float, z: float) -> float:
    """Adds a capital with two rows of leaves to a column. Returns the height of its top."""
    prop.add(lathe([(0, 0), (0.75 * radius, 0), (0.9 * radius, 0.25), (1.4 * radius, 0.5), (0, 0.5)]).move(z=z))
    for tall, out in ((0.28, radius + 0.14), (0.48, radius + 0.24)):
        bend = [(0.8 * radius, 0, 0), (0.9 * radius, 0, tall), (out, 0, tall), (out, 0, tall - 0.12)]
        leaf = tube(bend, [0.07, 0.09, 0.06, 0.04], segments=6).turn(z=112 * tall)
        prop.add_around(leaf.move(z=z), 8, LIGHT)
    return z + 0.46
