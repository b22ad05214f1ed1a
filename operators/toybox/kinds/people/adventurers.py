"""Fighters, sailors and a wizard. Each public function adds the parts of one kind to `prop`."""

from __future__ import annotations

import numpy as np

from ..animals.parts import eyes
from ..forms import star
from ..shapes import (
    DARK,
    LIGHT,
    MAIN,
    ColouredParts,
    ToyShape,
    box,
    circle,
    cylinder,
    extrude,
    lathe,
    limb,
    mirrored,
    rounded,
    sphere,
    torus,
    tube,
)
from .parts import HAIRS, arm, arms, beard, body, body_ring, drape, hat, head, held_axe, robe, skirt, wrap


def knight(prop: ToyShape) -> None:
    belt, neck = body(prop, MAIN, MAIN, "steel")
    body_ring(prop, 0.37, 0.08, belt + 0.06, "coffee")
    mirrored(prop, sphere(0.23, segments=16).stretch(z=0.85).move(0.42, 0, neck - 0.1), "steel")
    z, size, _ = head(prop, neck, "coffee")
    prop.add(sphere(1.16 * size, segments=20).move(y=0.24 * size, z=z + 0.14 * size))
    visor = lathe([(0.8, 0), (1.16, 0), (1.12, 0.3), (0.8, 0.3)], closed=True).stretch(size, 1.1 * size, size)
    prop.add(visor.turn(x=-4).move(y=0.06 * size, z=z + 0.44 * size), "steel")
    body_ring(prop, 0.9 * size, 0.13 * size, z - 0.74 * size, "steel")
    high, fall = prop.vary(1.9, 0.1), prop.vary(0.62)
    plume = ((0.05, 1.1, 0.08), (0.1, high, 0.16), (fall, high, 0.15), (fall, 1.1, 0.06))
    prop.add(limb(*((0, y, z + h * size, r) for y, h, r in plume)), "cherry")
    arms(prop, neck, (0.66, -0.32, -0.52), "steel")
    _held_sword(prop, neck, prop.vary(1.05, 0.12))
    _held_cross_shield(prop, neck)


def viking(prop: ToyShape) -> None:
    wool, (belt, neck) = prop.random.choice(HAIRS[:3]), body(prop, MAIN, "bark", "coffee")
    prop.add(skirt(-0.2, 0.46, 0.15).stretch(y=0.8).move(z=belt))
    prop.add(wrap(0.42, belt + 0.06), "coffee")
    prop.add(cylinder(0.12, 0.1, bevel=0.02, segments=12).turn(x=90).move(y=-0.38, z=belt + 0.06), "gold")
    for x, y, _ in circle(7, 0.36, 90):
        prop.add(sphere(0.18, segments=8).move(x, 0.8 * y, neck - 0.08), "bark")
    z, size, skin = head(prop, neck, wool, 0.9)
    beard(prop, z, size, prop.vary(0.6, 0.12), wool)
    _horned_helmet(prop, z, size)
    arms(prop, neck, (0.72, -0.36, -0.46), skin)
    held_axe(prop, -0.72, neck - 0.5, prop.vary(1.0, 0.1))
    _held_round_shield(prop, 0.7, neck - 0.5)


def samurai(prop: ToyShape) -> None:
    belt, neck = body(prop, MAIN, "charcoal", "charcoal")
    for i in range(3):
        prop.add(wrap(0.38 + 0.02 * i, belt + 0.12 + 0.18 * i), "cream")
    flap, lace = box(0.12, 0.36, 0.4, bevel=0.03), box(0.15, 0.3, 0.06, bevel=0.02).move(z=-0.06)
    for x, y, angle in circle(6, 0.42, 30):
        for part, colour in ((flap, MAIN), (lace, "cream")):
            prop.add(part.turn(y=12).turn(z=angle).move(x, 0.85 * y, belt - 0.08), colour)
    for part, colour in ((flap.stretch(1.1, 1.2, 1.2), MAIN), (lace.stretch(1.1, 1.2, 1.2), "cream")):
        mirrored(prop, part.turn(y=-16).move(0.57, 0, neck - 0.28), colour)
    z, size, skin = head(prop, neck, "charcoal")
    _samurai_helmet(prop, z, size)
    arms(prop, neck, (0.7, -0.36, -0.46), skin, cuff=0.18)
    for part, colour in _katana(prop.vary(1.2, 0.1), "steel"):
        prop.add(part.turn(x=14, y=-10).move(-0.7, -0.4, neck - 0.5), colour)


def ninja(prop: ToyShape) -> None:
    (belt, neck), size, lift = body(prop, MAIN, MAIN, "charcoal"), prop.vary(0.44, 0.06), prop.vary(0.1, 0.9)
    z, skin = neck + 0.78 * size, prop.random.choice(("cream", "dough", "bark"))
    body_ring(prop, 0.38, 0.09, belt + 0.08, "charcoal")
    mirrored(prop, limb((0.05, -0.38, belt, 0.07), (0.12, -0.4, belt - 0.24, 0.06)), "charcoal")
    mirrored(prop, limb((0.3, -0.24, neck - 0.08, 0.06), (-0.06, -0.34, belt + 0.3, 0.06)), DARK)
    prop.add(sphere(size).move(z=z))
    slit = sphere(1, squareness=0.3, segments=16).stretch(0.78, 0.5, 0.26).move(y=-0.56, z=0.08)
    prop.add(slit.stretch(size, size, size).move(z=z), skin)
    eyes(prop, 0.32 * size, -0.98 * size, z + 0.08 * size, 0.16 * size)
    _headband(prop, z, size)
    for part, colour in _katana(prop.vary(1.0, 0.1), "charcoal"):
        prop.add(part.turn(y=140).move(-0.5, 0.42, neck + 0.12), colour)
    arm(prop, neck, (-0.66, -0.46, lift - 0.2), "charcoal")
    _shuriken(prop, -0.66, -0.6, neck + lift - 0.04)
    arm(prop, neck, (0.66, -0.3, -0.5), "charcoal")


def cowboy(prop: ToyShape) -> None:
    belt, neck = body(prop, MAIN, DARK, "coffee")
    prop.add(drape([(0.42, belt + 0.02), (0.42, neck - 0.3), (0.33, neck - 0.06)], -55, 0.8), "bark")
    prop.add(star(0.14, 0.1).turn(x=4).move(0.24, -0.38, neck - 0.3), "gold")
    prop.add(wrap(0.4, belt + 0.02), "coffee")
    prop.add(box(0.22, 0.1, 0.18, bevel=0.03).move(y=-0.39, z=belt + 0.02), "gold")
    z, size, skin = head(prop, neck, prop.random.choice(HAIRS))
    body_ring(prop, 0.28, 0.1, neck - 0.02, "cherry")
    knot = extrude([(-0.26, 0.06), (0, -0.3), (0.26, 0.06)], 0.1, bevel=0.03)
    prop.add(knot.turn(x=-6).move(y=-0.38, z=neck - 0.04), "cherry")
    _cowboy_hat(prop, z, size)
    arms(prop, neck, (0.7, -0.28, -0.5), skin)
    prop.add(box(0.14, 0.24, 0.34, bevel=0.04, taper=1.3).move(-0.46, -0.02, belt - 0.14), "coffee")
    for lean in (80, 100):
        coil = torus(prop.vary(0.28, 0.1), 0.06, segments=16).turn(x=lean, z=0.8 * lean)
        prop.add(coil.move(0.74, -0.32, neck - 0.74), "dough")


def pirate(prop: ToyShape) -> None:
    wool = prop.random.choice(HAIRS[:3])
    belt, neck = body(prop, MAIN, "charcoal", "coffee", peg=True)
    for i in range(5):
        stripe = sphere(0.34, segments=10).stretch(0.75, 0.2, 0.22)
        prop.add(stripe.move(y=-0.28, z=belt + 0.1 + 0.115 * i), ("snow", "charcoal")[i % 2])
    body_ring(prop, 0.39, 0.09, belt + 0.04, "coffee")
    prop.add(box(0.24, 0.12, 0.2, bevel=0.03).move(y=-0.39, z=belt + 0.04), "gold")
    tails = lathe([(0.26, 0.1), (0.42, -0.2), (0.5, -0.2), (0.36, 0.1)], closed=True).stretch(y=0.8)
    prop.add(tails.move(z=belt))
    z, size, skin = head(prop, neck, wool, 1.05)
    beard(prop, z, size, prop.vary(0.32), wool)
    patch = cylinder(0.3 * size, 0.12, bevel=0.03, segments=16).turn(x=84)
    prop.add(patch.move(0.36 * size, -0.95 * size, z + 0.1 * size), "charcoal")
    _pirate_hat(prop, z + 0.66 * size, prop.vary(0.56, 0.1))
    arm(prop, neck, (-0.68, -0.34, -0.48), skin, cuff=0.18)
    arm(prop, neck, (0.7, -0.3, -0.46), "charcoal", cuff=0.18)
    _hook_and_cutlass(prop, neck)


def wizard(prop: ToyShape) -> None:
    foot, high = prop.vary(0.62, 0.1), prop.vary(1.5, 0.08)
    neck = robe(prop, foot)
    body_ring(prop, foot - 0.02, 0.07, 0.08, DARK)
    body_ring(prop, 0.42, 0.07, 0.55 * neck, "gold")
    z, size, skin = head(prop, neck, "snow", 1.1)
    beard(prop, z, size, prop.vary(0.75, 0.12), "snow")
    _wizard_hat(prop, z + 0.62 * size, size)
    for x, share in ((-0.28, 0.22), (0.3, 0.36)):
        prop.add(star(0.15, 0.2).turn(x=-12).move(x, -0.76 * foot, share * neck), "gold")
    arms(prop, neck, (0.68, -0.34, -0.44), skin, cuff=0.24)
    prop.add(tube([(-0.72, -0.4, 0), (-0.66, -0.4, 0.5 * high), (-0.72, -0.4, high)], [0.06, 0.065, 0.09], 10), "wood")
    prop.add(sphere(0.17, segments=16).move(-0.72, -0.4, high + 0.14), "glass")


def _held_sword(prop: ToyShape, neck: float, length: float) -> None:
    """Adds a sword in a right hand."""
    blade = extrude([(0.09, 0), (0.09, length - 0.2), (0, length), (-0.09, length - 0.2), (-0.09, 0)], 0.09, bevel=0.03)
    grip = cylinder(0.06, 0.5, bevel=0.02, segments=12)
    guard = box(0.42, 0.12, 0.1, bevel=0.03).move(z=0.14)
    for part, colour in ((blade.move(z=0.1), "steel"), (guard, "gold"), (grip, "coffee")):
        prop.add(part.turn(x=8, y=-8).move(-0.68, -0.4, neck - 0.5), colour)


def _held_cross_shield(prop: ToyShape, neck: float) -> None:
    """Adds a shield with a cross on a left hand."""
    plate = [(0.36, 0.4), (-0.36, 0.4), (-0.36, 0), (-0.2, -0.36), (0, -0.52), (0.2, -0.36), (0.36, 0)]
    upright, across = box(0.14, 0.16, 0.72, bevel=0.03), box(0.56, 0.17, 0.14, bevel=0.03).move(z=0.1)
    for part, colour in ((extrude(plate, 0.12), DARK), (upright, "gold"), (across, "gold")):
        prop.add(part.turn(z=16).move(0.66, -0.52, neck - 0.54), colour)


def _held_round_shield(prop: ToyShape, x: float, z: float) -> None:
    """Adds a round shield on a left hand."""
    rim = lathe([(0.36, -0.08), (0.48, -0.08), (0.48, 0.08), (0.36, 0.08)], closed=True)
    planks = [(box(0.12, 0.8, 0.15, bevel=0.02).turn(z=angle), LIGHT) for angle in (45, 135)]
    boss = sphere(0.17, segments=10).stretch(z=0.7).move(z=0.07)
    for part, colour in (
        (cylinder(0.44, 0.1, bevel=0.03, segments=20), MAIN),
        (rim, "steel"),
        *planks,
        (boss, "steel"),
    ):
        prop.add(part.turn(x=90).turn(z=24).move(x, -0.54, z), colour)


def _horned_helmet(prop: ToyShape, z: float, size: float) -> None:
    """Adds a steel helmet with the horns of a bull."""
    hat(prop, z, size, [(0, 0.42), (1.22, 0.42), (1.2, 0.7), (0.95, 1.15), (0.4, 1.42), (0, 1.45)], "steel")
    prop.add(wrap(1.22 * size, z + 0.5 * size, deep=1).move(y=0.1 * size), "gold")
    reach = prop.vary(1.9, 0.1)
    horn = (1.0, 0.9, 0.29), (0.8 * reach, 1.0, 0.25), (reach, 1.5, 0.17), (0.9 * reach, 2.0, 0.06)
    mirrored(prop, limb(*((x * size, 0.05, z + h * size, r * size) for x, h, r in horn)), "cream")


def _katana(length: float, blade: str) -> ColouredParts:
    """Returns an upright sword with its guard at the origin."""
    edge = [(-0.06, 0), (0.06, 0), (0.02, 0.5 * length), (0.06, length), (-0.04, 0.9 * length), (-0.1, 0.5 * length)]
    guard, grip = cylinder(0.15, 0.07, bevel=0.02, segments=14), cylinder(0.065, 0.42, bevel=0.02, segments=10)
    return [(extrude(edge, 0.08, bevel=0.02), blade), (guard, "gold"), (grip.move(z=-0.2), "coffee")]


def _samurai_helmet(prop: ToyShape, z: float, size: float) -> None:
    """Adds a ribbed helmet with a golden crest, a neck guard and a mask below the eyes."""
    bowl = [(0, 0.42), (1.24, 0.42), (1.2, 0.8), (0.85, 1.25), (0.2, 1.45), (0.14, 1.6), (0, 1.6)]
    hat(prop, z, size, bowl, MAIN, 8)
    for low, colour in ((-0.5, DARK), (-0.1, MAIN)):
        guard = drape([(1.75 - 0.4 * low, low), (1.3, low + 0.5)], -28)
        prop.add(guard.stretch(0.9 * size, 0.9 * size, size).move(y=0.1 * size, z=z), colour)
    mask = sphere(1, segments=14).stretch(0.82, 0.52, 0.4).move(y=-0.56, z=-0.5)
    prop.add(mask.stretch(size, size, size).move(z=z), "charcoal")
    tall = prop.vary(2.0, 0.1)
    crest = (0.1, -1.1, 0.6, 0.14), (0.6, -1.25, 0.9, 0.2), (0.9, -1.25, 0.7 * tall, 0.15), (0.8, -1.2, tall, 0.07)
    mirrored(prop, limb(*((x * size, y * size, z + h * size, r * size) for x, y, h, r in crest)), "gold")


def _shuriken(prop: ToyShape, x: float, y: float, z: float) -> None:
    """Adds a throwing star."""
    corners = zip(circle(4, 0.26, 90), circle(4, 0.1, 135), strict=True)
    plate = extrude([(u, v) for pair in corners for u, v, _ in pair], 0.08, bevel=0.02)
    prop.add(plate.turn(y=prop.vary(22, 0.9)).move(x, y, z), "steel")


def _headband(prop: ToyShape, z: float, size: float) -> None:
    """Adds a band around a head, knotted behind."""
    prop.add(wrap(0.92 * size, z + 0.46 * size, 0, 1), DARK)
    for x in (-0.16, 0.14):
        end = (2 * x, size + 0.2, z - prop.vary(0.3, 0.4), 0.06)
        prop.add(limb((0, size, z + 0.46 * size, 0.1), (x, size + 0.2, z, 0.08), end), DARK)


def _cowboy_hat(prop: ToyShape, z: float, size: float) -> None:
    """Adds a hat with a dented crown and a brim that curls up at the sides."""
    curl, tall = prop.vary(0.55, 0.25), prop.vary(1.5, 0.08)
    brim = lathe([(0, 0), (1.75, 0), (1.85, 0.06), (1.75, 0.14), (0, 0.14)])
    brim.vertices[:, 2] += curl * (np.abs(brim.vertices[:, 0]) - 0.8).clip(0) ** 1.5
    crown = [(0, 0), (1.08, 0), (0.96, 0.5), (0.84, tall - 0.65), (0.5, tall - 0.5), (0, tall - 0.75)]
    band = lathe([(0.9, 0.08), (1.12, 0.08), (1.06, 0.34), (0.9, 0.34)], 20, closed=True)
    for part, colour in ((brim, MAIN), (lathe(rounded(crown, 1), 20), MAIN), (band, DARK)):
        prop.add(part.stretch(0.95 * size, 1.05 * size, size).turn(x=-8).move(y=0.06, z=z + 0.55 * size), colour)


def _pirate_hat(prop: ToyShape, z: float, wide: float) -> None:
    """Adds a black hat with a skull and crossbones."""
    flap = [(-0.9, -0.05), (0, -0.16), (0.9, -0.05), (1.05, 0.2), (0.6, 0.42), (0, 0.66), (-0.6, 0.42), (-1.05, 0.2)]
    felt, badge = rounded(wide * np.array(flap), 1), z + 0.28 * wide
    for side in (-1, 1):
        for grow, depth, colour in ((1.08, 0.06, "gold"), (1.0, 0.12, "charcoal")):
            plate = extrude(grow * felt, depth, bevel=0.02).turn(x=-12 * side)
            prop.add(plate.move(y=0.33 * side, z=z), colour)
    prop.add(sphere(0.42, segments=12).stretch(z=0.9).move(z=z), "charcoal")
    for lean in (-60, 60):
        prop.add(cylinder(0.035, 0.34, bevel=0.01, segments=8).turn(y=lean).move(y=-0.42, z=badge - 0.06), "snow")
    prop.add(sphere(0.12, segments=12).stretch(y=0.7).move(y=-0.44, z=badge + 0.03), "snow")
    mirrored(prop, sphere(0.035, segments=8).move(0.045, -0.52, badge + 0.03), "charcoal")


def _hook_and_cutlass(prop: ToyShape, neck: float) -> None:
    """Adds a hook to a left hand and a curved sword to a right one."""
    hook = [(-0.4, 0.02), (-0.62, 0.0), (-0.76, 0.18), (-0.62, 0.34), (-0.5, 0.24)]
    prop.add(tube([(0.7, y, neck - 0.48 + z) for y, z in hook], 0.05, 8), "steel")
    edge = [(-0.06, 0), (0.06, 0), (0.16, 0.35), (0.14, 0.65), (-0.04, 1), (-0.03, 0.65), (-0.04, 0.35)]
    guard = sphere(0.2, segments=12).stretch(z=0.4)
    for part, colour in ((extrude(edge, 0.08, bevel=0.02), "steel"), (guard, "gold")):
        prop.add(part.move(z=0.14).turn(x=12, y=-14).move(-0.7, -0.38, neck - 0.48), colour)


def _wizard_hat(prop: ToyShape, z: float, size: float) -> None:
    """Adds a wizard's hat with a star. `size` is the radius of the head."""
    tall, bend = prop.vary(0.9, 0.12), prop.vary(0.3, 0.6)
    brim = [(0, 0), (1.55 * size, -0.02), (1.6 * size, 0.03), (1.5 * size, 0.08), (size, 0.16), (0, 0.16)]
    cap = [(0, 0, 0, size), (0, 0, 0.35 * tall, 0.66 * size), (0, 0.1, 0.75 * tall, 0.36 * size)]
    path = rounded([*cap, (bend, 0.2, tall, 0.05)])
    for part in (lathe(brim), tube(path[:, :3].tolist(), path[:, 3].tolist(), 20, soft=False)):
        prop.add(part.turn(x=-8).move(y=0.04, z=z))
    prop.add(star(0.2, 0.16).turn(x=-30).move(y=-0.72 * size, z=z + 0.34), "gold")
