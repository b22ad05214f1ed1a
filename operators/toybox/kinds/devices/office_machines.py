"""Computers and other machines of an office. Each public function adds the parts of one kind to `prop`."""

from __future__ import annotations

import math

import numpy as np

from ..forms import disc
from ..shapes import DARK, LIGHT, MAIN, ToyShape, box, circle, cylinder, extrude, lathe, rounded, sphere, tube
from .parts import ICONS, digits, wedge


def laptop(prop: ToyShape) -> None:
    width, depth, lean = prop.vary(1.6, 0.1), prop.vary(1.1, 0.08), prop.vary(18, 0.5)
    prop.add(box(width, depth, 0.14, bevel=0.04).move(z=0.07))
    prop.add(box(width - 0.16, 0.52 * depth, 0.06, bevel=0.01).move(y=0.15 * depth, z=0.13), "steel")
    prop.add(box(0.34 * width, 0.24 * depth, 0.06, bevel=0.02).move(y=-0.3 * depth, z=0.13), LIGHT)
    keys = [(i % 10 - 4.5, 2.75 - i // 10, 1) for i in range(30)] + [(-3.5, -0.25, 3), (0, -0.25, 4), (3.5, -0.25, 3)]
    pitch, row = (width - 0.24) / 10, 0.12 * depth
    for x, y, wide in keys:
        key = box(wide * pitch - 0.03, row - 0.03, 0.07, bevel=0.015)
        prop.add(key.move(x * pitch, y * row, 0.17), "charcoal")
    prop.add(cylinder(0.07, 0.8 * width, bevel=0.02, segments=16).turn(y=90).move(y=depth / 2, z=0.15), "charcoal")
    tall, icons = 0.96 * depth, prop.random.sample(("cherry", "leaf", "lemon", "carrot"), 3)
    screen = [(width, tall, 0, 0, 0.0, MAIN), (0.32, 0.32, 0, 0, -0.02, LIGHT)]
    screen += [(width - b, tall - b, 0, 0, out, c) for b, out, c in ((0.1, 0.03, "charcoal"), (0.24, 0.045, "glass"))]
    screen += [(0.42 * width, 0.5 * tall, -0.16 * width, 0.04 * tall, 0.06, "snow")]
    screen += [(0.2 * width, 0.1, 0.26 * width, 0.2 - 0.17 * i, 0.06, icons[i]) for i in range(3)]
    for wide, high, x, z, out, colour in screen:
        part = box(wide, 0.1, high, bevel=0.02).move(x, -out, z + tall / 2)
        prop.add(part.turn(x=-lean).move(y=depth / 2, z=0.14), colour)


def computer_monitor(prop: ToyShape) -> None:
    width, height, low, tilt = prop.vary(1.75, 0.08), prop.vary(1.0, 0.06), prop.vary(0.42, 0.1), prop.vary(6, 0.9)
    prop.add(lathe([(0, 0), (0.45, 0), (0.45, 0.05), (0.36, 0.1), (0, 0.12)], 32).stretch(x=1.3), DARK)
    prop.add(box(0.26, 0.12, low + 0.5, bevel=0.03).move(y=0.14, z=low / 2 + 0.28), DARK)
    screen = [(box(width, 0.14, height, bevel=0.04), MAIN), (box(0.5 * width, 0.3, 0.6 * height).move(y=0.12), LIGHT)]
    screen.append((box(width - 0.16, 0.1, height - 0.28, bevel=0.01).move(y=-0.04, z=0.06), "glass"))
    screen.append((disc(0.05, 0.1).move(0.43 * width, -0.04, 0.08 - height / 2), "leaf"))
    for x, z, y, colour in ((-0.16, 0.02, 0.06, "snow"), (0.12, 0.14, 0.08, "cream")):
        for tall, rise, out, shade in ((0.46, 0, 0, colour), (0.09, 0.19, 0.015, "charcoal")):
            pane = box(0.44 * width, 0.1, tall * height, bevel=0.01)
            screen.append((pane.move(x * width, -y - out, (z + rise) * height), shade))
    for i, colour in enumerate(ICONS):
        screen.append((box(0.1, 0.1, 0.1, bevel=0.01).move((i - 2.5) * 0.16, -0.06, 0.28 - height / 2), colour))
    for part, colour in screen:
        prop.add(part.turn(x=-tilt).move(z=low + height / 2), colour)


def keyboard(prop: ToyShape) -> None:
    key, lean = prop.vary(0.15, 0.06), prop.vary(9, 0.3)
    width, depth = 15.6 * key, 6.0 * key
    parts = [(box(width, depth, 0.14, bevel=0.05), MAIN)]
    parts += [(box(width - 0.1, depth - 0.1, 0.14, bevel=0.02).move(z=0.02), DARK)]
    keys = [(x - 7.0, y - 1.0, 1.0) for y in range(4) for x in range(15)]
    keys += [(-6.5, -2, 2), (-4.7, -2, 1.4), (-0.8, -2, 6.2), (3.2, -2, 1.4), (5, -2, 1), (6, -2, 1), (7, -2, 1)]
    for x, y, wide in keys:
        cap = box(wide * key - 0.025, key - 0.025, 0.12, bevel=0.025, taper=0.88)
        parts.append((cap.move(x * key, 1.05 * y * key, 0.13), LIGHT if wide > 1 or not -6 < x < 6 else "snow"))
    for part, colour in parts:
        prop.add(part.turn(x=lean), colour)
    prop.add(box(0.8 * width, 0.1, 0.2, bevel=0.03).move(0, 0.4 * depth, -0.04), "charcoal")
    cord = [(0.2, 0.4, 0.05), (0.2, 0.75, 0.02), (-0.1, 0.9, -0.08), (0.1, 1.2, -0.08)]
    prop.add(tube([(x, y * depth, z) for x, y, z in cord], 0.045, segments=8), "charcoal")


def printer(prop: ToyShape) -> None:
    width, depth, height, feed = prop.vary(1.5, 0.08), prop.vary(1.0, 0.08), prop.vary(0.68, 0.1), prop.vary(0.7, 0.1)
    front = -depth / 2
    prop.add(box(width, depth, height, bevel=0.1).move(z=0.06 + height / 2))
    prop.add(box(width - 0.2, 0.6 * depth, 0.1, bevel=0.03).move(y=-0.1, z=height + 0.07), DARK)
    for wide, tall, out, colour in ((0.8, feed, 0.0, DARK), (0.66, 1.3 * feed, 0.07, "snow")):
        sheet = box(wide * width, 0.1, tall, bevel=0.02).move(y=-out, z=tall / 2).turn(x=-18)
        prop.add(sheet.move(0, 0.34 * depth, height), colour)
    prop.add(box(0.76 * width, 0.2, 0.3, bevel=0.03).move(0, front + 0.04, 0.06 + 0.4 * height), "charcoal")
    prop.add(box(0.74 * width, 0.6, 0.08, bevel=0.03).move(0, front - 0.2, 0.14), LIGHT)
    page = [(0, 0, 0.6, 0.6, "snow"), (-0.14, 0.12, 0.2, 0.18, "carrot"), (0.14, 0.12, 0.2, 0.18, "leaf")]
    for x, y, wide, long, colour in (*page, *((0, y, 0.48, 0.05, "charcoal") for y in (-0.22, -0.13, -0.04))):
        ink = box(wide * width, long, 0.06, bevel=0.01).move(x * width, y, 0.02 if wide < 0.6 else 0)
        prop.add(ink.turn(x=8).move(0, front - 0.24, 0.28), colour)
    for x, colour in ((0.28, "leaf"), (0.35, "cherry"), (0.42, "lemon")):
        prop.add(cylinder(0.06, 0.12, bevel=0.02).move(x * width, front + 0.13, height + 0.06), colour)


def game_controller(prop: ToyShape) -> None:
    wide, high, lean = prop.vary(0.95, 0.06), prop.vary(0.55, 0.08), prop.vary(48, 0.15)
    right = [(0.3, 0.4), (0.5, 0.52), (0.85, 0.46), (1, -0.1), (1.08, -0.9), (0.8, -1.1), (0.5, -0.5), (0.3, -0.4)]
    outline = rounded([(0, 0.4), *((-x, z) for x, z in right), *right[::-1], (0, 0.4)])[:-1]
    parts = [(extrude(outline * (wide, high), 0.36, bevel=0.1), MAIN)]
    for x, z in ((0.34, 0.12), (0.12, 0.34)):
        parts.append((box(x, 0.12, z, bevel=0.03).move(-0.6 * wide, -0.19, 0.12), "charcoal"))
    for (x, z, _), colour in zip(circle(4, 0.13), ICONS, strict=False):
        parts.append((disc(0.075, 0.14, 16).move(0.6 * wide + x, -0.19, 0.12 + z), colour))
    for x in (-0.27 * wide, 0.27 * wide):
        cap = sphere(0.13, segments=16).stretch(y=0.5).move(y=-0.15)
        stick = ((disc(0.16, 0.06), DARK), (disc(0.07, 0.3, 12), "charcoal"), (cap, "charcoal"))
        parts += [(part.move(x, -0.19, -0.12), colour) for part, colour in stick]
        parts.append((disc(0.05, 0.1, 12).move(0.36 * x, -0.19, 0.18), "steel"))
        grip = sphere(1, segments=16).stretch(0.17, 0.24, 0.42).turn(y=-13 * np.sign(x))
        parts.append((grip.move(3.3 * x, 0.05, -0.62 * high), MAIN))
        parts.append((box(0.36, 0.26, 0.16, bevel=0.05).move(2.4 * x, 0.02, 0.46 * high), DARK))
    for part, colour in parts:
        prop.add(part.turn(x=-lean), colour)


def calculator(prop: ToyShape) -> None:
    width, height, depth, lean = prop.vary(1.15, 0.08), prop.vary(1.65, 0.06), prop.vary(0.26), prop.vary(12, 0.3)
    front = -depth / 2
    parts = [(box(width, depth, height, bevel=0.08).move(z=height / 2), MAIN)]
    for border, out, colour in ((0.12, 0.01, "charcoal"), (0.22, 0.03, "glass")):
        pane = box(width - border, 0.1, 0.26 * height + 0.1 - border, bevel=0.02)
        parts.append((pane.move(y=front - out, z=0.8 * height), colour))
    for x in (0.02, 0.16, 0.3):
        for z in (-0.055, 0.055):
            digit = box(0.1, 0.06, 0.1, bevel=0.01).move(x * width, front - 0.07, 0.8 * height + z)
            parts.append((digit, "charcoal"))
    for i in range(20):
        x, z = (i % 4 - 1.5) * 0.22 * width, (0.57 - 0.12 * (i // 4)) * height
        colour = "carrot" if i % 4 == 3 else ("cream", "charcoal")[i < 3]
        parts.append((box(0.17 * width, 0.16, 0.09 * height, bevel=0.03).move(x, front, z), colour))
    parts.append((box(0.8 * width, 0.1, 0.5 * height, bevel=0.03).move(y=-front, z=0.5 * height), DARK))
    for part, colour in parts:
        prop.add(part.turn(x=-lean), colour)


def typewriter(prop: ToyShape) -> None:
    width, depth, height, paper = prop.vary(1.4, 0.06), prop.vary(1.3, 0.06), prop.vary(0.62, 0.08), prop.vary(0.62)
    y, z, reach = 0.24 * depth, height + 0.16, width / 2 + 0.1
    back = [(0.5, height), (0.42, height + 0.06), (0.05, height + 0.06), (0, height)]
    prop.add(wedge(width, depth, [*back, (-0.5, 0.16)]))
    _round_keys(prop, width, depth, height)
    for radius, half, colour in ((0.15, reach, "charcoal"), (0.12, reach + 0.12, DARK)):
        prop.add(cylinder(radius, 2 * half, bevel=0.03).turn(y=90).move(0, y, z), colour)
    lever = [(-reach, 0, 0), (-reach - 0.1, -0.3, 0.1), (-reach - 0.1, -0.5, 0.1)]
    prop.add(tube(lever, 0.055).move(0, y, z), "steel")
    sheet = [(0, -0.12, -0.1), (0, -0.16, 0.16), (0, 0.06, paper), (0, 0.16, 1.3 * paper)]
    prop.add(tube(sheet, 0.04, segments=10).stretch(x=9 * width).move(0, y, z), "snow")
    for i in range(3):
        line = box(0.4 * width, 0.06, 0.05, bevel=0.01).turn(x=-20)
        prop.add(line.move(-0.03 * i, y - 0.105 + 0.045 * i, z + 0.28 + 0.13 * i), "charcoal")


def cash_register(prop: ToyShape) -> None:
    width, depth, height, out = prop.vary(1.3, 0.06), prop.vary(1.1, 0.06), prop.vary(0.95, 0.06), prop.vary(0.42)
    rise, slope = 0.86 * height - 0.3, math.degrees(math.atan2(0.86 * height - 0.3, 0.48 * depth))
    edge = [(0.5, height), (0.1, height), (-0.02, 0.86 * height), (-0.5, 0.3)]
    prop.add(wedge(width, depth, edge).move(z=0.34))
    prop.add(box(width + 0.16, depth + 0.14, 0.4, bevel=0.04).move(z=0.2), DARK)
    _money_drawer(prop, width, out, -(depth + out) / 2)
    for x in (-2, -1, 0, 1, 2):
        for row in (-1.5, -0.5, 0.5, 1.5):
            key = cylinder(0.075, 0.2, bevel=0.02, segments=10).turn(x=slope)
            place = 0.17 * x * width, (0.1 * row - 0.26) * depth, 0.64 + (0.5 + 0.21 * row) * rise
            prop.add(key.move(*place), "cherry" if x == 2 else "cream")
    _price_sign(prop, 0.72 * width, 0.26 * depth, height + 0.52)
    crank = [(0, 0, 0), (0.18, 0, 0), (0.18, -0.3, 0.16), (0.4, -0.3, 0.16)]
    prop.add(tube(crank, 0.06, soft=False).move(width / 2 - 0.02, 0.1, 0.8), "steel")
    prop.add(sphere(0.1, segments=14).move(width / 2 + 0.4, -0.2, 0.96), "wood")


def _round_keys(prop: ToyShape, width: float, depth: float, height: float) -> None:
    """Adds the keys and the space bar of a typewriter, which go up to `height` in the middle of its depth."""
    slope, key = math.degrees(math.atan2(height - 0.16, 0.5 * depth)), cylinder(0.04 * width, 0.14, 0.02, segments=8)
    keys = [(x, row, key, "cream") for row in (-1.4, 0.6) for x in range(-4, 5)]
    keys += [(x + 0.5, row, key, "cream") for row in (-0.4, 1.6) for x in range(-4, 4)]
    for x, row, part, colour in (*keys, (0, -2.5, box(0.6 * width, 0.1, 0.14, bevel=0.03), DARK)):
        place = 0.096 * x * width, (0.115 * row - 0.24) * depth, 0.1 * row + 0.1 + height / 2
        prop.add(part.turn(x=slope).move(*place), colour)


def _money_drawer(prop: ToyShape, width: float, out: float, y: float) -> None:
    """Adds a drawer that is open by `out`, with its middle at `y`."""
    tray = [(0, 0, -0.1, width, out + 0.2, 0.1, LIGHT), (0, -out / 2, 0, width, 0.12, 0.3, MAIN)]
    tray += [(0, -out / 2 - 0.06, 0, 0.36, 0.1, 0.1, "gold")]
    for share, colour in ((-0.36, "gold"), (-0.14, "steel"), (0.1, "leaf"), (0.34, "leaf")):
        tray.append((share * width, 0, 0, 0.2, 0.7 * out, 0.1, colour))
    for x, forth, z, wide, long, tall, colour in tray:
        prop.add(box(wide, long, tall, bevel=0.02).move(x, y + forth, z + 0.2), colour)


def _price_sign(prop: ToyShape, width: float, y: float, z: float) -> None:
    """Adds a sign that shows a price to both sides."""
    prop.add(box(width + 0.2, 0.4, 0.5, bevel=0.06).move(0, y, z))
    price = digits(f"{prop.random.randint(100, 999)}", 0.2)
    for part, colour in ((box(width, 0.1, 0.32, bevel=0.02), "charcoal"), *((bar, "lemon") for bar in price)):
        for turn in (0, 180):
            prop.add(part.move(y=-0.19).turn(z=turn).move(0, y, z + 0.02), colour)
