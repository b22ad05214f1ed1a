"""Ships and aircraft of the toybox. Each function adds the parts of one kind to `prop`."""

from __future__ import annotations

from ..shapes import DARK, LIGHT, MAIN, ToyShape, box, circle, cylinder, extrude, lathe, sphere, torus, tube
from .parts import bars, board, hull, pair, plate, sail, wheels


def submarine(prop: ToyShape) -> None:
    radius, half, tower, mast = prop.vary(0.42, 0.08), prop.vary(1.1, 0.08), prop.vary(0.42, 0.1), prop.vary(0.4, 0.1)
    profile = [(0, 0), (0.3, 0), (0.6, 0.12), (1, 0.4), (1.04, 0.72), (1, 0.92), (0.6, 1), (0, 1)]
    prop.add(lathe(profile, 32, soft=True).stretch(radius, radius, 2 * half).turn(x=90).move(y=half))
    prop.add(sphere(1, squareness=0.3).stretch(0.22, 0.42, tower).move(y=-0.12, z=0.9 * radius))
    prop.add(box(0.85, 0.2, 0.08, bevel=0.02).move(y=-0.2, z=radius + 0.2), DARK)
    top = 0.9 * radius + tower
    bars(prop, "steel", 0.06, ((0, -0.05, top - 0.1), (0, -0.05, top + mast), (0, -0.3, top + mast)))
    prop.add(cylinder(0.09, 0.08, bevel=0.02, segments=16).turn(x=90).move(y=-0.32, z=top + mast), "glass")
    prop.add(cylinder(0.035, mast, bevel=0.01, segments=10).move(y=0.14, z=top), "charcoal")
    for turn in (0, 90, 180, 270):
        fin = plate([(0.62 * half, 0.1), (0.86 * half, 0.1), (0.92 * half, 0.5), (0.72 * half, 0.46)], 0.09)
        prop.add(fin.turn(y=turn), DARK)
        blade = sphere(1, segments=16).stretch(0.07, 0.05, 0.2).move(z=0.18).turn(y=turn + 45)
        prop.add(blade.move(y=half + 0.1), "gold")
    prop.add(cylinder(0.08, 0.24, bevel=0.03).turn(x=90).move(y=half + 0.04), "gold")
    for y in (-0.6, -0.28, 0.04):
        for size, long, colour in ((0.15, 2.03, "gold"), (0.1, 2.1, "glass")):
            porthole = cylinder(size, long * radius, bevel=0.03, segments=20)
            prop.add(porthole.turn(y=90).move(y=y * half, z=0.1 * radius), colour)


def motorboat(prop: ToyShape) -> None:
    width, length, side, rake = prop.vary(0.46, 0.06), prop.vary(1.15, 0.06), prop.vary(0.5, 0.08), prop.vary(0.2, 0.2)
    stern, seat = 0.85 * length, 0.36 * length
    prop.add(hull(width, length, side, 0.2, rise=0.2))
    prop.add(hull(1.03 * width, 1.02 * length, 0.62 * side, 0.3, rise=0.2).move(z=0.2 * side), "snow")
    prop.add(hull(0.9 * width, 0.62 * length, side, side - 0.02, rise=0.2).move(y=-0.3 * length, z=0.03), LIGHT)
    pair(prop, box(0.34, 0.34, 0.16), "cream", 0.21, seat, 0.42)
    pair(prop, box(0.34, 0.12, 0.42).turn(x=-10), "cream", 0.21, seat + 0.18, 0.56)
    for x in (-1, 1):
        pane = board(0.5, 0.06, (0, 0), (rake, 0.34)).turn(z=26 * x)
        prop.add(pane.move(0.21 * x, -0.02 * length, side + 0.01), "glass")
    prop.add(torus(0.12, 0.035, 20).turn(x=-50).move(0.2, 0.14 * length, side + 0.06), "charcoal")
    prop.add(box(0.36, 0.36, 0.4, bevel=0.1, taper=0.8).move(y=stern + 0.12, z=side + 0.22), "charcoal")
    prop.add(box(0.14, 0.18, 0.7, bevel=0.04).move(y=stern + 0.14, z=side - 0.2), "charcoal")
    for turn in (0, 120, 240):
        blade = sphere(1, segments=12).stretch(0.07, 0.04, 0.16).move(z=0.1)
        prop.add(blade.turn(y=turn).move(y=stern + 0.28, z=side - 0.48), "steel")


def pirate_ship(prop: ToyShape) -> None:
    width, length, side, tall = prop.vary(0.5, 0.06), prop.vary(1.1, 0.08), prop.vary(0.66, 0.08), prop.vary(1.62, 0.06)
    deck, stern, mast = side - 0.1, 0.64 * length, 0.2 * length
    prop.add(hull(width, length, side, deck))
    prop.add(hull(1.04 * width, 1.03 * length, 0.1, 0.08, rise=1.6).move(z=0.7 * side), "gold")
    prop.add(hull(0.84 * width, 0.9 * length, deck + 0.05, deck + 0.03), "wood")
    prop.add(box(1.9 * width, 0.5 * length, 0.6, bevel=0.04).move(y=stern, z=side + 0.15))
    prop.add(box(2 * width, 0.54 * length, 0.1, bevel=0.03).move(y=stern, z=side + 0.46), DARK)
    for x in (-0.56, 0, 0.56):
        prop.add(box(0.15, 0.08, 0.22, bevel=0.02).move(x * width, 0.89 * length, side + 0.16), "lemon")
        muzzle = cylinder(0.09, 0.3, bevel=0.02, segments=14).turn(y=90)
        pair(prop, muzzle, "charcoal", 0.95 * width, (0.55 * x - 0.05) * length, 0.72 * side - 0.12)
    bars(prop, "bark", 0.06, ((0, -0.8 * length, side + 0.1), (0, -1.4 * length, side + 0.5)))
    _pirate_mast(prop, -0.4 * length, side, 0.88 * tall, 0.86)
    _pirate_mast(prop, mast, side, tall, 1.0)
    prop.add(cylinder(0.16, 0.16, bevel=0.03, top=0.2).move(y=mast, z=side + tall - 0.02), "wood")
    bars(prop, "bark", 0.04, ((0, mast, side + tall), (0, mast, side + tall + 0.46)))
    flag = plate([(0, 0), (0.5, 0.06), (0.5, 0.34), (0, 0.3)], 0.08, bevel=0.02)
    prop.add(flag.move(y=mast, z=side + tall + 0.14), "charcoal")


def viking_ship(prop: ToyShape) -> None:
    width, length, side, tall = prop.vary(0.42, 0.06), prop.vary(1.15, 0.08), prop.vary(0.4, 0.1), prop.vary(1.55, 0.08)
    tip, yard, head = 1.75 * side, side + 0.92 * tall, -1.06 * length
    prop.add(hull(width, length, side, 0.14, rise=0.9, blunt=False))
    bars(prop, MAIN, 0.1, ((0, -0.85 * length, side), (0, -1.12 * length, tip), (0, -1.04 * length, tip + 0.55)))
    tail = ((0.85, side), (1.1, tip), (1.08, tip + 0.5), (0.88, tip + 0.5), (0.92, tip + 0.3))
    bars(prop, MAIN, 0.09, tuple((0, y * length, z) for y, z in tail))
    prop.add(sphere(1).stretch(0.15, 0.2, 0.16).move(y=head, z=tip + 0.54))
    prop.add(box(0.2, 0.34, 0.18, bevel=0.06, taper=0.8).move(y=head - 0.2, z=tip + 0.5))
    pair(prop, sphere(0.06, segments=10), "charcoal", 0.12, head - 0.06, tip + 0.62)
    pair(prop, tube([(0, 0.06, tip + 0.6), (0.02, 0.2, tip + 0.84)], [0.07, 0.02]), "gold", 0.08, head, 0)
    bars(prop, "bark", 0.07, ((0, 0, 0.1), (0, 0, side + tall)))
    bars(prop, "bark", 0.055, ((-0.72, -0.06, yard), (0.72, -0.06, yard)))
    for i in range(5):
        stripe = sail(0.27, 0.66 * tall, 0.26).move((i - 2) * 0.26, -0.08, yard)
        prop.add(stripe, "cream" if i % 2 else MAIN)
    for i, share in enumerate((-0.5, -0.3, -0.1, 0.1, 0.3, 0.5)):
        out = width * ((1 - share * share) * (1 - 0.98 * abs(share))) ** 0.5
        _viking_shields(prop, out, share * length, side * (1 + 0.9 * share * share), oars=i % 2 == 1)


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


def _pirate_mast(prop: ToyShape, y: float, z: float, tall: float, size: float) -> None:
    """Adds a mast that rises from a deck at (`y`, `z`), with two sails and a skull on the lower one."""
    bars(prop, "bark", 0.07, ((0, y, 0.3), (0, y, z + tall)))
    for share, wide, drop in ((0.97, 0.85, 0.36), (0.69, 1.25, 0.84)):
        top, wide = z + share * tall, size * wide
        bars(prop, "bark", 0.05, ((-0.54 * wide, y - 0.06, top), (0.54 * wide, y - 0.06, top)))
        prop.add(sail(wide, size * drop, 0.22).move(y=y - 0.08, z=top), "charcoal")
    _skull(prop, 0.23 * size, y - 0.3, z + 0.69 * tall - 0.42 * size)


def _viking_shields(prop: ToyShape, x: float, y: float, z: float, oars: bool) -> None:
    """Adds a pair of shields on the sides of a ship, and a pair of oars."""
    for side in (-1, 1):
        shield = cylinder(0.16, 0.08, bevel=0.03, segments=12).turn(y=90 - 12 * side)
        prop.add(shield.move(side * x, y, z - 0.04), "cherry" if oars else "cream")
        prop.add(sphere(0.06, segments=10).move(side * (x + 0.04), y, z - 0.04), "gold")
        if oars:
            bars(prop, "wood", 0.04, ((side * (x - 0.2), y, z + 0.1), (side * (2.1 * x + 0.24), y + 0.2, 0.02)))


def _skull(prop: ToyShape, size: float, y: float, z: float) -> None:
    """Adds a flat skull over crossed bones, `size` wide to each side, that is seen from both sides of a sail."""
    for turn in (-55, 55):
        prop.add(box(0.1, 0.18, 3.2 * size, bevel=0.03).turn(y=turn).move(y=y + 0.02, z=z - 0.2 * size), "snow")
    prop.add(sphere(1, segments=16).stretch(size, 0.15, 0.9 * size).move(y=y, z=z + 0.2 * size), "snow")
    prop.add(box(1.1 * size, 0.2, 0.9 * size, bevel=0.03).move(y=y, z=z - 0.5 * size), "snow")
    for x in (-0.4 * size, 0.4 * size):
        eye = cylinder(0.28 * size, 0.34, bevel=0.02, segments=12).turn(x=90)
        prop.add(eye.move(x, y, z + 0.1 * size), "charcoal")
