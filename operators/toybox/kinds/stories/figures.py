"""People and spirits of the toybox. Each function adds the parts of one kind to `prop`."""

from __future__ import annotations

import numpy as np

from ..shapes import (
    DARK,
    LIGHT,
    MAIN,
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
from .figure_parts import HAIRS, arm, arms, beard, body, bones, bony_head, circlet, head, ring, robe, star


def knight(prop: ToyShape) -> None:
    belt, neck = body(prop, MAIN, MAIN, "steel")
    ring(prop, 0.37, 0.08, belt + 0.06, "coffee")
    mirrored(prop, sphere(0.23, segments=16).stretch(z=0.85).move(0.42, 0, neck - 0.1), "steel")
    z, size, _ = head(prop, neck, "coffee")
    prop.add(sphere(1.16 * size, segments=20).move(y=0.24 * size, z=z + 0.14 * size))
    visor = lathe([(0.8, 0), (1.16, 0), (1.12, 0.3), (0.8, 0.3)], closed=True).stretch(size, 1.1 * size, size)
    prop.add(visor.turn(x=-4).move(y=0.06 * size, z=z + 0.44 * size), "steel")
    ring(prop, 0.9 * size, 0.13 * size, z - 0.74 * size, "steel")
    high, fall = prop.vary(1.9, 0.1), prop.vary(0.62)
    plume = ((0.05, 1.1, 0.08), (0.1, high, 0.16), (fall, high, 0.15), (fall, 1.1, 0.06))
    prop.add(limb(*((0, y, z + h * size, r) for y, h, r in plume)), "cherry")
    arms(prop, neck, (0.66, -0.32, -0.52), "steel")
    _sword(prop, neck, prop.vary(1.05, 0.12))
    _shield(prop, neck)


def king(prop: ToyShape) -> None:
    foot, wool = prop.vary(0.68, 0.1), prop.random.choice(("snow", "coffee", "charcoal"))
    neck = robe(prop, foot)
    for radius, thick, height in ((foot, 0.13, 0.12), (0.33, 0.14, neck - 0.05)):
        ring(prop, radius, thick, height, "snow")
        for x, y, _ in circle(7, radius + 0.75 * thick, 10):
            prop.add(sphere(0.06, segments=6).move(x, 0.84 * y, height + 0.04), "charcoal")
    prop.add(limb((0, -0.36, neck - 0.1, 0.1), (0, -0.4, 0.55 * neck, 0.09), (0, -0.88 * foot, 0.12, 0.1)), "snow")
    ring(prop, 0.42, 0.07, 0.6 * neck, "gold")
    z, size, skin = head(prop, neck, wool, 0.9)
    beard(prop, z, size, prop.vary(0.4), wool)
    circlet(prop, 0, z + 0.55 * size, 0.92 * size, prop.vary(0.36, 0.12), prop.random.choice((5, 7)))
    arms(prop, neck, (0.66, -0.3, -0.5), skin, cuff=0.19)
    prop.add(cylinder(0.055, 1.1, bevel=0.02, segments=12).move(-0.66, -0.34, neck - 0.24), "gold")
    prop.add(sphere(0.15, segments=12).move(-0.66, -0.34, neck + 0.36), "cherry")
    prop.add(sphere(0.17, segments=12).move(0.68, -0.34, neck - 0.34), "gold")


def wizard(prop: ToyShape) -> None:
    foot, high = prop.vary(0.62, 0.1), prop.vary(1.5, 0.08)
    neck = robe(prop, foot)
    ring(prop, foot - 0.02, 0.07, 0.08, DARK)
    ring(prop, 0.42, 0.07, 0.55 * neck, "gold")
    z, size, skin = head(prop, neck, "snow", 1.1)
    beard(prop, z, size, prop.vary(0.75, 0.12), "snow")
    _pointed_hat(prop, z + 0.62 * size, size)
    for x, share in ((-0.28, 0.22), (0.3, 0.36)):
        prop.add(star(0.15, 0.2).turn(x=-12).move(x, -0.76 * foot, share * neck), "gold")
    arms(prop, neck, (0.68, -0.34, -0.44), skin, cuff=0.24)
    prop.add(tube([(-0.72, -0.4, 0), (-0.66, -0.4, 0.5 * high), (-0.72, -0.4, high)], [0.06, 0.065, 0.09], 10), "wood")
    prop.add(sphere(0.17, segments=16).move(-0.72, -0.4, high + 0.14), "glass")


def pirate(prop: ToyShape) -> None:
    wool = prop.random.choice(HAIRS[:3])
    belt, neck = body(prop, MAIN, "charcoal", "coffee", peg=True)
    for i in range(5):
        stripe = sphere(0.34, segments=10).stretch(0.75, 0.2, 0.22)
        prop.add(stripe.move(y=-0.28, z=belt + 0.1 + 0.115 * i), ("snow", "charcoal")[i % 2])
    ring(prop, 0.39, 0.09, belt + 0.04, "coffee")
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


def astronaut(prop: ToyShape) -> None:
    (belt, neck), size = body(prop, MAIN, MAIN, DARK), prop.vary(0.52, 0.06)
    z, lift = neck + 0.75 * size, prop.random.choice((0.2, -0.62))
    prop.add(sphere(size).move(z=z))
    visor = sphere(1, squareness=0.15, segments=20).stretch(0.76 * size, 0.6 * size, 0.6 * size)
    for grow, forward, colour in ((1.13, 0.44, "steel"), (1, 0.56, prop.random.choice(("glass", "gold")))):
        prop.add(visor.stretch(grow, 1, grow).move(y=-forward * size, z=z + 0.02), colour)
    prop.add(sphere(0.16 * size, segments=10).stretch(y=0.5).move(-0.3 * size, -1.08 * size, z + 0.22 * size), "snow")
    mirrored(prop, cylinder(0.2 * size, 0.16, segments=16).turn(y=90).move(size, 0.1, z), DARK)
    ring(prop, 0.42, 0.1, neck - 0.02, "steel")
    ring(prop, 0.37, 0.08, belt + 0.04, LIGHT)
    _life_support(prop, belt + 0.36)
    for x, height in ((-0.78, lift), (0.74, -0.62)):
        arm(prop, neck, (x, -0.2, height), DARK, cuff=0.18)


def farmer(prop: ToyShape) -> None:
    shirt = prop.random.choice(("cream", "cherry", "snow"))
    belt, neck = body(prop, shirt, MAIN, "coffee")
    waist = rounded([(0, -0.08), (0.36, -0.08), (0.42, 0.1), (0.4, 0.3), (0, 0.3)], 1)
    prop.add(lathe(waist).stretch(y=0.78).move(z=belt))
    bib = (belt + neck) / 2
    prop.add(box(0.46, 0.12, 0.42, bevel=0.04).turn(x=4).move(y=-0.32, z=bib))
    prop.add(box(0.26, 0.08, 0.2, bevel=0.03).turn(x=4).move(y=-0.385, z=bib), LIGHT)
    strap = [(0.18, -0.36, bib + 0.14), (0.24, -0.26, neck), (0.24, 0.24, neck), (0.12, 0.32, bib - 0.14)]
    mirrored(prop, tube(strap, 0.06, 10))
    mirrored(prop, sphere(0.065, segments=10).move(0.18, -0.42, bib + 0.14), "gold")
    z, size, skin = head(prop, neck, prop.random.choice(HAIRS))
    _straw_hat(prop, z + 0.62 * size, size)
    arms(prop, neck, (0.66, -0.3, -0.54), skin, shirt)
    _pitchfork(prop, prop.vary(1.35, 0.08))


def princess(prop: ToyShape) -> None:
    neck, foot, hair = robe(prop, 0.6), prop.vary(0.78, 0.1), prop.random.choice(HAIRS)
    bell = [(0, 0), (foot, 0), (foot, 0.1), (0.88 * foot, 0.3 * neck), (0.3, 0.64 * neck), (0, 0.64 * neck)]
    prop.add(lathe(rounded(bell, 1), 27, ribs=9, depth=0.035).stretch(y=0.9))
    for x, y, _ in circle(9, foot, -90):
        prop.add(sphere(0.15, segments=8).stretch(z=0.8).move(0.96 * x, 0.86 * y, 0.12), LIGHT)
    ring(prop, 0.36, 0.07, 0.6 * neck, LIGHT)
    mirrored(prop, sphere(0.16, segments=12).stretch(1.2, 0.6, 0.9).turn(y=-20).move(0.15, 0.42, 0.6 * neck), LIGHT)
    z, size, skin = head(prop, neck, hair, prop.vary(2.1, 0.12))
    prop.add(sphere(0.28, segments=12).stretch(y=0.75, z=0.8).move(y=-0.06, z=neck - 0.04), skin)
    ring(prop, 0.22, 0.05, neck + 0.02, "gold")
    mirrored(prop, sphere(0.17 * size, segments=10).move(0.6 * size, -0.72 * size, z - 0.22 * size), "blossom")
    lock = limb((0.9 * size, -0.1, z + 0.2, 0.12), (size, -0.06, z - 0.3, 0.13), (size, 0, neck - 0.2, 0.08))
    mirrored(prop, lock, hair)
    circlet(prop, 0, z + 0.78 * size, 0.62 * size, prop.vary(0.26), 5)
    arms(prop, neck, (0.72, -0.26, -0.62), "snow", skin, cuff=0.1)
    mirrored(prop, sphere(0.23, segments=12).move(0.42, 0, neck - 0.16), LIGHT)


def ghost(prop: ToyShape) -> None:
    tall, wide, waves = prop.vary(1.65, 0.1), prop.vary(0.66, 0.1), prop.random.choice((6, 7, 8))
    hem = [(0, 0.3), (0.85, 0.25), (1, 0), (1.1, 0), (1.06, 0.06), (0.92, 0.3)]
    dome = [(0.86, 0.55), (0.88, 0.75), (0.8, 0.92), (0.52, 1.05), (0.2, 1.1), (0, 1.1)]
    sheet = lathe(rounded([*hem, *dome], 1), 48)
    x, y, z = sheet.vertices.T
    fold = np.cos(waves * np.arctan2(y, x)) * (1 - z / 0.7).clip(0) ** 1.5
    sheet.vertices[:] = np.stack([x * (1 + 0.13 * fold), y * (1 + 0.13 * fold), z - 0.05 * fold], axis=1)
    prop.add(sheet.stretch(wide, 0.95 * wide, tall))
    elbow, lift = 0.52 * tall, prop.vary(0.3, 0.5)
    sleeve = (0.6 * wide, 0, elbow, 0.24), (wide + 0.08, -0.26, elbow, 0.2), (wide + 0.16, -0.5, elbow + lift, 0.14)
    mirrored(prop, limb(*sleeve))
    hole = sphere(1, segments=16).stretch(y=0.12)
    mirrored(prop, hole.stretch(0.15, 1, 0.22).move(0.36 * wide, -0.75 * wide, 0.82 * tall), "charcoal")
    prop.add(hole.stretch(0.15, 1, prop.vary(0.17, 0.25)).move(y=-0.82 * wide, z=0.58 * tall), "charcoal")


def skeleton(prop: ToyShape) -> None:
    hips, trunk, size = prop.vary(0.85, 0.1), prop.vary(0.8, 0.1), prop.vary(0.4, 0.06)
    neck = hips + trunk
    bony_head(prop, neck + 0.95 * size, size)
    bones(prop, *((0, 0.1, hips + share * trunk) for share in (0, 0.2, 0.4, 0.6, 0.8, 1)))
    rib = lathe([(1 + 0.16 * u, 0.07 * v) for u, v, _ in circle(6, 1)], 20, closed=True)
    for share, wide in ((0.88, 0.33), (0.7, 0.37), (0.52, 0.35), (0.34, 0.29)):
        prop.add(rib.stretch(wide, 0.7 * wide).turn(x=14).move(y=-0.08, z=hips + share * trunk))
    prop.add(box(0.13, 0.1, 0.5 * trunk, bevel=0.03).move(y=-0.34, z=hips + 0.6 * trunk))
    mirrored(prop, sphere(1, segments=12).stretch(0.2, 0.13, 0.19).turn(y=30).move(0.16, 0.06, hips))
    mirrored(prop, tube([(0, -0.05, neck), (0.42, 0, neck + 0.02)], 0.06, 8, soft=False))
    mirrored(prop, limb((0.22, 0.1, 0.08, 0.08), (0.24, -0.28, 0.07, 0.1)))
    for side, lift in ((-1, prop.random.choice((0.25, -0.75))), (1, -0.75)):
        bones(prop, (0.2 * side, 0.04, hips - 0.1), (0.24 * side, 0, 0.5 * hips), (0.22 * side, 0.06, 0.1))
        x, z, reach = 0.78 * side, neck + lift, 0.22 if lift > 0 else -0.22
        bones(prop, (0.44 * side, 0, neck), (0.64 * side, 0.06, neck - 0.36), (x, -0.25, z))
        for spread in (-0.1, 0.0, 0.1):
            prop.add(tube([(x, -0.25, z), (x + spread, -0.33, z + reach)], 0.045, 8, soft=False))


def angel(prop: ToyShape) -> None:
    foot, span = prop.vary(0.62, 0.1), prop.vary(0.5, 0.12)
    neck = robe(prop, foot)
    ring(prop, 0.42, 0.06, 0.6 * neck, "gold")
    ring(prop, foot - 0.01, 0.06, 0.08, LIGHT)
    ring(prop, 0.26, 0.07, neck - 0.04, LIGHT)
    z, size, skin = head(prop, neck, prop.random.choice(HAIRS), 0.9)
    prop.add(torus(0.9 * size, 0.06, segments=24).turn(x=-12).move(y=0.1, z=z + 1.45 * size), "gold")
    for i, angle in enumerate(np.linspace(28, 150, 7)):
        reach = span * (1.15 - 0.09 * i)
        feather = sphere(1, segments=10).stretch(0.16, 0.08, reach).move(z=0.85 * reach)
        mirrored(prop, feather.turn(y=angle).turn(z=18).move(0.16, 0.4 + 0.01 * i, neck - 0.24), "snow")
    arms(prop, neck, (0.08, -0.56, -0.3), skin, cuff=0.2)


def statue(prop: ToyShape) -> None:
    hero, wide, high = ToyShape(prop.random), prop.vary(1.3, 0.06), prop.vary(0.68)
    prop.random.choice((knight, king, wizard, angel))(hero)
    for part, _ in hero.parts:
        prop.add(part.move(z=high - 0.02))
    for share, tall, low in ((1.2, 0.18, 0), (1.08, 0.14, 0.15), (0.92, high, 0), (1.08, 0.16, high - 0.16)):
        prop.add(box(share * wide, share * wide, tall, bevel=0.04).move(z=low + tall / 2))


def _sword(prop: ToyShape, neck: float, length: float) -> None:
    """Adds a sword in a right hand."""
    blade = extrude([(0.09, 0), (0.09, length - 0.2), (0, length), (-0.09, length - 0.2), (-0.09, 0)], 0.09, bevel=0.03)
    grip = cylinder(0.06, 0.5, bevel=0.02, segments=12)
    guard = box(0.42, 0.12, 0.1, bevel=0.03).move(z=0.14)
    for part, colour in ((blade.move(z=0.1), "steel"), (guard, "gold"), (grip, "coffee")):
        prop.add(part.turn(x=8, y=-8).move(-0.68, -0.4, neck - 0.5), colour)


def _shield(prop: ToyShape, neck: float) -> None:
    """Adds a shield with a cross on a left hand."""
    plate = [(0.36, 0.4), (-0.36, 0.4), (-0.36, 0), (-0.2, -0.36), (0, -0.52), (0.2, -0.36), (0.36, 0)]
    upright, across = box(0.14, 0.16, 0.72, bevel=0.03), box(0.56, 0.17, 0.14, bevel=0.03).move(z=0.1)
    for part, colour in ((extrude(plate, 0.12), DARK), (upright, "gold"), (across, "gold")):
        prop.add(part.turn(z=16).move(0.66, -0.52, neck - 0.54), colour)


def _pointed_hat(prop: ToyShape, z: float, size: float) -> None:
    """Adds a wizard's hat with a star. `size` is the radius of the head."""
    tall, bend = prop.vary(0.9, 0.12), prop.vary(0.3, 0.6)
    brim = [(0, 0), (1.55 * size, -0.02), (1.6 * size, 0.03), (1.5 * size, 0.08), (size, 0.16), (0, 0.16)]
    cap = [(0, 0, 0, size), (0, 0, 0.35 * tall, 0.66 * size), (0, 0.1, 0.75 * tall, 0.36 * size)]
    path = rounded([*cap, (bend, 0.2, tall, 0.05)])
    for part in (lathe(brim), tube(path[:, :3].tolist(), path[:, 3].tolist(), 20, soft=False)):
        prop.add(part.turn(x=-8).move(y=0.04, z=z))
    prop.add(star(0.2, 0.16).turn(x=-30).move(y=-0.72 * size, z=z + 0.34), "gold")


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


def _life_support(prop: ToyShape, z: float) -> None:
    """Adds an astronaut's backpack, its hoses and the control panel on the chest."""
    prop.add(box(0.76, 0.4, 0.92, bevel=0.1).move(y=0.44, z=z + 0.14), LIGHT)
    mirrored(prop, cylinder(0.13, 0.8, segments=16).move(0.2, 0.66, z + 0.14), "steel")
    prop.add(box(0.44, 0.2, 0.34, bevel=0.05).move(y=-0.3, z=z + 0.02), "snow")
    for x, colour in ((-0.12, "cherry"), (0.0, "gold"), (0.12, "leaf")):
        prop.add(sphere(0.055, segments=10).move(x, -0.41, z + 0.08), colour)
    prop.add(box(0.28, 0.06, 0.08, bevel=0.02).move(y=-0.4, z=z - 0.06), "charcoal")
    hose = [(0.2, -0.3, z - 0.1), (0.42, -0.42, z - 0.2), (0.54, 0, z - 0.24), (0.36, 0.4, z - 0.1)]
    mirrored(prop, tube(hose, 0.05, 8), "stone")


def _straw_hat(prop: ToyShape, z: float, size: float) -> None:
    """Adds a hat with a wide brim. `size` is the radius of the head."""
    straw = [(0, 0), (1.65, -0.08), (1.7, 0), (1.0, 0.18), (0.85, 0.75), (0.5, 0.9), (0, 0.92)]
    band = [(0.9, 0.14), (1.05, 0.14), (1, 0.36), (0.85, 0.36)]
    for part, colour in ((lathe(rounded(straw, 1)), "dough"), (lathe(band, closed=True), DARK)):
        prop.add(part.stretch(size, size, size).turn(x=-8).move(y=0.04, z=z), colour)


def _pitchfork(prop: ToyShape, high: float) -> None:
    """Adds a pitchfork in a right hand. `high` is the length of its handle."""
    prop.add(cylinder(0.05, high, bevel=0.02, segments=12).move(-0.68, -0.36, high / 2), "wood")
    for side in (-1, 0, 1):
        tine = [(0, 0, -0.1), (0.19 * side, 0, 0), (0.19 * side, 0, 0.2), (0.17 * side, 0, 0.5)]
        prop.add(tube(tine, [0.05, 0.05, 0.05, 0.025], 8).move(-0.68, -0.36, high), "steel")
