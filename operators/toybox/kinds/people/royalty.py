"""A king, a queen and a princess. Each public function adds the parts of one kind to `prop`."""

from __future__ import annotations

from ..forms import star
from ..shapes import DARK, LIGHT, ToyShape, circle, cylinder, lathe, limb, mirrored, rounded, sphere
from .parts import HAIRS, arms, beard, body_ring, circlet, drape, head, robe


def king(prop: ToyShape) -> None:
    foot, wool = prop.vary(0.68, 0.1), prop.random.choice(("snow", "coffee", "charcoal"))
    neck = robe(prop, foot)
    for radius, thick, height in ((foot, 0.13, 0.12), (0.33, 0.14, neck - 0.05)):
        body_ring(prop, radius, thick, height, "snow")
        for x, y, _ in circle(7, radius + 0.75 * thick, 10):
            prop.add(sphere(0.06, segments=6).move(x, 0.84 * y, height + 0.04), "charcoal")
    prop.add(limb((0, -0.36, neck - 0.1, 0.1), (0, -0.4, 0.55 * neck, 0.09), (0, -0.88 * foot, 0.12, 0.1)), "snow")
    body_ring(prop, 0.42, 0.07, 0.6 * neck, "gold")
    z, size, skin = head(prop, neck, wool, 0.9)
    beard(prop, z, size, prop.vary(0.4), wool)
    circlet(prop, 0, z + 0.55 * size, 0.92 * size, prop.vary(0.36, 0.12), prop.random.choice((5, 7)))
    arms(prop, neck, (0.66, -0.3, -0.5), skin, cuff=0.19)
    prop.add(cylinder(0.055, 1.1, bevel=0.02, segments=12).move(-0.66, -0.34, neck - 0.24), "gold")
    prop.add(sphere(0.15, segments=12).move(-0.66, -0.34, neck + 0.36), "cherry")
    prop.add(sphere(0.17, segments=12).move(0.68, -0.34, neck - 0.34), "gold")


def queen(prop: ToyShape) -> None:
    foot, hair = prop.vary(0.72, 0.1), prop.random.choice((*HAIRS, "snow"))
    neck = robe(prop, foot)
    hem = limb((0.06, -0.34, 0.6 * neck, 0.05), (0.14, -0.48, 0.34 * neck, 0.06), (0.3, -0.8 * foot, 0.1, 0.08))
    mirrored(prop, hem, "snow")
    _ermine_cape(prop, foot, neck)
    prop.add(drape([(0.24, neck - 0.14), (0.46, neck + 0.1), (prop.vary(0.72, 0.08), neck + 0.5)], 15), "snow")
    for radius, height in ((0.3, neck - 0.03), (0.4, 0.6 * neck)):
        body_ring(prop, radius, 0.06, height, "gold")
    z, size, skin = head(prop, neck, hair)
    circlet(prop, 0, z + 0.72 * size, 0.72 * size, prop.vary(0.4, 0.12), 5)
    mirrored(prop, sphere(0.08, segments=8).move(size, -0.1, z - 0.3 * size), "gold")
    arms(prop, neck, (0.7, -0.32, -0.46), skin, cuff=0.2)
    prop.add(cylinder(0.05, 0.9, bevel=0.02, segments=10).move(-0.7, -0.36, neck - 0.24), "gold")
    prop.add(star(0.2, 0.12).move(-0.7, -0.36, neck + 0.3), "gold")


def princess(prop: ToyShape) -> None:
    neck, foot, hair = robe(prop, 0.6), prop.vary(0.78, 0.1), prop.random.choice(HAIRS)
    bell = [(0, 0), (foot, 0), (foot, 0.1), (0.88 * foot, 0.3 * neck), (0.3, 0.64 * neck), (0, 0.64 * neck)]
    prop.add(lathe(rounded(bell, 1), 27, ribs=9, depth=0.035).stretch(y=0.9))
    for x, y, _ in circle(9, foot, -90):
        prop.add(sphere(0.15, segments=8).stretch(z=0.8).move(0.96 * x, 0.86 * y, 0.12), LIGHT)
    body_ring(prop, 0.36, 0.07, 0.6 * neck, LIGHT)
    mirrored(prop, sphere(0.16, segments=12).stretch(1.2, 0.6, 0.9).turn(y=-20).move(0.15, 0.42, 0.6 * neck), LIGHT)
    z, size, skin = head(prop, neck, hair, prop.vary(2.1, 0.12))
    prop.add(sphere(0.28, segments=12).stretch(y=0.75, z=0.8).move(y=-0.06, z=neck - 0.04), skin)
    body_ring(prop, 0.22, 0.05, neck + 0.02, "gold")
    mirrored(prop, sphere(0.17 * size, segments=10).move(0.6 * size, -0.72 * size, z - 0.22 * size), "blossom")
    lock = limb((0.9 * size, -0.1, z + 0.2, 0.12), (size, -0.06, z - 0.3, 0.13), (size, 0, neck - 0.2, 0.08))
    mirrored(prop, lock, hair)
    circlet(prop, 0, z + 0.78 * size, 0.62 * size, prop.vary(0.26), 5)
    arms(prop, neck, (0.72, -0.26, -0.62), "snow", skin, cuff=0.1)
    mirrored(prop, sphere(0.23, segments=12).move(0.42, 0, neck - 0.16), LIGHT)


def _ermine_cape(prop: ToyShape, foot: float, neck: float) -> None:
    """Adds a cape trimmed with fur that hangs from a neck to the ground."""
    prop.add(drape([(foot + 0.1, 0.04), (0.6, 0.5 * neck), (0.46, 0.85 * neck), (0.3, neck)]), DARK)
    for x, y, _ in circle(16, foot + 0.12)[:9]:
        prop.add(sphere(0.14, segments=8).move(x, y, 0.14), "snow")
