"""Building blocks of the toybox. A part is a numpy mesh, and a prop is a set of coloured parts.

Axes: Z up, a prop faces -Y. Lengths are free: a finished prop is centred and scaled into the ball of radius 1. Nearly
every part is a loft: rings of points, each joined to the next, with caps at the ends.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from random import Random

import numpy as np

MAIN, DARK, LIGHT = "main", "dark", "light"  # the prop's named colour, a shade and a tint of it
RADIUS = 0.95  # metres, distance of a finished prop's farthest vertex from the origin

Points = Sequence[tuple[float, float]] | np.ndarray  # (N, 2)
Spot = tuple[float, float, float]  # (x, y, z)


@dataclass(frozen=True)
class Part:
    """A closed mesh. Its methods return changed copies."""

    vertices: np.ndarray  # (V, 3)
    faces: list[tuple[int, ...]]  # counter-clockwise seen from outside

    def move(self, x: float = 0.0, y: float = 0.0, z: float = 0.0) -> Part:
        """Returns the part moved by (x, y, z)."""
        return Part(self.vertices + np.array((x, y, z)), self.faces)

    def stretch(self, x: float = 1.0, y: float = 1.0, z: float = 1.0) -> Part:
        """Returns the part scaled along the axes, about the origin."""
        return Part(self.vertices * (x, y, z), self.faces)

    def turn(self, x: float = 0.0, y: float = 0.0, z: float = 0.0) -> Part:
        """Returns the part rotated about the axes through the origin, in degrees: first X, then Y, then Z."""
        vertices = self.vertices
        for axis, angle in enumerate((x, y, z)):
            c, s = math.cos(math.radians(angle)), math.sin(math.radians(angle))
            u, v = vertices[:, (axis + 1) % 3], vertices[:, (axis + 2) % 3]
            turned = vertices.copy()
            turned[:, (axis + 1) % 3], turned[:, (axis + 2) % 3] = c * u - s * v, s * u + c * v
            vertices = turned
        return Part(vertices, self.faces)


ColouredParts = list[tuple[Part, str]]  # with the name of each part's colour


@dataclass
class ToyShape:
    """The coloured parts of a prop, and the random generator that varies them."""

    random: Random
    parts: ColouredParts = field(default_factory=list)

    def add(self, part: Part, colour: str = MAIN) -> None:
        """Adds a part. `colour` is the name of a colour in the palette."""
        self.parts.append((part, colour))

    def add_around(self, part: Part, count: int, colour: str = MAIN, x: float = 0.0, y: float = 0.0) -> None:
        """Adds `count` copies of a part, turned evenly about the Z axis and then moved by (x, y)."""
        for i in range(count):
            self.add(part.turn(z=360 * i / count).move(x, y), colour)

    def vary(self, value: float, spread: float = 0.15) -> float:
        """Draws a value from `value` * (1 - `spread`) to `value` * (1 + `spread`)."""
        return value * self.random.uniform(1 - spread, 1 + spread)

    def merged(self) -> tuple[np.ndarray, list[tuple[int, ...]], list[str]]:
        """Returns all parts as one mesh: vertices (V, 3), faces, and the colour name of each face.

        The vertices are centred and scaled to RADIUS.
        """
        vertices = np.concatenate([part.vertices for part, _ in self.parts])
        vertices = vertices - (vertices.min(axis=0) + vertices.max(axis=0)) / 2
        vertices *= RADIUS / np.linalg.norm(vertices, axis=1).max()
        faces, colours, first = [], [], 0
        for part, colour in self.parts:
            faces += [tuple(first + corner for corner in face) for face in part.faces]
            colours += [colour] * len(part.faces)
            first += len(part.vertices)
        return vertices, faces, colours


def loft(rings: np.ndarray, closed: bool = False) -> Part:
    """Joins rings of points (R, N, 3) and caps the ends; if `closed`, joins the last ring to the first.

    Each ring is counter-clockwise seen from the next one.
    """
    count, size, _ = rings.shape
    index = np.arange(count * size).reshape(count, size)
    lower, upper = (index, np.roll(index, -1, axis=0)) if closed else (index[:-1], index[1:])
    quads = np.stack([lower, np.roll(lower, -1, axis=1), np.roll(upper, -1, axis=1), upper], axis=-1).reshape(-1, 4)
    caps = [] if closed else [index[0, ::-1], index[-1]]
    return _weld(rings.reshape(-1, 3), [*quads, *caps])


def _weld(vertices: np.ndarray, faces: Iterable[np.ndarray]) -> Part:
    """Merges coincident vertices, such as the tip of a cone, and drops the faces that vanish."""
    _, first, merged = np.unique(vertices.round(6), axis=0, return_index=True, return_inverse=True)
    merged = merged.ravel().tolist()
    kept = []
    for face in faces:
        corners = tuple(dict.fromkeys(merged[corner] for corner in face.tolist()))
        if len(corners) > 2:
            kept.append(corners)
    return Part(vertices[first], kept)


def box(x: float, y: float, z: float, bevel: float = 0.06, taper: float = 1.0) -> Part:
    """Returns a box around the origin with chamfered edges. `taper` scales its top."""
    rings = []
    for height, inset, scale in (
        (-z / 2, bevel, 1.0),
        (bevel - z / 2, 0.0, 1.0),
        (z / 2 - bevel, 0.0, taper),
        (z / 2, bevel, taper),
    ):
        a, b, cut = x / 2 * scale - inset, y / 2 * scale - inset, bevel - inset
        c, d = a - cut, b - cut
        octagon = [(a, -d), (a, d), (c, b), (-c, b), (-a, d), (-a, -d), (-c, -b), (c, -b)]
        rings.append([(u, v, height) for u, v in octagon])
    return loft(np.array(rings))


def lathe(
    profile: Points, segments: int = 24, soft: bool = False, ribs: int = 0, depth: float = 0.0, closed: bool = False
) -> Part:
    """Revolves a profile of (radius, z) about the Z axis. The profile runs from bottom to top along the outside.

    `soft` rounds the profile. `ribs` is the number of waves around the part, and `depth` their height relative to the
    radius. `closed` joins the ends of the profile, which makes a hoop.
    """
    radius, height = np.array(rounded(profile) if soft else profile).T[:, :, None]
    angle = np.linspace(0, 2 * math.pi, segments, endpoint=False)
    radius = radius * (1 + depth * np.cos(ribs * angle))
    return loft(np.stack([radius * np.cos(angle), radius * np.sin(angle), height + 0 * angle], axis=-1), closed)


def rounded(points: Sequence[tuple[float, ...]] | np.ndarray, rounds: int = 2) -> np.ndarray:
    """Cuts the corners of an open line of points (N, D) by Chaikin's algorithm. Returns (M, D); the ends stay."""
    line = np.array(points, dtype=float)
    for _ in range(rounds):
        near, far = 0.75 * line[:-1] + 0.25 * line[1:], 0.25 * line[:-1] + 0.75 * line[1:]
        line = np.concatenate([line[:1], np.stack([near, far], axis=1).reshape(-1, line.shape[1])[1:-1], line[-1:]])
    return line


def cylinder(radius: float, height: float, bevel: float = 0.05, top: float | None = None, segments: int = 24) -> Part:
    """Returns a cylinder around the origin, or a truncated cone with the radius `top` at the top."""
    top = radius if top is None else top
    h = height / 2
    profile = [(0, -h), (radius - bevel, -h), (radius, bevel - h), (top, h - bevel), (top - bevel, h), (0, h)]
    return lathe(profile, segments)


def sphere(radius: float, squareness: float = 0.0, segments: int = 24) -> Part:
    """Returns a ball. A `squareness` towards 1 inflates it towards a cube (a superellipsoid)."""

    def bend(wave: np.ndarray) -> np.ndarray:
        return np.sign(wave) * np.abs(wave) ** (1 - squareness)

    up = np.linspace(-math.pi / 2, math.pi / 2, segments // 2 + 1)[:, None]
    around = np.linspace(0, 2 * math.pi, segments, endpoint=False)
    wide, high = np.where(np.cos(up) < 1e-9, 0, bend(np.cos(up))), bend(np.sin(up))
    x, y = wide * bend(np.cos(around)), wide * bend(np.sin(around))
    return loft(radius * np.stack([x, y, high + 0 * around], axis=-1))


def tube(
    path: Sequence[tuple[float, float, float]], radius: float | Sequence[float], segments: int = 12, soft: bool = True
) -> Part:
    """Returns a round bar along a path of points. `radius` is one number, or one for each point."""
    widths = [radius] * len(path) if isinstance(radius, int | float) else radius
    thick_path = [(*point, width) for point, width in zip(path, widths, strict=True)]
    line = rounded(thick_path) if soft else np.array(thick_path, dtype=float)
    points, widths = line[:, :3], line[:, 3]
    along = np.gradient(points, axis=0)
    along /= np.linalg.norm(along, axis=1, keepdims=True)
    side = np.cross(along[0], np.eye(3)[np.abs(along[0]).argmin()])
    angle = np.linspace(0, 2 * math.pi, segments, endpoint=False)[:, None]
    rings = []
    for point, width, forward in zip(points, widths, along, strict=True):
        side = side - forward * (side @ forward)
        side /= np.linalg.norm(side)
        rings.append(point + width * (np.cos(angle) * side + np.sin(angle) * np.cross(forward, side)))
    return loft(np.array(rings))


def torus(radius: float, thickness: float, segments: int = 32, start: float = 0.0, end: float = 360.0) -> Part:
    """Returns a ring around the Z axis, or a part of it with a cross-section from `start` to `end` degrees.

    0 degrees point outwards, 90 up. A part is closed by a straight cut.
    """
    whole = end - start >= 360
    slice_ = np.radians(np.linspace(start, end, 16, endpoint=not whole))[:, None]
    around = np.linspace(0, 2 * math.pi, segments, endpoint=False)
    wide = radius + thickness * np.cos(slice_)
    rings = np.stack([wide * np.cos(around), wide * np.sin(around), thickness * np.sin(slice_) + 0 * around], axis=-1)
    return loft(rings, closed=True)


def extrude(outline: Points, depth: float, bevel: float = 0.04) -> Part:
    """Returns a plate of thickness `depth` along Y with chamfered edges of width `bevel`.

    The outline is a closed line of (x, z), counter-clockwise seen from the front (-Y).
    """
    points = np.array(outline, dtype=float)
    edges = np.roll(points, -1, axis=0) - points
    outwards = np.stack([edges[:, 1], -edges[:, 0]], axis=1) / np.linalg.norm(edges, axis=1, keepdims=True)
    before = np.roll(outwards, 1, axis=0)
    mitre = (outwards + before) / (1 + (outwards * before).sum(axis=1, keepdims=True)).clip(0.3)
    rings = []
    for y, inset in ((depth / 2, bevel), (depth / 2 - bevel, 0.0), (bevel - depth / 2, 0.0), (-depth / 2, bevel)):
        ring = points - inset * mitre
        rings.append(np.stack([ring[:, 0], np.full(len(ring), y), ring[:, 1]], axis=1))
    return loft(np.array(rings))


def arch(width: float, height: float, segments: int = 16) -> Points:
    """Returns the outline (x, z) of an arched door or chest lid on z = 0: straight sides below a half ellipse."""
    rise = min(width / 2, height)
    angles = np.linspace(0, math.pi, segments + 1)
    curve = [(width / 2 * math.cos(a), height - rise + rise * math.sin(a)) for a in angles]
    return curve if rise == height else [(-width / 2, 0.0), (width / 2, 0.0), *curve]


def circle(count: int, radius: float, phase: float = 0.0) -> list[tuple[float, float, float]]:
    """Returns `count` places (x, y, angle in degrees) around the Z axis."""
    angles = [phase + 360 * i / count for i in range(count)]
    return [(radius * math.cos(math.radians(a)), radius * math.sin(math.radians(a)), a) for a in angles]


def limb(*points: tuple[float, float, float, float]) -> Part:
    """Returns a bar with round ends through points of (x, y, z, radius)."""
    line = np.array(points)
    first, last = line[0, :3] - line[1, :3], line[-1, :3] - line[-2, :3]
    tips = [
        (*(end[:3] + end[3] * ahead / np.linalg.norm(ahead)), 0.4 * end[3])
        for end, ahead in ((line[0], first), (line[-1], last))
    ]
    path = rounded([tips[0], *points, tips[1]], rounds=1).tolist()
    return tube([(x, y, z) for x, y, z, _ in path], [radius for *_, radius in path], soft=False)


def cone(radius: float, height: float) -> Part:
    """Returns a cone with a blunt tip, standing on z = 0."""
    return lathe([(0, 0), (radius, 0), (radius, 0.1 * height), (0.3 * radius, height), (0, height)], 16, soft=True)


def slab(line: Points, depth: float, thick: float | np.ndarray) -> Part:
    """Returns a slab that lies on the line of points (x, z), from left to right: `thick` upwards, `depth` along Y."""
    x, z = np.array(line, dtype=float).T
    side, top = np.full(len(x), depth / 2), z + thick
    corners = ((side, top), (-side, top), (-side, z), (side, z))
    return loft(np.stack([np.stack([x, y, height], axis=1) for y, height in corners], axis=1))


def mirrored(prop: ToyShape, part: Part, colour: str = MAIN) -> None:
    """Adds a part and its mirror image on the other side of the plane x = 0."""
    prop.add(part, colour)
    prop.add(Part(part.vertices * (-1, 1, 1), [face[::-1] for face in part.faces]), colour)


def bent_sheet(line: np.ndarray, out: np.ndarray, thick: float, width: float) -> Part:
    """Returns a bent sheet of the given width along Y. Its side view is a line (N, 2) of (x, z) with normals `out`."""
    corners = [(1, -1), (1, 1), (-1, 1), (-1, -1)]
    rings = [np.insert(line + side * thick / 2 * out, 1, end * width / 2, axis=1) for side, end in corners]
    return loft(np.stack(rings, axis=1))
