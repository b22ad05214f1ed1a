"""Monuments and the totem pole. Each public function adds the parts of one kind to `prop`."""

from __future__ import annotations

import numpy as np

from ..shapes import DARK, LIGHT, MAIN, ToyShape, box, cylinder, extrude, lathe, slab, sphere, tube


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


def totem_pole(prop: ToyShape) -> None:
    radius, storey, span, first = (
        prop.vary(0.33, 0.08),
        prop.vary(0.6, 0.08),
        prop.vary(0.95),
        prop.random.choice((0, 1)),
    )
    paints, top = prop.random.sample(("cherry", "leaf", "gold"), 3), 0.1 + 3 * storey
    prop.add(cylinder(radius + 0.16, 0.14, bevel=0.03).move(z=0.07), "stone")
    prop.add(cylinder(radius, top, bevel=0.03).move(z=top / 2))
    prop.add(lathe([(0, 0), (radius, 0), (0.8 * radius, 0.16), (0, 0.24)], soft=True).move(z=top), DARK)
    for face, paint in enumerate(paints):
        prop.add(cylinder(radius + 0.05, 0.12, bevel=0.04).move(z=0.1 + storey * (face + 1)), paint)
        _carved_face(prop, -radius, 0.1 + storey * face, storey, paint, beaked=face == 2 or (face + first) % 2 == 1)
    for side in (-1, 1):
        for length, low, colour in ((1.0, 0.0, MAIN), (0.86, 0.13, paints[0]), (0.72, 0.26, LIGHT)):
            feather = [
                (0.2, low),
                (length * span + 0.2, low + 0.28),
                (length * span + 0.16, low + 0.44),
                (0.2, low + 0.2),
            ]
            wing = extrude([(side * x, z) for x, z in feather][::side], 0.12 - 0.1 * low, bevel=0.02)
            prop.add(wing.move(0, 0.06, top - 0.9 * storey), colour)


def _carved_face(prop: ToyShape, y: float, z: float, tall: float, paint: str, beaked: bool) -> None:
    """Adds the face of a bird or of a monster with teeth to the front of a totem pole."""
    for x in (-0.14, 0.14):
        for size, out, colour in ((0.11, 0.04, "snow"), (0.06, -0.04, "charcoal")):
            prop.add(sphere(size, segments=10).stretch(y=0.7).move(x, y + out, z + 0.62 * tall), colour)
        brow, ear = box(0.26, 0.14, 0.08, bevel=0.02).turn(y=-70 * x), sphere(0.13, segments=10).stretch(0.7, 0.8, 1.3)
        prop.add(brow.move(x, y + 0.04, z + 0.82 * tall), paint)
        prop.add(ear.move(-7 * x * y, 0, z + 0.66 * tall), DARK)
    if beaked:
        middle, tip = z + 0.5 * tall, z + 0.2 * tall
        beak = [(0, y + 0.1, middle), (0, y - 0.3, middle), (0, y - 0.32, tip)]
        prop.add(tube(beak, [0.13, 0.11, 0.02], segments=10), "carrot")
    else:
        prop.add(sphere(0.09, segments=10).move(0, y - 0.02, z + 0.46 * tall), DARK)
        prop.add(box(0.4, 0.16, 0.17, bevel=0.03).move(0, y + 0.04, z + 0.24 * tall), "cherry")
        for x in (-0.12, 0, 0.12):
            prop.add(box(0.08, 0.16, 0.09, bevel=0.02).move(x, y + 0.02, z + 0.27 * tall), "snow")
