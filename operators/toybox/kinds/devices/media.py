"""Devices to talk, to listen and to take or watch pictures.

Each public function adds the parts of one kind to `prop`.
"""

from __future__ import annotations

import math

import numpy as np

from ..forms import at_corners, bow_handle, coil, disc
from ..shapes import DARK, LIGHT, MAIN, ToyShape, box, circle, cylinder, extrude, lathe, rounded, sphere, torus, tube
from .parts import ICONS, pull_handle


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
    at_corners(prop, prong, 0.48 * width, 0.34, DARK)
    grip = [(-reach, rest, 0.26), (-0.6 * reach, rest, 0.36), (0.6 * reach, rest, 0.36), (reach, rest, 0.26)]
    prop.add(tube(grip, [0.12, 0.11, 0.11, 0.12], segments=16).move(z=height))
    cup = lathe([(0, -0.2), (0.2, -0.2), (0.25, -0.14), (0.22, 0), (0.12, 0.14), (0, 0.14)])
    for x in (-reach, reach):
        prop.add(cup.move(x, rest, height + 0.16))
    cord = [(-reach, rest, height), (-reach - 0.16, rest, 0), (-reach, 0.4 * depth, 0.1), (0.4 - reach, 0.5, 0.12)]
    prop.add(coil(rounded(cord, 5), 0.07, 0.035, 10), "charcoal")


def smartphone(prop: ToyShape) -> None:
    half, tall, depth, corner = prop.vary(0.5, 0.06), prop.vary(1.0, 0.05), prop.vary(0.2, 0.1), prop.vary(0.15, 0.2)
    front, pitch, side = -depth / 2, 0.56 * half, 0.28 - half
    prop.add(extrude(_rounded_rectangle(half, tall, corner), depth))
    for inset, out, colour in ((0.05, 0.04, "charcoal"), (0.1, 0.025, LIGHT)):
        screen = extrude(_rounded_rectangle(half - inset, tall - inset, corner - 0.4 * inset), 0.1, bevel=0.01)
        prop.add(screen.move(y=front + out), colour)
    prop.add(box(0.24, 0.1, 0.07, bevel=0.02).move(0, front, tall - 0.15), "charcoal")
    icon = extrude(_rounded_rectangle(0.19 * half, 0.19 * half, 0.05), 0.1, bevel=0.02)
    for row in (0.62, 0.32, 0.02, -0.72):
        for x in (-pitch, 0, pitch):
            prop.add(icon.move(x, front - 0.01, row * tall), prop.random.choice(ICONS))
    prop.add(extrude(_rounded_rectangle(0.19, 0.25, 0.08), 0.1, bevel=0.02).move(side, -front, tall - 0.34), DARK)
    for z in (0.23, 0.45):
        prop.add(disc(0.09, 0.1).move(side, 0.05 - front, tall - z), "charcoal")
    for z, long in ((0.5, 0.16), (0.2, 0.3)):
        prop.add(box(0.1, 0.1, long, bevel=0.02).move(half, 0, z * tall), DARK)


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
    prop.add(pull_handle(0.4 * width, prop.vary(0.34)).turn(x=-90, z=90).move(z=height - 0.08), DARK)
    length, lean = prop.vary(1.0), prop.vary(26, 0.4)
    for part in (cylinder(0.05, length, top=0.04, segments=10), sphere(0.07, segments=12).move(z=length / 2)):
        prop.add(part.move(z=length / 2).turn(y=lean).move(0.36 * width, -front - 0.12, height - 0.08), "steel")
    prop.add(box(0.6 * width, 0.1, 0.6 * height, bevel=0.03).move(y=-front, z=middle), DARK)


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


def loudspeaker(prop: ToyShape) -> None:
    width, depth, height = prop.vary(0.95, 0.08), prop.vary(0.85, 0.1), prop.vary(1.8, 0.08)
    front = -depth / 2
    prop.add(box(width, depth, height).move(z=0.08 + height / 2))
    prop.add(box(width - 0.1, 0.1, height - 0.1, bevel=0.02).move(0, front, 0.08 + height / 2), LIGHT)
    for radius, z in ((0.36 * width, 0.3 * height), (0.24 * width, 0.66 * height), (0.13 * width, 0.88 * height)):
        bowl = lathe([(0, -0.1), (radius, -0.1), (radius, 0.12), (0.9 * radius, 0.12), (0.4 * radius, 0.02), (0, 0.02)])
        cap = sphere(0.36 * radius, segments=16).move(z=0.04)
        for part, colour in ((bowl, "charcoal"), (torus(radius, 0.05, 24).move(z=0.08), DARK), (cap, "steel")):
            prop.add(part.turn(x=90).move(0, front - 0.04, 0.08 + z), colour)
    prop.add(box(0.5 * width, 0.1, 0.36, bevel=0.03).move(0, -front, 0.4), "charcoal")
    for x, colour in ((-0.1, "cherry"), (0.1, "gold")):
        prop.add(disc(0.07, 0.2, 12).move(x, 0.06 - front, 0.4), colour)
    at_corners(prop, cylinder(0.1, 0.16, bevel=0.03).move(z=0.06), width - 0.24, depth - 0.24)


def headphones(prop: ToyShape) -> None:
    half, rise, cup, lean = prop.vary(0.68, 0.06), prop.vary(0.95, 0.08), prop.vary(0.4, 0.08), prop.vary(7, 0.5)
    prop.add(bow_handle(half + 0.06, rise, 0.075).stretch(y=1.9).move(z=cup + 0.2))
    prop.add(bow_handle(half - 0.03, rise - 0.1, 0.08, 45).stretch(y=1.6).move(z=cup + 0.2), "charcoal")
    for side in (-1, 1):
        shell = [(cylinder(cup, 0.22, bevel=0.08).move(z=0.16), MAIN), (cylinder(0.6 * cup, 0.3).move(z=0.16), LIGHT)]
        shell += [(torus(0.74 * cup, 0.15).stretch(z=1.1), "charcoal"), (cylinder(0.7 * cup, 0.1).move(z=0.06), DARK)]
        for part, colour in shell:
            prop.add(part.stretch(y=0.9).turn(y=side * (90 - lean)).move(side * half, 0, cup + 0.1), colour)
        prop.add(box(0.14, 0.26, 0.4, bevel=0.04).move(side * (half + 0.08), 0, cup + 0.34), "steel")


def record_player(prop: ToyShape) -> None:
    width, depth, height, lean = prop.vary(1.6, 0.06), prop.vary(1.3, 0.06), prop.vary(0.32, 0.1), prop.vary(22, 0.3)
    radius, x, top, pivot = 0.44 * depth, -0.14 * width, height + 0.08, 0.38 * width
    prop.add(box(width, depth, height).move(z=0.08 + height / 2))
    prop.add(box(width - 0.1, depth - 0.1, 0.1, bevel=0.02).move(z=top - 0.03), LIGHT)
    _record(prop, radius, x, top)
    needle = (x + 0.62 * radius, -0.3 * radius, 0.2)
    arm = [(pivot, 0.42 * depth, 0.22), (pivot, 0.2 * depth, 0.24), (pivot, -0.1 * depth, 0.24), needle]
    prop.add(tube(arm, 0.045).move(z=top), "steel")
    prop.add(box(0.13, 0.22, 0.12, bevel=0.03).turn(z=-38).move(*needle).move(z=top), "cherry")
    for y, wide in ((0.32, 0.15), (-0.24, 0.08), (-0.38, 0.08)):
        prop.add(cylinder(wide, 0.18, bevel=0.02).move(0.4 * width, y * depth, top + 0.05), "charcoal")
    for inset, thick, colour in ((0.0, 0.13, DARK), (0.2, 0.16, "glass")):
        lid = box(width - inset, thick, 0.86 * depth - inset, bevel=0.03).move(z=0.43 * depth)
        prop.add(lid.turn(x=-lean).move(0, depth / 2 - 0.04, top), colour)
    at_corners(prop, cylinder(0.11, 0.16, bevel=0.03).move(z=0.05), width - 0.3, depth - 0.3)


def _rounded_rectangle(half: float, tall: float, corner: float) -> list[tuple[float, float]]:
    """Returns the outline (x, z) of a rectangle with round corners about the origin."""
    turns = circle(24, corner, 7.5)
    return [(x + math.copysign(half - corner, x), z + math.copysign(tall - corner, z)) for x, z, _ in turns]


def _record(prop: ToyShape, radius: float, x: float, z: float) -> None:
    """Adds a turntable with a record that rises from the height `z`."""
    groove = [(share * radius, 0.14 + 0.02 * (i % 2)) for i, share in enumerate(np.linspace(1, 0.4, 13))]
    prop.add(lathe([(0, 0.06), (radius, 0.06), *groove, (0, 0.14)], 36).move(x=x, z=z), "charcoal")
    label = prop.random.choice(ICONS)
    for wide, height, colour in ((1.04 * radius, 0.16, "steel"), (0.34 * radius, 0.34, label), (0.05, 0.5, "steel")):
        prop.add(cylinder(wide, height, bevel=0.02, segments=32).move(x=x, z=z), colour)
