"""Houses to live in. Each public function adds the parts of one kind to `prop`."""

from __future__ import annotations

import numpy as np

from ..shapes import DARK, LIGHT, MAIN, ToyShape, arch, box, cylinder, extrude, lathe, slab, tube
from .parts import ROOFS, door, gabled, windows


def house(prop: ToyShape) -> None:
    width, depth, wall, rise = prop.vary(1.4, 0.1), prop.vary(1.3, 0.1), prop.vary(0.95, 0.1), prop.vary(0.72)
    prop.add(box(width + 0.12, depth + 0.12, 0.12, bevel=0.03).move(z=0.06), "stone")
    half = width / 2
    prop.add(extrude([(-half, 0.05), (half, 0.05), (half, wall), (0, wall + rise), (-half, wall)], depth, bevel=0.02))
    eaves, thick = 0.18, 0.17
    slope = rise / half
    edge, low, ridge = half + eaves, wall - slope * eaves, wall + rise
    roof = [(edge, low), (edge, low + thick), (0, ridge + thick), (-edge, low + thick), (-edge, low), (0, ridge)]
    prop.add(extrude(roof, depth + 0.3, bevel=0.03), DARK)
    prop.add(box(0.28, 0.28, 0.75, bevel=0.03).move(0.5 * half, 0.2 * depth, wall + rise - 0.05), "stone")
    front = -depth / 2
    prop.add(extrude(arch(0.46, 0.72), 0.12, bevel=0.02).move(x=-0.22 * width, y=front, z=0.1), "snow")
    prop.add(extrude(arch(0.34, 0.64), 0.18, bevel=0.02).move(x=-0.22 * width, y=front, z=0.1), "bark")
    windows = [(0.22 * width, front, 0), (0.22 * width, -front, 0), (half, 0, 90), (-half, 0, 90)]
    for x, y, turn in windows:
        prop.add(box(0.46, 0.12, 0.46, bevel=0.02).turn(z=turn).move(x, y, 0.55 * wall + 0.03), "snow")
        prop.add(box(0.32, 0.17, 0.32, bevel=0.02).turn(z=turn).move(x, y, 0.55 * wall + 0.03), "glass")
    prop.add(cylinder(0.15, depth + 0.1, bevel=0.02).turn(x=90).move(z=wall + 0.36 * rise), "glass")


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


def teepee(prop: ToyShape) -> None:
    radius, height, top = prop.vary(0.85, 0.08), prop.vary(1.6, 0.08), 0.13
    tilt, paint = np.degrees(np.arctan2(radius - top, height)), prop.random.choice(("cherry", "carrot", "charcoal"))

    def wide(z: float) -> float:
        """Returns the tent's radius at the height `z`."""
        return radius + (top - radius) * z / height

    prop.add(lathe([(0, 0), (radius, 0), (top, height), (0, height)], 36, ribs=12, depth=0.02))
    prop.add_around(tube([(0.96 * wide(0), 0, 0), (-0.36, 0, height + 0.4)], 0.045, segments=8).turn(z=18), 10, "bark")
    for low, high, colour in ((0.05, 0.09, paint), (0.78, 0.94, DARK)):
        edges = [(wide(share * height) + 0.03, share * height) for share in (low, high)]
        prop.add(lathe([(0, edges[0][1]), *edges, (0, edges[1][1])], 36), colour)
    mark = extrude([(-0.15, 0), (0.15, 0), (0, 0.24)], 0.08, bevel=0.02).turn(x=-tilt)
    prop.add_around(mark.move(y=-wide(0.12 * height), z=0.12 * height).turn(z=15), 12, paint)
    sun = cylinder(0.14, 0.08, bevel=0.02, segments=16).turn(x=90 - tilt)
    prop.add_around(sun.move(y=-wide(0.5 * height), z=0.5 * height).turn(z=45), 4, paint)
    for size, out, colour in ((0.34, 0.03, LIGHT), (0.23, 0.06, "coffee")):
        flap = extrude([(-size, 0), (size, 0), (0, 3.2 * size)], 0.12, bevel=0.02).turn(x=-tilt)
        prop.add(flap.move(y=-radius - out, z=0.01), colour)
