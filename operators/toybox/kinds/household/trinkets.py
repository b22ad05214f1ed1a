"""Small household things of the toybox. Each function adds the parts of one kind to `prop`."""

from __future__ import annotations

import math

import numpy as np

from ..shapes import DARK, MAIN, ToyShape, bent_sheet, box, cylinder, extrude, lathe, sphere, torus, tube
from .things import oval_loft


def lunchbox(prop: ToyShape) -> None:
    half, deep, height, gape = prop.vary(0.95, 0.06), prop.vary(0.62, 0.08), prop.vary(0.5, 0.1), prop.vary(108, 0.06)
    shell = [(0.96, 0), (1, 0.06), (1, 1), (0.88, 1), (0.86, 0.3), (0, 0.3)]
    rows = [(half * x, -deep * x, deep * x, height * z) for x, z in (shell[0], *shell)]
    prop.add(oval_loft(rows, 0.7))
    lid = oval_loft([(x, front, back, 0.55 * z) for x, front, back, z in rows], 0.7).turn(x=180).move(y=-deep)
    prop.add(lid.turn(x=-gape).move(y=deep + 0.04, z=height + 0.02))
    prop.add(tube([(x, -deep, 0.7 * height) for x in (-0.35, 0.35)], 0.05), "steel")
    reach = deep + 0.3
    handle = [(-0.3, -deep, 0.5), (-0.3, -reach, 0.6), (0.3, -reach, 0.6), (0.3, -deep, 0.5)]
    prop.add(tube(handle, 0.075).stretch(z=height / 0.5), DARK)
    for x in (-0.7, 0.7):
        prop.add(box(0.2, 0.12, 0.26, bevel=0.03).move(x * half, -deep, 0.85 * height), "gold")
    bread = extrude([(-0.34, 0), (0.34, 0), (0, 0.36)], 0.12, bevel=0.03).stretch(half, 1, 1.6 * height / 0.6)
    for y, colour in ((-0.18, "dough"), (-0.06, "leaf"), (0.02, "cherry"), (0.14, "dough")):
        prop.add(bread.turn(z=8).move(-0.42 * half, y, 0.28 * height), colour)
    prop.add(sphere(0.3).stretch(z=0.92).move(0.4 * half, -0.16, 0.9 * height), "cherry")
    prop.add(tube([(0.4 * half, -0.16, 0.9 * height + z) for z in (0.2, 0.42)], 0.04, segments=8), "bark")
    for x in (0.2, 0.36, 0.52, 0.68):
        stick = box(0.13, 0.13, 0.75 * height, bevel=0.03).turn(x=-8, y=prop.random.uniform(-8, 8))
        prop.add(stick.move(x * half, 0.56 * deep, 0.85 * height), "carrot")


def piggy_bank(prop: ToyShape) -> None:
    wide, long, tall = prop.vary(0.68, 0.06), prop.vary(0.85, 0.06), prop.vary(0.66, 0.06)
    middle = 0.28 + tall
    top = middle + tall
    prop.add(sphere(1, segments=32).stretch(wide, long, tall).move(z=middle))
    prop.add(cylinder(0.27, 0.3, bevel=0.06).stretch(x=1.1).turn(x=90).move(y=-long, z=middle - 0.05), DARK)
    prop.add(box(0.16, 0.66, 0.1, bevel=0.03).move(y=0.05, z=top - 0.03), "charcoal")
    coin = cylinder(0.36, 0.1, bevel=0.03, segments=32).turn(y=90)
    for part in (coin, torus(0.27, 0.07).turn(y=90)):
        prop.add(part.move(y=0.05, z=top + prop.vary(0.16)), "gold")
    for side in (-1, 1):
        prop.add(sphere(0.07, segments=12).stretch(y=0.6).move(0.12 * side, -long - 0.14, middle - 0.05), "charcoal")
        for size, out, colour in ((0.11, 0.84, "charcoal"), (0.04, 0.94, "snow")):
            prop.add(sphere(size, segments=12).move(side * 0.42 * wide, -out * long, middle + 0.3 * tall), colour)
        ear = lathe([(0, -0.02), (0.2, 0), (0.16, 0.16), (0, 0.36)], 16, soft=True).stretch(y=0.5)
        prop.add(ear.turn(x=35, y=side * 24).move(side * 0.6 * wide, -0.5 * long, middle + 0.66 * tall), DARK)
        for y in (-0.45, 0.45):
            prop.add(cylinder(0.17, 0.7, bevel=0.05, top=0.24).move(0.54 * side * wide, y * long, 0.35))
    turn = np.linspace(0, 3.5 * math.pi, 25)
    curl = [(0.1 * math.sin(a), long + 0.025 * a - 0.04, middle + 0.15 + 0.1 * math.cos(a)) for a in turn]
    prop.add(tube(curl, 0.04, segments=8, soft=False), DARK)


def desk_lamp(prop: ToyShape) -> None:
    foot, low, high, shade = prop.vary(0.48, 0.08), prop.vary(0.85, 0.1), prop.vary(0.8, 0.1), prop.vary(0.42, 0.1)
    elbow, end = (0, 0.42 * low, 0.1 + 0.9 * low), (0, 0.42 * low - 0.85 * high, 0.1 + 0.9 * low + 0.52 * high)
    prop.add(lathe([(0, 0), (foot, 0), (foot, 0.1), (0.8 * foot, 0.16), (0.12, 0.2), (0, 0.2)], 36), DARK)
    for start, stop in (((0, 0, 0.1), elbow), (elbow, end)):
        for x in (-0.09, 0.09):
            prop.add(tube([start, stop], 0.05, segments=10).move(x), "steel")
    for _, y, z in ((0, 0, 0.18), elbow, end):
        prop.add(cylinder(0.12, 0.36, bevel=0.03).turn(y=90).move(0, y, z), "charcoal")
    bell = [(0, 0.2), (0.9, -0.3), (1, -0.3), (1, -0.24), (0.62, 0.3), (0.36, 0.52), (0.3, 0.8), (0.2, 0.86), (0, 0.86)]
    hood = [(lathe(bell, 32).stretch(1.3 * shade, 1.3 * shade, 1.6 * shade), MAIN), (sphere(0.2), "lemon")]
    for part, colour in hood:
        prop.add(part.turn(x=-32).move(y=end[1] - 0.12, z=end[2] - 0.3), colour)


def soap_dispenser(prop: ToyShape) -> None:
    radius, height, square = prop.vary(0.5, 0.1), prop.vary(1.0, 0.12), prop.random.choice((0.0, 0.5))
    shape = [(0.9, 0), (1, 0), (1, 0.5), (0.98, 0.85), (0.5, 1), (0.3, 1.02)]
    prop.add(oval_loft([(radius * x, -0.8 * radius * x, 0.8 * radius * x, z * height) for x, z in shape], square))
    for wide, tall, z in ((0.26, 0.2, 0.05), (0.09, 0.5, 0.25), (0.2, 0.16, 0.44)):
        prop.add(cylinder(wide, tall, bevel=0.03).move(z=height + z), "snow")
    nozzle = [(0, 0, height + 0.46), (0, -0.42, height + 0.48), (0, -0.56, height + 0.46), (0, -0.6, height + 0.3)]
    prop.add(tube(nozzle, [0.1, 0.085, 0.075, 0.065]), "snow")
    label = cylinder(0.55 * radius, 0.1, bevel=0.02).turn(x=90).move(y=-0.8 * radius - 0.01, z=0.5 * height)
    prop.add(label, "cream")
    drop = [(0, -0.2), (0.13, -0.12), (0.15, 0), (0.05, 0.16), (0, 0.26)]
    prop.add(lathe(drop, 16, soft=True).stretch(y=0.5).move(y=-0.8 * radius - 0.05, z=0.48 * height), DARK)


def rolled_carpet(prop: ToyShape) -> None:
    width, pitch, tongue, turns = prop.vary(1.7), prop.vary(0.15, 0.08), prop.vary(0.75), prop.random.choice((3, 4))
    angle = np.linspace(-2 * math.pi * turns, 0, 24 * turns + 1) - math.pi / 2
    radius = 0.14 + pitch * np.linspace(0, turns, len(angle))
    out = np.stack([np.cos(angle), np.sin(angle)], axis=1)
    line, low = radius[:, None] * out, -radius[-1]
    line = np.concatenate([line, [(share * tongue, low) for share in (0.25, 0.5, 0.75, 1)]])
    out = np.concatenate([out, [(0, -1)] * 4])
    parts = [(bent_sheet(line, out, 0.1, width), MAIN)]
    for share, colour in ((0.4, "cream"), (0.27, DARK), (-0.4, "cream"), (-0.27, DARK)):
        parts.append((bent_sheet(line[:-1], out[:-1], 0.13, 0.08 * width).move(y=share * width), colour))
    tassel = cylinder(0.035, 0.24, bevel=0.01, segments=8).turn(y=90).move(tongue + 0.1, 0, low)
    parts += [(tassel.move(y=share * width), "cream") for share in np.linspace(-0.46, 0.46, 13)]
    for part, colour in parts:
        prop.add(part.turn(z=-55), colour)
