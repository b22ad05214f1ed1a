"""Animals of the toybox. Each function adds the parts of one kind to `prop`."""

from __future__ import annotations

import math

import numpy as np

from ..shapes import (
    DARK,
    LIGHT,
    MAIN,
    ToyShape,
    circle,
    cone,
    cylinder,
    extrude,
    lathe,
    limb,
    mirrored,
    rounded,
    sphere,
    torus,
    tube,
)
from .parts import eyes, legged_body, long_head, spots, tufted_tail


def horse(prop: ToyShape) -> None:
    length, neck, hair = prop.vary(0.68, 0.1), prop.vary(0.72, 0.12), prop.random.choice((DARK, "charcoal", "cream"))
    back = legged_body(prop, (prop.vary(0.34, 0.1), length, 0.36), prop.vary(0.72, 0.12), 0.13)
    y, z = -length - 0.12, back + neck
    prop.add(limb((0, -0.55 * length, back, 0.32), (0, 0.9 * y, back + 0.5 * neck, 0.24), (0, y, z, 0.2)))
    long_head(prop, y, z, 0.4)
    mirrored(prop, cone(0.1, 0.32).turn(y=12).move(0.12, y + 0.03, z + 0.12))
    for share in np.linspace(-0.1, 1, 7):
        lock = sphere(0.2, segments=12).stretch(x=0.5)
        prop.add(lock.move(y=y + 0.14 + 0.45 * max(share, 0) ** 1.5, z=z + 0.12 - share * (neck - 0.22)), hair)
    root, tip = 0.9 * length, length + 0.24
    prop.add(limb((0, root, back + 0.15, 0.1), (0, tip, back + 0.1, 0.15), (0, tip, back - 0.5, 0.09)), hair)


def cow(prop: ToyShape) -> None:
    width, length = prop.vary(0.46, 0.1), prop.vary(0.78, 0.1)
    back = legged_body(prop, (width, length, 0.46), prop.vary(0.42), 0.15)
    spots(prop, (width, length, 0.46), back, 7, 0.28, prop.random.choice(("snow", "charcoal")))
    y, z = -length - 0.12, back + prop.vary(0.32)
    prop.add(limb((0, 0.6 * y, back + 0.05, 0.32), (0, y, z, 0.28)))
    prop.add(sphere(0.34, squareness=0.2).stretch(x=0.9).move(y=y, z=z))
    prop.add(sphere(0.27, squareness=0.2).stretch(1.1, 0.8, 0.8).move(y=y - 0.27, z=z - 0.15), "blossom")
    mirrored(prop, sphere(0.06, segments=12).move(0.12, y - 0.48, z - 0.1), "charcoal")
    eyes(prop, 0.16, y - 0.26, z + 0.14, 0.1)
    mirrored(prop, cone(0.1, prop.vary(0.36)).turn(y=32).move(0.16, y, z + 0.26), "cream")
    mirrored(prop, sphere(0.2, segments=12).stretch(1, 0.45, 0.55).turn(y=12).move(0.44, y + 0.06, z + 0.12), DARK)
    prop.add(sphere(0.24, segments=16).move(y=0.4 * length, z=back - 0.42), "blossom")
    tufted_tail(prop, 0.92 * length, back + 0.2, prop.vary(0.55))


def pig(prop: ToyShape) -> None:
    width, length = prop.vary(0.54, 0.1), prop.vary(0.8, 0.1)
    back = legged_body(prop, (width, length, prop.vary(0.52, 0.08)), prop.vary(0.28), 0.16)
    y, z = -0.85 * length, back + 0.14
    prop.add(sphere(0.42).move(y=y, z=z))
    prop.add(cylinder(prop.vary(0.2, 0.1), 0.3, bevel=0.06).turn(x=90).move(y=y - 0.42, z=z - 0.06), LIGHT)
    mirrored(prop, sphere(0.06, segments=12).stretch(z=1.5).move(0.08, y - 0.56, z - 0.06), "charcoal")
    eyes(prop, 0.2, y - 0.33, z + 0.16, 0.09)
    mirrored(prop, cone(0.19, 0.36).stretch(y=0.5).turn(x=28, y=24).move(0.22, y, z + 0.3), DARK)
    curl = [(0.12 * math.sin(t), length + 0.03 * t - 0.05, back + 0.1 + 0.12 * math.cos(t)) for t in range(11)]
    prop.add(tube(curl, 0.055, segments=8), DARK)


def sheep(prop: ToyShape) -> None:
    skin, fluff = prop.random.choice(("charcoal", "cream", "dough")), prop.vary(0.26, 0.1)
    width, length = prop.vary(0.42, 0.1), prop.vary(0.62, 0.1)
    back = legged_body(prop, (width, length, 0.42), prop.vary(0.42), 0.12, foot=skin, skin=skin)
    for x, y, z in sphere(1, segments=8).vertices:
        prop.add(sphere(fluff, segments=10).move(width * x, length * y, back + 0.4 * z))
    y, z = -length - 0.26, back + 0.26
    prop.add(limb((0, y + 0.25, z + 0.06, 0.25), (0, y - 0.02, z - 0.06, 0.22), (0, y - 0.16, z - 0.18, 0.16)), skin)
    eyes(prop, 0.15, y - 0.14, z + 0.08, 0.09)
    mirrored(prop, sphere(0.21, segments=16).stretch(1, 0.45, 0.5).turn(y=22).move(0.38, y + 0.12, z + 0.08), skin)
    prop.add(sphere(0.25, segments=16).stretch(x=1.1, z=0.8).move(y=y + 0.1, z=z + 0.2))
    prop.add(sphere(0.17, segments=12).move(y=length + 0.22, z=back + 0.12))


def dog(prop: ToyShape) -> None:
    length, head, snout = prop.vary(0.62, 0.1), prop.vary(0.36, 0.08), prop.vary(0.34)
    back = legged_body(prop, (prop.vary(0.3, 0.1), length, 0.31), prop.vary(0.45), 0.12, foot=LIGHT)
    y, z = -length - 0.08, back + 0.6
    prop.add(limb((0, -0.65 * length, back + 0.05, 0.25), (0, y, z, 0.22)))
    prop.add(torus(0.24, 0.07, segments=20).turn(x=24).move(y=y + 0.09, z=z - 0.3), "cherry")
    prop.add(sphere(head).move(y=y, z=z))
    prop.add(limb((0, y, z - 0.1, 0.21), (0, y - snout - 0.12, z - 0.13, 0.16)), LIGHT)
    prop.add(sphere(0.11, segments=16).stretch(x=1.2).move(y=y - snout - 0.27, z=z - 0.02), "charcoal")
    prop.add(sphere(0.12, segments=16).stretch(0.8, 0.45, 1.5).move(y=y - snout - 0.1, z=z - 0.3), "blossom")
    eyes(prop, 0.15, y - 0.85 * head, z + 0.14, 0.09)
    ear = sphere(1).stretch(0.1, 0.17, prop.vary(0.34)).turn(y=-14)
    mirrored(prop, ear.move(head + 0.04, y + 0.04, z - 0.08), DARK)
    y, z = length + 0.2, back + prop.vary(0.6)
    prop.add(limb((0, 0.85 * length, back + 0.12, 0.1), (0, y, back + 0.3, 0.1), (0, y + 0.02, z, 0.08)))


def cat(prop: ToyShape) -> None:
    width, length, head = prop.vary(0.27, 0.1), prop.vary(0.6, 0.1), prop.vary(0.38, 0.08)
    back = legged_body(prop, (width, length, 0.28), prop.vary(0.4), 0.1, foot=LIGHT)
    y, z, nose = -length - 0.05, back + 0.42, -length - 0.05 - 0.9 * head
    prop.add(limb((0, -0.65 * length, back + 0.02, 0.22), (0, y, z, 0.2)))
    prop.add(sphere(head).stretch(1.12, 0.9, 0.92).move(y=y, z=z))
    for radius, forward, colour in ((0.19, 0.0, MAIN), (0.13, -0.07, "blossom")):
        ear = cone(radius, 2.1 * radius).stretch(y=0.6).turn(y=16)
        mirrored(prop, ear.move(0.6 * head, y + forward, z + 0.62 * head), colour)
    mirrored(prop, sphere(0.11, segments=16).move(0.07, nose, z - 0.14), LIGHT)
    prop.add(sphere(0.065, segments=12).stretch(x=1.3).move(y=nose - 0.09, z=z - 0.06), "blossom")
    for tilt in (-8, 12):
        whisker = tube([(0.1, nose + 0.02, 0), (0.52, nose + 0.04, 0)], 0.03, segments=8, soft=False)
        mirrored(prop, whisker.turn(y=tilt).move(z=z - 0.14), "snow")
    eyes(prop, 0.17, nose + 0.06, z + 0.06, 0.11)
    tail, rise = ((0.7, 0.08), (1.3, 0.1), (1.4, 0.4), (1.2, 0.6), (1.5, 0.85)), prop.vary(0.9)
    prop.add(limb(*((0, share * length, back + up * rise, 0.09) for share, up in tail)))


def camel(prop: ToyShape) -> None:
    length, hump, y = prop.vary(0.72, 0.1), prop.vary(0.5), prop.vary(-1.2, 0.08)
    back = legged_body(prop, (prop.vary(0.34, 0.1), length, 0.34), prop.vary(0.82, 0.1), 0.12, foot=DARK)
    for share in prop.random.choice(((0.05,), (-0.4, 0.42))):
        prop.add(sphere(1).stretch(0.27, 0.32, hump).move(y=share * length, z=back + 0.24))
        prop.add(sphere(0.18).stretch(z=0.7).move(y=share * length, z=back + 0.14 + hump), DARK)
    z = back + prop.vary(0.72, 0.1)
    neck = ((0, -0.7 * length, back, 0.26), (0, y + 0.25, back - 0.22, 0.19), (0, y + 0.02, back + 0.15, 0.16))
    prop.add(limb(*neck, (0, y + 0.02, z, 0.16)))
    long_head(prop, y, z, 0.34)
    mirrored(prop, sphere(0.12, segments=16).stretch(0.6, 0.6, 1.1).turn(y=30).move(0.18, y + 0.12, z + 0.16), DARK)
    tufted_tail(prop, 0.92 * length, back + 0.1, prop.vary(0.5))


def elephant(prop: ToyShape) -> None:
    length, head, ear = prop.vary(0.72, 0.08), prop.vary(0.44, 0.08), prop.vary(0.48)
    back = legged_body(prop, (prop.vary(0.52, 0.08), length, 0.54), prop.vary(0.42), 0.21, foot=DARK)
    y, z = -length - 0.1, back + 0.3
    prop.add(sphere(head).move(y=y, z=z))
    for size, forward, colour in ((ear, 0.0, DARK), (0.76 * ear, -0.05, "blossom")):
        flap = sphere(1).stretch(0.9 * size, 0.09, size).turn(z=24)
        mirrored(prop, flap.move(head + 0.22 + 0.5 * forward, y + 0.16 + forward, z + 0.05), colour)
    trunk = ((0, y - 0.2, z - 0.06, 0.22), (0, y - 0.58, z - 0.12, 0.17), (0, y - 0.62, 0.35, 0.13))
    prop.add(limb(*trunk, (0, y - 0.8, 0.2, 0.11), (0, y - 0.95, prop.random.choice((0.35, 0.8)), 0.1)))
    tusk = ((0.22, y - 0.25, z - 0.18, 0.09), (0.28, y - 0.5, z - 0.34, 0.08), (0.27, y - 0.75, z - 0.26, 0.05))
    mirrored(prop, limb(*tusk), "snow")
    eyes(prop, 0.22, y - 0.82 * head, z + 0.16, 0.09)
    tufted_tail(prop, 0.95 * length, back + 0.15, prop.vary(0.5))


def giraffe(prop: ToyShape) -> None:
    width, length, neck = prop.vary(0.34, 0.1), prop.vary(0.6, 0.1), prop.vary(1.45, 0.1)
    back = legged_body(prop, (width, length, 0.34), prop.vary(0.85, 0.1), 0.13)
    spots(prop, (width, length, 0.34), back, 11, 0.18, "coffee")
    y, z, middle = -length - 0.25, back + neck, back + 0.4 * neck
    prop.add(limb((0, -0.65 * length, back, 0.3), (0, 0.9 * y, middle, 0.21), (0, y, z, 0.18)))
    for share in (0.2, 0.42, 0.64, 0.84):
        spot = sphere(0.13, segments=8).stretch(x=0.5).move(0.23 - 0.07 * share)
        mirrored(prop, spot.move(y=(0.7 + 0.3 * share) * y, z=back + share * neck), "coffee")
    mane = ((0, y + 0.16, z + 0.1, 0.08), (0, 0.9 * y + 0.19, middle, 0.08), (0, -0.5 * length, back + 0.3, 0.08))
    prop.add(limb(*mane), "coffee")
    long_head(prop, y, z, 0.34)
    mirrored(prop, limb((0.09, y + 0.02, z + 0.1, 0.06), (0.11, y + 0.04, z + 0.36, 0.06)))
    mirrored(prop, sphere(0.1, segments=12).move(0.11, y + 0.04, z + 0.4), "coffee")
    mirrored(prop, sphere(0.17, segments=12).stretch(1, 0.45, 0.55).turn(y=-18).move(0.3, y + 0.08, z + 0.1), DARK)
    tufted_tail(prop, 0.92 * length, back + 0.15, prop.vary(0.6))


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


def fish(prop: ToyShape) -> None:
    width, length, height, fork = prop.vary(0.32, 0.1), prop.vary(0.8, 0.1), prop.vary(0.52, 0.12), prop.vary(0.5)
    prop.add(sphere(1).stretch(width, length, height))
    for share in (-0.2, 0.2, 0.55):
        band = torus(math.sqrt(1 - share**2), 0.08, segments=24).turn(x=90)
        prop.add(band.stretch(width, 0.8, height).move(y=share * length), LIGHT)
    half = [(0.1, -0.1), (0.55, -fork - 0.1), (0.7, -fork), (0.4, 0)]
    tail = rounded(half + [(y, -z) for y, z in half[-2::-1]])
    crest = rounded([(-0.5, 0), (0.5, 0), (0.75, 0.25), (0.6, 0.36), (-0.1, 0.36), (-0.45, 0.1)])
    keel = [(0, 0), (0.15, -0.3), (0.45, -0.32), (0.35, 0)]
    for fin, y, z in ((tail, 0.85 * length, 0), (crest, 0, 0.88 * height), (keel, 0, -0.88 * height)):
        prop.add(extrude(fin, 0.14).turn(z=90).move(y=y, z=z), DARK)
    side_fin = sphere(1, segments=16).stretch(0.07, 0.26, 0.15).turn(x=-24, z=35)
    mirrored(prop, side_fin.move(width + 0.08, 0, -0.12), DARK)
    prop.add(torus(0.1, 0.07, segments=16).turn(x=90).move(y=-length, z=-0.06), "blossom")
    eyes(prop, 0.78 * width, -0.66 * length, 0.12, 0.13)


def turtle(prop: ToyShape) -> None:
    width, length, dome = prop.vary(0.7, 0.08), prop.vary(0.82, 0.08), prop.vary(0.68)
    shell = lathe([(0, -0.12), (0.9, -0.12), (1.06, 0), (1.04, 0.14), (0.9, 0.5), (0.5, 0.95), (0, 1)], soft=True)
    prop.add(shell.stretch(width, length, dome).move(z=0.32))
    prop.add(torus(1, 0.09, segments=24).stretch(width, length, 0.9).move(z=0.34))
    plate = lathe([(0, -0.06), (0.22, -0.06), (0.17, 0.06), (0, 0.06)], segments=6)
    prop.add(plate.move(z=dome + 0.29), DARK)
    for x, y, angle in circle(6, 0.72, 30):
        prop.add(plate.turn(y=46).turn(z=angle).move(x * width, y * length, 0.32 + 0.68 * dome), DARK)
    y, z = -length - prop.vary(0.4, 0.2), 0.64
    prop.add(limb((0, -0.7 * length, 0.32, 0.2), (0, 0.5 * y - 0.5 * length, 0.4, 0.18), (0, y, z, 0.2)), LIGHT)
    prop.add(sphere(0.29).stretch(y=1.15).move(y=y - 0.06, z=z), LIGHT)
    eyes(prop, 0.17, y - 0.26, z + 0.12, 0.09)
    for y in (-0.62 * length, 0.62 * length):
        mirrored(prop, limb((0.62 * width, y, 0.3, 0.2), (width + 0.12, 1.2 * y, 0.17, 0.17)), LIGHT)
    prop.add(cone(0.13, 0.4).turn(x=-108).move(y=0.95 * length, z=0.26), LIGHT)


def snail(prop: ToyShape) -> None:
    size, skin, turns = prop.vary(0.66, 0.1), prop.random.choice(("cream", "dough")), np.linspace(1, 15, 44)
    width = size * 0.87**turns
    swirl = np.stack([0 * turns, 0.2 - width * np.cos(turns), 0.2 + size - width * np.sin(turns)], axis=1)
    prop.add(tube(swirl.tolist(), (0.52 * width).tolist(), soft=False).stretch(x=1.35))
    prop.add(sphere(0.2 * size, segments=16).move(y=0.2, z=0.2 + size))
    y, z = prop.vary(-0.95, 0.08), prop.vary(0.75)
    foot = ((0, -y, 0.06, 0.05), (0, 0.5, 0.16, 0.22), (0, 0.6 * y, 0.18, 0.24), (0, y, 0.3, 0.22))
    prop.add(limb(*foot, (0, y - 0.05, z, 0.2)).stretch(x=1.2), skin)
    mirrored(prop, limb((0.1, y - 0.05, z, 0.07), (0.22, y - 0.1, z + 0.5, 0.06)), skin)
    mirrored(prop, limb((0.1, y - 0.1, z, 0.07), (0.16, y - 0.4, z - 0.02, 0.06)), skin)
    eyes(prop, 0.22, y - 0.12, z + 0.55, 0.12)


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
