"""Dolls, the robot and the snowman. Each public function adds the parts of one kind to `prop`."""

from __future__ import annotations

import math

from ..forms import star
from ..shapes import (
    DARK,
    LIGHT,
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
from .parts import arms, body_ring, drape, wrap


def rag_doll(prop: ToyShape) -> None:
    size, neck, wide = prop.vary(0.46, 0.06), prop.vary(0.92, 0.06), prop.vary(0.62, 0.1)
    z = neck + 0.8 * size
    prop.add(sphere(size, squareness=0.08, segments=18).stretch(1.05, 0.85).move(z=z), "cream")
    _button_face(prop, z, size)
    _yarn_hair(prop, z, size, prop.random.choice(("carrot", "gold", "coffee", "cherry")))
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
    _wooden_limbs(prop, belt, neck)
    prop.add(cylinder(0.42, tall + 0.14, bevel=0.04, top=0.38).stretch(y=0.85).move(z=belt + tall / 2 - 0.05))
    body_ring(prop, 0.39, 0.07, belt + 0.14, "snow")
    for share in (0.45, 0.65, 0.85):
        mirrored(prop, sphere(0.06, segments=8).move(0.14, -0.33, belt + share * tall), "gold")
    prop.add(cylinder(size, 0.72, bevel=0.06).move(z=z), "cream")
    prop.add(drape([(size - 0.02, z - 0.42), (size + 0.04, z - 0.2), (size + 0.02, z + 0.3)], 5, thick=0.09), "snow")
    _wooden_face(prop, z, size)
    _shako(prop, z + 0.32)


def gnome(prop: ToyShape) -> None:
    wide, tall, tip = prop.vary(0.56, 0.08), prop.vary(1.25, 0.12), prop.vary(0.2, 0.8)
    neck, z, size, skin = 0.88, 1.18, 0.42, prop.random.choice(("cream", "dough"))
    coat = [(0, 0.2), (wide, 0.2), (1.08 * wide, 0.4), (0.85 * wide, 0.75), (0.3, neck), (0, neck)]
    prop.add(lathe(rounded(coat, 1)).stretch(y=0.85), DARK)
    body_ring(prop, 0.99 * wide, 0.09, 0.46, "coffee")
    prop.add(box(0.24, 0.1, 0.2, bevel=0.03).move(y=-0.9 * wide, z=0.46), "gold")
    mirrored(prop, sphere(1, squareness=0.2, segments=16).stretch(0.24, 0.36, 0.2).move(0.26, -0.16, 0.18), "coffee")
    prop.add(sphere(size, segments=18).move(z=z), skin)
    _long_beard(prop, z, prop.vary(0.72, 0.1))
    prop.add(sphere(0.15, segments=14).move(y=-0.52, z=z + 0.02), "blossom" if skin == "cream" else skin)
    mirrored(prop, sphere(0.065, segments=10).move(0.16, -0.4, z + 0.14), "charcoal")
    prop.add(wrap(0.46, z + 0.22, deep=1, width=0.13), LIGHT)
    point = (0.3 * tip, 0.08, 0.75 * tall, 0.18), (tip, 0.16, tall, 0.05)
    cap = rounded([(0, 0, 0, 0.46), (0, 0, 0.4 * tall, 0.33), *point])
    prop.add(tube(cap[:, :3].tolist(), cap[:, 3].tolist(), 20, soft=False).move(z=z + 0.2))
    arms(prop, neck, (0.62, -0.36, -0.34), skin, DARK, cuff=0.17)
    _garden_gear(prop, -0.64, -0.42)


def robot(prop: ToyShape) -> None:
    width, body, head, leg = prop.vary(0.9, 0.1), prop.vary(0.85, 0.1), prop.vary(0.62, 0.1), prop.vary(0.42)
    depth = prop.vary(0.62, 0.1)
    top = leg + body
    prop.add(box(width, depth, body, bevel=0.09).move(z=leg + body / 2))
    prop.add(cylinder(0.17, 0.24).move(z=top + 0.04), "stone")
    face = top + 0.1 + head / 2
    prop.add(box(1.25 * head, head, head, bevel=0.1).move(z=face))
    front = -head / 2
    prop.add(box(0.98 * head, 0.1, 0.46 * head, bevel=0.04).move(y=front, z=face + 0.08 * head), "charcoal")
    for side in (-1, 1):
        prop.add(sphere(0.12).stretch(y=0.6).move(side * 0.26 * head, front - 0.05, face + 0.08 * head), "glass")
        prop.add(cylinder(0.14, 0.14).turn(y=90).move(x=side * 0.66 * head, z=face), "stone")
        shoulder = side * (width / 2 + 0.1)
        arm = [(shoulder, 0, top - 0.2), (shoulder * 1.25, -0.05, top - 0.5), (shoulder * 1.2, -0.15, leg + 0.12)]
        prop.add(sphere(0.19).move(*arm[0]), "stone")
        prop.add(tube(arm, 0.13))
        prop.add(torus(0.13, 0.08, segments=16).turn(x=90).move(shoulder * 1.2, -0.17, leg), "stone")
        prop.add(cylinder(0.15, leg + 0.1, bevel=0.02).move(side * 0.26 * width, 0, leg / 2), "stone")
        prop.add(box(0.38, 0.54, 0.22, bevel=0.07).move(side * 0.27 * width, -0.07, 0.1))
    prop.add(box(0.4 * head, 0.06, 0.07, bevel=0.01).move(y=front - 0.02, z=face - 0.32 * head), "charcoal")
    prop.add(box(0.62 * width, 0.1, 0.46 * body, bevel=0.04).move(y=-depth / 2, z=leg + 0.56 * body), LIGHT)
    for x, colour in ((-0.16, "cherry"), (0.0, "gold"), (0.16, "glass")):
        prop.add(sphere(0.075).move(x * width, -depth / 2 - 0.06, leg + 0.62 * body), colour)
    prop.add(cylinder(0.06, 0.3, bevel=0.01, segments=12).move(z=face + head / 2 + 0.1), "stone")
    prop.add(sphere(0.12).move(z=face + head / 2 + 0.28), "cherry")


def snowman(prop: ToyShape) -> None:
    low, middle, head = prop.vary(0.72, 0.08), prop.vary(0.52, 0.08), prop.vary(0.38, 0.08)
    chest = 1.35 * low + 0.62 * middle
    face = chest + 0.72 * middle + 0.62 * head
    prop.add(sphere(low).stretch(z=0.9).move(z=0.75 * low))
    prop.add(sphere(middle).move(z=chest))
    prop.add(sphere(head).move(z=face))
    prop.add(torus(0.68 * head, 0.13).move(z=face - 0.72 * head), "cherry")
    prop.add(box(0.2, 0.14, 0.5, bevel=0.04).turn(x=-12).move(0.18, -0.98 * middle, chest + 0.22), "cherry")
    prop.add(cylinder(1.12 * head, 0.11).move(z=face + 0.62 * head), "charcoal")
    hat = prop.vary(0.5)
    prop.add(cylinder(0.72 * head, hat, top=0.78 * head).move(z=face + 0.62 * head + hat / 2), "charcoal")
    prop.add(cylinder(0.76 * head, 0.12, bevel=0.02).move(z=face + 0.62 * head + 0.12), "cherry")
    nose = lathe([(0, 0), (0.11, 0), (0.09, 0.12), (0.02, 0.42), (0, 0.42)], segments=16)
    prop.add(nose.turn(x=90).move(y=-0.9 * head, z=face), "carrot")
    for side in (-1, 1):
        prop.add(sphere(0.085).move(side * 0.42 * head, -0.84 * head, face + 0.3 * head), "charcoal")
        arm = [
            (side * 0.7 * middle, 0, chest + 0.1),
            (side * 1.4 * middle, 0, chest + 0.2),
            (side * 1.75 * middle, -0.05, chest + 0.5),
        ]
        prop.add(tube(arm, [0.085, 0.08, 0.07], segments=8), "bark")
        prop.add(tube([arm[1], (side * 1.85 * middle, 0, chest + 0.2)], 0.07, segments=8), "bark")
    prop.add(sphere(0.09).move(y=-0.98 * middle, z=chest - 0.14), "charcoal")
    for angle in (8, 34):
        a = math.radians(angle)
        prop.add(sphere(0.09).move(y=-0.98 * low * math.cos(a), z=0.75 * low + 0.9 * low * math.sin(a)), "charcoal")


def _yarn_hair(prop: ToyShape, z: float, size: float, colour: str) -> None:
    """Adds a fringe, long strands behind and two braids of yarn."""
    prop.add(sphere(size, segments=14).move(y=0.14 * size, z=z + 0.06 * size), colour)
    for angle in range(-75, 285, 30):
        end = 0.42 if angle < 0 or angle > 180 else -0.6
        strand = [(0, 0, 1.06), (0.84, 0, 0.8), (1.06, 0, 0.5 * end + 0.3), (1.02, 0, end)]
        prop.add(tube(strand, 0.27, 6).stretch(size, 0.9 * size, size).turn(z=angle).move(z=z), colour)
    for i in range(3):
        knot = sphere(0.17 - 0.02 * i, segments=10)
        mirrored(prop, knot.move(1.1 * size + 0.06 * i, 0, z - (0.2 + 0.42 * i) * size), colour)


def _button_face(prop: ToyShape, z: float, size: float) -> None:
    """Adds button eyes, a nose, cheeks and a stitched smile."""
    button = cylinder(0.19 * size, 0.1, bevel=0.03, segments=12).turn(x=86)
    mirrored(prop, button.move(0.36 * size, -0.84 * size, z + 0.1 * size), "charcoal")
    nose = extrude([(-0.07, 0.06), (0, -0.07), (0.07, 0.06)], 0.12, bevel=0.02)
    prop.add(nose.move(y=-0.87 * size, z=z - 0.14 * size), "carrot")
    smile = [(x * size, -0.78 * size, z + (0.9 * x * x - 0.52) * size) for x in (-0.4, -0.2, 0, 0.2, 0.4)]
    prop.add(tube(smile, 0.04, 6), "cherry")
    for x, y, h in smile[::2]:
        prop.add(cylinder(0.03, 0.13, bevel=0.01, segments=6).move(x, y - 0.02, h), "cherry")
    cheek = sphere(0.2 * size, segments=10).stretch(y=0.5)
    mirrored(prop, cheek.move(0.6 * size, -0.66 * size, z - 0.22 * size), "blossom")


def _shako(prop: ToyShape, z: float) -> None:
    """Adds a tall soldier's hat with a plume. `z` is the height of its brim."""
    tall = prop.vary(0.5, 0.12)
    prop.add(cylinder(0.37, tall, bevel=0.04, top=0.43).move(z=z + tall / 2), "charcoal")
    for radius, high in ((0.4, 0.05), (0.46, tall - 0.04)):
        prop.add(cylinder(radius, 0.1, bevel=0.03).move(z=z + high), "gold")
    prop.add(star(0.17, 0.12).move(y=-0.42, z=z + 0.05 + tall / 2), "gold")
    prop.add(limb((0, -0.3, z + tall, 0.07), (0, -0.34, z + tall + 0.3, 0.12), (0, -0.3, z + tall + 0.4, 0.06)))
    prop.add(sphere(1, segments=14).stretch(0.34, 0.26, 0.06).turn(x=14).move(y=-0.3, z=z + 0.02), "charcoal")


def _wooden_face(prop: ToyShape, z: float, size: float) -> None:
    """Adds the face of a nutcracker: eyes, a nose, a curled moustache, a jaw with teeth and a beard."""
    for radius, forward, colour in ((0.09, 0.0, "snow"), (0.055, 0.07, "charcoal")):
        mirrored(prop, sphere(radius, segments=10).move(0.14, 0.02 - size - forward, z + 0.16), colour)
    prop.add(limb((0, -size, z + 0.1, 0.06), (0, -size - 0.1, z + 0.02, 0.08)), "cream")
    curl = limb(
        (0.02, -size - 0.05, z - 0.06, 0.07), (0.26, -size, z - 0.04, 0.05), (0.34, 0.06 - size, z + 0.08, 0.03)
    )
    mirrored(prop, curl, "charcoal")
    prop.add(box(0.38, 0.2, 0.18, bevel=0.03).move(y=0.04 - size, z=z - 0.17), "charcoal")
    for x in (-0.12, -0.04, 0.04, 0.12):
        prop.add(box(0.07, 0.12, 0.14, bevel=0.015).move(x, -size - 0.04, z - 0.17), "snow")
    tip = lathe(rounded([(0, -0.5), (0.1, -0.48), (0.24, -0.1), (0.22, 0.06), (0, 0.06)], 1), 14)
    prop.add(tip.stretch(y=0.6).move(y=-size - 0.01, z=z - 0.3), "snow")


def _wooden_limbs(prop: ToyShape, belt: float, neck: float) -> None:
    """Adds a soldier's stiff legs in boots, and his arms with golden cuffs and epaulettes."""
    for radius, low, high, colour in ((0.16, 0.23, 0.65, "charcoal"), (0.15, 0.62, belt + 0.02, "snow")):
        leg = cylinder(radius, high - low, bevel=0.03, segments=16)
        mirrored(prop, leg.move(0.19, 0, (low + high) / 2), colour)
    mirrored(prop, sphere(1, segments=12).stretch(0.16, 0.26, 0.11).move(0.19, -0.12, 0.34), "charcoal")
    mirrored(prop, cylinder(0.13, neck - belt, bevel=0.03, segments=14).turn(y=-6).move(0.54, 0, neck - 0.36))
    mirrored(prop, cylinder(0.15, 0.13, bevel=0.03, segments=14).move(0.575, 0, belt + 0.05), "gold")
    mirrored(prop, sphere(0.14, segments=12).move(0.58, 0, belt - 0.06), "cream")
    mirrored(prop, cylinder(0.26, 0.13, top=0.12, segments=16).move(0.46, 0, neck - 0.04), "gold")


def _garden_gear(prop: ToyShape, x: float, y: float) -> None:
    """Adds a lantern or a spade in a hand at (`x`, `y`), 0.54 above the ground."""
    if prop.random.random() < 0.5:
        blade = extrude([(-0.16, 0.2), (-0.16, -0.1), (0, -0.26), (0.16, -0.1), (0.16, 0.2)], 0.08, bevel=0.02)
        gear = [(cylinder(0.06, 1.1, bevel=0.02, segments=10).move(z=0.75), "wood"), (blade.move(z=0.26), "steel")]
    else:
        gear = [(sphere(0.17, segments=12).move(z=0.2), "lemon"), (cylinder(0.18, 0.08).move(z=0.03), "charcoal")]
        gear.append((cylinder(0.18, 0.12, bevel=0.02, top=0.06).move(z=0.39), "charcoal"))
        gear.append((torus(0.1, 0.04, segments=12).turn(x=90).move(z=0.5), "steel"))
    for part, colour in gear:
        prop.add(part.move(x, y), colour)


def _long_beard(prop: ToyShape, z: float, fall: float) -> None:
    """Adds a gnome's beard of the length `fall` and his moustache."""
    hair = rounded([(0, -fall), (0.16, 0.04 - fall), (0.42, -0.3), (0.47, 0.02), (0, 0.06)], 1)
    prop.add(lathe(hair, 28, ribs=7, depth=0.06).stretch(y=0.62).turn(x=-10).move(y=-0.3, z=z - 0.06), "snow")
    curl = limb((0.04, -0.52, z - 0.1, 0.11), (0.26, -0.5, z - 0.16, 0.08), (0.38, -0.42, z - 0.08, 0.03))
    mirrored(prop, curl, "snow")
