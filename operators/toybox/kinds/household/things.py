"""Clothes, bags and soft furniture of the toybox. Each function adds the parts of one kind to `prop`."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from ..shapes import (
    DARK,
    LIGHT,
    Part,
    ToyShape,
    arch,
    box,
    circle,
    cylinder,
    extrude,
    lathe,
    loft,
    rounded,
    sphere,
    torus,
    tube,
)


def hat(prop: ToyShape) -> None:
    radius, brim, high = prop.vary(0.55, 0.06), prop.vary(1.0, 0.08), prop.random.random() < 0.4
    height, top, crease = (prop.vary(1.05, 0.1), 1.05, 0) if high else (prop.vary(0.72, 0.1), 0.8, prop.vary(0.22))
    inside = [(0, 0.7 * height), (radius - 0.12, 0.68 * height), (radius - 0.1, 0), (brim, 0)]
    outside = [(brim + 0.04, 0.06), (brim, 0.12), (radius, 0.12), (radius, 0.14), (top * radius, 0.97 * height)]
    felt = lathe(rounded([*inside, *outside, (0.96 * top * radius, height), (0.4 * radius, height), (0, height)]), 48)
    x, y, z = felt.vertices.T
    reach = np.hypot(x, y)
    curl = 0.9 * np.clip(reach - radius, 0, None) * (x / np.maximum(reach, 0.1)) ** 2
    felt.vertices[:, 2] += np.where(z > 0.75 * height, -crease * np.exp(-((x / 0.2) ** 2)), curl)
    prop.add(felt)
    band = [(radius - 0.1, 0.1), (radius + 0.05, 0.1), (radius + 0.03, 0.3), (radius - 0.1, 0.3)]
    prop.add(lathe(band, closed=True), "cream")


def crown(prop: ToyShape) -> None:
    radius, height, count = prop.vary(0.72, 0.08), prop.vary(0.85), prop.random.randint(5, 8)
    flare = radius * prop.vary(1.18, 0.06)
    hoop = lathe([(radius, 0), (flare, height), (flare - 0.1, height), (radius - 0.1, 0)], 12 * count, closed=True)
    x, y, _ = hoop.vertices.T
    valley = np.abs((np.arctan2(y, x) * count / math.pi) % 2 - 1)  # 1 between two points, 0 at a point
    hoop.vertices[:, 2] *= 1 - 0.55 * valley
    prop.add(hoop)
    for share, colour in ((0.02, DARK), (0.32, LIGHT)):
        prop.add(torus(radius + share * (flare - radius) - 0.03, 0.09).move(z=share * height), colour)
    for i, (x, y, _) in enumerate(circle(count, 1.0, 180 / count)):
        prop.add(sphere(0.12, segments=16).move((flare - 0.05) * x, (flare - 0.05) * y, height), "gold")
        jewel = sphere(0.1, segments=12).move((radius + 0.03) * x, (radius + 0.03) * y, 0.17 * height)
        prop.add(jewel, ("cherry", "glass")[i % 2])


def helmet(prop: ToyShape) -> None:
    width, height, plume = prop.vary(0.6, 0.06), prop.vary(1.25, 0.08), prop.vary(0.7)
    inside = [(0, 0.9 * height), (width - 0.1, 0.7 * height), (width - 0.1, 0.2), (width + 0.04, 0)]
    outside = [(width + 0.14, 0), (width, 0.24), (width, 0.7 * height), (0.8 * width, 0.93 * height), (0.3, height)]
    prop.add(lathe([*inside, *outside, (0, height)], soft=True).stretch(y=1.1))
    prop.add(torus(width + 0.07, 0.07, segments=24).stretch(y=1.1).move(z=0.05), DARK)
    visor, eyes = sphere(1).stretch(0.97 * width, 0.9 * width, 0.36 * height), 0.6 * height
    prop.add(visor.move(y=-0.48 * width, z=0.48 * height), "steel")
    prop.add(sphere(1).stretch(0.98 * width, 0.95 * width, 0.09).move(y=-0.46 * width, z=eyes), "charcoal")
    for side in (-1, 1):
        for turn in (14, 30, 46):
            slot = box(0.06, 0.3, 0.2 * height, bevel=0.01).move(y=-0.78 * width).turn(z=side * turn)
            prop.add(slot.move(y=-0.42 * width, z=0.4 * height), "charcoal")
        prop.add(sphere(0.13, segments=16).move(side * width, -0.1, eyes), "gold")
    feather = [(0, -0.1, height), (0, -0.1, height + 0.5), (0, 0.7, height + 0.55), (0, 0.5 + plume, 0.6 * height)]
    prop.add(tube(feather, [0.12, 0.26, 0.3, 0.08]), "cherry")


def boot(prop: ToyShape) -> None:
    shaft, height, toe, half = prop.vary(0.4, 0.08), prop.vary(1.45, 0.12), prop.vary(0.95, 0.08), prop.vary(0.37, 0.08)
    foot = [(half, -toe, 0.42, 0), (half, -toe, 0.42, 0), (1.05 * half, -toe - 0.04, 0.42, 0.34)]
    ankle = [(0.9 * half, -0.72 * toe, 0.37, 0.58), (0.9 * half, -0.34, 0.37, 0.66), (0.94 * shaft, -shaft, shaft, 0.9)]
    wall = shaft - 0.1
    top = [(shaft, -shaft, shaft, height), (wall, -wall, wall, height), (wall, -wall, wall, 0.8), (0, 0, 0, 0.8)]
    prop.add(oval_loft([*foot, *ankle, *top]))
    prop.add(torus(shaft - 0.03, 0.09).move(z=height - 0.06), LIGHT)
    prop.add(oval_loft([(half + 0.06, -toe - 0.06, 0.48, z) for z in (-0.06, -0.06, 0.13, 0.13)]), "charcoal")
    prop.add(oval_loft([(half, -0.12, 0.46, z) for z in (-0.22, -0.22, 0.1, 0.1)]), "charcoal")
    prop.add(tube([(0, shaft - 0.05, z * height) for z in (0.7, 0.98)], 0.07), LIGHT)


def handbag(prop: ToyShape) -> None:
    half, deep, height, top = prop.vary(0.8, 0.06), prop.vary(0.36, 0.1), prop.vary(0.95, 0.1), prop.vary(0.75, 0.08)
    rows = [(1, 1, 0), (1, 1, 0), (1.06, 1.06, 0.2), (top, 0.6, 0.96), (top, 0.56, 1), (0.8 * top, 0.4, 1.02)]
    prop.add(oval_loft([(x * half, -y * deep, y * deep, z * height) for x, y, z in rows], 0.5))
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
    prop.add(oval_loft([(x * half, -y * deep, y * deep, z * height) for x, y, z in rows], 0.4))
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


def sofa(prop: ToyShape) -> None:
    seats = prop.random.choice((2, 3))
    _upholstery(prop, prop.vary(0.62, 0.08) * seats, prop.vary(0.55), seats)


def armchair(prop: ToyShape) -> None:
    _upholstery(prop, prop.vary(0.75, 0.08), prop.vary(0.9, 0.1), 1)


def stool(prop: ToyShape) -> None:
    radius, height, count = prop.vary(0.55, 0.08), prop.vary(1.2, 0.15), prop.random.choice((3, 4))
    spread, rung = prop.vary(1.15, 0.1), prop.vary(0.35)
    seat = [(0, 0), (radius, 0), (1.06 * radius, 0.14), (radius, 0.26), (0.4 * radius, 0.26), (0, 0.24)]
    prop.add(lathe(seat, 32, soft=True).move(z=height))
    prop.add(cylinder(0.9 * radius, 0.14, bevel=0.03).move(z=height - 0.03), DARK)
    for x, y, _ in circle(count, radius, 45):
        prop.add(tube([(0.7 * x, 0.7 * y, height), (spread * x, spread * y, 0)], [0.1, 0.08], soft=False))
    prop.add(torus(radius * (spread + (0.7 - spread) * rung), 0.06).move(z=rung * height), DARK)


def bathtub(prop: ToyShape) -> None:
    long, wide, height = prop.vary(1.05, 0.06), prop.vary(0.58, 0.08), prop.vary(0.85, 0.1)
    outside = [(-0.25, 0.22), (-0.25, 0.22), (-0.02, 0.35), (0, 0.9), (0.1, 0.92), (0.12, 1), (0, 1.03)]
    inside = [(-0.1, 1), (-0.12, 0.6), (-0.25, 0.4), (-0.4, 0.4)]
    prop.add(oval_loft([(long + d, -wide - d, wide + d, z * height) for d, z in outside + inside]))
    water = [(long - 0.08, 0.08 - wide, wide - 0.08, z * height) for z in (0.55, 0.55, 0.74, 0.74)]
    prop.add(oval_loft(water), "glass")
    for _ in range(6):
        x, y = prop.random.uniform(-0.75, 0.0) * long, prop.random.uniform(-0.45, 0.45) * wide
        prop.add(sphere(prop.vary(0.2, 0.25), segments=16).move(x, y, 0.78 * height), "snow")
    for x in (-0.55, 0.55):
        for y in (-0.4, 0.4):
            prop.add(sphere(0.14, segments=16).stretch(z=1.6).move(x * long, y * wide, 0.2 * height), "gold")
    spout = [(0, 0, -0.1), (0, 0, 0.45), (-0.4, 0, 0.45), (-0.4, 0, 0.1)]
    prop.add(tube(spout, 0.075).move(x=long, z=height), "steel")
    for y in (-0.2, 0.2):
        prop.add(cylinder(0.09, 0.24, bevel=0.02, segments=12).move(long, y, height + 0.1), "steel")


def _upholstery(prop: ToyShape, width: float, back: float, seats: int) -> None:
    """Adds a soft seat on feet with armrests. `width` is the space between the arms, `back` the backrest's height."""
    depth, arm, pitch = prop.vary(0.9, 0.06), prop.vary(0.26, 0.1), width / seats
    prop.add(box(width + arm, depth, 0.34).move(z=0.34))
    prop.add(box(width + 0.12, 0.28, back + 0.4, bevel=0.1).turn(x=-7).move(y=0.42 * depth, z=0.3 + back / 2))
    for side in (-1, 1):
        x = side * (width + arm) / 2
        prop.add(box(arm, depth + 0.05, 0.55, bevel=0.06).move(x, 0, 0.44))
        prop.add(cylinder(0.62 * arm, depth + 0.1, bevel=0.05).turn(x=90).move(x, 0, 0.74))
        for y in (-0.4, 0.4):
            prop.add(cylinder(0.06, 0.26, bevel=0.01, top=0.09, segments=12).move(0.92 * x, y * depth, 0.12), "wood")
    soft = sphere(1, squareness=0.6)
    for i in range(seats):
        x = (i + 0.5) * pitch - width / 2
        prop.add(soft.stretch(0.52 * pitch, 0.47 * depth, 0.14).move(x, -0.08, 0.56), LIGHT)
        rest = soft.stretch(0.5 * pitch, 0.13, 0.46 * back).turn(x=-9)
        prop.add(rest.move(x, 0.22 * depth, 0.62 + 0.44 * back))


def oval_loft(rows: Sequence[tuple[float, float, float, float]], squareness: float = 0.0) -> Part:
    """Lofts ovals from bottom to top along the outside, rounded. Each row is (half width, front y, back y, z)."""
    angle = np.linspace(0, 2 * math.pi, 32, endpoint=False)
    u, v = (np.sign(wave) * np.abs(wave) ** (1 - squareness) for wave in (np.cos(angle), np.sin(angle)))
    half, front, back, z = rounded(rows).T[:, :, None]
    return loft(np.stack([half * u, (front + back) / 2 + (back - front) / 2 * v, z + 0 * u], axis=-1))
