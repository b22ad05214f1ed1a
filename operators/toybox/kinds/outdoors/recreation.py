"""Things of playgrounds, beaches and camps. Each public function adds the parts of one kind to `prop`."""

from __future__ import annotations

import numpy as np

from ..shapes import DARK, LIGHT, MAIN, ToyShape, arch, box, circle, cylinder, extrude, lathe, slab, sphere, tube
from .parts import boulder, open_vessel, timber


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


def campfire(prop: ToyShape) -> None:
    radius, tall, turn = prop.vary(0.8, 0.1), prop.vary(1.4), prop.random.uniform(0, 360)
    prop.add(sphere(1).stretch(radius, radius, 0.12).move(z=0.04), "charcoal")
    count = prop.random.randint(8, 10)
    for x, y, angle in circle(count, radius, turn):
        stone = boulder(prop, 12).stretch(0.2, 2.1 / count, prop.vary(0.2))
        prop.add(stone.turn(z=angle).move(x, y, 0.1), "stone")
    for part, colour in timber(0.12, 1.2 * radius, "bark")[:2]:
        prop.add_around(part.turn(y=-50).move(0.5 * radius, z=0.3).turn(z=turn), 5, colour)
    flame = tube([(0, 0, 0), (0.16, 0, 0.2), (-0.1, 0, 0.6), (0.12, 0, 1)], [0.1, 0.27, 0.17, 0.02], 8)
    for count, out, share, colour in ((1, 0, 1, MAIN), (5, 0.38, 0.72, MAIN), (5, 0.54, 0.42, "lemon")):
        size = share * tall
        tongue = flame.stretch(size, size, size).turn(z=prop.random.uniform(0, 360)).move(out * radius, z=0.06)
        prop.add_around(tongue.turn(z=turn + 31 * count * share), count, colour)


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


def _spade(prop: ToyShape, x: float, y: float) -> None:
    """Adds a toy spade that sticks in the sand."""
    handle, blade = tube([(0, 0, 0), (0, 0, 0.55)], 0.05), sphere(1).stretch(0.16, 0.07, 0.24)
    for part, colour in ((handle, "wood"), (blade, "cherry")):
        prop.add(part.move(z=0.2).turn(x=-16).move(x, y), colour)


def _grate(prop: ToyShape, radius: float, z: float) -> None:
    """Adds coals below round bars."""
    prop.add(sphere(0.86 * radius).stretch(z=0.16).move(z=z - 0.15), "charcoal")
    for x in np.linspace(-0.7, 0.7, 7) * radius:
        bar = cylinder(0.03, 1.86 * (radius**2 - x**2) ** 0.5, bevel=0.01, segments=8)
        prop.add(bar.turn(x=90).move(x, 0, z - 0.03), "steel")
