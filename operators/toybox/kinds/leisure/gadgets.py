"""Instruments, devices and trophies of the toybox. Each function adds the parts of one kind to `prop`."""

from __future__ import annotations

import numpy as np

from ..shapes import (
    DARK,
    LIGHT,
    Part,
    Points,
    ToyShape,
    box,
    circle,
    cylinder,
    lathe,
    loft,
    rounded,
    sphere,
    torus,
    tube,
)


def drum(prop: ToyShape) -> None:
    radius, height, count = prop.vary(0.82, 0.1), prop.vary(0.95), prop.random.randint(6, 9)
    prop.add(cylinder(radius, height, segments=32).move(z=height / 2))
    prop.add(cylinder(radius - 0.03, height + 0.06, bevel=0.03, segments=32).move(z=height / 2), "cream")
    for z in (0.08, height - 0.08):
        hoop = [(radius - 0.1, -0.11), (radius + 0.09, -0.11), (radius + 0.09, 0.11), (radius - 0.1, 0.11)]
        prop.add(lathe(hoop, 32, closed=True).move(z=z), DARK)
    ends = circle(2 * count, radius + 0.03)
    cord = [(x, y, (0.18, height - 0.18)[i % 2]) for i, (x, y, _) in enumerate([*ends, ends[0]])]
    prop.add(tube(cord, 0.04, segments=6, soft=False), "cream")
    for side in (-1, 1):
        stick = tube([(0, 0.85, 0), (0, -0.6, 0)], 0.055, soft=False).turn(z=side * 30 + 15)
        tip = sphere(0.11, segments=16).move(y=-0.6).turn(z=side * 30 + 15)
        for part in (stick, tip):
            prop.add(part.move(z=height + 0.13 + 0.05 * side), "wood")


def guitar(prop: ToyShape) -> None:
    wide, tall, depth = prop.vary(0.6, 0.06), prop.vary(1.2, 0.06), prop.vary(0.34)
    shape = [(0.3, 0), (0.75, 0.01), (1.08, 0.14), (1.08, 0.42), (0.56, 0.55), (0.68, 0.72), (0.85, 0.96), (0.2, 1)]
    prop.add(_waisted([(x * wide, z * tall) for x, z in shape], depth))
    front, end, hole = -depth / 2, tall + prop.vary(0.85, 0.08), 0.6 * tall
    prop.add(cylinder(0.36 * wide, 0.06, bevel=0.01).turn(x=90).move(y=front, z=hole), "charcoal")
    prop.add(torus(0.36 * wide, 0.05).turn(x=90).move(y=front, z=hole), "cream")
    prop.add(box(0.7 * wide, 0.12, 0.12, bevel=0.02).move(y=front, z=0.24 * tall), "charcoal")
    prop.add(box(0.18, 0.16, end - hole - 0.1, bevel=0.03).move(y=front, z=(end + hole + 0.1) / 2), "wood")
    for i in range(5):
        prop.add(box(0.2, 0.06, 0.06, bevel=0.01).move(y=front - 0.07, z=tall + i * 0.2 * (end - tall)), "cream")
    prop.add(box(0.26, 0.14, 0.42, bevel=0.03, taper=1.25).turn(x=8).move(y=front + 0.02, z=end + 0.16), DARK)
    for x in (-0.19, 0.19):
        for z in (0.05, 0.18, 0.31):
            prop.add(sphere(0.065, segments=12).move(x, front + 0.02, end + z), "steel")


def violin(prop: ToyShape) -> None:
    wide, tall, depth = prop.vary(0.5, 0.06), prop.vary(1.15, 0.06), prop.vary(0.28)
    lower = [(0.3, 0), (0.8, 0.01), (1.1, 0.12), (1.05, 0.36), (1.05, 0.36), (0.62, 0.4), (0.55, 0.58)]
    upper = [(0.86, 0.66), (0.86, 0.66), (0.92, 0.86), (0.65, 0.99), (0.2, 1)]
    prop.add(_waisted([(x * wide, z * tall) for x, z in lower + upper], depth))
    front, end = -depth / 2, tall + prop.vary(0.6, 0.08)
    prop.add(box(0.16, 0.1, end - 0.6 * tall, bevel=0.02).move(y=front - 0.06, z=(end + 0.6 * tall) / 2), "charcoal")
    prop.add(box(0.13, 0.14, end - 0.9 * tall).move(y=front + 0.04, z=(end + 0.9 * tall) / 2), DARK)
    prop.add(box(0.12, 0.12, 0.3 * tall, bevel=0.02, taper=1.6).move(y=front - 0.03, z=0.18 * tall), "charcoal")
    prop.add(box(0.3, 0.26, 0.07, bevel=0.02).move(y=front, z=0.42 * tall), "cream")
    prop.add(torus(0.09, 0.07, segments=16).turn(y=90).move(y=front + 0.02, z=end + 0.08), DARK)
    for side in (-1, 1):
        curve = [(0.66, 0.3), (0.52, 0.26), (0.48, 0.36), (0.46, 0.5), (0.44, 0.56), (0.32, 0.54)]
        prop.add(tube([(side * x * wide, front, z * tall) for x, z in curve], 0.035, segments=8), "charcoal")
        peg = cylinder(0.05, 0.42, bevel=0.01, segments=10).turn(y=90).move(y=front + 0.02, z=end - 0.03 - 0.07 * side)
        prop.add(peg, "charcoal")


def bell(prop: ToyShape) -> None:
    radius, height = prop.vary(0.8, 0.08), prop.vary(1.25, 0.1)
    inside = [(0, 0.85), (0.4, 0.8), (0.5, 0.4), (0.86, 0), (0.95, 0)]
    outside = [(1.02, 0.02), (0.98, 0.12), (0.66, 0.35), (0.58, 0.75), (0.5, 0.98), (0.2, 1), (0, 1)]
    prop.add(lathe([*inside, *outside], soft=True).stretch(radius, radius, height))
    prop.add(torus(0.93 * radius, 0.06).move(z=0.13 * height), DARK)
    prop.add(torus(0.56 * radius, 0.05).move(z=0.72 * height), DARK)
    prop.add(cylinder(0.06, 0.8 * height, bevel=0.01, segments=12).move(z=0.45 * height), "steel")
    prop.add(sphere(0.2).move(z=0.04), "steel")
    if prop.random.random() < 0.5:
        grip = [(0, 0), (0.16, 0), (0.1, 0.15), (0.17, 0.4), (0.14, 0.65), (0.2, 0.75), (0.1, 0.85), (0, 0.85)]
        prop.add(lathe(grip, soft=True).move(z=height - 0.03), "wood")
    else:
        prop.add(torus(0.2, 0.09, segments=24).turn(x=90).move(z=height + 0.2), LIGHT)


def trophy(prop: ToyShape) -> None:
    wide, tall, stem = prop.vary(0.6, 0.08), prop.vary(0.95, 0.1), prop.vary(0.45)
    foot = [(0, 0), (0.4, 0), (0.4, 0.06), (0.1, 0.2), (0.1, stem), (0.12, stem)]
    bowl = [(0.9 * wide, stem + 0.1), (0.95 * wide, stem + 0.6 * tall), (1.1 * wide, stem + tall)]
    inside = [(1.02 * wide, stem + tall), (0.82 * wide, stem + 0.6 * tall), (0.7 * wide, stem + 0.25), (0, stem + 0.2)]
    prop.add(lathe([*foot, *bowl, *inside], 32, soft=True).move(z=0.4))
    prop.add(torus(0.1, 0.08, segments=20).move(z=0.4 + 0.7 * stem), DARK)
    prop.add(torus(1.04 * wide, 0.06).move(z=0.4 + stem + tall - 0.04), LIGHT)
    reach, low, high = prop.vary(0.5), 0.4 + stem + 0.2 * tall, 0.4 + stem + 0.85 * tall
    for side in (-1, 1):
        near, far = side * 0.85 * wide, side * (wide + reach)
        prop.add(tube([(near, 0, low), (far, 0, low), (far, 0, high + 0.2), (near, 0, high)], 0.085), DARK)
    prop.add(box(0.95, 0.95, 0.42, taper=0.9).move(z=0.2), "charcoal")
    prop.add(box(0.5, 0.1, 0.2, bevel=0.02).move(y=-0.44, z=0.2), "gold")


def shield(prop: ToyShape) -> None:
    prop.random.choice((_round_shield, _pointed_shield))(prop)


def _round_shield(prop: ToyShape) -> None:
    radius, dome, boss = prop.vary(0.95, 0.06), prop.vary(0.16), prop.vary(0.27, 0.15)
    plate = [(0, -0.08), (radius, -0.08), (radius, 0.04), (0.6 * radius, 0.04 + 0.7 * dome), (0, 0.04 + dome)]
    prop.add(lathe(plate, segments=36).turn(x=90))
    prop.add(torus(radius, 0.1, segments=36).turn(x=90), "steel")
    prop.add(sphere(boss).stretch(y=0.6).move(y=-dome), "gold")
    for x, z, _ in circle(prop.random.choice((4, 6, 8)), 0.72 * radius):
        prop.add(sphere(0.09, segments=12).move(x, -0.03 - 0.6 * dome, z), "steel")
    prop.add(_grip(0), "bark")


def _pointed_shield(prop: ToyShape) -> None:
    width, low, dome = prop.vary(0.72, 0.08), prop.vary(1.05, 0.1), prop.vary(0.1)
    left = [(-1, 0.8), (-1, 0.3), (-0.93, -0.1), (-0.75, -0.5), (-0.42, -0.82)]
    right = [(-x, z) for x, z in left[::-1]]
    outline = [(x * width, z if z > 0 else z * low) for x, z in [*left, (0, -1), *right]]

    def plate(*rows: tuple[float, float]) -> Part:
        """Lofts the outline from back to front. Each row is (scale, y)."""
        return loft(np.array([[(scale * x, y, scale * z) for x, z in outline] for scale, y in rows]))

    prop.add(plate((0.97, 0.08), (1.02, 0.03), (1.02, -0.06), (0.97, -0.11)), "steel")
    prop.add(plate((0.88, 0.1), (0.9, 0), (0.9, -0.13), (0.6, -0.13 - 0.7 * dome), (0, -0.13 - dome)))
    for x, z, height in ((0.26, 1.55, -0.06), (1.66 * width, 0.26, prop.vary(0.25, 0.4))):
        prop.add(box(x, dome + 0.2, z, bevel=0.03).move(y=-dome / 2 - 0.08 - 0.02 * z, z=height), LIGHT)
    for x, z in outline:
        prop.add(sphere(0.065, segments=12).stretch(y=0.7).move(0.95 * x, -0.1, 0.95 * z), "gold")
    for z in (-0.3, 0.35):
        prop.add(_grip(z), "bark")


def _grip(z: float) -> Part:
    """Returns a handle at the back of a shield."""
    return tube([(-0.4, 0.06, z), (-0.3, 0.3, z), (0.3, 0.3, z), (0.4, 0.06, z)], 0.07)


def clock(prop: ToyShape) -> None:
    radius, depth = prop.vary(0.75, 0.06), prop.vary(0.45)
    front = -depth / 2
    prop.add(cylinder(radius, depth, bevel=0.1, segments=40).turn(x=90))
    prop.add(torus(0.88 * radius, 0.1).turn(x=90).move(y=front))
    prop.add(cylinder(0.84 * radius, 0.12, bevel=0.02, segments=32).turn(x=90).move(y=front), "snow")
    for x, z, angle in circle(12, 0.67 * radius):
        prop.add(box(0.12, 0.06, 0.06, bevel=0.01).turn(y=-angle).move(x, front - 0.06, z), "charcoal")
    for length in (0.38, 0.58):
        hand = box(0.09, 0.06, length * radius + 0.08, bevel=0.02).move(z=length * radius / 2)
        prop.add(hand.turn(y=prop.random.uniform(0, 360)).move(y=front - 0.06 - 0.05 * length), "charcoal")
    cup = lathe([(0, 0), (0.36, 0), (0.34, 0.14), (0.2, 0.28), (0, 0.32)], soft=True)
    for side in (-1, 1):
        prop.add(cup.move(z=radius + 0.08).turn(y=side * 36), DARK)
        prop.add(cylinder(0.07, 0.3, bevel=0.01).move(z=radius).turn(y=side * 36), "gold")
        prop.add(cylinder(0.07, 0.4, bevel=0.02, top=0.1).move(z=-radius - 0.08).turn(y=side * 32), DARK)
    prop.add(cylinder(0.06, 0.4, bevel=0.01, segments=12).move(z=radius + 0.15), "gold")
    prop.add(sphere(0.13).stretch(x=1.3).move(z=radius + 0.36), "gold")
    prop.add(box(0.4, 0.12, 0.16, bevel=0.03).move(y=depth / 2 + 0.05), "gold")


def television(prop: ToyShape) -> None:
    width, depth, height = prop.vary(1.5, 0.08), prop.vary(0.75, 0.1), prop.vary(1.05, 0.08)
    front, middle, top, left = -depth / 2, 0.3 + height / 2, 0.3 + height, -0.1 * width
    prop.add(box(width, depth, height, bevel=0.12).move(z=middle))
    prop.add(box(0.7 * width, 0.4, 0.7 * height, bevel=0.1).move(y=depth / 2, z=middle), DARK)
    prop.add(box(0.7 * width, 0.12, 0.84 * height, bevel=0.05).move(left, front, middle), "charcoal")
    screen = sphere(1, squareness=0.65).stretch(0.31 * width, 0.12, 0.36 * height)
    prop.add(screen.move(left, front - 0.02, middle), "glass")
    knob = cylinder(0.1, 0.2, bevel=0.02, segments=16).turn(x=90)
    for z in (0.06, 0.28):
        prop.add(knob.move(0.36 * width, front, middle + z * height), "cream")
        prop.add(box(0.22, 0.14, 0.07, bevel=0.01).move(0.36 * width, front, middle - 0.1 - z * height / 2), "charcoal")
    for x, y in ((-1, -1), (-1, 1), (1, -1), (1, 1)):
        leg = cylinder(0.06, 0.4, bevel=0.01, top=0.09, segments=12).turn(x=-12 * y, y=-12 * x)
        prop.add(leg.move(0.36 * x * width, 0.3 * y * depth, 0.18), "wood")
    for side in (-1, 1):
        rod = cylinder(0.035, 0.7, bevel=0.01, segments=8).move(z=0.35)
        prop.add(rod.turn(y=side * prop.vary(35)).move(z=top), "steel")
    prop.add(sphere(0.2).stretch(z=0.7).move(z=top), "charcoal")


def camera(prop: ToyShape) -> None:
    width, depth, height = prop.vary(1.5, 0.08), prop.vary(0.5, 0.1), prop.vary(0.85, 0.1)
    front, lens, middle = -depth / 2, prop.vary(0.38, 0.08), 0.46 * height
    prop.add(box(width, depth, height, bevel=0.08).move(z=height / 2))
    prop.add(box(width + 0.05, depth + 0.05, 0.12, bevel=0.04).move(z=0.86 * height), "steel")
    prop.add(box(0.62, depth - 0.04, 0.34, bevel=0.06, taper=0.75).move(z=height + 0.1))
    prop.add(box(0.36, 0.1, 0.16, bevel=0.03).turn(x=-8).move(y=front + 0.04, z=height + 0.12), "lemon")
    for share, length, colour in ((1.12, 0.2, "steel"), (1.0, 0.5, "charcoal"), (0.84, 0.6, "steel")):
        ring = cylinder(share * lens, length, bevel=0.03).turn(x=90)
        prop.add(ring.move(y=front - length / 2 + 0.05, z=middle), colour)
    prop.add(sphere(0.72 * lens).stretch(y=0.3).move(y=front - 0.54, z=middle), "glass")
    prop.add(cylinder(0.12, 0.2, bevel=0.03, segments=16).move(x=-0.36 * width, z=height + 0.05), "cherry")
    prop.add(cylinder(0.17, 0.18, bevel=0.03, segments=16).move(x=0.34 * width, z=height + 0.04), "charcoal")
    prop.add(box(0.2, 0.16, 0.62 * height, bevel=0.05).move(-0.4 * width, front - 0.02, 0.42 * height), DARK)
    back = box(0.58 * width, 0.08, 0.56 * height, bevel=0.03)
    prop.add(back.move(-0.08 * width, depth / 2, 0.42 * height), "charcoal")


def _waisted(profile: Points, depth: float) -> Part:
    """Returns the body of a string instrument: a plate along Y with the outline (half width, z), rounded."""
    half, z = rounded(profile).T[:, :, None]
    side, cut = np.array([1, 1, 1, -1, -1, -1, -1, 1]), np.array([0, 0, 1, 1, 0, 0, 1, 1])
    y = np.array([-1, 1, 1, 1, 1, -1, -1, -1]) * (depth / 2 - 0.05 * (1 - cut))
    return loft(np.stack([side * (half - 0.05 * cut), y + 0 * half, z + 0 * y], axis=-1))
