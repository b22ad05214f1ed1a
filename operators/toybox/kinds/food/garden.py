"""Vegetables, fruit and groceries of the toybox. Each function adds the parts of one kind to `prop`."""

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
from .parts import calyx, leaf, stalk

Coloured = list[tuple[Part, str]]


def bell_pepper(prop: ToyShape) -> None:
    radius, height, lobes = prop.vary(0.56, 0.08), prop.vary(1.5, 0.1), prop.random.choice((3, 4))
    lobe = lathe([(0, 0.05), (0.5, 0), (0.85, 0.2), (1.1, 0.8), (0.85, 1.04), (0.2, 1), (0, 0.92)], soft=True)
    for x, y, _ in circle(lobes, 0.4, prop.random.uniform(0, 90)):
        prop.add(lobe.stretch(radius, radius, prop.vary(height, 0.04)).move(x, y))
    cap = lathe([(0, 0), (0.42, 0), (0.4, 0.06), (0.16, 0.16), (0, 0.2)], 36, ribs=6, depth=0.12)
    prop.add(cap.move(z=0.95 * height), "leaf")
    prop.add(stalk(prop.vary(0.55)).stretch(1.6, 1.6).move(z=0.95 * height), "leaf")


def chili_pepper(prop: ToyShape) -> None:
    length, thick, bend = prop.vary(2.0, 0.08), prop.vary(0.32, 0.1), prop.vary(0.75, 0.3)
    share = np.linspace(0, 1, 9)
    path = np.stack([bend * (1 - share) ** 2, 0 * share, length * share], axis=1)
    widths = [thick * width for width in (0.08, 0.36, 0.58, 0.76, 0.9, 1, 1.06, 1.06, 0.8)]
    prop.add(tube(path.tolist(), widths, segments=20))
    cap = lathe([(0, -0.2), (1.1, -0.25), (1.15, -0.15), (0.9, 0.15), (0.3, 0.4), (0, 0.4)], 35, ribs=5, depth=0.06)
    prop.add(cap.stretch(thick, thick, 0.6).move(z=length), "leaf")
    stem = [(0, 0, length), (0, 0, length + 0.4), (-0.1, 0, length + 0.65), (-0.4, 0, length + prop.vary(0.75))]
    prop.add(tube(stem, [0.13, 0.09, 0.08, 0.11]), "leaf")


def eggplant(prop: ToyShape) -> None:
    radius, height, bend = prop.vary(0.62, 0.08), prop.vary(2.2, 0.1), prop.vary(0.3, 0.4)
    lower = [(0, 0), (0.5, -0.02), (1.12, 0.1), (1.12, 0.42)]
    body = lathe([*lower, (0.72, 0.7), (0.58, 0.94), (0.3, 1), (0, 1)], 32, soft=True)
    body = body.stretch(radius, radius, height)
    body.vertices[:, 0] += bend * np.sin(np.pi * body.vertices[:, 2] / height)
    prop.add(body)
    calyx(prop, prop.random.choice((5, 6)), height + 0.1, prop.vary(0.42, 0.1), lean=135)
    cap = lathe([(0, -0.1), (0.42, -0.1), (0.2, 0.14), (0, 0.2)], 25, ribs=5, depth=0.1)
    prop.add(cap.move(z=height - 0.03), "leaf")
    prop.add(stalk(prop.vary(0.55)).stretch(1.4, 1.4).move(z=height), "leaf")


def cucumber(prop: ToyShape) -> None:
    radius, length, slices = prop.vary(0.36, 0.08), prop.vary(1.8, 0.1), prop.random.choice((2, 3))
    end = [(0, 0), (0.35, 0), (0.9, 0.1), (1.05, 0.35), (1, 0.7), (1, 1)]
    profile = rounded(end) * (radius, length)
    prop.add(lathe([*profile, (0, length)], 32, ribs=8, depth=0.02).turn(y=90).move(-0.6 * length, 0, radius))
    for i in range(22):
        z = length * (0.12 + 0.8 * (i + 0.5) / 22)
        bump = sphere(0.075, segments=6).move(np.interp(z, profile[:, 1], profile[:, 0]), 0, z)
        prop.add(bump.turn(z=222.5 * i).turn(y=90).move(-0.6 * length, 0, radius), DARK)
    prop.add(tube([(-0.55 * length, 0, radius), (-0.6 * length - 0.2, 0, 1.2 * radius)], [0.12, 0.08]), "leaf")
    for part, colour in _cucumber_slice(radius):
        prop.add(part.turn(y=90).move(0.4 * length + 0.02, 0, radius), colour)
        for i in range(slices):
            tilt = 62 - 8 * i
            z = radius * math.sin(math.radians(tilt)) + 0.03
            prop.add(part.turn(x=tilt, z=14 * i).move(0.75 * (i - 0.7), -0.65, z), colour)


def cabbage(prop: ToyShape) -> None:
    radius, twist = prop.vary(0.8, 0.06), prop.random.uniform(0, 72)
    prop.add(sphere(0.95 * radius), LIGHT)
    prop.add(cylinder(0.26, 0.3).move(z=-radius), "cream")
    for count, tilt, size, out, curl, colour in ((3, 45, 0.75, 0.95, 0.15, LIGHT), (5, 92, 1.05, 1.06, 0.9, MAIN)):
        for i in range(count):
            spread = prop.vary(size, 0.06)
            for part, tint in ((_blade(spread, 0.06 * curl), colour), *((vein, LIGHT) for vein in _veins(spread))):
                bent = _wrapped(part, out * radius, curl)
                prop.add(bent.turn(y=tilt, z=360 * i / count + twist), tint)


def garlic(prop: ToyShape) -> None:
    size, height, count = prop.vary(0.4, 0.06), prop.vary(1.15, 0.08), prop.random.choice((6, 7, 8))
    clove = lathe([(0, 0.02), (0.6, 0), (1.1, 0.2), (1.05, 0.5), (0.5, 0.85), (0.15, 1.1), (0, 1.12)], 12, soft=True)
    for i, (x, y, angle) in enumerate(circle(count, 0.43)):
        prop.add(clove.stretch(size, 0.9 * size, height).turn(y=-16, z=angle).move(x, y), (MAIN, LIGHT)[i % 2])
    neck = [(0, 0.5), (0.5, 0.5), (0.3, 0.85), (0.13, 1.1), (0.11, 1.35), (0.17, 1.45), (0, 1.4)]
    prop.add(lathe(neck, 20, soft=True, ribs=5, depth=0.1).stretch(z=height))
    prop.add(lathe([(0, -0.09), (0.26, -0.09), (0.3, 0.06), (0, 0.06)], 36, ribs=12, depth=0.1), "dough")
    loose = clove.stretch(0.9 * size, 0.7 * size, 0.95 * height).move(z=-0.5 * height).turn(y=80, z=prop.vary(25))
    prop.add(loose.move(0.15, -1.2, 0.55 * size), LIGHT)


def onion(prop: ToyShape) -> None:
    radius, height, tip = prop.vary(0.66, 0.06), prop.vary(1.3, 0.08), prop.vary(1.35, 0.05)
    side = [(0, 0), (0.3, 0), (1.1, 0.25), (1.1, 0.7), (0.45, 0.95), (0.2, 1.12), (0.15, tip), (0, tip)]
    profile, top = rounded(side) * (radius, height), tip * height
    bulb = lathe(profile, 30, ribs=10, depth=0.03)
    cut = Part(bulb.vertices.clip((-9, 0, -9)), bulb.faces)
    parts = [(bulb, MAIN, 1), (cut, MAIN, -1)]
    outline, middle = np.concatenate([profile, (profile * (-1, 1))[-2:0:-1]]), np.array((0, 0.42 * height))
    for i, scale in enumerate((0.98, 0.9, 0.74, 0.6, 0.44, 0.3)):
        layer = extrude((outline - middle) * scale + middle, 0.08 + 0.05 * i, bevel=0.02)
        parts.append((layer, (MAIN, "snow")[i % 2], -1))
    roots = lathe([(0, -0.06), (0.3, -0.08), (0.2, 0.1), (0, 0.1)], 24, ribs=8, depth=0.15)
    wisp = tube([(0, 0, top - 0.13), (0, 0, top), (0.2, 0, top + 0.25)], [0.1, 0.09, 0.03], segments=8)
    for part in (roots, *(wisp.turn(z=turn) for turn in (40, 160, 280))):
        parts += [(part, "dough", 1), (part.move(y=0.05), "dough", -1)]
    for part, colour, place in parts:
        prop.add(part.move(0.62 * place, 0.2 * place), colour)


def coconut(prop: ToyShape) -> None:
    radius, depth, thick = prop.vary(0.78, 0.06), prop.vary(0.8, 0.06), prop.vary(0.24, 0.1)
    dome = rounded([(0, -1), (0.5, -1), (1.08, -0.6), (1.04, 0)]) * (radius, depth)
    half: Coloured = [(lathe([*dome, (0.94 * radius, 0), (0.6 * radius, -0.7 * depth), (0, -0.8 * depth)]), MAIN)]
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
    _pair(prop, half, 0.84, 0.9 * radius)


def kiwi(prop: ToyShape) -> None:
    radius, length = prop.vary(0.66, 0.06), prop.vary(0.9, 0.06)
    end = [(0, -1), (0.14, -1.02), (0.2, -0.95), (0.75, -0.9), (1.1, -0.4), (1.04, 0), (0, 0)]
    half: Coloured = [(lathe(end, 32, soft=True).stretch(radius, radius, length), MAIN)]
    half.append((cylinder(0.93 * radius, 0.12, bevel=0.03, segments=32), LIGHT))
    half.append((cylinder(0.3 * radius, 0.2, bevel=0.03).stretch(x=1.2), "cream"))
    ray = sphere(1, segments=6).stretch(0.17 * radius, 0.04, 0.03).move(x=0.72 * radius, z=0.05)
    seed = sphere(1, segments=6).stretch(0.1, 0.05, 0.04).move(x=0.5 * radius, z=0.07)
    for _, _, angle in circle(14, 1.0):
        half += [(seed.turn(z=angle), "charcoal"), (ray.turn(z=angle + 13), "cream")]
    _pair(prop, half, 0.7, 0.95 * radius)


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


def jar_of_honey(prop: ToyShape) -> None:
    radius, height, lean = prop.vary(0.74, 0.08), prop.vary(1.25, 0.1), prop.vary(20, 0.3)
    mouth = 0.76 * radius
    side = [(0, 0), (0.7 * radius, 0), (1.1 * radius, 0.3 * height), (1.05 * radius, 0.75 * height)]
    prop.add(lathe([*side, (mouth, 0.92 * height), (mouth, height), (0, height)], soft=True))
    for size, out, colour in ((0.3, 0.06, "cream"), (0.2, 0.09, "gold")):
        label = cylinder(size, 2 * (radius + out), bevel=0.02, segments=6).turn(x=90)
        prop.add(label.move(z=0.42 * height), colour)
    prop.add(torus(mouth, 0.14).move(z=0.98 * height), "gold")
    prop.add(lathe([(0, 0), (mouth, 0), (mouth, 0.12), (0, 0.22)], soft=True).move(z=0.97 * height), "gold")
    for _, _, angle in circle(5, 1.0, 18):
        drip = [(mouth - 0.2, 0, height + 0.1), (mouth + 0.1, 0, height + 0.1), (mouth + 0.15, 0, 0.9 * height)]
        end = (0.95 * radius, 0, prop.vary(0.7, 0.12) * height)
        prop.add(tube([*drip, end], [0.1, 0.12, 0.12, 0.17], segments=10).turn(z=angle), "gold")
    dipper = lathe([(0, 0.1), (0.06, 0.1), (0.06, 0.9), (0.1, 1.0), (0, 1.05)], 16)
    for part in (dipper, *(sphere(0.2, segments=16).stretch(z=0.3).move(z=z) for z in (0.05, 0.17, 0.29))):
        prop.add(part.turn(y=lean).move(z=height + 0.1), "wood")


def ketchup_bottle(prop: ToyShape) -> None:
    radius, height, tip = prop.vary(0.5, 0.08), prop.vary(1.5, 0.08), prop.vary(0.42, 0.15)
    side = [(0, 0), (1, 0), (1.02, 0.02), (1, 0.35), (0.86, 0.55), (1, 0.75), (0.9, 0.93), (0.5, 1), (0, 1)]
    prop.add(lathe(side, 32, soft=True).stretch(radius, 0.8 * radius, height))
    prop.add(cylinder(0.6 * radius, 0.2, bevel=0.03, top=0.5 * radius).move(z=height + 0.06), "snow")
    nozzle = [(0, 0), (0.4 * radius, 0), (0.1, tip), (0.07, tip + 0.08), (0, tip + 0.08)]
    prop.add(lathe(nozzle).move(z=height + 0.14), "snow")
    prop.add(sphere(0.09, segments=12).stretch(z=0.9).move(z=height + tip + 0.22), MAIN)
    label = lathe([(0, 0.13), (1.04, 0.13), (1.02, 0.35), (0.93, 0.52), (0, 0.52)], 32)
    prop.add(label.stretch(radius, 0.8 * radius, height), "cream")
    for turn in (0, 180):
        prop.add(sphere(0.2, segments=16).stretch(y=0.5).move(y=-0.8 * radius, z=0.3 * height).turn(z=turn), "cherry")
        for lean in (-70, 0, 70):
            sepal = leaf(0.1).turn(z=90).turn(y=lean).move(y=-0.8 * radius - 0.06, z=0.3 * height + 0.15)
            prop.add(sepal.turn(z=turn), "leaf")


def soda_can(prop: ToyShape) -> None:
    radius, height, turn = prop.vary(0.55, 0.06), prop.vary(1.75, 0.1), prop.random.uniform(-60, 60)
    foot, neck, end = 0.82 * radius, 0.84 * radius, height - 0.06
    prop.add(lathe([(0, 0.08), (radius, 0.12), (radius, height - 0.16), (0, height - 0.1)], 32))
    prop.add(lathe([(0, 0.04), (foot - 0.06, 0), (foot, 0), (radius - 0.01, 0.16), (0, 0.2)], 32), "steel")
    lid = [(0, end - 0.2), (radius - 0.01, end - 0.14), (neck, height), (neck - 0.07, height), (neck - 0.09, end)]
    prop.add(lathe([*lid, (0, end)], 32), "steel")
    for share, wide, colour in ((0.36, 0.16, "snow"), (0.57, 0.08, LIGHT)):
        out = radius + 0.02
        band = lathe([(out - 0.1, -wide), (out, -wide), (out, wide), (out - 0.1, wide)], 48, closed=True)
        band.vertices[:, 2] += 0.12 * np.sin(2 * np.arctan2(band.vertices[:, 1], band.vertices[:, 0]))
        prop.add(band.move(z=share * height), colour)
    prop.add(sphere(1).stretch(0.16, 0.2, 0.05).move(y=-0.22).turn(z=turn).move(z=end), "charcoal")
    prop.add(torus(0.12, 0.05, segments=20).stretch(y=1.3).move(y=0.12).turn(z=turn).move(z=end + 0.05), LIGHT)
    prop.add(box(0.2, 0.24, 0.06, bevel=0.02).move(y=-0.12).turn(z=turn).move(z=end + 0.06), LIGHT)


def _pair(prop: ToyShape, half: Coloured, x: float, z: float) -> None:
    """Adds both halves of a fruit, one with its cut to the front, the other to the back. `half` has its cut on top."""
    for part, colour in half:
        for side in (-1, 1):
            prop.add(part.turn(x=64, z=90 * side + 78).move(side * x, 0.15 * side, z), colour)


def _cucumber_slice(radius: float) -> Coloured:
    """Returns a slice of a cucumber that lies around the origin."""
    rind, flesh = cylinder(radius, 0.16, bevel=0.03), cylinder(0.87 * radius, 0.2, bevel=0.03)
    core = lathe([(0, -0.115), (0.55 * radius, -0.115), (0.55 * radius, 0.115), (0, 0.115)], 36, ribs=3, depth=0.15)
    seed = sphere(1, segments=6).stretch(0.1, 0.05, 0.15)
    seeds = [(seed.move(0.46 * radius).turn(z=angle), "snow") for angle in (-22, 22, 98, 142, 218, 262)]
    return [(rind, MAIN), (flesh, "cream"), (core, LIGHT), *seeds]


def _blade(size: float, frill: float) -> Part:
    """Returns a flat cabbage leaf with a ruffled edge."""
    reach = np.array((0, 0.35, 0.6, 0.8, 0.93, 1, 0.93, 0.8, 0.6, 0.35, 0))
    blade = lathe(np.stack([size * reach, np.repeat((0, 0.04, 0.08), (5, 1, 5))], axis=1)).stretch(y=0.86)
    x, y, _ = blade.vertices.T
    blade.vertices[:, 2] += frill * (np.hypot(x, y) / size) ** 3 * np.sin(5 * np.arctan2(y, x))
    return blade


def _veins(size: float) -> list[Part]:
    """Returns the ribs of a flat cabbage leaf, whose tip is towards -X."""
    paths = [[(share * size, 0.0, 0.07) for share in (0.9, 0.3, -0.3, -0.85)]]
    for x in (0.55, 0.1):
        paths += [[((x - 0.2 * i) * size, y * i * size, 0.07) for i in (0, 1, 2)] for y in (-0.3, 0.3)]
    return [tube(path, [0.1, 0.07, 0.05, 0.03][-len(path) :], segments=6, soft=False) for path in paths]


def _wrapped(part: Part, radius: float, curl: float) -> Part:
    """Bends a flat part around the top of a ball, a little slanted, as leaves overlap. Its edges curl away."""
    x, y, z = part.vertices.T
    down, turn = np.hypot(x, y) / radius, np.arctan2(y, x)
    out = radius + z + 0.12 * y + curl * (down - 0.75).clip(0) ** 2
    bent = out[:, None] * np.stack([np.sin(down) * np.cos(turn), np.sin(down) * np.sin(turn), np.cos(down)], axis=1)
    return Part(bent, part.faces)
