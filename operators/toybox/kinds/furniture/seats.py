"""Chairs and sofas. Each public function adds the parts of one kind to `prop`."""

from __future__ import annotations

import numpy as np

from ..people.parts import circlet
from ..shapes import DARK, LIGHT, ToyShape, arch, box, circle, cylinder, extrude, lathe, sphere, torus, tube


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


def stool(prop: ToyShape) -> None:
    radius, height, count = prop.vary(0.55, 0.08), prop.vary(1.2, 0.15), prop.random.choice((3, 4))
    spread, rung = prop.vary(1.15, 0.1), prop.vary(0.35)
    seat = [(0, 0), (radius, 0), (1.06 * radius, 0.14), (radius, 0.26), (0.4 * radius, 0.26), (0, 0.24)]
    prop.add(lathe(seat, 32, soft=True).move(z=height))
    prop.add(cylinder(0.9 * radius, 0.14, bevel=0.03).move(z=height - 0.03), DARK)
    for x, y, _ in circle(count, radius, 45):
        prop.add(tube([(0.7 * x, 0.7 * y, height), (spread * x, spread * y, 0)], [0.1, 0.08], soft=False))
    prop.add(torus(radius * (spread + (0.7 - spread) * rung), 0.06).move(z=rung * height), DARK)


def armchair(prop: ToyShape) -> None:
    _upholstered_seat(prop, prop.vary(0.75, 0.08), prop.vary(0.9, 0.1), 1)


def sofa(prop: ToyShape) -> None:
    seats = prop.random.choice((2, 3))
    _upholstered_seat(prop, prop.vary(0.62, 0.08) * seats, prop.vary(0.55), seats)


def rocking_chair(prop: ToyShape) -> None:
    half, seat, back, rise = prop.vary(0.5, 0.1), prop.vary(0.66, 0.08), prop.vary(1.15, 0.1), prop.vary(0.22, 0.2)
    rocker = [(0, y + 0.12, 0.08 + rise * y**2) for y in np.linspace(-1.1, 1.1, 13)]
    for x in (-half, half):
        prop.add(tube(rocker, 0.085, soft=False).move(x), DARK)
        prop.add(cylinder(0.075, seat + 0.36, bevel=0.02, segments=16).move(x, -0.38, seat / 2 + 0.28))
        prop.add(cylinder(0.075, seat - 0.06, bevel=0.02, segments=16).move(x, 0.42, seat / 2 + 0.06))
        prop.add(box(0.2, 1.08, 0.1, bevel=0.03).move(x, -0.02, seat + 0.45), DARK)
    prop.add(box(2 * half + 0.14, 1.0, 0.14, bevel=0.04).move(z=seat))
    prop.add(sphere(1, squareness=0.6).stretch(half - 0.06, 0.42, 0.1).move(z=seat + 0.1), LIGHT)
    prop.add(cylinder(0.06, 2 * half, bevel=0.01, segments=12).turn(y=90).move(y=-0.38, z=0.6 * seat), DARK)
    crest = [(-half - 0.1, 0), (half + 0.1, 0), (half + 0.1, 0.2), (0.5 * half, 0.36), (-0.5 * half, 0.36)]
    rest = [extrude([*crest, (-half - 0.1, 0.2)], 0.14, bevel=0.03).move(z=back - 0.1)]
    for share in (-1, -0.6, -0.2, 0.2, 0.6, 1):
        wide = 0.075 if abs(share) == 1 else 0.055
        rest.append(cylinder(wide, back, bevel=0.01, segments=12).move(share * half, 0, back / 2))
    for part in rest:
        prop.add(part.turn(x=-15).move(y=0.42, z=seat))


def office_chair(prop: ToyShape) -> None:
    half, seat, back, lean = prop.vary(0.5, 0.08), prop.vary(0.9, 0.08), prop.vary(1.0, 0.1), prop.vary(10, 0.4)
    for x, y, angle in circle(5, prop.vary(0.66, 0.08), 54):
        prop.add(tube([(0, 0, 0.28), (0.8 * x, 0.8 * y, 0.24), (x, y, 0.2)], [0.11, 0.07, 0.08]), "charcoal")
        prop.add(cylinder(0.11, 0.16, bevel=0.03, segments=16).turn(x=90, z=angle).move(x, y, 0.11), "steel")
    prop.add(cylinder(0.13, 0.3, bevel=0.03).move(z=0.34), "charcoal")
    prop.add(cylinder(0.075, seat - 0.2, bevel=0.02).move(z=seat / 2 + 0.1), "steel")
    prop.add(box(0.5, 0.5, 0.12, bevel=0.03).move(z=seat - 0.13), "charcoal")
    soft = sphere(1, squareness=0.55)
    prop.add(soft.stretch(half, 0.5, 0.14).move(y=-0.04, z=seat))
    prop.add(tube([(0, 0.1, seat - 0.14), (0, 0.6, seat - 0.14), (0, 0.62, seat + 0.5)], 0.075), "charcoal")
    prop.add(soft.stretch(0.94 * half, 0.13, back / 2).turn(x=-lean).move(y=0.5, z=seat + 0.22 + back / 2))
    if prop.random.random() < 0.5:
        prop.add(soft.stretch(0.55 * half, 0.11, 0.16).turn(x=-lean).move(y=0.64, z=seat + back + 0.4), DARK)
        prop.add(cylinder(0.06, 0.3, bevel=0.01, segments=12).move(y=0.62, z=seat + back + 0.2), "charcoal")
    for x in (-half - 0.1, half + 0.1):
        prop.add(tube([(0.5 * x, 0.1, seat - 0.13), (x, 0.1, seat - 0.13), (x, 0.1, seat + 0.36)], 0.065), "charcoal")
        prop.add(box(0.17, 0.6, 0.12, bevel=0.04).move(x, 0, seat + 0.36), DARK)


def throne(prop: ToyShape) -> None:
    width, seat, back = prop.vary(1.0, 0.08), prop.vary(0.62, 0.1), prop.vary(1.75, 0.08)
    gable = np.array([(-0.5, 0), (0.5, 0), (0.5, 0.8), (0, 1), (-0.5, 0.8)]) * (width, back)
    shape = np.array(prop.random.choice((arch(width, back), gable)))
    prop.add(box(1.5 * width, 1.5, 0.16, bevel=0.03).move(y=-0.08, z=0.08), DARK)
    prop.add(box(width, 0.9, seat, bevel=0.05).move(z=0.12 + seat / 2))
    prop.add(extrude(shape, 0.26).move(y=0.44, z=0.14))
    prop.add(extrude(1.12 * shape, 0.16).move(y=0.48, z=0.12), "gold")
    prop.add(sphere(1, squareness=0.6).stretch(0.44 * width, 0.42, 0.13).move(y=-0.06, z=seat + 0.16), LIGHT)
    prop.add(extrude(0.72 * shape, 0.2, bevel=0.08).move(y=0.34, z=0.36 + 0.1 * back), LIGHT)
    for x, z in ((0, 0.5), (-0.2, 0.62), (0.2, 0.62), (0, 0.74)):
        prop.add(sphere(0.055, segments=8).move(x * width, 0.24, z * back + 0.14), "gold")
    for side in (-1, 1):
        _throne_armrest(prop, side * (0.5 * width + 0.08), seat, 0.86 * back)
    circlet(prop, 0.46, 0.06 + 1.12 * back, 0.2, 0.26, 5)


def _upholstered_seat(prop: ToyShape, width: float, back: float, seats: int) -> None:
    """Adds a soft seat on feet with armrests. `width` is the space between the arms, `back` the backrest's height."""
    depth, arm, pitch = prop.vary(0.9, 0.06), prop.vary(0.26, 0.1), width / seats
    prop.add(box(width + arm, depth, 0.34).move(z=0.34))
    prop.add(box(width + 0.12, 0.28, back + 0.4, bevel=0.1).turn(x=-7).move(y=0.42 * depth, z=0.3 + back / 2))
    for side in (-1, 1):
        x = side * (width + arm) / 2
        prop.add(box(arm, depth + 0.05, 0.55, bevel=0.06).move(x, 0, 0.44))
        prop.add(cylinder(0.62 * arm, depth + 0.1, bevel=0.05).turn(x=90).move(x, 0, 0.74))
        for y in (-0.4, 0.4):
            prop.add(cylinder(0.06, 0.26, bevel=0.01, top=0.09, segments=12).move(0.92 * x, y * depth, 0.12), "wood")
    soft = sphere(1, squareness=0.6)
    for i in range(seats):
        x = (i + 0.5) * pitch - width / 2
        prop.add(soft.stretch(0.52 * pitch, 0.47 * depth, 0.14).move(x, -0.08, 0.56), LIGHT)
        rest = soft.stretch(0.5 * pitch, 0.13, 0.46 * back).turn(x=-9)
        prop.add(rest.move(x, 0.22 * depth, 0.62 + 0.44 * back))


def _throne_armrest(prop: ToyShape, x: float, seat: float, back: float) -> None:
    """Adds an armrest of a throne with its golden posts. `seat` and `back` are the heights of the posts."""
    prop.add(box(0.18, 0.86, 0.5, bevel=0.04).move(x, 0.02, seat + 0.18))
    prop.add(cylinder(0.13, 0.96, segments=16).turn(x=90).move(x, -0.02, seat + 0.44), "gold")
    for y, high in ((-0.42, seat + 0.1), (0.48, back)):
        prop.add(cylinder(0.1, high, segments=16).move(x, y, 0.14 + high / 2), "gold")
    for y, z in ((-0.5, seat + 0.44), (0.48, back + 0.24)):
        prop.add(sphere(0.16, segments=12).move(x, y, z), "gold")
