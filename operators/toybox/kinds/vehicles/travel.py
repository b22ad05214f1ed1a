"""Vehicles of the toybox. Each function adds the parts of one kind to `prop`."""

from __future__ import annotations

from ..shapes import DARK, LIGHT, MAIN, ToyShape, box, circle, cylinder, extrude, lathe, sphere, tube
from .parts import bars, hull, lamps, mudguard, spoked_wheel, tub, wheels


def bicycle(prop: ToyShape) -> None:
    wheel, reach, seat, top = prop.vary(0.5, 0.1), prop.vary(0.68, 0.08), prop.vary(1.08, 0.06), prop.vary(1.28, 0.06)
    crank, saddle, low, high = (0, 0.08, 0.8 * wheel), (0, 0.3, seat), (0, -0.46, top - 0.36), (0, 0.27, seat - 0.1)
    for y in (-reach, reach):
        spoked_wheel(prop, 0, y, wheel, "charcoal", LIGHT)
        prop.add(mudguard(0, y, wheel, 0.08), DARK)
    bars(prop, MAIN, 0.075, (crank, saddle), (crank, low), (high, (0, -0.42, top - 0.26)), (low, (0, -0.38, top)))
    for x in (-0.13, 0.13):
        stays = [(end, (x, end[1] + 0.08, end[2]), (x, reach, wheel)) for end in (crank, high)]
        bars(prop, MAIN, 0.06, (low, (x, -0.5, low[2] - 0.05), (x, -reach, wheel)), *stays)
        prop.add(box(0.24, 0.16, 0.08, bevel=0.02).move(1.6 * x, 0.08 + 2 * x, crank[2] + x), "charcoal")
        handle = ((0, -0.38, top), (3 * x, -0.48, top + 0.06), (3.2 * x, -0.15, top))
        bars(prop, "steel", 0.06, handle, (crank, (x, 0.08 + 2 * x, crank[2] + x)))
    prop.add(sphere(1).stretch(0.17, 0.28, 0.09).move(y=0.33, z=seat + 0.05), "charcoal")


def motorcycle(prop: ToyShape) -> None:
    wheel, reach, tall = prop.vary(0.42, 0.08), prop.vary(0.8, 0.08), prop.vary(0.88, 0.06)
    for y in (-reach, reach):
        wheels(prop, 0, y, wheel, 0.24)
        prop.add(mudguard(0, y, wheel + 0.05, 0.17))
    prop.add(sphere(1, squareness=0.2).stretch(0.26, 0.42, 0.22).turn(x=8).move(y=-0.14, z=tall))
    prop.add(sphere(1, squareness=0.3).stretch(0.22, 0.42, 0.11).turn(x=8).move(y=0.46, z=tall - 0.04), DARK)
    prop.add(box(0.3, 0.5, 0.3).turn(x=6).move(y=0.62, z=tall - 0.22))
    prop.add(box(0.36, 0.62, 0.4).move(y=0.04, z=0.44), "stone")
    for x in (-1, 1):
        handle = ((0, -0.42, tall + 0.28), (0.4 * x, -0.47, tall + 0.38), (0.52 * x, -0.22, tall + 0.34))
        bars(prop, "charcoal", 0.07, handle)
        exhaust = ((0.24 * x, -0.2, 0.4), (0.27 * x, 0.2, 0.24), (0.27 * x, reach + 0.3, 0.36))
        bars(prop, "steel", 0.08, ((0.19 * x, -reach, wheel), (0.19 * x, -0.42, tall + 0.28)), exhaust)
    prop.add(box(0.34, 0.16, 0.3).move(y=-0.56, z=tall + 0.18))
    lamps(prop, 0, -0.64, tall + 0.18)


def truck(prop: ToyShape) -> None:
    width, cab, load, tall = prop.vary(0.95, 0.08), prop.vary(0.6, 0.1), prop.vary(1.35), prop.vary(1.0)
    wheel, floor, end = 0.27, 0.41, cab + load
    prop.add(box(0.8 * width, end, 0.16, bevel=0.02).move(y=end / 2, z=floor), "charcoal")
    prop.add(box(width, cab, 0.86, bevel=0.08, taper=0.88).move(y=cab / 2, z=floor + 0.37))
    prop.add(box(0.72 * width, 0.06, 0.32, bevel=0.02).turn(x=-3).move(y=0.02, z=floor + 0.54), "glass")
    prop.add(box(0.98 * width, 0.5 * cab, 0.3, bevel=0.02, taper=0.95).move(y=0.48 * cab, z=floor + 0.54), "glass")
    prop.add(box(0.9 * width, 0.34, 0.32).move(y=-0.12, z=floor + 0.12))
    prop.add(box(0.46 * width, 0.06, 0.2, bevel=0.02).move(y=-0.29, z=floor + 0.13), "charcoal")
    lamps(prop, 0.34 * width, -0.29, floor + 0.14)
    prop.add(box(1.06 * width, load, tall).move(y=end - load / 2 + 0.08, z=floor + 0.06 + tall / 2))
    for y in (0.05, cab + 0.45 * load, cab + 0.8 * load):
        wheels(prop, 0.45 * width, y, wheel, 0.24)


def bus(prop: ToyShape) -> None:
    width, length, decks = prop.vary(0.86, 0.08), prop.vary(2.2, 0.1), prop.random.choice((1, 1, 2))
    tall = prop.vary(0.36, 0.1) + 0.56 * decks
    prop.add(box(width, length, tall, bevel=0.1).move(z=0.2 + tall / 2))
    prop.add(box(width + 0.04, length + 0.04, 0.1, bevel=0.02).move(z=0.49), LIGHT)
    for z in (0.85, 1.39)[:decks]:
        for y in (-0.315, -0.14, 0.035, 0.21, 0.385):
            prop.add(box(width + 0.05, 0.14 * length, 0.3, bevel=0.02).move(y=y * length, z=z), "glass")
        prop.add(box(0.8 * width, length + 0.05, 0.36, bevel=0.02).move(z=z - 0.02), "glass")
    prop.add(box(0.1, 0.12 * length, 0.62, bevel=0.02).move(-0.5 * width, -0.405 * length, 0.65), "charcoal")
    lamps(prop, 0.34 * width, -length / 2 - 0.01, 0.43)
    for y in (-0.29, 0.29):
        wheels(prop, 0.45 * width, y * length, 0.25, 0.2)


def steam_locomotive(prop: ToyShape) -> None:
    radius, length, wheel, tall = prop.vary(0.36, 0.1), prop.vary(1.3, 0.1), prop.vary(0.3, 0.08), prop.vary(1.4, 0.05)
    middle, front, cab = 1.4 * wheel + radius, -0.55 * length, 0.72 * length
    prop.add(box(1.7 * radius, 1.75 * length, 0.18).move(y=0.2 * length, z=1.25 * wheel), "charcoal")
    for y, size, long, colour in ((0, 1, length, MAIN), (front + 0.1, 1.05, 0.3, "charcoal"), (0.2, 1.08, 0.1, "gold")):
        prop.add(cylinder(size * radius, long, segments=32).turn(x=90).move(y=y, z=middle), colour)
    prop.add(cylinder(0.11, prop.vary(0.8), top=0.24).move(y=front + 0.14, z=middle + radius + 0.1), "charcoal")
    prop.add(sphere(0.2).stretch(z=1.2).move(y=-0.15, z=middle + radius), "gold")
    lamps(prop, 0, front - 0.06, middle)
    prop.add(box(2.3 * radius, 0.5, 1.0).move(y=cab, z=tall - 0.5))
    prop.add(box(2.36 * radius, 0.28, 0.34, bevel=0.02).move(y=cab, z=tall - 0.3), "glass")
    prop.add(box(2.7 * radius, 0.72, 0.12, bevel=0.05).move(y=cab, z=tall), DARK)
    prop.add(extrude([(-0.4, 0), (0.4, 0), (0, 0.42)], wheel).turn(x=90).move(y=front - 0.08, z=0.7 * wheel), DARK)
    for x in (-0.95 * radius, 0.95 * radius):
        for y in (-0.38, 0.1, 0.58):
            spoked_wheel(prop, x, y * length, wheel, DARK, "steel")
        prop.add(box(0.08, 1.1 * length, 0.1, bevel=0.02).move(1.38 * x, 0.1 * length, 0.8 * wheel), "steel")


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


def tractor(prop: ToyShape) -> None:
    big, small, front, roof = prop.vary(0.5, 0.08), prop.vary(0.27, 0.08), -prop.vary(0.85, 0.1), prop.vary(1.57, 0.06)
    prop.add(box(0.46, -front, 0.46, bevel=0.08, taper=0.94).move(y=front / 2, z=0.72))
    prop.add(box(0.36, 0.6 - front, 0.2).move(y=0.1 + front / 2, z=0.42), "charcoal")
    lamps(prop, 0.2, front, 0.84)
    prop.add(box(0.62, 0.7, 0.4).move(y=0.28, z=0.56))
    prop.add(box(0.5, 0.18, 0.4).turn(x=-8).move(y=0.5, z=0.92), "charcoal")
    prop.add(box(0.86, 0.9, 0.12, bevel=0.05).move(y=0.26, z=roof))
    for x in (-0.34, 0.34):
        bars(prop, DARK, 0.05, *(((x, y, 0.42), (x, y, roof)) for y in (-0.06, 0.6)))
        prop.add(mudguard(1.5 * x, 0.36, big + 0.02, 0.2))
    wheels(prop, 0.52, 0.36, big, 0.3, LIGHT)
    wheels(prop, 0.4, 0.14 + front, small, 0.2, LIGHT)
    bars(prop, "steel", 0.06, ((0.12, 0.6 * front, 0.82), (0.12, 0.6 * front, 1.4)))


def wheelbarrow(prop: ToyShape) -> None:
    width, length, wheel, handle = prop.vary(0.62, 0.1), prop.vary(0.78, 0.1), prop.vary(0.27), prop.vary(0.75, 0.1)
    nose, back = -0.62 * length - wheel, 0.5 * length + handle
    tray = tub(width, length, prop.vary(0.42), prop.vary(1.45, 0.1))
    tray.vertices[:, 1] -= 0.3 * tray.vertices[:, 2]
    prop.add(tray.move(z=0.46))
    wheels(prop, 0, nose, wheel, 0.16)
    for x in (-1, 1):
        bars(prop, "wood", 0.065, ((0.11 * x, nose, wheel), (0.26 * x, 0, 0.45), (0.36 * x, back, 0.66)))
        bars(prop, "charcoal", 0.09, ((0.33 * x, back - 0.24, 0.62), (0.36 * x, back + 0.02, 0.665)))
        bars(prop, DARK, 0.06, ((0.29 * x, 0.1, 0.5), (0.32 * x, 0.52 * length, 0), (0.3 * x, 0.7 * length, 0.54)))


def cart(prop: ToyShape) -> None:
    width, length, wheel, flare = prop.vary(0.8, 0.1), prop.vary(1.15, 0.1), prop.vary(0.46, 0.1), prop.vary(1.2, 0.08)
    floor, tip = wheel + 0.06, -length / 2 - prop.vary(1.0, 0.08)
    prop.add(tub(width, length, prop.vary(0.42, 0.2), flare).move(z=floor))
    prop.add(tub(1.08 * width, 1.06 * length, 0.12, 1.0).move(z=floor - 0.03), DARK)
    for x in (-1, 1):
        spoked_wheel(prop, x * (0.5 * flare * width + 0.1), 0.04, wheel, "wood", "wood")
        start, bend = (0.4 * width * x, 0.4 * length, floor), (0.4 * width * x, -0.5 * length, floor)
        bars(prop, "bark", 0.07, (start, bend, (0.3 * x, tip, floor + 0.1)))
    prop.add(cylinder(0.07, flare * width + 0.3, bevel=0.02).turn(y=90).move(y=0.04, z=wheel), "bark")


def sailboat(prop: ToyShape) -> None:
    width, length, mast, boom = prop.vary(0.38, 0.08), prop.vary(0.9, 0.08), prop.vary(2.0, 0.08), prop.vary(0.95, 0.08)
    swing = 90 + prop.vary(22, 0.3)
    prop.add(hull(width, length, 0.42, 0.3))
    bars(prop, "wood", 0.06, ((0, -0.18, 0.2), (0, -0.18, mast)))
    sail = extrude([(0, 0), (boom, 0), (0.4 * boom, 0.6 * mast), (0, 0.75 * mast)], 0.08)
    prop.add(sail.turn(z=swing).move(y=-0.16, z=0.64))
    prop.add(box(boom + 0.1, 0.12, 0.12, bevel=0.03).move(boom / 2).turn(z=swing).move(y=-0.18, z=0.6), "wood")
    jib = extrude([(0, 0), (0.7 * length, 0.02), (0.6 * length, 0.6 * mast)], 0.08)
    prop.add(jib.turn(z=180 - swing).move(y=-0.95 * length, z=0.6), LIGHT)
    bars(prop, "wood", 0.06, ((0, 0.6 * length, 0.55), (0, 0.9 * length, 0.55), (0, 0.9 * length, 0)))


def rowing_boat(prop: ToyShape) -> None:
    width, length, side, swing = prop.vary(0.5, 0.1), prop.vary(1.05, 0.08), prop.vary(0.46, 0.1), prop.vary(20, 0.6)
    prop.add(hull(width, length, side, 0.1))
    for y, share in ((-0.42, 1.2), (0.12, 1.7), (0.55, 1.5)):
        prop.add(box(width * share, 0.2, 0.08, bevel=0.02).move(y=y * length, z=0.74 * side), "wood")
    oar = tube([(-0.4, 0, 0.14), (0.5, 0, -0.17)], 0.055, segments=8)
    blade = sphere(1, squareness=0.3).stretch(0.28, 0.14, 0.05).turn(y=18).move(x=0.68, z=-0.23)
    for x, turn in ((0.96 * width, swing), (-0.96 * width, 180 - swing)):
        for part, colour in ((oar, "wood"), (blade, DARK)):
            prop.add(part.turn(z=turn).move(x, 0.02, side + 0.08), colour)


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


def sled(prop: ToyShape) -> None:
    width, length, tall, curl = prop.vary(0.66, 0.1), prop.vary(1.5, 0.1), prop.vary(0.4, 0.1), prop.vary(0.34)
    front, tow = -length / 2, -length / 2 - 0.8 * curl
    for share in (-0.375, -0.125, 0.125, 0.375):
        board = box(width / 4 - 0.04, (1.05 - 0.3 * abs(share)) * length, 0.09, bevel=0.03)
        prop.add(board.move(x=share * width, y=0.06, z=tall))
    for y in (-0.3 * length, 0.34 * length):
        bars(prop, DARK, 0.07, tuple((x * width, y, z) for x, z in ((-0.5, 0), (-0.5, 0.34), (0.5, 0.34), (0.5, 0))))
    for x in (-0.5 * width, 0.5 * width):
        runner = ((x, 0.1 - front, 0), (x, 0.9 * front, 0), (x, front - curl, 0.06), (x, front - curl, tall + 0.25))
        bars(prop, MAIN, 0.065, (*runner, (x, front - 0.02, tall + 0.22)))
    bars(prop, "wood", 0.05, ((-0.5 * width, tow, tall + 0.2), (0.5 * width, tow, tall + 0.2)))


def lawn_mower(prop: ToyShape) -> None:
    width, length, reach, grip = prop.vary(0.8, 0.1), prop.vary(0.95, 0.1), prop.vary(1.22, 0.1), prop.vary(1.26)
    x, back = 0.42 * width, 0.4 * length
    prop.add(sphere(1, squareness=0.5).stretch(width / 2, length / 2, 0.26).move(z=0.28))
    prop.add(cylinder(0.26, 0.26).move(y=-0.08, z=0.5), "stone")
    prop.add(cylinder(0.2, 0.14).move(y=-0.08, z=0.66), "charcoal")
    prop.add(box(0.7 * width, 0.6, 0.5, bevel=0.12, taper=0.8).turn(x=20).move(y=back + 0.36, z=0.48), DARK)
    bars(prop, "charcoal", 0.06, ((-x, back, 0.3), (-x, reach, grip), (x, reach, grip), (x, back, 0.3)))
    bars(prop, MAIN, 0.09, ((-0.8 * x, reach, grip), (0.8 * x, reach, grip)))
    for y, wheel in ((-0.36, 0.2), (0.36, 0.24)):
        wheels(prop, width / 2 + 0.02, y * length, wheel, 0.16)


def skateboard(prop: ToyShape) -> None:
    width, length, kick, wheel = prop.vary(0.56, 0.1), prop.vary(1.9, 0.08), prop.vary(0.24), prop.vary(0.15, 0.1)
    flat, end, rise = 0.34 * length, length / 2, 2 * wheel + 0.14
    deck = [(0, -end, rise + kick), (0, -flat, rise), (0, flat, rise), (0, end, rise + kick)]
    prop.add(tube(deck, [0.05, 0.07, 0.07, 0.05], segments=16).stretch(x=width / 0.14))
    for y in (-0.28 * length, 0.28 * length):
        prop.add(box(0.8 * width, 0.2, 0.16).move(y=y, z=rise - 0.11), "steel")
        wheels(prop, 0.4 * width, y, wheel, 0.18, LIGHT)
