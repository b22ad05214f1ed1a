"""Castles, towers and the skyscraper. Each public function adds the parts of one kind to `prop`."""

from __future__ import annotations

import numpy as np

from ..shapes import DARK, LIGHT, ToyShape, arch, box, cylinder, extrude, lathe, sphere, torus, tube
from .parts import ROOFS


def castle(prop: ToyShape) -> None:
    half, wall, tower, radius = prop.vary(0.72, 0.08), prop.vary(0.55), prop.vary(0.95), prop.vary(0.26, 0.1)
    pointed, keep = prop.random.random() < 0.6, tower + prop.vary(0.3)
    prop.add(box(2.1 * half, 2.1 * half, 0.14, bevel=0.04).move(z=0.05), "stone")
    prop.add_around(box(2 * half, 0.2, wall, bevel=0.02).move(y=-half, z=wall / 2), 4)
    for share in (-0.5, -0.25, 0.25, 0.5):
        prop.add_around(box(0.16, 0.21, 0.17, bevel=0.02).move(share * half, -half, wall + 0.04), 4)
    corners = [(x, y, radius, tower, pointed) for x in (-half, half) for y in (-half, half)]
    for x, y, wide, tall, roofed in (*corners, (0, 0, 1.35 * radius, keep, not pointed)):
        prop.add(cylinder(wide, tall, bevel=0.02).move(x, y, tall / 2))
        prop.add(cylinder(wide + 0.05, 0.12, bevel=0.03).move(x, y, tall), LIGHT)
        if roofed:
            prop.add(cylinder(wide + 0.1, 3 * wide, top=0.05).move(x, y, tall + 1.5 * wide), DARK)
        else:
            prop.add_around(box(0.16, 0.14, 0.24, bevel=0.02).move(x=wide - 0.03, z=tall + 0.1), 6, x=x, y=y)
    top = keep + 0.2 if pointed else keep + 4 * radius
    prop.add(cylinder(0.04, 0.6, bevel=0.01, segments=12).move(z=top), "wood")
    prop.add(extrude([(0, 0), (0.36, 0.12), (0, 0.24)], 0.07, bevel=0.02).move(z=top + 0.05), "gold")
    prop.add(box(0.56, 0.36, wall + 0.2, bevel=0.03).move(y=-half, z=wall / 2 + 0.1))
    prop.add(extrude(arch(0.4, wall), 0.42, bevel=0.02).move(y=-half, z=0.01), LIGHT)
    prop.add(extrude(arch(0.28, wall - 0.08), 0.46, bevel=0.02).move(y=-half, z=0.02), "bark")


def watchtower(prop: ToyShape) -> None:
    half, height, cabin, pitch = prop.vary(0.46, 0.1), prop.vary(1.15, 0.1), prop.vary(0.66, 0.1), prop.vary(0.45)
    prop.add_around(tube([(1.4 * half, 1.4 * half, 0), (half, half, height)], 0.085), 4, DARK)
    prop.add_around(box(0.13, 0.13, cabin + 0.1, bevel=0.02).move(half, half, height + cabin / 2), 4, DARK)
    for x in (-1, 1):
        brace = [(1.3 * x * half, -1.3 * half, 0.25 * height), (-1.05 * x * half, -1.05 * half, 0.9 * height)]
        prop.add_around(tube(brace, 0.05, segments=8), 4, "wood")
        prop.add(tube([(0.17 * x, -1.8 * half, 0), (0.17 * x, -1.25 * half, height)], 0.05, segments=8), "cream")
    for share in (0.15, 0.35, 0.55, 0.75, 0.95):
        prop.add(tube([(-0.2, 0, 0), (0.2, 0, 0)], 0.045).move(0, (0.55 * share - 1.8) * half, share * height), "cream")
    prop.add(box(2.5 * half, 2.5 * half, 0.14, bevel=0.03).move(z=height), "wood")
    prop.add_around(box(2.3 * half, 0.1, 0.3, bevel=0.02).move(y=-1.1 * half, z=height + 0.2), 4)
    prop.add(cylinder(2 * half, pitch, top=0.05, segments=4).turn(z=45).move(z=height + cabin + pitch / 2))


def lighthouse(prop: ToyShape) -> None:
    foot, top, height = prop.vary(0.5, 0.1), prop.vary(0.3, 0.1), prop.vary(1.6, 0.08)
    prop.add(lathe([(0, -0.2), (1.7 * foot, -0.2), (1.6 * foot, 0), (0, 0.14)], 28, ribs=7, depth=0.07), "stone")
    prop.add(lathe([(0, 0), (foot, 0), (top, height), (0, height)]))
    for low, high in ((0.26, 0.44), (0.64, 0.82)):
        wide, narrow = (foot + (top - foot) * share + 0.025 for share in (low, high))
        prop.add(lathe([(0, low * height), (wide, low * height), (narrow, high * height), (0, high * height)]), "snow")
    prop.add(cylinder(top + 0.17, 0.1, bevel=0.03).move(z=height), "charcoal")
    prop.add(torus(top + 0.12, 0.04).move(z=height + 0.22), "charcoal")
    prop.add_around(cylinder(0.04, 0.2, bevel=0.01, segments=8).move(x=top + 0.12, z=height + 0.12), 8, "charcoal")
    prop.add(cylinder(top - 0.06, 0.4, bevel=0.02).move(z=height + 0.2), "lemon")
    prop.add_around(box(0.07, 0.07, 0.4, bevel=0.01).move(x=top - 0.07, z=height + 0.2), 6, "charcoal")
    prop.add(lathe([(0, 0), (top + 0.06, 0), (0.8 * top, 0.2), (0.08, 0.34), (0, 0.5)]).move(z=height + 0.38))
    prop.add(extrude(arch(0.28, 0.42), 0.3, bevel=0.02).move(y=0.1 - foot, z=0.06), "bark")


def clock_tower(prop: ToyShape) -> None:
    half, height, head, spire = prop.vary(0.34, 0.08), prop.vary(1.4, 0.08), prop.vary(0.42, 0.05), prop.vary(0.8)
    dial, roof, middle = head - 0.07, prop.random.choice(ROOFS), height + head
    prop.add(box(2.7 * half, 2.7 * half, 0.16, bevel=0.03).move(z=0.08), "stone")
    prop.add(box(2 * half, 2 * half, height, bevel=0.02).move(z=height / 2))
    prop.add_around(box(0.16, 0.16, height, bevel=0.03).move(half, half, height / 2), 4, LIGHT)
    prop.add(box(2 * head, 2 * head, 2 * head, bevel=0.03).move(z=middle))
    for z in (height, middle + head):
        prop.add(box(2 * head + 0.12, 2 * head + 0.12, 0.1, bevel=0.03).move(z=z), LIGHT)
    for radius, out, colour in ((dial, 0.05, "gold"), (dial - 0.06, 0.08, "snow"), (0.05, 0.18, "charcoal")):
        prop.add_around(
            cylinder(radius, out, bevel=0.01).turn(x=90).move(y=-head - out / 2 + 0.01, z=middle), 4, colour
        )
    for long, turn in ((0.6 * dial, -60), (0.8 * dial, 20), *((0.1, 90 * quarter) for quarter in range(4))):
        start = 0.0 if long > 0.1 else dial - 0.18
        hand = box(0.06, 0.06, long, bevel=0.01).move(z=start + long / 2).turn(y=turn)
        prop.add_around(hand.move(y=-head - 0.08, z=middle), 4, "charcoal")
    prop.add(cylinder(2**0.5 * head, spire, top=0.05, segments=4).turn(z=45).move(z=middle + head + spire / 2), roof)
    prop.add(sphere(0.1, segments=12).stretch(z=1.6).move(z=middle + head + spire + 0.06), "gold")
    for z in (0.46, 0.74):
        prop.add_around(extrude(arch(0.2, 0.32), 0.1, bevel=0.02).move(y=-half, z=z * height), 4, "glass")
    prop.add(extrude(arch(0.32, 0.5), 0.16, bevel=0.02).move(y=-half, z=0.15), "bark")


def water_tower(prop: ToyShape) -> None:
    radius, legs, tank, spread = prop.vary(0.56, 0.1), prop.vary(0.95, 0.1), prop.vary(0.85, 0.1), prop.vary(1.25, 0.08)
    belly, top, rest = prop.random.choice((0.0, 0.24)), legs + tank, 0.62 * radius
    prop.add(lathe([(0, -belly), (0.5 * radius, -belly), (radius, 0), (radius, tank), (0, tank)], 32).move(z=legs))
    for z in (0.06, 0.5 * tank, tank - 0.06):
        prop.add(torus(radius, 0.05, segments=24).move(z=legs + z), DARK)
    prop.add(cylinder(radius + 0.1, 0.42, bevel=0.02, top=0.05, segments=32).move(z=top + 0.2), "stone")
    prop.add(sphere(0.09, segments=12).move(z=top + 0.42), "stone")
    prop.add(cylinder(radius + 0.16, 0.08, bevel=0.02, segments=32).move(z=legs + 0.01), "steel")
    prop.add(cylinder(0.1, legs, bevel=0.02, segments=16).move(z=legs / 2), DARK)
    out = spread * rest
    prop.add_around(tube([(out, out, 0), (rest, rest, legs + 0.02)], 0.065, segments=8), 4, "steel")
    prop.add_around(box(0.3, 0.3, 0.1, bevel=0.03).move(out, out, 0.04), 4, "stone")
    for x in (-1, 1):
        brace = [(x * (out - 0.02), out - 0.02, 0.08), (-x * rest, rest, 0.9 * legs)]
        prop.add_around(tube(brace, 0.04, segments=8), 4, "steel")
        prop.add(tube([(0.1 * x, -radius - 0.1, 0), (0.1 * x, -radius - 0.1, top)], 0.04, segments=8), "charcoal")
    for z in np.linspace(0.1, 0.95, 9):
        prop.add(box(0.2, 0.06, 0.06, bevel=0.01).move(0, -radius - 0.1, z * top), "charcoal")


def skyscraper(prop: ToyShape) -> None:
    wide, height, storey, base = prop.vary(0.7, 0.1), prop.vary(2.3, 0.08), prop.vary(0.2, 0.08), 0.0
    size, stepped = wide, ((1.0, 0.46), (0.78, 0.76), (0.54, 1.0))
    for share, top in prop.random.choice((stepped, (stepped[0], (0.72, 1.0)), ((0.9, 1.0),))):
        size, top = share * wide, top * height
        prop.add(box(size, size, top - base, bevel=0.02).move(z=(top + base) / 2), "glass")
        for floor in range(int((top - base) / storey) + 1):
            prop.add(box(size + 0.06, size + 0.06, 0.08, bevel=0.02).move(z=base + floor * storey + 0.05))
        for across in (-0.16, 0.16):
            for turn in (0, 90):
                pier = box(0.09 * share + 0.01, size + 0.1, top - base + 0.1, bevel=0.02)
                prop.add(pier.move(x=across * size, z=(top + base) / 2).turn(z=turn))
        prop.add_around(box(0.14, 0.14, top - base + 0.1, bevel=0.02).move(size / 2, size / 2, (top + base) / 2), 4)
        prop.add(box(size + 0.16, size + 0.16, 0.1, bevel=0.03).move(z=top), LIGHT)
        base = top
    prop.add(box(0.5 * size, 0.5 * size, 0.24, bevel=0.03).move(z=base + 0.1), DARK)
    prop.add(cylinder(0.06, 0.6, bevel=0.01, top=0.04, segments=10).move(z=base + 0.4), "steel")
    prop.add(sphere(0.07, segments=10).move(z=base + 0.7), "cherry")
    prop.add(box(1.3 * wide, 1.3 * wide, 0.08, bevel=0.02).move(z=0.02), "stone")
    for z, tall, out, colour in ((0.14, 0.26, 0.14, "charcoal"), (0.29, 0.07, 0.3, "gold")):
        prop.add(box(0.4 * wide, wide + out, tall, bevel=0.02).move(z=z), colour)
