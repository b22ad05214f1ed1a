"""Tools and household things of the toybox. Each function adds the parts of one kind to `prop`."""

from __future__ import annotations

import math

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
    loft,
    rounded,
    sphere,
    torus,
    tube,
)
from .parts import arc, bow_handle, upright_ring


def bucket(prop: ToyShape) -> None:
    radius, height, lean = prop.vary(0.72, 0.1), prop.vary(1.15, 0.12), prop.random.choice((0, 38))
    foot = prop.vary(0.74, 0.08) * radius
    wall = [(0, 0), (foot - 0.05, 0), (foot, 0.05), (radius, height), (radius - 0.1, height), (foot - 0.1, 0.12)]
    prop.add(lathe([*wall, (0, 0.12)], segments=32))
    prop.add(torus(radius - 0.04, 0.085).move(z=height), DARK)
    for share in (0.06, 0.66):
        low, high = (foot + (radius - foot) * s + 0.03 for s in (share, share + 0.1))
        hoop = [(low - 0.1, 0), (low, 0), (high, 0.1 * height), (high - 0.1, 0.1 * height)]
        prop.add(lathe(hoop, segments=32, closed=True).move(z=share * height), DARK)
    rise = radius + prop.vary(0.1)
    for part, colour in (
        (bow_handle(radius + 0.05, rise, 0.06), "steel"),
        (bow_handle(radius + 0.05, rise, 0.11, 32), "wood"),
    ):
        prop.add(part.turn(x=lean).move(z=height - 0.12), colour)
    for x in (-radius, radius):
        prop.add(cylinder(0.13, 0.16, segments=16).turn(y=90).move(x, 0, height - 0.12), LIGHT)


def ladder(prop: ToyShape) -> None:
    width, height, spread = prop.vary(0.8, 0.1), prop.vary(2.0, 0.08), prop.vary(0.62, 0.12)
    lean, length = math.degrees(math.atan2(spread, height)), math.hypot(spread, height)
    splay, steps = 5, prop.random.choice((4, 5))
    prop.add(box(width + 0.26, 0.4, 0.14).move(z=height), LIGHT)
    for side in (-1, 1):
        for x in (-1, 1):
            rail = box(0.14, 0.19, length, bevel=0.03).move(z=-length / 2).turn(x=side * lean, y=-x * splay)
            prop.add(rail.move(x * width / 2, side * 0.06, height), DARK)
        for i in range(1, steps + 1):
            share = i / (steps + 0.6)
            step = box(width + 2 * share * height * math.tan(math.radians(splay)), 0.28, 0.1, bevel=0.03)
            prop.add(step.move(y=side * (spread * share + 0.06), z=height * (1 - share)))


def broom(prop: ToyShape) -> None:
    flare, drop, length = prop.vary(0.6, 0.12), prop.vary(0.95, 0.12), prop.vary(1.6, 0.12)
    flat = prop.random.choice((0.42, 0.9))
    below, above = [(0, 0.08), (0.9 * flare, 0), (flare, 0.02)], [(0.19, 0.94 * drop), (0.14, drop), (0, drop)]
    straw = lathe([*below, (0.84 * flare, 0.5 * drop), *above], segments=80, soft=True, ribs=20, depth=0.07)
    prop.add(straw.stretch(y=flat))
    for share, wide in ((0.48, 0.82), (0.64, 0.68)):
        hoop = lathe([(0.1, -0.05), (wide * flare + 0.05, -0.05), (wide * flare, 0.05), (0.1, 0.05)], closed=True)
        prop.add(hoop.stretch(y=flat).move(z=share * drop), DARK)
    prop.add(cylinder(0.22, 0.3, top=0.13).stretch(y=max(flat, 0.7)).move(z=drop + 0.02), DARK)
    prop.add(cylinder(0.085, length).move(z=drop + length / 2), "wood")
    prop.add(sphere(0.12).stretch(z=1.4).move(z=drop + length), DARK)


def shovel(prop: ToyShape) -> None:
    width, length, shaft = prop.vary(0.46, 0.12), prop.vary(1.0, 0.1), prop.vary(1.4, 0.1)
    across, edge = np.linspace(-1, 1, 11), np.full(11, 0.05)
    x, thick = np.concatenate([across, across[::-1]]), np.concatenate([-edge, edge])
    rings = []
    for share in np.linspace(0, 1, 12):
        wide = width * max(0.08, 1 - (1 - min(1, share / 0.62)) ** 2.2) * x
        rings.append(np.stack([wide, thick - 0.9 * wide**2, length * share + 0 * x], axis=1))
    prop.add(loft(np.array(rings)))
    lip = [(width * s, -0.9 * (width * s) ** 2, length) for s in across]
    prop.add(tube(lip, 0.08), DARK)
    prop.add(cylinder(0.17, 0.6, top=0.12).move(z=length + 0.05), DARK)
    top = length + shaft
    prop.add(cylinder(0.095, shaft + 0.2).move(z=length + shaft / 2), "wood")
    for side in (-1, 1):
        prop.add(tube([(0, 0, top - 0.05), (side * 0.26, 0, top + 0.1), (side * 0.26, 0, top + 0.36)], 0.075), DARK)
    prop.add(cylinder(0.1, 0.68).turn(y=90).move(z=top + 0.36))


def axe(prop: ToyShape) -> None:
    length, bite, tall = prop.vary(1.75, 0.08), prop.vary(0.55, 0.1), prop.vary(0.5, 0.12)
    edge = [(bite + 0.18 * x, tall * z) for x, z in arc(1, 1, -90, 90)]
    head = [(-0.32, -0.2), (0.12, -0.2), (0.7 * bite, -0.6 * tall), *edge, (0.7 * bite, 0.6 * tall), (0.12, 0.2)]
    inner = [(bite - 0.12 + 0.16 * x, 0.9 * tall * z) for x, z in arc(1, 1, 90, -90)]
    for outline, depth, colour in (([*head, (-0.32, 0.2)], 0.44, MAIN), ([*edge, *inner], 0.5, LIGHT)):
        part = extrude(outline, depth, bevel=0.03)
        part.vertices[:, 1] *= 1 - 0.8 * (part.vertices[:, 0] + 0.32) / (bite + 0.5)
        prop.add(part.move(z=length), colour)
    prop.add(box(0.14, 0.48, 0.52, bevel=0.04).move(-0.3, 0, length), DARK)
    bend = prop.vary(0.1, 0.5)
    haft = [(0, 0, length + 0.3), (0, 0, 0.6 * length), (bend, 0, 0.35 * length), (-bend, 0, 0.1), (bend, 0, -0.1)]
    prop.add(tube(haft, [0.12, 0.11, 0.11, 0.11, 0.17]).stretch(y=0.85), "wood")
    prop.add(tube([haft[2], haft[3], (0.4 * bend, 0, -0.04)], 0.15).stretch(y=0.85), DARK)


def handsaw(prop: ToyShape) -> None:
    length, heel, toe, teeth = prop.vary(1.9, 0.08), prop.vary(0.72, 0.1), prop.vary(0.3), prop.random.choice((9, 11))
    pitch = length / teeth
    bottom = [(pitch * i + x, z) for i in range(teeth) for x, z in ((0, 0.14), (0.3 * pitch, 0), (pitch - 0.01, 0.13))]
    prop.add(extrude([*bottom, (length, 0.14 + toe), (0.1, heel)], 0.1, bevel=0.02))
    slope = math.degrees(math.atan2(heel - toe - 0.14, length))
    prop.add(box(length, 0.15, 0.1, bevel=0.02).turn(y=slope).move(length / 2, 0, (heel + toe + 0.14) / 2), DARK)
    grip = [(0.2, 0.62), (-0.15, 0.76), (-0.52, 0.78), (-0.42, 0.4), (-0.52, 0.02), (-0.2, 0.05), (0.2, 0.16)]
    prop.add(tube([(x, 0, heel * z) for x, z in grip], 0.12), "wood")


def wrench(prop: ToyShape) -> None:
    length, head, gap = prop.vary(1.5, 0.1), prop.vary(0.42, 0.1), prop.vary(0.19, 0.1)
    tip = math.degrees(math.acos(gap / head))
    rim = arc(head, head, 194 - tip, 346 + tip)
    notch = [(gap, 0.86 * head), (gap, 0), (0, -0.11), (-gap, 0), (-gap, 0.86 * head)]
    jaw = extrude([*rim, *notch], 0.3)
    prop.add(jaw.turn(y=15).move(z=length))
    prop.add(box(0.3, 0.2, length - 0.45, bevel=0.05).move(z=length / 2 + 0.025))
    prop.add(box(0.14, 0.25, 0.5 * length, bevel=0.03).move(z=length / 2), LIGHT)
    if prop.random.random() < 0.5:
        prop.add(jaw.stretch(0.85, 1, 0.85).turn(y=195))
    else:
        hoop = [(0.18, -0.15), (0.34, -0.15), (0.39, -0.1), (0.39, 0.1), (0.34, 0.15), (0.18, 0.15)]
        prop.add(lathe(hoop, closed=True).turn(x=90))


def key(prop: ToyShape) -> None:
    length, bow, bit = prop.vary(1.3, 0.1), prop.vary(0.36, 0.12), prop.vary(0.5, 0.12)
    prop.add(cylinder(0.12, length + 0.2).move(z=length / 2 - 0.1))
    teeth = [(0, 0), (bit, 0), (bit, 0.15), (0.6 * bit, 0.15), (0.6 * bit, 0.28), (bit, 0.28), (bit, 0.5), (0, 0.5)]
    prop.add(extrude(teeth, 0.2, bevel=0.03))
    for z in (0.62, length - 0.18, length - 0.02):
        prop.add(torus(0.13, 0.08, segments=20).move(z=z), DARK)
    if prop.random.random() < 0.5:
        prop.add(upright_ring(bow, 0.13).move(z=length + bow))
        return
    for x, z, _ in circle(3, 0.75 * bow, 90):
        prop.add(upright_ring(0.6 * bow, 0.11).move(x, 0, length + 1.1 * bow + z))


def padlock(prop: ToyShape) -> None:
    width, height, depth, loop = prop.vary(1.15, 0.1), prop.vary(0.95, 0.1), prop.vary(0.5, 0.12), prop.vary(0.36, 0.1)
    square, disc = box(width, depth, height, bevel=0.12), cylinder(height / 2 + 0.06, depth, bevel=0.1, segments=32)
    prop.add(prop.random.choice((square, disc.turn(x=90).stretch(x=width / height))).move(z=height / 2))
    rise = height + prop.vary(0.3)
    bend = [(x, 0, rise + z) for x, z in arc(loop, loop)]
    prop.add(tube([(loop, 0, height - 0.2), *bend, (-loop, 0, height - 0.2)], 0.13, soft=False), "steel")
    for x in (-loop, loop):
        prop.add(cylinder(0.2, 0.2).move(x, 0, height), DARK)
    front, middle = -depth / 2, 0.46 * height
    prop.add(cylinder(0.3, 0.12, bevel=0.03).turn(x=90).move(y=front, z=middle), "gold")
    hole = cylinder(0.1, 0.1, bevel=0.01, segments=16).turn(x=90)
    prop.add(hole.move(y=front - 0.04, z=middle + 0.08), "charcoal")
    prop.add(box(0.09, 0.09, 0.24, bevel=0.01).move(y=front - 0.04, z=middle - 0.06), "charcoal")


def candlestick(prop: ToyShape) -> None:
    foot, height, candle = prop.vary(0.6, 0.1), prop.vary(1.15, 0.12), prop.vary(0.55)
    base = [(0, 0), (foot, 0), (foot, 0.1), (0.5 * foot, 0.16), (0.12, 0.3), (0.1, 0.42)]
    knop = [(0.3, 0.48), (0.3, 0.52), (0.1, 0.62), (0.12, 0.9)]
    vase = [(0.1, 0.44), (0.32, 0.76), (0.26, 0.84), (0.1, 0.9)]
    stem = [*prop.random.choice((knop, vase)), (0.24, 1), (0, 1)]
    prop.add(lathe([*base, *((r, z * height) for r, z in stem)], soft=True))
    if prop.random.random() < 0.5:
        prop.add(upright_ring(0.19, 0.07).move(x=foot + 0.06, z=0.27), DARK)
    pan = prop.vary(0.38, 0.12)
    saucer = [(0, 0), (0.2, 0), (pan, 0.08), (pan, 0.15), (pan - 0.08, 0.15), (0.15, 0.08), (0, 0.08)]
    prop.add(lathe(saucer).move(z=height - 0.04), DARK)
    prop.add(cylinder(0.2, 0.22, top=0.23).move(z=height + 0.1))
    prop.add(cylinder(0.15, candle + 0.1).move(z=height + candle / 2 + 0.1), "cream")
    flame = lathe([(0, 0), (0.11, 0.02), (0.15, 0.16), (0.04, 0.34), (0, 0.46)], soft=True)
    prop.add(flame.move(z=height + candle + 0.18), "carrot")
    prop.add(cylinder(0.06, 0.16, bevel=0.01, segments=12).move(z=height + candle + 0.16), "charcoal")


def lantern(prop: ToyShape) -> None:
    radius, height, sides = prop.vary(0.5, 0.1), prop.vary(0.95, 0.12), prop.random.choice((4, 6, 24))
    base = [(0, 0), (1.35, 0), (1.35, 0.14), (1.1, 0.26), (0, 0.26)]
    roof = [(0, 0), (1.4, 0), (1.4, 0.1), (0.5, 0.42), (0.5, 0.56), (0.3, 0.64), (0, 0.64)]
    for profile, z in ((base, 0), (roof, height + 0.2)):
        prop.add(lathe([(r * radius, h) for r, h in profile], sides).turn(z=45).move(z=z))
    pane = lathe([(0, 0), (0.9 * radius, 0), (0.9 * radius, height), (0, height)], sides)
    prop.add(pane.turn(z=45).move(z=0.22), "lemon")
    for x, y, _ in circle(6 if sides == 6 else 4, 1.02 * radius, 45):
        prop.add(cylinder(0.075, height, bevel=0.01, segments=12).move(x, y, 0.22 + height / 2), DARK)
    prop.add(upright_ring(0.24, 0.06).move(z=height + 1.0), "steel")


def hourglass(prop: ToyShape) -> None:
    radius, height, posts = prop.vary(0.5, 0.1), prop.vary(0.8, 0.1), prop.random.choice((3, 4))
    bulb = [(0, 0.02), (0.9, 0.02), (1, 0.2), (1, 0.5), (0.5, 0.8), (0.12, 1), (0, 1)]
    glass = lathe([(r * radius, z * height) for r, z in bulb], soft=True)
    prop.add(glass.move(z=-height), "glass")
    prop.add(glass.turn(x=180).move(z=height), "glass")
    inside = rounded(bulb)
    for low, high, turn in ((0.03, 0.42, 0), (0.48, 0.97, 180)):
        level = np.linspace(low, high, 8)
        wide = radius * np.interp(level, inside[1:-1, 1], inside[1:-1, 0]) + 0.02
        sand = [(0, low), *zip(wide, level, strict=True), (0, high)]
        prop.add(lathe(sand).stretch(z=height).move(z=-height).turn(x=turn), "dough")
    for side in (-1, 1):
        prop.add(cylinder(radius + 0.28, 0.2, segments=32).move(z=side * (height + 0.06)))
        prop.add(cylinder(radius + 0.1, 0.2, segments=32).move(z=side * (height + 0.14)), DARK)
    post = [(0, -height), (0.1, -height), (0.07, -0.3), (0.12, 0), (0.07, 0.3), (0.1, height), (0, height)]
    for x, y, _ in circle(posts, radius + 0.14, 45):
        prop.add(lathe(post, segments=12, soft=True).move(x, y))


def basket(prop: ToyShape) -> None:
    radius, height, foot = prop.vary(0.75, 0.1), prop.vary(0.75, 0.12), prop.vary(0.75, 0.08)
    oval, rows = prop.vary(0.82, 0.12), 5
    course = height / rows
    for i in range(rows):
        wide = radius * (foot + (1 - foot) * (i + 0.5) / rows)
        cane = [(-0.06, -0.5), (0.02, -0.52), (0.06, -0.2), (0.06, 0.2), (0.02, 0.52), (-0.06, 0.5)]
        row = lathe([(wide + r, z * course) for r, z in cane], segments=60, ribs=12, depth=0.05, closed=True)
        prop.add(row.turn(z=15 * (i % 2)).stretch(y=oval).move(z=(i + 0.5) * course), (MAIN, LIGHT)[i % 2])
    prop.add(cylinder(foot * radius + 0.02, 0.12).stretch(y=oval).move(z=0.08), DARK)
    prop.add(torus(radius + 0.02, 0.09).stretch(y=oval).move(z=height), DARK)
    prop.add(bow_handle(radius, prop.vary(0.85), 0.09).move(z=height))


def watering_can(prop: ToyShape) -> None:
    radius, height, foot = prop.vary(0.52, 0.1), prop.vary(0.9, 0.12), prop.vary(1.12, 0.06)
    outside = [(0, 0), (foot * radius - 0.05, 0), (foot * radius, 0.05), (radius, height)]
    prop.add(lathe([*outside, (radius - 0.09, height), (radius - 0.09, 0.6 * height), (0, 0.6 * height)], segments=32))
    prop.add(torus(radius - 0.03, 0.075).move(z=height), DARK)
    prop.add(torus(foot * radius - 0.03, 0.08).move(z=0.08), DARK)
    reach, tilt = radius + prop.vary(0.8, 0.12), 50
    prop.add(tube([(0.7 * radius, 0, 0.2), (radius + 0.2, 0, 0.3), (reach, 0, height + 0.1)], [0.19, 0.15, 0.1]))
    rose = lathe([(0, -0.12), (0.11, -0.12), (0.3, 0.16), (0.3, 0.22), (0, 0.27)]).turn(y=tilt)
    prop.add(rose.move(reach, 0, height + 0.1), DARK)
    for x, y, _ in [(0, 0, 0), *circle(6, 0.18)]:
        prop.add(sphere(0.05, segments=8).move(x, y, 0.24).turn(y=tilt).move(reach, 0, height + 0.1), "charcoal")
    back = -radius - prop.vary(0.45)
    over = [(0.8 * radius, 0, height), (0, 0, height + 0.6), (back, 0, height + 0.35)]
    prop.add(tube([*over, (back, 0, 0.2), (-radius, 0, 0.25)], 0.09), DARK)


def anvil(prop: ToyShape) -> None:
    length, depth, waist = prop.vary(0.62, 0.1), prop.vary(0.4, 0.1), prop.vary(0.62, 0.1)
    corner = math.sqrt(2)  # the radius of a square's corners around one of half width 1
    low, high = [(0, 0), (1, 0), (1, 0), (1, 0.22), (1, 0.22)], [(1, 0.76), (1, 0.76), (1, 0.8), (0, 0.8)]
    body = lathe([*low, (waist, 0.32), (waist, 0.62), *high], segments=4, soft=True)
    prop.add(body.turn(z=45).stretch(corner * length, corner * depth))
    prop.add(box(2.1 * length, 2.3 * depth, 0.16).move(z=0.07), DARK)
    prop.add(box(2 * length + 0.3, 2 * depth + 0.08, 0.36).move(-0.12, 0, 0.9))
    prop.add(box(2 * length, 2 * depth, 0.12, bevel=0.03).move(-0.2, 0, 1.08), LIGHT)
    horn = prop.vary(0.85, 0.12)
    tip = lathe([(0, 0), (0.24, 0), (0.24, 0.1), (0.16, 0.6 * horn), (0.05, horn), (0, horn)], soft=True)
    prop.add(tip.turn(y=90).stretch(y=1.5).move(length - 0.05, 0, 0.84))


def scissors(prop: ToyShape) -> None:
    length, loop, spread = prop.vary(1.25, 0.1), prop.vary(0.27, 0.1), prop.vary(20, 0.25)
    outline = [(-0.13, -0.25), (0.13, -0.25), (0.16, 0.1), (0.1, 0.7 * length), (-0.1, length), (-0.13, 0.1)]
    blade = extrude(outline, 0.1, bevel=0.03)
    shank = tube([(0, 0, -0.02), (0.02, 0, -0.3), (-0.12, 0, -0.5)], 0.12)
    eye = upright_ring(loop, 0.11).stretch(z=1.25).move(x=-0.16, z=-0.8)
    for turn in (0, 180):
        for part, colour in ((blade, "steel"), (shank, MAIN), (eye, MAIN)):
            prop.add(part.turn(y=spread).move(y=0.055).turn(z=turn), colour)
    prop.add(cylinder(0.11, 0.3).turn(x=90), "gold")
