"""Clothes, shoes and hats of the toybox. Each function adds the parts of one kind to `prop`."""

from __future__ import annotations

import numpy as np

from ..shapes import (
    DARK,
    LIGHT,
    MAIN,
    Part,
    ToyShape,
    arch,
    box,
    circle,
    cylinder,
    extrude,
    lathe,
    rounded,
    sphere,
    torus,
    tube,
)
from ..stories.figure_parts import star
from .belongings import shell


def dress(prop: ToyShape) -> None:
    waist, hem, length, pleats = prop.vary(0.3, 0.08), prop.vary(0.82), prop.vary(1.15), prop.random.choice((8, 10))
    outside = [(hem, 0), (hem, 0.05), (0.62 * hem, 0.5 * length), (waist, length), (0, length)]
    skirt = rounded([(0, 0.7 * length), (0.6 * waist, 0.7 * length), (hem - 0.1, 0), *outside], 1)
    prop.add(lathe(skirt, 6 * pleats, ribs=pleats, depth=0.05).stretch(y=0.85))
    trim = [(hem - 0.12, -0.05), (hem + 0.03, -0.05), (hem, 0.1), (hem - 0.15, 0.1)]
    prop.add(lathe(trim, 6 * pleats, ribs=pleats, depth=0.05, closed=True).stretch(y=0.85), LIGHT)
    bodice = [(1, 0.8, -0.1), (1, 0.8, 0), (1.4, 1.1, 0.42), (1.35, 1, 0.62)]
    bodice += [(1.15, 0.8, 0.6), (1, 0.6, 0.4), (0, 0, 0.4)]
    prop.add(shell([(x * waist, y * waist, 0, length + z) for x, y, z in bodice], 0.2))
    prop.add(torus(waist, 0.085, segments=24).stretch(y=0.85).move(z=length), DARK)
    puffed = prop.random.random() < 0.5
    for side in (-1, 1):
        if puffed:
            sleeve = sphere(0.24, squareness=0.2, segments=16).stretch(y=0.9, z=0.8)
            prop.add(sleeve.turn(y=side * 30).move(1.5 * side * waist, 0, length + 0.52))
        strap = [(y * waist, length + z) for y, z in ((-0.9, 0.5), (-0.7, 0.78), (0.7, 0.78), (0.9, 0.5))]
        prop.add(tube([(0.85 * side * waist, y, z) for y, z in strap], 0.06, segments=8).stretch(x=1.3), DARK)
        prop.add(_bow_wing().stretch(0.5, 0.5, 0.5).turn(y=side * 80).move(y=0.9 * waist, z=length), DARK)
        tail = box(0.14, 0.07, 0.5, bevel=0.02).move(z=-0.25).turn(x=34, y=side * -18)
        prop.add(tail.move(y=0.95 * waist, z=length), DARK)


def jacket(prop: ToyShape) -> None:
    half, deep, height, reach = prop.vary(0.52, 0.08), prop.vary(0.28, 0.1), prop.vary(1.4, 0.12), prop.vary(1.1, 0.08)
    hem = [(0, 0, 0.2), (0.85, 0.8, 0.2), (0.95, 0.9, 0), (1.08, 1, 0), (1.08, 1, 0), (0.98, 1, 0.5 * height)]
    chest = [(1.05, 1, 0.85 * height), (0.9, 1, 0.96 * height), (0.5, 0.8, height), (0.36, 0.6, height)]
    prop.add(shell([(x * half, y * deep, 0, z) for x, y, z in (*hem, *chest, (0, 0, 0.9 * height))], 0.45))
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
    prop.add(shell([(x * half, y * deep, 0, leg + z) for x, y, z in seat + inside], 0.2))
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


def high_heel_shoe(prop: ToyShape) -> None:
    half, long, rise = prop.vary(0.29, 0.08), prop.vary(1.0, 0.05), prop.vary(0.8, 0.12)
    foot = [(1, 1, 0, 0, 0), (1, 1, 0, 0, 0), (1, 1, 0, 0.16, 0), (0.98, 0.98, 0, 0.3, 3)]
    mouth = [(0.84, 0.66, 0.3, 0.4, 6), (0.64, 0.58, 0.3, 0.4, 6), (0.6, 0.55, 0.3, 0.1, 0), (0, 0, 0.3, 0.1, 0)]
    prop.add(_arched(shell([(x * half, y * long, s * long, z, a) for x, y, s, z, a in foot + mouth]), long, rise))
    sole = [(half + 0.03, long + 0.03, 0, z) for z in (-0.07, -0.07, 0.05, 0.05)]
    prop.add(_arched(shell(sole), long, rise), "charcoal")
    heel = [(0, 0.72 * long, rise + 0.05), (0, 0.84 * long, 0.55 * rise), (0, 0.86 * long, -0.07)]
    prop.add(tube(heel, [0.24, 0.1, 0.07], segments=16), DARK)
    place = prop.random.choice(((-0.5 * long, 0.42), (0.95 * long, rise + 0.34)))
    for side in (-1, 1):
        wing = _bow_wing().stretch(0.45, 0.45, 0.4).turn(y=side * 90, z=side * 15 * (place[0] > 0))
        prop.add(wing.move(0, *place), LIGHT)
    prop.add(sphere(0.1, segments=12).move(0, *place), LIGHT)


def sandal(prop: ToyShape) -> None:
    half, long, heel = prop.vary(0.38, 0.08), prop.vary(0.95, 0.06), prop.vary(0.5, 0.08)
    for grow, low, high, colour in ((0.0, 0.0, 0.17, DARK), (-0.03, 0.1, 0.23, "dough")):
        prop.add(shell([(half + grow, long + grow, 0, z) for z in (low, low, high, high)], 0.15), colour)
    for y, lean in ((-0.6, 12), (-0.38, -12)):
        arc = [(-half, 0, 0.1), (-half, 0, heel), (half, 0, heel), (half, 0, 0.1)]
        prop.add(tube(arc, 0.07).stretch(y=2.2).turn(z=lean).move(y=y * long))
    for side in (-1, 1):
        prop.add(tube([(side * half, 0.35 * long, 0.1), (side * 0.8 * half, 0.55 * long, 0.75)], 0.085))
    ankle = [(0.075 * u, 0.075 * v) for u, v, _ in circle(10, 1)]
    strap = lathe([(0.32 + u, 1.5 * v) for u, v in ankle], 32, closed=True).stretch(0.9 * half / 0.32, 1.25).turn(x=6)
    prop.add(strap.move(y=0.55 * long, z=0.75))
    prop.add(box(0.1, 0.2, 0.2, bevel=0.03).move(0.97 * half, 0.5 * long, 0.75), "gold")


def slippers(prop: ToyShape) -> None:
    half, long, gap = prop.vary(0.42, 0.08), prop.vary(0.95, 0.06), prop.vary(0.56, 0.04)
    foot = [(1, 1, 0, 0, 0), (1, 1, 0, 0, 0), (1.04, 1, 0, 0.1, -1), (1, 0.96, 0.02, 0.2, -3)]
    mouth = [(0.84, 0.68, 0.28, 0.3, -8), (0.72, 0.6, 0.28, 0.29, -8), (0.74, 0.5, 0.4, 0.1, 0), (0, 0, 0.4, 0.1, 0)]
    pair = [(shell([(x * half, y * long, s * long, z, a) for x, y, s, z, a in foot + mouth]), MAIN)]
    pair.append((shell([(half + 0.04, long + 0.04, 0, z) for z in (-0.12, -0.12, 0.06, 0.06)]), DARK))
    insole = cylinder(1, 0.12, bevel=0.02).stretch(0.76 * half, 0.52 * long)
    pair.append((insole.move(y=0.4 * long, z=0.12), "cream"))
    fur = lathe([(1 + 0.18 * u, 0.11 * v) for u, v, _ in circle(8, 1)], 36, ribs=12, depth=0.05, closed=True)
    pair.append((fur.stretch(0.78 * half, 0.66 * long).turn(x=-7).move(y=0.28 * long, z=0.31), "cream"))
    pair.append((sphere(prop.vary(0.19), segments=12).move(y=-0.56 * long, z=0.42), LIGHT))
    for side in (-1, 1):
        for part, colour in pair:
            prop.add(part.turn(z=side * 7).move(side * gap, 0.1 * side), colour)


def cowboy_hat(prop: ToyShape) -> None:
    radius, brim, height, curl = prop.vary(0.46, 0.06), prop.vary(1.0, 0.06), prop.vary(0.72, 0.08), prop.vary(0.85)
    inside = [(0, 0.6 * height), (radius - 0.1, 0.55 * height), (radius - 0.08, 0), (brim, 0)]
    crown = [(radius, 0.1), (radius, 0.14), (0.95 * radius, 0.7 * height), (0.85 * radius, height)]
    felt = lathe(rounded([*inside, (brim + 0.05, 0.05), (brim, 0.1), *crown, (0.4 * radius, height), (0, height)]), 48)
    x, y, z = felt.vertices.T
    reach = np.hypot(x, y)
    out = np.clip(reach - radius, 0, None) / np.maximum(reach, 0.1) ** 2
    high = np.clip(z / height, 0, 1) * (reach < 1.02 * radius)
    felt.vertices[:, 2] += out * (curl * x**2 - 0.25 * y**2) - 0.24 * high**4 * np.exp(-((x / 0.15) ** 2))
    felt.vertices[:, 0] *= 1 - 0.3 * high * (y < 0) * np.clip(-y / radius, 0, 1)
    prop.add(felt.stretch(y=1.15))
    band = lathe([(radius - 0.1, 0.1), (radius + 0.04, 0.1), (radius + 0.03, 0.26), (radius - 0.1, 0.26)], closed=True)
    prop.add(band.stretch(y=1.15), "bark")
    prop.add(star(0.15, 0.1, 0.03, 0.45).move(y=-1.15 * radius - 0.05, z=0.2), "gold")


def top_hat(prop: ToyShape) -> None:
    radius, brim, height, wide = prop.vary(0.5, 0.06), prop.vary(0.85, 0.06), prop.vary(1.1), prop.vary(0.56, 0.1)
    inside = [(0, 0.8), (radius - 0.1, 0.8), (radius - 0.1, 0), (radius, -0.03), (brim, 0.04)]
    outside = [(brim + 0.04, 0.08), (brim, 0.13), (radius + 0.08, 0.08), (radius, 0.14), (0.94 * radius, 0.5 * height)]
    top = [(wide, height - 0.05), (wide - 0.05, height), (0, height)]
    felt = lathe([*inside, *outside, *top], 48)
    x, y, _ = felt.vertices.T
    felt.vertices[:, 2] += 0.5 * np.clip(np.hypot(x, y) - 1.2 * radius, 0, None) * x**2
    prop.add(felt)
    band = [(0.3, 0.1), (radius + 0.03, 0.1), (0.97 * radius + 0.03, 0.34), (0.3, 0.34)]
    prop.add(lathe(band, 40, closed=True), prop.random.choice(("cherry", "cream", "charcoal")))


def baseball_cap(prop: ToyShape) -> None:
    radius, height, bill = prop.vary(0.66, 0.06), prop.vary(0.72, 0.08), prop.vary(0.72, 0.1)
    inside = [(0, 0.86), (0.5, 0.78), (0.84, 0.5), (0.88, 0)]
    outside = [(1, 0), (1, 0.1), (0.98, 0.5), (0.62, 0.93), (0.2, 1), (0, 1)]
    prop.add(lathe(rounded(inside + outside), 36).stretch(radius, 1.1 * radius, height))
    for _, _, angle in circle(6, 1, 30):
        seam = [(1, 0.05), (1, 0.5), (0.66, 0.9), (0, 1.01)]
        part = tube([(u, 0, v) for u, v in seam], 0.03, segments=6).turn(z=angle)
        prop.add(part.stretch(radius, 1.1 * radius, height), DARK)
    prop.add(sphere(0.09, segments=12).stretch(z=0.7).move(z=1.01 * height), DARK)
    prop.add(extrude(arch(0.5, 0.28), 0.3).move(y=radius, z=0.1), "charcoal")
    prop.add(box(0.56, 0.4, 0.1, bevel=0.02).move(y=radius - 0.02, z=0.06), DARK)
    visor = extrude(arch(1.7 * radius, bill + 0.7 * radius), 0.08, bevel=0.03).turn(x=90).move(y=-0.5 * radius)
    x, y, _ = visor.vertices.T
    visor.vertices[:, 2] += 0.08 - 0.45 * x**2 + 0.12 * y
    prop.add(visor, prop.random.choice((DARK, LIGHT)))
    prop.add(star(0.2, 0.14, 0.03, 0.45).turn(x=-14).move(y=-1.08 * radius, z=0.46 * height), "snow")


def beanie(prop: ToyShape) -> None:
    radius, height, puff = prop.vary(0.68, 0.06), prop.vary(0.95, 0.1), prop.vary(0.27)
    inside = [(0, 0.7), (0.6, 0.66), (0.86, 0.2), (0.88, 0)]
    outside = [(1, 0), (1.02, 0.3), (0.9, 0.75), (0.5, 1), (0, 1.02)]
    prop.add(lathe(rounded(inside + outside, 1), 60, ribs=15, depth=0.02).stretch(radius, radius, height))
    cuff = [(0.9, -0.03), (1.08, -0.03), (1.14, 0.15), (1.1, 0.3), (0.9, 0.3)]
    prop.add(lathe(cuff, 80, ribs=20, depth=0.025, closed=True).stretch(radius, radius), LIGHT)
    for z in prop.random.choice(((0.5,), (0.45, 0.62))):
        prop.add(torus((1.1 - 0.3 * z) * radius - 0.02, 0.055, segments=40).move(z=z * height), "cream")
    for x, y, z in 0.35 * puff * np.random.default_rng(1).normal(size=(12, 3)):
        prop.add(sphere(0.7 * puff, segments=8).move(x, y, z + height + 0.5 * puff), "cream")


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
        prop.add(_bow_wing().stretch(size, 1, 1).turn(y=side * 90))
    prop.add(box(0.3, 0.36, 0.34, bevel=0.09), DARK)
    collar = [(loop - 0.03, -0.09), (loop + 0.04, -0.09), (loop + 0.04, 0.09), (loop - 0.03, 0.09)]
    prop.add(lathe(collar, 32, closed=True).move(y=loop, z=0.02), "charcoal")


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


def _bow_wing() -> Part:
    """Returns the upper half of a bow that stands on its knot, of height 1."""
    cloth = [(0, 0), (0.12, 0), (0.16, 0.12), (0.46, 0.8), (0.46, 0.98), (0.36, 0.94), (0, 0.72)]
    return lathe(rounded(cloth, 1), 20).stretch(y=0.5)


def _arched(shoe: Part, long: float, rise: float) -> Part:
    """Returns a flat shoe with its heel lifted by `rise` and its toe pointed. `long` is half its length."""
    y = shoe.vertices[:, 1] / long
    lift = ((y + 0.45) / 1.15).clip(0, 1)
    pinch = 1 - 0.3 * (-y - 0.2).clip(0, 1)
    bent = np.column_stack([shoe.vertices[:, 0] * pinch, shoe.vertices[:, 1], rise * lift**2 * (3 - 2 * lift)])
    return Part(bent + shoe.vertices * (0, 0, 1), shoe.faces)
