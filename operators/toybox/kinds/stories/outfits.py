"""Clothes, hats and gear of the toybox's people and beings."""

from __future__ import annotations

import numpy as np

from ..shapes import (
    DARK,
    LIGHT,
    MAIN,
    Part,
    Points,
    ToyShape,
    box,
    circle,
    cylinder,
    extrude,
    lathe,
    limb,
    loft,
    mirrored,
    rounded,
    sphere,
    torus,
    tube,
)
from .figure_parts import star


def drape(profile: Points, start: float = 0.0, deep: float = 1.0, thick: float = 0.07) -> Part:
    """Returns cloth around the back of a body, from `start` degrees to its mirror image.

    The profile of (radius, z) runs from bottom to top. `deep` scales the cloth along Y.
    """
    line = rounded(profile, 1)
    section = np.concatenate([np.add(line[::-1], (thick, 0)), line])
    angle = np.radians(np.linspace(start, 180 - start, 17))[:, None]
    radius, height = section.T
    return loft(np.stack([radius * np.cos(angle), deep * radius * np.sin(angle), height + 0 * angle], axis=-1))


def hat(prop: ToyShape, z: float, size: float, profile: Points, colour: str = MAIN, ribs: int = 0) -> None:
    """Adds a turned hat. The profile counts from the middle of the head, in radii of the head."""
    felt = lathe(rounded(profile, 1), 4 * ribs or 20, ribs=ribs, depth=0.04)
    prop.add(felt.stretch(size, size, size).turn(x=-6).move(y=0.08 * size, z=z), colour)


def skirt(low: float, wide: float, high: float, ribs: int = 0, depth: float = 0.0) -> Part:
    """Returns the hem of a coat from `low` to `high`, where it is as wide as a trunk. `ribs` are its folds."""
    return lathe(rounded([(0, low), (wide, low), (0.4, high), (0, high)], 1), 4 * ribs or 20, ribs=ribs, depth=depth)


def wrap(
    radius: float, z: float, lean: float = 0.0, deep: float = 0.82, width: float = 0.08, slope: float = 0.0
) -> Part:
    """Returns a slim band around the Z axis. `slope` is how fast it narrows upwards."""
    section = [(radius + 0.05 * u - slope * width * v, width * v) for u, v, _ in circle(4, 1, 45)]
    return lathe(section, 16, closed=True).stretch(y=deep).turn(x=4, y=lean).move(z=z)


def katana(length: float, blade: str) -> list[tuple[Part, str]]:
    """Returns an upright sword with its guard at the origin."""
    edge = [(-0.06, 0), (0.06, 0), (0.02, 0.5 * length), (0.06, length), (-0.04, 0.9 * length), (-0.1, 0.5 * length)]
    guard, grip = cylinder(0.15, 0.07, bevel=0.02, segments=14), cylinder(0.065, 0.42, bevel=0.02, segments=10)
    return [(extrude(edge, 0.08, bevel=0.02), blade), (guard, "gold"), (grip.move(z=-0.2), "coffee")]


def shuriken(prop: ToyShape, x: float, y: float, z: float) -> None:
    """Adds a throwing star."""
    corners = zip(circle(4, 0.26, 90), circle(4, 0.1, 135), strict=True)
    plate = extrude([(u, v) for pair in corners for u, v, _ in pair], 0.08, bevel=0.02)
    prop.add(plate.turn(y=prop.vary(22, 0.9)).move(x, y, z), "steel")


def axe(prop: ToyShape, x: float, z: float, high: float) -> None:
    """Adds an axe in a hand at (x, -0.38, z), with its edge outwards."""
    edge = rounded(
        [(0, 0.1), (0, -0.1), (0.2, -0.14), (0.36, -0.28), (0.42, 0), (0.36, 0.28), (0.2, 0.24), (0, 0.1)], 1
    )
    blade = extrude(edge[:-1], 0.12, bevel=0.03).turn(z=-35 if x > 0 else -145)
    prop.add(blade.move(x, -0.38, z + 0.42 * high), "steel")
    prop.add(cylinder(0.06, high, bevel=0.02, segments=10).move(x, -0.38, z + 0.1), "wood")


def round_shield(prop: ToyShape, x: float, z: float) -> None:
    """Adds a round shield on a left hand."""
    rim = lathe([(0.36, -0.08), (0.48, -0.08), (0.48, 0.08), (0.36, 0.08)], closed=True)
    planks = [(box(0.12, 0.8, 0.15, bevel=0.02).turn(z=angle), LIGHT) for angle in (45, 135)]
    boss = sphere(0.17, segments=10).stretch(z=0.7).move(z=0.07)
    for part, colour in (
        (cylinder(0.44, 0.1, bevel=0.03, segments=20), MAIN),
        (rim, "steel"),
        *planks,
        (boss, "steel"),
    ):
        prop.add(part.turn(x=90).turn(z=24).move(x, -0.54, z), colour)


def cowboy_hat(prop: ToyShape, z: float, size: float) -> None:
    """Adds a hat with a dented crown and a brim that curls up at the sides."""
    curl, tall = prop.vary(0.55, 0.25), prop.vary(1.5, 0.08)
    brim = lathe([(0, 0), (1.75, 0), (1.85, 0.06), (1.75, 0.14), (0, 0.14)])
    brim.vertices[:, 2] += curl * (np.abs(brim.vertices[:, 0]) - 0.8).clip(0) ** 1.5
    crown = [(0, 0), (1.08, 0), (0.96, 0.5), (0.84, tall - 0.65), (0.5, tall - 0.5), (0, tall - 0.75)]
    band = lathe([(0.9, 0.08), (1.12, 0.08), (1.06, 0.34), (0.9, 0.34)], 20, closed=True)
    for part, colour in ((brim, MAIN), (lathe(rounded(crown, 1), 20), MAIN), (band, DARK)):
        prop.add(part.stretch(0.95 * size, 1.05 * size, size).turn(x=-8).move(y=0.06, z=z + 0.55 * size), colour)


def fire_helmet(prop: ToyShape, z: float, size: float) -> None:
    """Adds a firefighter's helmet with a long brim behind, a ridge and a badge."""
    hat(prop, z, size, [(0, 0.45), (1.22, 0.45), (1.2, 0.75), (0.9, prop.vary(1.2, 0.06)), (0.3, 1.4), (0, 1.42)])
    brim = lathe([(1.0, 0.38), (1.5, 0.26), (1.56, 0.34), (1.1, 0.54)], closed=True)
    prop.add(brim.stretch(size, 1.3 * size, size).turn(x=-6).move(y=0.28 * size, z=z), DARK)
    ridge = ((-1.12, 0.6), (-0.7, 1.25), (0.1, 1.6), (0.8, 1.2), (1.28, 0.5))
    prop.add(tube([(0, y * size, z + h * size) for y, h in ridge], 0.06, 8), LIGHT)
    plate = extrude([(-0.17, 0.2), (-0.17, -0.06), (0, -0.2), (0.17, -0.06), (0.17, 0.2)], 0.1, bevel=0.02)
    prop.add(plate.turn(x=-16).move(y=-1.16 * size, z=z + 0.84 * size), "gold")


def horned_helmet(prop: ToyShape, z: float, size: float) -> None:
    """Adds a steel helmet with the horns of a bull."""
    hat(prop, z, size, [(0, 0.42), (1.22, 0.42), (1.2, 0.7), (0.95, 1.15), (0.4, 1.42), (0, 1.45)], "steel")
    prop.add(wrap(1.22 * size, z + 0.5 * size, deep=1).move(y=0.1 * size), "gold")
    reach = prop.vary(1.9, 0.1)
    horn = (1.0, 0.9, 0.29), (0.8 * reach, 1.0, 0.25), (reach, 1.5, 0.17), (0.9 * reach, 2.0, 0.06)
    mirrored(prop, limb(*((x * size, 0.05, z + h * size, r * size) for x, h, r in horn)), "cream")


def samurai_helmet(prop: ToyShape, z: float, size: float) -> None:
    """Adds a ribbed helmet with a golden crest, a neck guard and a mask below the eyes."""
    bowl = [(0, 0.42), (1.24, 0.42), (1.2, 0.8), (0.85, 1.25), (0.2, 1.45), (0.14, 1.6), (0, 1.6)]
    hat(prop, z, size, bowl, MAIN, 8)
    for low, colour in ((-0.5, DARK), (-0.1, MAIN)):
        guard = drape([(1.75 - 0.4 * low, low), (1.3, low + 0.5)], -28)
        prop.add(guard.stretch(0.9 * size, 0.9 * size, size).move(y=0.1 * size, z=z), colour)
    mask = sphere(1, segments=14).stretch(0.82, 0.52, 0.4).move(y=-0.56, z=-0.5)
    prop.add(mask.stretch(size, size, size).move(z=z), "charcoal")
    tall = prop.vary(2.0, 0.1)
    crest = (0.1, -1.1, 0.6, 0.14), (0.6, -1.25, 0.9, 0.2), (0.9, -1.25, 0.7 * tall, 0.15), (0.8, -1.2, tall, 0.07)
    mirrored(prop, limb(*((x * size, y * size, z + h * size, r * size) for x, y, h, r in crest)), "gold")


def police_cap(prop: ToyShape, z: float, size: float) -> None:
    """Adds a peaked cap with a badge."""
    wide = prop.vary(1.6, 0.06)
    hat(prop, z, size, [(0, 0.5), (1.12, 0.5), (1.14, 0.86), (0, 0.86)], "charcoal")
    hat(prop, z, size, [(0, 0.82), (1.1, 0.82), (wide, 1.12), (0.96 * wide, 1.3), (0, 1.4)])
    prop.add(star(0.17, 0.12).turn(x=-14).move(y=-1.25 * size, z=z + 1.06 * size), "gold")
    visor = sphere(1, segments=16).stretch(0.85 * size, 0.62 * size, 0.06).turn(x=14)
    prop.add(visor.move(y=-0.92 * size, z=z + 0.58 * size), "charcoal")


def shako(prop: ToyShape, z: float) -> None:
    """Adds a tall soldier's hat with a plume. `z` is the height of its brim."""
    tall = prop.vary(0.5, 0.12)
    prop.add(cylinder(0.37, tall, bevel=0.04, top=0.43).move(z=z + tall / 2), "charcoal")
    for radius, high in ((0.4, 0.05), (0.46, tall - 0.04)):
        prop.add(cylinder(radius, 0.1, bevel=0.03).move(z=z + high), "gold")
    prop.add(star(0.17, 0.12).move(y=-0.42, z=z + 0.05 + tall / 2), "gold")
    prop.add(limb((0, -0.3, z + tall, 0.07), (0, -0.34, z + tall + 0.3, 0.12), (0, -0.3, z + tall + 0.4, 0.06)))
    prop.add(sphere(1, segments=14).stretch(0.34, 0.26, 0.06).turn(x=14).move(y=-0.3, z=z + 0.02), "charcoal")


def butterfly_wings(prop: ToyShape, z: float, span: float) -> None:
    """Adds two pairs of wings on a back."""
    for angle, reach, wide, low in ((48, span, 0.34, 0.0), (118, 0.7 * span, 0.28, 0.16)):
        for grow, deep, colour in ((1, 0.06, LIGHT), (0.6, 0.09, "snow")):
            wing = sphere(1, segments=12).stretch(grow * wide, deep, grow * reach).move(z=reach)
            mirrored(prop, wing.turn(y=angle).turn(z=14).move(0.06, 0.4, z - low), colour)


def magic_lamp(prop: ToyShape, side: int) -> None:
    """Adds an oil lamp with its spout towards `side`."""
    bowl = rounded([(0, 0), (0.3, 0), (0.3, 0.06), (0.14, 0.12), (0.42, 0.3), (0.36, 0.46), (0.1, 0.54), (0, 0.54)], 1)
    prop.add(lathe(bowl).stretch(1.15, 0.8), "gold")
    prop.add(limb((0.3 * side, 0, 0.3, 0.16), (0.7 * side, 0, 0.3, 0.1), (0.95 * side, 0, 0.48, 0.09)), "gold")
    prop.add(torus(0.17, 0.06, segments=14).turn(x=90).move(-0.56 * side, 0, 0.32), "gold")


def garden_gear(prop: ToyShape, x: float, y: float) -> None:
    """Adds a lantern or a spade in a hand at (`x`, `y`), 0.54 above the ground."""
    if prop.random.random() < 0.5:
        blade = extrude([(-0.16, 0.2), (-0.16, -0.1), (0, -0.26), (0.16, -0.1), (0.16, 0.2)], 0.08, bevel=0.02)
        gear = [(cylinder(0.06, 1.1, bevel=0.02, segments=10).move(z=0.75), "wood"), (blade.move(z=0.26), "steel")]
    else:
        gear = [(sphere(0.17, segments=12).move(z=0.2), "lemon"), (cylinder(0.18, 0.08).move(z=0.03), "charcoal")]
        gear.append((cylinder(0.18, 0.12, bevel=0.02, top=0.06).move(z=0.39), "charcoal"))
        gear.append((torus(0.1, 0.04, segments=12).turn(x=90).move(z=0.5), "steel"))
    for part, colour in gear:
        prop.add(part.move(x, y), colour)


def tutu(prop: ToyShape, z: float, wide: float) -> None:
    """Adds a dancer's stiff skirt of three frills around hips at the height `z`."""
    frill = rounded([(0, 0.1), (0.3, 0.02), (wide, -0.06), (wide, 0), (0.3, 0.16), (0, 0.16)], 1)
    for scale, height, colour in ((1, 0.02, MAIN), (0.85, 0.1, LIGHT), (0.92, -0.06, DARK)):
        layer = lathe(frill, 36, ribs=12, depth=0.05).stretch(scale, 0.94 * scale)
        prop.add(layer.turn(x=4).move(z=z + height), colour)


def pirouette(prop: ToyShape, hips: float) -> None:
    """Adds a dancer's legs: on tiptoe, with one knee bent."""
    knee = -prop.vary(0.48, 0.08), -0.16, 0.66 * hips, 0.12
    prop.add(limb((0.1, 0, hips, 0.15), (0.05, 0, 0.5 * hips, 0.12), (0.02, 0, 0.2, 0.09)), "cream")
    prop.add(limb((-0.12, 0, hips, 0.15), knee, (-0.1, -0.1, 0.44 * hips, 0.09)), "cream")
    prop.add(limb((0.02, 0, 0.28, 0.11), (0.02, 0, 0.06, 0.09)))
    prop.add(limb((-0.2, -0.12, 0.49 * hips, 0.11), (0, -0.12, 0.36 * hips, 0.08)))


def ermine_cape(prop: ToyShape, foot: float, neck: float) -> None:
    """Adds a cape trimmed with fur that hangs from a neck to the ground."""
    prop.add(drape([(foot + 0.1, 0.04), (0.6, 0.5 * neck), (0.46, 0.85 * neck), (0.3, neck)]), DARK)
    for x, y, _ in circle(16, foot + 0.12)[:9]:
        prop.add(sphere(0.14, segments=8).move(x, y, 0.14), "snow")


def vampire_cape(prop: ToyShape, neck: float) -> None:
    """Adds an open cape with a high collar and a red lining."""
    cape = (prop.vary(0.7, 0.08), 0.03), (0.56, 0.5 * neck), (0.48, 0.86 * neck), (0.28, neck)
    collar = (0.26, neck - 0.1), (0.48, neck + 0.1), (prop.vary(0.62, 0.08), neck + 0.44)
    for profile, start in ((cape, -34), (collar, -5)):
        outside = [(radius + 0.05, height + 0.005) for radius, height in profile]
        prop.add(drape(profile, start, thick=0.06), "cherry")
        prop.add(drape(outside, start))


def headband(prop: ToyShape, z: float, size: float) -> None:
    """Adds a band around a head, knotted behind."""
    prop.add(wrap(0.92 * size, z + 0.46 * size, 0, 1), DARK)
    for x in (-0.16, 0.14):
        end = (2 * x, size + 0.2, z - prop.vary(0.3, 0.4), 0.06)
        prop.add(limb((0, size, z + 0.46 * size, 0.1), (x, size + 0.2, z, 0.08), end), DARK)


def toque(prop: ToyShape, z: float, size: float) -> None:
    """Adds a cook's tall hat."""
    high, wide = prop.vary(1.9, 0.12), prop.vary(1.3, 0.08)
    puff = [(0, 1.15), (1, 1.15), (wide, 1.4), (wide, high), (0.8 * wide, high + 0.25), (0, high + 0.3)]
    hat(prop, z, size, [(0, 0.5), (0.98, 0.5), (1, 1.2), (0, 1.2)], "snow")
    hat(prop, z, size, puff, "snow", 10)


def clown_wig(prop: ToyShape, z: float, size: float) -> None:
    """Adds tufts of curls on both sides of a bald head, and a small pointed hat."""
    curls, tip = prop.random.choice(("carrot", "cherry", "leaf")), prop.vary(1.9, 0.1)
    for x, y, h in ((1.1, 0.1, 0.5), (1.3, 0.2, 0.05), (1.0, 0.55, 0.1), (0.95, 0.55, 0.65)):
        mirrored(prop, sphere(0.5 * size, segments=10).move(x * size, y * size, z + h * size), curls)
    hat(prop, z, size, [(0, 0.95), (0.6, 0.95), (0.3, 0.5 + 0.5 * tip), (0.06, tip), (0, tip)])
    prop.add(sphere(0.13, segments=10).move(y=0.25 * size, z=z + tip * size), "lemon")


def swathe(prop: ToyShape, belt: float, z: float, size: float) -> None:
    """Adds bandages around a trunk, and around a head with its middle at the height `z`."""
    bands = [(radius, belt + 0.04 + 0.16 * i, 0.8, 0.0) for i, radius in enumerate((0.38, 0.37, 0.37, 0.4, 0.38))]
    skull = ((0.86, -0.62), (0.99, -0.3), (0.94, 0.42), (0.7, 0.78))
    bands += [(radius * size, z + height * size, 1.0, 1.2 * height) for radius, height in skull]
    for i, (radius, height, deep, slope) in enumerate(bands):
        prop.add(wrap(radius, height, (10, -9)[i % 2], deep, 0.1, slope), (LIGHT, DARK)[i % 2])


def topknot(prop: ToyShape, z: float, size: float) -> None:
    """Adds a plait in a golden sleeve to the top of a bald head."""
    prop.add(cylinder(0.2 * size, 0.3, segments=12).move(y=0.1, z=z + 1.25 * size), "gold")
    plait = (0.1, 1.4, 0.12), (0.16, 1.9, 0.15), (0.46, 1.8, 0.12), (0.6, prop.vary(1.2), 0.05)
    prop.add(limb(*((0, y, z + height * size, radius) for y, height, radius in plait)), "charcoal")
