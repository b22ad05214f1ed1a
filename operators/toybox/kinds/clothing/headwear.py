"""Hats, a crown, a helmet and a mask. Each public function adds the parts of one kind to `prop`."""

from __future__ import annotations

import math

import numpy as np

from ..forms import star
from ..shapes import (
    DARK,
    LIGHT,
    MAIN,
    Part,
    Points,
    ToyShape,
    arch,
    box,
    circle,
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


def cowboy_hat(prop: ToyShape) -> None:
    radius, brim, height, curl = prop.vary(0.46, 0.06), prop.vary(1.0, 0.06), prop.vary(0.72, 0.08), prop.vary(0.85)
    inside = [(0, 0.6 * height), (radius - 0.1, 0.55 * height), (radius - 0.08, 0), (brim, 0)]
    crown = [(radius, 0.1), (radius, 0.14), (0.95 * radius, 0.7 * height), (0.85 * radius, height)]
    felt = lathe(rounded([*inside, (brim + 0.05, 0.05), (brim, 0.1), *crown, (0.4 * radius, height), (0, height)]), 48)
    x, y, z = felt.vertices.T
    reach = np.hypot(x, y)
    out = np.clip(reach - radius, 0, None) / np.maximum(reach, 0.1) ** 2
    high = np.clip(z / height, 0, 1) * (reach < 1.02 * radius)
    felt.vertices[:, 2] += out * (curl * x**2 - 0.25 * y**2) - 0.24 * high**4 * np.exp(-((x / 0.15) ** 2))
    felt.vertices[:, 0] *= 1 - 0.3 * high * (y < 0) * np.clip(-y / radius, 0, 1)
    prop.add(felt.stretch(y=1.15))
    band = lathe([(radius - 0.1, 0.1), (radius + 0.04, 0.1), (radius + 0.03, 0.26), (radius - 0.1, 0.26)], closed=True)
    prop.add(band.stretch(y=1.15), "bark")
    prop.add(star(0.15, 0.1, 0.03, 0.45).move(y=-1.15 * radius - 0.05, z=0.2), "gold")


def top_hat(prop: ToyShape) -> None:
    radius, brim, height, wide = prop.vary(0.5, 0.06), prop.vary(0.85, 0.06), prop.vary(1.1), prop.vary(0.56, 0.1)
    inside = [(0, 0.8), (radius - 0.1, 0.8), (radius - 0.1, 0), (radius, -0.03), (brim, 0.04)]
    outside = [(brim + 0.04, 0.08), (brim, 0.13), (radius + 0.08, 0.08), (radius, 0.14), (0.94 * radius, 0.5 * height)]
    top = [(wide, height - 0.05), (wide - 0.05, height), (0, height)]
    felt = lathe([*inside, *outside, *top], 48)
    x, y, _ = felt.vertices.T
    felt.vertices[:, 2] += 0.5 * np.clip(np.hypot(x, y) - 1.2 * radius, 0, None) * x**2
    prop.add(felt)
    band = [(0.3, 0.1), (radius + 0.03, 0.1), (0.97 * radius + 0.03, 0.34), (0.3, 0.34)]
    prop.add(lathe(band, 40, closed=True), prop.random.choice(("cherry", "cream", "charcoal")))


def baseball_cap(prop: ToyShape) -> None:
    radius, height, bill = prop.vary(0.66, 0.06), prop.vary(0.72, 0.08), prop.vary(0.72, 0.1)
    inside = [(0, 0.86), (0.5, 0.78), (0.84, 0.5), (0.88, 0)]
    outside = [(1, 0), (1, 0.1), (0.98, 0.5), (0.62, 0.93), (0.2, 1), (0, 1)]
    prop.add(lathe(rounded(inside + outside), 36).stretch(radius, 1.1 * radius, height))
    for _, _, angle in circle(6, 1, 30):
        seam = [(1, 0.05), (1, 0.5), (0.66, 0.9), (0, 1.01)]
        part = tube([(u, 0, v) for u, v in seam], 0.03, segments=6).turn(z=angle)
        prop.add(part.stretch(radius, 1.1 * radius, height), DARK)
    prop.add(sphere(0.09, segments=12).stretch(z=0.7).move(z=1.01 * height), DARK)
    prop.add(extrude(arch(0.5, 0.28), 0.3).move(y=radius, z=0.1), "charcoal")
    prop.add(box(0.56, 0.4, 0.1, bevel=0.02).move(y=radius - 0.02, z=0.06), DARK)
    visor = extrude(arch(1.7 * radius, bill + 0.7 * radius), 0.08, bevel=0.03).turn(x=90).move(y=-0.5 * radius)
    x, y, _ = visor.vertices.T
    visor.vertices[:, 2] += 0.08 - 0.45 * x**2 + 0.12 * y
    prop.add(visor, prop.random.choice((DARK, LIGHT)))
    prop.add(star(0.2, 0.14, 0.03, 0.45).turn(x=-14).move(y=-1.08 * radius, z=0.46 * height), "snow")


def beanie(prop: ToyShape) -> None:
    radius, height, puff = prop.vary(0.68, 0.06), prop.vary(0.95, 0.1), prop.vary(0.27)
    inside = [(0, 0.7), (0.6, 0.66), (0.86, 0.2), (0.88, 0)]
    outside = [(1, 0), (1.02, 0.3), (0.9, 0.75), (0.5, 1), (0, 1.02)]
    prop.add(lathe(rounded(inside + outside, 1), 60, ribs=15, depth=0.02).stretch(radius, radius, height))
    cuff = [(0.9, -0.03), (1.08, -0.03), (1.14, 0.15), (1.1, 0.3), (0.9, 0.3)]
    prop.add(lathe(cuff, 80, ribs=20, depth=0.025, closed=True).stretch(radius, radius), LIGHT)
    for z in prop.random.choice(((0.5,), (0.45, 0.62))):
        prop.add(torus((1.1 - 0.3 * z) * radius - 0.02, 0.055, segments=40).move(z=z * height), "cream")
    for x, y, z in 0.35 * puff * np.random.default_rng(1).normal(size=(12, 3)):
        prop.add(sphere(0.7 * puff, segments=8).move(x, y, z + height + 0.5 * puff), "cream")


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


def carnival_mask(prop: ToyShape) -> None:
    wide, high, bend = prop.vary(0.9, 0.06), prop.vary(0.5, 0.08), prop.vary(0.35)
    turn = np.linspace(0, 2 * math.pi, 40, endpoint=False)
    u, v = np.cos(turn), np.sin(turn)
    tip = 0.3 * np.clip(u, 0, 1) ** 3
    outer = np.stack([wide * (0.46 + 0.54 * u), high * (v + 1.6 * tip)], axis=1)
    eye = np.stack([wide * (0.46 + 0.25 * u), high * (0.4 * v + 0.2 * u)], axis=1)
    prop.add(tube([(-wide, 0.02, 0), (-1.05 * wide, 0.02, -1.25)], 0.05), "gold")
    for side in (-1, 1):
        edge, hole = (line[::side] * (side, 1) for line in (outer, eye))
        rim = [(x, -0.04, z) for x, z in [*hole, hole[0]]]
        for part, colour in ((_pane_with_hole(edge, hole, 0.1), MAIN), (tube(rim, 0.05, 6, soft=False), "gold")):
            part.vertices[:, 1] += bend * part.vertices[:, 0] ** 2
            prop.add(part, colour)
    for i in range(prop.random.choice((3, 5, 7))):
        plume = sphere(1, segments=12).stretch(0.13, 0.06, prop.vary(0.4, 0.1)).move(z=0.42)
        plume = plume.turn(y=22 * ((i + 1) // 2) * (-1) ** i)
        prop.add(plume.move(y=0.02, z=0.7 * high), (LIGHT, DARK)[i % 2])
    prop.add(sphere(0.14, segments=12).stretch(y=0.7, z=1.3).move(y=-0.07, z=0.66 * high), "cherry")


def _pane_with_hole(outer: Points, inner: Points, depth: float) -> Part:
    """Returns an upright plate along Y with a hole. Both outlines (x, z) have as many points, counter-clockwise."""
    edges = ((inner, -1), (inner, 1), (outer, 1), (outer, -1))
    rings = [np.insert(np.array(line), 1, side * depth / 2, axis=1) for line, side in edges]
    return loft(np.array(rings), closed=True)
