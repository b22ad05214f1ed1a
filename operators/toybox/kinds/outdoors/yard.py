"""Things of gardens, streets and beaches in the toybox. Each function adds the parts of one kind to `prop`."""

from __future__ import annotations

import numpy as np

from ..shapes import DARK, LIGHT, MAIN, ToyShape, arch, box, circle, cylinder, extrude, lathe, slab, sphere, torus, tube
from .parts import open_vessel
from .plants import little_bird

STOP = (  # the strokes (x, z) of the letters
    ((0.9, 1.7), (0.7, 2), (0.2, 2), (0, 1.7), (0, 1.3), (0.9, 0.7), (0.9, 0.3), (0.7, 0), (0.2, 0), (0, 0.3)),
    ((1.4, 2), (2.6, 2)),
    ((2, 2), (2, 0)),
    ((3.1, 1), (3.2, 0.3), (3.55, 0), (3.9, 0.3), (4, 1), (3.9, 1.7), (3.55, 2), (3.2, 1.7), (3.1, 0.9)),
    ((4.7, 0), (4.7, 2), (5.3, 2), (5.6, 1.75), (5.6, 1.2), (5.3, 0.95), (4.7, 0.95)),
)


def scarecrow(prop: ToyShape) -> None:
    tall, reach, wide, hat = prop.vary(1.3, 0.08), prop.vary(0.8, 0.1), prop.vary(0.3, 0.1), prop.vary(0.3)
    arm, straw = tall - 0.16, cylinder(0.05, 0.34, bevel=0.01, top=0.03, segments=6)
    prop.add(cylinder(0.09, tall, segments=12).move(z=tall / 2), "wood")
    coat = lathe([(0, 0), (1.35, 0), (1, 0.45), (1, 0.85), (0.5, 1), (0, 1)], 28, ribs=7, depth=0.05)
    prop.add(coat.stretch(wide, 0.75 * wide, 0.8).move(z=tall - 0.78))
    prop.add(torus(1.02 * wide, 0.06, 24).stretch(y=0.78).move(z=tall - 0.42), "bark")
    prop.add_around(straw.turn(y=-14).move(x=wide, z=tall - 0.86), 12, "gold")
    for x in (-1, 1):
        prop.add(tube([(0.1 * x, 0, arm), (reach * x, 0, arm)], [0.17, 0.2], soft=False))
        for turn in range(0, 360, 60):
            prop.add(straw.move(z=0.12).turn(x=22).turn(z=turn).turn(y=90 * x).move(reach * x, 0, arm), "gold")
        patch = box(0.17, 0.06, 0.17, bevel=0.02).turn(z=15 * x).move(0.13 * x, -0.78 * wide, tall - 0.3 - 0.2 * x)
        prop.add(patch, LIGHT)
    _sack_head(prop, tall, hat)
    little_bird(prop, (-0.8 * reach, 0, arm + 0.16), 40, "charcoal")


def dog_house(prop: ToyShape) -> None:
    half, deep, wall, pitch = prop.vary(0.52, 0.1), prop.vary(1.1, 0.1), prop.vary(0.62, 0.1), prop.vary(0.45)
    front, rise, slope = 0.06 - deep / 2, np.radians(np.linspace(180, 0, 13)), pitch / half
    prop.add(box(2 * half + 0.1, deep + 0.1, 0.12, bevel=0.03), "charcoal")
    x = half * np.array([-1, -0.55, *(0.55 * np.cos(rise)), 0.55, 1])
    door = wall * np.array([0, 0, *(0.45 + 0.4 * np.sin(rise)), 0, 0])
    prop.add(slab(np.column_stack([x, door]), 0.12, wall + pitch - slope * np.abs(x) - door).move(y=front))
    prop.add(extrude([(-half, 0), (half, 0), (half, wall), (0, wall + pitch), (-half, wall)], 0.1).move(y=-front))
    for row in range(3):
        plank = box(0.14, deep - 0.06, wall / 3, bevel=0.03).move(half - 0.05, 0, (row + 0.5) * wall / 3)
        prop.add_around(plank, 2)
    eaves = np.array([-1.3, 0, 1.3]) * half
    prop.add(slab(np.column_stack([eaves, wall + pitch - slope * np.abs(eaves)]), deep + 0.3, 0.14), DARK)
    _bone_sign(prop, -deep / 2 - 0.17, wall + 0.3 * pitch + 0.1)
    prop.add(open_vessel(0.24, 0.16, wall=0.06).move(1.1 * half, front - 0.3, -0.06), LIGHT)
    prop.add(sphere(0.16).stretch(z=0.6).move(1.1 * half, front - 0.3, 0.04), "coffee")


def slide(prop: ToyShape) -> None:
    tall, reach, half = prop.vary(1.2, 0.1), prop.vary(1.3, 0.1), prop.vary(0.3, 0.1)
    y, wave = np.linspace(-reach, 0.5, 25), prop.random.choice((0, 0.12))
    share = ((0.2 - y) / (reach - 0.1)).clip(0, 1)
    z = 0.2 + (tall - 0.2) * np.cos(np.pi / 2 * share**0.85) ** 2 + wave * np.sin(3 * np.pi * share) ** 2
    prop.add(slab(np.column_stack([y, z]), 2 * half, 0.08).turn(z=90))
    for x in (-half, half):
        prop.add(slab(np.column_stack([y, z - 0.04]), 0.1, 0.28).turn(z=90).move(x))
        rail = [(0.9, 0), (0.55, tall), (0.5, tall + 0.5), (0.2, tall + 0.45), (0.15, tall)]
        for post in (rail, [(0.1, 0), (0.3, tall)], [(0.15 - reach, 0), (0.15 - reach, 0.25)]):
            prop.add(tube([(x, *point) for point in post], 0.055), "steel")
    for share in np.linspace(0.15, 0.85, 5):
        prop.add(box(2 * half, 0.16, 0.08, bevel=0.02).move(0, 0.9 - 0.35 * share, share * tall), DARK)


def seesaw(prop: ToyShape) -> None:
    end, half, pivot, tilt = prop.vary(1.15, 0.06), prop.vary(0.15, 0.1), prop.vary(0.5, 0.1), prop.vary(13)
    plank = [(box(2 * end, 2 * half, 0.12, bevel=0.03), MAIN)]
    for x in (-end, end):
        plank += [
            (box(0.34, 2 * half + 0.16, 0.12, bevel=0.04).move(0.86 * x, 0, 0.11), LIGHT),
            (tube([(0.66 * x, 0, 0), (0.64 * x, 0, 0.42)], 0.05, soft=False), "steel"),
            (cylinder(0.055, 0.44, bevel=0.02, segments=12).turn(x=90).move(0.64 * x, 0, 0.42), "charcoal"),
        ]
    for part, colour in plank:
        prop.add(part.turn(y=tilt).move(z=pivot + 0.06), colour)
    stand = extrude([(-0.42, 0), (0.42, 0), (0.1, pivot + 0.12), (-0.1, pivot + 0.12)], 0.1, bevel=0.02)
    prop.add_around(stand.move(y=half + 0.06), 2, DARK)
    prop.add(cylinder(0.07, 2 * half + 0.4, bevel=0.02).turn(x=90).move(z=pivot), "steel")


def picnic_table(prop: ToyShape) -> None:
    length, top, seat, spread = prop.vary(1.8, 0.1), prop.vary(0.85, 0.08), prop.vary(0.46, 0.08), prop.vary(0.68, 0.06)
    for y in (-0.4, -0.2, 0, 0.2, 0.4):
        prop.add(box(length, 0.19, 0.09, bevel=0.03).move(0, y, top))
    for y in (spread - 0.09, spread + 0.09):
        prop.add_around(box(length, 0.17, 0.09, bevel=0.03).move(0, y, seat), 2)
    for x in (-0.33 * length, 0.33 * length):
        for wide, z in ((0.9, top - 0.08), (2 * spread + 0.34, seat - 0.08)):
            prop.add(box(0.1, wide, 0.1, bevel=0.02).move(x, 0, z), DARK)
        leg = box(0.12, 0.12, 1.06 * top, bevel=0.02).turn(x=22).move(x + 0.02, 0.45, top / 2 - 0.03)
        prop.add_around(leg, 2, DARK)


def barbecue_grill(prop: ToyShape) -> None:
    radius, stand, lift, deep = prop.vary(0.55, 0.08), prop.vary(0.72, 0.1), prop.vary(72, 0.1), prop.vary(0.75, 0.1)
    rim, food = stand + deep * radius, prop.random.choice(("terracotta", "coffee"))
    shell = [(0, -1), (0.5, -0.85), (0.9, -0.4), (1, 0), (0.88, 0), (0.78, -0.4), (0.45, -0.7), (0, -0.75)]
    bowl = lathe(shell, 28).stretch(radius, radius, deep * radius)
    knob = tube([(-0.14, 0, 0), (-0.14, 0, 0.14), (0.14, 0, 0.14), (0.14, 0, 0)], 0.05).move(z=deep * radius)
    prop.add(bowl.move(z=rim))
    for part, colour in ((bowl.turn(x=180), MAIN), (knob, "charcoal")):
        prop.add(part.move(y=-radius).turn(x=-lift).move(y=radius, z=rim + 0.06), colour)
    _grate(prop, radius, rim)
    for x in (-0.2, 0, 0.2):
        prop.add(tube([(x, -0.24, rim + 0.04), (x + 0.05, 0, rim + 0.03), (x, 0.24, rim + 0.04)], 0.075, 10), food)
    for x, y, _ in circle(3, 0.95 * radius, 90):
        prop.add(tube([(0.6 * x, 0.6 * y, rim - 0.5 * deep), (x, y, 0.02)], 0.055), "steel")
    for x in (-0.8 * radius, 0.8 * radius):
        prop.add(cylinder(0.16, 0.12, bevel=0.03).turn(y=90).move(x, -0.47 * radius, 0.14), "charcoal")


def garden_gate(prop: ToyShape) -> None:
    wide, tall, top, dip = prop.vary(1.0, 0.1), prop.vary(0.95, 0.1), prop.vary(1.65, 0.08), prop.vary(0.2)
    side, count, sag = wide / 2 + 0.12, prop.random.randint(5, 6), prop.random.choice((-dip, dip))
    _arbour(prop, side, top)
    half = 0.38 * wide / count
    for x in (np.arange(count) + 0.5 - count / 2) * wide / count:
        high = tall + sag * np.cos(np.pi * x / wide)
        picket = [(-half, 0.08), (half, 0.08), (half, high - half), (0, high), (-half, high - half)]
        prop.add(extrude(picket, 0.1, bevel=0.02).move(x))
    for z in (0.25, 0.75 * tall - 0.1):
        prop.add(box(wide, 0.08, 0.12, bevel=0.02).move(0, 0.07, z), LIGHT)
        prop.add(box(0.3, 0.06, 0.08, bevel=0.02).move(-wide / 2, -0.06, z), "charcoal")
    prop.add(sphere(0.08, segments=12).move(0.4 * wide, -0.1, 0.6 * tall), "gold")


def traffic_light(prop: ToyShape) -> None:
    wide, lamp, pole = prop.vary(0.5, 0.08), prop.vary(0.17, 0.08), prop.vary(0.75)
    step, rim = 2.5 * lamp, 1.25 * lamp
    top = pole + 3 * step + 0.1
    prop.add(lathe([(0, 0), (0.34, 0), (0.3, 0.1), (0.12, 0.2), (0.1, pole), (0, pole)]), "charcoal")
    prop.add(box(wide, wide, 3 * step + 0.16, bevel=0.06).move(z=pole + 1.5 * step))
    prop.add(box(wide + 0.12, wide + 0.12, 0.12, bevel=0.04).move(z=top), DARK)
    prop.add(lathe([(0, 0), (0.2, 0), (0.12, 0.12), (0, 0.16)]).move(z=top + 0.05), DARK)
    across = np.radians(np.linspace(180, 0, 13))
    hood = slab(rim * np.column_stack([np.cos(across), np.sin(across)]), 0.26, 0.05).move(y=-0.1)
    plate = cylinder(rim, 0.06, bevel=0.02, segments=16).turn(x=90)
    light = sphere(lamp, segments=14).stretch(y=0.5).move(y=-0.03)
    for row, colour in enumerate(("leaf", "lemon", "cherry")):
        for part, each in ((plate, "charcoal"), (light, colour), (hood, MAIN)):
            prop.add_around(part.move(y=-wide / 2, z=pole + (row + 0.5) * step), 4, each)


def gas_pump(prop: ToyShape) -> None:
    half, front, tall, globe = prop.vary(0.36, 0.08), -prop.vary(0.25, 0.1), prop.vary(1.35, 0.08), prop.vary(0.27, 0.1)
    dial, top = tall - 0.8 * half + 0.06, tall + globe + 0.18
    prop.add(box(2 * half + 0.24, 0.24 - 2 * front, 0.14, bevel=0.04).move(z=0.07), "stone")
    prop.add(extrude(arch(2 * half, tall), -2 * front, bevel=0.06).move(z=0.1))
    prop.add(box(2 * half + 0.08, 0.08 - 2 * front, 0.14, bevel=0.04).move(z=0.55 * tall), DARK)
    for y in (front, -front):
        prop.add(cylinder(0.72 * half, 0.1, bevel=0.02).turn(x=90).move(y=y, z=dial), "snow")
        prop.add(torus(0.72 * half, 0.05, 24).turn(x=90).move(y=y, z=dial), LIGHT)
        prop.add(box(1.2 * half, 0.1, 0.2, bevel=0.02).move(y=y, z=0.38 * tall), "cream")
    prop.add(tube([(0, front - 0.06, dial), (0.12, front - 0.06, dial + 0.4 * half)], 0.04, 8), "cherry")
    prop.add(cylinder(0.14, 0.2, bevel=0.02).move(z=tall + 0.14), "steel")
    prop.add(sphere(globe).stretch(y=0.6).move(z=top), "snow")
    prop.add(torus(globe, 0.06, 24).turn(x=90).move(z=top))
    _fuel_hose(prop, half, 0.75 * tall, 0.5 * tall)


def stop_sign(prop: ToyShape) -> None:
    radius, height, foot = prop.vary(0.62, 0.06), prop.vary(1.6, 0.08), prop.vary(0.3)
    prop.add(lathe([(0, 0), (foot, 0), (foot - 0.04, 0.08), (0.08, 0.14), (0.07, height), (0, height)]), "steel")
    plate = lathe([(0, -0.08), (0.95, -0.08), (1, -0.04), (1, 0.04), (0.95, 0.08), (0, 0.08)], 8)
    rim = lathe([(0.86, -0.1), (0.95, -0.1), (0.95, 0.1), (0.86, 0.1)], 8, closed=True)
    for part, colour in ((plate, MAIN), (rim, "snow")):
        prop.add(part.stretch(radius, radius).turn(x=90, y=22.5).move(z=height), colour)
    for stroke in STOP:
        path = [(0.24 * radius * (x - 2.8), -0.08, 0.31 * radius * (z - 1)) for x, z in stroke]
        prop.add_around(tube(path, 0.07 * radius, 6, soft=False).move(z=height), 2, "snow")


def parking_meter(prop: ToyShape) -> None:
    wide, tall, post = prop.vary(0.5, 0.08), prop.vary(0.72, 0.08), prop.vary(0.85, 0.1)
    heads = prop.random.choice(((0.0,), (-0.62 * wide, 0.62 * wide)))  # one or two on the post
    prop.add(lathe([(0, 0), (0.32, 0), (0.28, 0.1), (0.1, 0.18), (0.1, post + 0.05), (0, post + 0.05)]), "steel")
    prop.add(box(2.4 * heads[-1] + 0.16, 0.16, 0.14, bevel=0.04).move(z=post), "steel")
    head = (
        (lathe([(0, -0.18), (0.15, -0.18), (0.3, 0.04), (0, 0.04)]), DARK),
        (extrude(arch(wide, tall), 0.38, bevel=0.06), MAIN),
        (extrude(arch(wide - 0.12, 0.42 * tall), 0.44, bevel=0.02).move(z=0.5 * tall), "glass"),
        (tube([(0, -0.22, 0.55 * tall), (0.1, -0.22, 0.78 * tall)], 0.035, 8), "cherry"),
        (box(0.08, 0.06, 0.2, bevel=0.02).move(0.12, -0.2, 0.26 * tall), "charcoal"),
        (cylinder(0.09, 0.1, bevel=0.02).turn(x=90).move(-0.08, -0.22, 0.26 * tall), "steel"),
        (box(0.2, 0.06, 0.06, bevel=0.02).turn(y=40).move(-0.08, -0.28, 0.26 * tall), "steel"),
    )
    for x in heads:
        for part, colour in head:
            prop.add(part.move(x, 0, post + 0.18), colour)


def sandcastle(prop: ToyShape) -> None:
    half, tall, wide, keep = prop.vary(0.5, 0.1), prop.vary(0.5), prop.vary(0.24, 0.08), prop.vary(0.85, 0.1)
    mound = [(0, 0), (2.5 * half, 0), (2.3 * half, 0.1), (1.8 * half, 0.22), (0, 0.24)]
    prop.add(lathe(mound, 36, soft=True, ribs=5, depth=0.06))
    prop.add_around(box(2 * half, 0.22, 0.7 * tall, bevel=0.03).move(y=-half, z=0.2 + 0.35 * tall), 4, DARK)
    towers = [(x, y, wide, tall) for x in (-half, half) for y in (-half, half)]
    for x, y, size, high in (*towers, (0, 0, 1.4 * wide, keep)):
        prop.add(cylinder(1.15 * size, high, bevel=0.03, top=0.85 * size).move(x, y, 0.2 + high / 2))
        prop.add_around(
            box(0.3 * size + 0.03, 0.14, 0.14, bevel=0.02).move(0.68 * size, 0, 0.24 + high), 5, LIGHT, x, y
        )
    prop.add(extrude(arch(0.26, 0.34), 0.3, bevel=0.02).move(y=-half, z=0.2), "coffee")
    prop.add(cylinder(0.04, 0.5, bevel=0.01, segments=10).move(z=keep + 0.4), "wood")
    prop.add(extrude([(0, 0), (0.34, 0.12), (0, 0.24)], 0.07, bevel=0.02).move(z=keep + 0.4), "cherry")
    for x, y, _ in circle(7, 1.9 * half, prop.random.uniform(0, 50)):
        shell = sphere(0.1, segments=12).stretch(z=0.6).move(x, y, 0.17)
        prop.add(shell, prop.random.choice(("snow", "blossom")))
    prop.add(open_vessel(0.22, 0.32, wall=0.06, foot=0.7).move(1.7 * half, -1.2 * half, 0.1), "cherry")
    _spade(prop, -1.5 * half, 1.4 * half)


def beach_umbrella(prop: ToyShape) -> None:
    radius, rise, tall, lean = prop.vary(1.0, 0.08), prop.vary(0.5), prop.vary(1.5, 0.08), prop.vary(18, 0.4)
    under = [(0, 0.4 * rise), (0.5 * radius, 0.28 * rise), (0.95 * radius, -0.06)]
    over = [(radius, 0), (0.6 * radius, 0.7 * rise), (0, rise)]
    canopy = lathe(under + over, 40, ribs=5, depth=0.04).move(z=tall)
    # As in the hot air balloon, a second part between the ribs of the first makes stripes.
    prop.add(canopy.turn(y=lean))
    prop.add(canopy.stretch(0.99, 0.99).turn(z=36).turn(y=lean), "snow")
    prop.add(cylinder(0.06, tall + 0.4, segments=12).move(z=tall / 2 + 0.1).turn(y=lean), "wood")
    prop.add(sphere(0.1).move(z=tall + rise).turn(y=lean))
    prop.add(lathe([(0, -0.1), (0.75, -0.1), (0.5, 0.06), (0.2, 0.14), (0, 0.14)], 30, ribs=5, depth=0.08), "dough")
    ball = lathe([(0, -0.2), (0.2, -0.18), (0.27, 0), (0.2, 0.18), (0, 0.2)], 32, soft=True, ribs=4, depth=0.03)
    for turn, size, colour in ((0, 1.0, MAIN), (45, 0.99, "lemon")):
        prop.add(ball.stretch(size, size).turn(z=turn).turn(x=50).move(-0.4, -0.5, 0.14), colour)


def _sack_head(prop: ToyShape, z: float, hat: float) -> None:
    """Adds a head with a hat of height `hat` on a neck at `z`."""
    prop.add(sphere(0.27).stretch(z=1.1).move(z=z + 0.26), "dough")
    for x in (-0.1, 0.1):
        prop.add(sphere(0.05, segments=10).move(x, -0.25, z + 0.3), "charcoal")
    prop.add(cylinder(0.05, 0.2, bevel=0.01, top=0.01, segments=8).turn(x=90).move(0, -0.32, z + 0.22), "carrot")
    felt = lathe([(0, 0), (0.46, -0.05), (0.48, 0), (0.27, 0.08), (0.2, hat), (0.1, hat + 0.08), (0, hat + 0.08)])
    prop.add(felt.turn(x=-prop.vary(8), y=prop.vary(6)).move(z=z + 0.42), DARK)


def _bone_sign(prop: ToyShape, y: float, z: float) -> None:
    """Adds a board with a bone."""
    prop.add(box(0.62, 0.08, 0.34, bevel=0.03).move(0, y, z), "wood")
    prop.add(tube([(-0.13, y - 0.08, z), (0.13, y - 0.08, z)], 0.06), "snow")
    for x in (-0.17, 0.17):
        for up in (-0.06, 0.06):
            prop.add(sphere(0.085, segments=12).move(x, y - 0.08, z + up), "snow")


def _grate(prop: ToyShape, radius: float, z: float) -> None:
    """Adds coals below round bars."""
    prop.add(sphere(0.86 * radius).stretch(z=0.16).move(z=z - 0.15), "charcoal")
    for x in np.linspace(-0.7, 0.7, 7) * radius:
        bar = cylinder(0.03, 1.86 * (radius**2 - x**2) ** 0.5, bevel=0.01, segments=8)
        prop.add(bar.turn(x=90).move(x, 0, z - 0.03), "steel")


def _arbour(prop: ToyShape, side: float, height: float) -> None:
    """Adds a round arch on posts of that height at -`side` and `side`."""
    bow = side * np.array(arch(2, 1)) * (1, 0.9) + (0, height - 0.05)
    for y in (-0.22, 0.22):
        prop.add(tube([(x, y, z) for x, z in bow.tolist()], 0.07, soft=False))
        for x in (-side, side):
            prop.add(box(0.13, 0.13, height, bevel=0.03).move(x, y, height / 2))
    for x, z in (*bow[2:-1:2], *((x, z) for x in (-side, side) for z in np.linspace(0.2, height - 0.1, 5))):
        prop.add(box(0.08, 0.52, 0.08, bevel=0.02).move(x, 0, z), DARK)


def _fuel_hose(prop: ToyShape, x: float, top: float, grip: float) -> None:
    """Adds a hose from the height `top` of a wall at `x` to a nozzle in its holder at the height `grip`."""
    hose = [(x - 0.05, 0.1, top), (x + 0.4, 0.1, top), (x + 0.4, 0, 0.1), (x + 0.16, -0.1, 0.3), (x + 0.16, -0.1, grip)]
    prop.add(tube(hose, 0.055), "charcoal")
    prop.add(box(0.14, 0.16, 0.3, bevel=0.03).move(x + 0.04, -0.1, grip), "charcoal")
    nozzle = [(x + 0.16, -0.1, grip - 0.06), (x + 0.16, -0.1, grip + 0.16), (x + 0.16, -0.32, grip + 0.2)]
    prop.add(tube(nozzle, [0.09, 0.08, 0.05]), "steel")


def _spade(prop: ToyShape, x: float, y: float) -> None:
    """Adds a toy spade that sticks in the sand."""
    handle, blade = tube([(0, 0, 0), (0, 0, 0.55)], 0.05), sphere(1).stretch(0.16, 0.07, 0.24)
    for part, colour in ((handle, "wood"), (blade, "cherry")):
        prop.add(part.move(z=0.2).turn(x=-16).move(x, y), colour)
