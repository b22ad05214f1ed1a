"""Parts that several buildings share."""

from __future__ import annotations

from ..shapes import DARK, LIGHT, MAIN, ToyShape, arch, box, extrude, slab, sphere

ROOFS = ("terracotta", "stone", "bark")


def gabled(
    prop: ToyShape, half: float, depth: float, wall: float, rise: float, roof: str, eaves: float = 0.14, turn: float = 0
) -> None:
    """Adds walls 2 `half` wide, with gables at the front and the back, a roof and a plinth."""
    low, ridge = wall - 0.02 - eaves * rise / half, wall + rise - 0.02
    walls = extrude([(-half, 0), (half, 0), (half, wall), (0, wall + rise), (-half, wall)], depth, bevel=0.02)
    line = [(-half - eaves, low), (0, ridge), (half + eaves, low)]
    plinth = box(2 * half + 0.1, depth + 0.1, 0.12, bevel=0.03).move(z=0.06)
    for part, colour in ((walls, MAIN), (slab(line, depth + 1.8 * eaves, 0.15), roof), (plinth, "stone")):
        prop.add(part.turn(z=turn), colour)


def windows(
    prop: ToyShape, x: float, z: float, wide: float, tall: float, depth: float, turn: float = 0, frame: str = DARK
) -> None:
    """Adds a window with crossbars to each of two opposite walls, `depth` apart: the front and the back, or turned."""
    bars = ((0.06, tall + 0.02, 0.17, frame), (wide + 0.02, 0.06, 0.19, frame))
    for width, height, out, colour in ((wide + 0.14, tall + 0.14, 0.08, frame), (wide, tall, 0.13, "glass"), *bars):
        prop.add(box(width, depth + out, height, bevel=0.02).move(x=x, z=z).turn(z=turn), colour)


def door(prop: ToyShape, x: float, y: float, wide: float, tall: float, z: float = 0.1, colour: str = "bark") -> None:
    """Adds an arched door to a front wall at `y`."""
    prop.add(extrude(arch(wide + 0.14, tall + 0.08), 0.12, bevel=0.02).move(x, y, z - 0.01), LIGHT)
    prop.add(extrude(arch(wide, tall), 0.18, bevel=0.02).move(x, y, z), colour)
    prop.add(sphere(0.05, segments=10).move(x + 0.3 * wide, y - 0.1, z + 0.45 * tall), "gold")
