"""Aircraft and spacecraft. Each public function adds the parts of one kind to `prop`."""

from __future__ import annotations

from ..shapes import DARK, LIGHT, MAIN, ToyShape, box, circle, cylinder, extrude, lathe, sphere, torus, tube
from .parts import bars, pair, plate, tub, wheels


def airplane(prop: ToyShape) -> None:
    radius, length, span, sweep = prop.vary(0.25, 0.1), prop.vary(2.0, 0.06), prop.vary(1.05, 0.1), prop.vary(0.2, 0.9)
    nose, middle, back, front = -length / 2, radius + 0.2, -0.12 - sweep, 0.14 - sweep
    hull = [(0, 0), (0.2, 0), (0.85, 0.35), (1, 0.5), (1, 0.85), (0.62, 1), (0, 1)]
    prop.add(lathe(hull, soft=True).stretch(radius, radius, length).turn(x=90).move(y=-nose, z=middle))
    wing = extrude([(0, -0.28), (span, back), (span, front), (0, 0.28), (-span, front), (-span, back)], 0.12).turn(90)
    prop.add(wing.move(y=0.14 * nose, z=middle - 0.3 * radius))
    prop.add(wing.stretch(0.42, 0.5, 0.9).move(y=-0.86 * nose, z=middle + 0.1), DARK)
    prop.add(box(0.1, 0.4, 0.6, bevel=0.03, taper=0.6).turn(x=-25).move(y=-0.9 * nose, z=middle + 0.3), DARK)
    for x, y in ((-0.24, 0.1), (0.24, 0.1), (0, 0.66 * nose)):
        prop.add(cylinder(0.12, 0.08, bevel=0.02).turn(y=90).move(x, y, 0), "charcoal")
        bars(prop, "steel", 0.05, ((x, y, 0), (0.5 * x, y, middle)))
    for y in (-0.15, 0.1, 0.35):
        prop.add(cylinder(0.08, 1.98 * radius, bevel=0.01).turn(y=90).move(y=y, z=middle + 0.06), "glass")
    prop.add(sphere(1).stretch(0.19, 0.26, 0.15).move(y=nose + 0.36, z=middle + 0.62 * radius), "glass")
    prop.add(sphere(0.13).stretch(y=1.5).move(y=nose, z=middle), "steel")
    prop.add(sphere(1).stretch(0.46, 0.05, 0.09).turn(y=30).move(y=nose - 0.08, z=middle), "charcoal")


def jet_fighter(prop: ToyShape) -> None:
    length, radius, span, sweep = prop.vary(1.25, 0.06), prop.vary(0.2, 0.08), prop.vary(1.1, 0.08), prop.vary(0.5, 0.2)
    z, tails, tail = prop.vary(0.42, 0.06), prop.random.choice((1, 2, 2)), 0.8 * length
    body = [(0, 0), (0.8, 0), (1.05, 0.3), (1, 0.55), (0.8, 0.75), (0.06, 1), (0, 1)]
    prop.add(lathe(body, soft=True).stretch(radius, radius, 2.1 * length).turn(x=90).move(y=length, z=z))
    prop.add(sphere(1).stretch(0.7 * radius, 0.4, 0.19).move(y=-0.42 * length, z=z + 0.8 * radius), "glass")
    front, back = 0.1 - sweep, -0.16 - sweep
    tips = [(0, 0.62), (-span, front), (-span, back), (0, -0.5), (span, back), (span, front)]
    wing = extrude(tips, 0.09, bevel=0.03).turn(x=90)
    prop.add(wing.move(y=0.24 * length, z=z))
    prop.add(wing.stretch(0.55, 0.5, 0.9).move(y=tail, z=z - 0.01), DARK)
    fin = plate([(-0.36, 0), (0.2, 0), (0.28, 0.6), (0.04, 0.6)], 0.09)
    for turn, x in ((0, 0.0),) if tails == 1 else ((-18, -0.24), (18, 0.24)):
        prop.add(fin.turn(y=turn).move(x, tail - 0.1, z + 0.08), DARK)
    pair(prop, box(0.22, 1.3 * length, 0.3, bevel=0.05), MAIN, 0.24, 0.22 * length, z - 0.02)
    pair(prop, box(0.16, 0.06, 0.22, bevel=0.02), "charcoal", 0.24, -0.43 * length, z - 0.02)
    pair(prop, cylinder(0.15, 0.3, top=0.12).turn(x=-90), "charcoal", 0.19, 0.9 * length, z)
    rocket = lathe([(0, 0), (0.06, 0), (0.06, 0.5), (0, 0.66)], 12).turn(x=90)
    pair(prop, rocket, "snow", 0.72 * span, 0.26 * length + sweep, z - 0.1)
    for x, y in ((-0.3, 0.4 * length), (0.3, 0.4 * length), (0, -0.5 * length)):
        bars(prop, "steel", 0.04, ((x, y, 0.12), (0.8 * x, y, z)))
    wheels(prop, 0, -0.5 * length, 0.12, 0.1)
    wheels(prop, 0.3, 0.4 * length, 0.12, 0.1)


def helicopter(prop: ToyShape) -> None:
    width, long, tail, span = prop.vary(0.42, 0.1), prop.vary(0.62, 0.1), prop.vary(1.25, 0.08), prop.vary(1.1, 0.08)
    middle, top = 0.28 + width, 0.28 + 2 * width
    prop.add(sphere(1, squareness=0.2).stretch(width, long, width).move(z=middle))
    prop.add(sphere(1).stretch(0.88 * width, 0.6 * long, 0.72 * width).move(y=-0.46 * long, z=middle + 0.1), "glass")
    prop.add(tube([(0, 0.3, middle + 0.1), (0, tail, middle + 0.22)], [0.26, 0.1], soft=False))
    prop.add(box(0.1, 0.24, 0.66, bevel=0.03, taper=0.7).turn(x=-20).move(y=tail, z=middle + 0.3), DARK)
    prop.add(box(0.06, 0.12, 0.7, bevel=0.02).turn(x=60).move(0.12, tail, middle + 0.24), "charcoal")
    prop.add(cylinder(0.13, 0.5).move(z=top), "steel")
    for _, _, angle in circle(prop.random.choice((2, 3, 4)), 1.0, prop.random.uniform(20, 70)):
        prop.add(box(span, 0.16, 0.07, bevel=0.02).move(x=span / 2, z=top + 0.17).turn(z=angle), "charcoal")
    for x in (-0.4, 0.4):
        struts = [((x, y, 0), (0.5 * x, y, middle - 0.6 * width)) for y in (-0.3, 0.3)]
        bars(prop, "steel", 0.06, ((x, -0.75, 0.16), (x, -0.6, 0), (x, 0.55, 0)), *struts)


def hot_air_balloon(prop: ToyShape) -> None:
    radius, tall, bottom, ribs = prop.vary(0.85), prop.vary(1.75, 0.1), prop.vary(0.9), prop.random.choice((5, 6, 8))
    bag = [(0, 0), (0.3, 0), (0.72 * radius, 0.3 * tall), (1.2 * radius, 0.72 * tall), (0.8 * radius, tall), (0, tall)]
    gores = lathe(bag, 6 * ribs, soft=True, ribs=ribs, depth=0.05).move(z=bottom)
    prop.add(gores)
    # A second bag shows between the ribs of the first, which makes stripes.
    prop.add(gores.turn(z=180 / ribs).stretch(0.99, 0.99), prop.random.choice((LIGHT, DARK)))
    prop.add(tub(0.6, 0.6, 0.45, 1.12), "dough")
    for x, y, _ in circle(4, 1.0, 45):
        bars(prop, "bark", 0.05, ((0.4 * x, 0.4 * y, 0.36), (0.27 * x, 0.27 * y, bottom + 0.05)))


def rocket(prop: ToyShape) -> None:
    radius, height = prop.vary(0.46, 0.1), prop.vary(1.7, 0.1)
    hull = [(0, 0), (0.62, 0), (1.05, 0.3), (1, 0.72), (0.82, 0.78), (0, 0.78)]
    nose = [(0, 0.7), (0.94, 0.7), (0.72, 0.92), (0.1 / radius, 1.16), (0, 1.16)]
    prop.add(lathe(hull, soft=True).stretch(radius, radius, height))
    prop.add(lathe(nose, soft=True).stretch(radius, radius, height), DARK)
    prop.add(lathe([(0, 0), (1.06 * radius, 0), (1.04 * radius, 0.12), (0, 0.12)]).move(z=0.66 * height), "snow")
    prop.add(lathe([(0, -0.12), (0.72 * radius, -0.2), (0.5 * radius, 0.05), (0, 0.05)]), "charcoal")
    span, drop = prop.vary(0.52), prop.vary(0.3)
    fin = [(0.4, 0.1), (0.75 * radius + span, -drop), (0.85 * radius + span, 0.12), (radius, 0.72), (0.4, 0.72)]
    for _, _, angle in circle(4, 1.0, 45):
        prop.add(extrude(fin, 0.16, bevel=0.05).turn(z=angle), DARK)
    window = 0.48 * height
    prop.add(torus(0.24, 0.08).turn(x=90).move(y=-radius, z=window), "steel")
    prop.add(sphere(0.24).stretch(y=0.3).move(y=-radius, z=window), "glass")


def flying_saucer(prop: ToyShape) -> None:
    radius, dome, lamp, legs = prop.vary(1.0, 0.08), prop.vary(0.42, 0.1), prop.vary(0.09), prop.random.choice((3, 4))
    low, high = prop.vary(0.26), prop.vary(0.26)
    disc = [(0, -low), (0.4, -low), (0.5, -0.8 * low), (0.97, -0.1), (1, 0), (0.97, 0.1), (0.5, high), (0, high)]
    prop.add(lathe(disc, 36).stretch(radius, radius))
    prop.add(lathe([(0, -0.07), (1.05, -0.07), (1.08, 0), (1.05, 0.07), (0, 0.07)], 40).stretch(radius, radius), DARK)
    prop.add(sphere(dome).stretch(z=prop.vary(1.0)).move(z=high - 0.02), "glass")
    prop.add(torus(dome, 0.08).move(z=high + 0.02), LIGHT)
    prop.add(cylinder(0.34, 0.12, top=0.4).move(z=-low - 0.03), "charcoal")
    bars(prop, "steel", 0.035, ((0, 0, high), (0, 0, high + dome + 0.3)))
    prop.add(sphere(0.09, segments=12).move(z=high + 1.1 * dome + 0.28), "cherry")
    for x, y, _ in circle(8, 0.76 * radius):
        for z in (0.52 * high + 0.06, -0.42 * low - 0.07):
            prop.add(sphere(lamp, segments=10).move(x, y, z), "lemon")
    for x, y, _ in circle(legs, 1.0, 90 / legs + 90):
        bars(prop, "steel", 0.05, ((0.4 * x, 0.4 * y, -low), (0.66 * x, 0.66 * y, -low - 0.42)))
        prop.add(sphere(0.14, segments=16).stretch(z=0.5).move(0.66 * x, 0.66 * y, -low - 0.42), "charcoal")
