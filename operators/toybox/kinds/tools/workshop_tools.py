"""Tools for wood, metal and paint. Each public function adds the parts of one kind to `prop`."""

from __future__ import annotations

import math

import numpy as np

from ..forms import arc
from ..shapes import DARK, LIGHT, MAIN, ToyShape, box, cylinder, extrude, lathe, limb, mirrored, sphere, torus, tube
from .parts import turned_handle, wound_grip


def hammer(prop: ToyShape) -> None:
    length, head, size = prop.vary(1.6, 0.1), prop.vary(1.3, 0.1), prop.vary(0.3, 0.1)
    prop.add(cylinder(0.125, length, bevel=0.02).move(z=length / 2), "wood")
    prop.add(cylinder(0.16, 0.55 * length).move(z=0.27 * length), DARK)
    for share in (0.1, 0.27, 0.44):
        prop.add(torus(0.16, 0.045, segments=20).move(z=share * length))
    prop.add(box(0.62 * head, 1.5 * size, 1.7 * size, bevel=0.06).move(z=length))
    for side in (-1, 1):
        prop.add(cylinder(0.8 * size, 0.2, bevel=0.02).turn(y=90).move(x=side * 0.34 * head, z=length), DARK)
        prop.add(cylinder(1.15 * size, 0.3, bevel=0.07).turn(y=90).move(x=side * 0.46 * head, z=length))
    prop.add(box(0.2, 0.2, 0.14, bevel=0.02).move(z=length + 0.85 * size), "wood")


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


def pickaxe(prop: ToyShape) -> None:
    length, span, droop, butt = prop.vary(1.7, 0.08), prop.vary(0.95, 0.08), prop.vary(0.42), prop.random.choice((1, 3))
    crescent = [(share * span, 0, length - droop * share**2) for share in np.linspace(-1, 1, 9)]
    prop.add(tube(crescent, [0.03, 0.1, 0.15, 0.18, 0.2, 0.18, 0.15, 0.1 + 0.01 * butt, 0.03 * butt]).stretch(y=0.85))
    prop.add(box(0.36, 0.46, 0.46, bevel=0.05).move(z=length - 0.02), DARK)
    prop.add(limb((0, 0, length + 0.22, 0.13), (0, 0, 0.5 * length, 0.11), (0, 0, 0, 0.13)), "wood")
    wound_grip(prop, 0.15, -0.04, 0.5, MAIN)


def handsaw(prop: ToyShape) -> None:
    length, heel, toe, teeth = prop.vary(1.9, 0.08), prop.vary(0.72, 0.1), prop.vary(0.3), prop.random.choice((9, 11))
    pitch = length / teeth
    bottom = [(pitch * i + x, z) for i in range(teeth) for x, z in ((0, 0.14), (0.3 * pitch, 0), (pitch - 0.01, 0.13))]
    prop.add(extrude([*bottom, (length, 0.14 + toe), (0.1, heel)], 0.1, bevel=0.02))
    slope = math.degrees(math.atan2(heel - toe - 0.14, length))
    prop.add(box(length, 0.15, 0.1, bevel=0.02).turn(y=slope).move(length / 2, 0, (heel + toe + 0.14) / 2), DARK)
    grip = [(0.2, 0.62), (-0.15, 0.76), (-0.52, 0.78), (-0.42, 0.4), (-0.52, 0.02), (-0.2, 0.05), (0.2, 0.16)]
    prop.add(tube([(x, 0, heel * z) for x, z in grip], 0.12), "wood")


def chainsaw(prop: ToyShape) -> None:
    length, tall, reach, wide = prop.vary(1.0, 0.1), prop.vary(0.68, 0.1), prop.vary(1.15, 0.12), prop.vary(0.23, 0.12)
    back, top, low = -length / 2, tall + prop.vary(0.34), 0.3 * tall
    prop.add(box(length, 0.56, tall, bevel=0.1, taper=0.85).move(z=tall / 2))
    prop.add(box(0.6 * length, 0.62, 0.2, bevel=0.04).move(-0.1, 0, 0.62 * tall), DARK)
    _guide_bar(prop, 0.3 * length, length / 2 + reach, 0.45 * tall, wide)
    prop.add(tube([(0.2, -0.34, low), (0.2, -0.36, top), (0.14, 0.36, top), (0.14, 0.34, low)], 0.075), "charcoal")
    grip = [(0.1, 0.85 * tall), (-0.3, 0.95 * tall), (-0.55, 0.5 * tall), (-0.5, 0.1), (0.1, 0.12)]
    prop.add(tube([(back + x, 0, z) for x, z in grip], 0.1), DARK)
    prop.add(box(0.08, 0.5, 0.4, bevel=0.03).turn(y=15).move(0.42 * length, 0, tall + 0.12), "charcoal")
    for x, z in ((-0.12, 0.34), (0.3, 0.45)):
        prop.add(cylinder(0.13, 0.12, bevel=0.03).turn(x=90).move(x, -0.3, z * tall), LIGHT)


def power_drill(prop: ToyShape) -> None:
    radius, length, grip, bit = prop.vary(0.3, 0.1), prop.vary(1.05, 0.1), prop.vary(0.85, 0.1), prop.vary(0.62)
    front, back = 0.45 * length, -0.22 * length
    shell = [(0, 0), (0.8, 0), (1, 0.1), (1, 0.7), (0.75, 1), (0, 1)]
    prop.add(lathe(shell, soft=True).stretch(radius, radius, length).turn(y=90).move(-0.55 * length))
    for x in (-0.3, -0.4, -0.5):
        prop.add(torus(0.96 * radius, 0.06, segments=24).turn(y=90).move(x * length + 0.05), "charcoal")
    chuck = [(0, -0.1), (0.24, -0.1), (0.24, 0.16), (0.1, 0.34), (0, 0.34)]
    prop.add(lathe(chuck, 36, ribs=12, depth=0.04).turn(y=90).move(front), "charcoal")
    twist = [(front + 0.2 + bit * s, 0.05 * math.cos(16 * s), 0.05 * math.sin(16 * s)) for s in np.linspace(0, 1, 30)]
    prop.add(tube(twist, [0.07] * 26 + [0.06, 0.05, 0.04, 0.02], segments=8, soft=False), "steel")
    prop.add(box(0.36, 0.34, grip, bevel=0.1, taper=1.1).turn(y=12).move(back, 0, -0.55 * grip), DARK)
    prop.add(box(0.16, 0.18, 0.26, bevel=0.05).turn(y=12).move(0.5 * back + 0.07, 0, -radius - 0.1), "charcoal")
    prop.add(box(0.8, 0.5, 0.34, bevel=0.08).move(back, 0, -grip - 0.14))
    prop.add(box(0.6, 0.56, 0.12, bevel=0.03).move(back, 0, -grip - 0.08), "charcoal")


def screwdriver(prop: ToyShape) -> None:
    length, radius, shaft = prop.vary(1.0, 0.1), prop.vary(0.3, 0.1), prop.vary(1.0, 0.12)
    waist = [(0, 0), (0.8, 0), (1, 0.08), (1, 0.6), (0.6, 0.82), (0.85, 0.94), (0.7, 1), (0, 1)]
    prop.add(lathe(waist, 48, soft=True, ribs=6, depth=0.09).stretch(radius, radius, length))
    prop.add(sphere(0.82 * radius).stretch(z=0.45).move(z=0.02), LIGHT)
    prop.add(torus(0.86 * radius, 0.07).move(z=0.95 * length), DARK)
    top = length + shaft
    prop.add(cylinder(0.1, shaft).move(z=length + shaft / 2), "steel")
    if prop.random.random() < 0.6:
        prop.add(cylinder(0.1, 0.2, bevel=0.02, top=0.2).stretch(y=0.85).move(z=top + 0.02), "steel")
        prop.add(box(0.38, 0.16, 0.32, bevel=0.03, taper=0.7).move(z=top + 0.24), "steel")
        return
    cross = lathe([(0, 0), (0.13, 0), (0.13, 0.14), (0.04, 0.42), (0, 0.42)], 32, ribs=4, depth=0.3)
    prop.add(cross.move(z=top - 0.06), "steel")


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


def pliers(prop: ToyShape) -> None:
    long, nose, spread, bow = prop.vary(1.45, 0.08), prop.vary(0.72, 0.12), prop.vary(10, 0.4), prop.vary(0.42, 0.12)
    jaw = [(0, 0), (0.3, 0), (0.33, 0.2), (0.2, 0.9 * nose), (0.14, nose), (0.02, nose)]
    arm = [(0.1, 0, -0.1, 0.13), (bow, 0, -0.45, 0.16), (0.95 * bow, 0, -0.9, 0.17), (0.7 * bow, 0, -long, 0.15)]
    mirrored(prop, extrude(jaw, 0.3, bevel=0.05).turn(y=spread).move(z=0.04), "steel")
    for i in range(4):
        tooth = box(0.1, 0.24, 0.07, bevel=0.02).move(0.02, 0, 0.3 * nose + 0.17 * nose * i)
        mirrored(prop, tooth.turn(y=spread), "charcoal")
    mirrored(prop, limb(*arm))
    mirrored(prop, limb((-0.1, 0, 0.1, 0.13), (0.12, 0, -0.12, 0.13), (0.8 * bow, 0, -0.36, 0.12)), "steel")
    mirrored(prop, sphere(0.19).stretch(y=0.9).move(0.99 * bow, 0, -0.5), DARK)
    prop.add(cylinder(0.27, 0.34).turn(x=90), "steel")
    prop.add(cylinder(0.15, 0.46, bevel=0.04, segments=6).turn(x=90), DARK)


def paintbrush(prop: ToyShape) -> None:
    wide, grip, hair, thick = prop.vary(0.46, 0.1), prop.vary(1.1, 0.08), prop.vary(0.7, 0.12), prop.vary(0.45, 0.08)
    stem = [(0, 0), (0.17, 0), (0.24, 0.1), (0.2, 0.3), (0.16, 0.6), (0.24, 0.8), (wide, 0.95), (0.9 * wide, 1.1)]
    prop.add(lathe([*stem, (0, 1.1)], soft=True).stretch(y=thick, z=grip))
    prop.add(cylinder(0.1, 0.26, bevel=0.02).turn(x=90).move(z=0.18), "charcoal")
    prop.add(cylinder(wide, 0.44, bevel=0.03).stretch(y=thick).move(z=grip + 0.14), "steel")
    for z in (0.02, 0.26):
        prop.add(torus(wide, 0.04).stretch(y=thick).move(z=grip + z), "stone")
    hairs, paint = [(0, 0), (0.86, 0), (1, 0.6), (0, 0.6)], [(0, 0.5), (1.06, 0.5), (0.96, 0.9), (0.7, 1), (0, 1)]
    for tuft, colour in ((hairs, "cream"), (paint, MAIN)):
        part = lathe(tuft, 60, ribs=15, depth=0.06).stretch(wide, thick * wide, hair)
        prop.add(part.move(z=grip + 0.28), colour)


def paint_roller(prop: ToyShape) -> None:
    radius, half, drop, grip = prop.vary(0.3, 0.1), prop.vary(0.68, 0.08), prop.vary(0.62, 0.1), prop.vary(0.72, 0.1)
    top, out = grip + drop + 0.5, half + 0.24
    prop.add(cylinder(radius, 2 * half, bevel=0.06, segments=40).turn(y=90).move(z=top))
    prop.add(cylinder(0.8 * radius, 2 * half + 0.1, bevel=0.03).turn(y=90).move(z=top), "cream")
    wire = [(half, 0, top), (out, 0, top), (out, 0, top - drop), (0, 0, top - drop), (0, 0, grip - 0.1)]
    prop.add(tube(wire, 0.065), "steel")
    for x, drip in ((-0.5, 0.3), (-0.28, 0.5), (0.35, 0.36)):
        start, end = (x * half, -0.75 * radius, top, 0.1), (x * half, -0.85 * radius, top - prop.vary(drip), 0.08)
        prop.add(limb(start, end))
    turned_handle(prop, grip, DARK)


def toolbox(prop: ToyShape) -> None:
    width, depth, tall, rise = prop.vary(1.6, 0.08), prop.vary(0.72, 0.1), prop.vary(0.55, 0.1), prop.vary(1.0, 0.08)
    tray = [(0, 0), (1, 0), (1, tall), (0.88, tall), (0.88, 0.1), (0, 0.1)]
    prop.add(lathe(tray, 4).turn(z=45).stretch(width / 2**0.5, depth / 2**0.5))
    gable = [(-0.5, 0), (0.5, 0), (0.5, 0.6), (0.16, 1), (-0.16, 1), (-0.5, 0.6)]
    panel = extrude(np.array(gable) * (depth + 0.04, rise), 0.12).turn(z=90)
    mirrored(prop, panel.move(x=width / 2))
    prop.add(cylinder(0.09, width + 0.3).turn(y=90).move(z=0.86 * rise), "wood")
    mirrored(prop, cylinder(0.14, 0.12).turn(y=90).move(width / 2 + 0.1, 0, 0.86 * rise), DARK)
    prop.add(box(width + 0.05, depth + 0.05, 0.14, bevel=0.03).move(z=0.09), DARK)
    _toolset(prop, width, 0.18 * depth, tall)


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


def _guide_bar(prop: ToyShape, start: float, end: float, z: float, half: float) -> None:
    """Adds the bar of a chainsaw from x = `start` to `end`, with its chain."""
    nose = [(end + half * math.cos(a), z + half * math.sin(a)) for a in np.linspace(-math.pi / 2, math.pi / 2, 13)]
    rim = [(start, z - half), *nose, (start, z + half)]
    prop.add(extrude(rim, 0.12, bevel=0.02), "steel")
    prop.add(tube([(x, 0, h) for x, h in rim], 0.06, segments=8, soft=False), "charcoal")
    for x in np.arange(start + 0.25, end, 0.16):
        for side in (-1, 1):
            prop.add(box(0.09, 0.1, 0.16, bevel=0.02).turn(y=25).move(x, 0, z + side * (half + 0.03)), "charcoal")


def _toolset(prop: ToyShape, width: float, y: float, tall: float) -> None:
    """Puts a hammer, a wrench and a screwdriver into a toolbox with the given width and height."""
    x, top = 0.3 * width, tall + prop.vary(0.42)
    prop.add(cylinder(0.07, top).move(-x, y, top / 2 + 0.1), "wood")
    prop.add(cylinder(0.13, 0.5, bevel=0.03).turn(y=90).move(-x, y, top + 0.1), "steel")
    prop.add(box(0.16, 0.08, top, bevel=0.02).move(0.1, y, top / 2 + 0.1), "steel")
    prop.add(torus(0.16, 0.075, segments=20).turn(x=90).move(0.1, y, top + 0.2), "steel")
    handle = limb((x, -y, tall, 0.1), (x, -y, top, 0.13))
    prop.add(handle, prop.random.choice(("cherry", "carrot", "leaf")))
    prop.add(cylinder(0.06, tall).move(x, -y, tall / 2 + 0.06), "steel")
