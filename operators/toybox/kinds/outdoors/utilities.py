"""Power supply, antennas and waste. Each public function adds the parts of one kind to `prop`."""

from __future__ import annotations

import math

import numpy as np

from ..shapes import (
    DARK,
    LIGHT,
    MAIN,
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


def trash_can(prop: ToyShape) -> None:
    radius, height, foot = prop.vary(0.6, 0.1), prop.vary(1.25, 0.1), prop.vary(0.49, 0.06)
    can = [(0, 0), (foot, 0), (foot, 0.04), (radius, height), (radius - 0.1, height), (foot - 0.1, 0.1), (0, 0.1)]
    prop.add(lathe(can, segments=64, ribs=16, depth=0.035))
    for z, wide in ((0.05, foot), (height, radius)):
        prop.add(torus(wide + 0.01, 0.06).move(z=z), DARK)
    prop.add(sphere(radius - 0.13).stretch(z=0.5).move(z=height - 0.08), "cream")
    lid = lathe([(0, 0), (radius + 0.11, 0), (radius + 0.11, 0.1), (0.75 * radius, 0.2), (0, 0.26)])
    grip = tube([(-0.22, 0, 0.18), (-0.2, 0, 0.46), (0.2, 0, 0.46), (0.22, 0, 0.18)], 0.055)
    tilt, lift = prop.random.choice(((0, 0.03), (16, 0.2)))
    for part, colour in ((lid, LIGHT), (grip, DARK)):
        prop.add(part.turn(x=tilt, z=20).move(z=height + lift), colour)
    near, far, z = 0.9 * radius, 0.95 * radius + 0.2, 0.7 * height
    prop.add_around(tube([(near, -0.22, z), (far, -0.2, z), (far, 0.2, z), (near, 0.22, z)], 0.05), 2, DARK)


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
