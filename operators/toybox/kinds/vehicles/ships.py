"""Boats and ships. Each public function adds the parts of one kind to `prop`."""

from __future__ import annotations

import math

import numpy as np

from ..shapes import DARK, LIGHT, MAIN, Part, ToyShape, box, cylinder, extrude, lathe, loft, sphere, torus, tube
from .parts import bars, board, pair, plate


def boat(prop: ToyShape) -> None:
    width, length, side = prop.vary(0.52, 0.08), prop.vary(1.0, 0.08), prop.vary(0.55, 0.1)
    prop.add(_upper_hull(width, length, side, 0.0))
    prop.add(_upper_hull(1.04 * width, 1.03 * length, side + 0.05, 0.78), "snow")
    prop.add(_upper_hull(0.88 * width, 0.93 * length, side + 0.1, 0.85), "wood")
    deck, tall = side + 0.05, prop.vary(0.5, 0.1)
    prop.add(box(1.15 * width, 0.62, tall, bevel=0.05).move(y=0.1, z=deck + tall / 2), "snow")
    prop.add(box(1.35 * width, 0.78, 0.14, bevel=0.05).move(y=0.1, z=deck + tall + 0.05))
    for x in (-0.26, 0.26):
        prop.add(box(0.36 * width, 0.08, 0.24, bevel=0.02).move(x * width, -0.21, deck + 0.6 * tall), "glass")
    for x in (-1, 1):
        porthole = cylinder(0.12, 0.08, bevel=0.02, segments=16).turn(y=90)
        prop.add(porthole.move(x * 0.575 * width, 0.1, deck + 0.58 * tall), "glass")
        prop.add(torus(0.13, 0.06, segments=20).turn(y=90).move(x * width, 0.25, 0.62 * side), "carrot")
    funnel = prop.vary(0.5)
    top = deck + tall + funnel
    prop.add(cylinder(0.19, funnel + 0.1, bevel=0.03).move(y=0.2, z=top - funnel / 2))
    prop.add(cylinder(0.205, 0.17, bevel=0.03).move(y=0.2, z=top), "charcoal")


def sailboat(prop: ToyShape) -> None:
    width, length, mast, boom = prop.vary(0.38, 0.08), prop.vary(0.9, 0.08), prop.vary(2.0, 0.08), prop.vary(0.95, 0.08)
    swing = 90 + prop.vary(22, 0.3)
    prop.add(_hollow_hull(width, length, 0.42, 0.3))
    bars(prop, "wood", 0.06, ((0, -0.18, 0.2), (0, -0.18, mast)))
    sail = extrude([(0, 0), (boom, 0), (0.4 * boom, 0.6 * mast), (0, 0.75 * mast)], 0.08)
    prop.add(sail.turn(z=swing).move(y=-0.16, z=0.64))
    prop.add(box(boom + 0.1, 0.12, 0.12, bevel=0.03).move(boom / 2).turn(z=swing).move(y=-0.18, z=0.6), "wood")
    jib = extrude([(0, 0), (0.7 * length, 0.02), (0.6 * length, 0.6 * mast)], 0.08)
    prop.add(jib.turn(z=180 - swing).move(y=-0.95 * length, z=0.6), LIGHT)
    bars(prop, "wood", 0.06, ((0, 0.6 * length, 0.55), (0, 0.9 * length, 0.55), (0, 0.9 * length, 0)))


def rowing_boat(prop: ToyShape) -> None:
    width, length, side, swing = prop.vary(0.5, 0.1), prop.vary(1.05, 0.08), prop.vary(0.46, 0.1), prop.vary(20, 0.6)
    prop.add(_hollow_hull(width, length, side, 0.1))
    for y, share in ((-0.42, 1.2), (0.12, 1.7), (0.55, 1.5)):
        prop.add(box(width * share, 0.2, 0.08, bevel=0.02).move(y=y * length, z=0.74 * side), "wood")
    oar = tube([(-0.4, 0, 0.14), (0.5, 0, -0.17)], 0.055, segments=8)
    blade = sphere(1, squareness=0.3).stretch(0.28, 0.14, 0.05).turn(y=18).move(x=0.68, z=-0.23)
    for x, turn in ((0.96 * width, swing), (-0.96 * width, 180 - swing)):
        for part, colour in ((oar, "wood"), (blade, DARK)):
            prop.add(part.turn(z=turn).move(x, 0.02, side + 0.08), colour)


def motorboat(prop: ToyShape) -> None:
    width, length, side, rake = prop.vary(0.46, 0.06), prop.vary(1.15, 0.06), prop.vary(0.5, 0.08), prop.vary(0.2, 0.2)
    stern, seat = 0.85 * length, 0.36 * length
    prop.add(_hollow_hull(width, length, side, 0.2, rise=0.2))
    prop.add(_hollow_hull(1.03 * width, 1.02 * length, 0.62 * side, 0.3, rise=0.2).move(z=0.2 * side), "snow")
    prop.add(_hollow_hull(0.9 * width, 0.62 * length, side, side - 0.02, rise=0.2).move(y=-0.3 * length, z=0.03), LIGHT)
    pair(prop, box(0.34, 0.34, 0.16), "cream", 0.21, seat, 0.42)
    pair(prop, box(0.34, 0.12, 0.42).turn(x=-10), "cream", 0.21, seat + 0.18, 0.56)
    for x in (-1, 1):
        pane = board(0.5, 0.06, (0, 0), (rake, 0.34)).turn(z=26 * x)
        prop.add(pane.move(0.21 * x, -0.02 * length, side + 0.01), "glass")
    prop.add(torus(0.12, 0.035, 20).turn(x=-50).move(0.2, 0.14 * length, side + 0.06), "charcoal")
    prop.add(box(0.36, 0.36, 0.4, bevel=0.1, taper=0.8).move(y=stern + 0.12, z=side + 0.22), "charcoal")
    prop.add(box(0.14, 0.18, 0.7, bevel=0.04).move(y=stern + 0.14, z=side - 0.2), "charcoal")
    for turn in (0, 120, 240):
        blade = sphere(1, segments=12).stretch(0.07, 0.04, 0.16).move(z=0.1)
        prop.add(blade.turn(y=turn).move(y=stern + 0.28, z=side - 0.48), "steel")


def submarine(prop: ToyShape) -> None:
    radius, half, tower, mast = prop.vary(0.42, 0.08), prop.vary(1.1, 0.08), prop.vary(0.42, 0.1), prop.vary(0.4, 0.1)
    profile = [(0, 0), (0.3, 0), (0.6, 0.12), (1, 0.4), (1.04, 0.72), (1, 0.92), (0.6, 1), (0, 1)]
    prop.add(lathe(profile, 32, soft=True).stretch(radius, radius, 2 * half).turn(x=90).move(y=half))
    prop.add(sphere(1, squareness=0.3).stretch(0.22, 0.42, tower).move(y=-0.12, z=0.9 * radius))
    prop.add(box(0.85, 0.2, 0.08, bevel=0.02).move(y=-0.2, z=radius + 0.2), DARK)
    top = 0.9 * radius + tower
    bars(prop, "steel", 0.06, ((0, -0.05, top - 0.1), (0, -0.05, top + mast), (0, -0.3, top + mast)))
    prop.add(cylinder(0.09, 0.08, bevel=0.02, segments=16).turn(x=90).move(y=-0.32, z=top + mast), "glass")
    prop.add(cylinder(0.035, mast, bevel=0.01, segments=10).move(y=0.14, z=top), "charcoal")
    for turn in (0, 90, 180, 270):
        fin = plate([(0.62 * half, 0.1), (0.86 * half, 0.1), (0.92 * half, 0.5), (0.72 * half, 0.46)], 0.09)
        prop.add(fin.turn(y=turn), DARK)
        blade = sphere(1, segments=16).stretch(0.07, 0.05, 0.2).move(z=0.18).turn(y=turn + 45)
        prop.add(blade.move(y=half + 0.1), "gold")
    prop.add(cylinder(0.08, 0.24, bevel=0.03).turn(x=90).move(y=half + 0.04), "gold")
    for y in (-0.6, -0.28, 0.04):
        for size, long, colour in ((0.15, 2.03, "gold"), (0.1, 2.1, "glass")):
            porthole = cylinder(size, long * radius, bevel=0.03, segments=20)
            prop.add(porthole.turn(y=90).move(y=y * half, z=0.1 * radius), colour)


def pirate_ship(prop: ToyShape) -> None:
    width, length, side, tall = prop.vary(0.5, 0.06), prop.vary(1.1, 0.08), prop.vary(0.66, 0.08), prop.vary(1.62, 0.06)
    deck, stern, mast = side - 0.1, 0.64 * length, 0.2 * length
    prop.add(_hollow_hull(width, length, side, deck))
    prop.add(_hollow_hull(1.04 * width, 1.03 * length, 0.1, 0.08, rise=1.6).move(z=0.7 * side), "gold")
    prop.add(_hollow_hull(0.84 * width, 0.9 * length, deck + 0.05, deck + 0.03), "wood")
    prop.add(box(1.9 * width, 0.5 * length, 0.6, bevel=0.04).move(y=stern, z=side + 0.15))
    prop.add(box(2 * width, 0.54 * length, 0.1, bevel=0.03).move(y=stern, z=side + 0.46), DARK)
    for x in (-0.56, 0, 0.56):
        prop.add(box(0.15, 0.08, 0.22, bevel=0.02).move(x * width, 0.89 * length, side + 0.16), "lemon")
        muzzle = cylinder(0.09, 0.3, bevel=0.02, segments=14).turn(y=90)
        pair(prop, muzzle, "charcoal", 0.95 * width, (0.55 * x - 0.05) * length, 0.72 * side - 0.12)
    bars(prop, "bark", 0.06, ((0, -0.8 * length, side + 0.1), (0, -1.4 * length, side + 0.5)))
    _pirate_mast(prop, -0.4 * length, side, 0.88 * tall, 0.86)
    _pirate_mast(prop, mast, side, tall, 1.0)
    prop.add(cylinder(0.16, 0.16, bevel=0.03, top=0.2).move(y=mast, z=side + tall - 0.02), "wood")
    bars(prop, "bark", 0.04, ((0, mast, side + tall), (0, mast, side + tall + 0.46)))
    flag = plate([(0, 0), (0.5, 0.06), (0.5, 0.34), (0, 0.3)], 0.08, bevel=0.02)
    prop.add(flag.move(y=mast, z=side + tall + 0.14), "charcoal")


def viking_ship(prop: ToyShape) -> None:
    width, length, side, tall = prop.vary(0.42, 0.06), prop.vary(1.15, 0.08), prop.vary(0.4, 0.1), prop.vary(1.55, 0.08)
    tip, yard, head = 1.75 * side, side + 0.92 * tall, -1.06 * length
    prop.add(_hollow_hull(width, length, side, 0.14, rise=0.9, blunt=False))
    bars(prop, MAIN, 0.1, ((0, -0.85 * length, side), (0, -1.12 * length, tip), (0, -1.04 * length, tip + 0.55)))
    tail = ((0.85, side), (1.1, tip), (1.08, tip + 0.5), (0.88, tip + 0.5), (0.92, tip + 0.3))
    bars(prop, MAIN, 0.09, tuple((0, y * length, z) for y, z in tail))
    prop.add(sphere(1).stretch(0.15, 0.2, 0.16).move(y=head, z=tip + 0.54))
    prop.add(box(0.2, 0.34, 0.18, bevel=0.06, taper=0.8).move(y=head - 0.2, z=tip + 0.5))
    pair(prop, sphere(0.06, segments=10), "charcoal", 0.12, head - 0.06, tip + 0.62)
    pair(prop, tube([(0, 0.06, tip + 0.6), (0.02, 0.2, tip + 0.84)], [0.07, 0.02]), "gold", 0.08, head, 0)
    bars(prop, "bark", 0.07, ((0, 0, 0.1), (0, 0, side + tall)))
    bars(prop, "bark", 0.055, ((-0.72, -0.06, yard), (0.72, -0.06, yard)))
    for i in range(5):
        stripe = _sail(0.27, 0.66 * tall, 0.26).move((i - 2) * 0.26, -0.08, yard)
        prop.add(stripe, "cream" if i % 2 else MAIN)
    for i, share in enumerate((-0.5, -0.3, -0.1, 0.1, 0.3, 0.5)):
        out = width * ((1 - share * share) * (1 - 0.98 * abs(share))) ** 0.5
        _viking_shields(prop, out, share * length, side * (1 + 0.9 * share * share), oars=i % 2 == 1)


def _upper_hull(width: float, length: float, height: float, start: float) -> Part:
    """Returns the upper part of a ship's hull, from the share `start` of its height: pointed at -Y, blunt at +Y."""
    angle = np.linspace(0, 2 * math.pi, 40, endpoint=False)
    x, y = np.cos(angle), np.sin(angle)
    x = np.sign(x) * np.abs(x) ** np.where(y > 0, 0.5, 1.25)
    y = np.where(y > 0, 0.8 * np.sign(y) * np.abs(y) ** 0.6, y)
    rings = []
    for share in np.linspace(start, 1, 6):
        flare = 0.62 + 0.38 * share**0.6
        sheer = height * share + np.where(y < 0, 0.22 * y**2 * share, 0)
        rings.append(np.stack([width * flare * x, length * flare * y, sheer], axis=1))
    return loft(np.array(rings))


def _hollow_hull(
    width: float, length: float, height: float, floor: float, rise: float = 0.3, blunt: bool = True
) -> Part:
    """Returns a hull that is hollow down to `floor`, pointed at -Y, and at +Y blunt if `blunt`, else pointed.

    Its bow is higher than its middle by the share `rise`.
    """
    side = [(0.6, 0), (0.88, 0.5 * height), (1, 0.9 * height), (1, height), (0.86, height), (0.8, floor)]
    bowl = lathe([(0, 0), *side, (0, floor)], segments=40)
    x, y, z = bowl.vertices.T
    bow = y.clip(-1, 0) if blunt else -np.abs(y)
    x, y = x * np.sqrt(1 + 0.98 * bow), np.where((y > 0) & blunt, 0.85 * np.abs(y) ** 0.6, y)
    return Part(np.stack([width * x, length * y, z * (1 + rise * bow**2)], axis=1), bowl.faces)


def _sail(width: float, height: float, belly: float) -> Part:
    """Returns a square sail that hangs below the origin and bulges towards -Y."""
    path = [(0, -belly * math.sin(math.pi * share), -height * share) for share in np.linspace(0, 1, 9)]
    return tube(path, 0.045, segments=16, soft=False).stretch(x=width / 0.09)


def _pirate_mast(prop: ToyShape, y: float, z: float, tall: float, size: float) -> None:
    """Adds a mast that rises from a deck at (`y`, `z`), with two sails and a skull on the lower one."""
    bars(prop, "bark", 0.07, ((0, y, 0.3), (0, y, z + tall)))
    for share, wide, drop in ((0.97, 0.85, 0.36), (0.69, 1.25, 0.84)):
        top, wide = z + share * tall, size * wide
        bars(prop, "bark", 0.05, ((-0.54 * wide, y - 0.06, top), (0.54 * wide, y - 0.06, top)))
        prop.add(_sail(wide, size * drop, 0.22).move(y=y - 0.08, z=top), "charcoal")
    _skull_and_bones(prop, 0.23 * size, y - 0.3, z + 0.69 * tall - 0.42 * size)


def _skull_and_bones(prop: ToyShape, size: float, y: float, z: float) -> None:
    """Adds a flat skull over crossed bones, `size` wide to each side, that is seen from both sides of a sail."""
    for turn in (-55, 55):
        prop.add(box(0.1, 0.18, 3.2 * size, bevel=0.03).turn(y=turn).move(y=y + 0.02, z=z - 0.2 * size), "snow")
    prop.add(sphere(1, segments=16).stretch(size, 0.15, 0.9 * size).move(y=y, z=z + 0.2 * size), "snow")
    prop.add(box(1.1 * size, 0.2, 0.9 * size, bevel=0.03).move(y=y, z=z - 0.5 * size), "snow")
    for x in (-0.4 * size, 0.4 * size):
        eye = cylinder(0.28 * size, 0.34, bevel=0.02, segments=12).turn(x=90)
        prop.add(eye.move(x, y, z + 0.1 * size), "charcoal")


def _viking_shields(prop: ToyShape, x: float, y: float, z: float, oars: bool) -> None:
    """Adds a pair of shields on the sides of a ship, and a pair of oars."""
    for side in (-1, 1):
        shield = cylinder(0.16, 0.08, bevel=0.03, segments=12).turn(y=90 - 12 * side)
        prop.add(shield.move(side * x, y, z - 0.04), "cherry" if oars else "cream")
        prop.add(sphere(0.06, segments=10).move(side * (x + 0.04), y, z - 0.04), "gold")
        if oars:
            bars(prop, "wood", 0.04, ((side * (x - 0.2), y, z + 0.1), (side * (2.1 * x + 0.24), y + 0.2, 0.02)))
