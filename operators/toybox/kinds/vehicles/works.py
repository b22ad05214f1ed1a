"""Machines at work and on rails of the toybox. Each function adds the parts of one kind to `prop`."""

from __future__ import annotations

import numpy as np

from ..shapes import DARK, LIGHT, MAIN, Part, ToyShape, box, cylinder, extrude, lathe, sphere, torus, tube
from .parts import bars, board, cabin, ends, lamps, pair, plate, rail_wheels, rails, scoop, tracks, tub, wheels


def excavator(prop: ToyShape) -> None:
    width, long, radius = prop.vary(0.44, 0.08), prop.vary(1.35, 0.08), prop.vary(0.22, 0.08)
    lift, deck = prop.vary(1.75, 0.08), 2 * radius + 0.14
    reach, swing = prop.vary(1.15, 0.08), prop.random.uniform(-20, 20)
    tracks(prop, width, 0.1, long, radius, 0.3)
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
    scoop(bucket, 0.58, 0.27, 60, hand[0] + 0.02, hand[1] - 0.2)
    for part, colour in house.parts + [(part.move(0.2), colour) for part, colour in bucket.parts]:
        prop.add(part.turn(z=swing), colour)


def bulldozer(prop: ToyShape) -> None:
    radius, long, blade = prop.vary(0.27, 0.08), prop.vary(1.4, 0.06), prop.vary(0.46, 0.08)
    tall, front = prop.vary(0.72, 0.06), -0.5 * long - 0.26
    deck, width, back = 2 * radius, prop.vary(0.78, 0.06), 0.5 * long
    tracks(prop, 0.48, 0, long, radius, 0.34)
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
    _fork(prop, width, front - 0.32, lift)
    wheels(prop, 0.46 * width, front + 0.12, 0.28, 0.22)
    wheels(prop, 0.46 * width, back - 0.14, 0.22, 0.2)


def dump_truck(prop: ToyShape) -> None:
    width, load, wheel, tilt = prop.vary(0.95, 0.06), prop.vary(1.3, 0.08), prop.vary(0.31, 0.06), prop.vary(24, 0.4)
    cab, floor, end = 0.6, wheel + 0.2, 0.6 + load
    prop.add(box(0.7 * width, end, 0.18, bevel=0.03).move(y=end / 2 - 0.06, z=floor), "charcoal")
    prop.add(box(0.9 * width, 0.5, 0.46, bevel=0.08).move(y=-0.14, z=floor + 0.18))
    cabin(prop, (width, cab, 0.84), (0, 0.3, floor - 0.02))
    prop.add(box(0.5 * width, 0.08, 0.26, bevel=0.02).move(y=-0.39, z=floor + 0.18), "charcoal")
    ends(prop, 0.94 * width, -0.38, end - 0.04, floor + 0.08)
    heap = sphere(1).stretch(0.5 * width, 0.48 * load, 0.34).move(z=0.36)
    bed = [(tub(width, load, 0.5, 1.2).move(z=0.04), MAIN), (heap, prop.random.choice(("dough", "stone")))]
    for part, colour in (*bed, (tub(1.09 * width, 1.06 * load, 0.12, 1.03).move(z=0.2), DARK)):
        prop.add(part.move(y=-load / 2).turn(x=-tilt).move(y=end + 0.04, z=floor + 0.1), colour)
    high = floor + 0.7 * load * np.sin(np.radians(tilt))
    bars(prop, "steel", 0.08, ((0, cab + 0.28 * load, floor), (0, cab + 0.3 * load, high)))
    for y in (-0.1, cab + 0.42 * load, cab + 0.42 * load + 2.1 * wheel):
        wheels(prop, 0.44 * width, y, wheel, 0.26)


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
    tracks(prop, 0.5, 0, long, radius, 0.34)
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


def mine_cart(prop: ToyShape) -> None:
    width, length, wheel = prop.vary(0.62, 0.08), prop.vary(0.85, 0.08), prop.vary(0.2, 0.08)
    flare, tall = prop.vary(1.3, 0.06), prop.vary(0.6, 0.12)
    gauge, floor, ore = 0.36 * width, 1.3 * wheel, prop.random.choice(("gold", "charcoal"))
    rails(prop, gauge, 1.9 * length)
    rail_wheels(prop, gauge, wheel, -0.3 * length, 0.3 * length)
    prop.add(box(0.8 * width, 1.1 * length, 0.12, bevel=0.03).move(z=floor), "bark")
    prop.add(tub(width, length, tall, flare).move(z=floor))
    for share in (0.06, 0.5, 0.92):
        grow = 1 + (flare - 1) * share
        prop.add(tub(grow * width + 0.07, grow * length + 0.07, 0.09, 1.02).move(z=floor + share * tall), "stone")
    for x in np.linspace(-0.31, 0.31, 4):
        for y in np.linspace(-0.33, 0.33, 5):
            lump = sphere(prop.vary(0.14, 0.2), 0.3, 8).turn(400 * x, 300 * y)
            heap = floor + tall + 0.12 - 0.7 * (x * x + y * y)
            prop.add(lump.move(x * flare * width, y * flare * length, heap), ore)


def tram(prop: ToyShape) -> None:
    width, half, tall = prop.vary(0.8, 0.06), prop.vary(1.15, 0.08), prop.vary(0.98, 0.06)
    nose, roof = [(0.5, half), (0.3, half + 0.2), (-0.3, half + 0.2), (-0.5, half)], tall + 0.12
    deck = np.array([*nose, *((-x, -y) for x, y in nose)])
    rails(prop, 0.36 * width, 2.3 * half + 0.4)
    rail_wheels(prop, 0.36 * width, 0.16, *(y * half for y in (-0.6, -0.35, 0.35, 0.6)))
    prop.add(extrude(deck * (width, 1), tall).turn(x=90).move(z=0.12 + tall / 2))
    for grow, z in ((1.03, 0.62), (1.04, roof)):
        prop.add(extrude(deck * (grow * width, grow), 0.1).turn(x=90).move(z=z), "cream")
    prop.add(box(0.6 * width, 1.5 * half, 0.16, bevel=0.05).move(z=roof + 0.08), DARK)
    for y in (-0.84, 0.84):
        prop.add(box(width + 0.05, 0.23 * half, 0.78, bevel=0.02).move(y=y * half, z=0.57), "charcoal")
    for y, long in ((-0.84, 0.15), (-0.42, 0.23), (-0.14, 0.23), (0.14, 0.23), (0.42, 0.23), (0.84, 0.15)):
        prop.add(box(width + 0.08, long * half, 0.34, bevel=0.02).move(y=y * half, z=0.84), "glass")
    prop.add(box(0.5 * width, 2 * half + 0.46, 0.36, bevel=0.02).move(z=0.84), "glass")
    for y, colour in ((-half - 0.21, "lemon"), (half + 0.21, "cherry")):
        prop.add(cylinder(0.12, 0.08, bevel=0.03).turn(x=90).move(y=y, z=0.42), colour)
    arm = [(0, 0.3, roof + 0.14), (0, -0.1, roof + 0.34), (0, 0.2, roof + 0.58)]
    pair(prop, tube(arm, 0.04, segments=8, soft=False), "charcoal", 0.2, 0, 0)
    bars(prop, "charcoal", 0.05, ((-0.36, 0.2, roof + 0.6), (0.36, 0.2, roof + 0.6)))


def train_wagon(prop: ToyShape) -> None:
    width, half, tall, wheel = prop.vary(0.84, 0.06), prop.vary(1.05, 0.1), prop.vary(0.82, 0.1), prop.vary(0.19, 0.06)
    floor, gauge, doors = 2 * wheel + 0.08, 0.36 * width, prop.random.choice((1, 1, 2))
    middle, wide, high = floor + tall / 2, 0.62 * half, 0.84 * tall
    rails(prop, gauge, 2.3 * half)
    for y in (-0.66 * half, 0.66 * half):
        rail_wheels(prop, gauge, wheel, y - 0.24, y + 0.24)
        prop.add(box(0.86 * width, 0.6, 0.14, bevel=0.03).move(y=y, z=wheel + 0.05), "stone")
        pair(prop, cylinder(0.08, 0.3, bevel=0.02).turn(x=90), "steel", 0.8 * gauge, 1.65 * y, floor - 0.02)
    prop.add(box(width, 2 * half, tall, bevel=0.03).move(z=middle))
    prop.add(box(0.94 * width, 2 * half + 0.06, 0.14, bevel=0.03).move(z=floor - 0.02), "charcoal")
    vault = [(0.56 * width * np.cos(a), 0.22 * np.sin(a)) for a in np.linspace(0, np.pi, 13)]
    roof = extrude([*vault, (-0.56 * width, -0.06), (0.56 * width, -0.06)], 2 * half + 0.14)
    prop.add(roof.move(z=floor + tall), DARK)
    for share in np.linspace(-0.95, 0.95, 11):
        prop.add(box(width + 0.05, 0.07, tall - 0.02, bevel=0.02).move(y=share * half, z=middle), DARK)
    for i in range(doors):
        y = (i + 0.5 - doors / 2) * half
        prop.add(box(width + 0.1, wide, high, bevel=0.02).move(y=y, z=middle), LIGHT)
        for turn, lift in ((-45, 0), (45, 0.02)):
            brace = box(width + 0.14 + lift, 0.08, 1.1 * high, bevel=0.02).turn(x=turn)
            prop.add(brace.move(y=y, z=middle), DARK)


def _fork(prop: ToyShape, width: float, y: float, z: float) -> None:
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
