"""Food and drinks in bottles, cans, cartons and jars. Each public function adds the parts of one kind to `prop`."""

from __future__ import annotations

import math

import numpy as np

from ..shapes import DARK, LIGHT, MAIN, Part, ToyShape, box, circle, cylinder, extrude, lathe, sphere, torus, tube
from .parts import upright_leaf


def bottle(prop: ToyShape) -> None:
    radius, body, neck = prop.vary(0.54), prop.vary(1.1), prop.vary(0.2, 0.1)
    shoulder, top = body + prop.vary(0.45), body + prop.vary(0.95, 0.1)
    lower = [(0, 0), (radius, 0), (radius, 0), (radius, body), (radius, body + 0.1)]  # a point twice: a sharper corner
    upper = [(neck, shoulder), (neck, shoulder), (neck, top), (0, top)]
    prop.add(lathe(lower + upper, soft=True))
    label = [(0, 0.3 * body), (radius + 0.02, 0.3 * body), (radius + 0.02, 0.8 * body), (0, 0.8 * body)]
    prop.add(lathe(label), "cream")
    prop.add(torus(neck, 0.07).move(z=top - 0.12), DARK)
    prop.add(cylinder(neck, 0.28, top=neck + 0.04).move(z=top + 0.05), "wood")


def milk_carton(prop: ToyShape) -> None:
    width, height, roof = prop.vary(0.9, 0.06), prop.vary(1.3, 0.1), prop.vary(0.42, 0.1)
    prop.add(box(width, width, height, bevel=0.03).move(z=height / 2))
    gable = [(-width / 2, 0), (width / 2, 0), (0.05, roof), (-0.05, roof)]
    prop.add(extrude(gable, width - 0.04, bevel=0.02).turn(z=90).move(z=height - 0.04), LIGHT)
    prop.add(box(width, 0.14, 0.26, bevel=0.03).move(z=height + roof + 0.05))
    prop.add(box(width + 0.05, width + 0.05, 0.5 * height, bevel=0.03).move(z=0.34 * height), "snow")
    slope = math.degrees(math.atan2(roof, width / 2))
    for size, thick, colour in ((0.2, 0.16, "snow"), (0.16, 0.3, DARK)):
        cap = cylinder(size, thick, bevel=0.03, segments=20).turn(x=slope)
        prop.add(cap.move(y=-0.27 * width, z=height + 0.46 * roof), colour)
    for face in (0, 90, 180, 270):
        for x, z, size in ((-0.24, 0.42, 0.2), (0.2, 0.25, 0.22), (0.26, 0.5, 0.1), (-0.28, 0.18, 0.1)):
            patch = _cow_patch(prop.vary(size, 0.1), face + 60 * z).move(x * width, -width / 2 - 0.01, z * height)
            prop.add(patch.turn(z=face), "charcoal")


def soda_can(prop: ToyShape) -> None:
    radius, height, turn = prop.vary(0.55, 0.06), prop.vary(1.75, 0.1), prop.random.uniform(-60, 60)
    foot, neck, end = 0.82 * radius, 0.84 * radius, height - 0.06
    prop.add(lathe([(0, 0.08), (radius, 0.12), (radius, height - 0.16), (0, height - 0.1)], 32))
    prop.add(lathe([(0, 0.04), (foot - 0.06, 0), (foot, 0), (radius - 0.01, 0.16), (0, 0.2)], 32), "steel")
    lid = [(0, end - 0.2), (radius - 0.01, end - 0.14), (neck, height), (neck - 0.07, height), (neck - 0.09, end)]
    prop.add(lathe([*lid, (0, end)], 32), "steel")
    for share, wide, colour in ((0.36, 0.16, "snow"), (0.57, 0.08, LIGHT)):
        out = radius + 0.02
        band = lathe([(out - 0.1, -wide), (out, -wide), (out, wide), (out - 0.1, wide)], 48, closed=True)
        band.vertices[:, 2] += 0.12 * np.sin(2 * np.arctan2(band.vertices[:, 1], band.vertices[:, 0]))
        prop.add(band.move(z=share * height), colour)
    prop.add(sphere(1).stretch(0.16, 0.2, 0.05).move(y=-0.22).turn(z=turn).move(z=end), "charcoal")
    prop.add(torus(0.12, 0.05, segments=20).stretch(y=1.3).move(y=0.12).turn(z=turn).move(z=end + 0.05), LIGHT)
    prop.add(box(0.2, 0.24, 0.06, bevel=0.02).move(y=-0.12).turn(z=turn).move(z=end + 0.06), LIGHT)


def ketchup_bottle(prop: ToyShape) -> None:
    radius, height, tip = prop.vary(0.5, 0.08), prop.vary(1.5, 0.08), prop.vary(0.42, 0.15)
    side = [(0, 0), (1, 0), (1.02, 0.02), (1, 0.35), (0.86, 0.55), (1, 0.75), (0.9, 0.93), (0.5, 1), (0, 1)]
    prop.add(lathe(side, 32, soft=True).stretch(radius, 0.8 * radius, height))
    prop.add(cylinder(0.6 * radius, 0.2, bevel=0.03, top=0.5 * radius).move(z=height + 0.06), "snow")
    nozzle = [(0, 0), (0.4 * radius, 0), (0.1, tip), (0.07, tip + 0.08), (0, tip + 0.08)]
    prop.add(lathe(nozzle).move(z=height + 0.14), "snow")
    prop.add(sphere(0.09, segments=12).stretch(z=0.9).move(z=height + tip + 0.22), MAIN)
    label = lathe([(0, 0.13), (1.04, 0.13), (1.02, 0.35), (0.93, 0.52), (0, 0.52)], 32)
    prop.add(label.stretch(radius, 0.8 * radius, height), "cream")
    for turn in (0, 180):
        prop.add(sphere(0.2, segments=16).stretch(y=0.5).move(y=-0.8 * radius, z=0.3 * height).turn(z=turn), "cherry")
        for lean in (-70, 0, 70):
            sepal = upright_leaf(0.1).turn(z=90).turn(y=lean).move(y=-0.8 * radius - 0.06, z=0.3 * height + 0.15)
            prop.add(sepal.turn(z=turn), "leaf")


def jar_of_honey(prop: ToyShape) -> None:
    radius, height, lean = prop.vary(0.74, 0.08), prop.vary(1.25, 0.1), prop.vary(20, 0.3)
    mouth = 0.76 * radius
    side = [(0, 0), (0.7 * radius, 0), (1.1 * radius, 0.3 * height), (1.05 * radius, 0.75 * height)]
    prop.add(lathe([*side, (mouth, 0.92 * height), (mouth, height), (0, height)], soft=True))
    for size, out, colour in ((0.3, 0.06, "cream"), (0.2, 0.09, "gold")):
        label = cylinder(size, 2 * (radius + out), bevel=0.02, segments=6).turn(x=90)
        prop.add(label.move(z=0.42 * height), colour)
    prop.add(torus(mouth, 0.14).move(z=0.98 * height), "gold")
    prop.add(lathe([(0, 0), (mouth, 0), (mouth, 0.12), (0, 0.22)], soft=True).move(z=0.97 * height), "gold")
    for _, _, angle in circle(5, 1.0, 18):
        drip = [(mouth - 0.2, 0, height + 0.1), (mouth + 0.1, 0, height + 0.1), (mouth + 0.15, 0, 0.9 * height)]
        end = (0.95 * radius, 0, prop.vary(0.7, 0.12) * height)
        prop.add(tube([*drip, end], [0.1, 0.12, 0.12, 0.17], segments=10).turn(z=angle), "gold")
    dipper = lathe([(0, 0.1), (0.06, 0.1), (0.06, 0.9), (0.1, 1.0), (0, 1.05)], 16)
    for part in (dipper, *(sphere(0.2, segments=16).stretch(z=0.3).move(z=z) for z in (0.05, 0.17, 0.29))):
        prop.add(part.turn(y=lean).move(z=height + 0.1), "wood")


def coffee_cup_to_go(prop: ToyShape) -> None:
    foot, radius, height = prop.vary(0.46, 0.06), prop.vary(0.64, 0.06), prop.vary(1.6, 0.08)
    prop.add(lathe([(0, 0.05), (foot - 0.07, 0.05), (foot - 0.06, 0), (foot, 0), (radius, height), (0, height)], 32))
    low, high = (foot + (radius - foot) * share + 0.04 for share in (0.3, 0.68))
    prop.add(lathe([(0, 0.3), (low, 0.3), (high, 0.68), (0, 0.68)], 32).stretch(z=height), "dough")
    lid = [(0, -0.06), (radius + 0.05, -0.06), (radius + 0.08, 0), (radius + 0.05, 0.08), (0.9 * radius, 0.1)]
    rim = [(0.86 * radius, 0.26), (0.78 * radius, 0.26), (0.74 * radius, 0.18), (0, 0.18)]
    prop.add(lathe([*lid, *rim], 32).move(z=height), prop.random.choice(("snow", "cream")))
    prop.add(sphere(1, segments=12).stretch(0.13, 0.06, 0.03).move(y=-0.56 * radius, z=height + 0.19), "charcoal")
    for side in (-1, 1):
        bean = sphere(1, segments=16).stretch(0.17, 0.06, 0.25).turn(y=25)
        groove = tube([(-0.03, -0.05, -0.2), (0.05, -0.07, 0), (-0.05, -0.07, 0), (0.03, -0.05, 0.2)], 0.03, segments=6)
        for part, colour in ((bean, "coffee"), (groove.turn(y=25), "dough")):
            prop.add(part.turn(x=-5).move(y=-(low + high) / 2, z=0.49 * height).turn(z=90 - 90 * side), colour)


def _cow_patch(size: float, phase: float) -> Part:
    """Returns a flat spot of an uneven shape, as on a cow."""
    angles = np.linspace(0, 2 * math.pi, 24, endpoint=False)
    reach = size * (1 + 0.25 * np.cos(2 * angles + phase) + 0.12 * np.cos(3 * angles - phase))
    return extrude(np.stack([reach * np.cos(angles), 0.8 * reach * np.sin(angles)], axis=1), 0.06, bevel=0.01)
