"""Large animals of savannah and desert. Each public function adds the parts of one kind to `prop`."""

from __future__ import annotations

import numpy as np

from ..shapes import DARK, LIGHT, MAIN, ToyShape, circle, cone, limb, mirrored, sphere, torus
from .parts import bands, eyes, hoops, legged_body, long_head, muzzle, round_ears, spots, tufted_tail


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


def lion(prop: ToyShape) -> None:
    length, head = prop.vary(0.68, 0.1), prop.vary(0.38, 0.08)
    back = legged_body(prop, (prop.vary(0.34, 0.1), length, 0.34), prop.vary(0.48), 0.14, foot=LIGHT)
    y, z = -length - 0.08, back + 0.42
    _mane(prop, y, z, head + prop.vary(0.14), DARK)
    prop.add(sphere(head).move(y=y - 0.2, z=z))
    round_ears(prop, 0.8 * head, y - 0.16, z + 0.84 * head, 0.14)
    muzzle(prop, y - 0.16 - head, z - 0.12, 0.21)
    eyes(prop, 0.16, y - 0.18 - 0.86 * head, z + 0.12, 0.085)
    tufted_tail(prop, 0.92 * length, back + 0.16, prop.vary(0.5))


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


def _mane(prop: ToyShape, y: float, z: float, radius: float, colour: str) -> None:
    """Adds two rings of tufts around a lion's head at (y, z), and the hair on its neck."""
    prop.add(limb((0, y, z, radius), (0, y + 0.42, z - 0.28, 0.4)), colour)
    for back, count, size in ((0.02, 12, 0.3), (0.26, 11, 0.34)):
        for x, up, angle in circle(count, radius, 90):
            tuft = sphere(1, segments=10).stretch(size, 0.17, 0.17).turn(y=-angle)
            prop.add(tuft.move(x, y + back, z + up), colour)
