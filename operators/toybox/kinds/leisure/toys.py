"""Toys. Each public function adds the parts of one kind to `prop`."""

from __future__ import annotations

import numpy as np

from ..animals.parts import eyes, muzzle, round_ears
from ..forms import star
from ..shapes import (
    DARK,
    LIGHT,
    MAIN,
    ToyShape,
    box,
    cone,
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
from .parts import sleeve, toy_horse


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


def rocking_horse(prop: ToyShape) -> None:
    size, reach, curve = prop.vary(1.0, 0.08), prop.vary(1.15, 0.06), prop.vary(0.22, 0.15)
    for part, colour in toy_horse(16, MAIN, "cherry", prop.random.choice((DARK, "cream", "charcoal"))):
        prop.add(part.stretch(z=size).move(z=0.1), colour)
    for side in (-0.3, 0.3):
        share = np.linspace(-1, 1, 17)
        runner = np.stack([side + 0 * share, reach * share, curve * share**2], axis=1)
        prop.add(tube(runner.tolist(), 0.075, segments=10, soft=False), "wood")
    for y in (-0.62, 0.62):
        prop.add(box(0.8, 0.2, 0.09, bevel=0.03).move(y=y, z=0.16), "wood")
    prop.add(tube([(-0.34, -0.66, 1.34 * size), (0.34, -0.66, 1.34 * size)], 0.055), "wood")


def spinning_top(prop: ToyShape) -> None:
    radius, belly, tall = prop.vary(0.75, 0.08), prop.vary(0.7, 0.1), prop.vary(1.05, 0.08)
    cone = [(0, 0), (0.06, 0), (0.1, 0.14), (0.55 * radius, 0.35 * belly), (radius, 0.9 * belly), (radius, 1.1 * belly)]
    skin = rounded([*cone, (0.6 * radius, tall), (0.12, tall + 0.08), (0.1, tall + 0.2), (0, tall + 0.2)])
    knob = [(0, -0.04), (0.08, -0.04), (0.08, 0.25), (0.2, 0.3), (0.22, 0.42), (0.12, 0.5), (0, 0.5)]
    parts = [(lathe(skin, 32), MAIN), (cylinder(0.12, 0.16, top=0.1, bevel=0.02).move(z=0.02), "steel")]
    parts += [(lathe(knob, 20).move(z=tall + 0.1), "wood")]
    belt = prop.random.choice(("cream", "lemon", "glass"))
    for low, high, colour in ((0.5, 0.66, LIGHT), (0.86, 1.1, belt), (1.24, 1.36, DARK)):
        parts.append((sleeve(skin, low * belly, high * belly, 0.02), colour))
    tilt, turn = prop.vary(14, 0.4), prop.random.uniform(0, 360)
    for part, colour in parts:
        prop.add(part.turn(x=tilt).turn(z=turn), colour)


def yo_yo(prop: ToyShape) -> None:
    radius, gap, drop = prop.vary(0.75, 0.06), prop.vary(0.09, 0.2), prop.vary(1.2, 0.15)
    half = lathe([(0, 0), (0.4, 0), (0.97, 0.1), (1, 0.24), (0.9, 0.42), (0.55, 0.5), (0, 0.46)], 32)
    face = [(half.stretch(radius, radius, radius), MAIN), (torus(0.9 * radius, 0.05).move(z=0.38 * radius), LIGHT)]
    face.append((star(0.5 * radius, 0.14, 0.03, 0.45).turn(x=-90).move(z=0.5 * radius), "snow"))
    for side in (-90, 90):
        for part, colour in face:
            prop.add(part.move(z=gap).turn(x=side), colour)
    prop.add(cylinder(0.3 * radius, 0.5).turn(x=90), "cream")
    x, top = 0.25 * radius, radius + drop
    loop = [(x + 0.22, 0, top + 0.2), (x, 0, top + 0.4), (x - 0.22, 0, top + 0.2), (x, 0, top)]
    prop.add(tube([(x, 0, 0), (x, 0, top), *loop], 0.045, segments=8), "cream")


def kite(prop: ToyShape) -> None:
    wide, top, low, fold = prop.vary(0.72, 0.08), prop.vary(0.55, 0.1), prop.vary(1.05, 0.08), prop.vary(14, 0.4)
    prop.add(tube([(0, 0, top), (0, 0, -low)], 0.06, segments=8), "wood")
    for side in (-1, 1):
        spar = tube([(0, 0, 0), (side * wide, 0, 0)], 0.055, segments=8)
        prop.add(spar.turn(z=side * fold), "wood")
        for end in (top, -low):
            order = 1 if side * end > 0 else -1
            corners = [(-0.01 * side, 0), (side * wide, 0), (-0.01 * side, end)][::order]
            hem = tube([(0, 0, end), (side * wide, 0, 0)], 0.05, segments=8)
            for part, colour in ((extrude(corners, 0.07, bevel=0.01), MAIN if order > 0 else LIGHT), (hem, DARK)):
                prop.add(part.turn(z=side * fold), colour)
    share, sway = np.linspace(0, 1, 25), prop.vary(0.2)
    tail = np.stack([sway * np.sin(7 * share) + 0.35 * share, -0.3 * share, -low - 0.85 * share], axis=1)
    prop.add(tube(tail.tolist(), 0.035, segments=8, soft=False), "cream")
    for i, colour in zip((7, 15, 23), prop.random.sample(("cherry", "lemon", "carrot", "leaf"), 3), strict=True):
        for side in (-90, 90):
            wing = cylinder(0.03, 0.26, bevel=0.02, top=0.18, segments=12).move(z=0.11).stretch(y=0.6)
            prop.add(wing.turn(y=side).move(*tail[i]), colour)
