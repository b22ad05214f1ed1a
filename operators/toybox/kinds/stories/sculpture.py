"""Faces and bodies of the toybox's statues, dolls and monsters."""

from __future__ import annotations

import numpy as np

from ..shapes import (
    DARK,
    LIGHT,
    Spot,
    ToyShape,
    box,
    circle,
    cylinder,
    extrude,
    lathe,
    limb,
    mirrored,
    rounded,
    sphere,
    tube,
)
from .figure_parts import recolour
from .outfits import skirt


def yarn_hair(prop: ToyShape, z: float, size: float, colour: str) -> None:
    """Adds a fringe, long strands behind and two braids of yarn."""
    prop.add(sphere(size, segments=14).move(y=0.14 * size, z=z + 0.06 * size), colour)
    for angle in range(-75, 285, 30):
        end = 0.42 if angle < 0 or angle > 180 else -0.6
        strand = [(0, 0, 1.06), (0.84, 0, 0.8), (1.06, 0, 0.5 * end + 0.3), (1.02, 0, end)]
        prop.add(tube(strand, 0.27, 6).stretch(size, 0.9 * size, size).turn(z=angle).move(z=z), colour)
    for i in range(3):
        knot = sphere(0.17 - 0.02 * i, segments=10)
        mirrored(prop, knot.move(1.1 * size + 0.06 * i, 0, z - (0.2 + 0.42 * i) * size), colour)


def button_face(prop: ToyShape, z: float, size: float) -> None:
    """Adds button eyes, a nose, cheeks and a stitched smile."""
    button = cylinder(0.19 * size, 0.1, bevel=0.03, segments=12).turn(x=86)
    mirrored(prop, button.move(0.36 * size, -0.84 * size, z + 0.1 * size), "charcoal")
    nose = extrude([(-0.07, 0.06), (0, -0.07), (0.07, 0.06)], 0.12, bevel=0.02)
    prop.add(nose.move(y=-0.87 * size, z=z - 0.14 * size), "carrot")
    smile = [(x * size, -0.78 * size, z + (0.9 * x * x - 0.52) * size) for x in (-0.4, -0.2, 0, 0.2, 0.4)]
    prop.add(tube(smile, 0.04, 6), "cherry")
    for x, y, h in smile[::2]:
        prop.add(cylinder(0.03, 0.13, bevel=0.01, segments=6).move(x, y - 0.02, h), "cherry")
    cheek = sphere(0.2 * size, segments=10).stretch(y=0.5)
    mirrored(prop, cheek.move(0.6 * size, -0.66 * size, z - 0.22 * size), "blossom")


def wooden_face(prop: ToyShape, z: float, size: float) -> None:
    """Adds the face of a nutcracker: eyes, a nose, a curled moustache, a jaw with teeth and a beard."""
    for radius, forward, colour in ((0.09, 0.0, "snow"), (0.055, 0.07, "charcoal")):
        mirrored(prop, sphere(radius, segments=10).move(0.14, 0.02 - size - forward, z + 0.16), colour)
    prop.add(limb((0, -size, z + 0.1, 0.06), (0, -size - 0.1, z + 0.02, 0.08)), "cream")
    curl = limb(
        (0.02, -size - 0.05, z - 0.06, 0.07), (0.26, -size, z - 0.04, 0.05), (0.34, 0.06 - size, z + 0.08, 0.03)
    )
    mirrored(prop, curl, "charcoal")
    prop.add(box(0.38, 0.2, 0.18, bevel=0.03).move(y=0.04 - size, z=z - 0.17), "charcoal")
    for x in (-0.12, -0.04, 0.04, 0.12):
        prop.add(box(0.07, 0.12, 0.14, bevel=0.015).move(x, -size - 0.04, z - 0.17), "snow")
    tip = lathe(rounded([(0, -0.5), (0.1, -0.48), (0.24, -0.1), (0.22, 0.06), (0, 0.06)], 1), 14)
    prop.add(tip.stretch(y=0.6).move(y=-size - 0.01, z=z - 0.3), "snow")


def marble_head(prop: ToyShape, z: float, size: float) -> None:
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


def plinth(prop: ToyShape, wide: float, high: float) -> None:
    """Adds a pedestal between two slabs, a fluted drum or a block."""
    drum = lathe([(0, 0), (0.84 * wide, 0), (0.84 * wide, high), (0, high)], 48, ribs=12, depth=0.03)
    prop.add(prop.random.choice((drum, box(1.6 * wide, 1.6 * wide, high, bevel=0.03).move(z=high / 2))), DARK)
    for z, grow in ((0.05, 1.1), (high - 0.01, 1.0)):
        prop.add(box(2 * grow * wide, 2 * grow * wide, 0.14, bevel=0.03).move(z=z), DARK)


def folds(prop: ToyShape, first: list[Spot], last: list[Spot], thick: float, count: int) -> None:
    """Adds folds of cloth, from the path of the `first` to that of the `last`."""
    for share in np.linspace(0, 1, count):
        path = (1 - share) * np.array(first) + share * np.array(last)
        prop.add(tube(path.tolist(), thick, 6))


def marble_body(prop: ToyShape) -> None:
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
    folds(prop, [*lower, (-0.4, 0.12, 1.0)], [*upper, (-0.4, 0.12, 1.16)], 0.08, 4)
    prop.add(limb((0.42, 0, 1.74, 0.13), (0.56, 0.05, 1.36, 0.1), (0.42, -0.26, 1.2, 0.08)))
    for x, y in ((0.42, -0.3), (0.48, -0.22)):  # the end of the cloth, over the arm
        prop.add(tube([(x, y, 1.22), (x + 0.04, y, 0.9), (x, y + 0.05, 0.48)], [0.07, 0.11, 0.09], 8))


def alien_limbs(prop: ToyShape, hips: float, neck: float) -> None:
    """Adds thin legs, and arms with three fingers, raised or hanging."""
    for side in (-1, 1):
        prop.add(limb((0.13 * side, 0, hips, 0.12), (0.18 * side, -0.03, 0.5 * hips, 0.1), (0.18 * side, 0, 0.1, 0.09)))
        prop.add(sphere(1, segments=12).stretch(0.15, 0.24, 0.1).move(0.18 * side, -0.1, 0.1), DARK)
        up = prop.random.choice((-1, 1))
        x, y, palm = 0.62 * side, -0.2, hips + 0.3 + 0.32 * up
        prop.add(limb((0.2 * side, 0, neck - 0.1, 0.1), (0.5 * side, 0.05, neck - 0.26, 0.08), (x, y, palm, 0.07)))
        for spread in (-0.14, 0, 0.14):
            prop.add(limb((x, y, palm, 0.05), (x + spread, y - 0.08, palm + 0.26 * up, 0.06)), DARK)


def one_eye(prop: ToyShape, y: float, z: float, size: float) -> None:
    """Adds a single large eye with its lid."""
    for radius, ahead, colour in ((1, 0.14, "snow"), (0.6, 0.82, "glass"), (0.34, 1.2, "charcoal")):
        prop.add(sphere(radius * size, segments=16).stretch(y=0.8).move(y=y - ahead * size, z=z), colour)
    lid = sphere(1.1 * size, segments=16).stretch(1, 0.8, 0.5).turn(x=-14)
    prop.add(lid.move(y=y - 0.12 * size, z=z + 0.72 * size), DARK)


def fanged_mouth(prop: ToyShape, wide: float, y: float, z: float) -> None:
    """Adds an open mouth with pointed teeth."""
    prop.add(sphere(1, segments=16).stretch(wide, 0.22, 0.24).move(y=y, z=z), "charcoal")
    tooth = lathe([(0, 0), (0.09, 0), (0.02, 0.19), (0, 0.19)], 8)
    for x, height, flip in ((-0.6, 0.03, 180), (0, 0.06, 180), (0.6, 0.03, 180), (-0.3, -0.16, 0), (0.3, -0.16, 0)):
        prop.add(tooth.turn(x=flip).move(x * wide, y - 0.16 + 0.1 * abs(x), z + height), "snow")


def clawed_limbs(prop: ToyShape, wide: float, middle: float) -> None:
    """Adds feet and arms with claws to a body of the half width `wide` with its middle at the height `middle`."""
    claw = lathe([(0, 0), (0.07, 0), (0.02, 0.2), (0, 0.2)], 8)
    for side in (-1, 1):
        foot, hand, palm = 0.46 * wide * side, side * (wide + 0.42), middle + prop.random.choice((-0.3, 0.5))
        elbow = side * (wide + 0.3), 0, middle, 0.14
        prop.add(limb((0.8 * wide * side, 0, middle, 0.17), elbow, (hand, -0.3, palm, 0.18)))
        prop.add(sphere(1, squareness=0.2, segments=14).stretch(0.3, 0.4, 0.2).move(foot, -0.16, 0.2), DARK)
        for spread in (-0.13, 0, 0.13):
            prop.add(claw.turn(x=90).move(foot + spread, -0.5, 0.14), "cream")
            prop.add(claw.turn(x=60).move(hand + spread, -0.4, palm + 0.08), "cream")


def fish_tail(prop: ToyShape, waist: float, side: int) -> None:
    """Adds a mermaid's tail below a waist, with its fin at `side`."""
    tip, half = prop.vary(0.62, 0.1), [(0, 0), (0.36, 0.02), (0.6, 0.5), (0.24, 0.5), (0, 0.29)]
    bend = (0, 0, waist + 0.04, 0.3), (0, -0.1, 0.6, 0.37), (0, 0, 0.28, 0.3), (0.36, 0, 0.2, 0.21), (0.8, 0, tip, 0.12)
    prop.add(limb(*((side * x, y, z, radius) for x, y, z, radius in bend)))
    fin = rounded([*half, *((-x, z) for x, z in half[-2::-1])], 1)[:-1]
    prop.add(extrude(fin, 0.12).turn(y=side * 32).move(side * 0.76, 0, tip - 0.1), LIGHT)
    for x, z in ((0, 0.8), (-0.2, 0.7), (0.2, 0.7), (0, 0.58)):
        prop.add(sphere(0.13, segments=10).stretch(y=0.25).move(x, 1.2 * x * x - 0.4, z), DARK)


def rotten_face(prop: ToyShape, z: float, size: float) -> None:
    """Adds to a bald head a bare brain, brows and an open mouth with the last teeth."""
    mirrored(prop, box(0.26, 0.12, 0.1, bevel=0.03).turn(y=12, z=8).move(0.16, -0.34, z + 0.28 * size), "leaf")
    maw = sphere(1, segments=14).stretch(0.42, 0.24, 0.28).move(y=-0.84, z=-0.5)
    prop.add(maw.stretch(size, size, size).move(z=z), "charcoal")
    for x, h in ((-0.2, -0.36), (0.08, -0.34), (0.2, -0.64), (-0.06, -0.68)):
        prop.add(box(0.07, 0.12, 0.08, bevel=0.015).move(x * size, -1.04 * size, z + h * size), "snow")
    for x, y, h in ((-0.3, 0.1, 1.1), (0.0, -0.1, 1.15), (0.25, 0.15, 1.2), (-0.1, 0.5, 1.2)):
        prop.add(sphere(0.38 * size, segments=10).move(x * size, y * size, z + h * size), "blossom")


def wooden_limbs(prop: ToyShape, belt: float, neck: float) -> None:
    """Adds a soldier's stiff legs in boots, and his arms with golden cuffs and epaulettes."""
    for radius, low, high, colour in ((0.16, 0.23, 0.65, "charcoal"), (0.15, 0.62, belt + 0.02, "snow")):
        leg = cylinder(radius, high - low, bevel=0.03, segments=16)
        mirrored(prop, leg.move(0.19, 0, (low + high) / 2), colour)
    mirrored(prop, sphere(1, segments=12).stretch(0.16, 0.26, 0.11).move(0.19, -0.12, 0.34), "charcoal")
    mirrored(prop, cylinder(0.13, neck - belt, bevel=0.03, segments=14).turn(y=-6).move(0.54, 0, neck - 0.36))
    mirrored(prop, cylinder(0.15, 0.13, bevel=0.03, segments=14).move(0.575, 0, belt + 0.05), "gold")
    mirrored(prop, sphere(0.14, segments=12).move(0.58, 0, belt - 0.06), "cream")
    mirrored(prop, cylinder(0.26, 0.13, top=0.12, segments=16).move(0.46, 0, neck - 0.04), "gold")


def long_beard(prop: ToyShape, z: float, fall: float) -> None:
    """Adds a gnome's beard of the length `fall` and his moustache."""
    hair = rounded([(0, -fall), (0.16, 0.04 - fall), (0.42, -0.3), (0.47, 0.02), (0, 0.06)], 1)
    prop.add(lathe(hair, 28, ribs=7, depth=0.06).stretch(y=0.62).turn(x=-10).move(y=-0.3, z=z - 0.06), "snow")
    curl = limb((0.04, -0.52, z - 0.1, 0.11), (0.26, -0.5, z - 0.16, 0.08), (0.38, -0.42, z - 0.08, 0.03))
    mirrored(prop, curl, "snow")
