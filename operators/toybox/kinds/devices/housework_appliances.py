"""Appliances for laundry, cleaning and comfort. Each public function adds the parts of one kind to `prop`."""

from __future__ import annotations

from ..forms import at_corners, bow_handle, disc, upright_ring
from ..shapes import DARK, LIGHT, MAIN, ToyShape, box, cylinder, extrude, lathe, rounded, sphere, torus, tube
from .parts import iron_parts


def washing_machine(prop: ToyShape) -> None:
    width, depth, height, eye = prop.vary(1.2, 0.08), prop.vary(1.05, 0.1), prop.vary(1.4, 0.08), prop.vary(0.4, 0.08)
    front, middle, top = -depth / 2, 0.1 + 0.43 * height, height - 0.08
    prop.add(box(width, depth, height).move(z=0.06 + height / 2))
    prop.add(box(width + 0.06, depth + 0.06, 0.1, bevel=0.03).move(z=0.06 + height), LIGHT)
    prop.add(box(width - 0.08, 0.1, 0.26, bevel=0.03).move(y=front, z=top), "snow")
    prop.add(box(0.32 * width, 0.1, 0.18, bevel=0.02).move(-0.29 * width, front - 0.03, top), LIGHT)
    prop.add(box(0.26, 0.1, 0.13, bevel=0.02).move(0.06 * width, front - 0.03, top), "charcoal")
    prop.add(disc(0.1, 0.24).move(0.34 * width, front - 0.04, top), "charcoal")
    for share, length, colour in ((1.18, 0.14, DARK), (1.0, 0.22, "steel"), (0.78, 0.24, "charcoal")):
        prop.add(disc(share * eye, length, segments=36).move(y=front, z=middle), colour)
    prop.add(torus(0.9 * eye, 0.11).turn(x=90).move(y=front - 0.1, z=middle), "snow")
    prop.add(sphere(0.8 * eye).stretch(y=0.35).move(y=front - 0.06, z=middle), "glass")
    prop.add(box(0.1, 0.14, 0.26, bevel=0.03).move(0.92 * eye, front - 0.2, middle), "charcoal")
    prop.add(box(0.7 * width, 0.1, 0.6 * height, bevel=0.03).move(y=depth / 2, z=0.45 * height), DARK)
    at_corners(prop, cylinder(0.09, 0.18, bevel=0.02).move(z=0.06), width - 0.24, depth - 0.24)


def iron(prop: ToyShape) -> None:
    for part, colour in iron_parts(prop):
        prop.add(part, colour)


def vacuum_cleaner(prop: ToyShape) -> None:
    long, wide, wheel, reach = prop.vary(0.62, 0.08), prop.vary(0.42, 0.08), prop.vary(0.32, 0.08), prop.vary(0.7, 0.1)
    top, start = prop.vary(1.5, 0.06), (0, 0.45 - long, 0.6)
    prop.add(sphere(1, squareness=0.3).stretch(wide, long, 0.4).move(y=0.4, z=0.46))
    prop.add(sphere(1, squareness=0.3).stretch(0.8 * wide, 0.6 * long, 0.22).move(y=0.5, z=0.74), LIGHT)
    for radius, thick, colour in ((wheel, 0.14, "charcoal"), (0.55 * wheel, 0.2, LIGHT)):
        for x in (-wide, wide):
            prop.add(cylinder(radius, thick, bevel=0.03).turn(y=90).move(x, 0.4 + 0.5 * long, wheel), colour)
    prop.add(cylinder(0.13, 0.2, bevel=0.03).turn(y=90).move(0, 0.5 - long, 0.13), "charcoal")
    prop.add(bow_handle(0.24, 0.2, 0.06).turn(z=90).move(y=0.4, z=0.86), DARK)
    prop.add(cylinder(0.17, 0.2).turn(x=70).move(*start), DARK)
    bend = [(-0.1, -long, 1), (0.3, -0.2, top + 0.3), (reach, 0.1, top + 0.24), (reach, -0.1, top)]
    hose = rounded([start, *bend], 4)
    prop.add(tube(hose.tolist(), [0.075 + 0.02 * (i % 2) for i in range(len(hose))], soft=False), "charcoal")
    for y, z, radius, colour in ((-0.75, 0.16, 0.06, "steel"), (-0.24, top - 0.2, 0.09, DARK)):
        prop.add(tube([(reach, -0.04, top + 0.1), (reach, y, z)], radius), colour)
    prop.add(box(0.72, 0.3, 0.16, bevel=0.05).move(reach, -0.82, 0.09))


def sewing_machine(prop: ToyShape) -> None:
    half, height, depth, wheel = prop.vary(0.92, 0.06), prop.vary(1.2, 0.06), prop.vary(0.5, 0.1), prop.vary(0.27, 0.1)
    left, head, pin, needle = 0.12 - half, 0.5 * height, 0.55 * half, 0.33 - half
    prop.add(box(2 * half + 0.16, depth + 0.3, 0.24, bevel=0.05).move(z=0.12), DARK)
    arm = [(0.5 * half, 0.1), (half, 0.1), (half, height - 0.1), (half - 0.12, height), (left + 0.1, height)]
    jaw = [(left, height - 0.1), (left, head), (left + 0.42, head), (left + 0.46, 0.67 * height)]
    prop.add(extrude([*arm, *jaw, (0.4 * half, 0.63 * height)], 0.75 * depth, bevel=0.08).move(z=0.1))
    prop.add(cylinder(0.06, 0.5, bevel=0.01, segments=10).move(needle, -0.02, head - 0.05), "steel")
    prop.add(box(0.2, 0.3, 0.07, bevel=0.02).move(needle, -0.08, 0.32), "steel")
    cloth = prop.random.choice(("cream", "blossom", "lemon"))
    prop.add(box(0.62, 1.2 * depth + 0.3, 0.07, bevel=0.02).move(needle + 0.05, -0.06, 0.27), cloth)
    prop.add(box(0.62, 0.07, 0.22, bevel=0.02).turn(x=-12).move(needle + 0.05, -0.6 * depth - 0.22, 0.19), cloth)
    for radius, thick, colour in ((wheel, 0.16, "charcoal"), (0.5 * wheel, 0.24, "gold")):
        prop.add(cylinder(radius, thick).turn(y=90).move(half + 0.12, 0, 0.76 * height), colour)
    spool = lathe([(0, 0), (0.14, 0), (0.14, 0.05), (0.1, 0.06), (0.1, 0.26), (0.14, 0.27), (0.14, 0.32), (0, 0.32)])
    prop.add(spool.move(pin, 0, height + 0.08), prop.random.choice(("cherry", "lemon", "leaf")))
    prop.add(cylinder(0.04, 0.5, bevel=0.01, segments=10).move(pin, 0, height + 0.28), "steel")
    thread = [(pin, -0.1, 0.2), (left + 0.3, -0.05, 0.14), (needle, -0.42 * depth, 0), (needle, -0.4 * depth, -head)]
    prop.add(tube(thread, 0.03, segments=6, soft=False).move(z=height), "snow")


def electric_fan(prop: ToyShape) -> None:
    radius, height, tilt, count = (
        prop.vary(0.7, 0.06),
        prop.vary(0.95),
        prop.vary(8, 0.9),
        prop.random.choice((3, 4, 5)),
    )
    foot = [(0, 0), (0.52, 0), (0.52, 0.1), (0.36, 0.2), (0.1, 0.28), (0.08, height), (0, height)]
    prop.add(lathe(foot))
    for x, colour in ((-0.15, "cherry"), (0, "leaf"), (0.15, "lemon")):
        prop.add(box(0.1, 0.12, 0.1, bevel=0.02).move(x, -0.4, 0.19), colour)
    head = [(disc(0.26, 0.5).move(y=0.36), MAIN), (sphere(0.26).move(y=0.6), MAIN), (disc(0.16, 0.5), DARK)]
    blade = sphere(1, squareness=0.2, segments=16).stretch(0.42 * radius, 0.06, 1.1 * radius / count).turn(x=35)
    head += [(blade.move(0.52 * radius).turn(y=360 * i / count), LIGHT) for i in range(count)]
    head += [(upright_ring(radius, 0.07), DARK), (disc(0.17, 0.1).move(y=-0.27), DARK)]
    for y in (-0.27, 0.24):
        wire = tube([(0.1, y, 0), (0.8 * radius, y, 0), (radius, 0, 0)], 0.03, segments=6)
        head += [(wire.turn(y=36 * i), "steel") for i in range(10)]
    for part, colour in head:
        prop.add(part.turn(x=-tilt).move(y=-0.2, z=height + 0.1 * radius), colour)


def hair_dryer(prop: ToyShape) -> None:
    radius, long, grip = prop.vary(0.4, 0.06), prop.vary(0.66, 0.08), prop.vary(1.05, 0.08)
    barrel = [(0, -0.44), (0.8 * radius, -0.44), (radius, -0.3), (1.08 * radius, 0.1), (0.7 * radius, long), (0, long)]
    parts = [(lathe(barrel, 32, soft=True), MAIN), (torus(0.74 * radius, 0.06, 24).move(z=long - 0.04), DARK)]
    for share, end, colour in ((0.76, 0, "charcoal"), (0.5, 0.03, LIGHT), (0.24, 0.05, "charcoal")):
        parts.append((cylinder(share * radius, 0.14).move(z=-0.4 - end), colour))
    nozzle = lathe([(0, 0), (0.28, 0), (0.42, 0.42), (0.34, 0.42), (0.2, 0.2), (0, 0.2)]).stretch(y=0.62)
    for part, colour in (*parts, (nozzle.move(z=long - 0.08), "charcoal")):
        prop.add(part.turn(x=90).move(z=grip + 0.2), colour)
    prop.add(tube([(0, 0.02, grip), (0, 0.08, 0.5 * grip), (0, 0.2, 0)], [0.19, 0.16, 0.19], 20).stretch(x=0.9))
    for z, colour in ((0.62, "cherry"), (0.46, "snow")):
        prop.add(box(0.13, 0.14, 0.13, bevel=0.03).move(0, -0.08, z * grip), colour)
    cord = [(0, 0.2, 0.02), (0, 0.3, -0.12), (0.2, 0.5, -0.1), (0.5, 0.3, -0.1), (0.62, 0.6, -0.1)]
    prop.add(tube(cord, 0.055), "charcoal")
