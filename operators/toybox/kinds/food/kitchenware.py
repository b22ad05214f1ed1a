"""Cups, dishes, cutlery, pots and pans. Each public function adds the parts of one kind to `prop`."""

from __future__ import annotations

import numpy as np

from ..shapes import (
    DARK,
    LIGHT,
    MAIN,
    Part,
    Points,
    ToyShape,
    box,
    circle,
    cylinder,
    extrude,
    lathe,
    rounded,
    sphere,
    torus,
    tube,
)


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


def tea_cup(prop: ToyShape) -> None:
    radius, height, wide = prop.vary(0.68, 0.06), prop.vary(0.78, 0.1), prop.vary(1.15, 0.06)
    prop.add(lathe([(0, 0), (0.45, 0), (0.5, 0.06), (wide, 0.2), (wide, 0.27), (0.5, 0.14), (0, 0.14)], 40))
    outside = [(0, 0), (0.45 * radius, 0), (0.5 * radius, 0.08), (0.95 * radius, 0.4 * height), (1.05 * radius, height)]
    prop.add(_vessel(outside, 0.09).move(z=0.13))
    for size, z in ((wide, 0.24), (1.04 * radius - 0.04, height + 0.12)):
        prop.add(torus(size, 0.06, segments=40).move(z=z), "gold")
    prop.add(cylinder(0.9 * radius, 0.08, bevel=0.02).move(z=0.8 * height + 0.1), "terracotta")
    top, low, reach = 0.13 + 0.85 * height, 0.45 * height, 1.02 * radius + prop.vary(0.4)
    prop.add(tube([(0.9 * radius, 0, top), (reach, 0, top + 0.1), (reach, 0, low), (0.7 * radius, 0, low)], 0.085))
    string = [(-0.4 * radius, -0.3, 0.8 * height), (-0.7, -0.75 * radius, height + 0.25), (-0.75, -0.95 * radius, 0.6)]
    prop.add(tube(string, 0.035, segments=6), "cream")
    prop.add(box(0.3, 0.07, 0.32, bevel=0.02).turn(z=-40).move(*string[-1]), "snow")


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


def kettle(prop: ToyShape) -> None:
    radius, height, bail = prop.vary(0.85, 0.08), prop.vary(0.9, 0.1), prop.vary(0.8, 0.1)
    body = [(0, 0), (1, 0), (1, 0), (1.02, 0.25), (0.85, 0.7), (0.45, 1), (0, 1)]
    prop.add(lathe(body, soft=True).stretch(radius, radius, height))
    prop.add(cylinder(radius + 0.03, 0.14, bevel=0.03, segments=32).move(z=0.07), "steel")
    prop.add(lathe([(0, 0), (0.42, 0), (0.36, 0.1), (0, 0.16)], soft=True).move(z=height - 0.05), DARK)
    prop.add(sphere(0.13).move(z=height + 0.18), "charcoal")
    spout = [(0.6 * radius, 0, 0.4 * height), (1.1 * radius, 0, 0.6 * height), (1.45 * radius, 0, height + 0.05)]
    prop.add(tube(spout, [0.3, 0.2, 0.12]))
    side, top = 0.72 * radius, height + bail
    hoop = [(-side, 0, 0.7 * height), (-1.1 * side, 0, top), (1.1 * side, 0, top), (side, 0, 0.7 * height)]
    prop.add(tube(hoop, 0.075), "steel")
    prop.add(tube([(-0.6 * side, 0, top - 0.1), (0, 0, top + 0.02), (0.6 * side, 0, top - 0.1)], 0.13), "charcoal")


def jug(prop: ToyShape) -> None:
    belly, neck, height = prop.vary(0.66, 0.1), prop.vary(0.38, 0.1), prop.vary(1.8, 0.1)
    wide = neck + 0.1
    outside = [(0, 0), (0.75 * belly, 0), (belly, 0.3), (belly, 0.5 * height), (neck, 0.75 * height), (wide, height)]
    body = _vessel(outside, 0.11)
    x, y, z = body.vertices.T
    lip = np.clip(x, 0, None) * np.exp(-((4 * y) ** 2)) * np.clip(z / height - 0.75, 0, None) * 4
    body.vertices[:, 0] += 0.75 * lip
    body.vertices[:, 2] += 0.15 * lip
    prop.add(body)
    prop.add(lathe([(0, 0), (0.75 * belly, 0), (0.75 * belly, 0.1), (0, 0.1)]).move(z=-0.05), DARK)
    reach, low = -belly - prop.vary(0.4), 0.45 * height
    handle = [(-neck, 0, 0.88 * height), (reach, 0, 0.98 * height), (reach, 0, low), (0.1 - belly, 0, low)]
    prop.add(tube(handle, 0.11))


def wine_glass(prop: ToyShape) -> None:
    radius, cup, stem = prop.vary(0.54, 0.1), prop.vary(1.05, 0.1), prop.vary(0.95)
    outside = [(0, 0), (0.6 * radius, 0), (1.2 * radius, 0.3 * cup), (1.05 * radius, 0.7 * cup), (0.9 * radius, cup)]
    prop.add(_vessel(outside, 0.08).move(z=stem))
    prop.add(cylinder(radius - 0.04, 0.3 * cup, bevel=0.01).move(z=stem + 0.66 * cup), "cherry")
    foot = [(0, 0), (radius, 0), (radius, 0.07), (0.14, 0.13), (0.08, 0.35), (0.08, stem - 0.1), (0.2, stem + 0.08)]
    prop.add(lathe([*foot, (0, stem + 0.08)]))


def goblet(prop: ToyShape) -> None:
    radius, cup, stem = prop.vary(0.6, 0.1), prop.vary(0.8), prop.vary(0.7)
    outside = [(0, 0), (0.6 * radius, 0), (0.95 * radius, 0.25), (0.9 * radius, 0.6 * cup), (1.1 * radius, cup)]
    prop.add(_vessel(outside, 0.12).move(z=stem))
    foot = [(0, 0), (0.95 * radius, 0), (0.95 * radius, 0.1), (0.6 * radius, 0.2), (0.15, 0.3), (0.13, stem)]
    prop.add(lathe([*foot, (0.3, stem + 0.12), (0, stem + 0.12)]))
    prop.add(sphere(0.25).stretch(z=0.75).move(z=0.62 * stem), "gold")
    prop.add(torus(0.92 * radius, 0.07).move(z=0.09), "gold")
    prop.add(torus(1.06 * radius, 0.08).move(z=stem + cup), "gold")
    for i, (x, y, _) in enumerate(circle(8, 0.9 * radius)):
        prop.add(sphere(0.11, segments=12).move(x, y, stem + 0.52 * cup), ("cherry", "glass")[i % 2])


def bowl(prop: ToyShape) -> None:
    radius, height, foot = prop.vary(1.0, 0.08), prop.vary(0.75, 0.2), prop.vary(0.45)
    flare = prop.random.choice((0.0, 0.18))
    outside = [(0, 0), (foot, 0), (0.8 * radius, 0.2 * height), (radius, 0.6 * height), (radius + flare, height)]
    prop.add(_vessel(outside, 0.13))
    prop.add(lathe([(0, -0.12), (foot + 0.04, -0.12), (foot - 0.04, 0.12), (0, 0.12)]), DARK)
    prop.add(torus(radius + flare - 0.065, 0.095).move(z=height), DARK)


def fork(prop: ToyShape) -> None:
    length, width, tine = prop.vary(1.35, 0.1), prop.vary(0.31, 0.1), prop.vary(0.8, 0.1)
    count = prop.random.choice((3, 4))
    _cutlery_grip(prop, length)
    prop.add(sphere(1, squareness=0.25).stretch(width + 0.08, 0.09, 0.26).move(y=0.06, z=length + 0.2))
    low = length + 0.25
    for i in range(count):
        x = width * (2 * i / (count - 1) - 1)
        path = [(x, 0.06, low), (x, 0.08, low + 0.3 * tine), (x, 0.04, low + 0.7 * tine), (x, -0.04, low + tine)]
        prop.add(tube(path, [0.075, 0.075, 0.07, 0.04]))


def spoon(prop: ToyShape) -> None:
    length, width, tall = prop.vary(1.3, 0.1), prop.vary(0.4, 0.1), prop.vary(0.58, 0.1)
    _cutlery_grip(prop, length)
    scoop = _vessel([(0, 0), (0.5, 0), (0.9, 0.14), (1, 0.4)], 0.14).stretch(width, tall, 0.85).turn(x=90)
    prop.add(scoop.move(y=0.17, z=length + 0.1 + 0.85 * tall))


def knife(prop: ToyShape) -> None:
    length, width, grip = prop.vary(1.6, 0.1), prop.vary(0.5, 0.12), prop.vary(0.85, 0.1)
    curve = rounded([(width, 0.08), (width, prop.vary(0.6) * length), (0.75 * width, 0.85 * length), (0, length)])
    prop.add(extrude([(0.0, 0.0), (width - 0.08, 0.0), *curve], 0.18, bevel=0.06).move(x=-0.15, z=grip))
    prop.add(extrude(curve * (1, 0.92) + (0.05, 0.06), 0.1, bevel=0.03).move(x=-0.15, z=grip), LIGHT)
    prop.add(box(0.34, 0.24, grip + 0.08, bevel=0.07).move(x=0.02, z=grip / 2), DARK)
    prop.add(box(0.37, 0.27, 0.14, bevel=0.03).move(x=0.02, z=grip), "steel")
    for share in (0.2, 0.5, 0.8):
        prop.add(cylinder(0.065, 0.28, bevel=0.01, segments=16).turn(x=90).move(x=0.02, z=share * grip), "gold")


def frying_pan(prop: ToyShape) -> None:
    radius, height, length = prop.vary(1.0, 0.08), prop.vary(0.36), prop.vary(1.15)
    prop.add(_vessel([(0, 0), (0.8 * radius, 0), (0.85 * radius, 0.02), (radius, height)], 0.1))
    prop.add(cylinder(0.8 * radius, 0.08, bevel=0.02).move(z=0.11), "charcoal")
    end, lift = radius + length, height + prop.vary(0.16)
    shaft = [(radius - 0.1, 0, height - 0.13), (radius + 0.3, 0, lift - 0.06), (end - 0.2, 0, lift)]
    prop.add(tube(shaft, 0.09).stretch(y=1.5), "steel")
    prop.add(tube([(radius + 0.4 * length, 0, lift - 0.02), (end, 0, lift + 0.03)], [0.12, 0.15]).stretch(y=1.4), DARK)
    prop.add(torus(0.15, 0.07, segments=20).move(x=end + 0.1, z=lift + 0.03), DARK)


def cooking_pot(prop: ToyShape) -> None:
    radius, height, dome = prop.vary(0.85, 0.1), prop.vary(0.95, 0.2), prop.vary(0.26)
    prop.add(cylinder(radius, height, bevel=0.1, segments=32).move(z=height / 2))
    prop.add(cylinder(radius + 0.06, 0.12, bevel=0.04, segments=32).move(z=height), "steel")
    lid = [(0, 0), (radius, 0), (radius, 0), (0.75 * radius, 0.8 * dome), (0, dome)]
    prop.add(lathe(lid, soft=True).move(z=height + 0.04), LIGHT)
    prop.add(cylinder(0.08, 0.2, bevel=0.01).move(z=height + dome + 0.08), "charcoal")
    prop.add(sphere(0.2).stretch(z=0.6).move(z=height + dome + 0.2), "charcoal")
    reach, rise = radius + prop.vary(0.32), 0.76 * height
    for side in (-1, 1):
        corners = [(0.9 * radius, -0.3), (reach, -0.32), (reach, 0.32), (0.9 * radius, 0.3)]
        prop.add(tube([(side * x, y, rise) for x, y in corners], 0.1), "charcoal")


def rolling_pin(prop: ToyShape) -> None:
    radius, half, grip = prop.vary(0.32, 0.1), prop.vary(0.8, 0.08), prop.vary(0.55, 0.1)
    turn = prop.random.uniform(-15, 15)
    handle = [(0, -0.1), (0.1, -0.1), (0.1, 0.1), (0.18, 0.3 * grip), (0.16, 0.75 * grip), (0.12, grip), (0, grip)]
    parts = [(cylinder(radius, 2 * half, bevel=0.06, segments=32), MAIN)]
    for flip in (0, 180):
        parts.append((lathe(handle, soft=True).move(z=half + 0.05).turn(x=flip), DARK))
        parts.append((cylinder(0.16, 0.14, bevel=0.03).move(z=half).turn(x=flip), "steel"))
    for part, colour in parts:
        prop.add(part.turn(y=90, z=turn).move(z=radius), colour)


def whisk(prop: ToyShape) -> None:
    grip, width, long = prop.vary(1.0, 0.1), prop.vary(0.5, 0.1), prop.vary(1.4, 0.08)
    handle = [(0, 0), (0.12, 0), (0.18, 0.12), (0.13, 0.6 * grip), (0.16, grip), (0, grip)]
    prop.add(lathe(handle, soft=True), DARK)
    prop.add(torus(0.1, 0.05, segments=20).turn(x=90).move(z=-0.08), "steel")
    prop.add(cylinder(0.17, 0.18, bevel=0.03).move(z=grip), "steel")
    side = [(0.09, 0), (0.12, 0.2), (0.9 * width, 0.5), (1.25 * width, 0.85), (0.8 * width, 1.02)]
    wire = tube([(x, 0, z * long) for x, z in [*side, *((-x, z) for x, z in side[::-1])]], 0.055, segments=8)
    loops = prop.random.choice((3, 4))
    for i in range(loops):
        prop.add(wire.stretch(z=1 - 0.04 * i).turn(z=180 * i / loops).move(z=grip))


def _vessel(outside: Points, wall: float) -> Part:
    """Returns a round open vessel. `outside` runs from the middle of its bottom to its rim, as (radius, z)."""
    bottom = outside[0][1] + wall
    inside = [(max(radius - wall, 0), max(z, bottom)) for radius, z in reversed(outside)]
    return lathe([*outside, *inside], segments=32, soft=True)


def _cutlery_grip(prop: ToyShape, length: float) -> None:
    """Adds the upright handle of a piece of cutlery, which ends at the height `length`."""
    path = [(0, 0, 0), (0, -0.03, 0.3 * length), (0, 0, 0.7 * length), (0, 0.06, length), (0, 0.06, length + 0.1)]
    prop.add(tube(path, [0.12, 0.15, 0.08, 0.07, 0.08]).stretch(x=1.4))
    prop.add(sphere(1).stretch(0.11, 0.06, 0.28 * length).move(y=-0.13, z=0.32 * length), DARK)
