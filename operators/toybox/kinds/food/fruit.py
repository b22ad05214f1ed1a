"""Fruit and vegetables of the toybox. Each function adds the parts of one kind to `prop`."""

from __future__ import annotations

import math

import numpy as np

from ..shapes import (
    DARK,
    LIGHT,
    MAIN,
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
from .parts import calyx, leaf, stalk


def strawberry(prop: ToyShape) -> None:
    radius, height, count = prop.vary(0.82, 0.1), prop.vary(1.6, 0.12), prop.random.choice((8, 9, 10))
    profile = rounded([(0, 0), (0.22, 0), (0.75, 0.36), (1.15, 0.72), (0.95, 0.98), (0.3, 1), (0, 0.94)])
    profile = profile * (radius, height)
    prop.add(lathe(profile))
    seed = sphere(1, segments=8).stretch(0.05, 0.055, 0.09)
    for row, share in enumerate((0.14, 0.29, 0.44, 0.59, 0.74)):
        wide = _radius(profile, share * height)
        for _, _, angle in circle(round(count * (0.35 + 0.65 * share / 0.74)), 1.0, 20 * row):
            prop.add(seed.turn(y=35 - 40 * share).move(wide, 0, share * height).turn(z=angle), "lemon")
    calyx(prop, 8, 0.93 * height, prop.vary(0.42, 0.1), lean=80)
    prop.add(stalk(prop.vary(0.42)).move(z=0.9 * height), "leaf")


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


def pineapple(prop: ToyShape) -> None:
    radius, height, count = prop.vary(0.62, 0.08), prop.vary(1.5, 0.1), prop.random.choice((9, 10, 11))
    profile = rounded([(0, 0), (0.7, 0), (1.1, 0.3), (1.05, 0.75), (0.6, 1), (0, 1)]) * (radius, height)
    prop.add(lathe(profile), DARK)
    for row in range(8):
        z = height * (0.1 + 0.117 * row)
        wide = _radius(profile, z)
        size = 3.5 * wide / count
        scale = lathe([(0, -0.1), (size, -0.02), (0.55 * size, 0.09), (0, 0.13)], segments=4).stretch(x=0.95)
        for _, _, angle in circle(count, 1.0, 180 / count * (row % 2)):
            prop.add(scale.turn(y=90 + 45 * (0.5 - z / height)).move(wide, 0, z).turn(z=angle))
    _tuft(prop, height)


def lemon(prop: ToyShape) -> None:
    radius, length = prop.vary(0.62, 0.06), prop.vary(1.0, 0.08)
    end = [(0, -1.05), (0.2, -1.08), (0.26, -0.9), (0.85, -0.62), (1.12, 0)]
    profile = rounded([*end, *((r, -z) for r, z in end[-2::-1])]) * (radius, length)
    prop.add(lathe(profile).turn(y=90).move(0.25, 0.5, radius))
    _half(prop, profile[profile[:, 1] <= 0], radius, -0.5, -0.45)


def tomato(prop: ToyShape) -> None:
    radius, height, lobes = prop.vary(0.95, 0.06), prop.vary(1.3, 0.1), prop.random.choice((5, 6, 7))
    profile = [(0, 0.06), (0.5, -0.04), (1.1, 0.2), (1.12, 0.75), (0.7, 1.06), (0.25, 0.98), (0, 0.88)]
    body = lathe(profile, 6 * lobes, soft=True, ribs=lobes, depth=0.04)
    prop.add(body.stretch(radius, radius, height))
    calyx(prop, prop.random.choice((5, 6)), 0.9 * height, prop.vary(0.4, 0.1), lean=74)
    prop.add(stalk(prop.vary(0.5)).move(z=0.85 * height), "leaf")


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
        prop.add(leaf(prop.vary(0.45)).turn(y=-62 * side).move(z=height), "leaf")


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


def corn_cob(prop: ToyShape) -> None:
    radius, height, rows = prop.vary(0.42, 0.08), prop.vary(2.0, 0.08), prop.random.choice((12, 13, 14))
    steps = np.linspace(0, 1, 3 * rows + 1)
    taper = radius * (1 - 0.7 * np.clip(2 * steps - 1, 0, 1) ** 2)
    profile = np.stack([taper * (1 - 0.1 * np.cos(2 * math.pi * rows * steps)), 0.15 + height * steps], axis=1)
    cob = lathe([(0, 0.15), *profile, (0, profile[-1, 1])], segments=44, ribs=11, depth=0.09)
    prop.add(cob)
    for size, count, phase in ((0.75, 3, 90), (1.0, 3, 30)):
        tall, reach = prop.vary(0.68 * size, 0.12) * height, radius + prop.vary(0.32) * size
        path = [(0.05, 0, 0), (radius + 0.1, 0, 0.2), (radius + 0.04, 0, 0.6 * tall), (reach, 0, tall)]
        husk = tube(path, [0.09, 0.12, 0.1, 0.025]).stretch(y=3.1)
        for _, _, angle in circle(count, 1.0, phase):
            prop.add(husk.turn(z=angle), "leaf")
    prop.add(cylinder(0.2, 0.4, top=0.3).move(z=0.02), "leaf")


def broccoli(prop: ToyShape) -> None:
    spread, height, count = prop.vary(0.6, 0.08), prop.vary(0.9, 0.12), prop.random.choice((5, 6))
    prop.add(lathe([(0, 0), (0.4, 0), (0.36, 0.3), (0.4, height), (0, height)], 30, ribs=5, depth=0.08), LIGHT)
    heads = [(x, y, height, 0.4) for x, y, _ in circle(count, spread, prop.random.uniform(0, 360))]
    for x, y, z, size in [*heads, (0, 0, height + 0.35, 0.52)]:
        branch = [(0.1 * x, 0.1 * y, 0.35), (0.6 * x, 0.6 * y, z - 0.4), (x, y, z)]
        prop.add(tube(branch, [0.22, 0.2, 0.22], segments=10), LIGHT)
        size = prop.vary(size, 0.08)
        prop.add(sphere(size, segments=12).move(x, y, z), DARK)
        for i in range(12):
            up, turn = 1 - 1.35 * (i + 0.5) / 12, math.radians(137.5 * i)
            flat = math.sqrt(1 - up * up)
            bud = sphere(0.38 * size, segments=8)
            prop.add(bud.move(x + flat * size * math.cos(turn), y + flat * size * math.sin(turn), z + up * size))


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


def _radius(profile: np.ndarray, z: float) -> float:
    """Returns the radius of a solid of revolution at the height `z`."""
    rising = profile[np.diff(profile[:, 1], prepend=-1) > 0]
    return float(np.interp(z, rising[:, 1], rising[:, 0]))


def _tuft(prop: ToyShape, bottom: float) -> None:
    """Adds the crown of a pineapple: three rings of blades above the height `bottom`."""
    for ring, (count, reach, size) in enumerate(((8, 0.62, 0.5), (7, 0.42, 0.85), (5, 0.15, 1.15))):
        tall = prop.vary(size, 0.1)
        path = [(0.1, 0, bottom - 0.08), (0.5 * reach, 0, bottom + 0.6 * tall), (reach, 0, bottom + tall)]
        blade = tube(path, [0.09, 0.12, 0.02], segments=8).stretch(y=1.7)
        for _, _, angle in circle(count, 1.0, 25 * ring):
            prop.add(blade.turn(z=angle), "leaf")


def _half(prop: ToyShape, dome: Points, radius: float, x: float, y: float) -> None:
    """Adds half a citrus fruit with its cut towards the front. `dome` is the profile of its rind, up to the cut."""
    segment = rounded([(0.1, 0), (0.72, -0.3), (0.84, -0.18), (0.84, 0.18), (0.72, 0.3), (0.1, 0)]) * radius
    parts = [(lathe([*dome, (0, 0)], 32).turn(x=90), MAIN)]
    parts.append((cylinder(0.92 * radius, 0.1, bevel=0.03, segments=32).turn(x=90), "cream"))
    parts += [(extrude(segment[:-1], 0.16).turn(y=angle), LIGHT) for _, _, angle in circle(8, 1.0)]
    for part, colour in parts:
        prop.add(part.turn(x=-22, z=-18).move(x, y, radius), colour)
