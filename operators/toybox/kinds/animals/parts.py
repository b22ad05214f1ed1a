"""Parts that several animals share."""

from __future__ import annotations

import math
from collections.abc import Iterable

import numpy as np

from ..shapes import DARK, LIGHT, MAIN, Part, ToyShape, cylinder, lathe, limb, mirrored, sphere, tube

Size = tuple[float, float, float]  # half axes: half the width, length and height


def legged_body(prop: ToyShape, size: Size, tall: float, leg: float, foot: str = "charcoal", skin: str = MAIN) -> float:
    """Adds an oval body with the half axes `size` on four legs. Returns the height of its centre."""
    centre, x = tall + 0.8 * size[2], max(0.62 * size[0], leg + 0.05)
    prop.add(sphere(1, squareness=0.12).stretch(*size).move(z=centre))
    for y in (-0.64 * size[1], 0.64 * size[1]):
        mirrored(prop, limb((0.8 * x, 0.9 * y, centre, 1.2 * leg), (x, y, 0.5 * tall, leg), (x, y, 0.1, leg)), skin)
        mirrored(prop, cylinder(1.12 * leg, 0.18, bevel=0.04, segments=16).move(x, y, 0.09), foot)
    return centre


def long_head(prop: ToyShape, y: float, z: float, reach: float) -> None:
    """Adds a head with a long muzzle, as of a horse."""
    prop.add(limb((0, y, z, 0.22), (0, y - 0.7 * reach, z - 0.5 * reach, 0.17), (0, y - reach, z - 0.7 * reach, 0.15)))
    prop.add(sphere(0.19, segments=16).move(y=y - reach - 0.05, z=z - 0.75 * reach), LIGHT)
    mirrored(prop, sphere(0.06, segments=10).move(0.1, y - reach - 0.2, z - 0.7 * reach), "charcoal")
    eyes(prop, 0.16, y - 0.14, z + 0.05, 0.095)


def tufted_tail(prop: ToyShape, y: float, z: float, drop: float, tuft: str = DARK) -> None:
    """Adds a hanging tail with a tuft."""
    prop.add(limb((0, y, z, 0.07), (0, y + 0.16, z - 0.05, 0.06), (0, y + 0.2, z - drop, 0.06)))
    prop.add(sphere(0.12, segments=16).stretch(z=1.5).move(y=y + 0.2, z=z - drop - 0.06), tuft)


def spots(prop: ToyShape, size: Size, z: float, count: int, radius: float, colour: str) -> None:
    """Spreads flat patches over the sides and the back of a body with its centre at the height `z`."""
    for i in range(count):
        angle, share = prop.vary(90 * i % 230 - 25, 0.1), 1.6 * (i + 0.5) / count - 0.8
        ring, a = 0.95 * math.sqrt(1 - share**2), math.radians(angle)
        patch = sphere(prop.vary(radius), segments=10).stretch(x=0.35).turn(y=-angle)
        prop.add(patch.move(ring * size[0] * math.cos(a), share * size[1], z + ring * size[2] * math.sin(a)), colour)


def eyes(prop: ToyShape, x: float, y: float, z: float, size: float) -> None:
    """Adds a pair of eyes that look ahead and a little sideways."""
    mirrored(prop, sphere(size, segments=12).move(x, y, z), "snow")
    mirrored(prop, sphere(0.72 * size, segments=10).move(x + 0.28 * size, y - 0.38 * size, z + 0.06 * size), "charcoal")


def round_ears(prop: ToyShape, x: float, y: float, z: float, size: float, inner: str = "blossom") -> None:
    """Adds a pair of round ears that are hollowed towards the front in the colour `inner`."""
    for radius, forward, colour in ((size, 0.0, MAIN), (0.68 * size, -0.24 * size - 0.02, inner)):
        mirrored(prop, sphere(radius, segments=12).stretch(y=0.45).move(x, y + forward, z), colour)


def muzzle(prop: ToyShape, y: float, z: float, size: float, colour: str = LIGHT) -> None:
    """Adds a round muzzle with a nose and a mouth."""
    prop.add(sphere(size, segments=16).stretch(1.15, 1, 0.85).move(y=y, z=z), colour)
    prop.add(sphere(0.42 * size, segments=12).stretch(x=1.3).move(y=y - 0.82 * size, z=z + 0.48 * size), "charcoal")
    prop.add(
        tube([(0, -0.98 * size, 0.3 * size), (0, -size, -0.3 * size)], 0.03, segments=8).move(y=y, z=z), "charcoal"
    )


def smile(prop: ToyShape, width: float, y: float, z: float, depth: float, rise: float) -> None:
    """Adds a mouth: a line along the front of an ellipse with the half axes `width` and `depth` around (0, y, z)."""
    turns = np.radians(np.linspace(-75, 75, 9))
    line = [(width * math.sin(t), y - depth * math.cos(t), z + rise * math.sin(t) ** 2) for t in turns]
    prop.add(tube(line, 0.045, segments=8), "charcoal")


def toes(prop: ToyShape, x: float, y: float, reach: float, colour: str = DARK) -> None:
    """Adds a pair of feet with three spread toes."""
    for turn in (-34, 0, 34):
        toe = tube([(0, 0, 0.08), (0, -0.8 * reach, 0.08), (0, -reach - 0.06, 0.08)], [0.09, 0.09, 0.05], 8, soft=False)
        mirrored(prop, toe.turn(z=turn).move(x, y), colour)


def pincers(prop: ToyShape, x: float, y: float, z: float, size: float) -> None:
    """Adds a pair of open claws that point upwards from (x, y, z)."""
    palm = sphere(0.24, segments=16).stretch(y=0.8)
    thumb = limb((-0.04, 0, 0.05, 0.15), (-0.22, -0.02, 0.32, 0.12), (-0.12, -0.05, 0.55, 0.05))
    finger = limb((0.06, 0, 0.05, 0.2), (0.3, -0.02, 0.45, 0.16), (0.12, -0.05, 0.75, 0.05))
    for part in (palm, thumb, finger):
        mirrored(prop, part.stretch(size, size, size).move(x, y, z))


def bands(prop: ToyShape, size: Size, z: float, shares: Iterable[float], width: float, colour: str) -> None:
    """Adds stripes around an oval body, as of `legged_body`, at shares of its half length."""
    for share in shares:
        edge = np.linspace(share - width, share + width, 3)
        ring = [(math.sqrt(1 - y**2) + 0.05, y) for y in edge]
        band = lathe([(0, edge[0]), *ring, (0, edge[-1])], segments=16).turn(x=-90)
        prop.add(band.stretch(*size).move(z=z), colour)


def hoops(count: int, width: float, *points: tuple[float, float, float, float]) -> list[Part]:
    """Returns `count` discs of the half thickness `width` that show as stripes around the limb through `points`."""
    line, discs = np.array(points), []
    for share in (np.arange(count) + 0.5) / count * (len(line) - 1):
        before, after = line[int(share)], line[int(share) + 1]
        middle, ahead = before + share % 1 * (after - before), (after - before)[:3]
        ends = middle[:3] + np.outer((-width, width), ahead / np.linalg.norm(ahead))
        discs.append(tube(ends.tolist(), middle[3] + 0.03, segments=10, soft=False))
    return discs
