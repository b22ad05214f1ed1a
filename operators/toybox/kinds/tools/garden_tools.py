"""Tools for garden and field. Each public function adds the parts of one kind to `prop`."""

from __future__ import annotations

import math

import numpy as np

from ..forms import arc
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
    loft,
    mirrored,
    sphere,
    torus,
    tube,
)
from ..vehicles.parts import bars, wheels
from .parts import turned_handle


def shovel(prop: ToyShape) -> None:
    width, length, shaft = prop.vary(0.46, 0.12), prop.vary(1.0, 0.1), prop.vary(1.4, 0.1)
    across, edge = np.linspace(-1, 1, 11), np.full(11, 0.05)
    x, thick = np.concatenate([across, across[::-1]]), np.concatenate([-edge, edge])
    rings = []
    for share in np.linspace(0, 1, 12):
        wide = width * max(0.08, 1 - (1 - min(1, share / 0.62)) ** 2.2) * x
        rings.append(np.stack([wide, thick - 0.9 * wide**2, length * share + 0 * x], axis=1))
    prop.add(loft(np.array(rings)))
    lip = [(width * s, -0.9 * (width * s) ** 2, length) for s in across]
    prop.add(tube(lip, 0.08), DARK)
    prop.add(cylinder(0.17, 0.6, top=0.12).move(z=length + 0.05), DARK)
    top = length + shaft
    prop.add(cylinder(0.095, shaft + 0.2).move(z=length + shaft / 2), "wood")
    for side in (-1, 1):
        prop.add(tube([(0, 0, top - 0.05), (side * 0.26, 0, top + 0.1), (side * 0.26, 0, top + 0.36)], 0.075), DARK)
    prop.add(cylinder(0.1, 0.68).turn(y=90).move(z=top + 0.36))


def rake(prop: ToyShape) -> None:
    wide, tall, shaft = prop.vary(0.72, 0.1), prop.vary(0.8), prop.vary(1.4, 0.08)
    leafy = prop.random.random() < 0.5
    for share in np.linspace(-1, 1, prop.random.choice((9, 11))):
        x = wide * share
        root = (0.1 * x, 0, tall + 0.1) if leafy else (x, 0, 0.34)
        prop.add(tube([root, (x, -0.04, 0.28), (1.06 * x, -0.08, 0.14), (1.1 * x, -0.34, 0)], 0.05, segments=8))
    if leafy:
        prop.add(cylinder(0.07, 1.44 * wide).turn(y=90).move(y=-0.02, z=0.5 * tall), DARK)
    else:
        prop.add(cylinder(0.1, 2.24 * wide).turn(y=90).move(y=-0.02, z=0.34), DARK)
        mirrored(prop, tube([(0, 0, tall + 0.1), (0.9 * wide, 0, tall), (0.9 * wide, 0, 0.34)], 0.06))
    prop.add(cylinder(0.17, 0.4, top=0.13).move(z=tall + 0.15), DARK)
    _pole(prop, tall + shaft, tall + 0.1)


def hoe(prop: ToyShape) -> None:
    wide, deep, reach, shaft = prop.vary(0.4, 0.1), prop.vary(0.55, 0.1), prop.vary(0.38), prop.vary(1.75, 0.08)
    flare, tilt, top = prop.random.choice((0.8, 1.2)), prop.vary(50, 0.1), shaft + 0.5
    blade = extrude([(-flare * wide, -deep), (flare * wide, -deep), (wide, 0.06), (-wide, 0.06)], 0.12, bevel=0.03)
    edge = box(2 * flare * wide + 0.04, 0.17, 0.16, bevel=0.03).move(z=0.06 - deep)
    for part, colour in ((blade, MAIN), (edge, LIGHT)):
        prop.add(part.turn(x=-tilt, z=90).move(x=reach, z=top - 0.12), colour)
    goose = [(0, 0, shaft), (0, 0, top), (0.1, 0, top + 0.12), (0.8 * reach, 0, top), (reach + 0.1, 0, top - 0.18)]
    prop.add(tube(goose, [0.1, 0.09, 0.09, 0.09, 0.1]), DARK)
    prop.add(cylinder(0.13, 0.36, top=0.16).move(z=shaft), DARK)
    _pole(prop, 0, shaft)


def pitchfork(prop: ToyShape) -> None:
    gap, tine, shaft, count = prop.vary(0.26, 0.1), prop.vary(0.95, 0.1), prop.vary(1.35), prop.random.choice((3, 4))
    for i in range(count):
        x, z = gap * (i - (count - 1) / 2), shaft + 0.3
        neck = [(0.2 * x, 0, shaft), (0.9 * x, 0, shaft + 0.12), (1.15 * x, 0, z)]
        prong = [*neck, (1.1 * x, 0.1, z + 0.5 * tine), (1.2 * x, -0.08, z + tine)]
        prop.add(tube(prong, [0.09, 0.09, 0.085, 0.075, 0.03], segments=10))
    prop.add(cylinder(0.13, 0.5, top=0.17).move(z=shaft - 0.12), DARK)
    _pole(prop, 0, shaft)


def sickle(prop: ToyShape) -> None:
    radius, sweep, wide, grip = prop.vary(0.78, 0.08), prop.vary(245, 0.06), prop.vary(0.16), prop.vary(0.75, 0.1)
    share = np.linspace(0, 1, 30)
    path = [(x + 0.1, 0, z + grip + radius) for x, z in arc(0.8 * radius, radius, -92, sweep - 92, 30)]
    widths = 0.09 + (wide - 0.09) * np.sin(np.pi * share) - 0.07 * share**4
    prop.add(tube(path, widths.tolist(), segments=10, soft=False).stretch(y=0.45))
    hollow = radius - 0.8 * wide
    inner = [(x + 0.1, 0, z + grip + radius) for x, z in arc(0.8 * hollow, hollow, -70, sweep - 100, 30)]
    prop.add(tube(inner, (0.065 * np.sin(np.pi * share) ** 0.5).tolist(), segments=8, soft=False), LIGHT)
    turned_handle(prop, grip, "wood")


def scythe(prop: ToyShape) -> None:
    height, reach, droop, wide = prop.vary(2.2, 0.06), prop.vary(1.35, 0.08), prop.vary(0.5), prop.vary(0.22, 0.1)
    share = np.linspace(0, 1, 24)
    blade = [(0.08 - reach * s, 0, height + 0.16 * math.sin(2.2 * s) - droop * s**2.2) for s in share]
    widths = 0.04 + (wide - 0.04) * (1 - share**1.6) * (0.55 + 0.45 * np.minimum(1, 4 * share))
    prop.add(tube(blade, widths.tolist(), segments=12, soft=False).stretch(y=0.45))
    spine = [(x, 0, z + 0.85 * w) for (x, _, z), w in zip(blade, widths, strict=True)]
    prop.add(tube(spine, 0.065, segments=8, soft=False), DARK)
    bend = prop.vary(0.14, 0.3)
    snath = [(0.02, height + 0.16), (0.02, 0.8 * height), (bend, 0.5 * height), (-0.5 * bend, 0.2 * height), (0, 0)]
    prop.add(limb(*((x, 0, z, 0.085) for x, z in snath)), "wood")
    prop.add(box(0.26, 0.26, 0.34, bevel=0.04).move(0.03, 0, height), "charcoal")
    for x, z in ((0.66 * bend, 0.52 * height), (0, 0.28 * height)):
        prop.add(limb((x, 0, z, 0.07), (x - 0.3, 0, z + 0.05, 0.09), (x - 0.36, 0, z + 0.2, 0.1)))


def watering_can(prop: ToyShape) -> None:
    radius, height, foot = prop.vary(0.52, 0.1), prop.vary(0.9, 0.12), prop.vary(1.12, 0.06)
    outside = [(0, 0), (foot * radius - 0.05, 0), (foot * radius, 0.05), (radius, height)]
    prop.add(lathe([*outside, (radius - 0.09, height), (radius - 0.09, 0.6 * height), (0, 0.6 * height)], segments=32))
    prop.add(torus(radius - 0.03, 0.075).move(z=height), DARK)
    prop.add(torus(foot * radius - 0.03, 0.08).move(z=0.08), DARK)
    reach, tilt = radius + prop.vary(0.8, 0.12), 50
    prop.add(tube([(0.7 * radius, 0, 0.2), (radius + 0.2, 0, 0.3), (reach, 0, height + 0.1)], [0.19, 0.15, 0.1]))
    rose = lathe([(0, -0.12), (0.11, -0.12), (0.3, 0.16), (0.3, 0.22), (0, 0.27)]).turn(y=tilt)
    prop.add(rose.move(reach, 0, height + 0.1), DARK)
    for x, y, _ in [(0, 0, 0), *circle(6, 0.18)]:
        prop.add(sphere(0.05, segments=8).move(x, y, 0.24).turn(y=tilt).move(reach, 0, height + 0.1), "charcoal")
    back = -radius - prop.vary(0.45)
    over = [(0.8 * radius, 0, height), (0, 0, height + 0.6), (back, 0, height + 0.35)]
    prop.add(tube([*over, (back, 0, 0.2), (-radius, 0, 0.25)], 0.09), DARK)


def lawn_mower(prop: ToyShape) -> None:
    width, length, reach, grip = prop.vary(0.8, 0.1), prop.vary(0.95, 0.1), prop.vary(1.22, 0.1), prop.vary(1.26)
    x, back = 0.42 * width, 0.4 * length
    prop.add(sphere(1, squareness=0.5).stretch(width / 2, length / 2, 0.26).move(z=0.28))
    prop.add(cylinder(0.26, 0.26).move(y=-0.08, z=0.5), "stone")
    prop.add(cylinder(0.2, 0.14).move(y=-0.08, z=0.66), "charcoal")
    prop.add(box(0.7 * width, 0.6, 0.5, bevel=0.12, taper=0.8).turn(x=20).move(y=back + 0.36, z=0.48), DARK)
    bars(prop, "charcoal", 0.06, ((-x, back, 0.3), (-x, reach, grip), (x, reach, grip), (x, back, 0.3)))
    bars(prop, MAIN, 0.09, ((-0.8 * x, reach, grip), (0.8 * x, reach, grip)))
    for y, wheel in ((-0.36, 0.2), (0.36, 0.24)):
        wheels(prop, width / 2 + 0.02, y * length, wheel, 0.16)


def _pole(prop: ToyShape, grip: float, end: float) -> None:
    """Adds an upright wooden pole from the height `grip`, where it is held, to the height `end`."""
    prop.add(limb((0, 0, grip, 0.095), (0, 0, end, 0.095)), "wood")
    prop.add(limb((0, 0, grip, 0.125), (0, 0, grip + math.copysign(0.35, end - grip), 0.125)))
