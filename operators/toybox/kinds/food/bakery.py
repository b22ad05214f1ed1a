"""Bread, cakes, cookies and waffles. Each public function adds the parts of one kind to `prop`."""

from __future__ import annotations

import math

import numpy as np

from ..shapes import (
    DARK,
    LIGHT,
    MAIN,
    Part,
    ToyShape,
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
from .parts import biscuit, spread_over_disc


def loaf_of_bread(prop: ToyShape) -> None:
    width, length, height = prop.vary(0.85, 0.08), prop.vary(1.6, 0.1), prop.vary(0.5)
    prop.add(_bread_slice(width, height, length))
    for share in (-0.33, 0, 0.33):
        puff = sphere(1).stretch(0.61 * width, 0.21 * length, 0.52 * width)
        prop.add(puff.move(y=share * length + 0.06, z=height + 0.12))
    prop.add(_bread_slice(width - 0.14, height - 0.07, 0.1).move(y=-length / 2, z=0.07), "cream")
    thick, lean = prop.vary(0.2, 0.1), prop.vary(24)
    crumb = _bread_slice(width - 0.14, height - 0.07, thick + 0.04).move(z=0.07)
    for part, colour in ((_bread_slice(width, height, thick), MAIN), (crumb, "cream")):
        prop.add(part.turn(x=-lean).move(y=-length / 2 - 0.55), colour)


def croissant(prop: ToyShape) -> None:
    radius, thick, sweep = prop.vary(0.75, 0.06), prop.vary(0.48, 0.08), prop.vary(112, 0.08)
    reach = prop.random.choice((3, 4))
    layer = [(-0.65, 0.85), (0, 1.02), (0.42, 1.13), (0.52, 1.06), (0.53, 0.7)]
    middle = [*((-at, wide) for at, wide in layer[:0:-1]), *layer[2:]]
    for i in range(-reach, reach + 1):
        path, widths = [], []
        for at, wide in layer if i else middle:
            share = (abs(i) + at) / (reach + 0.5)
            angle = math.radians(math.copysign(sweep * share, i if i else at))
            widths.append(thick * wide * (1 - 0.8 * abs(share) ** 1.5))
            path.append((radius * math.sin(angle), radius * math.cos(angle), 0.4 * thick + 0.5 * widths[-1]))
        prop.add(tube(path, widths, segments=16), (MAIN, LIGHT)[i % 2])


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


def donut(prop: ToyShape) -> None:
    radius, thickness = prop.vary(0.68, 0.08), prop.vary(0.36)
    prop.add(torus(radius, thickness), "dough")
    icing = torus(radius, 1.07 * thickness, segments=48, start=-14, end=194)
    x, y, z = icing.vertices.T
    drops = np.where(z < 0.3 * thickness, 0.1 * np.sin(7 * np.arctan2(y, x)), 0)
    icing.vertices[:, 2] += drops
    prop.add(icing)
    sprinkle = box(0.22, 0.085, 0.085, bevel=0.03)
    for i, (_, _, angle) in enumerate(circle(14, 1.0, prop.random.uniform(0, 360))):
        tilt = (-42, 0, 42)[i * 2 % 3]
        turned = sprinkle.turn(z=prop.random.uniform(0, 180)).move(z=1.08 * thickness)
        prop.add(turned.turn(y=tilt).move(x=radius).turn(z=angle), ("snow", "lemon", "charcoal")[i % 3])


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


def cake(prop: ToyShape) -> None:
    radius, height, upper = prop.vary(0.85, 0.1), prop.vary(0.55), prop.vary(0.6, 0.1)
    prop.add(cylinder(radius + 0.25, 0.12, segments=32), "snow")
    prop.add(cylinder(radius, height, bevel=0.1, segments=32).move(z=height / 2 + 0.05))
    top = height + 0.05
    prop.add(cylinder(upper * radius, height, bevel=0.1).move(z=top + height / 2 - 0.02))
    dollop = lathe([(0, 0), (0.15, 0), (0.15, 0.08), (0.05, 0.2), (0, 0.24)], segments=12, soft=True)
    for x, y, _ in circle(10, radius - 0.15):
        prop.add(dollop.move(x, y, top - 0.03), LIGHT)
    band = [(0, 0), (upper * radius + 0.04, 0), (upper * radius + 0.04, 0.14), (0, 0.14)]
    prop.add(lathe(band).move(z=top), "cream")
    prop.add(lathe([(0, 0), (radius + 0.04, 0), (radius + 0.04, 0.14), (0, 0.14)]).move(z=0.06), "cream")
    prop.add(sphere(0.2).move(z=top + height + 0.12), "cherry")


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


def cupcake(prop: ToyShape) -> None:
    radius, height, rise = prop.vary(0.62, 0.08), prop.vary(0.75, 0.1), prop.vary(0.95, 0.1)
    cup = [(0, 0), (0.72 * radius, 0), (radius, height), (0.85 * radius, height), (0, height)]
    prop.add(lathe(cup, 96, ribs=24, depth=0.045), "cream")
    sponge = lathe([(0, 0), (1.05 * radius, 0), (1.1 * radius, 0.12), (0, 0.3)], soft=True)
    prop.add(sponge.move(z=height - 0.06), "dough")
    share, top = np.linspace(0, 1, 50), height + rise
    angle, reach = 2 * math.pi * prop.random.choice((3, 4)) * share, 0.78 * radius * (1 - share) ** 0.8
    swirl = np.stack([reach * np.cos(angle), reach * np.sin(angle), height + 0.16 + rise * share], axis=1)
    widths = 0.36 * radius * (1.1 - 0.6 * share) * (0.2 + 9 * share).clip(max=1)
    prop.add(tube(swirl.tolist(), widths.tolist(), segments=10, soft=False))
    prop.add(lathe([(0, 0), (0.9 * radius, 0), (0.1, rise), (0, rise)]).move(z=height + 0.05), DARK)
    prop.add(sphere(0.19).move(z=top + 0.3), "cherry")
    prop.add(tube([(0, 0, top + 0.4), (0.05, 0, top + 0.65), (0.2, 0, top + 0.75)], 0.05), "leaf")


def pie(prop: ToyShape) -> None:
    radius, height, strips = prop.vary(1.0, 0.05), prop.vary(0.5), prop.random.choice((3, 4))
    prop.add(lathe([(0, 0), (0.8 * radius, 0), (radius, height), (0, height)], 96, ribs=24, depth=0.025))
    filling = lathe([(0, 0), (0.93 * radius, 0), (0.75 * radius, 0.1), (0, 0.16)], soft=True)
    prop.add(filling.move(z=height - 0.03), "cherry")
    crimp = torus(radius, 0.13, segments=80)
    crimp.vertices[:, 2] += 0.04 * np.sin(20 * np.arctan2(crimp.vertices[:, 1], crimp.vertices[:, 0]))
    prop.add(crimp.move(z=height + 0.02))
    for i in range(strips):
        y = 1.5 * radius * ((i + 0.5) / strips - 0.5)
        reach = math.sqrt((0.97 * radius) ** 2 - y**2)
        for lift, turn, colour in ((0.14, 45, LIGHT), (0.17, -45, MAIN)):
            path = [(-reach, y, 0.02), (-0.5 * reach, y, lift), (0.5 * reach, y, lift), (reach, y, 0.02)]
            prop.add(tube(path, 0.085, segments=8).turn(z=turn).move(z=height + 0.02), colour)


def cookie(prop: ToyShape) -> None:
    radius, thick, bite = prop.vary(0.95, 0.05), prop.vary(0.36), prop.vary(0.44, 0.1)
    turn = np.linspace(-math.pi, math.pi, 110, endpoint=False)
    beside = radius * np.sin(np.abs(turn).clip(max=math.pi / 2))
    inner = radius * np.cos(turn) - np.sqrt((bite**2 - beside**2).clip(0)) + 0.05 * np.abs(np.sin(16 * turn))
    rim = np.where(beside < bite, np.minimum(inner, radius), radius * (1 + 0.012 * np.sin(9 * turn)))
    around = turn + math.radians(prop.vary(50, 0.2))
    prop.add(extrude(np.stack([rim * np.cos(around), rim * np.sin(around)], axis=1), thick, bevel=0.1))
    for side in (-1, 1):
        for share, angle in spread_over_disc(17):
            place = math.radians(angle * side + prop.random.uniform(-12, 12))
            x, z = 0.88 * radius * share * math.cos(place), 0.88 * radius * share * math.sin(place)
            if math.hypot(x - radius * math.cos(around[55]), z - radius * math.sin(around[55])) > bite + 0.16:
                chip = sphere(prop.vary(0.12, 0.2), segments=12).stretch(y=0.55)
                prop.add(chip.move(x, side * thick / 2, z), "coffee")


def gingerbread_man(prop: ToyShape) -> None:
    head, hip, arm, thick = prop.vary(0.46, 0.06), prop.vary(0.48, 0.08), prop.vary(0.8, 0.06), prop.vary(0.3, 0.1)
    front, button = -thick / 2 - 0.01, prop.random.choice(("cherry", "leaf"))
    prop.add(cylinder(head, thick, bevel=0.08, segments=32).turn(x=90).move(z=1.85))
    prop.add(biscuit((0, 0.75), (0, 1.2), 0.44, 1.03 * thick))
    cuff = tube([(0.05 * (-1) ** i, front, 0.072 * i - 0.2) for i in range(7)], 0.045, segments=6)
    for side in (-1, 1):
        hand = prop.vary(1.3, 0.06)
        prop.add(biscuit((side * 0.1, 1.22), (side * arm, hand), 0.24, 0.97 * thick))
        prop.add(biscuit((side * 0.16, 0.8), (side * hip, 0.24), 0.27, 0.94 * thick))
        prop.add(cuff.move(0.92 * side * arm, z=hand), "snow")
        prop.add(cuff.turn(y=90 - 15 * side).move(side * (hip - 0.02), z=0.36), "snow")
        prop.add(sphere(0.07, segments=12).move(side * 0.17, front, 1.97), "charcoal")
    prop.add(tube([(-0.22, front, 1.78), (-0.1, front, 1.65), (0.1, front, 1.65), (0.22, front, 1.78)], 0.045), "snow")
    for z in (0.72, 0.98, 1.24):
        prop.add(sphere(0.1, segments=12).stretch(y=0.7).move(y=front, z=z), button)


def _bread_slice(width: float, height: float, depth: float) -> Part:
    """Returns a slice of a tin loaf, `depth` thick along Y: a square below a wider round crown."""
    angles = np.linspace(-0.35, math.pi + 0.35, 21)
    crown = [(0.56 * width * math.cos(a), height + 0.12 + 0.4 * width * math.sin(a)) for a in angles]
    return extrude([(-width / 2, 0), (width / 2, 0), *crown], depth, bevel=0.05)
