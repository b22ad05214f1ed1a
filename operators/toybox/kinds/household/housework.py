"""Things for cleaning and laundry. Each public function adds the parts of one kind to `prop`."""

from __future__ import annotations

from ..devices.parts import iron_parts
from ..forms import bow_handle, disc, lying_plate, shrunk
from ..shapes import DARK, LIGHT, MAIN, ToyShape, cylinder, lathe, rounded, sphere, torus, tube


def bucket(prop: ToyShape) -> None:
    radius, height, lean = prop.vary(0.72, 0.1), prop.vary(1.15, 0.12), prop.random.choice((0, 38))
    foot = prop.vary(0.74, 0.08) * radius
    wall = [(0, 0), (foot - 0.05, 0), (foot, 0.05), (radius, height), (radius - 0.1, height), (foot - 0.1, 0.12)]
    prop.add(lathe([*wall, (0, 0.12)], segments=32))
    prop.add(torus(radius - 0.04, 0.085).move(z=height), DARK)
    for share in (0.06, 0.66):
        low, high = (foot + (radius - foot) * s + 0.03 for s in (share, share + 0.1))
        hoop = [(low - 0.1, 0), (low, 0), (high, 0.1 * height), (high - 0.1, 0.1 * height)]
        prop.add(lathe(hoop, segments=32, closed=True).move(z=share * height), DARK)
    rise = radius + prop.vary(0.1)
    for part, colour in (
        (bow_handle(radius + 0.05, rise, 0.06), "steel"),
        (bow_handle(radius + 0.05, rise, 0.11, 32), "wood"),
    ):
        prop.add(part.turn(x=lean).move(z=height - 0.12), colour)
    for x in (-radius, radius):
        prop.add(cylinder(0.13, 0.16, segments=16).turn(y=90).move(x, 0, height - 0.12), LIGHT)


def broom(prop: ToyShape) -> None:
    flare, drop, length = prop.vary(0.6, 0.12), prop.vary(0.95, 0.12), prop.vary(1.6, 0.12)
    flat = prop.random.choice((0.42, 0.9))
    below, above = [(0, 0.08), (0.9 * flare, 0), (flare, 0.02)], [(0.19, 0.94 * drop), (0.14, drop), (0, drop)]
    straw = lathe([*below, (0.84 * flare, 0.5 * drop), *above], segments=80, soft=True, ribs=20, depth=0.07)
    prop.add(straw.stretch(y=flat))
    for share, wide in ((0.48, 0.82), (0.64, 0.68)):
        hoop = lathe([(0.1, -0.05), (wide * flare + 0.05, -0.05), (wide * flare, 0.05), (0.1, 0.05)], closed=True)
        prop.add(hoop.stretch(y=flat).move(z=share * drop), DARK)
    prop.add(cylinder(0.22, 0.3, top=0.13).stretch(y=max(flat, 0.7)).move(z=drop + 0.02), DARK)
    prop.add(cylinder(0.085, length).move(z=drop + length / 2), "wood")
    prop.add(sphere(0.12).stretch(z=1.4).move(z=drop + length), DARK)


def ironing_board(prop: ToyShape) -> None:
    long, wide, height, lean = prop.vary(1.15, 0.06), prop.vary(0.32, 0.1), prop.vary(1.15, 0.08), prop.vary(0.62, 0.1)
    side, turn = [(-1, -1), (0.3, -1), (0.9, -0.8), (1, -0.3)], prop.random.uniform(60, 120)
    outline = rounded([(-1, 0), *side, *((x, -y) for x, y in side[::-1]), (-1, 0)])[:-1] * (long, wide)
    prop.add(lying_plate(outline, 0.13).move(z=height))
    prop.add(lying_plate(shrunk(outline, -0.03), 0.06).move(z=height - 0.05), DARK)
    for y, x in ((-0.1, lean), (0.1, -lean)):
        prop.add(tube([(-x, y, height - 0.06), (x, y, 0.05)], 0.055, segments=10), "steel")
        prop.add(tube([(x, -0.36, 0.05), (x, 0.36, 0.05)], 0.06, segments=10), "charcoal")
    prop.add(disc(0.06, 0.34).move(z=height / 2), "charcoal")
    for part, colour in iron_parts(prop):
        small = part.stretch(0.32, 0.32, 0.32).turn(z=turn)
        prop.add(small.move(-0.4 * long, 0, height + 0.06), "cream" if colour == MAIN else colour)
