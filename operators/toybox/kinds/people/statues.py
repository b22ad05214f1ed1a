"""Statues and a bust. Each public function adds the parts of one kind to `prop`."""

from __future__ import annotations

import numpy as np

from ..shapes import DARK, Spot, ToyShape, box, circle, cylinder, lathe, limb, mirrored, rounded, sphere, tube
from .adventurers import knight, wizard
from .parts import recolour, skirt
from .royalty import king
from .spirits import angel


def statue(prop: ToyShape) -> None:
    hero, wide, high = ToyShape(prop.random), prop.vary(1.3, 0.06), prop.vary(0.68)
    prop.random.choice((knight, king, wizard, angel))(hero)
    for part, _ in hero.parts:
        prop.add(part.move(z=high - 0.02))
    for share, tall, low in ((1.2, 0.18, 0), (1.08, 0.14, 0.15), (0.92, high, 0), (1.08, 0.16, high - 0.16)):
        prop.add(box(share * wide, share * wide, tall, bevel=0.04).move(z=low + tall / 2))


def greek_statue(prop: ToyShape) -> None:
    man, high, whole = ToyShape(prop.random), prop.vary(0.36, 0.25), prop.random.choice((True, False))
    _marble_head(man, 2.2, prop.vary(0.26, 0.06))
    _marble_body(man)
    if whole:
        man.add(limb((-0.42, 0, 1.74, 0.13), (-0.72, -0.05, 1.72, 0.1), (-0.78, -0.16, 2.12, 0.08)))
        man.add(cylinder(0.28, 0.1, segments=16).turn(x=90).move(-0.78, -0.2, 2.3))
    else:
        man.add(cylinder(0.12, 0.3, bevel=0.02, segments=12).turn(y=20).move(-0.46, 0, 1.6))
    recolour(prop, man, {}, z=high + 0.06)
    _plinth(prop, 0.5, high)


def bust(prop: ToyShape) -> None:
    high, size = prop.vary(0.5, 0.3), prop.vary(0.5, 0.06)
    chest = [(0, 0), (0.2, 0), (0.5, 0.22), (0.86, 0.6), (0.84, 0.78), (0.35, 1.0), (0.25, 1.15), (0.24, 1.5), (0, 1.5)]
    prop.add(lathe(rounded(chest, 1)).stretch(y=0.62).move(z=high + 0.3))
    lower = [(-0.76, -0.2, 1.1), (-0.1, -0.56, 0.76), (0.5, -0.34, 1.16), (0.64, 0.06, 1.3), (0.1, 0.54, 0.9)]
    upper = [(-0.76, -0.2, 0.98), (-0.1, -0.48, 1.14), (0.42, -0.3, 1.32), (0.34, 0.06, 1.36), (0.1, 0.48, 1.1)]
    cloth = ToyShape(prop.random)
    _cloth_folds(cloth, [*lower, (-0.76, 0.2, 1.06)], [*upper, (-0.76, 0.2, 1.02)], 0.11, prop.random.choice((3, 4)))
    recolour(prop, cloth, {}, z=high)
    _marble_head(prop, high + 1.84, size)
    stem = [(0, 0), (0.4, 0), (0.4, 0.08), (0.2, 0.16), (0.17, 0.3), (0.28, 0.4), (0, 0.4)]
    prop.add(lathe(stem).move(z=high), DARK)
    _plinth(prop, 0.5, high)


def _marble_head(prop: ToyShape, z: float, size: float) -> None:
    """Adds a lifelike head with blank eyes and curls, bearded or with a laurel wreath."""
    face = ToyShape(prop.random)
    face.add(sphere(1, segments=16).stretch(0.82, 0.95, 1.08).move(z=0.1))
    face.add(sphere(1, segments=14).stretch(0.6, 0.58, 0.56).move(y=-0.28, z=-0.56))
    face.add(limb((0, -0.88, 0.3, 0.1), (0, -1.1, -0.12, 0.16)))
    mirrored(face, limb((0.1, -0.88, 0.3, 0.1), (0.52, -0.72, 0.3, 0.1)))
    mirrored(face, sphere(0.17, segments=10).move(0.34, -0.76, 0.1))
    mirrored(face, sphere(1, segments=8).stretch(0.1, 0.18, 0.26).move(0.82, 0.05, 0))
    for wide, y, h in ((0.24, -0.84, -0.46), (0.2, -0.83, -0.58)):
        face.add(sphere(1, segments=10).stretch(wide, 0.12, 0.07).move(y=y, z=h))
    rows = circle(9, 0.84, -90), circle(7, 0.52), circle(1, 0), circle(6, 0.8, 6)[:4]
    curls: list[Spot] = [(x, y + 0.1, h) for row, h in zip(rows, (0.62, 1, 1.14, 0.14), strict=True) for x, y, _ in row]
    if prop.random.random() < 0.5:
        chin = ((0.1, -0.72, -0.96), (0.34, -0.6, -0.9), (0.58, -0.34, -0.6), (0.16, -0.62, -1.2))
        curls += [(side * x, y, h) for x, y, h in chin for side in (-1, 1)]
    else:
        for x, y, angle in circle(9, 0.98, 10):
            leaf = sphere(1, segments=8).stretch(0.1, 0.36, 0.16).turn(x=24, z=angle)
            face.add(leaf.move(0.92 * x, 0.98 * y + 0.05, 0.56), DARK)
    for curl in curls:
        face.add(sphere(0.33, segments=8).move(*curl))
    recolour(prop, face, {}, size, z)


def _plinth(prop: ToyShape, wide: float, high: float) -> None:
    """Adds a pedestal between two slabs, a fluted drum or a block."""
    drum = lathe([(0, 0), (0.84 * wide, 0), (0.84 * wide, high), (0, high)], 48, ribs=12, depth=0.03)
    prop.add(prop.random.choice((drum, box(1.6 * wide, 1.6 * wide, high, bevel=0.03).move(z=high / 2))), DARK)
    for z, grow in ((0.05, 1.1), (high - 0.01, 1.0)):
        prop.add(box(2 * grow * wide, 2 * grow * wide, 0.14, bevel=0.03).move(z=z), DARK)


def _cloth_folds(prop: ToyShape, first: list[Spot], last: list[Spot], thick: float, count: int) -> None:
    """Adds folds of cloth, from the path of the `first` to that of the `last`."""
    for share in np.linspace(0, 1, count):
        path = (1 - share) * np.array(first) + share * np.array(last)
        prop.add(tube(path.tolist(), thick, 6))


def _marble_body(prop: ToyShape) -> None:
    """Adds the lifelike body of a standing man with a cloth around his hips. His neck ends at 2.1."""
    trunk = [(0, 1), (0.3, 1), (0.25, 1.25), (0.38, 1.6), (0.34, 1.8), (0.13, 1.9), (0.12, 2.1), (0, 2.1)]
    prop.add(lathe(rounded(trunk, 1), 18).stretch(y=0.66))
    mirrored(prop, sphere(1, segments=10).stretch(0.17, 0.1, 0.13).move(0.16, -0.18, 1.62))
    for x, y, step in ((-0.19, -0.03, 0), (0.25, -0.2, 0.05)):
        prop.add(limb((0.8 * x, 0, 1.1, 0.19), (x, y, 0.62, 0.16), (x + step, 0.03, 0.1, 0.1)))
        prop.add(sphere(1, segments=12).stretch(0.11, 0.22, 0.09).move(x + step, -0.07, 0.06))
    prop.add(skirt(0.26, 0.44, 1.1, 9, 0.08).stretch(y=0.85).turn(y=-8).move(0.08, -0.02, 0.06))
    lower = [(-0.42, -0.1, 1.02), (-0.1, -0.36, 1.14), (0.28, -0.28, 1.48), (0.42, 0, 1.84), (0.16, 0.28, 1.56)]
    upper = [(-0.42, -0.1, 1.18), (-0.1, -0.33, 1.28), (0.18, -0.24, 1.62), (0.24, 0, 1.88), (0.16, 0.24, 1.72)]
    _cloth_folds(prop, [*lower, (-0.4, 0.12, 1.0)], [*upper, (-0.4, 0.12, 1.16)], 0.08, 4)
    prop.add(limb((0.42, 0, 1.74, 0.13), (0.56, 0.05, 1.36, 0.1), (0.42, -0.26, 1.2, 0.08)))
    for x, y in ((0.42, -0.3), (0.48, -0.22)):  # the end of the cloth, over the arm
        prop.add(tube([(x, y, 1.22), (x + 0.04, y, 0.9), (x, y + 0.05, 0.48)], [0.07, 0.11, 0.09], 8))
