"""Chains, hooks, ropes, bolts and other ironware. Each public function adds the parts of one kind to `prop`."""

from __future__ import annotations

import math

import numpy as np

from ..shapes import (
    DARK,
    LIGHT,
    MAIN,
    Part,
    ToyShape,
    bent_sheet,
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


def chain(prop: ToyShape) -> None:
    count, bend, size, thick = prop.random.choice((5, 6, 7)), prop.vary(16, 0.4), prop.vary(0.27, 0.1), prop.vary(0.09)
    link = torus(size, thick, segments=24)
    link.vertices[:, 0] += np.where(link.vertices[:, 0] > 0, 0.6, -0.6) * size  # straight sides
    x, y, step = 0.0, 0.0, 3.2 * size - 2.1 * thick
    for i in range(count):
        turn = bend * (i - (count - 1) / 2)
        x, y = x + step * math.cos(math.radians(turn)), y + step * math.sin(math.radians(turn))
        prop.add(link.turn(x=(45, -45)[i % 2]).turn(z=turn).move(x, y), (MAIN, DARK)[i % 2])


def hook(prop: ToyShape) -> None:
    size, thick, tall, point = prop.vary(0.5, 0.08), prop.vary(0.15, 0.12), prop.vary(0.55, 0.12), prop.vary(40, 0.4)
    angles = np.radians(np.linspace(90, -180 - point, 22))
    bend = [(size * math.cos(a), 0.0, size * math.sin(a)) for a in angles[5:]]
    girth = np.interp(np.linspace(0, 1, 17), (0, 0.45, 0.85, 1), (thick, 1.35 * thick, 0.9 * thick, 0.03))
    shank = [(0.0, 0.0, size + tall), (0.0, 0.0, size + 0.2), (0.32 * size, 0.0, size)]
    prop.add(tube([*shank, *bend], [thick, thick, thick, *girth.tolist()], segments=16))
    eye = size + tall + 0.24
    prop.add(torus(0.28, 0.13, segments=28).turn(x=90).move(z=eye))
    prop.add(cylinder(1.5 * thick, 0.2).move(z=size + tall - 0.05), DARK)
    latch = [(0.24 * size, -0.0, 0.86 * size), (-0.3 * size, 0, 0.55 * size), (-0.86 * size, 0, 0.42 * size)]
    prop.add(tube(latch, 0.055, segments=8), "steel")
    ring = torus(0.3, 0.08, segments=24).turn(y=90).move(z=eye + 0.34)
    prop.add(ring, "steel")


def coil_of_rope(prop: ToyShape) -> None:
    radius, thick, turns, loose = prop.vary(0.72), prop.vary(0.14, 0.08), prop.random.choice((3, 4)), prop.vary(0.45)
    along = np.linspace(-0.17, turns, 64 * turns)
    wide = radius + 0.04 * np.sin(5 * along) + loose * (along.clip(max=0) / 0.17) ** 2
    height = thick + 1.75 * thick * along.clip(0)
    prop.add(_rope(along, wide, height, thick))
    for end in (slice(6), slice(-6, None)):
        prop.add(_rope(along[end], wide[end], height[end], 1.16 * thick, twist=0), DARK)


def pulley(prop: ToyShape) -> None:
    radius, wide, left, right = prop.vary(0.6, 0.08), prop.vary(0.34, 0.1), prop.vary(0.95), prop.vary(0.7, 0.2)
    groove = [(0, -0.5), (1, -0.5), (1, -0.3), (0.78, -0.1), (0.78, 0.1), (1, 0.3), (1, 0.5), (0, 0.5)]
    prop.add(lathe([(r * radius, z * wide) for r, z in groove], 40).turn(x=90))
    prop.add(cylinder(0.16, wide + 0.36).turn(x=90), "steel")
    for x, z, _ in circle(5, 0.52 * radius, 90):
        prop.add(cylinder(0.12, wide + 0.04, bevel=0.02, segments=14).turn(x=90).move(x, 0, z), DARK)
    strap = [(-0.16, -0.24), (0.16, -0.24), (0.16, radius + 0.22), (-0.16, radius + 0.22)]
    for y in (-wide / 2 - 0.09, wide / 2 + 0.09):
        prop.add(extrude(strap, 0.1, bevel=0.03).move(y=y), DARK)
    prop.add(box(0.4, wide + 0.3, 0.18, bevel=0.04).move(z=radius + 0.22), DARK)
    eye = [(0, radius + 0.28), (0, radius + 0.48), (0.2, radius + 0.64), (0.02, radius + 0.88), (-0.22, radius + 0.66)]
    prop.add(tube([(x, 0, z) for x, z in eye], 0.08), "steel")
    arc = np.radians(np.linspace(0, 180, 17))
    rope = [(0.86 * radius * math.cos(a), 0.0, 0.86 * radius * math.sin(a)) for a in arc]
    ends = ((0.86 * radius, 0.0, -right), (-0.86 * radius, 0.0, -left))
    prop.add(tube([ends[0], *rope, ends[1]], 0.085, soft=False), "cream")
    for x, _, z in ends:
        prop.add(sphere(0.15, segments=14).move(x, 0, z), "dough")


def horseshoe(prop: ToyShape) -> None:
    wide, tall, band, low = prop.vary(0.74, 0.06), prop.vary(0.85, 0.08), prop.vary(0.36, 0.1), prop.vary(1.3, 0.08)
    angle = np.radians(np.linspace(-58, 238, 41))
    path = np.stack([wide * np.cos(angle), tall * np.where(np.sin(angle) > 0, 1, low) * np.sin(angle)], axis=1)
    prop.add(_bent_bar(path, band, 0.26))
    prop.add(_bent_bar(path[2:-2], 0.1, 0.32), DARK)
    for i in (6, 10, 14, 26, 30, 34):
        nail = box(0.13, 0.4, 0.13, bevel=0.02).turn(y=-math.degrees(angle[i]))
        prop.add(nail.move(path[i, 0], 0, path[i, 1]), "charcoal")


def bolt(prop: ToyShape) -> None:
    radius, tall, head, nut = prop.vary(0.3, 0.08), prop.vary(1.5, 0.1), prop.vary(0.4, 0.12), prop.vary(0.36, 0.3)
    flats = [(0, 0), (1.6, 0), (1.85, 0.08), (1.85, 0.8), (1.5, 1), (0, 1)]
    prop.add(lathe([(r * radius, z * head) for r, z in flats], 6).move(z=tall))
    prop.add(cylinder(1.45 * radius, 0.1, bevel=0.02).move(z=tall + head), LIGHT)
    prop.add(cylinder(2.1 * radius, 0.08, bevel=0.02).move(z=tall - 0.03), "steel")
    prop.add(cylinder(radius, tall + 0.1).move(z=tall / 2))
    angle = np.linspace(0, 18 * math.pi, 180)
    thread = np.stack([radius * np.cos(angle), radius * np.sin(angle), np.linspace(0.06, 0.72 * tall, 180)], axis=1)
    prop.add(tube(thread.tolist(), 0.05, segments=6, soft=False), LIGHT)
    prop.add(lathe([(r * radius, z * head) for r, z in flats], 6).turn(z=20).move(z=nut), DARK)


def spring(prop: ToyShape) -> None:
    radius, tall, turns, wire = prop.vary(0.5, 0.1), prop.vary(1.5, 0.1), prop.random.choice((4, 5, 6)), prop.vary(0.09)
    share = np.linspace(0, 1, 24 * (turns + 2))
    angle = 2 * math.pi * (turns + 2) * share
    low, high = 1 / (turns + 2), 1 - 1 / (turns + 2)
    climb = np.interp(share, (0, low, high, 1), (0, 2 * wire, tall - 2 * wire, tall))  # the last turns lie flat
    helix = np.stack([radius * np.cos(angle), radius * np.sin(angle), climb], axis=1)
    prop.add(tube(helix.tolist(), wire, segments=10, soft=False))
    for tip in (helix[0], helix[-1]):
        prop.add(sphere(1.02 * wire, segments=10).move(*tip), DARK)


def pipe_valve(prop: ToyShape) -> None:
    radius, length, stem, wheel = prop.vary(0.27, 0.1), prop.vary(1.9, 0.08), prop.vary(0.8, 0.1), prop.vary(0.5, 0.1)
    for part in (cylinder(radius, length), sphere(1.55 * radius)):
        prop.add(part.turn(y=90))
    for x in (-0.5, -0.42, 0.42, 0.5):
        prop.add(cylinder(1.6 * radius, 0.13, bevel=0.03).turn(y=90).move(x=x * length), DARK if abs(x) < 0.5 else MAIN)
        for _, y, angle in circle(6, 1.33 * radius):
            nut = cylinder(0.06, 0.24, bevel=0.02, segments=6).turn(y=90)
            prop.add(nut.move(x * length, y, 1.33 * radius * math.cos(math.radians(angle))), "steel")
    prop.add(cylinder(0.9 * radius, 0.2).move(z=1.5 * radius), DARK)
    prop.add(cylinder(0.08, stem).move(z=1.3 * radius + stem / 2), "steel")
    top = 1.3 * radius + stem - 0.06
    prop.add(torus(wheel, 0.09).move(z=top), "cherry")
    prop.add(cylinder(0.14, 0.18).move(z=top), "cherry")
    for _, _, angle in circle(3, 1, 15):
        prop.add(box(2 * wheel, 0.11, 0.08, bevel=0.02).turn(z=angle / 2).move(z=top), "cherry")


def magnet(prop: ToyShape) -> None:
    radius, half, leg, depth = prop.vary(0.58, 0.08), prop.vary(0.19, 0.1), prop.vary(0.75, 0.15), prop.vary(0.22, 0.1)
    angle = np.radians([180, *np.linspace(180, 360, 25), 360])[:, None]
    up = np.array([leg, *[0] * 25, leg])[:, None]
    section = [(1, -0.84), (1, 0.84), (0.8, 1), (-0.8, 1), (-1, 0.84), (-1, -0.84), (-0.8, -1), (0.8, -1)]
    out, y = (np.array(section) * (half, depth)).T
    x, z = (radius + out) * np.cos(angle), (radius + out) * np.sin(angle) + up
    prop.add(loft(np.stack([x, y + 0 * angle, z], axis=-1)))
    mirrored(prop, box(2 * half + 0.02, 2 * depth + 0.02, 0.36).move(radius, 0, leg + 0.12), "snow")
    mirrored(prop, box(2 * half + 0.05, 2 * depth + 0.05, 0.09, bevel=0.02).move(radius, 0, leg - 0.08), DARK)
    zigzag = [(0, 0), (0.12, 0.15), (-0.08, 0.26), (0.06, 0.44)]
    for x, lean in ((radius - half - 0.06, -16), (radius + half + 0.06, 16)):
        spark = tube([(u, 0, v) for u, v in zigzag], 0.06, segments=8, soft=False).turn(y=lean)
        mirrored(prop, spark.move(x, 0, leg + 0.38), "gold")


def _rope(turns: np.ndarray, radius: np.ndarray, height: np.ndarray, thickness: float, twist: float = 0.17) -> Part:
    """Returns a rope that winds about the Z axis, along points of the given turns, radii and heights."""
    angle = 2 * math.pi * turns[:, None]
    section = np.linspace(2 * math.pi, 0, 10, endpoint=False)
    thick = thickness * (1 + twist * np.cos(2 * section + 16 * angle))
    wide, high = radius[:, None] + thick * np.cos(section), height[:, None] + thick * np.sin(section)
    return loft(np.stack([wide * np.cos(angle), wide * np.sin(angle), high], axis=-1))


def _bent_bar(path: np.ndarray, width: float, depth: float) -> Part:
    """Returns a bar of rectangular section along an upright line of points (x, z), counter-clockwise."""
    along = np.gradient(path, axis=0)
    outwards = np.stack([along[:, 1], -along[:, 0]], axis=1) / np.linalg.norm(along, axis=1, keepdims=True)
    return bent_sheet(path, outwards, width, depth)
