"""String instruments, and the piano. Each public function adds the parts of one kind to `prop`."""

from __future__ import annotations

import numpy as np

from ..forms import border, lying_plate, shrunk
from ..shapes import (
    DARK,
    LIGHT,
    MAIN,
    Part,
    Points,
    ToyShape,
    box,
    circle,
    cylinder,
    lathe,
    loft,
    rounded,
    sphere,
    torus,
    tube,
)


def guitar(prop: ToyShape) -> None:
    wide, tall, depth = prop.vary(0.6, 0.06), prop.vary(1.2, 0.06), prop.vary(0.34)
    shape = [(0.3, 0), (0.75, 0.01), (1.08, 0.14), (1.08, 0.42), (0.56, 0.55), (0.68, 0.72), (0.85, 0.96), (0.2, 1)]
    prop.add(_waisted([(x * wide, z * tall) for x, z in shape], depth))
    front, end, hole = -depth / 2, tall + prop.vary(0.85, 0.08), 0.6 * tall
    prop.add(cylinder(0.36 * wide, 0.06, bevel=0.01).turn(x=90).move(y=front, z=hole), "charcoal")
    prop.add(torus(0.36 * wide, 0.05).turn(x=90).move(y=front, z=hole), "cream")
    prop.add(box(0.7 * wide, 0.12, 0.12, bevel=0.02).move(y=front, z=0.24 * tall), "charcoal")
    prop.add(box(0.18, 0.16, end - hole - 0.1, bevel=0.03).move(y=front, z=(end + hole + 0.1) / 2), "wood")
    for i in range(5):
        prop.add(box(0.2, 0.06, 0.06, bevel=0.01).move(y=front - 0.07, z=tall + i * 0.2 * (end - tall)), "cream")
    prop.add(box(0.26, 0.14, 0.42, bevel=0.03, taper=1.25).turn(x=8).move(y=front + 0.02, z=end + 0.16), DARK)
    for x in (-0.19, 0.19):
        for z in (0.05, 0.18, 0.31):
            prop.add(sphere(0.065, segments=12).move(x, front + 0.02, end + z), "steel")


def violin(prop: ToyShape) -> None:
    wide, tall, depth = prop.vary(0.5, 0.06), prop.vary(1.15, 0.06), prop.vary(0.28)
    lower = [(0.3, 0), (0.8, 0.01), (1.1, 0.12), (1.05, 0.36), (1.05, 0.36), (0.62, 0.4), (0.55, 0.58)]
    upper = [(0.86, 0.66), (0.86, 0.66), (0.92, 0.86), (0.65, 0.99), (0.2, 1)]
    prop.add(_waisted([(x * wide, z * tall) for x, z in lower + upper], depth))
    front, end = -depth / 2, tall + prop.vary(0.6, 0.08)
    prop.add(box(0.16, 0.1, end - 0.6 * tall, bevel=0.02).move(y=front - 0.06, z=(end + 0.6 * tall) / 2), "charcoal")
    prop.add(box(0.13, 0.14, end - 0.9 * tall).move(y=front + 0.04, z=(end + 0.9 * tall) / 2), DARK)
    prop.add(box(0.12, 0.12, 0.3 * tall, bevel=0.02, taper=1.6).move(y=front - 0.03, z=0.18 * tall), "charcoal")
    prop.add(box(0.3, 0.26, 0.07, bevel=0.02).move(y=front, z=0.42 * tall), "cream")
    prop.add(torus(0.09, 0.07, segments=16).turn(y=90).move(y=front + 0.02, z=end + 0.08), DARK)
    for side in (-1, 1):
        curve = [(0.66, 0.3), (0.52, 0.26), (0.48, 0.36), (0.46, 0.5), (0.44, 0.56), (0.32, 0.54)]
        prop.add(tube([(side * x * wide, front, z * tall) for x, z in curve], 0.035, segments=8), "charcoal")
        peg = cylinder(0.05, 0.42, bevel=0.01, segments=10).turn(y=90).move(y=front + 0.02, z=end - 0.03 - 0.07 * side)
        prop.add(peg, "charcoal")


def banjo(prop: ToyShape) -> None:
    radius, depth, neck = prop.vary(0.66, 0.06), prop.vary(0.3, 0.1), prop.vary(1.15, 0.08)
    front, end, middle = -depth / 2, radius + neck, 0.8 * radius + 0.5 * neck
    pot = lathe([(0, -0.7), (0.6, -0.7), (1, -0.3), (1, 0.5), (0, 0.5)], 40).stretch(radius, radius, depth)
    rim, skin = torus(0.94 * radius, 0.1, 40), cylinder(0.92 * radius, 0.14, bevel=0.02, segments=40)
    for part, y, colour in ((pot, 0, MAIN), (rim, front, DARK), (skin, front, "snow")):
        prop.add(part.turn(x=90).move(y=y), colour)
    for x, z, angle in circle(prop.random.choice((10, 12, 14)), radius + 0.01):
        prop.add(box(0.1, 0.28, 0.1, bevel=0.02).turn(y=-angle).move(x, front, z), "steel")
    prop.add(box(0.24, 0.14, neck + 0.4, bevel=0.03).move(y=front, z=middle + 0.08))
    prop.add(box(0.16, 0.1, neck + 0.4, bevel=0.02).move(y=front - 0.07, z=middle + 0.08), "charcoal")
    prop.add(box(0.34, 0.14, 0.08, bevel=0.02).move(y=front - 0.08, z=-0.45 * radius), "wood")
    prop.add(box(0.3, 0.14, 0.44, bevel=0.03, taper=1.25).move(y=front + 0.01, z=end + 0.2), DARK)
    for i in range(6):
        prop.add(box(0.2, 0.07, 0.06, bevel=0.01).move(y=front - 0.1, z=1.1 * radius + 0.18 * i * neck), "cream")
    for x in (-0.06, 0.0, 0.06):
        prop.add(tube([(x, front - 0.13, z) for z in (-0.9 * radius, end)], 0.018, segments=6), "steel")
    for x, z in ((-0.24, 0.1), (0.24, 0.1), (-0.26, 0.3), (0.26, 0.3), (-0.2, -0.45 * neck)):
        prop.add(tube([(0.4 * x, front, end + z), (x, front, end + z)], 0.04, segments=8), "steel")
        prop.add(sphere(0.075, segments=12).move(x, front, end + z), "cream")


def harp(prop: ToyShape) -> None:
    height, span, count = prop.vary(1.9, 0.08), prop.vary(1.15, 0.08), prop.random.choice((7, 8, 9))
    prop.add(tube([(0.1, 0, 0.22), (span, 0, 0.78 * height)], [0.25, 0.13], soft=False).stretch(y=1.2))
    bends = [(0, 1), (0.15, 0.93), (0.4, 0.76), (0.7, 0.92), (1, 0.96), (1.08, 0.76)]
    neck = rounded([(x * span, 0, z * height) for x, z in bends])
    prop.add(tube(neck.tolist(), 0.11, soft=False))
    for x in np.linspace(0.2, 0.86, count) * span:
        foot, top = 0.22 + (0.78 * height - 0.22) * (x - 0.1) / (span - 0.1), np.interp(x, neck[:, 0], neck[:, 2])
        prop.add(tube([(x, 0, foot), (x, 0, top)], 0.03, segments=6, soft=False), "cream")
        prop.add(sphere(0.06, segments=8).move(x, -0.1, top), "gold")
    post = [(0, 0), (0.2, 0), (0.2, 0.15), (0.1, 0.25), (0.13, 0.5 * height), (0.1, 0.9 * height), (0, 0.9 * height)]
    prop.add(lathe(post, soft=True))
    for z, radius in ((0.3, 0.13), (0.86 * height, 0.13), (0.92 * height, 0.17)):
        prop.add(torus(radius - 0.03, 0.06, segments=20).move(z=z), "gold")
    crown = [(0, 0), (0.12, 0), (0.2, 0.12), (0.15, 0.2), (0, 0.3)]
    prop.add(lathe(crown, soft=True).move(z=height - 0.06), "gold")
    prop.add(box(0.75, 0.62, 0.18, bevel=0.05).move(0.1, 0, 0.05), DARK)


def piano(prop: ToyShape) -> None:
    half, length, top, wall = prop.vary(0.8, 0.06), prop.vary(1.7, 0.08), prop.vary(1.0, 0.06), prop.vary(0.32, 0.1)
    curve = [(1, 0.3), (1, 0.52), (0.85, 0.62), (0.3, 0.7), (0.2, 0.95), (-0.1, 1), (-0.8, 1), (-1, 0.9)]
    outline = np.array([(-1, 0), (1, 0), *rounded(curve)]) * (half, length)
    prop.add(border(outline, 0.09, wall).move(z=top - wall / 2))
    prop.add(lying_plate(shrunk(outline, 0.07), 0.14).move(z=top - 0.5 * wall), "gold")
    for x, end in ((-0.72, 0.88), (-0.4, 0.9), (-0.08, 0.86), (0.3, 0.6), (0.7, 0.52)):
        string = box(0.07, end * length - 0.3, 0.1, bevel=0.02).move(y=end * length / 2 + 0.1)
        prop.add(string.move(x * half, 0, top - 0.5 * wall + 0.06), "steel")
    lid = lying_plate(np.maximum(outline, (-half, 0.26)), 0.08).move(x=half).turn(y=-prop.vary(36, 0.12))
    prop.add(lid.move(x=-half, z=top + 0.05), LIGHT)
    prop.add(tube([(0.86 * half, 0.7, top - 0.1), (0.5 * half, 0.7, top + 0.92 * half)], 0.045, segments=8), "gold")
    prop.add(box(0.9, 0.08, 0.36, bevel=0.02).turn(x=-20).move(y=0.14, z=top + 0.15), DARK)
    _piano_keyboard(prop, 2 * half, top - 0.6 * wall)
    leg = lathe([(0, 0), (0.1, 0), (0.07, 0.1), (0.12, 0.6), (0.16, top - wall), (0, top - wall + 0.1)])
    for x, y in ((0.15 - half, 0.14), (half - 0.15, 0.14), (-0.3 * half, 0.84 * length)):
        prop.add(leg.move(x, y), DARK)
    prop.add(box(0.3, 0.1, top - wall, bevel=0.02, taper=1.3).move(y=0.3, z=0.5 * (top - wall) + 0.08), DARK)
    for x in (-0.1, 0.0, 0.1):
        prop.add(box(0.07, 0.26, 0.07, bevel=0.02).move(x, 0.2, 0.12), "gold")


def _waisted(profile: Points, depth: float) -> Part:
    """Returns the body of a string instrument: a plate along Y with the outline (half width, z), rounded."""
    half, z = rounded(profile).T[:, :, None]
    side, cut = np.array([1, 1, 1, -1, -1, -1, -1, 1]), np.array([0, 0, 1, 1, 0, 0, 1, 1])
    y = np.array([-1, 1, 1, 1, 1, -1, -1, -1]) * (depth / 2 - 0.05 * (1 - cut))
    return loft(np.stack([side * (half - 0.05 * cut), y + 0 * half, z + 0 * y], axis=-1))


def _piano_keyboard(prop: ToyShape, width: float, z: float) -> None:
    """Adds two octaves of piano keys in front of y = 0, on a bed whose top is at `z`."""
    prop.add(box(width, 0.46, 0.14, bevel=0.03).move(y=-0.14, z=z - 0.07))
    pitch = (width - 0.2) / 14
    for i in range(14):
        x = (i - 6.5) * pitch
        prop.add(box(pitch - 0.012, 0.32, 0.1, bevel=0.015).move(x, -0.18, z + 0.02), "snow")
        if i % 7 not in (2, 6):
            prop.add(box(0.6 * pitch, 0.2, 0.1, bevel=0.02).move(x + pitch / 2, -0.1, z + 0.08), "charcoal")
    for x in (0.06 - width / 2, width / 2 - 0.06):
        prop.add(box(0.13, 0.44, 0.2, bevel=0.04).move(x, -0.14, z + 0.06))
