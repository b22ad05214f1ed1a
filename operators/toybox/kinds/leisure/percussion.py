"""Percussion instruments. Each public function adds the parts of one kind to `prop`."""

from __future__ import annotations

import numpy as np

from ..shapes import DARK, LIGHT, MAIN, Spot, ToyShape, box, circle, cylinder, lathe, rounded, sphere, torus, tube
from .parts import sleeve


def drum(prop: ToyShape) -> None:
    radius, height, count = prop.vary(0.82, 0.1), prop.vary(0.95), prop.random.randint(6, 9)
    prop.add(cylinder(radius, height, segments=32).move(z=height / 2))
    prop.add(cylinder(radius - 0.03, height + 0.06, bevel=0.03, segments=32).move(z=height / 2), "cream")
    for z in (0.08, height - 0.08):
        hoop = [(radius - 0.1, -0.11), (radius + 0.09, -0.11), (radius + 0.09, 0.11), (radius - 0.1, 0.11)]
        prop.add(lathe(hoop, 32, closed=True).move(z=z), DARK)
    ends = circle(2 * count, radius + 0.03)
    cord = [(x, y, (0.18, height - 0.18)[i % 2]) for i, (x, y, _) in enumerate([*ends, ends[0]])]
    prop.add(tube(cord, 0.04, segments=6, soft=False), "cream")
    for side in (-1, 1):
        stick = tube([(0, 0.85, 0), (0, -0.6, 0)], 0.055, soft=False).turn(z=side * 30 + 15)
        tip = sphere(0.11, segments=16).move(y=-0.6).turn(z=side * 30 + 15)
        for part in (stick, tip):
            prop.add(part.move(z=height + 0.13 + 0.05 * side), "wood")


def drum_kit(prop: ToyShape) -> None:
    radius, deep, trim = prop.vary(0.6, 0.06), prop.vary(0.55, 0.1), prop.random.choice(("steel", "charcoal"))
    _kit_drum(prop, radius, deep, trim, x=90, place=(0, 0, radius))
    prop.add(cylinder(0.76 * radius, 0.1, bevel=0.02).turn(x=90).move(y=-deep / 2 - 0.02, z=radius))
    size, tall = prop.vary(0.31, 0.08), prop.vary(0.5, 0.08)
    for side in (-1, 1):
        prop.add(tube([(0, 0.1, 2 * radius - 0.1), (0.34 * side, 0.1, 2 * radius + 0.3)], 0.06), trim)
        _kit_drum(prop, size, 0.34, trim, x=-18, place=(0.36 * side, 0.08, 2 * radius + 0.26))
        _drum_stand(prop, 0.95 * side, 0.5, tall - 0.05, 0.3)
        _kit_drum(prop, 0.36, 0.26 + 0.2 * (side > 0), trim, place=(0.95 * side, 0.45, tall))
        high = 1.95 + prop.random.uniform(-0.1, 0.12)
        _drum_stand(prop, 1.12 * side, 0.05, high, 0.3)
        plate = lathe([(0, -0.02), (0.5, -0.05), (0.5, 0), (0.14, 0.06), (0.1, 0.12), (0, 0.14)], 32)
        prop.add(plate.turn(x=14, y=side * 12).move(1.12 * side, 0.05, high), "gold")
        prop.add(tube([(0.5 * side, -deep / 2 + 0.1, 0.4), (0.75 * side, -deep / 2 - 0.1, 0)], 0.05), trim)


def tambourine(prop: ToyShape) -> None:
    radius, deep, count = prop.vary(0.85, 0.06), prop.vary(0.36, 0.1), prop.random.choice((6, 7, 8))
    lean, skin = prop.vary(78, 0.08), prop.random.random() < 0.5
    hoop = [(radius - 0.1, -deep / 2), (radius, -deep / 2), (radius, deep / 2), (radius - 0.1, deep / 2)]
    parts = [(lathe(hoop, 48, closed=True), MAIN)]
    parts += [(torus(radius - 0.03, 0.06, 40).move(z=z * deep), DARK) for z in (-0.46, 0.46)]
    if skin:
        parts.append((cylinder(radius - 0.05, 0.08, bevel=0.03, segments=40).move(z=0.46 * deep), LIGHT))
    jingle = lathe([(0, 0), (0.07, 0), (0.1, 0.05), (0.19, 0.07), (0.19, 0.12), (0, 0.12)], 16)
    for x, y, angle in circle(count, radius - 0.04, 180 / count):
        parts.append((box(0.16, 0.44, 0.2, bevel=0.02).turn(z=angle).move(x, y), "charcoal"))
        parts += [(jingle.turn(x=turn).move(1.06 * x, 1.06 * y), "gold") for turn in (0, 180)]
    for part, colour in parts:
        prop.add(part.turn(x=lean), colour)


def xylophone(prop: ToyShape) -> None:
    count, wide, long, short = prop.random.choice((7, 8)), prop.vary(0.2, 0.08), prop.vary(1.3, 0.08), prop.vary(0.62)
    end = 0.66 * wide * (count - 1)
    for x, reach in ((-end, long), (end, short)):
        prop.add(box(0.13, 0.56 * reach, 0.18, bevel=0.03).move(x, 0, 0.12), "wood")
    for y in (-0.27, 0.27):
        prop.add(tube([(-end, y * long, 0.09), (end, y * short, 0.09)], 0.1).stretch(z=1.5), "wood")
    for i, reach in enumerate(np.linspace(long, short, count)):
        x = 1.2 * wide * (i - (count - 1) / 2)
        prop.add(box(wide, reach, 0.12, bevel=0.03).move(x, 0, 0.32), (MAIN, LIGHT)[i % 2])
        for y in (-0.3 * reach, 0.3 * reach):
            prop.add(cylinder(0.06, 0.1, bevel=0.02, segments=10).move(x, y, 0.38), "steel")
    stick, tip = tube([(0, 0, 0), (0.95, 0, 0.2)], 0.055, segments=8, soft=False), sphere(0.15, segments=16)
    for x, y, turn in ((-0.3, 0.15, prop.vary(-35)), (0.2, -0.1, prop.vary(-75))):
        for part, colour in ((stick, "wood"), (tip, "cherry")):
            prop.add(part.turn(z=turn).move(x, y, 0.52), colour)


def maracas(prop: ToyShape) -> None:
    radius, tall, grip, fan = prop.vary(0.36, 0.08), prop.vary(0.55, 0.08), prop.vary(0.95, 0.1), prop.vary(27, 0.15)
    egg = [(0, 0), (0.14, 0), (0.3 * radius, 0.1), (radius, 0.3), (1.1 * radius, tall), (0.8 * radius, 1.4 * tall)]
    shell = rounded([*egg, (0.3 * radius, 1.5 * tall), (0, 1.5 * tall)])
    handle = [(0, -grip), (0.14, -grip), (0.15, 0.1 - grip), (0.09, 0.25 - grip), (0.11, 0), (0.15, 0.12), (0, 0.12)]
    parts = [(lathe(shell, 20), MAIN), (lathe(rounded(handle, 1), 14), "wood"), (torus(0.13, 0.06, 12), DARK)]
    one, two = prop.random.sample(("lemon", "cherry", "leaf", "cream", "carrot"), 2)
    for low, high, colour in ((0.5, 0.58, one), (0.68, 0.88, two), (0.98, 1.06, one)):
        parts.append((sleeve(shell, low * tall, high * tall, 0.025).turn(z=9), colour))
    for side in (-1, 1):
        for part, colour in parts:
            crossed = part.move(z=0.55 * grip).turn(y=side * fan)
            prop.add(crossed.move(y=0.12 * side), colour)


def bell(prop: ToyShape) -> None:
    radius, height = prop.vary(0.8, 0.08), prop.vary(1.25, 0.1)
    inside = [(0, 0.85), (0.4, 0.8), (0.5, 0.4), (0.86, 0), (0.95, 0)]
    outside = [(1.02, 0.02), (0.98, 0.12), (0.66, 0.35), (0.58, 0.75), (0.5, 0.98), (0.2, 1), (0, 1)]
    prop.add(lathe([*inside, *outside], soft=True).stretch(radius, radius, height))
    prop.add(torus(0.93 * radius, 0.06).move(z=0.13 * height), DARK)
    prop.add(torus(0.56 * radius, 0.05).move(z=0.72 * height), DARK)
    prop.add(cylinder(0.06, 0.8 * height, bevel=0.01, segments=12).move(z=0.45 * height), "steel")
    prop.add(sphere(0.2).move(z=0.04), "steel")
    if prop.random.random() < 0.5:
        grip = [(0, 0), (0.16, 0), (0.1, 0.15), (0.17, 0.4), (0.14, 0.65), (0.2, 0.75), (0.1, 0.85), (0, 0.85)]
        prop.add(lathe(grip, soft=True).move(z=height - 0.03), "wood")
    else:
        prop.add(torus(0.2, 0.09, segments=24).turn(x=90).move(z=height + 0.2), LIGHT)


def _kit_drum(prop: ToyShape, radius: float, deep: float, trim: str, place: Spot, x: float = 0.0) -> None:
    """Adds a drum that is turned by `x` degrees about the X axis, with its centre at `place`."""
    parts = [(cylinder(radius, deep, bevel=0.02), MAIN), (cylinder(radius - 0.03, deep + 0.06, bevel=0.02), "cream")]
    hoop = [(radius - 0.08, -0.05), (radius + 0.05, -0.05), (radius + 0.05, 0.05), (radius - 0.08, 0.05)]
    parts += [(lathe(hoop, closed=True).move(z=z), trim) for z in (-deep / 2, deep / 2)]
    for part, colour in parts:
        prop.add(part.turn(x=x).move(*place), colour)


def _drum_stand(prop: ToyShape, x: float, y: float, height: float, spread: float) -> None:
    """Adds a steel stand: a pole on three feet."""
    prop.add(tube([(x, y, 0.1), (x, y, height)], 0.045, segments=8), "steel")
    for u, v, _ in circle(3, spread, 90):
        prop.add(tube([(x, y, 0.32), (x + u, y + v, 0)], 0.045, segments=8), "steel")
