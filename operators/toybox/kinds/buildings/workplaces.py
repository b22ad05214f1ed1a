"""Buildings for work and storage. Each public function adds the parts of one kind to `prop`."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from ..shapes import DARK, LIGHT, ToyShape, arch, box, cylinder, extrude, lathe, slab, sphere, tube
from .parts import ROOFS, windows


def barn(prop: ToyShape) -> None:
    half, depth, wall, rise = prop.vary(0.72, 0.1), prop.vary(1.7, 0.12), prop.vary(0.8, 0.1), prop.vary(0.72, 0.1)
    line = [(-half, wall), (-0.68 * half, wall + 0.62 * rise), (0, wall + rise)]
    line += [(-x, z) for x, z in line[1::-1]]
    prop.add(extrude([(-half, 0), (half, 0), *line[::-1]], depth, bevel=0.02))
    eaves = [(-half - 0.14, wall - 0.12), *line[1:-1], (half + 0.14, wall - 0.12)]
    prop.add(slab(eaves, depth + 0.3, 0.08), "snow")
    prop.add(slab([(x, z + 0.05) for x, z in eaves], depth + 0.24, 0.15), "stone")
    for wide, tall, z, width in ((0.86, 0.76, 0.36, 0.35), (0.4, 0.4, wall + 0.34 * rise, 0.3)):
        prop.add(box(wide, depth + 0.08, tall, bevel=0.02).move(z=z), "snow")
        prop.add(box(wide - 0.14, depth + 0.12, tall - 0.14, bevel=0.02).move(z=z), DARK)
        for x in (-0.185, 0.185) if wide > 0.5 else (0.0,):
            for lean in (-1, 1):
                brace = box(0.075, depth + 0.17 + 0.02 * lean, tall - 0.08, bevel=0.02)
                prop.add(brace.turn(y=lean * np.degrees(np.arctan2(width, tall))).move(x, 0, z), "snow")
    for y in (-0.3, 0.0, 0.3):
        windows(prop, y * depth, 0.5 * wall, 0.26, 0.26, 2 * half, turn=90, frame="snow")
    prop.add(box(0.34, 0.34, 0.5, bevel=0.02).move(z=wall + rise + 0.2))
    prop.add(cylinder(0.34, 0.26, bevel=0.02, top=0.05, segments=4).turn(z=45).move(z=wall + rise + 0.56), "stone")


def windmill(prop: ToyShape) -> None:
    foot, top, height, span = prop.vary(0.62, 0.1), prop.vary(0.42, 0.1), prop.vary(1.5, 0.1), prop.vary(1.15, 0.1)
    sides, swing, front = prop.random.choice((8, 24)), prop.random.uniform(20, 70), -foot - 0.06
    prop.add(lathe([(0, 0), (foot, 0), (top, height), (0, height)], sides))
    prop.add(lathe([(0, -0.1), (foot + 0.1, -0.1), (foot + 0.06, 0.14), (0, 0.14)], sides), "stone")
    prop.add(lathe([(0, -0.1), (1.3 * top, -0.1), (1.2 * top, 0.35), (0, 0.5)], soft=True).move(z=height), DARK)
    prop.add(cylinder(0.13, foot + 0.2).turn(x=90).move(y=front / 2 - 0.04, z=height), DARK)
    prop.add(extrude(arch(0.34, 0.55), 0.3, bevel=0.02).move(y=0.1 - foot, z=0.1), "bark")
    prop.add_around(box(0.24, 0.2, 0.3, bevel=0.03).move(x=(foot + top) / 2 - 0.04, z=0.52 * height), 2, "glass")
    sail = [(box(0.44, 0.09, 0.64 * span, bevel=0.02).move(x=0.24, z=0.665 * span), "cream")]
    sail += [(box(0.48, 0.14, 0.06, bevel=0.01).move(x=0.24, z=z * span), "wood") for z in (0.38, 0.58, 0.78, 0.95)]
    for part, colour in (*sail, (box(0.1, 0.12, span, bevel=0.02).move(z=span / 2), "wood")):
        for quarter in range(4):
            prop.add(part.turn(y=swing + 90 * quarter).move(y=front, z=height), colour)


def grain_silo(prop: ToyShape) -> None:
    radius, height, apart = prop.vary(0.5, 0.1), prop.vary(1.5, 0.1), prop.vary(0.62, 0.1)
    lift, domed = height + 0.75, prop.random.random() < 0.5
    for x, share in ((-apart, 1.0), (apart, prop.vary(0.72, 0.1))):
        wide, tall = radius * (0.4 + 0.6 * share), share * height
        waves = [(wide + 0.035 * (i % 2), tall * i / 20) for i in range(21)]
        prop.add(lathe([(0, 0), *waves, (0, tall)], 24).move(x))
        prop.add(cylinder(wide + 0.09, 0.12, bevel=0.03, segments=24).move(x, 0, 0.06), "stone")
        roof = (
            [(0, 0), (1, 0), (0.9, 0.4), (0.5, 0.66), (0, 0.72)] if domed else [(0, 0), (1, 0), (0.16, 0.6), (0, 0.6)]
        )
        prop.add(lathe(roof, 24, soft=domed).stretch(wide + 0.09, wide + 0.09, wide).move(x, 0, tall - 0.02), "steel")
        prop.add(cylinder(0.1, 0.2, bevel=0.02, segments=12).move(x, 0, tall + 0.66 * wide), DARK)
        prop.add(tube([(0, 0, lift - 0.06), (x, 0, tall + 0.7 * wide)], 0.06, segments=8), "steel")
        prop.add(box(0.3, 0.14, 0.42, bevel=0.02).move(x, -wide - 0.02, 0.32), DARK)
        for side in (-0.1, 0.1):
            prop.add(tube([(x + side, -wide - 0.1, 0.5), (x + side, -wide - 0.1, tall)], 0.035, segments=6), "charcoal")
        for z in np.arange(0.6, tall, 0.16):
            prop.add(box(0.2, 0.06, 0.06, bevel=0.01).move(x, -wide - 0.1, z), "charcoal")
    prop.add(box(0.18, 0.18, lift, bevel=0.02).move(z=lift / 2), "steel")
    prop.add(box(0.3, 0.26, 0.26, bevel=0.04).move(z=lift), DARK)
    prop.add(lathe([(0, 0), (0.34, 0), (0.1, 0.2), (0, 0.24)], 16, soft=True).move(y=-radius), "gold")


def shop(prop: ToyShape) -> None:
    width, depth, wall, sign = prop.vary(1.6, 0.08), prop.vary(1.1, 0.1), prop.vary(1.3, 0.06), prop.vary(0.3, 0.1)
    front, stripe, shelf = -depth / 2, width / 7, 0.34
    prop.add(box(width + 0.1, depth + 0.1, 0.12, bevel=0.03).move(z=0.06), "stone")
    prop.add(box(width, depth, wall, bevel=0.02).move(z=wall / 2))
    prop.add(box(width + 0.1, depth + 0.1, 0.12, bevel=0.03).move(z=wall), DARK)
    prop.add(box(width - 0.1, 0.16, sign + 0.1, bevel=0.03).move(0, front, wall + sign / 2), "charcoal")
    for i in range(5):
        letter = box(0.1, 0.22, prop.random.choice((0.5, 0.7)) * sign, bevel=0.02)
        prop.add(letter.move((i - 2) * 0.13 * width, front, wall + sign / 2), "gold")
    for i in range(7):
        awning = box(stripe + 0.01, 0.56, 0.1 + 0.02 * (i % 2), bevel=0.02).turn(x=28)
        lobe = extrude(arch(stripe + 0.01, 0.16), 0.1 + 0.02 * (i % 2), bevel=0.02).turn(y=180)
        for part, y, z in ((awning, -0.2, -0.18), (lobe, -0.43, -0.28)):
            prop.add(part.move((i - 3) * stripe, front + y, wall + z), "snow" if i % 2 else DARK)
    for x, wide, low, high in ((0.16 * width, 0.56 * width, 0.26, 0.84), (-0.32 * width, 0.2 * width, 0.1, 0.84)):
        prop.add(box(wide + 0.12, 0.12, high - low + 0.12, bevel=0.02).move(x, front, (low + high) / 2), "snow")
        prop.add(box(wide, 0.18, high - low, bevel=0.02).move(x, front, (low + high) / 2), "glass")
    for i, colour in enumerate(("cherry", "carrot", "lemon", "leaf", "blossom")):
        ware = sphere(0.09, squareness=prop.random.choice((0.0, 0.6)), segments=12)
        prop.add(ware.move(0.16 * width + (i - 2) * 0.11 * width, front - 0.1, shelf + 0.04), colour)
    windows(prop, 0, 0.6 * wall, 0.4 * depth, 0.4 * wall, width, turn=90)
    prop.add(box(0.34, 0.1, 0.68, bevel=0.02).move(0.2 * width, -front, 0.44), "bark")
    prop.add(box(0.5, 0.3, 0.24, bevel=0.03).move(-0.2 * width, 0.1, wall + 0.1), "steel")


def factory(prop: ToyShape) -> None:
    teeth, tooth, depth, wall = prop.random.choice((3, 4)), prop.vary(0.56), prop.vary(1.1, 0.1), prop.vary(0.75, 0.1)
    width, rise, tall = teeth * tooth, prop.vary(0.38, 0.1), prop.vary(1.75, 0.1)
    prop.add(box(width + 0.1, depth + 0.1, 0.12, bevel=0.03).move(z=0.06), "stone")
    prop.add(box(width, depth, wall, bevel=0.02).move(z=wall / 2))
    for i in range(teeth):
        x, z = i * tooth - width / 2, wall + 0.46 * rise
        prop.add(extrude([(0, -0.05), (tooth - 0.02, -0.05), (0, rise)], depth - 0.02, bevel=0.01).move(x, z=wall))
        prop.add(slab([(-0.05, rise), (tooth, 0)], depth + 0.08, 0.09).move(x, z=wall), "stone")
        prop.add(box(0.1, depth - 0.2, 0.6 * rise, bevel=0.02).move(x, z=z), "glass")
        for y in (-0.17, 0.17):
            prop.add(box(0.13, 0.06, 0.6 * rise, bevel=0.01).move(x, y * depth, z), "snow")
        if i:
            windows(prop, x + tooth / 2, 0.5 * wall, 0.56 * tooth, 0.4 * wall, depth)
    windows(prop, 0, 0.5 * wall, 0.4 * depth, 0.4 * wall, width, turn=90)
    for row in range(5):
        gate = box(0.64 * tooth, 0.12 + 0.02 * (row % 2), 0.12, bevel=0.02)
        prop.add(gate.move((tooth - width) / 2, -depth / 2, 0.14 + 0.1 * row), "steel")
    _smoking_chimney(prop, 0.5 * tooth, 0.26 * depth, tall)
    _smoking_chimney(prop, -0.25 * tooth, 0.26 * depth, 0.85 * tall)


def garage(prop: ToyShape) -> None:
    half, depth, wall, rise = prop.vary(0.76, 0.08), prop.vary(1.3, 0.08), prop.vary(1.0, 0.06), prop.vary(0.3)
    edge, low, front, lifted = half + 0.14, -0.14 * rise / half, -depth / 2, prop.random.choice((1, 2, 3))
    prop.add(extrude([(-half, 0), (half, 0), (0, rise)], depth, bevel=0.02).move(z=wall - 0.02))
    roof = slab([(-edge, low), (0, rise), (edge, low)], depth + 0.24, 0.13).move(z=wall)
    prop.add(roof, prop.random.choice(ROOFS))
    prop.add(box(2 * half + 0.1, depth + 0.1, 0.1, bevel=0.02).move(z=0.05), "stone")
    prop.add(box(1.5 * half, 0.4, 0.06, bevel=0.02).move(y=front - 0.2, z=0.04), "stone")
    prop.add(box(2 * half - 0.02, 0.12, wall, bevel=0.02).move(y=-front - 0.07, z=wall / 2))
    prop.add(box(0.34, 0.1, 0.68, bevel=0.02).move(0.3 * half, -front, 0.42), "bark")
    prop.add(box(0.26, 0.2, 0.16, bevel=0.03).move(0, front - 0.02, wall + 0.1), "lemon")
    for side in (-1, 1):
        prop.add(box(0.16, depth, wall + 0.02, bevel=0.02).move(side * (half - 0.08), 0, wall / 2))
        prop.add(box(0.18, 0.14, wall, bevel=0.02).move(side * (half - 0.11), front, wall / 2), "snow")
        for size, out, colour in ((0.48, 0.0, "snow"), (0.36, 0.03, "glass")):
            prop.add(box(0.1, size, size - 0.08, bevel=0.02).move(side * (half + out), 0, 0.6 * wall), colour)
        prop.add(sphere(0.1, segments=12).move(side * 0.3, front + 0.16, 0.32), "lemon")
        prop.add(cylinder(0.15, 0.18).turn(y=90).move(side * 0.38, front + 0.42, 0.22), "charcoal")
    for wide, long, tall, y, z in ((0.86, 0.9, 0.26, 0.62, 0.34), (0.6, 0.4, 0.24, 0.72, 0.56)):
        prop.add(box(wide, long, tall, bevel=0.07).move(0, front + y, z), "steel" if wide > 0.8 else "glass")
    prop.add(box(2 * half - 0.04, 0.18, 0.13, bevel=0.02).move(y=front, z=wall - 0.06), "snow")
    for row in range(lifted):
        panel = box(2 * half - 0.3, 0.1, 0.17, bevel=0.03)
        prop.add(panel.move(y=front + 0.02, z=wall - 0.18 - 0.15 * row), LIGHT)


def greenhouse(prop: ToyShape) -> None:
    half, depth, wall, rise = prop.vary(0.62, 0.08), prop.vary(1.5, 0.1), prop.vary(0.85, 0.08), prop.vary(0.45)
    bays, front = prop.random.choice((3, 4)), -depth / 2
    frame = [(-half, 0.0), (-half, wall), (0.0, wall + rise), (half, wall), (half, 0.0)]
    prop.add(extrude(frame[::-1], depth, bevel=0.02), "glass")
    prop.add(box(2 * half + 0.12, depth + 0.12, 0.28, bevel=0.03).move(z=0.14))
    for bay in range(bays + 1):
        y = (bay / bays - 0.5) * depth
        for (x0, z0), (x1, z1) in pairwise(frame):
            prop.add(tube([(x0, y, z0), (x1, y, z1)], 0.06, segments=8))
        # The plants push a little through the panes, as the glass of the toybox is opaque.
        for side in (-1, 1) if bay else ():
            _bush(prop, side * (half - 0.1), y - depth / bays / 2, 0.44, 0.18, "cherry")
    for x, z in (*frame[1:4], (-half, 0.55 * wall), (half, 0.55 * wall)):
        prop.add(tube([(x, front - 0.03, z), (x, 0.03 - front, z)], 0.07, segments=8))
    prop.add(box(2 * half, depth + 0.1, 0.1, bevel=0.02).move(z=wall))
    prop.add(box(0.1, depth + 0.08, rise, bevel=0.02).move(z=wall + rise / 2))
    prop.add(box(0.44, depth + 0.16, 0.34, bevel=0.02).move(z=0.18), DARK)
    prop.add(box(0.46, depth / bays, 0.07, bevel=0.02).turn(y=10).move(0.3, 0, wall + 0.75 * rise), LIGHT)
    for side, colour in ((-1, "blossom"), (1, "lemon")):
        prop.add(box(0.1, depth + 0.12, wall, bevel=0.02).move(x=0.26 * side, z=wall / 2))
        pot = cylinder(0.1, 0.2, bevel=0.02, top=0.14, segments=16)
        prop.add(pot.move(0.45 * side, front - 0.14, 0.1), "terracotta")
        _bush(prop, 0.45 * side, front - 0.14, 0.3, 0.13, colour)


def _smoking_chimney(prop: ToyShape, x: float, y: float, tall: float) -> None:
    """Adds a round chimney on the ground, with puffs of smoke."""
    prop.add(cylinder(0.2, tall, bevel=0.03, top=0.14).move(x, y, tall / 2))
    for z, colour in ((tall - 0.16, "snow"), (tall, DARK)):
        prop.add(cylinder(0.19, 0.12, bevel=0.03).move(x, y, z), colour)
    for puff in range(3):
        smoke = sphere(0.12 + 0.045 * puff, segments=12)
        prop.add(smoke.move(x + 0.12 * puff, y, tall + 0.14 + 0.17 * puff), "cream")


def _bush(prop: ToyShape, x: float, y: float, z: float, radius: float, colour: str) -> None:
    """Adds a green bush with fruit or flowers."""
    prop.add(sphere(radius, segments=12).stretch(z=1.4).move(x, y, z), "leaf")
    for turn, rise in ((20, 0.7), (80, 0.1), (150, 0.8), (200, 0.0), (260, 0.6), (320, 0.0)):
        fruit = sphere(0.06, segments=8).move(0.9 * radius * (1 - 0.4 * rise), 0, rise * radius)
        prop.add(fruit.turn(z=turn).move(x, y, z), colour)
