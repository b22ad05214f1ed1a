"""Food and tableware of the toybox. Each function adds the parts of one kind to `prop`."""

from __future__ import annotations

import math

import numpy as np

from ..shapes import (
    DARK,
    LIGHT,
    MAIN,
    Part,
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
from .parts import leaf, stalk, vessel


def bowl(prop: ToyShape) -> None:
    radius, height, foot = prop.vary(1.0, 0.08), prop.vary(0.75, 0.2), prop.vary(0.45)
    flare = prop.random.choice((0.0, 0.18))
    outside = [(0, 0), (foot, 0), (0.8 * radius, 0.2 * height), (radius, 0.6 * height), (radius + flare, height)]
    prop.add(vessel(outside, 0.13))
    prop.add(lathe([(0, -0.12), (foot + 0.04, -0.12), (foot - 0.04, 0.12), (0, 0.12)]), DARK)
    prop.add(torus(radius + flare - 0.065, 0.095).move(z=height), DARK)


def frying_pan(prop: ToyShape) -> None:
    radius, height, length = prop.vary(1.0, 0.08), prop.vary(0.36), prop.vary(1.15)
    prop.add(vessel([(0, 0), (0.8 * radius, 0), (0.85 * radius, 0.02), (radius, height)], 0.1))
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
    body = vessel(outside, 0.11)
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
    prop.add(vessel(outside, 0.08).move(z=stem))
    prop.add(cylinder(radius - 0.04, 0.3 * cup, bevel=0.01).move(z=stem + 0.66 * cup), "cherry")
    foot = [(0, 0), (radius, 0), (radius, 0.07), (0.14, 0.13), (0.08, 0.35), (0.08, stem - 0.1), (0.2, stem + 0.08)]
    prop.add(lathe([*foot, (0, stem + 0.08)]))


def goblet(prop: ToyShape) -> None:
    radius, cup, stem = prop.vary(0.6, 0.1), prop.vary(0.8), prop.vary(0.7)
    outside = [(0, 0), (0.6 * radius, 0), (0.95 * radius, 0.25), (0.9 * radius, 0.6 * cup), (1.1 * radius, cup)]
    prop.add(vessel(outside, 0.12).move(z=stem))
    foot = [(0, 0), (0.95 * radius, 0), (0.95 * radius, 0.1), (0.6 * radius, 0.2), (0.15, 0.3), (0.13, stem)]
    prop.add(lathe([*foot, (0.3, stem + 0.12), (0, stem + 0.12)]))
    prop.add(sphere(0.25).stretch(z=0.75).move(z=0.62 * stem), "gold")
    prop.add(torus(0.92 * radius, 0.07).move(z=0.09), "gold")
    prop.add(torus(1.06 * radius, 0.08).move(z=stem + cup), "gold")
    for i, (x, y, _) in enumerate(circle(8, 0.9 * radius)):
        prop.add(sphere(0.11, segments=12).move(x, y, stem + 0.52 * cup), ("cherry", "glass")[i % 2])


def fork(prop: ToyShape) -> None:
    length, width, tine = prop.vary(1.35, 0.1), prop.vary(0.31, 0.1), prop.vary(0.8, 0.1)
    count = prop.random.choice((3, 4))
    _grip(prop, length)
    prop.add(sphere(1, squareness=0.25).stretch(width + 0.08, 0.09, 0.26).move(y=0.06, z=length + 0.2))
    low = length + 0.25
    for i in range(count):
        x = width * (2 * i / (count - 1) - 1)
        path = [(x, 0.06, low), (x, 0.08, low + 0.3 * tine), (x, 0.04, low + 0.7 * tine), (x, -0.04, low + tine)]
        prop.add(tube(path, [0.075, 0.075, 0.07, 0.04]))


def spoon(prop: ToyShape) -> None:
    length, width, tall = prop.vary(1.3, 0.1), prop.vary(0.4, 0.1), prop.vary(0.58, 0.1)
    _grip(prop, length)
    scoop = vessel([(0, 0), (0.5, 0), (0.9, 0.14), (1, 0.4)], 0.14).stretch(width, tall, 0.85).turn(x=90)
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


def apple(prop: ToyShape) -> None:
    radius, height = prop.vary(0.8, 0.08), prop.vary(1.4, 0.1)
    lower = [(0, 0.1), (0.2, 0.05), (0.5, -0.08), (0.85, 0.2)]
    upper = [(1.15, 0.6), (1.05, 1.02), (0.45, 1.08), (0.1, 0.86), (0, 0.82)]
    prop.add(lathe(lower + upper, segments=30, soft=True, ribs=5, depth=0.03).stretch(radius, radius, height))
    prop.add(stalk(prop.vary(0.6)).move(z=0.8 * height), "bark")
    prop.add(leaf(prop.vary(0.42)).turn(y=58, z=prop.random.uniform(-60, 60)).move(z=0.95 * height), "leaf")


def pear(prop: ToyShape) -> None:
    radius, height, neck = prop.vary(0.74, 0.08), prop.vary(1.75, 0.1), prop.vary(0.4, 0.1)
    lower = [(0, 0.06), (0.3, 0), (0.9 * radius, 0.0), (1.25 * radius, 0.28 * height), (0.9 * radius, 0.55 * height)]
    upper = [(neck, 0.72 * height), (0.95 * neck, 1.02 * height), (0.1, height), (0, height - 0.04)]
    prop.add(lathe(lower + upper, soft=True))
    prop.add(stalk(prop.vary(0.5)).move(z=height - 0.1), "bark")
    prop.add(leaf(prop.vary(0.4)).turn(y=58, z=prop.random.uniform(-60, 60)).move(z=height + 0.05), "leaf")


def banana(prop: ToyShape) -> None:
    radius, thick, sweep = prop.vary(1.0, 0.08), prop.vary(0.27, 0.1), prop.vary(62, 0.1)
    angles = np.radians(np.linspace(-sweep, sweep, 9))
    path = [(radius * math.sin(a), 0, -radius * math.cos(a)) for a in angles]
    widths = [thick * share for share in (0.3, 0.62, 0.88, 1, 1.05, 1, 0.9, 0.7, 0.3)]
    prop.add(tube(path, widths, segments=6))
    (x, _, z), (u, _, w) = path[1], path[-1]
    stem = [(x, 0, z), (path[0][0], 0, path[0][2]), (x - 0.2, 0, path[0][2] + prop.vary(0.35))]
    prop.add(tube(stem, [0.13, 0.08, 0.12]), DARK)
    prop.add(cylinder(0.1, 0.08, bevel=0.02).turn(y=-20).move(*stem[-1]), "coffee")
    prop.add(sphere(0.4 * thick).move(u, 0, w), "coffee")


def carrot(prop: ToyShape) -> None:
    radius, length = prop.vary(0.45, 0.1), prop.vary(1.7, 0.1)
    root = [(0, 0), (0.06, 0), (0.6 * radius, 0.4 * length), (1.05 * radius, 0.9 * length), (0.9 * radius, length)]
    profile = rounded([*root, (0.3 * radius, length + 0.02), (0, length - 0.04)])
    prop.add(lathe(profile))
    for share, turn in ((0.3, 250), (0.42, 100), (0.55, 310), (0.6, 190), (0.7, 60), (0.8, 250), (0.85, 140)):
        out = np.interp(share * length, profile[:14, 1], profile[:14, 0])
        wrinkle = sphere(1, segments=12).stretch(0.06, 0.45 * out, 0.05)
        prop.add(wrinkle.move(x=out - 0.035, z=share * length).turn(z=turn), DARK)
    for count, lean, size in ((4, 0.34, 0.55), (2, 0.12, 0.8)):
        for x, y, _ in circle(count, lean, prop.random.uniform(0, 360)):
            tall = prop.vary(size)
            frond = [(0.2 * x, 0.2 * y, length - 0.1), (x, y, length + 0.5 * tall), (1.6 * x, 1.6 * y, length + tall)]
            prop.add(tube(frond, [0.05, 0.14, 0.03], segments=8), "leaf")


def pumpkin(prop: ToyShape) -> None:
    radius, height, lobes = prop.vary(0.5, 0.08), prop.vary(0.62), prop.random.choice((8, 9, 10))
    lobe = sphere(1, segments=20).stretch(0.55, 0.4, height)
    for x, y, angle in circle(lobes, radius):
        prop.add(lobe.turn(z=angle).move(x, y, height))
    prop.add(sphere(radius).stretch(z=0.8).move(z=height))
    top, bend = 1.75 * height, prop.vary(0.25)
    prop.add(lathe([(0, 0), (0.3, 0), (0.14, 0.25), (0, 0.25)], ribs=6, depth=0.15).move(z=top - 0.02), "bark")
    prop.add(tube([(0, 0, top), (0, 0, top + 0.35), (bend, 0, top + 0.5)], [0.16, 0.12, 0.14]), "bark")
    for side in (-1, 1):
        prop.add(leaf(prop.vary(0.3)).turn(y=70, z=90 * side + 30).move(z=top + 0.08), "leaf")


def cheese(prop: ToyShape) -> None:
    length, width, height = prop.vary(1.7, 0.08), prop.vary(1.35, 0.1), prop.vary(0.75)
    half = width / 2
    wedge = [(0, length / 2), (-half, -length / 2), (-0.5 * half, -0.6 * length), (0.5 * half, -0.6 * length)]
    prop.add(extrude([*wedge, (half, -length / 2)], height).turn(x=90))
    rind = [*wedge[1:], (half, -length / 2)]
    prop.add(extrude([(1.04 * x, z - 0.05) for x, z in rind], height + 0.05).turn(x=90), DARK)
    slope = math.degrees(math.atan2(half, length))
    for side in (-1, 1):
        for share, rise, size in ((0.3, -0.1, 0.13), (0.5, 0.2, 0.1), (0.63, -0.18, 0.17), (0.86, 0.12, 0.15)):
            hole = cylinder(prop.vary(size), 0.04, bevel=0.01).turn(y=90).turn(z=-side * slope)
            prop.add(hole.move(side * share * half, (share - 0.5) * length, side * rise * height), DARK)
    for x, y, size in ((0, -0.16, 0.1), (-0.3, 0.12, 0.16), (0.28, 0.1, 0.11), (0.35, 0.38, 0.17), (-0.35, 0.43, 0.11)):
        prop.add(cylinder(prop.vary(size), 0.04, bevel=0.01).move(x * half * 1.2, y * length, height / 2), DARK)


def loaf_of_bread(prop: ToyShape) -> None:
    width, length, height = prop.vary(0.85, 0.08), prop.vary(1.6, 0.1), prop.vary(0.5)
    prop.add(_slice(width, height, length))
    for share in (-0.33, 0, 0.33):
        puff = sphere(1).stretch(0.61 * width, 0.21 * length, 0.52 * width)
        prop.add(puff.move(y=share * length + 0.06, z=height + 0.12))
    prop.add(_slice(width - 0.14, height - 0.07, 0.1).move(y=-length / 2, z=0.07), "cream")
    thick, lean = prop.vary(0.2, 0.1), prop.vary(24)
    crumb = _slice(width - 0.14, height - 0.07, thick + 0.04).move(z=0.07)
    for part, colour in ((_slice(width, height, thick), MAIN), (crumb, "cream")):
        prop.add(part.turn(x=-lean).move(y=-length / 2 - 0.55), colour)


def ice_cream_cone(prop: ToyShape) -> None:
    radius, length, count = prop.vary(0.5, 0.08), prop.vary(1.25, 0.1), prop.random.choice((1, 2))
    _wafer(prop, radius, length)
    scoop, top = 1.15 * radius, length + 0.35 * radius
    skirt = lathe(
        [(0, -0.1), (1.1, -0.12), (1.2, 0), (1.05, 0.2), (0, 0.3)], segments=36, soft=True, ribs=9, depth=0.06
    )
    for colour in (MAIN, LIGHT)[:count]:
        prop.add(sphere(scoop).move(z=top), colour)
        collar = skirt.stretch(scoop, scoop, scoop).turn(z=prop.random.uniform(0, 40))
        prop.add(collar.move(z=top - 0.35 * scoop), colour)
        top, scoop = top + 1.15 * scoop, 0.85 * scoop
    prop.add(sphere(0.16).move(z=top - 0.1 * scoop), "cherry")


def _grip(prop: ToyShape, length: float) -> None:
    """Adds the upright handle of a piece of cutlery, which ends at the height `length`."""
    path = [(0, 0, 0), (0, -0.03, 0.3 * length), (0, 0, 0.7 * length), (0, 0.06, length), (0, 0.06, length + 0.1)]
    prop.add(tube(path, [0.12, 0.15, 0.08, 0.07, 0.08]).stretch(x=1.4))
    prop.add(sphere(1).stretch(0.11, 0.06, 0.28 * length).move(y=-0.13, z=0.32 * length), DARK)


def _slice(width: float, height: float, depth: float) -> Part:
    """Returns a slice of a tin loaf, `depth` thick along Y: a square below a wider round crown."""
    angles = np.linspace(-0.35, math.pi + 0.35, 21)
    crown = [(0.56 * width * math.cos(a), height + 0.12 + 0.4 * width * math.sin(a)) for a in angles]
    return extrude([(-width / 2, 0), (width / 2, 0), *crown], depth, bevel=0.05)


def _wafer(prop: ToyShape, radius: float, length: float) -> None:
    """Adds an ice cream cone with a lattice, standing on its tip."""
    prop.add(lathe([(0, 0), (0.08, 0), (radius, length), (0, length)]), "dough")
    for _, _, angle in circle(6, 1.0):
        for twist in (-100, 100):
            turns = [(share, math.radians(angle + twist * share)) for share in np.linspace(0.15, 0.97, 7)]
            path = [(share * radius * math.cos(a), share * radius * math.sin(a), share * length) for share, a in turns]
            prop.add(tube(path, 0.045, segments=5, soft=False), "wood")
