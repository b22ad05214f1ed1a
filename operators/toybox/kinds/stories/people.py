"""More people of the toybox, known by their clothes. Each function adds the parts of one kind to `prop`."""

from __future__ import annotations

from ..animals.parts import eyes
from ..shapes import (
    DARK,
    LIGHT,
    MAIN,
    ToyShape,
    box,
    circle,
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
from .figure_parts import HAIRS, arm, arms, beard, body, circlet, head, recolour, ring, robe, star
from .outfits import (
    axe,
    clown_wig,
    cowboy_hat,
    drape,
    ermine_cape,
    fire_helmet,
    headband,
    horned_helmet,
    katana,
    pirouette,
    police_cap,
    round_shield,
    samurai_helmet,
    shuriken,
    skirt,
    toque,
    tutu,
    wrap,
)


def queen(prop: ToyShape) -> None:
    foot, hair = prop.vary(0.72, 0.1), prop.random.choice((*HAIRS, "snow"))
    neck = robe(prop, foot)
    hem = limb((0.06, -0.34, 0.6 * neck, 0.05), (0.14, -0.48, 0.34 * neck, 0.06), (0.3, -0.8 * foot, 0.1, 0.08))
    mirrored(prop, hem, "snow")
    ermine_cape(prop, foot, neck)
    prop.add(drape([(0.24, neck - 0.14), (0.46, neck + 0.1), (prop.vary(0.72, 0.08), neck + 0.5)], 15), "snow")
    for radius, height in ((0.3, neck - 0.03), (0.4, 0.6 * neck)):
        ring(prop, radius, 0.06, height, "gold")
    z, size, skin = head(prop, neck, hair)
    circlet(prop, 0, z + 0.72 * size, 0.72 * size, prop.vary(0.4, 0.12), 5)
    mirrored(prop, sphere(0.08, segments=8).move(size, -0.1, z - 0.3 * size), "gold")
    arms(prop, neck, (0.7, -0.32, -0.46), skin, cuff=0.2)
    prop.add(cylinder(0.05, 0.9, bevel=0.02, segments=10).move(-0.7, -0.36, neck - 0.24), "gold")
    prop.add(star(0.2, 0.12).move(-0.7, -0.36, neck + 0.3), "gold")


def cowboy(prop: ToyShape) -> None:
    belt, neck = body(prop, MAIN, DARK, "coffee")
    prop.add(drape([(0.42, belt + 0.02), (0.42, neck - 0.3), (0.33, neck - 0.06)], -55, 0.8), "bark")
    prop.add(star(0.14, 0.1).turn(x=4).move(0.24, -0.38, neck - 0.3), "gold")
    prop.add(wrap(0.4, belt + 0.02), "coffee")
    prop.add(box(0.22, 0.1, 0.18, bevel=0.03).move(y=-0.39, z=belt + 0.02), "gold")
    z, size, skin = head(prop, neck, prop.random.choice(HAIRS))
    ring(prop, 0.28, 0.1, neck - 0.02, "cherry")
    knot = extrude([(-0.26, 0.06), (0, -0.3), (0.26, 0.06)], 0.1, bevel=0.03)
    prop.add(knot.turn(x=-6).move(y=-0.38, z=neck - 0.04), "cherry")
    cowboy_hat(prop, z, size)
    arms(prop, neck, (0.7, -0.28, -0.5), skin)
    prop.add(box(0.14, 0.24, 0.34, bevel=0.04, taper=1.3).move(-0.46, -0.02, belt - 0.14), "coffee")
    for lean in (80, 100):
        coil = torus(prop.vary(0.28, 0.1), 0.06, segments=16).turn(x=lean, z=0.8 * lean)
        prop.add(coil.move(0.74, -0.32, neck - 0.74), "dough")


def ninja(prop: ToyShape) -> None:
    (belt, neck), size, lift = body(prop, MAIN, MAIN, "charcoal"), prop.vary(0.44, 0.06), prop.vary(0.1, 0.9)
    z, skin = neck + 0.78 * size, prop.random.choice(("cream", "dough", "bark"))
    ring(prop, 0.38, 0.09, belt + 0.08, "charcoal")
    mirrored(prop, limb((0.05, -0.38, belt, 0.07), (0.12, -0.4, belt - 0.24, 0.06)), "charcoal")
    mirrored(prop, limb((0.3, -0.24, neck - 0.08, 0.06), (-0.06, -0.34, belt + 0.3, 0.06)), DARK)
    prop.add(sphere(size).move(z=z))
    slit = sphere(1, squareness=0.3, segments=16).stretch(0.78, 0.5, 0.26).move(y=-0.56, z=0.08)
    prop.add(slit.stretch(size, size, size).move(z=z), skin)
    eyes(prop, 0.32 * size, -0.98 * size, z + 0.08 * size, 0.16 * size)
    headband(prop, z, size)
    for part, colour in katana(prop.vary(1.0, 0.1), "charcoal"):
        prop.add(part.turn(y=140).move(-0.5, 0.42, neck + 0.12), colour)
    arm(prop, neck, (-0.66, -0.46, lift - 0.2), "charcoal")
    shuriken(prop, -0.66, -0.6, neck + lift - 0.04)
    arm(prop, neck, (0.66, -0.3, -0.5), "charcoal")


def chef(prop: ToyShape) -> None:
    belt, neck = body(prop, MAIN, MAIN, "coffee")
    apron = drape([(0.44, -0.34), (0.4, 0), (0.37, 0.2)], 2, 0.85).turn(z=180)
    for part, colour in ((apron, "snow"), (wrap(0.39, 0.18), "cream"), (skirt(-0.12, 0.42, 0.15).stretch(y=0.8), MAIN)):
        prop.add(part.move(y=-0.02, z=belt), colour)
    for share in (0.5, 0.75):
        mirrored(prop, sphere(0.06, segments=8).move(0.13, -0.32, belt + share * (neck - belt)), "gold")
    z, size, skin = head(prop, neck, prop.random.choice(HAIRS))
    ring(prop, 0.27, 0.1, neck - 0.02, "cherry")
    mirrored(prop, limb((0, -0.36, neck - 0.04, 0.07), (0.12, -0.4, neck - 0.2, 0.08)), "cherry")
    curl = sphere(1, segments=10).stretch(0.42 * size, 0.09, 0.1).turn(y=-18, z=20)
    mirrored(prop, curl.move(0.32 * size, -0.98 * size, z - 0.32 * size), "coffee")
    toque(prop, z, size)
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
    ring(prop, 0.3, 0.1, neck - 0.03, DARK)
    for height in (0.2, 0.55):
        prop.add(box(0.2, 0.1, 0.08, bevel=0.02).move(y=-0.33, z=belt + height), "steel")
    mirrored(prop, cylinder(0.15, 0.66, segments=14).move(0.16, 0.42, neck - 0.3), "steel")
    z, size, _ = head(prop, neck, prop.random.choice(HAIRS))
    fire_helmet(prop, z, size)
    arms(prop, neck, (0.7, -0.34, -0.46), "charcoal", cuff=0.17)
    axe(prop, 0.7, neck - 0.5, prop.vary(1.1, 0.08))


def police_officer(prop: ToyShape) -> None:
    belt, neck = body(prop, MAIN, MAIN, "charcoal")
    ring(prop, 0.38, 0.09, belt + 0.03, "charcoal")
    prop.add(box(0.2, 0.1, 0.18, bevel=0.03).move(y=-0.39, z=belt + 0.03), "gold")
    mirrored(prop, box(0.16, 0.2, 0.26, bevel=0.04).move(0.42, -0.1, belt), "charcoal")
    collar = extrude([(-0.16, 0), (0, -0.22), (0.16, 0)], 0.12, bevel=0.02)
    prop.add(collar.turn(x=-10).move(y=-0.27, z=neck - 0.02), "snow")
    prop.add(limb((0, -0.34, neck - 0.12, 0.06), (0, -0.34, belt + 0.3, 0.08)), "charcoal")
    prop.add(star(0.16, 0.1).move(0.24, -0.36, neck - 0.32), "gold")
    z, size, _ = head(prop, neck, prop.random.choice(HAIRS))
    police_cap(prop, z, size)
    arm(prop, neck, (-0.76, -0.3, prop.vary(0.24, 0.3)), "snow")
    arm(prop, neck, (0.68, -0.3, -0.5), "snow")
    prop.add(cylinder(0.07, 0.9, bevel=0.02, segments=10).turn(x=60).move(0.68, -0.5, neck - 0.42), "coffee")


def clown(prop: ToyShape) -> None:
    (belt, neck), face = body(prop, MAIN, MAIN, "cherry"), ToyShape(prop.random)
    z, size, skin = head(face, neck, MAIN)
    recolour(prop, face, {skin: "snow", MAIN: "snow"})
    clown_wig(prop, z, size)
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


def viking(prop: ToyShape) -> None:
    wool, (belt, neck) = prop.random.choice(HAIRS[:3]), body(prop, MAIN, "bark", "coffee")
    prop.add(skirt(-0.2, 0.46, 0.15).stretch(y=0.8).move(z=belt))
    prop.add(wrap(0.42, belt + 0.06), "coffee")
    prop.add(cylinder(0.12, 0.1, bevel=0.02, segments=12).turn(x=90).move(y=-0.38, z=belt + 0.06), "gold")
    for x, y, _ in circle(7, 0.36, 90):
        prop.add(sphere(0.18, segments=8).move(x, 0.8 * y, neck - 0.08), "bark")
    z, size, skin = head(prop, neck, wool, 0.9)
    beard(prop, z, size, prop.vary(0.6, 0.12), wool)
    horned_helmet(prop, z, size)
    arms(prop, neck, (0.72, -0.36, -0.46), skin)
    axe(prop, -0.72, neck - 0.5, prop.vary(1.0, 0.1))
    round_shield(prop, 0.7, neck - 0.5)


def samurai(prop: ToyShape) -> None:
    belt, neck = body(prop, MAIN, "charcoal", "charcoal")
    for i in range(3):
        prop.add(wrap(0.38 + 0.02 * i, belt + 0.12 + 0.18 * i), "cream")
    flap, lace = box(0.12, 0.36, 0.4, bevel=0.03), box(0.15, 0.3, 0.06, bevel=0.02).move(z=-0.06)
    for x, y, angle in circle(6, 0.42, 30):
        for part, colour in ((flap, MAIN), (lace, "cream")):
            prop.add(part.turn(y=12).turn(z=angle).move(x, 0.85 * y, belt - 0.08), colour)
    for part, colour in ((flap.stretch(1.1, 1.2, 1.2), MAIN), (lace.stretch(1.1, 1.2, 1.2), "cream")):
        mirrored(prop, part.turn(y=-16).move(0.57, 0, neck - 0.28), colour)
    z, size, skin = head(prop, neck, "charcoal")
    samurai_helmet(prop, z, size)
    arms(prop, neck, (0.7, -0.36, -0.46), skin, cuff=0.18)
    for part, colour in katana(prop.vary(1.2, 0.1), "steel"):
        prop.add(part.turn(x=14, y=-10).move(-0.7, -0.4, neck - 0.5), colour)


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
    tutu(prop, hips, wide)
    pirouette(prop, hips)
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
