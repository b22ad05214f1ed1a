"""Bodies, heads and clothes that several people share."""

from __future__ import annotations

import math

import numpy as np

from ..shapes import (
    MAIN,
    Part,
    Points,
    Spot,
    ToyShape,
    box,
    circle,
    cylinder,
    extrude,
    lathe,
    limb,
    loft,
    mirrored,
    rounded,
    sphere,
    tube,
)

HAIRS = ("coffee", "gold", "carrot", "charcoal")


def body(prop: ToyShape, coat: str, trousers: str, shoe: str, peg: bool = False) -> tuple[float, float]:
    """Adds a trunk on two legs, the left one wooden if `peg`. Returns the heights of the belt and the neck."""
    belt, trunk = prop.vary(0.52), prop.vary(0.75, 0.1)
    shape = rounded([(0, 0), (0.34, 0), (0.38, 0.12), (0.35, 0.35), (0.42, 0.8), (0.2, 1), (0, 1)], 1)
    prop.add(lathe(shape).stretch(1, 0.75, trunk + 0.05).move(z=belt - 0.05), coat)
    for side in (-1, 1):
        wooden, x = peg and side == 1, 0.22 * side
        prop.add(limb((0.9 * x, 0, belt, 0.2), (x, 0, 0.6 * belt if wooden else 0.2, 0.17)), trousers)
        if wooden:
            prop.add(cylinder(0.07, 0.6 * belt, bevel=0.02, top=0.1, segments=12).move(x, 0, 0.3 * belt), "wood")
        else:
            foot = sphere(1, squareness=0.25, segments=16).stretch(0.2, 0.3, 0.15)
            prop.add(foot.move(x, -0.1, 0.14), shoe)
    return belt, belt + trunk


def robe(prop: ToyShape, foot: float) -> float:
    """Adds a garment that reaches the ground, where its radius is `foot`. Returns the height of the neck."""
    neck = prop.vary(1.2, 0.08)
    skirt = [(0, 0), (foot, 0), (foot, 0.08), (0.4, 0.58 * neck), (0.44, 0.86 * neck), (0.2, neck), (0, neck)]
    prop.add(lathe(rounded(skirt, 1)).stretch(y=0.85))
    return neck


def body_ring(prop: ToyShape, radius: float, thickness: float, z: float, colour: str) -> None:
    """Adds a belt, a hem or a collar around a body."""
    section = [(radius + thickness * u, thickness * v) for u, v, _ in circle(8, 1, 22.5)]
    prop.add(lathe(section, closed=True).stretch(y=0.82).move(z=z), colour)


def arm(prop: ToyShape, neck: float, hand: Spot, skin: str, sleeve: str = MAIN, cuff: float = 0.14) -> None:
    """Adds an arm. The height of its hand counts from the neck, and `cuff` is the sleeve's radius at the hand."""
    side = math.copysign(1, hand[0])
    shoulder, palm = np.array((0.36 * side, 0, neck - 0.13)), np.add(hand, (0, 0, neck))
    elbow = (shoulder + palm) / 2 + (0.1 * side, 0.06, -0.08)
    wrist = palm + 0.3 * (elbow - palm)
    prop.add(limb((*shoulder, 0.17), (*elbow, 0.15), (*wrist, cuff)), sleeve)
    prop.add(sphere(0.15, segments=12).move(*palm), skin)


def arms(prop: ToyShape, neck: float, hand: Spot, skin: str, sleeve: str = MAIN, cuff: float = 0.14) -> None:
    """Adds two arms, the left one with its hand at `hand`."""
    for side in (-1, 1):
        arm(prop, neck, (side * hand[0], *hand[1:]), skin, sleeve, cuff)


def head(prop: ToyShape, neck: float, hair: str, drop: float = 0.0) -> tuple[float, float, str]:
    """Adds a head with a face. The hair falls by `drop` radii below the head's middle.

    Returns the height of the head's middle, its radius and its skin.
    """
    radius, skin = prop.vary(0.39, 0.06), prop.random.choice(("cream", "dough", "bark"))
    z = neck + 0.82 * radius
    prop.add(sphere(radius, segments=20).move(z=z), skin)
    for size, forward, colour in ((0.21, 0.84, "snow"), (0.13, 0.95, "charcoal")):
        eye = sphere(size * radius, segments=10).stretch(z=1.2)
        mirrored(prop, eye.move(0.34 * radius, -forward * radius, z + 0.12 * radius), colour)
    prop.add(sphere(0.17 * radius, segments=10).move(y=-1.02 * radius, z=z - 0.12 * radius), skin)
    smile = [(x * radius, -0.87 * radius, z + (1.2 * x * x - 0.52) * radius) for x in (-0.28, 0, 0.28)]
    prop.add(tube(smile, 0.035, segments=8), "cherry")
    prop.add(sphere(1.08 * radius, segments=20).move(y=0.16 * radius, z=z + 0.16 * radius), hair)
    if drop:
        fall = lathe(rounded([(0, 0), (0.8, 0), (1.05, 0.3), (1, 1), (0, 1)], 1), 16)
        prop.add(fall.stretch(1, 0.5, drop).move(y=0.68, z=0.26 - drop).stretch(radius, radius, radius).move(z=z), hair)
    return z, radius, skin


def beard(prop: ToyShape, z: float, radius: float, drop: float, colour: str) -> None:
    """Adds a pointed beard and a moustache."""
    tip = lathe(rounded([(0, -1), (0.12, -0.97), (0.66, -0.25), (0.74, 0.0), (0.5, 0.14), (0, 0.16)], 1), 16)
    prop.add(tip.stretch(radius, 0.7 * radius, drop).turn(x=-8).move(y=-0.58 * radius, z=z - 0.5 * radius), colour)
    curl = sphere(1, segments=10).stretch(0.4 * radius, 0.1, 0.1).turn(y=14, z=20)
    mirrored(prop, curl.move(0.3 * radius, -0.98 * radius, z - 0.38 * radius), colour)


def circlet(prop: ToyShape, y: float, z: float, radius: float, height: float, count: int) -> None:
    """Adds a golden crown with jewels."""
    hoop = lathe([(0.88, 0), (1, 0), (1.15, 1), (1.03, 1)], 8 * count, closed=True)
    u, v, _ = hoop.vertices.T
    valley = np.abs((np.arctan2(v, u) * count / math.pi) % 2 - 1)  # 1 between two points, 0 at a point
    hoop.vertices[:, 2] *= 1 - 0.55 * valley
    turn = -90 - 180 / count  # so that a point is in front
    prop.add(hoop.stretch(radius, radius, height).turn(z=turn).move(0, y, z), "gold")
    for i, (u, v, _) in enumerate(circle(count, radius, -90)):
        prop.add(sphere(0.08, segments=6).move(1.1 * u, y + 1.1 * v, z + height), "gold")
        prop.add(sphere(0.07, segments=6).move(1.02 * u, y + 1.02 * v, z + 0.22 * height), ("cherry", "glass")[i % 2])


def recolour(prop: ToyShape, figure: ToyShape, dye: dict[str, str], scale: float = 1.0, z: float = 0.0) -> None:
    """Adds the parts of a figure, scaled and lifted, in other colours."""
    for part, colour in figure.parts:
        prop.add(part.stretch(scale, scale, scale).move(z=z), dye.get(colour, colour))


def bony_head(prop: ToyShape, z: float, size: float) -> None:
    """Adds a skull with its jaw. `z` is the height of its middle."""
    bones = ToyShape(prop.random)
    bones.add(sphere(1, segments=20).stretch(0.95, 1.05, 0.95).move(y=0.08, z=0.12))
    bones.add(sphere(1, squareness=0.35, segments=16).stretch(0.58, 0.5, 0.5).move(y=-0.45, z=-0.42))
    mirrored(bones, sphere(0.27, segments=12).move(0.56, -0.62, -0.28))
    rim = lathe([(0.27 + 0.09 * u, 0.09 * v) for u, v, _ in circle(6, 1)], 16, closed=True).turn(x=90)
    for part, colour in ((sphere(0.27, segments=12).stretch(y=0.6), "charcoal"), (rim, MAIN)):
        mirrored(bones, part.turn(x=-6, z=20).move(0.37, -0.86), colour)
    nose = cylinder(0.17, 0.2, bevel=0.01, segments=3).turn(x=90).turn(y=-30)
    bones.add(nose.move(y=-0.92, z=-0.36), "charcoal")
    jaw = [(0.66, 0.05, -0.35), (0.62, -0.15, -0.9), (0.4, -0.72, -1.05), (0, -0.92, -1.08)]
    bones.add(tube([*jaw, *((-x, y, h) for x, y, h in jaw[-2::-1])], 0.15, segments=8))
    bones.add(sphere(1, squareness=0.35, segments=12).stretch(0.5, 0.42, 0.35).move(y=-0.4, z=-0.84), "charcoal")
    for h in (-0.74, -0.94):
        for x in (-0.36, -0.18, 0.0, 0.18, 0.36):
            bones.add(box(0.16, 0.14, 0.2, bevel=0.03).move(x, 0.5 * x * x - 0.86, h), "snow")
    recolour(prop, bones, {}, size, z)


def drape(profile: Points, start: float = 0.0, deep: float = 1.0, thick: float = 0.07) -> Part:
    """Returns cloth around the back of a body, from `start` degrees to its mirror image.

    The profile of (radius, z) runs from bottom to top. `deep` scales the cloth along Y.
    """
    line = rounded(profile, 1)
    section = np.concatenate([np.add(line[::-1], (thick, 0)), line])
    angle = np.radians(np.linspace(start, 180 - start, 17))[:, None]
    radius, height = section.T
    return loft(np.stack([radius * np.cos(angle), deep * radius * np.sin(angle), height + 0 * angle], axis=-1))


def hat(prop: ToyShape, z: float, size: float, profile: Points, colour: str = MAIN, ribs: int = 0) -> None:
    """Adds a turned hat. The profile counts from the middle of the head, in radii of the head."""
    felt = lathe(rounded(profile, 1), 4 * ribs or 20, ribs=ribs, depth=0.04)
    prop.add(felt.stretch(size, size, size).turn(x=-6).move(y=0.08 * size, z=z), colour)


def skirt(low: float, wide: float, high: float, ribs: int = 0, depth: float = 0.0) -> Part:
    """Returns the hem of a coat from `low` to `high`, where it is as wide as a trunk. `ribs` are its folds."""
    return lathe(rounded([(0, low), (wide, low), (0.4, high), (0, high)], 1), 4 * ribs or 20, ribs=ribs, depth=depth)


def wrap(
    radius: float, z: float, lean: float = 0.0, deep: float = 0.82, width: float = 0.08, slope: float = 0.0
) -> Part:
    """Returns a slim band around the Z axis. `slope` is how fast it narrows upwards."""
    section = [(radius + 0.05 * u - slope * width * v, width * v) for u, v, _ in circle(4, 1, 45)]
    return lathe(section, 16, closed=True).stretch(y=deep).turn(x=4, y=lean).move(z=z)


def held_axe(prop: ToyShape, x: float, z: float, high: float) -> None:
    """Adds an axe in a hand at (x, -0.38, z), with its edge outwards."""
    edge = rounded(
        [(0, 0.1), (0, -0.1), (0.2, -0.14), (0.36, -0.28), (0.42, 0), (0.36, 0.28), (0.2, 0.24), (0, 0.1)], 1
    )
    blade = extrude(edge[:-1], 0.12, bevel=0.03).turn(z=-35 if x > 0 else -145)
    prop.add(blade.move(x, -0.38, z + 0.42 * high), "steel")
    prop.add(cylinder(0.06, high, bevel=0.02, segments=10).move(x, -0.38, z + 0.1), "wood")
