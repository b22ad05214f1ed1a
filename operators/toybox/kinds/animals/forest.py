"""Wild animals of field and forest. Each public function adds the parts of one kind to `prop`."""

from __future__ import annotations

import math

import numpy as np

from ..shapes import DARK, LIGHT, MAIN, ToyShape, circle, cone, cylinder, extrude, limb, mirrored, rounded, sphere, tube
from .parts import eyes, legged_body, long_head, muzzle, round_ears, spots


def rabbit(prop: ToyShape) -> None:
    width, length, ear, head = prop.vary(0.4, 0.1), prop.vary(0.56, 0.1), prop.vary(0.46), prop.vary(0.36, 0.08)
    prop.add(sphere(1).stretch(width, length, 0.46).move(y=0.08, z=0.52))
    prop.add(sphere(0.21, segments=16).move(y=length + 0.12, z=0.42), "snow")
    mirrored(prop, sphere(1).stretch(0.19, 0.34, 0.33).move(0.85 * width, 0.24, 0.36))
    mirrored(prop, limb((0.85 * width, 0.3, 0.1, 0.12), (0.9 * width, -0.16, 0.1, 0.11)), LIGHT)
    mirrored(prop, limb((0.2, -0.34, 0.5, 0.13), (0.18, -0.5, 0.14, 0.11)))
    mirrored(prop, sphere(0.14, segments=16).stretch(y=1.3, z=0.8).move(0.18, -0.56, 0.11), LIGHT)
    y, z, lean = 0.05 - length, 0.98, prop.vary(10, 0.5)
    prop.add(sphere(head).move(y=y, z=z))
    for size, forward, colour in ((1, 0.0, MAIN), (0.72, -0.06, "blossom")):
        flap = sphere(1, segments=16).stretch(0.14 * size, 0.09, ear * size).turn(x=-8, y=lean)
        mirrored(prop, flap.move(0.17 + 0.005 * lean, y + 0.08 + forward, z + 0.7 * head + 0.6 * ear), colour)
    mirrored(prop, sphere(0.13, segments=16).move(0.09, y - 0.88 * head, z - 0.12), LIGHT)
    prop.add(sphere(0.07, segments=12).stretch(x=1.3).move(y=y - head - 0.07, z=z - 0.03), "blossom")
    prop.add(cylinder(0.08, 0.17, bevel=0.02, segments=12).stretch(y=0.6).move(y=y - head - 0.03, z=z - 0.25), "snow")
    eyes(prop, 0.19, y - 0.78 * head, z + 0.13, 0.1)


def mouse(prop: ToyShape) -> None:
    width, length, ear, sway = prop.vary(0.42, 0.1), prop.vary(0.58, 0.1), prop.vary(0.35), prop.vary(0.4, 0.5)
    prop.add(sphere(1).stretch(width, length, 0.44).move(y=0.1, z=0.46))
    y, z = -length - 0.02, 0.62
    prop.add(sphere(0.36).move(y=y, z=z))
    prop.add(limb((0, y - 0.1, z - 0.04, 0.28), (0, y - 0.4, z - 0.1, 0.16), (0, y - 0.52, z - 0.12, 0.1)))
    prop.add(sphere(0.1, segments=12).move(y=y - 0.66, z=z - 0.1), "blossom")
    round_ears(prop, 0.28 + 0.4 * ear, y + 0.12, z + 0.22 + 0.6 * ear, ear)
    eyes(prop, 0.19, y - 0.28, z + 0.12, 0.095)
    for tilt in (-12, 12):
        whisker = tube([(0.08, y - 0.46, 0), (0.5, y - 0.36, 0)], 0.03, segments=8, soft=False)
        mirrored(prop, whisker.turn(y=tilt).move(z=z - 0.13), "charcoal")
    mirrored(prop, sphere(1, segments=16).stretch(0.16, 0.3, 0.28).move(0.86 * width, 0.3, 0.34))
    for x, y in ((0.9 * width, 0.14), (0.6 * width, -length)):
        mirrored(prop, limb((x, y + 0.18, 0.26, 0.12), (x, y, 0.08, 0.1)), "blossom")
    curve = [(sway * math.sin(2.6 * t), length + 1.15 * t, 0.26 - 0.18 * math.sin(3 * t)) for t in np.linspace(0, 1, 7)]
    prop.add(tube(curve, [0.09, 0.085, 0.08, 0.075, 0.07, 0.06, 0.05], segments=8), "blossom")


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


def fox(prop: ToyShape) -> None:
    length, head, bush = prop.vary(0.58, 0.1), prop.vary(0.34, 0.08), prop.vary(0.25)
    back = legged_body(prop, (prop.vary(0.26, 0.1), length, 0.27), prop.vary(0.42), 0.1, skin="charcoal")
    y, z, tip = -length - 0.08, back + 0.44, back + prop.vary(0.45)
    prop.add(limb((0, -0.6 * length, back + 0.02, 0.24), (0, y, z, 0.2)))
    prop.add(sphere(1, segments=16).stretch(0.2, 0.2, 0.28).turn(x=24).move(y=y + 0.08, z=z - 0.36), "snow")
    prop.add(sphere(head, segments=20).stretch(1.15, 0.9, 0.9).move(y=y, z=z))
    mirrored(prop, limb((0.14, y - 0.13, z - 0.1, 0.2), (0.48, y - 0.08, z - 0.14, 0.05)), "snow")
    snout = limb((0, y - 0.1, z - 0.02, 0.24), (0, y - 0.42, z - 0.07, 0.13), (0, y - 0.6, z - 0.08, 0.09))
    prop.add(snout)
    prop.add(snout.stretch(x=0.85).move(y=0.02, z=-0.07), "snow")
    prop.add(sphere(0.1, segments=12).move(y=y - 0.7, z=z - 0.06), "charcoal")
    mirrored(prop, cone(0.2, 0.5).stretch(y=0.55).turn(y=14).move(0.55 * head, y + 0.04, z + 0.6 * head))
    fluff = sphere(1, segments=12).stretch(0.1, 0.07, 0.2).turn(x=-6, y=14)
    mirrored(prop, fluff.move(0.55 * head + 0.05, y - 0.03, z + 0.6 * head + 0.19), "charcoal")
    eyes(prop, 0.17, y - 0.82 * head, z + 0.1, 0.085)
    y = length + 0.7
    prop.add(limb((0, y - 0.8, back + 0.1, 0.1), (0, y - 0.4, back, bush), (0, y, 0.5 * (back + tip), bush)))
    prop.add(limb((0, y - 0.02, 0.5 * (back + tip), bush), (0, y + 0.2, tip, 0.6 * bush)), "snow")


def wolf(prop: ToyShape) -> None:
    length, size, lift = prop.vary(0.64, 0.1), prop.vary(0.33, 0.08), prop.vary(48, 0.2)
    back = legged_body(prop, (prop.vary(0.3, 0.1), length, 0.32), prop.vary(0.52), 0.11, foot=LIGHT)
    y, z = -length - 0.16, back + prop.vary(0.6, 0.08)
    prop.add(limb((0, -0.6 * length, back + 0.02, 0.34), (0, y, z, 0.24)))
    for behind, down, radius in ((0.42, 0.42, 0.36), (0.24, 0.2, 0.33)):
        for x, up, angle in circle(8, radius, 90):
            tuft = sphere(1, segments=8).stretch(0.14, 0.26, 0.1).turn(x=38).turn(y=90 - angle)
            prop.add(tuft.move(x, y + behind - 0.3 * up, z - down + up), DARK)
    head = ToyShape(prop.random)
    head.add(sphere(size, segments=20).stretch(x=1.1, z=0.95))
    mirrored(head, limb((0.16, -0.08, -0.12, 0.2), (0.48, 0.04, -0.18, 0.05)), LIGHT)
    head.add(limb((0, -0.1, 0, 0.24), (0, -0.46, 0, 0.14), (0, -0.66, 0, 0.11)))
    head.add(limb((0, -0.1, -0.12, 0.2), (0, -0.36, -0.27, 0.1), (0, -0.5, -0.36, 0.08)), LIGHT)
    mirrored(head, cone(0.05, 0.16).turn(x=180).move(0.08, -0.6, -0.04), "snow")
    head.add(sphere(0.1, segments=12).move(y=-0.76, z=0.04), "charcoal")
    mirrored(head, cone(0.15, 0.4).stretch(y=0.6).turn(x=-12, y=12).move(0.55 * size, 0.06, 0.6 * size))
    eyes(head, 0.17, -0.8 * size, 0.13, 0.075)
    for part, colour in head.parts:
        prop.add(part.turn(x=-lift).move(y=y, z=z), colour)
    y = length + 0.3
    prop.add(limb((0, 0.85 * length, back + 0.1, 0.1), (0, y, back - 0.1, 0.19), (0, y + 0.14, back - 0.6, 0.1)))


def bear(prop: ToyShape) -> None:
    width, length, head = prop.vary(0.5, 0.1), prop.vary(0.72, 0.1), prop.vary(0.43, 0.08)
    back = legged_body(prop, (width, length, 0.5), prop.vary(0.36), 0.2, foot=DARK)
    prop.add(sphere(1, segments=16).stretch(0.85 * width, 0.45, 0.42).move(y=-0.45 * length, z=back + 0.24))
    y, z = -length - 0.16, back + prop.vary(0.2, 0.4)
    prop.add(sphere(head).stretch(x=1.12).move(y=y, z=z))
    round_ears(prop, 0.78 * head, y + 0.06, z + 0.8 * head, 0.18, DARK)
    muzzle(prop, y - 0.9 * head, z - 0.13, 0.27, "cream")
    eyes(prop, 0.2, y - 0.8 * head, z + 0.13, 0.08)
    prop.add(sphere(0.15, segments=16).move(y=length + 0.04, z=back + 0.14))
    claw = sphere(0.08, segments=8).stretch(0.7, 1.6, 0.8)
    for x in (-0.13, 0, 0.13):
        for y in (-0.64 * length, 0.64 * length):
            mirrored(prop, claw.move(x + 0.62 * width, y - 0.25, 0.08), "cream")


def deer(prop: ToyShape) -> None:
    width, length, antler = prop.vary(0.3, 0.08), prop.vary(0.6, 0.1), prop.vary(0.85, 0.12)
    back = legged_body(prop, (width, length, 0.31), prop.vary(0.8, 0.1), 0.1)
    spots(prop, (width, length, 0.31), back + 0.02, 10, 0.09, "snow")
    y, z = -length - 0.16, back + prop.vary(0.66, 0.1)
    prop.add(limb((0, -0.62 * length, back, 0.27), (0, 0.95 * y, 0.5 * (back + z), 0.19), (0, y, z, 0.17)))
    long_head(prop, y, z, 0.36)
    prop.add(sphere(0.1, segments=12).stretch(x=1.2).move(y=y - 0.56, z=z - 0.2), "charcoal")
    mirrored(prop, sphere(1, segments=12).stretch(0.26, 0.08, 0.12).turn(y=-20).move(0.36, y + 0.08, z + 0.14), DARK)
    beam = ((0.08, y + 0.02, z + 0.14), (0.2, y + 0.12, z + 0.4), (0.46, y + 0.2, z + 0.7 * antler))
    mirrored(prop, tube([*beam, (0.4, y + 0.04, z + 1.2 * antler)], 0.065, segments=8), "wood")
    for x, ahead, share in ((0.16, -0.22, 0.42), (0.36, -0.2, 0.7), (0.42, 0.3, 0.85)):
        tine = ((x, y + 0.12, z + share * antler - 0.1), (x + 0.06, y + 0.12 + ahead, z + (share + 0.25) * antler))
        mirrored(prop, tube(tine, [0.06, 0.05], segments=8), "wood")
    prop.add(sphere(1, segments=16).stretch(0.2, 0.08, 0.24).move(y=0.97 * length, z=back + 0.02), "snow")
    prop.add(sphere(1, segments=12).stretch(0.1, 0.12, 0.2).turn(x=-30).move(y=length + 0.08, z=back + 0.16), LIGHT)


def moose(prop: ToyShape) -> None:
    width, length, spread = prop.vary(0.36, 0.1), prop.vary(0.68, 0.1), prop.vary(1.0, 0.1)
    back = legged_body(prop, (width, length, 0.4), prop.vary(0.8, 0.1), 0.12)
    prop.add(sphere(1, segments=20).stretch(0.3, 0.42, 0.42).move(y=-0.55 * length, z=back + 0.22))
    y, z = -length - 0.36, back + 0.42
    prop.add(limb((0, -0.6 * length, back + 0.12, 0.32), (0, y, z, 0.24)))
    muzzle_end = ((0, y - 0.62, z - 0.26, 0.24), (0, y - 0.7, z - 0.4, 0.22))
    prop.add(limb((0, y, z, 0.25), (0, y - 0.32, z - 0.12, 0.2), *muzzle_end))
    prop.add(sphere(0.24, segments=16).stretch(1.05, 0.8, 0.9).move(y=y - 0.74, z=z - 0.42), LIGHT)
    mirrored(prop, sphere(0.06, segments=8).move(0.14, y - 0.92, z - 0.34), "charcoal")
    eyes(prop, 0.19, y - 0.2, z + 0.1, 0.085)
    prop.add(limb((0, y - 0.02, z - 0.2, 0.13), (0, y, z - 0.55, 0.07)), DARK)
    mirrored(prop, sphere(1, segments=12).stretch(0.24, 0.08, 0.12).turn(y=10).move(0.38, y + 0.14, z + 0.06), DARK)
    palm = [(0, -0.06), (0.3, -0.1), (0.62, -0.16), (0.56, 0.06), (0.86, 0.02), (0.76, 0.22), (1.02, 0.3), (0.84, 0.42)]
    palm += [(0.98, 0.66), (0.72, 0.6), (0.68, 0.86), (0.52, 0.62), (0.4, 0.3), (0.2, 0.1), (0, 0.08)]
    antler = extrude(spread * rounded(palm, 1), 0.13).turn(x=-28, z=22)
    mirrored(prop, antler.move(0.12, y + 0.04, z + 0.22), "dough")
    prop.add(sphere(0.13, segments=12).stretch(z=1.3).move(y=length + 0.02, z=back + 0.12), DARK)
