"""Monkeys and apes, the panda, the koala and the tiger. Each public function adds the parts of one kind to `prop`."""

from __future__ import annotations

from ..shapes import DARK, LIGHT, ToyShape, limb, mirrored, sphere, tube
from .parts import bands, eyes, hoops, legged_body, muzzle, round_ears, smile


def monkey(prop: ToyShape) -> None:
    width, head, ear = prop.vary(0.34, 0.1), prop.vary(0.42, 0.08), prop.vary(0.2)
    prop.add(sphere(1).stretch(width, 0.3, 0.5).move(z=0.72))
    prop.add(sphere(1, segments=16).stretch(0.7 * width, 0.2, 0.36).move(y=-0.15, z=0.7), "cream")
    z = 1.1 + head
    prop.add(sphere(head).stretch(x=1.08).move(z=z))
    round_ears(prop, 1.08 * head + 0.5 * ear, 0.04, z + 0.02, ear, "cream")
    _ape_face(prop, head, z)
    mirrored(prop, limb((0.55 * width, 0, 0.4, 0.15), (0.9 * width, -0.22, 0.3, 0.13), (0.36, -0.1, 0.1, 0.12)))
    mirrored(prop, sphere(1, segments=12).stretch(0.14, 0.26, 0.1).move(0.38, -0.2, 0.1), "cream")
    for side, hand in ((-1, 0.5), (1, prop.random.choice((0.5, 1.4)))):
        arm = limb((side * 0.7 * width, 0, 1, 0.13), (side * 0.62, -0.1, 0.85, 0.11), (side * 0.7, -0.3, hand, 0.1))
        prop.add(arm)
        prop.add(sphere(0.15, segments=12).move(side * 0.7, -0.33, hand), "cream")
    curl = ((0, 0.2, 0.4), (0.2, 0.6, 0.2), (1, 0.6, 0.3), (1, 0.4, 1.5), (0.5, 0.4, 1.5), (0.5, 0.4, 1), (0.8, 0.4, 1))
    prop.add(tube(curl, 0.085))


def gorilla(prop: ToyShape) -> None:
    chest, head, reach = prop.vary(0.5, 0.1), prop.vary(0.38, 0.08), prop.vary(0.72, 0.08)
    prop.add(limb((0, 0.5, 0.62, 0.38), (0, 0, 0.95, 0.46), (0, -0.3, 1.15, chest)))
    prop.add(limb((0, 0.52, 0.74, 0.37), (0, 0.12, 1.04, 0.42)).stretch(x=0.9), LIGHT)
    mirrored(prop, limb((chest, -0.32, 1.2, 0.28), (reach, -0.4, 0.7, 0.2), (reach - 0.08, -0.62, 0.2, 0.19)))
    mirrored(prop, sphere(0.2, segments=16).stretch(1, 1.1, 0.8).move(reach - 0.08, -0.68, 0.16), "charcoal")
    mirrored(prop, limb((0.3, 0.5, 0.55, 0.3), (0.46, 0.22, 0.4, 0.22), (0.42, 0.46, 0.16, 0.16)))
    mirrored(prop, sphere(1, segments=16).stretch(0.16, 0.3, 0.12).move(0.44, 0.3, 0.12), "charcoal")
    y, z = -0.7, 1.34 + 0.5 * head
    prop.add(limb((0, y, z, head), (0, y + 0.14, z + 0.12, 0.84 * head)))
    for size, forward, down in ((0.85, 0.62, 0), (0.72, 0.82, 0.5)):
        face = sphere(size * head, segments=20).stretch(1.06, 0.75, 0.8)
        prop.add(face.move(y=y - forward * head, z=z - down * head), "charcoal")
    y -= head
    mirrored(prop, limb((0.04, y, z + 0.4 * head, 0.09), (0.62 * head, y + 0.26 * head, z + 0.36 * head, 0.08)))
    mirrored(prop, sphere(0.06, segments=8).move(0.09, y - 0.3 * head, z - 0.22 * head), "stone")
    smile(prop, 0.6 * head, y + 0.12 * head, z - 0.7 * head, 0.52 * head, -0.06)
    eyes(prop, 0.16, y - 0.06 * head, z + 0.16 * head, 0.075)
    mirrored(prop, sphere(0.11, segments=12).stretch(x=0.6).move(head, y + head, z), "charcoal")


def panda(prop: ToyShape) -> None:
    width, head, side = prop.vary(0.52, 0.1), prop.vary(0.5, 0.08), prop.random.choice((-1, 1))
    prop.add(sphere(1).stretch(width, 0.46, 0.56).move(z=0.54))
    prop.add(sphere(1, segments=20).stretch(0.98 * width, 0.45, 0.2).move(z=0.86), "charcoal")
    z = 0.92 + head
    prop.add(sphere(head).stretch(1.14, 0.95, 0.94).move(y=-0.04, z=z))
    mirrored(prop, sphere(0.2, segments=16).stretch(y=0.6).move(0.8 * head, 0, z + 0.78 * head), "charcoal")
    patch = sphere(1, segments=16).stretch(0.13, 0.1, 0.18).turn(y=-28)
    mirrored(prop, patch.move(0.21, -0.87 * head, z + 0.04), "charcoal")
    eyes(prop, 0.19, -0.98 * head, z + 0.06, 0.07)
    muzzle(prop, -0.9 * head, z - 0.17, 0.18)
    mirrored(prop, limb((0.32, -0.1, 0.2, 0.22), (0.5, -0.6, 0.22, 0.2)), "charcoal")
    mirrored(prop, sphere(1, segments=16).stretch(0.14, 0.08, 0.15).turn(z=20).move(0.54, -0.79, 0.23), "stone")
    for x, hand in ((-side, 0.5), (side, 0.62)):
        elbow = (x * (width + 0.1), -0.32, 0.66, 0.17)
        prop.add(limb((x * 0.85 * width, -0.02, 0.88, 0.18), elbow, (x * 0.3, -0.6, hand, 0.16)), "charcoal")
    stalk = [(side * 0.42, -0.7, 0.2), (side * 0.3, -0.72, 0.6), (side * 0.16, -0.74, 1.2)]
    prop.add(tube(stalk, 0.07, segments=8), "leaf")
    for turn in (-50, 10, 60):
        leaf = sphere(1, segments=10).stretch(0.08, 0.05, 0.24).move(z=0.2).turn(y=turn)
        prop.add(leaf.move(side * 0.16, -0.74, 1.16), "leaf")


def koala(prop: ToyShape) -> None:
    width, head, ear, trunk = prop.vary(0.42, 0.08), prop.vary(0.46, 0.08), prop.vary(0.3, 0.1), prop.vary(0.19, 0.1)
    prop.add(sphere(1).stretch(width, 0.42, 0.54).move(z=0.62))
    z, y = 1.02 + head, -0.4 - trunk
    prop.add(tube([(0, y, -0.5), (0, y, 0.2), (0.04, y, 1.05)], [1.5 * trunk, trunk, trunk]), "bark")
    for angle in (-60, 60, 180):
        leaf = sphere(1, segments=12).stretch(0.13, 0.06, 0.26).move(z=0.24).turn(x=40).turn(z=angle)
        prop.add(leaf.move(0.04, y, 0.94), "leaf")
    y -= trunk
    for high, low in ((0.92, 0.78), (0.4, 0.28)):
        mirrored(prop, limb((0.8 * width, -0.1, high, 0.18), (width, -0.38, high, 0.16), (0.12, y, low, 0.14)))
        mirrored(prop, sphere(0.15, segments=12).move(0.12, y, low), DARK)
    prop.add(sphere(head).stretch(1.15, 0.95, 0.92).move(y=-0.12, z=z))
    round_ears(prop, 1.1 * head + 0.4 * ear, -0.04, z + 0.5 * head, ear, "snow")
    prop.add(sphere(1, 0.15, 16).stretch(0.13, 0.12, 0.2).move(y=-head - 0.1, z=z - 0.06), "charcoal")
    smile(prop, 0.2, -0.82 * head - 0.12, z - 0.28, 0.1, 0.05)
    eyes(prop, 0.24, -0.9 * head - 0.04, z + 0.08, 0.075)


def tiger(prop: ToyShape) -> None:
    size, head = (prop.vary(0.36, 0.1), prop.vary(0.74, 0.1), 0.36), prop.vary(0.42, 0.08)
    back = legged_body(prop, size, prop.vary(0.44), 0.15, foot=LIGHT)
    bands(prop, size, back, (-0.5, -0.22, 0.06, 0.34, 0.62), 0.055, "charcoal")
    y, z = -size[1] - 0.12, back + 0.36
    prop.add(sphere(head).stretch(1.12, 0.95, 0.95).move(y=y, z=z))
    round_ears(prop, 0.75 * head, y + 0.06, z + 0.8 * head, 0.16, "snow")
    mirrored(prop, limb((0.14, y - 0.2, z - 0.16, 0.2), (0.5, y - 0.08, z - 0.2, 0.06)), "snow")
    muzzle(prop, y - 0.88 * head, z - 0.12, 0.2, "snow")
    eyes(prop, 0.18, y - 0.84 * head, z + 0.12, 0.085)
    for turn, long in ((24, 0.1), (44, 0.16), (64, 0.12)):
        bar = tube([(-long, -head, 0), (0, -head - 0.02, 0), (long, -head, 0)], 0.04, segments=8)
        prop.add(bar.turn(x=-turn).stretch(y=0.95, z=0.95).move(y=y, z=z + 0.02), "charcoal")
    for angle in (-2, 26):
        bar = tube([(head, -0.3, 0), (head + 0.01, -0.06, 0), (head, 0.14, 0)], 0.04, segments=8)
        mirrored(prop, bar.turn(y=-angle).stretch(1.12, 0.95, 0.95).move(y=y, z=z), "charcoal")
    y, tip = size[1] + 0.42, back + prop.vary(0.5)
    tail = ((0, 0.85 * size[1], back + 0.14, 0.1), (0, y, back, 0.1), (0, y + 0.1, tip, 0.09))
    prop.add(limb(*tail))
    for hoop in hoops(2, 0.05, *tail[1:]):
        prop.add(hoop, "charcoal")


def _ape_face(prop: ToyShape, head: float, z: float) -> None:
    """Adds a bare face to a round head with the radius `head` at the height `z`."""
    brow = sphere(0.52 * head, segments=16).stretch(1, 0.6, 1.1)
    mirrored(prop, brow.move(0.36 * head, -0.69 * head, z + 0.2 * head), "cream")
    prop.add(sphere(0.62 * head, segments=20).stretch(1.25, 0.9, 0.78).move(y=-0.68 * head, z=z - 0.42 * head), "cream")
    mirrored(prop, sphere(0.05, segments=8).move(0.06, -1.18 * head, z - 0.2 * head), "charcoal")
    smile(prop, 0.6 * head, -0.65 * head, z - 0.62 * head, 0.58 * head, 0.08)
    eyes(prop, 0.36 * head, -0.93 * head, z + 0.24 * head, 0.08)
