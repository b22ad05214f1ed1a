"""Furniture and household objects of the toybox. Each function adds the parts of one kind to `prop`."""

from __future__ import annotations

from ..shapes import DARK, LIGHT, ToyShape, box, cylinder, extrude, lathe, sphere, tube


def chair(prop: ToyShape) -> None:
    width, seat, back, leg = prop.vary(1.1, 0.1), prop.vary(0.9, 0.1), prop.vary(1.15, 0.12), prop.vary(0.2, 0.1)
    edge = (width - leg) / 2
    prop.add(box(width + 0.06, width + 0.06, 0.22).move(z=seat))
    prop.add(box(width - 0.14, width - 0.2, 0.12, bevel=0.05).move(y=-0.06, z=seat + 0.14), LIGHT)
    for x in (-edge, edge):
        for y in (-edge, edge):
            prop.add(box(leg, leg, seat, bevel=0.03).move(x, y, seat / 2), DARK)
        prop.add(box(leg, leg, back, bevel=0.03).move(x, edge, seat + back / 2), DARK)
    if prop.random.random() < 0.5:
        prop.add(box(width + 0.06, 0.16, 0.6 * back, bevel=0.05).move(y=edge, z=seat + 0.72 * back))
    else:
        for share in (0.5, 0.88):
            prop.add(box(width + 0.06, 0.16, 0.27 * back, bevel=0.05).move(y=edge, z=seat + share * back))


def table(prop: ToyShape) -> None:
    width, height, leg = prop.vary(1.7, 0.1), prop.vary(1.05), prop.vary(0.24, 0.1)
    if prop.random.random() < 0.35:
        prop.add(cylinder(0.55 * width, 0.2, segments=32).move(z=height))
        prop.add(
            lathe(
                [(0, 0), (0.5, 0), (0.5, 0.1), (0.17, 0.25), (0.15, 0.7 * height), (0.3, height), (0, height)],
                soft=True,
            ),
            DARK,
        )
        return
    depth = prop.vary(1.15, 0.1)
    prop.add(box(width, depth, 0.18).move(z=height))
    prop.add(box(width - 0.2, depth - 0.2, 0.2, bevel=0.02).move(z=height - 0.16), DARK)
    for x in (-1, 1):
        for y in (-1, 1):
            foot = box(leg, leg, height, bevel=0.03)
            prop.add(foot.move(x * (width - leg - 0.1) / 2, y * (depth - leg - 0.1) / 2, height / 2 - 0.05))


def lamp(prop: ToyShape) -> None:
    radius, height, shade = prop.vary(0.75, 0.1), prop.vary(1.5), prop.vary(0.8)
    neck = 0.62 * height
    foot = [(0, 0), (0.5, 0), (0.5, 0.12), (0.2, 0.2), (0.42, 0.5), (0.12, neck), (0, neck)]
    prop.add(lathe(foot, soft=True), DARK)
    prop.add(cylinder(0.1, 0.8 * height, bevel=0.02).move(z=0.6 * height), "gold")
    low, top, rim = height - 0.3 * shade, height + 0.7 * shade, prop.vary(0.5, 0.1) * radius
    prop.add(lathe([(0, low), (radius, low), (rim, top), (rim - 0.1, top), (0, top - 0.1)]))
    band = 0.1
    slope = (rim - radius) / shade
    trim = [(0, 0), (radius + 0.03, 0), (radius + band * slope + 0.03, band), (0, band)]
    prop.add(lathe(trim).move(z=low + 0.03), LIGHT)
    prop.add(sphere(0.12).move(z=top), "gold")


def bed(prop: ToyShape) -> None:
    width, length, head = prop.vary(1.15, 0.1), prop.vary(1.8, 0.08), prop.vary(1.0, 0.12)
    prop.add(box(width, length, 0.3).move(z=0.35), DARK)
    prop.add(box(width - 0.08, length - 0.1, 0.3, bevel=0.08).move(z=0.6), "snow")
    cover = 0.68 * length
    prop.add(box(width + 0.06, cover, 0.42, bevel=0.1).move(y=(cover - length) / 2 - 0.02, z=0.62))
    prop.add(box(width + 0.09, 0.26, 0.42, bevel=0.08).move(y=cover - length / 2 - 0.1, z=0.64), LIGHT)
    pillow = sphere(1, squareness=0.45).stretch(0.36 * width, 0.2, 0.13).turn(x=18)
    prop.add(pillow.move(y=0.36 * length, z=0.84), "snow")
    half = width / 2 + 0.06
    crown = [(-half, 0), (half, 0), (half, head), (0.5 * half, head + 0.14), (-0.5 * half, head + 0.14), (-half, head)]
    prop.add(extrude(crown, 0.18, bevel=0.05).move(y=length / 2 + 0.04))
    prop.add(box(2 * half, 0.16, 0.7, bevel=0.05).move(y=-length / 2 - 0.04, z=0.35))
    for x in (-half, half):
        prop.add(sphere(0.13).move(x, length / 2 + 0.04, head + 0.06), DARK)


def book(prop: ToyShape) -> None:
    width, height, depth = prop.vary(1.15, 0.1), prop.vary(1.6, 0.08), prop.vary(0.42, 0.15)
    prop.add(box(width - 0.14, depth - 0.12, height - 0.18, bevel=0.01).move(x=0.02), "cream")
    for side in (-1, 1):
        prop.add(box(width, 0.11, height, bevel=0.03).move(y=side * (depth / 2 - 0.04)))
    prop.add(cylinder(depth / 2 + 0.015, height, bevel=0.03).stretch(x=0.5).move(x=-width / 2 + 0.02))
    front = -depth / 2 - 0.02
    for share in (-0.36, 0.36):
        rib = cylinder(depth / 2 + 0.035, 0.1, bevel=0.02).stretch(x=0.52)
        prop.add(rib.move(x=-width / 2 + 0.02, z=share * height), "gold")
    for x in (-1, 1):
        for z in (-1, 1):
            corner = box(0.2, 0.06, 0.2, bevel=0.02)
            prop.add(corner.move(0.04 + x * (width / 2 - 0.13), front, z * (height / 2 - 0.11)), DARK)
    emblem = prop.random.choice((4, 24))
    prop.add(cylinder(0.27, 0.08, bevel=0.02, segments=emblem).turn(x=90).move(0.04, front, 0.1), "gold")


def umbrella(prop: ToyShape) -> None:
    radius, rise, length = prop.vary(1.1, 0.08), prop.vary(0.62), prop.vary(1.7, 0.1)
    below = [(0, 0.12), (0.5 * radius, 0.1), (0.93 * radius, -0.06)]
    above = [(radius, 0), (0.93 * radius, 0.3 * rise), (0.6 * radius, 0.8 * rise), (0, rise)]
    prop.add(lathe(below + above, segments=32, ribs=8, depth=0.05).move(z=length))
    for i in range(8):
        rib = [(0, 0, rise), (0.6 * radius, 0, 0.8 * rise), (0.95 * radius, 0, 0.3 * rise), (1.03 * radius, 0, 0)]
        prop.add(tube(rib, 0.045, segments=6).turn(z=45 * i).move(z=length), DARK)
    prop.add(lathe([(0, 0), (0.13, 0), (0.06, 0.25), (0, 0.25)]).move(z=length + rise - 0.04), "gold")
    hook = prop.vary(0.24, 0.1)
    prop.add(tube([(0, 0, length + 0.4), (0, 0, 0.5), (0, 0, 0.3)], 0.085), "steel")
    prop.add(tube([(0, 0, 0.55), (0, 0, 0.2), (0, 0, -0.05), (2 * hook, 0, -0.05), (2 * hook, 0, 0.25)], 0.12), "wood")
