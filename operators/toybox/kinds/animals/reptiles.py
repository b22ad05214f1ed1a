"""Reptiles of today, of long ago and of tales, and the frog.

Each public function adds the parts of one kind to `prop`.
"""

from __future__ import annotations

import math
from collections.abc import Iterable

import numpy as np

from ..shapes import (
    DARK,
    LIGHT,
    MAIN,
    ToyShape,
    circle,
    cone,
    cylinder,
    extrude,
    lathe,
    limb,
    mirrored,
    sphere,
    torus,
    tube,
)
from .parts import eyes, hoops, legged_body, smile, toes


def turtle(prop: ToyShape) -> None:
    width, length, dome = prop.vary(0.7, 0.08), prop.vary(0.82, 0.08), prop.vary(0.68)
    shell = lathe([(0, -0.12), (0.9, -0.12), (1.06, 0), (1.04, 0.14), (0.9, 0.5), (0.5, 0.95), (0, 1)], soft=True)
    prop.add(shell.stretch(width, length, dome).move(z=0.32))
    prop.add(torus(1, 0.09, segments=24).stretch(width, length, 0.9).move(z=0.34))
    plate = lathe([(0, -0.06), (0.22, -0.06), (0.17, 0.06), (0, 0.06)], segments=6)
    prop.add(plate.move(z=dome + 0.29), DARK)
    for x, y, angle in circle(6, 0.72, 30):
        prop.add(plate.turn(y=46).turn(z=angle).move(x * width, y * length, 0.32 + 0.68 * dome), DARK)
    y, z = -length - prop.vary(0.4, 0.2), 0.64
    prop.add(limb((0, -0.7 * length, 0.32, 0.2), (0, 0.5 * y - 0.5 * length, 0.4, 0.18), (0, y, z, 0.2)), LIGHT)
    prop.add(sphere(0.29).stretch(y=1.15).move(y=y - 0.06, z=z), LIGHT)
    eyes(prop, 0.17, y - 0.26, z + 0.12, 0.09)
    for y in (-0.62 * length, 0.62 * length):
        mirrored(prop, limb((0.62 * width, y, 0.3, 0.2), (width + 0.12, 1.2 * y, 0.17, 0.17)), LIGHT)
    prop.add(cone(0.13, 0.4).turn(x=-108).move(y=0.95 * length, z=0.26), LIGHT)


def frog(prop: ToyShape) -> None:
    width, length, eye = prop.vary(0.58, 0.1), prop.vary(0.68, 0.1), prop.vary(0.19, 0.1)
    prop.add(sphere(1).stretch(width, length, 0.42).turn(x=-24).move(z=0.5))
    prop.add(sphere(1).stretch(0.85 * width, 0.75 * length, 0.4).turn(x=-24).move(y=-0.14, z=0.44), LIGHT)
    y, z = -0.55 * length, 0.84
    prop.add(sphere(1).stretch(1.05 * width, 0.52, 0.33).move(y=y, z=z))
    smile(prop, 1.05 * width, y, z - 0.1, 0.53, 0.16)
    mirrored(prop, sphere(eye + 0.05, segments=16).move(0.6 * width, y - 0.06, z + 0.3))
    eyes(prop, 0.6 * width, y - 0.16, z + 0.34, eye)
    mirrored(prop, sphere(1, segments=16).stretch(0.2, 0.42, 0.3).turn(x=-20).move(width + 0.02, 0.3, 0.36))
    mirrored(prop, limb((width + 0.1, 0.55, 0.12, 0.12), (width + 0.16, 0.1, 0.1, 0.1)), DARK)
    mirrored(prop, limb((0.75 * width, -0.4, 0.5, 0.13), (width, -0.55, 0.3, 0.11), (width - 0.1, -0.7, 0.1, 0.1)))
    toes(prop, width - 0.1, -0.72, 0.24)
    toes(prop, width + 0.16, 0.1, 0.36)


def crocodile(prop: ToyShape) -> None:
    width, length, jaw, tail = prop.vary(0.42, 0.1), prop.vary(0.68, 0.08), prop.vary(0.95, 0.1), prop.vary(1.1, 0.1)
    sway = prop.random.uniform(-0.5, 0.5)
    prop.add(sphere(1, 0.15, 20).stretch(width, length, 0.27).move(z=0.36))
    prop.add(sphere(1, 0.15, 20).stretch(0.88 * width, length, 0.26).move(z=0.3), LIGHT)
    root = (0, 0.6 * length, 0.36, 0.26)
    prop.add(limb(root, (0, length + 0.3 * tail, 0.3, 0.2), (sway, length + tail, 0.2, 0.07)))
    y = -length - 0.02
    prop.add(limb((0, 0.5 * y, 0.38, 0.27), (0, y - 0.08, 0.48, 0.27)))
    _jaws(prop, y - 0.1, 0.48, 0.25, jaw, prop.vary(10, 0.4))
    mirrored(prop, sphere(0.15, segments=16).move(0.17, y - 0.12, 0.72))
    eyes(prop, 0.18, y - 0.2, 0.76, 0.1)
    for share in (-0.62, 0.62):
        x, y = width + 0.22, share * length
        mirrored(prop, limb((0.7 * width, y, 0.34, 0.15), (x, y, 0.3, 0.13), (x, y - 0.08, 0.1, 0.11)))
        toes(prop, x, y - 0.1, 0.2)
    for x in (-0.2, 0, 0.2):
        _ridge(prop, [(share * length, 0.58 - 0.1 * share**2) for share in (-0.7, -0.4, -0.1, 0.2, 0.5)], 0.1, x)
    for t in (0.05, 0.2, 0.35, 0.5, 0.65, 0.8):
        _ridge(prop, [(length + t * tail, 0.52 - 0.25 * t)], 0.13, sway * t**2)


def lizard(prop: ToyShape) -> None:
    girth, length, tail, sway = prop.vary(0.22, 0.1), prop.vary(0.58, 0.1), prop.vary(1.5, 0.1), prop.vary(0.5, 0.2)
    sway *= prop.random.choice((-1, 1))
    spine = [(0, -length - 0.16, 0.72, 0.15), (0, -0.7 * length, 0.48, girth), (0, 0.2 * length, 0.34, 1.1 * girth)]
    for t in np.linspace(0, 1, 9):
        x, y = sway * math.sin(5.5 * t) * (1 - 0.3 * t), length + tail * (t - 0.25 * t**3)
        spine.append((x, y, 0.3 - 0.22 * t, 0.05 + (girth - 0.05) * (1 - t) ** 1.2))
    prop.add(limb(*spine))
    for x, y, z, radius in spine[1:8]:
        prop.add(sphere(0.8 * radius, segments=8).stretch(y=1.3).move(x, y - 0.05, z + 0.42 * radius), LIGHT)
    y, z = -length - 0.3, 0.84
    prop.add(limb((0, y + 0.1, z, 0.2), (0, y - 0.12, z, 0.22), (0, y - 0.42, z - 0.03, 0.12)).stretch(x=1.15))
    smile(prop, 0.26, y - 0.1, z - 0.08, 0.48, 0.05)
    eyes(prop, 0.19, y - 0.1, z + 0.14, 0.1)
    prop.add(tube([(0, y - 0.4, z - 0.08), (0, y - 0.74, z - 0.12), (0.05, y - 0.9, z)], 0.045, segments=8), "cherry")
    for y, z in ((-0.75 * length, 0.46), (0.75 * length, 0.32)):
        knee = (girth + 0.3, y + 0.1, z + 0.1, 0.085)
        mirrored(prop, limb((0.6 * girth, y, z, 0.11), knee, (girth + 0.4, y - 0.06, 0.08, 0.075)))
        toes(prop, girth + 0.4, y - 0.06, 0.2, MAIN)


def snake(prop: ToyShape) -> None:
    girth, radius, rise, sway = prop.vary(0.17, 0.08), prop.vary(0.62, 0.08), prop.vary(1.35, 0.1), prop.vary(0.1, 0.9)
    spine = []
    for t in np.linspace(0, 1, 27):
        wide, angle, z = radius * (1.3 - 0.72 * t), 4 * math.pi * t, girth * (1 + max(0, 3.2 * t - 1))
        spine.append((-wide * math.sin(angle), wide * math.cos(angle), z, girth * min(1, 0.3 + 3 * t)))
    neck = ((-0.28, 0.2, 0.62), (-sway, 0.12, 0.9), (sway, 0.1, 0.8 * rise), (0, 0.04, rise), (0, -0.2, rise + 0.08))
    spine += [(*spot, girth) for spot in neck]
    prop.add(limb(*spine))
    for hoop in hoops(20, 0.05, *spine):
        prop.add(hoop, LIGHT)
    prop.add(sphere(1, 0.1, 20).stretch(0.27, 0.38, 0.2).turn(x=6).move(y=-0.34, z=rise + 0.1))
    eyes(prop, 0.17, -0.46, rise + 0.23, 0.09)
    mirrored(prop, sphere(0.035, segments=8).move(0.08, -0.7, rise + 0.12), "charcoal")
    prop.add(tube([(0, -0.6, rise + 0.02), (0, -0.95, rise)], 0.04, segments=8), "cherry")
    mirrored(prop, tube([(0, -0.92, rise), (0.1, -1.1, rise + 0.03)], 0.035, segments=8), "cherry")


def dinosaur(prop: ToyShape) -> None:
    tail, head, thigh, rise = prop.vary(1.4, 0.1), prop.vary(0.34, 0.1), prop.vary(0.29, 0.1), prop.vary(1.6, 0.05)
    spine = ((0, tail, 0.4, 0.07), (0, 0.65 * tail, 0.45, 0.19), (0, 0.55, 0.72, 0.34), (0, 0.05, 0.92, 0.44))
    prop.add(limb(*spine, (0, -0.3, 1.25, 0.34), (0, -0.42, rise, 0.28)))
    prop.add(limb((0, 0.5, 0.64, 0.3), (0, -0.05, 0.86, 0.4), (0, -0.38, 1.2, 0.31), (0, -0.5, rise - 0.1, 0.2)), LIGHT)
    prop.add(sphere(1.1 * head).move(y=-0.46, z=rise + 0.12))
    _jaws(prop, -0.46, rise + 0.1, head, 0.8, prop.vary(13, 0.4))
    eyes(prop, 0.62 * head, -0.62, rise + 0.12 + 1.15 * head, 0.1)
    mirrored(prop, limb((0.3, 0.15, 0.8, thigh), (0.4, -0.12, 0.45, 0.19), (0.4, 0.1, 0.22, 0.13), (0.4, 0, 0.1, 0.13)))
    toes(prop, 0.4, 0.0, 0.3, LIGHT)
    mirrored(prop, limb((0.28, -0.4, 1.18, 0.1), (0.36, -0.66, 1.02, 0.08), (0.3, -0.8, 1.12, 0.07)))
    line = ((0, rise - 0.05), (0.22, 1.26), (0.5, 1.06), (0.78, 0.84), (0.72 * tail, 0.62))
    _ridge(prop, (*line, (0.86 * tail, 0.5)), prop.vary(0.17))


def dragon(prop: ToyShape) -> None:
    length, neck, horn = prop.vary(0.55, 0.1), prop.vary(0.72, 0.1), prop.vary(0.42)
    back = legged_body(prop, (0.36, length, 0.38), prop.vary(0.36), 0.15, foot=DARK)
    y, z, tail = -length - 0.22, back + neck, length + prop.vary(0.85)
    prop.add(limb((0, -0.5 * length, back, 0.34), (0, 0.95 * y, back + 0.45 * neck, 0.22), (0, y, z, 0.19)))
    prop.add(limb((0, 0.3, back - 0.1, 0.32), (0, -0.9 * length, back, 0.28), (0, y - 0.07, z - 0.2, 0.15)), LIGHT)
    prop.add(sphere(0.3).move(y=y - 0.02, z=z + 0.06))
    prop.add(limb((0, y - 0.15, z + 0.02, 0.24), (0, y - 0.5, z - 0.04, 0.2)).stretch(x=1.15))
    mirrored(prop, sphere(0.09, segments=12).move(0.12, y - 0.57, z + 0.12))
    mirrored(prop, sphere(0.055, segments=8).move(0.13, y - 0.64, z + 0.14), "charcoal")
    mirrored(prop, sphere(0.06, segments=8).stretch(z=2).move(0.16, y - 0.5, z - 0.2), "snow")
    mirrored(prop, cone(0.1, horn).turn(x=-42, y=14).move(0.14, y + 0.08, z + 0.22), "cream")
    eyes(prop, 0.19, y - 0.24, z + 0.18, 0.1)
    prop.add(limb((0, 0.7 * length, back, 0.26), (0, length + 0.4, 0.3, 0.16), (0, tail, 0.45, 0.09)))
    prop.add(extrude([(-0.24, 0), (0, -0.08), (0.24, 0), (0, 0.42)], 0.14).turn(x=-60).move(y=tail, z=0.46), DARK)
    mane = ((y + 0.2, z + 0.05), (0.9 * y + 0.18, back + 0.6 * neck), (-0.4, back + 0.42), (0.1, back + 0.42))
    _ridge(prop, (*mane, (length - 0.1, back + 0.26), (length + 0.2, back - 0.02), (length + 0.45, 0.46)), 0.16)
    _bat_wings(prop, prop.vary(1.3, 0.1), back + 0.2)


def _ridge(prop: ToyShape, line: Iterable[tuple[float, float]], size: float, x: float = 0.0) -> None:
    """Adds a spike at each of the places (y, z) along a back."""
    for y, z in line:
        spike = cylinder(size, 2 * size, bevel=0.02, top=0.04, segments=4)
        prop.add(spike.stretch(x=0.7).move(x, y, z + 0.4 * size), DARK)


def _jaws(prop: ToyShape, y: float, z: float, width: float, reach: float, gape: float) -> None:
    """Adds open jaws with teeth. They are hinged at (y, z), and each is turned by `gape` degrees."""
    for side, tall in ((1, 0.6), (-1, 0.4)):
        jaw = sphere(1, squareness=0.35, segments=20).stretch(width, 0.58 * reach, tall * width)
        parts = [(jaw.move(y=-0.5 * reach, z=side * tall * width), MAIN)]
        for share in (0.35, 0.55, 0.75, 0.95):
            tooth = cylinder(0.07, 0.16, bevel=0.02, top=0.03, segments=6).turn(x=90 + 90 * side)
            for x in (-0.8, 0.8):
                narrow = x * width * (1.06 - (share - 0.3) ** 2)
                parts.append((tooth.move(narrow, -share * reach, -side * 0.02), "snow"))
        for part, colour in parts:
            prop.add(part.turn(x=-side * gape).move(y=y, z=z), colour)
    prop.add(sphere(1, segments=12).stretch(0.6 * width, 0.45 * reach, 0.07).move(y=y - 0.4 * reach, z=z), "blossom")


def _bat_wings(prop: ToyShape, span: float, z: float) -> None:
    """Adds raised bat wings of the length `span` at the height `z`."""
    web = ((0, 0), (0.3, 0.12), (0.45, 0.02), (0.62, 0.32), (0.86, 0.3), (1, 0.85), (0.45, 0.8), (0, 0.3))
    skin = extrude(np.array(web) * span, 0.1, bevel=0.03)
    bone = tube([(0, 0, 0.2 * span), (0.45 * span, 0, 0.8 * span), (span, 0, 0.85 * span)], 0.075, soft=False)
    for part, colour in ((skin, LIGHT), (bone, DARK)):
        mirrored(prop, part.turn(x=-14, z=24).move(0.2, -0.1, z), colour)
