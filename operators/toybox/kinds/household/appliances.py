"""Household appliances and small household things. Each function adds the parts of one kind to `prop`."""

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
    loft,
    rounded,
    sphere,
    torus,
    tube,
)
from .parts import disc, four, pull

LANDS = (  # (east, north and size in degrees, lobes of the outline, colour)
    (80, 45, 40, 3, "leaf"),
    (18, 2, 30, 2, "dough"),
    (-98, 46, 32, 3, "leaf"),
    (-60, -20, 25, 2, "leaf"),
    (136, -26, 20, 2, "dough"),
    (-40, 76, 14, 3, "snow"),
    (0, -90, 20, 5, "snow"),
)


def toaster(prop: ToyShape) -> None:
    width, depth, height, done = prop.vary(1.35, 0.1), prop.vary(0.8, 0.1), prop.vary(0.85, 0.1), prop.vary(0.18, 0.4)
    top, side = height + 0.1, width / 2
    prop.add(box(width, depth, height, bevel=0.14).move(z=height / 2 + 0.1))
    prop.add(box(width + 0.04, depth + 0.04, 0.14, bevel=0.04).move(z=0.16), DARK)
    prop.add(box(0.66 * width, 0.8 * depth, 0.1, bevel=0.03).move(z=top - 0.01), "steel")
    half = [(0.9, -1), (0.9, 0.3), (1, 0.42), (1, 0.78), (0.8, 1)]
    outline = np.array([*half, *((-x, z) for x, z in half[::-1])]) * (0.27 * width, 0.3)
    for y, rise in ((-0.2 * depth, top + done), (0.2 * depth, top + done + 0.01)):
        prop.add(box(0.6 * width, 0.2, 0.1, bevel=0.02).move(0, y, top + 0.01), "charcoal")
        prop.add(extrude(outline, 0.13, bevel=0.03).move(0, y, rise), "wood")
        prop.add(extrude(0.8 * outline, 0.15, bevel=0.02).move(0, y, rise), "dough")
    prop.add(box(0.1, 0.1, 0.5 * height, bevel=0.02).move(side, 0, 0.2 + height / 2), "charcoal")
    prop.add(box(0.2, 0.3, 0.13, bevel=0.04).move(side + 0.08, 0, 0.1 + (1 - 2 * done) * 0.6 * height), LIGHT)
    four(prop, cylinder(0.09, 0.18, bevel=0.02).move(z=0.06), width - 0.3, depth - 0.25)


def refrigerator(prop: ToyShape) -> None:
    width, depth, height, split = prop.vary(1.0, 0.1), prop.vary(0.8, 0.1), prop.vary(1.9, 0.08), prop.vary(0.66, 0.08)
    side, front = prop.random.choice((-1, 1)), -depth / 2 - 0.1
    prop.add(box(width, depth, height, bevel=0.07).move(z=height / 2 + 0.1))
    prop.add(box(width - 0.08, 0.2, height - 0.12, bevel=0.02).move(y=-depth / 2, z=height / 2 + 0.1), "charcoal")
    for low, high, grip in ((0, split, -0.3), (split, 1, 0.2)):
        door = box(width, 0.2, (high - low) * height - 0.06, bevel=0.06)
        prop.add(door.move(y=front, z=(low + high) / 2 * height + 0.1))
        handle = pull(abs(grip), 0.16).move(side * (width / 2 - 0.15), front - 0.06)
        prop.add(handle.move(z=0.1 + split * height + 1.4 * grip), "steel")
    note = box(0.26, 0.06, 0.32, bevel=0.01).turn(y=prop.random.uniform(-12, 12))
    prop.add(note.move(-0.1 * side, front - 0.09, 0.46 * height), "snow")
    for x, z, colour in ((-0.1, 0.52, "cherry"), (-0.3, 0.58, "leaf"), (-0.24, 0.4, "lemon")):
        prop.add(disc(0.065, 0.1).move(side * x * width, front - 0.1, z * height), colour)
    prop.add(box(0.7 * width, 0.1, 0.3, bevel=0.02).move(y=depth / 2, z=0.36), "charcoal")
    coil = [((-1) ** (i // 2) * 0.34 * width, depth / 2 + 0.04, 0.62 + 0.11 * i) for i in range(10)]
    prop.add(tube(coil, 0.035, segments=8), "charcoal")
    four(prop, cylinder(0.09, 0.18, bevel=0.02).move(z=0.06), width - 0.2, depth - 0.2)


def washing_machine(prop: ToyShape) -> None:
    width, depth, height, eye = prop.vary(1.2, 0.08), prop.vary(1.05, 0.1), prop.vary(1.4, 0.08), prop.vary(0.4, 0.08)
    front, middle, top = -depth / 2, 0.1 + 0.43 * height, height - 0.08
    prop.add(box(width, depth, height).move(z=0.06 + height / 2))
    prop.add(box(width + 0.06, depth + 0.06, 0.1, bevel=0.03).move(z=0.06 + height), LIGHT)
    prop.add(box(width - 0.08, 0.1, 0.26, bevel=0.03).move(y=front, z=top), "snow")
    prop.add(box(0.32 * width, 0.1, 0.18, bevel=0.02).move(-0.29 * width, front - 0.03, top), LIGHT)
    prop.add(box(0.26, 0.1, 0.13, bevel=0.02).move(0.06 * width, front - 0.03, top), "charcoal")
    prop.add(disc(0.1, 0.24).move(0.34 * width, front - 0.04, top), "charcoal")
    for share, length, colour in ((1.18, 0.14, DARK), (1.0, 0.22, "steel"), (0.78, 0.24, "charcoal")):
        prop.add(disc(share * eye, length, segments=36).move(y=front, z=middle), colour)
    prop.add(torus(0.9 * eye, 0.11).turn(x=90).move(y=front - 0.1, z=middle), "snow")
    prop.add(sphere(0.8 * eye).stretch(y=0.35).move(y=front - 0.06, z=middle), "glass")
    prop.add(box(0.1, 0.14, 0.26, bevel=0.03).move(0.92 * eye, front - 0.2, middle), "charcoal")
    prop.add(box(0.7 * width, 0.1, 0.6 * height, bevel=0.03).move(y=depth / 2, z=0.45 * height), DARK)
    four(prop, cylinder(0.09, 0.18, bevel=0.02).move(z=0.06), width - 0.24, depth - 0.24)


def microwave_oven(prop: ToyShape) -> None:
    width, depth, height, share = prop.vary(1.6, 0.08), prop.vary(0.95, 0.1), prop.vary(0.9, 0.1), prop.vary(0.68, 0.04)
    front, middle, left, right = -depth / 2, 0.08 + height / 2, (share - 1) * width / 2, share * width / 2
    prop.add(box(width, depth, height, bevel=0.05).move(z=middle))
    for border, out, colour in ((0.06, 0.01, LIGHT), (0.36, 0.05, "charcoal"), (0.5, 0.06, "glass")):
        pane = box(share * width - border, 0.12, height - 0.03 - 0.9 * border, bevel=0.02)
        prop.add(pane.move(left - border / 6, front - out, middle), colour)
    prop.add(pull(0.36 * height, 0.18).move(left + right - 0.13, front - 0.04, middle), "steel")
    panel = (1 - share) * width - 0.06
    prop.add(box(panel, 0.12, height - 0.08, bevel=0.03).move(right, front, middle), "charcoal")
    prop.add(box(panel - 0.1, 0.1, 0.17, bevel=0.02).move(right, front - 0.03, middle + 0.3 * height), "leaf")
    for i in range(12):
        key = box(0.24 * panel, 0.1, 0.09, bevel=0.02).move((i % 3 - 1) * 0.3 * panel, 0, -0.13 * (i // 3))
        prop.add(key.move(right, front - 0.03, middle + 0.09), "cream")
    prop.add(box(0.6 * width, 0.14, 0.7 * height, bevel=0.04).move(y=depth / 2, z=middle), DARK)
    four(prop, cylinder(0.09, 0.18, bevel=0.02).move(z=0.06), width - 0.3, depth - 0.25)


def laptop(prop: ToyShape) -> None:
    width, depth, lean = prop.vary(1.6, 0.1), prop.vary(1.1, 0.08), prop.vary(18, 0.5)
    prop.add(box(width, depth, 0.14, bevel=0.04).move(z=0.07))
    prop.add(box(width - 0.16, 0.52 * depth, 0.06, bevel=0.01).move(y=0.15 * depth, z=0.13), "steel")
    prop.add(box(0.34 * width, 0.24 * depth, 0.06, bevel=0.02).move(y=-0.3 * depth, z=0.13), LIGHT)
    keys = [(i % 10 - 4.5, 2.75 - i // 10, 1) for i in range(30)] + [(-3.5, -0.25, 3), (0, -0.25, 4), (3.5, -0.25, 3)]
    pitch, row = (width - 0.24) / 10, 0.12 * depth
    for x, y, wide in keys:
        key = box(wide * pitch - 0.03, row - 0.03, 0.07, bevel=0.015)
        prop.add(key.move(x * pitch, y * row, 0.17), "charcoal")
    prop.add(cylinder(0.07, 0.8 * width, bevel=0.02, segments=16).turn(y=90).move(y=depth / 2, z=0.15), "charcoal")
    tall, icons = 0.96 * depth, prop.random.sample(("cherry", "leaf", "lemon", "carrot"), 3)
    screen = [(width, tall, 0, 0, 0.0, MAIN), (0.32, 0.32, 0, 0, -0.02, LIGHT)]
    screen += [(width - b, tall - b, 0, 0, out, c) for b, out, c in ((0.1, 0.03, "charcoal"), (0.24, 0.045, "glass"))]
    screen += [(0.42 * width, 0.5 * tall, -0.16 * width, 0.04 * tall, 0.06, "snow")]
    screen += [(0.2 * width, 0.1, 0.26 * width, 0.2 - 0.17 * i, 0.06, icons[i]) for i in range(3)]
    for wide, high, x, z, out, colour in screen:
        part = box(wide, 0.1, high, bevel=0.02).move(x, -out, z + tall / 2)
        prop.add(part.turn(x=-lean).move(y=depth / 2, z=0.14), colour)


def telephone(prop: ToyShape) -> None:
    width, depth, height, dial = prop.vary(1.2, 0.08), prop.vary(1.1, 0.06), prop.vary(0.62, 0.1), prop.vary(0.4, 0.06)
    profile = [(-0.5, 0), (0.5, 0), (0.5, 0.7 * height), (0.4, height), (0.1, height), (-0.5, 0.2)]
    prop.add(extrude([(y * depth, z) for y, z in profile], width, bevel=0.1).turn(z=90))
    prop.add(box(width + 0.08, depth + 0.08, 0.12, bevel=0.04).move(z=0.05), DARK)
    face = [(cylinder(dial, 0.14, bevel=0.02, segments=32), DARK), (cylinder(0.9 * dial, 0.2), "cream")]
    stop = box(0.24, 0.06, 0.1, bevel=0.02).move(0.8 * dial, -0.4 * dial, 0.1)
    face += [(cylinder(0.34 * dial, 0.24, bevel=0.02), MAIN), (stop, "steel")]
    hole, lean = cylinder(0.13 * dial, 0.22, bevel=0.01, segments=12), math.atan2(height - 0.2, 0.6 * depth)
    face += [(hole.move(x, y), "charcoal") for x, y, angle in circle(12, 0.64 * dial) if not 270 < angle < 360]
    for part, colour in face:
        prop.add(part.turn(x=math.degrees(lean)).move(0, -0.2 * depth, 0.1 + height / 2), colour)
    rest, reach = 0.27 * depth, 0.5 * width + 0.1
    prong = box(0.2, 0.1, 0.5, bevel=0.03).move(y=rest, z=height + 0.12)
    four(prop, prong, 0.48 * width, 0.34, DARK)
    grip = [(-reach, rest, 0.26), (-0.6 * reach, rest, 0.36), (0.6 * reach, rest, 0.36), (reach, rest, 0.26)]
    prop.add(tube(grip, [0.12, 0.11, 0.11, 0.12], segments=16).move(z=height))
    cup = lathe([(0, -0.2), (0.2, -0.2), (0.25, -0.14), (0.22, 0), (0.12, 0.14), (0, 0.14)])
    for x in (-reach, reach):
        prop.add(cup.move(x, rest, height + 0.16))
    cord = [(-reach, rest, height), (-reach - 0.16, rest, 0), (-reach, 0.4 * depth, 0.1), (0.4 - reach, 0.5, 0.12)]
    prop.add(_coil(rounded(cord, 5), 0.07, 0.035, 10), "charcoal")


def radio(prop: ToyShape) -> None:
    width, depth, height = prop.vary(1.6, 0.08), prop.vary(0.5, 0.1), prop.vary(0.95, 0.08)
    front, middle, speaker, right = -depth / 2, height / 2, prop.vary(0.34, 0.06), 0.24 * width
    prop.add(box(width, depth, height, bevel=0.1).move(z=middle))
    prop.add(box(width - 0.14, 0.1, height - 0.16, bevel=0.03).move(y=front, z=middle), LIGHT)
    for part, colour in ((cylinder(speaker, 0.16), "charcoal"), (torus(speaker, 0.07).move(z=0.07), "steel")):
        prop.add(part.turn(x=90).move(-right, front, middle), colour)
    for z in (-0.6, -0.2, 0.2, 0.6):
        slat = box(2 * speaker * math.sqrt(1 - z * z), 0.1, 0.07, bevel=0.02)
        prop.add(slat.move(-right, front - 0.07, middle + z * speaker), "cream")
    prop.add(box(0.42 * width, 0.1, 0.3, bevel=0.02).move(right, front - 0.03, middle + 0.2), "cream")
    for i in range(-3, 4):
        mark = box(0.045, 0.06, 0.14 - 0.06 * (i % 2), bevel=0.01)
        prop.add(mark.move(right + 0.055 * i * width, front - 0.07, middle + 0.25), "charcoal")
    needle = box(0.06, 0.08, 0.28, bevel=0.02).move(prop.random.uniform(-0.14, 0.14) * width)
    prop.add(needle.move(right, front - 0.08, middle + 0.2), "cherry")
    for x in (0.12 * width, 0.36 * width):
        prop.add(disc(0.15, 0.26).move(x, front - 0.04, middle - 0.2), "charcoal")
    prop.add(pull(0.4 * width, prop.vary(0.34)).turn(x=-90, z=90).move(z=height - 0.08), DARK)
    length, lean = prop.vary(1.0), prop.vary(26, 0.4)
    for part in (cylinder(0.05, length, top=0.04, segments=10), sphere(0.07, segments=12).move(z=length / 2)):
        prop.add(part.move(z=length / 2).turn(y=lean).move(0.36 * width, -front - 0.12, height - 0.08), "steel")
    prop.add(box(0.6 * width, 0.1, 0.6 * height, bevel=0.03).move(y=-front, z=middle), DARK)


def candle(prop: ToyShape) -> None:
    radius, height, dish = prop.vary(0.4, 0.2), prop.vary(1.1, 0.2), prop.vary(0.74, 0.08)
    saucer = [(0, 0), (0.6 * dish, 0), (dish, 0.14), (dish, 0.22), (dish - 0.1, 0.22), (0.55 * dish, 0.1), (0, 0.1)]
    prop.add(lathe(saucer, 32), "gold")
    prop.add(torus(0.17, 0.06, segments=24).turn(x=90).move(x=dish + 0.12, z=0.18), "gold")
    wax = [(0, 0.08), (radius, 0.08), (radius, height), (0.9 * radius, height + 0.06), (0.7 * radius, height - 0.02)]
    prop.add(lathe([*wax, (0, height - 0.06)], 32))
    for x, y, turn in circle(7, radius, prop.random.uniform(0, 360)):
        run = height * prop.random.uniform(0.25, 0.8)
        drip = [(-0.12, 0, height), (0, 0, height + 0.02), (0.02, 0, height - 0.1), (0.03, 0, run)]
        prop.add(tube(drip, [0.09, 0.09, 0.075, 0.07], segments=10).turn(z=turn).move(x, y), LIGHT)
        prop.add(sphere(0.1, segments=12).stretch(z=1.4).move(1.05 * x, 1.05 * y, run), LIGHT)
    prop.add(cylinder(0.045, 0.24, bevel=0.01, segments=12).move(z=height + 0.04), "charcoal")
    flame = [(0, 0), (0.13, 0.02), (0.19, 0.2), (0.06, 0.42), (0, 0.58)]
    prop.add(lathe(flame, soft=True).move(z=height + 0.1), "carrot")


def light_bulb(prop: ToyShape) -> None:
    radius, length, neck, screw = prop.vary(0.7), prop.vary(1.25, 0.12), prop.vary(0.34, 0.12), prop.vary(0.42)
    low = [(0, 0), (neck, 0), (neck, 0.14), (0.7 * radius, prop.vary(0.36, 0.2))]
    glass = [*low, (1.1 * radius, 0.6), (1.08 * radius, 1.05), (0.62 * radius, 1.3), (0, 1.34)]
    prop.add(lathe(glass, 32, soft=True).stretch(z=length).move(z=screw))
    prop.add(lathe([(0, -0.2), (0.14, -0.2), (0.2, -0.1), (neck - 0.04, 0), (0, 0.04)]), "charcoal")
    prop.add(cylinder(neck - 0.03, screw + 0.1, bevel=0.03).move(z=screw / 2 + 0.04), "steel")
    prop.add(_coil(np.linspace((0, 0, 0.14 * screw), (0, 0, 0.88 * screw), 73), neck, 0.05, 3), "steel")
    prop.add(torus(neck, 0.05).move(z=screw + 0.04), DARK)


def flashlight(prop: ToyShape) -> None:
    grip, head, length, rim = prop.vary(0.25, 0.1), prop.vary(0.5, 0.12), prop.vary(1.3, 0.06), prop.vary(1.8, 0.03)
    tail = [(0, 0), (grip - 0.04, 0), (grip, 0.06), (grip, length - 0.04), (head - 0.02, length + 0.24), (head, rim)]
    bowl = [(head - 0.09, rim), (head - 0.12, rim - 0.08), (0.1, length + 0.06), (0, length + 0.06)]
    deep = rim - length
    dish = [(0, 0), (0.1, 0), (head - 0.1, deep - 0.12), (head - 0.1, deep - 0.06), (0.1, 0.1), (0, 0.1)]
    knurl = lathe([(0, -0.17), (grip + 0.03, -0.17), (grip + 0.03, 0.17), (0, 0.17)], 48, ribs=12, depth=0.05)
    parts = [(lathe([*tail, *bowl], 32), MAIN), (torus(head - 0.04, 0.075).move(z=rim), DARK)]
    parts += [(lathe(dish).move(z=length + 0.02), "lemon"), (sphere(0.14).move(z=length + 0.22), "snow")]
    parts += [(knurl.move(z=share * length), "charcoal") for share in (0.22, 0.5)]
    parts += [(cylinder(grip + 0.05, 0.14).move(z=0.05), DARK), (torus(grip, 0.07).move(z=length - 0.06), DARK)]
    for part, colour in parts:
        prop.add(part.turn(x=90).move(z=head), colour)
    for y, size, z, colour in ((-0.76, 0.36, 0.0, "charcoal"), (-0.8, 0.18, 0.06, "cherry")):
        prop.add(box(0.1 + 0.3 * size, size, 0.13, bevel=0.03).move(0, y * length, head + grip + z), colour)
    prop.add(torus(0.13, 0.05, segments=20).turn(y=90).move(y=0.1, z=head), "steel")


def toilet(prop: ToyShape) -> None:
    radius, rim, long, tank = prop.vary(0.52, 0.08), prop.vary(0.78, 0.08), prop.vary(1.25, 0.06), prop.vary(0.75, 0.1)
    stem = [(0, 0), (0.72, 0), (0.7, 0.1), (0.5, 0.3), (0.56, 0.5), (0.96, 0.78), (1.04, 0.95), (1, 1)]
    bowl = [(0.76, 1), (0.72, 0.8), (0.4, 0.6), (0, 0.55)]
    prop.add(lathe(stem + bowl, 32, soft=True).stretch(radius, long * radius, rim))
    prop.add(cylinder(0.6 * radius, 0.08, bevel=0.02).stretch(y=long).move(z=0.72 * rim), "glass")
    prop.add(torus(0.92 * radius, 0.13).stretch(y=long, z=0.5).move(z=rim + 0.04), LIGHT)
    back, top = long * radius, rim + tank
    prop.add(box(0.9 * radius, 0.66, 0.86 * rim, bevel=0.06, taper=1.2).move(y=back, z=0.43 * rim))
    prop.add(box(1.5 * radius, 0.4, 0.16, bevel=0.05).move(y=back - 0.02, z=rim - 0.02))
    prop.add(box(2.1 * radius, 0.44, tank, bevel=0.08, taper=1.05).move(y=back + 0.2, z=rim + tank / 2))
    prop.add(box(2.35 * radius, 0.56, 0.13, bevel=0.05).move(y=back + 0.2, z=top + 0.03), LIGHT)
    lid = cylinder(radius, 0.1, bevel=0.03, segments=32).stretch(y=long).move(y=-back)
    prop.add(lid.turn(x=-prop.vary(76, 0.06)).move(y=back - 0.16, z=rim + 0.08), LIGHT)
    lever = tube([(0, 0.1, 0), (0, -0.1, 0), (-0.26, -0.1, -0.03)], 0.05)
    prop.add(lever.move(prop.random.choice((0.3, 0.8)) * radius, back - 0.04, rim + 0.8 * tank), "steel")


def globe(prop: ToyShape) -> None:
    radius, tilt, height = prop.vary(0.75, 0.1), prop.vary(23, 0.3), prop.vary(0.45)
    ring, spin, metal = radius + 0.14, prop.random.uniform(-120, 20), prop.random.choice(("gold", "steel", "wood"))
    arc = [(ring * math.cos(a), 0.0, ring * math.sin(a)) for a in np.radians(np.linspace(-94, 94, 33))]
    parts = [(sphere(radius, segments=32), MAIN), (tube(arc, 0.065, soft=False), metal)]
    parts += [(cylinder(0.07, 2 * ring + 0.3, bevel=0.02, segments=16), metal)]
    parts += [(_land(radius, *shape).turn(y=90 - north, z=east + spin), c) for east, north, *shape, c in LANDS]
    for part, colour in parts:
        prop.add(part.turn(y=tilt).move(z=height + ring), colour)
    foot = [(0, 0), (0.55, 0), (0.55, 0.08), (0.3, 0.16), (0.1, 0.26), (0.08, height), (0, height + 0.04)]
    prop.add(lathe(foot, 32), DARK)


def _coil(path: np.ndarray, radius: float, thickness: float, turns: int) -> Part:
    """Returns a wire that winds about a path (N, 3), which is best upright."""
    angle = np.linspace(0, 2 * math.pi * turns, len(path))[:, None]
    around = radius * np.hstack([np.cos(angle), np.sin(angle), 0 * angle])
    return tube((path + around).tolist(), thickness, segments=6, soft=False)


def _land(radius: float, size: float, lobes: int) -> Part:
    """Returns a land at the north pole of a globe, `size` degrees from its middle to its coast."""
    angle = np.linspace(0, 2 * math.pi, 36, endpoint=False)
    coast = math.radians(size) * (1 + 0.22 * np.cos(lobes * angle) + 0.1 * np.cos((2 * lobes + 3) * angle + 1))
    rings = []
    for share, rise in ((0.96, -0.06), (1, 0.02), (0.9, 0.035), (0.6, 0.035), (0.3, 0.035), (0, 0.035)):
        ring = np.stack([np.sin(share * coast) * np.cos(angle), np.sin(share * coast) * np.sin(angle)], axis=1)
        rings.append((radius + rise) * np.column_stack([ring, np.cos(share * coast)]))
    return loft(np.array(rings))
