"""Stalls, and machines that sell in the street. Each public function adds the parts of one kind to `prop`."""

from __future__ import annotations

from ..shapes import (
    DARK,
    LIGHT,
    MAIN,
    ColouredParts,
    ToyShape,
    arch,
    box,
    cylinder,
    extrude,
    lathe,
    sphere,
    torus,
    tube,
)


def market_stall(prop: ToyShape) -> None:
    width, depth, counter, top = prop.vary(1.7, 0.08), prop.vary(0.8, 0.1), prop.vary(0.62, 0.1), prop.vary(1.5, 0.06)
    prop.add(box(width - 0.1, depth - 0.1, counter, bevel=0.03).move(z=counter / 2))
    prop.add(box(width + 0.1, depth + 0.1, 0.1, bevel=0.03).move(z=counter), "wood")
    for y, tall in ((-depth / 2, top - 0.1), (depth / 2, top + 0.1)):
        for x in (-width / 2, width / 2):
            prop.add(box(0.12, 0.12, tall, bevel=0.02).move(x, y, tall / 2), "wood")
    stripe, goods = width / 6.3, prop.random.sample(("carrot", "cherry", "lemon", "blossom"), 3)
    for i in range(7):
        thick, x, colour = 0.1 + 0.02 * (i % 2), (i - 3) * (stripe - 0.01), "cream" if i % 2 else MAIN
        prop.add(box(stripe, depth + 0.5, thick, bevel=0.02).turn(x=16).move(x, -0.08, top + 0.04), colour)
        lobe = extrude(arch(stripe, 0.26), thick, bevel=0.02).turn(y=180)
        prop.add(lobe.move(x, -depth / 2 - 0.3, top - 0.1), colour)
    for x, colour in zip((-0.32 * width, 0.0, 0.32 * width), goods, strict=True):
        prop.add(box(0.29 * width, 0.74 * depth, 0.14, bevel=0.02).move(x, -0.04, counter + 0.08), "bark")
        fruit = sphere(0.13, segments=12).move(x, -0.02, counter + 0.2)
        for i in range(6):
            prop.add(fruit.move((i % 2 - 0.5) * 0.25, (i // 2 - 1) * 0.24), colour)


def hot_dog_cart(prop: ToyShape) -> None:
    width, depth, tall, wheel = prop.vary(1.35, 0.08), prop.vary(0.8, 0.08), prop.vary(0.62, 0.08), prop.vary(0.3, 0.08)
    floor, top, shade = 0.34, 0.34 + tall, prop.vary(0.95, 0.08)
    prop.add(box(width, depth, tall).move(z=floor + tall / 2))
    prop.add(box(width + 0.1, depth + 0.1, 0.1, bevel=0.03).move(z=top), "steel")
    prop.add(box(width + 0.03, depth + 0.03, 0.14, bevel=0.02).move(z=floor + 0.16), LIGHT)
    for y in (-depth / 2 - 0.08, depth / 2 + 0.08):
        prop.add(cylinder(wheel, 0.12).turn(x=90).move(0.24 * width, y, wheel), "charcoal")
        prop.add(cylinder(0.5 * wheel, 0.18, bevel=0.02).turn(x=90).move(0.24 * width, y, wheel), "steel")
    for y in (-0.3, 0.3):
        prop.add(tube([(-0.4 * width, y, floor + 0.05), (-0.4 * width, y, 0)], 0.07), "charcoal")
        prop.add(tube([(width / 2 - 0.1, y, top - 0.1), (width / 2 + 0.35, y, top + 0.02)], 0.05), "steel")
    prop.add(tube([(width / 2 + 0.33, -0.36, top + 0.02), (width / 2 + 0.33, 0.36, top + 0.02)], 0.07), "charcoal")
    pole, roof = -0.28 * width, top + 1.05
    prop.add(cylinder(0.05, 1.1, bevel=0.02).move(pole, 0, top + 0.55), "steel")
    canopy = lathe([(0, 0.02), (0.94, -0.08), (1, -0.06), (0.55, 0.26), (0, 0.42)], 48, ribs=8, depth=0.04)
    prop.add(canopy.stretch(shade, shade, 1).move(pole, 0, roof))
    prop.add(canopy.turn(z=22.5).stretch(0.985 * shade, 0.985 * shade, 1).move(pole, 0, roof), "cream")
    prop.add(sphere(0.09).move(pole, 0, roof + 0.44), DARK)
    for part, colour in _hot_dog():
        prop.add(part.turn(x=14).move(0.18 * width, -0.06, top + 0.24), colour)


def gas_pump(prop: ToyShape) -> None:
    half, front, tall, globe = prop.vary(0.36, 0.08), -prop.vary(0.25, 0.1), prop.vary(1.35, 0.08), prop.vary(0.27, 0.1)
    dial, top = tall - 0.8 * half + 0.06, tall + globe + 0.18
    prop.add(box(2 * half + 0.24, 0.24 - 2 * front, 0.14, bevel=0.04).move(z=0.07), "stone")
    prop.add(extrude(arch(2 * half, tall), -2 * front, bevel=0.06).move(z=0.1))
    prop.add(box(2 * half + 0.08, 0.08 - 2 * front, 0.14, bevel=0.04).move(z=0.55 * tall), DARK)
    for y in (front, -front):
        prop.add(cylinder(0.72 * half, 0.1, bevel=0.02).turn(x=90).move(y=y, z=dial), "snow")
        prop.add(torus(0.72 * half, 0.05, 24).turn(x=90).move(y=y, z=dial), LIGHT)
        prop.add(box(1.2 * half, 0.1, 0.2, bevel=0.02).move(y=y, z=0.38 * tall), "cream")
    prop.add(tube([(0, front - 0.06, dial), (0.12, front - 0.06, dial + 0.4 * half)], 0.04, 8), "cherry")
    prop.add(cylinder(0.14, 0.2, bevel=0.02).move(z=tall + 0.14), "steel")
    prop.add(sphere(globe).stretch(y=0.6).move(z=top), "snow")
    prop.add(torus(globe, 0.06, 24).turn(x=90).move(z=top))
    _fuel_hose(prop, half, 0.75 * tall, 0.5 * tall)


def cash_machine(prop: ToyShape) -> None:
    width, tall, depth, slope = prop.vary(0.95, 0.08), prop.vary(1.85, 0.06), prop.vary(0.8, 0.1), prop.vary(0.26)
    desk, top = 0.5 * tall, 0.84 * tall
    side = [(-depth / 2, 0), (depth / 2, 0), (depth / 2, tall), (-0.38 * depth, tall), (-0.38 * depth, top)]
    side += [(slope - depth / 2, top - 0.05), (slope - depth / 2 - 0.02, desk + 0.16), (-depth / 2, desk)]
    prop.add(extrude(side, width).turn(z=90))
    front = -depth / 2
    prop.add(box(0.86 * width, 0.1, 0.3, bevel=0.03).move(y=-0.38 * depth - 0.02, z=0.91 * tall), "snow")
    _dollar_sign(prop, -0.38 * depth - 0.07, 0.91 * tall)
    for shrink, thick, colour in ((0.66, 0.1, "charcoal"), (0.56, 0.14, "glass")):
        screen = box(shrink * width, thick, (shrink - 0.36) * tall, bevel=0.02)
        prop.add(screen.move(y=front + slope - 0.02, z=0.68 * tall), colour)
    prop.add(box(0.92 * width, slope, 0.06, bevel=0.02).turn(x=-28).move(y=front + 0.5 * slope, z=desk + 0.1), "steel")
    for i in range(12):
        key = box(0.09, 0.07, 0.08, bevel=0.02).move((i % 3 - 1) * 0.12, (i // 3 - 1.5) * 0.07, 0.02)
        prop.add(key.turn(x=-28).move(-0.1, front + 0.5 * slope, desk + 0.12), "snow")
    prop.add(box(0.6 * width, 0.1, 0.12, bevel=0.02).move(y=front - 0.01, z=0.4 * tall), "charcoal")
    prop.add(box(0.42 * width, 0.3, 0.06, bevel=0.01).turn(x=8).move(y=front - 0.08, z=0.4 * tall), "leaf")
    prop.add(box(0.8 * width, 0.06, 0.24 * tall, bevel=0.02).move(y=front, z=0.18 * tall), DARK)


def parking_meter(prop: ToyShape) -> None:
    wide, tall, post = prop.vary(0.5, 0.08), prop.vary(0.72, 0.08), prop.vary(0.85, 0.1)
    heads = prop.random.choice(((0.0,), (-0.62 * wide, 0.62 * wide)))  # one or two on the post
    prop.add(lathe([(0, 0), (0.32, 0), (0.28, 0.1), (0.1, 0.18), (0.1, post + 0.05), (0, post + 0.05)]), "steel")
    prop.add(box(2.4 * heads[-1] + 0.16, 0.16, 0.14, bevel=0.04).move(z=post), "steel")
    head = (
        (lathe([(0, -0.18), (0.15, -0.18), (0.3, 0.04), (0, 0.04)]), DARK),
        (extrude(arch(wide, tall), 0.38, bevel=0.06), MAIN),
        (extrude(arch(wide - 0.12, 0.42 * tall), 0.44, bevel=0.02).move(z=0.5 * tall), "glass"),
        (tube([(0, -0.22, 0.55 * tall), (0.1, -0.22, 0.78 * tall)], 0.035, 8), "cherry"),
        (box(0.08, 0.06, 0.2, bevel=0.02).move(0.12, -0.2, 0.26 * tall), "charcoal"),
        (cylinder(0.09, 0.1, bevel=0.02).turn(x=90).move(-0.08, -0.22, 0.26 * tall), "steel"),
        (box(0.2, 0.06, 0.06, bevel=0.02).turn(y=40).move(-0.08, -0.28, 0.26 * tall), "steel"),
    )
    for x in heads:
        for part, colour in head:
            prop.add(part.move(x, 0, post + 0.18), colour)


def _hot_dog() -> ColouredParts:
    """Returns the coloured parts of a hot dog along X."""
    sausage = [(-0.46, 0, 0.04), (-0.36, 0, 0), (0, 0, -0.03), (0.36, 0, 0), (0.46, 0, 0.04)]
    mustard = [((i - 4) * 0.08, 0.05 * (-1) ** i, 0.15) for i in range(9)]
    bun = sphere(1, squareness=0.2).stretch(0.42, 0.14, 0.18)
    meat = [(tube(sausage, [0.06, 0.14, 0.14, 0.14, 0.06]), "terracotta"), (tube(mustard, 0.04, segments=8), "lemon")]
    return [*meat, (bun.move(y=-0.15, z=-0.06), "dough"), (bun.move(y=0.15, z=-0.06), "dough")]


def _fuel_hose(prop: ToyShape, x: float, top: float, grip: float) -> None:
    """Adds a hose from the height `top` of a wall at `x` to a nozzle in its holder at the height `grip`."""
    hose = [(x - 0.05, 0.1, top), (x + 0.4, 0.1, top), (x + 0.4, 0, 0.1), (x + 0.16, -0.1, 0.3), (x + 0.16, -0.1, grip)]
    prop.add(tube(hose, 0.055), "charcoal")
    prop.add(box(0.14, 0.16, 0.3, bevel=0.03).move(x + 0.04, -0.1, grip), "charcoal")
    nozzle = [(x + 0.16, -0.1, grip - 0.06), (x + 0.16, -0.1, grip + 0.16), (x + 0.16, -0.32, grip + 0.2)]
    prop.add(tube(nozzle, [0.09, 0.08, 0.05]), "steel")


def _dollar_sign(prop: ToyShape, y: float, z: float) -> None:
    """Adds a green dollar sign."""
    curl = [(0.07, 0.05), (0, 0.08), (-0.07, 0.045), (0, 0), (0.07, -0.045), (0, -0.08), (-0.07, -0.05)]
    for path in (curl, [(0, 0.11), (0, -0.11)]):
        prop.add(tube([(u, 0, v) for u, v in path], 0.035, segments=8).move(0, y, z), "leaf")
