"""Wild land animals of the toybox, and a teddy bear. Each function adds the parts of one kind to `prop`."""

from __future__ import annotations

import math
from collections.abc import Iterable

import numpy as np

from ..shapes import DARK, LIGHT, MAIN, ToyShape, circle, cone, cylinder, extrude, limb, mirrored, sphere, tube
from .parts import eyes, legged_body, long_head, muzzle, round_ears, smile, spots, toes, tufted_tail


def bear(prop: ToyShape) -> None:
    width, length, head = prop.vary(0.5, 0.1), prop.vary(0.72, 0.1), prop.vary(0.43, 0.08)
    back = legged_body(prop, (width, length, 0.5), prop.vary(0.36), 0.2, foot=DARK)
    prop.add(sphere(1, segments=16).stretch(0.85 * width, 0.45, 0.42).move(y=-0.45 * length, z=back + 0.24))
    y, z = -length - 0.16, back + prop.vary(0.2, 0.4)
    prop.add(sphere(head).stretch(x=1.12).move(y=y, z=z))
    round_ears(prop, 0.78 * head, y + 0.06, z + 0.8 * head, 0.18, DARK)
    muzzle(prop, y - 0.9 * head, z - 0.13, 0.27, "cream")
    eyes(prop, 0.2, y - 0.8 * head, z + 0.13, 0.08)
    prop.add(sphere(0.15, segments=16).move(y=length + 0.04, z=back + 0.14))
    claw = sphere(0.08, segments=8).stretch(0.7, 1.6, 0.8)
    for x in (-0.13, 0, 0.13):
        for y in (-0.64 * length, 0.64 * length):
            mirrored(prop, claw.move(x + 0.62 * width, y - 0.25, 0.08), "cream")


def lion(prop: ToyShape) -> None:
    length, head = prop.vary(0.68, 0.1), prop.vary(0.38, 0.08)
    back = legged_body(prop, (prop.vary(0.34, 0.1), length, 0.34), prop.vary(0.48), 0.14, foot=LIGHT)
    y, z = -length - 0.08, back + 0.42
    _mane(prop, y, z, head + prop.vary(0.14), DARK)
    prop.add(sphere(head).move(y=y - 0.2, z=z))
    round_ears(prop, 0.8 * head, y - 0.16, z + 0.84 * head, 0.14)
    muzzle(prop, y - 0.16 - head, z - 0.12, 0.21)
    eyes(prop, 0.16, y - 0.18 - 0.86 * head, z + 0.12, 0.085)
    tufted_tail(prop, 0.92 * length, back + 0.16, prop.vary(0.5))


def fox(prop: ToyShape) -> None:
    length, head, bush = prop.vary(0.58, 0.1), prop.vary(0.34, 0.08), prop.vary(0.25)
    back = legged_body(prop, (prop.vary(0.26, 0.1), length, 0.27), prop.vary(0.42), 0.1, skin="charcoal")
    y, z, tip = -length - 0.08, back + 0.44, back + prop.vary(0.45)
    prop.add(limb((0, -0.6 * length, back + 0.02, 0.24), (0, y, z, 0.2)))
    prop.add(sphere(1, segments=16).stretch(0.2, 0.2, 0.28).turn(x=24).move(y=y + 0.08, z=z - 0.36), "snow")
    prop.add(sphere(head, segments=20).stretch(1.15, 0.9, 0.9).move(y=y, z=z))
    mirrored(prop, limb((0.14, y - 0.13, z - 0.1, 0.2), (0.48, y - 0.08, z - 0.14, 0.05)), "snow")
    snout = limb((0, y - 0.1, z - 0.02, 0.24), (0, y - 0.42, z - 0.07, 0.13), (0, y - 0.6, z - 0.08, 0.09))
    prop.add(snout)
    prop.add(snout.stretch(x=0.85).move(y=0.02, z=-0.07), "snow")
    prop.add(sphere(0.1, segments=12).move(y=y - 0.7, z=z - 0.06), "charcoal")
    mirrored(prop, cone(0.2, 0.5).stretch(y=0.55).turn(y=14).move(0.55 * head, y + 0.04, z + 0.6 * head))
    fluff = sphere(1, segments=12).stretch(0.1, 0.07, 0.2).turn(x=-6, y=14)
    mirrored(prop, fluff.move(0.55 * head + 0.05, y - 0.03, z + 0.6 * head + 0.19), "charcoal")
    eyes(prop, 0.17, y - 0.82 * head, z + 0.1, 0.085)
    y = length + 0.7
    prop.add(limb((0, y - 0.8, back + 0.1, 0.1), (0, y - 0.4, back, bush), (0, y, 0.5 * (back + tip), bush)))
    prop.add(limb((0, y - 0.02, 0.5 * (back + tip), bush), (0, y + 0.2, tip, 0.6 * bush)), "snow")


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


def mouse(prop: ToyShape) -> None:
    width, length, ear, sway = prop.vary(0.42, 0.1), prop.vary(0.58, 0.1), prop.vary(0.35), prop.vary(0.4, 0.5)
    prop.add(sphere(1).stretch(width, length, 0.44).move(y=0.1, z=0.46))
    y, z = -length - 0.02, 0.62
    prop.add(sphere(0.36).move(y=y, z=z))
    prop.add(limb((0, y - 0.1, z - 0.04, 0.28), (0, y - 0.4, z - 0.1, 0.16), (0, y - 0.52, z - 0.12, 0.1)))
    prop.add(sphere(0.1, segments=12).move(y=y - 0.66, z=z - 0.1), "blossom")
    round_ears(prop, 0.28 + 0.4 * ear, y + 0.12, z + 0.22 + 0.6 * ear, ear)
    eyes(prop, 0.19, y - 0.28, z + 0.12, 0.095)
    for tilt in (-12, 12):
        whisker = tube([(0.08, y - 0.46, 0), (0.5, y - 0.36, 0)], 0.03, segments=8, soft=False)
        mirrored(prop, whisker.turn(y=tilt).move(z=z - 0.13), "charcoal")
    mirrored(prop, sphere(1, segments=16).stretch(0.16, 0.3, 0.28).move(0.86 * width, 0.3, 0.34))
    for x, y in ((0.9 * width, 0.14), (0.6 * width, -length)):
        mirrored(prop, limb((x, y + 0.18, 0.26, 0.12), (x, y, 0.08, 0.1)), "blossom")
    curve = [(sway * math.sin(2.6 * t), length + 1.15 * t, 0.26 - 0.18 * math.sin(3 * t)) for t in np.linspace(0, 1, 7)]
    prop.add(tube(curve, [0.09, 0.085, 0.08, 0.075, 0.07, 0.06, 0.05], segments=8), "blossom")


def monkey(prop: ToyShape) -> None:
    width, head, ear = prop.vary(0.34, 0.1), prop.vary(0.42, 0.08), prop.vary(0.2)
    prop.add(sphere(1).stretch(width, 0.3, 0.5).move(z=0.72))
    prop.add(sphere(1, segments=16).stretch(0.7 * width, 0.2, 0.36).move(y=-0.15, z=0.7), "cream")
    z = 1.1 + head
    prop.add(sphere(head).stretch(x=1.08).move(z=z))
    round_ears(prop, 1.08 * head + 0.5 * ear, 0.04, z + 0.02, ear, "cream")
    _ape_face(prop, head, z)
    mirrored(prop, limb((0.55 * width, 0, 0.4, 0.15), (0.9 * width, -0.22, 0.3, 0.13), (0.36, -0.1, 0.1, 0.12)))
    mirrored(prop, sphere(1, segments=12).stretch(0.14, 0.26, 0.1).move(0.38, -0.2, 0.1), "cream")
    for side, hand in ((-1, 0.5), (1, prop.random.choice((0.5, 1.4)))):
        arm = limb((side * 0.7 * width, 0, 1, 0.13), (side * 0.62, -0.1, 0.85, 0.11), (side * 0.7, -0.3, hand, 0.1))
        prop.add(arm)
        prop.add(sphere(0.15, segments=12).move(side * 0.7, -0.33, hand), "cream")
    curl = ((0, 0.2, 0.4), (0.2, 0.6, 0.2), (1, 0.6, 0.3), (1, 0.4, 1.5), (0.5, 0.4, 1.5), (0.5, 0.4, 1), (0.8, 0.4, 1))
    prop.add(tube(curl, 0.085))


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
    _wings(prop, prop.vary(1.3, 0.1), back + 0.2)


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


def deer(prop: ToyShape) -> None:
    width, length, antler = prop.vary(0.3, 0.08), prop.vary(0.6, 0.1), prop.vary(0.85, 0.12)
    back = legged_body(prop, (width, length, 0.31), prop.vary(0.8, 0.1), 0.1)
    spots(prop, (width, length, 0.31), back + 0.02, 10, 0.09, "snow")
    y, z = -length - 0.16, back + prop.vary(0.66, 0.1)
    prop.add(limb((0, -0.62 * length, back, 0.27), (0, 0.95 * y, 0.5 * (back + z), 0.19), (0, y, z, 0.17)))
    long_head(prop, y, z, 0.36)
    prop.add(sphere(0.1, segments=12).stretch(x=1.2).move(y=y - 0.56, z=z - 0.2), "charcoal")
    mirrored(prop, sphere(1, segments=12).stretch(0.26, 0.08, 0.12).turn(y=-20).move(0.36, y + 0.08, z + 0.14), DARK)
    beam = ((0.08, y + 0.02, z + 0.14), (0.2, y + 0.12, z + 0.4), (0.46, y + 0.2, z + 0.7 * antler))
    mirrored(prop, tube([*beam, (0.4, y + 0.04, z + 1.2 * antler)], 0.065, segments=8), "wood")
    for x, ahead, share in ((0.16, -0.22, 0.42), (0.36, -0.2, 0.7), (0.42, 0.3, 0.85)):
        tine = ((x, y + 0.12, z + share * antler - 0.1), (x + 0.06, y + 0.12 + ahead, z + (share + 0.25) * antler))
        mirrored(prop, tube(tine, [0.06, 0.05], segments=8), "wood")
    prop.add(sphere(1, segments=16).stretch(0.2, 0.08, 0.24).move(y=0.97 * length, z=back + 0.02), "snow")
    prop.add(sphere(1, segments=12).stretch(0.1, 0.12, 0.2).turn(x=-30).move(y=length + 0.08, z=back + 0.16), LIGHT)


def teddy_bear(prop: ToyShape) -> None:
    width, head, arm, pads = prop.vary(0.44, 0.1), prop.vary(0.46, 0.08), prop.vary(0.5, 0.1), "cream"
    prop.add(sphere(1).stretch(width, 0.4, 0.5).move(z=0.5))
    prop.add(sphere(1).stretch(0.68 * width, 0.16, 0.34).move(y=-0.3, z=0.48), pads)
    z = 0.86 + head
    prop.add(sphere(head).stretch(1.08, 0.95, 0.95).move(z=z))
    round_ears(prop, 0.82 * head, 0.04, z + 0.76 * head, 0.2, pads)
    muzzle(prop, -0.84 * head, z - 0.13, 0.2, pads)
    eyes(prop, 0.17, -0.83 * head, z + 0.1, 0.09)
    mirrored(prop, limb((0.3, -0.1, 0.2, 0.21), (0.48, -0.62, 0.22, 0.2)))
    mirrored(prop, sphere(1, segments=16).stretch(0.19, 0.1, 0.2).turn(z=20).move(0.51, -0.78, 0.23), pads)
    mirrored(prop, limb((0.75 * width, 0, 0.78, 0.15), (width + 0.5 * arm, -0.24, 0.55, 0.17)))
    mirrored(prop, cone(0.17, 0.3).stretch(y=0.6).turn(y=-90).move(0.34, -0.38, 0.9), "cherry")
    prop.add(sphere(0.09, segments=12).move(y=-0.4, z=0.9), "cherry")
    prop.add(sphere(0.13, segments=16).move(y=0.42, z=0.22))


def _mane(prop: ToyShape, y: float, z: float, radius: float, colour: str) -> None:
    """Adds two rings of tufts around a lion's head at (y, z), and the hair on its neck."""
    prop.add(limb((0, y, z, radius), (0, y + 0.42, z - 0.28, 0.4)), colour)
    for back, count, size in ((0.02, 12, 0.3), (0.26, 11, 0.34)):
        for x, up, angle in circle(count, radius, 90):
            tuft = sphere(1, segments=10).stretch(size, 0.17, 0.17).turn(y=-angle)
            prop.add(tuft.move(x, y + back, z + up), colour)


def _ape_face(prop: ToyShape, head: float, z: float) -> None:
    """Adds a bare face to a round head with the radius `head` at the height `z`."""
    brow = sphere(0.52 * head, segments=16).stretch(1, 0.6, 1.1)
    mirrored(prop, brow.move(0.36 * head, -0.69 * head, z + 0.2 * head), "cream")
    prop.add(sphere(0.62 * head, segments=20).stretch(1.25, 0.9, 0.78).move(y=-0.68 * head, z=z - 0.42 * head), "cream")
    mirrored(prop, sphere(0.05, segments=8).move(0.06, -1.18 * head, z - 0.2 * head), "charcoal")
    smile(prop, 0.6 * head, -0.65 * head, z - 0.62 * head, 0.58 * head, 0.08)
    eyes(prop, 0.36 * head, -0.93 * head, z + 0.24 * head, 0.08)


def _ridge(prop: ToyShape, line: Iterable[tuple[float, float]], size: float, x: float = 0.0) -> None:
    """Adds a spike at each of the places (y, z) along a back."""
    for y, z in line:
        spike = cylinder(size, 2 * size, bevel=0.02, top=0.04, segments=4)
        prop.add(spike.stretch(x=0.7).move(x, y, z + 0.4 * size), DARK)


def _wings(prop: ToyShape, span: float, z: float) -> None:
    """Adds raised bat wings of the length `span` at the height `z`."""
    web = ((0, 0), (0.3, 0.12), (0.45, 0.02), (0.62, 0.32), (0.86, 0.3), (1, 0.85), (0.45, 0.8), (0, 0.3))
    skin = extrude(np.array(web) * span, 0.1, bevel=0.03)
    bone = tube([(0, 0, 0.2 * span), (0.45 * span, 0, 0.8 * span), (span, 0, 0.85 * span)], 0.075, soft=False)
    for part, colour in ((skin, LIGHT), (bone, DARK)):
        mirrored(prop, part.turn(x=-14, z=24).move(0.2, -0.1, z), colour)


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
