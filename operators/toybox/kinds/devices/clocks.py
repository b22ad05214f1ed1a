"""Clocks. Each public function adds the parts of one kind to `prop`."""

from __future__ import annotations

import math

import numpy as np

from ..forms import at_corners, disc
from ..shapes import DARK, LIGHT, ToyShape, arch, box, circle, cylinder, extrude, lathe, rounded, sphere, torus
from .parts import dial, digits, wedge


def clock(prop: ToyShape) -> None:
    radius, depth = prop.vary(0.75, 0.06), prop.vary(0.45)
    front = -depth / 2
    prop.add(cylinder(radius, depth, bevel=0.1, segments=40).turn(x=90))
    prop.add(torus(0.88 * radius, 0.1).turn(x=90).move(y=front))
    prop.add(cylinder(0.84 * radius, 0.12, bevel=0.02, segments=32).turn(x=90).move(y=front), "snow")
    for x, z, angle in circle(12, 0.67 * radius):
        prop.add(box(0.12, 0.06, 0.06, bevel=0.01).turn(y=-angle).move(x, front - 0.06, z), "charcoal")
    for length in (0.38, 0.58):
        hand = box(0.09, 0.06, length * radius + 0.08, bevel=0.02).move(z=length * radius / 2)
        prop.add(hand.turn(y=prop.random.uniform(0, 360)).move(y=front - 0.06 - 0.05 * length), "charcoal")
    cup = lathe([(0, 0), (0.36, 0), (0.34, 0.14), (0.2, 0.28), (0, 0.32)], soft=True)
    for side in (-1, 1):
        prop.add(cup.move(z=radius + 0.08).turn(y=side * 36), DARK)
        prop.add(cylinder(0.07, 0.3, bevel=0.01).move(z=radius).turn(y=side * 36), "gold")
        prop.add(cylinder(0.07, 0.4, bevel=0.02, top=0.1).move(z=-radius - 0.08).turn(y=side * 32), DARK)
    prop.add(cylinder(0.06, 0.4, bevel=0.01, segments=12).move(z=radius + 0.15), "gold")
    prop.add(sphere(0.13).stretch(x=1.3).move(z=radius + 0.36), "gold")
    prop.add(box(0.4, 0.12, 0.16, bevel=0.03).move(y=depth / 2 + 0.05), "gold")


def digital_clock(prop: ToyShape) -> None:
    width, depth, height = prop.vary(1.7, 0.08), prop.vary(0.75, 0.1), prop.vary(0.85, 0.08)
    time = f"{prop.random.randint(1, 12)}:{prop.random.randint(0, 59):02}"
    prop.add(wedge(width, depth, [(0.4, height), (-0.24, height)]).move(z=0.06))
    shine = prop.random.choice(("cherry", "lemon", "leaf", "carrot"))
    face = [(box(width - 0.24, 0.12, height - 0.24, bevel=0.03), "charcoal")]
    for part, colour in (*face, *((bar.move(y=-0.01), shine) for bar in digits(time, 0.42 * height))):
        tilted = part.turn(x=-math.degrees(math.atan2(0.26 * depth, height)))
        prop.add(tilted.move(0, -0.37 * depth - 0.01, 0.06 + height / 2), colour)
    prop.add(box(0.5 * width, 0.3 * depth, 0.14, bevel=0.04).move(0, 0.08 * depth, height + 0.09), LIGHT)
    for x in (-0.4, -0.32, 0.32, 0.4):
        prop.add(cylinder(0.06, 0.12, bevel=0.02, segments=16).move(x * width, 0.08 * depth, height + 0.08), "cream")
    prop.add(box(0.6 * width, 0.1, 0.4 * height, bevel=0.03).move(0, 0.46 * depth, 0.5 * height), DARK)
    at_corners(prop, cylinder(0.09, 0.16, bevel=0.03).move(z=0.06), width - 0.3, 0.6 * depth)


def grandfather_clock(prop: ToyShape) -> None:
    half, height, deep, radius = prop.vary(0.36, 0.08), prop.vary(2.3, 0.06), prop.vary(0.5, 0.1), prop.vary(0.3, 0.06)
    front, tall, middle, swing = -0.6 * deep, height - 1.45, height / 2 - 0.16, prop.random.uniform(-9, 9)
    for low, high, wide in ((0, 0.5, 1.2), (0.4, height - 0.7, 0.9), (height - 0.8, height, 1.2)):
        prop.add(box(2 * wide * half, wide * deep, high - low, bevel=0.04).move(z=(low + high) / 2))
    for z, wide in ((0.05, 2.7), (0.5, 2.6), (height - 0.82, 2.6), (height, 2.7)):
        prop.add(box(wide * half, 1.4 * deep, 0.12, bevel=0.04).move(z=z), DARK)
    crown = prop.random.choice((arch(2.2 * half, 0.3), [(-1.2 * half, 0), (1.2 * half, 0), (0, 0.34)]))
    prop.add(extrude(crown, 1.1 * deep, bevel=0.03).move(z=height + 0.02))
    for x, z in ((-1.2 * half, 0.14), (0, 0.36), (1.2 * half, 0.14)):
        prop.add(sphere(0.08, segments=12).move(x, -0.4 * deep, height + z), "gold")
    dial(prop, radius, front, height - 0.42, 0.5, 0.75)
    for inset, out, colour in ((0.2, 0.0, DARK), (0.28, 0.02, "cream")):
        pane = box(2 * (1 - inset) * half, 0.1, tall - 2 * inset * half, bevel=0.02)
        prop.add(pane.move(0, 0.75 * front - out, middle), colour)
    for part in (box(0.06, 0.06, 0.8 * tall, bevel=0.01).move(z=-0.4 * tall), disc(0.13, 0.1).move(z=-0.76 * tall)):
        prop.add(part.turn(y=swing).move(0, 0.75 * front - 0.08, middle + 0.46 * tall), "gold")


def hourglass(prop: ToyShape) -> None:
    radius, height, posts = prop.vary(0.5, 0.1), prop.vary(0.8, 0.1), prop.random.choice((3, 4))
    bulb = [(0, 0.02), (0.9, 0.02), (1, 0.2), (1, 0.5), (0.5, 0.8), (0.12, 1), (0, 1)]
    glass = lathe([(r * radius, z * height) for r, z in bulb], soft=True)
    prop.add(glass.move(z=-height), "glass")
    prop.add(glass.turn(x=180).move(z=height), "glass")
    inside = rounded(bulb)
    for low, high, turn in ((0.03, 0.42, 0), (0.48, 0.97, 180)):
        level = np.linspace(low, high, 8)
        wide = radius * np.interp(level, inside[1:-1, 1], inside[1:-1, 0]) + 0.02
        sand = [(0, low), *zip(wide, level, strict=True), (0, high)]
        prop.add(lathe(sand).stretch(z=height).move(z=-height).turn(x=turn), "dough")
    for side in (-1, 1):
        prop.add(cylinder(radius + 0.28, 0.2, segments=32).move(z=side * (height + 0.06)))
        prop.add(cylinder(radius + 0.1, 0.2, segments=32).move(z=side * (height + 0.14)), DARK)
    post = [(0, -height), (0.1, -height), (0.07, -0.3), (0.12, 0), (0.07, 0.3), (0.1, height), (0, height)]
    for x, y, _ in circle(posts, radius + 0.14, 45):
        prop.add(lathe(post, segments=12, soft=True).move(x, y))
