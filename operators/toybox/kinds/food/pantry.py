"""Snacks, sweets, drinks and baking tools of the toybox. Each function adds the parts of one kind to `prop`."""

from __future__ import annotations

import math

import numpy as np

from ..shapes import (
    DARK,
    LIGHT,
    MAIN,
    Part,
    ToyShape,
    arch,
    box,
    circle,
    cylinder,
    extrude,
    lathe,
    rounded,
    sphere,
    torus,
    tube,
)
from .parts import vessel


def pretzel(prop: ToyShape) -> None:
    width, height, thick = prop.vary(1.0, 0.08), prop.vary(0.85, 0.08), prop.vary(0.19, 0.1)
    arm = [(0.5, -0.16, -0.78), (0.24, -0.16, -0.45), (-0.05, -0.12, -0.2), (-0.1, 0.1, 0.05), (0.2, 0.12, 0.45)]
    half = [*arm, (0.6, 0, 0.85), (1.05, 0, 0.55), (1.05, 0, -0.05), (0.65, 0, -0.75)]
    points = [*half, (0, 0, -0.85), *((-x, -y, z) for x, y, z in half[::-1])]
    widths = thick * (1.12 - 0.5 * np.abs(np.linspace(-1, 1, len(points))))
    rope = rounded(np.column_stack([np.array(points) * (width, 1, height), widths]))
    prop.add(tube(rope[:, :3].tolist(), rope[:, 3].tolist(), soft=False))
    for i, (x, y, z, wide) in enumerate(rope[8:-8:2]):
        for side in (-1, 1):
            grain = box(0.1, 0.1, 0.1, bevel=0.03).turn(prop.random.uniform(0, 90), z=50 * i).move(y=side * wide)
            prop.add(grain.turn(x=30 * math.sin(5 * i)).move(x, y, z), "snow")


def stack_of_pancakes(prop: ToyShape) -> None:
    radius, thick, count = prop.vary(0.85, 0.06), prop.vary(0.23, 0.1), prop.random.choice((4, 5))
    plate = [(0, 0), (0.6, 0), (radius + 0.28, 0.1), (radius + 0.25, 0.17), (0, 0.12)]
    prop.add(lathe(plate, 32), "snow")
    edge = [(0, 0), (0.9, 0), (1, 0.25), (1, 0.75), (0.9, 1), (0, 1)]
    for i in range(count):
        size, z = prop.vary(radius, 0.04), 0.14 + i * (thick - 0.02)
        x, y = prop.random.uniform(-0.06, 0.06), prop.random.uniform(-0.06, 0.06)
        prop.add(lathe(edge, 32).stretch(size, size, thick).move(x, y, z))
        prop.add(cylinder(0.86 * size, 0.04, bevel=0.01, segments=32).move(x, y, z + thick), LIGHT)
    top, out = 0.16 + count * (thick - 0.02), radius + 0.05
    syrup = lathe([(0, 0), (0.7, 0), (0.72, 0.04), (0.6, 0.08), (0, 0.08)], 40, ribs=5, depth=0.12)
    prop.add(syrup.move(z=top), "bark")
    for _, _, angle in circle(5, 1.0):
        end = (out, 0, top - prop.vary(0.5, 0.4))
        drip = [(0.6, 0, top + 0.02), (out - 0.1, 0, top + 0.04), (out, 0, top - 0.1), end]
        prop.add(tube(drip, [0.1, 0.1, 0.09, 0.12], segments=10).turn(z=angle), "bark")
    prop.add(box(0.42, 0.42, 0.16, bevel=0.05).turn(z=prop.vary(30)).move(z=top + 0.13), "lemon")


def waffle(prop: ToyShape) -> None:
    half, count, thick = prop.vary(0.85, 0.06), prop.random.choice((4, 5)), prop.vary(0.34, 0.1)
    prop.add(box(1.9 * half, 0.5 * thick, 1.9 * half, bevel=0.05), DARK)
    for i in range(count + 1):
        bar = box(0.14, thick, 2 * half, bevel=0.04).move(half * 0.96 * (2 * i / count - 1))
        prop.add(bar)
        prop.add(bar.stretch(y=0.95).turn(y=90))
    for side in (-1, 1):
        y = side * (thick / 2 + 0.02)
        prop.add(sphere(1, squareness=0.2).stretch(0.48, 0.07, 0.32).move(y=y, z=0.17), "bark")
        for x in (-0.32, -0.02, 0.33):
            drop = prop.vary(0.45, 0.4)
            prop.add(tube([(x, y, 0.1), (x, y, -0.5 * drop), (x, y, -drop)], [0.08, 0.08, 0.12], 10), "bark")
        prop.add(box(0.4, 0.2, 0.4, bevel=0.05).turn(y=prop.vary(20)).move(y=1.3 * y, z=0.18), "lemon")


def taco(prop: ToyShape) -> None:
    radius, gape = prop.vary(1.0, 0.05), prop.vary(0.28, 0.12)
    rim = [(share * radius, 0.0) for share in (0, 0.2, 0.4, 0.6, 0.8, 1)]
    prop.add(_folded(lathe([*rim, *((r, 0.09) for r, _ in rim[::-1])], 48), gape))
    fillings = (("leaf", 9, 0.2, 0.8), ("coffee", 6, 0.18, 0.76), ("cherry", 5, 0.13, 0.92), ("lemon", 7, 0.09, 0.97))
    for colour, count, size, share in fillings:
        for i in range(count):
            angle, reach, wide = math.radians(24 + 132 * (i + 0.5) / count), share * radius, prop.vary(size, 0.1)
            bit = sphere(wide, segments=10).stretch(1.3, 0.85)
            y = prop.random.uniform(-0.6, 0.6) * (gape - wide / 2)
            prop.add(bit.move(0.95 * reach * math.cos(angle), y, reach * math.sin(angle)), colour)


def tea_cup(prop: ToyShape) -> None:
    radius, height, wide = prop.vary(0.68, 0.06), prop.vary(0.78, 0.1), prop.vary(1.15, 0.06)
    prop.add(lathe([(0, 0), (0.45, 0), (0.5, 0.06), (wide, 0.2), (wide, 0.27), (0.5, 0.14), (0, 0.14)], 40))
    outside = [(0, 0), (0.45 * radius, 0), (0.5 * radius, 0.08), (0.95 * radius, 0.4 * height), (1.05 * radius, height)]
    prop.add(vessel(outside, 0.09).move(z=0.13))
    for size, z in ((wide, 0.24), (1.04 * radius - 0.04, height + 0.12)):
        prop.add(torus(size, 0.06, segments=40).move(z=z), "gold")
    prop.add(cylinder(0.9 * radius, 0.08, bevel=0.02).move(z=0.8 * height + 0.1), "terracotta")
    top, low, reach = 0.13 + 0.85 * height, 0.45 * height, 1.02 * radius + prop.vary(0.4)
    prop.add(tube([(0.9 * radius, 0, top), (reach, 0, top + 0.1), (reach, 0, low), (0.7 * radius, 0, low)], 0.085))
    string = [(-0.4 * radius, -0.3, 0.8 * height), (-0.7, -0.75 * radius, height + 0.25), (-0.75, -0.95 * radius, 0.6)]
    prop.add(tube(string, 0.035, segments=6), "cream")
    prop.add(box(0.3, 0.07, 0.32, bevel=0.02).turn(z=-40).move(*string[-1]), "snow")


def coffee_cup_to_go(prop: ToyShape) -> None:
    foot, radius, height = prop.vary(0.46, 0.06), prop.vary(0.64, 0.06), prop.vary(1.6, 0.08)
    prop.add(lathe([(0, 0.05), (foot - 0.07, 0.05), (foot - 0.06, 0), (foot, 0), (radius, height), (0, height)], 32))
    low, high = (foot + (radius - foot) * share + 0.04 for share in (0.3, 0.68))
    prop.add(lathe([(0, 0.3), (low, 0.3), (high, 0.68), (0, 0.68)], 32).stretch(z=height), "dough")
    lid = [(0, -0.06), (radius + 0.05, -0.06), (radius + 0.08, 0), (radius + 0.05, 0.08), (0.9 * radius, 0.1)]
    rim = [(0.86 * radius, 0.26), (0.78 * radius, 0.26), (0.74 * radius, 0.18), (0, 0.18)]
    prop.add(lathe([*lid, *rim], 32).move(z=height), prop.random.choice(("snow", "cream")))
    prop.add(sphere(1, segments=12).stretch(0.13, 0.06, 0.03).move(y=-0.56 * radius, z=height + 0.19), "charcoal")
    for side in (-1, 1):
        bean = sphere(1, segments=16).stretch(0.17, 0.06, 0.25).turn(y=25)
        groove = tube([(-0.03, -0.05, -0.2), (0.05, -0.07, 0), (-0.05, -0.07, 0), (0.03, -0.05, 0.2)], 0.03, segments=6)
        for part, colour in ((bean, "coffee"), (groove.turn(y=25), "dough")):
            prop.add(part.turn(x=-5).move(y=-(low + high) / 2, z=0.49 * height).turn(z=90 - 90 * side), colour)


def chicken_drumstick(prop: ToyShape) -> None:
    thick, length, bone, lean = prop.vary(0.58, 0.08), prop.vary(1.5, 0.08), prop.vary(0.5, 0.1), prop.vary(28)
    side = [(0, 0), (0.5, -0.02), (1.12, 0.12), (1.1, 0.42), (0.6, 0.68), (0.34, 0.85), (0.36, 1), (0, 1)]
    meat = lathe(side, 32, soft=True, ribs=7, depth=0.02).stretch(thick, 0.9 * thick, length)
    cuff, shaft = torus(0.3 * thick, 0.09, segments=20), cylinder(0.12, bone + 0.2, segments=16).move(z=bone / 2)
    knobs = [(sphere(0.17, segments=16).move(x, z=bone + 0.05), "cream") for x in (-0.12, 0.12)]
    prop.add(meat.turn(y=lean))
    for part, colour in ((cuff, DARK), (shaft, "cream"), *knobs):
        prop.add(part.move(z=length).turn(y=lean), colour)


def steak(prop: ToyShape) -> None:
    width, height, thick = prop.vary(1.0, 0.08), prop.vary(1.0, 0.08), prop.vary(0.36, 0.1)
    left = [(0, 0.9), (-0.6, 1.05), (-1.1, 0.7), (-1.05, -0.2), (-0.9, -0.9), (-0.35, -1.1)]
    right = [(0.05, -0.8), (0.3, -0.35), (0.85, -0.35), (1.1, 0.2), (1.05, 0.8), (0.6, 1.0), (0, 0.9)]
    outline = rounded([*left, *right])[:-1] * (width, height)
    prop.add(extrude(outline, thick, bevel=0.1), "cream")
    prop.add(extrude(0.88 * outline, thick + 0.05, bevel=0.03))
    for start, end, wide in (((-0.35, 0.66), (0.6, 0.66), 0.14), ((0.12, 0.6), (0.14, -0.35), 0.1)):
        prop.add(_biscuit(start, end, wide, thick + wide), "snow")
    mark = box(0.09, thick + 0.09, 0.6, bevel=0.02).turn(y=40)
    for x, z in ((-0.6, 0.35), (-0.4, -0.05), (-0.55, -0.5), (0.6, 0.2)):
        prop.add(mark.move(x * width, z=z * height), DARK)


def slice_of_cake(prop: ToyShape) -> None:
    length, half, layer = prop.vary(1.5, 0.06), prop.vary(0.4, 0.1), prop.vary(0.32, 0.1)
    prop.add(lathe([(0, 0), (0.6, 0), (0.95, 0.1), (0.93, 0.16), (0, 0.1)], 40), "snow")
    arc = np.array([(-length * math.sin(a), -length * math.cos(a)) for a in np.linspace(half, -half, 11)])
    wedge, z = np.array([(-0.06, 0), *arc, (0.06, 0)]), 0.11
    sponge, filling, icing = (0.97, layer, MAIN), (0.94, 0.1, "cream"), (1.0, 0.14, LIGHT)
    for scale, tall, colour in (sponge, filling, sponge, *prop.random.choice(((), (filling, sponge))), icing):
        part = extrude(scale * wedge, tall + 0.02, bevel=0.02).turn(x=90)
        prop.add(part.move(y=-0.55 * length, z=z + tall / 2), colour)
        z += tall
    coat = extrude([*arc, *(0.92 * arc[::-1])], z - 0.16, bevel=0.02).turn(x=90)
    prop.add(coat.move(y=-0.54 * length, z=z / 2 + 0.06), LIGHT)
    dollop = lathe([(0, 0), (0.2, 0), (0.22, 0.1), (0.06, 0.26), (0, 0.3)], 24, soft=True, ribs=6, depth=0.1)
    for x, y in ((-0.6 * half, 0.28), (0, 0.3), (0.6 * half, 0.28), (0, -0.15)):
        prop.add(dollop.move(x * length, y * length, z - 0.02), "snow")
    prop.add(sphere(0.15, segments=16).move(y=0.3 * length, z=z + 0.28), "cherry")


def popsicle(prop: ToyShape) -> None:
    width, height, thick, stick = prop.vary(0.85, 0.08), prop.vary(1.5, 0.08), prop.vary(0.42, 0.1), prop.vary(0.6, 0.1)
    prop.add(extrude(arch(width, height, 24), thick, bevel=0.1).move(z=stick))
    groove = sphere(1, segments=16).stretch(0.09, 0.06, 0.3 * height)
    for x in prop.random.choice(((-0.2, 0.2), (-0.26, 0, 0.26))):
        for side in (-1, 1):
            prop.add(groove.move(x * width, side * thick / 2, stick + 0.48 * height), LIGHT)
    prop.add(extrude(arch(0.26, stick + 0.5), 0.1, bevel=0.03).turn(y=180).move(z=stick + 0.5), "wood")
    for x in (-0.3 * width, 0.24 * width):
        prop.add(sphere(0.11, segments=12).stretch(z=prop.vary(1.7, 0.3)).move(x, -0.1, stick), MAIN)


def candy_cane(prop: ToyShape) -> None:
    length, bend, thick = prop.vary(1.5, 0.08), prop.vary(0.42, 0.1), prop.vary(0.17, 0.1)
    s = np.linspace(0, length + 3.3 * bend, 90)
    phi, wind = (s - length).clip(0) / bend, 2 * math.pi * prop.random.choice((7, 8)) * s / s[-1]
    spine = np.stack([bend * (1 - np.cos(phi)), 0 * s, s.clip(max=length) + bend * np.sin(phi)], axis=1)
    prop.add(tube(spine[::3].tolist(), thick, soft=False))
    for end in (spine[0], spine[87]):
        prop.add(sphere(thick).move(*end))
    out = np.stack([-np.cos(phi) * np.cos(wind), np.sin(wind), np.sin(phi) * np.cos(wind)], axis=1)
    prop.add(tube((spine + (thick - 0.04) * out)[2:-4].tolist(), 0.075, segments=8, soft=False), "snow")
    for side in (-1, 1):
        bow = tube([(0, 0, 0), (side * 0.5, 0, 0.3), (side * 0.55, 0, -0.2), (0, 0, 0)], [0.06, 0.12, 0.12, 0.06])
        tail = tube([(0, 0, 0), (side * 0.15, 0, -0.2), (side * 0.3, 0, -0.5)], [0.05, 0.09, 0.11])
        for part in (bow, tail, sphere(0.12, segments=16)):
            prop.add(part.move(0.01 * side, -thick - 0.04, 0.62 * length), "leaf")


def wrapped_candy(prop: ToyShape) -> None:
    radius, half, reach, lift = prop.vary(0.5, 0.08), prop.vary(0.62, 0.1), prop.vary(0.6, 0.1), prop.vary(0.55, 0.06)
    prop.add(sphere(1, squareness=0.1).stretch(half, radius, radius).move(z=lift))
    share = np.linspace(-0.93, 0.93, 25)
    for _, _, phase in circle(4, 1.0):
        wind, wide = np.radians(110 * share + phase), (radius - 0.03) * np.sqrt(1 - np.abs(share) ** 2.3)
        swirl = np.stack([half * share, wide * np.cos(wind), wide * np.sin(wind) + lift], axis=1)
        prop.add(tube(swirl.tolist(), 0.085, segments=8, soft=False), "snow")
    twist = [(0, 0), (0.13, 0), (0.15, 0.12), (0.45, 0.9), (0.5, 1), (0.43, 1), (0, 0.6)]
    fan = lathe(np.array(twist) * (1, reach), 48, ribs=8, depth=0.14)
    for side in (-1, 1):
        prop.add(fan.stretch(y=0.75).turn(y=90 * side).move(side * (half - 0.06), z=lift))
        prop.add(torus(0.12, 0.07, segments=16).turn(y=90).move(side * (half + 0.04), z=lift), DARK)


def gingerbread_man(prop: ToyShape) -> None:
    head, hip, arm, thick = prop.vary(0.46, 0.06), prop.vary(0.48, 0.08), prop.vary(0.8, 0.06), prop.vary(0.3, 0.1)
    front, button = -thick / 2 - 0.01, prop.random.choice(("cherry", "leaf"))
    prop.add(cylinder(head, thick, bevel=0.08, segments=32).turn(x=90).move(z=1.85))
    prop.add(_biscuit((0, 0.75), (0, 1.2), 0.44, 1.03 * thick))
    cuff = tube([(0.05 * (-1) ** i, front, 0.072 * i - 0.2) for i in range(7)], 0.045, segments=6)
    for side in (-1, 1):
        hand = prop.vary(1.3, 0.06)
        prop.add(_biscuit((side * 0.1, 1.22), (side * arm, hand), 0.24, 0.97 * thick))
        prop.add(_biscuit((side * 0.16, 0.8), (side * hip, 0.24), 0.27, 0.94 * thick))
        prop.add(cuff.move(0.92 * side * arm, z=hand), "snow")
        prop.add(cuff.turn(y=90 - 15 * side).move(side * (hip - 0.02), z=0.36), "snow")
        prop.add(sphere(0.07, segments=12).move(side * 0.17, front, 1.97), "charcoal")
    prop.add(tube([(-0.22, front, 1.78), (-0.1, front, 1.65), (0.1, front, 1.65), (0.22, front, 1.78)], 0.045), "snow")
    for z in (0.72, 0.98, 1.24):
        prop.add(sphere(0.1, segments=12).stretch(y=0.7).move(y=front, z=z), button)


def rolling_pin(prop: ToyShape) -> None:
    radius, half, grip = prop.vary(0.32, 0.1), prop.vary(0.8, 0.08), prop.vary(0.55, 0.1)
    turn = prop.random.uniform(-15, 15)
    handle = [(0, -0.1), (0.1, -0.1), (0.1, 0.1), (0.18, 0.3 * grip), (0.16, 0.75 * grip), (0.12, grip), (0, grip)]
    parts = [(cylinder(radius, 2 * half, bevel=0.06, segments=32), MAIN)]
    for flip in (0, 180):
        parts.append((lathe(handle, soft=True).move(z=half + 0.05).turn(x=flip), DARK))
        parts.append((cylinder(0.16, 0.14, bevel=0.03).move(z=half).turn(x=flip), "steel"))
    for part, colour in parts:
        prop.add(part.turn(y=90, z=turn).move(z=radius), colour)


def whisk(prop: ToyShape) -> None:
    grip, width, long = prop.vary(1.0, 0.1), prop.vary(0.5, 0.1), prop.vary(1.4, 0.08)
    handle = [(0, 0), (0.12, 0), (0.18, 0.12), (0.13, 0.6 * grip), (0.16, grip), (0, grip)]
    prop.add(lathe(handle, soft=True), DARK)
    prop.add(torus(0.1, 0.05, segments=20).turn(x=90).move(z=-0.08), "steel")
    prop.add(cylinder(0.17, 0.18, bevel=0.03).move(z=grip), "steel")
    side = [(0.09, 0), (0.12, 0.2), (0.9 * width, 0.5), (1.25 * width, 0.85), (0.8 * width, 1.02)]
    wire = tube([(x, 0, z * long) for x, z in [*side, *((-x, z) for x, z in side[::-1])]], 0.055, segments=8)
    loops = prop.random.choice((3, 4))
    for i in range(loops):
        prop.add(wire.stretch(z=1 - 0.04 * i).turn(z=180 * i / loops).move(z=grip))


def _biscuit(start: tuple[float, float], end: tuple[float, float], radius: float, thick: float) -> Part:
    """Returns a flat bar with round ends, `thick` along Y, between two points of (x, z)."""
    (x, z), (u, w) = start, end
    length, turn = math.hypot(u - x, w - z), math.degrees(math.atan2(u - x, w - z))
    angles = np.linspace(0, math.pi, 13)
    cap = [(radius * math.cos(a), length + radius * math.sin(a)) for a in angles]
    outline = [*cap, *((-v, length - h) for v, h in cap)]
    return extrude(outline, thick, bevel=0.08).turn(y=turn).move(x, z=z)


def _folded(disc: Part, gape: float) -> Part:
    """Folds a flat round part upwards along the X axis. Its halves are `gape` from the middle."""
    x, y, z = disc.vertices.T
    angle = (y / gape).clip(-1.35, 1.35)
    rest = y - angle * gape
    across, up = np.sin(angle), -np.cos(angle)
    folded = [x, (gape - z) * across + rest * np.cos(angle), (gape - z) * up + np.abs(rest) * np.abs(across) + gape]
    return Part(np.stack(folded, axis=1), disc.faces)
