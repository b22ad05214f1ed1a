"""Animals of far countries of the toybox. Each function adds the parts of one kind to `prop`."""

from __future__ import annotations

import math

import numpy as np

from ..shapes import DARK, LIGHT, MAIN, ToyShape, circle, cone, extrude, limb, mirrored, rounded, sphere, torus, tube
from .parts import bands, eyes, hoops, legged_body, long_head, muzzle, pincers, round_ears, smile, toes, tufted_tail


def zebra(prop: ToyShape) -> None:
    size, tall = (prop.vary(0.34, 0.1), prop.vary(0.68, 0.1), 0.36), prop.vary(0.66, 0.1)
    back = legged_body(prop, size, tall, 0.13)
    bands(prop, size, back, (-0.74, -0.44, -0.14, 0.16, 0.46, 0.76), 0.07, "charcoal")
    bands(prop, size, back, (-0.29, 0.01, 0.31), 0.03, "snow")
    for y in (-0.64 * size[1], 0.64 * size[1]):
        leg = ((0.62 * size[0], y, 0.16, 0.13), (0.62 * size[0], y, 0.95 * tall, 0.14))
        for hoop, colour in zip(hoops(3, 0.04, *leg), ("charcoal", "snow", "charcoal"), strict=True):
            mirrored(prop, hoop, colour)
    y, z = -size[1] - 0.2, back + prop.vary(0.66, 0.1)
    neck = ((0, -0.6 * size[1], back + 0.1, 0.3), (0, y, z, 0.2))
    prop.add(limb(*neck))
    for i, hoop in enumerate(hoops(5, 0.04, *neck)):
        prop.add(hoop, ("charcoal", "snow")[i % 2])
    long_head(prop, y, z, 0.4)
    prop.add(sphere(0.22, segments=12).stretch(z=0.9).move(y=y - 0.44, z=z - 0.29), "charcoal")
    mirrored(prop, cone(0.1, 0.3).turn(y=14).move(0.12, y + 0.05, z + 0.12))
    for i, share in enumerate(np.linspace(0, 1, 6)):
        lock = sphere(0.17, segments=8).stretch(0.45, 0.8, 1.1)
        prop.add(lock.move(y=y + 0.1 + 0.48 * share, z=z + 0.24 - 0.5 * share), ("charcoal", "snow")[i % 2])
    tufted_tail(prop, 0.92 * size[1], back + 0.15, prop.vary(0.5), "charcoal")


def tiger(prop: ToyShape) -> None:
    size, head = (prop.vary(0.36, 0.1), prop.vary(0.74, 0.1), 0.36), prop.vary(0.42, 0.08)
    back = legged_body(prop, size, prop.vary(0.44), 0.15, foot=LIGHT)
    bands(prop, size, back, (-0.5, -0.22, 0.06, 0.34, 0.62), 0.055, "charcoal")
    y, z = -size[1] - 0.12, back + 0.36
    prop.add(sphere(head).stretch(1.12, 0.95, 0.95).move(y=y, z=z))
    round_ears(prop, 0.75 * head, y + 0.06, z + 0.8 * head, 0.16, "snow")
    mirrored(prop, limb((0.14, y - 0.2, z - 0.16, 0.2), (0.5, y - 0.08, z - 0.2, 0.06)), "snow")
    muzzle(prop, y - 0.88 * head, z - 0.12, 0.2, "snow")
    eyes(prop, 0.18, y - 0.84 * head, z + 0.12, 0.085)
    for turn, long in ((24, 0.1), (44, 0.16), (64, 0.12)):
        bar = tube([(-long, -head, 0), (0, -head - 0.02, 0), (long, -head, 0)], 0.04, segments=8)
        prop.add(bar.turn(x=-turn).stretch(y=0.95, z=0.95).move(y=y, z=z + 0.02), "charcoal")
    for angle in (-2, 26):
        bar = tube([(head, -0.3, 0), (head + 0.01, -0.06, 0), (head, 0.14, 0)], 0.04, segments=8)
        mirrored(prop, bar.turn(y=-angle).stretch(1.12, 0.95, 0.95).move(y=y, z=z), "charcoal")
    y, tip = size[1] + 0.42, back + prop.vary(0.5)
    tail = ((0, 0.85 * size[1], back + 0.14, 0.1), (0, y, back, 0.1), (0, y + 0.1, tip, 0.09))
    prop.add(limb(*tail))
    for hoop in hoops(2, 0.05, *tail[1:]):
        prop.add(hoop, "charcoal")


def gorilla(prop: ToyShape) -> None:
    chest, head, reach = prop.vary(0.5, 0.1), prop.vary(0.38, 0.08), prop.vary(0.72, 0.08)
    prop.add(limb((0, 0.5, 0.62, 0.38), (0, 0, 0.95, 0.46), (0, -0.3, 1.15, chest)))
    prop.add(limb((0, 0.52, 0.74, 0.37), (0, 0.12, 1.04, 0.42)).stretch(x=0.9), LIGHT)
    mirrored(prop, limb((chest, -0.32, 1.2, 0.28), (reach, -0.4, 0.7, 0.2), (reach - 0.08, -0.62, 0.2, 0.19)))
    mirrored(prop, sphere(0.2, segments=16).stretch(1, 1.1, 0.8).move(reach - 0.08, -0.68, 0.16), "charcoal")
    mirrored(prop, limb((0.3, 0.5, 0.55, 0.3), (0.46, 0.22, 0.4, 0.22), (0.42, 0.46, 0.16, 0.16)))
    mirrored(prop, sphere(1, segments=16).stretch(0.16, 0.3, 0.12).move(0.44, 0.3, 0.12), "charcoal")
    y, z = -0.7, 1.34 + 0.5 * head
    prop.add(limb((0, y, z, head), (0, y + 0.14, z + 0.12, 0.84 * head)))
    for size, forward, down in ((0.85, 0.62, 0), (0.72, 0.82, 0.5)):
        face = sphere(size * head, segments=20).stretch(1.06, 0.75, 0.8)
        prop.add(face.move(y=y - forward * head, z=z - down * head), "charcoal")
    y -= head
    mirrored(prop, limb((0.04, y, z + 0.4 * head, 0.09), (0.62 * head, y + 0.26 * head, z + 0.36 * head, 0.08)))
    mirrored(prop, sphere(0.06, segments=8).move(0.09, y - 0.3 * head, z - 0.22 * head), "stone")
    smile(prop, 0.6 * head, y + 0.12 * head, z - 0.7 * head, 0.52 * head, -0.06)
    eyes(prop, 0.16, y - 0.06 * head, z + 0.16 * head, 0.075)
    mirrored(prop, sphere(0.11, segments=12).stretch(x=0.6).move(head, y + head, z), "charcoal")


def hippopotamus(prop: ToyShape) -> None:
    width, length, snout = prop.vary(0.54, 0.08), prop.vary(0.78, 0.08), prop.vary(0.5, 0.08)
    back = legged_body(prop, (width, length, 0.52), prop.vary(0.22), 0.19, foot=DARK)
    y, z, gape = -length - 0.06, back + 0.2, prop.vary(14, 0.3)
    prop.add(limb((0, -0.7 * length, back + 0.05, 0.42), (0, y, z, 0.38)))
    upper = sphere(1, 0.25).stretch(snout, 0.46, 0.25).move(y=-0.42, z=0.16).turn(x=-0.4 * gape)
    lower = sphere(1, 0.25, 20).stretch(0.92 * snout, 0.44, 0.16).move(y=-0.4, z=-0.12).turn(x=gape)
    tongue = sphere(1, 0.2, 16).stretch(0.72 * snout, 0.42, 0.1).move(y=-0.4, z=0.0).turn(x=0.6 * gape)
    for part, colour in ((upper, MAIN), (lower, MAIN), (tongue, "blossom")):
        prop.add(part.move(y=y - 0.06, z=z - 0.08), colour)
    tusk = cone(0.09, 0.26).move(0.66 * snout, -0.68, -0.02).turn(x=gape)
    mirrored(prop, tusk.move(y=y - 0.06, z=z - 0.08), "snow")
    mirrored(prop, sphere(0.13, segments=12).stretch(z=0.7).move(0.26, y - 0.66, z + 0.33), DARK)
    mirrored(prop, sphere(0.05, segments=8).move(0.27, y - 0.74, z + 0.38), "charcoal")
    mirrored(prop, sphere(0.15, segments=12).move(0.22, y - 0.06, z + 0.34))
    eyes(prop, 0.23, y - 0.14, z + 0.38, 0.09)
    round_ears(prop, 0.32, y + 0.2, z + 0.38, 0.12)
    prop.add(limb((0, 0.95 * length, back + 0.1, 0.09), (0, length + 0.1, back - 0.2, 0.07)), DARK)


def rhinoceros(prop: ToyShape) -> None:
    width, length, horn = prop.vary(0.5, 0.08), prop.vary(0.78, 0.08), prop.vary(0.68)
    back = legged_body(prop, (width, length, 0.5), prop.vary(0.32), 0.19, foot="cream")
    bands(prop, (width, length, 0.5), back, (-0.5, 0.42), 0.05, DARK)
    y, z = -length - 0.2, back + 0.12
    prop.add(limb((0, -0.55 * length, back + 0.16, 0.46), (0, y, z + 0.05, 0.34)))
    prop.add(limb((0, y, z, 0.33), (0, y - 0.4, z - 0.16, 0.24), (0, y - 0.62, z - 0.22, 0.22)))
    prop.add(sphere(0.24, segments=16).stretch(1.08, 0.6, 0.8).move(y=y - 0.72, z=z - 0.28), LIGHT)
    mirrored(prop, sphere(0.06, segments=8).move(0.16, y - 0.8, z - 0.16), "charcoal")
    tip = (0, y - 0.92, z + horn - 0.12, 0.04)
    prop.add(limb((0, y - 0.6, z - 0.12, 0.17), (0, y - 0.84, z + 0.4 * horn - 0.1, 0.11), tip), "cream")
    prop.add(cone(0.14, 0.55 * horn).turn(x=14).move(y=y - 0.28, z=z + 0.06), "cream")
    eyes(prop, 0.25, y - 0.2, z + 0.16, 0.085)
    mirrored(prop, sphere(1, segments=16).stretch(0.13, 0.1, 0.22).turn(y=20).move(0.25, y + 0.1, z + 0.42), DARK)
    tufted_tail(prop, 0.95 * length, back + 0.1, prop.vary(0.4))


def panda(prop: ToyShape) -> None:
    width, head, side = prop.vary(0.52, 0.1), prop.vary(0.5, 0.08), prop.random.choice((-1, 1))
    prop.add(sphere(1).stretch(width, 0.46, 0.56).move(z=0.54))
    prop.add(sphere(1, segments=20).stretch(0.98 * width, 0.45, 0.2).move(z=0.86), "charcoal")
    z = 0.92 + head
    prop.add(sphere(head).stretch(1.14, 0.95, 0.94).move(y=-0.04, z=z))
    mirrored(prop, sphere(0.2, segments=16).stretch(y=0.6).move(0.8 * head, 0, z + 0.78 * head), "charcoal")
    patch = sphere(1, segments=16).stretch(0.13, 0.1, 0.18).turn(y=-28)
    mirrored(prop, patch.move(0.21, -0.87 * head, z + 0.04), "charcoal")
    eyes(prop, 0.19, -0.98 * head, z + 0.06, 0.07)
    muzzle(prop, -0.9 * head, z - 0.17, 0.18)
    mirrored(prop, limb((0.32, -0.1, 0.2, 0.22), (0.5, -0.6, 0.22, 0.2)), "charcoal")
    mirrored(prop, sphere(1, segments=16).stretch(0.14, 0.08, 0.15).turn(z=20).move(0.54, -0.79, 0.23), "stone")
    for x, hand in ((-side, 0.5), (side, 0.62)):
        elbow = (x * (width + 0.1), -0.32, 0.66, 0.17)
        prop.add(limb((x * 0.85 * width, -0.02, 0.88, 0.18), elbow, (x * 0.3, -0.6, hand, 0.16)), "charcoal")
    stalk = [(side * 0.42, -0.7, 0.2), (side * 0.3, -0.72, 0.6), (side * 0.16, -0.74, 1.2)]
    prop.add(tube(stalk, 0.07, segments=8), "leaf")
    for turn in (-50, 10, 60):
        leaf = sphere(1, segments=10).stretch(0.08, 0.05, 0.24).move(z=0.2).turn(y=turn)
        prop.add(leaf.move(side * 0.16, -0.74, 1.16), "leaf")


def kangaroo(prop: ToyShape) -> None:
    belly, tail, ear = prop.vary(0.42, 0.08), prop.vary(1.35, 0.1), prop.vary(0.32)
    prop.add(limb((0, 0.12, 0.72, belly), (0, -0.08, 1.15, 0.3), (0, -0.2, 1.5, 0.2)))
    prop.add(limb((0, 0.3, 0.6, 0.3), (0, 0.75, 0.22, 0.2), (0, tail, 0.1, 0.1)))
    mirrored(prop, sphere(1, segments=20).stretch(0.24, 0.42, 0.36).turn(x=30).move(belly, 0.1, 0.5))
    x, y = belly + 0.02, -belly
    mirrored(prop, limb((x, 0.32, 0.3, 0.14), (x, 0.28, 0.1, 0.12), (x, -0.6, 0.09, 0.1)), DARK)
    prop.add(sphere(1, segments=20).stretch(0.8 * belly, 0.3, 0.32).move(y=y + 0.26, z=0.66), LIGHT)
    prop.add(torus(1, 0.16, segments=20).stretch(0.3, 0.2, 0.3).turn(x=14).move(y=y + 0.16, z=0.92), LIGHT)
    prop.add(sphere(0.18, segments=16).stretch(y=1.1).move(y=y + 0.08, z=1.04))
    mirrored(prop, sphere(1, segments=10).stretch(0.06, 0.05, 0.16).turn(y=16).move(0.1, y + 0.14, 1.24), DARK)
    eyes(prop, 0.08, y - 0.07, 1.08, 0.05)
    prop.add(sphere(0.05, segments=8).move(y=y - 0.12, z=1.0), "charcoal")
    mirrored(prop, limb((0.26, -0.16, 1.32, 0.11), (0.38, -0.36, 1.12, 0.09), (0.3, -0.6, 1.16, 0.08)))
    y, z = -0.28, 1.74
    long_head(prop, y, z, prop.vary(0.36, 0.08))
    for size, forward, colour in ((1, 0, MAIN), (0.7, -0.06, "blossom")):
        flap = sphere(1, segments=12).stretch(0.13 * size, 0.09, ear * size).turn(y=16)
        mirrored(prop, flap.move(0.17, y + 0.1 + forward, z + 0.42), colour)


def koala(prop: ToyShape) -> None:
    width, head, ear, trunk = prop.vary(0.42, 0.08), prop.vary(0.46, 0.08), prop.vary(0.3, 0.1), prop.vary(0.19, 0.1)
    prop.add(sphere(1).stretch(width, 0.42, 0.54).move(z=0.62))
    z, y = 1.02 + head, -0.4 - trunk
    prop.add(tube([(0, y, -0.5), (0, y, 0.2), (0.04, y, 1.05)], [1.5 * trunk, trunk, trunk]), "bark")
    for angle in (-60, 60, 180):
        leaf = sphere(1, segments=12).stretch(0.13, 0.06, 0.26).move(z=0.24).turn(x=40).turn(z=angle)
        prop.add(leaf.move(0.04, y, 0.94), "leaf")
    y -= trunk
    for high, low in ((0.92, 0.78), (0.4, 0.28)):
        mirrored(prop, limb((0.8 * width, -0.1, high, 0.18), (width, -0.38, high, 0.16), (0.12, y, low, 0.14)))
        mirrored(prop, sphere(0.15, segments=12).move(0.12, y, low), DARK)
    prop.add(sphere(head).stretch(1.15, 0.95, 0.92).move(y=-0.12, z=z))
    round_ears(prop, 1.1 * head + 0.4 * ear, -0.04, z + 0.5 * head, ear, "snow")
    prop.add(sphere(1, 0.15, 16).stretch(0.13, 0.12, 0.2).move(y=-head - 0.1, z=z - 0.06), "charcoal")
    smile(prop, 0.2, -0.82 * head - 0.12, z - 0.28, 0.1, 0.05)
    eyes(prop, 0.24, -0.9 * head - 0.04, z + 0.08, 0.075)


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


def scorpion(prop: ToyShape) -> None:
    width, length, tall, claw = prop.vary(0.36, 0.1), prop.vary(0.5, 0.1), prop.vary(1.15, 0.1), prop.vary(0.9, 0.1)
    prop.add(sphere(1, 0.15, 20).stretch(width, length, 0.24).move(z=0.36))
    for share in (-0.3, 0.1, 0.5):
        plate = sphere(1, 0.15, 16).stretch((1 - 0.2 * share) * width, 0.14, 0.25)
        prop.add(plate.move(y=share * length, z=0.39), DARK)
    for i, share in enumerate(np.linspace(0, 1, 7)):
        turn = math.radians(200 * share)
        y, z = length + 0.1 + 0.42 * math.sin(turn), 0.45 + tall * (1 - math.cos(turn)) / 2
        prop.add(sphere(0.2 - 0.05 * share, segments=12).move(y=y, z=z), (MAIN, DARK)[i % 2])
    y, z = length - 0.24, 0.42 + tall
    prop.add(sphere(0.22, segments=12).stretch(y=1.2).move(y=y, z=z))
    prop.add(limb((0, y - 0.16, z, 0.12), (0, y - 0.4, z - 0.08, 0.08), (0, y - 0.44, z - 0.32, 0.04)), "charcoal")
    leg = limb((0.6 * width, 0, 0.36, 0.09), (width + 0.26, 0, 0.6, 0.08), (width + 0.5, 0, 0.04, 0.05))
    for y, turn in ((-0.26, -24), (-0.06, -6), (0.14, 12), (0.32, 32)):
        mirrored(prop, leg.turn(z=turn).move(y=y), DARK)
    x, y = width + 0.22, -length - 0.12
    mirrored(prop, limb((0.5 * width, -0.7 * length, 0.38, 0.12), (x, y, 0.42, 0.12), (x, y - 0.3, 0.4, 0.11)))
    hands = ToyShape(prop.random)
    pincers(hands, x, 0, 0, claw)
    for part, colour in hands.parts:
        prop.add(part.turn(x=72).move(y=y - 0.36, z=0.42), colour)
    eyes(prop, 0.13, -0.84 * length, 0.55, 0.1)


def lizard(prop: ToyShape) -> None:
    girth, length, tail, sway = prop.vary(0.22, 0.1), prop.vary(0.58, 0.1), prop.vary(1.5, 0.1), prop.vary(0.5, 0.2)
    sway *= prop.random.choice((-1, 1))
    spine = [(0, -length - 0.16, 0.72, 0.15), (0, -0.7 * length, 0.48, girth), (0, 0.2 * length, 0.34, 1.1 * girth)]
    for t in np.linspace(0, 1, 9):
        x, y = sway * math.sin(5.5 * t) * (1 - 0.3 * t), length + tail * (t - 0.25 * t**3)
        spine.append((x, y, 0.3 - 0.22 * t, 0.05 + (girth - 0.05) * (1 - t) ** 1.2))
    prop.add(limb(*spine))
    for x, y, z, radius in spine[1:8]:
        prop.add(sphere(0.8 * radius, segments=8).stretch(y=1.3).move(x, y - 0.05, z + 0.42 * radius), LIGHT)
    y, z = -length - 0.3, 0.84
    prop.add(limb((0, y + 0.1, z, 0.2), (0, y - 0.12, z, 0.22), (0, y - 0.42, z - 0.03, 0.12)).stretch(x=1.15))
    smile(prop, 0.26, y - 0.1, z - 0.08, 0.48, 0.05)
    eyes(prop, 0.19, y - 0.1, z + 0.14, 0.1)
    prop.add(tube([(0, y - 0.4, z - 0.08), (0, y - 0.74, z - 0.12), (0.05, y - 0.9, z)], 0.045, segments=8), "cherry")
    for y, z in ((-0.75 * length, 0.46), (0.75 * length, 0.32)):
        knee = (girth + 0.3, y + 0.1, z + 0.1, 0.085)
        mirrored(prop, limb((0.6 * girth, y, z, 0.11), knee, (girth + 0.4, y - 0.06, 0.08, 0.075)))
        toes(prop, girth + 0.4, y - 0.06, 0.2, MAIN)
