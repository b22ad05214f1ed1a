"""Parts of machines. Each public function adds the parts of one kind to `prop`."""

from __future__ import annotations

import numpy as np

from ..shapes import DARK, LIGHT, MAIN, Part, ToyShape, box, circle, cylinder, extrude, lathe, sphere, torus, tube


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
