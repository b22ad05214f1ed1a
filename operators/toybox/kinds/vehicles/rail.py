"""Vehicles on rails. Each public function adds the parts of one kind to `prop`."""

from __future__ import annotations

import numpy as np

from ..shapes import DARK, LIGHT, MAIN, ToyShape, box, cylinder, extrude, sphere, tube
from .parts import bars, lamps, pair, spoked_wheel, tub


def steam_locomotive(prop: ToyShape) -> None:
    radius, length, wheel, tall = prop.vary(0.36, 0.1), prop.vary(1.3, 0.1), prop.vary(0.3, 0.08), prop.vary(1.4, 0.05)
    middle, front, cab = 1.4 * wheel + radius, -0.55 * length, 0.72 * length
    prop.add(box(1.7 * radius, 1.75 * length, 0.18).move(y=0.2 * length, z=1.25 * wheel), "charcoal")
    for y, size, long, colour in ((0, 1, length, MAIN), (front + 0.1, 1.05, 0.3, "charcoal"), (0.2, 1.08, 0.1, "gold")):
        prop.add(cylinder(size * radius, long, segments=32).turn(x=90).move(y=y, z=middle), colour)
    prop.add(cylinder(0.11, prop.vary(0.8), top=0.24).move(y=front + 0.14, z=middle + radius + 0.1), "charcoal")
    prop.add(sphere(0.2).stretch(z=1.2).move(y=-0.15, z=middle + radius), "gold")
    lamps(prop, 0, front - 0.06, middle)
    prop.add(box(2.3 * radius, 0.5, 1.0).move(y=cab, z=tall - 0.5))
    prop.add(box(2.36 * radius, 0.28, 0.34, bevel=0.02).move(y=cab, z=tall - 0.3), "glass")
    prop.add(box(2.7 * radius, 0.72, 0.12, bevel=0.05).move(y=cab, z=tall), DARK)
    prop.add(extrude([(-0.4, 0), (0.4, 0), (0, 0.42)], wheel).turn(x=90).move(y=front - 0.08, z=0.7 * wheel), DARK)
    for x in (-0.95 * radius, 0.95 * radius):
        for y in (-0.38, 0.1, 0.58):
            spoked_wheel(prop, x, y * length, wheel, DARK, "steel")
        prop.add(box(0.08, 1.1 * length, 0.1, bevel=0.02).move(1.38 * x, 0.1 * length, 0.8 * wheel), "steel")


def train_wagon(prop: ToyShape) -> None:
    width, half, tall, wheel = prop.vary(0.84, 0.06), prop.vary(1.05, 0.1), prop.vary(0.82, 0.1), prop.vary(0.19, 0.06)
    floor, gauge, doors = 2 * wheel + 0.08, 0.36 * width, prop.random.choice((1, 1, 2))
    middle, wide, high = floor + tall / 2, 0.62 * half, 0.84 * tall
    _rails(prop, gauge, 2.3 * half)
    for y in (-0.66 * half, 0.66 * half):
        _rail_wheels(prop, gauge, wheel, y - 0.24, y + 0.24)
        prop.add(box(0.86 * width, 0.6, 0.14, bevel=0.03).move(y=y, z=wheel + 0.05), "stone")
        pair(prop, cylinder(0.08, 0.3, bevel=0.02).turn(x=90), "steel", 0.8 * gauge, 1.65 * y, floor - 0.02)
    prop.add(box(width, 2 * half, tall, bevel=0.03).move(z=middle))
    prop.add(box(0.94 * width, 2 * half + 0.06, 0.14, bevel=0.03).move(z=floor - 0.02), "charcoal")
    vault = [(0.56 * width * np.cos(a), 0.22 * np.sin(a)) for a in np.linspace(0, np.pi, 13)]
    roof = extrude([*vault, (-0.56 * width, -0.06), (0.56 * width, -0.06)], 2 * half + 0.14)
    prop.add(roof.move(z=floor + tall), DARK)
    for share in np.linspace(-0.95, 0.95, 11):
        prop.add(box(width + 0.05, 0.07, tall - 0.02, bevel=0.02).move(y=share * half, z=middle), DARK)
    for i in range(doors):
        y = (i + 0.5 - doors / 2) * half
        prop.add(box(width + 0.1, wide, high, bevel=0.02).move(y=y, z=middle), LIGHT)
        for turn, lift in ((-45, 0), (45, 0.02)):
            brace = box(width + 0.14 + lift, 0.08, 1.1 * high, bevel=0.02).turn(x=turn)
            prop.add(brace.move(y=y, z=middle), DARK)


def tram(prop: ToyShape) -> None:
    width, half, tall = prop.vary(0.8, 0.06), prop.vary(1.15, 0.08), prop.vary(0.98, 0.06)
    nose, roof = [(0.5, half), (0.3, half + 0.2), (-0.3, half + 0.2), (-0.5, half)], tall + 0.12
    deck = np.array([*nose, *((-x, -y) for x, y in nose)])
    _rails(prop, 0.36 * width, 2.3 * half + 0.4)
    _rail_wheels(prop, 0.36 * width, 0.16, *(y * half for y in (-0.6, -0.35, 0.35, 0.6)))
    prop.add(extrude(deck * (width, 1), tall).turn(x=90).move(z=0.12 + tall / 2))
    for grow, z in ((1.03, 0.62), (1.04, roof)):
        prop.add(extrude(deck * (grow * width, grow), 0.1).turn(x=90).move(z=z), "cream")
    prop.add(box(0.6 * width, 1.5 * half, 0.16, bevel=0.05).move(z=roof + 0.08), DARK)
    for y in (-0.84, 0.84):
        prop.add(box(width + 0.05, 0.23 * half, 0.78, bevel=0.02).move(y=y * half, z=0.57), "charcoal")
    for y, long in ((-0.84, 0.15), (-0.42, 0.23), (-0.14, 0.23), (0.14, 0.23), (0.42, 0.23), (0.84, 0.15)):
        prop.add(box(width + 0.08, long * half, 0.34, bevel=0.02).move(y=y * half, z=0.84), "glass")
    prop.add(box(0.5 * width, 2 * half + 0.46, 0.36, bevel=0.02).move(z=0.84), "glass")
    for y, colour in ((-half - 0.21, "lemon"), (half + 0.21, "cherry")):
        prop.add(cylinder(0.12, 0.08, bevel=0.03).turn(x=90).move(y=y, z=0.42), colour)
    arm = [(0, 0.3, roof + 0.14), (0, -0.1, roof + 0.34), (0, 0.2, roof + 0.58)]
    pair(prop, tube(arm, 0.04, segments=8, soft=False), "charcoal", 0.2, 0, 0)
    bars(prop, "charcoal", 0.05, ((-0.36, 0.2, roof + 0.6), (0.36, 0.2, roof + 0.6)))


def mine_cart(prop: ToyShape) -> None:
    width, length, wheel = prop.vary(0.62, 0.08), prop.vary(0.85, 0.08), prop.vary(0.2, 0.08)
    flare, tall = prop.vary(1.3, 0.06), prop.vary(0.6, 0.12)
    gauge, floor, ore = 0.36 * width, 1.3 * wheel, prop.random.choice(("gold", "charcoal"))
    _rails(prop, gauge, 1.9 * length)
    _rail_wheels(prop, gauge, wheel, -0.3 * length, 0.3 * length)
    prop.add(box(0.8 * width, 1.1 * length, 0.12, bevel=0.03).move(z=floor), "bark")
    prop.add(tub(width, length, tall, flare).move(z=floor))
    for share in (0.06, 0.5, 0.92):
        grow = 1 + (flare - 1) * share
        prop.add(tub(grow * width + 0.07, grow * length + 0.07, 0.09, 1.02).move(z=floor + share * tall), "stone")
    for x in np.linspace(-0.31, 0.31, 4):
        for y in np.linspace(-0.33, 0.33, 5):
            lump = sphere(prop.vary(0.14, 0.2), 0.3, 8).turn(400 * x, 300 * y)
            heap = floor + tall + 0.12 - 0.7 * (x * x + y * y)
            prop.add(lump.move(x * flare * width, y * flare * length, heap), ore)


def _rails(prop: ToyShape, gauge: float, length: float) -> None:
    """Adds a piece of railway below z = 0, with rails at -`gauge` and `gauge`."""
    for y in np.linspace(-0.44, 0.44, round(length / 0.42)):
        prop.add(box(2 * gauge + 0.4, 0.16, 0.1, bevel=0.02).move(y=y * length, z=-0.15), "bark")
    pair(prop, box(0.09, length, 0.14, bevel=0.02), "stone", gauge, 0, -0.06)


def _rail_wheels(prop: ToyShape, gauge: float, radius: float, *places: float) -> None:
    """Adds an axle with two wheels on the rails at each of the places along Y."""
    for y in places:
        pair(prop, cylinder(radius, 0.12).turn(y=90), "steel", 1.06 * gauge, y, radius)
        prop.add(cylinder(0.4 * radius, 2.1 * gauge + 0.22, bevel=0.02).turn(y=90).move(y=y, z=radius), "charcoal")
