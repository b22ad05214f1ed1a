"""Animals of farm, field and wood of the toybox. Each function adds the parts of one kind to `prop`."""

from __future__ import annotations

import math

import numpy as np

from ..shapes import DARK, LIGHT, MAIN, Part, ToyShape, cone, cylinder, extrude, lathe, limb, mirrored, sphere, tube
from .parts import eyes, feelers, hoops, legged_body, long_head, muzzle, toes, tufted_tail


def goat(prop: ToyShape) -> None:
    length, horn, beard = prop.vary(0.62, 0.1), prop.vary(0.5, 0.2), prop.random.choice(("snow", "charcoal", "cream"))
    back = legged_body(prop, (prop.vary(0.36, 0.1), length, 0.36), prop.vary(0.46), 0.1)
    y, z, turns = -length - 0.12, back + prop.vary(0.56, 0.1), np.linspace(0, 1, 6)
    prop.add(limb((0, -0.6 * length, back + 0.04, 0.28), (0, y, z, 0.19)))
    long_head(prop, y, z, 0.36)
    sweep = np.stack([0.1 + 0.2 * turns, y + 1.3 * horn * turns**2, z + 0.12 + horn * np.sin(2.4 * turns)], axis=1)
    mirrored(prop, tube(sweep.tolist(), [0.1, 0.1, 0.09, 0.08, 0.07, 0.05], segments=10), "cream")
    mirrored(prop, sphere(1, segments=12).stretch(0.24, 0.08, 0.11).turn(y=24).move(0.36, y + 0.06, z - 0.02), DARK)
    prop.add(limb((0, y - 0.3, z - 0.36, 0.13), (0, y - 0.34, z - 0.55, 0.1), (0, y - 0.32, z - 0.74, 0.05)), beard)
    prop.add(limb((0, 0.92 * length, back + 0.2, 0.1), (0, length + 0.06, back + 0.44, 0.09)), DARK)
    prop.add(sphere(0.22, segments=16).move(y=0.45 * length, z=back - 0.32), "blossom")


def donkey(prop: ToyShape) -> None:
    width, length, ear = prop.vary(0.38, 0.1), prop.vary(0.64, 0.1), prop.vary(0.44)
    back = legged_body(prop, (width, length, 0.38), prop.vary(0.5), 0.13)
    prop.add(sphere(1, segments=20).stretch(0.8 * width, 0.8 * length, 0.32).move(z=back - 0.12), "cream")
    y, z = -length - 0.12, back + prop.vary(0.52, 0.1)
    prop.add(limb((0, -0.6 * length, back + 0.06, 0.3), (0, y, z, 0.24)))
    prop.add(limb((0, y, z, 0.27), (0, y - 0.3, z - 0.18, 0.22), (0, y - 0.46, z - 0.28, 0.2)))
    prop.add(sphere(0.25, segments=16).move(y=y - 0.52, z=z - 0.34), "cream")
    mirrored(prop, sphere(0.06, segments=8).move(0.12, y - 0.73, z - 0.26), "charcoal")
    eyes(prop, 0.19, y - 0.18, z + 0.08, 0.1)
    for wide, forward, colour in ((0.13, 0, MAIN), (0.08, -0.05, "blossom")):
        flap = sphere(1, segments=16).stretch(wide, 0.09, ear * wide / 0.13 * 1.08).turn(x=-8, y=20)
        mirrored(prop, flap.move(0.16 + 0.34 * ear, y + 0.08 + forward, z + 0.16 + 0.85 * ear), colour)
    for share in np.linspace(-0.12, 1, 7):
        lock = sphere(0.15, segments=8).stretch(0.5, 0.9, 1.2)
        prop.add(lock.move(y=y + 0.1 + 0.5 * share, z=z + 0.24 - 0.36 * max(share, 0)), "charcoal")
    tufted_tail(prop, 0.92 * length, back + 0.15, prop.vary(0.5), "charcoal")


def unicorn(prop: ToyShape) -> None:
    length, neck, horn, hair = prop.vary(0.64, 0.1), prop.vary(0.7, 0.1), prop.vary(0.72), ("blossom", "lemon", "glass")
    back = legged_body(prop, (prop.vary(0.34, 0.1), length, 0.35), prop.vary(0.66, 0.1), 0.12, foot="gold")
    y, z = -length - 0.14, back + neck
    prop.add(limb((0, -0.55 * length, back, 0.32), (0, 0.9 * y, back + 0.5 * neck, 0.23), (0, y, z, 0.2)))
    long_head(prop, y, z, 0.38)
    mirrored(prop, cone(0.09, 0.28).turn(y=16).move(0.13, y + 0.06, z + 0.12))
    turns = np.linspace(0, 1, 18)
    wide = 0.09 - 0.063 * turns
    spiral = np.stack([wide * np.cos(24 * turns), wide * np.sin(24 * turns), horn * turns], axis=1)
    for part in (cone(0.12, horn), tube(spiral.tolist(), (0.055 - 0.02 * turns).tolist(), segments=6, soft=False)):
        prop.add(part.turn(x=24).move(y=y - 0.12, z=z + 0.16), "gold")
    for i, share in enumerate(np.linspace(-0.1, 1, 5)):
        lock = limb((0, 0, 0, 0.15), (0.2, 0.06, -0.1, 0.14), (0.26, 0.1, -0.36, 0.06))
        prop.add(lock.move(y=y + 0.12 + 0.4 * max(share, 0) ** 1.5, z=z + 0.2 - 0.85 * neck * share), hair[i % 3])
    y = length + 0.25
    for x, colour in zip((-0.1, 0, 0.1), hair, strict=True):
        fall = ((2 * x, y, back - 0.2, 0.13), (2.5 * x, y + 0.16, back - 0.6, 0.06))
        prop.add(limb((0, 0.9 * length, back + 0.15, 0.1), (x, y, back + 0.2, 0.12), *fall), colour)


def squirrel(prop: ToyShape) -> None:
    width, head, bush, rise = prop.vary(0.36, 0.1), prop.vary(0.34, 0.08), prop.vary(0.3, 0.1), prop.vary(1.5, 0.08)
    prop.add(sphere(1).stretch(width, 0.36, 0.52).turn(x=-8).move(z=0.58))
    prop.add(sphere(1, segments=16).stretch(0.7 * width, 0.2, 0.38).move(y=-0.24, z=0.58), "snow")
    stem = ((0, 0.28, 0.16, 0.14), (0, 0.64, 0.28, 0.8 * bush), (0, 0.74, 0.75, 1.1 * bush))
    curl = ((0, 0.62, rise - 0.3, 1.2 * bush), (0, 0.68, rise + 0.1, bush), (0, 0.96, rise + 0.2, 0.8 * bush))
    prop.add(limb(*stem, *curl, (0, 1.12, rise - 0.04, 0.4 * bush)), DARK)
    mirrored(prop, sphere(1, segments=16).stretch(0.17, 0.32, 0.3).turn(x=20).move(0.9 * width, 0.06, 0.36))
    mirrored(prop, sphere(1, segments=12).stretch(0.12, 0.3, 0.09).move(0.9 * width, -0.22, 0.09), DARK)
    y, z = -0.16, 1.08 + 0.6 * head
    prop.add(sphere(head).stretch(y=1.1).move(y=y, z=z))
    mirrored(prop, cone(0.12, 0.36).stretch(y=0.6).turn(y=12).move(0.58 * head, y + 0.06, z + 0.72 * head))
    muzzle(prop, y - 0.96 * head, z - 0.1, 0.17, "snow")
    eyes(prop, 0.2, y - 0.8 * head, z + 0.1, 0.1)
    mirrored(prop, limb((0.8 * width, -0.16, 0.88, 0.11), (0.8 * width, -0.38, 0.7, 0.1), (0.15, -0.58, 0.74, 0.09)))
    for wide, tall, up, colour in ((0.16, 0.22, 0.74, "dough"), (0.2, 0.12, 0.9, "bark"), (0.05, 0.1, 1.0, "bark")):
        prop.add(sphere(1, segments=12).stretch(wide, wide, tall).move(y=-0.66, z=up), colour)


def hedgehog(prop: ToyShape) -> None:
    width, length, tall, spine = prop.vary(0.6, 0.08), prop.vary(0.74, 0.08), prop.vary(0.62, 0.08), prop.vary(0.34)
    prop.add(sphere(1).stretch(width, length, tall).move(z=0.5))
    prop.add(sphere(1, segments=20).stretch(0.85 * width, 0.9 * length, 0.36).move(y=-0.08, z=0.36), "cream")
    for i in range(84):
        up, turn = 1 - 1.3 * (i + 0.5) / 84, 2.4 * i
        x, y = math.sqrt(1 - up * up) * math.cos(turn), math.sqrt(1 - up * up) * math.sin(turn)
        if y > -0.72 or up > 0.62:
            needle = cylinder(0.09, spine, bevel=0.01, top=0.02, segments=6).move(z=0.3 * spine)
            needle = needle.turn(y=math.degrees(math.acos(up)), z=math.degrees(turn)).turn(x=-16)
            prop.add(needle.move(x * width, y * length, 0.5 + up * tall), (DARK, MAIN)[i % 2])
    y, z = -0.8 * length, 0.46
    prop.add(limb((0, y, z, 0.36), (0, y - 0.3, z - 0.06, 0.2), (0, y - 0.48, z - 0.04, 0.1)), "cream")
    prop.add(sphere(0.11, segments=12).move(y=y - 0.62, z=z), "charcoal")
    mirrored(prop, sphere(0.14, segments=12).stretch(y=0.5).move(0.32, y - 0.06, z + 0.26), "dough")
    eyes(prop, 0.2, y - 0.24, z + 0.14, 0.09)
    for back in (-0.4, 0.45):
        mirrored(prop, sphere(1, segments=12).stretch(0.14, 0.2, 0.12).move(0.6 * width, back * length, 0.1), "dough")


def bat(prop: ToyShape) -> None:
    span, head, ear, sweep = prop.vary(1.25, 0.1), prop.vary(0.33, 0.08), prop.vary(0.48), prop.vary(16, 0.5)
    prop.add(sphere(1).stretch(0.3, 0.28, 0.42))
    prop.add(sphere(head).move(y=-0.1, z=0.48))
    for size, forward, colour in ((1, 0, MAIN), (0.68, -0.07, "blossom")):
        flap = cone(0.19 * size, ear * size).stretch(y=0.5).turn(y=20)
        mirrored(prop, flap.move(0.55 * head, forward - 0.06, 0.48 + 0.6 * head), colour)
    eyes(prop, 0.15, -0.1 - 0.84 * head, 0.56, 0.1)
    prop.add(sphere(0.09, segments=12).stretch(x=1.3).move(y=-0.12 - head, z=0.42), "blossom")
    mirrored(prop, cone(0.05, 0.16).turn(x=180).move(0.09, -0.04 - head, 0.34), "snow")
    low, middle, high = (0.4, -0.5), (0.78, -0.5), (1.12, -0.3)
    web = [(0, -0.3), (0.2, -0.28), low, (0.56, -0.22), middle, (0.9, -0.1), high, (1.05, 0.2), (0.7, 0.5), (0.3, 0.22)]
    parts = [(extrude(np.array([*web, (0, 0.2)]) * span, 0.1, bevel=0.03), MAIN)]
    for x, z in (low, middle, high):
        finger = tube([(0.7 * span, 0, 0.5 * span), (x * span, 0, z * span)], 0.07, segments=8, soft=False)
        parts.append((finger, DARK))
    arm = limb((0, 0, 0.1 * span, 0.1), (0.3 * span, 0, 0.21 * span, 0.09), (0.7 * span, 0, 0.52 * span, 0.09))
    for part, colour in (*parts, (arm, DARK)):
        mirrored(prop, part.turn(z=sweep).move(0.1), colour)
    mirrored(prop, limb((0.14, 0, -0.34, 0.08), (0.16, -0.06, -0.56, 0.07)), DARK)


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


def turkey(prop: ToyShape) -> None:
    girth, fan, count = prop.vary(0.5, 0.08), prop.vary(0.92, 0.08), prop.random.choice((9, 11))
    middle = 0.36 + girth
    prop.add(sphere(girth).stretch(y=1.1).move(z=middle))
    for size, thick, colour in ((1.0, 0.1, "cream"), (0.9, 0.14, DARK), (0.74, 0.18, MAIN)):
        prop.add(_fan(size * fan, thick, count).turn(x=-14).move(y=0.8 * girth, z=0.04 + middle), colour)
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
    plumes = [(_fan(fan, 0.1, rows), DARK), (_fan(0.62 * fan, 0.14, rows), LIGHT)]
    for share, count, size in ((0.88, rows, 1.0), (0.52, rows - 3, 0.8)):
        for angle in np.radians(np.linspace(0, 180, count)):
            for radius, thick, colour in ((0.15, 0.09, "gold"), (0.1, 0.12, MAIN), (0.055, 0.14, "charcoal")):
                dot = tube([(0, -thick, 0), (0, thick, 0)], radius * size, segments=12, soft=False)
                plumes.append((dot.move(share * fan * math.cos(angle), 0, share * fan * math.sin(angle)), colour))
    for part, colour in plumes:
        prop.add(part.turn(x=-14).move(y=0.34, z=0.72), colour)
    mirrored(prop, limb((0.13, 0.02, 0.45, 0.08), (0.13, 0, 0.08, 0.06)), "stone")
    toes(prop, 0.16, 0.02, 0.2, "stone")


def ladybug(prop: ToyShape) -> None:
    width, length, tall, size = prop.vary(0.66, 0.08), prop.vary(0.74, 0.08), prop.vary(0.62, 0.1), prop.vary(0.2)
    many, few = ((-58, 52), (0, 62), (56, 52), (-30, 26), (40, 24)), ((-45, 50), (45, 50), (2, 30))
    shell = lathe([(0, 0), (0.96, 0), (1, 0.1), (0.9, 0.52), (0.55, 0.9), (0, 1)], soft=True)
    prop.add(shell.stretch(width, length, tall).move(z=0.22))
    prop.add(sphere(1, segments=20).stretch(0.9 * width, 0.95 * length, 0.16).move(z=0.22), "charcoal")
    seam = [(0, 0.98 * length * math.cos(t), 0.22 + 0.98 * tall * math.sin(t)) for t in np.linspace(0.2, 2.9, 9)]
    prop.add(tube(seam, 0.05, segments=8), "charcoal")
    for angle, tilt in prop.random.choice((many, few)):
        for radius, flat, colour in ((1.25 * size, 0.28, LIGHT), (size, 0.4, "charcoal")):
            dot = sphere(radius, segments=10).stretch(z=flat).move(z=0.97).turn(y=tilt).turn(z=angle)
            mirrored(prop, dot.stretch(width, length, tall).move(z=0.22), colour)
    y = -length - 0.02
    prop.add(sphere(0.34, segments=20).stretch(x=1.25).move(y=y, z=0.38), "charcoal")
    mirrored(prop, sphere(0.14, segments=12).stretch(y=0.6).move(0.3, y - 0.12, 0.56), "snow")
    eyes(prop, 0.16, y - 0.28, 0.46, 0.1)
    feelers(prop, [(0.12, y - 0.1, 0.62), (0.18, y - 0.2, 0.84), (0.3, y - 0.34, 0.94)], "charcoal")
    leg = limb((-0.2, 0, 0.22, 0.09), (0.16, 0, 0.18, 0.08), (0.22, 0, 0.05, 0.07))
    for y in (-0.5, 0, 0.5):
        mirrored(prop, leg.move(width * math.sqrt(1 - y**2), y * length), "charcoal")


def ant(prop: ToyShape) -> None:
    rear, head, reach, knee = prop.vary(0.4, 0.1), prop.vary(0.34, 0.1), prop.vary(0.85, 0.1), prop.vary(0.92, 0.1)
    prop.add(sphere(rear).stretch(y=1.4, z=0.95).turn(x=12).move(y=0.5 + 1.3 * rear, z=0.62))
    prop.add(sphere(0.15, segments=12).move(y=0.42, z=0.52), DARK)
    prop.add(limb((0, 0.26, 0.55, 0.17), (0, -0.1, 0.62, 0.24), (0, -0.36, 0.66, 0.14)))
    y = -0.44 - head
    prop.add(sphere(head).stretch(1.12, 1.1, 0.92).move(y=y, z=0.76))
    eyes(prop, 0.22, y - 0.7 * head, 0.9, 0.1)
    fang = limb((0.16, -0.85 * head, 0.6, 0.09), (0.2, -1.5 * head, 0.54, 0.08), (0.05, -1.8 * head, 0.54, 0.05))
    mirrored(prop, fang.move(y=y), "charcoal")
    elbow = [(0.12, y - 0.1, 1.0), (0.26, y + 0.02, 1.42), (0.34, y - 0.42, 1.5)]
    mirrored(prop, tube(elbow, 0.055, segments=8, soft=False), DARK)
    mirrored(prop, sphere(0.08, segments=8).move(*elbow[-1]), DARK)
    shin = ((0.85 * reach, 0, 0.3, 0.07), (reach + 0.12, 0, 0.05, 0.05))
    leg = limb((0.12, 0, 0.56, 0.09), (0.5 * reach, 0, knee, 0.08), *shin)
    for y, turn in ((-0.22, -36), (0, 4), (0.18, 40)):
        mirrored(prop, leg.turn(z=turn).move(y=y), DARK)


def snake(prop: ToyShape) -> None:
    girth, radius, rise, sway = prop.vary(0.17, 0.08), prop.vary(0.62, 0.08), prop.vary(1.35, 0.1), prop.vary(0.1, 0.9)
    spine = []
    for t in np.linspace(0, 1, 27):
        wide, angle, z = radius * (1.3 - 0.72 * t), 4 * math.pi * t, girth * (1 + max(0, 3.2 * t - 1))
        spine.append((-wide * math.sin(angle), wide * math.cos(angle), z, girth * min(1, 0.3 + 3 * t)))
    neck = ((-0.28, 0.2, 0.62), (-sway, 0.12, 0.9), (sway, 0.1, 0.8 * rise), (0, 0.04, rise), (0, -0.2, rise + 0.08))
    spine += [(*spot, girth) for spot in neck]
    prop.add(limb(*spine))
    for hoop in hoops(20, 0.05, *spine):
        prop.add(hoop, LIGHT)
    prop.add(sphere(1, 0.1, 20).stretch(0.27, 0.38, 0.2).turn(x=6).move(y=-0.34, z=rise + 0.1))
    eyes(prop, 0.17, -0.46, rise + 0.23, 0.09)
    mirrored(prop, sphere(0.035, segments=8).move(0.08, -0.7, rise + 0.12), "charcoal")
    prop.add(tube([(0, -0.6, rise + 0.02), (0, -0.95, rise)], 0.04, segments=8), "cherry")
    mirrored(prop, tube([(0, -0.92, rise), (0.1, -1.1, rise + 0.03)], 0.035, segments=8), "cherry")


def _fan(radius: float, thick: float, count: int) -> Part:
    """Returns an upright half disc around the origin with `count` round feathers along its rim."""
    turns = np.radians(np.linspace(-18, 198, 6 * count + 1))
    reach = radius * (0.9 + 0.1 * np.abs(np.sin(np.linspace(0, count * math.pi, 6 * count + 1))))
    return extrude(np.stack([reach * np.cos(turns), reach * np.sin(turns)], axis=1), thick, bevel=0.03)
