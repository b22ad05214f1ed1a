"""Sports gear of the toybox. Each function adds the parts of one kind to `prop`."""

from __future__ import annotations

import math

import numpy as np

from ..shapes import DARK, LIGHT, MAIN, Part, ToyShape, box, cylinder, extrude, lathe, limb, loft, sphere, torus, tube
from .belongings import oval_ring, shell
from .sports import sleeve, wrapped_grip


def golf_club(prop: ToyShape) -> None:
    tall, head, lean = prop.vary(1.75, 0.08), prop.vary(0.36, 0.1), prop.vary(14, 0.3)
    wood = sphere(1, squareness=0.15).stretch(1.25 * head, head, 0.62 * head)
    prop.add(wood.move(-0.9 * head, 0.1, 0.62 * head))
    face = box(1.5 * head, 0.12, 0.9 * head, bevel=0.05).turn(x=10)
    prop.add(face.move(-0.85 * head, 0.12 - head, 0.55 * head), "steel")
    shaft = [(lathe([(0, 0), (0.08, 0), (0.08, tall), (0, tall)], 16), "steel")]
    shaft += [(lathe([(0, 0), (0.17, 0), (0.12, 0.3), (0, 0.3)], 16), DARK)]
    shaft += [
        (wrapped_grip(0.12, 0.62).move(z=tall - 0.5), MAIN),
        (sphere(0.15, segments=16).move(z=tall + 0.12), DARK),
    ]
    for part, colour in shaft:
        prop.add(part.turn(y=lean).move(-0.25 * head, 0.1, 0.62 * head), colour)
    x, y = prop.vary(-0.5, 0.2), -head - 0.42
    prop.add(sphere(0.2, segments=16).move(x, y, 0.42), "snow")
    prop.add(lathe([(0, 0), (0.05, 0), (0.06, 0.18), (0.13, 0.26), (0, 0.26)], 12).move(x, y), "cherry")


def ping_pong_paddle(prop: ToyShape) -> None:
    wide, high, grip = prop.vary(0.7, 0.06), prop.vary(0.74, 0.06), prop.vary(0.62, 0.1)
    x, z = oval_ring(41, 0.1)
    edge = np.roll(np.stack([wide * x, high * z], axis=1)[:-1], 20, axis=0)
    edge = edge[edge[:, 1] > -0.62 * high]
    blade = extrude([(-0.2, -1.02 * high), (0.2, -1.02 * high), *edge], 0.12, bevel=0.03)
    rubber = extrude(0.97 * edge, 0.1)
    for part, y, colour in ((blade, 0, "wood"), (rubber, -0.09, MAIN), (rubber, 0.09, DARK)):
        prop.add(part.move(y=y, z=grip + high), colour)
    handle = [(0, 0), (0.2, 0), (0.22, 0.1), (0.16, 0.5), (0.18, 1.1), (0.1, 1.25), (0, 1.25)]
    prop.add(lathe(handle, 20, soft=True).stretch(y=0.75, z=grip), "wood")
    prop.add(cylinder(0.19, 0.1, bevel=0.02).stretch(y=0.78).move(z=0.78 * grip), DARK)
    prop.add(sphere(0.2).move(prop.random.choice((-0.5, 0.5)), -0.25, 0.2), "snow")


def boxing_glove(prop: ToyShape) -> None:
    wide, deep, high, cuff = prop.vary(0.56, 0.06), prop.vary(0.5, 0.06), prop.vary(1.15, 0.06), prop.vary(0.6, 0.1)
    wrist = [(0, 0, 0, 0), (0.6, 0.66, 0.1, 0), (0.62, 0.7, 0.1, 0.1), (0.84, 0.84, 0.08, 0.25), (1.1, 1.1, 0, 0.48)]
    fist = [(1.24, 1.5, -0.14, 0.72), (1.2, 1.55, -0.2, 1.04), (0.7, 0.9, -0.16, 1.2), (0, 0, -0.16, 1.2)]
    prop.add(shell([(x * wide, y * deep, lean, cuff + z * high) for x, y, lean, z in (*wrist, *fist)], 0.15))
    thumb = [(-0.75, -0.2, 0.22, 0.17), (-1.2, -0.75, 0.44, 0.22), (-0.95, -1.5, 0.68, 0.23), (-0.5, -1.8, 0.82, 0.2)]
    prop.add(limb(*((x * wide, y * deep, cuff + z * high, radius) for x, y, z, radius in thumb)), LIGHT)
    prop.add(
        lathe([(0, 0.1), (0.36, 0.1), (0.36, 0), (0.48, 0), (0.41, cuff), (0.38, 1.2 * cuff), (0, cuff)], 28), DARK
    )
    prop.add(lathe([(0, 0.24), (0.48, 0.24), (0.46, cuff - 0.08), (0, cuff - 0.08)], 28), "snow")
    prop.add(torus(0.45, 0.07, 28).move(z=0.06), LIGHT)


def american_football(prop: ToyShape) -> None:
    radius, long, tilt = prop.vary(0.58, 0.06), prop.vary(0.98, 0.06), prop.vary(-16, 0.6)
    share = np.linspace(-1, 1, 25)
    skin = np.stack([radius * (1 - np.abs(share) ** 2.1) ** 0.85 + 0.03 * (1 - share**8), long * share], axis=1)
    parts = [(lathe(skin, 32), MAIN)]
    parts += [(sleeve(skin, (z - 0.07) * long, (z + 0.07) * long, 0.02), "snow") for z in (-0.6, 0.6)]
    for angle in (0, 90, 180, 270):
        seam = tube([(1.005 * r, 0, z) for r, z in skin], 0.022, segments=6, soft=False)
        parts.append((seam.turn(z=angle), DARK))
    parts.append((tube([(-r - 0.03, 0, z) for r, z in skin[8:17]], 0.06, segments=8, soft=False), "snow"))
    for r, z in skin[8:17:2]:
        parts.append((box(0.12, 0.38, 0.09, bevel=0.03).move(-r - 0.02, 0, z), "snow"))
    for part, colour in parts:
        prop.add(part.turn(z=-25).turn(y=90).turn(y=tilt), colour)


def volleyball(prop: ToyShape) -> None:
    inset, turn, stripe = (
        prop.vary(0.035, 0.2),
        prop.random.uniform(0, 90),
        prop.random.choice(("snow", LIGHT, "cream")),
    )
    prop.add(sphere(0.94), "charcoal")
    for middle, colour in ((-2 / 3, MAIN), (0, stripe), (2 / 3, MAIN)):
        panel = _volleyball_panel(inset, middle)
        for x, y, z in ((0, 0, 0), (0, 0, 180), (90, 0, 90), (90, 0, -90), (90, 90, 0), (90, -90, 0)):
            prop.add(panel.turn(x, y, z).turn(x=20, y=15, z=turn), colour)


def surfboard(prop: ToyShape) -> None:
    wide, tall, thick, curl = prop.vary(0.44, 0.08), prop.vary(2.2, 0.06), prop.vary(0.1, 0.1), prop.vary(0.22, 0.3)
    stations = [0, 0.03, 0.12, 0.4, 0.6, 0.8, 0.92, 1], [0.4, 0.62, 0.82, 1, 0.94, 0.68, 0.38, 0.06]

    def layer(low: float, high: float, breadth: float, depth: float) -> Part:
        """Returns the part of the board between two heights, as shares of its whole size."""
        share, flat = np.linspace(low, high, 25), depth * thick / (breadth * wide)
        line = [(0, -curl * max(0, 2 * s - 1) ** 2 / flat, tall * s) for s in share]
        return tube(line, (breadth * wide * np.interp(share, *stations)).tolist(), 20, soft=False).stretch(y=flat)

    prop.add(layer(0, 1, 1, 1))
    prop.add(layer(0.02, 0.97, prop.vary(0.27, 0.2), 1.16), "cream")
    for low in prop.random.choice(((0.2, 0.3), (0.62, 0.72), (0.24, 0.66))):
        prop.add(layer(low, low + 0.06, 1.03, 1.1), DARK)
    for x, z, size in ((-0.45, 0.36, 0.8), (0.45, 0.36, 0.8), (0, 0.22, 1)):
        fin = extrude([(0, 0), (0.05, 0), (0.3, -0.12), (0.36, -0.06), (0.16, 0.24), (0, 0.34)], 0.07, bevel=0.02)
        prop.add(fin.stretch(size, 1, size).turn(z=90).move(x * wide, 0.6 * thick, z), "charcoal")


def skis(prop: ToyShape) -> None:
    wide, tall, curl, fan = prop.vary(0.18, 0.1), prop.vary(2.2, 0.06), prop.vary(0.34), prop.vary(7, 0.4)
    bend = [(0, 0.05, 0), (0, 0, 0.3), (0, 0, 0.8), (0, -0.06, 0.94), (0, -curl, 1.03)]
    ski = tube([(x, y, z * tall) for x, y, z in bend], [0.06, 0.06, 0.06, 0.06, 0.035]).stretch(x=wide / 0.06)
    parts = [(ski, MAIN), (box(1.5 * wide, 0.2, 0.34, bevel=0.04).move(y=-0.1, z=0.5 * tall), "charcoal")]
    for z in (0.39, 0.6):
        parts.append((box(1.7 * wide, 0.24, 0.12, bevel=0.03).move(y=-0.14, z=z * tall), "steel"))
        parts.append((box(2.1 * wide, 0.15, 0.14, bevel=0.03).move(z=(2.6 * z - 0.8) * tall), LIGHT))
    pole, basket = tube([(0, 0, 0), (0, 0, 0.78 * tall)], 0.05, 10), cylinder(0.18, 0.07, bevel=0.02, segments=20)
    poles = [(pole, "steel"), (basket.move(z=0.2), DARK), (wrapped_grip(0.09, 0.3).move(z=0.7 * tall), "charcoal")]
    for side in (-1, 1):
        for things, lean, x in ((parts, fan, 0.24), (poles, fan + 5, 0.55)):
            for part, colour in things:
                prop.add(part.turn(y=side * lean).move(side * x, 0), colour)


def roller_skate(prop: ToyShape) -> None:
    long, wheel = _laced_boot(prop, 0.52), prop.vary(0.21, 0.08)
    prop.add(box(0.4, 1.5 * long, 0.12, bevel=0.03).move(y=-0.14, z=0.44), "steel")
    for y in (-0.68 * long, 0.4 * long):
        prop.add(box(0.3, 0.2, 0.26, bevel=0.03).move(y=y, z=0.32), "charcoal")
        for x in (-0.3, 0.3):
            prop.add(cylinder(wheel, 0.26, bevel=0.06).turn(y=90).move(x, y, wheel), LIGHT)
            prop.add(cylinder(0.5 * wheel, 0.32, bevel=0.02, segments=16).turn(y=90).move(x, y, wheel), "steel")
    prop.add(cylinder(0.14, 0.3, bevel=0.04, segments=16).turn(x=-35).move(y=-long - 0.08, z=0.3), "cherry")


def ice_skate(prop: ToyShape) -> None:
    long = _laced_boot(prop, 0.5)
    heel, toe = 0.75 * long, -1.1 * long
    blade = [(heel, 0.06), (toe, 0.06), (toe - 0.1, 0.14), (toe - 0.08, 0.24), (toe + 0.1, 0.2), (heel, 0.2)]
    prop.add(extrude([(-y, z) for y, z in blade], 0.08, bevel=0.02).turn(z=-90), "steel")
    for y in (-0.62 * long, 0.42 * long):
        prop.add(box(0.12, 0.22, 0.32, bevel=0.03, taper=1.5).move(y=y, z=0.32), "steel")


def basketball_hoop(prop: ToyShape) -> None:
    wide, high, pole, hoop = prop.vary(1.15, 0.08), prop.vary(0.8, 0.08), prop.vary(1.3, 0.1), prop.vary(0.36, 0.08)
    middle = pole + 0.5 * high
    prop.add(box(wide, 0.14, high, bevel=0.04).move(z=middle))
    for x, z, thick, y in ((wide / 2, high / 2, 0.1, 0), (0.24, 0.2, 0.07, -0.04)):  # the edge and the target
        for side in (-1, 1):
            prop.add(box(2 * x + 1.3 * thick, 0.19, thick, bevel=0.02).move(0, y, middle + side * z), "snow")
            prop.add(box(thick, 0.18, 2 * z, bevel=0.02).move(side * x, y, middle), "snow")
    rim = (0, -hoop - 0.2, middle - 0.27)
    prop.add(torus(hoop, 0.06).move(*rim), "carrot")
    prop.add(box(0.2, 0.3, 0.12, bevel=0.03).move(y=-0.16, z=rim[2]), "carrot")
    for twist in (-0.42, 0.42):
        steps = ((1, 0, 0), (0.8, twist, -0.22), (0.64, 2 * twist, -0.5))
        cord = tube([(r * hoop * math.cos(a), r * hoop * math.sin(a), z) for r, a, z in steps], 0.03, 6, soft=False)
        for i in range(8):
            prop.add(cord.turn(z=45 * i).move(*rim), "cream")
    post = [(0, 0.06, middle - 0.1), (0, 0.45, middle - 0.25), (0, 0.5, middle - 0.6), (0, 0.5, 0.1)]
    prop.add(tube(post, 0.1), DARK)
    prop.add(box(0.8, 0.9, 0.2, bevel=0.06).move(y=0.4, z=0.1), "charcoal")


def _volleyball_panel(inset: float, middle: float) -> Part:
    """Returns a strip of the ball's side towards X. It runs along Y, at the height `middle` of that side."""
    y, z = 1 - inset, 1 / 3 - inset
    along, across = np.linspace(-y, y, 7), np.linspace(-z, z, 4)[1:-1]
    low, high = [(u, -z) for u in along], [(u, z) for u in along[::-1]]
    outline = np.array([*low, *((y, v) for v in across), *high, *((-y, v) for v in across[::-1])])
    rings = []
    for share, radius in ((1, 0.88), (1, 0.965), (0.93, 1), (0.72, 1), (0.48, 1), (0.24, 1), (0, 1)):
        u, v = np.tan(math.pi / 4 * (share * outline + (0, middle))).T
        ring = np.stack([np.ones_like(u), u, v], axis=1)
        rings.append(radius * ring / np.linalg.norm(ring, axis=1, keepdims=True))
    return loft(np.array(rings))


def _laced_boot(prop: ToyShape, floor: float) -> float:
    """Adds a laced ankle boot with its sole at the height `floor`. Returns half of its length."""
    half, long, shaft = prop.vary(0.31, 0.06), prop.vary(0.72, 0.06), prop.vary(1.05, 0.1)
    foot = [(half, long, 0, 0), (half, long, 0, 0), (half, 0.96 * long, 0.02, 0.3)]
    ankle = [(0.9 * half, 0.7 * long, 0.26 * long, 0.48), (0.82 * half, 0.44 * long, 0.48 * long, 0.66)]
    top = [(w * half, d * long, 0.5 * long, shaft) for w, d in ((0.98, 0.5), (0.98, 0.5), (0.7, 0.36))]
    inside = [(0.66 * half, 0.32 * long, 0.5 * long, 0.6), (0, 0, 0.5 * long, 0.6)]
    prop.add(shell([(0, 0, 0, 0), *foot, *ankle, *top, *inside], 0.12).move(z=floor))
    prop.add(shell([(half + 0.04, long + 0.04, 0, z) for z in (-0.06, -0.06, 0.08, 0.08)], 0.12).move(z=floor), DARK)
    prop.add(torus(1, 0.16).stretch(0.86 * half, 0.44 * long, 0.4).move(y=0.5 * long, z=floor + shaft - 0.03), LIGHT)
    for i in range(5):
        y, z = -0.38 * long + 0.11 * i, floor + 0.42 + 0.11 * i
        lace = [(-0.2, y + 0.05, z - 0.08), (0, y - 0.05, z + 0.04), (0.2, y + 0.05, z - 0.08)]
        prop.add(tube(lace, 0.045, segments=8), "snow")
    return long
