"""Books, papers and writing things. Each public function adds the parts of one kind to `prop`."""

from __future__ import annotations

import math

import numpy as np

from ..forms import upright_ring
from ..shapes import DARK, LIGHT, MAIN, ToyShape, arch, box, cylinder, extrude, lathe, rounded, sphere, torus, tube
from .parts import block_letters


def book(prop: ToyShape) -> None:
    width, height, depth = prop.vary(1.15, 0.1), prop.vary(1.6, 0.08), prop.vary(0.42, 0.15)
    prop.add(box(width - 0.14, depth - 0.12, height - 0.18, bevel=0.01).move(x=0.02), "cream")
    for side in (-1, 1):
        prop.add(box(width, 0.11, height, bevel=0.03).move(y=side * (depth / 2 - 0.04)))
    prop.add(cylinder(depth / 2 + 0.015, height, bevel=0.03).stretch(x=0.5).move(x=-width / 2 + 0.02))
    front = -depth / 2 - 0.02
    for share in (-0.36, 0.36):
        rib = cylinder(depth / 2 + 0.035, 0.1, bevel=0.02).stretch(x=0.52)
        prop.add(rib.move(x=-width / 2 + 0.02, z=share * height), "gold")
    for x in (-1, 1):
        for z in (-1, 1):
            corner = box(0.2, 0.06, 0.2, bevel=0.02)
            prop.add(corner.move(0.04 + x * (width / 2 - 0.13), front, z * (height / 2 - 0.11)), DARK)
    emblem = prop.random.choice((4, 24))
    prop.add(cylinder(0.27, 0.08, bevel=0.02, segments=emblem).turn(x=90).move(0.04, front, 0.1), "gold")


def notebook(prop: ToyShape) -> None:
    width, height, depth, count = prop.vary(1.2, 0.08), prop.vary(1.6, 0.08), prop.vary(0.2), prop.random.choice((8, 9))
    prop.add(box(width - 0.1, depth, height - 0.1, bevel=0.02).move(z=height / 2), "snow")
    for y in (-depth / 2 - 0.02, depth / 2 + 0.02):
        prop.add(box(width, 0.08, height, bevel=0.03).move(y=y, z=height / 2))
    for i in range(count):
        z = (i + 0.5) / count * height
        prop.add(torus(0.13, 0.04, segments=12).stretch(y=(depth + 0.2) / 0.3).move(-width / 2 + 0.02, 0, z), "steel")
        for y in (-1, 1):
            hole = cylinder(0.06, 0.06, bevel=0.01, segments=10).turn(x=90)
            prop.add(hole.move(0.13 - width / 2, y * (depth / 2 + 0.05), z), "charcoal")
    front = -depth / 2 - 0.06
    prop.add(box(0.62 * width, 0.06, 0.28 * height, bevel=0.01).move(0.06, front, 0.68 * height), "cream")
    for i in range(3):
        line = box(0.46 * width, 0.06, 0.05, bevel=0.01)
        prop.add(line.move(0.06, front - 0.02, (0.75 - 0.07 * i) * height), "charcoal")


def newspaper(prop: ToyShape) -> None:
    width, height, swing = prop.vary(1.2, 0.08), prop.vary(1.55, 0.06), prop.vary(26, 0.3)
    left, picture = prop.random.choice((-1, 1)), prop.random.choice(("glass", "leaf", "carrot"))
    page = [(box(width, 0.1, height, bevel=0.02).move(z=height / 2), MAIN)]
    page += [(bar.move(y=-0.06, z=0.8 * height), "charcoal") for bar in block_letters("NEWS", 0.22 * width)]
    page.append((box(0.9 * width, 0.06, 0.05, bevel=0.01).move(y=-0.05, z=0.74 * height), "charcoal"))
    side = 0.23 * left * width
    for row in range(13):
        for x in (-side, side):
            line = box(0.4 * width, 0.06, 0.05, bevel=0.01).move(x, 0, (0.94 - 0.07 * row) * height)
            page.append((line.move(y=0.05), "stone"))
            if row > 8 or (row > 3 and x == -side):
                page.append((line.move(y=-0.05), "stone"))
    page.append((box(0.4 * width, 0.09, 0.28 * height, bevel=0.02).move(side, -0.05, 0.52 * height), picture))
    page.append((sphere(0.12, segments=12).stretch(y=0.4).move(side, -0.09, 0.56 * height), "lemon"))
    for half in (0, 180):
        for part, colour in page:
            leaf = part.turn(z=half).move(x=width / 2 - 0.03)
            prop.add(leaf.turn(z=swing if half else -swing), colour)


def envelope(prop: ToyShape) -> None:
    width, height, tip = prop.vary(1.7, 0.08), prop.vary(1.15, 0.08), prop.vary(0.44, 0.1)
    prop.add(box(width, 0.2, height, bevel=0.04).move(z=height / 2))
    half, drop = 0.49 * width, 0.98 * height
    for x in (-1, 1):
        fold = [(x * half, 0.03), (0.04 * x * half, 0.5 * height)]
        prop.add(tube([(u, -0.09, z) for u, z in fold], 0.04, segments=6), DARK)
    prop.add(extrude([(0, tip * height), (half, drop), (-half, drop)], 0.12, bevel=0.03).move(y=-0.1), LIGHT)
    prop.add(cylinder(0.19, 0.12, bevel=0.03).turn(x=90).move(y=-0.16, z=tip * height + 0.08), "cherry")
    prop.add(torus(0.12, 0.035, segments=16).turn(x=90).move(y=-0.22, z=tip * height + 0.08), "cherry")
    prop.add(box(0.3, 0.06, 0.36, bevel=0.01).move(-0.36 * width, 0.1, 0.74 * height), "snow")
    prop.add(box(0.2, 0.06, 0.26, bevel=0.01).move(-0.36 * width, 0.12, 0.74 * height), "leaf")
    for i in range(3):
        line = box((0.5 - 0.08 * i) * width, 0.06, 0.06, bevel=0.01)
        prop.add(line.move((0.04 * i - 0.05) * -width, 0.09, (0.46 - 0.13 * i) * height), "charcoal")


def calendar(prop: ToyShape) -> None:
    width, height, lean, today = prop.vary(1.6), prop.vary(1.3, 0.06), prop.vary(20, 0.2), prop.random.randrange(28)
    board = box(width, 0.1, height, bevel=0.03).move(z=-height / 2)
    front = [(board, MAIN), (box(0.92 * width, 0.1, 0.92 * height, bevel=0.02).move(y=-0.04, z=-height / 2), "snow")]
    front.append((box(0.92 * width, 0.12, 0.2 * height, bevel=0.02).move(y=-0.05, z=-0.15 * height), MAIN))
    front.append((box(0.4 * width, 0.1, 0.07, bevel=0.01).move(y=-0.1, z=-0.15 * height), "snow"))
    for day in range(35):
        x, z = (day % 7 - 3) * 0.12 * width, (-0.33 - 0.13 * (day // 7)) * height
        colour = "cherry" if day == today else ("steel", "stone")[day % 7 == 6]
        if day < 31:
            front.append((box(0.085 * width, 0.08, 0.09 * height, bevel=0.02).move(x, -0.08, z), colour))
    for part, colour in front:
        prop.add(part.turn(x=-lean), colour)
    view = box(0.84 * width, 0.1, 0.8 * height, bevel=0.02).move(y=0.03, z=-height / 2)
    hill = extrude(arch(0.7 * width, 0.4 * height), 0.1, bevel=0.02).move(y=0.05, z=-0.88 * height)
    sun = cylinder(0.16, 0.1, bevel=0.02).turn(x=90).move(0.2 * width, 0.05, -0.32 * height)
    for part, colour in ((board, MAIN), (view, "glass"), (hill, "leaf"), (sun, "lemon")):
        prop.add(part.turn(x=lean).move(y=0.06), colour)
    for x in np.linspace(-0.4, 0.4, 9) * width:
        prop.add(torus(0.1, 0.04, segments=12).turn(y=90).move(x, 0.02, 0.01), "steel")


def pencil(prop: ToyShape) -> None:
    radius, length, tip = prop.vary(0.25, 0.1), prop.vary(1.6, 0.1), prop.vary(0.55)
    prop.add(cylinder(0.92 * radius, 0.4, bevel=0.08).move(z=0.18), "blossom")
    prop.add(lathe([(0, 0.28), (radius, 0.28), (radius, 0.6), (0, 0.6)]), "gold")
    for z in (0.34, 0.44, 0.54):
        prop.add(torus(radius, 0.045).move(z=z), "gold")
    prop.add(cylinder(1.14 * radius, length, bevel=0.02, segments=6).move(z=0.58 + length / 2))
    top = 0.57 + length
    prop.add(lathe([(0, 0), (1.1 * radius, 0), (0.04, tip), (0, tip)]).move(z=top), "dough")
    lead = prop.random.choice(("charcoal", MAIN))
    prop.add(lathe([(0, 0.6), (0.54 * radius, 0.6), (0.05, 1.06), (0, 1.06)]).stretch(z=tip).move(z=top), lead)


def crayon(prop: ToyShape) -> None:
    radius, length, tip = prop.vary(0.28, 0.1), prop.vary(1.6, 0.08), prop.vary(0.45)
    stick = [(0, 0), (radius, 0), (radius, length), (0.86 * radius, length + 0.02), (0.3 * radius, length + tip)]
    prop.add(lathe([*stick, (0.2 * radius, length + tip + 0.04), (0, length + tip + 0.04)], 32), DARK)
    prop.add(cylinder(radius + 0.035, 0.78 * length, bevel=0.02, segments=32).move(z=0.5 * length))
    for z in (0.2, 0.8):
        turn = np.linspace(0, 2 * math.pi, 49)
        wave = [(radius * math.cos(a), radius * math.sin(a), z * length + 0.05 * math.sin(8 * a)) for a in turn]
        prop.add(tube(wave, 0.07, segments=6, soft=False), "charcoal")
    label = sphere(1).stretch(0.6 * radius, 0.06, 0.2 * length)
    for side in (-1, 1):
        prop.add(label.move(y=side * (radius + 0.01), z=0.5 * length), "charcoal")


def inkwell(prop: ToyShape) -> None:
    radius, height, sides = prop.vary(0.72, 0.08), prop.vary(0.62, 0.1), prop.random.choice((6, 8, 32))
    length, lean = prop.vary(1.9, 0.08), prop.vary(24, 0.25)
    glass = [(0, 0), (1, 0), (1.05, 0.1), (0.9, 0.75), (0.5, 0.95), (0.4, 1), (0.4, 1.2), (0.52, 1.2), (0.52, 1.36)]
    well = [*glass, (0.36, 1.36), (0.34, 1), (0, 0.96)]
    prop.add(lathe(well, sides).turn(z=90 + 180 / sides).stretch(radius, radius, height))
    prop.add(cylinder(0.3 * radius, 0.3, bevel=0.02).move(z=1.1 * height), "charcoal")
    share = np.linspace(0, 1, 13)
    bend = 0.3 * share**2
    shaft = np.stack([bend, 0 * share, share * length], axis=1)
    quill = [(tube(shaft.tolist(), np.linspace(0.06, 0.03, 13).tolist(), segments=8, soft=False), "cream")]
    vane = [(0.02, 0.3), (0.24, 0.42), (0.3, 0.62), (0.22, 0.85), (0.02, 1.04)]
    outline = [*((x, z) for x, z in vane), *((-0.85 * x, z) for x, z in vane[::-1])]
    barb = extrude([(x + 0.3 * z**2, z * length) for x, z in rounded(outline)], 0.07, bevel=0.02)
    quill.append((barb, LIGHT))
    for part, colour in quill:
        prop.add(part.turn(y=lean, z=35).move(z=0.85 * height), colour)


def ruler(prop: ToyShape) -> None:
    width, length, tilt = prop.vary(0.46, 0.1), prop.vary(2.5, 0.08), prop.random.choice((0, 35))
    hoop = lathe([(0.06, -0.06), (0.11, -0.06), (0.11, 0.06), (0.06, 0.06)], 20, closed=True).turn(x=90)
    parts = [(box(width, 0.1, length, bevel=0.03), MAIN), (hoop.move(0.1 * width, 0, 0.46 * length), "steel")]
    for i in range(21):
        long = 0.22 if i % 5 else 0.42
        mark = box(long * width, 0.14, 0.05, bevel=0.01).move((long / 2 - 0.46) * width)
        parts.append((mark.move(z=(i - 10) * 0.042 * length), "charcoal"))
    for part, colour in parts:
        prop.add(part.turn(y=tilt), colour)


def scissors(prop: ToyShape) -> None:
    length, loop, spread = prop.vary(1.25, 0.1), prop.vary(0.27, 0.1), prop.vary(20, 0.25)
    outline = [(-0.13, -0.25), (0.13, -0.25), (0.16, 0.1), (0.1, 0.7 * length), (-0.1, length), (-0.13, 0.1)]
    blade = extrude(outline, 0.1, bevel=0.03)
    shank = tube([(0, 0, -0.02), (0.02, 0, -0.3), (-0.12, 0, -0.5)], 0.12)
    eye = upright_ring(loop, 0.11).stretch(z=1.25).move(x=-0.16, z=-0.8)
    for turn in (0, 180):
        for part, colour in ((blade, "steel"), (shank, MAIN), (eye, MAIN)):
            prop.add(part.turn(y=spread).move(y=0.055).turn(z=turn), colour)
    prop.add(cylinder(0.11, 0.3).turn(x=90), "gold")


def stapler(prop: ToyShape) -> None:
    width, length, gape = prop.vary(0.44, 0.1), prop.vary(1.9, 0.06), prop.vary(13, 0.25)
    hinge = 0.4 * length
    prop.add(sphere(1, squareness=0.75).stretch(width / 2, 0.52 * length, 0.1).move(z=0.1), DARK)
    prop.add(box(0.5 * width, 0.3, 0.08, bevel=0.02).move(y=0.14 - 0.42 * length, z=0.2), "steel")
    side = [(-0.8, 0), (0.05, 0), (0.07, 0.14), (0.02, 0.32), (-0.3, 0.44), (-0.7, 0.36), (-0.84, 0.2), (-0.84, 0)]
    cap = extrude([(y * length, z) for y, z in rounded(side)[:-1]], width, bevel=0.07).turn(z=90)
    rail = box(0.62 * width, 0.84 * length, 0.2, bevel=0.03).move(y=-0.38 * length, z=-0.05)
    for part, colour in ((cap, MAIN), (rail, "steel")):
        prop.add(part.turn(x=-gape).move(y=hinge, z=0.38), colour)
    prop.add(box(0.8 * width, 0.4, 0.36, bevel=0.05).move(y=hinge, z=0.28), "charcoal")
    prop.add(cylinder(0.09, width + 0.1, bevel=0.02, segments=16).turn(y=90).move(y=hinge, z=0.38), "steel")


def tape_dispenser(prop: ToyShape) -> None:
    width, length, roll = prop.vary(0.6, 0.08), prop.vary(1.9, 0.06), prop.vary(0.5, 0.06)
    hub, back, nose = 0.26 + roll, 0.16 * length, -0.46 * length
    prop.add(box(width, length, 0.3, bevel=0.06).move(z=0.15))
    cheek = [(-0.36, 0.1), (0.36, 0.1), (0.2, hub), (0.1, hub + 0.14), (-0.1, hub + 0.14), (-0.2, hub)]
    for x in (-0.44 * width, 0.44 * width):
        prop.add(extrude(rounded([*cheek, cheek[0]], 1)[:-1], 0.1, bevel=0.03).turn(z=90).move(x, back), DARK)
    post = [(-0.12, 0.1), (0.4, 0.1), (0.1, 0.74), (-0.12, 0.74)]
    prop.add(extrude(post, width, bevel=0.05).turn(z=90).move(y=nose))
    for inner, outer, wide, colour in ((0.58, 1, 0.68, "lemon"), (0.42, 0.6, 0.72, "dough")):
        section = [(inner, -0.5), (outer, -0.5), (outer, 0.5), (inner, 0.5)]
        ring = lathe([(r * roll, x * wide * width) for r, x in section], 40, closed=True)
        prop.add(ring.turn(y=90).move(y=back, z=hub), colour)
    prop.add(cylinder(0.12, width + 0.06, bevel=0.03).turn(y=90).move(y=back, z=hub), "charcoal")
    tape = np.array([(back - 0.2 * roll, hub + 0.93 * roll), (nose - 0.02, 0.76)])
    (y, z), (u, v) = tape.mean(axis=0), tape[0] - tape[1]
    strip = box(0.64 * width, math.hypot(u, v), 0.06, bevel=0.01).turn(x=math.degrees(math.atan2(v, u)))
    prop.add(strip.move(0, y, z), "lemon")
    for x in np.linspace(-0.38, 0.38, 6) * width:
        tooth = extrude([(-0.05, -0.04), (0.05, -0.04), (0, 0.12)], 0.08, bevel=0.01)
        prop.add(tooth.move(x, nose - 0.13, 0.78), "steel")


def pushpin(prop: ToyShape) -> None:
    wide, tall, needle, lean = prop.vary(0.42, 0.08), prop.vary(0.95, 0.1), prop.vary(0.85, 0.1), prop.vary(24, 0.5)
    rim = [(0, 0), (1, 0), (1.08, 0.05), (1.08, 0.14), (0.98, 0.2), (0.55, 0.26), (0.46, 0.4), (0.5, 0.72)]
    head = lathe([*rim, (0.78, 0.84), (0.84, 0.92), (0.78, 1), (0, 1)], 32).stretch(wide, wide, tall)
    point = lathe([(0, -needle), (0.07, 0.2 - needle), (0.07, 0.1), (0, 0.1)], 16)
    for part, colour in ((head, MAIN), (point, "steel")):
        prop.add(part.turn(x=-lean, y=lean), colour)
