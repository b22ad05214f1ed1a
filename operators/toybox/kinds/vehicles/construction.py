"""Machines of building sites, and the tank. Each public function adds the parts of one kind to `prop`."""

from __future__ import annotations

import math

import numpy as np

from ..shapes import DARK, MAIN, Part, ToyShape, box, cylinder, lathe, torus, tube
from .parts import bars, board, cabin, lamps, pair, plate, wheels


def excavator(prop: ToyShape) -> None:
    width, long, radius = prop.vary(0.44, 0.08), prop.vary(1.35, 0.08), prop.vary(0.22, 0.08)
    lift, deck = prop.vary(1.75, 0.08), 2 * radius + 0.14
    reach, swing = prop.vary(1.15, 0.08), prop.random.uniform(-20, 20)
    _tracks(prop, width, 0.1, long, radius, 0.3)
    prop.add(box(2 * width, 0.7, 0.2).move(y=0.1, z=radius + 0.08), "stone")
    prop.add(cylinder(0.36, 0.2).move(z=deck - 0.06), "charcoal")
    house, bucket = ToyShape(prop.random), ToyShape(prop.random)
    house.add(box(1.0, 1.1, 0.4, bevel=0.08).move(y=0.16, z=deck + 0.22))
    house.add(box(0.96, 0.4, 0.34, bevel=0.12).move(y=0.64, z=deck + 0.3), DARK)
    cabin(house, (0.46, 0.62, 0.74), (-0.26, -0.1, deck + 0.36))
    elbow, hand = (-0.7 * reach, lift), (-reach - 0.3, 0.42 * lift)
    bucket.add(board(0.24, 0.26, (0.0, deck + 0.3), elbow))
    bucket.add(board(0.18, 0.2, (elbow[0] + 0.14, lift + 0.06), hand))
    bucket.add(board(0.1, 0.1, (-0.42, deck + 0.2), (0.8 * elbow[0], 0.8 * lift)), "steel")
    bucket.add(board(0.1, 0.1, (0.5 * elbow[0], 0.88 * lift), (elbow[0] - 0.1, lift - 0.24)), "steel")
    _scoop(bucket, 0.58, 0.27, 60, hand[0] + 0.02, hand[1] - 0.2)
    for part, colour in house.parts + [(part.move(0.2), colour) for part, colour in bucket.parts]:
        prop.add(part.turn(z=swing), colour)


def bulldozer(prop: ToyShape) -> None:
    radius, long, blade = prop.vary(0.27, 0.08), prop.vary(1.4, 0.06), prop.vary(0.46, 0.08)
    tall, front = prop.vary(0.72, 0.06), -0.5 * long - 0.26
    deck, width, back = 2 * radius, prop.vary(0.78, 0.06), 0.5 * long
    _tracks(prop, 0.48, 0, long, radius, 0.34)
    prop.add(box(0.7, 1.1 * long, 0.4).move(y=0.05, z=radius + 0.1), "stone")
    prop.add(box(0.6, 0.62 * long, 0.5, bevel=0.08, taper=0.94).move(y=-0.27 * long, z=deck + 0.28))
    prop.add(box(0.46, 0.08, 0.36, bevel=0.02).move(y=-0.58 * long, z=deck + 0.28), "charcoal")
    lamps(prop, 0.26, -0.58 * long, deck + 0.44)
    cabin(prop, (0.74, 0.66, tall), (0, 0.28 * long, deck + 0.1))
    prop.add(box(0.86, 0.8, 0.1, bevel=0.04).move(y=0.28 * long, z=deck + tall + 0.12), DARK)
    bars(prop, "steel", 0.06, ((0.16, -0.3 * long, deck + 0.4), (0.16, -0.3 * long, deck + 0.86)))
    arc = [(0, -0.6 * blade * np.cos(a), blade * np.sin(a)) for a in np.radians(np.linspace(120, 245, 11))]
    prop.add(tube(arc, 0.06, soft=False).stretch(x=width / 0.06).move(y=front - 0.5 * blade, z=blade))
    prop.add(box(2 * width, 0.1, 0.12, bevel=0.02).move(y=front - 0.24 * blade, z=0.06), "steel")
    pair(prop, tube([(0, 0.1, radius), (0, front + 0.04, 0.66 * blade)], 0.08), DARK, 0.7, 0, 0)
    pair(prop, tube([(0, -0.5 * long, deck), (0, front, 1.2 * blade)], 0.05), "steel", 0.24, 0, 0)
    pair(prop, tube([(0, back, deck), (0, back + 0.4, deck), (0, back + 0.34, 0.1)], 0.07), "charcoal", 0.2, 0, 0)


def forklift(prop: ToyShape) -> None:
    width, back, mast, lift = prop.vary(0.74, 0.06), prop.vary(0.72, 0.08), prop.vary(1.75, 0.06), prop.vary(0.4, 0.6)
    front, roof, side = -0.5, prop.vary(1.55, 0.04), 0.44 * width
    prop.add(box(width, back - front - 0.1, 0.36).move(y=(back + front) / 2, z=0.4))
    prop.add(box(width, 0.6, 0.5, bevel=0.14).move(y=back - 0.22, z=0.68))
    prop.add(box(0.8 * width, 0.2, 0.3).move(y=front + 0.2, z=0.66), DARK)
    prop.add(box(0.5 * width, 0.4, 0.14).move(y=0.14, z=0.72), "charcoal")
    prop.add(box(0.5 * width, 0.14, 0.44).turn(x=-8).move(y=0.36, z=0.98), "charcoal")
    bars(prop, "charcoal", 0.04, ((0, front + 0.2, 0.7), (0, front + 0.36, 1.0)))
    prop.add(torus(0.14, 0.04, 20).turn(x=-25).move(y=front + 0.38, z=1.02), "charcoal")
    pair(prop, tube([(0, 0.14, 0.6), (0, 0.3, roof)], 0.05), DARK, side, front, 0)
    pair(prop, tube([(0, -0.1, 0.8), (0, -0.16, roof)], 0.05), DARK, side, back, 0)
    for y in np.linspace(front + 0.3, back - 0.16, 4):
        prop.add(box(width, 0.14, 0.1, bevel=0.03).move(y=y, z=roof))
    pair(prop, box(0.11, 0.16, mast, bevel=0.02), "stone", 0.66 * side, front - 0.14, mast / 2 + 0.08)
    for z in (0.2, 0.6 * mast, mast):
        prop.add(box(0.6 * width, 0.1, 0.1, bevel=0.02).move(y=front - 0.14, z=z), "stone")
    _lifting_fork(prop, width, front - 0.32, lift)
    wheels(prop, 0.46 * width, front + 0.12, 0.28, 0.22)
    wheels(prop, 0.46 * width, back - 0.14, 0.22, 0.2)


def crane(prop: ToyShape) -> None:
    tall, jib, back, half = prop.vary(1.9, 0.08), prop.vary(1.5, 0.08), prop.vary(0.75, 0.1), prop.vary(0.15, 0.08)
    hook, drop, top = -prop.vary(1.05, 0.25), prop.vary(0.8, 0.3), tall + 0.62
    prop.add(box(1.0, 1.0, 0.16, bevel=0.04).move(z=0.08), "stone")
    for part in _truss(tall, half, 7):
        prop.add(part.move(z=0.1))
    for part in _truss(jib + back, 0.75 * half, 9):
        prop.add(part.turn(x=90).move(y=back, z=tall + 0.24))
    prop.add(cylinder(1.7 * half, 0.16).move(z=tall + 0.08), "charcoal")
    cabin(prop, (0.32, 0.36, 0.4), (half + 0.2, -0.1, tall - 0.02), taper=1.0)
    bars(prop, MAIN, 0.05, *(((x, 0, tall + 0.2), (0, 0, top)) for x in (-half, half)))
    bars(prop, "charcoal", 0.035, *(((0, 0, top), (0, y, tall + 0.32)) for y in (-0.86 * jib, 0.9 * back)))
    prop.add(box(0.42, 0.34, 0.46, bevel=0.04).move(y=back - 0.2, z=tall + 0.12), "stone")
    prop.add(box(0.34, 0.24, 0.12, bevel=0.03).move(y=hook, z=tall + 0.1), "charcoal")
    bars(prop, "charcoal", 0.035, ((0, hook, tall + 0.1), (0, hook, tall - drop)))
    prop.add(box(0.18, 0.14, 0.2, bevel=0.04).move(y=hook, z=tall - drop), DARK)
    curl = [(0.13 * np.sin(a), hook, tall - drop - 0.22 + 0.13 * np.cos(a)) for a in np.linspace(0, 4.4, 12)]
    prop.add(tube(curl, 0.045, segments=8), "steel")


def tank(prop: ToyShape) -> None:
    long, radius, dome = prop.vary(1.75, 0.06), prop.vary(0.24, 0.06), prop.vary(0.46, 0.08)
    barrel, half, low, swing = prop.vary(1.15, 0.1), long / 2, 2 * radius + 0.02, prop.random.uniform(-25, 25)
    _tracks(prop, 0.5, 0, long, radius, 0.34)
    side = [(-0.8, radius - 0.06), (0.9, radius - 0.06), (1, low), (0.9, low + 0.22), (-0.62, low + 0.22)]
    prop.add(plate([(y * half, z) for y, z in [*side, (-1.02, low - 0.1)]], 0.82))
    pair(prop, box(0.42, 0.96 * long, 0.09, bevel=0.03), DARK, 0.5, 0, low + 0.1)
    pair(prop, box(0.2, 0.3, 0.14, bevel=0.03), DARK, 0.48, 0.5 * half, low + 0.2)
    pair(prop, cylinder(0.09, 0.3, bevel=0.02).turn(x=90), "charcoal", 0.3, half, low + 0.08)
    lamps(prop, 0.3, -0.9 * half, low + 0.04)
    turret = lathe([(0, 0), (1.1, 0), (1.12, 0.16), (0.9, 0.36), (0, 0.42)], soft=True)
    for part, colour in (
        (turret.stretch(dome, 1.1 * dome), MAIN),
        (box(0.34, 0.24, 0.26, bevel=0.06).move(y=-dome, z=0.2), MAIN),
        (tube([(0, -0.2, 0.2), (0, -barrel, 0.28)], 0.085), DARK),
        (tube([(0, -barrel + 0.1, 0.27), (0, -barrel - 0.14, 0.29)], 0.12), "charcoal"),
        (cylinder(0.17, 0.14).move(0.12, 0.14, 0.42), DARK),
        (tube([(-0.24, 0.26, 0.3), (-0.24, 0.36, 0.95)], 0.035, segments=8), "charcoal"),
    ):
        prop.add(part.turn(z=swing).move(y=0.08, z=low + 0.2), colour)


def _tracks(prop: ToyShape, x: float, y: float, length: float, radius: float, width: float) -> None:
    """Adds a pair of crawler tracks on the ground, at -`x` and `x`."""
    half = length / 2 - radius
    corners = np.cumsum([0, 2 * half, math.pi * radius, 2 * half, math.pi * radius])
    along = np.linspace(0, corners[-1], 36, endpoint=False)
    angle = np.interp(along, corners, [-90, -90, 90, 90, 270])
    centre = y + np.interp(along, corners, [-half, half, half, -half, -half])
    a = np.radians(angle)
    belt = np.stack([centre + radius * np.cos(a), radius + radius * np.sin(a)], axis=1)
    for side in (-x, x):
        prop.add(plate(belt, width).move(side), "charcoal")
        for (u, v), turn in zip(belt[::2], angle[::2], strict=True):
            prop.add(box(width + 0.06, 0.12, 0.08, bevel=0.02).turn(x=turn).move(side, u, v), "charcoal")
        for u in np.linspace(-half, half, 4):
            wheel = cylinder(min(0.6 * radius, 0.3 * half), width + 0.1, bevel=0.03, segments=16)
            prop.add(wheel.turn(y=90).move(side, y + u, radius), "steel")


def _scoop(prop: ToyShape, width: float, radius: float, turn: float, y: float, z: float) -> None:
    """Adds a digging bucket around (`y`, `z`). It opens downwards, or towards +Y if turned by 90 degrees."""
    arc = [(-radius * math.cos(a), radius * math.sin(a)) for a in np.radians(np.linspace(0, 190, 13))]
    sheet = tube([(0, *point) for point in arc], 0.05, segments=8, soft=False).stretch(x=width / 0.1)
    cheek, tooth = plate(arc[::-1], 0.08, bevel=0.02), box(0.09, 0.08, 0.2, bevel=0.02).move(y=-radius, z=-0.08)
    prop.add(sheet.turn(x=turn).move(y=y, z=z), DARK)
    pair(prop, cheek.turn(x=turn), DARK, 0.46 * width, y, z)
    for x in (-0.4, -0.13, 0.13, 0.4):
        prop.add(tooth.move(x * width).turn(x=turn).move(y=y, z=z), "steel")


def _lifting_fork(prop: ToyShape, width: float, y: float, z: float) -> None:
    """Adds a fork that reaches from `y` to the front at the height `z`, in half of the cases with a parcel."""
    pair(prop, box(0.14, 0.1, 0.6, bevel=0.02), "charcoal", 0.26 * width, y, z + 0.24)
    pair(prop, box(0.15, 0.9, 0.09, bevel=0.02), "charcoal", 0.26 * width, y - 0.44, z)
    prop.add(box(0.84 * width, 0.09, 0.12, bevel=0.02).move(y=y + 0.06, z=z + 0.4), "charcoal")
    if prop.random.random() < 0.5:
        for grow, long, colour in ((0, 0.62, "dough"), (0.03, 0.14, "wood")):
            parcel = box(0.8 * width + grow, long, 0.5 + grow, bevel=0.03)
            prop.add(parcel.move(y=y - 0.42, z=z + 0.3), colour)


def _truss(length: float, half: float, cells: int) -> list[Part]:
    """Returns the bars of a square lattice mast on z = 0."""
    step, mast = length / cells, []
    for turn in (0, 90, 180, 270):
        paths = [((half, -half, 0.0), (half, -half, length))]
        for i in range(cells):
            side = half if i % 2 else -half
            paths.append(((half, side, i * step), (half, -side, (i + 1) * step)))
            paths.append(((half, -half, (i + 1) * step), (half, half, (i + 1) * step)))
        mast += [tube(path, 0.04, segments=6).turn(z=turn) for path in paths]
    return mast
