"""Vehicles that are pushed or pulled. Each public function adds the parts of one kind to `prop`."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np

from ..shapes import DARK, LIGHT, MAIN, Part, ToyShape, box, cylinder, loft, tube
from .parts import bars, board, pair, plate, spoked_wheel, tub, wheels


def cart(prop: ToyShape) -> None:
    width, length, wheel, flare = prop.vary(0.8, 0.1), prop.vary(1.15, 0.1), prop.vary(0.46, 0.1), prop.vary(1.2, 0.08)
    floor, tip = wheel + 0.06, -length / 2 - prop.vary(1.0, 0.08)
    prop.add(tub(width, length, prop.vary(0.42, 0.2), flare).move(z=floor))
    prop.add(tub(1.08 * width, 1.06 * length, 0.12, 1.0).move(z=floor - 0.03), DARK)
    for x in (-1, 1):
        spoked_wheel(prop, x * (0.5 * flare * width + 0.1), 0.04, wheel, "wood", "wood")
        start, bend = (0.4 * width * x, 0.4 * length, floor), (0.4 * width * x, -0.5 * length, floor)
        bars(prop, "bark", 0.07, (start, bend, (0.3 * x, tip, floor + 0.1)))
    prop.add(cylinder(0.07, flare * width + 0.3, bevel=0.02).turn(y=90).move(y=0.04, z=wheel), "bark")


def carriage(prop: ToyShape) -> None:
    width, half, floor, tall = prop.vary(0.8, 0.06), prop.vary(0.6, 0.08), prop.vary(0.55, 0.06), prop.vary(1.0, 0.06)
    axles, roof = ((-0.94 * half, prop.vary(0.34, 0.06)), (0.8 * half, prop.vary(0.46, 0.06))), floor + tall
    keel = [(-0.9, 0.16), (-0.5, 0), (0.5, 0), (0.9, 0.16), (1, 0.5), (1, tall), (-1, tall), (-1, 0.5)]
    prop.add(plate([(y * half, floor + z) for y, z in keel], width))
    prop.add(box(1.16 * width, 2.3 * half, 0.14, bevel=0.05, taper=0.94).move(z=roof), DARK)
    prop.add(box(width + 0.04, 0.62 * half, 0.8 * tall, bevel=0.02).move(z=floor + 0.5 * tall), DARK)
    for y in (-0.7, 0, 0.7):
        prop.add(box(width + 0.08, 0.4 * half, 0.32, bevel=0.02).move(y=y * half, z=roof - 0.3), "cream")
    prop.add(box(0.5 * width, 2 * half + 0.06, 0.3, bevel=0.02).move(z=roof - 0.3), "cream")
    prop.add(box(0.9 * width, 0.34, 0.1, bevel=0.03).move(y=-half - 0.2, z=floor + 0.42), "coffee")
    footboard = [(-half, floor + 0.12), (-half - 0.6, floor + 0.16), (-half - 0.8, floor + 0.4)]
    for start, end in pairwise(footboard):
        prop.add(board(0.9 * width, 0.08, start, end), "wood")
    pair(prop, box(0.14, 0.14, 0.22, bevel=0.04), "gold", width / 2 + 0.07, -half - 0.08, floor + 0.6)
    pair(prop, tube([(0, -0.8 * half, 0.4), (0, -half - 1.2, 0.46)], 0.05), "bark", 0.2, 0, 0)
    for y, wheel in axles:
        for x in (-width / 2 - 0.14, width / 2 + 0.14):
            spoked_wheel(prop, x, y, wheel, "gold", "gold")
            bars(prop, "bark", 0.07, ((0, y, floor + 0.14), (0, y, wheel), (x, y, wheel)))


def wheelbarrow(prop: ToyShape) -> None:
    width, length, wheel, handle = prop.vary(0.62, 0.1), prop.vary(0.78, 0.1), prop.vary(0.27), prop.vary(0.75, 0.1)
    nose, back = -0.62 * length - wheel, 0.5 * length + handle
    tray = tub(width, length, prop.vary(0.42), prop.vary(1.45, 0.1))
    tray.vertices[:, 1] -= 0.3 * tray.vertices[:, 2]
    prop.add(tray.move(z=0.46))
    wheels(prop, 0, nose, wheel, 0.16)
    for x in (-1, 1):
        bars(prop, "wood", 0.065, ((0.11 * x, nose, wheel), (0.26 * x, 0, 0.45), (0.36 * x, back, 0.66)))
        bars(prop, "charcoal", 0.09, ((0.33 * x, back - 0.24, 0.62), (0.36 * x, back + 0.02, 0.665)))
        bars(prop, DARK, 0.06, ((0.29 * x, 0.1, 0.5), (0.32 * x, 0.52 * length, 0), (0.3 * x, 0.7 * length, 0.54)))


def shopping_cart(prop: ToyShape) -> None:
    width, length, wheel, low = prop.vary(0.4, 0.06), prop.vary(0.6, 0.08), prop.vary(0.13, 0.06), prop.vary(0.55, 0.08)
    high, grip, base = prop.vary(1.06, 0.04), prop.vary(1.22, 0.05), 2.4 * wheel
    for wire in _basket_wires(width, length, low, high):
        prop.add(tube(wire, 0.037, segments=6, soft=False))
    back, front, far = length - 0.1, 0.06 - length, length + 0.24
    frame = [(0, far, grip), (0, length, low), (0, back, base), (0, -length, base)]
    pair(prop, tube(frame, 0.045), "steel", width, 0, 0)
    pair(prop, tube([(0, -0.2 * length, low), (0, -0.6 * length, base)], 0.045), "steel", width, 0, 0)
    bars(prop, DARK, 0.065, ((-width - 0.06, far, grip), (width + 0.06, far, grip)))
    prop.add(box(1.5 * width, 0.06, 0.3, bevel=0.02).move(y=0.98 * length, z=high - 0.2), LIGHT)
    for y in (front, back):
        legs = ((-width, y, wheel), (-width, y, base), (width, y, base), (width, y, wheel))
        prop.add(tube(legs, 0.045, soft=False), "steel")
        wheels(prop, width, y, wheel, 0.1)


def baby_stroller(prop: ToyShape) -> None:
    width, radius, wheel, bar = prop.vary(0.36, 0.08), prop.vary(0.52, 0.08), prop.vary(0.2, 0.08), prop.vary(1.4, 0.05)
    out = width + 0.06
    prop.add(_folding_hood(width + 0.07, radius, prop.random.uniform(40, 65), 160).move(y=0.1, z=0.96))
    for start, end in (((-0.3, 0.62), (0.16, 0.56)), ((0.14, 0.56), (0.42, 1.2)), ((-0.5, 0.32), (-0.28, 0.62))):
        prop.add(board(2 * width - 0.02, 0.12, start, end), LIGHT)
    side = [(-0.36, 0.54), (0.2, 0.5), (0.5, 1.1), (0.12, 0.98), (-0.3, 0.76)]
    pair(prop, plate(side, 0.1), MAIN, width, 0, 0)
    pair(prop, tube([(0, -0.5, wheel), (0, 0.1, 0.75), (0, 0.62, bar)], 0.045), "steel", out, 0, 0)
    pair(prop, tube([(0, 0.5, wheel), (0, -0.05, 0.66)], 0.045), "steel", out, 0, 0)
    bars(prop, "charcoal", 0.06, ((-width - 0.08, 0.62, bar), (width + 0.08, 0.62, bar)))
    bars(prop, DARK, 0.055, ((-width, -0.28, 0.8), (-width, -0.4, 0.84), (width, -0.4, 0.84), (width, -0.28, 0.8)))
    prop.add(box(2 * width - 0.1, 0.1, 0.06, bevel=0.02).move(y=-0.52, z=0.3), "charcoal")
    prop.add(tub(2 * width - 0.06, 0.5, 0.18, 1.08).move(y=0.2, z=0.22), DARK)
    for y in (-0.5, 0.5):
        wheels(prop, out, y, wheel, 0.12, MAIN)


def sled(prop: ToyShape) -> None:
    width, length, tall, curl = prop.vary(0.66, 0.1), prop.vary(1.5, 0.1), prop.vary(0.4, 0.1), prop.vary(0.34)
    front, tow = -length / 2, -length / 2 - 0.8 * curl
    for share in (-0.375, -0.125, 0.125, 0.375):
        board = box(width / 4 - 0.04, (1.05 - 0.3 * abs(share)) * length, 0.09, bevel=0.03)
        prop.add(board.move(x=share * width, y=0.06, z=tall))
    for y in (-0.3 * length, 0.34 * length):
        bars(prop, DARK, 0.07, tuple((x * width, y, z) for x, z in ((-0.5, 0), (-0.5, 0.34), (0.5, 0.34), (0.5, 0))))
    for x in (-0.5 * width, 0.5 * width):
        runner = ((x, 0.1 - front, 0), (x, 0.9 * front, 0), (x, front - curl, 0.06), (x, front - curl, tall + 0.25))
        bars(prop, MAIN, 0.065, (*runner, (x, front - 0.02, tall + 0.22)))
    bars(prop, "wood", 0.05, ((-0.5 * width, tow, tall + 0.2), (0.5 * width, tow, tall + 0.2)))


def _basket_wires(width: float, length: float, low: float, high: float) -> list[list[tuple[float, float, float]]]:
    """Returns the wires of a basket that stands between two heights and is widest at its rim."""

    def at(x: float, y: float, z: float) -> tuple[float, float, float]:
        return x * width * (0.82 + 0.18 * z), y * length * (0.8 + 0.2 * z), low + z * (high - low)

    wires = [[at(x, -1, 1), at(x, -1, 0), at(x, 1, 0), at(x, 1, 1)] for x in np.linspace(-1, 1, 5)]
    wires += [[at(-1, y, 1), at(-1, y, 0), at(1, y, 0), at(1, y, 1)] for y in np.linspace(-1, 1, 7)]
    hoop = ((0.02, -1), (1, -1), (1, 1), (-1, 1), (-1, -1), (-0.02, -1))
    return wires + [[at(x, y, z) for x, y in hoop] for z in (0.35, 0.7, 1)]


def _folding_hood(width: float, radius: float, start: float, end: float) -> Part:
    """Returns a hollow quarter of a ball around X, pleated, from `start` to `end` degrees (-Y is 0, up 90)."""
    turn = np.radians(np.linspace(start, end, 25))
    pleats = radius * (1 + 0.04 * np.cos(np.linspace(0, 8 * math.pi, 25)))
    turn, high = np.append(turn, turn[::-1]), np.append(pleats, pleats - 0.09)
    wide = np.repeat([width, width - 0.08], 25)
    across = np.linspace(0, math.pi, 21)[:, None]
    y, z = -np.cos(turn) * high * np.sin(across), np.sin(turn) * high * np.sin(across)
    return loft(np.stack([wide * np.cos(across), y, z], axis=-1))
