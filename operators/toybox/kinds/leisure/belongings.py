"""Clothes, jewellery and instruments of the toybox. Each function adds the parts of one kind to `prop`."""

from __future__ import annotations

import math
from collections.abc import Sequence

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


def sneaker(prop: ToyShape) -> None:
    half, long, shaft = prop.vary(0.36, 0.08), prop.vary(0.9, 0.06), prop.random.choice((0.84, 0.84, 1.2))
    foot = [(half, long, 0, 0.1), (half, long, 0, 0.1), (half, 0.96 * long, 0.03, 0.42)]
    ankle = [(0.9 * half, 0.68 * long, 0.3 * long, 0.62), (0.8 * half, 0.46 * long, 0.5 * long, 0.82)]
    opening = [(wide * half, deep * long, 0.5 * long, shaft) for wide, deep in ((0.82, 0.46), (0.56, 0.36))]
    inside = [(0.56 * half, 0.36 * long, 0.5 * long, 0.5), (0, 0, 0.5 * long, 0.5)]
    prop.add(shell([*foot, *ankle, *opening, *inside], 0.15))
    for grow, low, high, colour in ((0.06, -0.08, 0.16, "snow"), (0.08, -0.14, -0.04, DARK), (0.08, 0.03, 0.09, DARK)):
        prop.add(shell([(half + grow, long + grow, 0, z) for z in (low, low, high, high)], 0.15), colour)
    prop.add(sphere(1).stretch(0.98 * half, 0.5 * long, 0.33).move(y=-0.56 * long, z=0.12), "snow")
    tongue = [(0, -0.5 * long, 0.5), (0, -0.12 * long, 0.72), (0, 0.02, shaft + 0.16)]
    prop.add(tube(tongue, [0.12, 0.1, 0.08]).stretch(x=1.9), LIGHT)
    for i in range(4):
        y, z = (-0.5 + 0.14 * i) * long, 0.53 + 0.1 * i
        prop.add(tube([(-0.21, y, z - 0.04), (0, y - 0.04, z + 0.08), (0.21, y, z - 0.04)], 0.045, segments=8), "snow")
    for side in (-1, 1):
        for y in (-0.05, 0.13, 0.31):
            bar = box(0.08, 0.1, 0.42, bevel=0.03).turn(x=30, y=side * -6)
            prop.add(bar.move(side * 0.97 * half, y * long, 0.38), DARK)


def sock(prop: ToyShape) -> None:
    thick, toe, height = prop.vary(0.29, 0.08), prop.vary(1.05, 0.08), prop.vary(1.5, 0.12)
    foot = [(0, 0, -toe, 0.25, -90), (0.7, 0.65, -toe, 0.25, -90), (0.95, 0.9, -0.8 * toe, 0.25, -90)]
    heel = [(0.9, 0.85, -0.3, 0.3, -80), (0.95, 1.2, -0.02, 0.36, -45), (0.85, 0.95, 0.04, 0.62, -8)]
    leg = [(0.9, 0.95, 0.02, 0.9, 0), (1.05, 1.05, 0, height, 0), (0.75, 0.75, 0, height, 0)]
    rows = [*foot, *heel, *leg, (0.7, 0.7, 0, 0.9, 0), (0, 0, 0, 0.9, 0)]
    prop.add(shell([(thick * wide, thick * deep, *place) for wide, deep, *place in rows]))
    cuff = [(0.75 * thick, 0), (1.08 * thick, 0), (1.14 * thick, 0.38), (0.8 * thick, 0.38)]
    prop.add(lathe(cuff, 80, ribs=20, depth=0.025, closed=True).move(z=height - 0.34), LIGHT)
    prop.add(sphere(1).stretch(0.98 * thick, 0.36, 0.28).turn(x=-45).move(y=0.06, z=0.3), LIGHT)
    toes = [(0, -1.03), (0.75, -1.03), (1.02, -0.88), (1.02, -0.68), (0, -0.68)]
    prop.add(shell([(thick * wide, 0.95 * thick * wide, toe * y, 0.25, -90) for wide, y in toes]), LIGHT)
    for i in range(prop.random.choice((2, 3))):
        prop.add(cylinder(1.05 * thick, 0.12, bevel=0.03, segments=32).move(y=0.01, z=height - 0.5 - 0.21 * i), "cream")


def glove(prop: ToyShape) -> None:
    wide, palm, finger, thick = (
        prop.vary(0.46, 0.06),
        prop.vary(0.5, 0.06),
        prop.vary(0.62, 0.08),
        prop.vary(0.15, 0.06),
    )
    prop.add(sphere(1, squareness=0.4).stretch(wide, 0.22, palm).move(z=0.42 + palm))
    thumb = (-0.8, -48, 0.32 + 0.6 * palm, 0.75)
    for x, fan, z, share in ((-0.72, -12, 0, 0.82), (-0.25, -4, 0, 1), (0.25, 4, 0, 1.06), (0.72, 12, 0, 0.92), thumb):
        length = 0.3 + finger * share
        capsule = lathe(
            [(0, 0), (thick, 0), (thick, length), (0.7 * thick, length + 0.1), (0, length + 0.1)], 16, soft=True
        )
        prop.add(capsule.turn(y=fan).move(x * wide, 0, z or 0.1 + 2 * palm))
    inside, outside = [(0, 0.3), (0.3, 0.3), (0.34, 0)], [(0.48, 0), (0.5, 0.1), (0.4, 0.38), (0.4, 0.56), (0, 0.56)]
    prop.add(lathe([*inside, *outside], 48, ribs=12, depth=0.03).stretch(y=0.66), LIGHT)
    prop.add(torus(0.39, 0.07).stretch(y=0.68).move(z=0.5), DARK)
    for x in (-0.5, 0, 0.5):
        prop.add(tube([(0.8 * x * wide, -0.2, 0.3 + palm), (x * wide, -0.2, 2 * palm + 0.15)], 0.05, segments=8), DARK)


def t_shirt(prop: ToyShape) -> None:
    half, deep, height, reach = prop.vary(0.55, 0.08), prop.vary(0.26, 0.1), prop.vary(1.3, 0.08), prop.vary(0.5)
    hem = [(0, 0, 0, 0.2), (0.85, 0.7, 0, 0.2), (0.9, 0.8, 0, 0), (1.05, 1, 0, 0), (1.05, 1, 0, 0)]
    chest = [(1, 1, 0, 0.5 * height), (1, 1, 0, 0.85 * height), (0.8, 0.9, 0, 0.97 * height), (0.46, 0.75, 0, height)]
    neck = [(0.36, 0.6, 0, height), (0.34, 0.5, 0, height - 0.2), (0, 0, 0, height - 0.2)]
    prop.add(shell([(half * wide, deep * far, y, z) for wide, far, y, z in (*hem, *chest, *neck)], 0.3))
    prop.add(torus(0.42 * half, 0.065).stretch(y=1.55 * deep / half).turn(x=6).move(z=height), DARK)
    sleeve = [(0, 0), (0.24, 0), (0.27, reach), (0.2, reach), (0.19, reach - 0.2), (0, reach - 0.2)]
    cuff = [(0.2, reach - 0.1), (0.285, reach - 0.1), (0.29, reach + 0.02), (0.2, reach + 0.02)]
    for side in (-1, 1):
        for part, colour in ((lathe(sleeve), MAIN), (lathe(cuff, closed=True), DARK)):
            arm = part.stretch(y=3 * deep).turn(y=side * 122)
            prop.add(arm.move(side * 0.62 * half, 0, 0.8 * height), colour)
    prop.add(cylinder(0.27, 0.1, bevel=0.02).turn(x=90).move(y=-deep, z=0.55 * height), "cream")
    bolt = [(0.02, -0.22), (0.16, 0.05), (0.05, 0.05), (0.1, 0.22), (-0.06, 0.22), (-0.14, -0.04), (-0.02, -0.04)]
    prop.add(extrude(bolt, 0.1, bevel=0.02).move(y=-deep - 0.03, z=0.55 * height), DARK)


def glasses(prop: ToyShape) -> None:
    wide, squareness, reach = prop.vary(0.42, 0.08), prop.random.choice((0, 0, 0.45)), prop.vary(1.25, 0.08)
    high, gap = wide * prop.vary(0.88, 0.1), prop.vary(0.14, 0.2)
    x, z = oval_ring(41, squareness)
    rim = tube([(wide * u, 0, high * v) for u, v in zip(x, z, strict=True)], 0.08, soft=False)
    lens = extrude(np.stack([wide * x, high * z], axis=1)[:-1], 0.06, bevel=0.01)
    for side in (-1, 1):
        middle, edge = side * (wide + gap), side * (2 * wide + gap + 0.05)
        prop.add(rim.move(middle))
        prop.add(lens.move(middle), "glass")
        prop.add(box(0.16, 0.2, 0.17, bevel=0.03).move(edge, 0.02, 0.3 * high), DARK)
        ear = [(0, 0, 0), (0, reach, 0), (0, reach + 0.2, -0.12), (0, reach + 0.3, -0.42)]
        prop.add(tube(ear, [0.06, 0.06, 0.075, 0.085]).move(edge, 0.05, 0.3 * high))
    bridge = [(-gap - 0.1, 0, 0.1 * high), (0, -0.02, 0.5 * high), (gap + 0.1, 0, 0.1 * high)]
    prop.add(tube(bridge, 0.075), DARK)


def ring(prop: ToyShape) -> None:
    radius, thick, gem = prop.vary(0.68, 0.06), prop.vary(0.14, 0.15), prop.vary(0.42, 0.12)
    top, sides, stone = radius + thick - 0.04, prop.random.choice((4, 8, 12)), prop.random.choice(("glass", "cherry"))
    prop.add(torus(radius, thick, segments=48).turn(x=90).stretch(y=prop.vary(1.25, 0.1)))
    prop.add(lathe([(0, 0), (0.2, 0), (0.8 * gem, 0.3), (0.7 * gem, 0.34), (0, 0.2)]).move(z=top - 0.02), DARK)
    cut = [(0, 0), (gem, 0.62 * gem), (gem, 0.7 * gem), (0.6 * gem, gem), (0, gem)]
    prop.add(lathe(cut, sides).turn(z=180 / sides).move(z=top + 0.1), stone)
    for x, y, _ in circle(4, gem, 45):
        claw = [(0.4 * x, 0.4 * y, 0), (x, y, 0.5 * gem), (0.93 * x, 0.93 * y, 0.92 * gem)]
        prop.add(tube(claw, 0.055, segments=8).move(z=top + 0.06), DARK)
    for side in (-26, 26):
        prop.add(sphere(0.11, segments=12).move(z=radius + thick).turn(y=side), "snow")


def wristwatch(prop: ToyShape) -> None:
    radius, wide, face = prop.vary(0.62, 0.06), prop.vary(0.48, 0.1), prop.vary(0.48, 0.06)
    metal, front, back = prop.random.choice(("gold", "steel")), -0.9 * radius - 0.08, 0.9 * radius + 0.08
    strap = [(0, -0.5 * wide), (0.1, 0.03 - 0.5 * wide), (0.1, 0.5 * wide - 0.03), (0, 0.5 * wide)]
    prop.add(lathe([(radius + r, x) for r, x in strap], 48, closed=True).turn(y=90).stretch(y=0.9))
    prop.add(cylinder(face, 0.26, bevel=0.05, segments=40).turn(x=90).move(y=front), metal)
    prop.add(torus(0.9 * face, 0.07).turn(x=90).move(y=front - 0.12), metal)
    prop.add(cylinder(0.86 * face, 0.1, bevel=0.02, segments=32).turn(x=90).move(y=front - 0.11), "snow")
    for x, z, angle in circle(12, 0.66 * face):
        prop.add(box(0.1, 0.06, 0.05, bevel=0.01).turn(y=-angle).move(x, front - 0.15, z), "charcoal")
    for length in (0.4, 0.62):
        hand = box(0.07, 0.06, length * face + 0.06, bevel=0.01).move(z=length * face / 2)
        prop.add(hand.turn(y=prop.random.uniform(0, 360)).move(y=front - 0.15 - 0.05 * length), "charcoal")
    prop.add(cylinder(0.09, 0.18, bevel=0.02, segments=12).turn(y=90).move(x=face + 0.04, y=front), metal)
    for end in (-1, 1):
        prop.add(box(wide + 0.1, 0.2, 0.14, bevel=0.04).move(y=front + 0.08, z=0.98 * end * face), metal)
        prop.add(box(wide + 0.2, 0.08, 0.08, bevel=0.02).move(y=back, z=0.15 * end), metal)
        prop.add(box(0.08, 0.1, 0.38, bevel=0.02).move(end * (wide / 2 + 0.06), back), metal)
    prop.add(box(0.07, 0.1, 0.2, bevel=0.02).move(y=back + 0.01, z=0.08), metal)
    prop.add(box(wide + 0.06, 0.18, 0.14, bevel=0.03).turn(x=-40).move(y=0.64 * radius, z=-0.8 * radius), DARK)


def trumpet(prop: ToyShape) -> None:
    long, tall, bell, pipe = prop.vary(1.15, 0.06), prop.vary(0.27, 0.1), prop.vary(0.52, 0.08), prop.vary(0.075, 0.08)
    lead = [(-long, -0.12, tall), (0.5, -0.12, tall), (0.75, -0.12, tall), (0.75, -0.12, -tall), (0.5, -0.12, -tall)]
    bow = [(-0.5, 0.12, -tall), (-0.8, 0.12, -tall), (-0.8, 0.12, tall), (-0.5, 0.12, tall), (0.5, 0.12, tall)]
    for path in ([*lead, (0, -0.12, -tall)], [(0, 0.12, -tall), *bow]):
        prop.add(tube(path, pipe))
    flare = [(0, 0), (pipe, 0), (1.2 * pipe, 0.3), (0.32 * bell, 0.62), (0.95 * bell, 0.86), (bell, 0.9), (bell, 0.94)]
    horn = lathe([*flare, (0.85 * bell, 0.9), (0.22 * bell, 0.64), (0.05, 0.4), (0, 0.4)], 24, soft=True)
    prop.add(horn.turn(y=90).move(0.4, 0.12, tall))
    prop.add(torus(bell - 0.02, 0.045, segments=24).turn(y=90).move(1.33, 0.12, tall), DARK)
    for x in (-0.26, 0, 0.26):
        push, top = prop.random.choice((0.12, 0.24)), 1.55 * tall
        prop.add(cylinder(0.115, 2 * top, bevel=0.03, segments=16).move(x), LIGHT)
        for z in (-top, top):
            prop.add(cylinder(0.13, 0.1, bevel=0.03, segments=16).move(x, 0, z), DARK)
        prop.add(cylinder(0.05, 0.3, bevel=0.01, segments=10).move(x, 0, top + push - 0.1), "steel")
        prop.add(cylinder(0.1, 0.07, bevel=0.02, segments=16).move(x, 0, top + push + 0.04), "snow")
    mouth = [(0, 0), (0.06, 0), (0.06, 0.12), (0.15, 0.26), (0.15, 0.32), (0.1, 0.32), (0.03, 0.2), (0, 0.2)]
    prop.add(lathe(mouth, 16).turn(y=-90).move(0.02 - long, -0.12, tall), "steel")
    prop.add(torus(0.12, 0.04, segments=16).turn(x=90).move(0.45, -0.12, tall + 0.17), DARK)


def harp(prop: ToyShape) -> None:
    height, span, count = prop.vary(1.9, 0.08), prop.vary(1.15, 0.08), prop.random.choice((7, 8, 9))
    prop.add(tube([(0.1, 0, 0.22), (span, 0, 0.78 * height)], [0.25, 0.13], soft=False).stretch(y=1.2))
    bends = [(0, 1), (0.15, 0.93), (0.4, 0.76), (0.7, 0.92), (1, 0.96), (1.08, 0.76)]
    neck = rounded([(x * span, 0, z * height) for x, z in bends])
    prop.add(tube(neck.tolist(), 0.11, soft=False))
    for x in np.linspace(0.2, 0.86, count) * span:
        foot, top = 0.22 + (0.78 * height - 0.22) * (x - 0.1) / (span - 0.1), np.interp(x, neck[:, 0], neck[:, 2])
        prop.add(tube([(x, 0, foot), (x, 0, top)], 0.03, segments=6, soft=False), "cream")
        prop.add(sphere(0.06, segments=8).move(x, -0.1, top), "gold")
    post = [(0, 0), (0.2, 0), (0.2, 0.15), (0.1, 0.25), (0.13, 0.5 * height), (0.1, 0.9 * height), (0, 0.9 * height)]
    prop.add(lathe(post, soft=True))
    for z, radius in ((0.3, 0.13), (0.86 * height, 0.13), (0.92 * height, 0.17)):
        prop.add(torus(radius - 0.03, 0.06, segments=20).move(z=z), "gold")
    crown = [(0, 0), (0.12, 0), (0.2, 0.12), (0.15, 0.2), (0, 0.3)]
    prop.add(lathe(crown, soft=True).move(z=height - 0.06), "gold")
    prop.add(box(0.75, 0.62, 0.18, bevel=0.05).move(0.1, 0, 0.05), DARK)


def microphone(prop: ToyShape) -> None:
    ball, length, desk = prop.vary(0.4, 0.08), prop.vary(1.25, 0.1), prop.random.random() < 0.5
    grip = [(0, 0), (0.16, 0), (0.18, 0.06), (0.27, length), (0.32, length + 0.08), (0, length + 0.08)]
    centre, hoop = length + 0.75 * ball, [(ball * x, ball * y, 0) for x, y, _ in circle(24, 1.0)]
    wire = tube([*hoop, hoop[0]], 0.025, segments=6, soft=False)
    parts = [(lathe(grip), MAIN), (sphere(ball).move(z=centre), "steel")]
    parts += [(wire.turn(y=90, z=36 * i).move(z=centre), "charcoal") for i in range(5)]
    for z, around in ((-0.3, 0.95), (0.4, 0.92), (0.75, 0.66)):
        parts.append((wire.stretch(around, around).move(z=centre + z * ball), "charcoal"))
    for radius, z, segments, colour in ((ball, centre, 24, MAIN), (0.3, length, 20, DARK), (0.16, 0.04, 16, LIGHT)):
        parts.append((torus(radius, 0.055, segments).move(z=z), colour))
    parts.append((box(0.12, 0.12, 0.24, bevel=0.03).move(y=-0.23, z=0.66 * length), "charcoal"))
    for part, colour in parts:
        prop.add(part.move(z=-0.45 * length).turn(x=40).move(z=1.1) if desk else part, colour)
    if desk:
        prop.add(cylinder(0.55, 0.14, segments=32).move(z=0.07), "charcoal")
        prop.add(cylinder(0.07, 1.0, bevel=0.02).move(z=0.55), "steel")
        prop.add(cylinder(0.3, 0.2, bevel=0.04).move(z=-0.02).turn(x=40).move(z=1.1), "charcoal")
    else:
        cable = [(0, 0, 0.1), (0, 0, -0.25), (0.3, 0, -0.3), (0.6, -0.2, -0.3), (0.3, -0.55, -0.3), (-0.4, -0.4, -0.3)]
        prop.add(tube(cable, 0.05, segments=8), "charcoal")


def oval_ring(count: int, squareness: float) -> tuple[np.ndarray, np.ndarray]:
    """Returns `count` points (x, y) of the unit circle, the last one the first again, inflated towards a square."""
    angle = np.linspace(0, 2 * math.pi, count)
    x, y = (np.sign(wave) * np.abs(wave) ** (1 - squareness) for wave in (np.cos(angle), np.sin(angle)))
    return x, y


def shell(rows: Sequence[tuple[float, ...]], squareness: float = 0.0) -> Part:
    """Lofts ovals from bottom to top along the outside, rounded.

    Each row is (half width, half depth, y, z), and may end with the angle in degrees by which the oval leans forward.
    """
    half, deep, y, z, lean = rounded([(*row, 0.0)[:5] for row in rows]).T[:, :, None]
    u, v = (wave[:-1] for wave in oval_ring(33, squareness))
    lean = np.radians(lean)
    return loft(np.stack([half * u, y + deep * np.cos(lean) * v, z + deep * np.sin(lean) * v], axis=-1))
