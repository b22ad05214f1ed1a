"""Farm animals and pets, and the unicorn. Each public function adds the parts of one kind to `prop`."""

from __future__ import annotations

import math

import numpy as np

from ..shapes import DARK, LIGHT, MAIN, ToyShape, cone, cylinder, limb, mirrored, sphere, torus, tube
from .parts import eyes, legged_body, long_head, spots, tufted_tail


def horse(prop: ToyShape) -> None:
    length, neck, hair = prop.vary(0.68, 0.1), prop.vary(0.72, 0.12), prop.random.choice((DARK, "charcoal", "cream"))
    back = legged_body(prop, (prop.vary(0.34, 0.1), length, 0.36), prop.vary(0.72, 0.12), 0.13)
    y, z = -length - 0.12, back + neck
    prop.add(limb((0, -0.55 * length, back, 0.32), (0, 0.9 * y, back + 0.5 * neck, 0.24), (0, y, z, 0.2)))
    long_head(prop, y, z, 0.4)
    mirrored(prop, cone(0.1, 0.32).turn(y=12).move(0.12, y + 0.03, z + 0.12))
    for share in np.linspace(-0.1, 1, 7):
        lock = sphere(0.2, segments=12).stretch(x=0.5)
        prop.add(lock.move(y=y + 0.14 + 0.45 * max(share, 0) ** 1.5, z=z + 0.12 - share * (neck - 0.22)), hair)
    root, tip = 0.9 * length, length + 0.24
    prop.add(limb((0, root, back + 0.15, 0.1), (0, tip, back + 0.1, 0.15), (0, tip, back - 0.5, 0.09)), hair)


def donkey(prop: ToyShape) -> None:
    width, length, ear = prop.vary(0.38, 0.1), prop.vary(0.64, 0.1), prop.vary(0.44)
    back = legged_body(prop, (width, length, 0.38), prop.vary(0.5), 0.13)
    prop.add(sphere(1, segments=20).stretch(0.8 * width, 0.8 * length, 0.32).move(z=back - 0.12), "cream")
    y, z = -length - 0.12, back + prop.vary(0.52, 0.1)
    prop.add(limb((0, -0.6 * length, back + 0.06, 0.3), (0, y, z, 0.24)))
    prop.add(limb((0, y, z, 0.27), (0, y - 0.3, z - 0.18, 0.22), (0, y - 0.46, z - 0.28, 0.2)))
    prop.add(sphere(0.25, segments=16).move(y=y - 0.52, z=z - 0.34), "cream")
    mirrored(prop, sphere(0.06, segments=8).move(0.12, y - 0.73, z - 0.26), "charcoal")
    eyes(prop, 0.19, y - 0.18, z + 0.08, 0.1)
    for wide, forward, colour in ((0.13, 0, MAIN), (0.08, -0.05, "blossom")):
        flap = sphere(1, segments=16).stretch(wide, 0.09, ear * wide / 0.13 * 1.08).turn(x=-8, y=20)
        mirrored(prop, flap.move(0.16 + 0.34 * ear, y + 0.08 + forward, z + 0.16 + 0.85 * ear), colour)
    for share in np.linspace(-0.12, 1, 7):
        lock = sphere(0.15, segments=8).stretch(0.5, 0.9, 1.2)
        prop.add(lock.move(y=y + 0.1 + 0.5 * share, z=z + 0.24 - 0.36 * max(share, 0)), "charcoal")
    tufted_tail(prop, 0.92 * length, back + 0.15, prop.vary(0.5), "charcoal")


def unicorn(prop: ToyShape) -> None:
    length, neck, horn, hair = prop.vary(0.64, 0.1), prop.vary(0.7, 0.1), prop.vary(0.72), ("blossom", "lemon", "glass")
    back = legged_body(prop, (prop.vary(0.34, 0.1), length, 0.35), prop.vary(0.66, 0.1), 0.12, foot="gold")
    y, z = -length - 0.14, back + neck
    prop.add(limb((0, -0.55 * length, back, 0.32), (0, 0.9 * y, back + 0.5 * neck, 0.23), (0, y, z, 0.2)))
    long_head(prop, y, z, 0.38)
    mirrored(prop, cone(0.09, 0.28).turn(y=16).move(0.13, y + 0.06, z + 0.12))
    turns = np.linspace(0, 1, 18)
    wide = 0.09 - 0.063 * turns
    spiral = np.stack([wide * np.cos(24 * turns), wide * np.sin(24 * turns), horn * turns], axis=1)
    for part in (cone(0.12, horn), tube(spiral.tolist(), (0.055 - 0.02 * turns).tolist(), segments=6, soft=False)):
        prop.add(part.turn(x=24).move(y=y - 0.12, z=z + 0.16), "gold")
    for i, share in enumerate(np.linspace(-0.1, 1, 5)):
        lock = limb((0, 0, 0, 0.15), (0.2, 0.06, -0.1, 0.14), (0.26, 0.1, -0.36, 0.06))
        prop.add(lock.move(y=y + 0.12 + 0.4 * max(share, 0) ** 1.5, z=z + 0.2 - 0.85 * neck * share), hair[i % 3])
    y = length + 0.25
    for x, colour in zip((-0.1, 0, 0.1), hair, strict=True):
        fall = ((2 * x, y, back - 0.2, 0.13), (2.5 * x, y + 0.16, back - 0.6, 0.06))
        prop.add(limb((0, 0.9 * length, back + 0.15, 0.1), (x, y, back + 0.2, 0.12), *fall), colour)


def cow(prop: ToyShape) -> None:
    width, length = prop.vary(0.46, 0.1), prop.vary(0.78, 0.1)
    back = legged_body(prop, (width, length, 0.46), prop.vary(0.42), 0.15)
    spots(prop, (width, length, 0.46), back, 7, 0.28, prop.random.choice(("snow", "charcoal")))
    y, z = -length - 0.12, back + prop.vary(0.32)
    prop.add(limb((0, 0.6 * y, back + 0.05, 0.32), (0, y, z, 0.28)))
    prop.add(sphere(0.34, squareness=0.2).stretch(x=0.9).move(y=y, z=z))
    prop.add(sphere(0.27, squareness=0.2).stretch(1.1, 0.8, 0.8).move(y=y - 0.27, z=z - 0.15), "blossom")
    mirrored(prop, sphere(0.06, segments=12).move(0.12, y - 0.48, z - 0.1), "charcoal")
    eyes(prop, 0.16, y - 0.26, z + 0.14, 0.1)
    mirrored(prop, cone(0.1, prop.vary(0.36)).turn(y=32).move(0.16, y, z + 0.26), "cream")
    mirrored(prop, sphere(0.2, segments=12).stretch(1, 0.45, 0.55).turn(y=12).move(0.44, y + 0.06, z + 0.12), DARK)
    prop.add(sphere(0.24, segments=16).move(y=0.4 * length, z=back - 0.42), "blossom")
    tufted_tail(prop, 0.92 * length, back + 0.2, prop.vary(0.55))


def pig(prop: ToyShape) -> None:
    width, length = prop.vary(0.54, 0.1), prop.vary(0.8, 0.1)
    back = legged_body(prop, (width, length, prop.vary(0.52, 0.08)), prop.vary(0.28), 0.16)
    y, z = -0.85 * length, back + 0.14
    prop.add(sphere(0.42).move(y=y, z=z))
    prop.add(cylinder(prop.vary(0.2, 0.1), 0.3, bevel=0.06).turn(x=90).move(y=y - 0.42, z=z - 0.06), LIGHT)
    mirrored(prop, sphere(0.06, segments=12).stretch(z=1.5).move(0.08, y - 0.56, z - 0.06), "charcoal")
    eyes(prop, 0.2, y - 0.33, z + 0.16, 0.09)
    mirrored(prop, cone(0.19, 0.36).stretch(y=0.5).turn(x=28, y=24).move(0.22, y, z + 0.3), DARK)
    curl = [(0.12 * math.sin(t), length + 0.03 * t - 0.05, back + 0.1 + 0.12 * math.cos(t)) for t in range(11)]
    prop.add(tube(curl, 0.055, segments=8), DARK)


def sheep(prop: ToyShape) -> None:
    skin, fluff = prop.random.choice(("charcoal", "cream", "dough")), prop.vary(0.26, 0.1)
    width, length = prop.vary(0.42, 0.1), prop.vary(0.62, 0.1)
    back = legged_body(prop, (width, length, 0.42), prop.vary(0.42), 0.12, foot=skin, skin=skin)
    for x, y, z in sphere(1, segments=8).vertices:
        prop.add(sphere(fluff, segments=10).move(width * x, length * y, back + 0.4 * z))
    y, z = -length - 0.26, back + 0.26
    prop.add(limb((0, y + 0.25, z + 0.06, 0.25), (0, y - 0.02, z - 0.06, 0.22), (0, y - 0.16, z - 0.18, 0.16)), skin)
    eyes(prop, 0.15, y - 0.14, z + 0.08, 0.09)
    mirrored(prop, sphere(0.21, segments=16).stretch(1, 0.45, 0.5).turn(y=22).move(0.38, y + 0.12, z + 0.08), skin)
    prop.add(sphere(0.25, segments=16).stretch(x=1.1, z=0.8).move(y=y + 0.1, z=z + 0.2))
    prop.add(sphere(0.17, segments=12).move(y=length + 0.22, z=back + 0.12))


def goat(prop: ToyShape) -> None:
    length, horn, beard = prop.vary(0.62, 0.1), prop.vary(0.5, 0.2), prop.random.choice(("snow", "charcoal", "cream"))
    back = legged_body(prop, (prop.vary(0.36, 0.1), length, 0.36), prop.vary(0.46), 0.1)
    y, z, turns = -length - 0.12, back + prop.vary(0.56, 0.1), np.linspace(0, 1, 6)
    prop.add(limb((0, -0.6 * length, back + 0.04, 0.28), (0, y, z, 0.19)))
    long_head(prop, y, z, 0.36)
    sweep = np.stack([0.1 + 0.2 * turns, y + 1.3 * horn * turns**2, z + 0.12 + horn * np.sin(2.4 * turns)], axis=1)
    mirrored(prop, tube(sweep.tolist(), [0.1, 0.1, 0.09, 0.08, 0.07, 0.05], segments=10), "cream")
    mirrored(prop, sphere(1, segments=12).stretch(0.24, 0.08, 0.11).turn(y=24).move(0.36, y + 0.06, z - 0.02), DARK)
    prop.add(limb((0, y - 0.3, z - 0.36, 0.13), (0, y - 0.34, z - 0.55, 0.1), (0, y - 0.32, z - 0.74, 0.05)), beard)
    prop.add(limb((0, 0.92 * length, back + 0.2, 0.1), (0, length + 0.06, back + 0.44, 0.09)), DARK)
    prop.add(sphere(0.22, segments=16).move(y=0.45 * length, z=back - 0.32), "blossom")


def dog(prop: ToyShape) -> None:
    length, head, snout = prop.vary(0.62, 0.1), prop.vary(0.36, 0.08), prop.vary(0.34)
    back = legged_body(prop, (prop.vary(0.3, 0.1), length, 0.31), prop.vary(0.45), 0.12, foot=LIGHT)
    y, z = -length - 0.08, back + 0.6
    prop.add(limb((0, -0.65 * length, back + 0.05, 0.25), (0, y, z, 0.22)))
    prop.add(torus(0.24, 0.07, segments=20).turn(x=24).move(y=y + 0.09, z=z - 0.3), "cherry")
    prop.add(sphere(head).move(y=y, z=z))
    prop.add(limb((0, y, z - 0.1, 0.21), (0, y - snout - 0.12, z - 0.13, 0.16)), LIGHT)
    prop.add(sphere(0.11, segments=16).stretch(x=1.2).move(y=y - snout - 0.27, z=z - 0.02), "charcoal")
    prop.add(sphere(0.12, segments=16).stretch(0.8, 0.45, 1.5).move(y=y - snout - 0.1, z=z - 0.3), "blossom")
    eyes(prop, 0.15, y - 0.85 * head, z + 0.14, 0.09)
    ear = sphere(1).stretch(0.1, 0.17, prop.vary(0.34)).turn(y=-14)
    mirrored(prop, ear.move(head + 0.04, y + 0.04, z - 0.08), DARK)
    y, z = length + 0.2, back + prop.vary(0.6)
    prop.add(limb((0, 0.85 * length, back + 0.12, 0.1), (0, y, back + 0.3, 0.1), (0, y + 0.02, z, 0.08)))


def cat(prop: ToyShape) -> None:
    width, length, head = prop.vary(0.27, 0.1), prop.vary(0.6, 0.1), prop.vary(0.38, 0.08)
    back = legged_body(prop, (width, length, 0.28), prop.vary(0.4), 0.1, foot=LIGHT)
    y, z, nose = -length - 0.05, back + 0.42, -length - 0.05 - 0.9 * head
    prop.add(limb((0, -0.65 * length, back + 0.02, 0.22), (0, y, z, 0.2)))
    prop.add(sphere(head).stretch(1.12, 0.9, 0.92).move(y=y, z=z))
    for radius, forward, colour in ((0.19, 0.0, MAIN), (0.13, -0.07, "blossom")):
        ear = cone(radius, 2.1 * radius).stretch(y=0.6).turn(y=16)
        mirrored(prop, ear.move(0.6 * head, y + forward, z + 0.62 * head), colour)
    mirrored(prop, sphere(0.11, segments=16).move(0.07, nose, z - 0.14), LIGHT)
    prop.add(sphere(0.065, segments=12).stretch(x=1.3).move(y=nose - 0.09, z=z - 0.06), "blossom")
    for tilt in (-8, 12):
        whisker = tube([(0.1, nose + 0.02, 0), (0.52, nose + 0.04, 0)], 0.03, segments=8, soft=False)
        mirrored(prop, whisker.turn(y=tilt).move(z=z - 0.14), "snow")
    eyes(prop, 0.17, nose + 0.06, z + 0.06, 0.11)
    tail, rise = ((0.7, 0.08), (1.3, 0.1), (1.4, 0.4), (1.2, 0.6), (1.5, 0.85)), prop.vary(0.9)
    prop.add(limb(*((0, share * length, back + up * rise, 0.09) for share, up in tail)))
