"""Skulls, graves and a carved pumpkin. Each public function adds the parts of one kind to `prop`."""

from __future__ import annotations

import numpy as np

from ..people.parts import bony_head
from ..shapes import DARK, LIGHT, MAIN, ToyShape, arch, box, extrude, lathe, mirrored, rounded, sphere, tube


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


def coffin(prop: ToyShape) -> None:
    shoulder, foot, tall, depth = prop.vary(0.56, 0.08), prop.vary(0.34, 0.1), prop.vary(2.0, 0.06), prop.vary(0.5, 0.1)
    half = [(foot, 0), (shoulder, 0.68 * tall), (0.62 * shoulder, tall)]
    outline = np.array([*half, *((-x, z) for x, z in half[::-1])]) - (0, 0.5 * tall)
    prop.add(extrude(outline, depth))
    for scale, thick, y, colour in ((1.09, 0.12, 0, DARK), (1.06, 0.14, 0.13, MAIN), (0.86, 0.1, 0.2, LIGHT)):
        prop.add(extrude(scale * outline, thick, bevel=0.03).move(y=-depth / 2 - y), colour)
    front = -depth / 2 - 0.26
    prop.add(box(0.13, 0.1, 0.56 * tall, bevel=0.03).move(y=front, z=0.06 * tall), "gold")
    prop.add(box(0.8 * shoulder, 0.1, 0.13, bevel=0.03).move(y=front, z=0.18 * tall), "gold")
    for x, z in (0.97 * outline).tolist():
        prop.add(sphere(0.06, segments=10).move(x, -depth / 2 - 0.2, z), "gold")
    for z in (-0.28, -0.02):
        x = np.interp(z + 0.5, (0, 0.68), (foot, shoulder))
        grip = [(0, 0, -0.18), (0.16, 0, -0.18), (0.16, 0, 0.18), (0, 0, 0.18)]
        mirrored(prop, tube(grip, 0.05, segments=8).move(x - 0.03, 0.04, z * tall), "gold")


def jack_o_lantern(prop: ToyShape) -> None:
    radius, tall, lobes = prop.vary(0.92, 0.06), prop.vary(0.78, 0.08), prop.random.choice((9, 11, 13))
    side = rounded([(0, 0.06), (0.4, -0.06), (0.95, 0.1), (1.1, 0.95), (0.95, 1.85), (0.35, 2.05), (0, 1.85)])
    body = lathe(side, 6 * lobes, ribs=lobes, depth=0.05).turn(z=90)
    prop.add(body.stretch(radius, radius, tall))
    prop.add(tube([(0, 0, 1.75 * tall), (0, 0, 2.2 * tall), (0.25, 0, 2.45 * tall)], [0.2, 0.13, 0.15]), "leaf")
    eye, slot = [(-0.22, -0.13), (0.22, -0.13), (prop.random.choice((-0.07, 0.0, 0.07)), 0.24)], prop.vary(26, 0.1)
    for grow, deep, colour in ((1.25, 0.24, "charcoal"), (0.9, 0.3, "lemon")):
        plate = extrude(np.array(eye) * grow, deep).turn(x=-14).move(y=-0.97 * radius, z=1.3 * tall)
        mirrored(prop, plate.turn(z=slot), colour)
        nose = extrude(np.array([(-0.13, -0.1), (0.13, -0.1), (0, 0.13)]) * grow, deep)
        prop.add(nose.move(y=-1.02 * radius, z=0.98 * tall), colour)
        for turn in range(-40, 41, 20):
            tooth = box(0.3 * grow, deep, 0.24 * grow, bevel=0.02).turn(y=turn / 3)
            prop.add(tooth.move(y=-0.98 * radius, z=(0.5 + (turn / 75) ** 2) * tall).turn(z=turn), colour)


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
