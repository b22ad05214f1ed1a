"""Bicycles, motorcycles and scooters. Each public function adds the parts of one kind to `prop`."""

from __future__ import annotations

from ..shapes import DARK, LIGHT, MAIN, ToyShape, box, sphere
from .parts import bars, lamps, mudguard, pair, spoked_wheel, wheels


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
