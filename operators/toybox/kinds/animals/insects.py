"""Insects, spiders and a snail. Each public function adds the parts of one kind to `prop`."""

from __future__ import annotations

import math

import numpy as np

from ..shapes import DARK, LIGHT, MAIN, ToyShape, cone, cylinder, extrude, lathe, limb, mirrored, rounded, sphere, tube
from .parts import eyes, pincers


def snail(prop: ToyShape) -> None:
    size, skin, turns = prop.vary(0.66, 0.1), prop.random.choice(("cream", "dough")), np.linspace(1, 15, 44)
    width = size * 0.87**turns
    swirl = np.stack([0 * turns, 0.2 - width * np.cos(turns), 0.2 + size - width * np.sin(turns)], axis=1)
    prop.add(tube(swirl.tolist(), (0.52 * width).tolist(), soft=False).stretch(x=1.35))
    prop.add(sphere(0.2 * size, segments=16).move(y=0.2, z=0.2 + size))
    y, z = prop.vary(-0.95, 0.08), prop.vary(0.75)
    foot = ((0, -y, 0.06, 0.05), (0, 0.5, 0.16, 0.22), (0, 0.6 * y, 0.18, 0.24), (0, y, 0.3, 0.22))
    prop.add(limb(*foot, (0, y - 0.05, z, 0.2)).stretch(x=1.2), skin)
    mirrored(prop, limb((0.1, y - 0.05, z, 0.07), (0.22, y - 0.1, z + 0.5, 0.06)), skin)
    mirrored(prop, limb((0.1, y - 0.1, z, 0.07), (0.16, y - 0.4, z - 0.02, 0.06)), skin)
    eyes(prop, 0.22, y - 0.12, z + 0.55, 0.12)


def spider(prop: ToyShape) -> None:
    body, head, reach, knee = prop.vary(0.55, 0.1), prop.vary(0.36, 0.08), prop.vary(1.2, 0.08), prop.vary(1.15, 0.1)
    prop.add(sphere(1).stretch(body, 1.12 * body, 0.95 * body).move(y=0.25 + body, z=0.75))
    prop.add(sphere(head).stretch(1.05, 1.15, 0.9).move(y=-0.1, z=0.6))
    for share, size in ((-0.2, 0.16), (0.25, 0.2), (0.65, 0.13)):
        patch = sphere(size, segments=12).stretch(1.2, 1, 0.5).turn(x=-50 * share)
        height = 0.95 * body * math.sqrt(1 - share**2)
        prop.add(patch.move(y=0.25 + body + 1.12 * share * body, z=0.74 + height), LIGHT)
    for turn in (-42, -14, 16, 46):
        leg = ((0.2, 0, 0.6, 0.1), (0.55 * reach, 0, knee, 0.09), (0.95 * reach, 0, 0.55 * knee, 0.08))
        mirrored(prop, limb(*leg, (1.15 * reach, 0, 0.05, 0.05)).turn(z=turn).move(y=-0.1), DARK)
    eyes(prop, 0.15, -0.1 - 0.95 * head, 0.7, 0.13)
    for x, y, z in ((0.32, -0.85, 0.8), (0.1, -0.95, 0.88)):
        mirrored(prop, sphere(0.07, segments=10).move(x, y * head - 0.07, z), "snow")
    mirrored(prop, limb((0.12, -0.36, 0.48, 0.1), (0.13, -0.56, 0.4, 0.09), (0.08, -0.58, 0.22, 0.04)), "charcoal")


def scorpion(prop: ToyShape) -> None:
    width, length, tall, claw = prop.vary(0.36, 0.1), prop.vary(0.5, 0.1), prop.vary(1.15, 0.1), prop.vary(0.9, 0.1)
    prop.add(sphere(1, 0.15, 20).stretch(width, length, 0.24).move(z=0.36))
    for share in (-0.3, 0.1, 0.5):
        plate = sphere(1, 0.15, 16).stretch((1 - 0.2 * share) * width, 0.14, 0.25)
        prop.add(plate.move(y=share * length, z=0.39), DARK)
    for i, share in enumerate(np.linspace(0, 1, 7)):
        turn = math.radians(200 * share)
        y, z = length + 0.1 + 0.42 * math.sin(turn), 0.45 + tall * (1 - math.cos(turn)) / 2
        prop.add(sphere(0.2 - 0.05 * share, segments=12).move(y=y, z=z), (MAIN, DARK)[i % 2])
    y, z = length - 0.24, 0.42 + tall
    prop.add(sphere(0.22, segments=12).stretch(y=1.2).move(y=y, z=z))
    prop.add(limb((0, y - 0.16, z, 0.12), (0, y - 0.4, z - 0.08, 0.08), (0, y - 0.44, z - 0.32, 0.04)), "charcoal")
    leg = limb((0.6 * width, 0, 0.36, 0.09), (width + 0.26, 0, 0.6, 0.08), (width + 0.5, 0, 0.04, 0.05))
    for y, turn in ((-0.26, -24), (-0.06, -6), (0.14, 12), (0.32, 32)):
        mirrored(prop, leg.turn(z=turn).move(y=y), DARK)
    x, y = width + 0.22, -length - 0.12
    mirrored(prop, limb((0.5 * width, -0.7 * length, 0.38, 0.12), (x, y, 0.42, 0.12), (x, y - 0.3, 0.4, 0.11)))
    hands = ToyShape(prop.random)
    pincers(hands, x, 0, 0, claw)
    for part, colour in hands.parts:
        prop.add(part.turn(x=72).move(y=y - 0.36, z=0.42), colour)
    eyes(prop, 0.13, -0.84 * length, 0.55, 0.1)


def bee(prop: ToyShape) -> None:
    width, length, head = prop.vary(0.46, 0.1), prop.vary(0.7, 0.1), prop.vary(0.36, 0.08)
    span, lift = prop.vary(0.55), prop.vary(38, 0.3)
    prop.add(sphere(1).stretch(width, length, width).move(z=0.75))
    for share in (-0.32, 0.12, 0.54):
        edge = np.linspace(share - 0.1, share + 0.1, 3)
        ring = [(math.sqrt(1 - y**2) + 0.05, y) for y in edge]
        band = lathe([(0, edge[0]), *ring, (0, edge[-1])]).turn(x=-90)
        prop.add(band.stretch(width, length, width).move(z=0.75), "charcoal")
    prop.add(cone(0.12, 0.34).turn(x=-96).move(y=length - 0.08, z=0.75), "charcoal")
    y = -length - 0.08
    prop.add(sphere(head).move(y=y, z=0.85))
    eyes(prop, 0.18, y - 0.75 * head, 0.95, 0.12)
    smile = tube([(-0.14, 0, 0.06), (0, -0.04, -0.04), (0.14, 0, 0.06)], 0.04, segments=8)
    prop.add(smile.move(y=y - head, z=0.76), "charcoal")
    _feelers(prop, [(0.12, y - 0.1, 1.1), (0.16, y - 0.14, 1.3), (0.22, y - 0.26, 1.46)], "charcoal")
    for size, back, turn in ((1.0, -0.1, 12), (0.72, 0.22, 42)):
        wing = sphere(1, segments=16).stretch(span * size, 0.26 * size, 0.06).move(x=0.9 * span * size)
        mirrored(prop, wing.turn(y=-lift, z=turn).move(0.1, back, 0.7 + width), "glass")
    for y in (-0.3, 0, 0.3):
        mirrored(prop, limb((0.2, y, 0.45, 0.065), (0.42, y, 0.3, 0.06), (0.4, y - 0.06, 0.05, 0.06)), "charcoal")


def butterfly(prop: ToyShape) -> None:
    span, lower, lift, rear = prop.vary(1.0, 0.1), prop.vary(0.75, 0.1), prop.vary(28, 0.3), prop.vary(52, 0.2)
    body, spot = prop.random.choice(("charcoal", "coffee")), prop.random.choice(("lemon", "snow", "gold", "blossom"))
    prop.add(limb((0, -0.3, 0.2, 0.14), (0, 0.1, 0.16, 0.12), (0, 0.75, 0.12, 0.08)), body)
    prop.add(sphere(0.19, segments=16).move(y=-0.5, z=0.26), body)
    eyes(prop, 0.1, -0.62, 0.32, 0.08)
    _feelers(prop, [(0.06, -0.55, 0.36), (0.16, -0.75, 0.7), (0.42, -0.85, 0.86)], body)
    fore = [(0, -0.1), (0.4, 0.06), (0.9, 0.1), (1.1, 0.5), (1.0, 0.95), (0.75, 1.0), (0.3, 0.6), (0, 0.25)]
    hind = [(0, 0.1), (0, -0.3), (0.25, -0.8), (0.55, -1.1), (0.85, -0.9), (0.85, -0.4), (0.6, 0.0)]
    for outline, size, level in ((fore, span, 0.05), (hind, lower, 0.0)):
        ring = rounded([*outline, outline[0]])[:-1] * size
        centre = ring.mean(axis=0)
        for scale, thick, colour in ((1.0, 0.09, DARK), (0.82, 0.13, MAIN)):
            plate = extrude(centre + scale * (ring - centre), thick, 0.02)
            mirrored(prop, plate.turn(x=90).turn(y=-lift).move(0.06, 0, 0.16 + level), colour)
        for share, radius in ((0.3, 0.14), (-0.25, 0.09)):
            x, up = centre * (1 + share)
            dot = cylinder(radius * size, 0.17, bevel=0.02, segments=16).move(x, -up)
            mirrored(prop, dot.turn(y=-lift).move(0.06, 0, 0.16 + level), spot)
    prop.parts = [(part.turn(x=-rear), colour) for part, colour in prop.parts]


def ladybug(prop: ToyShape) -> None:
    width, length, tall, size = prop.vary(0.66, 0.08), prop.vary(0.74, 0.08), prop.vary(0.62, 0.1), prop.vary(0.2)
    many, few = ((-58, 52), (0, 62), (56, 52), (-30, 26), (40, 24)), ((-45, 50), (45, 50), (2, 30))
    shell = lathe([(0, 0), (0.96, 0), (1, 0.1), (0.9, 0.52), (0.55, 0.9), (0, 1)], soft=True)
    prop.add(shell.stretch(width, length, tall).move(z=0.22))
    prop.add(sphere(1, segments=20).stretch(0.9 * width, 0.95 * length, 0.16).move(z=0.22), "charcoal")
    seam = [(0, 0.98 * length * math.cos(t), 0.22 + 0.98 * tall * math.sin(t)) for t in np.linspace(0.2, 2.9, 9)]
    prop.add(tube(seam, 0.05, segments=8), "charcoal")
    for angle, tilt in prop.random.choice((many, few)):
        for radius, flat, colour in ((1.25 * size, 0.28, LIGHT), (size, 0.4, "charcoal")):
            dot = sphere(radius, segments=10).stretch(z=flat).move(z=0.97).turn(y=tilt).turn(z=angle)
            mirrored(prop, dot.stretch(width, length, tall).move(z=0.22), colour)
    y = -length - 0.02
    prop.add(sphere(0.34, segments=20).stretch(x=1.25).move(y=y, z=0.38), "charcoal")
    mirrored(prop, sphere(0.14, segments=12).stretch(y=0.6).move(0.3, y - 0.12, 0.56), "snow")
    eyes(prop, 0.16, y - 0.28, 0.46, 0.1)
    _feelers(prop, [(0.12, y - 0.1, 0.62), (0.18, y - 0.2, 0.84), (0.3, y - 0.34, 0.94)], "charcoal")
    leg = limb((-0.2, 0, 0.22, 0.09), (0.16, 0, 0.18, 0.08), (0.22, 0, 0.05, 0.07))
    for y in (-0.5, 0, 0.5):
        mirrored(prop, leg.move(width * math.sqrt(1 - y**2), y * length), "charcoal")


def ant(prop: ToyShape) -> None:
    rear, head, reach, knee = prop.vary(0.4, 0.1), prop.vary(0.34, 0.1), prop.vary(0.85, 0.1), prop.vary(0.92, 0.1)
    prop.add(sphere(rear).stretch(y=1.4, z=0.95).turn(x=12).move(y=0.5 + 1.3 * rear, z=0.62))
    prop.add(sphere(0.15, segments=12).move(y=0.42, z=0.52), DARK)
    prop.add(limb((0, 0.26, 0.55, 0.17), (0, -0.1, 0.62, 0.24), (0, -0.36, 0.66, 0.14)))
    y = -0.44 - head
    prop.add(sphere(head).stretch(1.12, 1.1, 0.92).move(y=y, z=0.76))
    eyes(prop, 0.22, y - 0.7 * head, 0.9, 0.1)
    fang = limb((0.16, -0.85 * head, 0.6, 0.09), (0.2, -1.5 * head, 0.54, 0.08), (0.05, -1.8 * head, 0.54, 0.05))
    mirrored(prop, fang.move(y=y), "charcoal")
    elbow = [(0.12, y - 0.1, 1.0), (0.26, y + 0.02, 1.42), (0.34, y - 0.42, 1.5)]
    mirrored(prop, tube(elbow, 0.055, segments=8, soft=False), DARK)
    mirrored(prop, sphere(0.08, segments=8).move(*elbow[-1]), DARK)
    shin = ((0.85 * reach, 0, 0.3, 0.07), (reach + 0.12, 0, 0.05, 0.05))
    leg = limb((0.12, 0, 0.56, 0.09), (0.5 * reach, 0, knee, 0.08), *shin)
    for y, turn in ((-0.22, -36), (0, 4), (0.18, 40)):
        mirrored(prop, leg.turn(z=turn).move(y=y), DARK)


def _feelers(prop: ToyShape, path: list[tuple[float, float, float]], colour: str) -> None:
    """Adds a pair of feelers with a ball at the end of their path."""
    mirrored(prop, tube(path, 0.05, segments=8), colour)
    mirrored(prop, sphere(0.09, segments=10).move(*path[-1]), colour)
