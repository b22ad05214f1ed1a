"""Vegetables. Each public function adds the parts of one kind to `prop`."""

from __future__ import annotations

import math

import numpy as np

from ..shapes import (
    DARK,
    LIGHT,
    MAIN,
    ColouredParts,
    Part,
    ToyShape,
    circle,
    cylinder,
    extrude,
    lathe,
    rounded,
    sphere,
    tube,
)
from .parts import calyx, stalk, upright_leaf


def carrot(prop: ToyShape) -> None:
    radius, length = prop.vary(0.45, 0.1), prop.vary(1.7, 0.1)
    root = [(0, 0), (0.06, 0), (0.6 * radius, 0.4 * length), (1.05 * radius, 0.9 * length), (0.9 * radius, length)]
    profile = rounded([*root, (0.3 * radius, length + 0.02), (0, length - 0.04)])
    prop.add(lathe(profile))
    for share, turn in ((0.3, 250), (0.42, 100), (0.55, 310), (0.6, 190), (0.7, 60), (0.8, 250), (0.85, 140)):
        out = np.interp(share * length, profile[:14, 1], profile[:14, 0])
        wrinkle = sphere(1, segments=12).stretch(0.06, 0.45 * out, 0.05)
        prop.add(wrinkle.move(x=out - 0.035, z=share * length).turn(z=turn), DARK)
    for count, lean, size in ((4, 0.34, 0.55), (2, 0.12, 0.8)):
        for x, y, _ in circle(count, lean, prop.random.uniform(0, 360)):
            tall = prop.vary(size)
            frond = [(0.2 * x, 0.2 * y, length - 0.1), (x, y, length + 0.5 * tall), (1.6 * x, 1.6 * y, length + tall)]
            prop.add(tube(frond, [0.05, 0.14, 0.03], segments=8), "leaf")


def tomato(prop: ToyShape) -> None:
    radius, height, lobes = prop.vary(0.95, 0.06), prop.vary(1.3, 0.1), prop.random.choice((5, 6, 7))
    profile = [(0, 0.06), (0.5, -0.04), (1.1, 0.2), (1.12, 0.75), (0.7, 1.06), (0.25, 0.98), (0, 0.88)]
    body = lathe(profile, 6 * lobes, soft=True, ribs=lobes, depth=0.04)
    prop.add(body.stretch(radius, radius, height))
    calyx(prop, prop.random.choice((5, 6)), 0.9 * height, prop.vary(0.4, 0.1), lean=74)
    prop.add(stalk(prop.vary(0.5)).move(z=0.85 * height), "leaf")


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


def pumpkin(prop: ToyShape) -> None:
    radius, height, lobes = prop.vary(0.5, 0.08), prop.vary(0.62), prop.random.choice((8, 9, 10))
    lobe = sphere(1, segments=20).stretch(0.55, 0.4, height)
    for x, y, angle in circle(lobes, radius):
        prop.add(lobe.turn(z=angle).move(x, y, height))
    prop.add(sphere(radius).stretch(z=0.8).move(z=height))
    top, bend = 1.75 * height, prop.vary(0.25)
    prop.add(lathe([(0, 0), (0.3, 0), (0.14, 0.25), (0, 0.25)], ribs=6, depth=0.15).move(z=top - 0.02), "bark")
    prop.add(tube([(0, 0, top), (0, 0, top + 0.35), (bend, 0, top + 0.5)], [0.16, 0.12, 0.14]), "bark")
    for side in (-1, 1):
        prop.add(upright_leaf(prop.vary(0.3)).turn(y=70, z=90 * side + 30).move(z=top + 0.08), "leaf")


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


def cabbage(prop: ToyShape) -> None:
    radius, twist = prop.vary(0.8, 0.06), prop.random.uniform(0, 72)
    prop.add(sphere(0.95 * radius), LIGHT)
    prop.add(cylinder(0.26, 0.3).move(z=-radius), "cream")
    for count, tilt, size, out, curl, colour in ((3, 45, 0.75, 0.95, 0.15, LIGHT), (5, 92, 1.05, 1.06, 0.9, MAIN)):
        for i in range(count):
            spread = prop.vary(size, 0.06)
            for part, tint in (
                (_cabbage_leaf(spread, 0.06 * curl), colour),
                *((vein, LIGHT) for vein in _cabbage_ribs(spread)),
            ):
                bent = _wrapped(part, out * radius, curl)
                prop.add(bent.turn(y=tilt, z=360 * i / count + twist), tint)


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


def _cucumber_slice(radius: float) -> ColouredParts:
    """Returns a slice of a cucumber that lies around the origin."""
    rind, flesh = cylinder(radius, 0.16, bevel=0.03), cylinder(0.87 * radius, 0.2, bevel=0.03)
    core = lathe([(0, -0.115), (0.55 * radius, -0.115), (0.55 * radius, 0.115), (0, 0.115)], 36, ribs=3, depth=0.15)
    seed = sphere(1, segments=6).stretch(0.1, 0.05, 0.15)
    seeds = [(seed.move(0.46 * radius).turn(z=angle), "snow") for angle in (-22, 22, 98, 142, 218, 262)]
    return [(rind, MAIN), (flesh, "cream"), (core, LIGHT), *seeds]


def _cabbage_leaf(size: float, frill: float) -> Part:
    """Returns a flat cabbage leaf with a ruffled edge."""
    reach = np.array((0, 0.35, 0.6, 0.8, 0.93, 1, 0.93, 0.8, 0.6, 0.35, 0))
    blade = lathe(np.stack([size * reach, np.repeat((0, 0.04, 0.08), (5, 1, 5))], axis=1)).stretch(y=0.86)
    x, y, _ = blade.vertices.T
    blade.vertices[:, 2] += frill * (np.hypot(x, y) / size) ** 3 * np.sin(5 * np.arctan2(y, x))
    return blade


def _cabbage_ribs(size: float) -> list[Part]:
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
