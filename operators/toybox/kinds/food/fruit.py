"""Fruit. Each public function adds the parts of one kind to `prop`."""

from __future__ import annotations

import math

import numpy as np

from ..shapes import (
    DARK,
    LIGHT,
    MAIN,
    ColouredParts,
    Points,
    ToyShape,
    circle,
    cylinder,
    extrude,
    lathe,
    rounded,
    sphere,
    torus,
    tube,
)
from .parts import calyx, stalk, upright_leaf


def apple(prop: ToyShape) -> None:
    radius, height = prop.vary(0.8, 0.08), prop.vary(1.4, 0.1)
    lower = [(0, 0.1), (0.2, 0.05), (0.5, -0.08), (0.85, 0.2)]
    upper = [(1.15, 0.6), (1.05, 1.02), (0.45, 1.08), (0.1, 0.86), (0, 0.82)]
    prop.add(lathe(lower + upper, segments=30, soft=True, ribs=5, depth=0.03).stretch(radius, radius, height))
    prop.add(stalk(prop.vary(0.6)).move(z=0.8 * height), "bark")
    prop.add(upright_leaf(prop.vary(0.42)).turn(y=58, z=prop.random.uniform(-60, 60)).move(z=0.95 * height), "leaf")


def pear(prop: ToyShape) -> None:
    radius, height, neck = prop.vary(0.74, 0.08), prop.vary(1.75, 0.1), prop.vary(0.4, 0.1)
    lower = [(0, 0.06), (0.3, 0), (0.9 * radius, 0.0), (1.25 * radius, 0.28 * height), (0.9 * radius, 0.55 * height)]
    upper = [(neck, 0.72 * height), (0.95 * neck, 1.02 * height), (0.1, height), (0, height - 0.04)]
    prop.add(lathe(lower + upper, soft=True))
    prop.add(stalk(prop.vary(0.5)).move(z=height - 0.1), "bark")
    prop.add(upright_leaf(prop.vary(0.4)).turn(y=58, z=prop.random.uniform(-60, 60)).move(z=height + 0.05), "leaf")


def banana(prop: ToyShape) -> None:
    radius, thick, sweep = prop.vary(1.0, 0.08), prop.vary(0.27, 0.1), prop.vary(62, 0.1)
    angles = np.radians(np.linspace(-sweep, sweep, 9))
    path = [(radius * math.sin(a), 0, -radius * math.cos(a)) for a in angles]
    widths = [thick * share for share in (0.3, 0.62, 0.88, 1, 1.05, 1, 0.9, 0.7, 0.3)]
    prop.add(tube(path, widths, segments=6))
    (x, _, z), (u, _, w) = path[1], path[-1]
    stem = [(x, 0, z), (path[0][0], 0, path[0][2]), (x - 0.2, 0, path[0][2] + prop.vary(0.35))]
    prop.add(tube(stem, [0.13, 0.08, 0.12]), DARK)
    prop.add(cylinder(0.1, 0.08, bevel=0.02).turn(y=-20).move(*stem[-1]), "coffee")
    prop.add(sphere(0.4 * thick).move(u, 0, w), "coffee")


def strawberry(prop: ToyShape) -> None:
    radius, height, count = prop.vary(0.82, 0.1), prop.vary(1.6, 0.12), prop.random.choice((8, 9, 10))
    profile = rounded([(0, 0), (0.22, 0), (0.75, 0.36), (1.15, 0.72), (0.95, 0.98), (0.3, 1), (0, 0.94)])
    profile = profile * (radius, height)
    prop.add(lathe(profile))
    seed = sphere(1, segments=8).stretch(0.05, 0.055, 0.09)
    for row, share in enumerate((0.14, 0.29, 0.44, 0.59, 0.74)):
        wide = _radius_at(profile, share * height)
        for _, _, angle in circle(round(count * (0.35 + 0.65 * share / 0.74)), 1.0, 20 * row):
            prop.add(seed.turn(y=35 - 40 * share).move(wide, 0, share * height).turn(z=angle), "lemon")
    calyx(prop, 8, 0.93 * height, prop.vary(0.42, 0.1), lean=80)
    prop.add(stalk(prop.vary(0.42)).move(z=0.9 * height), "leaf")


def cherry(prop: ToyShape) -> None:
    radius, height, spread = prop.vary(0.5, 0.08), prop.vary(1.7, 0.1), prop.vary(0.58, 0.08)
    ball = lathe([(0, 0), (0.5, 0), (1.2, 0.5), (1.1, 1.7), (0.5, 1.95), (0.15, 1.75), (0, 1.7)], soft=True)
    for side in (-1, 1):
        size, lift = prop.vary(radius, 0.06), prop.vary(0.1, 0.9)
        x = side * spread
        prop.add(ball.stretch(size, size, size).move(x=x, z=lift))
        stem = [(x, 0, lift + 1.6 * size), (x, 0, lift + 1.6 * size + 0.4), (0.3 * x, 0, height - 0.2), (0, 0, height)]
        prop.add(tube(stem, [0.06, 0.05, 0.05, 0.07]), "leaf")
    prop.add(sphere(0.12).stretch(1.3, 1, 0.8).move(z=height), "bark")
    for side in (-1, 1)[: prop.random.choice((1, 2))]:
        prop.add(upright_leaf(prop.vary(0.45)).turn(y=-62 * side).move(z=height), "leaf")


def grapes(prop: ToyShape) -> None:
    radius, width, drop = prop.vary(0.22, 0.06), prop.vary(0.5, 0.1), prop.vary(0.33, 0.06)
    grape = sphere(1, segments=12).stretch(radius, radius, 1.12 * radius)
    for row, (count, share) in enumerate(((1, 0), (3, 0.45), (5, 0.75), (7, 1), (8, 1.1), (6, 0.8))):
        for x, y, _ in circle(count, share * width, 40 * row):
            colour = prop.random.choice((MAIN, MAIN, LIGHT))
            prop.add(grape.move(x, y, drop * row + prop.random.uniform(-0.05, 0.05)), colour)
    prop.add(sphere(1).stretch(0.8 * width, 0.8 * width, 2 * drop).move(z=3.2 * drop), DARK)
    top = 5.5 * drop
    prop.add(stalk(0.55).move(z=top), "bark")
    angles = np.linspace(0, 2 * math.pi, 40, endpoint=False) + math.pi / 2
    lobed = [(math.cos(a) * r, math.sin(a) * r) for a in angles for r in (0.42 + 0.1 * math.cos(5 * a - math.pi / 2),)]
    for side, turn in ((-1, 30), (1, -40)):
        leaf = extrude(lobed, 0.08, bevel=0.02).turn(x=-70, y=side * 35).move(side * 0.42, -0.2, top + 0.18)
        prop.add(leaf.turn(z=turn), "leaf")


def lemon(prop: ToyShape) -> None:
    radius, length = prop.vary(0.62, 0.06), prop.vary(1.0, 0.08)
    end = [(0, -1.05), (0.2, -1.08), (0.26, -0.9), (0.85, -0.62), (1.12, 0)]
    profile = rounded([*end, *((r, -z) for r, z in end[-2::-1])]) * (radius, length)
    prop.add(lathe(profile).turn(y=90).move(0.25, 0.5, radius))
    _citrus_half(prop, profile[profile[:, 1] <= 0], radius, -0.5, -0.45)


def pineapple(prop: ToyShape) -> None:
    radius, height, count = prop.vary(0.62, 0.08), prop.vary(1.5, 0.1), prop.random.choice((9, 10, 11))
    profile = rounded([(0, 0), (0.7, 0), (1.1, 0.3), (1.05, 0.75), (0.6, 1), (0, 1)]) * (radius, height)
    prop.add(lathe(profile), DARK)
    for row in range(8):
        z = height * (0.1 + 0.117 * row)
        wide = _radius_at(profile, z)
        size = 3.5 * wide / count
        scale = lathe([(0, -0.1), (size, -0.02), (0.55 * size, 0.09), (0, 0.13)], segments=4).stretch(x=0.95)
        for _, _, angle in circle(count, 1.0, 180 / count * (row % 2)):
            prop.add(scale.turn(y=90 + 45 * (0.5 - z / height)).move(wide, 0, z).turn(z=angle))
    _pineapple_crown(prop, height)


def watermelon(prop: ToyShape) -> None:
    radius, thick, half = prop.vary(1.0, 0.06), prop.vary(0.5), prop.random.choice((90, 90, 34))
    for inset, rise, colour in ((0, 0, "leaf"), (0.1, 0.03, "cream"), (0.19, 0.06, MAIN)):
        angles = np.radians(np.linspace(-90 - half, half - 90, 31))
        rim = [((radius - inset) * math.cos(a), (radius - inset) * math.sin(a) + rise) for a in angles]
        rim = rim if half == 90 else [(0, rise), *rim]
        prop.add(extrude(rim, thick + rise, bevel=0.03), colour)
    seed = sphere(1, segments=8).stretch(0.055, 0.04, 0.1)
    for share, count in ((0.3, 3), (0.56, 5)) if half == 90 else ((0.44, 1), (0.68, 2)):
        for i in range(count):
            turned = seed.move(z=-share * radius).turn(y=half * 0.74 * (2 * (i + 0.5) / count - 1))
            for side in (-1, 1):
                prop.add(turned.move(y=side * (thick / 2 + 0.03), z=-0.03), "charcoal")


def avocado(prop: ToyShape) -> None:
    width, height, depth = prop.vary(0.72, 0.06), prop.vary(2.0, 0.06), prop.vary(0.62, 0.1)
    side = [(0.0, 0), (0.5, 0), (1.12, 0.18), (1.05, 0.5), (0.55, 0.72), (0.5, 0.98), (0.2, 1.0), (0, 1)]
    profile = rounded(side) * (width, height)
    skin = lathe(profile, segments=32)
    skin.vertices[:, 1] = np.where(skin.vertices[:, 1] < 0, 0, skin.vertices[:, 1] * depth / width)
    prop.add(skin)
    outline = np.concatenate([profile, (profile * (-1, 1))[-2:0:-1]])
    middle = np.array((0, 0.42 * height))
    for scale, y, colour in ((0.99, 0.03, MAIN), (0.88, 0.06, LIGHT), (0.74, 0.09, "lemon")):
        prop.add(extrude((outline - middle) * scale + middle, 2 * y, bevel=0.02), colour)
    pit = prop.vary(0.36, 0.08)
    prop.add(torus(pit, 0.06).turn(x=90).move(y=-0.09, z=0.32 * height), LIGHT)
    prop.add(sphere(pit).stretch(y=0.9).move(y=-0.12, z=0.32 * height), "bark")
    prop.add(cylinder(0.1, 0.2, top=0.13).move(y=0.1, z=height + 0.02), "bark")


def kiwi(prop: ToyShape) -> None:
    radius, length = prop.vary(0.66, 0.06), prop.vary(0.9, 0.06)
    end = [(0, -1), (0.14, -1.02), (0.2, -0.95), (0.75, -0.9), (1.1, -0.4), (1.04, 0), (0, 0)]
    half: ColouredParts = [(lathe(end, 32, soft=True).stretch(radius, radius, length), MAIN)]
    half.append((cylinder(0.93 * radius, 0.12, bevel=0.03, segments=32), LIGHT))
    half.append((cylinder(0.3 * radius, 0.2, bevel=0.03).stretch(x=1.2), "cream"))
    ray = sphere(1, segments=6).stretch(0.17 * radius, 0.04, 0.03).move(x=0.72 * radius, z=0.05)
    seed = sphere(1, segments=6).stretch(0.1, 0.05, 0.04).move(x=0.5 * radius, z=0.07)
    for _, _, angle in circle(14, 1.0):
        half += [(seed.turn(z=angle), "charcoal"), (ray.turn(z=angle + 13), "cream")]
    _both_halves(prop, half, 0.7, 0.95 * radius)


def coconut(prop: ToyShape) -> None:
    radius, depth, thick = prop.vary(0.78, 0.06), prop.vary(0.8, 0.06), prop.vary(0.24, 0.1)
    dome = rounded([(0, -1), (0.5, -1), (1.08, -0.6), (1.04, 0)]) * (radius, depth)
    half: ColouredParts = [(lathe([*dome, (0.94 * radius, 0), (0.6 * radius, -0.7 * depth), (0, -0.8 * depth)]), MAIN)]
    rim, floor = radius - thick, thick - depth
    flesh = [(0, -0.86 * depth), (0.5 * radius, -0.75 * depth), (0.97 * radius, -0.1), (0.95 * radius, 0.04)]
    hollow = [(rim, 0.04), (0.85 * rim, 0.5 * floor), (0.5 * rim, 0.9 * floor), (0, floor)]
    half.append((lathe([*flesh, *hollow]), "snow"))
    for i in range(18):
        z = -depth * (0.12 + 0.75 * (i + 0.5) / 18)
        x = np.interp(z, dome[:, 1], dome[:, 0])
        hair = sphere(1, segments=6).stretch(0.045, 0.05, 0.26).turn(y=-80 * z / depth)
        half.append((hair.move(x, 0, z).turn(z=137.5 * i), DARK))
    for x, y, _ in circle(3, 0.27 * radius, 30):
        half.append((sphere(0.12, segments=12).stretch(z=0.6).move(x, y, -0.96 * depth), "coffee"))
    _both_halves(prop, half, 0.84, 0.9 * radius)


def _radius_at(profile: np.ndarray, z: float) -> float:
    """Returns the radius of a solid of revolution at the height `z`."""
    rising = profile[np.diff(profile[:, 1], prepend=-1) > 0]
    return float(np.interp(z, rising[:, 1], rising[:, 0]))


def _citrus_half(prop: ToyShape, dome: Points, radius: float, x: float, y: float) -> None:
    """Adds half a citrus fruit with its cut towards the front. `dome` is the profile of its rind, up to the cut."""
    segment = rounded([(0.1, 0), (0.72, -0.3), (0.84, -0.18), (0.84, 0.18), (0.72, 0.3), (0.1, 0)]) * radius
    parts = [(lathe([*dome, (0, 0)], 32).turn(x=90), MAIN)]
    parts.append((cylinder(0.92 * radius, 0.1, bevel=0.03, segments=32).turn(x=90), "cream"))
    parts += [(extrude(segment[:-1], 0.16).turn(y=angle), LIGHT) for _, _, angle in circle(8, 1.0)]
    for part, colour in parts:
        prop.add(part.turn(x=-22, z=-18).move(x, y, radius), colour)


def _pineapple_crown(prop: ToyShape, bottom: float) -> None:
    """Adds the crown of a pineapple: three rings of blades above the height `bottom`."""
    for ring, (count, reach, size) in enumerate(((8, 0.62, 0.5), (7, 0.42, 0.85), (5, 0.15, 1.15))):
        tall = prop.vary(size, 0.1)
        path = [(0.1, 0, bottom - 0.08), (0.5 * reach, 0, bottom + 0.6 * tall), (reach, 0, bottom + tall)]
        blade = tube(path, [0.09, 0.12, 0.02], segments=8).stretch(y=1.7)
        for _, _, angle in circle(count, 1.0, 25 * ring):
            prop.add(blade.turn(z=angle), "leaf")


def _both_halves(prop: ToyShape, half: ColouredParts, x: float, z: float) -> None:
    """Adds both halves of a fruit, one with its cut to the front, the other to the back. `half` has its cut on top."""
    for part, colour in half:
        for side in (-1, 1):
            prop.add(part.turn(x=64, z=90 * side + 78).move(side * x, 0.15 * side, z), colour)
