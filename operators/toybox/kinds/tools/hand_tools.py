"""Hand tools of the toybox for gardens and workshops. Each function adds the parts of one kind to `prop`."""

from __future__ import annotations

import math

import numpy as np

from ..household.parts import arc
from ..shapes import DARK, LIGHT, MAIN, ToyShape, box, cylinder, extrude, lathe, limb, mirrored, sphere, torus, tube


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


def pickaxe(prop: ToyShape) -> None:
    length, span, droop, butt = prop.vary(1.7, 0.08), prop.vary(0.95, 0.08), prop.vary(0.42), prop.random.choice((1, 3))
    crescent = [(share * span, 0, length - droop * share**2) for share in np.linspace(-1, 1, 9)]
    prop.add(tube(crescent, [0.03, 0.1, 0.15, 0.18, 0.2, 0.18, 0.15, 0.1 + 0.01 * butt, 0.03 * butt]).stretch(y=0.85))
    prop.add(box(0.36, 0.46, 0.46, bevel=0.05).move(z=length - 0.02), DARK)
    prop.add(limb((0, 0, length + 0.22, 0.13), (0, 0, 0.5 * length, 0.11), (0, 0, 0, 0.13)), "wood")
    wound_grip(prop, 0.15, -0.04, 0.5, MAIN)


def rake(prop: ToyShape) -> None:
    wide, tall, shaft = prop.vary(0.72, 0.1), prop.vary(0.8), prop.vary(1.4, 0.08)
    leafy = prop.random.random() < 0.5
    for share in np.linspace(-1, 1, prop.random.choice((9, 11))):
        x = wide * share
        root = (0.1 * x, 0, tall + 0.1) if leafy else (x, 0, 0.34)
        prop.add(tube([root, (x, -0.04, 0.28), (1.06 * x, -0.08, 0.14), (1.1 * x, -0.34, 0)], 0.05, segments=8))
    if leafy:
        prop.add(cylinder(0.07, 1.44 * wide).turn(y=90).move(y=-0.02, z=0.5 * tall), DARK)
    else:
        prop.add(cylinder(0.1, 2.24 * wide).turn(y=90).move(y=-0.02, z=0.34), DARK)
        mirrored(prop, tube([(0, 0, tall + 0.1), (0.9 * wide, 0, tall), (0.9 * wide, 0, 0.34)], 0.06))
    prop.add(cylinder(0.17, 0.4, top=0.13).move(z=tall + 0.15), DARK)
    _pole(prop, tall + shaft, tall + 0.1)


def pitchfork(prop: ToyShape) -> None:
    gap, tine, shaft, count = prop.vary(0.26, 0.1), prop.vary(0.95, 0.1), prop.vary(1.35), prop.random.choice((3, 4))
    for i in range(count):
        x, z = gap * (i - (count - 1) / 2), shaft + 0.3
        neck = [(0.2 * x, 0, shaft), (0.9 * x, 0, shaft + 0.12), (1.15 * x, 0, z)]
        prong = [*neck, (1.1 * x, 0.1, z + 0.5 * tine), (1.2 * x, -0.08, z + tine)]
        prop.add(tube(prong, [0.09, 0.09, 0.085, 0.075, 0.03], segments=10))
    prop.add(cylinder(0.13, 0.5, top=0.17).move(z=shaft - 0.12), DARK)
    _pole(prop, 0, shaft)


def hoe(prop: ToyShape) -> None:
    wide, deep, reach, shaft = prop.vary(0.4, 0.1), prop.vary(0.55, 0.1), prop.vary(0.38), prop.vary(1.75, 0.08)
    flare, tilt, top = prop.random.choice((0.8, 1.2)), prop.vary(50, 0.1), shaft + 0.5
    blade = extrude([(-flare * wide, -deep), (flare * wide, -deep), (wide, 0.06), (-wide, 0.06)], 0.12, bevel=0.03)
    edge = box(2 * flare * wide + 0.04, 0.17, 0.16, bevel=0.03).move(z=0.06 - deep)
    for part, colour in ((blade, MAIN), (edge, LIGHT)):
        prop.add(part.turn(x=-tilt, z=90).move(x=reach, z=top - 0.12), colour)
    goose = [(0, 0, shaft), (0, 0, top), (0.1, 0, top + 0.12), (0.8 * reach, 0, top), (reach + 0.1, 0, top - 0.18)]
    prop.add(tube(goose, [0.1, 0.09, 0.09, 0.09, 0.1]), DARK)
    prop.add(cylinder(0.13, 0.36, top=0.16).move(z=shaft), DARK)
    _pole(prop, 0, shaft)


def sickle(prop: ToyShape) -> None:
    radius, sweep, wide, grip = prop.vary(0.78, 0.08), prop.vary(245, 0.06), prop.vary(0.16), prop.vary(0.75, 0.1)
    share = np.linspace(0, 1, 30)
    path = [(x + 0.1, 0, z + grip + radius) for x, z in arc(0.8 * radius, radius, -92, sweep - 92, 30)]
    widths = 0.09 + (wide - 0.09) * np.sin(np.pi * share) - 0.07 * share**4
    prop.add(tube(path, widths.tolist(), segments=10, soft=False).stretch(y=0.45))
    hollow = radius - 0.8 * wide
    inner = [(x + 0.1, 0, z + grip + radius) for x, z in arc(0.8 * hollow, hollow, -70, sweep - 100, 30)]
    prop.add(tube(inner, (0.065 * np.sin(np.pi * share) ** 0.5).tolist(), segments=8, soft=False), LIGHT)
    _turned_handle(prop, grip, "wood")


def scythe(prop: ToyShape) -> None:
    height, reach, droop, wide = prop.vary(2.2, 0.06), prop.vary(1.35, 0.08), prop.vary(0.5), prop.vary(0.22, 0.1)
    share = np.linspace(0, 1, 24)
    blade = [(0.08 - reach * s, 0, height + 0.16 * math.sin(2.2 * s) - droop * s**2.2) for s in share]
    widths = 0.04 + (wide - 0.04) * (1 - share**1.6) * (0.55 + 0.45 * np.minimum(1, 4 * share))
    prop.add(tube(blade, widths.tolist(), segments=12, soft=False).stretch(y=0.45))
    spine = [(x, 0, z + 0.85 * w) for (x, _, z), w in zip(blade, widths, strict=True)]
    prop.add(tube(spine, 0.065, segments=8, soft=False), DARK)
    bend = prop.vary(0.14, 0.3)
    snath = [(0.02, height + 0.16), (0.02, 0.8 * height), (bend, 0.5 * height), (-0.5 * bend, 0.2 * height), (0, 0)]
    prop.add(limb(*((x, 0, z, 0.085) for x, z in snath)), "wood")
    prop.add(box(0.26, 0.26, 0.34, bevel=0.04).move(0.03, 0, height), "charcoal")
    for x, z in ((0.66 * bend, 0.52 * height), (0, 0.28 * height)):
        prop.add(limb((x, 0, z, 0.07), (x - 0.3, 0, z + 0.05, 0.09), (x - 0.36, 0, z + 0.2, 0.1)))


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
    _turned_handle(prop, grip, DARK)


def pencil(prop: ToyShape) -> None:
    radius, length, tip = prop.vary(0.25, 0.1), prop.vary(1.6, 0.1), prop.vary(0.55)
    prop.add(cylinder(0.92 * radius, 0.4, bevel=0.08).move(z=0.18), "blossom")
    prop.add(lathe([(0, 0.28), (radius, 0.28), (radius, 0.6), (0, 0.6)]), "gold")
    for z in (0.34, 0.44, 0.54):
        prop.add(torus(radius, 0.045).move(z=z), "gold")
    prop.add(cylinder(1.14 * radius, length, bevel=0.02, segments=6).move(z=0.58 + length / 2))
    top = 0.57 + length
    prop.add(lathe([(0, 0), (1.1 * radius, 0), (0.04, tip), (0, tip)]).move(z=top), "dough")
    lead = prop.random.choice(("charcoal", MAIN))
    prop.add(lathe([(0, 0.6), (0.54 * radius, 0.6), (0.05, 1.06), (0, 1.06)]).stretch(z=tip).move(z=top), lead)


def wound_grip(prop: ToyShape, radius: float, low: float, high: float, ring: str) -> None:
    """Adds a dark grip with three rings around an upright handle."""
    prop.add(cylinder(radius, high - low).move(z=(low + high) / 2), DARK)
    for share in (0.15, 0.5, 0.85):
        prop.add(torus(radius, 0.05, segments=20).move(z=low + share * (high - low)), ring)


def _pole(prop: ToyShape, grip: float, end: float) -> None:
    """Adds an upright wooden pole from the height `grip`, where it is held, to the height `end`."""
    prop.add(limb((0, 0, grip, 0.095), (0, 0, end, 0.095)), "wood")
    prop.add(limb((0, 0, grip, 0.125), (0, 0, grip + math.copysign(0.35, end - grip), 0.125)))


def _turned_handle(prop: ToyShape, top: float, colour: str) -> None:
    """Adds an upright handle with a waist and a ferrule."""
    waist = ((0, 0, 0.55 * top, 0.17), (0, 0, 0.2 * top, 0.13))
    prop.add(limb((0, 0, top, 0.12), *waist, (0, 0, 0, 0.17)), colour)
    prop.add(cylinder(0.16, 0.2).move(z=top), "gold")


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
