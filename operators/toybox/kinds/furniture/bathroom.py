"""Furniture of a bathroom. Each public function adds the parts of one kind to `prop`."""

from __future__ import annotations

import numpy as np

from ..forms import border, front_to_back_loft
from ..shapes import DARK, LIGHT, MAIN, Part, ToyShape, box, circle, cylinder, lathe, loft, sphere, torus, tube


def bathtub(prop: ToyShape) -> None:
    long, wide, height = prop.vary(1.05, 0.06), prop.vary(0.58, 0.08), prop.vary(0.85, 0.1)
    outside = [(-0.25, 0.22), (-0.25, 0.22), (-0.02, 0.35), (0, 0.9), (0.1, 0.92), (0.12, 1), (0, 1.03)]
    inside = [(-0.1, 1), (-0.12, 0.6), (-0.25, 0.4), (-0.4, 0.4)]
    prop.add(front_to_back_loft([(long + d, -wide - d, wide + d, z * height) for d, z in outside + inside]))
    water = [(long - 0.08, 0.08 - wide, wide - 0.08, z * height) for z in (0.55, 0.55, 0.74, 0.74)]
    prop.add(front_to_back_loft(water), "glass")
    for _ in range(6):
        x, y = prop.random.uniform(-0.75, 0.0) * long, prop.random.uniform(-0.45, 0.45) * wide
        prop.add(sphere(prop.vary(0.2, 0.25), segments=16).move(x, y, 0.78 * height), "snow")
    for x in (-0.55, 0.55):
        for y in (-0.4, 0.4):
            prop.add(sphere(0.14, segments=16).stretch(z=1.6).move(x * long, y * wide, 0.2 * height), "gold")
    spout = [(0, 0, -0.1), (0, 0, 0.45), (-0.4, 0, 0.45), (-0.4, 0, 0.1)]
    prop.add(tube(spout, 0.075).move(x=long, z=height), "steel")
    for y in (-0.2, 0.2):
        prop.add(cylinder(0.09, 0.24, bevel=0.02, segments=12).move(long, y, height + 0.1), "steel")


def shower(prop: ToyShape) -> None:
    half, deep, height = prop.vary(0.6, 0.06), prop.vary(0.55, 0.06), prop.vary(2.0, 0.04)
    wall, back, top = prop.random.choice((-half, half)), deep - 0.15, height - 0.3
    prop.add(border([(-half, -deep), (half, -deep), (half, deep), (-half, deep)], 0.14, 0.26).move(z=0.13))
    prop.add(box(2 * half - 0.06, 2 * deep - 0.06, 0.12, bevel=0.02).move(z=0.06), LIGHT)
    _tiles(prop, half, height, turn=0, out=deep)
    _tiles(prop, deep, height, turn=90, out=-wall)
    pipe = [(0, back, 0.9), (0, back, height + 0.4), (0, 0, height + 0.42), (0, 0, height)]
    prop.add(tube(pipe, 0.055), "steel")
    prop.add(lathe([(0, 0), (0.3, 0), (0.3, 0.06), (0.1, 0.16), (0, 0.18)]).move(z=height), "steel")
    for x, y, _ in (*circle(6, 0.22), (0, 0, 0)):
        for z in np.linspace(0.4, height - 0.2, 5):
            prop.add(sphere(0.05, segments=8).stretch(z=2).move(x, y, z + prop.random.uniform(-0.1, 0.1)), "glass")
    for x in (-0.2, 0.2):
        _tap(prop, x, back, 0.86, lean=90)
    prop.add(tube([(-wall, deep, top), (-wall, -deep, top), (wall, -deep, top)], 0.045, soft=False), "steel")
    folds = 0.07 * np.sin(np.linspace(0, 9 * np.pi, 49))
    prop.add(_curtain(folds - wall, np.linspace(-deep, -0.1 * deep, 49), 0.2, top - 0.04), LIGHT)


def sink(prop: ToyShape) -> None:
    wide, deep, rim = prop.vary(0.8, 0.08), prop.vary(0.6, 0.06), prop.vary(1.2, 0.06)
    back, low = deep - 0.02, rim - 0.3
    outside = [(0, -0.42), (0.3, -0.42), (0.75, -0.3), (0.98, -0.04), (1.02, 0.04), (0.95, 0.08)]
    inside = [(0.84, 0.06), (0.8, -0.06), (0.5, -0.2), (0, -0.22)]
    prop.add(lathe([*outside, *inside], 36, soft=True).stretch(wide, deep).move(z=rim))
    prop.add(cylinder(0.72, 0.06, bevel=0.02).stretch(wide, deep).move(z=rim - 0.1), "glass")
    stem = [(0, 0), (0.4, 0), (0.4, 0.08), (0.24, 0.22), (0.17, 0.5 * rim), (0.22, 0.7), (0.36, low), (0, low)]
    prop.add(lathe(stem, soft=True))
    prop.add(box(1.7 * wide, 0.34, 0.22, bevel=0.06).move(y=back, z=rim + 0.02))
    prop.add(box(1.7 * wide, 0.12, 0.5, bevel=0.05).move(y=back + 0.14, z=rim + 0.16), DARK)
    spout = [(0, back, 0.1), (0, back, 0.52), (0, 0.3 * deep, 0.56), (0, 0.26 * deep, 0.28)]
    prop.add(tube(spout, 0.075).move(z=rim), "steel")
    for x in (-0.32, 0.32):
        _tap(prop, x, back, rim + 0.2)
    prop.add(sphere(1, squareness=0.4).stretch(0.16, 0.1, 0.07).move(0.62 * wide, back - 0.03, rim + 0.18), "blossom")


def toilet(prop: ToyShape) -> None:
    radius, rim, long, tank = prop.vary(0.52, 0.08), prop.vary(0.78, 0.08), prop.vary(1.25, 0.06), prop.vary(0.75, 0.1)
    stem = [(0, 0), (0.72, 0), (0.7, 0.1), (0.5, 0.3), (0.56, 0.5), (0.96, 0.78), (1.04, 0.95), (1, 1)]
    bowl = [(0.76, 1), (0.72, 0.8), (0.4, 0.6), (0, 0.55)]
    prop.add(lathe(stem + bowl, 32, soft=True).stretch(radius, long * radius, rim))
    prop.add(cylinder(0.6 * radius, 0.08, bevel=0.02).stretch(y=long).move(z=0.72 * rim), "glass")
    prop.add(torus(0.92 * radius, 0.13).stretch(y=long, z=0.5).move(z=rim + 0.04), LIGHT)
    back, top = long * radius, rim + tank
    prop.add(box(0.9 * radius, 0.66, 0.86 * rim, bevel=0.06, taper=1.2).move(y=back, z=0.43 * rim))
    prop.add(box(1.5 * radius, 0.4, 0.16, bevel=0.05).move(y=back - 0.02, z=rim - 0.02))
    prop.add(box(2.1 * radius, 0.44, tank, bevel=0.08, taper=1.05).move(y=back + 0.2, z=rim + tank / 2))
    prop.add(box(2.35 * radius, 0.56, 0.13, bevel=0.05).move(y=back + 0.2, z=top + 0.03), LIGHT)
    lid = cylinder(radius, 0.1, bevel=0.03, segments=32).stretch(y=long).move(y=-back)
    prop.add(lid.turn(x=-prop.vary(76, 0.06)).move(y=back - 0.16, z=rim + 0.08), LIGHT)
    lever = tube([(0, 0.1, 0), (0, -0.1, 0), (-0.26, -0.1, -0.03)], 0.05)
    prop.add(lever.move(prop.random.choice((0.3, 0.8)) * radius, back - 0.04, rim + 0.8 * tank), "steel")


def _tap(prop: ToyShape, x: float, y: float, z: float, lean: float = 0.0) -> None:
    """Adds a tap with a cross on its top, leant to the front by `lean` degrees."""
    stem, bar = cylinder(0.06, 0.26, bevel=0.01, segments=12), cylinder(0.05, 0.26, bevel=0.02, segments=10)
    for part in (stem, bar.turn(x=90).move(z=0.12), bar.turn(y=90).move(z=0.12)):
        prop.add(part.turn(x=lean).move(x, y, z), "steel")


def _curtain(x: np.ndarray, y: np.ndarray, low: float, high: float) -> Part:
    """Returns a curtain along the line of points (x, y), from the height `low` to `high`."""
    corners = ((0.035, low), (-0.035, low), (-0.035, high), (0.035, high))
    return loft(np.stack([np.stack([x + out, y, 0 * x + z], axis=1) for out, z in corners], axis=1))


def _tiles(prop: ToyShape, half: float, height: float, turn: float, out: float) -> None:
    """Adds a tiled wall, 2 `half` wide, that stands `out` behind the Z axis and is then turned about it."""
    wall = [(box(2 * half, 0.12, height, bevel=0.03).move(z=height / 2), DARK)]
    for z in np.linspace(0.42, height - 0.18, 6):
        tile = box(0.62 * half, 0.18, 0.26, bevel=0.02)
        wall += [(tile.move(share * half, 0, z), MAIN) for share in (-0.66, 0.0, 0.66)]
    for part, colour in wall:
        prop.add(part.move(y=out).turn(z=turn), colour)
