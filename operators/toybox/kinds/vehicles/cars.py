"""Cars. Each public function adds the parts of one kind to `prop`."""

from __future__ import annotations

import math

from ..shapes import DARK, ToyShape, box, cylinder, lathe, sphere, tube
from .parts import bars, board, cabin, lamps_and_bumpers, mudguard, pair, plate, tub, wheels


def car(prop: ToyShape) -> None:
    width, length, tall = prop.vary(1.0, 0.08), prop.vary(1.85, 0.08), prop.vary(0.42, 0.1)
    wheel = prop.vary(0.29, 0.1)
    prop.add(sphere(1, squareness=0.6).stretch(width / 2, length / 2, tall / 2 + 0.05).move(z=wheel + 0.22))
    cabin = box(0.86 * width, 0.56 * length, 0.46, bevel=0.08, taper=0.74).move(y=0.06 * length, z=wheel + 0.58)
    prop.add(cabin)
    prop.add(box(0.64 * width, 0.44 * length, 0.1, bevel=0.04).move(y=0.06 * length, z=wheel + 0.82))
    for side in (-1, 1):
        for shift in (-0.06, 0.18):
            pane = box(0.06, 0.2 * length, 0.26, bevel=0.02, taper=0.85).turn(y=side * -14)
            prop.add(pane.move(side * 0.405 * width, shift * length, wheel + 0.6), "glass")
        for y in (-0.31, 0.31):
            tyre, hub = cylinder(wheel, 0.26, bevel=0.06).turn(y=90), cylinder(0.5 * wheel, 0.08, bevel=0.02).turn(y=90)
            prop.add(tyre.move(side * (width / 2 - 0.06), y * length, wheel), "charcoal")
            prop.add(hub.move(side * (width / 2 + 0.07), y * length, wheel), "steel")
        light = side * 0.31 * width
        prop.add(sphere(0.13).stretch(y=0.6).move(light, -length / 2, wheel + 0.27), "lemon")
        prop.add(box(0.2, 0.1, 0.12, bevel=0.02).move(light, length / 2 - 0.02, wheel + 0.27), "cherry")
    lean = math.degrees(math.atan2(0.13 * 0.56 * length, 0.46))
    for end in (-1, 1):
        pane = box(0.62 * width, 0.06, 0.3, bevel=0.02, taper=0.9).turn(x=-end * lean)
        prop.add(pane.move(y=0.06 * length + end * 0.25 * length, z=wheel + 0.58), "glass")
        prop.add(box(0.94 * width, 0.14, 0.15, bevel=0.04).move(y=end * length / 2, z=wheel + 0.04), "steel")
    prop.add(box(0.34 * width, 0.08, 0.14, bevel=0.02).move(y=-length / 2, z=wheel + 0.24), "charcoal")


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
        _red_cross(prop, turn, out, middle, z)
    prop.add(box(0.8 * width, 0.2, 0.08, bevel=0.02).move(y=cab - 0.1, z=1.18), "charcoal")
    pair(prop, sphere(0.15, segments=16), "cherry", 0.26 * width, cab - 0.1, 1.22)
    pair(prop, sphere(0.11, segments=16), "cherry", 0.36 * width, end - 0.14, tall + 0.31)
    lamps_and_bumpers(prop, width, -0.3, end, 0.44)
    for y in (0.08, cab + 0.62 * load):
        wheels(prop, 0.46 * width, y, 0.27, 0.22)


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
    lamps_and_bumpers(prop, width, -half, half, 0.46)
    for y in (-0.6, 0.58):
        wheels(prop, 0.44 * width, y * half, wheel, 0.22)


def pickup_truck(prop: ToyShape) -> None:
    width, hood, cab, bed = prop.vary(0.98, 0.06), prop.vary(0.58, 0.08), prop.vary(0.7, 0.08), prop.vary(0.95, 0.08)
    front, end, floor = -hood, cab + bed, 0.36
    prop.add(box(width, hood + cab, 0.48, bevel=0.08).move(y=(cab - hood) / 2, z=floor + 0.2))
    cabin(prop, (0.94 * width, cab + 0.1, 0.5), (0, cab / 2, floor + 0.38), taper=0.8)
    prop.add(tub(width / 0.99, bed + 0.06, 0.46, 1.0).move(y=cab + bed / 2, z=floor - 0.02))
    prop.add(box(0.84 * width, 0.86 * bed, 0.06, bevel=0.02).move(y=cab + bed / 2, z=floor + 0.08), "charcoal")
    prop.add(box(0.5 * width, 0.06, 0.14, bevel=0.02).move(y=end + 0.03, z=floor + 0.26), DARK)
    prop.add(box(0.52 * width, 0.08, 0.2, bevel=0.02).move(y=front, z=floor + 0.24), "charcoal")
    lamps_and_bumpers(prop, width, front, end + 0.02, floor + 0.22)
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
    lamps_and_bumpers(prop, width, -half - 0.05, half, belt - 0.16)
    for y in (-0.64 * half, 0.58 * half):
        wheels(prop, 0.48 * width, y, wheel, 0.24)
        pair(prop, mudguard(0, 0, wheel + 0.06, 0.24), DARK, 0.52 * width, y, -0.05)


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


def _saloon(prop: ToyShape) -> tuple[float, float, float, float]:
    """Adds a car. Returns its width and length, and the heights of its doors and of its roof."""
    width, length, wheel = prop.vary(0.95, 0.06), prop.vary(2.05, 0.08), prop.vary(0.27, 0.08)
    belt, tall = wheel + 0.34, prop.vary(0.46, 0.08)
    prop.add(box(width, length, 0.42, bevel=0.09).move(z=belt - 0.2))
    cabin(prop, (0.9 * width, 0.56 * length, tall), (0, 0.06 * length, belt - 0.04), taper=0.76, panes=2)
    prop.add(box(0.46 * width, 0.08, 0.14, bevel=0.02).move(y=-length / 2, z=belt - 0.18), "charcoal")
    lamps_and_bumpers(prop, width, -length / 2, length / 2, belt - 0.14)
    for y in (-0.31, 0.31):
        wheels(prop, 0.45 * width, y * length, wheel, 0.22)
    return width, length, belt, belt - 0.04 + tall


def _red_cross(prop: ToyShape, turn: float, out: float, y: float, z: float) -> None:
    """Adds a cross on a panel at the distance `out` from (`y`, `z`), on the side at `turn` degrees from the front."""
    panel = ((0.56, 0.06, 0.56, "snow", 0.0), (0.42, 0.06, 0.14, "cherry", 0.02), (0.14, 0.06, 0.42, "cherry", 0.03))
    for wide, thick, high, colour, lift in panel:
        plaque = box(wide, thick, high, bevel=0.02).move(y=-out - lift)
        prop.add(plaque.turn(z=turn).move(y=y, z=z), colour)
