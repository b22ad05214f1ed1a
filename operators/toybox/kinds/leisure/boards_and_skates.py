"""Boards, skis and skates. Each public function adds the parts of one kind to `prop`."""

from __future__ import annotations

import numpy as np

from ..forms import oval_loft
from ..shapes import DARK, LIGHT, MAIN, Part, ToyShape, box, cylinder, extrude, torus, tube
from ..vehicles.parts import wheels
from .parts import wrapped_grip


def surfboard(prop: ToyShape) -> None:
    wide, tall, thick, curl = prop.vary(0.44, 0.08), prop.vary(2.2, 0.06), prop.vary(0.1, 0.1), prop.vary(0.22, 0.3)
    stations = [0, 0.03, 0.12, 0.4, 0.6, 0.8, 0.92, 1], [0.4, 0.62, 0.82, 1, 0.94, 0.68, 0.38, 0.06]

    def layer(low: float, high: float, breadth: float, depth: float) -> Part:
        """Returns the part of the board between two heights, as shares of its whole size."""
        share, flat = np.linspace(low, high, 25), depth * thick / (breadth * wide)
        line = [(0, -curl * max(0, 2 * s - 1) ** 2 / flat, tall * s) for s in share]
        return tube(line, (breadth * wide * np.interp(share, *stations)).tolist(), 20, soft=False).stretch(y=flat)

    prop.add(layer(0, 1, 1, 1))
    prop.add(layer(0.02, 0.97, prop.vary(0.27, 0.2), 1.16), "cream")
    for low in prop.random.choice(((0.2, 0.3), (0.62, 0.72), (0.24, 0.66))):
        prop.add(layer(low, low + 0.06, 1.03, 1.1), DARK)
    for x, z, size in ((-0.45, 0.36, 0.8), (0.45, 0.36, 0.8), (0, 0.22, 1)):
        fin = extrude([(0, 0), (0.05, 0), (0.3, -0.12), (0.36, -0.06), (0.16, 0.24), (0, 0.34)], 0.07, bevel=0.02)
        prop.add(fin.stretch(size, 1, size).turn(z=90).move(x * wide, 0.6 * thick, z), "charcoal")


def skateboard(prop: ToyShape) -> None:
    width, length, kick, wheel = prop.vary(0.56, 0.1), prop.vary(1.9, 0.08), prop.vary(0.24), prop.vary(0.15, 0.1)
    flat, end, rise = 0.34 * length, length / 2, 2 * wheel + 0.14
    deck = [(0, -end, rise + kick), (0, -flat, rise), (0, flat, rise), (0, end, rise + kick)]
    prop.add(tube(deck, [0.05, 0.07, 0.07, 0.05], segments=16).stretch(x=width / 0.14))
    for y in (-0.28 * length, 0.28 * length):
        prop.add(box(0.8 * width, 0.2, 0.16).move(y=y, z=rise - 0.11), "steel")
        wheels(prop, 0.4 * width, y, wheel, 0.18, LIGHT)


def skis(prop: ToyShape) -> None:
    wide, tall, curl, fan = prop.vary(0.18, 0.1), prop.vary(2.2, 0.06), prop.vary(0.34), prop.vary(7, 0.4)
    bend = [(0, 0.05, 0), (0, 0, 0.3), (0, 0, 0.8), (0, -0.06, 0.94), (0, -curl, 1.03)]
    ski = tube([(x, y, z * tall) for x, y, z in bend], [0.06, 0.06, 0.06, 0.06, 0.035]).stretch(x=wide / 0.06)
    parts = [(ski, MAIN), (box(1.5 * wide, 0.2, 0.34, bevel=0.04).move(y=-0.1, z=0.5 * tall), "charcoal")]
    for z in (0.39, 0.6):
        parts.append((box(1.7 * wide, 0.24, 0.12, bevel=0.03).move(y=-0.14, z=z * tall), "steel"))
        parts.append((box(2.1 * wide, 0.15, 0.14, bevel=0.03).move(z=(2.6 * z - 0.8) * tall), LIGHT))
    pole, basket = tube([(0, 0, 0), (0, 0, 0.78 * tall)], 0.05, 10), cylinder(0.18, 0.07, bevel=0.02, segments=20)
    poles = [(pole, "steel"), (basket.move(z=0.2), DARK), (wrapped_grip(0.09, 0.3).move(z=0.7 * tall), "charcoal")]
    for side in (-1, 1):
        for things, lean, x in ((parts, fan, 0.24), (poles, fan + 5, 0.55)):
            for part, colour in things:
                prop.add(part.turn(y=side * lean).move(side * x, 0), colour)


def roller_skate(prop: ToyShape) -> None:
    long, wheel = _laced_boot(prop, 0.52), prop.vary(0.21, 0.08)
    prop.add(box(0.4, 1.5 * long, 0.12, bevel=0.03).move(y=-0.14, z=0.44), "steel")
    for y in (-0.68 * long, 0.4 * long):
        prop.add(box(0.3, 0.2, 0.26, bevel=0.03).move(y=y, z=0.32), "charcoal")
        for x in (-0.3, 0.3):
            prop.add(cylinder(wheel, 0.26, bevel=0.06).turn(y=90).move(x, y, wheel), LIGHT)
            prop.add(cylinder(0.5 * wheel, 0.32, bevel=0.02, segments=16).turn(y=90).move(x, y, wheel), "steel")
    prop.add(cylinder(0.14, 0.3, bevel=0.04, segments=16).turn(x=-35).move(y=-long - 0.08, z=0.3), "cherry")


def ice_skate(prop: ToyShape) -> None:
    long = _laced_boot(prop, 0.5)
    heel, toe = 0.75 * long, -1.1 * long
    blade = [(heel, 0.06), (toe, 0.06), (toe - 0.1, 0.14), (toe - 0.08, 0.24), (toe + 0.1, 0.2), (heel, 0.2)]
    prop.add(extrude([(-y, z) for y, z in blade], 0.08, bevel=0.02).turn(z=-90), "steel")
    for y in (-0.62 * long, 0.42 * long):
        prop.add(box(0.12, 0.22, 0.32, bevel=0.03, taper=1.5).move(y=y, z=0.32), "steel")


def _laced_boot(prop: ToyShape, floor: float) -> float:
    """Adds a laced ankle boot with its sole at the height `floor`. Returns half of its length."""
    half, long, shaft = prop.vary(0.31, 0.06), prop.vary(0.72, 0.06), prop.vary(1.05, 0.1)
    foot = [(half, long, 0, 0), (half, long, 0, 0), (half, 0.96 * long, 0.02, 0.3)]
    ankle = [(0.9 * half, 0.7 * long, 0.26 * long, 0.48), (0.82 * half, 0.44 * long, 0.48 * long, 0.66)]
    top = [(w * half, d * long, 0.5 * long, shaft) for w, d in ((0.98, 0.5), (0.98, 0.5), (0.7, 0.36))]
    inside = [(0.66 * half, 0.32 * long, 0.5 * long, 0.6), (0, 0, 0.5 * long, 0.6)]
    prop.add(oval_loft([(0, 0, 0, 0), *foot, *ankle, *top, *inside], 0.12).move(z=floor))
    prop.add(
        oval_loft([(half + 0.04, long + 0.04, 0, z) for z in (-0.06, -0.06, 0.08, 0.08)], 0.12).move(z=floor), DARK
    )
    prop.add(torus(1, 0.16).stretch(0.86 * half, 0.44 * long, 0.4).move(y=0.5 * long, z=floor + shaft - 0.03), LIGHT)
    for i in range(5):
        y, z = -0.38 * long + 0.11 * i, floor + 0.42 + 0.11 * i
        lace = [(-0.2, y + 0.05, z - 0.08), (0, y - 0.05, z + 0.04), (0.2, y + 0.05, z - 0.08)]
        prop.add(tube(lace, 0.045, segments=8), "snow")
    return long
