"""Churches, temples and their gates. Each public function adds the parts of one kind to `prop`."""

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
    slab,
    sphere,
    tube,
)
from .parts import ROOFS, door, gabled


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


def temple(prop: ToyShape) -> None:
    width, depth, height, rise = prop.vary(1.4, 0.06), prop.vary(1.7, 0.1), prop.vary(0.78, 0.1), prop.vary(0.42, 0.1)
    across, along, base = prop.random.choice((4, 5)), 5, 0.3
    for step in range(3):
        out = 0.42 - 0.14 * step
        prop.add(box(width + out, depth + out, 0.11, bevel=0.02).move(z=0.05 + 0.1 * step), (DARK, MAIN, LIGHT)[step])
    prop.add(box(0.6 * width, 0.64 * depth, height, bevel=0.02).move(z=base + height / 2), DARK)
    prop.add(box(0.26 * width, 0.64 * depth + 0.06, 0.8 * height, bevel=0.02).move(z=base + 0.4 * height), "coffee")
    half = np.array((width / 2 - 0.1, depth / 2 - 0.1))
    rows = [(x, y) for x in np.linspace(-1, 1, across) for y in (-1, 1)]
    rows += [(x, y) for x in (-1, 1) for y in np.linspace(-1, 1, along)[1:-1]]
    shaft = lathe([(0, 0), (0.1, 0), (0.085, height), (0, height)], 20, ribs=10, depth=0.06)
    for x, y in rows * half:
        prop.add(shaft.move(x, y, base))
        prop.add(cylinder(0.1, 0.1, bevel=0.02, top=0.15, segments=12).move(x, y, base + height - 0.03), LIGHT)
        prop.add(box(0.26, 0.26, 0.07, bevel=0.02).move(x, y, base + 0.02), LIGHT)
    top, edge = base + height + 0.16, width / 2 + 0.1
    prop.add(box(width + 0.06, depth + 0.06, 0.2, bevel=0.02).move(z=top - 0.08))
    prop.add(extrude([(-edge, 0), (edge, 0), (0, rise)], depth, bevel=0.02).move(z=top), DARK)
    prop.add(box(2 * edge, depth + 0.16, 0.08, bevel=0.02).move(z=top + 0.02), LIGHT)
    line = [(-edge - 0.04, 0), (0, rise), (edge + 0.04, 0)]
    prop.add(slab(line, depth + 0.18, 0.09).move(z=top), LIGHT)
    prop.add(slab([(x, z + 0.06) for x, z in line], depth + 0.1, 0.09).move(z=top), "terracotta")


def torii_gate(prop: ToyShape) -> None:
    reach, height, radius, curve = prop.vary(0.68, 0.08), prop.vary(1.45, 0.08), prop.vary(0.12, 0.1), prop.vary(0.14)
    lean, x = 0.9, np.linspace(-1.65, 1.65, 17) * reach
    for side in (-1, 1):
        post = [(side * reach, 0, 0), (side * lean * reach, 0, height)]
        prop.add(tube(post, [radius, 0.88 * radius], segments=20))
        prop.add(cylinder(radius + 0.06, 0.24, bevel=0.03).move(side * 0.99 * reach, 0, 0.12), "charcoal")
        prop.add(cylinder(radius + 0.05, 0.08, bevel=0.02).move(side * lean * reach, 0, height - 0.04), DARK)
        wedge = box(0.1, 2 * radius + 0.12, 0.26, bevel=0.02)
        prop.add(wedge.move(side * (0.92 * reach + radius), 0, 0.74 * height))
        prop.add(box(0.3, 0.46, 0.1, bevel=0.03).move(side * reach, 0, 0.05), "stone")
    prop.add(box(2.7 * reach, 0.15, 0.17, bevel=0.02).move(z=0.74 * height))
    bend = curve * (x / reach / 1.65) ** 2
    for wide, low, depth, colour in ((0.9, 0.0, 0.2, MAIN), (0.96, 0.1, 0.26, DARK), (1, 0.19, 0.36, "charcoal")):
        prop.add(slab(np.stack([wide * x, height + low + bend], axis=1), depth, 0.11), colour)
    prop.add(box(0.3, 0.1, 0.34, bevel=0.02).move(z=0.89 * height), "charcoal")
    prop.add(box(0.2, 0.14, 0.24, bevel=0.02).move(z=0.89 * height), "gold")


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
