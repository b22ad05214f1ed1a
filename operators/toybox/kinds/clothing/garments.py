"""Clothes for the body, hands and feet. Each public function adds the parts of one kind to `prop`."""

from __future__ import annotations

import numpy as np

from ..forms import oval_loft
from ..shapes import DARK, LIGHT, MAIN, ToyShape, box, circle, cylinder, extrude, lathe, rounded, sphere, torus, tube
from .parts import bow_wing


def t_shirt(prop: ToyShape) -> None:
    half, deep, height, reach = prop.vary(0.55, 0.08), prop.vary(0.26, 0.1), prop.vary(1.3, 0.08), prop.vary(0.5)
    hem = [(0, 0, 0, 0.2), (0.85, 0.7, 0, 0.2), (0.9, 0.8, 0, 0), (1.05, 1, 0, 0), (1.05, 1, 0, 0)]
    chest = [(1, 1, 0, 0.5 * height), (1, 1, 0, 0.85 * height), (0.8, 0.9, 0, 0.97 * height), (0.46, 0.75, 0, height)]
    neck = [(0.36, 0.6, 0, height), (0.34, 0.5, 0, height - 0.2), (0, 0, 0, height - 0.2)]
    prop.add(oval_loft([(half * wide, deep * far, y, z) for wide, far, y, z in (*hem, *chest, *neck)], 0.3))
    prop.add(torus(0.42 * half, 0.065).stretch(y=1.55 * deep / half).turn(x=6).move(z=height), DARK)
    sleeve = [(0, 0), (0.24, 0), (0.27, reach), (0.2, reach), (0.19, reach - 0.2), (0, reach - 0.2)]
    cuff = [(0.2, reach - 0.1), (0.285, reach - 0.1), (0.29, reach + 0.02), (0.2, reach + 0.02)]
    for side in (-1, 1):
        for part, colour in ((lathe(sleeve), MAIN), (lathe(cuff, closed=True), DARK)):
            arm = part.stretch(y=3 * deep).turn(y=side * 122)
            prop.add(arm.move(side * 0.62 * half, 0, 0.8 * height), colour)
    prop.add(cylinder(0.27, 0.1, bevel=0.02).turn(x=90).move(y=-deep, z=0.55 * height), "cream")
    bolt = [(0.02, -0.22), (0.16, 0.05), (0.05, 0.05), (0.1, 0.22), (-0.06, 0.22), (-0.14, -0.04), (-0.02, -0.04)]
    prop.add(extrude(bolt, 0.1, bevel=0.02).move(y=-deep - 0.03, z=0.55 * height), DARK)


def dress(prop: ToyShape) -> None:
    waist, hem, length, pleats = prop.vary(0.3, 0.08), prop.vary(0.82), prop.vary(1.15), prop.random.choice((8, 10))
    outside = [(hem, 0), (hem, 0.05), (0.62 * hem, 0.5 * length), (waist, length), (0, length)]
    skirt = rounded([(0, 0.7 * length), (0.6 * waist, 0.7 * length), (hem - 0.1, 0), *outside], 1)
    prop.add(lathe(skirt, 6 * pleats, ribs=pleats, depth=0.05).stretch(y=0.85))
    trim = [(hem - 0.12, -0.05), (hem + 0.03, -0.05), (hem, 0.1), (hem - 0.15, 0.1)]
    prop.add(lathe(trim, 6 * pleats, ribs=pleats, depth=0.05, closed=True).stretch(y=0.85), LIGHT)
    bodice = [(1, 0.8, -0.1), (1, 0.8, 0), (1.4, 1.1, 0.42), (1.35, 1, 0.62)]
    bodice += [(1.15, 0.8, 0.6), (1, 0.6, 0.4), (0, 0, 0.4)]
    prop.add(oval_loft([(x * waist, y * waist, 0, length + z) for x, y, z in bodice], 0.2))
    prop.add(torus(waist, 0.085, segments=24).stretch(y=0.85).move(z=length), DARK)
    puffed = prop.random.random() < 0.5
    for side in (-1, 1):
        if puffed:
            sleeve = sphere(0.24, squareness=0.2, segments=16).stretch(y=0.9, z=0.8)
            prop.add(sleeve.turn(y=side * 30).move(1.5 * side * waist, 0, length + 0.52))
        strap = [(y * waist, length + z) for y, z in ((-0.9, 0.5), (-0.7, 0.78), (0.7, 0.78), (0.9, 0.5))]
        prop.add(tube([(0.85 * side * waist, y, z) for y, z in strap], 0.06, segments=8).stretch(x=1.3), DARK)
        prop.add(bow_wing().stretch(0.5, 0.5, 0.5).turn(y=side * 80).move(y=0.9 * waist, z=length), DARK)
        tail = box(0.14, 0.07, 0.5, bevel=0.02).move(z=-0.25).turn(x=34, y=side * -18)
        prop.add(tail.move(y=0.95 * waist, z=length), DARK)


def jacket(prop: ToyShape) -> None:
    half, deep, height, reach = prop.vary(0.52, 0.08), prop.vary(0.28, 0.1), prop.vary(1.4, 0.12), prop.vary(1.1, 0.08)
    hem = [(0, 0, 0.2), (0.85, 0.8, 0.2), (0.95, 0.9, 0), (1.08, 1, 0), (1.08, 1, 0), (0.98, 1, 0.5 * height)]
    chest = [(1.05, 1, 0.85 * height), (0.9, 1, 0.96 * height), (0.5, 0.8, height), (0.36, 0.6, height)]
    prop.add(oval_loft([(x * half, y * deep, 0, z) for x, y, z in (*hem, *chest, (0, 0, 0.9 * height))], 0.45))
    sleeve = lathe([(0, 0), (0.17, 0), (0.2, 0.3), (0.17, reach), (0.12, reach), (0.12, reach - 0.2), (0, reach - 0.2)])
    cuff = lathe([(0.1, reach - 0.16), (0.19, reach - 0.16), (0.2, reach), (0.1, reach)], closed=True)
    front, waist, top = -deep - 0.01, 0.42 * height, 0.97 * height
    prop.add(extrude([(0, waist), (0.3 * half, top), (-0.3 * half, top)], 0.1, bevel=0.02).move(y=front), "snow")
    prop.add(tube([(0, front, 0.02), (0, front, waist)], 0.04, segments=8), DARK)
    for side in (-1, 1):
        for part, colour in ((sleeve, MAIN), (cuff, DARK)):
            prop.add(part.stretch(y=1.2).turn(y=side * 163).move(0.9 * side * half, 0, 0.88 * height), colour)
        lapel = [(0, 0.4), (0.62, 0.76), (0.5, 0.8), (0.56, 0.87), (0.42, 0.99), (0.3, 0.97)][::side]
        outline = [(side * x * half, z * height) for x, z in lapel]
        prop.add(extrude(outline, 0.12, bevel=0.03).move(y=front - 0.03), LIGHT)
        prop.add(box(0.5 * half, 0.1, 0.1, bevel=0.02).move(side * 0.55 * half, front + 0.02, 0.27 * height), DARK)
    for z in prop.random.choice(((0.16, 0.3), (0.1, 0.22, 0.34))):
        prop.add(sphere(0.07, segments=12).stretch(y=0.7).move(-0.13 * half, front - 0.02, z * height), "gold")
    prop.add(torus(0.4 * half, 0.075).stretch(y=1.5 * deep / half).move(z=height), LIGHT)


def trousers(prop: ToyShape) -> None:
    half, deep, leg, cuff = prop.vary(0.46, 0.08), prop.vary(0.3, 0.08), prop.vary(1.35, 0.15), prop.vary(0.27, 0.25)
    seat = [(0.7, 0.8, -0.12), (1.02, 1.05, -0.05), (1, 1.05, 0.25), (0.9, 0.92, 0.6)]
    inside = [(0.78, 0.72, 0.6), (0.76, 0.7, 0.4), (0, 0, 0.4)]
    prop.add(oval_loft([(x * half, y * deep, 0, leg + z) for x, y, z in seat + inside], 0.2))
    bottom = [(0, 0.2), (cuff - 0.08, 0.2), (cuff - 0.08, 0), (cuff, 0)]
    shape = lathe([*bottom, (0.24, 0.55 * leg), (0.54 * half, leg), (0.3 * half, leg + 0.12), (0, leg + 0.12)])
    fold = lathe([(cuff - 0.1, -0.03), (cuff + 0.05, -0.03), (cuff + 0.05, 0.18), (cuff - 0.1, 0.18)], closed=True)
    for side in (-1, 1):
        for part, colour in ((shape, MAIN), (fold, LIGHT)):
            prop.add(part.move(z=-leg).turn(y=side * -5).move(0.47 * side * half, 0, leg), colour)
        pocket = [(0.35, -1.02, 0.5), (0.5, -1.0, 0.3), (0.85, -0.78, 0.2)]
        prop.add(tube([(side * x * half, y * deep, leg + z) for x, y, z in pocket], 0.045, segments=8), DARK)
        patch = [(-0.14, 0.06), (0, 0), (0.14, 0.06), (0.14, 0.28), (-0.14, 0.28)]
        prop.add(extrude(patch, 0.1, bevel=0.02).move(0.42 * side * half, deep - 0.01, leg + 0.05), DARK)
    belt = lathe([(0.8, 0.46), (1.0, 0.46), (0.98, 0.6), (0.8, 0.6)], 32, closed=True).stretch(half, deep)
    prop.add(belt.move(z=leg), "bark")
    prop.add(box(0.2, 0.1, 0.18, bevel=0.03).move(y=-0.97 * deep, z=leg + 0.53), "gold")
    prop.add(tube([(0, -1.04 * deep, leg + z) for z in (0.0, 0.2, 0.44)], 0.045, segments=8), DARK)


def sock(prop: ToyShape) -> None:
    thick, toe, height = prop.vary(0.29, 0.08), prop.vary(1.05, 0.08), prop.vary(1.5, 0.12)
    foot = [(0, 0, -toe, 0.25, -90), (0.7, 0.65, -toe, 0.25, -90), (0.95, 0.9, -0.8 * toe, 0.25, -90)]
    heel = [(0.9, 0.85, -0.3, 0.3, -80), (0.95, 1.2, -0.02, 0.36, -45), (0.85, 0.95, 0.04, 0.62, -8)]
    leg = [(0.9, 0.95, 0.02, 0.9, 0), (1.05, 1.05, 0, height, 0), (0.75, 0.75, 0, height, 0)]
    rows = [*foot, *heel, *leg, (0.7, 0.7, 0, 0.9, 0), (0, 0, 0, 0.9, 0)]
    prop.add(oval_loft([(thick * wide, thick * deep, *place) for wide, deep, *place in rows]))
    cuff = [(0.75 * thick, 0), (1.08 * thick, 0), (1.14 * thick, 0.38), (0.8 * thick, 0.38)]
    prop.add(lathe(cuff, 80, ribs=20, depth=0.025, closed=True).move(z=height - 0.34), LIGHT)
    prop.add(sphere(1).stretch(0.98 * thick, 0.36, 0.28).turn(x=-45).move(y=0.06, z=0.3), LIGHT)
    toes = [(0, -1.03), (0.75, -1.03), (1.02, -0.88), (1.02, -0.68), (0, -0.68)]
    prop.add(oval_loft([(thick * wide, 0.95 * thick * wide, toe * y, 0.25, -90) for wide, y in toes]), LIGHT)
    for i in range(prop.random.choice((2, 3))):
        prop.add(cylinder(1.05 * thick, 0.12, bevel=0.03, segments=32).move(y=0.01, z=height - 0.5 - 0.21 * i), "cream")


def glove(prop: ToyShape) -> None:
    wide, palm, finger, thick = (
        prop.vary(0.46, 0.06),
        prop.vary(0.5, 0.06),
        prop.vary(0.62, 0.08),
        prop.vary(0.15, 0.06),
    )
    prop.add(sphere(1, squareness=0.4).stretch(wide, 0.22, palm).move(z=0.42 + palm))
    thumb = (-0.8, -48, 0.32 + 0.6 * palm, 0.75)
    for x, fan, z, share in ((-0.72, -12, 0, 0.82), (-0.25, -4, 0, 1), (0.25, 4, 0, 1.06), (0.72, 12, 0, 0.92), thumb):
        length = 0.3 + finger * share
        capsule = lathe(
            [(0, 0), (thick, 0), (thick, length), (0.7 * thick, length + 0.1), (0, length + 0.1)], 16, soft=True
        )
        prop.add(capsule.turn(y=fan).move(x * wide, 0, z or 0.1 + 2 * palm))
    inside, outside = [(0, 0.3), (0.3, 0.3), (0.34, 0)], [(0.48, 0), (0.5, 0.1), (0.4, 0.38), (0.4, 0.56), (0, 0.56)]
    prop.add(lathe([*inside, *outside], 48, ribs=12, depth=0.03).stretch(y=0.66), LIGHT)
    prop.add(torus(0.39, 0.07).stretch(y=0.68).move(z=0.5), DARK)
    for x in (-0.5, 0, 0.5):
        prop.add(tube([(0.8 * x * wide, -0.2, 0.3 + palm), (x * wide, -0.2, 2 * palm + 0.15)], 0.05, segments=8), DARK)


def scarf(prop: ToyShape) -> None:
    radius, length, wide = prop.vary(0.5, 0.08), prop.vary(1.3, 0.1), prop.vary(0.4, 0.1)
    roll = [(radius + 0.2 * u, 0.2 * v) for u, v, _ in circle(12, 1)]
    for tilt, z in ((7, 0.0), (-7, 0.2)):
        prop.add(lathe(roll, 64, ribs=16, depth=0.02, closed=True).turn(x=tilt, y=tilt).move(z=z))
    stripes = prop.random.choice(((0.16, 0.4), (0.12, 0.34, 0.56)))
    for side, drop in ((-1, length), (1, 0.85 * length)):
        end = [(box(wide, 0.14, drop, bevel=0.05).move(z=-drop / 2), MAIN)]
        end += [(box(wide + 0.03, 0.17, 0.12, bevel=0.03).move(z=s - drop), "cream") for s in stripes]
        fringe = cylinder(0.035, 0.26, bevel=0.01, segments=8).move(z=-drop - 0.1)
        end += [(fringe.move(x * wide), "cream") for x in np.linspace(-0.42, 0.42, 5)]
        for part, colour in end:
            prop.add(part.turn(x=side * 4, y=side * 7).move(0.3 * side, side * (radius + 0.13), 0.1), colour)


def necktie(prop: ToyShape) -> None:
    wide, length, loop = prop.vary(0.3), prop.vary(1.5, 0.1), prop.vary(0.4, 0.06)
    gap = prop.vary(0.32, 0.2)

    def half(z: float) -> float:
        return wide * (0.4 - 0.6 * z / (length - wide))

    blade = [(0, -length), (wide, wide - length), (0.4 * wide, 0), (-0.4 * wide, 0), (-wide, wide - length)]
    prop.add(extrude(blade, 0.1, bevel=0.03).turn(x=-3))
    prop.add(extrude(blade, 0.08, bevel=0.02).stretch(0.7, 1, 0.8).turn(x=2).move(0.05, 0.12), DARK)
    for z in np.arange(1.3 * wide - length, -0.5, gap).tolist():
        band = [(-half(z), z), (half(z + 0.2), z + 0.2), (half(z + 0.32), z + 0.32), (-half(z + 0.12), z + 0.12)]
        prop.add(extrude(band, 0.13, bevel=0.02).turn(x=-3), "cream")
    knot = [(-0.1, -0.16), (0.1, -0.16), (0.2, 0.14), (-0.2, 0.14)]
    prop.add(extrude(knot, 0.28, bevel=0.07), DARK)
    collar = lathe([(loop - 0.02, -0.1), (loop + 0.05, -0.1), (loop, 0.12), (loop - 0.08, 0.12)], 48, closed=True)
    prop.add(collar.stretch(y=0.9).turn(x=14).move(y=0.85 * loop, z=0.16))


def bow_tie(prop: ToyShape) -> None:
    size, loop = prop.vary(0.95, 0.25), prop.vary(0.6, 0.06)
    for side in (-1, 1):
        prop.add(bow_wing().stretch(size, 1, 1).turn(y=side * 90))
    prop.add(box(0.3, 0.36, 0.34, bevel=0.09), DARK)
    collar = [(loop - 0.03, -0.09), (loop + 0.04, -0.09), (loop + 0.04, 0.09), (loop - 0.03, 0.09)]
    prop.add(lathe(collar, 32, closed=True).move(y=loop, z=0.02), "charcoal")
