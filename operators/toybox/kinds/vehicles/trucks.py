"""Trucks, the bus and the tractor. Each public function adds the parts of one kind to `prop`."""

from __future__ import annotations

import numpy as np

from ..shapes import DARK, LIGHT, MAIN, ToyShape, box, cylinder, sphere, torus
from .parts import bars, board, cabin, lamps, lamps_and_bumpers, mudguard, pair, tub, wheels


def truck(prop: ToyShape) -> None:
    width, cab, load, tall = prop.vary(0.95, 0.08), prop.vary(0.6, 0.1), prop.vary(1.35), prop.vary(1.0)
    wheel, floor, end = 0.27, 0.41, cab + load
    prop.add(box(0.8 * width, end, 0.16, bevel=0.02).move(y=end / 2, z=floor), "charcoal")
    prop.add(box(width, cab, 0.86, bevel=0.08, taper=0.88).move(y=cab / 2, z=floor + 0.37))
    prop.add(box(0.72 * width, 0.06, 0.32, bevel=0.02).turn(x=-3).move(y=0.02, z=floor + 0.54), "glass")
    prop.add(box(0.98 * width, 0.5 * cab, 0.3, bevel=0.02, taper=0.95).move(y=0.48 * cab, z=floor + 0.54), "glass")
    prop.add(box(0.9 * width, 0.34, 0.32).move(y=-0.12, z=floor + 0.12))
    prop.add(box(0.46 * width, 0.06, 0.2, bevel=0.02).move(y=-0.29, z=floor + 0.13), "charcoal")
    lamps(prop, 0.34 * width, -0.29, floor + 0.14)
    prop.add(box(1.06 * width, load, tall).move(y=end - load / 2 + 0.08, z=floor + 0.06 + tall / 2))
    for y in (0.05, cab + 0.45 * load, cab + 0.8 * load):
        wheels(prop, 0.45 * width, y, wheel, 0.24)


def dump_truck(prop: ToyShape) -> None:
    width, load, wheel, tilt = prop.vary(0.95, 0.06), prop.vary(1.3, 0.08), prop.vary(0.31, 0.06), prop.vary(24, 0.4)
    cab, floor, end = 0.6, wheel + 0.2, 0.6 + load
    prop.add(box(0.7 * width, end, 0.18, bevel=0.03).move(y=end / 2 - 0.06, z=floor), "charcoal")
    prop.add(box(0.9 * width, 0.5, 0.46, bevel=0.08).move(y=-0.14, z=floor + 0.18))
    cabin(prop, (width, cab, 0.84), (0, 0.3, floor - 0.02))
    prop.add(box(0.5 * width, 0.08, 0.26, bevel=0.02).move(y=-0.39, z=floor + 0.18), "charcoal")
    lamps_and_bumpers(prop, 0.94 * width, -0.38, end - 0.04, floor + 0.08)
    heap = sphere(1).stretch(0.5 * width, 0.48 * load, 0.34).move(z=0.36)
    bed = [(tub(width, load, 0.5, 1.2).move(z=0.04), MAIN), (heap, prop.random.choice(("dough", "stone")))]
    for part, colour in (*bed, (tub(1.09 * width, 1.06 * load, 0.12, 1.03).move(z=0.2), DARK)):
        prop.add(part.move(y=-load / 2).turn(x=-tilt).move(y=end + 0.04, z=floor + 0.1), colour)
    high = floor + 0.7 * load * np.sin(np.radians(tilt))
    bars(prop, "steel", 0.08, ((0, cab + 0.28 * load, floor), (0, cab + 0.3 * load, high)))
    for y in (-0.1, cab + 0.42 * load, cab + 0.42 * load + 2.1 * wheel):
        wheels(prop, 0.44 * width, y, wheel, 0.26)


def fire_truck(prop: ToyShape) -> None:
    width, cab, load, tall = prop.vary(0.9, 0.06), prop.vary(0.72, 0.08), prop.vary(1.5, 0.08), prop.vary(0.72, 0.08)
    end, top = cab + load, 0.34 + tall
    tip, foot = (-0.12, top + prop.vary(0.55)), (end - 0.1, top + 0.16)
    prop.add(box(width, end, 0.34).move(y=end / 2, z=0.42))
    cabin(prop, (width, cab, 0.68), (0, cab / 2, 0.5), taper=0.94, panes=2)
    prop.add(box(width, load - 0.08, tall).move(y=cab + load / 2, z=top - tall / 2))
    prop.add(box(width + 0.03, end + 0.02, 0.1, bevel=0.02).move(y=end / 2, z=0.5), "snow")
    for y in (0.28, 0.72):
        prop.add(box(width + 0.04, 0.36 * load, 0.34, bevel=0.02).move(y=cab + y * load, z=top - 0.26), DARK)
        prop.add(box(width + 0.07, 0.2, 0.06, bevel=0.02).move(y=cab + y * load, z=top - 0.38), "gold")
    pair(prop, board(0.08, 0.12, tip, foot), "snow", 0.2, 0, 0)
    bars(prop, "snow", 0.04, *(((-0.2, y, z), (0.2, y, z)) for y, z in np.linspace(tip, foot, 11)[1:-1]))
    prop.add(cylinder(0.3, 0.34, bevel=0.03, top=0.2).move(y=cab + 0.8 * load, z=top + 0.08), "charcoal")
    pair(prop, cylinder(0.11, 0.18), "glass", 0.34 * width, 0.3 * cab, 1.24)
    pair(prop, torus(0.1, 0.05, 20).turn(y=90), "gold", 0.51 * width, cab + 0.02, 0.76)
    lamps_and_bumpers(prop, width, 0, end, 0.46)
    for y in (0.42 * cab, cab + 0.4 * load, cab + 0.78 * load):
        wheels(prop, 0.45 * width, y, 0.26, 0.22)


def bus(prop: ToyShape) -> None:
    width, length, decks = prop.vary(0.86, 0.08), prop.vary(2.2, 0.1), prop.random.choice((1, 1, 2))
    tall = prop.vary(0.36, 0.1) + 0.56 * decks
    prop.add(box(width, length, tall, bevel=0.1).move(z=0.2 + tall / 2))
    prop.add(box(width + 0.04, length + 0.04, 0.1, bevel=0.02).move(z=0.49), LIGHT)
    for z in (0.85, 1.39)[:decks]:
        for y in (-0.315, -0.14, 0.035, 0.21, 0.385):
            prop.add(box(width + 0.05, 0.14 * length, 0.3, bevel=0.02).move(y=y * length, z=z), "glass")
        prop.add(box(0.8 * width, length + 0.05, 0.36, bevel=0.02).move(z=z - 0.02), "glass")
    prop.add(box(0.1, 0.12 * length, 0.62, bevel=0.02).move(-0.5 * width, -0.405 * length, 0.65), "charcoal")
    lamps(prop, 0.34 * width, -length / 2 - 0.01, 0.43)
    for y in (-0.29, 0.29):
        wheels(prop, 0.45 * width, y * length, 0.25, 0.2)


def tractor(prop: ToyShape) -> None:
    big, small, front, roof = prop.vary(0.5, 0.08), prop.vary(0.27, 0.08), -prop.vary(0.85, 0.1), prop.vary(1.57, 0.06)
    prop.add(box(0.46, -front, 0.46, bevel=0.08, taper=0.94).move(y=front / 2, z=0.72))
    prop.add(box(0.36, 0.6 - front, 0.2).move(y=0.1 + front / 2, z=0.42), "charcoal")
    lamps(prop, 0.2, front, 0.84)
    prop.add(box(0.62, 0.7, 0.4).move(y=0.28, z=0.56))
    prop.add(box(0.5, 0.18, 0.4).turn(x=-8).move(y=0.5, z=0.92), "charcoal")
    prop.add(box(0.86, 0.9, 0.12, bevel=0.05).move(y=0.26, z=roof))
    for x in (-0.34, 0.34):
        bars(prop, DARK, 0.05, *(((x, y, 0.42), (x, y, roof)) for y in (-0.06, 0.6)))
        prop.add(mudguard(1.5 * x, 0.36, big + 0.02, 0.2))
    wheels(prop, 0.52, 0.36, big, 0.3, LIGHT)
    wheels(prop, 0.4, 0.14 + front, small, 0.2, LIGHT)
    bars(prop, "steel", 0.06, ((0.12, 0.6 * front, 0.82), (0.12, 0.6 * front, 1.4)))
