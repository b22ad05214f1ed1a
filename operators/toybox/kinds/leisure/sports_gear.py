"""Rackets, clubs, gloves and other gear of athletes. Each public function adds the parts of one kind to `prop`."""

from __future__ import annotations

import math

import numpy as np

from ..forms import oval_loft, oval_ring
from ..shapes import (
    DARK,
    LIGHT,
    MAIN,
    ToyShape,
    box,
    circle,
    cylinder,
    extrude,
    lathe,
    limb,
    rounded,
    sphere,
    torus,
    tube,
)
from .parts import sleeve, wrapped_grip


def tennis_racket(prop: ToyShape) -> None:
    wide, high, grip = prop.vary(0.6, 0.08), prop.vary(0.78, 0.08), prop.vary(0.7)
    middle, columns, rows = grip + 0.4 + high, prop.random.choice((6, 7)), prop.random.choice((8, 9))
    rim = [(wide * x, 0, middle + high * z) for x, z, _ in circle(40, 1)]
    prop.add(tube([*rim, rim[0]], 0.095, soft=False))
    for share in np.linspace(-0.8, 0.8, columns):
        end = high * math.sqrt(1 - share**2)
        prop.add(tube([(share * wide, 0.015, middle + z) for z in (-end, end)], 0.03, segments=6), "cream")
    for share in np.linspace(-0.82, 0.82, rows):
        end = wide * math.sqrt(1 - share**2)
        prop.add(tube([(x, -0.015, middle + share * high) for x in (-end, end)], 0.03, segments=6), "cream")
    for side in (-0.55 * wide, 0.55 * wide):
        prop.add(tube([(side, 0, middle - 0.82 * high), (0.3 * side, 0, grip + 0.2), (0, 0, grip - 0.1)], 0.085))
    prop.add(wrapped_grip(0.115, grip), "charcoal")
    for z, radius in ((0.05, 0.17), (grip, 0.14)):
        prop.add(cylinder(radius, 0.12, bevel=0.03).move(z=z), DARK)


def ping_pong_paddle(prop: ToyShape) -> None:
    wide, high, grip = prop.vary(0.7, 0.06), prop.vary(0.74, 0.06), prop.vary(0.62, 0.1)
    x, z = oval_ring(41, 0.1)
    edge = np.roll(np.stack([wide * x, high * z], axis=1)[:-1], 20, axis=0)
    edge = edge[edge[:, 1] > -0.62 * high]
    blade = extrude([(-0.2, -1.02 * high), (0.2, -1.02 * high), *edge], 0.12, bevel=0.03)
    rubber = extrude(0.97 * edge, 0.1)
    for part, y, colour in ((blade, 0, "wood"), (rubber, -0.09, MAIN), (rubber, 0.09, DARK)):
        prop.add(part.move(y=y, z=grip + high), colour)
    handle = [(0, 0), (0.2, 0), (0.22, 0.1), (0.16, 0.5), (0.18, 1.1), (0.1, 1.25), (0, 1.25)]
    prop.add(lathe(handle, 20, soft=True).stretch(y=0.75, z=grip), "wood")
    prop.add(cylinder(0.19, 0.1, bevel=0.02).stretch(y=0.78).move(z=0.78 * grip), DARK)
    prop.add(sphere(0.2).move(prop.random.choice((-0.5, 0.5)), -0.25, 0.2), "snow")


def baseball_bat(prop: ToyShape) -> None:
    thick, length, grip = prop.vary(0.25, 0.15), prop.vary(2.2, 0.1), prop.vary(0.62, 0.12)
    handle = [(0, 0), (0.09, 0.04), (0.09, 0.3), (0.1, 0.38 * length)]
    barrel = [(0.85 * thick, 0.64 * length), (thick, 0.76 * length), (thick, 0.98 * length), (0.9 * thick, length)]
    wood = rounded([*handle, *barrel, (0.3 * thick, 1.03 * length), (0, 1.03 * length)])
    prop.add(lathe(wood, 20))
    knob = [(0, -0.08), (0.2, -0.08), (0.22, 0), (0.2, 0.06), (0.1, 0.1), (0, 0.1)]
    prop.add(lathe(knob, soft=True), DARK)
    prop.add(wrapped_grip(0.105, grip), "charcoal")
    prop.add(sleeve(wood, 0.8 * length, 0.84 * length, 0.012), LIGHT)


def golf_club(prop: ToyShape) -> None:
    tall, head, lean = prop.vary(1.75, 0.08), prop.vary(0.36, 0.1), prop.vary(14, 0.3)
    wood = sphere(1, squareness=0.15).stretch(1.25 * head, head, 0.62 * head)
    prop.add(wood.move(-0.9 * head, 0.1, 0.62 * head))
    face = box(1.5 * head, 0.12, 0.9 * head, bevel=0.05).turn(x=10)
    prop.add(face.move(-0.85 * head, 0.12 - head, 0.55 * head), "steel")
    shaft = [(lathe([(0, 0), (0.08, 0), (0.08, tall), (0, tall)], 16), "steel")]
    shaft += [(lathe([(0, 0), (0.17, 0), (0.12, 0.3), (0, 0.3)], 16), DARK)]
    shaft += [
        (wrapped_grip(0.12, 0.62).move(z=tall - 0.5), MAIN),
        (sphere(0.15, segments=16).move(z=tall + 0.12), DARK),
    ]
    for part, colour in shaft:
        prop.add(part.turn(y=lean).move(-0.25 * head, 0.1, 0.62 * head), colour)
    x, y = prop.vary(-0.5, 0.2), -head - 0.42
    prop.add(sphere(0.2, segments=16).move(x, y, 0.42), "snow")
    prop.add(lathe([(0, 0), (0.05, 0), (0.06, 0.18), (0.13, 0.26), (0, 0.26)], 12).move(x, y), "cherry")


def boxing_glove(prop: ToyShape) -> None:
    wide, deep, high, cuff = prop.vary(0.56, 0.06), prop.vary(0.5, 0.06), prop.vary(1.15, 0.06), prop.vary(0.6, 0.1)
    wrist = [(0, 0, 0, 0), (0.6, 0.66, 0.1, 0), (0.62, 0.7, 0.1, 0.1), (0.84, 0.84, 0.08, 0.25), (1.1, 1.1, 0, 0.48)]
    fist = [(1.24, 1.5, -0.14, 0.72), (1.2, 1.55, -0.2, 1.04), (0.7, 0.9, -0.16, 1.2), (0, 0, -0.16, 1.2)]
    prop.add(oval_loft([(x * wide, y * deep, lean, cuff + z * high) for x, y, lean, z in (*wrist, *fist)], 0.15))
    thumb = [(-0.75, -0.2, 0.22, 0.17), (-1.2, -0.75, 0.44, 0.22), (-0.95, -1.5, 0.68, 0.23), (-0.5, -1.8, 0.82, 0.2)]
    prop.add(limb(*((x * wide, y * deep, cuff + z * high, radius) for x, y, z, radius in thumb)), LIGHT)
    prop.add(
        lathe([(0, 0.1), (0.36, 0.1), (0.36, 0), (0.48, 0), (0.41, cuff), (0.38, 1.2 * cuff), (0, cuff)], 28), DARK
    )
    prop.add(lathe([(0, 0.24), (0.48, 0.24), (0.46, cuff - 0.08), (0, cuff - 0.08)], 28), "snow")
    prop.add(torus(0.45, 0.07, 28).move(z=0.06), LIGHT)


def dumbbell(prop: ToyShape) -> None:
    half, radius, long = prop.vary(0.42, 0.1), prop.vary(0.5, 0.1), prop.vary(0.5, 0.1)
    grip = [(0, -half), (0.1, -half), (0.16, 0), (0.1, half), (0, half)]
    prop.add(lathe(grip, soft=True).turn(y=90), "steel")
    if prop.random.random() < 0.5:
        head = [(radius, long, 6, 0.1, 0, MAIN), (0.7 * radius, long + 0.06, 24, 0.03, 0, DARK)]
        head += [(0.4 * radius, 0.2, 24, 0.03, -long / 2, DARK), (0.45 * radius, long + 0.1, 24, 0.02, 0, LIGHT)]
    else:
        head = [(1.2 * radius, 0.26, 32, 0.06, -0.12, MAIN), (0.9 * radius, 0.28, 32, 0.06, 0.1, DARK)]
        head += [(0.6 * radius, 0.28, 32, 0.05, 0.32, LIGHT), (0.12, 1.1, 24, 0.03, 0.14, "steel")]
        head += [(0.2, 0.18, 6, 0.03, 0.56, "steel"), (0.2, 0.18, 24, 0.03, -0.28, "steel")]
    for wide, tall, segments, bevel, z, colour in head:
        disc = cylinder(wide, tall, bevel, segments=segments).turn(z=30).move(z=z + half + long / 2)
        for side in (-90, 90):
            prop.add(disc.turn(y=side), colour)


def trophy(prop: ToyShape) -> None:
    wide, tall, stem = prop.vary(0.6, 0.08), prop.vary(0.95, 0.1), prop.vary(0.45)
    foot = [(0, 0), (0.4, 0), (0.4, 0.06), (0.1, 0.2), (0.1, stem), (0.12, stem)]
    bowl = [(0.9 * wide, stem + 0.1), (0.95 * wide, stem + 0.6 * tall), (1.1 * wide, stem + tall)]
    inside = [(1.02 * wide, stem + tall), (0.82 * wide, stem + 0.6 * tall), (0.7 * wide, stem + 0.25), (0, stem + 0.2)]
    prop.add(lathe([*foot, *bowl, *inside], 32, soft=True).move(z=0.4))
    prop.add(torus(0.1, 0.08, segments=20).move(z=0.4 + 0.7 * stem), DARK)
    prop.add(torus(1.04 * wide, 0.06).move(z=0.4 + stem + tall - 0.04), LIGHT)
    reach, low, high = prop.vary(0.5), 0.4 + stem + 0.2 * tall, 0.4 + stem + 0.85 * tall
    for side in (-1, 1):
        near, far = side * 0.85 * wide, side * (wide + reach)
        prop.add(tube([(near, 0, low), (far, 0, low), (far, 0, high + 0.2), (near, 0, high)], 0.085), DARK)
    prop.add(box(0.95, 0.95, 0.42, taper=0.9).move(z=0.2), "charcoal")
    prop.add(box(0.5, 0.1, 0.2, bevel=0.02).move(y=-0.44, z=0.2), "gold")
