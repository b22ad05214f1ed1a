"""Furniture of bedrooms and studies, and doors and windows. Each function adds the parts of one kind to `prop`."""

from __future__ import annotations

import math

import numpy as np

from ..shapes import (
    DARK,
    LIGHT,
    MAIN,
    Part,
    ToyShape,
    arch,
    box,
    circle,
    cylinder,
    extrude,
    lathe,
    rounded,
    sphere,
    tube,
)
from .devices import dial, iron_parts
from .parts import border, disc, flat, four, panel, shrunk


def desk(prop: ToyShape) -> None:
    width, depth, height, block = prop.vary(1.9, 0.08), prop.vary(0.95, 0.08), prop.vary(1.05, 0.06), prop.vary(0.5)
    side, sides, cup = prop.random.choice((-1, 1)), prop.random.choice((1, 2)), (0.36 * width, 0.2, height + 0.12)
    prop.add(box(width, depth, 0.13, bevel=0.03).move(z=height))
    prop.add(box(width - 0.2, 0.1, 0.55 * height, bevel=0.02).move(y=0.36 * depth, z=0.7 * height), DARK)
    prop.add(box(0.14, depth - 0.16, height, bevel=0.03).move(side * (width / 2 - 0.12), 0, height / 2))
    for x in (-side, side)[:sides]:
        middle = x * ((width - block) / 2 - 0.05)
        prop.add(box(block, depth - 0.1, height, bevel=0.03).move(middle, 0, height / 2))
        _drawers(prop, middle, 0.05 - depth / 2, 0.06, block - 0.06, height - 0.14, 3)
    prop.add(box(0.5, 0.36, 0.06, bevel=0.01).turn(z=prop.vary(8)).move(0, -0.16, height + 0.07), "snow")
    prop.add(cylinder(0.1, 0.22, bevel=0.02).move(*cup), "charcoal")
    for turn, colour in ((16, "cherry"), (-14, "lemon"), (4, "leaf")):
        pencil = cylinder(0.04, 0.42, bevel=0.01, segments=8).move(z=0.2).turn(x=turn, y=turn)
        prop.add(pencil.move(*cup), colour)


def chest_of_drawers(prop: ToyShape) -> None:
    width, depth, height, rows = prop.vary(1.4, 0.1), prop.vary(0.7), prop.vary(1.3, 0.1), prop.random.choice((3, 4))
    top, front, pitch = height + 0.2, 0.02 - depth / 2, (height - 0.08) / rows
    prop.add(box(width, depth, height).move(z=0.2 + height / 2))
    prop.add(box(width + 0.14, depth + 0.14, 0.12, bevel=0.04).move(z=top), DARK)
    _drawers(prop, 0, front, 0.22, width - 0.12, height - 0.08 - pitch, rows - 1, (-0.25, 0.25))
    for x in (-0.25, 0.25):
        _drawers(prop, x * (width - 0.1), front, top - 0.06 - pitch, width / 2 - 0.08, pitch)
    four(prop, lathe([(0, 0), (0.07, 0), (0.13, 0.16), (0.1, 0.24), (0, 0.24)]), width - 0.24, depth - 0.24, DARK)
    prop.add(box(width - 0.1, 0.1, height - 0.12, bevel=0.02).move(y=depth / 2, z=0.2 + height / 2), DARK)


def nightstand(prop: ToyShape) -> None:
    width, depth, height, shade = prop.vary(0.95, 0.1), prop.vary(0.8, 0.1), prop.vary(1.05, 0.1), prop.vary(0.3)
    four(prop, box(0.13, 0.13, height, bevel=0.03).move(z=height / 2), width - 0.16, depth - 0.16, MAIN)
    prop.add(box(width + 0.1, depth + 0.1, 0.1, bevel=0.03).move(z=height))
    prop.add(box(width - 0.06, depth - 0.06, 0.42, bevel=0.02).move(z=height - 0.22))
    _drawers(prop, 0, 0.05 - depth / 2, height - 0.42, width - 0.24, 0.38)
    prop.add(box(width - 0.06, depth - 0.06, 0.1, bevel=0.02).move(z=0.2), DARK)
    for z, turn, colour in ((0.3, 6, "cherry"), (0.41, -9, "leaf")):
        prop.add(box(0.5, 0.4, 0.12, bevel=0.02).turn(z=turn).move(z=z), colour)
    base = [(0, 0), (0.2, 0), (0.2, 0.06), (0.07, 0.12), (0.13, 0.24), (0.05, 0.36), (0.05, 0.5), (0, 0.5)]
    prop.add(lathe(base).move(x=0.1, z=height + 0.03), "gold")
    prop.add(cylinder(shade, 0.36, top=0.6 * shade, bevel=0.03).move(0.1, 0, height + 0.6), "lemon")


def crib(prop: ToyShape) -> None:
    half, deep, height = prop.vary(0.9, 0.08), prop.vary(0.52, 0.08), prop.vary(1.05, 0.06)
    post = lathe([(0, 0), (0.08, 0), (0.08, height), (0.05, height + 0.06), (0.1, height + 0.14), (0, height + 0.24)])
    four(prop, post, 2 * half, 2 * deep, MAIN)
    for y in (-deep, deep):
        for z in (0.32, height - 0.05):
            prop.add(box(2 * half, 0.1, 0.12, bevel=0.03).move(0, y, z))
        for share in np.linspace(-0.8, 0.8, 9):
            prop.add(cylinder(0.04, height - 0.36, segments=10, bevel=0.01).move(share * half, y, height / 2 + 0.13))
    for x, tall in ((-half, height - 0.1), (half, height + 0.1)):
        prop.add(extrude(arch(2 * deep, tall), 0.1, bevel=0.03).turn(z=90).move(x, 0, 0.26), DARK)
    _bedding(prop, half, deep, 0.42)
    _mobile(prop, half, height)


def bunk_bed(prop: ToyShape) -> None:
    half, deep, height = prop.vary(1.0, 0.06), prop.vary(0.46, 0.08), prop.vary(1.75, 0.06)
    four(prop, box(0.15, 0.15, height, bevel=0.03).move(z=height / 2), 2 * half, 2 * deep, MAIN)
    for low in (0.34, 0.64 * height):
        prop.add(box(2 * half, 2 * deep + 0.06, 0.2, bevel=0.04).move(z=low))
        _bedding(prop, half, deep, low + 0.14)
        for x in (-half, half):
            prop.add(box(0.1, 2 * deep, 0.26, bevel=0.03).move(x, 0, low + 0.34), DARK)
    for y, wide in ((-deep, 0.62), (deep, 0.98)):
        prop.add(box(2 * wide * half, 0.1, 0.12, bevel=0.03).move((1 - wide) * half, y, height - 0.12), DARK)
    for x in (-0.62 * half - 0.2, 0.2 - 0.62 * half):
        prop.add(tube([(x, -deep - 0.32, 0), (x, -deep - 0.08, height - 0.05)], 0.06, soft=False), "wood")
    for share in (0.16, 0.34, 0.52, 0.7):
        rung = cylinder(0.05, 0.44, bevel=0.01, segments=10).turn(y=90)
        prop.add(rung.move(-0.62 * half, 0.24 * share - deep - 0.32, share * height), "wood")


def door(prop: ToyShape) -> None:
    half, height, side, swing = (
        prop.vary(0.5, 0.08),
        prop.vary(2, 0.05),
        prop.random.choice((-1, 1)),
        prop.vary(28, 0.5),
    )
    for x in (-half - 0.1, half + 0.1):
        prop.add(box(0.2, 0.26, height + 0.2, bevel=0.03).move(x, 0, height / 2 + 0.1), DARK)
    prop.add(box(2 * half + 0.5, 0.32, 0.22, bevel=0.04).move(z=height + 0.16), DARK)
    prop.add(box(2 * half + 0.5, 0.6, 0.1, bevel=0.03).move(z=-0.03), "stone")
    leaf = [(box(2 * half - 0.03, 0.14, height - 0.06, bevel=0.02).move(z=height / 2 + 0.02), MAIN)]
    for z, tall in prop.random.choice((((0.27, 0.36), (0.74, 0.4)), ((0.2, 0.24), (0.5, 0.24), (0.8, 0.24)))):
        panel = box(0.7 * half, 0.2, tall * height, bevel=0.03)
        leaf += [(panel.move(x * half, 0, z * height), LIGHT) for x in (-0.47, 0.47)]
    for knob in (disc(0.05, 0.3), *(sphere(0.09, segments=16).move(y=y) for y in (-0.16, 0.16))):
        leaf.append((knob.move(0.84 * side * half, 0, 0.47 * height), "gold"))
    for part, colour in leaf:
        prop.add(part.move(side * half).turn(z=-side * swing).move(-side * half), colour)


def window(prop: ToyShape) -> None:
    half, height, panes = prop.vary(0.62, 0.1), prop.vary(1.5, 0.1), prop.random.choice((2, 3))
    square = [(-half, 0), (half, 0), (half, height), (-half, height)]
    outline = prop.random.choice((square, arch(2 * half, height)))
    prop.add(border(outline, 0.16, 0.3).turn(x=90))
    prop.add(panel(outline, 0.1, 0.08), "glass")
    prop.add(box(0.1, 0.2, height - 0.14, bevel=0.02).move(z=height / 2), LIGHT)
    for row in range(1, panes):
        prop.add(box(2 * half - 0.14, 0.17, 0.1, bevel=0.02).move(z=row / panes * height), LIGHT)
    prop.add(box(2 * half + 0.3, 0.56, 0.14, bevel=0.04).move(y=-0.1, z=-0.03), DARK)
    slat = box(half - 0.16, 0.16, 0.09, bevel=0.02).turn(x=25)
    shutter = [(slat.move(z=share * height), LIGHT) for share in np.linspace(-0.38, 0.38, 7)]
    for part, colour in ((box(half, 0.1, 0.94 * height, bevel=0.03), MAIN), *shutter):
        for side in (-1, 1):
            turned = part.move(side * (half / 2 + 0.02)).turn(z=side * 20)
            prop.add(turned.move(side * half, -0.1, 0.5 * height + 0.05), colour)


def pillow(prop: ToyShape) -> None:
    half, long, high, lean = prop.vary(0.7, 0.06), prop.vary(0.95, 0.2), prop.vary(0.42), prop.vary(66, 0.1)
    bag = sphere(1, squareness=0.75, segments=48)
    seam = bag.vertices[np.abs(bag.vertices[:, 2]) < 1e-6]
    seam = seam[np.argsort(np.arctan2(seam[:, 1], seam[:, 0]))]
    for part, colour in ((bag, MAIN), (tube([*seam.tolist(), seam[0].tolist()], 0.04, soft=False), DARK)):
        x, y, z = part.vertices.T
        plump = np.sqrt((1 - 0.9 * x**2).clip(0.1) * (1 - 0.9 * y**2).clip(0.1)) - 0.3 * np.exp(-(x**2 + y**2) / 0.05)
        corners = np.stack([long * x * (0.9 + 0.1 * y**2), half * y * (0.9 + 0.1 * x**2), high * z * plump], axis=1)
        prop.add(Part(corners, part.faces).turn(x=lean), colour)
    for z in (-0.7 * high, 0.7 * high):
        prop.add(sphere(0.11, segments=16).stretch(z=0.6).move(z=z).turn(x=lean), DARK)


def ironing_board(prop: ToyShape) -> None:
    long, wide, height, lean = prop.vary(1.15, 0.06), prop.vary(0.32, 0.1), prop.vary(1.15, 0.08), prop.vary(0.62, 0.1)
    side, turn = [(-1, -1), (0.3, -1), (0.9, -0.8), (1, -0.3)], prop.random.uniform(60, 120)
    outline = rounded([(-1, 0), *side, *((x, -y) for x, y in side[::-1]), (-1, 0)])[:-1] * (long, wide)
    prop.add(flat(outline, 0.13).move(z=height))
    prop.add(flat(shrunk(outline, -0.03), 0.06).move(z=height - 0.05), DARK)
    for y, x in ((-0.1, lean), (0.1, -lean)):
        prop.add(tube([(-x, y, height - 0.06), (x, y, 0.05)], 0.055, segments=10), "steel")
        prop.add(tube([(x, -0.36, 0.05), (x, 0.36, 0.05)], 0.06, segments=10), "charcoal")
    prop.add(disc(0.06, 0.34).move(z=height / 2), "charcoal")
    for part, colour in iron_parts(prop):
        small = part.stretch(0.32, 0.32, 0.32).turn(z=turn)
        prop.add(small.move(-0.4 * long, 0, height + 0.06), "cream" if colour == MAIN else colour)


def grandfather_clock(prop: ToyShape) -> None:
    half, height, deep, radius = prop.vary(0.36, 0.08), prop.vary(2.3, 0.06), prop.vary(0.5, 0.1), prop.vary(0.3, 0.06)
    front, tall, middle, swing = -0.6 * deep, height - 1.45, height / 2 - 0.16, prop.random.uniform(-9, 9)
    for low, high, wide in ((0, 0.5, 1.2), (0.4, height - 0.7, 0.9), (height - 0.8, height, 1.2)):
        prop.add(box(2 * wide * half, wide * deep, high - low, bevel=0.04).move(z=(low + high) / 2))
    for z, wide in ((0.05, 2.7), (0.5, 2.6), (height - 0.82, 2.6), (height, 2.7)):
        prop.add(box(wide * half, 1.4 * deep, 0.12, bevel=0.04).move(z=z), DARK)
    crown = prop.random.choice((arch(2.2 * half, 0.3), [(-1.2 * half, 0), (1.2 * half, 0), (0, 0.34)]))
    prop.add(extrude(crown, 1.1 * deep, bevel=0.03).move(z=height + 0.02))
    for x, z in ((-1.2 * half, 0.14), (0, 0.36), (1.2 * half, 0.14)):
        prop.add(sphere(0.08, segments=12).move(x, -0.4 * deep, height + z), "gold")
    dial(prop, radius, front, height - 0.42, 0.5, 0.75)
    for inset, out, colour in ((0.2, 0.0, DARK), (0.28, 0.02, "cream")):
        pane = box(2 * (1 - inset) * half, 0.1, tall - 2 * inset * half, bevel=0.02)
        prop.add(pane.move(0, 0.75 * front - out, middle), colour)
    for part in (box(0.06, 0.06, 0.8 * tall, bevel=0.01).move(z=-0.4 * tall), disc(0.13, 0.1).move(z=-0.76 * tall)):
        prop.add(part.turn(y=swing).move(0, 0.75 * front - 0.08, middle + 0.46 * tall), "gold")


def toilet_paper_roll(prop: ToyShape) -> None:
    radius, half, trail = prop.vary(0.66, 0.08), prop.vary(0.56, 0.08), prop.vary(0.8)
    rings = ((1, 0.38, 0, MAIN), (0.4, 0.28, 0.02, "dough"), (0.62, 0.57, 0.015, DARK), (0.82, 0.77, 0.015, DARK))
    for wide, hole, out, colour in rings:
        reach = half + out
        ring = np.array([(hole, -reach), (wide, -reach), (wide, reach), (hole, reach)]) * (radius, 1)
        prop.add(lathe(ring, 40, closed=True).turn(y=90).move(z=radius), colour)
    over = [(0, -radius * math.sin(a), radius + radius * math.cos(a)) for a in np.radians(np.linspace(10, 90, 9))]
    sheet = [*over, (0, -radius, 0.3), (0, -radius - 0.1, 0.04), (0, -radius - 0.4, 0.04), (0, -radius - trail, 0.1)]
    prop.add(tube(sheet, 0.04, segments=10).stretch(x=half / 0.04), LIGHT)
    for y, z, turn in ((-0.02, 0.75 * radius, 0), (-0.34, 0.08, 90)):
        for x in np.linspace(-0.88, 0.88, 9):
            prop.add(box(0.07, 0.06, 0.05, bevel=0.01).turn(x=turn).move(x * half, y - radius, z), DARK)


def toothbrush(prop: ToyShape) -> None:
    length, half, bristle, pitch = prop.vary(1.5, 0.06), prop.vary(0.2, 0.08), prop.vary(0.3), prop.vary(0.135, 0.06)
    path = [(0, 0, 0), (0, 0.02, 0.1), (0, 0.04, 0.5 * length), (0, 0, 0.8 * length), (0, 0, length + 0.1)]
    prop.add(tube(path, [0.1, 0.15, 0.16, 0.09, 0.1], 16).stretch(x=1.15))
    prop.add(sphere(1, squareness=0.4).stretch(half, 0.1, 3.2 * pitch).move(z=length + 3 * pitch))
    prop.add(sphere(1, squareness=0.3).stretch(0.12, 0.1, 0.24 * length).move(0, -0.1, 0.36 * length), LIGHT)
    for z in (0.2, 0.28, 0.36, 0.44, 0.52):
        prop.add(box(0.16, 0.06, 0.06, bevel=0.02).move(0, -0.2, z * length), DARK)
    for row in range(1, 6):
        for x, colour in ((-0.58 * half, "snow"), (0, "glass"), (0.58 * half, "snow")):
            tuft = cylinder(0.065, bristle, bevel=0.02, segments=10).turn(x=90)
            prop.add(tuft.move(x, -bristle / 2, length + row * pitch), colour)
    wave = [(0.05 * (-1) ** i, -bristle - 0.07, length + (0.8 + 0.62 * i) * pitch) for i in range(8)]
    prop.add(tube(wave, [0.06, *[0.11] * 6, 0.03]), prop.random.choice(("blossom", "glass")))


def _drawers(
    prop: ToyShape,
    x: float,
    y: float,
    low: float,
    width: float,
    height: float,
    rows: int = 1,
    knobs: tuple[float, ...] = (0.0,),
) -> None:
    """Adds the fronts of `rows` drawers at the front `y`, from `low` up. A knob's place is relative to the width."""
    pitch = height / rows
    for row in range(rows):
        z = low + (row + 0.5) * pitch
        prop.add(box(width, 0.12, pitch - 0.06, bevel=0.03).move(x, y - 0.04, z), LIGHT)
        for share in knobs:
            prop.add(sphere(0.07, segments=12).move(x + share * width, y - 0.14, z), "gold")


def _bedding(prop: ToyShape, half: float, deep: float, z: float) -> None:
    """Adds a mattress about the height `z`, with a blanket and a pillow, for a bed that is 2 `half` long along X."""
    prop.add(box(2 * half - 0.1, 2 * deep - 0.08, 0.22, bevel=0.06).move(z=z), "snow")
    prop.add(box(1.25 * half, 2 * deep - 0.04, 0.24, bevel=0.06).move(-0.34 * half, 0, z + 0.02), LIGHT)
    cushion = sphere(1, squareness=0.45).stretch(0.18, 0.8 * deep, 0.11)
    prop.add(cushion.move(0.76 * half, 0, z + 0.16), "cream")


def _mobile(prop: ToyShape, x: float, height: float) -> None:
    """Adds a mobile that hangs over a crib, from an arm at `x` that begins at `height`."""
    arm = [(x, 0, 0), (x + 0.04, 0, 0.85), (0.25 * x, 0, 0.85), (0, 0, 0.7)]
    prop.add(tube(arm, 0.05).move(z=height), "wood")
    for (x, y, _), colour in zip(circle(4, 0.26, 45), ("cherry", "lemon", "leaf", "blossom"), strict=True):
        prop.add(tube([(0, 0, 0.7), (x, y, 0.66), (x, y, 0.4)], 0.035, segments=8).move(z=height), "wood")
        prop.add(sphere(0.13, segments=14).move(x, y, height + 0.36), colour)
