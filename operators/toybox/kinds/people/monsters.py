"""Monsters and aliens. Each public function adds the parts of one kind to `prop`."""

from __future__ import annotations

from ..shapes import DARK, LIGHT, MAIN, ToyShape, box, extrude, lathe, limb, mirrored, rounded, sphere
from .parts import arm, arms, body, drape, head, recolour, skirt, wrap


def zombie(prop: ToyShape) -> None:
    (belt, neck), face, reach = body(prop, MAIN, "stone", "coffee"), ToyShape(prop.random), prop.vary(0.95, 0.1)
    z, size, skin = head(face, neck, MAIN)
    recolour(prop, face, {skin: "leaf", MAIN: "leaf", "cherry": "leaf"})
    prop.add(skirt(-0.12, 0.45, 0.2, 7, 0.07).stretch(y=0.8).move(z=belt))
    _rotten_face(prop, z, size)
    for side in (-1, 1):
        arm(prop, neck, (0.36 * side, -reach, prop.vary(-0.05, 2)), "leaf", "leaf")
        sleeve = skirt(-0.36, 0.44, 0.04, 5, 0.12).stretch(0.48, 0.48)
        prop.add(sleeve.turn(x=-78).turn(z=10 * side).move(0.37 * side, -0.04, neck - 0.14))
        prop.add(sphere(0.19, segments=12).stretch(z=0.8).move(0.22 * side, -0.02, 0.26), ("leaf", "stone")[side > 0])
    prop.add(box(0.24, 0.1, 0.22, bevel=0.02).turn(y=14).move(-0.14, -0.31, belt + 0.34), DARK)


def mummy(prop: ToyShape) -> None:
    (belt, neck), size, reach = body(prop, MAIN, MAIN, MAIN), prop.vary(0.42, 0.06), prop.vary(0.9, 0.1)
    z = neck + 0.78 * size
    prop.add(sphere(size, segments=20).stretch(z=1.08).move(z=z))
    slit = sphere(1, squareness=0.3, segments=14).stretch(0.74, 0.5, 0.24).move(y=-0.56, z=0.1)
    prop.add(slit.stretch(size, size, size).move(z=z), "charcoal")
    mirrored(prop, sphere(0.15 * size, segments=10).move(0.32 * size, -1.0 * size, z + 0.1 * size), "lemon")
    _swathe(prop, belt, z, size)
    for side in (-1, 1):
        arm(prop, neck, (0.36 * side, -reach, prop.vary(-0.05, 2)), MAIN)
        for share, lean in ((0.3, -16), (0.52, 12), (0.72, -16)):
            band = wrap(0.15, 0, lean, 1, 0.09).turn(x=84)
            prop.add(band.move((0.47 - 0.1 * share) * side, -share * reach, neck - 0.15), (LIGHT, DARK)[lean > 0])
        for height, lean in ((0.24, 16), (0.42, -16)):
            prop.add(wrap(0.17, height, lean, 1).move(0.22 * side), (LIGHT, DARK)[lean > 0])
    end = (0.38, -reach - 0.12, neck - 0.3, 0.06), (0.34, -reach, neck - 0.6, 0.05)
    prop.add(limb((0.36, -reach, neck - 0.1, 0.07), *end), LIGHT)
    prop.add(limb((0.2, 0.3, belt + 0.1, 0.07), (0.3, 0.42, belt - 0.14, 0.06), (0.26, 0.4, belt - 0.36, 0.06)), LIGHT)


def vampire(prop: ToyShape) -> None:
    (belt, neck), face = body(prop, "charcoal", "charcoal", "charcoal"), ToyShape(prop.random)
    z, size, skin = head(face, neck, "charcoal")
    recolour(prop, face, {skin: "snow"})
    peak = extrude([(-0.62, 0.62), (0, 0.22), (0.62, 0.62), (0, 0.95)], 0.36, bevel=0.05)
    prop.add(peak.turn(x=-18).move(y=-0.72, z=0.14).stretch(size, size, size).move(z=z), "charcoal")
    fang = lathe([(0, -0.32), (0.05, -0.28), (0.11, 0), (0, 0)], 8).move(0.16, -0.96, -0.46)
    mirrored(prop, fang.stretch(size, size, size).move(z=z), "snow")
    _vampire_cape(prop, neck)
    vest = extrude([(-0.24, 0.72), (-0.2, 0.1), (0, 0), (0.2, 0.1), (0.24, 0.72)], 0.16)
    prop.add(vest.move(y=-0.27, z=belt + 0.02))
    prop.add(extrude([(-0.18, 0), (0, -0.36), (0.18, 0)], 0.14, bevel=0.02).move(y=-0.32, z=neck - 0.03), "snow")
    mirrored(prop, sphere(1, segments=8).stretch(0.14, 0.07, 0.09).move(0.1, -0.39, neck - 0.08), "cherry")
    arms(prop, neck, (0.66, -0.42, prop.vary(-0.4, 0.3)), "snow", "charcoal")


def monster(prop: ToyShape) -> None:
    wide, tall, eye = prop.vary(0.66, 0.1), prop.vary(0.82, 0.1), prop.vary(0.36, 0.1)
    middle = 0.2 + tall
    coat = [(0, -1), (0.7, -0.95), (1, -0.55), (0.96, 0.1), (0.78, 0.65), (0.4, 0.96), (0, 1)]
    prop.add(lathe(coat, 24, soft=True).stretch(wide, 0.85 * wide, tall).move(z=middle))
    _one_eye(prop, -0.5 * wide, middle + 0.36 * tall, eye)
    _fanged_mouth(prop, 0.62 * wide, -0.74 * wide, middle - 0.25 * tall)
    horn = (0.5, 0.82, 0.17), (0.85, 1.05, 0.14), (0.95, prop.vary(1.45, 0.06), 0.04)
    mirrored(prop, limb(*((x * wide, 0, middle + h * tall, r) for x, h, r in horn)), "cream")
    for x, y, h, r in ((0.7, 0.42, 0.3, 0.16), (0.3, 0.7, -0.1, 0.2), (-0.5, 0.56, 0.3, 0.18), (-0.7, 0.4, -0.4, 0.17)):
        prop.add(sphere(r, segments=10).move(x * wide, y * wide, middle + h * tall), DARK)
    _clawed_limbs(prop, wide, middle)


def alien(prop: ToyShape) -> None:
    hips, size, lean = prop.vary(0.62, 0.12), prop.vary(0.6, 0.08), prop.vary(0.3, 0.5)
    neck = hips + 0.6
    z = neck + 0.9 * size
    skull = [(0, -1), (0.22, -0.98), (0.6, -0.5), (0.98, 0.15), (0.9, 0.65), (0.5, 0.95), (0, 1)]
    prop.add(lathe(skull, 20, soft=True).stretch(size, 0.9 * size, size).move(z=z))
    eye = sphere(1, segments=16).stretch(0.27, 0.16, 0.42).turn(y=-38).turn(z=24).move(0.42, -0.66, 0.04)
    mirrored(prop, eye.stretch(size, size, size).move(z=z), "charcoal")
    mirrored(prop, sphere(0.07, segments=8).move(0.5 * size, -0.84 * size, z + 0.2 * size), "snow")
    prop.add(sphere(1, segments=8).stretch(0.14, 0.05, 0.05).move(y=-0.52 * size, z=z - 0.6 * size), DARK)
    mirrored(prop, limb((0.3 * size, 0, z + 0.8 * size, 0.06), (lean, 0, z + 1.5 * size, 0.05)))
    mirrored(prop, sphere(0.12, segments=10).move(lean, 0, z + 1.55 * size), LIGHT)
    trunk = [(0, -0.12), (0.22, -0.12), (0.26, 0.05), (0.2, 0.3), (0.24, 0.5), (0.1, 0.68), (0, 0.68)]
    prop.add(lathe(rounded(trunk, 1), 20).stretch(y=0.8).move(z=hips))
    prop.add(sphere(1, segments=12).stretch(0.16, 0.1, 0.22).move(y=-0.15, z=hips + 0.16), LIGHT)
    _alien_limbs(prop, hips, neck)


def _rotten_face(prop: ToyShape, z: float, size: float) -> None:
    """Adds to a bald head a bare brain, brows and an open mouth with the last teeth."""
    mirrored(prop, box(0.26, 0.12, 0.1, bevel=0.03).turn(y=12, z=8).move(0.16, -0.34, z + 0.28 * size), "leaf")
    maw = sphere(1, segments=14).stretch(0.42, 0.24, 0.28).move(y=-0.84, z=-0.5)
    prop.add(maw.stretch(size, size, size).move(z=z), "charcoal")
    for x, h in ((-0.2, -0.36), (0.08, -0.34), (0.2, -0.64), (-0.06, -0.68)):
        prop.add(box(0.07, 0.12, 0.08, bevel=0.015).move(x * size, -1.04 * size, z + h * size), "snow")
    for x, y, h in ((-0.3, 0.1, 1.1), (0.0, -0.1, 1.15), (0.25, 0.15, 1.2), (-0.1, 0.5, 1.2)):
        prop.add(sphere(0.38 * size, segments=10).move(x * size, y * size, z + h * size), "blossom")


def _swathe(prop: ToyShape, belt: float, z: float, size: float) -> None:
    """Adds bandages around a trunk, and around a head with its middle at the height `z`."""
    bands = [(radius, belt + 0.04 + 0.16 * i, 0.8, 0.0) for i, radius in enumerate((0.38, 0.37, 0.37, 0.4, 0.38))]
    skull = ((0.86, -0.62), (0.99, -0.3), (0.94, 0.42), (0.7, 0.78))
    bands += [(radius * size, z + height * size, 1.0, 1.2 * height) for radius, height in skull]
    for i, (radius, height, deep, slope) in enumerate(bands):
        prop.add(wrap(radius, height, (10, -9)[i % 2], deep, 0.1, slope), (LIGHT, DARK)[i % 2])


def _vampire_cape(prop: ToyShape, neck: float) -> None:
    """Adds an open cape with a high collar and a red lining."""
    cape = (prop.vary(0.7, 0.08), 0.03), (0.56, 0.5 * neck), (0.48, 0.86 * neck), (0.28, neck)
    collar = (0.26, neck - 0.1), (0.48, neck + 0.1), (prop.vary(0.62, 0.08), neck + 0.44)
    for profile, start in ((cape, -34), (collar, -5)):
        outside = [(radius + 0.05, height + 0.005) for radius, height in profile]
        prop.add(drape(profile, start, thick=0.06), "cherry")
        prop.add(drape(outside, start))


def _one_eye(prop: ToyShape, y: float, z: float, size: float) -> None:
    """Adds a single large eye with its lid."""
    for radius, ahead, colour in ((1, 0.14, "snow"), (0.6, 0.82, "glass"), (0.34, 1.2, "charcoal")):
        prop.add(sphere(radius * size, segments=16).stretch(y=0.8).move(y=y - ahead * size, z=z), colour)
    lid = sphere(1.1 * size, segments=16).stretch(1, 0.8, 0.5).turn(x=-14)
    prop.add(lid.move(y=y - 0.12 * size, z=z + 0.72 * size), DARK)


def _fanged_mouth(prop: ToyShape, wide: float, y: float, z: float) -> None:
    """Adds an open mouth with pointed teeth."""
    prop.add(sphere(1, segments=16).stretch(wide, 0.22, 0.24).move(y=y, z=z), "charcoal")
    tooth = lathe([(0, 0), (0.09, 0), (0.02, 0.19), (0, 0.19)], 8)
    for x, height, flip in ((-0.6, 0.03, 180), (0, 0.06, 180), (0.6, 0.03, 180), (-0.3, -0.16, 0), (0.3, -0.16, 0)):
        prop.add(tooth.turn(x=flip).move(x * wide, y - 0.16 + 0.1 * abs(x), z + height), "snow")


def _clawed_limbs(prop: ToyShape, wide: float, middle: float) -> None:
    """Adds feet and arms with claws to a body of the half width `wide` with its middle at the height `middle`."""
    claw = lathe([(0, 0), (0.07, 0), (0.02, 0.2), (0, 0.2)], 8)
    for side in (-1, 1):
        foot, hand, palm = 0.46 * wide * side, side * (wide + 0.42), middle + prop.random.choice((-0.3, 0.5))
        elbow = side * (wide + 0.3), 0, middle, 0.14
        prop.add(limb((0.8 * wide * side, 0, middle, 0.17), elbow, (hand, -0.3, palm, 0.18)))
        prop.add(sphere(1, squareness=0.2, segments=14).stretch(0.3, 0.4, 0.2).move(foot, -0.16, 0.2), DARK)
        for spread in (-0.13, 0, 0.13):
            prop.add(claw.turn(x=90).move(foot + spread, -0.5, 0.14), "cream")
            prop.add(claw.turn(x=60).move(hand + spread, -0.4, palm + 0.08), "cream")


def _alien_limbs(prop: ToyShape, hips: float, neck: float) -> None:
    """Adds thin legs, and arms with three fingers, raised or hanging."""
    for side in (-1, 1):
        prop.add(limb((0.13 * side, 0, hips, 0.12), (0.18 * side, -0.03, 0.5 * hips, 0.1), (0.18 * side, 0, 0.1, 0.09)))
        prop.add(sphere(1, segments=12).stretch(0.15, 0.24, 0.1).move(0.18 * side, -0.1, 0.1), DARK)
        up = prop.random.choice((-1, 1))
        x, y, palm = 0.62 * side, -0.2, hips + 0.3 + 0.32 * up
        prop.add(limb((0.2 * side, 0, neck - 0.1, 0.1), (0.5 * side, 0.05, neck - 0.26, 0.08), (x, y, palm, 0.07)))
        for spread in (-0.14, 0, 0.14):
            prop.add(limb((x, y, palm, 0.05), (x + spread, y - 0.08, palm + 0.26 * up, 0.06)), DARK)
