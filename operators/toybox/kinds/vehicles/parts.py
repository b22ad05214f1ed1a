"""Parts that several vehicles of the toybox share."""

from __future__ import annotations

import math

import numpy as np

from ..shapes import DARK, Part, Points, ToyShape, box, cylinder, extrude, lathe, loft, sphere, tube


def pair(prop: ToyShape, part: Part, colour: str, x: float, y: float, z: float) -> None:
    """Adds the part twice, at -`x` and at `x`."""
    for side in (-x, x):
        prop.add(part.move(side, y, z), colour)


def bars(prop: ToyShape, colour: str, radius: float, *paths: tuple[tuple[float, float, float], ...]) -> None:
    """Adds a round bar along each path."""
    for path in paths:
        prop.add(tube(path, radius, segments=10), colour)


def wheels(prop: ToyShape, x: float, y: float, radius: float, width: float, hub: str = "steel") -> None:
    """Adds a pair of wheels on the ground, at -`x` and `x`, or one wheel if `x` is 0."""
    for side in {-x, x}:
        prop.add(cylinder(radius, width).turn(y=90).move(side, y, radius), "charcoal")
        prop.add(cylinder(0.5 * radius, width + 0.06, bevel=0.02).turn(y=90).move(side, y, radius), hub)


def spoked_wheel(prop: ToyShape, x: float, y: float, radius: float, rim: str, hub: str) -> None:
    """Adds a wheel with spokes on the ground. `hub` is the colour of hub and spokes."""
    hoop = [(radius - 0.13, -0.06), (radius, -0.06), (radius, 0.06), (radius - 0.13, 0.06)]
    prop.add(lathe(hoop, closed=True).turn(y=90).move(x, y, radius), rim)
    prop.add(cylinder(0.1, 0.2, bevel=0.03, segments=12).turn(y=90).move(x, y, radius), hub)
    for angle in (20, 65, 110, 155):
        prop.add(box(0.06, 0.06, 2 * radius - 0.14, bevel=0.01).turn(x=angle).move(x, y, radius), hub)


def mudguard(x: float, y: float, radius: float, width: float) -> Part:
    """Returns a mudguard around the top of a wheel on the ground."""
    arc = [(0, -radius * np.cos(a), radius * np.sin(a)) for a in np.radians(np.linspace(20, 150, 9))]
    return tube(arc, 0.05, soft=False).stretch(x=width / 0.1).move(x, y, radius)


def lamps(prop: ToyShape, x: float, y: float, z: float) -> None:
    """Adds a pair of headlights at -`x` and `x`, or one if `x` is 0."""
    for side in {-x, x}:
        prop.add(sphere(0.11, segments=16).stretch(y=0.6).move(side, y, z), "lemon")


def tub(width: float, length: float, height: float, flare: float) -> Part:
    """Returns a box on z = 0 that is open at the top. `flare` scales its rim."""
    profile = [(0, 0), (1, 0), (flare, height), (flare - 0.18, height), (0.82, 0.08), (0, 0.08)]
    return lathe(profile, segments=4).turn(z=45).stretch(width / 2**0.5, length / 2**0.5)


def hull(width: float, length: float, height: float, floor: float, rise: float = 0.3, blunt: bool = True) -> Part:
    """Returns a hull that is hollow down to `floor`, pointed at -Y, and at +Y blunt if `blunt`, else pointed.

    Its bow is higher than its middle by the share `rise`.
    """
    side = [(0.6, 0), (0.88, 0.5 * height), (1, 0.9 * height), (1, height), (0.86, height), (0.8, floor)]
    bowl = lathe([(0, 0), *side, (0, floor)], segments=40)
    x, y, z = bowl.vertices.T
    bow = y.clip(-1, 0) if blunt else -np.abs(y)
    x, y = x * np.sqrt(1 + 0.98 * bow), np.where((y > 0) & blunt, 0.85 * np.abs(y) ** 0.6, y)
    return Part(np.stack([width * x, length * y, z * (1 + rise * bow**2)], axis=1), bowl.faces)


def plate(outline: Points, width: float, bevel: float = 0.04) -> Part:
    """Returns a plate of thickness `width` along X. Its outline is a line of (y, z), counter-clockwise from +X."""
    return extrude(outline, width, bevel).turn(z=90)


def board(width: float, thick: float, start: tuple[float, float], end: tuple[float, float]) -> Part:
    """Returns a board across X whose side view is a bar between two points (y, z)."""
    (y, z), (u, v) = start, end
    flat = box(width, thick, math.dist(start, end), bevel=0.02)
    return flat.turn(x=math.degrees(math.atan2(y - u, v - z))).move(0, (y + u) / 2, (z + v) / 2)


def cabin(
    prop: ToyShape,
    size: tuple[float, float, float],
    place: tuple[float, float, float],
    taper: float = 0.9,
    panes: int = 1,
) -> None:
    """Adds a cabin that stands on `place`, with a window in front, one behind and `panes` on each side."""
    (width, length, height), (x, y, z) = size, place
    low, high = 0.72 + 0.28 * taper, 0.16 + 0.84 * taper  # how wide it is where the windows begin and end
    prop.add(box(width, length, height, bevel=0.05, taper=taper).move(x, y, z + height / 2))
    glass, middle = 0.56 * height, z + 0.56 * height
    prop.add(box(0.8 * low * width, low * length + 0.05, glass, 0.02, high / low).move(x, y, middle), "glass")
    for i in range(panes):
        pane = box(low * width + 0.05, 0.8 * high * length / panes, glass, 0.02, high / low)
        prop.add(pane.move(x, y + (i + 0.5 - panes / 2) * 0.88 * high * length / panes, middle), "glass")


def ends(prop: ToyShape, width: float, front: float, back: float, z: float) -> None:
    """Adds headlamps, tail lights and bumpers to a body `width` wide that reaches from `front` to `back`."""
    lamps(prop, 0.36 * width, front, z)
    for y in (front, back):
        prop.add(box(width + 0.02, 0.14, 0.13, bevel=0.04).move(y=y, z=z - 0.22), "steel")
    pair(prop, box(0.14, 0.08, 0.18, bevel=0.02), "cherry", 0.4 * width, back, z)


def tracks(prop: ToyShape, x: float, y: float, length: float, radius: float, width: float) -> None:
    """Adds a pair of crawler tracks on the ground, at -`x` and `x`."""
    half = length / 2 - radius
    corners = np.cumsum([0, 2 * half, math.pi * radius, 2 * half, math.pi * radius])
    along = np.linspace(0, corners[-1], 36, endpoint=False)
    angle = np.interp(along, corners, [-90, -90, 90, 90, 270])
    centre = y + np.interp(along, corners, [-half, half, half, -half, -half])
    a = np.radians(angle)
    belt = np.stack([centre + radius * np.cos(a), radius + radius * np.sin(a)], axis=1)
    for side in (-x, x):
        prop.add(plate(belt, width).move(side), "charcoal")
        for (u, v), turn in zip(belt[::2], angle[::2], strict=True):
            prop.add(box(width + 0.06, 0.12, 0.08, bevel=0.02).turn(x=turn).move(side, u, v), "charcoal")
        for u in np.linspace(-half, half, 4):
            wheel = cylinder(min(0.6 * radius, 0.3 * half), width + 0.1, bevel=0.03, segments=16)
            prop.add(wheel.turn(y=90).move(side, y + u, radius), "steel")


def rails(prop: ToyShape, gauge: float, length: float) -> None:
    """Adds a piece of railway below z = 0, with rails at -`gauge` and `gauge`."""
    for y in np.linspace(-0.44, 0.44, round(length / 0.42)):
        prop.add(box(2 * gauge + 0.4, 0.16, 0.1, bevel=0.02).move(y=y * length, z=-0.15), "bark")
    pair(prop, box(0.09, length, 0.14, bevel=0.02), "stone", gauge, 0, -0.06)


def rail_wheels(prop: ToyShape, gauge: float, radius: float, *places: float) -> None:
    """Adds an axle with two wheels on the rails at each of the places along Y."""
    for y in places:
        pair(prop, cylinder(radius, 0.12).turn(y=90), "steel", 1.06 * gauge, y, radius)
        prop.add(cylinder(0.4 * radius, 2.1 * gauge + 0.22, bevel=0.02).turn(y=90).move(y=y, z=radius), "charcoal")


def folding_hood(width: float, radius: float, start: float, end: float) -> Part:
    """Returns a hollow quarter of a ball around X, pleated, from `start` to `end` degrees (-Y is 0, up 90)."""
    turn = np.radians(np.linspace(start, end, 25))
    pleats = radius * (1 + 0.04 * np.cos(np.linspace(0, 8 * math.pi, 25)))
    turn, high = np.append(turn, turn[::-1]), np.append(pleats, pleats - 0.09)
    wide = np.repeat([width, width - 0.08], 25)
    across = np.linspace(0, math.pi, 21)[:, None]
    y, z = -np.cos(turn) * high * np.sin(across), np.sin(turn) * high * np.sin(across)
    return loft(np.stack([wide * np.cos(across), y, z], axis=-1))


def scoop(prop: ToyShape, width: float, radius: float, turn: float, y: float, z: float) -> None:
    """Adds a digging bucket around (`y`, `z`). It opens downwards, or towards +Y if turned by 90 degrees."""
    arc = [(-radius * math.cos(a), radius * math.sin(a)) for a in np.radians(np.linspace(0, 190, 13))]
    sheet = tube([(0, *point) for point in arc], 0.05, segments=8, soft=False).stretch(x=width / 0.1)
    cheek, tooth = plate(arc[::-1], 0.08, bevel=0.02), box(0.09, 0.08, 0.2, bevel=0.02).move(y=-radius, z=-0.08)
    prop.add(sheet.turn(x=turn).move(y=y, z=z), DARK)
    pair(prop, cheek.turn(x=turn), DARK, 0.46 * width, y, z)
    for x in (-0.4, -0.13, 0.13, 0.4):
        prop.add(tooth.move(x * width).turn(x=turn).move(y=y, z=z), "steel")


def sail(width: float, height: float, belly: float) -> Part:
    """Returns a square sail that hangs below the origin and bulges towards -Y."""
    path = [(0, -belly * math.sin(math.pi * share), -height * share) for share in np.linspace(0, 1, 9)]
    return tube(path, 0.045, segments=16, soft=False).stretch(x=width / 0.09)
