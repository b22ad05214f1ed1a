"""The car, the rocket and the boat of the toybox."""

from __future__ import annotations

import math

import numpy as np

from ..shapes import DARK, Part, ToyShape, box, circle, cylinder, extrude, lathe, loft, sphere, torus


def car(prop: ToyShape) -> None:
    width, length, tall = prop.vary(1.0, 0.08), prop.vary(1.85, 0.08), prop.vary(0.42, 0.1)
    wheel = prop.vary(0.29, 0.1)
    prop.add(sphere(1, squareness=0.6).stretch(width / 2, length / 2, tall / 2 + 0.05).move(z=wheel + 0.22))
    cabin = box(0.86 * width, 0.56 * length, 0.46, bevel=0.08, taper=0.74).move(y=0.06 * length, z=wheel + 0.58)
    prop.add(cabin)
    prop.add(box(0.64 * width, 0.44 * length, 0.1, bevel=0.04).move(y=0.06 * length, z=wheel + 0.82))
    for side in (-1, 1):
        for shift in (-0.06, 0.18):
            pane = box(0.06, 0.2 * length, 0.26, bevel=0.02, taper=0.85).turn(y=side * -14)
            prop.add(pane.move(side * 0.405 * width, shift * length, wheel + 0.6), "glass")
        for y in (-0.31, 0.31):
            tyre, hub = cylinder(wheel, 0.26, bevel=0.06).turn(y=90), cylinder(0.5 * wheel, 0.08, bevel=0.02).turn(y=90)
            prop.add(tyre.move(side * (width / 2 - 0.06), y * length, wheel), "charcoal")
            prop.add(hub.move(side * (width / 2 + 0.07), y * length, wheel), "steel")
        light = side * 0.31 * width
        prop.add(sphere(0.13).stretch(y=0.6).move(light, -length / 2, wheel + 0.27), "lemon")
        prop.add(box(0.2, 0.1, 0.12, bevel=0.02).move(light, length / 2 - 0.02, wheel + 0.27), "cherry")
    lean = math.degrees(math.atan2(0.13 * 0.56 * length, 0.46))
    for end in (-1, 1):
        pane = box(0.62 * width, 0.06, 0.3, bevel=0.02, taper=0.9).turn(x=-end * lean)
        prop.add(pane.move(y=0.06 * length + end * 0.25 * length, z=wheel + 0.58), "glass")
        prop.add(box(0.94 * width, 0.14, 0.15, bevel=0.04).move(y=end * length / 2, z=wheel + 0.04), "steel")
    prop.add(box(0.34 * width, 0.08, 0.14, bevel=0.02).move(y=-length / 2, z=wheel + 0.24), "charcoal")


def rocket(prop: ToyShape) -> None:
    radius, height = prop.vary(0.46, 0.1), prop.vary(1.7, 0.1)
    hull = [(0, 0), (0.62, 0), (1.05, 0.3), (1, 0.72), (0.82, 0.78), (0, 0.78)]
    nose = [(0, 0.7), (0.94, 0.7), (0.72, 0.92), (0.1 / radius, 1.16), (0, 1.16)]
    prop.add(lathe(hull, soft=True).stretch(radius, radius, height))
    prop.add(lathe(nose, soft=True).stretch(radius, radius, height), DARK)
    prop.add(lathe([(0, 0), (1.06 * radius, 0), (1.04 * radius, 0.12), (0, 0.12)]).move(z=0.66 * height), "snow")
    prop.add(lathe([(0, -0.12), (0.72 * radius, -0.2), (0.5 * radius, 0.05), (0, 0.05)]), "charcoal")
    span, drop = prop.vary(0.52), prop.vary(0.3)
    fin = [(0.4, 0.1), (0.75 * radius + span, -drop), (0.85 * radius + span, 0.12), (radius, 0.72), (0.4, 0.72)]
    for _, _, angle in circle(4, 1.0, 45):
        prop.add(extrude(fin, 0.16, bevel=0.05).turn(z=angle), DARK)
    window = 0.48 * height
    prop.add(torus(0.24, 0.08).turn(x=90).move(y=-radius, z=window), "steel")
    prop.add(sphere(0.24).stretch(y=0.3).move(y=-radius, z=window), "glass")


def boat(prop: ToyShape) -> None:
    width, length, side = prop.vary(0.52, 0.08), prop.vary(1.0, 0.08), prop.vary(0.55, 0.1)
    prop.add(_hull(width, length, side, 0.0))
    prop.add(_hull(1.04 * width, 1.03 * length, side + 0.05, 0.78), "snow")
    prop.add(_hull(0.88 * width, 0.93 * length, side + 0.1, 0.85), "wood")
    deck, tall = side + 0.05, prop.vary(0.5, 0.1)
    prop.add(box(1.15 * width, 0.62, tall, bevel=0.05).move(y=0.1, z=deck + tall / 2), "snow")
    prop.add(box(1.35 * width, 0.78, 0.14, bevel=0.05).move(y=0.1, z=deck + tall + 0.05))
    for x in (-0.26, 0.26):
        prop.add(box(0.36 * width, 0.08, 0.24, bevel=0.02).move(x * width, -0.21, deck + 0.6 * tall), "glass")
    for x in (-1, 1):
        porthole = cylinder(0.12, 0.08, bevel=0.02, segments=16).turn(y=90)
        prop.add(porthole.move(x * 0.575 * width, 0.1, deck + 0.58 * tall), "glass")
        prop.add(torus(0.13, 0.06, segments=20).turn(y=90).move(x * width, 0.25, 0.62 * side), "carrot")
    funnel = prop.vary(0.5)
    top = deck + tall + funnel
    prop.add(cylinder(0.19, funnel + 0.1, bevel=0.03).move(y=0.2, z=top - funnel / 2))
    prop.add(cylinder(0.205, 0.17, bevel=0.03).move(y=0.2, z=top), "charcoal")


def _hull(width: float, length: float, height: float, start: float) -> Part:
    """Returns the upper part of a ship's hull, from the share `start` of its height: pointed at -Y, blunt at +Y."""
    angle = np.linspace(0, 2 * math.pi, 40, endpoint=False)
    x, y = np.cos(angle), np.sin(angle)
    x = np.sign(x) * np.abs(x) ** np.where(y > 0, 0.5, 1.25)
    y = np.where(y > 0, 0.8 * np.sign(y) * np.abs(y) ** 0.6, y)
    rings = []
    for share in np.linspace(start, 1, 6):
        flare = 0.62 + 0.38 * share**0.6
        sheer = height * share + np.where(y < 0, 0.22 * y**2 * share, 0)
        rings.append(np.stack([width * flare * x, length * flare * y, sheer], axis=1))
    return loft(np.array(rings))
