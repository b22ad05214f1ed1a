"""Devices of the kitchen, the bathroom and housework. Each function adds the parts of one kind to `prop`."""

from __future__ import annotations

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
    loft,
    rounded,
    sphere,
    torus,
    tube,
)
from .parts import border, bow_handle, disc, flat, pull, upright_ring


def sink(prop: ToyShape) -> None:
    wide, deep, rim = prop.vary(0.8, 0.08), prop.vary(0.6, 0.06), prop.vary(1.2, 0.06)
    back, low = deep - 0.02, rim - 0.3
    outside = [(0, -0.42), (0.3, -0.42), (0.75, -0.3), (0.98, -0.04), (1.02, 0.04), (0.95, 0.08)]
    inside = [(0.84, 0.06), (0.8, -0.06), (0.5, -0.2), (0, -0.22)]
    prop.add(lathe([*outside, *inside], 36, soft=True).stretch(wide, deep).move(z=rim))
    prop.add(cylinder(0.72, 0.06, bevel=0.02).stretch(wide, deep).move(z=rim - 0.1), "glass")
    stem = [(0, 0), (0.4, 0), (0.4, 0.08), (0.24, 0.22), (0.17, 0.5 * rim), (0.22, 0.7), (0.36, low), (0, low)]
    prop.add(lathe(stem, soft=True))
    prop.add(box(1.7 * wide, 0.34, 0.22, bevel=0.06).move(y=back, z=rim + 0.02))
    prop.add(box(1.7 * wide, 0.12, 0.5, bevel=0.05).move(y=back + 0.14, z=rim + 0.16), DARK)
    spout = [(0, back, 0.1), (0, back, 0.52), (0, 0.3 * deep, 0.56), (0, 0.26 * deep, 0.28)]
    prop.add(tube(spout, 0.075).move(z=rim), "steel")
    for x in (-0.32, 0.32):
        _tap(prop, x, back, rim + 0.2)
    prop.add(sphere(1, squareness=0.4).stretch(0.16, 0.1, 0.07).move(0.62 * wide, back - 0.03, rim + 0.18), "blossom")


def stove(prop: ToyShape) -> None:
    width, depth, height, back = prop.vary(1.3, 0.08), prop.vary(1.1, 0.06), prop.vary(1.3, 0.06), prop.vary(0.34)
    front, middle, panel = -depth / 2, 0.42 * height, height - 0.16
    prop.add(box(width, depth, height).move(z=height / 2 + 0.06))
    prop.add(box(width + 0.06, depth + 0.06, 0.1, bevel=0.03).move(z=height + 0.06), DARK)
    prop.add(box(width, 0.16, back, bevel=0.04).move(y=depth / 2 - 0.06, z=height + back / 2))
    prop.add(box(0.4, 0.1, 0.18, bevel=0.02).move(y=depth / 2 - 0.14, z=height + 0.62 * back), "charcoal")
    for x, y, radius in ((-0.25, -0.24, 0.22), (0.25, -0.24, 0.22), (-0.25, 0.16, 0.17), (0.25, 0.16, 0.17)):
        hob = ((torus(radius, 0.05, 20), "charcoal"), (cylinder(radius, 0.06, bevel=0.02), "stone"))
        for part, colour in (*hob, (cylinder(0.55 * radius, 0.13, bevel=0.03, segments=16), "charcoal")):
            prop.add(part.move(x * width, y * depth, height + 0.11), colour)
    for share in (-0.36, -0.18, 0, 0.18, 0.36):
        prop.add(disc(0.075, 0.18).move(share * width, front - 0.04, panel), "charcoal")
    for inset, share, colour in ((0.12, 0.56, LIGHT), (0.42, 0.3, "charcoal"), (0.54, 0.22, "lemon")):
        pane = box(width - inset, 0.12, share * height, bevel=0.03)
        prop.add(pane.move(0, front - 0.1 * inset, middle + 0.06), colour)
    prop.add(pull(0.36 * width, 0.16).turn(y=90).move(0, front - 0.06, middle + 0.26 * height), "steel")
    prop.add(box(width - 0.12, 0.12, 0.13, bevel=0.03).move(0, front - 0.02, 0.18), DARK)


def shower(prop: ToyShape) -> None:
    half, deep, height = prop.vary(0.6, 0.06), prop.vary(0.55, 0.06), prop.vary(2.0, 0.04)
    wall, back, top = prop.random.choice((-half, half)), deep - 0.15, height - 0.3
    prop.add(border([(-half, -deep), (half, -deep), (half, deep), (-half, deep)], 0.14, 0.26).move(z=0.13))
    prop.add(box(2 * half - 0.06, 2 * deep - 0.06, 0.12, bevel=0.02).move(z=0.06), LIGHT)
    _tiles(prop, half, height, turn=0, out=deep)
    _tiles(prop, deep, height, turn=90, out=-wall)
    pipe = [(0, back, 0.9), (0, back, height + 0.4), (0, 0, height + 0.42), (0, 0, height)]
    prop.add(tube(pipe, 0.055), "steel")
    prop.add(lathe([(0, 0), (0.3, 0), (0.3, 0.06), (0.1, 0.16), (0, 0.18)]).move(z=height), "steel")
    for x, y, _ in (*circle(6, 0.22), (0, 0, 0)):
        for z in np.linspace(0.4, height - 0.2, 5):
            prop.add(sphere(0.05, segments=8).stretch(z=2).move(x, y, z + prop.random.uniform(-0.1, 0.1)), "glass")
    for x in (-0.2, 0.2):
        _tap(prop, x, back, 0.86, lean=90)
    prop.add(tube([(-wall, deep, top), (-wall, -deep, top), (wall, -deep, top)], 0.045, soft=False), "steel")
    folds = 0.07 * np.sin(np.linspace(0, 9 * np.pi, 49))
    prop.add(_curtain(folds - wall, np.linspace(-deep, -0.1 * deep, 49), 0.2, top - 0.04), LIGHT)


def blender(prop: ToyShape) -> None:
    half, base, jar, rim = prop.vary(0.42, 0.08), prop.vary(0.62, 0.1), prop.vary(1.05, 0.08), prop.vary(0.46, 0.08)
    prop.add(box(2 * half + 0.1, 2 * half + 0.1, base, bevel=0.08, taper=0.76).move(z=base / 2))
    prop.add(disc(0.15, 0.2).move(0, -0.94 * half, 0.5 * base), "charcoal")
    for x in (-0.26, 0.26):
        prop.add(box(0.12, 0.2, 0.1, bevel=0.02).move(x, -0.92 * half, 0.5 * base), LIGHT)
    prop.add(cylinder(0.32, 0.16).move(z=base + 0.04), "charcoal")
    fill = 0.25 + prop.vary(0.4, 0.3)
    wide = 0.3 + (rim - 0.3) * fill
    prop.add(lathe([(0, 0), (0.3, 0), (rim, jar), (0, jar)], 12).move(z=base + 0.1), "glass")
    smoothie = [(0, 0.06), (0.33, 0.06), (wide + 0.02, fill * jar), (0, fill * jar)]
    prop.add(lathe(smoothie, 12).move(z=base + 0.1), prop.random.choice(("blossom", "carrot", "leaf", "lemon")))
    prop.add(cylinder(rim + 0.05, 0.16).move(z=base + jar + 0.14))
    prop.add(cylinder(0.16, 0.2).move(z=base + jar + 0.26), DARK)
    grip = [(0.3, 0, 0.2), (0.42 + rim, 0, 0.3), (0.42 + rim, 0, 0.85 * jar), (rim - 0.06, 0, 0.85 * jar)]
    prop.add(tube(grip, 0.075).move(z=base + 0.1), DARK)


def coffee_maker(prop: ToyShape) -> None:
    width, depth, height, pot = prop.vary(1.0, 0.08), prop.vary(1.1, 0.06), prop.vary(1.5, 0.06), prop.vary(0.38, 0.06)
    y, brim = -0.2 * depth, height - 0.62
    prop.add(box(width, depth, 0.2).move(z=0.1))
    prop.add(box(width, 0.42 * depth, height, bevel=0.08).move(y=0.29 * depth, z=height / 2))
    prop.add(box(width, depth, 0.42, bevel=0.08).move(z=height - 0.1))
    prop.add(box(0.7 * width, 0.7 * depth, 0.1, bevel=0.03).move(z=height + 0.12), DARK)
    prop.add(lathe([(0, 0), (0.08, 0), (0.3, 0.3), (0, 0.3)]).move(0, y, height - 0.5), "charcoal")
    prop.add(cylinder(pot, 0.08, bevel=0.02).move(0, y, 0.22), "steel")
    jug, size = [(0, 0), (0.85, 0), (1, 0.25), (0.95, 0.5), (0.62, 0.85), (0.66, 1), (0, 1)], (pot, pot, brim - 0.24)
    for profile, share, colour in ((jug, 1, "glass"), ([*jug[:4], (0, 0.5)], 1.04, "coffee")):
        prop.add(lathe(profile).stretch(share, share).stretch(*size).move(0, y, 0.26 - 0.3 * (share - 1)), colour)
    prop.add(cylinder(0.72 * pot, 0.1).move(0, y, brim + 0.02), "charcoal")
    prop.add(pull(0.22, 0.22).move(0, y - 0.7 * pot, 0.5 * brim + 0.16), "charcoal")
    for x, colour in ((-0.12, "leaf"), (0.12, "cherry")):
        prop.add(disc(0.065, 0.16).move(x, 0.01 - depth / 2, height - 0.06), colour)
    prop.add(box(0.08, 0.1, 0.6 * height, bevel=0.02).move(width / 2, 0.3 * depth, 0.5 * height), "glass")


def kitchen_scale(prop: ToyShape) -> None:
    width, depth, height, bowl = prop.vary(1.1, 0.08), prop.vary(0.8, 0.08), prop.vary(1.0, 0.06), prop.vary(0.66, 0.08)
    radius, front, middle = 0.36 * height, -0.46 * depth, 0.5 * height
    prop.add(box(width, depth, height, bevel=0.1, taper=0.7).move(z=middle))
    prop.add(disc(radius + 0.1, 0.3, 32).move(0, front + 0.12, middle), DARK)
    dial(prop, radius, front - 0.02, middle, 0.85)
    prop.add(cylinder(0.14, 0.3, bevel=0.03).move(z=height + 0.04), "steel")
    dish = [(0, 0), (0.4, 0), (0.9, 0.22), (1.05, 0.42), (0.95, 0.42), (0.8, 0.26), (0.36, 0.1), (0, 0.1)]
    prop.add(lathe(dish, 32).stretch(bowl, bowl).move(z=height + 0.14), LIGHT)
    fruit = prop.random.choice(("cherry", "carrot", "lemon"))
    for x, y, _ in circle(3, 0.22, prop.random.uniform(0, 120)):
        prop.add(sphere(0.22, segments=16).move(x, y, height + 0.44), fruit)


def vacuum_cleaner(prop: ToyShape) -> None:
    long, wide, wheel, reach = prop.vary(0.62, 0.08), prop.vary(0.42, 0.08), prop.vary(0.32, 0.08), prop.vary(0.7, 0.1)
    top, start = prop.vary(1.5, 0.06), (0, 0.45 - long, 0.6)
    prop.add(sphere(1, squareness=0.3).stretch(wide, long, 0.4).move(y=0.4, z=0.46))
    prop.add(sphere(1, squareness=0.3).stretch(0.8 * wide, 0.6 * long, 0.22).move(y=0.5, z=0.74), LIGHT)
    for radius, thick, colour in ((wheel, 0.14, "charcoal"), (0.55 * wheel, 0.2, LIGHT)):
        for x in (-wide, wide):
            prop.add(cylinder(radius, thick, bevel=0.03).turn(y=90).move(x, 0.4 + 0.5 * long, wheel), colour)
    prop.add(cylinder(0.13, 0.2, bevel=0.03).turn(y=90).move(0, 0.5 - long, 0.13), "charcoal")
    prop.add(bow_handle(0.24, 0.2, 0.06).turn(z=90).move(y=0.4, z=0.86), DARK)
    prop.add(cylinder(0.17, 0.2).turn(x=70).move(*start), DARK)
    bend = [(-0.1, -long, 1), (0.3, -0.2, top + 0.3), (reach, 0.1, top + 0.24), (reach, -0.1, top)]
    hose = rounded([start, *bend], 4)
    prop.add(tube(hose.tolist(), [0.075 + 0.02 * (i % 2) for i in range(len(hose))], soft=False), "charcoal")
    for y, z, radius, colour in ((-0.75, 0.16, 0.06, "steel"), (-0.24, top - 0.2, 0.09, DARK)):
        prop.add(tube([(reach, -0.04, top + 0.1), (reach, y, z)], radius), colour)
    prop.add(box(0.72, 0.3, 0.16, bevel=0.05).move(reach, -0.82, 0.09))


def iron(prop: ToyShape) -> None:
    for part, colour in iron_parts(prop):
        prop.add(part, colour)


def electric_fan(prop: ToyShape) -> None:
    radius, height, tilt, count = (
        prop.vary(0.7, 0.06),
        prop.vary(0.95),
        prop.vary(8, 0.9),
        prop.random.choice((3, 4, 5)),
    )
    foot = [(0, 0), (0.52, 0), (0.52, 0.1), (0.36, 0.2), (0.1, 0.28), (0.08, height), (0, height)]
    prop.add(lathe(foot))
    for x, colour in ((-0.15, "cherry"), (0, "leaf"), (0.15, "lemon")):
        prop.add(box(0.1, 0.12, 0.1, bevel=0.02).move(x, -0.4, 0.19), colour)
    head = [(disc(0.26, 0.5).move(y=0.36), MAIN), (sphere(0.26).move(y=0.6), MAIN), (disc(0.16, 0.5), DARK)]
    blade = sphere(1, squareness=0.2, segments=16).stretch(0.42 * radius, 0.06, 1.1 * radius / count).turn(x=35)
    head += [(blade.move(0.52 * radius).turn(y=360 * i / count), LIGHT) for i in range(count)]
    head += [(upright_ring(radius, 0.07), DARK), (disc(0.17, 0.1).move(y=-0.27), DARK)]
    for y in (-0.27, 0.24):
        wire = tube([(0.1, y, 0), (0.8 * radius, y, 0), (radius, 0, 0)], 0.03, segments=6)
        head += [(wire.turn(y=36 * i), "steel") for i in range(10)]
    for part, colour in head:
        prop.add(part.turn(x=-tilt).move(y=-0.2, z=height + 0.1 * radius), colour)


def sewing_machine(prop: ToyShape) -> None:
    half, height, depth, wheel = prop.vary(0.92, 0.06), prop.vary(1.2, 0.06), prop.vary(0.5, 0.1), prop.vary(0.27, 0.1)
    left, head, pin, needle = 0.12 - half, 0.5 * height, 0.55 * half, 0.33 - half
    prop.add(box(2 * half + 0.16, depth + 0.3, 0.24, bevel=0.05).move(z=0.12), DARK)
    arm = [(0.5 * half, 0.1), (half, 0.1), (half, height - 0.1), (half - 0.12, height), (left + 0.1, height)]
    jaw = [(left, height - 0.1), (left, head), (left + 0.42, head), (left + 0.46, 0.67 * height)]
    prop.add(extrude([*arm, *jaw, (0.4 * half, 0.63 * height)], 0.75 * depth, bevel=0.08).move(z=0.1))
    prop.add(cylinder(0.06, 0.5, bevel=0.01, segments=10).move(needle, -0.02, head - 0.05), "steel")
    prop.add(box(0.2, 0.3, 0.07, bevel=0.02).move(needle, -0.08, 0.32), "steel")
    cloth = prop.random.choice(("cream", "blossom", "lemon"))
    prop.add(box(0.62, 1.2 * depth + 0.3, 0.07, bevel=0.02).move(needle + 0.05, -0.06, 0.27), cloth)
    prop.add(box(0.62, 0.07, 0.22, bevel=0.02).turn(x=-12).move(needle + 0.05, -0.6 * depth - 0.22, 0.19), cloth)
    for radius, thick, colour in ((wheel, 0.16, "charcoal"), (0.5 * wheel, 0.24, "gold")):
        prop.add(cylinder(radius, thick).turn(y=90).move(half + 0.12, 0, 0.76 * height), colour)
    spool = lathe([(0, 0), (0.14, 0), (0.14, 0.05), (0.1, 0.06), (0.1, 0.26), (0.14, 0.27), (0.14, 0.32), (0, 0.32)])
    prop.add(spool.move(pin, 0, height + 0.08), prop.random.choice(("cherry", "lemon", "leaf")))
    prop.add(cylinder(0.04, 0.5, bevel=0.01, segments=10).move(pin, 0, height + 0.28), "steel")
    thread = [(pin, -0.1, 0.2), (left + 0.3, -0.05, 0.14), (needle, -0.42 * depth, 0), (needle, -0.4 * depth, -head)]
    prop.add(tube(thread, 0.03, segments=6, soft=False).move(z=height), "snow")


def hair_dryer(prop: ToyShape) -> None:
    radius, long, grip = prop.vary(0.4, 0.06), prop.vary(0.66, 0.08), prop.vary(1.05, 0.08)
    barrel = [(0, -0.44), (0.8 * radius, -0.44), (radius, -0.3), (1.08 * radius, 0.1), (0.7 * radius, long), (0, long)]
    parts = [(lathe(barrel, 32, soft=True), MAIN), (torus(0.74 * radius, 0.06, 24).move(z=long - 0.04), DARK)]
    for share, end, colour in ((0.76, 0, "charcoal"), (0.5, 0.03, LIGHT), (0.24, 0.05, "charcoal")):
        parts.append((cylinder(share * radius, 0.14).move(z=-0.4 - end), colour))
    nozzle = lathe([(0, 0), (0.28, 0), (0.42, 0.42), (0.34, 0.42), (0.2, 0.2), (0, 0.2)]).stretch(y=0.62)
    for part, colour in (*parts, (nozzle.move(z=long - 0.08), "charcoal")):
        prop.add(part.turn(x=90).move(z=grip + 0.2), colour)
    prop.add(tube([(0, 0.02, grip), (0, 0.08, 0.5 * grip), (0, 0.2, 0)], [0.19, 0.16, 0.19], 20).stretch(x=0.9))
    for z, colour in ((0.62, "cherry"), (0.46, "snow")):
        prop.add(box(0.13, 0.14, 0.13, bevel=0.03).move(0, -0.08, z * grip), colour)
    cord = [(0, 0.2, 0.02), (0, 0.3, -0.12), (0.2, 0.5, -0.1), (0.5, 0.3, -0.1), (0.62, 0.6, -0.1)]
    prop.add(tube(cord, 0.055), "charcoal")


def dial(prop: ToyShape, radius: float, y: float, z: float, *hands: float) -> None:
    """Adds a round face with twelve marks at the front `y`. The lengths of its hands are relative to the radius."""
    prop.add(disc(radius, 0.1, segments=32).move(y=y, z=z), "snow")
    prop.add(upright_ring(radius, 0.055).move(y=y - 0.02, z=z), "gold")
    for x, up, angle in circle(12, 0.74 * radius, 90):
        mark = box(0.24 * radius, 0.06, 0.05, bevel=0.01).turn(y=-angle)
        prop.add(mark.move(x, y - 0.04, z + up), "charcoal")
    for length in hands:
        hand = box(0.06, 0.06, length * radius, bevel=0.01).move(z=0.45 * length * radius)
        prop.add(hand.turn(y=prop.random.uniform(0, 360)).move(0, y - 0.06 - 0.04 * length, z), "cherry")
    prop.add(disc(0.06, 0.14, 16).move(0, y - 0.06, z), "charcoal")


def iron_parts(prop: ToyShape) -> list[tuple[Part, str]]:
    """Returns the parts of an iron on z = 0, whose nose points to -Y."""
    half, long, high = prop.vary(0.46, 0.08), prop.vary(0.9, 0.06), prop.vary(0.42, 0.1)
    side = [(1, 0.9), (1, 0.1), (0.6, -0.5), (0.08, -1.05)]
    sole = rounded([(0, 0.9), *((-x, y) for x, y in side), *side[::-1], (0, 0.9)])[:-1] * (half, long)
    rows = [(0.9, 0, 0.06), (0.9, 0, 0.14), (0.84, 0.02, 0.6 * high), (0.5, 0.14, high), (0.2, 0.2, high + 0.04)]
    shell = [np.column_stack([share * sole + (0, y), np.full(len(sole), z)]) for share, y, z in rows]
    grip = [(0, 0.5, high - 0.1), (0, 0.72, high + 0.5), (0, -0.5, high + 0.48), (0, -0.42, high - 0.16)]
    cord = [(0, 0.6, high + 0.36), (0.1, 1.1, high + 0.4), (0.3, 1.0, 0.05), (0.5, 1.3, 0.05)]
    parts = [(flat(sole, 0.12).move(z=0.06), "steel"), (loft(np.array(shell)), MAIN), (tube(cord, 0.05), "charcoal")]
    knob = cylinder(0.17, 0.14).move(y=0.06, z=high + 0.05)
    return [*parts, (tube(grip, [0.14, 0.12, 0.12, 0.1], 16), DARK), (knob, LIGHT)]


def _tap(prop: ToyShape, x: float, y: float, z: float, lean: float = 0.0) -> None:
    """Adds a tap with a cross on its top, leant to the front by `lean` degrees."""
    stem, bar = cylinder(0.06, 0.26, bevel=0.01, segments=12), cylinder(0.05, 0.26, bevel=0.02, segments=10)
    for part in (stem, bar.turn(x=90).move(z=0.12), bar.turn(y=90).move(z=0.12)):
        prop.add(part.turn(x=lean).move(x, y, z), "steel")


def _curtain(x: np.ndarray, y: np.ndarray, low: float, high: float) -> Part:
    """Returns a curtain along the line of points (x, y), from the height `low` to `high`."""
    corners = ((0.035, low), (-0.035, low), (-0.035, high), (0.035, high))
    return loft(np.stack([np.stack([x + out, y, 0 * x + z], axis=1) for out, z in corners], axis=1))


def _tiles(prop: ToyShape, half: float, height: float, turn: float, out: float) -> None:
    """Adds a tiled wall, 2 `half` wide, that stands `out` behind the Z axis and is then turned about it."""
    wall = [(box(2 * half, 0.12, height, bevel=0.03).move(z=height / 2), DARK)]
    for z in np.linspace(0.42, height - 0.18, 6):
        tile = box(0.62 * half, 0.18, 0.26, bevel=0.02)
        wall += [(tile.move(share * half, 0, z), MAIN) for share in (-0.66, 0.0, 0.66)]
    for part, colour in wall:
        prop.add(part.move(y=out).turn(z=turn), colour)
