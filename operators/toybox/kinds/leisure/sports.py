"""Sports, games and celebrations of the toybox. Each function adds the parts of one kind to `prop`."""

from __future__ import annotations

import math
from itertools import combinations, permutations

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
    loft,
    rounded,
    sphere,
    torus,
    tube,
)
from ..stories.figure_parts import star

_PIPS = {
    1: [(0, 0)],
    2: [(-1, -1), (1, 1)],
    3: [(-1, -1), (0, 0), (1, 1)],
    4: [(-1, -1), (-1, 1), (1, -1), (1, 1)],
    5: [(-1, -1), (-1, 1), (1, -1), (1, 1), (0, 0)],
    6: [(-1, -1), (-1, 1), (1, -1), (1, 1), (-1, 0), (1, 0)],
}


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


def tennis_racket(prop: ToyShape) -> None:
    wide, high, grip = prop.vary(0.6, 0.08), prop.vary(0.78, 0.08), prop.vary(0.7)
    middle, columns, rows = grip + 0.4 + high, prop.random.choice((6, 7)), prop.random.choice((8, 9))
    rim = [(wide * x, 0, middle + high * z) for x, z, _ in circle(40, 1)]
    prop.add(tube([*rim, rim[0]], 0.095, soft=False))
    for share in np.linspace(-0.8, 0.8, columns):
        end = high * math.sqrt(1 - share**2)
        prop.add(tube([(share * wide, 0.015, middle + z) for z in (-end, end)], 0.03, segments=6), "cream")
    for share in np.linspace(-0.82, 0.82, rows):
        end = wide * math.sqrt(1 - share**2)
        prop.add(tube([(x, -0.015, middle + share * high) for x in (-end, end)], 0.03, segments=6), "cream")
    for side in (-0.55 * wide, 0.55 * wide):
        prop.add(tube([(side, 0, middle - 0.82 * high), (0.3 * side, 0, grip + 0.2), (0, 0, grip - 0.1)], 0.085))
    prop.add(wrapped_grip(0.115, grip), "charcoal")
    for z, radius in ((0.05, 0.17), (grip, 0.14)):
        prop.add(cylinder(radius, 0.12, bevel=0.03).move(z=z), DARK)


def baseball_bat(prop: ToyShape) -> None:
    thick, length, grip = prop.vary(0.25, 0.15), prop.vary(2.2, 0.1), prop.vary(0.62, 0.12)
    handle = [(0, 0), (0.09, 0.04), (0.09, 0.3), (0.1, 0.38 * length)]
    barrel = [(0.85 * thick, 0.64 * length), (thick, 0.76 * length), (thick, 0.98 * length), (0.9 * thick, length)]
    wood = rounded([*handle, *barrel, (0.3 * thick, 1.03 * length), (0, 1.03 * length)])
    prop.add(lathe(wood, 20))
    knob = [(0, -0.08), (0.2, -0.08), (0.22, 0), (0.2, 0.06), (0.1, 0.1), (0, 0.1)]
    prop.add(lathe(knob, soft=True), DARK)
    prop.add(wrapped_grip(0.105, grip), "charcoal")
    prop.add(sleeve(wood, 0.8 * length, 0.84 * length, 0.012), LIGHT)


def dumbbell(prop: ToyShape) -> None:
    half, radius, long = prop.vary(0.42, 0.1), prop.vary(0.5, 0.1), prop.vary(0.5, 0.1)
    grip = [(0, -half), (0.1, -half), (0.16, 0), (0.1, half), (0, half)]
    prop.add(lathe(grip, soft=True).turn(y=90), "steel")
    if prop.random.random() < 0.5:
        head = [(radius, long, 6, 0.1, 0, MAIN), (0.7 * radius, long + 0.06, 24, 0.03, 0, DARK)]
        head += [(0.4 * radius, 0.2, 24, 0.03, -long / 2, DARK), (0.45 * radius, long + 0.1, 24, 0.02, 0, LIGHT)]
    else:
        head = [(1.2 * radius, 0.26, 32, 0.06, -0.12, MAIN), (0.9 * radius, 0.28, 32, 0.06, 0.1, DARK)]
        head += [(0.6 * radius, 0.28, 32, 0.05, 0.32, LIGHT), (0.12, 1.1, 24, 0.03, 0.14, "steel")]
        head += [(0.2, 0.18, 6, 0.03, 0.56, "steel"), (0.2, 0.18, 24, 0.03, -0.28, "steel")]
    for wide, tall, segments, bevel, z, colour in head:
        disc = cylinder(wide, tall, bevel, segments=segments).turn(z=30).move(z=z + half + long / 2)
        for side in (-90, 90):
            prop.add(disc.turn(y=side), colour)


def bowling_pin(prop: ToyShape) -> None:
    belly, neck, head = prop.vary(0.4, 0.08), prop.vary(0.14, 0.1), prop.vary(0.22, 0.08)
    foot = [(0, 0), (0.2, 0), (0.22, 0.03), (belly, 0.45), (belly, 0.75)]
    skin = rounded([*foot, (1.1 * neck, 1.2), (neck, 1.4), (head, 1.62), (head, 1.86), (0.6 * head, 2), (0, 2)])
    prop.add(lathe(skin, 32))
    prop.add(sleeve(skin, 1.16, 1.5, 0.02), "snow")
    for low in (1.2, 1.37):
        prop.add(sleeve(skin, low, low + 0.09, 0.04), "cherry")
    prop.add(cylinder(0.2, 0.08, bevel=0.02), DARK)


def chess_pawn(prop: ToyShape) -> None:
    foot, waist, height, head = prop.vary(0.58, 0.1), prop.vary(0.2, 0.12), prop.vary(1.2, 0.15), prop.vary(0.36, 0.1)
    prop.add(cylinder(foot + 0.04, 0.16, bevel=0.04, segments=32).move(z=0.06), DARK)
    stem = [(0, 0.1), (foot, 0.1), (foot, 0.26), (0.7 * foot, 0.42), (1.3 * waist, 0.55), (waist, height), (0, height)]
    prop.add(lathe(stem, 32, soft=True))
    prop.add(torus(0.74 * foot, 0.07).move(z=0.38), LIGHT)
    collar = [(0, -0.12), (waist, -0.12), (1.05 * head, 0), (1.05 * head, 0.05), (waist, 0.12), (0, 0.12)]
    prop.add(lathe(collar, 32).move(z=height - 0.05), LIGHT)
    prop.add(sphere(head, segments=28).move(z=height + 0.85 * head))


def die(prop: ToyShape) -> None:
    radius, gap, squareness = prop.vary(0.13, 0.12), prop.vary(0.38, 0.08), prop.vary(0.8, 0.08)
    roll, spin = 90 * prop.random.randrange(4), prop.random.uniform(0, 90)
    prop.add(sphere(0.8, squareness, segments=32).turn(z=spin))
    socket, pip = (cylinder(radius + rim, 0.12, bevel=0.02, segments=12) for rim in (0.045, 0))
    sides = {1: (0, 0), 2: (90, 0), 3: (0, 90), 4: (0, -90), 5: (-90, 0), 6: (180, 0)}
    for value, (x, y) in sides.items():
        for u, v in _PIPS[value]:
            for part, z, colour in ((socket, 0.755, DARK), (pip, 0.775, "snow")):
                prop.add(part.move(gap * u, gap * v, z).turn(x, y).turn(x=roll, z=spin), colour)


def balloon(prop: ToyShape) -> None:
    radius, low, length, drop = prop.vary(0.7, 0.08), prop.vary(1.4, 0.1), prop.vary(1.0, 0.1), np.linspace(0, 1, 25)
    turn = np.linspace(-math.pi / 2, math.pi / 2, 25)
    wide, z = np.cos(turn) * (1 - 0.25 * np.sin(turn).clip(-1, 0) ** 2), np.sin(turn)
    prop.add(lathe(radius * np.stack([wide, np.where(z < 0, low * z, z)], axis=1), 32))
    knot = lathe([(0, -0.14), (0.15, -0.14), (0.16, -0.1), (0.06, 0), (0.12, 0.08), (0, 0.08)], 16)
    prop.add(knot.move(z=-low * radius), DARK)
    cord = np.stack([0.16 * np.sin(2.5 * math.pi * drop), 0 * drop, -0.05 - length * drop], axis=1)
    string = tube(cord.tolist(), 0.035, segments=8, soft=False).turn(z=prop.random.uniform(0, 360))
    prop.add(string.move(z=-low * radius), "cream")
    prop.add(sphere(1).stretch(0.13, 0.04, 0.22).turn(y=24).move(y=-radius).turn(x=-28, z=-35), LIGHT)


def kite(prop: ToyShape) -> None:
    wide, top, low, fold = prop.vary(0.72, 0.08), prop.vary(0.55, 0.1), prop.vary(1.05, 0.08), prop.vary(14, 0.4)
    prop.add(tube([(0, 0, top), (0, 0, -low)], 0.06, segments=8), "wood")
    for side in (-1, 1):
        spar = tube([(0, 0, 0), (side * wide, 0, 0)], 0.055, segments=8)
        prop.add(spar.turn(z=side * fold), "wood")
        for end in (top, -low):
            order = 1 if side * end > 0 else -1
            corners = [(-0.01 * side, 0), (side * wide, 0), (-0.01 * side, end)][::order]
            hem = tube([(0, 0, end), (side * wide, 0, 0)], 0.05, segments=8)
            for part, colour in ((extrude(corners, 0.07, bevel=0.01), MAIN if order > 0 else LIGHT), (hem, DARK)):
                prop.add(part.turn(z=side * fold), colour)
    share, sway = np.linspace(0, 1, 25), prop.vary(0.2)
    tail = np.stack([sway * np.sin(7 * share) + 0.35 * share, -0.3 * share, -low - 0.85 * share], axis=1)
    prop.add(tube(tail.tolist(), 0.035, segments=8, soft=False), "cream")
    for i, colour in zip((7, 15, 23), prop.random.sample(("cherry", "lemon", "carrot", "leaf"), 3), strict=True):
        for side in (-90, 90):
            wing = cylinder(0.03, 0.26, bevel=0.02, top=0.18, segments=12).move(z=0.11).stretch(y=0.6)
            prop.add(wing.turn(y=side).move(*tail[i]), colour)


def gift_box(prop: ToyShape) -> None:
    width, depth, height = prop.vary(1.15, 0.1), prop.vary(1.1, 0.1), prop.vary(0.85, 0.2)
    prop.add(box(width, depth, height, bevel=0.03).move(z=height / 2))
    prop.add(box(width + 0.12, depth + 0.12, 0.28, bevel=0.04).move(z=height), LIGHT)
    for x, y, wide, long in ((0.24, depth, 0.24, depth + 0.17), (width, 0.24, width + 0.17, 0.25)):
        prop.add(box(x + 0.05 * (x > 0.3), y + 0.05 * (y > 0.3), height, bevel=0.02).move(z=height / 2 + 0.01), "gold")
        prop.add(box(wide, long, 0.31, bevel=0.03).move(z=height + 0.01), "gold")
    knot, size, turn = height + 0.22, prop.vary(0.24, 0.12), prop.random.choice((0, 45))
    for side in (0, 180):
        loop = torus(size, 0.05, segments=24).turn(x=90).stretch(1.25, 2.2, 0.8).move(x=1.3 * size, z=0.02)
        prop.add(loop.turn(y=-28).turn(z=side + turn).move(z=knot), "gold")
        end = box(0.48, 0.17, 0.06, bevel=0.02).move(x=0.28).turn(y=8, z=side + turn + 55)
        prop.add(end.move(z=knot - 0.02), "gold")
    prop.add(sphere(0.15, squareness=0.3).move(z=knot + 0.02), "gold")


def christmas_tree(prop: ToyShape) -> None:
    radius, tiers, tall = prop.vary(0.82, 0.08), prop.random.choice((3, 4)), prop.vary(1.7, 0.08)
    prop.add(cylinder(0.15, 0.5, bevel=0.02).move(z=0.2), "bark")
    prop.add(cylinder(0.26, 0.26, bevel=0.04, top=0.34).move(z=0.12), "cherry")
    step, trims = tall / (tiers + 0.6), prop.random.sample(("cherry", "gold", "glass", "blossom", "snow"), 3)
    for i in range(tiers):
        wide, foot = radius * (1 - i / (tiers + 1)), 0.42 + i * step
        cone = [(0, 0.1), (0.8 * wide, 0), (wide, 0.02), (0.62 * wide, 0.35 * step), (0.1, 1.5 * step), (0, 1.5 * step)]
        prop.add(lathe(cone, 40, ribs=10, depth=0.04).move(z=foot), DARK if i % 2 else MAIN)
        for j, (x, y, _) in enumerate(circle(9 - 2 * i, wide, 25 * i)):
            prop.add(sphere(0.1, segments=12).move(x, y, foot + 0.02), trims[(i + j) % 3])
    peak = 0.42 + (tiers + 0.5) * step
    prop.add(star(0.3, 0.14, 0.03, 0.45).move(z=peak + 0.1), "gold")


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


def wrapped_grip(radius: float, length: float) -> Part:
    """Returns a wound grip on z = 0, with six turns of tape."""
    tape = [(radius * r, length * (i + z) / 6) for i in range(6) for z, r in ((0, 1), (0.75, 1.3), (0.99, 1))]
    return lathe([(0, 0), *tape, (0, length)], 16)


def sleeve(profile: np.ndarray, low: float, high: float, rise: float) -> Part:
    """Returns a band around a lathed profile of (radius, z), from `low` to `high` and `rise` thick."""
    z = np.linspace(low, high, 9)
    radius = np.interp(z, profile[:, 1], profile[:, 0]) + rise
    return lathe([(0, low), *zip(radius, z, strict=True), (0, high)])
