"""Dishes, meat, cheese and eggs. Each public function adds the parts of one kind to `prop`."""

from __future__ import annotations

import math

import numpy as np

from ..shapes import (
    DARK,
    LIGHT,
    MAIN,
    Part,
    ToyShape,
    box,
    circle,
    cylinder,
    extrude,
    lathe,
    rounded,
    sphere,
    torus,
    tube,
)
from .parts import biscuit, sector, spread_over_disc


def pizza(prop: ToyShape) -> None:
    radius, slices, pull, size = prop.vary(1.0, 0.05), prop.random.choice((6, 8)), prop.vary(0.34), prop.vary(0.17, 0.1)
    half, base = 180 / slices, [(0, 0), (radius, 0), (radius, 0.14), (0, 0.14)]
    rim = [(radius + x, 0.16 + 1.1 * z) for x, z, _ in circle(10, 0.12)]
    top = [(0, 0.12), (radius - 0.04, 0.12), (radius - 0.04, 0.24), (0, 0.24)]
    for start, end, out in ((half - 90, 270 - half, 0), (-90 - half, half - 90, pull)):
        for profile, colour, over in ((base, "dough", 0), (rim, "dough", 0.3), (top, MAIN, 0.6)):
            prop.add(sector(profile, start - over, end + over).move(y=-out), colour)
    cheese, sausage = (cylinder(r, 0.12, bevel=0.03, segments=16) for r in (size + 0.04, size))
    spots = ((torus(0.07, 0.045, segments=12), "charcoal"), (sphere(0.1, segments=12).stretch(z=0.5), "leaf"))
    for i, (x, y, _) in enumerate(circle(slices, radius, -90)):
        toppings = ((cheese, "lemon", 0.68, 0.24), (sausage, "cherry", 0.68, 0.29), (*spots[i % 2], 0.38, 0.27))
        for part, colour, share, z in toppings:
            prop.add(part.move(share * x, share * y - (0 if i else pull), z), colour)


def hamburger(prop: ToyShape) -> None:
    radius, dome, count = prop.vary(0.9, 0.06), prop.vary(0.62), prop.random.choice((1, 2))
    prop.add(lathe([(0, 0), (radius - 0.08, 0), (radius, 0.1), (radius, 0.26), (0, 0.28)], 32, soft=True))
    for z in (0.24, 0.54)[:count]:
        prop.add(cylinder(radius + 0.04, 0.28, bevel=0.09, segments=32).move(z=z + 0.13), "coffee")
        prop.add(box(1.46 * radius, 1.46 * radius, 0.08, bevel=0.02).turn(z=prop.vary(40)).move(z=z + 0.3), "lemon")
    top = 0.24 + 0.3 * count
    prop.add(cylinder(radius - 0.02, 0.14, bevel=0.05, segments=32).move(z=top + 0.1), "cherry")
    prop.add(_lettuce(radius).move(z=top + 0.22), "leaf")
    crown = rounded([(0, 0), (1, 0), (1.07, 0.13), (0.95, 0.75), (0.5, 1), (0, 1)]) * (radius, dome)
    prop.add(lathe(crown, 32).move(z=top + 0.26))
    for share, angle in spread_over_disc(22):
        seed = sphere(1, segments=8).stretch(0.075, 0.045, 0.04).turn(z=60).turn(y=50 * share**2)
        high = top + 0.27 + np.interp(0.75 * share * radius, crown[:6:-1, 0], crown[:6:-1, 1])
        prop.add(seed.move(0.75 * share * radius, 0, high).turn(z=angle), "cream")


def hot_dog(prop: ToyShape) -> None:
    length, thick, sausage = prop.vary(1.0, 0.06), prop.vary(0.34, 0.08), prop.vary(0.27, 0.06)
    for side in (-1, 1):
        prop.add(_capsule(thick, 0.94 * length).turn(x=-12 * side).move(y=side * thick, z=thick))
    prop.add(_capsule(0.8 * thick, 0.9 * length).move(z=0.7 * thick), LIGHT)
    link, top = _capsule(sausage, length + 0.25), 1.2 * thick + 0.12
    link.vertices[:, 2] += 0.14 * link.vertices[:, 0] ** 2
    prop.add(link.move(z=top), "terracotta")
    along = np.linspace(-length, length, prop.random.choice((13, 15, 17)))
    wave = [(x, 0.6 * sausage * (-1) ** i, 0.14 * x**2) for i, x in enumerate(along)]
    prop.add(tube(wave, 0.07, segments=8).move(z=top + 0.9 * sausage), prop.random.choice(("lemon", "cherry")))


def sandwich(prop: ToyShape) -> None:
    wide, deep, thick, tall = prop.vary(1.0, 0.06), prop.vary(1.0, 0.06), prop.vary(0.24), prop.random.choice((2, 3))
    outline, z = np.array([(-wide, 0), (0, -deep), (wide, 0)]), 0.0
    fillings = [("leaf", 1.16), ("cherry", 0.97), ("lemon", 1.06), ("blossom", 1.02)]
    for layers in ([], fillings[: 8 - 2 * tall], fillings[2:])[:tall]:
        for colour, scale in layers:
            layer = (_frilled(outline) if colour == "leaf" else outline) * scale + (0, 0.04)
            prop.add(extrude(layer, 0.13, bevel=0.03).turn(x=90).move(z=z + 0.05), colour)
            z += 0.11
        prop.add(extrude(outline, thick, bevel=0.05).turn(x=90).move(z=z + thick / 2), DARK)
        prop.add(extrude(0.92 * outline + (0, 0.02), thick + 0.03, bevel=0.02).turn(x=90).move(z=z + thick / 2))
        z += thick
    prop.add(cylinder(0.045, 1.0, bevel=0.01, segments=10).move(y=0.4 * deep, z=z + 0.2), "wood")
    for size, lift, colour in ((0.18, 0.24, "leaf"), (0.11, 0.44, "cherry")):
        prop.add(sphere(size, segments=16).move(y=0.4 * deep, z=z + lift), colour)


def taco(prop: ToyShape) -> None:
    radius, gape = prop.vary(1.0, 0.05), prop.vary(0.28, 0.12)
    rim = [(share * radius, 0.0) for share in (0, 0.2, 0.4, 0.6, 0.8, 1)]
    prop.add(_folded(lathe([*rim, *((r, 0.09) for r, _ in rim[::-1])], 48), gape))
    fillings = (("leaf", 9, 0.2, 0.8), ("coffee", 6, 0.18, 0.76), ("cherry", 5, 0.13, 0.92), ("lemon", 7, 0.09, 0.97))
    for colour, count, size, share in fillings:
        for i in range(count):
            angle, reach, wide = math.radians(24 + 132 * (i + 0.5) / count), share * radius, prop.vary(size, 0.1)
            bit = sphere(wide, segments=10).stretch(1.3, 0.85)
            y = prop.random.uniform(-0.6, 0.6) * (gape - wide / 2)
            prop.add(bit.move(0.95 * reach * math.cos(angle), y, reach * math.sin(angle)), colour)


def french_fries(prop: ToyShape) -> None:
    width, height, depth = prop.vary(0.52, 0.08), prop.vary(1.0, 0.08), prop.vary(0.5, 0.1)
    low, front, x = 0.76 * width, -depth / 2, np.linspace(1, -1, 13)
    inside, back = (0, 0.36, 1, depth, 0.98), (-front, -0.16, 1.05, 0.08, 1)
    for y, dip, tall, thick, grow in (inside, back, (front, 0.3, 1, 0.08, 1.02)):
        top = [(width * u, tall * height - dip * (1 - u * u)) for u in x]
        prop.add(extrude([(-low, 0), (low, 0), *top], thick, bevel=0.02).stretch(x=grow).move(y=y, z=1 - grow))
    for row, count in enumerate((5, 6, 5)):
        for i in range(count):
            share, lean = 2 * i / (count - 1) - 1 + prop.random.uniform(-0.05, 0.05), prop.random.uniform(-5, 5)
            fry = box(0.15, 0.15, prop.vary(1.1, 0.12), bevel=0.03).move(z=0.55).turn(lean, 11 * share)
            prop.add(fry.move(0.78 * width * share, 0.32 * (row - 1) * depth, 0.52 * height + 0.12 * row), "lemon")
    prop.add(cylinder(0.55 * low, 0.06, bevel=0.02).turn(x=90).move(y=front - 0.05, z=0.36 * height), "snow")


def sushi_roll(prop: ToyShape) -> None:
    radius, height, turn = prop.vary(0.62, 0.06), prop.vary(0.72, 0.12), prop.random.uniform(-20, 10)
    wrap = [(radius - 0.12, -0.5), (radius, -0.5), (radius + 0.02, 0), (radius, 0.5), (radius - 0.12, 0.5)]
    parts = [(lathe([(r, z * height) for r, z in wrap], 32, closed=True), MAIN)]
    parts.append((cylinder(radius - 0.05, height + 0.06, bevel=0.05, segments=32), "snow"))
    core = cylinder(0.3 * radius, height + 0.2, bevel=0.04, segments=16)
    for (x, y, _), colour in zip(circle(3, 0.36 * radius, 90), ("carrot", "leaf", "lemon"), strict=True):
        parts.append((core.move(x, y), colour))
    grain = sphere(1, segments=8).stretch(0.12, 0.06, 0.06)
    for x, y, angle in [*circle(10, 0.78 * radius), *circle(9, 0.66 * radius, 18)]:
        turned = grain.turn(z=angle + prop.random.uniform(30, 150))
        parts += [(turned.move(x, y, side * (height / 2 + 0.03)), "snow") for side in (-1, 1)]
    for part, colour in parts:
        prop.add(part.move(0.15, 0.5, height / 2 + 0.1), colour)
        prop.add(part.turn(x=62, z=turn).move(-0.2, -0.55, 0.235 * height + 0.883 * radius), colour)


def chicken_drumstick(prop: ToyShape) -> None:
    thick, length, bone, lean = prop.vary(0.58, 0.08), prop.vary(1.5, 0.08), prop.vary(0.5, 0.1), prop.vary(28)
    side = [(0, 0), (0.5, -0.02), (1.12, 0.12), (1.1, 0.42), (0.6, 0.68), (0.34, 0.85), (0.36, 1), (0, 1)]
    meat = lathe(side, 32, soft=True, ribs=7, depth=0.02).stretch(thick, 0.9 * thick, length)
    cuff, shaft = torus(0.3 * thick, 0.09, segments=20), cylinder(0.12, bone + 0.2, segments=16).move(z=bone / 2)
    knobs = [(sphere(0.17, segments=16).move(x, z=bone + 0.05), "cream") for x in (-0.12, 0.12)]
    prop.add(meat.turn(y=lean))
    for part, colour in ((cuff, DARK), (shaft, "cream"), *knobs):
        prop.add(part.move(z=length).turn(y=lean), colour)


def steak(prop: ToyShape) -> None:
    width, height, thick = prop.vary(1.0, 0.08), prop.vary(1.0, 0.08), prop.vary(0.36, 0.1)
    left = [(0, 0.9), (-0.6, 1.05), (-1.1, 0.7), (-1.05, -0.2), (-0.9, -0.9), (-0.35, -1.1)]
    right = [(0.05, -0.8), (0.3, -0.35), (0.85, -0.35), (1.1, 0.2), (1.05, 0.8), (0.6, 1.0), (0, 0.9)]
    outline = rounded([*left, *right])[:-1] * (width, height)
    prop.add(extrude(outline, thick, bevel=0.1), "cream")
    prop.add(extrude(0.88 * outline, thick + 0.05, bevel=0.03))
    for start, end, wide in (((-0.35, 0.66), (0.6, 0.66), 0.14), ((0.12, 0.6), (0.14, -0.35), 0.1)):
        prop.add(biscuit(start, end, wide, thick + wide), "snow")
    mark = box(0.09, thick + 0.09, 0.6, bevel=0.02).turn(y=40)
    for x, z in ((-0.6, 0.35), (-0.4, -0.05), (-0.55, -0.5), (0.6, 0.2)):
        prop.add(mark.move(x * width, z=z * height), DARK)


def egg(prop: ToyShape) -> None:
    radius, height = prop.vary(0.68, 0.06), prop.vary(1.8, 0.06)
    profile = [(0, 0), (0.5, 0), (1.05, 0.14), (1.15, 0.45), (0.85, 0.8), (0.4, 1), (0, 1)]
    shell = rounded(profile) * (radius, height)
    prop.add(lathe(shell, 32))
    if prop.random.random() < 0.5:
        cup = [(0, -0.5), (0.5, -0.5), (0.5, -0.42), (0.2, -0.3), (0.2, -0.15), (0.72, 0.12), (0.85, 0.5), (0.75, 0.5)]
        prop.add(lathe([(r * radius / 0.68, z) for r, z in [*cup, (0, 0.1)]], 32), LIGHT)
        return
    for share, angle in spread_over_disc(26):
        z = (0.05 + 0.9 * share**2) * height
        speck = sphere(prop.vary(0.075, 0.4), segments=8).stretch(x=0.3).turn(y=60 * (0.45 - z / height))
        prop.add(speck.move(np.interp(z, shell[1:-1, 1], shell[1:-1, 0]), 0, z).turn(z=angle), DARK)


def cheese(prop: ToyShape) -> None:
    length, width, height = prop.vary(1.7, 0.08), prop.vary(1.35, 0.1), prop.vary(0.75)
    half = width / 2
    wedge = [(0, length / 2), (-half, -length / 2), (-0.5 * half, -0.6 * length), (0.5 * half, -0.6 * length)]
    prop.add(extrude([*wedge, (half, -length / 2)], height).turn(x=90))
    rind = [*wedge[1:], (half, -length / 2)]
    prop.add(extrude([(1.04 * x, z - 0.05) for x, z in rind], height + 0.05).turn(x=90), DARK)
    slope = math.degrees(math.atan2(half, length))
    for side in (-1, 1):
        for share, rise, size in ((0.3, -0.1, 0.13), (0.5, 0.2, 0.1), (0.63, -0.18, 0.17), (0.86, 0.12, 0.15)):
            hole = cylinder(prop.vary(size), 0.04, bevel=0.01).turn(y=90).turn(z=-side * slope)
            prop.add(hole.move(side * share * half, (share - 0.5) * length, side * rise * height), DARK)
    for x, y, size in ((0, -0.16, 0.1), (-0.3, 0.12, 0.16), (0.28, 0.1, 0.11), (0.35, 0.38, 0.17), (-0.35, 0.43, 0.11)):
        prop.add(cylinder(prop.vary(size), 0.04, bevel=0.01).move(x * half * 1.2, y * length, height / 2), DARK)


def _lettuce(radius: float) -> Part:
    """Returns a round leaf of lettuce with a wavy edge."""
    leaf = lathe([(0, -0.05), (radius, -0.05), (radius + 0.1, 0), (radius, 0.05), (0, 0.05)], 72, ribs=8, depth=0.05)
    x, y, _ = leaf.vertices.T
    leaf.vertices[:, 2] += 0.08 * np.hypot(x, y) * np.sin(12 * np.arctan2(y, x))
    return leaf


def _capsule(radius: float, half: float) -> Part:
    """Returns a bar along X with round ends, which reaches `half` to both sides."""
    end = [(0, -half), (0.6 * radius, -half), (1.05 * radius, 0.7 * radius - half), (radius, 1.3 * radius - half)]
    profile = [*end, (radius, 0), *((r, -z) for r, z in end[::-1])]
    return lathe(profile, segments=20, soft=True).turn(y=90)


def _frilled(outline: np.ndarray) -> np.ndarray:
    """Returns an outline with wavy edges."""
    edges = [np.linspace(a, b, 15)[:-1] for a, b in zip(outline, np.roll(outline, -1, axis=0), strict=True)]
    line = np.concatenate(edges)
    return line * np.where(np.arange(len(line)) % 2, 1.0, 0.93)[:, None]


def _folded(disc: Part, gape: float) -> Part:
    """Folds a flat round part upwards along the X axis. Its halves are `gape` from the middle."""
    x, y, z = disc.vertices.T
    angle = (y / gape).clip(-1.35, 1.35)
    rest = y - angle * gape
    across, up = np.sin(angle), -np.cos(angle)
    folded = [x, (gape - z) * across + rest * np.cos(angle), (gape - z) * up + np.abs(rest) * np.abs(across) + gape]
    return Part(np.stack(folded, axis=1), disc.faces)
