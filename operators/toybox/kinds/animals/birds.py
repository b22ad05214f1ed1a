"""Birds of farm, wood, water and far countries. Each public function adds the parts of one kind to `prop`."""

from __future__ import annotations

import math

import numpy as np

from ..shapes import DARK, LIGHT, MAIN, Part, ToyShape, cone, cylinder, extrude, lathe, limb, mirrored, sphere, tube
from .parts import eyes, toes


def bird(prop: ToyShape) -> None:
    length, head, tail = prop.vary(0.62, 0.08), prop.vary(0.36, 0.08), prop.vary(0.6)
    prop.add(sphere(1).stretch(0.46, length, 0.46).turn(x=-18).move(z=0.85))
    prop.add(sphere(1).stretch(0.38, 0.8 * length, 0.4).turn(x=-18).move(y=-0.13, z=0.8), LIGHT)
    y, z = -0.62 * length, 1.25
    prop.add(sphere(head).move(y=y, z=z))
    prop.add(cone(0.14, prop.vary(0.36)).turn(x=96).move(y=y - 0.85 * head, z=z), "carrot")
    eyes(prop, 0.2, y - 0.75 * head, z + 0.12, 0.1)
    for x in (-0.14, 0.0, 0.14):
        feather = sphere(1, segments=16).stretch(0.14, tail, 0.07).turn(x=-8 + abs(30 * x), z=-100 * x)
        prop.add(feather.move(x, length + 0.3 * tail, 0.78), DARK)
    mirrored(prop, sphere(1).stretch(0.12, 0.52, 0.27).turn(x=-22, z=6).move(0.42, 0.16, 0.9), DARK)
    for turn in (-30, 0, 30, 180):
        mirrored(prop, tube([(0, 0, 0.05), (0, -0.25, 0.05)], 0.055, 8).turn(z=turn).move(0.18, -0.05), "carrot")
    mirrored(prop, limb((0.18, 0.02, 0.5, 0.06), (0.18, -0.05, 0.06, 0.06)), "carrot")


def owl(prop: ToyShape) -> None:
    width, height, eye = prop.vary(0.6, 0.08), prop.vary(1.45, 0.08), prop.vary(0.19, 0.1)
    egg = lathe([(0, 0), (0.6, 0), (1.05, 0.22), (0.92, 0.55), (0.95, 0.85), (0.6, 1), (0, 1)], soft=True)
    prop.add(egg.stretch(width, 0.85 * width, height).move(z=0.08))
    prop.add(sphere(1).stretch(0.72 * width, 0.4 * width, 0.36 * height).move(y=-0.55 * width, z=0.36 * height), LIGHT)
    for x, z in ((-0.2, 0.5), (0, 0.5), (0.2, 0.5), (-0.1, 0.36), (0.1, 0.36), (0, 0.22)):
        prop.add(sphere(0.09, segments=8).stretch(y=0.6).move(x, 0.6 * x**2 - 0.95 * width, z * height), DARK)
    for radius, forward, colour in ((1.7, 0, "cream"), (1.15, 0.07, "gold"), (0.65, 0.12, "charcoal")):
        disc = cylinder(radius * eye, 0.16, segments=20).turn(x=90, z=14)
        mirrored(prop, disc.move(1.42 * eye, -0.78 * width - forward, 0.78 * height), colour)
    prop.add(cone(0.12, 0.32).turn(x=140).move(y=-0.78 * width - 0.1, z=0.78 * height - 0.06), "carrot")
    mirrored(prop, cone(0.2, prop.vary(0.5)).stretch(y=0.6).turn(y=24).move(0.55 * width, -0.1, 0.92 * height), DARK)
    mirrored(prop, sphere(1).stretch(0.14, 0.36, 0.5).turn(x=-8, y=6).move(0.98 * width, 0.05, 0.42 * height), DARK)
    for x in (0.14, 0.28, 0.42):
        mirrored(prop, sphere(0.08, segments=12).stretch(y=3).move(x, -0.42, 0.08), "carrot")
    prop.add(sphere(1, segments=16).stretch(0.28, 0.12, 0.4).turn(x=32).move(y=0.75 * width, z=0.3), DARK)


def penguin(prop: ToyShape) -> None:
    width, height, head = prop.vary(0.52, 0.08), prop.vary(1.3, 0.08), prop.vary(0.38, 0.08)
    egg = lathe([(0, 0), (0.8, 0.02), (1.05, 0.25), (1, 0.6), (0.6, 1), (0, 1.02)], soft=True)
    prop.add(egg.stretch(width, 0.9 * width, height).move(z=0.06))
    belly = sphere(1).stretch(0.74 * width, 0.62 * width, 0.45 * height)
    prop.add(belly.move(y=-0.42 * width, z=0.47 * height), "snow")
    z = height + 0.5 * head
    prop.add(sphere(head).move(z=z))
    mirrored(prop, sphere(0.52 * head, segments=16).stretch(z=1.15).move(0.34 * head, -0.6 * head, z - 0.02), "snow")
    mirrored(prop, sphere(0.08, segments=12).move(0.4 * head, -1.06 * head, z + 0.06), "charcoal")
    prop.add(cone(0.13, prop.vary(0.34)).stretch(y=0.75).turn(x=98).move(y=-0.92 * head, z=z - 0.1), "carrot")
    flipper = sphere(1).stretch(0.1, 0.2, 0.48).move(z=-0.4).turn(y=-prop.vary(24, 0.5))
    mirrored(prop, flipper.move(0.85 * width, 0, 0.82 * height), DARK)
    mirrored(prop, sphere(1, segments=16).stretch(0.2, 0.32, 0.09).turn(z=14).move(0.5 * width, -0.24, 0.08), "carrot")
    prop.add(cone(0.2, 0.42).stretch(y=0.6).turn(x=-112).move(y=0.7 * width, z=0.24), DARK)


def chicken(prop: ToyShape) -> None:
    width, length, head, tail = prop.vary(0.48, 0.1), prop.vary(0.62, 0.08), prop.vary(0.26, 0.08), prop.vary(0.5)
    prop.add(sphere(1).stretch(width, length, 0.5).turn(x=14).move(z=0.9))
    y, z = -0.78 * length, prop.vary(1.6, 0.05)
    prop.add(limb((0, -0.3 * length, 1.0, 0.38), (0, y + 0.06, 1.3, 0.25), (0, y, z, 0.2)))
    prop.add(sphere(head).move(y=y, z=z))
    prop.add(cone(0.12, 0.28).turn(x=98).move(y=y - 0.8 * head, z=z - 0.02), "carrot")
    for back, up, size in ((-0.18, 0.2, 0.11), (-0.03, 0.28, 0.14), (0.13, 0.24, 0.12)):
        prop.add(sphere(size, segments=12).stretch(0.55, 0.9, 1.2).move(y=y + back, z=z + up), "cherry")
    mirrored(prop, sphere(0.09, segments=12).stretch(0.7, 0.8, 1.6).move(0.07, y - head, z - 0.24), "cherry")
    eyes(prop, 0.15, y - 0.68 * head, z + 0.08, 0.075)
    mirrored(prop, sphere(1).stretch(0.12, 0.42, 0.3).turn(x=16).move(0.95 * width, 0.1, 0.95), DARK)
    for turn, size in ((-62, 0.8), (-40, 1.0), (-16, 0.95)):
        for x in (-0.13, 0.13):
            feather = sphere(1, segments=12).stretch(0.1, 0.15, tail * size).move(z=0.8 * tail * size)
            prop.add(feather.turn(x=turn, y=60 * x).move(x, 0.62 * length, 1.05), DARK)
    mirrored(prop, limb((0.2, 0.06, 0.5, 0.08), (0.2, 0.02, 0.06, 0.065)), "carrot")
    toe = tube([(0, 0, 0.065), (0, -0.28, 0.065)], 0.065, segments=8, soft=False)
    for turn in (-34, 0, 34, 180):
        mirrored(prop, toe.turn(z=turn).move(0.2, 0.02), "carrot")


def turkey(prop: ToyShape) -> None:
    girth, fan, count = prop.vary(0.5, 0.08), prop.vary(0.92, 0.08), prop.random.choice((9, 11))
    middle = 0.36 + girth
    prop.add(sphere(girth).stretch(y=1.1).move(z=middle))
    for size, thick, colour in ((1.0, 0.1, "cream"), (0.9, 0.14, DARK), (0.74, 0.18, MAIN)):
        prop.add(_feather_fan(size * fan, thick, count).turn(x=-14).move(y=0.8 * girth, z=0.04 + middle), colour)
    wing = sphere(1, segments=16).stretch(0.14, 0.36, 0.28).turn(x=-14)
    mirrored(prop, wing.move(girth, 0.2, 0.02 + middle), DARK)
    y, z = -1.1 * girth, middle + girth
    prop.add(limb((0, 0.5 * y, 0.04 + middle, 0.3), (0, y, z - 0.5 * girth, 0.17), (0, y - 0.02, z, 0.13)), "cherry")
    y -= 0.06
    prop.add(sphere(0.2, segments=16).stretch(y=1.1).move(y=y, z=z + 0.1), "glass")
    prop.add(cone(0.09, 0.26).turn(x=98).move(y=y - 0.14, z=z + 0.1), "gold")
    snood = ((0, y - 0.18, z + 0.2, 0.07), (0.1, y - 0.26, z + 0.06, 0.07), (0.11, y - 0.24, z - 0.14, 0.07))
    prop.add(limb(*snood), "cherry")
    prop.add(sphere(1, segments=12).stretch(0.1, 0.12, 0.26).move(y=y - 0.08, z=z - 0.22), "cherry")
    eyes(prop, 0.13, y - 0.12, z + 0.17, 0.06)
    mirrored(prop, limb((0.22, 0.02, 0.5, 0.09), (0.22, 0, 0.08, 0.07)), "carrot")
    toes(prop, 0.22, 0.02, 0.24, "carrot")


def parrot(prop: ToyShape) -> None:
    width, height, tail, head = prop.vary(0.4, 0.08), prop.vary(0.62, 0.08), prop.vary(1.15, 0.1), prop.vary(0.36, 0.08)
    perch, bands = 1.05, prop.random.sample(("gold", "leaf", "cherry", "carrot"), 2)
    _perch(prop, perch)
    z = perch + 0.1 + height
    prop.add(sphere(1).stretch(width, 0.38, height).turn(x=-14).move(z=perch + 0.62))
    prop.add(sphere(head).move(y=-0.2, z=z + 0.38))
    mirrored(prop, sphere(0.55 * head, segments=16).stretch(0.6, 1, 1).move(0.66 * head, -0.34, z + 0.38), "snow")
    mirrored(prop, sphere(0.075, segments=10).move(0.96 * head, -0.4, z + 0.44), "charcoal")
    beak = ((0, -0.42, z + 0.4, 0.2), (0, -0.68, z + 0.38, 0.16), (0, -0.74, z + 0.16, 0.07))
    prop.add(limb(*beak).stretch(x=0.85), "charcoal")
    prop.add(sphere(1, segments=12).stretch(0.12, 0.14, 0.1).move(y=-0.52, z=z + 0.2), "charcoal")
    for drop, colour, size in ((0.0, MAIN, 1.0), (-0.26, bands[0], 0.92), (-0.46, bands[1], 0.8)):
        wing = sphere(1, segments=16).stretch(0.11 * size, 0.26 * size, 0.42 * size).turn(x=18)
        mirrored(prop, wing.move(width + 0.02, 0.1 - 0.4 * drop, perch + 0.72 + drop), colour)
    for x, size, colour in ((0.0, 1.0, MAIN), (-0.11, 0.85, bands[0]), (0.11, 0.85, bands[1])):
        feather = sphere(1, segments=16).stretch(0.11, 0.07, 0.5 * tail * size).move(z=-0.5 * tail * size)
        prop.add(feather.turn(x=16, y=30 * x).move(x, 0.2 + abs(0.2 * x), perch + 0.3), colour)
    for x in (-0.1, 0.0, 0.1):
        mirrored(prop, sphere(1, segments=10).stretch(0.07, 0.16, 0.15).move(0.2 + x, -0.04, perch + 0.01), "stone")


def eagle(prop: ToyShape) -> None:
    tall, head, span, lift = prop.vary(0.58, 0.08), prop.vary(0.27, 0.08), prop.vary(0.9, 0.1), prop.vary(26, 0.3)
    prop.add(sphere(1).stretch(0.36, 0.36, tall).turn(x=-16).move(z=0.26 + tall))
    y, z = -0.22, 0.32 + 1.9 * tall
    prop.add(limb((0, -0.1, z - 0.3, 0.27), (0, y, z, head)), "snow")
    prop.add(limb((0, y - 0.18, z + 0.02, 0.14), (0, y - 0.44, z, 0.12), (0, y - 0.5, z - 0.18, 0.05)), "gold")
    eyes(prop, 0.16, y - 0.78 * head, z + 0.08, 0.075)
    mirrored(prop, limb((0.05, y - 0.9 * head, z + 0.17, 0.06), (0.22, y - 0.6 * head, z + 0.2, 0.06)), "snow")
    for x in (-0.14, 0, 0.14):
        feather = sphere(1, segments=12).stretch(0.13, 0.07, 0.36).turn(x=30, y=-100 * x)
        prop.add(feather.move(x, 0.42, 0.2 - abs(x)), "snow")
    wing = [(limb((0, 0, 0, 0.16), (0.6 * span, 0, 0.1, 0.14), (span, 0, 0, 0.08)), MAIN)]
    for i, share in enumerate(np.linspace(0.12, 1, 8)):
        feather = sphere(1, segments=10).stretch(0.14, 0.06, 0.32 + 0.1 * share).move(z=-0.3)
        wing.append((feather.turn(y=-12 - 62 * share**2).move(span * share, 0.03), (MAIN, DARK)[i > 4]))
    for part, colour in wing:
        mirrored(prop, part.turn(y=-lift).move(0.26, 0.06, 0.2 + 1.6 * tall), colour)
    mirrored(prop, limb((0.18, -0.06, 0.4, 0.17), (0.19, -0.1, 0.16, 0.12)))
    toes(prop, 0.2, -0.06, 0.24, "gold")
    prop.add(sphere(1, 0.3, 12).stretch(0.5, 0.42, 0.22).turn(z=20).move(z=-0.14), "stone")


def peacock(prop: ToyShape) -> None:
    fan, neck, rows = prop.vary(1.35, 0.06), prop.vary(0.62, 0.1), prop.random.choice((9, 11))
    prop.add(sphere(1).stretch(0.3, 0.46, 0.32).turn(x=-14).move(z=0.66))
    y, z = -0.5, 0.9 + neck
    prop.add(limb((0, -0.2, 0.72, 0.24), (0, y, 0.95, 0.15), (0, y + 0.02, z, 0.12)))
    prop.add(sphere(0.19, segments=16).stretch(y=1.15).move(y=y - 0.04, z=z + 0.06))
    prop.add(cone(0.08, 0.26).turn(x=98).move(y=y - 0.2, z=z + 0.05), "gold")
    eyes(prop, 0.12, y - 0.16, z + 0.12, 0.06)
    for turn in (-28, 0, 28):
        prop.add(tube([(0, 0, 0.1), (0, 0, 0.4)], 0.035, 6, soft=False).turn(y=turn).move(y=y, z=z + 0.08), DARK)
        prop.add(sphere(0.08, segments=6).move(z=0.42).turn(y=turn).move(y=y, z=z + 0.08), "gold")
    plumes = [(_feather_fan(fan, 0.1, rows), DARK), (_feather_fan(0.62 * fan, 0.14, rows), LIGHT)]
    for share, count, size in ((0.88, rows, 1.0), (0.52, rows - 3, 0.8)):
        for angle in np.radians(np.linspace(0, 180, count)):
            for radius, thick, colour in ((0.15, 0.09, "gold"), (0.1, 0.12, MAIN), (0.055, 0.14, "charcoal")):
                dot = tube([(0, -thick, 0), (0, thick, 0)], radius * size, segments=12, soft=False)
                plumes.append((dot.move(share * fan * math.cos(angle), 0, share * fan * math.sin(angle)), colour))
    for part, colour in plumes:
        prop.add(part.turn(x=-14).move(y=0.34, z=0.72), colour)
    mirrored(prop, limb((0.13, 0.02, 0.45, 0.08), (0.13, 0, 0.08, 0.06)), "stone")
    toes(prop, 0.16, 0.02, 0.2, "stone")


def swan(prop: ToyShape) -> None:
    width, length, neck, arch = prop.vary(0.48, 0.08), prop.vary(0.78, 0.08), prop.vary(1.5, 0.06), prop.vary(0.4)
    hull = lathe([(0, 0), (0.7, 0), (1, 0.35), (0.95, 0.7), (0.6, 1.05), (0, 1.2)], soft=True)
    prop.add(hull.stretch(width, length, 0.68))
    prop.add(cone(0.3, 0.62).stretch(x=1.2, y=0.6).turn(x=-62).move(y=0.7 * length, z=0.46))
    y = -length
    line = ((0, 0.5 * y, 0.4, 0.3), (0, y - 0.1, 0.62, 0.22), (0, y + 0.04, 0.95, 0.16), (0, y + arch, 1.24, 0.14))
    prop.add(limb(*line, (0, y + 0.8 * arch, neck, 0.14), (0, y + 0.3 * arch, neck + 0.12, 0.15)))
    y += 0.1 * arch
    prop.add(sphere(0.21, segments=16).stretch(y=1.2).move(y=y, z=neck + 0.1))
    prop.add(limb((0, y - 0.14, neck + 0.06, 0.13), (0, y - 0.42, neck - 0.04, 0.08)).stretch(x=1.2), "carrot")
    prop.add(sphere(0.09, segments=12).move(y=y - 0.3, z=neck + 0.1), "charcoal")
    eyes(prop, 0.15, y - 0.12, neck + 0.16, 0.065)
    for lift, long, colour in ((0.0, 1.0, DARK), (0.16, 0.94, MAIN), (0.3, 0.8, LIGHT)):
        wing = sphere(1, segments=16).stretch(0.12, 0.56 * long, 0.24).turn(x=26, z=8)
        mirrored(prop, wing.move(width - 0.04 - 0.25 * lift, 0.24 - 0.3 * lift, 0.48 + lift), colour)


def flamingo(prop: ToyShape) -> None:
    length, leg, neck, x = prop.vary(0.52, 0.08), prop.vary(1.15, 0.08), prop.vary(0.95, 0.08), prop.vary(0.12)
    x, body = prop.random.choice((-x, x)), leg + 0.3
    prop.add(sphere(1).stretch(0.36, length, 0.36).turn(x=-12).move(z=body))
    wing = sphere(1, segments=16).stretch(0.1, 0.9 * length, 0.26).turn(x=-20, z=4)
    mirrored(prop, wing.move(0.33, 0.14, body + 0.02), DARK)
    prop.add(cone(0.22, 0.5).stretch(y=0.5).turn(x=-108).move(y=0.8 * length, z=body - 0.02), DARK)
    y, z = -length, body + neck
    bend = ((0, y - 0.14, body + 0.45 * neck, 0.11), (0, y + 0.12, body + 0.75 * neck, 0.1), (0, y + 0.02, z, 0.11))
    prop.add(limb((0, 0.6 * y, body + 0.06, 0.2), (0, y - 0.22, body + 0.16, 0.14), *bend, (0, y - 0.22, z, 0.12)))
    y -= 0.26
    prop.add(sphere(0.19, segments=16).stretch(y=1.15).move(y=y, z=z - 0.02))
    prop.add(limb((0, y - 0.12, z - 0.06, 0.13), (0, y - 0.32, z - 0.12, 0.12)), "cream")
    tip = (0, y - 0.38, z - 0.4, 0.06)
    prop.add(limb((0, y - 0.32, z - 0.13, 0.12), (0, y - 0.42, z - 0.24, 0.1), tip), "charcoal")
    eyes(prop, 0.13, y - 0.06, z + 0.04, 0.06)
    prop.add(limb((x, 0, body - 0.2, 0.07), (x, 0.06, 0.55 * leg, 0.07), (x, 0, 0.06, 0.07)), "blossom")
    prop.add(sphere(0.1, segments=10).move(x, 0.06, 0.55 * leg), "blossom")
    prop.add(
        limb((-x, 0, body - 0.2, 0.07), (-x, -0.26, 0.62 * leg, 0.07), (-0.3 * x, 0.3, 0.56 * leg, 0.06)), "blossom"
    )
    for turn in (-36, 0, 36):
        prop.add(tube([(0, 0.1, 0.06), (0, -0.32, 0.06)], 0.065, 8, soft=False).turn(z=turn).move(x), "blossom")


def duck(prop: ToyShape) -> None:
    length, width, head = prop.vary(0.82, 0.08), prop.vary(0.62, 0.08), prop.vary(0.46, 0.08)
    prop.add(sphere(1, squareness=0.1).stretch(width, length, 0.52).move(z=0.5))
    tail = lathe([(0, 0), (0.34, 0), (0.22, 0.35), (0.03, 0.62), (0, 0.62)], soft=True)
    prop.add(tail.turn(x=-52).move(y=0.55 * length, z=0.55))
    face, forward = 0.9 + 0.75 * head, -0.42 * length
    prop.add(sphere(1).stretch(0.8 * head, 0.8 * head, 0.5).move(y=forward, z=0.8))
    prop.add(sphere(head).move(y=forward, z=face))
    bill = sphere(1, squareness=0.15).stretch(0.24, 0.3, 0.08)
    prop.add(bill.turn(x=-12).move(y=forward - head, z=face - 0.03), "carrot")
    prop.add(bill.stretch(0.85, 0.8, 0.9).turn(x=10).move(y=forward - 0.96 * head, z=face - 0.13), "carrot")
    for side in (-1, 1):
        prop.add(sphere(0.115).move(side * 0.5 * head, forward - 0.72 * head, face + 0.28 * head), "snow")
        prop.add(sphere(0.085).move(side * 0.54 * head, forward - 0.86 * head, face + 0.3 * head), "charcoal")
        wing = sphere(1).stretch(0.14, 0.48, 0.27).turn(x=-14, z=side * 8)
        prop.add(wing.move(side * 0.95 * width, 0.14, 0.62), DARK)


def _feather_fan(radius: float, thick: float, count: int) -> Part:
    """Returns an upright half disc around the origin with `count` round feathers along its rim."""
    turns = np.radians(np.linspace(-18, 198, 6 * count + 1))
    reach = radius * (0.9 + 0.1 * np.abs(np.sin(np.linspace(0, count * math.pi, 6 * count + 1))))
    return extrude(np.stack([reach * np.cos(turns), reach * np.sin(turns)], axis=1), thick, bevel=0.03)


def _perch(prop: ToyShape, height: float) -> None:
    """Adds a bird's wooden stand with a bar at the given height."""
    prop.add(cylinder(0.45, 0.12).move(z=0.06), "wood")
    prop.add(cylinder(0.08, height, bevel=0.02, segments=16).move(y=-0.02, z=height / 2), "wood")
    prop.add(cylinder(0.085, 1.3, bevel=0.03, segments=16).turn(y=90).move(y=-0.02, z=height), "wood")
