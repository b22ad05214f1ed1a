"""Monuments and stonework of the toybox. Each function adds the parts of one kind to `prop`."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from ..shapes import DARK, LIGHT, MAIN, ToyShape, box, cylinder, extrude, lathe, slab, sphere, torus, tube


def temple(prop: ToyShape) -> None:
    width, depth, height, rise = prop.vary(1.4, 0.06), prop.vary(1.7, 0.1), prop.vary(0.78, 0.1), prop.vary(0.42, 0.1)
    across, along, base = prop.random.choice((4, 5)), 5, 0.3
    for step in range(3):
        out = 0.42 - 0.14 * step
        prop.add(box(width + out, depth + out, 0.11, bevel=0.02).move(z=0.05 + 0.1 * step), (DARK, MAIN, LIGHT)[step])
    prop.add(box(0.6 * width, 0.64 * depth, height, bevel=0.02).move(z=base + height / 2), DARK)
    prop.add(box(0.26 * width, 0.64 * depth + 0.06, 0.8 * height, bevel=0.02).move(z=base + 0.4 * height), "coffee")
    half = np.array((width / 2 - 0.1, depth / 2 - 0.1))
    rows = [(x, y) for x in np.linspace(-1, 1, across) for y in (-1, 1)]
    rows += [(x, y) for x in (-1, 1) for y in np.linspace(-1, 1, along)[1:-1]]
    shaft = lathe([(0, 0), (0.1, 0), (0.085, height), (0, height)], 20, ribs=10, depth=0.06)
    for x, y in rows * half:
        prop.add(shaft.move(x, y, base))
        prop.add(cylinder(0.1, 0.1, bevel=0.02, top=0.15, segments=12).move(x, y, base + height - 0.03), LIGHT)
        prop.add(box(0.26, 0.26, 0.07, bevel=0.02).move(x, y, base + 0.02), LIGHT)
    top, edge = base + height + 0.16, width / 2 + 0.1
    prop.add(box(width + 0.06, depth + 0.06, 0.2, bevel=0.02).move(z=top - 0.08))
    prop.add(extrude([(-edge, 0), (edge, 0), (0, rise)], depth, bevel=0.02).move(z=top), DARK)
    prop.add(box(2 * edge, depth + 0.16, 0.08, bevel=0.02).move(z=top + 0.02), LIGHT)
    line = [(-edge - 0.04, 0), (0, rise), (edge + 0.04, 0)]
    prop.add(slab(line, depth + 0.18, 0.09).move(z=top), LIGHT)
    prop.add(slab([(x, z + 0.06) for x, z in line], depth + 0.1, 0.09).move(z=top), "terracotta")


def pyramid(prop: ToyShape) -> None:
    half, height, stepped = prop.vary(1.0, 0.06), prop.vary(1.2, 0.1), prop.random.random() < 0.5
    courses = prop.random.choice((5, 6) if stepped else (8, 10))
    rise, shrink = height / courses, 0.72 / courses if stepped else 1 / (courses + 1)
    prop.add(box(2 * half + 0.4, 2 * half + 0.4, 0.1, bevel=0.03).move(z=-0.02), "dough")
    for course in range(courses):
        wide = 2 * half * (1 - shrink * course)
        stone = box(wide, wide, rise + 0.01, bevel=0.015, taper=0.96 if stepped else 1 - 2 * half * shrink / wide)
        prop.add(stone.move(z=(course + 0.5) * rise), LIGHT if course % 2 else MAIN)
    if stepped:
        for step in range(12):
            stair = box(0.44, 0.3, height / 12, bevel=0.01)
            prop.add_around(stair.move(y=0.02 - half * (1 - 0.06 * step), z=(step + 0.5) * height / 12), 4, DARK)
        prop.add(box(0.46 * half, 0.46 * half, 0.36, bevel=0.02).move(z=height + 0.16))
        prop.add(box(0.5 * half + 0.1, 0.5 * half + 0.1, 0.12, bevel=0.03).move(z=height + 0.36), LIGHT)
        prop.add_around(box(0.2, 0.1, 0.26, bevel=0.02).move(y=-0.23 * half, z=height + 0.14), 4, "coffee")
    else:
        peak = cylinder(1.4 * half * shrink, rise, bevel=0.01, top=0.03, segments=4)
        prop.add(peak.turn(z=45).move(z=height + rise / 2), "gold")
        for wide, tall, out, colour in ((0.34, 0.42, 0.1, DARK), (0.2, 0.32, 0.14, "coffee")):
            prop.add(box(wide, 0.4, tall, bevel=0.02).move(y=0.24 - half - out, z=tall / 2), colour)


def obelisk(prop: ToyShape) -> None:
    foot, height, base = prop.vary(0.27, 0.1), prop.vary(2.1, 0.06), prop.vary(0.36, 0.1)
    top, tip = 0.68 * foot, prop.random.choice(("gold", LIGHT))
    for wide, low, tall in ((3.6, 0.0, 0.14), (2.9, 0.13, base - 0.12), (3.2, base, 0.08)):
        prop.add(box(wide * foot, wide * foot, tall, bevel=0.02).move(z=low + tall / 2), DARK if low < 0.1 else MAIN)
    shaft = lathe([(0, 0), (foot, 0), (top, height), (0, height)], 4).turn(z=45).stretch(2**0.5, 2**0.5)
    prop.add(shaft.move(z=base))
    point = lathe([(0, 0), (top + 0.02, 0), (top + 0.02, 0.04), (0, 0.36)], 4).turn(z=45).stretch(2**0.5, 2**0.5)
    prop.add(point.move(z=base + height - 0.01), tip)
    for z in np.arange(0.26, height - 0.1, 0.2):
        half = foot + (top - foot) * z / height
        bar, sun = box(0.26, 0.06, 0.07, bevel=0.015), cylinder(0.075, 0.06, bevel=0.01, segments=12).turn(x=90)
        hill = extrude([(-0.12, -0.06), (0.12, -0.06), (0, 0.08)], 0.06, bevel=0.015)
        signs = (bar, sun, hill, box(0.07, 0.06, 0.15, bevel=0.015))
        prop.add_around(prop.random.choice(signs).move(y=-half, z=base + z), 4, DARK)


def column(prop: ToyShape) -> None:
    radius, height, base = prop.vary(0.3, 0.1), prop.vary(1.6, 0.08), 0.3
    prop.add(box(3.2 * radius, 3.2 * radius, 0.16, bevel=0.03).move(z=0.08), DARK)
    for out, thick, z in ((0.04, 0.1, 0.24), (-0.02, 0.07, 0.38), (-0.18 * radius, 0.06, base + height - 0.04)):
        prop.add(torus(radius + out, thick, segments=24).move(z=z), LIGHT)
    swell = [(0, 0), (radius, 0), (0.97 * radius, 0.5 * height), (0.82 * radius, height), (0, height)]
    prop.add(lathe(swell, 64, ribs=16, depth=0.045).move(z=base))
    top = prop.random.choice((_ionic, _corinthian))(prop, radius, base + height)
    prop.add(box(3.1 * radius, 2.9 * radius, 0.12, bevel=0.03).move(z=top + 0.06), DARK)


def triumphal_arch(prop: ToyShape) -> None:
    width, depth, gate, spring = prop.vary(1.6, 0.06), prop.vary(0.62, 0.1), prop.vary(0.34, 0.08), prop.vary(0.72)
    x, top = gate * np.sin(np.linspace(-np.pi / 2, np.pi / 2, 25)), spring + gate + 0.2
    under, pier = spring + np.sqrt((gate**2 - x**2).clip(0)), width / 2 - gate
    prop.add(slab(np.stack([1.01 * x, under], axis=1), depth, top - under))
    prop.add(slab(np.stack([x * (1 + 0.11 / gate), under - 0.02], axis=1), depth + 0.1, 0.13), LIGHT)
    prop.add(box(0.16, depth + 0.16, 0.26, bevel=0.03).move(z=spring + gate + 0.08), DARK)
    for side in (-1, 1):
        middle = side * (gate + pier / 2)
        prop.add(box(pier, depth + 0.01, top, bevel=0.02).move(middle, 0, top / 2))
        prop.add(box(pier + 0.1, depth + 0.12, 0.2, bevel=0.03).move(middle, 0, 0.1), DARK)
        prop.add(box(pier + 0.06, depth + 0.06, 0.08, bevel=0.02).move(middle, 0, spring), LIGHT)
        prop.add_around(box(0.1, 0.6 * depth, 0.4, bevel=0.02).move(width / 2, 0, 0.5 * spring + 0.12), 2, DARK)
        for post in (-0.34, 0.34):
            place = (middle + post * pier, -depth / 2 - 0.06)
            prop.add_around(cylinder(0.075, top, bevel=0.02, segments=16).move(*place, top / 2), 2, LIGHT)
            prop.add_around(box(0.22, 0.22, 0.26, bevel=0.02).move(*place, 0.13), 2, DARK)
            prop.add_around(box(0.22, 0.2, 0.08, bevel=0.02).move(*place, top - 0.06), 2, LIGHT)
    for out, tall, z, colour in ((0.3, 0.12, 0.04, LIGHT), (0.02, 0.42, 0.3, MAIN), (0.16, 0.1, 0.5, LIGHT)):
        prop.add(box(width + out, depth + out, tall, bevel=0.03).move(z=top + z), colour)
    prop.add(box(1.8 * gate, depth + 0.1, 0.22, bevel=0.02).move(z=top + 0.27), "gold")


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


def torii_gate(prop: ToyShape) -> None:
    reach, height, radius, curve = prop.vary(0.68, 0.08), prop.vary(1.45, 0.08), prop.vary(0.12, 0.1), prop.vary(0.14)
    lean, x = 0.9, np.linspace(-1.65, 1.65, 17) * reach
    for side in (-1, 1):
        post = [(side * reach, 0, 0), (side * lean * reach, 0, height)]
        prop.add(tube(post, [radius, 0.88 * radius], segments=20))
        prop.add(cylinder(radius + 0.06, 0.24, bevel=0.03).move(side * 0.99 * reach, 0, 0.12), "charcoal")
        prop.add(cylinder(radius + 0.05, 0.08, bevel=0.02).move(side * lean * reach, 0, height - 0.04), DARK)
        wedge = box(0.1, 2 * radius + 0.12, 0.26, bevel=0.02)
        prop.add(wedge.move(side * (0.92 * reach + radius), 0, 0.74 * height))
        prop.add(box(0.3, 0.46, 0.1, bevel=0.03).move(side * reach, 0, 0.05), "stone")
    prop.add(box(2.7 * reach, 0.15, 0.17, bevel=0.02).move(z=0.74 * height))
    bend = curve * (x / reach / 1.65) ** 2
    for wide, low, depth, colour in ((0.9, 0.0, 0.2, MAIN), (0.96, 0.1, 0.26, DARK), (1, 0.19, 0.36, "charcoal")):
        prop.add(slab(np.stack([wide * x, height + low + bend], axis=1), depth, 0.11), colour)
    prop.add(box(0.3, 0.1, 0.34, bevel=0.02).move(z=0.89 * height), "charcoal")
    prop.add(box(0.2, 0.14, 0.24, bevel=0.02).move(z=0.89 * height), "gold")


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
