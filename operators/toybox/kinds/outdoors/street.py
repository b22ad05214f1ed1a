"""Signs and furniture of streets. Each public function adds the parts of one kind to `prop`."""

from __future__ import annotations

import numpy as np

from ..shapes import (
    DARK,
    LIGHT,
    MAIN,
    ToyShape,
    arch,
    box,
    cylinder,
    extrude,
    lathe,
    mirrored,
    slab,
    sphere,
    torus,
    tube,
)

_STOP_LETTERS = (  # the strokes (x, z) of the letters
    ((0.9, 1.7), (0.7, 2), (0.2, 2), (0, 1.7), (0, 1.3), (0.9, 0.7), (0.9, 0.3), (0.7, 0), (0.2, 0), (0, 0.3)),
    ((1.4, 2), (2.6, 2)),
    ((2, 2), (2, 0)),
    ((3.1, 1), (3.2, 0.3), (3.55, 0), (3.9, 0.3), (4, 1), (3.9, 1.7), (3.55, 2), (3.2, 1.7), (3.1, 0.9)),
    ((4.7, 0), (4.7, 2), (5.3, 2), (5.6, 1.75), (5.6, 1.2), (5.3, 0.95), (4.7, 0.95)),
)


def street_lamp(prop: ToyShape) -> None:
    height, size, reach = prop.vary(1.6, 0.08), prop.vary(0.3, 0.1), prop.vary(0.5, 0.1)
    foot = [(0, 0), (0.36, 0), (0.36, 0.1), (0.26, 0.16), (0.23, 0.36), (0.14, 0.46), (0.1, height), (0, height)]
    prop.add(lathe(foot))
    prop.add(torus(0.12, 0.06, segments=20).move(z=0.5), DARK)
    prop.add(sphere(0.13).move(z=height + 0.06), "gold")
    light = lathe([(0, 0), (0.65, 0), (1, 1.5), (0, 1.5)], segments=6).stretch(size, size, size).move(z=height)
    roof = lathe([(0, 1.4), (1.25, 1.4), (1.2, 1.6), (0.25, 2.2), (0, 2.3)], segments=6).stretch(size, size, size)
    for x in prop.random.choice(((0.0,), (-reach, reach))):  # one lantern on the post, or two on arms
        prop.add(tube([(0, 0, height - 0.6), (x, 0, height - 0.55), (x, 0, height)], 0.065))
        prop.add(cylinder(0.8 * size, 0.1, bevel=0.02, segments=6).move(x, 0, height), DARK)
        prop.add(light.move(x), "lemon")
        prop.add_around(tube([(0.65 * size, 0, height), (size, 0, height + 1.5 * size)], 0.045), 6, DARK, x=x)
        prop.add(roof.move(x, 0, height))


def traffic_light(prop: ToyShape) -> None:
    wide, lamp, pole = prop.vary(0.5, 0.08), prop.vary(0.17, 0.08), prop.vary(0.75)
    step, rim = 2.5 * lamp, 1.25 * lamp
    top = pole + 3 * step + 0.1
    prop.add(lathe([(0, 0), (0.34, 0), (0.3, 0.1), (0.12, 0.2), (0.1, pole), (0, pole)]), "charcoal")
    prop.add(box(wide, wide, 3 * step + 0.16, bevel=0.06).move(z=pole + 1.5 * step))
    prop.add(box(wide + 0.12, wide + 0.12, 0.12, bevel=0.04).move(z=top), DARK)
    prop.add(lathe([(0, 0), (0.2, 0), (0.12, 0.12), (0, 0.16)]).move(z=top + 0.05), DARK)
    across = np.radians(np.linspace(180, 0, 13))
    hood = slab(rim * np.column_stack([np.cos(across), np.sin(across)]), 0.26, 0.05).move(y=-0.1)
    plate = cylinder(rim, 0.06, bevel=0.02, segments=16).turn(x=90)
    light = sphere(lamp, segments=14).stretch(y=0.5).move(y=-0.03)
    for row, colour in enumerate(("leaf", "lemon", "cherry")):
        for part, each in ((plate, "charcoal"), (light, colour), (hood, MAIN)):
            prop.add_around(part.move(y=-wide / 2, z=pole + (row + 0.5) * step), 4, each)


def stop_sign(prop: ToyShape) -> None:
    radius, height, foot = prop.vary(0.62, 0.06), prop.vary(1.6, 0.08), prop.vary(0.3)
    prop.add(lathe([(0, 0), (foot, 0), (foot - 0.04, 0.08), (0.08, 0.14), (0.07, height), (0, height)]), "steel")
    plate = lathe([(0, -0.08), (0.95, -0.08), (1, -0.04), (1, 0.04), (0.95, 0.08), (0, 0.08)], 8)
    rim = lathe([(0.86, -0.1), (0.95, -0.1), (0.95, 0.1), (0.86, 0.1)], 8, closed=True)
    for part, colour in ((plate, MAIN), (rim, "snow")):
        prop.add(part.stretch(radius, radius).turn(x=90, y=22.5).move(z=height), colour)
    for stroke in _STOP_LETTERS:
        path = [(0.24 * radius * (x - 2.8), -0.08, 0.31 * radius * (z - 1)) for x, z in stroke]
        prop.add_around(tube(path, 0.07 * radius, 6, soft=False).move(z=height), 2, "snow")


def signpost(prop: ToyShape) -> None:
    height, length, half = prop.vary(1.9, 0.06), prop.vary(0.95, 0.1), prop.vary(0.18, 0.1)
    prop.add(cylinder(0.11, height, bevel=0.03).move(z=height / 2), "wood")
    prop.add(sphere(1).stretch(0.42, 0.42, 0.2).move(z=0.04), "stone")
    prop.add(lathe([(0, 0), (0.2, 0), (0.2, 0.06), (0, 0.24)]).move(z=height - 0.02), DARK)
    arrow = [(-0.35, -half), (length - half, -half), (length, 0), (length - half, half), (-0.35, half)]
    text = box(0.62 * length, 0.32, 0.1, bevel=0.02).move(x=0.33 * length)
    turns = [prop.random.uniform(-25, 25), prop.random.uniform(150, 210), prop.random.uniform(-50, 50)]
    for row, turn in enumerate(turns[: prop.random.choice((2, 3, 3))]):
        for part, colour in ((extrude(arrow, 0.27, bevel=0.03), MAIN), (text, "cream")):
            prop.add(part.turn(z=turn).move(z=height - 0.3 - row * (2 * half + 0.06)), colour)


def traffic_cone(prop: ToyShape) -> None:
    radius, height, tip = prop.vary(0.62, 0.1), prop.vary(1.7, 0.1), prop.vary(0.13, 0.1)
    prop.add(box(2.35 * radius, 2.35 * radius, 0.2).move(z=0.1), DARK)
    cone = [(0, 0.15), (radius, 0.15), (tip + 0.02, height), (tip - 0.05, height + 0.04), (0, height + 0.04)]
    prop.add(lathe(cone, segments=28))
    for low, high in ((0.34, 0.5), (0.66, 0.8)):
        wide, narrow = (radius + (tip - radius) * share + 0.05 for share in (low, high))
        band = [(0, low * height), (wide, low * height), (narrow, high * height), (0, high * height)]
        prop.add(lathe(band, segments=28), "snow")


def road_barrier(prop: ToyShape) -> None:
    width, tall, boards = prop.vary(1.9, 0.08), prop.vary(1.15, 0.08), prop.random.choice((1, 2))
    for x in (-0.4 * width, 0.4 * width):
        for y in (-0.4, 0.4):
            prop.add(tube([(x, y, 0), (x, 0, tall)], 0.07, soft=False), "steel")
        prop.add(tube([(x, -0.22, 0.42 * tall), (x, 0.22, 0.42 * tall)], 0.05), "steel")
        prop.add(cylinder(0.17, 0.16, top=0.14).move(x, 0, tall + 0.04), "charcoal")
        prop.add(sphere(0.17, segments=18).stretch(y=0.75).move(x, 0, tall + 0.24), "carrot")
    high, count = 0.36, 7
    for row in range(boards):
        z, step = tall - 0.16 - 0.48 * row, width / count
        prop.add(box(width, 0.2, high, bevel=0.02).move(y=-0.05 - 0.1 * row, z=z))
        for i in range(0, count - 1, 2):
            left = (i + 0.7) * step - width / 2
            stripe = [(left, -0.17), (left + step, -0.17), (left + 1.45 * step, 0.17), (left + 0.45 * step, 0.17)]
            prop.add(extrude(stripe, 0.26, bevel=0.02).move(y=-0.05 - 0.1 * row, z=z), "snow")


def mailbox(prop: ToyShape) -> None:
    width, length, height, post = prop.vary(0.75, 0.1), prop.vary(1.3, 0.1), prop.vary(0.8, 0.1), prop.vary(0.85)
    prop.add(box(0.24, 0.24, post, bevel=0.03).move(z=post / 2), "wood")
    prop.add(box(0.5, 0.5, 0.14, bevel=0.04).move(z=0.05), "wood")
    body = arch(width, height)
    prop.add(extrude(body, length).move(z=post))
    prop.add(extrude(arch(width + 0.12, height + 0.06), 0.14).move(y=-length / 2 + 0.1, z=post - 0.03), DARK)
    door = extrude(arch(width - 0.16, height - 0.14), 0.1, bevel=0.03)
    prop.add(door.move(y=-length / 2 - 0.02, z=post + 0.06), LIGHT)
    prop.add(sphere(0.1).move(y=-length / 2 - 0.1, z=post + 0.72 * height), "gold")
    prop.add(box(0.4, 0.06, 0.1, bevel=0.02).move(y=-length / 2 - 0.06, z=post + 0.36 * height), "charcoal")
    side = width / 2 + 0.06
    prop.add(box(0.1, 0.13, 0.75, bevel=0.02).move(side, 0.1, post + 0.75 * height), "cherry")
    prop.add(box(0.1, 0.4, 0.26, bevel=0.02).move(side, 0.22, post + 0.75 * height + 0.28), "cherry")
    prop.add(torus(0.1, 0.04, segments=16).turn(y=90).move(side, 0.1, post + 0.4 * height), "steel")


def fire_hydrant(prop: ToyShape) -> None:
    radius, height, arm = prop.vary(0.36, 0.1), prop.vary(1.1, 0.1), prop.vary(0.56, 0.08)
    prop.add(cylinder(radius + 0.2, 0.16, bevel=0.03).move(z=0.08), DARK)
    prop.add_around(cylinder(0.06, 0.1, bevel=0.02, segments=6).move(x=radius + 0.12, z=0.18), 8, "steel")
    prop.add(cylinder(radius, height, bevel=0.02).move(z=height / 2))
    for z, rim in ((0.36 * height, 0.05), (height, 0.12)):
        prop.add(cylinder(radius + rim, 0.13, bevel=0.04).move(z=z), DARK)
    prop.add(sphere(radius + 0.04).move(z=height + 0.03))
    prop.add(cylinder(0.13, 0.24, bevel=0.03, segments=6).move(z=height + radius + 0.1), "steel")
    for turn, size, reach in ((0, 0.17, arm), (180, 0.17, arm), (-90, 0.24, 0.9 * arm)):
        pipe, cap = cylinder(size, reach, bevel=0.03).move(z=reach / 2), cylinder(size + 0.06, 0.14).move(z=reach)
        nut = cylinder(0.08, 0.14, bevel=0.02, segments=6).move(z=reach + 0.1)
        for part, colour in ((pipe, MAIN), (cap, "steel"), (nut, DARK)):
            prop.add(part.turn(y=90, z=turn).move(z=0.68 * height), colour)


def bus_stop(prop: ToyShape) -> None:
    width, depth, tall, sign = prop.vary(1.7, 0.08), prop.vary(0.8, 0.08), prop.vary(1.45, 0.06), prop.vary(0.34, 0.1)
    prop.add(box(width + 0.9, depth + 0.3, 0.1, bevel=0.03).move(x=0.25, z=0.05), "stone")
    prop.add(box(width + 0.16, depth + 0.3, 0.14).turn(x=-4).move(y=-0.06, z=tall), MAIN)
    for x in (-width / 2, 0, width / 2):
        prop.add(box(0.12, 0.12, tall, bevel=0.02).move(x, 0.45 * depth, tall / 2), DARK)
    prop.add(box(width, 0.06, 0.72 * tall, bevel=0.02).move(y=0.45 * depth, z=0.55 * tall), "glass")
    for x in (-width / 2, width / 2):
        prop.add(box(0.06, 0.85 * depth, 0.72 * tall, bevel=0.02).move(x, 0.02, 0.55 * tall), "glass")
        prop.add(box(0.1, 0.1, tall, bevel=0.02).move(x, -0.42 * depth, tall / 2), DARK)
    prop.add(box(0.8 * width, 0.36, 0.1).move(y=0.14, z=0.46))
    mirrored(prop, box(0.1, 0.28, 0.4, bevel=0.02).move(0.3 * width, 0.14, 0.25), "charcoal")
    _bus_sign(prop, width / 2 + 0.4, -0.3 * depth, tall + 0.5, sign)


def _bus_sign(prop: ToyShape, x: float, y: float, z: float, radius: float) -> None:
    """Adds a pole and its round sign, at the height `z`, with the picture of a bus."""
    prop.add(cylinder(0.06, z, bevel=0.02).move(x, y, z / 2), "steel")
    prop.add(cylinder(radius, 0.12, bevel=0.03).turn(x=90).move(x, y, z))
    parts = [(cylinder(0.82, 0.16, bevel=0.02).turn(x=90), "snow"), (box(0.95, 0.2, 0.62).move(z=0.04), "charcoal")]
    parts.append((box(0.75, 0.24, 0.22, bevel=0.02).move(z=0.14), "glass"))
    parts += [(cylinder(0.14, 0.2, bevel=0.02).turn(x=90).move(u, 0, -0.28), "charcoal") for u in (-0.28, 0.28)]
    for part, colour in parts:
        prop.add(part.stretch(radius, 1, radius).move(x, y, z), colour)
