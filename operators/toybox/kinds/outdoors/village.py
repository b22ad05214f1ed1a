"""Buildings and street furniture of the toybox. Each function adds the parts of one kind to `prop`."""

from __future__ import annotations

import numpy as np

from ..shapes import DARK, LIGHT, MAIN, ToyShape, arch, box, cylinder, extrude, lathe, slab, sphere, torus, tube
from .parts import open_vessel


def well(prop: ToyShape) -> None:
    radius, wall, post, pitch = prop.vary(0.66, 0.1), prop.vary(0.62), prop.vary(1.65, 0.06), prop.vary(0.42)
    prop.add(open_vessel(radius - 0.03, wall - 0.03, floor=0.3 * wall), DARK)
    prop.add(cylinder(radius - 0.1, 0.1).move(z=0.6 * wall), "glass")
    for row in range(3):
        stone = box(0.2, 0.5 * radius, wall / 3 - 0.01, bevel=0.04).move(x=radius - 0.06, z=(row + 0.5) * wall / 3)
        prop.add_around(stone.turn(z=15 * row), 12)
    prop.add_around(box(0.17, 0.17, post, bevel=0.03).move(x=radius - 0.13, z=post / 2 + 0.02), 2, "wood")
    roof = slab([(-0.68, 0), (0, pitch), (0.68, 0)], 2 * radius + 0.4, 0.14)
    prop.add(roof.turn(z=90).move(z=post - 0.9 * pitch))
    crank, bar = radius + 0.16, post - 0.3
    axle = [(-crank, 0, bar), (crank, 0, bar), (crank, -0.3, bar - 0.1), (crank + 0.26, -0.3, bar - 0.1)]
    prop.add(tube(axle, 0.075, soft=False), "bark")
    prop.add(tube([(0, 0, bar), (0, 0, wall + 0.1)], 0.045, segments=8), "cream")
    prop.add(open_vessel(0.22, 0.28, wall=0.06, foot=0.75).move(z=wall + 0.05), "steel")


def tent(prop: ToyShape) -> None:
    half, rise, length, opening = prop.vary(0.85, 0.1), prop.vary(1.05, 0.1), prop.vary(1.6, 0.1), prop.vary(0.62, 0.1)
    prop.add(slab([(-half, 0), (0, rise), (half, 0)], length, 0.16))
    prop.add(extrude([(-0.93 * half, 0), (0.93 * half, 0), (0, rise)], 0.08, bevel=0.02).move(y=0.45 * length), DARK)
    prop.add(box(2 * half - 0.14, length - 0.1, 0.09, bevel=0.02).move(z=0.06), "charcoal")
    prop.add(cylinder(0.06, length + 0.24, bevel=0.02, segments=12).turn(x=90).move(z=rise + 0.15), "wood")
    for side in (-1, 1):
        flap = [(side * (half - 0.06), 0.02), (0, rise), (side * opening * half, 0.02)]
        prop.add(extrude(flap[::side], 0.08, bevel=0.02).move(y=-0.45 * length), LIGHT)
        for y in (-length / 2 - 0.06, length / 2 + 0.06):
            peg = (side * 0.8 * half, 1.5 * y, 0.12)
            prop.add(tube([(0, y, rise + 0.15), peg], 0.04, segments=8), "cream")
            prop.add(cylinder(0.07, 0.2, bevel=0.02, segments=12).move(*peg), "wood")


def market_stall(prop: ToyShape) -> None:
    width, depth, counter, top = prop.vary(1.7, 0.08), prop.vary(0.8, 0.1), prop.vary(0.62, 0.1), prop.vary(1.5, 0.06)
    prop.add(box(width - 0.1, depth - 0.1, counter, bevel=0.03).move(z=counter / 2))
    prop.add(box(width + 0.1, depth + 0.1, 0.1, bevel=0.03).move(z=counter), "wood")
    for y, tall in ((-depth / 2, top - 0.1), (depth / 2, top + 0.1)):
        for x in (-width / 2, width / 2):
            prop.add(box(0.12, 0.12, tall, bevel=0.02).move(x, y, tall / 2), "wood")
    stripe, goods = width / 6.3, prop.random.sample(("carrot", "cherry", "lemon", "blossom"), 3)
    for i in range(7):
        thick, x, colour = 0.1 + 0.02 * (i % 2), (i - 3) * (stripe - 0.01), "cream" if i % 2 else MAIN
        prop.add(box(stripe, depth + 0.5, thick, bevel=0.02).turn(x=16).move(x, -0.08, top + 0.04), colour)
        lobe = extrude(arch(stripe, 0.26), thick, bevel=0.02).turn(y=180)
        prop.add(lobe.move(x, -depth / 2 - 0.3, top - 0.1), colour)
    for x, colour in zip((-0.32 * width, 0.0, 0.32 * width), goods, strict=True):
        prop.add(box(0.29 * width, 0.74 * depth, 0.14, bevel=0.02).move(x, -0.04, counter + 0.08), "bark")
        fruit = sphere(0.13, segments=12).move(x, -0.02, counter + 0.2)
        for i in range(6):
            prop.add(fruit.move((i % 2 - 0.5) * 0.25, (i // 2 - 1) * 0.24), colour)


def street_lamp(prop: ToyShape) -> None:
    height, size, reach = prop.vary(1.6, 0.08), prop.vary(0.3, 0.1), prop.vary(0.5, 0.1)
    foot = [(0, 0), (0.36, 0), (0.36, 0.1), (0.26, 0.16), (0.23, 0.36), (0.14, 0.46), (0.1, height), (0, height)]
    prop.add(lathe(foot))
    prop.add(torus(0.12, 0.06, segments=20).move(z=0.5), DARK)
    prop.add(sphere(0.13).move(z=height + 0.06), "gold")
    light = lathe([(0, 0), (0.65, 0), (1, 1.5), (0, 1.5)], segments=6).stretch(size, size, size).move(z=height)
    roof = lathe([(0, 1.4), (1.25, 1.4), (1.2, 1.6), (0.25, 2.2), (0, 2.3)], segments=6).stretch(size, size, size)
    for x in prop.random.choice(((0.0,), (-reach, reach))):  # one lantern on the post, or two on arms
        prop.add(tube([(0, 0, height - 0.6), (x, 0, height - 0.55), (x, 0, height)], 0.065))
        prop.add(cylinder(0.8 * size, 0.1, bevel=0.02, segments=6).move(x, 0, height), DARK)
        prop.add(light.move(x), "lemon")
        prop.add_around(tube([(0.65 * size, 0, height), (size, 0, height + 1.5 * size)], 0.045), 6, DARK, x=x)
        prop.add(roof.move(x, 0, height))


def bench(prop: ToyShape) -> None:
    width, seat, back = prop.vary(1.9, 0.1), prop.vary(0.55, 0.1), prop.vary(0.7, 0.1)
    for y in (-0.4, -0.19, 0.02, 0.23):
        prop.add(box(width, 0.18, 0.1, bevel=0.03).move(y=y, z=seat))
    for share in (0.36, 0.68, 1.0):
        prop.add(box(width, 0.1, 0.27 * back, bevel=0.03).move(z=share * back).turn(x=-14).move(y=0.29, z=seat))
    spine = [(0, 0.48, 0), (0, 0.34, seat - 0.1), (0, 0.34, seat), (0, 0.4 + 0.22 * back, seat + 1.05 * back)]
    arm = [(0, -0.38, 0), (0, -0.44, seat), (0, -0.44, seat + 0.32), (0, -0.3, seat + 0.32), (0, 0.42, seat + 0.32)]
    for x in (-0.42 * width, 0.42 * width):
        for path in (spine, arm, [(0, -0.44, seat - 0.09), (0, 0.36, seat - 0.09)]):
            prop.add(tube(path, 0.065).move(x), "charcoal")


def fence(prop: ToyShape) -> None:
    count, half, height, tip = prop.random.randint(5, 7), prop.vary(0.125, 0.08), prop.vary(1.0, 0.1), prop.vary(0.2)
    pointed = [(-half, 0), (half, 0), (half, height - tip), (0, height), (-half, height - tip)]
    picket = extrude(prop.random.choice((pointed, arch(2 * half, height))), 0.13, bevel=0.03)
    for i in range(count):
        prop.add(picket.move(x=2.7 * half * i))
    for z in (0.28 * height, 0.66 * height):
        prop.add(box(2.7 * half * count + 0.1, 0.14, 0.17, bevel=0.03).move(1.35 * half * (count - 1), 0.11, z), DARK)
        for i in range(count):
            prop.add(sphere(0.05, segments=10).move(2.7 * half * i, -0.06, z), "steel")


def signpost(prop: ToyShape) -> None:
    height, length, half = prop.vary(1.9, 0.06), prop.vary(0.95, 0.1), prop.vary(0.18, 0.1)
    prop.add(cylinder(0.11, height, bevel=0.03).move(z=height / 2), "wood")
    prop.add(sphere(1).stretch(0.42, 0.42, 0.2).move(z=0.04), "stone")
    prop.add(lathe([(0, 0), (0.2, 0), (0.2, 0.06), (0, 0.24)]).move(z=height - 0.02), DARK)
    arrow = [(-0.35, -half), (length - half, -half), (length, 0), (length - half, half), (-0.35, half)]
    text = box(0.62 * length, 0.32, 0.1, bevel=0.02).move(x=0.33 * length)
    turns = [prop.random.uniform(-25, 25), prop.random.uniform(150, 210), prop.random.uniform(-50, 50)]
    for row, turn in enumerate(turns[: prop.random.choice((2, 3, 3))]):
        for part, colour in ((extrude(arrow, 0.27, bevel=0.03), MAIN), (text, "cream")):
            prop.add(part.turn(z=turn).move(z=height - 0.3 - row * (2 * half + 0.06)), colour)


def fire_hydrant(prop: ToyShape) -> None:
    radius, height, arm = prop.vary(0.36, 0.1), prop.vary(1.1, 0.1), prop.vary(0.56, 0.08)
    prop.add(cylinder(radius + 0.2, 0.16, bevel=0.03).move(z=0.08), DARK)
    prop.add_around(cylinder(0.06, 0.1, bevel=0.02, segments=6).move(x=radius + 0.12, z=0.18), 8, "steel")
    prop.add(cylinder(radius, height, bevel=0.02).move(z=height / 2))
    for z, rim in ((0.36 * height, 0.05), (height, 0.12)):
        prop.add(cylinder(radius + rim, 0.13, bevel=0.04).move(z=z), DARK)
    prop.add(sphere(radius + 0.04).move(z=height + 0.03))
    prop.add(cylinder(0.13, 0.24, bevel=0.03, segments=6).move(z=height + radius + 0.1), "steel")
    for turn, size, reach in ((0, 0.17, arm), (180, 0.17, arm), (-90, 0.24, 0.9 * arm)):
        pipe, cap = cylinder(size, reach, bevel=0.03).move(z=reach / 2), cylinder(size + 0.06, 0.14).move(z=reach)
        nut = cylinder(0.08, 0.14, bevel=0.02, segments=6).move(z=reach + 0.1)
        for part, colour in ((pipe, MAIN), (cap, "steel"), (nut, DARK)):
            prop.add(part.turn(y=90, z=turn).move(z=0.68 * height), colour)


def trash_can(prop: ToyShape) -> None:
    radius, height, foot = prop.vary(0.6, 0.1), prop.vary(1.25, 0.1), prop.vary(0.49, 0.06)
    can = [(0, 0), (foot, 0), (foot, 0.04), (radius, height), (radius - 0.1, height), (foot - 0.1, 0.1), (0, 0.1)]
    prop.add(lathe(can, segments=64, ribs=16, depth=0.035))
    for z, wide in ((0.05, foot), (height, radius)):
        prop.add(torus(wide + 0.01, 0.06).move(z=z), DARK)
    prop.add(sphere(radius - 0.13).stretch(z=0.5).move(z=height - 0.08), "cream")
    lid = lathe([(0, 0), (radius + 0.11, 0), (radius + 0.11, 0.1), (0.75 * radius, 0.2), (0, 0.26)])
    grip = tube([(-0.22, 0, 0.18), (-0.2, 0, 0.46), (0.2, 0, 0.46), (0.22, 0, 0.18)], 0.055)
    tilt, lift = prop.random.choice(((0, 0.03), (16, 0.2)))
    for part, colour in ((lid, LIGHT), (grip, DARK)):
        prop.add(part.turn(x=tilt, z=20).move(z=height + lift), colour)
    near, far, z = 0.9 * radius, 0.95 * radius + 0.2, 0.7 * height
    prop.add_around(tube([(near, -0.22, z), (far, -0.2, z), (far, 0.2, z), (near, 0.22, z)], 0.05), 2, DARK)


def fountain(prop: ToyShape) -> None:
    radius, rim, bowl, height = prop.vary(1.0, 0.08), prop.vary(0.36), prop.vary(0.5, 0.1), prop.vary(0.95, 0.1)
    prop.add(open_vessel(radius, rim))
    prop.add(torus(radius - 0.06, 0.1).move(z=rim), LIGHT)
    prop.add(cylinder(radius - 0.06, 0.1, bevel=0.02).move(z=0.7 * rim), "glass")
    stem = [(0, 0), (0.36, 0), (0.3, 0.3), (0.13, 0.45), (0.13, height - 0.1), (0.24, height), (0, height)]
    prop.add(lathe(stem, soft=True))
    prop.add(open_vessel(bowl, 0.24, wall=0.1, foot=0.5).move(z=height - 0.04))
    prop.add(cylinder(0.74 * bowl, 0.08, bevel=0.02).move(z=height + 0.14), "glass")
    top, out = height + prop.vary(0.5), bowl + 0.2
    high = [(0.04, 0, height), (0.06, 0, top + 0.2), (0.7 * bowl, 0, top), (0.7 * bowl, 0, height + 0.1)]
    low = [(bowl - 0.1, 0, height + 0.14), (out, 0, height + 0.24), (out, 0, height - 0.2), (out, 0, 0.6 * rim)]
    prop.add_around(tube(high, 0.06, segments=8), 6, "glass")
    prop.add_around(tube(low, 0.06, segments=8), 8, "glass")


def bridge(prop: ToyShape) -> None:
    half, width, rise, hole = prop.vary(1.15, 0.06), prop.vary(0.75, 0.1), prop.vary(0.62, 0.1), prop.vary(0.7, 0.06)
    x = half * np.sin(np.linspace(-np.pi / 2, np.pi / 2, 33))
    deck = 0.14 + rise * np.cos(np.pi / 2 * x / half).clip(0) ** 1.3
    under = (rise - 0.02) * np.sqrt((1 - (x / half / hole) ** 2).clip(0))
    prop.add(slab(np.column_stack([x, under]), width, deck - under))
    prop.add(slab(np.column_stack([1.01 * x, deck - 0.06]), width - 0.1, 0.09), "cream")
    for y in (-width / 2, width / 2):
        prop.add(slab(np.column_stack([0.98 * x, deck - 0.1]), 0.12, 0.36).move(y=y), DARK)
        prop.add(slab(np.column_stack([x, deck + 0.22]), 0.2, 0.12).move(y=y), LIGHT)
        for end in (-half, half):
            prop.add(box(0.24, 0.24, 0.7, bevel=0.03).move(end, y, 0.33))
            prop.add(sphere(0.13).move(end, y, 0.78), LIGHT)


def oak_tree(prop: ToyShape) -> None:
    radius, fork, thick = prop.vary(0.62, 0.08), prop.vary(1.0, 0.12), prop.vary(0.2, 0.1)
    centre, twist = fork + 0.75 * radius - 0.15, prop.random.uniform(0, 360)
    bole = [(0, 0), (2 * thick, 0), (1.2 * thick, 0.15), (thick, 0.5 * fork), (1.2 * thick, fork), (0, fork)]
    prop.add(lathe(bole, segments=30, soft=True, ribs=5, depth=0.12), "bark")
    prop.add_around(tube([(0, 0, 0.4 * fork), (0.75 * radius, 0, centre - 0.3)], 0.1).turn(z=twist), 3, "bark")
    prop.add(sphere(radius).move(z=centre))
    for count, out, z, colour in ((6, 0.85, -0.25, DARK), (5, 0.72, 0.35, MAIN), (3, 0.3, 0.8, LIGHT)):
        leaves = sphere(prop.vary(0.62 * radius, 0.1), segments=16).move(out * radius, 0, centre + z * radius)
        prop.add_around(leaves.turn(z=twist + 20 * count), count, colour)


def palm_tree(prop: ToyShape) -> None:
    height, lean, reach, droop = prop.vary(1.7, 0.1), prop.vary(0.45, 0.4), prop.vary(1.0, 0.08), prop.vary(0.42)
    trunk = [(lean * ((i / 12) ** 2 - 1), 0.0, height * i / 12) for i in range(13)]
    prop.add(tube(trunk, [0.2 - 0.007 * i + 0.03 * (i % 2) for i in range(13)], soft=False), "bark")
    share = np.linspace(0, 1, 15)
    spine = np.stack([reach * share, 0 * share, 0.5 * share - (droop + 0.5) * share**2.2], axis=1)
    jagged = np.where(np.arange(15) % 2, 0.045, 0.075) * np.sin(np.pi * (0.12 + 0.86 * share)) + 0.015
    frond = tube(spine.tolist(), jagged.tolist(), segments=8, soft=False).stretch(y=2.6)
    prop.add_around(frond.move(z=height), 7)
    prop.add_around(frond.turn(y=-34, z=26).move(z=height), 4, LIGHT)
    prop.add_around(sphere(0.14, segments=16).move(0.18, 0, height - 0.14).turn(z=40), 3, "coffee")
