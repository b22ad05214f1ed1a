"""Weapons and torches of the toybox. Each function adds the parts of one kind to `prop`."""

from __future__ import annotations

import math

import numpy as np

from ..shapes import (
    DARK,
    LIGHT,
    Part,
    ToyShape,
    box,
    circle,
    cone,
    cylinder,
    extrude,
    lathe,
    limb,
    loft,
    mirrored,
    rounded,
    sphere,
    torus,
    tube,
)
from .hand_tools import wound_grip


def sword(prop: ToyShape) -> None:
    width, length, guard = prop.vary(0.3, 0.1), prop.vary(1.75, 0.1), prop.vary(1.0)
    tip = prop.vary(0.35)
    blade = [(-width, 0), (width, 0), (width, length - tip), (0, length), (-width, length - tip)]
    prop.add(extrude(blade, 0.22, bevel=0.09).move(z=0.5))
    prop.add(box(0.14, 0.27, 0.66 * length, bevel=0.03).move(z=0.5 + 0.4 * length), LIGHT)
    prop.add(box(guard, 0.3, 0.2, bevel=0.05).move(z=0.48), "gold")
    for x in (-0.5, 0.5):
        prop.add(sphere(0.16).move(x * guard, 0, 0.48), "gold")
    prop.add(cylinder(0.13, 0.55).move(z=0.15), DARK)
    prop.add(sphere(0.19).move(z=-0.2), "gold")
    prop.add(sphere(0.1).stretch(y=2.4).move(z=-0.2))


def torch(prop: ToyShape) -> None:
    length, foot, head, blaze = prop.vary(1.5, 0.1), prop.vary(0.17), prop.vary(0.38, 0.08), prop.vary(1.05, 0.12)
    prop.add(lathe([(0, 0), (foot, 0), (foot, 0.1), (0.68 * head, length), (0, length)], 16))
    for share in (0.12, 0.24, 0.36):
        prop.add(torus(foot + 0.05 * share, 0.06, segments=16).move(z=share * length), DARK)
    cup = [(0, 0), (0.5, 0), (1, 0.9), (0.86, 0.9), (0.6, 0.4), (0, 0.4)]
    prop.add(lathe(cup).stretch(head, head, 0.5).move(z=length - 0.1), DARK)
    for z, size in ((-0.08, 0.68), (0.33, 1.02)):
        prop.add(torus(size * head, 0.06, segments=16).move(z=length + z), "gold")
    flames = ((1, 0, 0.85, 1, "lemon"), (6, 0.6, 0.45, 0.7, "carrot"), (6, 0.9, 0.3, 0.45, "cherry"))
    for count, out, wide, tall, colour in flames:
        for x, y, angle in circle(count, out * head, prop.random.uniform(0, 60)):
            tongue = _tongue(prop.vary(0.3, 0.4)).stretch(wide * head, wide * head, prop.vary(tall, 0.15) * blaze)
            prop.add(tongue.turn(z=angle + prop.random.uniform(-60, 60)).move(x, y, length + 0.2), colour)


def spear(prop: ToyShape) -> None:
    length, wide, tall, hold = prop.vary(1.95, 0.06), prop.vary(0.28, 0.1), prop.vary(0.95, 0.1), prop.vary(0.5, 0.1)
    leaf = [(0.06, 0), (wide, 0.3 * tall), (0.55 * wide, 0.7 * tall), (0.02, tall)]
    broad = [(0.06, 0), (0.1, 0.2), (1.3 * wide, 0.21), (0.7 * wide, 0.5 * tall), (0.02, tall)]
    prop.add(_blade(prop.random.choice((leaf, broad)), 0.13).move(z=length + 0.14), "steel")
    prop.add(limb((0, 0, 0, 0.1), (0, 0, length, 0.09)))
    prop.add(cylinder(0.13, 0.4, top=0.1).move(z=length + 0.05), "gold")
    wound_grip(prop, 0.13, hold * length - 0.3, hold * length + 0.3, "gold")
    fringe = lathe([(0, -0.45), (0.26, -0.45), (0.22, -0.2), (0.1, 0), (0, 0)], 48, ribs=12, depth=0.12)
    prop.add(fringe.move(z=length - 0.04))
    prop.add(lathe([(0, -0.1), (0.06, -0.1), (0.13, 0.12), (0.13, 0.2), (0, 0.2)]), "gold")


def wizards_staff(prop: ToyShape) -> None:
    length, orb, bend = prop.vary(1.9, 0.06), prop.vary(0.27, 0.1), prop.vary(0.1, 0.4)
    knots = [(0, 0), (bend, 0.22), (-0.5 * bend, 0.45), (0.8 * bend, 0.66), (-0.4 * bend, 0.85), (0, 1)]
    prop.add(limb(*((x, 0.5 * x, z * length, 0.1 + 0.03 * (i % 2)) for i, (x, z) in enumerate(knots))))
    for x, z, side in ((bend, 0.24, 1), (0.8 * bend, 0.67, -1)):
        prop.add(limb((x, 0, z * length, 0.08), (x + 0.2 * side, -0.05, z * length + 0.14, 0.06)), DARK)
    for z in (0.52, 0.56, 0.6):
        prop.add(torus(0.14, 0.05, segments=20).move(0.1 * bend, 0, z * length), "gold")
    middle = length + orb + 0.1
    prop.add(sphere(orb).move(z=middle), prop.random.choice(("glass", "lemon", "blossom")))
    if prop.random.random() < 0.5:
        prop.add(_crook(1.75 * orb).move(z=middle + 0.12))
        return
    claw = [(0, 0, -0.5, 0.1), (1.35, 0, -0.5, 0.1), (1.5, 0, 0.5, 0.08), (0.8, 0, 1.25, 0.05)]
    for _, _, angle in circle(4, 1, 20):
        prop.add(limb(*((x * orb, y, z * orb, r) for x, y, z, r in claw)).turn(z=angle).move(z=middle))


def mace(prop: ToyShape) -> None:
    length, radius, spike, row = prop.vary(1.35, 0.1), prop.vary(0.52, 0.1), prop.vary(0.26), prop.random.choice((5, 6))
    prop.add(sphere(radius).move(z=length))
    thorn = lathe([(0, 0), (0.15, 0), (0.03, spike + 0.1), (0, spike + 0.1)], 12).move(z=radius - 0.08)
    for tilt, count, phase in ((0, 1, 0), (50, row, 0), (92, row + 2, 22), (134, row, 0)):
        for _, _, angle in circle(count, 1, phase):
            prop.add(thorn.turn(y=tilt, z=angle).move(z=length), "steel")
    prop.add(torus(radius, 0.06).move(z=length + 0.18), DARK)
    prop.add(cylinder(0.12, length).move(z=length / 2))
    prop.add(cylinder(0.24, 0.2, bevel=0.05, top=0.18).move(z=length - radius - 0.02), "gold")
    wound_grip(prop, 0.15, 0.04, 0.6, LIGHT)
    prop.add(sphere(0.2), "gold")


def crossbow(prop: ToyShape) -> None:
    length, span, sweep, nut = prop.vary(1.9, 0.06), prop.vary(0.95, 0.08), prop.vary(0.42, 0.12), prop.vary(0.78, 0.08)
    half = [(0.16, 0), (0.14, 0.5), (0.1, 0.62), (0.12, length)]
    prop.add(extrude([*half, *((-x, z) for x, z in half[::-1])], 0.3, bevel=0.05))
    prop.add(box(0.3, 0.42, 0.5, bevel=0.06).move(y=0.06, z=0.2), DARK)
    prop.add(box(0.1, 0.1, length - nut, bevel=0.02).move(y=-0.16, z=(length + nut) / 2), "charcoal")
    limbs = [(share * span, -0.02, length - sweep * share**2) for share in np.linspace(-1, 1, 11)]
    prop.add(tube(limbs, [0.06, 0.08, 0.1, 0.12, 0.14, 0.15, 0.14, 0.12, 0.1, 0.08, 0.06]))
    for x, y, z in (limbs[0], limbs[-1]):
        prop.add(sphere(0.1).move(x, y, z), "gold")
    prop.add(tube([limbs[0], (0, -0.2, nut + 0.02), limbs[-1]], 0.035, 8, soft=False), "snow")
    low, high = length - 0.1, length + 0.16
    prop.add(tube([(-0.1, 0, low), (-0.2, 0, high), (0.2, 0, high), (0.1, 0, low)], 0.055), "steel")
    prop.add(tube([(0, 0.1, nut), (0, 0.34, nut - 0.1), (0, 0.36, nut - 0.42)], 0.06), "steel")
    _bolt(prop, nut, length + 0.3, -0.24)


def battle_axe(prop: ToyShape) -> None:
    length, reach, tall, waist = prop.vary(1.75, 0.08), prop.vary(0.75, 0.1), prop.vary(0.62, 0.1), prop.vary(0.2)
    middle, (blade, edge) = length - 0.1, _crescent(reach, tall, waist)
    prop.add(limb((0, 0, length + 0.2, 0.1), (0, 0, 0, 0.1)), "wood")
    for turn in (0, 180):
        prop.add(blade.turn(z=turn).move(z=middle))
        prop.add(edge.turn(z=turn).move(z=middle), LIGHT)
    prop.add(box(0.34, 0.36, 0.56).move(z=middle), DARK)
    prop.add(sphere(0.11).stretch(y=2).move(z=middle), "gold")
    prop.add(lathe([(0, 0), (0.12, 0), (0.15, 0.1), (0.02, 0.5), (0, 0.5)], 16).move(z=length + 0.16), "steel")
    wound_grip(prop, 0.135, 0.06, 0.74, "gold")
    prop.add(sphere(0.18).move(z=-0.02), "gold")


def cannon(prop: ToyShape) -> None:
    length, radius, wheel, tilt = prop.vary(1.9, 0.08), prop.vary(0.36, 0.1), prop.vary(0.5, 0.1), prop.vary(14, 0.5)
    outside = [(0, 0), (1, 0), (1.1, 0.08), (0.95, 0.3), (0.75, 0.92), (1.0, 0.98), (0.95, 1.05)]
    barrel = ToyShape(prop.random)
    barrel.add(lathe([*outside, (0.55, 1.05), (0.55, 0.5), (0, 0.5)]).stretch(radius, radius, length))
    for z, size in ((0.06, 1.1), (0.34, 0.95), (0.6, 0.87)):
        barrel.add(torus(size * radius, 0.06, segments=24).move(z=z * length), DARK)
    barrel.add(sphere(0.18).move(z=-0.18))
    barrel.add(cylinder(0.12, 0.3).move(z=-0.02))
    for part, colour in barrel.parts:
        prop.add(part.move(z=-0.4 * length).turn(x=90 - tilt).move(z=wheel + 0.34), colour)
    _carriage(prop, radius, wheel)
    for x, y, z in ((0.0, 0, 0.15), (0.3, 0.06, 0.15), (0.14, 0.26, 0.15), (0.15, 0.1, 0.38)):
        prop.add(sphere(0.16, segments=14).move(x + radius + 0.62, y - 0.1, z), "charcoal")


def quiver(prop: ToyShape) -> None:
    radius, height, count = prop.vary(0.34, 0.1), prop.vary(1.5, 0.08), prop.random.choice((4, 5))
    bag = [(0, 0), (0.5, 0), (0.6, 0.05), (1, 0.9), (1, 1), (0.84, 1), (0.8, 0.5), (0, 0.5)]
    prop.add(lathe(bag, 32).stretch(radius, radius, height))
    for z, size in ((0.05, 0.6), (0.66, 0.9), (0.95, 1.0)):
        prop.add(torus(size * radius, 0.07).stretch(z=1.3).move(z=z * height), DARK)
    _lacing(prop, radius, height)
    strap = [(0.95, 0.96), (1.3, 1.0), (1.4, 0.6), (1.2, 0.1), (0.5, 0.08)]
    prop.add(tube([(x * radius, 0, z * height) for x, z in strap], 0.05).stretch(y=3), LIGHT)
    prop.add(box(0.14, 0.4, 0.26, bevel=0.03).move(1.3 * radius, 0, 0.6 * height), "gold")
    colours = prop.random.sample(("cherry", "snow", "lemon", "leaf"), 2)
    for i, (x, y, angle) in enumerate([(0, 0, 0), *circle(count, 0.4 * radius, 20)]):
        for part, colour in _arrow(prop.vary(height + 0.5, 0.05), colours[i % 2]):
            prop.add(part.turn(y=6 * (i > 0), z=angle).move(x, y, 0.1), colour)


def boomerang(prop: ToyShape) -> None:
    reach, spread, wide, thick = prop.vary(1.25, 0.08), prop.vary(48, 0.12), prop.vary(0.22), prop.vary(0.36, 0.1)
    share, angle = np.linspace(-1, 1, 41), math.radians(spread)
    path = [(reach * s * math.sin(angle), 0, -reach * math.hypot(s, 0.2) * math.cos(angle)) for s in share]
    widths = wide * (1.15 - 0.25 * np.abs(share) - 0.55 * np.abs(share) ** 16)
    prop.add(tube(path, widths.tolist(), soft=False).stretch(y=thick))
    for low, high, colour in ((3, 6, DARK), (7, 9, "cream"), (10, 13, DARK)):
        for place in (slice(low, high), slice(-high, -low)):
            band = tube(path[place], (1.06 * widths[place]).tolist(), soft=False)
            prop.add(band.stretch(y=1.05 * thick), colour)


def _blade(half: list[tuple[float, float]], thick: float) -> Part:
    """Returns an upright blade with two edges and a ridge. `half` is the outline (x, z) of its right side, upwards."""
    x, z = np.array(half).T
    ridge = thick * (1 - 0.8 * z / z[-1])
    corners = ((x, 0 * x), (0 * x, ridge), (-x, 0 * x), (0 * x, -ridge))
    return loft(np.stack([np.stack([u, v, z], axis=1) for u, v in corners], axis=1))


def _tongue(bend: float) -> Part:
    """Returns a flame of unit height, whose tip leans to X."""
    flame = lathe(rounded([(0, -0.1), (0.6, -0.08), (1, 0.25), (0.75, 0.5), (0.2, 0.85), (0, 1)], 1), 12)
    height = flame.vertices[:, 2].clip(0)
    flame.vertices[:, 0] += bend * (np.sin(4 * height) + 1.5 * height**3)
    return flame


def _crook(radius: float) -> Part:
    """Returns a curl around the origin, which is open at the left."""
    turn = np.radians(np.linspace(-100, 210, 14))
    return limb(*((radius * math.cos(a), 0, radius * math.sin(a), 0.13 - 0.006 * i) for i, a in enumerate(turn)))


def _crescent(reach: float, tall: float, waist: float) -> tuple[Part, Part]:
    """Returns a blade of a battle axe, which points to X, and its edge."""
    share, across = np.linspace(0, 1, 12)[:, None], np.linspace(-1, 1, 13)
    x = reach * share + share * (0.18 - 0.24 * across**2)
    z = (waist + (tall - waist) * share**2) * across
    y = 0.13 - 0.08 * share + 0 * across
    sides = [np.stack([x, -y, z], axis=2), np.stack([x, y, z], axis=2)[:, ::-1]]
    rings = np.concatenate(sides, axis=1)[:, ::-1]
    return loft(rings), loft(rings[-3:]).stretch(y=1.5).move(x=0.02)


def _carriage(prop: ToyShape, radius: float, wheel: float) -> None:
    """Adds the carriage of a cannon with the given radius, on two wheels."""
    cheek = [(-0.5, 0.3), (0.3, 0.2), (1.0, -0.36), (1.25, -0.36), (1.25, -0.2), (0.4, 0.42), (-0.5, 0.42)]
    mirrored(prop, extrude(cheek, 0.14).turn(z=90).move(radius + 0.06, 0, wheel), "wood")
    prop.add(box(2 * radius + 0.1, 0.2, 0.2).move(y=1.1, z=wheel - 0.26), "wood")
    prop.add(cylinder(0.1, 2 * radius + 0.9).turn(y=90).move(z=wheel), "charcoal")
    rim = [(wheel - 0.14, -0.09), (wheel, -0.09), (wheel, 0.09), (wheel - 0.14, 0.09)]
    wood = [lathe(rim, 32, closed=True).turn(y=90)]
    wood += [box(0.09, 0.1, 2 * wheel - 0.16, bevel=0.02).turn(x=angle) for angle in (0, 45, 90, 135)]
    for part, colour in (*((part, "wood") for part in wood), (cylinder(0.15, 0.3).turn(y=90), "charcoal")):
        mirrored(prop, part.move(radius + 0.28, 0, wheel), colour)


def _bolt(prop: ToyShape, low: float, high: float, y: float) -> None:
    """Adds the upright bolt of a crossbow."""
    prop.add(cylinder(0.05, high - low, bevel=0.02, segments=12).move(0, y, (low + high) / 2), "wood")
    prop.add(cone(0.14, 0.36).move(0, y, high - 0.04), "steel")
    for x in (-0.1, 0.1):
        prop.add(box(0.16, 0.06, 0.3, bevel=0.02).move(x, y, low + 0.2), "cherry")


def _arrow(length: float, colour: str) -> list[tuple[Part, str]]:
    """Returns the coloured parts of an arrow that stands on its head."""
    vane = extrude([(0, -0.56), (0.22, -0.4), (0.22, -0.04), (0, -0.12)], 0.06, bevel=0.02).move(z=length)
    shaft = cylinder(0.05, length, bevel=0.02, segments=10).move(z=length / 2)
    return [(shaft, "wood"), *((vane.turn(z=turn), colour) for turn in (30, 150, 270))]


def _lacing(prop: ToyShape, radius: float, height: float) -> None:
    """Laces a quiver with the given radius and height at its front and back."""
    for z in (0.2, 0.3, 0.4, 0.5):
        for end in (-0.12, 0.12):
            lace = tube([(end, 0, -0.07), (-end, 0, 0.07)], 0.04, 8, soft=False)
            for turn in (0, 180):
                prop.add(lace.move(0, -(0.58 + 0.47 * z) * radius, z * height).turn(z=turn), LIGHT)
