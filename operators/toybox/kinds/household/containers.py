"""Boxes, baskets and barrels, locks and money. Each public function adds the parts of one kind to `prop`."""

from __future__ import annotations

import math

import numpy as np

from ..forms import arc, bow_handle, front_to_back_loft, upright_ring
from ..shapes import DARK, LIGHT, MAIN, ToyShape, arch, box, circle, cylinder, extrude, lathe, sphere, torus, tube
from .parts import block_letters


def crate(prop: ToyShape) -> None:
    x, y, z = prop.vary(1.3, 0.1), prop.vary(1.3, 0.1), prop.vary(1.2, 0.15)
    beam = prop.vary(0.24, 0.1)
    prop.add(box(x - 0.12, y - 0.12, z - 0.12, bevel=0.01), DARK)
    for u in (-1, 1):
        for v in (-1, 1):
            prop.add(box(beam, beam, z, bevel=0.03).move(u * (x - beam) / 2, v * (y - beam) / 2))
            # The beams alternately step back, so that no two faces coincide.
            along_x, along_y = box(x - 0.02, beam, beam, bevel=0.03), box(beam, y - 0.04, beam, bevel=0.03)
            prop.add(along_x.move(y=u * (y - beam - 0.02) / 2, z=v * (z - beam - 0.02) / 2))
            prop.add(along_y.move(x=u * (x - beam - 0.04) / 2, z=v * (z - beam - 0.04) / 2))
    for length, reach, turn in ((x, y, 0), (y, x, 90)):
        tilt = math.degrees(math.atan2(z - beam, length - beam))
        board = box(math.hypot(length - 1.2 * beam, z - 1.2 * beam), reach - 0.04, 0.8 * beam, bevel=0.03)
        prop.add(board.turn(y=tilt).turn(z=turn))
    for share in (-0.17, 0.17):
        prop.add(box(x - beam, 0.2 * y, 0.1, bevel=0.03).move(y=share * y, z=z / 2 - 0.05), LIGHT)


def barrel(prop: ToyShape) -> None:
    radius, height, bulge = prop.vary(0.62, 0.1), prop.vary(1.6, 0.1), prop.vary(0.2)

    def wide(z: float) -> float:
        """Returns the barrel's radius at the height `z`."""
        return radius + bulge * (1 - (2 * z / height - 1) ** 2)

    levels = [height * i / 10 for i in range(11)]
    staves = [(0, 0), *((wide(z), z) for z in levels)]
    rim = [(radius - 0.1, height), (radius - 0.1, height - 0.12), (0, height - 0.12)]
    prop.add(lathe(staves + rim, segments=48, ribs=12, depth=0.015))
    prop.add(cylinder(radius - 0.06, 0.06, bevel=0.01).move(z=height - 0.1), DARK)
    prop.add(box(0.12, 1.6 * radius, 0.08, bevel=0.02).move(z=height - 0.07), LIGHT)
    for share in (0.09, 0.33, 0.67, 0.91):
        low, high = (share - 0.03) * height, (share + 0.03) * height
        inner = wide(low) - 0.1
        hoop = [(inner, low), (wide(low) + 0.05, low), (wide(high) + 0.05, high), (inner, high)]
        prop.add(lathe(hoop, closed=True), "stone")


def treasure_chest(prop: ToyShape) -> None:
    width, depth, low, rise = prop.vary(1.6, 0.08), prop.vary(1.0, 0.1), prop.vary(0.62), prop.vary(0.44, 0.12)
    prop.add(box(width, depth, low).move(z=low / 2))
    lid = extrude(arch(depth, rise + 0.06), width).turn(z=90)
    prop.add(lid.move(z=low))
    for share in (-0.38, 0.38):
        prop.add(box(0.2, depth + 0.08, low + 0.02, bevel=0.03).move(x=share * width, z=low / 2), "gold")
        hoop = extrude(arch(depth + 0.09, rise + 0.1), 0.2, bevel=0.03).turn(z=90)
        prop.add(hoop.move(x=share * width, z=low), "gold")
    prop.add(box(width + 0.06, depth + 0.06, 0.14, bevel=0.03).move(z=low), DARK)
    prop.add(box(width + 0.06, depth + 0.06, 0.12, bevel=0.03).move(z=0.06), DARK)
    front = -depth / 2 - 0.05
    prop.add(box(0.36, 0.16, 0.42, bevel=0.05).move(y=front, z=low - 0.04), "gold")
    prop.add(cylinder(0.08, 0.1, bevel=0.01, segments=12).turn(x=90).move(y=front - 0.06, z=low + 0.02), "charcoal")
    prop.add(box(0.08, 0.1, 0.18, bevel=0.01).move(y=front - 0.06, z=low - 0.08), "charcoal")


def basket(prop: ToyShape) -> None:
    radius, height, foot = prop.vary(0.75, 0.1), prop.vary(0.75, 0.12), prop.vary(0.75, 0.08)
    oval, rows = prop.vary(0.82, 0.12), 5
    course = height / rows
    for i in range(rows):
        wide = radius * (foot + (1 - foot) * (i + 0.5) / rows)
        cane = [(-0.06, -0.5), (0.02, -0.52), (0.06, -0.2), (0.06, 0.2), (0.02, 0.52), (-0.06, 0.5)]
        row = lathe([(wide + r, z * course) for r, z in cane], segments=60, ribs=12, depth=0.05, closed=True)
        prop.add(row.turn(z=15 * (i % 2)).stretch(y=oval).move(z=(i + 0.5) * course), (MAIN, LIGHT)[i % 2])
    prop.add(cylinder(foot * radius + 0.02, 0.12).stretch(y=oval).move(z=0.08), DARK)
    prop.add(torus(radius + 0.02, 0.09).stretch(y=oval).move(z=height), DARK)
    prop.add(bow_handle(radius, prop.vary(0.85), 0.09).move(z=height))


def lunchbox(prop: ToyShape) -> None:
    half, deep, height, gape = prop.vary(0.95, 0.06), prop.vary(0.62, 0.08), prop.vary(0.5, 0.1), prop.vary(108, 0.06)
    shell = [(0.96, 0), (1, 0.06), (1, 1), (0.88, 1), (0.86, 0.3), (0, 0.3)]
    rows = [(half * x, -deep * x, deep * x, height * z) for x, z in (shell[0], *shell)]
    prop.add(front_to_back_loft(rows, 0.7))
    lid = front_to_back_loft([(x, front, back, 0.55 * z) for x, front, back, z in rows], 0.7).turn(x=180).move(y=-deep)
    prop.add(lid.turn(x=-gape).move(y=deep + 0.04, z=height + 0.02))
    prop.add(tube([(x, -deep, 0.7 * height) for x in (-0.35, 0.35)], 0.05), "steel")
    reach = deep + 0.3
    handle = [(-0.3, -deep, 0.5), (-0.3, -reach, 0.6), (0.3, -reach, 0.6), (0.3, -deep, 0.5)]
    prop.add(tube(handle, 0.075).stretch(z=height / 0.5), DARK)
    for x in (-0.7, 0.7):
        prop.add(box(0.2, 0.12, 0.26, bevel=0.03).move(x * half, -deep, 0.85 * height), "gold")
    bread = extrude([(-0.34, 0), (0.34, 0), (0, 0.36)], 0.12, bevel=0.03).stretch(half, 1, 1.6 * height / 0.6)
    for y, colour in ((-0.18, "dough"), (-0.06, "leaf"), (0.02, "cherry"), (0.14, "dough")):
        prop.add(bread.turn(z=8).move(-0.42 * half, y, 0.28 * height), colour)
    prop.add(sphere(0.3).stretch(z=0.92).move(0.4 * half, -0.16, 0.9 * height), "cherry")
    prop.add(tube([(0.4 * half, -0.16, 0.9 * height + z) for z in (0.2, 0.42)], 0.04, segments=8), "bark")
    for x in (0.2, 0.36, 0.52, 0.68):
        stick = box(0.13, 0.13, 0.75 * height, bevel=0.03).turn(x=-8, y=prop.random.uniform(-8, 8))
        prop.add(stick.move(x * half, 0.56 * deep, 0.85 * height), "carrot")


def piggy_bank(prop: ToyShape) -> None:
    wide, long, tall = prop.vary(0.68, 0.06), prop.vary(0.85, 0.06), prop.vary(0.66, 0.06)
    middle = 0.28 + tall
    top = middle + tall
    prop.add(sphere(1, segments=32).stretch(wide, long, tall).move(z=middle))
    prop.add(cylinder(0.27, 0.3, bevel=0.06).stretch(x=1.1).turn(x=90).move(y=-long, z=middle - 0.05), DARK)
    prop.add(box(0.16, 0.66, 0.1, bevel=0.03).move(y=0.05, z=top - 0.03), "charcoal")
    coin = cylinder(0.36, 0.1, bevel=0.03, segments=32).turn(y=90)
    for part in (coin, torus(0.27, 0.07).turn(y=90)):
        prop.add(part.move(y=0.05, z=top + prop.vary(0.16)), "gold")
    for side in (-1, 1):
        prop.add(sphere(0.07, segments=12).stretch(y=0.6).move(0.12 * side, -long - 0.14, middle - 0.05), "charcoal")
        for size, out, colour in ((0.11, 0.84, "charcoal"), (0.04, 0.94, "snow")):
            prop.add(sphere(size, segments=12).move(side * 0.42 * wide, -out * long, middle + 0.3 * tall), colour)
        ear = lathe([(0, -0.02), (0.2, 0), (0.16, 0.16), (0, 0.36)], 16, soft=True).stretch(y=0.5)
        prop.add(ear.turn(x=35, y=side * 24).move(side * 0.6 * wide, -0.5 * long, middle + 0.66 * tall), DARK)
        for y in (-0.45, 0.45):
            prop.add(cylinder(0.17, 0.7, bevel=0.05, top=0.24).move(0.54 * side * wide, y * long, 0.35))
    turn = np.linspace(0, 3.5 * math.pi, 25)
    curl = [(0.1 * math.sin(a), long + 0.025 * a - 0.04, middle + 0.15 + 0.1 * math.cos(a)) for a in turn]
    prop.add(tube(curl, 0.04, segments=8, soft=False), DARK)


def stack_of_coins(prop: ToyShape) -> None:
    radius, thick = prop.vary(0.5, 0.06), prop.vary(0.15, 0.1)
    disc = cylinder(radius, thick, bevel=0.03, segments=28).turn(x=90)
    rim = lathe([(0.8, -0.03), (0.92, -0.03), (0.9, 0.03), (0.82, 0.03)], 28, closed=True)
    face = [(rim.stretch(radius, radius).turn(x=90), "gold")]
    face += [(bar.move(z=-0.33 * radius), "gold") for bar in block_letters("$", 0.66 * radius)]
    for (x, y, _), count in zip(circle(3, 0.56, 90), prop.random.sample((2, 4, 5, 7), 3), strict=True):
        for i in range(count):
            coin = disc.turn(x=-90).move(x + prop.random.uniform(-0.05, 0.05), y, (i + 0.5) * thick)
            prop.add(coin.move(y=prop.random.uniform(-0.05, 0.05)))
        for part, colour in face:
            prop.add(part.turn(x=-90).move(x, y, count * thick), colour)
    for part, colour in ((disc, MAIN), *((part.move(y=-thick / 2), colour) for part, colour in face)):
        prop.add(part.turn(x=-16, z=-6).move(0.04, -0.78, 0.95 * radius), colour)


def key(prop: ToyShape) -> None:
    length, bow, bit = prop.vary(1.3, 0.1), prop.vary(0.36, 0.12), prop.vary(0.5, 0.12)
    prop.add(cylinder(0.12, length + 0.2).move(z=length / 2 - 0.1))
    teeth = [(0, 0), (bit, 0), (bit, 0.15), (0.6 * bit, 0.15), (0.6 * bit, 0.28), (bit, 0.28), (bit, 0.5), (0, 0.5)]
    prop.add(extrude(teeth, 0.2, bevel=0.03))
    for z in (0.62, length - 0.18, length - 0.02):
        prop.add(torus(0.13, 0.08, segments=20).move(z=z), DARK)
    if prop.random.random() < 0.5:
        prop.add(upright_ring(bow, 0.13).move(z=length + bow))
        return
    for x, z, _ in circle(3, 0.75 * bow, 90):
        prop.add(upright_ring(0.6 * bow, 0.11).move(x, 0, length + 1.1 * bow + z))


def padlock(prop: ToyShape) -> None:
    width, height, depth, loop = prop.vary(1.15, 0.1), prop.vary(0.95, 0.1), prop.vary(0.5, 0.12), prop.vary(0.36, 0.1)
    square, disc = box(width, depth, height, bevel=0.12), cylinder(height / 2 + 0.06, depth, bevel=0.1, segments=32)
    prop.add(prop.random.choice((square, disc.turn(x=90).stretch(x=width / height))).move(z=height / 2))
    rise = height + prop.vary(0.3)
    bend = [(x, 0, rise + z) for x, z in arc(loop, loop)]
    prop.add(tube([(loop, 0, height - 0.2), *bend, (-loop, 0, height - 0.2)], 0.13, soft=False), "steel")
    for x in (-loop, loop):
        prop.add(cylinder(0.2, 0.2).move(x, 0, height), DARK)
    front, middle = -depth / 2, 0.46 * height
    prop.add(cylinder(0.3, 0.12, bevel=0.03).turn(x=90).move(y=front, z=middle), "gold")
    hole = cylinder(0.1, 0.1, bevel=0.01, segments=16).turn(x=90)
    prop.add(hole.move(y=front - 0.04, z=middle + 0.08), "charcoal")
    prop.add(box(0.09, 0.09, 0.24, bevel=0.01).move(y=front - 0.04, z=middle - 0.06), "charcoal")
