"""Beds and a pillow. Each public function adds the parts of one kind to `prop`."""

from __future__ import annotations

import numpy as np

from ..forms import at_corners
from ..shapes import DARK, LIGHT, MAIN, Part, ToyShape, arch, box, circle, cylinder, extrude, lathe, sphere, tube


def bed(prop: ToyShape) -> None:
    width, length, head = prop.vary(1.15, 0.1), prop.vary(1.8, 0.08), prop.vary(1.0, 0.12)
    prop.add(box(width, length, 0.3).move(z=0.35), DARK)
    prop.add(box(width - 0.08, length - 0.1, 0.3, bevel=0.08).move(z=0.6), "snow")
    cover = 0.68 * length
    prop.add(box(width + 0.06, cover, 0.42, bevel=0.1).move(y=(cover - length) / 2 - 0.02, z=0.62))
    prop.add(box(width + 0.09, 0.26, 0.42, bevel=0.08).move(y=cover - length / 2 - 0.1, z=0.64), LIGHT)
    pillow = sphere(1, squareness=0.45).stretch(0.36 * width, 0.2, 0.13).turn(x=18)
    prop.add(pillow.move(y=0.36 * length, z=0.84), "snow")
    half = width / 2 + 0.06
    crown = [(-half, 0), (half, 0), (half, head), (0.5 * half, head + 0.14), (-0.5 * half, head + 0.14), (-half, head)]
    prop.add(extrude(crown, 0.18, bevel=0.05).move(y=length / 2 + 0.04))
    prop.add(box(2 * half, 0.16, 0.7, bevel=0.05).move(y=-length / 2 - 0.04, z=0.35))
    for x in (-half, half):
        prop.add(sphere(0.13).move(x, length / 2 + 0.04, head + 0.06), DARK)


def bunk_bed(prop: ToyShape) -> None:
    half, deep, height = prop.vary(1.0, 0.06), prop.vary(0.46, 0.08), prop.vary(1.75, 0.06)
    at_corners(prop, box(0.15, 0.15, height, bevel=0.03).move(z=height / 2), 2 * half, 2 * deep, MAIN)
    for low in (0.34, 0.64 * height):
        prop.add(box(2 * half, 2 * deep + 0.06, 0.2, bevel=0.04).move(z=low))
        _bedding(prop, half, deep, low + 0.14)
        for x in (-half, half):
            prop.add(box(0.1, 2 * deep, 0.26, bevel=0.03).move(x, 0, low + 0.34), DARK)
    for y, wide in ((-deep, 0.62), (deep, 0.98)):
        prop.add(box(2 * wide * half, 0.1, 0.12, bevel=0.03).move((1 - wide) * half, y, height - 0.12), DARK)
    for x in (-0.62 * half - 0.2, 0.2 - 0.62 * half):
        prop.add(tube([(x, -deep - 0.32, 0), (x, -deep - 0.08, height - 0.05)], 0.06, soft=False), "wood")
    for share in (0.16, 0.34, 0.52, 0.7):
        rung = cylinder(0.05, 0.44, bevel=0.01, segments=10).turn(y=90)
        prop.add(rung.move(-0.62 * half, 0.24 * share - deep - 0.32, share * height), "wood")


def crib(prop: ToyShape) -> None:
    half, deep, height = prop.vary(0.9, 0.08), prop.vary(0.52, 0.08), prop.vary(1.05, 0.06)
    post = lathe([(0, 0), (0.08, 0), (0.08, height), (0.05, height + 0.06), (0.1, height + 0.14), (0, height + 0.24)])
    at_corners(prop, post, 2 * half, 2 * deep, MAIN)
    for y in (-deep, deep):
        for z in (0.32, height - 0.05):
            prop.add(box(2 * half, 0.1, 0.12, bevel=0.03).move(0, y, z))
        for share in np.linspace(-0.8, 0.8, 9):
            prop.add(cylinder(0.04, height - 0.36, segments=10, bevel=0.01).move(share * half, y, height / 2 + 0.13))
    for x, tall in ((-half, height - 0.1), (half, height + 0.1)):
        prop.add(extrude(arch(2 * deep, tall), 0.1, bevel=0.03).turn(z=90).move(x, 0, 0.26), DARK)
    _bedding(prop, half, deep, 0.42)
    _mobile(prop, half, height)


def pillow(prop: ToyShape) -> None:
    half, long, high, lean = prop.vary(0.7, 0.06), prop.vary(0.95, 0.2), prop.vary(0.42), prop.vary(66, 0.1)
    bag = sphere(1, squareness=0.75, segments=48)
    seam = bag.vertices[np.abs(bag.vertices[:, 2]) < 1e-6]
    seam = seam[np.argsort(np.arctan2(seam[:, 1], seam[:, 0]))]
    for part, colour in ((bag, MAIN), (tube([*seam.tolist(), seam[0].tolist()], 0.04, soft=False), DARK)):
        x, y, z = part.vertices.T
        plump = np.sqrt((1 - 0.9 * x**2).clip(0.1) * (1 - 0.9 * y**2).clip(0.1)) - 0.3 * np.exp(-(x**2 + y**2) / 0.05)
        corners = np.stack([long * x * (0.9 + 0.1 * y**2), half * y * (0.9 + 0.1 * x**2), high * z * plump], axis=1)
        prop.add(Part(corners, part.faces).turn(x=lean), colour)
    for z in (-0.7 * high, 0.7 * high):
        prop.add(sphere(0.11, segments=16).stretch(z=0.6).move(z=z).turn(x=lean), DARK)


def _bedding(prop: ToyShape, half: float, deep: float, z: float) -> None:
    """Adds a mattress about the height `z`, with a blanket and a pillow, for a bed that is 2 `half` long along X."""
    prop.add(box(2 * half - 0.1, 2 * deep - 0.08, 0.22, bevel=0.06).move(z=z), "snow")
    prop.add(box(1.25 * half, 2 * deep - 0.04, 0.24, bevel=0.06).move(-0.34 * half, 0, z + 0.02), LIGHT)
    cushion = sphere(1, squareness=0.45).stretch(0.18, 0.8 * deep, 0.11)
    prop.add(cushion.move(0.76 * half, 0, z + 0.16), "cream")


def _mobile(prop: ToyShape, x: float, height: float) -> None:
    """Adds a mobile that hangs over a crib, from an arm at `x` that begins at `height`."""
    arm = [(x, 0, 0), (x + 0.04, 0, 0.85), (0.25 * x, 0, 0.85), (0, 0, 0.7)]
    prop.add(tube(arm, 0.05).move(z=height), "wood")
    for (x, y, _), colour in zip(circle(4, 0.26, 45), ("cherry", "lemon", "leaf", "blossom"), strict=True):
        prop.add(tube([(0, 0, 0.7), (x, y, 0.66), (x, y, 0.4)], 0.035, segments=8).move(z=height), "wood")
        prop.add(sphere(0.13, segments=14).move(x, y, height + 0.36), colour)
