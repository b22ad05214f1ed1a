"""Old buildings of the toybox. Each function adds the parts of one kind to `prop`."""

from __future__ import annotations

from ..shapes import DARK, LIGHT, ToyShape, arch, box, cylinder, extrude, lathe, torus, tube


def house(prop: ToyShape) -> None:
    width, depth, wall, rise = prop.vary(1.4, 0.1), prop.vary(1.3, 0.1), prop.vary(0.95, 0.1), prop.vary(0.72)
    prop.add(box(width + 0.12, depth + 0.12, 0.12, bevel=0.03).move(z=0.06), "stone")
    half = width / 2
    prop.add(extrude([(-half, 0.05), (half, 0.05), (half, wall), (0, wall + rise), (-half, wall)], depth, bevel=0.02))
    eaves, thick = 0.18, 0.17
    slope = rise / half
    edge, low, ridge = half + eaves, wall - slope * eaves, wall + rise
    roof = [(edge, low), (edge, low + thick), (0, ridge + thick), (-edge, low + thick), (-edge, low), (0, ridge)]
    prop.add(extrude(roof, depth + 0.3, bevel=0.03), DARK)
    prop.add(box(0.28, 0.28, 0.75, bevel=0.03).move(0.5 * half, 0.2 * depth, wall + rise - 0.05), "stone")
    front = -depth / 2
    prop.add(extrude(arch(0.46, 0.72), 0.12, bevel=0.02).move(x=-0.22 * width, y=front, z=0.1), "snow")
    prop.add(extrude(arch(0.34, 0.64), 0.18, bevel=0.02).move(x=-0.22 * width, y=front, z=0.1), "bark")
    windows = [(0.22 * width, front, 0), (0.22 * width, -front, 0), (half, 0, 90), (-half, 0, 90)]
    for x, y, turn in windows:
        prop.add(box(0.46, 0.12, 0.46, bevel=0.02).turn(z=turn).move(x, y, 0.55 * wall + 0.03), "snow")
        prop.add(box(0.32, 0.17, 0.32, bevel=0.02).turn(z=turn).move(x, y, 0.55 * wall + 0.03), "glass")
    prop.add(cylinder(0.15, depth + 0.1, bevel=0.02).turn(x=90).move(z=wall + 0.36 * rise), "glass")


def windmill(prop: ToyShape) -> None:
    foot, top, height, span = prop.vary(0.62, 0.1), prop.vary(0.42, 0.1), prop.vary(1.5, 0.1), prop.vary(1.15, 0.1)
    sides, swing, front = prop.random.choice((8, 24)), prop.random.uniform(20, 70), -foot - 0.06
    prop.add(lathe([(0, 0), (foot, 0), (top, height), (0, height)], sides))
    prop.add(lathe([(0, -0.1), (foot + 0.1, -0.1), (foot + 0.06, 0.14), (0, 0.14)], sides), "stone")
    prop.add(lathe([(0, -0.1), (1.3 * top, -0.1), (1.2 * top, 0.35), (0, 0.5)], soft=True).move(z=height), DARK)
    prop.add(cylinder(0.13, foot + 0.2).turn(x=90).move(y=front / 2 - 0.04, z=height), DARK)
    prop.add(extrude(arch(0.34, 0.55), 0.3, bevel=0.02).move(y=0.1 - foot, z=0.1), "bark")
    prop.add_around(box(0.24, 0.2, 0.3, bevel=0.03).move(x=(foot + top) / 2 - 0.04, z=0.52 * height), 2, "glass")
    sail = [(box(0.44, 0.09, 0.64 * span, bevel=0.02).move(x=0.24, z=0.665 * span), "cream")]
    sail += [(box(0.48, 0.14, 0.06, bevel=0.01).move(x=0.24, z=z * span), "wood") for z in (0.38, 0.58, 0.78, 0.95)]
    for part, colour in (*sail, (box(0.1, 0.12, span, bevel=0.02).move(z=span / 2), "wood")):
        for quarter in range(4):
            prop.add(part.turn(y=swing + 90 * quarter).move(y=front, z=height), colour)


def watchtower(prop: ToyShape) -> None:
    half, height, cabin, pitch = prop.vary(0.46, 0.1), prop.vary(1.15, 0.1), prop.vary(0.66, 0.1), prop.vary(0.45)
    prop.add_around(tube([(1.4 * half, 1.4 * half, 0), (half, half, height)], 0.085), 4, DARK)
    prop.add_around(box(0.13, 0.13, cabin + 0.1, bevel=0.02).move(half, half, height + cabin / 2), 4, DARK)
    for x in (-1, 1):
        brace = [(1.3 * x * half, -1.3 * half, 0.25 * height), (-1.05 * x * half, -1.05 * half, 0.9 * height)]
        prop.add_around(tube(brace, 0.05, segments=8), 4, "wood")
        prop.add(tube([(0.17 * x, -1.8 * half, 0), (0.17 * x, -1.25 * half, height)], 0.05, segments=8), "cream")
    for share in (0.15, 0.35, 0.55, 0.75, 0.95):
        prop.add(tube([(-0.2, 0, 0), (0.2, 0, 0)], 0.045).move(0, (0.55 * share - 1.8) * half, share * height), "cream")
    prop.add(box(2.5 * half, 2.5 * half, 0.14, bevel=0.03).move(z=height), "wood")
    prop.add_around(box(2.3 * half, 0.1, 0.3, bevel=0.02).move(y=-1.1 * half, z=height + 0.2), 4)
    prop.add(cylinder(2 * half, pitch, top=0.05, segments=4).turn(z=45).move(z=height + cabin + pitch / 2))


def castle(prop: ToyShape) -> None:
    half, wall, tower, radius = prop.vary(0.72, 0.08), prop.vary(0.55), prop.vary(0.95), prop.vary(0.26, 0.1)
    pointed, keep = prop.random.random() < 0.6, tower + prop.vary(0.3)
    prop.add(box(2.1 * half, 2.1 * half, 0.14, bevel=0.04).move(z=0.05), "stone")
    prop.add_around(box(2 * half, 0.2, wall, bevel=0.02).move(y=-half, z=wall / 2), 4)
    for share in (-0.5, -0.25, 0.25, 0.5):
        prop.add_around(box(0.16, 0.21, 0.17, bevel=0.02).move(share * half, -half, wall + 0.04), 4)
    corners = [(x, y, radius, tower, pointed) for x in (-half, half) for y in (-half, half)]
    for x, y, wide, tall, roofed in (*corners, (0, 0, 1.35 * radius, keep, not pointed)):
        prop.add(cylinder(wide, tall, bevel=0.02).move(x, y, tall / 2))
        prop.add(cylinder(wide + 0.05, 0.12, bevel=0.03).move(x, y, tall), LIGHT)
        if roofed:
            prop.add(cylinder(wide + 0.1, 3 * wide, top=0.05).move(x, y, tall + 1.5 * wide), DARK)
        else:
            prop.add_around(box(0.16, 0.14, 0.24, bevel=0.02).move(x=wide - 0.03, z=tall + 0.1), 6, x=x, y=y)
    top = keep + 0.2 if pointed else keep + 4 * radius
    prop.add(cylinder(0.04, 0.6, bevel=0.01, segments=12).move(z=top), "wood")
    prop.add(extrude([(0, 0), (0.36, 0.12), (0, 0.24)], 0.07, bevel=0.02).move(z=top + 0.05), "gold")
    prop.add(box(0.56, 0.36, wall + 0.2, bevel=0.03).move(y=-half, z=wall / 2 + 0.1))
    prop.add(extrude(arch(0.4, wall), 0.42, bevel=0.02).move(y=-half, z=0.01), LIGHT)
    prop.add(extrude(arch(0.28, wall - 0.08), 0.46, bevel=0.02).move(y=-half, z=0.02), "bark")


def lighthouse(prop: ToyShape) -> None:
    foot, top, height = prop.vary(0.5, 0.1), prop.vary(0.3, 0.1), prop.vary(1.6, 0.08)
    prop.add(lathe([(0, -0.2), (1.7 * foot, -0.2), (1.6 * foot, 0), (0, 0.14)], 28, ribs=7, depth=0.07), "stone")
    prop.add(lathe([(0, 0), (foot, 0), (top, height), (0, height)]))
    for low, high in ((0.26, 0.44), (0.64, 0.82)):
        wide, narrow = (foot + (top - foot) * share + 0.025 for share in (low, high))
        prop.add(lathe([(0, low * height), (wide, low * height), (narrow, high * height), (0, high * height)]), "snow")
    prop.add(cylinder(top + 0.17, 0.1, bevel=0.03).move(z=height), "charcoal")
    prop.add(torus(top + 0.12, 0.04).move(z=height + 0.22), "charcoal")
    prop.add_around(cylinder(0.04, 0.2, bevel=0.01, segments=8).move(x=top + 0.12, z=height + 0.12), 8, "charcoal")
    prop.add(cylinder(top - 0.06, 0.4, bevel=0.02).move(z=height + 0.2), "lemon")
    prop.add_around(box(0.07, 0.07, 0.4, bevel=0.01).move(x=top - 0.07, z=height + 0.2), 6, "charcoal")
    prop.add(lathe([(0, 0), (top + 0.06, 0), (0.8 * top, 0.2), (0.08, 0.34), (0, 0.5)]).move(z=height + 0.38))
    prop.add(extrude(arch(0.28, 0.42), 0.3, bevel=0.02).move(y=0.1 - foot, z=0.06), "bark")
