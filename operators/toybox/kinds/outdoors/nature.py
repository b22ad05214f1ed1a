"""Plants, buildings and street objects of the toybox. Each function adds the parts of one kind to `prop`."""

from __future__ import annotations

import numpy as np

from ..shapes import (
    DARK,
    LIGHT,
    MAIN,
    ToyShape,
    arch,
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


def mushroom(prop: ToyShape) -> None:
    radius, rise, stem = prop.vary(0.95, 0.1), prop.vary(0.75), prop.vary(0.85)
    foot = prop.vary(0.4)
    stalk = [(0, 0), (foot, 0), (foot + 0.06, 0.15), (0.28, 0.6 * stem), (0.32, stem + 0.15), (0, stem + 0.15)]
    prop.add(lathe(stalk, soft=True), "cream")
    prop.add(lathe([(0, 0.1), (0.5 * radius, 0.06), (0.9 * radius, 0.0), (0, 0.2)]).move(z=stem), "cream")
    below, above = [(0, 0.16), (0.88 * radius, 0)], [(1.02 * radius, 0.55 * rise), (0.62 * radius, rise), (0, rise)]
    cap = [*below, (1.06 * radius, 0), *above]
    prop.add(lathe(cap, soft=True).move(z=stem))
    prop.add(sphere(1).stretch(0.24, 0.24, 0.07).move(z=stem + rise), "snow")
    crest = rounded(cap)[::-1]
    for count, height, size in ((5, 0.86, 0.19), (7, 0.42, 0.15)):
        out = np.interp(-height * rise, -crest[:10, 1], crest[:10, 0])
        dot = sphere(1).stretch(size, size, 0.07).turn(y=84 if height < 0.5 else 52)
        for x, y, around in circle(count, out, prop.random.uniform(0, 360)):
            prop.add(dot.turn(z=around).move(x, y, stem + height * rise), "snow")


def pine_tree(prop: ToyShape) -> None:
    radius, tier, trunk = prop.vary(0.8, 0.1), prop.vary(0.8), prop.vary(0.4)
    prop.add(cylinder(0.24, trunk + 0.3, top=0.2).move(z=trunk / 2), "bark")
    z = trunk
    for i, share in enumerate((1.0, 0.78, 0.54)):
        wide = radius * share
        below = [(0, 0.12), (0.6 * wide, 0.05), (0.94 * wide, -0.06)]
        above = [(wide, 0.03), (0.5 * wide, 0.5 * tier), (0.04, tier), (0, tier)]
        branches = lathe(below + above, segments=36, ribs=9, depth=0.08).turn(z=20 * i)
        prop.add(branches.move(z=z), MAIN if i else DARK)
        z += 0.56 * tier


def cactus(prop: ToyShape) -> None:
    radius, height = prop.vary(0.36, 0.1), prop.vary(1.6)
    pot = [(0, 0), (0.4, 0), (0.52, 0.45), (0.6, 0.45), (0.6, 0.62), (0.48, 0.62), (0.46, 0.54), (0, 0.54)]
    prop.add(lathe(pot), "terracotta")
    stem = [(0, 0.4), (radius, 0.4), (radius, 0.4 + height - radius), (0.9 * radius, 0.4 + height), (0, 0.4 + height)]
    prop.add(lathe(stem, segments=40, soft=True, ribs=8, depth=0.09))
    for side in (-1, 1):
        low, reach, tip = prop.vary(0.95 + 0.12 * side, 0.08), radius + prop.vary(0.36), prop.vary(0.62)
        arm = [(0, 0, low), (side * reach, 0, low), (side * reach, 0, low + 0.2), (side * reach, 0, low + tip)]
        prop.add(tube(arm, 0.19, segments=16))
        prop.add(sphere(0.19).move(side * reach, 0, low + tip))
    for x, y, _ in circle(5, 0.13):
        prop.add(sphere(0.12, segments=12).move(x, y, 0.44 + height), "blossom")
    prop.add(sphere(0.1, segments=12).move(z=0.52 + height), "lemon")


def traffic_cone(prop: ToyShape) -> None:
    radius, height, tip = prop.vary(0.62, 0.1), prop.vary(1.7, 0.1), prop.vary(0.13, 0.1)
    prop.add(box(2.35 * radius, 2.35 * radius, 0.2).move(z=0.1), DARK)
    cone = [(0, 0.15), (radius, 0.15), (tip + 0.02, height), (tip - 0.05, height + 0.04), (0, height + 0.04)]
    prop.add(lathe(cone, segments=28))
    for low, high in ((0.34, 0.5), (0.66, 0.8)):
        wide, narrow = (radius + (tip - radius) * share + 0.05 for share in (low, high))
        band = [(0, low * height), (wide, low * height), (narrow, high * height), (0, high * height)]
        prop.add(lathe(band, segments=28), "snow")


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
