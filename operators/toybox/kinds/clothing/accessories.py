"""Bags, jewellery, glasses and the umbrella. Each public function adds the parts of one kind to `prop`."""

from __future__ import annotations

import math

import numpy as np

from ..forms import front_to_back_loft, oval_ring
from ..shapes import DARK, LIGHT, MAIN, ToyShape, arch, box, circle, cylinder, extrude, lathe, sphere, torus, tube


def handbag(prop: ToyShape) -> None:
    half, deep, height, top = prop.vary(0.8, 0.06), prop.vary(0.36, 0.1), prop.vary(0.95, 0.1), prop.vary(0.75, 0.08)
    rows = [(1, 1, 0), (1, 1, 0), (1.06, 1.06, 0.2), (top, 0.6, 0.96), (top, 0.56, 1), (0.8 * top, 0.4, 1.02)]
    prop.add(front_to_back_loft([(x * half, -y * deep, y * deep, z * height) for x, y, z in rows], 0.5))
    lean = math.degrees(math.atan2(0.46 * deep, 0.76 * height))
    flap = extrude(arch(1.5 * top * half, 0.62 * height), 0.12, bevel=0.05).turn(y=180).turn(x=-lean)
    prop.add(flap.move(y=-0.6 * deep, z=height), DARK)
    prop.add(box(0.24, 0.14, 0.18, bevel=0.04).turn(x=-lean).move(y=-0.97 * deep - 0.02, z=0.42 * height), "gold")
    reach, low, arc = 0.62 * top * half, height - 0.1, height + prop.vary(0.75)
    for y in (-0.35 * deep, 0.35 * deep):
        prop.add(tube([(-reach, y, low), (-reach, y, arc), (reach, y, arc), (reach, y, low)], 0.06), DARK)
        for x in (-reach, reach):
            prop.add(torus(0.08, 0.05, segments=16).move(x, y, height + 0.06), "gold")


def backpack(prop: ToyShape) -> None:
    half, deep, height = prop.vary(0.62, 0.08), prop.vary(0.36, 0.1), prop.vary(1.6, 0.08)
    rows = [(0.9, 1, 0), (0.98, 1.1, 0), (1.05, 1.1, 0.2), (1, 1, 0.7), (0.95, 0.9, 0.98), (0.4, 0.4, 1.02)]
    prop.add(front_to_back_loft([(x * half, -y * deep, y * deep, z * height) for x, y, z in rows], 0.4))
    pocket = box(1.4 * half, 0.4, 0.44 * height, bevel=0.12).move(y=-deep - 0.02, z=0.28 * height)
    prop.add(pocket, DARK)
    prop.add(box(1.44 * half, 0.44, 0.13 * height, bevel=0.06).move(y=-deep - 0.02, z=0.47 * height), LIGHT)
    prop.add(box(0.16, 0.1, 0.2, bevel=0.02).move(y=-deep - 0.25, z=0.42 * height), "gold")
    prop.add(torus(0.17, 0.06, segments=20).turn(x=90).move(z=1.02 * height), "charcoal")
    for side in (-1, 1):
        x, back = 0.5 * side * half, 0.8 * deep
        strap = [(x, back, 0.93 * height), (x, deep + 0.5, 0.85 * height), (1.3 * x, deep + 0.4, 0.25 * height)]
        prop.add(tube([*strap, (1.6 * x, back, 0.12 * height)], 0.1), DARK)
        prop.add(sphere(1, squareness=0.3).stretch(0.2, 0.26, 0.3).move(side * (half + 0.05), 0, 0.32), DARK)


def suitcase(prop: ToyShape) -> None:
    width, depth, height = prop.vary(1.75, 0.08), prop.vary(0.58, 0.1), prop.vary(1.15, 0.1)
    prop.add(box(width, depth, height, bevel=0.1).move(z=height / 2))
    prop.add(box(width + 0.06, 0.1, height + 0.06, bevel=0.02).move(z=height / 2), DARK)
    for side in (-1, 1):
        prop.add(box(0.17, depth + 0.08, height + 0.08, bevel=0.04).move(side * 0.28 * width, 0, height / 2), "wood")
        buckle = box(0.26, 0.1, 0.2, bevel=0.03)
        prop.add(buckle.move(side * 0.28 * width, -depth / 2 - 0.05, 0.7 * height), "gold")
        for z in (0.1, height - 0.1):
            prop.add(box(0.26, depth + 0.05, 0.26, bevel=0.06).move(side * (width / 2 - 0.1), 0, z), DARK)
    handle = [(-0.3, 0, 0), (-0.28, 0, 0.3), (0.28, 0, 0.3), (0.3, 0, 0)]
    prop.add(tube(handle, 0.08).move(z=height), "wood")


def umbrella(prop: ToyShape) -> None:
    radius, rise, length = prop.vary(1.1, 0.08), prop.vary(0.62), prop.vary(1.7, 0.1)
    below = [(0, 0.12), (0.5 * radius, 0.1), (0.93 * radius, -0.06)]
    above = [(radius, 0), (0.93 * radius, 0.3 * rise), (0.6 * radius, 0.8 * rise), (0, rise)]
    prop.add(lathe(below + above, segments=32, ribs=8, depth=0.05).move(z=length))
    for i in range(8):
        rib = [(0, 0, rise), (0.6 * radius, 0, 0.8 * rise), (0.95 * radius, 0, 0.3 * rise), (1.03 * radius, 0, 0)]
        prop.add(tube(rib, 0.045, segments=6).turn(z=45 * i).move(z=length), DARK)
    prop.add(lathe([(0, 0), (0.13, 0), (0.06, 0.25), (0, 0.25)]).move(z=length + rise - 0.04), "gold")
    hook = prop.vary(0.24, 0.1)
    prop.add(tube([(0, 0, length + 0.4), (0, 0, 0.5), (0, 0, 0.3)], 0.085), "steel")
    prop.add(tube([(0, 0, 0.55), (0, 0, 0.2), (0, 0, -0.05), (2 * hook, 0, -0.05), (2 * hook, 0, 0.25)], 0.12), "wood")


def glasses(prop: ToyShape) -> None:
    wide, squareness, reach = prop.vary(0.42, 0.08), prop.random.choice((0, 0, 0.45)), prop.vary(1.25, 0.08)
    high, gap = wide * prop.vary(0.88, 0.1), prop.vary(0.14, 0.2)
    x, z = oval_ring(41, squareness)
    rim = tube([(wide * u, 0, high * v) for u, v in zip(x, z, strict=True)], 0.08, soft=False)
    lens = extrude(np.stack([wide * x, high * z], axis=1)[:-1], 0.06, bevel=0.01)
    for side in (-1, 1):
        middle, edge = side * (wide + gap), side * (2 * wide + gap + 0.05)
        prop.add(rim.move(middle))
        prop.add(lens.move(middle), "glass")
        prop.add(box(0.16, 0.2, 0.17, bevel=0.03).move(edge, 0.02, 0.3 * high), DARK)
        ear = [(0, 0, 0), (0, reach, 0), (0, reach + 0.2, -0.12), (0, reach + 0.3, -0.42)]
        prop.add(tube(ear, [0.06, 0.06, 0.075, 0.085]).move(edge, 0.05, 0.3 * high))
    bridge = [(-gap - 0.1, 0, 0.1 * high), (0, -0.02, 0.5 * high), (gap + 0.1, 0, 0.1 * high)]
    prop.add(tube(bridge, 0.075), DARK)


def wristwatch(prop: ToyShape) -> None:
    radius, wide, face = prop.vary(0.62, 0.06), prop.vary(0.48, 0.1), prop.vary(0.48, 0.06)
    metal, front, back = prop.random.choice(("gold", "steel")), -0.9 * radius - 0.08, 0.9 * radius + 0.08
    strap = [(0, -0.5 * wide), (0.1, 0.03 - 0.5 * wide), (0.1, 0.5 * wide - 0.03), (0, 0.5 * wide)]
    prop.add(lathe([(radius + r, x) for r, x in strap], 48, closed=True).turn(y=90).stretch(y=0.9))
    prop.add(cylinder(face, 0.26, bevel=0.05, segments=40).turn(x=90).move(y=front), metal)
    prop.add(torus(0.9 * face, 0.07).turn(x=90).move(y=front - 0.12), metal)
    prop.add(cylinder(0.86 * face, 0.1, bevel=0.02, segments=32).turn(x=90).move(y=front - 0.11), "snow")
    for x, z, angle in circle(12, 0.66 * face):
        prop.add(box(0.1, 0.06, 0.05, bevel=0.01).turn(y=-angle).move(x, front - 0.15, z), "charcoal")
    for length in (0.4, 0.62):
        hand = box(0.07, 0.06, length * face + 0.06, bevel=0.01).move(z=length * face / 2)
        prop.add(hand.turn(y=prop.random.uniform(0, 360)).move(y=front - 0.15 - 0.05 * length), "charcoal")
    prop.add(cylinder(0.09, 0.18, bevel=0.02, segments=12).turn(y=90).move(x=face + 0.04, y=front), metal)
    for end in (-1, 1):
        prop.add(box(wide + 0.1, 0.2, 0.14, bevel=0.04).move(y=front + 0.08, z=0.98 * end * face), metal)
        prop.add(box(wide + 0.2, 0.08, 0.08, bevel=0.02).move(y=back, z=0.15 * end), metal)
        prop.add(box(0.08, 0.1, 0.38, bevel=0.02).move(end * (wide / 2 + 0.06), back), metal)
    prop.add(box(0.07, 0.1, 0.2, bevel=0.02).move(y=back + 0.01, z=0.08), metal)
    prop.add(box(wide + 0.06, 0.18, 0.14, bevel=0.03).turn(x=-40).move(y=0.64 * radius, z=-0.8 * radius), DARK)


def ring(prop: ToyShape) -> None:
    radius, thick, gem = prop.vary(0.68, 0.06), prop.vary(0.14, 0.15), prop.vary(0.42, 0.12)
    top, sides, stone = radius + thick - 0.04, prop.random.choice((4, 8, 12)), prop.random.choice(("glass", "cherry"))
    prop.add(torus(radius, thick, segments=48).turn(x=90).stretch(y=prop.vary(1.25, 0.1)))
    prop.add(lathe([(0, 0), (0.2, 0), (0.8 * gem, 0.3), (0.7 * gem, 0.34), (0, 0.2)]).move(z=top - 0.02), DARK)
    cut = [(0, 0), (gem, 0.62 * gem), (gem, 0.7 * gem), (0.6 * gem, gem), (0, gem)]
    prop.add(lathe(cut, sides).turn(z=180 / sides).move(z=top + 0.1), stone)
    for x, y, _ in circle(4, gem, 45):
        claw = [(0.4 * x, 0.4 * y, 0), (x, y, 0.5 * gem), (0.93 * x, 0.93 * y, 0.92 * gem)]
        prop.add(tube(claw, 0.055, segments=8).move(z=top + 0.06), DARK)
    for side in (-26, 26):
        prop.add(sphere(0.11, segments=12).move(z=radius + thick).turn(y=side), "snow")


def necklace(prop: ToyShape) -> None:
    wide, drop, count = prop.vary(0.72, 0.1), prop.vary(0.75, 0.25), prop.random.choice((24, 28, 32))
    for x, y, angle in circle(count, 1, -90):
        front = (1 - y) / 2
        size = (0.07 + 0.055 * front) * 26 / count
        bead = sphere(size, segments=12).move(wide * x * (1 - 0.25 * front**3), 0.62 * y, -drop * front**2)
        prop.add(bead, MAIN if angle != -90 else "gold")
    gem = prop.random.choice(("cherry", "glass", "leaf"))
    prop.add(sphere(0.24).stretch(y=0.5, z=1.3).move(y=-0.66, z=-drop - 0.36), gem)
