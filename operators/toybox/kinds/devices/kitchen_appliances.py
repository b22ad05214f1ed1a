"""Appliances of a kitchen. Each public function adds the parts of one kind to `prop`."""

from __future__ import annotations

import numpy as np

from ..forms import at_corners, disc
from ..shapes import DARK, LIGHT, ToyShape, box, circle, cylinder, extrude, lathe, sphere, torus, tube
from .parts import dial, pull_handle


def refrigerator(prop: ToyShape) -> None:
    width, depth, height, split = prop.vary(1.0, 0.1), prop.vary(0.8, 0.1), prop.vary(1.9, 0.08), prop.vary(0.66, 0.08)
    side, front = prop.random.choice((-1, 1)), -depth / 2 - 0.1
    prop.add(box(width, depth, height, bevel=0.07).move(z=height / 2 + 0.1))
    prop.add(box(width - 0.08, 0.2, height - 0.12, bevel=0.02).move(y=-depth / 2, z=height / 2 + 0.1), "charcoal")
    for low, high, grip in ((0, split, -0.3), (split, 1, 0.2)):
        door = box(width, 0.2, (high - low) * height - 0.06, bevel=0.06)
        prop.add(door.move(y=front, z=(low + high) / 2 * height + 0.1))
        handle = pull_handle(abs(grip), 0.16).move(side * (width / 2 - 0.15), front - 0.06)
        prop.add(handle.move(z=0.1 + split * height + 1.4 * grip), "steel")
    note = box(0.26, 0.06, 0.32, bevel=0.01).turn(y=prop.random.uniform(-12, 12))
    prop.add(note.move(-0.1 * side, front - 0.09, 0.46 * height), "snow")
    for x, z, colour in ((-0.1, 0.52, "cherry"), (-0.3, 0.58, "leaf"), (-0.24, 0.4, "lemon")):
        prop.add(disc(0.065, 0.1).move(side * x * width, front - 0.1, z * height), colour)
    prop.add(box(0.7 * width, 0.1, 0.3, bevel=0.02).move(y=depth / 2, z=0.36), "charcoal")
    coil = [((-1) ** (i // 2) * 0.34 * width, depth / 2 + 0.04, 0.62 + 0.11 * i) for i in range(10)]
    prop.add(tube(coil, 0.035, segments=8), "charcoal")
    at_corners(prop, cylinder(0.09, 0.18, bevel=0.02).move(z=0.06), width - 0.2, depth - 0.2)


def stove(prop: ToyShape) -> None:
    width, depth, height, back = prop.vary(1.3, 0.08), prop.vary(1.1, 0.06), prop.vary(1.3, 0.06), prop.vary(0.34)
    front, middle, panel = -depth / 2, 0.42 * height, height - 0.16
    prop.add(box(width, depth, height).move(z=height / 2 + 0.06))
    prop.add(box(width + 0.06, depth + 0.06, 0.1, bevel=0.03).move(z=height + 0.06), DARK)
    prop.add(box(width, 0.16, back, bevel=0.04).move(y=depth / 2 - 0.06, z=height + back / 2))
    prop.add(box(0.4, 0.1, 0.18, bevel=0.02).move(y=depth / 2 - 0.14, z=height + 0.62 * back), "charcoal")
    for x, y, radius in ((-0.25, -0.24, 0.22), (0.25, -0.24, 0.22), (-0.25, 0.16, 0.17), (0.25, 0.16, 0.17)):
        hob = ((torus(radius, 0.05, 20), "charcoal"), (cylinder(radius, 0.06, bevel=0.02), "stone"))
        for part, colour in (*hob, (cylinder(0.55 * radius, 0.13, bevel=0.03, segments=16), "charcoal")):
            prop.add(part.move(x * width, y * depth, height + 0.11), colour)
    for share in (-0.36, -0.18, 0, 0.18, 0.36):
        prop.add(disc(0.075, 0.18).move(share * width, front - 0.04, panel), "charcoal")
    for inset, share, colour in ((0.12, 0.56, LIGHT), (0.42, 0.3, "charcoal"), (0.54, 0.22, "lemon")):
        pane = box(width - inset, 0.12, share * height, bevel=0.03)
        prop.add(pane.move(0, front - 0.1 * inset, middle + 0.06), colour)
    prop.add(pull_handle(0.36 * width, 0.16).turn(y=90).move(0, front - 0.06, middle + 0.26 * height), "steel")
    prop.add(box(width - 0.12, 0.12, 0.13, bevel=0.03).move(0, front - 0.02, 0.18), DARK)


def microwave_oven(prop: ToyShape) -> None:
    width, depth, height, share = prop.vary(1.6, 0.08), prop.vary(0.95, 0.1), prop.vary(0.9, 0.1), prop.vary(0.68, 0.04)
    front, middle, left, right = -depth / 2, 0.08 + height / 2, (share - 1) * width / 2, share * width / 2
    prop.add(box(width, depth, height, bevel=0.05).move(z=middle))
    for border, out, colour in ((0.06, 0.01, LIGHT), (0.36, 0.05, "charcoal"), (0.5, 0.06, "glass")):
        pane = box(share * width - border, 0.12, height - 0.03 - 0.9 * border, bevel=0.02)
        prop.add(pane.move(left - border / 6, front - out, middle), colour)
    prop.add(pull_handle(0.36 * height, 0.18).move(left + right - 0.13, front - 0.04, middle), "steel")
    panel = (1 - share) * width - 0.06
    prop.add(box(panel, 0.12, height - 0.08, bevel=0.03).move(right, front, middle), "charcoal")
    prop.add(box(panel - 0.1, 0.1, 0.17, bevel=0.02).move(right, front - 0.03, middle + 0.3 * height), "leaf")
    for i in range(12):
        key = box(0.24 * panel, 0.1, 0.09, bevel=0.02).move((i % 3 - 1) * 0.3 * panel, 0, -0.13 * (i // 3))
        prop.add(key.move(right, front - 0.03, middle + 0.09), "cream")
    prop.add(box(0.6 * width, 0.14, 0.7 * height, bevel=0.04).move(y=depth / 2, z=middle), DARK)
    at_corners(prop, cylinder(0.09, 0.18, bevel=0.02).move(z=0.06), width - 0.3, depth - 0.25)


def toaster(prop: ToyShape) -> None:
    width, depth, height, done = prop.vary(1.35, 0.1), prop.vary(0.8, 0.1), prop.vary(0.85, 0.1), prop.vary(0.18, 0.4)
    top, side = height + 0.1, width / 2
    prop.add(box(width, depth, height, bevel=0.14).move(z=height / 2 + 0.1))
    prop.add(box(width + 0.04, depth + 0.04, 0.14, bevel=0.04).move(z=0.16), DARK)
    prop.add(box(0.66 * width, 0.8 * depth, 0.1, bevel=0.03).move(z=top - 0.01), "steel")
    half = [(0.9, -1), (0.9, 0.3), (1, 0.42), (1, 0.78), (0.8, 1)]
    outline = np.array([*half, *((-x, z) for x, z in half[::-1])]) * (0.27 * width, 0.3)
    for y, rise in ((-0.2 * depth, top + done), (0.2 * depth, top + done + 0.01)):
        prop.add(box(0.6 * width, 0.2, 0.1, bevel=0.02).move(0, y, top + 0.01), "charcoal")
        prop.add(extrude(outline, 0.13, bevel=0.03).move(0, y, rise), "wood")
        prop.add(extrude(0.8 * outline, 0.15, bevel=0.02).move(0, y, rise), "dough")
    prop.add(box(0.1, 0.1, 0.5 * height, bevel=0.02).move(side, 0, 0.2 + height / 2), "charcoal")
    prop.add(box(0.2, 0.3, 0.13, bevel=0.04).move(side + 0.08, 0, 0.1 + (1 - 2 * done) * 0.6 * height), LIGHT)
    at_corners(prop, cylinder(0.09, 0.18, bevel=0.02).move(z=0.06), width - 0.3, depth - 0.25)


def coffee_maker(prop: ToyShape) -> None:
    width, depth, height, pot = prop.vary(1.0, 0.08), prop.vary(1.1, 0.06), prop.vary(1.5, 0.06), prop.vary(0.38, 0.06)
    y, brim = -0.2 * depth, height - 0.62
    prop.add(box(width, depth, 0.2).move(z=0.1))
    prop.add(box(width, 0.42 * depth, height, bevel=0.08).move(y=0.29 * depth, z=height / 2))
    prop.add(box(width, depth, 0.42, bevel=0.08).move(z=height - 0.1))
    prop.add(box(0.7 * width, 0.7 * depth, 0.1, bevel=0.03).move(z=height + 0.12), DARK)
    prop.add(lathe([(0, 0), (0.08, 0), (0.3, 0.3), (0, 0.3)]).move(0, y, height - 0.5), "charcoal")
    prop.add(cylinder(pot, 0.08, bevel=0.02).move(0, y, 0.22), "steel")
    jug, size = [(0, 0), (0.85, 0), (1, 0.25), (0.95, 0.5), (0.62, 0.85), (0.66, 1), (0, 1)], (pot, pot, brim - 0.24)
    for profile, share, colour in ((jug, 1, "glass"), ([*jug[:4], (0, 0.5)], 1.04, "coffee")):
        prop.add(lathe(profile).stretch(share, share).stretch(*size).move(0, y, 0.26 - 0.3 * (share - 1)), colour)
    prop.add(cylinder(0.72 * pot, 0.1).move(0, y, brim + 0.02), "charcoal")
    prop.add(pull_handle(0.22, 0.22).move(0, y - 0.7 * pot, 0.5 * brim + 0.16), "charcoal")
    for x, colour in ((-0.12, "leaf"), (0.12, "cherry")):
        prop.add(disc(0.065, 0.16).move(x, 0.01 - depth / 2, height - 0.06), colour)
    prop.add(box(0.08, 0.1, 0.6 * height, bevel=0.02).move(width / 2, 0.3 * depth, 0.5 * height), "glass")


def blender(prop: ToyShape) -> None:
    half, base, jar, rim = prop.vary(0.42, 0.08), prop.vary(0.62, 0.1), prop.vary(1.05, 0.08), prop.vary(0.46, 0.08)
    prop.add(box(2 * half + 0.1, 2 * half + 0.1, base, bevel=0.08, taper=0.76).move(z=base / 2))
    prop.add(disc(0.15, 0.2).move(0, -0.94 * half, 0.5 * base), "charcoal")
    for x in (-0.26, 0.26):
        prop.add(box(0.12, 0.2, 0.1, bevel=0.02).move(x, -0.92 * half, 0.5 * base), LIGHT)
    prop.add(cylinder(0.32, 0.16).move(z=base + 0.04), "charcoal")
    fill = 0.25 + prop.vary(0.4, 0.3)
    wide = 0.3 + (rim - 0.3) * fill
    prop.add(lathe([(0, 0), (0.3, 0), (rim, jar), (0, jar)], 12).move(z=base + 0.1), "glass")
    smoothie = [(0, 0.06), (0.33, 0.06), (wide + 0.02, fill * jar), (0, fill * jar)]
    prop.add(lathe(smoothie, 12).move(z=base + 0.1), prop.random.choice(("blossom", "carrot", "leaf", "lemon")))
    prop.add(cylinder(rim + 0.05, 0.16).move(z=base + jar + 0.14))
    prop.add(cylinder(0.16, 0.2).move(z=base + jar + 0.26), DARK)
    grip = [(0.3, 0, 0.2), (0.42 + rim, 0, 0.3), (0.42 + rim, 0, 0.85 * jar), (rim - 0.06, 0, 0.85 * jar)]
    prop.add(tube(grip, 0.075).move(z=base + 0.1), DARK)


def kitchen_scale(prop: ToyShape) -> None:
    width, depth, height, bowl = prop.vary(1.1, 0.08), prop.vary(0.8, 0.08), prop.vary(1.0, 0.06), prop.vary(0.66, 0.08)
    radius, front, middle = 0.36 * height, -0.46 * depth, 0.5 * height
    prop.add(box(width, depth, height, bevel=0.1, taper=0.7).move(z=middle))
    prop.add(disc(radius + 0.1, 0.3, 32).move(0, front + 0.12, middle), DARK)
    dial(prop, radius, front - 0.02, middle, 0.85)
    prop.add(cylinder(0.14, 0.3, bevel=0.03).move(z=height + 0.04), "steel")
    dish = [(0, 0), (0.4, 0), (0.9, 0.22), (1.05, 0.42), (0.95, 0.42), (0.8, 0.26), (0.36, 0.1), (0, 0.1)]
    prop.add(lathe(dish, 32).stretch(bowl, bowl).move(z=height + 0.14), LIGHT)
    fruit = prop.random.choice(("cherry", "carrot", "lemon"))
    for x, y, _ in circle(3, 0.22, prop.random.uniform(0, 120)):
        prop.add(sphere(0.22, segments=16).move(x, y, height + 0.44), fruit)
