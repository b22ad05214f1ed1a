"""Houses and workplaces of the toybox. Each function adds the parts of one kind to `prop`."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from ..shapes import DARK, LIGHT, MAIN, ToyShape, arch, box, cylinder, extrude, lathe, slab, sphere, tube
from .parts import ROOFS, door, gabled, windows


def barn(prop: ToyShape) -> None:
    half, depth, wall, rise = prop.vary(0.72, 0.1), prop.vary(1.7, 0.12), prop.vary(0.8, 0.1), prop.vary(0.72, 0.1)
    line = [(-half, wall), (-0.68 * half, wall + 0.62 * rise), (0, wall + rise)]
    line += [(-x, z) for x, z in line[1::-1]]
    prop.add(extrude([(-half, 0), (half, 0), *line[::-1]], depth, bevel=0.02))
    eaves = [(-half - 0.14, wall - 0.12), *line[1:-1], (half + 0.14, wall - 0.12)]
    prop.add(slab(eaves, depth + 0.3, 0.08), "snow")
    prop.add(slab([(x, z + 0.05) for x, z in eaves], depth + 0.24, 0.15), "stone")
    for wide, tall, z, width in ((0.86, 0.76, 0.36, 0.35), (0.4, 0.4, wall + 0.34 * rise, 0.3)):
        prop.add(box(wide, depth + 0.08, tall, bevel=0.02).move(z=z), "snow")
        prop.add(box(wide - 0.14, depth + 0.12, tall - 0.14, bevel=0.02).move(z=z), DARK)
        for x in (-0.185, 0.185) if wide > 0.5 else (0.0,):
            for lean in (-1, 1):
                brace = box(0.075, depth + 0.17 + 0.02 * lean, tall - 0.08, bevel=0.02)
                prop.add(brace.turn(y=lean * np.degrees(np.arctan2(width, tall))).move(x, 0, z), "snow")
    for y in (-0.3, 0.0, 0.3):
        windows(prop, y * depth, 0.5 * wall, 0.26, 0.26, 2 * half, turn=90, frame="snow")
    prop.add(box(0.34, 0.34, 0.5, bevel=0.02).move(z=wall + rise + 0.2))
    prop.add(cylinder(0.34, 0.26, bevel=0.02, top=0.05, segments=4).turn(z=45).move(z=wall + rise + 0.56), "stone")


def church(prop: ToyShape) -> None:
    half, depth, wall, tower = prop.vary(0.5, 0.1), prop.vary(1.45, 0.1), prop.vary(0.86, 0.08), prop.vary(1.65, 0.08)
    side, spire, front, roof = prop.vary(0.28, 0.08), prop.vary(0.8), -depth / 2 - 0.1, prop.random.choice(ROOFS)
    gabled(prop, half, depth, wall, prop.vary(0.55, 0.1), roof)
    prop.add(box(2 * side, 2 * side, tower, bevel=0.02).move(y=front, z=tower / 2))
    prop.add(box(2 * side + 0.1, 2 * side + 0.1, 0.1, bevel=0.03).move(y=front, z=tower), LIGHT)
    prop.add(cylinder(1.55 * side, spire, top=0.04, segments=4).turn(z=45).move(y=front, z=tower + spire / 2), roof)
    for wide, tall, z in ((0.1, 0.56, 0.2), (0.36, 0.1, 0.3)):
        prop.add(box(wide, 0.2 - 0.2 * tall, tall, bevel=0.02).move(y=front, z=tower + spire + z), "gold")
    for turn in (0, 90):
        for wide, tall, out, colour in ((0.38, 0.46, 0.06, DARK), (0.26, 0.38, 0.12, "charcoal")):
            bells = extrude(arch(wide, tall), 2 * side + out, bevel=0.02)
            prop.add(bells.turn(z=turn).move(y=front, z=tower - 0.5 + 0.3 * out), colour)
    for y in (-0.16, 0.1, 0.36):
        for wide, tall, out, colour in ((0.3, 0.62, 0.06, DARK), (0.19, 0.53, 0.12, "glass")):
            pane = extrude(arch(wide, tall), 2 * half + out, bevel=0.02).turn(z=90)
            prop.add(pane.move(y=y * depth, z=0.18 + 0.3 * out), colour)
    door(prop, 0, front - side, 0.3, 0.52)
    prop.add(cylinder(0.7 * half, wall, bevel=0.02).move(y=depth / 2, z=wall / 2))
    prop.add(cylinder(0.7 * half + 0.1, 0.34, bevel=0.02, top=0.05).move(y=depth / 2, z=wall + 0.1), roof)


def log_cabin(prop: ToyShape) -> None:
    width, depth, rise, courses = prop.vary(1.5, 0.08), prop.vary(1.2, 0.1), prop.vary(0.58, 0.1), 5
    wall, ends = 0.2 * courses, prop.vary(0.4, 0.1)
    prop.add(box(width, depth, wall, bevel=0.02).move(z=wall / 2 + 0.02), DARK)
    for turn, long, apart in ((90, width, depth), (0, depth, width)):
        for course in range(courses):
            z = 0.2 * course + (0.2 if turn else 0.1)
            for size, length, colour in ((0.12, long + ends, MAIN), (0.08, long + ends + 0.03, "dough")):
                log = cylinder(size, length, bevel=0.02, segments=10).turn(x=90).move(x=apart / 2, z=z)
                prop.add_around(log.turn(z=turn), 2, colour)
    for course in (0.0, 0.2, 0.4):
        log = cylinder(0.12, (width - 0.1) * (1 - course / rise) + 0.1, bevel=0.02, segments=10).turn(y=90)
        prop.add_around(log.move(y=depth / 2, z=wall + 0.1 + course), 2, MAIN)
    edge, slope = width / 2 + 0.3, 2 * rise / width
    roof = slab([(-edge, -0.3 * slope), (0, rise), (edge, -0.3 * slope)], depth + ends + 0.1, 0.16)
    prop.add(roof.move(z=wall + 0.16), "bark")
    chimney = wall + rise + 0.36
    for wide, tall in ((0.32, chimney), (0.42, 0.14), (0.5, 0.6)):
        block = box(wide, wide, tall, bevel=0.04)
        prop.add(block.move(width / 2 + 0.1, 0, tall / 2 if tall > 0.2 else chimney), "stone")
    for x in (-0.34, 0.34):
        windows(prop, x * width, 0.56 * wall, 0.26, 0.3, depth + 0.2, frame="wood")
    door(prop, 0, -depth / 2 - 0.06, 0.36, 0.68, z=0.02)


def hut(prop: ToyShape) -> None:
    radius, wall, rise, eaves = prop.vary(0.74, 0.1), prop.vary(1.0, 0.1), prop.vary(0.9, 0.1), prop.vary(0.2, 0.1)
    prop.add(lathe([(0, 0), (radius + 0.05, 0), (radius, 0.1), (radius - 0.04, wall + 0.1), (0, wall + 0.1)], 32))
    for tier, colour in enumerate(("dough", "wood", "dough")):
        wide, low = (radius + eaves) * (1 - 0.3 * tier), wall - 0.16 + 0.3 * rise * tier
        eave = [(0, 0.1), (wide - 0.16, 0.04), (wide, 0), (wide, 0.12)]
        straw = lathe([*eave, (0.62 * wide, 0.38 * rise + 0.12), (0, 0.5 * rise)], 64, ribs=16, depth=0.03)
        prop.add(straw.turn(z=11 * tier).move(z=low), colour)
    prop.add(cylinder(0.1, 0.3, bevel=0.03, top=0.16, segments=12).move(z=wall + 1.1 * rise), "bark")
    for width, tall, out, colour in ((0.5, 0.76, 0.06, "bark"), (0.36, 0.68, 0.1, "coffee")):
        prop.add(extrude(arch(width, tall), 0.3, bevel=0.02).move(y=0.12 - radius - out, z=0.01), colour)
    for turn in (90, 180, 270):
        for size, out, colour in ((0.15, 0.02, "bark"), (0.1, 0.05, "coffee")):
            hole = cylinder(size, 0.2, bevel=0.02, segments=16).turn(x=90).move(y=-radius - out + 0.08, z=0.6 * wall)
            prop.add(hole.turn(z=turn), colour)


def farmhouse(prop: ToyShape) -> None:
    width, depth, wall, rise = prop.vary(1.6, 0.08), prop.vary(0.95, 0.1), prop.vary(1.15, 0.08), prop.vary(0.5)
    roof, porch, front = prop.random.choice(ROOFS), prop.vary(0.5, 0.1), -depth / 2
    gabled(prop, depth / 2, width, wall, rise, roof, turn=90)
    prop.add(box(0.24, 0.24, 0.6, bevel=0.03).move(0.3 * width, 0.1, wall + rise), "terracotta")
    for x, z in ((-0.33, 0.34), (0.33, 0.34), (-0.33, 0.84), (0, 0.84), (0.33, 0.84)):
        windows(prop, x * width, z * wall, 0.24, 0.26, depth)
    for z in (0.36, 0.82):
        windows(prop, 0, z * wall, 0.28, 0.26, width, turn=90)
    door(prop, 0, front, 0.3, 0.5)
    prop.add(box(width, porch, 0.14, bevel=0.03).move(y=front - porch / 2, z=0.07), "wood")
    prop.add(box(0.5, 0.2, 0.07, bevel=0.02).move(y=front - porch - 0.08, z=0.035), "wood")
    prop.add(box(width + 0.1, porch + 0.2, 0.1, bevel=0.02).turn(x=16).move(0, front - porch / 2, 0.62 * wall), roof)
    for x in (-0.46, -0.18, 0.18, 0.46):
        prop.add(box(0.09, 0.09, 0.58 * wall, bevel=0.02).move(x * width, front - porch + 0.08, 0.29 * wall), "snow")
    for x in (-0.32, 0.32):
        prop.add(box(0.28 * width, 0.06, 0.07, bevel=0.01).move(x * width, front - porch + 0.08, 0.34), "snow")
        for post in (-0.08, 0, 0.08):
            rail = box(0.06, 0.06, 0.24, bevel=0.01)
            prop.add(rail.move((x + post) * width, front - porch + 0.08, 0.24), "snow")


def townhouse(prop: ToyShape) -> None:
    half, depth, storey, floors = prop.vary(0.42, 0.08), prop.vary(0.8, 0.1), prop.vary(0.54, 0.08), 3
    wall, rise, steps = floors * storey + 0.1, 0.9 * half + 0.2, 4
    gabled(prop, half, depth, wall, rise, "terracotta", eaves=0.0)
    for step in range(steps + 1):
        wide = 2 * half * (1 - step / (steps + 0.6)) + 0.12
        for y in (-depth / 2, depth / 2):
            prop.add(box(wide, 0.2, 0.26, bevel=0.02).move(0, y, wall + 0.06 + 0.22 * step))
            prop.add(box(wide + 0.05, 0.25, 0.07, bevel=0.02).move(0, y, wall + 0.2 + 0.22 * step), "snow")
    for floor in range(floors):
        z = (floor + 0.55) * storey + 0.1
        prop.add(box(2 * half + 0.08, depth + 0.08, 0.07, bevel=0.02).move(z=(floor + 1) * storey + 0.08), "snow")
        for x in (-0.5, 0.5) if floor else (0.5,):
            windows(prop, x * half, z, 0.2, 0.52 * storey, depth, frame="snow")
        windows(prop, 0, z, 0.2, 0.5 * storey, 2 * half, turn=90, frame="snow")
    windows(prop, 0, wall + 0.3, 0.18, 0.22, depth + 0.2, frame="snow")
    door(prop, -0.46 * half, -depth / 2, 0.26, 0.42, z=0.14)
    for step in (0, 1):
        stair = box(0.42, 0.34 - 0.12 * step, 0.08, bevel=0.02)
        prop.add(stair.move(-0.46 * half, -depth / 2 - 0.1, 0.04 + 0.07 * step), "stone")


def shop(prop: ToyShape) -> None:
    width, depth, wall, sign = prop.vary(1.6, 0.08), prop.vary(1.1, 0.1), prop.vary(1.3, 0.06), prop.vary(0.3, 0.1)
    front, stripe, shelf = -depth / 2, width / 7, 0.34
    prop.add(box(width + 0.1, depth + 0.1, 0.12, bevel=0.03).move(z=0.06), "stone")
    prop.add(box(width, depth, wall, bevel=0.02).move(z=wall / 2))
    prop.add(box(width + 0.1, depth + 0.1, 0.12, bevel=0.03).move(z=wall), DARK)
    prop.add(box(width - 0.1, 0.16, sign + 0.1, bevel=0.03).move(0, front, wall + sign / 2), "charcoal")
    for i in range(5):
        letter = box(0.1, 0.22, prop.random.choice((0.5, 0.7)) * sign, bevel=0.02)
        prop.add(letter.move((i - 2) * 0.13 * width, front, wall + sign / 2), "gold")
    for i in range(7):
        awning = box(stripe + 0.01, 0.56, 0.1 + 0.02 * (i % 2), bevel=0.02).turn(x=28)
        lobe = extrude(arch(stripe + 0.01, 0.16), 0.1 + 0.02 * (i % 2), bevel=0.02).turn(y=180)
        for part, y, z in ((awning, -0.2, -0.18), (lobe, -0.43, -0.28)):
            prop.add(part.move((i - 3) * stripe, front + y, wall + z), "snow" if i % 2 else DARK)
    for x, wide, low, high in ((0.16 * width, 0.56 * width, 0.26, 0.84), (-0.32 * width, 0.2 * width, 0.1, 0.84)):
        prop.add(box(wide + 0.12, 0.12, high - low + 0.12, bevel=0.02).move(x, front, (low + high) / 2), "snow")
        prop.add(box(wide, 0.18, high - low, bevel=0.02).move(x, front, (low + high) / 2), "glass")
    for i, colour in enumerate(("cherry", "carrot", "lemon", "leaf", "blossom")):
        ware = sphere(0.09, squareness=prop.random.choice((0.0, 0.6)), segments=12)
        prop.add(ware.move(0.16 * width + (i - 2) * 0.11 * width, front - 0.1, shelf + 0.04), colour)
    windows(prop, 0, 0.6 * wall, 0.4 * depth, 0.4 * wall, width, turn=90)
    prop.add(box(0.34, 0.1, 0.68, bevel=0.02).move(0.2 * width, -front, 0.44), "bark")
    prop.add(box(0.5, 0.3, 0.24, bevel=0.03).move(-0.2 * width, 0.1, wall + 0.1), "steel")


def factory(prop: ToyShape) -> None:
    teeth, tooth, depth, wall = prop.random.choice((3, 4)), prop.vary(0.56), prop.vary(1.1, 0.1), prop.vary(0.75, 0.1)
    width, rise, tall = teeth * tooth, prop.vary(0.38, 0.1), prop.vary(1.75, 0.1)
    prop.add(box(width + 0.1, depth + 0.1, 0.12, bevel=0.03).move(z=0.06), "stone")
    prop.add(box(width, depth, wall, bevel=0.02).move(z=wall / 2))
    for i in range(teeth):
        x, z = i * tooth - width / 2, wall + 0.46 * rise
        prop.add(extrude([(0, -0.05), (tooth - 0.02, -0.05), (0, rise)], depth - 0.02, bevel=0.01).move(x, z=wall))
        prop.add(slab([(-0.05, rise), (tooth, 0)], depth + 0.08, 0.09).move(x, z=wall), "stone")
        prop.add(box(0.1, depth - 0.2, 0.6 * rise, bevel=0.02).move(x, z=z), "glass")
        for y in (-0.17, 0.17):
            prop.add(box(0.13, 0.06, 0.6 * rise, bevel=0.01).move(x, y * depth, z), "snow")
        if i:
            windows(prop, x + tooth / 2, 0.5 * wall, 0.56 * tooth, 0.4 * wall, depth)
    windows(prop, 0, 0.5 * wall, 0.4 * depth, 0.4 * wall, width, turn=90)
    for row in range(5):
        gate = box(0.64 * tooth, 0.12 + 0.02 * (row % 2), 0.12, bevel=0.02)
        prop.add(gate.move((tooth - width) / 2, -depth / 2, 0.14 + 0.1 * row), "steel")
    _smoking_chimney(prop, 0.5 * tooth, 0.26 * depth, tall)
    _smoking_chimney(prop, -0.25 * tooth, 0.26 * depth, 0.85 * tall)


def garage(prop: ToyShape) -> None:
    half, depth, wall, rise = prop.vary(0.76, 0.08), prop.vary(1.3, 0.08), prop.vary(1.0, 0.06), prop.vary(0.3)
    edge, low, front, lifted = half + 0.14, -0.14 * rise / half, -depth / 2, prop.random.choice((1, 2, 3))
    prop.add(extrude([(-half, 0), (half, 0), (0, rise)], depth, bevel=0.02).move(z=wall - 0.02))
    roof = slab([(-edge, low), (0, rise), (edge, low)], depth + 0.24, 0.13).move(z=wall)
    prop.add(roof, prop.random.choice(ROOFS))
    prop.add(box(2 * half + 0.1, depth + 0.1, 0.1, bevel=0.02).move(z=0.05), "stone")
    prop.add(box(1.5 * half, 0.4, 0.06, bevel=0.02).move(y=front - 0.2, z=0.04), "stone")
    prop.add(box(2 * half - 0.02, 0.12, wall, bevel=0.02).move(y=-front - 0.07, z=wall / 2))
    prop.add(box(0.34, 0.1, 0.68, bevel=0.02).move(0.3 * half, -front, 0.42), "bark")
    prop.add(box(0.26, 0.2, 0.16, bevel=0.03).move(0, front - 0.02, wall + 0.1), "lemon")
    for side in (-1, 1):
        prop.add(box(0.16, depth, wall + 0.02, bevel=0.02).move(side * (half - 0.08), 0, wall / 2))
        prop.add(box(0.18, 0.14, wall, bevel=0.02).move(side * (half - 0.11), front, wall / 2), "snow")
        for size, out, colour in ((0.48, 0.0, "snow"), (0.36, 0.03, "glass")):
            prop.add(box(0.1, size, size - 0.08, bevel=0.02).move(side * (half + out), 0, 0.6 * wall), colour)
        prop.add(sphere(0.1, segments=12).move(side * 0.3, front + 0.16, 0.32), "lemon")
        prop.add(cylinder(0.15, 0.18).turn(y=90).move(side * 0.38, front + 0.42, 0.22), "charcoal")
    for wide, long, tall, y, z in ((0.86, 0.9, 0.26, 0.62, 0.34), (0.6, 0.4, 0.24, 0.72, 0.56)):
        prop.add(box(wide, long, tall, bevel=0.07).move(0, front + y, z), "steel" if wide > 0.8 else "glass")
    prop.add(box(2 * half - 0.04, 0.18, 0.13, bevel=0.02).move(y=front, z=wall - 0.06), "snow")
    for row in range(lifted):
        panel = box(2 * half - 0.3, 0.1, 0.17, bevel=0.03)
        prop.add(panel.move(y=front + 0.02, z=wall - 0.18 - 0.15 * row), LIGHT)


def greenhouse(prop: ToyShape) -> None:
    half, depth, wall, rise = prop.vary(0.62, 0.08), prop.vary(1.5, 0.1), prop.vary(0.85, 0.08), prop.vary(0.45)
    bays, front = prop.random.choice((3, 4)), -depth / 2
    frame = [(-half, 0.0), (-half, wall), (0.0, wall + rise), (half, wall), (half, 0.0)]
    prop.add(extrude(frame[::-1], depth, bevel=0.02), "glass")
    prop.add(box(2 * half + 0.12, depth + 0.12, 0.28, bevel=0.03).move(z=0.14))
    for bay in range(bays + 1):
        y = (bay / bays - 0.5) * depth
        for (x0, z0), (x1, z1) in pairwise(frame):
            prop.add(tube([(x0, y, z0), (x1, y, z1)], 0.06, segments=8))
        # The plants push a little through the panes, as the glass of the toybox is opaque.
        for side in (-1, 1) if bay else ():
            _bush(prop, side * (half - 0.1), y - depth / bays / 2, 0.44, 0.18, "cherry")
    for x, z in (*frame[1:4], (-half, 0.55 * wall), (half, 0.55 * wall)):
        prop.add(tube([(x, front - 0.03, z), (x, 0.03 - front, z)], 0.07, segments=8))
    prop.add(box(2 * half, depth + 0.1, 0.1, bevel=0.02).move(z=wall))
    prop.add(box(0.1, depth + 0.08, rise, bevel=0.02).move(z=wall + rise / 2))
    prop.add(box(0.44, depth + 0.16, 0.34, bevel=0.02).move(z=0.18), DARK)
    prop.add(box(0.46, depth / bays, 0.07, bevel=0.02).turn(y=10).move(0.3, 0, wall + 0.75 * rise), LIGHT)
    for side, colour in ((-1, "blossom"), (1, "lemon")):
        prop.add(box(0.1, depth + 0.12, wall, bevel=0.02).move(x=0.26 * side, z=wall / 2))
        pot = cylinder(0.1, 0.2, bevel=0.02, top=0.14, segments=16)
        prop.add(pot.move(0.45 * side, front - 0.14, 0.1), "terracotta")
        _bush(prop, 0.45 * side, front - 0.14, 0.3, 0.13, colour)


def _smoking_chimney(prop: ToyShape, x: float, y: float, tall: float) -> None:
    """Adds a round chimney on the ground, with puffs of smoke."""
    prop.add(cylinder(0.2, tall, bevel=0.03, top=0.14).move(x, y, tall / 2))
    for z, colour in ((tall - 0.16, "snow"), (tall, DARK)):
        prop.add(cylinder(0.19, 0.12, bevel=0.03).move(x, y, z), colour)
    for puff in range(3):
        smoke = sphere(0.12 + 0.045 * puff, segments=12)
        prop.add(smoke.move(x + 0.12 * puff, y, tall + 0.14 + 0.17 * puff), "cream")


def _bush(prop: ToyShape, x: float, y: float, z: float, radius: float, colour: str) -> None:
    """Adds a green bush with fruit or flowers."""
    prop.add(sphere(radius, segments=12).stretch(z=1.4).move(x, y, z), "leaf")
    for turn, rise in ((20, 0.7), (80, 0.1), (150, 0.8), (200, 0.0), (260, 0.6), (320, 0.0)):
        fruit = sphere(0.06, segments=8).move(0.9 * radius * (1 - 0.4 * rise), 0, rise * radius)
        prop.add(fruit.turn(z=turn).move(x, y, z), colour)
