"""Optical instruments, a compass and a ship's wheel. Each public function adds the parts of one kind to `prop`."""

from __future__ import annotations

import numpy as np

from ..shapes import (
    DARK,
    LIGHT,
    MAIN,
    ToyShape,
    box,
    circle,
    cylinder,
    extrude,
    lathe,
    limb,
    mirrored,
    sphere,
    torus,
    tube,
)


def magnifying_glass(prop: ToyShape) -> None:
    radius, grip, thick = prop.vary(0.72, 0.08), prop.vary(1.05, 0.1), prop.vary(0.13, 0.1)
    centre = grip + 0.34 + radius
    hoop = [(radius - 0.06, -0.13), (radius + thick, -0.13), (radius + thick, 0.13), (radius - 0.06, 0.13)]
    prop.add(lathe(hoop, 40, closed=True).turn(x=90).move(z=centre))
    for y in (-0.12, 0.12):
        prop.add(torus(radius + 0.04, 0.07).turn(x=90).move(y=y, z=centre), DARK)
    prop.add(sphere(radius).stretch(y=0.16).move(z=centre), "glass")
    for x, z, tall in ((-0.36, 0.3, 0.28), (-0.12, 0.44, 0.12)):
        gleam = sphere(1, segments=12).stretch(0.07, 0.14, tall).turn(y=40)
        prop.add(gleam.move(x * radius, 0, centre + z * radius), "snow")
    prop.add(cylinder(0.1, 0.5).move(z=grip + 0.2), "gold")
    prop.add(cylinder(0.19, 0.16, bevel=0.04).move(z=grip + 0.04), "gold")
    prop.add(limb((0, 0, grip, 0.14), (0, 0, 0.5 * grip, 0.2), (0, 0, 0.05, 0.2)))


def microscope(prop: ToyShape) -> None:
    width, stage, tall, lean = prop.vary(0.8, 0.08), prop.vary(0.62, 0.08), prop.vary(1.75, 0.06), prop.vary(16, 0.3)
    prop.add(box(width, 1.15, 0.2, bevel=0.07).move(z=0.1), DARK)
    prop.add(box(0.6 * width, 0.5, 0.24, bevel=0.07, taper=0.8).move(y=0.3, z=0.26), DARK)
    back = [(0, 0.36, 0.2), (0, 0.56, 0.6), (0, 0.5, 1.1), (0, 0.3, 0.84 * tall), (0, -0.2, 0.86 * tall)]
    prop.add(tube(back, 0.16, segments=16))
    prop.add(box(width, 0.75, 0.12, bevel=0.03).move(y=-0.06, z=stage), "charcoal")
    prop.add(box(0.18, 0.5, 0.14, bevel=0.03).move(y=0.4, z=stage), "charcoal")
    prop.add(box(0.5, 0.2, 0.07, bevel=0.02).move(y=-0.16, z=stage + 0.08), "glass")
    prop.add(sphere(0.17).stretch(z=0.5).move(y=-0.16, z=0.26), "lemon")
    for z, size in ((0.45, 0.2), (0.84, 0.14)):
        mirrored(prop, cylinder(size, 0.14).turn(y=90).move(0.2, 0.56, z), LIGHT)
    barrel = ToyShape(prop.random)
    _microscope_barrel(barrel)
    for part, colour in barrel.parts:
        prop.add(part.turn(x=lean).move(y=-0.12, z=stage + 0.42), colour)


def telescope(prop: ToyShape) -> None:
    length, radius, hub, tilt = prop.vary(2.1, 0.06), prop.vary(0.21, 0.1), prop.vary(1.2, 0.08), prop.vary(24, 0.25)
    scope, end = ToyShape(prop.random), -0.5 * length
    for low, high, size, colour in ((-0.3, 0.42, 1, MAIN), (0.32, 0.6, 1.3, MAIN), (-0.45, -0.3, 0.62, "charcoal")):
        scope.add(cylinder(size * radius, (high - low) * length).move(z=(low + high) / 2 * length), colour)
    scope.add(sphere(1.15 * radius, segments=16).stretch(z=0.3).move(z=0.59 * length), "glass")
    for z, size in ((-0.28, 1), (-0.05, 1), (0.12, 1), (0.33, 1.3), (0.59, 1.25)):
        band = torus(size * radius, 0.06, segments=16).move(z=z * length)
        scope.add(band, DARK if abs(z) < 0.2 else "gold")
    scope.add(tube([(0, 0, 0.8 * end), (0, 0, end), (0, 0.3, end)], 0.1, soft=False), "charcoal")
    scope.add(cylinder(0.09, 0.6, segments=16).move(0, 1.65 * radius, 0.1 * end), LIGHT)
    scope.add(box(0.1, 0.3, 0.14, bevel=0.02).move(0, 1.3 * radius, 0.1 * end), "charcoal")
    for part, colour in scope.parts:
        prop.add(part.turn(x=90 - tilt).move(z=hub + 0.3), colour)
    _tripod(prop, hub, prop.vary(0.62, 0.1))


def compass(prop: ToyShape) -> None:
    radius, thick, needle, face = prop.vary(0.9, 0.06), prop.vary(0.36, 0.12), prop.vary(32, 0.8), ToyShape(prop.random)
    face.add(cylinder(radius, thick, bevel=0.08, segments=40).turn(x=90))
    face.add(torus(radius - 0.06, 0.1).turn(x=90).move(y=-thick / 2), DARK)
    face.add(cylinder(radius - 0.1, 0.1, bevel=0.01, segments=40).turn(x=90).move(y=-thick / 2), "cream")
    _compass_rose(face, radius, -thick / 2 - 0.04, MAIN)
    _compass_rose(face, radius, thick / 2, LIGHT)
    _cardinals(face, 0.76 * radius, 0.24 * radius, -thick / 2 - 0.05)
    for tip, colour in ((0, "cherry"), (180, "charcoal")):
        hand = extrude([(-0.13, 0), (0.13, 0), (0, 0.6 * radius)], 0.1, bevel=0.02).turn(y=tip + needle)
        face.add(hand.move(y=-thick / 2 - 0.16), colour)
    face.add(sphere(0.11, segments=12).move(y=-thick / 2 - 0.2), "gold")
    face.add(cylinder(0.12, 0.3).move(z=radius + 0.08), "gold")
    face.add(torus(0.2, 0.07, segments=20).turn(x=90).move(z=radius + 0.34), "gold")
    for part, colour in face.parts:
        prop.add(part.turn(x=-14), colour)


def ships_wheel(prop: ToyShape) -> None:
    radius, reach, count = prop.vary(0.72, 0.08), prop.vary(0.42, 0.1), prop.random.choice((6, 8, 8))
    rim = [(radius - 0.1, -0.13), (radius + 0.1, -0.13), (radius + 0.1, 0.13), (radius - 0.1, 0.13)]
    prop.add(lathe(rim, 40, closed=True).turn(x=90))
    for y in (-0.13, 0.13):
        prop.add(torus(radius, 0.045).turn(x=90).move(y=y), "gold")
    spoke = [(0, 0), (0.1, 0), (0.07, 0.3), (0.12, 0.5), (0.07, 0.66), (0.07, 1), (0, 1)]
    handle = [(0, 0), (0.08, 0), (0.08, 0.1), (0.15, 0.5), (0.1, 0.9), (0, 1)]
    for _, _, angle in circle(count, 1, 90):
        prop.add(lathe(spoke, 12).stretch(z=radius).turn(y=angle))
        prop.add(lathe(handle, 12).stretch(z=reach).move(z=radius + 0.06).turn(y=angle), DARK)
    prop.add(cylinder(0.25, 0.34).turn(x=90))
    prop.add(cylinder(0.17, 0.44).turn(x=90), "gold")
    prop.add(cylinder(0.07, 0.54, bevel=0.02).turn(x=90), DARK)


def _microscope_barrel(prop: ToyShape) -> None:
    """Adds the barrel of a microscope, upright, with its three lenses below z = 0."""
    for radius, low, high, colour in ((0.2, 0, 0.75, MAIN), (0.14, 0.7, 0.95, "steel"), (0.2, 0.92, 1.06, "charcoal")):
        prop.add(cylinder(radius, high - low).move(z=(low + high) / 2), colour)
    prop.add(sphere(0.25).stretch(z=0.6), LIGHT)
    for _, _, angle in circle(3, 1, -90):
        prop.add(cylinder(0.08, 0.3, bevel=0.02, top=0.1, segments=16).move(z=-0.2).turn(y=-28, z=angle), "steel")


def _tripod(prop: ToyShape, hub: float, spread: float) -> None:
    """Adds three wooden legs under a hub at the given height."""
    prop.add(cylinder(0.17, 0.24, bevel=0.04).move(z=hub), "charcoal")
    prop.add(cylinder(0.09, 0.4).move(z=hub + 0.2), "charcoal")
    for x, y, _ in circle(3, spread, 90):
        prop.add(tube([(0.12 * x, 0.12 * y, hub), (x, y, 0.04)], [0.085, 0.07], segments=10, soft=False), "wood")
        prop.add(tube([(0, 0, 0.42 * hub), (0.62 * x, 0.62 * y, 0.42 * hub)], 0.05, segments=8, soft=False), "charcoal")
        prop.add(sphere(0.1, segments=10).move(x, y, 0.05), "charcoal")


def _compass_rose(prop: ToyShape, radius: float, y: float, colour: str) -> None:
    """Adds a star with four long and four short points to a dial with the given radius."""
    for size, turn, depth, tint in ((0.42, 45, 0.1, LIGHT), (0.62, 0, 0.14, colour)):
        ray = extrude(np.array([(0, 0), (0.25, 0.25), (0, 1), (-0.25, 0.25)]) * size * radius, depth, bevel=0.02)
        for _, _, angle in circle(4, 1, turn):
            prop.add(ray.turn(y=angle).move(y=y), tint)


def _cardinals(prop: ToyShape, radius: float, size: float, y: float) -> None:
    """Adds the letters of the cardinal points and the marks between them to a dial."""
    east, west = [(1, 1), (0, 1), (0, 0), (1, 0)], [(-0.2, 1), (0.15, 0), (0.5, 0.8), (0.85, 0), (1.2, 1)]
    south = [(1, 0.85), (0.5, 1), (0, 0.8), (0.5, 0.5), (1, 0.2), (0.5, 0), (0, 0.15)]
    strokes = ((east, [(0, 0.5), (0.8, 0.5)]), ([(0, 0), (0, 1), (1, 0), (1, 1)],), (west,), (south,))
    for (x, z, _), letter in zip(circle(4, radius), strokes, strict=True):
        for stroke in letter:
            line = [(x + 0.7 * size * (u - 0.5), y, z + size * (v - 0.5)) for u, v in stroke]
            prop.add(tube(line, 0.035, 8, soft=False), "charcoal")
    for x, z, angle in circle(4, 1.02 * radius, 45):
        prop.add(box(0.18, 0.07, 0.07, bevel=0.01).turn(y=-angle).move(x, y, z), "charcoal")
