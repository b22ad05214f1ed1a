"""Kitchen and bakery props of the toybox. Each function adds the parts of one kind to `prop`."""

from __future__ import annotations

import numpy as np

from ..shapes import DARK, LIGHT, ToyShape, box, circle, cylinder, lathe, sphere, torus, tube


def mug(prop: ToyShape) -> None:
    radius, height, foot = prop.vary(0.72), prop.vary(1.5), prop.vary(0.92, 0.08)
    wall = 0.12
    outside = [(0, 0), (radius * foot - 0.06, 0), (radius * foot, 0.06), (radius, height - 0.05)]
    inside = [(radius - wall, height - 0.05), (radius - wall, 0.7 * height), (0, 0.7 * height)]
    prop.add(lathe([*outside, (radius - 0.05, height), *inside]))
    prop.add(cylinder(radius - 0.08, 0.1).move(z=0.76 * height), "coffee")
    reach, drop = prop.vary(0.55), prop.vary(0.3)
    start = radius - 0.08
    handle = [(start, 0, 0.8 * height), (start + reach, 0, 0.86 * height), (start + reach, 0, drop), (start, 0, drop)]
    prop.add(tube(handle, 0.14))


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


def teapot(prop: ToyShape) -> None:
    radius, height = prop.vary(0.8, 0.1), prop.vary(1.1)
    belly = [(0, 0), (0.55, 0), (0.6, 0.05 / height), (1.15, 0.3), (1.1, 0.8), (0.5, 1), (0, 1)]
    prop.add(lathe(belly, soft=True).stretch(radius, radius, height))
    lid = lathe([(0, 0), (0.56 * radius, 0), (0.5 * radius, 0.12), (0.2, 0.26), (0, 0.26)], soft=True)
    prop.add(lid.move(z=height - 0.06), DARK)
    prop.add(sphere(0.14).move(z=height + 0.28), "gold")
    near, bend, far = 0.8 * radius, 1.3 * radius, 1.8 * radius
    spout = [(near, 0, 0.35 * height), (bend, 0, 0.4 * height), (1.35 * radius, 0, 0.85 * height), (far, 0, height)]
    prop.add(tube(spout, [0.26, 0.22, 0.15, 0.13]))
    reach = -radius - prop.vary(0.5)
    handle = [(-near, 0, 0.85 * height), (reach, 0, height), (reach, 0, 0.2 * height), (-near, 0, 0.25 * height)]
    prop.add(tube(handle, 0.12))


def donut(prop: ToyShape) -> None:
    radius, thickness = prop.vary(0.68, 0.08), prop.vary(0.36)
    prop.add(torus(radius, thickness), "dough")
    icing = torus(radius, 1.07 * thickness, segments=48, start=-14, end=194)
    x, y, z = icing.vertices.T
    drops = np.where(z < 0.3 * thickness, 0.1 * np.sin(7 * np.arctan2(y, x)), 0)
    icing.vertices[:, 2] += drops
    prop.add(icing)
    sprinkle = box(0.22, 0.085, 0.085, bevel=0.03)
    for i, (_, _, angle) in enumerate(circle(14, 1.0, prop.random.uniform(0, 360))):
        tilt = (-42, 0, 42)[i * 2 % 3]
        turned = sprinkle.turn(z=prop.random.uniform(0, 180)).move(z=1.08 * thickness)
        prop.add(turned.turn(y=tilt).move(x=radius).turn(z=angle), ("snow", "lemon", "charcoal")[i % 3])


def cake(prop: ToyShape) -> None:
    radius, height, upper = prop.vary(0.85, 0.1), prop.vary(0.55), prop.vary(0.6, 0.1)
    prop.add(cylinder(radius + 0.25, 0.12, segments=32), "snow")
    prop.add(cylinder(radius, height, bevel=0.1, segments=32).move(z=height / 2 + 0.05))
    top = height + 0.05
    prop.add(cylinder(upper * radius, height, bevel=0.1).move(z=top + height / 2 - 0.02))
    dollop = lathe([(0, 0), (0.15, 0), (0.15, 0.08), (0.05, 0.2), (0, 0.24)], segments=12, soft=True)
    for x, y, _ in circle(10, radius - 0.15):
        prop.add(dollop.move(x, y, top - 0.03), LIGHT)
    band = [(0, 0), (upper * radius + 0.04, 0), (upper * radius + 0.04, 0.14), (0, 0.14)]
    prop.add(lathe(band).move(z=top), "cream")
    prop.add(lathe([(0, 0), (radius + 0.04, 0), (radius + 0.04, 0.14), (0, 0.14)]).move(z=0.06), "cream")
    prop.add(sphere(0.2).move(z=top + height + 0.12), "cherry")
