"""People known by their work, and a baby. Each public function adds the parts of one kind to `prop`."""

from __future__ import annotations

from ..forms import star
from ..shapes import (
    DARK,
    LIGHT,
    MAIN,
    ToyShape,
    box,
    cylinder,
    extrude,
    lathe,
    limb,
    mirrored,
    rounded,
    sphere,
    torus,
    tube,
)
from .parts import HAIRS, arm, arms, body, body_ring, drape, hat, head, held_axe, recolour, skirt, wrap


def farmer(prop: ToyShape) -> None:
    shirt = prop.random.choice(("cream", "cherry", "snow"))
    belt, neck = body(prop, shirt, MAIN, "coffee")
    waist = rounded([(0, -0.08), (0.36, -0.08), (0.42, 0.1), (0.4, 0.3), (0, 0.3)], 1)
    prop.add(lathe(waist).stretch(y=0.78).move(z=belt))
    bib = (belt + neck) / 2
    prop.add(box(0.46, 0.12, 0.42, bevel=0.04).turn(x=4).move(y=-0.32, z=bib))
    prop.add(box(0.26, 0.08, 0.2, bevel=0.03).turn(x=4).move(y=-0.385, z=bib), LIGHT)
    strap = [(0.18, -0.36, bib + 0.14), (0.24, -0.26, neck), (0.24, 0.24, neck), (0.12, 0.32, bib - 0.14)]
    mirrored(prop, tube(strap, 0.06, 10))
    mirrored(prop, sphere(0.065, segments=10).move(0.18, -0.42, bib + 0.14), "gold")
    z, size, skin = head(prop, neck, prop.random.choice(HAIRS))
    _straw_hat(prop, z + 0.62 * size, size)
    arms(prop, neck, (0.66, -0.3, -0.54), skin, shirt)
    _held_pitchfork(prop, prop.vary(1.35, 0.08))


def astronaut(prop: ToyShape) -> None:
    (belt, neck), size = body(prop, MAIN, MAIN, DARK), prop.vary(0.52, 0.06)
    z, lift = neck + 0.75 * size, prop.random.choice((0.2, -0.62))
    prop.add(sphere(size).move(z=z))
    visor = sphere(1, squareness=0.15, segments=20).stretch(0.76 * size, 0.6 * size, 0.6 * size)
    for grow, forward, colour in ((1.13, 0.44, "steel"), (1, 0.56, prop.random.choice(("glass", "gold")))):
        prop.add(visor.stretch(grow, 1, grow).move(y=-forward * size, z=z + 0.02), colour)
    prop.add(sphere(0.16 * size, segments=10).stretch(y=0.5).move(-0.3 * size, -1.08 * size, z + 0.22 * size), "snow")
    mirrored(prop, cylinder(0.2 * size, 0.16, segments=16).turn(y=90).move(size, 0.1, z), DARK)
    body_ring(prop, 0.42, 0.1, neck - 0.02, "steel")
    body_ring(prop, 0.37, 0.08, belt + 0.04, LIGHT)
    _life_support(prop, belt + 0.36)
    for x, height in ((-0.78, lift), (0.74, -0.62)):
        arm(prop, neck, (x, -0.2, height), DARK, cuff=0.18)


def chef(prop: ToyShape) -> None:
    belt, neck = body(prop, MAIN, MAIN, "coffee")
    apron = drape([(0.44, -0.34), (0.4, 0), (0.37, 0.2)], 2, 0.85).turn(z=180)
    for part, colour in ((apron, "snow"), (wrap(0.39, 0.18), "cream"), (skirt(-0.12, 0.42, 0.15).stretch(y=0.8), MAIN)):
        prop.add(part.move(y=-0.02, z=belt), colour)
    for share in (0.5, 0.75):
        mirrored(prop, sphere(0.06, segments=8).move(0.13, -0.32, belt + share * (neck - belt)), "gold")
    z, size, skin = head(prop, neck, prop.random.choice(HAIRS))
    body_ring(prop, 0.27, 0.1, neck - 0.02, "cherry")
    mirrored(prop, limb((0, -0.36, neck - 0.04, 0.07), (0.12, -0.4, neck - 0.2, 0.08)), "cherry")
    curl = sphere(1, segments=10).stretch(0.42 * size, 0.09, 0.1).turn(y=-18, z=20)
    mirrored(prop, curl.move(0.32 * size, -0.98 * size, z - 0.32 * size), "coffee")
    _toque(prop, z, size)
    arms(prop, neck, (0.68, -0.34, -0.4), skin, cuff=0.18)
    pan = [(0, 0), (0.3, 0), (0.4, 0.14), (0.33, 0.16), (0.26, 0.07), (0, 0.07)]
    prop.add(lathe(pan, 20).move(0.72, -0.8, neck - 0.44), "charcoal")
    prop.add(cylinder(0.06, 0.5, bevel=0.02, segments=10).turn(x=90).move(0.7, -0.3, neck - 0.36), "wood")


def firefighter(prop: ToyShape) -> None:
    belt, neck = body(prop, MAIN, MAIN, "charcoal")
    prop.add(skirt(-0.18, 0.46, 0.15).stretch(y=0.8).move(z=belt))
    for radius, height in ((0.47, belt - 0.08), (0.39, belt + 0.36)):
        prop.add(wrap(radius, height), "lemon")
    mirrored(prop, wrap(0.14, 0, deep=1).turn(x=14, y=-10).move(0.57, -0.06, neck - 0.34), "lemon")
    body_ring(prop, 0.3, 0.1, neck - 0.03, DARK)
    for height in (0.2, 0.55):
        prop.add(box(0.2, 0.1, 0.08, bevel=0.02).move(y=-0.33, z=belt + height), "steel")
    mirrored(prop, cylinder(0.15, 0.66, segments=14).move(0.16, 0.42, neck - 0.3), "steel")
    z, size, _ = head(prop, neck, prop.random.choice(HAIRS))
    _fire_helmet(prop, z, size)
    arms(prop, neck, (0.7, -0.34, -0.46), "charcoal", cuff=0.17)
    held_axe(prop, 0.7, neck - 0.5, prop.vary(1.1, 0.08))


def police_officer(prop: ToyShape) -> None:
    belt, neck = body(prop, MAIN, MAIN, "charcoal")
    body_ring(prop, 0.38, 0.09, belt + 0.03, "charcoal")
    prop.add(box(0.2, 0.1, 0.18, bevel=0.03).move(y=-0.39, z=belt + 0.03), "gold")
    mirrored(prop, box(0.16, 0.2, 0.26, bevel=0.04).move(0.42, -0.1, belt), "charcoal")
    collar = extrude([(-0.16, 0), (0, -0.22), (0.16, 0)], 0.12, bevel=0.02)
    prop.add(collar.turn(x=-10).move(y=-0.27, z=neck - 0.02), "snow")
    prop.add(limb((0, -0.34, neck - 0.12, 0.06), (0, -0.34, belt + 0.3, 0.08)), "charcoal")
    prop.add(star(0.16, 0.1).move(0.24, -0.36, neck - 0.32), "gold")
    z, size, _ = head(prop, neck, prop.random.choice(HAIRS))
    _police_cap(prop, z, size)
    arm(prop, neck, (-0.76, -0.3, prop.vary(0.24, 0.3)), "snow")
    arm(prop, neck, (0.68, -0.3, -0.5), "snow")
    prop.add(cylinder(0.07, 0.9, bevel=0.02, segments=10).turn(x=60).move(0.68, -0.5, neck - 0.42), "coffee")


def clown(prop: ToyShape) -> None:
    (belt, neck), face = body(prop, MAIN, MAIN, "cherry"), ToyShape(prop.random)
    z, size, skin = head(face, neck, MAIN)
    recolour(prop, face, {skin: "snow", MAIN: "snow"})
    _clown_wig(prop, z, size)
    prop.add(sphere(0.3 * size, segments=12).move(y=-1.1 * size, z=z - 0.12 * size), "cherry")
    grin = [(x * size, -0.9 * size, z + (0.9 * x * x - 0.6) * size) for x in (-0.5, -0.25, 0, 0.25, 0.5)]
    prop.add(tube(grin, 0.065, segments=8), "cherry")
    ruff = rounded([(0.2, -0.06), (0.58, -0.04), (0.58, 0.04), (0.2, 0.06)], 1)
    prop.add(lathe(ruff, 40, ribs=10, depth=0.1, closed=True).move(z=neck), "lemon")
    for x, y, h in ((0.27, -0.2, 0.4), (-0.27, -0.22, 0.2), (0.15, 0.28, 0.25), (-0.2, 0.27, 0.5), (0.2, -0.16, -0.16)):
        prop.add(sphere(0.1, segments=8).move(x, y, belt + h), "snow")
    for height in (0.2, 0.5):
        prop.add(sphere(0.11, segments=10).move(y=-0.34, z=belt + height), "lemon")
    mirrored(prop, sphere(1, segments=12).stretch(0.23, 0.42, 0.18).move(0.24, -0.24, 0.17), "cherry")
    arms(prop, neck, (0.8, -0.24, -0.3), "snow", cuff=0.22)


def ballerina(prop: ToyShape) -> None:
    hips, wide = prop.vary(1.0, 0.06), prop.vary(0.72, 0.1)
    neck, hair, face = hips + 0.66, prop.random.choice(HAIRS), ToyShape(prop.random)
    (z, size, skin), grow = head(face, 0, hair), 0.85
    face.add(sphere(0.46 * size, segments=12).move(y=0.4 * size, z=z + 1.4 * size), hair)
    face.add(torus(0.34 * size, 0.06, segments=14).turn(x=-14).move(y=0.36 * size, z=z + 1.16 * size), LIGHT)
    recolour(prop, face, {}, grow, neck + 0.04)
    bodice = rounded([(0, 0), (0.26, 0), (0.21, 0.18), (0.28, 0.46), (0.2, 0.56), (0, 0.56)], 1)
    prop.add(lathe(bodice, 20).stretch(y=0.75).move(z=hips))
    prop.add(cylinder(0.11, 0.3, segments=12).move(z=neck - 0.04), skin)
    _tutu(prop, hips, wide)
    _pirouette(prop, hips)
    top = neck + 1.9 * grow * size
    lift = (0.62, -0.02, neck + 0.1, 0.1), (0.62, 0, neck + 0.6, 0.09), (0.1, -0.1, top, 0.08)
    mirrored(prop, limb((0.24, 0, neck - 0.14, 0.11), *lift), skin)


def baby(prop: ToyShape) -> None:
    face, neck, plump = ToyShape(prop.random), prop.vary(0.78, 0.06), prop.vary(0.42, 0.08)
    z, size, skin = head(face, 0, MAIN)
    recolour(prop, face, {MAIN: skin}, 1.25, neck)
    z, size = 1.25 * z + neck, 1.25 * size
    prop.add(sphere(1, segments=16).stretch(plump, 0.9 * plump, 0.56 * neck).move(z=0.52 * neck))
    mirrored(prop, limb((0.22, -0.1, 0.2, 0.21), (0.42, -0.5, 0.22, 0.18), (0.44, -0.7, 0.16, 0.15)))
    mirrored(prop, sphere(1, segments=12).stretch(0.14, 0.12, 0.2).turn(y=16).move(0.47, -0.84, 0.22), skin)
    bib = sphere(1, segments=14).stretch(0.27, 0.12, 0.27).turn(x=12)
    prop.add(bib.move(y=-0.86 * plump, z=0.62 * neck), "snow")
    lock = [(0.1, 1.0), (0.2, 1.3), (-0.1, 1.42), (-0.26, 1.2), (-0.06, 1.14)]
    prop.add(tube([(0, y * size, z + h * size) for y, h in lock], 0.06, 8), prop.random.choice(HAIRS))
    mirrored(prop, sphere(0.2 * size, segments=10).move(1.02 * size, 0, z), skin)
    dummy = cylinder(0.3 * size, 0.1, bevel=0.03, segments=16).stretch(1.1, 0.9)
    prop.add(dummy.turn(x=80).move(y=-0.98 * size, z=z - 0.42 * size), LIGHT)
    prop.add(torus(0.12, 0.05, segments=14).turn(x=80).move(y=-1.12 * size, z=z - 0.46 * size))
    arms(prop, neck + 0.04, (0.62, -0.36, -0.3), skin)


def _straw_hat(prop: ToyShape, z: float, size: float) -> None:
    """Adds a hat with a wide brim. `size` is the radius of the head."""
    straw = [(0, 0), (1.65, -0.08), (1.7, 0), (1.0, 0.18), (0.85, 0.75), (0.5, 0.9), (0, 0.92)]
    band = [(0.9, 0.14), (1.05, 0.14), (1, 0.36), (0.85, 0.36)]
    for part, colour in ((lathe(rounded(straw, 1)), "dough"), (lathe(band, closed=True), DARK)):
        prop.add(part.stretch(size, size, size).turn(x=-8).move(y=0.04, z=z), colour)


def _held_pitchfork(prop: ToyShape, high: float) -> None:
    """Adds a pitchfork in a right hand. `high` is the length of its handle."""
    prop.add(cylinder(0.05, high, bevel=0.02, segments=12).move(-0.68, -0.36, high / 2), "wood")
    for side in (-1, 0, 1):
        tine = [(0, 0, -0.1), (0.19 * side, 0, 0), (0.19 * side, 0, 0.2), (0.17 * side, 0, 0.5)]
        prop.add(tube(tine, [0.05, 0.05, 0.05, 0.025], 8).move(-0.68, -0.36, high), "steel")


def _life_support(prop: ToyShape, z: float) -> None:
    """Adds an astronaut's backpack, its hoses and the control panel on the chest."""
    prop.add(box(0.76, 0.4, 0.92, bevel=0.1).move(y=0.44, z=z + 0.14), LIGHT)
    mirrored(prop, cylinder(0.13, 0.8, segments=16).move(0.2, 0.66, z + 0.14), "steel")
    prop.add(box(0.44, 0.2, 0.34, bevel=0.05).move(y=-0.3, z=z + 0.02), "snow")
    for x, colour in ((-0.12, "cherry"), (0.0, "gold"), (0.12, "leaf")):
        prop.add(sphere(0.055, segments=10).move(x, -0.41, z + 0.08), colour)
    prop.add(box(0.28, 0.06, 0.08, bevel=0.02).move(y=-0.4, z=z - 0.06), "charcoal")
    hose = [(0.2, -0.3, z - 0.1), (0.42, -0.42, z - 0.2), (0.54, 0, z - 0.24), (0.36, 0.4, z - 0.1)]
    mirrored(prop, tube(hose, 0.05, 8), "stone")


def _toque(prop: ToyShape, z: float, size: float) -> None:
    """Adds a cook's tall hat."""
    high, wide = prop.vary(1.9, 0.12), prop.vary(1.3, 0.08)
    puff = [(0, 1.15), (1, 1.15), (wide, 1.4), (wide, high), (0.8 * wide, high + 0.25), (0, high + 0.3)]
    hat(prop, z, size, [(0, 0.5), (0.98, 0.5), (1, 1.2), (0, 1.2)], "snow")
    hat(prop, z, size, puff, "snow", 10)


def _fire_helmet(prop: ToyShape, z: float, size: float) -> None:
    """Adds a firefighter's helmet with a long brim behind, a ridge and a badge."""
    hat(prop, z, size, [(0, 0.45), (1.22, 0.45), (1.2, 0.75), (0.9, prop.vary(1.2, 0.06)), (0.3, 1.4), (0, 1.42)])
    brim = lathe([(1.0, 0.38), (1.5, 0.26), (1.56, 0.34), (1.1, 0.54)], closed=True)
    prop.add(brim.stretch(size, 1.3 * size, size).turn(x=-6).move(y=0.28 * size, z=z), DARK)
    ridge = ((-1.12, 0.6), (-0.7, 1.25), (0.1, 1.6), (0.8, 1.2), (1.28, 0.5))
    prop.add(tube([(0, y * size, z + h * size) for y, h in ridge], 0.06, 8), LIGHT)
    plate = extrude([(-0.17, 0.2), (-0.17, -0.06), (0, -0.2), (0.17, -0.06), (0.17, 0.2)], 0.1, bevel=0.02)
    prop.add(plate.turn(x=-16).move(y=-1.16 * size, z=z + 0.84 * size), "gold")


def _police_cap(prop: ToyShape, z: float, size: float) -> None:
    """Adds a peaked cap with a badge."""
    wide = prop.vary(1.6, 0.06)
    hat(prop, z, size, [(0, 0.5), (1.12, 0.5), (1.14, 0.86), (0, 0.86)], "charcoal")
    hat(prop, z, size, [(0, 0.82), (1.1, 0.82), (wide, 1.12), (0.96 * wide, 1.3), (0, 1.4)])
    prop.add(star(0.17, 0.12).turn(x=-14).move(y=-1.25 * size, z=z + 1.06 * size), "gold")
    visor = sphere(1, segments=16).stretch(0.85 * size, 0.62 * size, 0.06).turn(x=14)
    prop.add(visor.move(y=-0.92 * size, z=z + 0.58 * size), "charcoal")


def _clown_wig(prop: ToyShape, z: float, size: float) -> None:
    """Adds tufts of curls on both sides of a bald head, and a small pointed hat."""
    curls, tip = prop.random.choice(("carrot", "cherry", "leaf")), prop.vary(1.9, 0.1)
    for x, y, h in ((1.1, 0.1, 0.5), (1.3, 0.2, 0.05), (1.0, 0.55, 0.1), (0.95, 0.55, 0.65)):
        mirrored(prop, sphere(0.5 * size, segments=10).move(x * size, y * size, z + h * size), curls)
    hat(prop, z, size, [(0, 0.95), (0.6, 0.95), (0.3, 0.5 + 0.5 * tip), (0.06, tip), (0, tip)])
    prop.add(sphere(0.13, segments=10).move(y=0.25 * size, z=z + tip * size), "lemon")


def _tutu(prop: ToyShape, z: float, wide: float) -> None:
    """Adds a dancer's stiff skirt of three frills around hips at the height `z`."""
    frill = rounded([(0, 0.1), (0.3, 0.02), (wide, -0.06), (wide, 0), (0.3, 0.16), (0, 0.16)], 1)
    for scale, height, colour in ((1, 0.02, MAIN), (0.85, 0.1, LIGHT), (0.92, -0.06, DARK)):
        layer = lathe(frill, 36, ribs=12, depth=0.05).stretch(scale, 0.94 * scale)
        prop.add(layer.turn(x=4).move(z=z + height), colour)


def _pirouette(prop: ToyShape, hips: float) -> None:
    """Adds a dancer's legs: on tiptoe, with one knee bent."""
    knee = -prop.vary(0.48, 0.08), -0.16, 0.66 * hips, 0.12
    prop.add(limb((0.1, 0, hips, 0.15), (0.05, 0, 0.5 * hips, 0.12), (0.02, 0, 0.2, 0.09)), "cream")
    prop.add(limb((-0.12, 0, hips, 0.15), knee, (-0.1, -0.1, 0.44 * hips, 0.09)), "cream")
    prop.add(limb((0.02, 0, 0.28, 0.11), (0.02, 0, 0.06, 0.09)))
    prop.add(limb((-0.2, -0.12, 0.49 * hips, 0.11), (0, -0.12, 0.36 * hips, 0.08)))
