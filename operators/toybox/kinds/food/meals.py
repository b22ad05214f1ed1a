"""Meals, sweets and groceries of the toybox. Each function adds the parts of one kind to `prop`."""

from __future__ import annotations

import math

import numpy as np

from ..shapes import (
    DARK,
    LIGHT,
    MAIN,
    Part,
    Points,
    ToyShape,
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


def pizza(prop: ToyShape) -> None:
    radius, slices, pull, size = prop.vary(1.0, 0.05), prop.random.choice((6, 8)), prop.vary(0.34), prop.vary(0.17, 0.1)
    half, base = 180 / slices, [(0, 0), (radius, 0), (radius, 0.14), (0, 0.14)]
    rim = [(radius + x, 0.16 + 1.1 * z) for x, z, _ in circle(10, 0.12)]
    top = [(0, 0.12), (radius - 0.04, 0.12), (radius - 0.04, 0.24), (0, 0.24)]
    for start, end, out in ((half - 90, 270 - half, 0), (-90 - half, half - 90, pull)):
        for profile, colour, over in ((base, "dough", 0), (rim, "dough", 0.3), (top, MAIN, 0.6)):
            prop.add(_sector(profile, start - over, end + over).move(y=-out), colour)
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
    for share, angle in _sunflower(22):
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


def croissant(prop: ToyShape) -> None:
    radius, thick, sweep = prop.vary(0.75, 0.06), prop.vary(0.48, 0.08), prop.vary(112, 0.08)
    reach = prop.random.choice((3, 4))
    layer = [(-0.65, 0.85), (0, 1.02), (0.42, 1.13), (0.52, 1.06), (0.53, 0.7)]
    middle = [*((-at, wide) for at, wide in layer[:0:-1]), *layer[2:]]
    for i in range(-reach, reach + 1):
        path, widths = [], []
        for at, wide in layer if i else middle:
            share = (abs(i) + at) / (reach + 0.5)
            angle = math.radians(math.copysign(sweep * share, i if i else at))
            widths.append(thick * wide * (1 - 0.8 * abs(share) ** 1.5))
            path.append((radius * math.sin(angle), radius * math.cos(angle), 0.4 * thick + 0.5 * widths[-1]))
        prop.add(tube(path, widths, segments=16), (MAIN, LIGHT)[i % 2])


def cookie(prop: ToyShape) -> None:
    radius, thick, bite = prop.vary(0.95, 0.05), prop.vary(0.36), prop.vary(0.44, 0.1)
    turn = np.linspace(-math.pi, math.pi, 110, endpoint=False)
    beside = radius * np.sin(np.abs(turn).clip(max=math.pi / 2))
    inner = radius * np.cos(turn) - np.sqrt((bite**2 - beside**2).clip(0)) + 0.05 * np.abs(np.sin(16 * turn))
    rim = np.where(beside < bite, np.minimum(inner, radius), radius * (1 + 0.012 * np.sin(9 * turn)))
    around = turn + math.radians(prop.vary(50, 0.2))
    prop.add(extrude(np.stack([rim * np.cos(around), rim * np.sin(around)], axis=1), thick, bevel=0.1))
    for side in (-1, 1):
        for share, angle in _sunflower(17):
            place = math.radians(angle * side + prop.random.uniform(-12, 12))
            x, z = 0.88 * radius * share * math.cos(place), 0.88 * radius * share * math.sin(place)
            if math.hypot(x - radius * math.cos(around[55]), z - radius * math.sin(around[55])) > bite + 0.16:
                chip = sphere(prop.vary(0.12, 0.2), segments=12).stretch(y=0.55)
                prop.add(chip.move(x, side * thick / 2, z), "coffee")


def cupcake(prop: ToyShape) -> None:
    radius, height, rise = prop.vary(0.62, 0.08), prop.vary(0.75, 0.1), prop.vary(0.95, 0.1)
    cup = [(0, 0), (0.72 * radius, 0), (radius, height), (0.85 * radius, height), (0, height)]
    prop.add(lathe(cup, 96, ribs=24, depth=0.045), "cream")
    sponge = lathe([(0, 0), (1.05 * radius, 0), (1.1 * radius, 0.12), (0, 0.3)], soft=True)
    prop.add(sponge.move(z=height - 0.06), "dough")
    share, top = np.linspace(0, 1, 50), height + rise
    angle, reach = 2 * math.pi * prop.random.choice((3, 4)) * share, 0.78 * radius * (1 - share) ** 0.8
    swirl = np.stack([reach * np.cos(angle), reach * np.sin(angle), height + 0.16 + rise * share], axis=1)
    widths = 0.36 * radius * (1.1 - 0.6 * share) * (0.2 + 9 * share).clip(max=1)
    prop.add(tube(swirl.tolist(), widths.tolist(), segments=10, soft=False))
    prop.add(lathe([(0, 0), (0.9 * radius, 0), (0.1, rise), (0, rise)]).move(z=height + 0.05), DARK)
    prop.add(sphere(0.19).move(z=top + 0.3), "cherry")
    prop.add(tube([(0, 0, top + 0.4), (0.05, 0, top + 0.65), (0.2, 0, top + 0.75)], 0.05), "leaf")


def pie(prop: ToyShape) -> None:
    radius, height, strips = prop.vary(1.0, 0.05), prop.vary(0.5), prop.random.choice((3, 4))
    prop.add(lathe([(0, 0), (0.8 * radius, 0), (radius, height), (0, height)], 96, ribs=24, depth=0.025))
    filling = lathe([(0, 0), (0.93 * radius, 0), (0.75 * radius, 0.1), (0, 0.16)], soft=True)
    prop.add(filling.move(z=height - 0.03), "cherry")
    crimp = torus(radius, 0.13, segments=80)
    crimp.vertices[:, 2] += 0.04 * np.sin(20 * np.arctan2(crimp.vertices[:, 1], crimp.vertices[:, 0]))
    prop.add(crimp.move(z=height + 0.02))
    for i in range(strips):
        y = 1.5 * radius * ((i + 0.5) / strips - 0.5)
        reach = math.sqrt((0.97 * radius) ** 2 - y**2)
        for lift, turn, colour in ((0.14, 45, LIGHT), (0.17, -45, MAIN)):
            path = [(-reach, y, 0.02), (-0.5 * reach, y, lift), (0.5 * reach, y, lift), (reach, y, 0.02)]
            prop.add(tube(path, 0.085, segments=8).turn(z=turn).move(z=height + 0.02), colour)


def egg(prop: ToyShape) -> None:
    radius, height = prop.vary(0.68, 0.06), prop.vary(1.8, 0.06)
    profile = [(0, 0), (0.5, 0), (1.05, 0.14), (1.15, 0.45), (0.85, 0.8), (0.4, 1), (0, 1)]
    shell = rounded(profile) * (radius, height)
    prop.add(lathe(shell, 32))
    if prop.random.random() < 0.5:
        cup = [(0, -0.5), (0.5, -0.5), (0.5, -0.42), (0.2, -0.3), (0.2, -0.15), (0.72, 0.12), (0.85, 0.5), (0.75, 0.5)]
        prop.add(lathe([(r * radius / 0.68, z) for r, z in [*cup, (0, 0.1)]], 32), LIGHT)
        return
    for share, angle in _sunflower(26):
        z = (0.05 + 0.9 * share**2) * height
        speck = sphere(prop.vary(0.075, 0.4), segments=8).stretch(x=0.3).turn(y=60 * (0.45 - z / height))
        prop.add(speck.move(np.interp(z, shell[1:-1, 1], shell[1:-1, 0]), 0, z).turn(z=angle), DARK)


def lollipop(prop: ToyShape) -> None:
    radius, thick, length = prop.vary(0.72, 0.08), prop.vary(0.3, 0.1), prop.vary(1.35, 0.1)
    turns, middle = prop.random.choice((2.5, 3, 3.5)), length + 0.6 * radius
    disc = [(0, -0.5), (0.85, -0.5), (1, -0.25), (1, 0.25), (0.85, 0.5), (0, 0.5)]
    prop.add(lathe([(r * radius, z * thick) for r, z in disc], 40, soft=True).turn(x=90).move(z=middle))
    for side in (-1, 1):
        share = np.linspace(0.04, 1, 60)
        angle, reach = 2 * math.pi * turns * share, 0.84 * radius * share
        spiral = np.stack([reach * np.cos(angle), 0 * share + side * thick / 2, side * reach * np.sin(angle)], axis=1)
        prop.add(tube(spiral.tolist(), 0.06, segments=8, soft=False).move(z=middle), "snow")
        bow = tube([(0, 0, 0), (side * 0.35, 0, 0.22), (side * 0.42, 0, -0.18), (0, 0, 0)], [0.05, 0.1, 0.1, 0.05])
        prop.add(bow.move(y=-0.06, z=length - 0.5 * radius), LIGHT)
    prop.add(cylinder(0.075, length, segments=16).move(z=length / 2), "cream")


def popcorn(prop: ToyShape) -> None:
    radius, height, count = prop.vary(0.68, 0.08), prop.vary(1.2, 0.1), prop.random.choice((7, 8))
    foot = prop.vary(0.74, 0.05) * radius
    prop.add(lathe([(0, 0), (foot, 0), (radius, height), (radius - 0.1, height), (0, height - 0.2)], 4 * count))
    stripe = [(foot - 0.1, 0.01), (foot + 0.025, 0.01), (radius + 0.025, height + 0.02), (radius - 0.12, height + 0.02)]
    for _, _, angle in circle(count, 1.0):
        prop.add(_sector(stripe, angle, angle + 180 / count), "snow")
    for i, (share, angle) in enumerate(_sunflower(20)):
        wide = share * (radius - 0.08)
        place = (wide, 0, height + 0.02 + 0.42 * (1 - share**2))
        for x, y, _ in [(0, 0, 0), *circle(3, 0.12, 50 * i)]:
            puff = sphere(prop.vary(0.135, 0.12), segments=8).move(x, y, 0.07 if x or y else 0.14)
            prop.add(puff.turn(y=50 * share).move(*place).turn(z=angle), ("cream", "snow", "lemon")[i % 3])


def milk_carton(prop: ToyShape) -> None:
    width, height, roof = prop.vary(0.9, 0.06), prop.vary(1.3, 0.1), prop.vary(0.42, 0.1)
    prop.add(box(width, width, height, bevel=0.03).move(z=height / 2))
    gable = [(-width / 2, 0), (width / 2, 0), (0.05, roof), (-0.05, roof)]
    prop.add(extrude(gable, width - 0.04, bevel=0.02).turn(z=90).move(z=height - 0.04), LIGHT)
    prop.add(box(width, 0.14, 0.26, bevel=0.03).move(z=height + roof + 0.05))
    prop.add(box(width + 0.05, width + 0.05, 0.5 * height, bevel=0.03).move(z=0.34 * height), "snow")
    slope = math.degrees(math.atan2(roof, width / 2))
    for size, thick, colour in ((0.2, 0.16, "snow"), (0.16, 0.3, DARK)):
        cap = cylinder(size, thick, bevel=0.03, segments=20).turn(x=slope)
        prop.add(cap.move(y=-0.27 * width, z=height + 0.46 * roof), colour)
    for face in (0, 90, 180, 270):
        for x, z, size in ((-0.24, 0.42, 0.2), (0.2, 0.25, 0.22), (0.26, 0.5, 0.1), (-0.28, 0.18, 0.1)):
            patch = _patch(prop.vary(size, 0.1), face + 60 * z).move(x * width, -width / 2 - 0.01, z * height)
            prop.add(patch.turn(z=face), "charcoal")


def chocolate_bar(prop: ToyShape) -> None:
    columns, rows, size, thick = prop.random.choice((2, 3)), 5, prop.vary(0.42, 0.06), prop.vary(0.28)
    width, height, cover = columns * size, rows * size, prop.vary(0.55, 0.08) * rows * size
    prop.add(box(width, thick, height, bevel=0.04).move(z=height / 2 + 0.02), "coffee")
    knob = lathe([(0, -0.02), (0.66 * size, -0.02), (0.48 * size, 0.1), (0, 0.1)], 4).turn(z=45)
    for i in range(columns * rows):
        for side in (-1, 1):
            square = knob.turn(x=-90 * side).move(y=side * thick / 2)
            prop.add(square.move((i % columns + 0.5) * size - width / 2, z=(i // columns + 0.5) * size), "coffee")
    teeth = np.linspace(width / 2 + 0.04, -width / 2 - 0.04, 4 * columns + 1)
    torn = [(x, cover + (0.2, 0.06)[i % 2]) for i, x in enumerate(teeth)]
    prop.add(extrude([(-width / 2 - 0.04, 0.1), (width / 2 + 0.04, 0.1), *torn], thick + 0.26, bevel=0.02), "steel")
    prop.add(box(width + 0.14, thick + 0.34, cover, bevel=0.06).move(z=cover / 2))
    for share, tall, colour in ((0.5, 0.4, LIGHT), (0.78, 0.08, "gold"), (0.22, 0.08, "gold")):
        prop.add(box(width + 0.18, thick + 0.38, tall * cover, bevel=0.04).move(z=share * cover), colour)


def _sector(profile: Points, start: float, end: float) -> Part:
    """Returns a piece of a round thing from `start` to `end` degrees. The profile is a closed line of (radius, z)."""
    angle = np.radians(np.linspace(end, start, max(3, round((end - start) / 6))))[:, None]
    radius, height = np.array(profile).T
    return loft(np.stack([radius * np.cos(angle), radius * np.sin(angle), height + 0 * angle], axis=-1))


def _sunflower(count: int) -> list[tuple[float, float]]:
    """Returns `count` places (share of the radius, angle in degrees) spread evenly over a disc."""
    return [(math.sqrt((i + 0.5) / count), 137.5 * i) for i in range(count)]


def _capsule(radius: float, half: float) -> Part:
    """Returns a bar along X with round ends, which reaches `half` to both sides."""
    end = [(0, -half), (0.6 * radius, -half), (1.05 * radius, 0.7 * radius - half), (radius, 1.3 * radius - half)]
    profile = [*end, (radius, 0), *((r, -z) for r, z in end[::-1])]
    return lathe(profile, segments=20, soft=True).turn(y=90)


def _lettuce(radius: float) -> Part:
    """Returns a round leaf of lettuce with a wavy edge."""
    leaf = lathe([(0, -0.05), (radius, -0.05), (radius + 0.1, 0), (radius, 0.05), (0, 0.05)], 72, ribs=8, depth=0.05)
    x, y, _ = leaf.vertices.T
    leaf.vertices[:, 2] += 0.08 * np.hypot(x, y) * np.sin(12 * np.arctan2(y, x))
    return leaf


def _frilled(outline: np.ndarray) -> np.ndarray:
    """Returns an outline with wavy edges."""
    edges = [np.linspace(a, b, 15)[:-1] for a, b in zip(outline, np.roll(outline, -1, axis=0), strict=True)]
    line = np.concatenate(edges)
    return line * np.where(np.arange(len(line)) % 2, 1.0, 0.93)[:, None]


def _patch(size: float, phase: float) -> Part:
    """Returns a flat spot of an uneven shape, as on a cow."""
    angles = np.linspace(0, 2 * math.pi, 24, endpoint=False)
    reach = size * (1 + 0.25 * np.cos(2 * angles + phase) + 0.12 * np.cos(3 * angles - phase))
    return extrude(np.stack([reach * np.cos(angles), 0.8 * reach * np.sin(angles)], axis=1), 0.06, bevel=0.01)
