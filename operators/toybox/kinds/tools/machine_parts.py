"""Parts of machines in the toybox. Each function adds the parts of one kind to `prop`."""

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
    loft,
    mirrored,
    sphere,
    torus,
    tube,
)


def gear(prop: ToyShape) -> None:
    count, inner, depth, spokes = prop.random.randint(8, 12), prop.vary(0.5, 0.1), prop.vary(0.36), prop.vary(4.5, 0.3)
    for low, high, thick, colour in ((inner, 0.82, depth, MAIN), (0.13, 0.3, depth + 0.1, DARK)):
        hoop = [(low, -thick / 2), (high, -thick / 2), (high, thick / 2), (low, thick / 2)]
        prop.add(lathe(hoop, 48, closed=True).turn(x=90), colour)
    half = 1.5 / count
    tooth = extrude([(-half, 0.74), (half, 0.74), (0.6 * half, 1.06), (-0.6 * half, 1.06)], 0.98 * depth)
    for _, _, angle in circle(count, 1):
        prop.add(tooth.turn(y=angle))
    for _, _, angle in circle(round(spokes), 1, 20):
        prop.add(box(0.17, 0.7 * depth, inner - 0.14, bevel=0.03).move(z=inner / 2 + 0.13).turn(y=angle))


def spring(prop: ToyShape) -> None:
    radius, tall, turns, wire = prop.vary(0.5, 0.1), prop.vary(1.5, 0.1), prop.random.choice((4, 5, 6)), prop.vary(0.09)
    share = np.linspace(0, 1, 24 * (turns + 2))
    angle = 2 * math.pi * (turns + 2) * share
    low, high = 1 / (turns + 2), 1 - 1 / (turns + 2)
    climb = np.interp(share, (0, low, high, 1), (0, 2 * wire, tall - 2 * wire, tall))  # the last turns lie flat
    helix = np.stack([radius * np.cos(angle), radius * np.sin(angle), climb], axis=1)
    prop.add(tube(helix.tolist(), wire, segments=10, soft=False))
    for tip in (helix[0], helix[-1]):
        prop.add(sphere(1.02 * wire, segments=10).move(*tip), DARK)


def bolt(prop: ToyShape) -> None:
    radius, tall, head, nut = prop.vary(0.3, 0.08), prop.vary(1.5, 0.1), prop.vary(0.4, 0.12), prop.vary(0.36, 0.3)
    flats = [(0, 0), (1.6, 0), (1.85, 0.08), (1.85, 0.8), (1.5, 1), (0, 1)]
    prop.add(lathe([(r * radius, z * head) for r, z in flats], 6).move(z=tall))
    prop.add(cylinder(1.45 * radius, 0.1, bevel=0.02).move(z=tall + head), LIGHT)
    prop.add(cylinder(2.1 * radius, 0.08, bevel=0.02).move(z=tall - 0.03), "steel")
    prop.add(cylinder(radius, tall + 0.1).move(z=tall / 2))
    angle = np.linspace(0, 18 * math.pi, 180)
    thread = np.stack([radius * np.cos(angle), radius * np.sin(angle), np.linspace(0.06, 0.72 * tall, 180)], axis=1)
    prop.add(tube(thread.tolist(), 0.05, segments=6, soft=False), LIGHT)
    prop.add(lathe([(r * radius, z * head) for r, z in flats], 6).turn(z=20).move(z=nut), DARK)


def chain(prop: ToyShape) -> None:
    count, bend, size, thick = prop.random.choice((5, 6, 7)), prop.vary(16, 0.4), prop.vary(0.27, 0.1), prop.vary(0.09)
    link = torus(size, thick, segments=24)
    link.vertices[:, 0] += np.where(link.vertices[:, 0] > 0, 0.6, -0.6) * size  # straight sides
    x, y, step = 0.0, 0.0, 3.2 * size - 2.1 * thick
    for i in range(count):
        turn = bend * (i - (count - 1) / 2)
        x, y = x + step * math.cos(math.radians(turn)), y + step * math.sin(math.radians(turn))
        prop.add(link.turn(x=(45, -45)[i % 2]).turn(z=turn).move(x, y), (MAIN, DARK)[i % 2])


def magnet(prop: ToyShape) -> None:
    radius, half, leg, depth = prop.vary(0.58, 0.08), prop.vary(0.19, 0.1), prop.vary(0.75, 0.15), prop.vary(0.22, 0.1)
    angle = np.radians([180, *np.linspace(180, 360, 25), 360])[:, None]
    up = np.array([leg, *[0] * 25, leg])[:, None]
    section = [(1, -0.84), (1, 0.84), (0.8, 1), (-0.8, 1), (-1, 0.84), (-1, -0.84), (-0.8, -1), (0.8, -1)]
    out, y = (np.array(section) * (half, depth)).T
    x, z = (radius + out) * np.cos(angle), (radius + out) * np.sin(angle) + up
    prop.add(loft(np.stack([x, y + 0 * angle, z], axis=-1)))
    mirrored(prop, box(2 * half + 0.02, 2 * depth + 0.02, 0.36).move(radius, 0, leg + 0.12), "snow")
    mirrored(prop, box(2 * half + 0.05, 2 * depth + 0.05, 0.09, bevel=0.02).move(radius, 0, leg - 0.08), DARK)
    zigzag = [(0, 0), (0.12, 0.15), (-0.08, 0.26), (0.06, 0.44)]
    for x, lean in ((radius - half - 0.06, -16), (radius + half + 0.06, 16)):
        spark = tube([(u, 0, v) for u, v in zigzag], 0.06, segments=8, soft=False).turn(y=lean)
        mirrored(prop, spark.move(x, 0, leg + 0.38), "gold")


def battery(prop: ToyShape) -> None:
    radius, tall, cap = prop.vary(0.42, 0.1), prop.vary(1.75, 0.06), prop.vary(0.32, 0.1)
    prop.add(cylinder(radius, tall, segments=32).move(z=tall / 2))
    prop.add(cylinder(radius + 0.012, cap * tall, bevel=0.04, segments=32).move(z=tall * (1 - cap / 2) + 0.01), "gold")
    prop.add(cylinder(0.38 * radius, 0.26, segments=20).move(z=tall + 0.06), "steel")
    prop.add(cylinder(0.86 * radius, 0.1, bevel=0.02).move(z=0.01), "steel")
    prop.add(torus(radius - 0.03, 0.05).move(z=tall), "steel")
    flash = [(-0.2, -0.06), (-0.03, -0.06), (-0.16, -0.42), (0.2, 0.1), (0.03, 0.1), (0.16, 0.42), (-0.1, 0.42)]
    for turn in (0, 120, 240):
        for x, z in ((0.24, 0.07), (0.07, 0.24)):
            plus = box(x, 0.1, z, bevel=0.02).move(y=-radius, z=(1 - cap / 2) * tall)
            prop.add(plus.turn(z=turn), "charcoal")
        sign = extrude(0.85 * np.array(flash), 0.12, bevel=0.02).move(y=-radius + 0.01, z=0.36 * tall)
        prop.add(sign.turn(z=turn), "snow")


def power_plug(prop: ToyShape) -> None:
    size, length, reach, pins = prop.vary(0.42, 0.08), prop.vary(0.85, 0.1), prop.vary(0.4), prop.random.choice((2, 3))
    grip = [(0, 0), (0.95, 0), (1, 0.1), (1, 0.4), (0.72, 0.75), (0.45, 1), (0, 1)]
    body = lathe([(r * size, z * length) for r, z in grip], 32, soft=True).stretch(y=0.8, x=1.2)
    parts = [(body, MAIN), (cylinder(1.08 * size, 0.14, segments=32).stretch(y=0.82, x=1.2).move(z=0.03), DARK)]
    parts += [(torus(0.22 - 0.02 * i, 0.06, segments=16).move(z=length + 0.1 * i), DARK) for i in range(3)]
    parts.append((cylinder(0.16, 0.44).move(z=length + 0.1), DARK))
    blade = prop.random.choice((box(0.1, 0.22, reach, bevel=0.02), cylinder(0.09, reach, segments=16)))
    parts += [(blade.move(x, 0, -reach / 2), "steel") for x in (-0.24, 0.24)]
    if pins == 3:
        parts.append((cylinder(0.08, reach, segments=16).move(0, -0.18, -reach / 2), "steel"))
    cable = [(0, 0, length), (0, 0, length + 0.7), (0, 0.1, length + 1.1), (0.1, 0.6, length + 1.1)]
    cable += [(0.2, 0.7, length + 0.6), (0.3, 0.6, length + 0.2)]
    parts.append((tube(cable, 0.09), "charcoal"))
    for part, colour in parts:
        prop.add(part.turn(y=90), colour)


def pipe_valve(prop: ToyShape) -> None:
    radius, length, stem, wheel = prop.vary(0.27, 0.1), prop.vary(1.9, 0.08), prop.vary(0.8, 0.1), prop.vary(0.5, 0.1)
    for part in (cylinder(radius, length), sphere(1.55 * radius)):
        prop.add(part.turn(y=90))
    for x in (-0.5, -0.42, 0.42, 0.5):
        prop.add(cylinder(1.6 * radius, 0.13, bevel=0.03).turn(y=90).move(x=x * length), DARK if abs(x) < 0.5 else MAIN)
        for _, y, angle in circle(6, 1.33 * radius):
            nut = cylinder(0.06, 0.24, bevel=0.02, segments=6).turn(y=90)
            prop.add(nut.move(x * length, y, 1.33 * radius * math.cos(math.radians(angle))), "steel")
    prop.add(cylinder(0.9 * radius, 0.2).move(z=1.5 * radius), DARK)
    prop.add(cylinder(0.08, stem).move(z=1.3 * radius + stem / 2), "steel")
    top = 1.3 * radius + stem - 0.06
    prop.add(torus(wheel, 0.09).move(z=top), "cherry")
    prop.add(cylinder(0.14, 0.18).move(z=top), "cherry")
    for _, _, angle in circle(3, 1, 15):
        prop.add(box(2 * wheel, 0.11, 0.08, bevel=0.02).turn(z=angle / 2).move(z=top), "cherry")


def hook(prop: ToyShape) -> None:
    size, thick, tall, point = prop.vary(0.5, 0.08), prop.vary(0.15, 0.12), prop.vary(0.55, 0.12), prop.vary(40, 0.4)
    angles = np.radians(np.linspace(90, -180 - point, 22))
    bend = [(size * math.cos(a), 0.0, size * math.sin(a)) for a in angles[5:]]
    girth = np.interp(np.linspace(0, 1, 17), (0, 0.45, 0.85, 1), (thick, 1.35 * thick, 0.9 * thick, 0.03))
    shank = [(0.0, 0.0, size + tall), (0.0, 0.0, size + 0.2), (0.32 * size, 0.0, size)]
    prop.add(tube([*shank, *bend], [thick, thick, thick, *girth.tolist()], segments=16))
    eye = size + tall + 0.24
    prop.add(torus(0.28, 0.13, segments=28).turn(x=90).move(z=eye))
    prop.add(cylinder(1.5 * thick, 0.2).move(z=size + tall - 0.05), DARK)
    latch = [(0.24 * size, -0.0, 0.86 * size), (-0.3 * size, 0, 0.55 * size), (-0.86 * size, 0, 0.42 * size)]
    prop.add(tube(latch, 0.055, segments=8), "steel")
    ring = torus(0.3, 0.08, segments=24).turn(y=90).move(z=eye + 0.34)
    prop.add(ring, "steel")


def pulley(prop: ToyShape) -> None:
    radius, wide, left, right = prop.vary(0.6, 0.08), prop.vary(0.34, 0.1), prop.vary(0.95), prop.vary(0.7, 0.2)
    groove = [(0, -0.5), (1, -0.5), (1, -0.3), (0.78, -0.1), (0.78, 0.1), (1, 0.3), (1, 0.5), (0, 0.5)]
    prop.add(lathe([(r * radius, z * wide) for r, z in groove], 40).turn(x=90))
    prop.add(cylinder(0.16, wide + 0.36).turn(x=90), "steel")
    for x, z, _ in circle(5, 0.52 * radius, 90):
        prop.add(cylinder(0.12, wide + 0.04, bevel=0.02, segments=14).turn(x=90).move(x, 0, z), DARK)
    strap = [(-0.16, -0.24), (0.16, -0.24), (0.16, radius + 0.22), (-0.16, radius + 0.22)]
    for y in (-wide / 2 - 0.09, wide / 2 + 0.09):
        prop.add(extrude(strap, 0.1, bevel=0.03).move(y=y), DARK)
    prop.add(box(0.4, wide + 0.3, 0.18, bevel=0.04).move(z=radius + 0.22), DARK)
    eye = [(0, radius + 0.28), (0, radius + 0.48), (0.2, radius + 0.64), (0.02, radius + 0.88), (-0.22, radius + 0.66)]
    prop.add(tube([(x, 0, z) for x, z in eye], 0.08), "steel")
    arc = np.radians(np.linspace(0, 180, 17))
    rope = [(0.86 * radius * math.cos(a), 0.0, 0.86 * radius * math.sin(a)) for a in arc]
    ends = ((0.86 * radius, 0.0, -right), (-0.86 * radius, 0.0, -left))
    prop.add(tube([ends[0], *rope, ends[1]], 0.085, soft=False), "cream")
    for x, _, z in ends:
        prop.add(sphere(0.15, segments=14).move(x, 0, z), "dough")


def propeller(prop: ToyShape) -> None:
    blades, reach, wide, pitch = prop.random.choice((3, 4)), prop.vary(0.62, 0.06), prop.vary(0.38, 0.08), prop.vary(28)
    blade = sphere(1, segments=28).stretch(wide, 0.06, reach)
    blade.vertices[:, 0] += 0.3 * wide * (blade.vertices[:, 2] / reach) ** 2
    for _, _, angle in circle(blades, 1, prop.random.uniform(0, 60)):
        prop.add(blade.turn(z=pitch).move(z=0.92 * reach).turn(y=angle))
    hub = [(0, -0.36), (0.26, -0.36), (0.28, 0.1), (0.18, 0.36), (0, 0.46)]
    prop.add(lathe(hub, 28, soft=True).turn(x=90), DARK)
    prop.add(torus(0.27, 0.06).turn(x=90).move(y=0.22), LIGHT)
    prop.add(cylinder(0.12, 0.9).turn(x=90).move(y=0.6), "steel")


def piston(prop: ToyShape) -> None:
    radius, crown, rod, big = prop.vary(0.55, 0.08), prop.vary(0.62, 0.1), prop.vary(1.0, 0.1), prop.vary(0.3, 0.1)
    prop.add(cylinder(radius, crown, segments=32).move(z=crown / 2))
    prop.add(cylinder(0.6 * radius, 0.06, bevel=0.02).move(z=crown), DARK)
    for share in (0.9, 0.74, 0.58):
        prop.add(torus(radius - 0.03, 0.06).stretch(z=0.7).move(z=share * crown), "charcoal")
    prop.add(cylinder(0.16, 2 * radius + 0.06, bevel=0.03).turn(x=90).move(z=0.24 * crown), "steel")
    bar = [(-0.13, 0.3), (-0.19, big - rod), (0.19, big - rod), (0.13, 0.3)]
    prop.add(extrude(bar, 0.2).move(z=0.05), LIGHT)
    prop.add(extrude(0.6 * np.array(bar) * (0.8, 1.4), 0.26, bevel=0.02).move(z=0.02), DARK)
    prop.add(_eyelet(big, 0.17, 0.34).move(z=-rod), LIGHT)
    for x in (-1, 1):
        prop.add(box(0.2, 0.3, 0.4).move(x * (big + 0.12), 0, -rod), LIGHT)
        prop.add(cylinder(0.08, 0.56, bevel=0.02, segments=6).move(x * (big + 0.14), 0, -rod), "steel")


def robot_arm(prop: ToyShape) -> None:
    lower, upper, thick, grip = prop.vary(0.95, 0.08), prop.vary(0.9, 0.08), prop.vary(0.17, 0.1), prop.vary(0.3, 0.1)
    prop.add(cylinder(0.62, 0.16, bevel=0.03, segments=32).move(z=0.08), "charcoal")
    prop.add(cylinder(0.46, 0.3, top=0.38).move(z=0.28))
    shoulder, elbow = np.array((0.1, 0, 0.52)), np.array((0.1 + 0.32 * lower, 0, 0.52 + 0.95 * lower))
    wrist = elbow + upper * np.array((-0.93, 0, 0.3 - 0.4 * prop.random.random()))
    for start, end, wide in ((shoulder, elbow, 1.2), (elbow, wrist, 1)):
        prop.add(tube([tuple(start), tuple(end)], wide * thick, soft=False).stretch(y=1.2))
    for joint, size in ((shoulder, 0.3), (elbow, 0.26), (wrist, 0.2)):
        prop.add(cylinder(size, 0.56, segments=28).turn(x=90).move(*joint), "charcoal")
        prop.add(cylinder(0.55 * size, 0.64, bevel=0.03).turn(x=90).move(*joint), LIGHT)
    hand = [(cylinder(0.16, 0.36).move(z=-0.2), DARK), (box(0.6, 0.26, 0.14).move(z=-0.4), "steel")]
    claw = [(0.22, 0, -0.42), (0.42, 0, -0.56), (0.36, 0, -0.68), (0.12, 0, -0.56 - grip)]
    finger = tube(claw, [0.08, 0.09, 0.09, 0.06]).stretch(y=1.3)
    for part, colour in (*hand, (finger, "steel"), (finger.turn(z=180), "steel")):
        prop.add(part.move(*wrist), colour)


def _eyelet(radius: float, wall: float, depth: float) -> Part:
    """Returns an upright ring with a square section; `radius` is the middle of its wall."""
    low, high, half = radius - wall / 2, radius + wall / 2, depth / 2
    return lathe([(low, -half), (high, -half), (high, half), (low, half)], 32, closed=True).turn(x=90)
