"""Street furniture, power and waste of the city in the toybox. Each function adds the parts of one kind to `prop`."""

from __future__ import annotations

import math

import numpy as np

from ..shapes import (
    DARK,
    LIGHT,
    MAIN,
    Part,
    ToyShape,
    box,
    circle,
    cylinder,
    extrude,
    lathe,
    mirrored,
    rounded,
    sphere,
    torus,
    tube,
)


def dumpster(prop: ToyShape) -> None:
    width, depth, tall, lift = prop.vary(1.7, 0.08), prop.vary(1.0, 0.08), prop.vary(0.85, 0.08), prop.vary(12, 0.5)
    side = [(-0.42 * depth, 0), (0.5 * depth, 0), (0.5 * depth, 1.12 * tall), (-0.56 * depth, 0.9 * tall)]
    prop.add(extrude(side, width).turn(z=90).move(z=0.24))
    for x in (-0.4, -0.2, 0, 0.2, 0.4):
        rib = [(-0.42 * depth - 0.07, 0.05), (0, 0.05), (0, 0.8 * tall), (-0.56 * depth - 0.05, 0.8 * tall)]
        prop.add(extrude(rib, 0.1, bevel=0.02).turn(z=90).move(x * width, 0, 0.24), DARK)
    prop.add(box(width + 0.14, 0.12, 0.14, bevel=0.03).move(y=-0.56 * depth, z=0.9 * tall + 0.2), DARK)
    mirrored(prop, box(0.16, 0.5 * depth, 0.2, bevel=0.04).move(width / 2 + 0.04, 0, 0.6 * tall + 0.2), DARK)
    inside = box(0.9 * width, 0.86 * depth, 0.1, bevel=0.02).turn(x=math.degrees(math.atan2(0.22 * tall, 1.06 * depth)))
    prop.add(inside.move(y=-0.03 * depth, z=1.01 * tall + 0.22), "charcoal")
    for x, open_ in ((-0.245, 0), (0.245, prop.random.choice((0, 1)))):
        lid = box(0.48 * width, 1.16 * depth, 0.1, bevel=0.03).move(y=-0.58 * depth)
        prop.add(lid.turn(x=-10 - open_ * lift).move(x * width, 0.54 * depth, 1.12 * tall + 0.285), "charcoal")
    for x in (-0.4, 0.4):
        for y in (-0.3, 0.38):
            prop.add(cylinder(0.14, 0.12).turn(y=90).move(x * width, y * depth, 0.14), "stone")
            prop.add(box(0.18, 0.2, 0.12, bevel=0.02).move(x * width, y * depth, 0.24), "steel")


def wind_turbine(prop: ToyShape) -> None:
    tall, span, spin, thick = prop.vary(1.9, 0.06), prop.vary(1.1, 0.06), prop.random.uniform(0, 120), prop.vary(0.13)
    prop.add(lathe([(0, 0), (1.6 * thick, 0), (0.75 * thick, tall), (0, tall)]))
    prop.add(cylinder(0.4, 0.12, bevel=0.03).move(z=0.06), "stone")
    prop.add(sphere(1, squareness=0.35).stretch(0.16, 0.36, 0.16).move(y=0.1, z=tall + 0.04), DARK)
    prop.add(sphere(0.15).stretch(y=1.4).move(y=-0.3, z=tall + 0.04), DARK)
    blade = [(-0.08, 0), (0.08, 0), (0.24, 0.22 * span), (0.06, span), (-0.05, span), (-0.1, 0.22 * span)]
    for turn in (0, 120, 240):
        prop.add(extrude(blade, 0.08, bevel=0.025).turn(z=16).turn(y=spin + turn).move(y=-0.32, z=tall + 0.04))
        tip = box(0.22, 0.1, 0.13, bevel=0.02).move(x=0.02, z=0.84 * span)
        prop.add(tip.turn(z=16).turn(y=spin + turn).move(y=-0.32, z=tall + 0.04), "cherry")


def solar_panel(prop: ToyShape) -> None:
    columns, rows, size, tilt = prop.random.choice((3, 4)), 3, prop.vary(0.5, 0.08), prop.vary(38, 0.15)
    wide, high = columns * size, rows * size
    parts = [(box(wide + 0.12, 0.1, high + 0.12, bevel=0.02), "steel"), (box(wide, 0.13, high, bevel=0.02), "snow")]
    for i in range(columns):
        for j in range(rows):
            cell = box(size - 0.06, 0.17, size - 0.06, bevel=0.02)
            parts.append((cell.move((i + 0.5) * size - wide / 2, -0.05, (j + 0.5) * size - high / 2), MAIN))
    middle = 0.42 * high + 0.2
    for part, colour in parts:
        prop.add(part.turn(x=tilt - 90).move(z=middle), colour)
    low, up = 0.4 * high * math.cos(math.radians(tilt)), 0.4 * high * math.sin(math.radians(tilt))
    for x in (-0.36 * wide, 0.36 * wide):
        prop.add(tube([(x, low, 0), (x, low, middle + up)], 0.06), "steel")
        prop.add(tube([(x, -low, 0), (x, -low, middle - up)], 0.06), "steel")
        prop.add(tube([(x, -low, 0.06), (x, low, 0.06)], 0.06), "steel")


def satellite_dish(prop: ToyShape) -> None:
    radius, tilt, mast, reach = prop.vary(0.9, 0.06), prop.vary(52, 0.1), prop.vary(0.75, 0.1), prop.vary(0.75)
    bowl = [(0, -0.3), (0.5, -0.2), (0.95, 0.1), (1.0, 0.16), (0.93, 0.17), (0.5, -0.08), (0, -0.18)]
    parts = [(lathe([(r * radius, z * radius) for r, z in bowl], 32, soft=True), MAIN)]
    parts.append((torus(0.97 * radius, 0.05).move(z=0.15 * radius), LIGHT))
    tip = (0.0, 0.0, reach * radius)
    for x, y, _ in circle(3, 0.85 * radius, 90):
        parts.append((tube([(x, y, 0.05 * radius), tip], 0.045, segments=8), "steel"))
    parts += [(cylinder(0.13, 0.26).move(*tip), "charcoal"), (sphere(0.1).move(0, 0, tip[2] - 0.14), "cherry")]
    parts.append((cylinder(0.2, 0.3).move(z=-0.36 * radius), "stone"))
    for part, colour in parts:
        prop.add(part.turn(x=tilt).move(y=-0.2, z=mast + 0.5 * radius), colour)
    prop.add(tube([(0, 0.06, 0), (0, 0.06, mast), (0, -0.04, mast + 0.36 * radius)], 0.11), DARK)
    prop.add(cylinder(0.42, 0.12, bevel=0.03).move(y=0.06, z=0.06), DARK)
    for x, y, _ in circle(3, 0.4, 30):
        prop.add(tube([(x, y + 0.06, 0.1), (0, 0.06, 0.6 * mast)], 0.06, segments=8), DARK)


def power_pole(prop: ToyShape) -> None:
    tall, reach, bars = prop.vary(2.2, 0.06), prop.vary(0.8, 0.08), prop.random.choice((1, 2, 2))
    prop.add(lathe([(0, 0), (0.13, 0), (0.1, tall), (0.06, tall + 0.05), (0, tall + 0.05)]))
    for row in range(bars):
        z, half = tall - 0.2 - 0.36 * row, reach - 0.14 * (row % 2)
        prop.add(box(2 * half, 0.16, 0.14, bevel=0.03).move(y=-0.1, z=z), DARK)
        mirrored(prop, tube([(0.5 * half, -0.1, z), (0, -0.06, z - 0.28)], 0.045, segments=8), "steel")
        for x in (-0.9, -0.5, 0.5, 0.9):
            bead = [(0, 0), (0.05, 0), (0.05, 0.1), (0.1, 0.12), (0.1, 0.17), (0.06, 0.19), (0.09, 0.24), (0, 0.3)]
            prop.add(lathe(bead, 14).move(x * half, -0.1, z + 0.04), "glass")
            wire = [(x * half, -0.6, z + 0.22), (x * half, -0.1, z + 0.3), (x * half, 0.4, z + 0.22)]
            prop.add(tube(wire, 0.035, segments=6), "charcoal")
    can = tall - 0.5 - 0.36 * bars
    prop.add(cylinder(0.19, 0.48).move(0.3, -0.02, can), "steel")
    prop.add(cylinder(0.21, 0.08, bevel=0.02).move(0.3, -0.02, can + 0.2), "stone")
    for z in (0.3, 0.55, 0.8):
        prop.add(tube([(-0.22, 0, z), (0.22, 0, z)], 0.04, segments=8), "charcoal")


def bus_stop(prop: ToyShape) -> None:
    width, depth, tall, sign = prop.vary(1.7, 0.08), prop.vary(0.8, 0.08), prop.vary(1.45, 0.06), prop.vary(0.34, 0.1)
    prop.add(box(width + 0.9, depth + 0.3, 0.1, bevel=0.03).move(x=0.25, z=0.05), "stone")
    prop.add(box(width + 0.16, depth + 0.3, 0.14).turn(x=-4).move(y=-0.06, z=tall), MAIN)
    for x in (-width / 2, 0, width / 2):
        prop.add(box(0.12, 0.12, tall, bevel=0.02).move(x, 0.45 * depth, tall / 2), DARK)
    prop.add(box(width, 0.06, 0.72 * tall, bevel=0.02).move(y=0.45 * depth, z=0.55 * tall), "glass")
    for x in (-width / 2, width / 2):
        prop.add(box(0.06, 0.85 * depth, 0.72 * tall, bevel=0.02).move(x, 0.02, 0.55 * tall), "glass")
        prop.add(box(0.1, 0.1, tall, bevel=0.02).move(x, -0.42 * depth, tall / 2), DARK)
    prop.add(box(0.8 * width, 0.36, 0.1).move(y=0.14, z=0.46))
    mirrored(prop, box(0.1, 0.28, 0.4, bevel=0.02).move(0.3 * width, 0.14, 0.25), "charcoal")
    _bus_sign(prop, width / 2 + 0.4, -0.3 * depth, tall + 0.5, sign)


def cash_machine(prop: ToyShape) -> None:
    width, tall, depth, slope = prop.vary(0.95, 0.08), prop.vary(1.85, 0.06), prop.vary(0.8, 0.1), prop.vary(0.26)
    desk, top = 0.5 * tall, 0.84 * tall
    side = [(-depth / 2, 0), (depth / 2, 0), (depth / 2, tall), (-0.38 * depth, tall), (-0.38 * depth, top)]
    side += [(slope - depth / 2, top - 0.05), (slope - depth / 2 - 0.02, desk + 0.16), (-depth / 2, desk)]
    prop.add(extrude(side, width).turn(z=90))
    front = -depth / 2
    prop.add(box(0.86 * width, 0.1, 0.3, bevel=0.03).move(y=-0.38 * depth - 0.02, z=0.91 * tall), "snow")
    _dollar_sign(prop, -0.38 * depth - 0.07, 0.91 * tall)
    for shrink, thick, colour in ((0.66, 0.1, "charcoal"), (0.56, 0.14, "glass")):
        screen = box(shrink * width, thick, (shrink - 0.36) * tall, bevel=0.02)
        prop.add(screen.move(y=front + slope - 0.02, z=0.68 * tall), colour)
    prop.add(box(0.92 * width, slope, 0.06, bevel=0.02).turn(x=-28).move(y=front + 0.5 * slope, z=desk + 0.1), "steel")
    for i in range(12):
        key = box(0.09, 0.07, 0.08, bevel=0.02).move((i % 3 - 1) * 0.12, (i // 3 - 1.5) * 0.07, 0.02)
        prop.add(key.turn(x=-28).move(-0.1, front + 0.5 * slope, desk + 0.12), "snow")
    prop.add(box(0.6 * width, 0.1, 0.12, bevel=0.02).move(y=front - 0.01, z=0.4 * tall), "charcoal")
    prop.add(box(0.42 * width, 0.3, 0.06, bevel=0.01).turn(x=8).move(y=front - 0.08, z=0.4 * tall), "leaf")
    prop.add(box(0.8 * width, 0.06, 0.24 * tall, bevel=0.02).move(y=front, z=0.18 * tall), DARK)


def trash_bag(prop: ToyShape) -> None:
    radius, tall, folds, lean = prop.vary(0.72, 0.08), prop.vary(1.2, 0.08), prop.random.choice((7, 9)), prop.vary(0.1)
    side = [(0, 0), (0.75, 0), (1.05, 0.14), (1.08, 0.42), (0.8, 0.72), (0.3, 0.86), (0.17, 0.93), (0.17, 0.96)]
    ruff = [(0.34, 1.06), (0.56, 1.2), (0.48, 1.22), (0.2, 1.06), (0, 1.02)]
    bag = lathe([(r * radius, z * tall) for r, z in (*side, *ruff)], 6 * folds, soft=True, ribs=folds, depth=0.08)
    x, y, z = bag.vertices.T
    bag.vertices[:, 0] += lean * np.sin(3 * z + 2 * y)
    bag.vertices[:, 1] += lean * np.sin(4 * z + 2 * x)
    prop.add(bag)
    knot = (lean * math.sin(2.85 * tall), lean * math.sin(3.8 * tall), 0.95 * tall)
    prop.add(torus(0.19 * radius + 0.03, 0.06, segments=20).move(*knot), "cherry")
    for turn in (-70, -20):
        end = tube([(0.15 * radius, 0, 0), (0.5 * radius, 0, 0.02), (0.72 * radius, 0, -0.25)], [0.06, 0.06, 0.08])
        prop.add(end.turn(z=turn).move(*knot), "cherry")


def oil_drum(prop: ToyShape) -> None:
    radius, tall = prop.vary(0.62, 0.08), prop.vary(1.75, 0.08)
    prop.add(cylinder(radius, tall, bevel=0.02, segments=28).move(z=tall / 2))
    prop.add(cylinder(radius - 0.08, tall + 0.03, bevel=0.02, segments=28).move(z=tall / 2), DARK)
    for share in (0.02, 0.34, 0.66, 0.98):
        prop.add(torus(radius, 0.06, segments=28).move(z=share * tall), DARK if 0.1 < share < 0.9 else MAIN)
    for x, y, size in ((0.3, -0.25, 0.14), (-0.36, 0.2, 0.09)):
        prop.add(cylinder(size, 0.14, bevel=0.03, segments=16).move(x, y, tall + 0.04), "steel")
    drop = [(0, -0.24), (0.13, -0.2), (0.2, -0.08), (0.14, 0.1), (0, 0.34)]
    for turn in (0, 120, 240):
        label = cylinder(0.33, 0.12, bevel=0.02, segments=4).turn(x=90).move(y=-radius + 0.02, z=tall / 2)
        prop.add(label.turn(z=turn), "lemon")
        mark = lathe(drop, 20, soft=True).stretch(0.7, 0.3, 0.7).move(y=-radius - 0.03, z=tall / 2)
        prop.add(mark.turn(z=turn), "charcoal")


def road_barrier(prop: ToyShape) -> None:
    width, tall, boards = prop.vary(1.9, 0.08), prop.vary(1.15, 0.08), prop.random.choice((1, 2))
    for x in (-0.4 * width, 0.4 * width):
        for y in (-0.4, 0.4):
            prop.add(tube([(x, y, 0), (x, 0, tall)], 0.07, soft=False), "steel")
        prop.add(tube([(x, -0.22, 0.42 * tall), (x, 0.22, 0.42 * tall)], 0.05), "steel")
        prop.add(cylinder(0.17, 0.16, top=0.14).move(x, 0, tall + 0.04), "charcoal")
        prop.add(sphere(0.17, segments=18).stretch(y=0.75).move(x, 0, tall + 0.24), "carrot")
    high, count = 0.36, 7
    for row in range(boards):
        z, step = tall - 0.16 - 0.48 * row, width / count
        prop.add(box(width, 0.2, high, bevel=0.02).move(y=-0.05 - 0.1 * row, z=z))
        for i in range(0, count - 1, 2):
            left = (i + 0.7) * step - width / 2
            stripe = [(left, -0.17), (left + step, -0.17), (left + 1.45 * step, 0.17), (left + 0.45 * step, 0.17)]
            prop.add(extrude(stripe, 0.26, bevel=0.02).move(y=-0.05 - 0.1 * row, z=z), "snow")


def weathervane(prop: ToyShape) -> None:
    tall, reach, size = prop.vary(1.0, 0.08), prop.vary(0.62, 0.08), prop.vary(1.0, 0.1)
    prop.add(tube([(0, 0, 0), (0, 0, tall + 0.4)], 0.06), DARK)
    prop.add(lathe([(0, 0), (0.4, 0), (0.36, 0.1), (0.12, 0.2), (0, 0.3)]), DARK)
    prop.add(sphere(0.14).move(z=0.72 * tall), "gold")
    for x, y, _ in circle(4, reach, 0):
        prop.add(tube([(0, 0, 0.5 * tall), (x, y, 0.5 * tall)], 0.045, segments=8), DARK)
        prop.add(sphere(0.1, segments=12).move(x, y, 0.5 * tall), "gold")
    prop.add(tube([(-1.1 * size, 0, tall + 0.1), (1.0 * size, 0, tall + 0.1)], 0.055), DARK)
    head = [(-1.42, 0), (-1.05, -0.18), (-1.05, 0.18)]
    tail = [(0.8, 0), (1.0, -0.2), (1.35, -0.2), (1.15, 0), (1.35, 0.2), (1.0, 0.2)]
    for plate in (head, tail):
        prop.add(extrude(np.array(plate) * (size, 1), 0.12, bevel=0.03).move(z=tall + 0.1))
    belly = [(-0.46, 0.5), (-0.2, 0.16), (0.3, 0.16), (0.52, 0.5)]
    plumes = [(0.72, 0.6), (0.98, 0.5), (0.94, 0.95), (0.62, 1.12), (0.36, 0.92), (0.1, 0.68), (-0.12, 0.76)]
    head = [(-0.22, 1.12), (-0.4, 1.2), (-0.52, 1.06), (-0.72, 0.98), (-0.53, 0.9), belly[0]]
    rooster = rounded(np.array([*belly, *plumes, *head]) * size)[:-1]
    prop.add(extrude(rooster, 0.16, bevel=0.04).move(z=tall + 0.1))
    comb = [(-0.5, 1.1), (-0.18, 1.1), (-0.16, 1.34), (-0.27, 1.24), (-0.34, 1.42), (-0.42, 1.24), (-0.54, 1.32)]
    prop.add(extrude(np.array(comb) * size, 0.12, bevel=0.03).move(z=tall + 0.1), "cherry")
    prop.add(sphere(0.07, segments=10).stretch(y=1.5).move(-0.38 * size, 0, tall + 0.1 + 1.06 * size), "charcoal")


def hot_dog_cart(prop: ToyShape) -> None:
    width, depth, tall, wheel = prop.vary(1.35, 0.08), prop.vary(0.8, 0.08), prop.vary(0.62, 0.08), prop.vary(0.3, 0.08)
    floor, top, shade = 0.34, 0.34 + tall, prop.vary(0.95, 0.08)
    prop.add(box(width, depth, tall).move(z=floor + tall / 2))
    prop.add(box(width + 0.1, depth + 0.1, 0.1, bevel=0.03).move(z=top), "steel")
    prop.add(box(width + 0.03, depth + 0.03, 0.14, bevel=0.02).move(z=floor + 0.16), LIGHT)
    for y in (-depth / 2 - 0.08, depth / 2 + 0.08):
        prop.add(cylinder(wheel, 0.12).turn(x=90).move(0.24 * width, y, wheel), "charcoal")
        prop.add(cylinder(0.5 * wheel, 0.18, bevel=0.02).turn(x=90).move(0.24 * width, y, wheel), "steel")
    for y in (-0.3, 0.3):
        prop.add(tube([(-0.4 * width, y, floor + 0.05), (-0.4 * width, y, 0)], 0.07), "charcoal")
        prop.add(tube([(width / 2 - 0.1, y, top - 0.1), (width / 2 + 0.35, y, top + 0.02)], 0.05), "steel")
    prop.add(tube([(width / 2 + 0.33, -0.36, top + 0.02), (width / 2 + 0.33, 0.36, top + 0.02)], 0.07), "charcoal")
    pole, roof = -0.28 * width, top + 1.05
    prop.add(cylinder(0.05, 1.1, bevel=0.02).move(pole, 0, top + 0.55), "steel")
    canopy = lathe([(0, 0.02), (0.94, -0.08), (1, -0.06), (0.55, 0.26), (0, 0.42)], 48, ribs=8, depth=0.04)
    prop.add(canopy.stretch(shade, shade, 1).move(pole, 0, roof))
    prop.add(canopy.turn(z=22.5).stretch(0.985 * shade, 0.985 * shade, 1).move(pole, 0, roof), "cream")
    prop.add(sphere(0.09).move(pole, 0, roof + 0.44), DARK)
    for part, colour in _hot_dog():
        prop.add(part.turn(x=14).move(0.18 * width, -0.06, top + 0.24), colour)


def _bus_sign(prop: ToyShape, x: float, y: float, z: float, radius: float) -> None:
    """Adds a pole and its round sign, at the height `z`, with the picture of a bus."""
    prop.add(cylinder(0.06, z, bevel=0.02).move(x, y, z / 2), "steel")
    prop.add(cylinder(radius, 0.12, bevel=0.03).turn(x=90).move(x, y, z))
    parts = [(cylinder(0.82, 0.16, bevel=0.02).turn(x=90), "snow"), (box(0.95, 0.2, 0.62).move(z=0.04), "charcoal")]
    parts.append((box(0.75, 0.24, 0.22, bevel=0.02).move(z=0.14), "glass"))
    parts += [(cylinder(0.14, 0.2, bevel=0.02).turn(x=90).move(u, 0, -0.28), "charcoal") for u in (-0.28, 0.28)]
    for part, colour in parts:
        prop.add(part.stretch(radius, 1, radius).move(x, y, z), colour)


def _dollar_sign(prop: ToyShape, y: float, z: float) -> None:
    """Adds a green dollar sign."""
    curl = [(0.07, 0.05), (0, 0.08), (-0.07, 0.045), (0, 0), (0.07, -0.045), (0, -0.08), (-0.07, -0.05)]
    for path in (curl, [(0, 0.11), (0, -0.11)]):
        prop.add(tube([(u, 0, v) for u, v in path], 0.035, segments=8).move(0, y, z), "leaf")


def _hot_dog() -> list[tuple[Part, str]]:
    """Returns the coloured parts of a hot dog along X."""
    sausage = [(-0.46, 0, 0.04), (-0.36, 0, 0), (0, 0, -0.03), (0.36, 0, 0), (0.46, 0, 0.04)]
    mustard = [((i - 4) * 0.08, 0.05 * (-1) ** i, 0.15) for i in range(9)]
    bun = sphere(1, squareness=0.2).stretch(0.42, 0.14, 0.18)
    meat = [(tube(sausage, [0.06, 0.14, 0.14, 0.14, 0.06]), "terracotta"), (tube(mustard, 0.04, segments=8), "lemon")]
    return [*meat, (bun.move(y=-0.15, z=-0.06), "dough"), (bun.move(y=0.15, z=-0.06), "dough")]
