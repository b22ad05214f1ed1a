"""Instruments of the toybox. Each function adds the parts of one kind to `prop`."""

from __future__ import annotations

import numpy as np

from ..shapes import DARK, LIGHT, MAIN, Part, Spot, ToyShape, box, circle, cylinder, lathe, rounded, sphere, torus, tube
from .sports import sleeve


def saxophone(prop: ToyShape) -> None:
    tall, gap, bell, slant = prop.vary(1.6, 0.06), prop.vary(0.52, 0.08), prop.vary(0.46, 0.08), prop.vary(16, 0.4)
    bow = [(0, 0, tall), (0, 0, 0.3), (0, 0, -0.12), (gap, 0, -0.12), (gap, 0, 0.3), (gap + 0.06, 0, 0.55)]
    prop.add(tube(bow, [0.1, 0.16, 0.19, 0.21, 0.23, 0.25]))
    flare = [(0, -0.1), (0.22, -0.1), (0.26, 0.3), (bell, 0.72), (bell + 0.05, 0.74)]
    horn = lathe([*flare, (bell, 0.8), (0.2, 0.4), (0, 0.35)], soft=True)
    for part, colour in ((horn, MAIN), (torus(bell - 0.02, 0.06).move(z=0.74), DARK)):
        prop.add(part.turn(y=slant).move(gap + 0.02, 0, 0.4), colour)
    neck = [(0, 0, tall - 0.1), (0, 0, tall + 0.28), (-0.3, 0, tall + 0.3), (-0.52, 0, tall + 0.16)]
    prop.add(tube(neck, [0.11, 0.1, 0.09, 0.08]))
    prop.add(tube([(-0.42, 0, tall + 0.22), (-0.78, 0, tall)], [0.12, 0.08], soft=False), "charcoal")
    for z, radius in ((0.02, 0.16), (0.22, 0.15), (0.44, 0.14), (0.62, 0.13), (0.78, 0.12), (0.92, 0.11)):
        prop.add(cylinder(radius, 0.12, bevel=0.03, segments=16).turn(x=90).move(0, -0.17, z * tall), LIGHT)
        prop.add(cylinder(0.5 * radius, 0.1, bevel=0.03, segments=12).turn(x=90).move(0, -0.24, z * tall), "snow")
    for y, colour in ((-0.2, DARK), (0.18, "steel")):
        prop.add(tube([(-0.1, y, 0.1), (-0.1, y, 0.9 * tall)], 0.04, segments=8), colour)


def accordion(prop: ToyShape) -> None:
    high, deep, folds = prop.vary(1.15, 0.08), prop.vary(0.6, 0.1), prop.random.randint(9, 12)
    arc, reach = prop.vary(11, 0.5), prop.vary(0.42, 0.15)
    for i in range(folds):
        share = 2 * i / (folds - 1) - 1
        pleat = box(0.15, deep - 0.04, high - 0.06, bevel=0.07).turn(y=arc * share)
        prop.add(pleat.move(reach * share, 0, high / 2 - 0.12 * reach * abs(share)), ("charcoal", LIGHT)[i % 2])
    for side, details in ((-1, _piano_keys(high)), (1, _bass_buttons(deep))):
        frame = box(0.07, deep + 0.04, high + 0.04, bevel=0.02).move(x=-0.2 * side)
        for part, colour in ((box(0.42, deep, high, bevel=0.07), MAIN), (frame, "gold"), *details):
            prop.add(part.turn(y=side * arc).move(side * (reach + 0.24), 0, high / 2 - 0.05), colour)


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


def banjo(prop: ToyShape) -> None:
    radius, depth, neck = prop.vary(0.66, 0.06), prop.vary(0.3, 0.1), prop.vary(1.15, 0.08)
    front, end, middle = -depth / 2, radius + neck, 0.8 * radius + 0.5 * neck
    pot = lathe([(0, -0.7), (0.6, -0.7), (1, -0.3), (1, 0.5), (0, 0.5)], 40).stretch(radius, radius, depth)
    rim, skin = torus(0.94 * radius, 0.1, 40), cylinder(0.92 * radius, 0.14, bevel=0.02, segments=40)
    for part, y, colour in ((pot, 0, MAIN), (rim, front, DARK), (skin, front, "snow")):
        prop.add(part.turn(x=90).move(y=y), colour)
    for x, z, angle in circle(prop.random.choice((10, 12, 14)), radius + 0.01):
        prop.add(box(0.1, 0.28, 0.1, bevel=0.02).turn(y=-angle).move(x, front, z), "steel")
    prop.add(box(0.24, 0.14, neck + 0.4, bevel=0.03).move(y=front, z=middle + 0.08))
    prop.add(box(0.16, 0.1, neck + 0.4, bevel=0.02).move(y=front - 0.07, z=middle + 0.08), "charcoal")
    prop.add(box(0.34, 0.14, 0.08, bevel=0.02).move(y=front - 0.08, z=-0.45 * radius), "wood")
    prop.add(box(0.3, 0.14, 0.44, bevel=0.03, taper=1.25).move(y=front + 0.01, z=end + 0.2), DARK)
    for i in range(6):
        prop.add(box(0.2, 0.07, 0.06, bevel=0.01).move(y=front - 0.1, z=1.1 * radius + 0.18 * i * neck), "cream")
    for x in (-0.06, 0.0, 0.06):
        prop.add(tube([(x, front - 0.13, z) for z in (-0.9 * radius, end)], 0.018, segments=6), "steel")
    for x, z in ((-0.24, 0.1), (0.24, 0.1), (-0.26, 0.3), (0.26, 0.3), (-0.2, -0.45 * neck)):
        prop.add(tube([(0.4 * x, front, end + z), (x, front, end + z)], 0.04, segments=8), "steel")
        prop.add(sphere(0.075, segments=12).move(x, front, end + z), "cream")


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


def drum_kit(prop: ToyShape) -> None:
    radius, deep, trim = prop.vary(0.6, 0.06), prop.vary(0.55, 0.1), prop.random.choice(("steel", "charcoal"))
    _drum(prop, radius, deep, trim, x=90, place=(0, 0, radius))
    prop.add(cylinder(0.76 * radius, 0.1, bevel=0.02).turn(x=90).move(y=-deep / 2 - 0.02, z=radius))
    size, tall = prop.vary(0.31, 0.08), prop.vary(0.5, 0.08)
    for side in (-1, 1):
        prop.add(tube([(0, 0.1, 2 * radius - 0.1), (0.34 * side, 0.1, 2 * radius + 0.3)], 0.06), trim)
        _drum(prop, size, 0.34, trim, x=-18, place=(0.36 * side, 0.08, 2 * radius + 0.26))
        _legs(prop, 0.95 * side, 0.5, tall - 0.05, 0.3)
        _drum(prop, 0.36, 0.26 + 0.2 * (side > 0), trim, place=(0.95 * side, 0.45, tall))
        high = 1.95 + prop.random.uniform(-0.1, 0.12)
        _legs(prop, 1.12 * side, 0.05, high, 0.3)
        plate = lathe([(0, -0.02), (0.5, -0.05), (0.5, 0), (0.14, 0.06), (0.1, 0.12), (0, 0.14)], 32)
        prop.add(plate.turn(x=14, y=side * 12).move(1.12 * side, 0.05, high), "gold")
        prop.add(tube([(0.5 * side, -deep / 2 + 0.1, 0.4), (0.75 * side, -deep / 2 - 0.1, 0)], 0.05), trim)


def gramophone(prop: ToyShape) -> None:
    wide, tall, bell, petals = prop.vary(1, 0.08), prop.vary(0.42), prop.vary(0.78, 0.08), prop.random.choice((8, 10))
    flare = [(0, 0), (0.12, 0), (0.2, 0.4), (0.45 * bell, 0.8), (0.98 * bell, 1.05), (bell, 1.1), (0.9 * bell, 1.08)]
    horn = lathe(rounded([*flare, (0.36 * bell, 0.82), (0.1, 0.4), (0, 0.4)]), 5 * petals, ribs=petals, depth=0.05)
    tilt, top = prop.vary(58, 0.1), tall + 0.16
    for part, colour in ((horn, MAIN), (torus(0.15, 0.06, 20).move(z=0.1), "gold")):
        prop.add(part.turn(x=tilt).move(y=0.45, z=top + 0.72), colour)
    arm = [(0, 0.4, 0.74), (0, 0.62, 0.6), (0, 0.62, 0.12), (0.1, 0.5, 0.12), (0.22, 0.1, 0.14)]
    prop.add(tube(arm, [0.1, 0.1, 0.09, 0.08, 0.07]).move(z=top), "gold")
    prop.add(sphere(0.11, segments=16).move(0.22, 0.06, top + 0.15), "steel")
    prop.add(box(wide, wide, tall, bevel=0.05, taper=0.94).move(z=tall / 2 + 0.06), "wood")
    prop.add(box(0.3, 0.3, top + 0.1, bevel=0.04).move(y=0.62, z=(top + 0.1) / 2), DARK)
    for z in (0.07, tall + 0.06):
        prop.add(box(wide + 0.14, wide + 0.14, 0.13, bevel=0.04).move(z=z), DARK)
    for radius, z, colour in ((0.44, 0.16, "charcoal"), (0.17, 0.19, MAIN), (0.04, 0.26, "gold")):
        prop.add(cylinder(radius * wide, 0.1, bevel=0.02, segments=32).move(y=-0.02, z=tall + z), colour)
    x = wide / 2 + 0.18
    prop.add(tube([(0.3, 0, 0.3), (x, 0, 0.3), (x, -0.3, 0.2)], 0.05, soft=False), "steel")
    prop.add(tube([(x - 0.05, -0.3, 0.2), (x + 0.22, -0.3, 0.2)], 0.08, soft=False), "charcoal")


def _piano_keys(height: float) -> list[tuple[Part, str]]:
    """Returns the keyboard of an accordion's treble end."""
    step = (height - 0.14) / 8
    parts = [(box(0.3, 0.3, height - 0.06, bevel=0.04).move(-0.3, -0.06), DARK)]
    for i in range(8):
        white = box(0.3, 0.1, step - 0.02, bevel=0.02).move(-0.32, -0.22, (i - 3.5) * step)
        parts.append((white, "snow"))
        if i % 4 != 3:
            parts.append((box(0.17, 0.12, 0.07, bevel=0.02).move(-0.26, -0.25, (i - 3) * step), "charcoal"))
    return parts


def _bass_buttons(depth: float) -> list[tuple[Part, str]]:
    """Returns the buttons and the hand strap of an accordion's bass end."""
    strap = tube([(0.2, 0, -0.4), (0.36, 0, -0.25), (0.36, 0, 0.25), (0.2, 0, 0.4)], 0.06)
    button = sphere(0.055, segments=8).move(y=-depth / 2)
    places = [(0.11 * column, 0.13 * row) for column in (-1, 0, 1) for row in (-2.5, -1.5, -0.5, 0.5, 1.5, 2.5)]
    return [(strap, "charcoal"), *((button.move(x, 0, z), "snow") for x, z in places)]


def _drum(prop: ToyShape, radius: float, deep: float, trim: str, place: Spot, x: float = 0.0) -> None:
    """Adds a drum that is turned by `x` degrees about the X axis, with its centre at `place`."""
    parts = [(cylinder(radius, deep, bevel=0.02), MAIN), (cylinder(radius - 0.03, deep + 0.06, bevel=0.02), "cream")]
    hoop = [(radius - 0.08, -0.05), (radius + 0.05, -0.05), (radius + 0.05, 0.05), (radius - 0.08, 0.05)]
    parts += [(lathe(hoop, closed=True).move(z=z), trim) for z in (-deep / 2, deep / 2)]
    for part, colour in parts:
        prop.add(part.turn(x=x).move(*place), colour)


def _legs(prop: ToyShape, x: float, y: float, height: float, spread: float) -> None:
    """Adds a steel stand: a pole on three feet."""
    prop.add(tube([(x, y, 0.1), (x, y, height)], 0.045, segments=8), "steel")
    for u, v, _ in circle(3, spread, 90):
        prop.add(tube([(x, y, 0.32), (x + u, y + v, 0)], 0.045, segments=8), "steel")
