"""Ghosts and other beings of tales. Each public function adds the parts of one kind to `prop`."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from ..forms import star
from ..shapes import (
    DARK,
    LIGHT,
    MAIN,
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
    torus,
    tube,
)
from .parts import HAIRS, arm, arms, beard, body, body_ring, bony_head, head, recolour, robe, skirt, wrap


def ghost(prop: ToyShape) -> None:
    tall, wide, waves = prop.vary(1.65, 0.1), prop.vary(0.66, 0.1), prop.random.choice((6, 7, 8))
    hem = [(0, 0.3), (0.85, 0.25), (1, 0), (1.1, 0), (1.06, 0.06), (0.92, 0.3)]
    dome = [(0.86, 0.55), (0.88, 0.75), (0.8, 0.92), (0.52, 1.05), (0.2, 1.1), (0, 1.1)]
    sheet = lathe(rounded([*hem, *dome], 1), 48)
    x, y, z = sheet.vertices.T
    fold = np.cos(waves * np.arctan2(y, x)) * (1 - z / 0.7).clip(0) ** 1.5
    sheet.vertices[:] = np.stack([x * (1 + 0.13 * fold), y * (1 + 0.13 * fold), z - 0.05 * fold], axis=1)
    prop.add(sheet.stretch(wide, 0.95 * wide, tall))
    elbow, lift = 0.52 * tall, prop.vary(0.3, 0.5)
    sleeve = (0.6 * wide, 0, elbow, 0.24), (wide + 0.08, -0.26, elbow, 0.2), (wide + 0.16, -0.5, elbow + lift, 0.14)
    mirrored(prop, limb(*sleeve))
    hole = sphere(1, segments=16).stretch(y=0.12)
    mirrored(prop, hole.stretch(0.15, 1, 0.22).move(0.36 * wide, -0.75 * wide, 0.82 * tall), "charcoal")
    prop.add(hole.stretch(0.15, 1, prop.vary(0.17, 0.25)).move(y=-0.82 * wide, z=0.58 * tall), "charcoal")


def skeleton(prop: ToyShape) -> None:
    hips, trunk, size = prop.vary(0.85, 0.1), prop.vary(0.8, 0.1), prop.vary(0.4, 0.06)
    neck = hips + trunk
    bony_head(prop, neck + 0.95 * size, size)
    _bones(prop, *((0, 0.1, hips + share * trunk) for share in (0, 0.2, 0.4, 0.6, 0.8, 1)))
    rib = lathe([(1 + 0.16 * u, 0.07 * v) for u, v, _ in circle(6, 1)], 20, closed=True)
    for share, wide in ((0.88, 0.33), (0.7, 0.37), (0.52, 0.35), (0.34, 0.29)):
        prop.add(rib.stretch(wide, 0.7 * wide).turn(x=14).move(y=-0.08, z=hips + share * trunk))
    prop.add(box(0.13, 0.1, 0.5 * trunk, bevel=0.03).move(y=-0.34, z=hips + 0.6 * trunk))
    mirrored(prop, sphere(1, segments=12).stretch(0.2, 0.13, 0.19).turn(y=30).move(0.16, 0.06, hips))
    mirrored(prop, tube([(0, -0.05, neck), (0.42, 0, neck + 0.02)], 0.06, 8, soft=False))
    mirrored(prop, limb((0.22, 0.1, 0.08, 0.08), (0.24, -0.28, 0.07, 0.1)))
    for side, lift in ((-1, prop.random.choice((0.25, -0.75))), (1, -0.75)):
        _bones(prop, (0.2 * side, 0.04, hips - 0.1), (0.24 * side, 0, 0.5 * hips), (0.22 * side, 0.06, 0.1))
        x, z, reach = 0.78 * side, neck + lift, 0.22 if lift > 0 else -0.22
        _bones(prop, (0.44 * side, 0, neck), (0.64 * side, 0.06, neck - 0.36), (x, -0.25, z))
        for spread in (-0.1, 0.0, 0.1):
            prop.add(tube([(x, -0.25, z), (x + spread, -0.33, z + reach)], 0.045, 8, soft=False))


def angel(prop: ToyShape) -> None:
    foot, span = prop.vary(0.62, 0.1), prop.vary(0.5, 0.12)
    neck = robe(prop, foot)
    body_ring(prop, 0.42, 0.06, 0.6 * neck, "gold")
    body_ring(prop, foot - 0.01, 0.06, 0.08, LIGHT)
    body_ring(prop, 0.26, 0.07, neck - 0.04, LIGHT)
    z, size, skin = head(prop, neck, prop.random.choice(HAIRS), 0.9)
    prop.add(torus(0.9 * size, 0.06, segments=24).turn(x=-12).move(y=0.1, z=z + 1.45 * size), "gold")
    for i, angle in enumerate(np.linspace(28, 150, 7)):
        reach = span * (1.15 - 0.09 * i)
        feather = sphere(1, segments=10).stretch(0.16, 0.08, reach).move(z=0.85 * reach)
        mirrored(prop, feather.turn(y=angle).turn(z=18).move(0.16, 0.4 + 0.01 * i, neck - 0.24), "snow")
    arms(prop, neck, (0.08, -0.56, -0.3), skin, cuff=0.2)


def fairy(prop: ToyShape) -> None:
    hair, lift, (belt, neck) = prop.random.choice(HAIRS), prop.vary(0.2, 0.5), body(prop, MAIN, "cream", MAIN)
    for low, wide, colour in ((-0.2, 0.6, MAIN), (-0.06, 0.5, LIGHT)):
        prop.add(skirt(low, wide, 0.26, 7, 0.12).move(z=belt), colour)
    z, size, skin = head(prop, neck, hair)
    prop.add(sphere(0.45 * size, segments=12).move(y=0.3 * size, z=z + 1.4 * size), hair)
    for x, y, _ in circle(8, 0.85 * size, 22):
        prop.add(sphere(0.2 * size, segments=6).move(x, y + 0.1 * size, z + 0.95 * size), "blossom")
    mirrored(prop, limb((size, 0, z, 0.1), (1.5 * size, 0.06, z + 0.4 * size, 0.03)), skin)
    _butterfly_wings(prop, neck - 0.2, prop.vary(0.74, 0.1))
    arm(prop, neck, (-0.7, -0.36, lift), skin, skin, 0.11)
    arm(prop, neck, (0.7, -0.26, -0.5), skin, skin, 0.11)
    prop.add(cylinder(0.05, 0.8, bevel=0.02, segments=8).turn(x=20).move(-0.7, -0.42, neck + lift + 0.1), "wood")
    prop.add(star(0.22, 0.12).move(-0.7, -0.56, neck + lift + 0.52), "gold")


def mermaid(prop: ToyShape) -> None:
    hair, waist, side = prop.random.choice(HAIRS), prop.vary(0.95, 0.06), prop.random.choice((-1, 1))
    neck = waist + 0.56
    z, size, skin = head(prop, neck, hair, prop.vary(2.2, 0.12))
    trunk = rounded([(0, -0.1), (0.3, -0.1), (0.25, 0.15), (0.34, 0.4), (0.2, 0.56), (0, 0.58)], 1)
    prop.add(lathe(trunk, 20).stretch(y=0.75).move(z=waist), skin)
    _fish_tail(prop, waist, side)
    body_ring(prop, 0.29, 0.06, waist + 0.08, LIGHT)
    mirrored(prop, sphere(0.15, segments=12).stretch(1, 0.7, 0.9).move(0.14, -0.22, waist + 0.34))
    lock = limb((0.9 * size, -0.1, z + 0.2, 0.12), (size, -0.06, z - 0.3, 0.13), (size, 0, neck - 0.3, 0.08))
    mirrored(prop, lock, hair)
    prop.add(star(0.17, 0.12).turn(x=-25, z=35).move(0.56 * size, -0.76 * size, z + 0.72 * size), "gold")
    arms(prop, neck, (0.74, -0.24, -0.4), skin, skin, cuff=0.11)


def genie(prop: ToyShape) -> None:
    face, side, waist = ToyShape(prop.random), prop.random.choice((-1, 1)), prop.vary(1.2, 0.06)
    neck = waist + 0.66
    z, size, skin = head(face, neck, MAIN)
    recolour(prop, face, {skin: MAIN})
    trunk = rounded([(0, -0.1), (0.28, -0.1), (0.3, 0.1), (0.48, 0.5), (0.2, 0.68), (0, 0.7)], 1)
    prop.add(lathe(trunk, 20).stretch(y=0.75).move(z=waist))
    smoke = (0.95, 0.5, 0.06), (0.7, 0.62, 0.14), (0.1, 0.72, 0.26), (-0.1, 0.95, 0.32), (0, waist, 0.3)
    prop.add(limb(*((side * x, 0, h, radius) for x, h, radius in smoke)))
    _magic_lamp(prop, side)
    body_ring(prop, 0.29, 0.09, waist, "cherry")
    mirrored(prop, sphere(0.22, segments=12).move(0.46, 0, neck - 0.16))
    arms(prop, neck, (0.1, -0.5, -0.34), MAIN)
    mirrored(prop, wrap(0.15, 0, deep=1).turn(x=30, y=-60).move(0.3, -0.4, neck - 0.32), "gold")
    beard(prop, z, size, prop.vary(0.3), "charcoal")
    _topknot(prop, z, size)
    mirrored(prop, sphere(0.09, segments=8).move(1.02 * size, 0, z - 0.3 * size), "gold")


def _bones(prop: ToyShape, *joints: Spot, radius: float = 0.07) -> None:
    """Adds a chain of bones with knobs at the joints."""
    for ends in pairwise(joints):
        prop.add(tube(ends, radius, segments=10, soft=False))
    for joint in joints:
        prop.add(sphere(1.6 * radius, segments=8).move(*joint))


def _butterfly_wings(prop: ToyShape, z: float, span: float) -> None:
    """Adds two pairs of wings on a back."""
    for angle, reach, wide, low in ((48, span, 0.34, 0.0), (118, 0.7 * span, 0.28, 0.16)):
        for grow, deep, colour in ((1, 0.06, LIGHT), (0.6, 0.09, "snow")):
            wing = sphere(1, segments=12).stretch(grow * wide, deep, grow * reach).move(z=reach)
            mirrored(prop, wing.turn(y=angle).turn(z=14).move(0.06, 0.4, z - low), colour)


def _fish_tail(prop: ToyShape, waist: float, side: int) -> None:
    """Adds a mermaid's tail below a waist, with its fin at `side`."""
    tip, half = prop.vary(0.62, 0.1), [(0, 0), (0.36, 0.02), (0.6, 0.5), (0.24, 0.5), (0, 0.29)]
    bend = (0, 0, waist + 0.04, 0.3), (0, -0.1, 0.6, 0.37), (0, 0, 0.28, 0.3), (0.36, 0, 0.2, 0.21), (0.8, 0, tip, 0.12)
    prop.add(limb(*((side * x, y, z, radius) for x, y, z, radius in bend)))
    fin = rounded([*half, *((-x, z) for x, z in half[-2::-1])], 1)[:-1]
    prop.add(extrude(fin, 0.12).turn(y=side * 32).move(side * 0.76, 0, tip - 0.1), LIGHT)
    for x, z in ((0, 0.8), (-0.2, 0.7), (0.2, 0.7), (0, 0.58)):
        prop.add(sphere(0.13, segments=10).stretch(y=0.25).move(x, 1.2 * x * x - 0.4, z), DARK)


def _magic_lamp(prop: ToyShape, side: int) -> None:
    """Adds an oil lamp with its spout towards `side`."""
    bowl = rounded([(0, 0), (0.3, 0), (0.3, 0.06), (0.14, 0.12), (0.42, 0.3), (0.36, 0.46), (0.1, 0.54), (0, 0.54)], 1)
    prop.add(lathe(bowl).stretch(1.15, 0.8), "gold")
    prop.add(limb((0.3 * side, 0, 0.3, 0.16), (0.7 * side, 0, 0.3, 0.1), (0.95 * side, 0, 0.48, 0.09)), "gold")
    prop.add(torus(0.17, 0.06, segments=14).turn(x=90).move(-0.56 * side, 0, 0.32), "gold")


def _topknot(prop: ToyShape, z: float, size: float) -> None:
    """Adds a plait in a golden sleeve to the top of a bald head."""
    prop.add(cylinder(0.2 * size, 0.3, segments=12).move(y=0.1, z=z + 1.25 * size), "gold")
    plait = (0.1, 1.4, 0.12), (0.16, 1.9, 0.15), (0.46, 1.8, 0.12), (0.6, prop.vary(1.2), 0.05)
    prop.add(limb(*((0, y, z + height * size, radius) for y, height, radius in plait)), "charcoal")
