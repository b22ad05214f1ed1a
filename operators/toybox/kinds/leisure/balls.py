"""Balls and a basketball hoop. Each public function adds the parts of one kind to `prop`."""

from __future__ import annotations

import math
from itertools import combinations, permutations

import numpy as np

from ..shapes import DARK, LIGHT, MAIN, Part, ToyShape, box, lathe, loft, sphere, torus, tube
from .parts import sleeve


def soccer_ball(prop: ToyShape) -> None:
    seam, edge, turn = prop.vary(0.06, 0.2), prop.vary(0.965, 0.01), prop.random.uniform(0, 360)
    prop.add(sphere(0.95), "snow")
    for corners in _football_panels():
        middle = corners.mean(axis=0)
        outline = np.linspace(corners, np.roll(corners, -1, axis=0), 3, endpoint=False, axis=1).reshape(-1, 3)
        rings = []
        for share, radius in ((1 - seam, 0.88), (1 - seam, edge), (0.8, 0.995), (0.4, 1.0), (0, 1.0)):
            ring = middle + share * (outline - middle)
            rings.append(radius * ring / np.linalg.norm(ring, axis=1, keepdims=True))
        prop.add(loft(np.array(rings)).turn(turn, turn), "charcoal" if len(corners) == 5 else MAIN)


def basketball(prop: ToyShape) -> None:
    thick, tilt, spin = prop.vary(0.034, 0.2), prop.random.uniform(-30, 30), prop.random.uniform(0, 180)
    angle = np.linspace(0, 2 * math.pi, 41)
    around = np.stack([np.cos(angle), np.sin(angle), 0 * angle], axis=1)
    polar = np.radians(prop.vary(50, 0.08) + 9 * np.cos(2 * angle))
    loop = np.stack([np.cos(polar), np.sin(polar) * np.cos(angle), np.sin(polar) * np.sin(angle)], axis=1)
    prop.add(sphere(1, segments=32))
    for seam in (around, around[:, [2, 0, 1]], loop, loop * (-1, -1, 1)):
        for reach, wide, colour in ((0.965, 1.9 * thick, LIGHT), (1.005, thick, "charcoal")):
            part = tube((reach * seam).tolist(), wide, segments=6, soft=False)
            prop.add(part.turn(x=tilt, y=tilt, z=spin), colour)


def volleyball(prop: ToyShape) -> None:
    inset, turn, stripe = (
        prop.vary(0.035, 0.2),
        prop.random.uniform(0, 90),
        prop.random.choice(("snow", LIGHT, "cream")),
    )
    prop.add(sphere(0.94), "charcoal")
    for middle, colour in ((-2 / 3, MAIN), (0, stripe), (2 / 3, MAIN)):
        panel = _volleyball_panel(inset, middle)
        for x, y, z in ((0, 0, 0), (0, 0, 180), (90, 0, 90), (90, 0, -90), (90, 90, 0), (90, -90, 0)):
            prop.add(panel.turn(x, y, z).turn(x=20, y=15, z=turn), colour)


def american_football(prop: ToyShape) -> None:
    radius, long, tilt = prop.vary(0.58, 0.06), prop.vary(0.98, 0.06), prop.vary(-16, 0.6)
    share = np.linspace(-1, 1, 25)
    skin = np.stack([radius * (1 - np.abs(share) ** 2.1) ** 0.85 + 0.03 * (1 - share**8), long * share], axis=1)
    parts = [(lathe(skin, 32), MAIN)]
    parts += [(sleeve(skin, (z - 0.07) * long, (z + 0.07) * long, 0.02), "snow") for z in (-0.6, 0.6)]
    for angle in (0, 90, 180, 270):
        seam = tube([(1.005 * r, 0, z) for r, z in skin], 0.022, segments=6, soft=False)
        parts.append((seam.turn(z=angle), DARK))
    parts.append((tube([(-r - 0.03, 0, z) for r, z in skin[8:17]], 0.06, segments=8, soft=False), "snow"))
    for r, z in skin[8:17:2]:
        parts.append((box(0.12, 0.38, 0.09, bevel=0.03).move(-r - 0.02, 0, z), "snow"))
    for part, colour in parts:
        prop.add(part.turn(z=-25).turn(y=90).turn(y=tilt), colour)


def basketball_hoop(prop: ToyShape) -> None:
    wide, high, pole, hoop = prop.vary(1.15, 0.08), prop.vary(0.8, 0.08), prop.vary(1.3, 0.1), prop.vary(0.36, 0.08)
    middle = pole + 0.5 * high
    prop.add(box(wide, 0.14, high, bevel=0.04).move(z=middle))
    for x, z, thick, y in ((wide / 2, high / 2, 0.1, 0), (0.24, 0.2, 0.07, -0.04)):  # the edge and the target
        for side in (-1, 1):
            prop.add(box(2 * x + 1.3 * thick, 0.19, thick, bevel=0.02).move(0, y, middle + side * z), "snow")
            prop.add(box(thick, 0.18, 2 * z, bevel=0.02).move(side * x, y, middle), "snow")
    rim = (0, -hoop - 0.2, middle - 0.27)
    prop.add(torus(hoop, 0.06).move(*rim), "carrot")
    prop.add(box(0.2, 0.3, 0.12, bevel=0.03).move(y=-0.16, z=rim[2]), "carrot")
    for twist in (-0.42, 0.42):
        steps = ((1, 0, 0), (0.8, twist, -0.22), (0.64, 2 * twist, -0.5))
        cord = tube([(r * hoop * math.cos(a), r * hoop * math.sin(a), z) for r, a, z in steps], 0.03, 6, soft=False)
        for i in range(8):
            prop.add(cord.turn(z=45 * i).move(*rim), "cream")
    post = [(0, 0.06, middle - 0.1), (0, 0.45, middle - 0.25), (0, 0.5, middle - 0.6), (0, 0.5, 0.1)]
    prop.add(tube(post, 0.1), DARK)
    prop.add(box(0.8, 0.9, 0.2, bevel=0.06).move(y=0.4, z=0.1), "charcoal")


def _football_panels() -> list[np.ndarray]:
    """Returns the corners (N, 3) of 12 pentagons and 20 hexagons, counter-clockwise seen from outside."""
    golden = (1 + math.sqrt(5)) / 2
    tips = [np.roll((0.0, y, z), axis) for axis in range(3) for y in (-1, 1) for z in (-golden, golden)]
    corners = np.array([(2 * a + b) / 3 for a, b in permutations(tips, 2) if np.linalg.norm(a - b) < 2.1])
    near = [(a, b, c) for a, b, c in combinations(tips, 3) if max(map(np.linalg.norm, (a - b, b - c, c - a))) < 2.1]
    panels = []
    for centre in [*tips, *(a + b + c for a, b, c in near)]:
        height = corners @ centre
        panel = corners[np.isclose(height, height.max())]
        side = panel[0] - panel.mean(axis=0)
        turn = np.arctan2(panel @ np.cross(centre, side) / np.linalg.norm(centre), panel @ side)
        panels.append(panel[np.argsort(turn)])
    return panels


def _volleyball_panel(inset: float, middle: float) -> Part:
    """Returns a strip of the ball's side towards X. It runs along Y, at the height `middle` of that side."""
    y, z = 1 - inset, 1 / 3 - inset
    along, across = np.linspace(-y, y, 7), np.linspace(-z, z, 4)[1:-1]
    low, high = [(u, -z) for u in along], [(u, z) for u in along[::-1]]
    outline = np.array([*low, *((y, v) for v in across), *high, *((-y, v) for v in across[::-1])])
    rings = []
    for share, radius in ((1, 0.88), (1, 0.965), (0.93, 1), (0.72, 1), (0.48, 1), (0.24, 1), (0, 1)):
        u, v = np.tan(math.pi / 4 * (share * outline + (0, middle))).T
        ring = np.stack([np.ones_like(u), u, v], axis=1)
        rings.append(radius * ring / np.linalg.norm(ring, axis=1, keepdims=True))
    return loft(np.array(rings))
