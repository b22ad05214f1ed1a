"""Wind instruments, and devices that amplify or replay music.

Each public function adds the parts of one kind to `prop`.
"""

from __future__ import annotations

from ..shapes import (
    DARK,
    LIGHT,
    MAIN,
    ColouredParts,
    ToyShape,
    box,
    circle,
    cylinder,
    lathe,
    rounded,
    sphere,
    torus,
    tube,
)


def trumpet(prop: ToyShape) -> None:
    long, tall, bell, pipe = prop.vary(1.15, 0.06), prop.vary(0.27, 0.1), prop.vary(0.52, 0.08), prop.vary(0.075, 0.08)
    lead = [(-long, -0.12, tall), (0.5, -0.12, tall), (0.75, -0.12, tall), (0.75, -0.12, -tall), (0.5, -0.12, -tall)]
    bow = [(-0.5, 0.12, -tall), (-0.8, 0.12, -tall), (-0.8, 0.12, tall), (-0.5, 0.12, tall), (0.5, 0.12, tall)]
    for path in ([*lead, (0, -0.12, -tall)], [(0, 0.12, -tall), *bow]):
        prop.add(tube(path, pipe))
    flare = [(0, 0), (pipe, 0), (1.2 * pipe, 0.3), (0.32 * bell, 0.62), (0.95 * bell, 0.86), (bell, 0.9), (bell, 0.94)]
    horn = lathe([*flare, (0.85 * bell, 0.9), (0.22 * bell, 0.64), (0.05, 0.4), (0, 0.4)], 24, soft=True)
    prop.add(horn.turn(y=90).move(0.4, 0.12, tall))
    prop.add(torus(bell - 0.02, 0.045, segments=24).turn(y=90).move(1.33, 0.12, tall), DARK)
    for x in (-0.26, 0, 0.26):
        push, top = prop.random.choice((0.12, 0.24)), 1.55 * tall
        prop.add(cylinder(0.115, 2 * top, bevel=0.03, segments=16).move(x), LIGHT)
        for z in (-top, top):
            prop.add(cylinder(0.13, 0.1, bevel=0.03, segments=16).move(x, 0, z), DARK)
        prop.add(cylinder(0.05, 0.3, bevel=0.01, segments=10).move(x, 0, top + push - 0.1), "steel")
        prop.add(cylinder(0.1, 0.07, bevel=0.02, segments=16).move(x, 0, top + push + 0.04), "snow")
    mouth = [(0, 0), (0.06, 0), (0.06, 0.12), (0.15, 0.26), (0.15, 0.32), (0.1, 0.32), (0.03, 0.2), (0, 0.2)]
    prop.add(lathe(mouth, 16).turn(y=-90).move(0.02 - long, -0.12, tall), "steel")
    prop.add(torus(0.12, 0.04, segments=16).turn(x=90).move(0.45, -0.12, tall + 0.17), DARK)


def saxophone(prop: ToyShape) -> None:
    tall, gap, bell, slant = prop.vary(1.6, 0.06), prop.vary(0.52, 0.08), prop.vary(0.46, 0.08), prop.vary(16, 0.4)
    bow = [(0, 0, tall), (0, 0, 0.3), (0, 0, -0.12), (gap, 0, -0.12), (gap, 0, 0.3), (gap + 0.06, 0, 0.55)]
    prop.add(tube(bow, [0.1, 0.16, 0.19, 0.21, 0.23, 0.25]))
    flare = [(0, -0.1), (0.22, -0.1), (0.26, 0.3), (bell, 0.72), (bell + 0.05, 0.74)]
    horn = lathe([*flare, (bell, 0.8), (0.2, 0.4), (0, 0.35)], soft=True)
    for part, colour in ((horn, MAIN), (torus(bell - 0.02, 0.06).move(z=0.74), DARK)):
        prop.add(part.turn(y=slant).move(gap + 0.02, 0, 0.4), colour)
    neck = [(0, 0, tall - 0.1), (0, 0, tall + 0.28), (-0.3, 0, tall + 0.3), (-0.52, 0, tall + 0.16)]
    prop.add(tube(neck, [0.11, 0.1, 0.09, 0.08]))
    prop.add(tube([(-0.42, 0, tall + 0.22), (-0.78, 0, tall)], [0.12, 0.08], soft=False), "charcoal")
    for z, radius in ((0.02, 0.16), (0.22, 0.15), (0.44, 0.14), (0.62, 0.13), (0.78, 0.12), (0.92, 0.11)):
        prop.add(cylinder(radius, 0.12, bevel=0.03, segments=16).turn(x=90).move(0, -0.17, z * tall), LIGHT)
        prop.add(cylinder(0.5 * radius, 0.1, bevel=0.03, segments=12).turn(x=90).move(0, -0.24, z * tall), "snow")
    for y, colour in ((-0.2, DARK), (0.18, "steel")):
        prop.add(tube([(-0.1, y, 0.1), (-0.1, y, 0.9 * tall)], 0.04, segments=8), colour)


def accordion(prop: ToyShape) -> None:
    high, deep, folds = prop.vary(1.15, 0.08), prop.vary(0.6, 0.1), prop.random.randint(9, 12)
    arc, reach = prop.vary(11, 0.5), prop.vary(0.42, 0.15)
    for i in range(folds):
        share = 2 * i / (folds - 1) - 1
        pleat = box(0.15, deep - 0.04, high - 0.06, bevel=0.07).turn(y=arc * share)
        prop.add(pleat.move(reach * share, 0, high / 2 - 0.12 * reach * abs(share)), ("charcoal", LIGHT)[i % 2])
    for side, details in ((-1, _accordion_keys(high)), (1, _accordion_buttons(deep))):
        frame = box(0.07, deep + 0.04, high + 0.04, bevel=0.02).move(x=-0.2 * side)
        for part, colour in ((box(0.42, deep, high, bevel=0.07), MAIN), (frame, "gold"), *details):
            prop.add(part.turn(y=side * arc).move(side * (reach + 0.24), 0, high / 2 - 0.05), colour)


def gramophone(prop: ToyShape) -> None:
    wide, tall, bell, petals = prop.vary(1, 0.08), prop.vary(0.42), prop.vary(0.78, 0.08), prop.random.choice((8, 10))
    flare = [(0, 0), (0.12, 0), (0.2, 0.4), (0.45 * bell, 0.8), (0.98 * bell, 1.05), (bell, 1.1), (0.9 * bell, 1.08)]
    horn = lathe(rounded([*flare, (0.36 * bell, 0.82), (0.1, 0.4), (0, 0.4)]), 5 * petals, ribs=petals, depth=0.05)
    tilt, top = prop.vary(58, 0.1), tall + 0.16
    for part, colour in ((horn, MAIN), (torus(0.15, 0.06, 20).move(z=0.1), "gold")):
        prop.add(part.turn(x=tilt).move(y=0.45, z=top + 0.72), colour)
    arm = [(0, 0.4, 0.74), (0, 0.62, 0.6), (0, 0.62, 0.12), (0.1, 0.5, 0.12), (0.22, 0.1, 0.14)]
    prop.add(tube(arm, [0.1, 0.1, 0.09, 0.08, 0.07]).move(z=top), "gold")
    prop.add(sphere(0.11, segments=16).move(0.22, 0.06, top + 0.15), "steel")
    prop.add(box(wide, wide, tall, bevel=0.05, taper=0.94).move(z=tall / 2 + 0.06), "wood")
    prop.add(box(0.3, 0.3, top + 0.1, bevel=0.04).move(y=0.62, z=(top + 0.1) / 2), DARK)
    for z in (0.07, tall + 0.06):
        prop.add(box(wide + 0.14, wide + 0.14, 0.13, bevel=0.04).move(z=z), DARK)
    for radius, z, colour in ((0.44, 0.16, "charcoal"), (0.17, 0.19, MAIN), (0.04, 0.26, "gold")):
        prop.add(cylinder(radius * wide, 0.1, bevel=0.02, segments=32).move(y=-0.02, z=tall + z), colour)
    x = wide / 2 + 0.18
    prop.add(tube([(0.3, 0, 0.3), (x, 0, 0.3), (x, -0.3, 0.2)], 0.05, soft=False), "steel")
    prop.add(tube([(x - 0.05, -0.3, 0.2), (x + 0.22, -0.3, 0.2)], 0.08, soft=False), "charcoal")


def microphone(prop: ToyShape) -> None:
    ball, length, desk = prop.vary(0.4, 0.08), prop.vary(1.25, 0.1), prop.random.random() < 0.5
    grip = [(0, 0), (0.16, 0), (0.18, 0.06), (0.27, length), (0.32, length + 0.08), (0, length + 0.08)]
    centre, hoop = length + 0.75 * ball, [(ball * x, ball * y, 0) for x, y, _ in circle(24, 1.0)]
    wire = tube([*hoop, hoop[0]], 0.025, segments=6, soft=False)
    parts = [(lathe(grip), MAIN), (sphere(ball).move(z=centre), "steel")]
    parts += [(wire.turn(y=90, z=36 * i).move(z=centre), "charcoal") for i in range(5)]
    for z, around in ((-0.3, 0.95), (0.4, 0.92), (0.75, 0.66)):
        parts.append((wire.stretch(around, around).move(z=centre + z * ball), "charcoal"))
    for radius, z, segments, colour in ((ball, centre, 24, MAIN), (0.3, length, 20, DARK), (0.16, 0.04, 16, LIGHT)):
        parts.append((torus(radius, 0.055, segments).move(z=z), colour))
    parts.append((box(0.12, 0.12, 0.24, bevel=0.03).move(y=-0.23, z=0.66 * length), "charcoal"))
    for part, colour in parts:
        prop.add(part.move(z=-0.45 * length).turn(x=40).move(z=1.1) if desk else part, colour)
    if desk:
        prop.add(cylinder(0.55, 0.14, segments=32).move(z=0.07), "charcoal")
        prop.add(cylinder(0.07, 1.0, bevel=0.02).move(z=0.55), "steel")
        prop.add(cylinder(0.3, 0.2, bevel=0.04).move(z=-0.02).turn(x=40).move(z=1.1), "charcoal")
    else:
        cable = [(0, 0, 0.1), (0, 0, -0.25), (0.3, 0, -0.3), (0.6, -0.2, -0.3), (0.3, -0.55, -0.3), (-0.4, -0.4, -0.3)]
        prop.add(tube(cable, 0.05, segments=8), "charcoal")


def _accordion_keys(height: float) -> ColouredParts:
    """Returns the keyboard of an accordion's treble end."""
    step = (height - 0.14) / 8
    parts = [(box(0.3, 0.3, height - 0.06, bevel=0.04).move(-0.3, -0.06), DARK)]
    for i in range(8):
        white = box(0.3, 0.1, step - 0.02, bevel=0.02).move(-0.32, -0.22, (i - 3.5) * step)
        parts.append((white, "snow"))
        if i % 4 != 3:
            parts.append((box(0.17, 0.12, 0.07, bevel=0.02).move(-0.26, -0.25, (i - 3) * step), "charcoal"))
    return parts


def _accordion_buttons(depth: float) -> ColouredParts:
    """Returns the buttons and the hand strap of an accordion's bass end."""
    strap = tube([(0.2, 0, -0.4), (0.36, 0, -0.25), (0.36, 0, 0.25), (0.2, 0, 0.4)], 0.06)
    button = sphere(0.055, segments=8).move(y=-depth / 2)
    places = [(0.11 * column, 0.13 * row) for column in (-1, 0, 1) for row in (-2.5, -1.5, -0.5, 0.5, 1.5, 2.5)]
    return [(strap, "charcoal"), *((button.move(x, 0, z), "snow") for x, z in places)]
