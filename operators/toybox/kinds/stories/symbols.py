"""Symbols, most of them of sky and weather. Each public function adds the parts of one kind to `prop`."""

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
    mirrored,
    sphere,
    torus,
    tube,
)


def star(prop: ToyShape) -> None:
    waist, depth = prop.vary(0.46, 0.1), prop.vary(0.34)
    corners = zip(circle(5, waist, 54), circle(5, 1, 90), strict=True)
    prop.add(_puffed(_soft([(x, z) for pair in corners for x, z, _ in pair]), depth, 1.2))


def heart(prop: ToyShape) -> None:
    depth, tall = prop.vary(0.44), prop.vary(0.95, 0.08)
    angle = -np.linspace(0, 2 * math.pi, 48, endpoint=False)
    height = 13 * np.cos(angle) - 5 * np.cos(2 * angle) - 2 * np.cos(3 * angle) - np.cos(4 * angle)
    body = _puffed(np.stack([np.sin(angle) ** 3, tall * height / 16], axis=1), depth, 0.7)
    body.vertices[:, 1] *= np.interp(body.vertices[:, 2], (-1, 0.2), (0.3, 1))  # a slim tip
    prop.add(body)


def crescent_moon(prop: ToyShape) -> None:
    half, thick, tilt = prop.vary(132, 0.06), prop.vary(0.35, 0.12), prop.vary(16, 0.9)
    share = np.linspace(-1, 1, 33)
    angle = np.radians(180 + half * share)
    arc = np.stack([0.72 * np.cos(angle), 0 * angle, 0.72 * np.sin(angle)], axis=1)
    girth = 0.02 + thick * np.cos(math.pi / 2 * share) ** 0.8
    prop.add(tube(arc.tolist(), girth.tolist(), segments=20, soft=False).stretch(y=0.8).turn(y=tilt))
    for turn, place, size in ((196, 0.62, 0.13), (172, 0.8, 0.09), (152, 0.66, 0.1), (222, 0.78, 0.08)):
        x, z = place * math.cos(math.radians(turn)), place * math.sin(math.radians(turn))
        for side in (-1, 1):
            crater = sphere(size, segments=14).stretch(y=0.5)
            prop.add(crater.move(x, side * (0.74 * thick - 0.02), z).turn(y=tilt), DARK)


def sun(prop: ToyShape) -> None:
    count, radius, long, short = prop.random.choice((6, 7, 8)), prop.vary(0.6, 0.08), prop.vary(0.5), prop.vary(0.3)
    prop.add(sphere(radius).stretch(y=0.5))
    for _, _, angle in circle(2 * count, 1, 90):
        reach, colour = ((long, MAIN), (short, LIGHT))[round((angle - 90) * count / 180) % 2]
        ray = lathe([(0, 0), (0.55 / count + 0.1, 0), (0.03, reach + 0.1), (0, reach + 0.1)], 12)
        prop.add(ray.stretch(y=0.8).move(z=radius - 0.02).turn(y=90 - angle), colour)
    prop.add(torus(0.96 * radius, 0.06).turn(x=90), DARK)
    mirrored(prop, sphere(0.1, segments=12).stretch(y=0.6, z=1.3).move(0.38 * radius, -0.44 * radius, 0.12), "charcoal")
    mirrored(prop, sphere(0.1, segments=12).stretch(y=0.5).move(0.58 * radius, -0.36 * radius, -0.12), "blossom")
    smile = [(x * radius, -0.46 * radius, (1.2 * x * x - 0.42) * radius) for x in (-0.4, -0.25, 0, 0.25, 0.4)]
    prop.add(tube(smile, 0.05, segments=8), "charcoal")


def cloud(prop: ToyShape) -> None:
    puffs = [(0, 0.05, 0.62), (-0.62, 0.1, 0.46), (0.64, 0.06, 0.48), (-1.05, -0.05, 0.3), (1.08, 0, 0.32)]
    puffs += [(-0.32, -0.3, 0.44), (0.36, -0.32, 0.46), (0.1, 0.36, 0.46), (-0.45, 0.34, 0.34), (0.62, 0.34, 0.34)]
    for i, (x, y, radius) in enumerate(puffs):
        size = prop.vary(radius, 0.12)
        puff = sphere(size).move(x, y, 0.6 * size)
        puff.vertices[:, 2] = puff.vertices[:, 2].clip(0.01 * (i % 3))  # a flat base
        prop.add(puff, LIGHT if i in (0, 7) else MAIN)


def snowflake(prop: ToyShape) -> None:
    length, wide, depth, lean = prop.vary(1.0, 0.05), prop.vary(0.14), prop.vary(0.24), prop.vary(54, 0.12)
    long, short, fork = prop.vary(0.4), prop.vary(0.26), prop.vary(0.38, 0.12)
    arm = [(box(wide, depth, length, bevel=0.04).move(z=length / 2), MAIN)]
    arm.append((sphere(0.75 * wide, segments=12).move(z=length), LIGHT))
    for twig, z in ((long, fork), (short, fork + 0.3)):
        for turn in (-lean, lean):
            part = box(0.85 * wide, 0.9 * depth, twig, bevel=0.03).move(z=twig / 2).turn(y=turn)
            arm.append((part.move(z=z * length), MAIN))
    for turn in range(0, 360, 60):
        for part, colour in arm:
            prop.add(part.turn(y=turn), colour)
    prop.add(cylinder(0.26, depth + 0.08, segments=6).turn(x=90), LIGHT)


def flame(prop: ToyShape) -> None:
    tall, lick, lean, depth = prop.vary(1.25, 0.1), prop.vary(0.5, 0.2), prop.vary(0.12, 0.9), prop.vary(0.42, 0.1)
    right, left = [(0.3, -0.7), (0.72, -0.4), (0.8, 0.0), (0.66, lick), (0.5, 0.12)], [(-0.28, 0.3), (-0.45, 0.12)]
    tips = [(0.26, 0.5), (lean, tall), (-0.12, 0.7)]
    outline = _soft([*right, *tips, *left, (-0.7, 0.8 * lick), (-0.8, -0.1), (-0.68, -0.46), (-0.3, -0.7)], 0.4)
    for size, thick, colour in ((1, 1, MAIN), (0.66, 1.35, "carrot"), (0.36, 1.7, "lemon")):
        layer = extrude(size * outline, thick * depth, bevel=0.09 * size)
        prop.add(layer.move(z=0.16 + 0.54 * size), colour)


def lightning_bolt(prop: ToyShape) -> None:
    width, depth, notch = prop.vary(1.0, 0.1), prop.vary(0.4), prop.vary(0.55, 0.12)
    lower = [(-notch, -0.15), (-0.08, -0.15), (-0.48, -1.2)]
    upper = [(notch, 0.28), (0.12, 0.28), (0.5, 1.1), (-0.28, 1.1)]
    bolt = _soft(np.array([*lower, *upper]) * (width, 1), 0.08)
    prop.add(extrude(bolt, depth, bevel=0.06))
    prop.add(extrude(0.7 * bolt, depth + 0.1, bevel=0.04), LIGHT)


def _soft(corners: Points, cut: float = 0.15) -> np.ndarray:
    """Rounds the corners of a closed outline, over the share `cut` of each edge."""
    points, along = np.array(corners), np.linspace(0, 1, 5)[:, None, None]
    start, end = (points + cut * (np.roll(points, step, axis=0) - points) for step in (1, -1))
    curves = (1 - along) ** 2 * start + 2 * along * (1 - along) * points + along**2 * end
    return curves.swapaxes(0, 1).reshape(-1, 2)


def _puffed(outline: Points, depth: float, fullness: float) -> Part:
    """Returns a cushion that bulges by `depth` to the front and back. Its outline goes around the origin."""
    angles = np.linspace(-math.pi / 2, math.pi / 2, 13)
    sizes = np.cos(angles).clip(0) ** fullness
    points = sizes[:, None, None] * np.array(outline)
    return loft(np.insert(points, 1, -depth * np.sin(angles)[:, None], axis=2))
