"""Flowers, the mushroom, the cactus and a rock. Each public function adds the parts of one kind to `prop`."""

from __future__ import annotations

import numpy as np

from ..shapes import DARK, MAIN, Part, Spot, ToyShape, circle, cylinder, lathe, rounded, sphere, torus, tube
from .parts import bent_leaf, boulder


def sunflower(prop: ToyShape) -> None:
    height, radius, petal, bow = prop.vary(1.2), prop.vary(0.48, 0.1), prop.vary(0.45), prop.vary(68)
    prop.add(tube([(0, 0.16, 0), (0, 0.1, 0.6 * height), (0, 0.3, height), (0, 0, height)], 0.08), "leaf")
    prop.add_around(bent_leaf(0.8, 0.44, 0.5, 0.4).turn(z=prop.vary(20)).move(z=0.3 * height), 2, "leaf", y=0.13)
    head = [(sphere(radius).stretch(z=0.4), "coffee"), (torus(0.62 * radius, 0.08).move(z=0.26 * radius), "bark")]
    head += [(sphere(0.8 * radius).stretch(z=0.5).move(z=-0.1), "leaf")]
    count = prop.random.randint(12, 14)
    for rise, shift, colour in ((0.25, 0.0, MAIN), (0.05, 0.5, DARK)):
        ray = bent_leaf(petal + 0.2, 0.28, rise, 0.08).move(radius - 0.2)
        head += [(ray.turn(z=(i + shift) * 360 / count), colour) for i in range(count)]
    for part, colour in head:
        prop.add(part.turn(x=bow).move(z=height), colour)


def rose(prop: ToyShape) -> None:
    height, size, turn = prop.vary(1.2), prop.vary(0.5, 0.08), prop.random.uniform(0, 360)
    prop.add(tube([(0.1, 0, 0), (-0.06, 0, 0.5 * height), (0, 0, height + 0.1)], 0.065), "leaf")
    thorn = cylinder(0.06, 0.2, bevel=0.01, top=0.02, segments=8).turn(y=70).move(0.1)
    for share, way in ((0.2, 0), (0.42, 150), (0.62, 270), (0.8, 30)):
        prop.add(thorn.turn(z=turn + way).move(z=share * height), "bark")
    prop.add_around(bent_leaf(0.6, 0.36, 0.4, 0.3).turn(z=turn).move(z=0.4 * height), 2, "leaf")
    prop.add_around(bent_leaf(0.42, 0.16, 0.1, 0.25).move(z=height), 5, "leaf")
    _rose_head(prop, size, height, turn)


def tulip(prop: ToyShape) -> None:
    height, wide, tall, bend = prop.vary(1.0), prop.vary(0.44, 0.1), prop.vary(0.95, 0.1), prop.vary(0.5, 0.4)
    prop.add(tube([(0.15, 0, 0), (0.08, 0, 0.5 * height), (0, 0, height + 0.1)], 0.075), "leaf")
    blade = bent_leaf(0.55, 0.3, 1.3, bend).turn(z=prop.random.uniform(0, 360))
    prop.add_around(blade, prop.random.choice((2, 3)), "leaf", x=0.1)
    heart = [(0, 0), (0.6 * wide, 0.1), (0.8 * wide, 0.6 * tall), (0, 0.6 * tall)]
    prop.add(lathe(heart, soft=True).move(z=height), DARK)
    for turn, tip, colour in ((60, 0.5, DARK), (0, prop.vary(0.7, 0.3), MAIN)):
        prop.add_around(_petal(2.1 * wide, tall, (0.05, 1.7 * wide, tip * wide)).turn(z=turn).move(z=height), 3, colour)


def mushroom(prop: ToyShape) -> None:
    radius, rise, stem = prop.vary(0.95, 0.1), prop.vary(0.75), prop.vary(0.85)
    foot = prop.vary(0.4)
    stalk = [(0, 0), (foot, 0), (foot + 0.06, 0.15), (0.28, 0.6 * stem), (0.32, stem + 0.15), (0, stem + 0.15)]
    prop.add(lathe(stalk, soft=True), "cream")
    prop.add(lathe([(0, 0.1), (0.5 * radius, 0.06), (0.9 * radius, 0.0), (0, 0.2)]).move(z=stem), "cream")
    below, above = [(0, 0.16), (0.88 * radius, 0)], [(1.02 * radius, 0.55 * rise), (0.62 * radius, rise), (0, rise)]
    cap = [*below, (1.06 * radius, 0), *above]
    prop.add(lathe(cap, soft=True).move(z=stem))
    prop.add(sphere(1).stretch(0.24, 0.24, 0.07).move(z=stem + rise), "snow")
    crest = rounded(cap)[::-1]
    for count, height, size in ((5, 0.86, 0.19), (7, 0.42, 0.15)):
        out = np.interp(-height * rise, -crest[:10, 1], crest[:10, 0])
        dot = sphere(1).stretch(size, size, 0.07).turn(y=84 if height < 0.5 else 52)
        for x, y, around in circle(count, out, prop.random.uniform(0, 360)):
            prop.add(dot.turn(z=around).move(x, y, stem + height * rise), "snow")


def cactus(prop: ToyShape) -> None:
    radius, height = prop.vary(0.36, 0.1), prop.vary(1.6)
    pot = [(0, 0), (0.4, 0), (0.52, 0.45), (0.6, 0.45), (0.6, 0.62), (0.48, 0.62), (0.46, 0.54), (0, 0.54)]
    prop.add(lathe(pot), "terracotta")
    stem = [(0, 0.4), (radius, 0.4), (radius, 0.4 + height - radius), (0.9 * radius, 0.4 + height), (0, 0.4 + height)]
    prop.add(lathe(stem, segments=40, soft=True, ribs=8, depth=0.09))
    for side in (-1, 1):
        low, reach, tip = prop.vary(0.95 + 0.12 * side, 0.08), radius + prop.vary(0.36), prop.vary(0.62)
        arm = [(0, 0, low), (side * reach, 0, low), (side * reach, 0, low + 0.2), (side * reach, 0, low + tip)]
        prop.add(tube(arm, 0.19, segments=16))
        prop.add(sphere(0.19).move(side * reach, 0, low + tip))
    for x, y, _ in circle(5, 0.13):
        prop.add(sphere(0.12, segments=12).move(x, y, 0.44 + height), "blossom")
    prop.add(sphere(0.1, segments=12).move(z=0.52 + height), "lemon")


def rock(prop: ToyShape) -> None:
    tall, turn = prop.vary(0.8), prop.random.uniform(0, 360)
    prop.add(boulder(prop).stretch(prop.vary(1.05), prop.vary(0.85), tall).move(z=0.56 * tall))
    for x, y, angle in circle(2, prop.vary(0.95, 0.1), turn):
        size = prop.vary(0.36, 0.2)
        prop.add(boulder(prop, 20).stretch(size, size, 0.9 * size).turn(z=angle).move(x, y, 0.5 * size), DARK)
    for x, y, _ in circle(3, 1.05, turn + 60):
        prop.add_around(bent_leaf(0.34, 0.14, 0.5, 0.15), 4, "leaf", x, y)


def _rose_head(prop: ToyShape, size: float, z: float, turn: float) -> None:
    """Adds whorls of petals around a bud."""
    prop.add(lathe([(0, 0), (0.3 * size, 0.2), (0.3 * size, 1.4 * size), (0, 1.5 * size)]).move(z=z), DARK)
    whorls = ((2, 0.45, 0.5, 1.65), (3, 0.8, 0.75, 1.55), (4, 1.2, 0.95, 1.4), (5, 1.5, 1.3, 1.2))
    for (count, middle, rim, tall), colour in zip(whorls, (DARK, MAIN, DARK, MAIN), strict=True):
        petal = _petal(4.4 / count**0.6 * middle * size, tall * size, (0.1, middle * size, rim * size))
        prop.add_around(petal.turn(z=turn + 77 * count).move(z=z), count, colour)


def _petal(width: float, height: float, radii: Spot) -> Part:
    """Returns a petal on z = 0 that bends around the Z axis. `radii` draw its cup from bottom to top."""
    flat = sphere(1, squareness=0.25, segments=14).stretch(width / 2, 0.05, height / 2).move(z=height / 2)
    x, y, z = flat.vertices.T
    low, middle, high = radii
    share = z / height
    out = (1 - share) ** 2 * low + 2 * share * (1 - share) * middle + share**2 * high - y
    angle = x / (0.25 * low + 0.5 * middle + 0.25 * high)
    return Part(np.stack([out * np.sin(angle), -out * np.cos(angle), z], axis=1), flat.faces)
