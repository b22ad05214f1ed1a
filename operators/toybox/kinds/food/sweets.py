"""Ice cream, candy and popcorn. Each public function adds the parts of one kind to `prop`."""

from __future__ import annotations

import math

import numpy as np

from ..shapes import DARK, LIGHT, MAIN, ToyShape, arch, box, circle, cylinder, extrude, lathe, sphere, torus, tube
from .parts import sector, spread_over_disc


def ice_cream_cone(prop: ToyShape) -> None:
    radius, length, count = prop.vary(0.5, 0.08), prop.vary(1.25, 0.1), prop.random.choice((1, 2))
    _ice_cream_wafer(prop, radius, length)
    scoop, top = 1.15 * radius, length + 0.35 * radius
    skirt = lathe(
        [(0, -0.1), (1.1, -0.12), (1.2, 0), (1.05, 0.2), (0, 0.3)], segments=36, soft=True, ribs=9, depth=0.06
    )
    for colour in (MAIN, LIGHT)[:count]:
        prop.add(sphere(scoop).move(z=top), colour)
        collar = skirt.stretch(scoop, scoop, scoop).turn(z=prop.random.uniform(0, 40))
        prop.add(collar.move(z=top - 0.35 * scoop), colour)
        top, scoop = top + 1.15 * scoop, 0.85 * scoop
    prop.add(sphere(0.16).move(z=top - 0.1 * scoop), "cherry")


def popsicle(prop: ToyShape) -> None:
    width, height, thick, stick = prop.vary(0.85, 0.08), prop.vary(1.5, 0.08), prop.vary(0.42, 0.1), prop.vary(0.6, 0.1)
    prop.add(extrude(arch(width, height, 24), thick, bevel=0.1).move(z=stick))
    groove = sphere(1, segments=16).stretch(0.09, 0.06, 0.3 * height)
    for x in prop.random.choice(((-0.2, 0.2), (-0.26, 0, 0.26))):
        for side in (-1, 1):
            prop.add(groove.move(x * width, side * thick / 2, stick + 0.48 * height), LIGHT)
    prop.add(extrude(arch(0.26, stick + 0.5), 0.1, bevel=0.03).turn(y=180).move(z=stick + 0.5), "wood")
    for x in (-0.3 * width, 0.24 * width):
        prop.add(sphere(0.11, segments=12).stretch(z=prop.vary(1.7, 0.3)).move(x, -0.1, stick), MAIN)


def lollipop(prop: ToyShape) -> None:
    radius, thick, length = prop.vary(0.72, 0.08), prop.vary(0.3, 0.1), prop.vary(1.35, 0.1)
    turns, middle = prop.random.choice((2.5, 3, 3.5)), length + 0.6 * radius
    disc = [(0, -0.5), (0.85, -0.5), (1, -0.25), (1, 0.25), (0.85, 0.5), (0, 0.5)]
    prop.add(lathe([(r * radius, z * thick) for r, z in disc], 40, soft=True).turn(x=90).move(z=middle))
    for side in (-1, 1):
        share = np.linspace(0.04, 1, 60)
        angle, reach = 2 * math.pi * turns * share, 0.84 * radius * share
        spiral = np.stack([reach * np.cos(angle), 0 * share + side * thick / 2, side * reach * np.sin(angle)], axis=1)
        prop.add(tube(spiral.tolist(), 0.06, segments=8, soft=False).move(z=middle), "snow")
        bow = tube([(0, 0, 0), (side * 0.35, 0, 0.22), (side * 0.42, 0, -0.18), (0, 0, 0)], [0.05, 0.1, 0.1, 0.05])
        prop.add(bow.move(y=-0.06, z=length - 0.5 * radius), LIGHT)
    prop.add(cylinder(0.075, length, segments=16).move(z=length / 2), "cream")


def candy_cane(prop: ToyShape) -> None:
    length, bend, thick = prop.vary(1.5, 0.08), prop.vary(0.42, 0.1), prop.vary(0.17, 0.1)
    s = np.linspace(0, length + 3.3 * bend, 90)
    phi, wind = (s - length).clip(0) / bend, 2 * math.pi * prop.random.choice((7, 8)) * s / s[-1]
    spine = np.stack([bend * (1 - np.cos(phi)), 0 * s, s.clip(max=length) + bend * np.sin(phi)], axis=1)
    prop.add(tube(spine[::3].tolist(), thick, soft=False))
    for end in (spine[0], spine[87]):
        prop.add(sphere(thick).move(*end))
    out = np.stack([-np.cos(phi) * np.cos(wind), np.sin(wind), np.sin(phi) * np.cos(wind)], axis=1)
    prop.add(tube((spine + (thick - 0.04) * out)[2:-4].tolist(), 0.075, segments=8, soft=False), "snow")
    for side in (-1, 1):
        bow = tube([(0, 0, 0), (side * 0.5, 0, 0.3), (side * 0.55, 0, -0.2), (0, 0, 0)], [0.06, 0.12, 0.12, 0.06])
        tail = tube([(0, 0, 0), (side * 0.15, 0, -0.2), (side * 0.3, 0, -0.5)], [0.05, 0.09, 0.11])
        for part in (bow, tail, sphere(0.12, segments=16)):
            prop.add(part.move(0.01 * side, -thick - 0.04, 0.62 * length), "leaf")


def wrapped_candy(prop: ToyShape) -> None:
    radius, half, reach, lift = prop.vary(0.5, 0.08), prop.vary(0.62, 0.1), prop.vary(0.6, 0.1), prop.vary(0.55, 0.06)
    prop.add(sphere(1, squareness=0.1).stretch(half, radius, radius).move(z=lift))
    share = np.linspace(-0.93, 0.93, 25)
    for _, _, phase in circle(4, 1.0):
        wind, wide = np.radians(110 * share + phase), (radius - 0.03) * np.sqrt(1 - np.abs(share) ** 2.3)
        swirl = np.stack([half * share, wide * np.cos(wind), wide * np.sin(wind) + lift], axis=1)
        prop.add(tube(swirl.tolist(), 0.085, segments=8, soft=False), "snow")
    twist = [(0, 0), (0.13, 0), (0.15, 0.12), (0.45, 0.9), (0.5, 1), (0.43, 1), (0, 0.6)]
    fan = lathe(np.array(twist) * (1, reach), 48, ribs=8, depth=0.14)
    for side in (-1, 1):
        prop.add(fan.stretch(y=0.75).turn(y=90 * side).move(side * (half - 0.06), z=lift))
        prop.add(torus(0.12, 0.07, segments=16).turn(y=90).move(side * (half + 0.04), z=lift), DARK)


def chocolate_bar(prop: ToyShape) -> None:
    columns, rows, size, thick = prop.random.choice((2, 3)), 5, prop.vary(0.42, 0.06), prop.vary(0.28)
    width, height, cover = columns * size, rows * size, prop.vary(0.55, 0.08) * rows * size
    prop.add(box(width, thick, height, bevel=0.04).move(z=height / 2 + 0.02), "coffee")
    knob = lathe([(0, -0.02), (0.66 * size, -0.02), (0.48 * size, 0.1), (0, 0.1)], 4).turn(z=45)
    for i in range(columns * rows):
        for side in (-1, 1):
            square = knob.turn(x=-90 * side).move(y=side * thick / 2)
            prop.add(square.move((i % columns + 0.5) * size - width / 2, z=(i // columns + 0.5) * size), "coffee")
    teeth = np.linspace(width / 2 + 0.04, -width / 2 - 0.04, 4 * columns + 1)
    torn = [(x, cover + (0.2, 0.06)[i % 2]) for i, x in enumerate(teeth)]
    prop.add(extrude([(-width / 2 - 0.04, 0.1), (width / 2 + 0.04, 0.1), *torn], thick + 0.26, bevel=0.02), "steel")
    prop.add(box(width + 0.14, thick + 0.34, cover, bevel=0.06).move(z=cover / 2))
    for share, tall, colour in ((0.5, 0.4, LIGHT), (0.78, 0.08, "gold"), (0.22, 0.08, "gold")):
        prop.add(box(width + 0.18, thick + 0.38, tall * cover, bevel=0.04).move(z=share * cover), colour)


def popcorn(prop: ToyShape) -> None:
    radius, height, count = prop.vary(0.68, 0.08), prop.vary(1.2, 0.1), prop.random.choice((7, 8))
    foot = prop.vary(0.74, 0.05) * radius
    prop.add(lathe([(0, 0), (foot, 0), (radius, height), (radius - 0.1, height), (0, height - 0.2)], 4 * count))
    stripe = [(foot - 0.1, 0.01), (foot + 0.025, 0.01), (radius + 0.025, height + 0.02), (radius - 0.12, height + 0.02)]
    for _, _, angle in circle(count, 1.0):
        prop.add(sector(stripe, angle, angle + 180 / count), "snow")
    for i, (share, angle) in enumerate(spread_over_disc(20)):
        wide = share * (radius - 0.08)
        place = (wide, 0, height + 0.02 + 0.42 * (1 - share**2))
        for x, y, _ in [(0, 0, 0), *circle(3, 0.12, 50 * i)]:
            puff = sphere(prop.vary(0.135, 0.12), segments=8).move(x, y, 0.07 if x or y else 0.14)
            prop.add(puff.turn(y=50 * share).move(*place).turn(z=angle), ("cream", "snow", "lemon")[i % 3])


def _ice_cream_wafer(prop: ToyShape, radius: float, length: float) -> None:
    """Adds an ice cream cone with a lattice, standing on its tip."""
    prop.add(lathe([(0, 0), (0.08, 0), (radius, length), (0, length)]), "dough")
    for _, _, angle in circle(6, 1.0):
        for twist in (-100, 100):
            turns = [(share, math.radians(angle + twist * share)) for share in np.linspace(0.15, 0.97, 7)]
            path = [(share * radius * math.cos(a), share * radius * math.sin(a), share * length) for share, a in turns]
            prop.add(tube(path, 0.045, segments=5, soft=False), "wood")
