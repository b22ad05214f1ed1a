"""Magic, graves and royal things of the toybox. Each function adds the parts of one kind to `prop`."""

from __future__ import annotations

import math

import numpy as np

from ..shapes import (
    DARK,
    LIGHT,
    MAIN,
    Part,
    ToyShape,
    arch,
    box,
    circle,
    cylinder,
    extrude,
    lathe,
    loft,
    mirrored,
    rounded,
    sphere,
    torus,
    tube,
)
from .figure_parts import bony_head, circlet, star


def skull(prop: ToyShape) -> None:
    head, size = ToyShape(prop.random), (prop.vary(1, 0.08), prop.vary(1, 0.08), prop.vary(1, 0.1))
    bony_head(head, 0, 1)
    for part, colour in head.parts:
        prop.add(part.stretch(*size), colour)


def gravestone(prop: ToyShape) -> None:
    width, height, depth = prop.vary(1.15, 0.1), prop.vary(1.5, 0.1), prop.vary(0.34, 0.12)
    half = [(0.5, 0), (0.5, 0.66), (0.4, 0.7), (0.38, 0.8), (0.27, 0.95), (0, 1)]
    scalloped = np.array([*half, *((-x, z) for x, z in half[-2::-1])]) * (width, height)
    slab, front = prop.random.choice((arch(width, height), scalloped)), -depth / 2 - 0.01
    prop.add(extrude(slab, depth, bevel=0.06).move(z=0.1))
    prop.add(box(width + 0.28, depth + 0.28, 0.3).move(z=0.15), DARK)
    _epitaph(prop, width, height, front)
    mound = lathe(rounded([(0, 0), (1, 0), (0.98, 0.5), (0.7, 1), (0, 1.05)]))
    prop.add(mound.stretch(0.5 * width, prop.vary(0.62, 0.1), 0.3).move(y=-0.68), "bark")
    for i in range(9):
        x, lean = (i / 8 - 0.5) * (width + 0.2), prop.random.uniform(-25, 25)
        blade = lathe([(0, 0), (0.09, 0), (0.03, 0.34), (0, 0.34)], 8).turn(y=lean)
        for y in (depth / 2 + 0.16, -depth / 2 - 0.16):
            prop.add(blade.move(x, y, 0), "leaf")


def cauldron(prop: ToyShape) -> None:
    radius, high, brew = prop.vary(0.8, 0.08), prop.vary(1.15, 0.08), prop.random.choice(("leaf", "blossom", "lemon"))
    outside = [(0, 0), (0.6, 0.04), (1, 0.3), (1.02, 0.6), (0.78, 0.88), (0.88, 1)]
    inside = [(0.8, 1), (0.7, 0.88), (0.9, 0.6), (0.6, 0.2), (0, 0.15)]
    prop.add(lathe(rounded([*outside, *inside], 1), 32).stretch(radius, radius, high).move(z=0.28))
    top = 0.28 + high
    prop.add(torus(0.86 * radius, 0.1, segments=24).move(z=top), DARK)
    prop.add(cylinder(0.8 * radius, 0.3).move(z=top - 0.17), brew)
    for i, (x, y, _) in enumerate(circle(6, 0.48 * radius, prop.random.uniform(0, 60))):
        prop.add(sphere(prop.vary((0.2, 0.14)[i % 2], 0.2), segments=12).move(x, y, top), brew)
    prop.add(sphere(0.2, segments=12).move(z=top + 0.02), brew)
    for x, y, angle in circle(3, 0.62 * radius, -90):
        foot = lathe([(0, 0), (0.12, 0), (0.09, 0.12), (0.17, 0.5), (0, 0.5)], 12)
        prop.add(foot.turn(y=-10).turn(z=angle).move(x, y), DARK)
    handle = torus(0.2, 0.06, segments=16).turn(x=90).turn(y=-20)
    mirrored(prop, handle.move(1.02 * radius + 0.06, 0, 0.28 + 0.72 * high), "steel")
    ladle = [(0.1, 0.1, top - 0.2), (0.5 * radius, 0.3, top + 0.3), (0.7 * radius, 0.4, top + prop.vary(0.65))]
    prop.add(tube(ladle, 0.07, 10), "wood")


def potion(prop: ToyShape) -> None:
    ball = [(0, 0), (0.45, 0), (0.8, 0.16), (1.02, 0.6), (0.98, 1), (0.72, 1.35), (0.3, 1.55), (0.3, 2)]
    cone = [(0, 0), (0.85, 0), (1.04, 0.06), (1, 0.24), (0.66, 0.9), (0.32, 1.45), (0.3, 2)]
    side = rounded(prop.random.choice((ball, cone))) * (prop.vary(0.7, 0.1), prop.vary(0.8, 0.1))
    (neck, top), level = side[-1], prop.vary(1, 0.12)
    prop.add(lathe([*side, (0, top)]), "glass")
    wet = [(r + 0.02 * (r > 0), z - 0.01) for r, z in side if z < level]
    edge = np.interp(level, side[:, 1], side[:, 0])
    prop.add(lathe([*wet, (edge + 0.02, level), (0, level)], 32))
    for radius, thick, z, colour in ((neck, 0.08, top, "glass"), (neck + 0.02, 0.06, top - 0.3, "gold")):
        prop.add(torus(radius, thick, segments=20).move(z=z), colour)
    prop.add(cylinder(0.85 * neck, 0.4, top=neck).move(z=top + 0.12), "wood")
    for x, z, size in ((-0.3, 0.62, 0.1), (0.1, 0.32, 0.08), (0.32, 0.7, 0.12), (-0.05, 0.82, 0.07), (-0.4, 0.3, 0.07)):
        out = np.interp(z * level, side[:, 1], side[:, 0])
        for turn in (0, 140, 230):
            bubble = sphere(size, segments=10).move(x * out, -out * math.sqrt(1 - x * x), z * level)
            prop.add(bubble.turn(z=turn), LIGHT)


def magic_wand(prop: ToyShape) -> None:
    length, size, turns = prop.vary(1.35, 0.1), prop.vary(0.62, 0.1), prop.random.choice((-3, 3))
    middle = length + 0.55 * size
    prop.add(star(size, 0.34, 0.1).move(z=middle))
    prop.add(star(0.62 * size, 0.42, 0.06).move(z=middle), LIGHT)
    prop.add(sphere(0.15 * size, segments=12).stretch(y=1.75).move(z=middle), "gold")
    prop.add(cylinder(0.075, length, segments=16).move(z=length / 2), LIGHT)
    climb = np.linspace(0, 1, 60)
    angle = 2 * math.pi * turns * climb
    ribbon = np.stack([0.08 * np.cos(angle), 0.08 * np.sin(angle), 0.4 + (length - 0.5) * climb], axis=1)
    prop.add(tube(ribbon.tolist(), 0.04, 8, soft=False))
    prop.add(cylinder(0.12, 0.42, segments=16).move(z=0.25), DARK)
    for radius, z in ((0.16, 0.05), (0.1, 0.48), (0.11, length - 0.12)):
        prop.add(sphere(radius, segments=12).stretch(1.2, 1.2).move(z=z), "gold")
    for x, drop in ((0.3, prop.vary(0.5)), (0.2, prop.vary(0.68))):
        tail = [(0, -0.06, 0), (x, -0.1, -0.1), (0.8 * x, -0.04, -0.6 * drop), (1.4 * x, -0.1, -drop)]
        mirrored(prop, tube(tail, [0.05, 0.06, 0.06, 0.08], 8).move(z=length - 0.1), DARK)


def scroll(prop: ToyShape) -> None:
    width, height, roll = prop.vary(1.25, 0.1), prop.vary(1.45, 0.1), prop.vary(0.27, 0.1)
    prop.add(_curled_sheet(width, height, roll))
    for side in (-1, 1):
        place = {"y": side * roll, "z": side * height / 2}
        prop.add(cylinder(0.1, width + 0.4, segments=16).turn(y=90).move(**place), "wood")
        for x in (-1, 1):
            prop.add(sphere(0.16, segments=12).move(x * (width / 2 + 0.2), **place), "gold")
    prop.add(box(0.8 * width, 0.06, height - 1.5 * roll, bevel=0.02).move(y=-0.04, z=0.02), LIGHT)
    for i, share in enumerate((0.3, 0.16, 0.02, -0.12)):
        line = box((0.4, 0.64, 0.6, 0.64)[i] * width, 0.06, 0.07, bevel=0.02)
        prop.add(line.move(y=-0.06, z=share * height), "charcoal")
    seal = lathe([(0, -0.08), (0.17, -0.08), (0.2, 0), (0.17, 0.08), (0, 0.08)], 30, ribs=10, depth=0.06).turn(x=90)
    prop.add(seal.move(0.24 * width, -0.06, 0.12 - 0.3 * height), "cherry")


def throne(prop: ToyShape) -> None:
    width, seat, back = prop.vary(1.0, 0.08), prop.vary(0.62, 0.1), prop.vary(1.75, 0.08)
    gable = np.array([(-0.5, 0), (0.5, 0), (0.5, 0.8), (0, 1), (-0.5, 0.8)]) * (width, back)
    shape = np.array(prop.random.choice((arch(width, back), gable)))
    prop.add(box(1.5 * width, 1.5, 0.16, bevel=0.03).move(y=-0.08, z=0.08), DARK)
    prop.add(box(width, 0.9, seat, bevel=0.05).move(z=0.12 + seat / 2))
    prop.add(extrude(shape, 0.26).move(y=0.44, z=0.14))
    prop.add(extrude(1.12 * shape, 0.16).move(y=0.48, z=0.12), "gold")
    prop.add(sphere(1, squareness=0.6).stretch(0.44 * width, 0.42, 0.13).move(y=-0.06, z=seat + 0.16), LIGHT)
    prop.add(extrude(0.72 * shape, 0.2, bevel=0.08).move(y=0.34, z=0.36 + 0.1 * back), LIGHT)
    for x, z in ((0, 0.5), (-0.2, 0.62), (0.2, 0.62), (0, 0.74)):
        prop.add(sphere(0.055, segments=8).move(x * width, 0.24, z * back + 0.14), "gold")
    for side in (-1, 1):
        _armrest(prop, side * (0.5 * width + 0.08), seat, 0.86 * back)
    circlet(prop, 0.46, 0.06 + 1.12 * back, 0.2, 0.26, 5)


def crystal(prop: ToyShape) -> None:
    count, height, width = prop.random.choice((6, 7, 8)), prop.vary(1.7, 0.1), prop.vary(0.34, 0.1)
    prism = [(0, 0), (0.8, 0), (1, 0.72), (0.06, 1), (0, 1)]
    prop.add(lathe(prism, 6).stretch(width, width, height))
    for i, (x, y, angle) in enumerate(circle(count, 0.3, prop.random.uniform(0, 60))):
        tall, wide = prop.vary((1.15, 0.8)[i % 2], 0.2), prop.vary(0.22, 0.15)
        shard = lathe(prism, 6).stretch(wide, wide, tall).turn(z=20 * i).turn(y=prop.vary((22, 40)[i % 2]))
        prop.add(shard.turn(z=angle).move(x, y), (LIGHT, MAIN, DARK)[i % 3])
    prop.add(sphere(1, segments=12).stretch(0.74, 0.7, 0.24).move(z=0.02), "stone")
    for x, y, angle in circle(7, 0.62, prop.random.uniform(0, 50)):
        stone = sphere(prop.vary(0.22, 0.25), squareness=0.2, segments=8).stretch(z=0.8)
        prop.add(stone.turn(z=angle).move(x, y, 0.04), "stone")


def bow(prop: ToyShape) -> None:
    half, belly, drawn = prop.vary(1.2, 0.06), prop.vary(0.62, 0.12), prop.vary(0.35, 0.4)
    upper = [(0.12, 1.04, 0.06), (-0.06, 0.98, 0.06), (-0.5, 0.62, 0.085), (-0.95, 0.3, 0.1), (-0.9, 0.1, 0.1)]
    curve = [*upper, *((x, -z, thick) for x, z, thick in upper[::-1])]
    wood = tube([(x * belly, 0, z * half) for x, z, _ in curve], [thick for *_, thick in curve])
    prop.add(wood.stretch(y=1.3))
    prop.add(cylinder(0.13, 0.4, segments=16).stretch(y=1.2).move(x=-0.9 * belly), DARK)
    for x, z in ((-0.9, 0.24), (-0.34, 0.76 * half)):
        for side in (-1, 1):
            prop.add(sphere(0.13, segments=12).stretch(y=1.2, z=0.6).move(x * belly, 0, side * z), "gold")
    string = [(0.02 * belly, 0, half), (drawn, 0, 0), (0.02 * belly, 0, -half)]
    prop.add(tube(string, 0.035, 8, soft=False), "snow")
    _arrow(prop, -0.9 * belly - prop.vary(0.45), drawn)


def _armrest(prop: ToyShape, x: float, seat: float, back: float) -> None:
    """Adds an armrest of a throne with its golden posts. `seat` and `back` are the heights of the posts."""
    prop.add(box(0.18, 0.86, 0.5, bevel=0.04).move(x, 0.02, seat + 0.18))
    prop.add(cylinder(0.13, 0.96, segments=16).turn(x=90).move(x, -0.02, seat + 0.44), "gold")
    for y, high in ((-0.42, seat + 0.1), (0.48, back)):
        prop.add(cylinder(0.1, high, segments=16).move(x, y, 0.14 + high / 2), "gold")
    for y, z in ((-0.5, seat + 0.44), (0.48, back + 0.24)):
        prop.add(sphere(0.16, segments=12).move(x, y, z), "gold")


def _epitaph(prop: ToyShape, width: float, height: float, front: float) -> None:
    """Writes on a gravestone of the given size, which has its face at y = `front`."""
    prop.add(extrude(arch(0.76 * width, 0.62 * height), 0.08, bevel=0.02).move(y=front, z=0.24 * height), LIGHT)
    high, y, z = 0.22 * height, front - 0.04, 0.52 * height
    loop = [(0, 0), (0, 1), (0.5, 1), (0.62, 0.78), (0.5, 0.5), (0, 0.5)]
    for x, strokes in ((-0.27, (loop, [(0.2, 0.5), (0.6, 0)])), (0.0, ([(0, 0), (0, 1)],)), (0.13, (loop,))):
        for stroke in strokes:
            line = [(x * width + 0.8 * high * u, y, z + high * v) for u, v in stroke]
            prop.add(tube(line, 0.035, 8, soft=False), "charcoal")
    for share, wide in ((0.42, 0.5), (0.34, 0.36)):
        prop.add(box(wide * width, 0.1, 0.06, bevel=0.01).move(y=y + 0.02, z=share * height), "charcoal")


def _curled_sheet(width: float, height: float, roll: float) -> Part:
    """Returns an upright sheet, rolled up backwards at the top and forwards at the bottom with the radius `roll`."""
    angle, reach = np.radians(np.linspace(180, -270, 32)), np.linspace(roll, 0.12, 32)
    curl = np.stack([roll + reach * np.cos(angle), height / 2 + reach * np.sin(angle)], axis=1)
    path = np.concatenate([-curl[::-1], curl])
    along = np.gradient(path, axis=0)
    across = 0.04 * np.stack([-along[:, 1], along[:, 0]], axis=1) / np.linalg.norm(along, axis=1, keepdims=True)
    sides = [(x, path + side * across) for x, side in ((-1, 1), (1, 1), (1, -1), (-1, -1))]
    return loft(np.stack([np.insert(edge, 0, x * width / 2, axis=1) for x, edge in sides], axis=1))


def _arrow(prop: ToyShape, front: float, nock: float) -> None:
    """Adds an arrow along X from the base of its head at x = `front` to the string at x = `nock`."""
    shaft = cylinder(0.05, nock + 0.1 - front, bevel=0.02, segments=12).turn(y=90)
    prop.add(shaft.move((nock + 0.1 + front) / 2), "wood")
    head = lathe([(0, 0), (0.16, 0), (0.02, 0.34), (0, 0.34)], 8).stretch(y=0.7).turn(y=-90)
    prop.add(head.move(x=front), "steel")
    vane = [(-0.42, 0), (0, 0), (0.06, 0.2), (-0.3, 0.2)]
    for turn in (0, 120, 240):
        prop.add(extrude(vane, 0.06, bevel=0.02).move(nock, 0, 0.02).turn(x=turn), "cherry")
