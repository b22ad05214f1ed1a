"""Fabled beings, stone figures and dolls of the toybox. Each function adds the parts of one kind to `prop`."""

from __future__ import annotations

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
    tube,
)
from .figure_parts import HAIRS, arm, arms, beard, body, head, recolour, ring, star
from .outfits import (
    butterfly_wings,
    drape,
    garden_gear,
    magic_lamp,
    shako,
    skirt,
    swathe,
    topknot,
    vampire_cape,
    wrap,
)
from .sculpture import (
    alien_limbs,
    button_face,
    clawed_limbs,
    fanged_mouth,
    fish_tail,
    folds,
    long_beard,
    marble_body,
    marble_head,
    one_eye,
    plinth,
    rotten_face,
    wooden_face,
    wooden_limbs,
    yarn_hair,
)


def mermaid(prop: ToyShape) -> None:
    hair, waist, side = prop.random.choice(HAIRS), prop.vary(0.95, 0.06), prop.random.choice((-1, 1))
    neck = waist + 0.56
    z, size, skin = head(prop, neck, hair, prop.vary(2.2, 0.12))
    trunk = rounded([(0, -0.1), (0.3, -0.1), (0.25, 0.15), (0.34, 0.4), (0.2, 0.56), (0, 0.58)], 1)
    prop.add(lathe(trunk, 20).stretch(y=0.75).move(z=waist), skin)
    fish_tail(prop, waist, side)
    ring(prop, 0.29, 0.06, waist + 0.08, LIGHT)
    mirrored(prop, sphere(0.15, segments=12).stretch(1, 0.7, 0.9).move(0.14, -0.22, waist + 0.34))
    lock = limb((0.9 * size, -0.1, z + 0.2, 0.12), (size, -0.06, z - 0.3, 0.13), (size, 0, neck - 0.3, 0.08))
    mirrored(prop, lock, hair)
    prop.add(star(0.17, 0.12).turn(x=-25, z=35).move(0.56 * size, -0.76 * size, z + 0.72 * size), "gold")
    arms(prop, neck, (0.74, -0.24, -0.4), skin, skin, cuff=0.11)


def fairy(prop: ToyShape) -> None:
    hair, lift, (belt, neck) = prop.random.choice(HAIRS), prop.vary(0.2, 0.5), body(prop, MAIN, "cream", MAIN)
    for low, wide, colour in ((-0.2, 0.6, MAIN), (-0.06, 0.5, LIGHT)):
        prop.add(skirt(low, wide, 0.26, 7, 0.12).move(z=belt), colour)
    z, size, skin = head(prop, neck, hair)
    prop.add(sphere(0.45 * size, segments=12).move(y=0.3 * size, z=z + 1.4 * size), hair)
    for x, y, _ in circle(8, 0.85 * size, 22):
        prop.add(sphere(0.2 * size, segments=6).move(x, y + 0.1 * size, z + 0.95 * size), "blossom")
    mirrored(prop, limb((size, 0, z, 0.1), (1.5 * size, 0.06, z + 0.4 * size, 0.03)), skin)
    butterfly_wings(prop, neck - 0.2, prop.vary(0.74, 0.1))
    arm(prop, neck, (-0.7, -0.36, lift), skin, skin, 0.11)
    arm(prop, neck, (0.7, -0.26, -0.5), skin, skin, 0.11)
    prop.add(cylinder(0.05, 0.8, bevel=0.02, segments=8).turn(x=20).move(-0.7, -0.42, neck + lift + 0.1), "wood")
    prop.add(star(0.22, 0.12).move(-0.7, -0.56, neck + lift + 0.52), "gold")


def zombie(prop: ToyShape) -> None:
    (belt, neck), face, reach = body(prop, MAIN, "stone", "coffee"), ToyShape(prop.random), prop.vary(0.95, 0.1)
    z, size, skin = head(face, neck, MAIN)
    recolour(prop, face, {skin: "leaf", MAIN: "leaf", "cherry": "leaf"})
    prop.add(skirt(-0.12, 0.45, 0.2, 7, 0.07).stretch(y=0.8).move(z=belt))
    rotten_face(prop, z, size)
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
    swathe(prop, belt, z, size)
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
    vampire_cape(prop, neck)
    vest = extrude([(-0.24, 0.72), (-0.2, 0.1), (0, 0), (0.2, 0.1), (0.24, 0.72)], 0.16)
    prop.add(vest.move(y=-0.27, z=belt + 0.02))
    prop.add(extrude([(-0.18, 0), (0, -0.36), (0.18, 0)], 0.14, bevel=0.02).move(y=-0.32, z=neck - 0.03), "snow")
    mirrored(prop, sphere(1, segments=8).stretch(0.14, 0.07, 0.09).move(0.1, -0.39, neck - 0.08), "cherry")
    arms(prop, neck, (0.66, -0.42, prop.vary(-0.4, 0.3)), "snow", "charcoal")


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
    alien_limbs(prop, hips, neck)


def monster(prop: ToyShape) -> None:
    wide, tall, eye = prop.vary(0.66, 0.1), prop.vary(0.82, 0.1), prop.vary(0.36, 0.1)
    middle = 0.2 + tall
    coat = [(0, -1), (0.7, -0.95), (1, -0.55), (0.96, 0.1), (0.78, 0.65), (0.4, 0.96), (0, 1)]
    prop.add(lathe(coat, 24, soft=True).stretch(wide, 0.85 * wide, tall).move(z=middle))
    one_eye(prop, -0.5 * wide, middle + 0.36 * tall, eye)
    fanged_mouth(prop, 0.62 * wide, -0.74 * wide, middle - 0.25 * tall)
    horn = (0.5, 0.82, 0.17), (0.85, 1.05, 0.14), (0.95, prop.vary(1.45, 0.06), 0.04)
    mirrored(prop, limb(*((x * wide, 0, middle + h * tall, r) for x, h, r in horn)), "cream")
    for x, y, h, r in ((0.7, 0.42, 0.3, 0.16), (0.3, 0.7, -0.1, 0.2), (-0.5, 0.56, 0.3, 0.18), (-0.7, 0.4, -0.4, 0.17)):
        prop.add(sphere(r, segments=10).move(x * wide, y * wide, middle + h * tall), DARK)
    clawed_limbs(prop, wide, middle)


def genie(prop: ToyShape) -> None:
    face, side, waist = ToyShape(prop.random), prop.random.choice((-1, 1)), prop.vary(1.2, 0.06)
    neck = waist + 0.66
    z, size, skin = head(face, neck, MAIN)
    recolour(prop, face, {skin: MAIN})
    trunk = rounded([(0, -0.1), (0.28, -0.1), (0.3, 0.1), (0.48, 0.5), (0.2, 0.68), (0, 0.7)], 1)
    prop.add(lathe(trunk, 20).stretch(y=0.75).move(z=waist))
    smoke = (0.95, 0.5, 0.06), (0.7, 0.62, 0.14), (0.1, 0.72, 0.26), (-0.1, 0.95, 0.32), (0, waist, 0.3)
    prop.add(limb(*((side * x, 0, h, radius) for x, h, radius in smoke)))
    magic_lamp(prop, side)
    ring(prop, 0.29, 0.09, waist, "cherry")
    mirrored(prop, sphere(0.22, segments=12).move(0.46, 0, neck - 0.16))
    arms(prop, neck, (0.1, -0.5, -0.34), MAIN)
    mirrored(prop, wrap(0.15, 0, deep=1).turn(x=30, y=-60).move(0.3, -0.4, neck - 0.32), "gold")
    beard(prop, z, size, prop.vary(0.3), "charcoal")
    topknot(prop, z, size)
    mirrored(prop, sphere(0.09, segments=8).move(1.02 * size, 0, z - 0.3 * size), "gold")


def greek_statue(prop: ToyShape) -> None:
    man, high, whole = ToyShape(prop.random), prop.vary(0.36, 0.25), prop.random.choice((True, False))
    marble_head(man, 2.2, prop.vary(0.26, 0.06))
    marble_body(man)
    if whole:
        man.add(limb((-0.42, 0, 1.74, 0.13), (-0.72, -0.05, 1.72, 0.1), (-0.78, -0.16, 2.12, 0.08)))
        man.add(cylinder(0.28, 0.1, segments=16).turn(x=90).move(-0.78, -0.2, 2.3))
    else:
        man.add(cylinder(0.12, 0.3, bevel=0.02, segments=12).turn(y=20).move(-0.46, 0, 1.6))
    recolour(prop, man, {}, z=high + 0.06)
    plinth(prop, 0.5, high)


def bust(prop: ToyShape) -> None:
    high, size = prop.vary(0.5, 0.3), prop.vary(0.5, 0.06)
    chest = [(0, 0), (0.2, 0), (0.5, 0.22), (0.86, 0.6), (0.84, 0.78), (0.35, 1.0), (0.25, 1.15), (0.24, 1.5), (0, 1.5)]
    prop.add(lathe(rounded(chest, 1)).stretch(y=0.62).move(z=high + 0.3))
    lower = [(-0.76, -0.2, 1.1), (-0.1, -0.56, 0.76), (0.5, -0.34, 1.16), (0.64, 0.06, 1.3), (0.1, 0.54, 0.9)]
    upper = [(-0.76, -0.2, 0.98), (-0.1, -0.48, 1.14), (0.42, -0.3, 1.32), (0.34, 0.06, 1.36), (0.1, 0.48, 1.1)]
    cloth = ToyShape(prop.random)
    folds(cloth, [*lower, (-0.76, 0.2, 1.06)], [*upper, (-0.76, 0.2, 1.02)], 0.11, prop.random.choice((3, 4)))
    recolour(prop, cloth, {}, z=high)
    marble_head(prop, high + 1.84, size)
    stem = [(0, 0), (0.4, 0), (0.4, 0.08), (0.2, 0.16), (0.17, 0.3), (0.28, 0.4), (0, 0.4)]
    prop.add(lathe(stem).move(z=high), DARK)
    plinth(prop, 0.5, high)


def rag_doll(prop: ToyShape) -> None:
    size, neck, wide = prop.vary(0.46, 0.06), prop.vary(0.92, 0.06), prop.vary(0.62, 0.1)
    z = neck + 0.8 * size
    prop.add(sphere(size, squareness=0.08, segments=18).stretch(1.05, 0.85).move(z=z), "cream")
    button_face(prop, z, size)
    yarn_hair(prop, z, size, prop.random.choice(("carrot", "gold", "coffee", "cherry")))
    dress = rounded([(0, 0), (wide, 0), (wide, 0.08), (0.3, 0.6 * neck), (0.28, neck), (0, neck)], 1)
    prop.add(lathe(dress, 27, ribs=9, depth=0.04).stretch(y=0.85))
    for x, y, _ in circle(9, wide):
        prop.add(sphere(0.12, segments=8).move(x, 0.85 * y, 0.09), "snow")
    prop.add(wrap(0.28, neck - 0.02, deep=1), "snow")
    arms(prop, neck, (0.74, -0.2, -0.36), "cream")
    for i in range(5):
        stripe = cylinder(0.14, 0.14, bevel=0.03, segments=10).turn(x=90)
        mirrored(prop, stripe.move(0.24, -0.4 - 0.12 * i, 0.15), ("snow", "cherry")[i % 2])
    mirrored(prop, sphere(1, segments=12).stretch(0.15, 0.16, 0.22).move(0.24, -1.04, 0.2), "charcoal")
    prop.add(box(0.24, 0.1, 0.22, bevel=0.02).turn(x=-22, y=12).move(0.14, -0.62 * wide, 0.32 * neck), LIGHT)


def nutcracker(prop: ToyShape) -> None:
    belt, tall, size = prop.vary(0.92, 0.06), prop.vary(0.6, 0.06), 0.34
    neck = belt + tall
    z = neck + size
    for wide, high, colour in ((0.6, 0.08, "wood"), (0.54, 0.2, "leaf")):
        prop.add(cylinder(wide, 0.16, bevel=0.03).move(z=high), colour)
    wooden_limbs(prop, belt, neck)
    prop.add(cylinder(0.42, tall + 0.14, bevel=0.04, top=0.38).stretch(y=0.85).move(z=belt + tall / 2 - 0.05))
    ring(prop, 0.39, 0.07, belt + 0.14, "snow")
    for share in (0.45, 0.65, 0.85):
        mirrored(prop, sphere(0.06, segments=8).move(0.14, -0.33, belt + share * tall), "gold")
    prop.add(cylinder(size, 0.72, bevel=0.06).move(z=z), "cream")
    prop.add(drape([(size - 0.02, z - 0.42), (size + 0.04, z - 0.2), (size + 0.02, z + 0.3)], 5, thick=0.09), "snow")
    wooden_face(prop, z, size)
    shako(prop, z + 0.32)


def gnome(prop: ToyShape) -> None:
    wide, tall, tip = prop.vary(0.56, 0.08), prop.vary(1.25, 0.12), prop.vary(0.2, 0.8)
    neck, z, size, skin = 0.88, 1.18, 0.42, prop.random.choice(("cream", "dough"))
    coat = [(0, 0.2), (wide, 0.2), (1.08 * wide, 0.4), (0.85 * wide, 0.75), (0.3, neck), (0, neck)]
    prop.add(lathe(rounded(coat, 1)).stretch(y=0.85), DARK)
    ring(prop, 0.99 * wide, 0.09, 0.46, "coffee")
    prop.add(box(0.24, 0.1, 0.2, bevel=0.03).move(y=-0.9 * wide, z=0.46), "gold")
    mirrored(prop, sphere(1, squareness=0.2, segments=16).stretch(0.24, 0.36, 0.2).move(0.26, -0.16, 0.18), "coffee")
    prop.add(sphere(size, segments=18).move(z=z), skin)
    long_beard(prop, z, prop.vary(0.72, 0.1))
    prop.add(sphere(0.15, segments=14).move(y=-0.52, z=z + 0.02), "blossom" if skin == "cream" else skin)
    mirrored(prop, sphere(0.065, segments=10).move(0.16, -0.4, z + 0.14), "charcoal")
    prop.add(wrap(0.46, z + 0.22, deep=1, width=0.13), LIGHT)
    point = (0.3 * tip, 0.08, 0.75 * tall, 0.18), (tip, 0.16, tall, 0.05)
    cap = rounded([(0, 0, 0, 0.46), (0, 0, 0.4 * tall, 0.33), *point])
    prop.add(tube(cap[:, :3].tolist(), cap[:, 3].tolist(), 20, soft=False).move(z=z + 0.2))
    arms(prop, neck, (0.62, -0.36, -0.34), skin, DARK, cuff=0.17)
    garden_gear(prop, -0.64, -0.42)
