"""Toiletries. Each public function adds the parts of one kind to `prop`."""

from __future__ import annotations

import math

import numpy as np

from ..forms import front_to_back_loft
from ..shapes import DARK, LIGHT, MAIN, ToyShape, box, cylinder, lathe, rounded, sphere, tube


def toilet_paper_roll(prop: ToyShape) -> None:
    radius, half, trail = prop.vary(0.66, 0.08), prop.vary(0.56, 0.08), prop.vary(0.8)
    rings = ((1, 0.38, 0, MAIN), (0.4, 0.28, 0.02, "dough"), (0.62, 0.57, 0.015, DARK), (0.82, 0.77, 0.015, DARK))
    for wide, hole, out, colour in rings:
        reach = half + out
        ring = np.array([(hole, -reach), (wide, -reach), (wide, reach), (hole, reach)]) * (radius, 1)
        prop.add(lathe(ring, 40, closed=True).turn(y=90).move(z=radius), colour)
    over = [(0, -radius * math.sin(a), radius + radius * math.cos(a)) for a in np.radians(np.linspace(10, 90, 9))]
    sheet = [*over, (0, -radius, 0.3), (0, -radius - 0.1, 0.04), (0, -radius - 0.4, 0.04), (0, -radius - trail, 0.1)]
    prop.add(tube(sheet, 0.04, segments=10).stretch(x=half / 0.04), LIGHT)
    for y, z, turn in ((-0.02, 0.75 * radius, 0), (-0.34, 0.08, 90)):
        for x in np.linspace(-0.88, 0.88, 9):
            prop.add(box(0.07, 0.06, 0.05, bevel=0.01).turn(x=turn).move(x * half, y - radius, z), DARK)


def soap_dispenser(prop: ToyShape) -> None:
    radius, height, square = prop.vary(0.5, 0.1), prop.vary(1.0, 0.12), prop.random.choice((0.0, 0.5))
    shape = [(0.9, 0), (1, 0), (1, 0.5), (0.98, 0.85), (0.5, 1), (0.3, 1.02)]
    prop.add(
        front_to_back_loft([(radius * x, -0.8 * radius * x, 0.8 * radius * x, z * height) for x, z in shape], square)
    )
    for wide, tall, z in ((0.26, 0.2, 0.05), (0.09, 0.5, 0.25), (0.2, 0.16, 0.44)):
        prop.add(cylinder(wide, tall, bevel=0.03).move(z=height + z), "snow")
    nozzle = [(0, 0, height + 0.46), (0, -0.42, height + 0.48), (0, -0.56, height + 0.46), (0, -0.6, height + 0.3)]
    prop.add(tube(nozzle, [0.1, 0.085, 0.075, 0.065]), "snow")
    label = cylinder(0.55 * radius, 0.1, bevel=0.02).turn(x=90).move(y=-0.8 * radius - 0.01, z=0.5 * height)
    prop.add(label, "cream")
    drop = [(0, -0.2), (0.13, -0.12), (0.15, 0), (0.05, 0.16), (0, 0.26)]
    prop.add(lathe(drop, 16, soft=True).stretch(y=0.5).move(y=-0.8 * radius - 0.05, z=0.48 * height), DARK)


def toothbrush(prop: ToyShape) -> None:
    length, half, bristle, pitch = prop.vary(1.5, 0.06), prop.vary(0.2, 0.08), prop.vary(0.3), prop.vary(0.135, 0.06)
    path = [(0, 0, 0), (0, 0.02, 0.1), (0, 0.04, 0.5 * length), (0, 0, 0.8 * length), (0, 0, length + 0.1)]
    prop.add(tube(path, [0.1, 0.15, 0.16, 0.09, 0.1], 16).stretch(x=1.15))
    prop.add(sphere(1, squareness=0.4).stretch(half, 0.1, 3.2 * pitch).move(z=length + 3 * pitch))
    prop.add(sphere(1, squareness=0.3).stretch(0.12, 0.1, 0.24 * length).move(0, -0.1, 0.36 * length), LIGHT)
    for z in (0.2, 0.28, 0.36, 0.44, 0.52):
        prop.add(box(0.16, 0.06, 0.06, bevel=0.02).move(0, -0.2, z * length), DARK)
    for row in range(1, 6):
        for x, colour in ((-0.58 * half, "snow"), (0, "glass"), (0.58 * half, "snow")):
            tuft = cylinder(0.065, bristle, bevel=0.02, segments=10).turn(x=90)
            prop.add(tuft.move(x, -bristle / 2, length + row * pitch), colour)
    wave = [(0.05 * (-1) ** i, -bristle - 0.07, length + (0.8 + 0.62 * i) * pitch) for i in range(8)]
    prop.add(tube(wave, [0.06, *[0.11] * 6, 0.03]), prop.random.choice(("blossom", "glass")))


def hairbrush(prop: ToyShape) -> None:
    wide, high, grip = prop.vary(0.44, 0.18), prop.vary(0.62, 0.08), prop.vary(0.85)
    middle = grip + 0.9 * high
    prop.add(sphere(1, squareness=0.15).stretch(wide, 0.15, high).move(z=middle))
    prop.add(sphere(1, squareness=0.15).stretch(0.82 * wide, 0.12, 0.84 * high).move(y=-0.1, z=middle), "cream")
    handle = [(0, 0), (0.12, 0.02), (0.17, 0.2), (0.1, 0.75 * grip), (0.2, grip + 0.12), (0, grip + 0.2)]
    prop.add(lathe(handle, 20, soft=True).stretch(y=0.8))
    bristle = cylinder(0.03, 0.34, bevel=0.01, segments=6).turn(x=90)
    for row in range(-4, 5):
        for column in range(-3, 4):
            x, z = (column + 0.5 * (row % 2)) * 0.23, row * 0.19
            if x * x + z * z < 0.66:
                prop.add(bristle.move(x * wide, -0.3, middle + z * high), "charcoal")


def perfume_bottle(prop: ToyShape) -> None:
    radius, height, sides = prop.vary(0.6, 0.08), prop.vary(0.8, 0.12), prop.random.choice((6, 8, 32))
    glass = [(0, 0), (0.7, 0), (1, 0.25), (1, 0.6), (0.4, 0.95), (0.3, 1.05), (0, 1.05)]
    prop.add(lathe(glass, sides).turn(z=90 + 180 / sides).stretch(radius, radius, height))
    neck = 1.05 * height
    for wide, tall, z in ((0.22, 0.14, 0.04), (0.14, 0.24, 0.16), (0.2, 0.2, 0.34)):
        prop.add(cylinder(wide, tall, bevel=0.03).move(z=neck + z), "gold")
    prop.add(cylinder(0.08, 0.16, bevel=0.02, segments=16).turn(x=90).move(y=-0.22, z=neck + 0.34), "gold")
    hose = [(0.1, 0, neck + 0.34), (0.5, 0, neck + 0.36), (0.75, 0, neck + 0.1)]
    prop.add(tube(hose, 0.055), DARK)
    bulb = lathe([(0, -0.3), (0.1, -0.3), (0.26, 0), (0.08, 0.34), (0, 0.34)], soft=True)
    prop.add(bulb.move(0.8, 0, neck - 0.16), DARK)


def lipstick(prop: ToyShape) -> None:
    radius, case, tall = prop.vary(0.34, 0.08), prop.vary(0.75), prop.vary(0.95, 0.1)
    prop.add(cylinder(radius, case, bevel=0.04, segments=32).move(z=case / 2))
    prop.add(cylinder(radius + 0.03, 0.14, bevel=0.03, segments=32).move(z=0.08), DARK)
    prop.add(cylinder(0.84 * radius, 0.4, bevel=0.03, segments=32).move(z=case + 0.1), "gold")
    wax = [(0, 0), (0.7 * radius, 0), (0.7 * radius, tall), (0.4 * radius, tall + 0.1), (0, tall + 0.1)]
    bullet = lathe(rounded(wax))
    x, _, z = bullet.vertices.T
    bullet.vertices[:, 2] -= 0.9 * np.clip(z / tall, 0, 1) ** 2 * (x + 0.7 * radius)
    prop.add(bullet.move(z=case + 0.1))
