"""Shoes and boots. Each public function adds the parts of one kind to `prop`."""

from __future__ import annotations

import numpy as np

from ..forms import front_to_back_loft, oval_loft
from ..shapes import DARK, LIGHT, MAIN, Part, ToyShape, box, circle, cylinder, lathe, sphere, torus, tube
from .parts import bow_wing


def sneaker(prop: ToyShape) -> None:
    half, long, shaft = prop.vary(0.36, 0.08), prop.vary(0.9, 0.06), prop.random.choice((0.84, 0.84, 1.2))
    foot = [(half, long, 0, 0.1), (half, long, 0, 0.1), (half, 0.96 * long, 0.03, 0.42)]
    ankle = [(0.9 * half, 0.68 * long, 0.3 * long, 0.62), (0.8 * half, 0.46 * long, 0.5 * long, 0.82)]
    opening = [(wide * half, deep * long, 0.5 * long, shaft) for wide, deep in ((0.82, 0.46), (0.56, 0.36))]
    inside = [(0.56 * half, 0.36 * long, 0.5 * long, 0.5), (0, 0, 0.5 * long, 0.5)]
    prop.add(oval_loft([*foot, *ankle, *opening, *inside], 0.15))
    for grow, low, high, colour in ((0.06, -0.08, 0.16, "snow"), (0.08, -0.14, -0.04, DARK), (0.08, 0.03, 0.09, DARK)):
        prop.add(oval_loft([(half + grow, long + grow, 0, z) for z in (low, low, high, high)], 0.15), colour)
    prop.add(sphere(1).stretch(0.98 * half, 0.5 * long, 0.33).move(y=-0.56 * long, z=0.12), "snow")
    tongue = [(0, -0.5 * long, 0.5), (0, -0.12 * long, 0.72), (0, 0.02, shaft + 0.16)]
    prop.add(tube(tongue, [0.12, 0.1, 0.08]).stretch(x=1.9), LIGHT)
    for i in range(4):
        y, z = (-0.5 + 0.14 * i) * long, 0.53 + 0.1 * i
        prop.add(tube([(-0.21, y, z - 0.04), (0, y - 0.04, z + 0.08), (0.21, y, z - 0.04)], 0.045, segments=8), "snow")
    for side in (-1, 1):
        for y in (-0.05, 0.13, 0.31):
            bar = box(0.08, 0.1, 0.42, bevel=0.03).turn(x=30, y=side * -6)
            prop.add(bar.move(side * 0.97 * half, y * long, 0.38), DARK)


def boot(prop: ToyShape) -> None:
    shaft, height, toe, half = prop.vary(0.4, 0.08), prop.vary(1.45, 0.12), prop.vary(0.95, 0.08), prop.vary(0.37, 0.08)
    foot = [(half, -toe, 0.42, 0), (half, -toe, 0.42, 0), (1.05 * half, -toe - 0.04, 0.42, 0.34)]
    ankle = [(0.9 * half, -0.72 * toe, 0.37, 0.58), (0.9 * half, -0.34, 0.37, 0.66), (0.94 * shaft, -shaft, shaft, 0.9)]
    wall = shaft - 0.1
    top = [(shaft, -shaft, shaft, height), (wall, -wall, wall, height), (wall, -wall, wall, 0.8), (0, 0, 0, 0.8)]
    prop.add(front_to_back_loft([*foot, *ankle, *top]))
    prop.add(torus(shaft - 0.03, 0.09).move(z=height - 0.06), LIGHT)
    prop.add(front_to_back_loft([(half + 0.06, -toe - 0.06, 0.48, z) for z in (-0.06, -0.06, 0.13, 0.13)]), "charcoal")
    prop.add(front_to_back_loft([(half, -0.12, 0.46, z) for z in (-0.22, -0.22, 0.1, 0.1)]), "charcoal")
    prop.add(tube([(0, shaft - 0.05, z * height) for z in (0.7, 0.98)], 0.07), LIGHT)


def high_heel_shoe(prop: ToyShape) -> None:
    half, long, rise = prop.vary(0.29, 0.08), prop.vary(1.0, 0.05), prop.vary(0.8, 0.12)
    foot = [(1, 1, 0, 0, 0), (1, 1, 0, 0, 0), (1, 1, 0, 0.16, 0), (0.98, 0.98, 0, 0.3, 3)]
    mouth = [(0.84, 0.66, 0.3, 0.4, 6), (0.64, 0.58, 0.3, 0.4, 6), (0.6, 0.55, 0.3, 0.1, 0), (0, 0, 0.3, 0.1, 0)]
    prop.add(_arched(oval_loft([(x * half, y * long, s * long, z, a) for x, y, s, z, a in foot + mouth]), long, rise))
    sole = [(half + 0.03, long + 0.03, 0, z) for z in (-0.07, -0.07, 0.05, 0.05)]
    prop.add(_arched(oval_loft(sole), long, rise), "charcoal")
    heel = [(0, 0.72 * long, rise + 0.05), (0, 0.84 * long, 0.55 * rise), (0, 0.86 * long, -0.07)]
    prop.add(tube(heel, [0.24, 0.1, 0.07], segments=16), DARK)
    place = prop.random.choice(((-0.5 * long, 0.42), (0.95 * long, rise + 0.34)))
    for side in (-1, 1):
        wing = bow_wing().stretch(0.45, 0.45, 0.4).turn(y=side * 90, z=side * 15 * (place[0] > 0))
        prop.add(wing.move(0, *place), LIGHT)
    prop.add(sphere(0.1, segments=12).move(0, *place), LIGHT)


def sandal(prop: ToyShape) -> None:
    half, long, heel = prop.vary(0.38, 0.08), prop.vary(0.95, 0.06), prop.vary(0.5, 0.08)
    for grow, low, high, colour in ((0.0, 0.0, 0.17, DARK), (-0.03, 0.1, 0.23, "dough")):
        prop.add(oval_loft([(half + grow, long + grow, 0, z) for z in (low, low, high, high)], 0.15), colour)
    for y, lean in ((-0.6, 12), (-0.38, -12)):
        arc = [(-half, 0, 0.1), (-half, 0, heel), (half, 0, heel), (half, 0, 0.1)]
        prop.add(tube(arc, 0.07).stretch(y=2.2).turn(z=lean).move(y=y * long))
    for side in (-1, 1):
        prop.add(tube([(side * half, 0.35 * long, 0.1), (side * 0.8 * half, 0.55 * long, 0.75)], 0.085))
    ankle = [(0.075 * u, 0.075 * v) for u, v, _ in circle(10, 1)]
    strap = lathe([(0.32 + u, 1.5 * v) for u, v in ankle], 32, closed=True).stretch(0.9 * half / 0.32, 1.25).turn(x=6)
    prop.add(strap.move(y=0.55 * long, z=0.75))
    prop.add(box(0.1, 0.2, 0.2, bevel=0.03).move(0.97 * half, 0.5 * long, 0.75), "gold")


def slippers(prop: ToyShape) -> None:
    half, long, gap = prop.vary(0.42, 0.08), prop.vary(0.95, 0.06), prop.vary(0.56, 0.04)
    foot = [(1, 1, 0, 0, 0), (1, 1, 0, 0, 0), (1.04, 1, 0, 0.1, -1), (1, 0.96, 0.02, 0.2, -3)]
    mouth = [(0.84, 0.68, 0.28, 0.3, -8), (0.72, 0.6, 0.28, 0.29, -8), (0.74, 0.5, 0.4, 0.1, 0), (0, 0, 0.4, 0.1, 0)]
    pair = [(oval_loft([(x * half, y * long, s * long, z, a) for x, y, s, z, a in foot + mouth]), MAIN)]
    pair.append((oval_loft([(half + 0.04, long + 0.04, 0, z) for z in (-0.12, -0.12, 0.06, 0.06)]), DARK))
    insole = cylinder(1, 0.12, bevel=0.02).stretch(0.76 * half, 0.52 * long)
    pair.append((insole.move(y=0.4 * long, z=0.12), "cream"))
    fur = lathe([(1 + 0.18 * u, 0.11 * v) for u, v, _ in circle(8, 1)], 36, ribs=12, depth=0.05, closed=True)
    pair.append((fur.stretch(0.78 * half, 0.66 * long).turn(x=-7).move(y=0.28 * long, z=0.31), "cream"))
    pair.append((sphere(prop.vary(0.19), segments=12).move(y=-0.56 * long, z=0.42), LIGHT))
    for side in (-1, 1):
        for part, colour in pair:
            prop.add(part.turn(z=side * 7).move(side * gap, 0.1 * side), colour)


def _arched(shoe: Part, long: float, rise: float) -> Part:
    """Returns a flat shoe with its heel lifted by `rise` and its toe pointed. `long` is half its length."""
    y = shoe.vertices[:, 1] / long
    lift = ((y + 0.45) / 1.15).clip(0, 1)
    pinch = 1 - 0.3 * (-y - 0.2).clip(0, 1)
    bent = np.column_stack([shoe.vertices[:, 0] * pinch, shoe.vertices[:, 1], rise * lift**2 * (3 - 2 * lift)])
    return Part(bent + shoe.vertices * (0, 0, 1), shoe.faces)
