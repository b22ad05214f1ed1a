"""Lamps, candles and torches. Each public function adds the parts of one kind to `prop`."""

from __future__ import annotations

import numpy as np

from ..forms import coil, upright_ring
from ..shapes import DARK, LIGHT, MAIN, Part, ToyShape, box, circle, cylinder, lathe, rounded, sphere, torus, tube


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


def desk_lamp(prop: ToyShape) -> None:
    foot, low, high, shade = prop.vary(0.48, 0.08), prop.vary(0.85, 0.1), prop.vary(0.8, 0.1), prop.vary(0.42, 0.1)
    elbow, end = (0, 0.42 * low, 0.1 + 0.9 * low), (0, 0.42 * low - 0.85 * high, 0.1 + 0.9 * low + 0.52 * high)
    prop.add(lathe([(0, 0), (foot, 0), (foot, 0.1), (0.8 * foot, 0.16), (0.12, 0.2), (0, 0.2)], 36), DARK)
    for start, stop in (((0, 0, 0.1), elbow), (elbow, end)):
        for x in (-0.09, 0.09):
            prop.add(tube([start, stop], 0.05, segments=10).move(x), "steel")
    for _, y, z in ((0, 0, 0.18), elbow, end):
        prop.add(cylinder(0.12, 0.36, bevel=0.03).turn(y=90).move(0, y, z), "charcoal")
    bell = [(0, 0.2), (0.9, -0.3), (1, -0.3), (1, -0.24), (0.62, 0.3), (0.36, 0.52), (0.3, 0.8), (0.2, 0.86), (0, 0.86)]
    hood = [(lathe(bell, 32).stretch(1.3 * shade, 1.3 * shade, 1.6 * shade), MAIN), (sphere(0.2), "lemon")]
    for part, colour in hood:
        prop.add(part.turn(x=-32).move(y=end[1] - 0.12, z=end[2] - 0.3), colour)


def light_bulb(prop: ToyShape) -> None:
    radius, length, neck, screw = prop.vary(0.7), prop.vary(1.25, 0.12), prop.vary(0.34, 0.12), prop.vary(0.42)
    low = [(0, 0), (neck, 0), (neck, 0.14), (0.7 * radius, prop.vary(0.36, 0.2))]
    glass = [*low, (1.1 * radius, 0.6), (1.08 * radius, 1.05), (0.62 * radius, 1.3), (0, 1.34)]
    prop.add(lathe(glass, 32, soft=True).stretch(z=length).move(z=screw))
    prop.add(lathe([(0, -0.2), (0.14, -0.2), (0.2, -0.1), (neck - 0.04, 0), (0, 0.04)]), "charcoal")
    prop.add(cylinder(neck - 0.03, screw + 0.1, bevel=0.03).move(z=screw / 2 + 0.04), "steel")
    prop.add(coil(np.linspace((0, 0, 0.14 * screw), (0, 0, 0.88 * screw), 73), neck, 0.05, 3), "steel")
    prop.add(torus(neck, 0.05).move(z=screw + 0.04), DARK)


def flashlight(prop: ToyShape) -> None:
    grip, head, length, rim = prop.vary(0.25, 0.1), prop.vary(0.5, 0.12), prop.vary(1.3, 0.06), prop.vary(1.8, 0.03)
    tail = [(0, 0), (grip - 0.04, 0), (grip, 0.06), (grip, length - 0.04), (head - 0.02, length + 0.24), (head, rim)]
    bowl = [(head - 0.09, rim), (head - 0.12, rim - 0.08), (0.1, length + 0.06), (0, length + 0.06)]
    deep = rim - length
    dish = [(0, 0), (0.1, 0), (head - 0.1, deep - 0.12), (head - 0.1, deep - 0.06), (0.1, 0.1), (0, 0.1)]
    knurl = lathe([(0, -0.17), (grip + 0.03, -0.17), (grip + 0.03, 0.17), (0, 0.17)], 48, ribs=12, depth=0.05)
    parts = [(lathe([*tail, *bowl], 32), MAIN), (torus(head - 0.04, 0.075).move(z=rim), DARK)]
    parts += [(lathe(dish).move(z=length + 0.02), "lemon"), (sphere(0.14).move(z=length + 0.22), "snow")]
    parts += [(knurl.move(z=share * length), "charcoal") for share in (0.22, 0.5)]
    parts += [(cylinder(grip + 0.05, 0.14).move(z=0.05), DARK), (torus(grip, 0.07).move(z=length - 0.06), DARK)]
    for part, colour in parts:
        prop.add(part.turn(x=90).move(z=head), colour)
    for y, size, z, colour in ((-0.76, 0.36, 0.0, "charcoal"), (-0.8, 0.18, 0.06, "cherry")):
        prop.add(box(0.1 + 0.3 * size, size, 0.13, bevel=0.03).move(0, y * length, head + grip + z), colour)
    prop.add(torus(0.13, 0.05, segments=20).turn(y=90).move(y=0.1, z=head), "steel")


def lantern(prop: ToyShape) -> None:
    radius, height, sides = prop.vary(0.5, 0.1), prop.vary(0.95, 0.12), prop.random.choice((4, 6, 24))
    base = [(0, 0), (1.35, 0), (1.35, 0.14), (1.1, 0.26), (0, 0.26)]
    roof = [(0, 0), (1.4, 0), (1.4, 0.1), (0.5, 0.42), (0.5, 0.56), (0.3, 0.64), (0, 0.64)]
    for profile, z in ((base, 0), (roof, height + 0.2)):
        prop.add(lathe([(r * radius, h) for r, h in profile], sides).turn(z=45).move(z=z))
    pane = lathe([(0, 0), (0.9 * radius, 0), (0.9 * radius, height), (0, height)], sides)
    prop.add(pane.turn(z=45).move(z=0.22), "lemon")
    for x, y, _ in circle(6 if sides == 6 else 4, 1.02 * radius, 45):
        prop.add(cylinder(0.075, height, bevel=0.01, segments=12).move(x, y, 0.22 + height / 2), DARK)
    prop.add(upright_ring(0.24, 0.06).move(z=height + 1.0), "steel")


def candle(prop: ToyShape) -> None:
    radius, height, dish = prop.vary(0.4, 0.2), prop.vary(1.1, 0.2), prop.vary(0.74, 0.08)
    saucer = [(0, 0), (0.6 * dish, 0), (dish, 0.14), (dish, 0.22), (dish - 0.1, 0.22), (0.55 * dish, 0.1), (0, 0.1)]
    prop.add(lathe(saucer, 32), "gold")
    prop.add(torus(0.17, 0.06, segments=24).turn(x=90).move(x=dish + 0.12, z=0.18), "gold")
    wax = [(0, 0.08), (radius, 0.08), (radius, height), (0.9 * radius, height + 0.06), (0.7 * radius, height - 0.02)]
    prop.add(lathe([*wax, (0, height - 0.06)], 32))
    for x, y, turn in circle(7, radius, prop.random.uniform(0, 360)):
        run = height * prop.random.uniform(0.25, 0.8)
        drip = [(-0.12, 0, height), (0, 0, height + 0.02), (0.02, 0, height - 0.1), (0.03, 0, run)]
        prop.add(tube(drip, [0.09, 0.09, 0.075, 0.07], segments=10).turn(z=turn).move(x, y), LIGHT)
        prop.add(sphere(0.1, segments=12).stretch(z=1.4).move(1.05 * x, 1.05 * y, run), LIGHT)
    prop.add(cylinder(0.045, 0.24, bevel=0.01, segments=12).move(z=height + 0.04), "charcoal")
    flame = [(0, 0), (0.13, 0.02), (0.19, 0.2), (0.06, 0.42), (0, 0.58)]
    prop.add(lathe(flame, soft=True).move(z=height + 0.1), "carrot")


def candlestick(prop: ToyShape) -> None:
    foot, height, candle = prop.vary(0.6, 0.1), prop.vary(1.15, 0.12), prop.vary(0.55)
    base = [(0, 0), (foot, 0), (foot, 0.1), (0.5 * foot, 0.16), (0.12, 0.3), (0.1, 0.42)]
    knop = [(0.3, 0.48), (0.3, 0.52), (0.1, 0.62), (0.12, 0.9)]
    vase = [(0.1, 0.44), (0.32, 0.76), (0.26, 0.84), (0.1, 0.9)]
    stem = [*prop.random.choice((knop, vase)), (0.24, 1), (0, 1)]
    prop.add(lathe([*base, *((r, z * height) for r, z in stem)], soft=True))
    if prop.random.random() < 0.5:
        prop.add(upright_ring(0.19, 0.07).move(x=foot + 0.06, z=0.27), DARK)
    pan = prop.vary(0.38, 0.12)
    saucer = [(0, 0), (0.2, 0), (pan, 0.08), (pan, 0.15), (pan - 0.08, 0.15), (0.15, 0.08), (0, 0.08)]
    prop.add(lathe(saucer).move(z=height - 0.04), DARK)
    prop.add(cylinder(0.2, 0.22, top=0.23).move(z=height + 0.1))
    prop.add(cylinder(0.15, candle + 0.1).move(z=height + candle / 2 + 0.1), "cream")
    flame = lathe([(0, 0), (0.11, 0.02), (0.15, 0.16), (0.04, 0.34), (0, 0.46)], soft=True)
    prop.add(flame.move(z=height + candle + 0.18), "carrot")
    prop.add(cylinder(0.06, 0.16, bevel=0.01, segments=12).move(z=height + candle + 0.16), "charcoal")


def torch(prop: ToyShape) -> None:
    length, foot, head, blaze = prop.vary(1.5, 0.1), prop.vary(0.17), prop.vary(0.38, 0.08), prop.vary(1.05, 0.12)
    prop.add(lathe([(0, 0), (foot, 0), (foot, 0.1), (0.68 * head, length), (0, length)], 16))
    for share in (0.12, 0.24, 0.36):
        prop.add(torus(foot + 0.05 * share, 0.06, segments=16).move(z=share * length), DARK)
    cup = [(0, 0), (0.5, 0), (1, 0.9), (0.86, 0.9), (0.6, 0.4), (0, 0.4)]
    prop.add(lathe(cup).stretch(head, head, 0.5).move(z=length - 0.1), DARK)
    for z, size in ((-0.08, 0.68), (0.33, 1.02)):
        prop.add(torus(size * head, 0.06, segments=16).move(z=length + z), "gold")
    flames = ((1, 0, 0.85, 1, "lemon"), (6, 0.6, 0.45, 0.7, "carrot"), (6, 0.9, 0.3, 0.45, "cherry"))
    for count, out, wide, tall, colour in flames:
        for x, y, angle in circle(count, out * head, prop.random.uniform(0, 60)):
            tongue = _flame_tongue(prop.vary(0.3, 0.4)).stretch(wide * head, wide * head, prop.vary(tall, 0.15) * blaze)
            prop.add(tongue.turn(z=angle + prop.random.uniform(-60, 60)).move(x, y, length + 0.2), colour)


def _flame_tongue(bend: float) -> Part:
    """Returns a flame of unit height, whose tip leans to X."""
    flame = lathe(rounded([(0, -0.1), (0.6, -0.08), (1, 0.25), (0.75, 0.5), (0.2, 0.85), (0, 1)], 1), 12)
    height = flame.vertices[:, 2].clip(0)
    flame.vertices[:, 0] += bend * (np.sin(4 * height) + 1.5 * height**3)
    return flame
