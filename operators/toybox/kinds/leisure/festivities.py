"""Things of fairs, birthdays and Christmas. Each public function adds the parts of one kind to `prop`."""

from __future__ import annotations

import math

import numpy as np

from ..forms import star
from ..shapes import DARK, LIGHT, MAIN, ToyShape, box, circle, cylinder, lathe, sphere, torus, tube
from .parts import toy_horse


def carousel(prop: ToyShape) -> None:
    radius, height, tip, count = prop.vary(1.0, 0.06), prop.vary(1.35, 0.06), prop.vary(0.6), prop.random.choice((4, 5))
    prop.add(cylinder(radius + 0.12, 0.2, bevel=0.04, segments=32).move(z=0.1))
    prop.add(cylinder(radius + 0.04, 0.1, bevel=0.02, segments=32).move(z=0.2), LIGHT)
    prop.add(cylinder(0.26, height, bevel=0.02, segments=12).move(z=height / 2 + 0.1), LIGHT)
    roof = lathe([(0, 0), (1, 0), (1.02, 0.12), (0.4, 0.5), (0, 1)], 48, ribs=6, depth=0.05)
    for part, colour in ((roof, MAIN), (roof.turn(z=30).stretch(0.99, 0.99), "cream")):
        prop.add(part.stretch(1.16 * radius, 1.16 * radius, tip).move(z=height + 0.04), colour)
    for i, (x, y, angle) in enumerate(circle(12, 1.14 * radius)):
        lobe = sphere(1, segments=8).stretch(0.08, 0.31 * radius, 0.17).turn(z=angle)
        prop.add(lobe.move(x, y, height + 0.06), ("cream", MAIN)[i % 2])
    prop.add(sphere(0.11, segments=16).move(z=height + tip + 0.08), "gold")
    for i, (x, y, angle) in enumerate(circle(count, 0.74 * radius, prop.random.uniform(0, 90))):
        prop.add(tube([(x, y, 0.2), (x, y, height + 0.1)], 0.045, segments=8), "gold")
        for part, colour in toy_horse(6, "snow", (MAIN, DARK)[i % 2], "gold"):
            pony = part.stretch(0.46, 0.46, 0.46).turn(z=angle + 180)
            prop.add(pony.move(x, y, 0.3 + 0.12 * (i % 2)), colour)


def ferris_wheel(prop: ToyShape) -> None:
    radius, count, deep = prop.vary(1.0, 0.06), prop.random.choice((6, 7, 8)), prop.vary(0.2, 0.1)
    hub, phase, cabin = radius + prop.vary(0.42, 0.08), prop.random.uniform(0, 60), prop.vary(0.27, 0.08)
    rim = [(x, 0, hub + z) for x, z, _ in circle(32, radius)]
    for y in (-deep, deep):
        prop.add(tube([*rim, rim[0]], 0.06, segments=8, soft=False).move(y=y))
        for x in (-0.62, 0.62):
            prop.add(tube([(0, 2 * y, hub), (x, 2 * y, 0.1)], 0.07, segments=8), "snow")
    prop.add(cylinder(0.15, 4 * deep + 0.2, bevel=0.03).turn(x=90).move(z=hub), "gold")
    prop.add(box(1.6, 4 * deep + 0.3, 0.16, bevel=0.04).move(z=0.08), DARK)
    cup = lathe([(0, -1.3), (0.8, -1.3), (1, -0.5), (0.8, -0.5), (0.6, -1.1), (0, -1.1)], 16)
    roof, post = lathe([(0, 0.2), (1.1, 0.2), (1.1, 0.3), (0, 0.7)], 16), cylinder(0.2, 1.9, segments=6).move(z=-0.4)
    for i, (x, z, _) in enumerate(circle(count, radius, phase)):
        for y in (-deep, deep):
            prop.add(tube([(0, y, hub), (x, y, hub + z)], 0.045, segments=6), LIGHT)
        prop.add(tube([(x, -deep - 0.06, hub + z), (x, deep + 0.06, hub + z)], 0.05, segments=8), "gold")
        for part, colour in ((cup, (MAIN, DARK)[i % 2]), (roof, "cream"), (post, "gold")):
            prop.add(part.stretch(cabin, cabin, cabin).move(x, 0, hub + z - 0.02), colour)


def balloon(prop: ToyShape) -> None:
    radius, low, length, drop = prop.vary(0.7, 0.08), prop.vary(1.4, 0.1), prop.vary(1.0, 0.1), np.linspace(0, 1, 25)
    turn = np.linspace(-math.pi / 2, math.pi / 2, 25)
    wide, z = np.cos(turn) * (1 - 0.25 * np.sin(turn).clip(-1, 0) ** 2), np.sin(turn)
    prop.add(lathe(radius * np.stack([wide, np.where(z < 0, low * z, z)], axis=1), 32))
    knot = lathe([(0, -0.14), (0.15, -0.14), (0.16, -0.1), (0.06, 0), (0.12, 0.08), (0, 0.08)], 16)
    prop.add(knot.move(z=-low * radius), DARK)
    cord = np.stack([0.16 * np.sin(2.5 * math.pi * drop), 0 * drop, -0.05 - length * drop], axis=1)
    string = tube(cord.tolist(), 0.035, segments=8, soft=False).turn(z=prop.random.uniform(0, 360))
    prop.add(string.move(z=-low * radius), "cream")
    prop.add(sphere(1).stretch(0.13, 0.04, 0.22).turn(y=24).move(y=-radius).turn(x=-28, z=-35), LIGHT)


def gift_box(prop: ToyShape) -> None:
    width, depth, height = prop.vary(1.15, 0.1), prop.vary(1.1, 0.1), prop.vary(0.85, 0.2)
    prop.add(box(width, depth, height, bevel=0.03).move(z=height / 2))
    prop.add(box(width + 0.12, depth + 0.12, 0.28, bevel=0.04).move(z=height), LIGHT)
    for x, y, wide, long in ((0.24, depth, 0.24, depth + 0.17), (width, 0.24, width + 0.17, 0.25)):
        prop.add(box(x + 0.05 * (x > 0.3), y + 0.05 * (y > 0.3), height, bevel=0.02).move(z=height / 2 + 0.01), "gold")
        prop.add(box(wide, long, 0.31, bevel=0.03).move(z=height + 0.01), "gold")
    knot, size, turn = height + 0.22, prop.vary(0.24, 0.12), prop.random.choice((0, 45))
    for side in (0, 180):
        loop = torus(size, 0.05, segments=24).turn(x=90).stretch(1.25, 2.2, 0.8).move(x=1.3 * size, z=0.02)
        prop.add(loop.turn(y=-28).turn(z=side + turn).move(z=knot), "gold")
        end = box(0.48, 0.17, 0.06, bevel=0.02).move(x=0.28).turn(y=8, z=side + turn + 55)
        prop.add(end.move(z=knot - 0.02), "gold")
    prop.add(sphere(0.15, squareness=0.3).move(z=knot + 0.02), "gold")


def christmas_tree(prop: ToyShape) -> None:
    radius, tiers, tall = prop.vary(0.82, 0.08), prop.random.choice((3, 4)), prop.vary(1.7, 0.08)
    prop.add(cylinder(0.15, 0.5, bevel=0.02).move(z=0.2), "bark")
    prop.add(cylinder(0.26, 0.26, bevel=0.04, top=0.34).move(z=0.12), "cherry")
    step, trims = tall / (tiers + 0.6), prop.random.sample(("cherry", "gold", "glass", "blossom", "snow"), 3)
    for i in range(tiers):
        wide, foot = radius * (1 - i / (tiers + 1)), 0.42 + i * step
        cone = [(0, 0.1), (0.8 * wide, 0), (wide, 0.02), (0.62 * wide, 0.35 * step), (0.1, 1.5 * step), (0, 1.5 * step)]
        prop.add(lathe(cone, 40, ribs=10, depth=0.04).move(z=foot), DARK if i % 2 else MAIN)
        for j, (x, y, _) in enumerate(circle(9 - 2 * i, wide, 25 * i)):
            prop.add(sphere(0.1, segments=12).move(x, y, foot + 0.02), trims[(i + j) % 3])
    peak = 0.42 + (tiers + 0.5) * step
    prop.add(star(0.3, 0.14, 0.03, 0.45).move(z=peak + 0.1), "gold")
