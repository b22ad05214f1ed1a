"""Tables, cupboards and shelves. Each public function adds the parts of one kind to `prop`."""

from __future__ import annotations

from ..forms import at_corners
from ..shapes import DARK, LIGHT, MAIN, ToyShape, box, cylinder, extrude, lathe, sphere

_FABRICS = ("cherry", "leaf", "lemon", "cream", "carrot", "steel", "blossom")


def table(prop: ToyShape) -> None:
    width, height, leg = prop.vary(1.7, 0.1), prop.vary(1.05), prop.vary(0.24, 0.1)
    if prop.random.random() < 0.35:
        prop.add(cylinder(0.55 * width, 0.2, segments=32).move(z=height))
        prop.add(
            lathe(
                [(0, 0), (0.5, 0), (0.5, 0.1), (0.17, 0.25), (0.15, 0.7 * height), (0.3, height), (0, height)],
                soft=True,
            ),
            DARK,
        )
        return
    depth = prop.vary(1.15, 0.1)
    prop.add(box(width, depth, 0.18).move(z=height))
    prop.add(box(width - 0.2, depth - 0.2, 0.2, bevel=0.02).move(z=height - 0.16), DARK)
    for x in (-1, 1):
        for y in (-1, 1):
            foot = box(leg, leg, height, bevel=0.03)
            prop.add(foot.move(x * (width - leg - 0.1) / 2, y * (depth - leg - 0.1) / 2, height / 2 - 0.05))


def desk(prop: ToyShape) -> None:
    width, depth, height, block = prop.vary(1.9, 0.08), prop.vary(0.95, 0.08), prop.vary(1.05, 0.06), prop.vary(0.5)
    side, sides, cup = prop.random.choice((-1, 1)), prop.random.choice((1, 2)), (0.36 * width, 0.2, height + 0.12)
    prop.add(box(width, depth, 0.13, bevel=0.03).move(z=height))
    prop.add(box(width - 0.2, 0.1, 0.55 * height, bevel=0.02).move(y=0.36 * depth, z=0.7 * height), DARK)
    prop.add(box(0.14, depth - 0.16, height, bevel=0.03).move(side * (width / 2 - 0.12), 0, height / 2))
    for x in (-side, side)[:sides]:
        middle = x * ((width - block) / 2 - 0.05)
        prop.add(box(block, depth - 0.1, height, bevel=0.03).move(middle, 0, height / 2))
        _drawers(prop, middle, 0.05 - depth / 2, 0.06, block - 0.06, height - 0.14, 3)
    prop.add(box(0.5, 0.36, 0.06, bevel=0.01).turn(z=prop.vary(8)).move(0, -0.16, height + 0.07), "snow")
    prop.add(cylinder(0.1, 0.22, bevel=0.02).move(*cup), "charcoal")
    for turn, colour in ((16, "cherry"), (-14, "lemon"), (4, "leaf")):
        pencil = cylinder(0.04, 0.42, bevel=0.01, segments=8).move(z=0.2).turn(x=turn, y=turn)
        prop.add(pencil.move(*cup), colour)


def nightstand(prop: ToyShape) -> None:
    width, depth, height, shade = prop.vary(0.95, 0.1), prop.vary(0.8, 0.1), prop.vary(1.05, 0.1), prop.vary(0.3)
    at_corners(prop, box(0.13, 0.13, height, bevel=0.03).move(z=height / 2), width - 0.16, depth - 0.16, MAIN)
    prop.add(box(width + 0.1, depth + 0.1, 0.1, bevel=0.03).move(z=height))
    prop.add(box(width - 0.06, depth - 0.06, 0.42, bevel=0.02).move(z=height - 0.22))
    _drawers(prop, 0, 0.05 - depth / 2, height - 0.42, width - 0.24, 0.38)
    prop.add(box(width - 0.06, depth - 0.06, 0.1, bevel=0.02).move(z=0.2), DARK)
    for z, turn, colour in ((0.3, 6, "cherry"), (0.41, -9, "leaf")):
        prop.add(box(0.5, 0.4, 0.12, bevel=0.02).turn(z=turn).move(z=z), colour)
    base = [(0, 0), (0.2, 0), (0.2, 0.06), (0.07, 0.12), (0.13, 0.24), (0.05, 0.36), (0.05, 0.5), (0, 0.5)]
    prop.add(lathe(base).move(x=0.1, z=height + 0.03), "gold")
    prop.add(cylinder(shade, 0.36, top=0.6 * shade, bevel=0.03).move(0.1, 0, height + 0.6), "lemon")


def chest_of_drawers(prop: ToyShape) -> None:
    width, depth, height, rows = prop.vary(1.4, 0.1), prop.vary(0.7), prop.vary(1.3, 0.1), prop.random.choice((3, 4))
    top, front, pitch = height + 0.2, 0.02 - depth / 2, (height - 0.08) / rows
    prop.add(box(width, depth, height).move(z=0.2 + height / 2))
    prop.add(box(width + 0.14, depth + 0.14, 0.12, bevel=0.04).move(z=top), DARK)
    _drawers(prop, 0, front, 0.22, width - 0.12, height - 0.08 - pitch, rows - 1, (-0.25, 0.25))
    for x in (-0.25, 0.25):
        _drawers(prop, x * (width - 0.1), front, top - 0.06 - pitch, width / 2 - 0.08, pitch)
    at_corners(prop, lathe([(0, 0), (0.07, 0), (0.13, 0.16), (0.1, 0.24), (0, 0.24)]), width - 0.24, depth - 0.24, DARK)
    prop.add(box(width - 0.1, 0.1, height - 0.12, bevel=0.02).move(y=depth / 2, z=0.2 + height / 2), DARK)


def wardrobe(prop: ToyShape) -> None:
    width, height, depth = prop.vary(1.3, 0.1), prop.vary(1.85, 0.08), prop.vary(0.65, 0.1)
    low, high, half = 0.48, height - 0.1, width / 2 - 0.02
    _cupboard(prop, width, depth, height)
    prop.add(box(width + 0.18, depth + 0.16, 0.14, bevel=0.04).move(z=height + 0.04), DARK)
    prop.add(box(width - 0.06, depth - 0.06, low, bevel=0.02).move(z=low / 2))
    prop.add(cylinder(0.04, width - 0.1, bevel=0.01, segments=10).turn(y=90).move(z=high - 0.14), "steel")
    coat = extrude([(-0.2, 0), (0.2, 0), (0.17, 0.72), (0.04, 0.86), (-0.04, 0.86), (-0.17, 0.72)], 0.13, bevel=0.03)
    for i, colour in enumerate(prop.random.sample(_FABRICS, 5)):
        prop.add(coat.turn(z=90 + 12 * (i % 2)).move((i - 2) * 0.18 * width, 0, high - 0.98), colour)
    tall, drawer = high - low, box(half - 0.06, 0.1, 0.26, bevel=0.03)
    panel, knob = box(half - 0.2, 0.13, 0.38 * tall, bevel=0.03), sphere(0.07, segments=12).move(y=-0.08)
    for side, swing in ((-1, prop.random.choice((0, 0, 110))), (1, prop.random.uniform(70, 120))):
        door = [(box(half, 0.1, tall, bevel=0.03), MAIN), (knob.move(side * (0.1 - half / 2)), "gold")]
        door += [(panel.move(z=share * tall), LIGHT) for share in (-0.23, 0.23)]
        for part, colour in door:
            turned = part.move(x=-side * half / 2).turn(z=side * swing)
            prop.add(turned.move(side * (half + 0.02), -depth / 2 - 0.04, low + tall / 2), colour)
        for part, colour in ((drawer, LIGHT), (knob, "gold")):
            prop.add(part.move(side * half / 2, -depth / 2, 0.26), colour)


def bookshelf(prop: ToyShape) -> None:
    width, height, depth, rows = prop.vary(1.3, 0.12), prop.vary(1.8, 0.1), prop.vary(0.5), prop.random.choice((3, 4))
    pitch = (height - 0.16) / rows
    _cupboard(prop, width, depth, height)
    for row in range(rows):
        floor, left, end = 0.14 + row * pitch, 0.14 - width / 2, (0.5 - prop.random.uniform(0.22, 0.4)) * width
        prop.add(box(width - 0.06, depth - 0.06, 0.1, bevel=0.02).move(z=floor - 0.05), LIGHT)
        while left < end:
            thick, tall, colour = prop.vary(0.13, 0.25), prop.vary(0.68) * pitch, prop.random.choice((*_FABRICS, DARK))
            book = box(thick, 0.7 * depth, tall, bevel=0.02).move(thick / 2, -0.05, tall / 2)
            prop.add(book.move(x=left, z=floor), colour)
            left += thick + 0.01
        leaning = box(0.13, 0.7 * depth, 0.68 * pitch, bevel=0.02).move(0.065, -0.05, 0.34 * pitch).turn(y=-14)
        prop.add(leaning.move(left + 0.02, 0.01, floor + 0.02), prop.random.choice(_FABRICS))


def _drawers(
    prop: ToyShape,
    x: float,
    y: float,
    low: float,
    width: float,
    height: float,
    rows: int = 1,
    knobs: tuple[float, ...] = (0.0,),
) -> None:
    """Adds the fronts of `rows` drawers at the front `y`, from `low` up. A knob's place is relative to the width."""
    pitch = height / rows
    for row in range(rows):
        z = low + (row + 0.5) * pitch
        prop.add(box(width, 0.12, pitch - 0.06, bevel=0.03).move(x, y - 0.04, z), LIGHT)
        for share in knobs:
            prop.add(sphere(0.07, segments=12).move(x + share * width, y - 0.14, z), "gold")


def _cupboard(prop: ToyShape, width: float, depth: float, height: float) -> None:
    """Adds a case on z = 0 that is open at the front."""
    for x in (0.06 - width / 2, width / 2 - 0.06):
        prop.add(box(0.12, depth, height, bevel=0.03).move(x, 0, height / 2))
    for z in (0.07, height - 0.06):
        prop.add(box(width - 0.03, depth - 0.03, 0.12, bevel=0.02).move(z=z))
    prop.add(box(width - 0.06, 0.1, height - 0.06, bevel=0.02).move(0, depth / 2 - 0.07, height / 2), DARK)
