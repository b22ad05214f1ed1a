"""Cars, scooters and what is pushed or pulled in the toybox. Each function adds the parts of one kind to `prop`."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from ..shapes import DARK, LIGHT, MAIN, ToyShape, box, cylinder, lathe, sphere, torus, tube
from .parts import bars, board, cabin, ends, folding_hood, mudguard, pair, plate, spoked_wheel, tub, wheels


def van(prop: ToyShape) -> None:
    width, half, tall, wheel = prop.vary(0.95, 0.06), prop.vary(1.1, 0.08), prop.vary(1.35, 0.06), prop.vary(0.26, 0.08)
    roof, hood = -0.55 * half, -0.86 * half
    prop.add(plate([(-half, 0.2), (half, 0.2), (half, tall), (roof, tall), (hood, 0.68), (-half, 0.58)], width, 0.06))
    prop.add(board(0.84 * width, 0.07, (hood + 0.04, 0.74), (roof - 0.03, tall - 0.06)), "glass")
    door = [(0.98 * hood + 0.1, 0.76), (0.4 * roof, 0.76), (0.4 * roof, tall - 0.12), (roof + 0.02, tall - 0.12)]
    prop.add(plate(door, width + 0.04, 0.02), "glass")
    prop.add(box(width + 0.04, 1.2 * half, 0.07, bevel=0.02).move(y=0.3 * half, z=0.7), DARK)
    for y in (-0.14, 0.36):
        prop.add(box(width + 0.04, 0.07, 0.9, bevel=0.02).move(y=y * half, z=0.76), DARK)
    for y in prop.random.choice(((), (0.12, 0.64))):
        prop.add(box(width + 0.04, 0.34 * half, 0.36, bevel=0.02).move(y=y * half, z=tall - 0.31), "glass")
    pair(prop, box(0.34 * width, 0.06, 0.36, bevel=0.02), "glass", 0.21 * width, half, tall - 0.32)
    pair(prop, box(0.12, 0.08, 0.18, bevel=0.03), "charcoal", width / 2 + 0.06, 0.78 * hood, 0.86)
    prop.add(box(0.5 * width, 0.08, 0.12, bevel=0.02).move(y=-half, z=0.44), "charcoal")
    ends(prop, width, -half, half, 0.46)
    for y in (-0.6, 0.58):
        wheels(prop, 0.44 * width, y * half, wheel, 0.22)


def taxi(prop: ToyShape) -> None:
    width, length, belt, roof = _saloon(prop)
    prop.add(box(width + 0.03, 0.62 * length, 0.18, bevel=0.02).move(y=0.02, z=belt - 0.16), "snow")
    for i in range(12):
        square = box(width + 0.05, 0.05 * length, 0.08, bevel=0.01)
        prop.add(square.move(y=0.02 + (i - 5.5) * 0.05 * length, z=belt - (0.12 if i % 2 else 0.2)), "charcoal")
    prop.add(box(0.5, 0.22, 0.08, bevel=0.02).move(y=0.06 * length, z=roof), "charcoal")
    prop.add(box(0.44, 0.2, 0.24, bevel=0.04, taper=0.85).move(y=0.06 * length, z=roof + 0.12), "lemon")
    prop.add(box(0.32, 0.22, 0.09, bevel=0.02).move(y=0.06 * length, z=roof + 0.11), "charcoal")


def police_car(prop: ToyShape) -> None:
    width, length, belt, roof = _saloon(prop)
    y = 0.06 * length
    prop.add(box(width + 0.03, 0.4 * length, 0.3, bevel=0.03).move(y=y, z=belt - 0.17), "snow")
    prop.add(cylinder(0.12, width + 0.08, bevel=0.02, segments=6).turn(y=90).move(y=y, z=belt - 0.17), "gold")
    prop.add(box(0.7 * width, 0.26, 0.08, bevel=0.02).move(y=y, z=roof + 0.02), "charcoal")
    for x, colour in ((-0.22, "cherry"), (0, "snow"), (0.22, "glass")):
        prop.add(box(0.21 * width, 0.22, 0.18, bevel=0.05).move(x * width, y, roof + 0.13), colour)
    bumper = -length / 2 - 0.1
    bars(prop, "charcoal", 0.05, *(((x, bumper, 0.2), (x, bumper, belt)) for x in (-0.16, 0.16)))
    bars(prop, "charcoal", 0.05, ((-0.26, bumper, belt - 0.1), (0.26, bumper, belt - 0.1)))


def ambulance(prop: ToyShape) -> None:
    width, cab, load, tall = prop.vary(0.95, 0.06), prop.vary(0.58, 0.08), prop.vary(1.3, 0.1), prop.vary(1.05, 0.08)
    end, middle, z = cab + load, cab + load / 2, 0.3 + 0.55 * tall
    prop.add(box(0.94 * width, end + 0.3, 0.4).move(y=end / 2 - 0.15, z=0.42))
    cabin(prop, (0.96 * width, cab + 0.2, 0.62), (0, cab / 2, 0.54))
    prop.add(box(1.06 * width, load, tall).move(y=middle, z=0.3 + tall / 2))
    prop.add(box(1.06 * width + 0.03, load + 0.03, 0.12, bevel=0.02).move(y=middle, z=0.48), "cherry")
    for turn, out in ((90, 0.53 * width), (-90, 0.53 * width), (180, load / 2)):
        _cross(prop, turn, out, middle, z)
    prop.add(box(0.8 * width, 0.2, 0.08, bevel=0.02).move(y=cab - 0.1, z=1.18), "charcoal")
    pair(prop, sphere(0.15, segments=16), "cherry", 0.26 * width, cab - 0.1, 1.22)
    pair(prop, sphere(0.11, segments=16), "cherry", 0.36 * width, end - 0.14, tall + 0.31)
    ends(prop, width, -0.3, end, 0.44)
    for y in (0.08, cab + 0.62 * load):
        wheels(prop, 0.46 * width, y, 0.27, 0.22)


def fire_truck(prop: ToyShape) -> None:
    width, cab, load, tall = prop.vary(0.9, 0.06), prop.vary(0.72, 0.08), prop.vary(1.5, 0.08), prop.vary(0.72, 0.08)
    end, top = cab + load, 0.34 + tall
    tip, foot = (-0.12, top + prop.vary(0.55)), (end - 0.1, top + 0.16)
    prop.add(box(width, end, 0.34).move(y=end / 2, z=0.42))
    cabin(prop, (width, cab, 0.68), (0, cab / 2, 0.5), taper=0.94, panes=2)
    prop.add(box(width, load - 0.08, tall).move(y=cab + load / 2, z=top - tall / 2))
    prop.add(box(width + 0.03, end + 0.02, 0.1, bevel=0.02).move(y=end / 2, z=0.5), "snow")
    for y in (0.28, 0.72):
        prop.add(box(width + 0.04, 0.36 * load, 0.34, bevel=0.02).move(y=cab + y * load, z=top - 0.26), DARK)
        prop.add(box(width + 0.07, 0.2, 0.06, bevel=0.02).move(y=cab + y * load, z=top - 0.38), "gold")
    pair(prop, board(0.08, 0.12, tip, foot), "snow", 0.2, 0, 0)
    bars(prop, "snow", 0.04, *(((-0.2, y, z), (0.2, y, z)) for y, z in np.linspace(tip, foot, 11)[1:-1]))
    prop.add(cylinder(0.3, 0.34, bevel=0.03, top=0.2).move(y=cab + 0.8 * load, z=top + 0.08), "charcoal")
    pair(prop, cylinder(0.11, 0.18), "glass", 0.34 * width, 0.3 * cab, 1.24)
    pair(prop, torus(0.1, 0.05, 20).turn(y=90), "gold", 0.51 * width, cab + 0.02, 0.76)
    ends(prop, width, 0, end, 0.46)
    for y in (0.42 * cab, cab + 0.4 * load, cab + 0.78 * load):
        wheels(prop, 0.45 * width, y, 0.26, 0.22)


def race_car(prop: ToyShape) -> None:
    length, track, wheel, wing = prop.vary(1.2, 0.06), prop.vary(0.52, 0.06), prop.vary(0.3, 0.08), prop.vary(0.72, 0.1)
    seat = 0.14 * length
    body = [(0, 0), (0.1, 0), (0.3, 0.35), (0.62, 0.8), (0.8, 1.1), (0.8, 1.5), (0.5, 2), (0.4, 2.1), (0, 2.1)]
    hull = lathe(body, soft=True).stretch(0.34, 0.24, 0.98 * length)
    prop.add(hull.turn(x=-90).move(y=-length, z=wheel + 0.04))
    prop.add(box(2.3 * track, 0.3, 0.07, bevel=0.02).move(y=-length, z=0.16))
    prop.add(box(2 * track, 0.34, 0.08, bevel=0.02).turn(x=12).move(y=length, z=wing + 0.1))
    pair(prop, box(0.06, 0.36, 0.26, bevel=0.02), DARK, 1.16 * track, -length, 0.24)
    pair(prop, box(0.06, 0.4, 0.34, bevel=0.02), DARK, track, length, wing + 0.06)
    pair(prop, tube([(0, -0.08, wheel), (0, 0, wing + 0.05)], 0.05), "charcoal", 0.14, length, 0)
    pair(prop, box(0.3, 0.85 * length, 0.26, bevel=0.08, taper=0.85), DARK, 0.28, 0.34 * length, wheel)
    prop.add(sphere(1).stretch(0.2, 0.32, 0.1).move(y=0.08 * length, z=wheel + 0.22), "charcoal")
    prop.add(sphere(0.17).move(y=seat, z=wheel + 0.36), "snow")
    prop.add(box(0.26, 0.2, 0.09, bevel=0.02).move(y=seat - 0.1, z=wheel + 0.38), "charcoal")
    prop.add(sphere(1).stretch(0.16, 0.4, 0.24).move(y=0.5 * length, z=wheel + 0.22))
    for y, size in ((-0.62 * length, wheel), (0.76 * length, 1.12 * wheel)):
        wheels(prop, track, y, size, 0.28)
        bars(prop, "charcoal", 0.04, ((-track, y, wheel), (track, y, wheel)))


def pickup_truck(prop: ToyShape) -> None:
    width, hood, cab, bed = prop.vary(0.98, 0.06), prop.vary(0.58, 0.08), prop.vary(0.7, 0.08), prop.vary(0.95, 0.08)
    front, end, floor = -hood, cab + bed, 0.36
    prop.add(box(width, hood + cab, 0.48, bevel=0.08).move(y=(cab - hood) / 2, z=floor + 0.2))
    cabin(prop, (0.94 * width, cab + 0.1, 0.5), (0, cab / 2, floor + 0.38), taper=0.8)
    prop.add(tub(width / 0.99, bed + 0.06, 0.46, 1.0).move(y=cab + bed / 2, z=floor - 0.02))
    prop.add(box(0.84 * width, 0.86 * bed, 0.06, bevel=0.02).move(y=cab + bed / 2, z=floor + 0.08), "charcoal")
    prop.add(box(0.5 * width, 0.06, 0.14, bevel=0.02).move(y=end + 0.03, z=floor + 0.26), DARK)
    prop.add(box(0.52 * width, 0.08, 0.2, bevel=0.02).move(y=front, z=floor + 0.24), "charcoal")
    ends(prop, width, front, end + 0.02, floor + 0.22)
    for y in (0.05 - hood / 2, cab + 0.55 * bed):
        wheels(prop, 0.46 * width, y, 0.3, 0.22)
        pair(prop, mudguard(0, 0, 0.34, 0.12), DARK, width / 2, y, -0.02)


def jeep(prop: ToyShape) -> None:
    width, half, wheel, tall = prop.vary(0.86, 0.06), prop.vary(0.95, 0.06), prop.vary(0.34, 0.06), prop.vary(0.62, 0.1)
    belt, screen, back = wheel + 0.42, -0.16 * half, 0.46 * half
    prop.add(box(0.86 * width, half + screen, 0.44).move(y=(screen - half) / 2, z=belt - 0.2))
    prop.add(tub(width, half - screen, 0.5, 1.0).move(y=(screen + half) / 2, z=belt - 0.44))
    prop.add(box(0.94 * width, 0.1, 0.46, bevel=0.03).move(y=-half, z=belt - 0.2))
    for x in (0.05, 0.15):
        pair(prop, box(0.05, 0.08, 0.28, bevel=0.01), "charcoal", x * width, -half - 0.04, belt - 0.18)
    prop.add(board(0.86 * width, 0.06, (screen + 0.01, belt + 0.04), (screen + 0.11, belt + 0.38)), "glass")
    for low, high in (((screen, belt), (screen + 0.12, belt + 0.42)), ((back, belt - 0.1), (back, belt + tall))):
        x = 0.46 * width
        bars(prop, "charcoal", 0.055, ((-x, *low), (-x, *high), (x, *high), (x, *low)))
    pair(prop, box(0.3 * width, 0.34, 0.14), "coffee", 0.22 * width, 0.22 * half, belt - 0.1)
    pair(prop, box(0.3 * width, 0.12, 0.46).turn(x=-10), "coffee", 0.22 * width, 0.4 * half, belt + 0.08)
    for radius, thick, colour in ((0.32, 0.18, "charcoal"), (0.16, 0.24, "steel")):
        prop.add(cylinder(radius, thick).turn(x=90).move(y=half + 0.1, z=belt - 0.06), colour)
    ends(prop, width, -half - 0.05, half, belt - 0.16)
    for y in (-0.64 * half, 0.58 * half):
        wheels(prop, 0.48 * width, y, wheel, 0.24)
        pair(prop, mudguard(0, 0, wheel + 0.06, 0.24), DARK, 0.52 * width, y, -0.05)


def motor_scooter(prop: ToyShape) -> None:
    wheel, reach, seat, bar = prop.vary(0.26, 0.06), prop.vary(0.62, 0.06), prop.vary(0.86, 0.06), prop.vary(1.2, 0.05)
    for y in (-reach, reach):
        wheels(prop, 0, y, wheel, 0.2)
    prop.add(mudguard(0, -reach, wheel + 0.06, 0.28))
    bars(prop, "steel", 0.06, ((0, -reach, wheel), (0, -reach + 0.06, 0.6), (0, -0.46, bar - 0.1)))
    prop.add(box(0.6, 0.1, 0.78, bevel=0.04, taper=0.7).turn(x=-12).move(y=-0.38, z=0.68))
    prop.add(box(0.5, 0.64, 0.1, bevel=0.04).move(y=-0.06, z=0.3))
    prop.add(sphere(1, squareness=0.25).stretch(0.27, 0.5, 0.3).move(y=reach - 0.12, z=seat - 0.36))
    pair(prop, sphere(1).stretch(0.12, 0.34, 0.2), LIGHT, 0.25, reach - 0.04, seat - 0.44)
    prop.add(box(0.36, 0.72, 0.14, bevel=0.05).move(y=reach - 0.16, z=seat), "coffee")
    for x in (-1, 1):
        bars(prop, "charcoal", 0.055, ((0.14 * x, -0.46, bar), (0.42 * x, -0.36, bar + 0.02)))
        bars(prop, "steel", 0.04, ((0.34 * x, -0.38, bar), (0.42 * x, -0.46, bar + 0.28)))
    pair(prop, sphere(0.1, segments=16).stretch(y=0.5), "steel", 0.42, -0.46, bar + 0.3)
    prop.add(sphere(0.2, squareness=0.2).move(y=-0.48, z=bar))
    prop.add(sphere(0.13).stretch(y=0.5).move(y=-0.66, z=bar + 0.01), "lemon")
    prop.add(box(0.16, 0.1, 0.12, bevel=0.03).move(y=reach + 0.36, z=seat - 0.3), "cherry")


def kick_scooter(prop: ToyShape) -> None:
    wheel, half, tall, grip = prop.vary(0.16, 0.08), prop.vary(0.62, 0.06), prop.vary(1.35, 0.06), prop.vary(0.34, 0.1)
    wide, fork, back = prop.vary(0.32, 0.1), -half - 0.08, half + 0.1
    prop.add(box(wide, 1.36 * half, 0.1, bevel=0.04).move(y=0.1, z=wheel + 0.02))
    prop.add(box(0.8 * wide, 0.9 * half, 0.04, bevel=0.01).move(y=0.08, z=wheel + 0.07), "charcoal")
    bars(prop, MAIN, 0.065, ((0, 0.14 - 0.6 * half, wheel + 0.02), (0, fork + 0.06, 0.34)))
    bars(prop, MAIN, 0.075, ((0, fork + 0.05, 0.28), (0, 0.2 - half, tall)))
    bars(prop, "steel", 0.055, ((-grip, 0.2 - half, tall), (grip, 0.2 - half, tall)))
    for x in (-1, 1):
        bars(prop, "charcoal", 0.075, tuple((share * grip * x, 0.2 - half, tall) for share in (0.5, 1.1)))
        bars(prop, "steel", 0.045, ((0.1 * x, fork + 0.03, 0.3), (0.1 * x, fork, wheel)))
        bars(prop, "steel", 0.045, ((0.1 * x, 0.5 * half, wheel), (0.1 * x, back, wheel)))
    for y in (fork, back):
        wheels(prop, 0, y, wheel, 0.12, LIGHT)
        prop.add(mudguard(0, y, wheel + 0.03, 0.18), DARK)


def carriage(prop: ToyShape) -> None:
    width, half, floor, tall = prop.vary(0.8, 0.06), prop.vary(0.6, 0.08), prop.vary(0.55, 0.06), prop.vary(1.0, 0.06)
    axles, roof = ((-0.94 * half, prop.vary(0.34, 0.06)), (0.8 * half, prop.vary(0.46, 0.06))), floor + tall
    keel = [(-0.9, 0.16), (-0.5, 0), (0.5, 0), (0.9, 0.16), (1, 0.5), (1, tall), (-1, tall), (-1, 0.5)]
    prop.add(plate([(y * half, floor + z) for y, z in keel], width))
    prop.add(box(1.16 * width, 2.3 * half, 0.14, bevel=0.05, taper=0.94).move(z=roof), DARK)
    prop.add(box(width + 0.04, 0.62 * half, 0.8 * tall, bevel=0.02).move(z=floor + 0.5 * tall), DARK)
    for y in (-0.7, 0, 0.7):
        prop.add(box(width + 0.08, 0.4 * half, 0.32, bevel=0.02).move(y=y * half, z=roof - 0.3), "cream")
    prop.add(box(0.5 * width, 2 * half + 0.06, 0.3, bevel=0.02).move(z=roof - 0.3), "cream")
    prop.add(box(0.9 * width, 0.34, 0.1, bevel=0.03).move(y=-half - 0.2, z=floor + 0.42), "coffee")
    footboard = [(-half, floor + 0.12), (-half - 0.6, floor + 0.16), (-half - 0.8, floor + 0.4)]
    for start, end in pairwise(footboard):
        prop.add(board(0.9 * width, 0.08, start, end), "wood")
    pair(prop, box(0.14, 0.14, 0.22, bevel=0.04), "gold", width / 2 + 0.07, -half - 0.08, floor + 0.6)
    pair(prop, tube([(0, -0.8 * half, 0.4), (0, -half - 1.2, 0.46)], 0.05), "bark", 0.2, 0, 0)
    for y, wheel in axles:
        for x in (-width / 2 - 0.14, width / 2 + 0.14):
            spoked_wheel(prop, x, y, wheel, "gold", "gold")
            bars(prop, "bark", 0.07, ((0, y, floor + 0.14), (0, y, wheel), (x, y, wheel)))


def shopping_cart(prop: ToyShape) -> None:
    width, length, wheel, low = prop.vary(0.4, 0.06), prop.vary(0.6, 0.08), prop.vary(0.13, 0.06), prop.vary(0.55, 0.08)
    high, grip, base = prop.vary(1.06, 0.04), prop.vary(1.22, 0.05), 2.4 * wheel
    for wire in _basket(width, length, low, high):
        prop.add(tube(wire, 0.037, segments=6, soft=False))
    back, front, far = length - 0.1, 0.06 - length, length + 0.24
    frame = [(0, far, grip), (0, length, low), (0, back, base), (0, -length, base)]
    pair(prop, tube(frame, 0.045), "steel", width, 0, 0)
    pair(prop, tube([(0, -0.2 * length, low), (0, -0.6 * length, base)], 0.045), "steel", width, 0, 0)
    bars(prop, DARK, 0.065, ((-width - 0.06, far, grip), (width + 0.06, far, grip)))
    prop.add(box(1.5 * width, 0.06, 0.3, bevel=0.02).move(y=0.98 * length, z=high - 0.2), LIGHT)
    for y in (front, back):
        legs = ((-width, y, wheel), (-width, y, base), (width, y, base), (width, y, wheel))
        prop.add(tube(legs, 0.045, soft=False), "steel")
        wheels(prop, width, y, wheel, 0.1)


def baby_stroller(prop: ToyShape) -> None:
    width, radius, wheel, bar = prop.vary(0.36, 0.08), prop.vary(0.52, 0.08), prop.vary(0.2, 0.08), prop.vary(1.4, 0.05)
    out = width + 0.06
    prop.add(folding_hood(width + 0.07, radius, prop.random.uniform(40, 65), 160).move(y=0.1, z=0.96))
    for start, end in (((-0.3, 0.62), (0.16, 0.56)), ((0.14, 0.56), (0.42, 1.2)), ((-0.5, 0.32), (-0.28, 0.62))):
        prop.add(board(2 * width - 0.02, 0.12, start, end), LIGHT)
    side = [(-0.36, 0.54), (0.2, 0.5), (0.5, 1.1), (0.12, 0.98), (-0.3, 0.76)]
    pair(prop, plate(side, 0.1), MAIN, width, 0, 0)
    pair(prop, tube([(0, -0.5, wheel), (0, 0.1, 0.75), (0, 0.62, bar)], 0.045), "steel", out, 0, 0)
    pair(prop, tube([(0, 0.5, wheel), (0, -0.05, 0.66)], 0.045), "steel", out, 0, 0)
    bars(prop, "charcoal", 0.06, ((-width - 0.08, 0.62, bar), (width + 0.08, 0.62, bar)))
    bars(prop, DARK, 0.055, ((-width, -0.28, 0.8), (-width, -0.4, 0.84), (width, -0.4, 0.84), (width, -0.28, 0.8)))
    prop.add(box(2 * width - 0.1, 0.1, 0.06, bevel=0.02).move(y=-0.52, z=0.3), "charcoal")
    prop.add(tub(2 * width - 0.06, 0.5, 0.18, 1.08).move(y=0.2, z=0.22), DARK)
    for y in (-0.5, 0.5):
        wheels(prop, out, y, wheel, 0.12, MAIN)


def _saloon(prop: ToyShape) -> tuple[float, float, float, float]:
    """Adds a car. Returns its width and length, and the heights of its doors and of its roof."""
    width, length, wheel = prop.vary(0.95, 0.06), prop.vary(2.05, 0.08), prop.vary(0.27, 0.08)
    belt, tall = wheel + 0.34, prop.vary(0.46, 0.08)
    prop.add(box(width, length, 0.42, bevel=0.09).move(z=belt - 0.2))
    cabin(prop, (0.9 * width, 0.56 * length, tall), (0, 0.06 * length, belt - 0.04), taper=0.76, panes=2)
    prop.add(box(0.46 * width, 0.08, 0.14, bevel=0.02).move(y=-length / 2, z=belt - 0.18), "charcoal")
    ends(prop, width, -length / 2, length / 2, belt - 0.14)
    for y in (-0.31, 0.31):
        wheels(prop, 0.45 * width, y * length, wheel, 0.22)
    return width, length, belt, belt - 0.04 + tall


def _cross(prop: ToyShape, turn: float, out: float, y: float, z: float) -> None:
    """Adds a cross on a panel at the distance `out` from (`y`, `z`), on the side at `turn` degrees from the front."""
    panel = ((0.56, 0.06, 0.56, "snow", 0.0), (0.42, 0.06, 0.14, "cherry", 0.02), (0.14, 0.06, 0.42, "cherry", 0.03))
    for wide, thick, high, colour, lift in panel:
        plaque = box(wide, thick, high, bevel=0.02).move(y=-out - lift)
        prop.add(plaque.turn(z=turn).move(y=y, z=z), colour)


def _basket(width: float, length: float, low: float, high: float) -> list[list[tuple[float, float, float]]]:
    """Returns the wires of a basket that stands between two heights and is widest at its rim."""

    def at(x: float, y: float, z: float) -> tuple[float, float, float]:
        return x * width * (0.82 + 0.18 * z), y * length * (0.8 + 0.2 * z), low + z * (high - low)

    wires = [[at(x, -1, 1), at(x, -1, 0), at(x, 1, 0), at(x, 1, 1)] for x in np.linspace(-1, 1, 5)]
    wires += [[at(-1, y, 1), at(-1, y, 0), at(1, y, 0), at(1, y, 1)] for y in np.linspace(-1, 1, 7)]
    hoop = ((0.02, -1), (1, -1), (1, 1), (-1, 1), (-1, -1), (-0.02, -1))
    return wires + [[at(x, y, z) for x, y in hoop] for z in (0.35, 0.7, 1)]
