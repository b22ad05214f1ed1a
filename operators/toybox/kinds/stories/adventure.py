"""Boxes of the toybox. Each function adds the parts of one kind to `prop`."""

from __future__ import annotations

import math

from ..shapes import DARK, LIGHT, ToyShape, arch, box, cylinder, extrude, lathe


def crate(prop: ToyShape) -> None:
    x, y, z = prop.vary(1.3, 0.1), prop.vary(1.3, 0.1), prop.vary(1.2, 0.15)
    beam = prop.vary(0.24, 0.1)
    prop.add(box(x - 0.12, y - 0.12, z - 0.12, bevel=0.01), DARK)
    for u in (-1, 1):
        for v in (-1, 1):
            prop.add(box(beam, beam, z, bevel=0.03).move(u * (x - beam) / 2, v * (y - beam) / 2))
            # The beams alternately step back, so that no two faces coincide.
            along_x, along_y = box(x - 0.02, beam, beam, bevel=0.03), box(beam, y - 0.04, beam, bevel=0.03)
            prop.add(along_x.move(y=u * (y - beam - 0.02) / 2, z=v * (z - beam - 0.02) / 2))
            prop.add(along_y.move(x=u * (x - beam - 0.04) / 2, z=v * (z - beam - 0.04) / 2))
    for length, reach, turn in ((x, y, 0), (y, x, 90)):
        tilt = math.degrees(math.atan2(z - beam, length - beam))
        board = box(math.hypot(length - 1.2 * beam, z - 1.2 * beam), reach - 0.04, 0.8 * beam, bevel=0.03)
        prop.add(board.turn(y=tilt).turn(z=turn))
    for share in (-0.17, 0.17):
        prop.add(box(x - beam, 0.2 * y, 0.1, bevel=0.03).move(y=share * y, z=z / 2 - 0.05), LIGHT)


def barrel(prop: ToyShape) -> None:
    radius, height, bulge = prop.vary(0.62, 0.1), prop.vary(1.6, 0.1), prop.vary(0.2)

    def wide(z: float) -> float:
        """Returns the barrel's radius at the height `z`."""
        return radius + bulge * (1 - (2 * z / height - 1) ** 2)

    levels = [height * i / 10 for i in range(11)]
    staves = [(0, 0), *((wide(z), z) for z in levels)]
    rim = [(radius - 0.1, height), (radius - 0.1, height - 0.12), (0, height - 0.12)]
    prop.add(lathe(staves + rim, segments=48, ribs=12, depth=0.015))
    prop.add(cylinder(radius - 0.06, 0.06, bevel=0.01).move(z=height - 0.1), DARK)
    prop.add(box(0.12, 1.6 * radius, 0.08, bevel=0.02).move(z=height - 0.07), LIGHT)
    for share in (0.09, 0.33, 0.67, 0.91):
        low, high = (share - 0.03) * height, (share + 0.03) * height
        inner = wide(low) - 0.1
        hoop = [(inner, low), (wide(low) + 0.05, low), (wide(high) + 0.05, high), (inner, high)]
        prop.add(lathe(hoop, closed=True), "stone")


def treasure_chest(prop: ToyShape) -> None:
    width, depth, low, rise = prop.vary(1.6, 0.08), prop.vary(1.0, 0.1), prop.vary(0.62), prop.vary(0.44, 0.12)
    prop.add(box(width, depth, low).move(z=low / 2))
    lid = extrude(arch(depth, rise + 0.06), width).turn(z=90)
    prop.add(lid.move(z=low))
    for share in (-0.38, 0.38):
        prop.add(box(0.2, depth + 0.08, low + 0.02, bevel=0.03).move(x=share * width, z=low / 2), "gold")
        hoop = extrude(arch(depth + 0.09, rise + 0.1), 0.2, bevel=0.03).turn(z=90)
        prop.add(hoop.move(x=share * width, z=low), "gold")
    prop.add(box(width + 0.06, depth + 0.06, 0.14, bevel=0.03).move(z=low), DARK)
    prop.add(box(width + 0.06, depth + 0.06, 0.12, bevel=0.03).move(z=0.06), DARK)
    front = -depth / 2 - 0.05
    prop.add(box(0.36, 0.16, 0.42, bevel=0.05).move(y=front, z=low - 0.04), "gold")
    prop.add(cylinder(0.08, 0.1, bevel=0.01, segments=12).turn(x=90).move(y=front - 0.06, z=low + 0.02), "charcoal")
    prop.add(box(0.08, 0.1, 0.18, bevel=0.01).move(y=front - 0.06, z=low - 0.08), "charcoal")
