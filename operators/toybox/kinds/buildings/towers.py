"""Towers and other tall buildings of the toybox. Each function adds the parts of one kind to `prop`."""

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
    loft,
    sphere,
    torus,
    tube,
)
from .parts import ROOFS


def skyscraper(prop: ToyShape) -> None:
    wide, height, storey, base = prop.vary(0.7, 0.1), prop.vary(2.3, 0.08), prop.vary(0.2, 0.08), 0.0
    size, stepped = wide, ((1.0, 0.46), (0.78, 0.76), (0.54, 1.0))
    for share, top in prop.random.choice((stepped, (stepped[0], (0.72, 1.0)), ((0.9, 1.0),))):
        size, top = share * wide, top * height
        prop.add(box(size, size, top - base, bevel=0.02).move(z=(top + base) / 2), "glass")
        for floor in range(int((top - base) / storey) + 1):
            prop.add(box(size + 0.06, size + 0.06, 0.08, bevel=0.02).move(z=base + floor * storey + 0.05))
        for across in (-0.16, 0.16):
            for turn in (0, 90):
                pier = box(0.09 * share + 0.01, size + 0.1, top - base + 0.1, bevel=0.02)
                prop.add(pier.move(x=across * size, z=(top + base) / 2).turn(z=turn))
        prop.add_around(box(0.14, 0.14, top - base + 0.1, bevel=0.02).move(size / 2, size / 2, (top + base) / 2), 4)
        prop.add(box(size + 0.16, size + 0.16, 0.1, bevel=0.03).move(z=top), LIGHT)
        base = top
    prop.add(box(0.5 * size, 0.5 * size, 0.24, bevel=0.03).move(z=base + 0.1), DARK)
    prop.add(cylinder(0.06, 0.6, bevel=0.01, top=0.04, segments=10).move(z=base + 0.4), "steel")
    prop.add(sphere(0.07, segments=10).move(z=base + 0.7), "cherry")
    prop.add(box(1.3 * wide, 1.3 * wide, 0.08, bevel=0.02).move(z=0.02), "stone")
    for z, tall, out, colour in ((0.14, 0.26, 0.14, "charcoal"), (0.29, 0.07, 0.3, "gold")):
        prop.add(box(0.4 * wide, wide + out, tall, bevel=0.02).move(z=z), colour)


def clock_tower(prop: ToyShape) -> None:
    half, height, head, spire = prop.vary(0.34, 0.08), prop.vary(1.4, 0.08), prop.vary(0.42, 0.05), prop.vary(0.8)
    dial, roof, middle = head - 0.07, prop.random.choice(ROOFS), height + head
    prop.add(box(2.7 * half, 2.7 * half, 0.16, bevel=0.03).move(z=0.08), "stone")
    prop.add(box(2 * half, 2 * half, height, bevel=0.02).move(z=height / 2))
    prop.add_around(box(0.16, 0.16, height, bevel=0.03).move(half, half, height / 2), 4, LIGHT)
    prop.add(box(2 * head, 2 * head, 2 * head, bevel=0.03).move(z=middle))
    for z in (height, middle + head):
        prop.add(box(2 * head + 0.12, 2 * head + 0.12, 0.1, bevel=0.03).move(z=z), LIGHT)
    for radius, out, colour in ((dial, 0.05, "gold"), (dial - 0.06, 0.08, "snow"), (0.05, 0.18, "charcoal")):
        prop.add_around(
            cylinder(radius, out, bevel=0.01).turn(x=90).move(y=-head - out / 2 + 0.01, z=middle), 4, colour
        )
    for long, turn in ((0.6 * dial, -60), (0.8 * dial, 20), *((0.1, 90 * quarter) for quarter in range(4))):
        start = 0.0 if long > 0.1 else dial - 0.18
        hand = box(0.06, 0.06, long, bevel=0.01).move(z=start + long / 2).turn(y=turn)
        prop.add_around(hand.move(y=-head - 0.08, z=middle), 4, "charcoal")
    prop.add(cylinder(2**0.5 * head, spire, top=0.05, segments=4).turn(z=45).move(z=middle + head + spire / 2), roof)
    prop.add(sphere(0.1, segments=12).stretch(z=1.6).move(z=middle + head + spire + 0.06), "gold")
    for z in (0.46, 0.74):
        prop.add_around(extrude(arch(0.2, 0.32), 0.1, bevel=0.02).move(y=-half, z=z * height), 4, "glass")
    prop.add(extrude(arch(0.32, 0.5), 0.16, bevel=0.02).move(y=-half, z=0.15), "bark")


def water_tower(prop: ToyShape) -> None:
    radius, legs, tank, spread = prop.vary(0.56, 0.1), prop.vary(0.95, 0.1), prop.vary(0.85, 0.1), prop.vary(1.25, 0.08)
    belly, top, rest = prop.random.choice((0.0, 0.24)), legs + tank, 0.62 * radius
    prop.add(lathe([(0, -belly), (0.5 * radius, -belly), (radius, 0), (radius, tank), (0, tank)], 32).move(z=legs))
    for z in (0.06, 0.5 * tank, tank - 0.06):
        prop.add(torus(radius, 0.05, segments=24).move(z=legs + z), DARK)
    prop.add(cylinder(radius + 0.1, 0.42, bevel=0.02, top=0.05, segments=32).move(z=top + 0.2), "stone")
    prop.add(sphere(0.09, segments=12).move(z=top + 0.42), "stone")
    prop.add(cylinder(radius + 0.16, 0.08, bevel=0.02, segments=32).move(z=legs + 0.01), "steel")
    prop.add(cylinder(0.1, legs, bevel=0.02, segments=16).move(z=legs / 2), DARK)
    out = spread * rest
    prop.add_around(tube([(out, out, 0), (rest, rest, legs + 0.02)], 0.065, segments=8), 4, "steel")
    prop.add_around(box(0.3, 0.3, 0.1, bevel=0.03).move(out, out, 0.04), 4, "stone")
    for x in (-1, 1):
        brace = [(x * (out - 0.02), out - 0.02, 0.08), (-x * rest, rest, 0.9 * legs)]
        prop.add_around(tube(brace, 0.04, segments=8), 4, "steel")
        prop.add(tube([(0.1 * x, -radius - 0.1, 0), (0.1 * x, -radius - 0.1, top)], 0.04, segments=8), "charcoal")
    for z in np.linspace(0.1, 0.95, 9):
        prop.add(box(0.2, 0.06, 0.06, bevel=0.01).move(0, -radius - 0.1, z * top), "charcoal")


def grain_silo(prop: ToyShape) -> None:
    radius, height, apart = prop.vary(0.5, 0.1), prop.vary(1.5, 0.1), prop.vary(0.62, 0.1)
    lift, domed = height + 0.75, prop.random.random() < 0.5
    for x, share in ((-apart, 1.0), (apart, prop.vary(0.72, 0.1))):
        wide, tall = radius * (0.4 + 0.6 * share), share * height
        waves = [(wide + 0.035 * (i % 2), tall * i / 20) for i in range(21)]
        prop.add(lathe([(0, 0), *waves, (0, tall)], 24).move(x))
        prop.add(cylinder(wide + 0.09, 0.12, bevel=0.03, segments=24).move(x, 0, 0.06), "stone")
        roof = (
            [(0, 0), (1, 0), (0.9, 0.4), (0.5, 0.66), (0, 0.72)] if domed else [(0, 0), (1, 0), (0.16, 0.6), (0, 0.6)]
        )
        prop.add(lathe(roof, 24, soft=domed).stretch(wide + 0.09, wide + 0.09, wide).move(x, 0, tall - 0.02), "steel")
        prop.add(cylinder(0.1, 0.2, bevel=0.02, segments=12).move(x, 0, tall + 0.66 * wide), DARK)
        prop.add(tube([(0, 0, lift - 0.06), (x, 0, tall + 0.7 * wide)], 0.06, segments=8), "steel")
        prop.add(box(0.3, 0.14, 0.42, bevel=0.02).move(x, -wide - 0.02, 0.32), DARK)
        for side in (-0.1, 0.1):
            prop.add(tube([(x + side, -wide - 0.1, 0.5), (x + side, -wide - 0.1, tall)], 0.035, segments=6), "charcoal")
        for z in np.arange(0.6, tall, 0.16):
            prop.add(box(0.2, 0.06, 0.06, bevel=0.01).move(x, -wide - 0.1, z), "charcoal")
    prop.add(box(0.18, 0.18, lift, bevel=0.02).move(z=lift / 2), "steel")
    prop.add(box(0.3, 0.26, 0.26, bevel=0.04).move(z=lift), DARK)
    prop.add(lathe([(0, 0), (0.34, 0), (0.1, 0.2), (0, 0.24)], 16, soft=True).move(y=-radius), "gold")


def mosque(prop: ToyShape) -> None:
    half, wall, dome, reach = prop.vary(0.66, 0.06), prop.vary(0.72, 0.08), prop.vary(0.52, 0.06), prop.vary(0.84, 0.04)
    tower, roof = prop.vary(1.6, 0.06), prop.random.choice(("gold", "leaf", "stone"))
    prop.add(box(2 * reach + 0.36, 2 * reach + 0.36, 0.12, bevel=0.03).move(z=0.06), "stone")
    prop.add(box(2 * half, 2 * half, wall, bevel=0.03).move(z=wall / 2 + 0.06))
    prop.add(box(2 * half + 0.08, 2 * half + 0.08, 0.1, bevel=0.03).move(z=wall + 0.08), LIGHT)
    prop.add(cylinder(0.9 * dome, 0.36, bevel=0.03).move(z=wall + 0.18))
    onion = lathe([(0, 0), (0.8, 0), (1.3, 0.5), (0.75, 1.15), (0.12, 1.3), (0, 1.6)], 24, soft=True)
    prop.add(onion.stretch(dome, dome, dome).move(z=wall + 0.32), roof)
    prop.add(cylinder(0.06, 0.3, bevel=0.01, segments=10).move(z=wall + 0.3 + 1.6 * dome), "gold")
    moon = [(0.16 * np.cos(a), 0, 0.16 * np.sin(a)) for a in np.radians(np.linspace(-230, 50, 13))]
    thick = 0.02 + 0.05 * np.sin(np.linspace(0, np.pi, 13))
    prop.add(tube(moon, thick.tolist(), segments=10, soft=False).move(z=wall + 0.6 + 1.6 * dome), "gold")
    for x, y, _ in circle(4, reach * 2**0.5, 45):
        prop.add(cylinder(0.15, tower, bevel=0.02, top=0.12, segments=16).move(x, y, tower / 2))
        for z in (0.6, 0.95):
            prop.add(cylinder(0.13, 0.14, bevel=0.03, top=0.22, segments=12).move(x, y, z * tower), LIGHT)
        prop.add(cylinder(0.16, 0.4, bevel=0.02, top=0.03, segments=12).move(x, y, tower + 0.22), roof)
        prop.add(sphere(0.07, segments=8).move(x, y, tower + 0.44), "gold")
    for x, tall in ((-0.6 * half, 0.36), (0, 0.6), (0.6 * half, 0.36)):
        for wide, out, colour in ((tall - 0.1, 0.06, LIGHT), (tall - 0.2, 0.1, "charcoal" if x else "bark")):
            pane = extrude(arch(wide, tall + 0.1 - out, segments=8), 2 * out, bevel=0.02).move(
                x, -half, 0.1 if x == 0 else 0.3
            )
            prop.add_around(pane, 4, colour)


def pagoda(prop: ToyShape) -> None:
    half, storey, tiers, shrink = prop.vary(0.56, 0.08), prop.vary(0.58, 0.08), prop.random.choice((3, 4)), 0.84
    roof, z = prop.random.choice(("charcoal", "stone", "bark")), 0.14
    prop.add(box(2 * half + 0.6, 2 * half + 0.6, 0.16, bevel=0.03).move(z=0.08), "stone")
    for tier in range(tiers):
        size = half * shrink**tier
        prop.add(box(2 * size, 2 * size, storey, bevel=0.02).move(z=z + storey / 2))
        prop.add(box(2 * size + 0.22, 2 * size + 0.22, 0.1, bevel=0.02).move(z=z + 0.06), LIGHT)
        prop.add_around(box(0.1, 0.1, storey, bevel=0.02).move(size, size, z + storey / 2), 4, DARK)
        for wide, out, colour in ((0.7 * size, 0.1, "cream"), (0.06, 0.14, DARK)):
            prop.add_around(box(wide, out, 0.46 * storey, bevel=0.02).move(y=-size, z=z + 0.4 * storey), 4, colour)
        last = tier == tiers - 1
        top, rise = (0.05, 0.42) if last else (0.7 * size, 0.22)
        for out, colour in ((0.3, MAIN), (0.26, roof)):
            prop.add(_swept_roof(size + out, rise, top, 0.14).move(z=z + storey + 1.75 * (0.26 - out) - 0.03), colour)
        z += storey + 0.12
    z += 0.26
    prop.add(cylinder(0.05, 0.5, bevel=0.01, top=0.03, segments=10).move(z=z + 0.2), "gold")
    for ring in range(3):
        prop.add(cylinder(0.13 - 0.02 * ring, 0.07, bevel=0.03, segments=12).move(z=z + 0.1 + 0.12 * ring), "gold")


def totem_pole(prop: ToyShape) -> None:
    radius, storey, span, first = (
        prop.vary(0.33, 0.08),
        prop.vary(0.6, 0.08),
        prop.vary(0.95),
        prop.random.choice((0, 1)),
    )
    paints, top = prop.random.sample(("cherry", "leaf", "gold"), 3), 0.1 + 3 * storey
    prop.add(cylinder(radius + 0.16, 0.14, bevel=0.03).move(z=0.07), "stone")
    prop.add(cylinder(radius, top, bevel=0.03).move(z=top / 2))
    prop.add(lathe([(0, 0), (radius, 0), (0.8 * radius, 0.16), (0, 0.24)], soft=True).move(z=top), DARK)
    for face, paint in enumerate(paints):
        prop.add(cylinder(radius + 0.05, 0.12, bevel=0.04).move(z=0.1 + storey * (face + 1)), paint)
        _carved_face(prop, -radius, 0.1 + storey * face, storey, paint, beaked=face == 2 or (face + first) % 2 == 1)
    for side in (-1, 1):
        for length, low, colour in ((1.0, 0.0, MAIN), (0.86, 0.13, paints[0]), (0.72, 0.26, LIGHT)):
            feather = [
                (0.2, low),
                (length * span + 0.2, low + 0.28),
                (length * span + 0.16, low + 0.44),
                (0.2, low + 0.2),
            ]
            wing = extrude([(side * x, z) for x, z in feather][::side], 0.12 - 0.1 * low, bevel=0.02)
            prop.add(wing.move(0, 0.06, top - 0.9 * storey), colour)


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


def _swept_roof(half: float, rise: float, top: float, lift: float) -> Part:
    """Returns a square roof on z = 0 that narrows to `top` at `rise`. Its corners sweep up by `lift`."""
    angle = np.linspace(0, 2 * np.pi, 24, endpoint=False) + np.pi / 4
    x, y = np.cos(angle), np.sin(angle)
    longer, shorter = np.maximum(np.abs(x), np.abs(y)), np.minimum(np.abs(x), np.abs(y))
    x, y, corner = x / longer, y / longer, (shorter / longer) ** 4
    slope = [(s, 0.07 + (rise - 0.07) * (1 - s) ** 1.5, s**2) for s in (1.0, 0.75, 0.5, 0.25, 0.0)]
    rings = []
    for share, z, sweep in ((0.7, 0.0, 0.0), (1.0, 0.0, 1.0), *slope):
        out = top + (half - top) * share
        rings.append(np.stack([out * x, out * y, z + lift * sweep * corner], axis=1))
    return loft(np.array(rings))


def _carved_face(prop: ToyShape, y: float, z: float, tall: float, paint: str, beaked: bool) -> None:
    """Adds the face of a bird or of a monster with teeth to the front of a totem pole."""
    for x in (-0.14, 0.14):
        for size, out, colour in ((0.11, 0.04, "snow"), (0.06, -0.04, "charcoal")):
            prop.add(sphere(size, segments=10).stretch(y=0.7).move(x, y + out, z + 0.62 * tall), colour)
        brow, ear = box(0.26, 0.14, 0.08, bevel=0.02).turn(y=-70 * x), sphere(0.13, segments=10).stretch(0.7, 0.8, 1.3)
        prop.add(brow.move(x, y + 0.04, z + 0.82 * tall), paint)
        prop.add(ear.move(-7 * x * y, 0, z + 0.66 * tall), DARK)
    if beaked:
        middle, tip = z + 0.5 * tall, z + 0.2 * tall
        beak = [(0, y + 0.1, middle), (0, y - 0.3, middle), (0, y - 0.32, tip)]
        prop.add(tube(beak, [0.13, 0.11, 0.02], segments=10), "carrot")
    else:
        prop.add(sphere(0.09, segments=10).move(0, y - 0.02, z + 0.46 * tall), DARK)
        prop.add(box(0.4, 0.16, 0.17, bevel=0.03).move(0, y + 0.04, z + 0.24 * tall), "cherry")
        for x in (-0.12, 0, 0.12):
            prop.add(box(0.08, 0.16, 0.09, bevel=0.02).move(x, y + 0.02, z + 0.27 * tall), "snow")
