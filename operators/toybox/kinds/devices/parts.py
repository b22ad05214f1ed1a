"""Parts that several devices share."""

from __future__ import annotations

import numpy as np

from ..forms import disc, lying_plate, upright_ring
from ..shapes import (
    DARK,
    LIGHT,
    MAIN,
    ColouredParts,
    Part,
    ToyShape,
    box,
    circle,
    cylinder,
    extrude,
    loft,
    rounded,
    tube,
)

ICONS = ("cherry", "leaf", "lemon", "carrot", "blossom", "snow")
_BAR_PLACES = {"a": (0, 0.46), "b": (0.25, 0.23), "c": (0.25, -0.23), "d": (0, -0.46), "e": (-0.25, -0.23)}
_BAR_PLACES |= {"f": (-0.25, 0.23), "g": (0, 0), "h": (0, 0.2), "i": (0, -0.2)}  # (x, z) of the bars of a digit
_LIT_BARS = "abcdef bc abged abgcd fgbc afgcd afgecd abc abcdefg abcdfg hi".split()
_BARS_OF_SIGNS = {sign: [_BAR_PLACES[bar] for bar in lit] for sign, lit in zip("0123456789:", _LIT_BARS, strict=True)}


def dial(prop: ToyShape, radius: float, y: float, z: float, *hands: float) -> None:
    """Adds a round face with twelve marks at the front `y`. The lengths of its hands are relative to the radius."""
    prop.add(disc(radius, 0.1, segments=32).move(y=y, z=z), "snow")
    prop.add(upright_ring(radius, 0.055).move(y=y - 0.02, z=z), "gold")
    for x, up, angle in circle(12, 0.74 * radius, 90):
        mark = box(0.24 * radius, 0.06, 0.05, bevel=0.01).turn(y=-angle)
        prop.add(mark.move(x, y - 0.04, z + up), "charcoal")
    for length in hands:
        hand = box(0.06, 0.06, length * radius, bevel=0.01).move(z=0.45 * length * radius)
        prop.add(hand.turn(y=prop.random.uniform(0, 360)).move(0, y - 0.06 - 0.04 * length, z), "cherry")
    prop.add(disc(0.06, 0.14, 16).move(0, y - 0.06, z), "charcoal")


def iron_parts(prop: ToyShape) -> ColouredParts:
    """Returns the parts of an iron on z = 0, whose nose points to -Y."""
    half, long, high = prop.vary(0.46, 0.08), prop.vary(0.9, 0.06), prop.vary(0.42, 0.1)
    side = [(1, 0.9), (1, 0.1), (0.6, -0.5), (0.08, -1.05)]
    sole = rounded([(0, 0.9), *((-x, y) for x, y in side), *side[::-1], (0, 0.9)])[:-1] * (half, long)
    rows = [(0.9, 0, 0.06), (0.9, 0, 0.14), (0.84, 0.02, 0.6 * high), (0.5, 0.14, high), (0.2, 0.2, high + 0.04)]
    shell = [np.column_stack([share * sole + (0, y), np.full(len(sole), z)]) for share, y, z in rows]
    grip = [(0, 0.5, high - 0.1), (0, 0.72, high + 0.5), (0, -0.5, high + 0.48), (0, -0.42, high - 0.16)]
    cord = [(0, 0.6, high + 0.36), (0.1, 1.1, high + 0.4), (0.3, 1.0, 0.05), (0.5, 1.3, 0.05)]
    parts = [
        (lying_plate(sole, 0.12).move(z=0.06), "steel"),
        (loft(np.array(shell)), MAIN),
        (tube(cord, 0.05), "charcoal"),
    ]
    knob = cylinder(0.17, 0.14).move(y=0.06, z=high + 0.05)
    return [*parts, (tube(grip, [0.14, 0.12, 0.12, 0.1], 16), DARK), (knob, LIGHT)]


def wedge(width: float, depth: float, edge: list[tuple[float, float]]) -> Part:
    """Returns a body on z = 0. Seen from the side it is flat below, and above it follows `edge`: (y / depth, z)."""
    outline = [(y * depth, z) for y, z in ((-0.5, 0.0), (0.5, 0.0), *edge)]
    return extrude(outline, width, bevel=0.08).turn(z=90)


def digits(text: str, size: float) -> list[Part]:
    """Returns the bars of the digits of a digital clock, `size` high. They face the front, 0.05 before the origin."""
    bars = []
    for i, sign in enumerate(text):
        for x, z in _BARS_OF_SIGNS[sign]:
            long, wide = (0.13, 0.13) if sign == ":" else (0.42, 0.13)
            bar = box(long if x == 0 else wide, 0.06, wide if x == 0 else long, bevel=0.01)
            bars.append(bar.stretch(size, 1, size).move((x + 0.75 * (i - len(text) / 2 + 0.5)) * size, -0.04, z * size))
    return bars


def pull_handle(half: float, reach: float) -> Part:
    """Returns an upright handle, from -`half` to `half`, that stands out to the front by `reach`."""
    return tube([(0, 0, -half), (0, -reach, -half), (0, -reach, half), (0, 0, half)], 0.06)
