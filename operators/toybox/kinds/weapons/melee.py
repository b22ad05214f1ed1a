"""Weapons for the hand, and the shield. Each public function adds the parts of one kind to `prop`."""

from __future__ import annotations

import numpy as np

from ..shapes import DARK, LIGHT, Part, ToyShape, box, circle, cylinder, extrude, lathe, limb, loft, sphere, torus, tube
from ..tools.parts import wound_grip


def sword(prop: ToyShape) -> None:
    width, length, guard = prop.vary(0.3, 0.1), prop.vary(1.75, 0.1), prop.vary(1.0)
    tip = prop.vary(0.35)
    blade = [(-width, 0), (width, 0), (width, length - tip), (0, length), (-width, length - tip)]
    prop.add(extrude(blade, 0.22, bevel=0.09).move(z=0.5))
    prop.add(box(0.14, 0.27, 0.66 * length, bevel=0.03).move(z=0.5 + 0.4 * length), LIGHT)
    prop.add(box(guard, 0.3, 0.2, bevel=0.05).move(z=0.48), "gold")
    for x in (-0.5, 0.5):
        prop.add(sphere(0.16).move(x * guard, 0, 0.48), "gold")
    prop.add(cylinder(0.13, 0.55).move(z=0.15), DARK)
    prop.add(sphere(0.19).move(z=-0.2), "gold")
    prop.add(sphere(0.1).stretch(y=2.4).move(z=-0.2))


def spear(prop: ToyShape) -> None:
    length, wide, tall, hold = prop.vary(1.95, 0.06), prop.vary(0.28, 0.1), prop.vary(0.95, 0.1), prop.vary(0.5, 0.1)
    leaf = [(0.06, 0), (wide, 0.3 * tall), (0.55 * wide, 0.7 * tall), (0.02, tall)]
    broad = [(0.06, 0), (0.1, 0.2), (1.3 * wide, 0.21), (0.7 * wide, 0.5 * tall), (0.02, tall)]
    prop.add(_two_edged_blade(prop.random.choice((leaf, broad)), 0.13).move(z=length + 0.14), "steel")
    prop.add(limb((0, 0, 0, 0.1), (0, 0, length, 0.09)))
    prop.add(cylinder(0.13, 0.4, top=0.1).move(z=length + 0.05), "gold")
    wound_grip(prop, 0.13, hold * length - 0.3, hold * length + 0.3, "gold")
    fringe = lathe([(0, -0.45), (0.26, -0.45), (0.22, -0.2), (0.1, 0), (0, 0)], 48, ribs=12, depth=0.12)
    prop.add(fringe.move(z=length - 0.04))
    prop.add(lathe([(0, -0.1), (0.06, -0.1), (0.13, 0.12), (0.13, 0.2), (0, 0.2)]), "gold")


def mace(prop: ToyShape) -> None:
    length, radius, spike, row = prop.vary(1.35, 0.1), prop.vary(0.52, 0.1), prop.vary(0.26), prop.random.choice((5, 6))
    prop.add(sphere(radius).move(z=length))
    thorn = lathe([(0, 0), (0.15, 0), (0.03, spike + 0.1), (0, spike + 0.1)], 12).move(z=radius - 0.08)
    for tilt, count, phase in ((0, 1, 0), (50, row, 0), (92, row + 2, 22), (134, row, 0)):
        for _, _, angle in circle(count, 1, phase):
            prop.add(thorn.turn(y=tilt, z=angle).move(z=length), "steel")
    prop.add(torus(radius, 0.06).move(z=length + 0.18), DARK)
    prop.add(cylinder(0.12, length).move(z=length / 2))
    prop.add(cylinder(0.24, 0.2, bevel=0.05, top=0.18).move(z=length - radius - 0.02), "gold")
    wound_grip(prop, 0.15, 0.04, 0.6, LIGHT)
    prop.add(sphere(0.2), "gold")


def battle_axe(prop: ToyShape) -> None:
    length, reach, tall, waist = prop.vary(1.75, 0.08), prop.vary(0.75, 0.1), prop.vary(0.62, 0.1), prop.vary(0.2)
    middle, (blade, edge) = length - 0.1, _axe_blade(reach, tall, waist)
    prop.add(limb((0, 0, length + 0.2, 0.1), (0, 0, 0, 0.1)), "wood")
    for turn in (0, 180):
        prop.add(blade.turn(z=turn).move(z=middle))
        prop.add(edge.turn(z=turn).move(z=middle), LIGHT)
    prop.add(box(0.34, 0.36, 0.56).move(z=middle), DARK)
    prop.add(sphere(0.11).stretch(y=2).move(z=middle), "gold")
    prop.add(lathe([(0, 0), (0.12, 0), (0.15, 0.1), (0.02, 0.5), (0, 0.5)], 16).move(z=length + 0.16), "steel")
    wound_grip(prop, 0.135, 0.06, 0.74, "gold")
    prop.add(sphere(0.18).move(z=-0.02), "gold")


def shield(prop: ToyShape) -> None:
    prop.random.choice((_round_shield, _pointed_shield))(prop)


def _two_edged_blade(half: list[tuple[float, float]], thick: float) -> Part:
    """Returns an upright blade with two edges and a ridge. `half` is the outline (x, z) of its right side, upwards."""
    x, z = np.array(half).T
    ridge = thick * (1 - 0.8 * z / z[-1])
    corners = ((x, 0 * x), (0 * x, ridge), (-x, 0 * x), (0 * x, -ridge))
    return loft(np.stack([np.stack([u, v, z], axis=1) for u, v in corners], axis=1))


def _axe_blade(reach: float, tall: float, waist: float) -> tuple[Part, Part]:
    """Returns a blade of a battle axe, which points to X, and its edge."""
    share, across = np.linspace(0, 1, 12)[:, None], np.linspace(-1, 1, 13)
    x = reach * share + share * (0.18 - 0.24 * across**2)
    z = (waist + (tall - waist) * share**2) * across
    y = 0.13 - 0.08 * share + 0 * across
    sides = [np.stack([x, -y, z], axis=2), np.stack([x, y, z], axis=2)[:, ::-1]]
    rings = np.concatenate(sides, axis=1)[:, ::-1]
    return loft(rings), loft(rings[-3:]).stretch(y=1.5).move(x=0.02)


def _round_shield(prop: ToyShape) -> None:
    """Adds a domed round shield with a boss and rivets."""
    radius, dome, boss = prop.vary(0.95, 0.06), prop.vary(0.16), prop.vary(0.27, 0.15)
    plate = [(0, -0.08), (radius, -0.08), (radius, 0.04), (0.6 * radius, 0.04 + 0.7 * dome), (0, 0.04 + dome)]
    prop.add(lathe(plate, segments=36).turn(x=90))
    prop.add(torus(radius, 0.1, segments=36).turn(x=90), "steel")
    prop.add(sphere(boss).stretch(y=0.6).move(y=-dome), "gold")
    for x, z, _ in circle(prop.random.choice((4, 6, 8)), 0.72 * radius):
        prop.add(sphere(0.09, segments=12).move(x, -0.03 - 0.6 * dome, z), "steel")
    prop.add(_shield_grip(0), "bark")


def _pointed_shield(prop: ToyShape) -> None:
    """Adds a shield with a flat top and a pointed foot, marked with a cross."""
    width, low, dome = prop.vary(0.72, 0.08), prop.vary(1.05, 0.1), prop.vary(0.1)
    left = [(-1, 0.8), (-1, 0.3), (-0.93, -0.1), (-0.75, -0.5), (-0.42, -0.82)]
    right = [(-x, z) for x, z in left[::-1]]
    outline = [(x * width, z if z > 0 else z * low) for x, z in [*left, (0, -1), *right]]

    def plate(*rows: tuple[float, float]) -> Part:
        """Lofts the outline from back to front. Each row is (scale, y)."""
        return loft(np.array([[(scale * x, y, scale * z) for x, z in outline] for scale, y in rows]))

    prop.add(plate((0.97, 0.08), (1.02, 0.03), (1.02, -0.06), (0.97, -0.11)), "steel")
    prop.add(plate((0.88, 0.1), (0.9, 0), (0.9, -0.13), (0.6, -0.13 - 0.7 * dome), (0, -0.13 - dome)))
    for x, z, height in ((0.26, 1.55, -0.06), (1.66 * width, 0.26, prop.vary(0.25, 0.4))):
        prop.add(box(x, dome + 0.2, z, bevel=0.03).move(y=-dome / 2 - 0.08 - 0.02 * z, z=height), LIGHT)
    for x, z in outline:
        prop.add(sphere(0.065, segments=12).stretch(y=0.7).move(0.95 * x, -0.1, 0.95 * z), "gold")
    for z in (-0.3, 0.35):
        prop.add(_shield_grip(z), "bark")


def _shield_grip(z: float) -> Part:
    """Returns a handle at the back of a shield."""
    return tube([(-0.4, 0.06, z), (-0.3, 0.3, z), (0.3, 0.3, z), (0.4, 0.06, z)], 0.07)
