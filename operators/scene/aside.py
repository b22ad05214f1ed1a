"""A free place for a prop: where something stands already, it steps aside by its own width until it is clear."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import product

import bpy
from mathutils import Vector

from . import props
from .placement import Placement

GAP = 1.1  # of its widths from one place to the next
MOST_STEPS = 20
KINDS = ("MESH", "CURVE", "SURFACE", "FONT", "META")
SURROUNDINGS = 3.0  # what is so many times as wide and as deep as the prop is a ground or a room around it
SMALLEST_ROOM = 2.5  # metres: the default cube is a room for no prop
ALIKE = 1.25
MOST_FACES = 200_000  # of what is looked into: the first ray sorts them all
PROBES = (0.1, 0.5, 0.9)  # of the box's sides: where it may be inside of something
RAYS = (Vector((0, 0, 1)), Vector((1, 0, 0)))
PROP, OTHER = "prop", "other"  # what may stand in the way
RIGHT, LEFT, FRONT = Vector((1, 0, 0)), Vector((-1, 0, 0)), Vector((0, -1, 0))


@dataclass(frozen=True)
class Box:
    """Along the scene's axes, in metres."""

    low: Vector
    high: Vector

    @property
    def sides(self) -> Vector:
        return self.high - self.low

    def point(self, shares: Iterable[float]) -> Vector:
        """That which lies at these shares of the sides."""
        return self.low + Vector([share * side for share, side in zip(shares, self.sides, strict=True)])

    def moved(self, by: Vector) -> Box:
        return Box(self.low + by, self.high + by)

    def overlaps(self, other: Box) -> bool:
        """Whether they do more than touch."""
        return all(min(self.high[i], other.high[i]) - max(self.low[i], other.low[i]) > 1e-4 for i in range(3))

    def covers(self, other: Box) -> bool:
        """Whether it has the middle of another one that is hardly larger: a shelf or an arch is."""
        middle = other.point((0.5, 0.5, 0.5))
        return all(self.low[i] < middle[i] < self.high[i] and other.sides[i] < ALIKE * self.sides[i] for i in range(3))


def standing(location: Sequence[float], sides: Sequence[float]) -> Box:
    """The box of these sides whose base has its middle there."""
    half = Vector((sides[0] / 2, sides[1] / 2, 0))
    return Box(Vector(location) - half, Vector(location) + half + Vector((0, 0, sides[2])))


def clear(
    wanted: Placement, sides: Sequence[float], layer: bpy.types.ViewLayer, expected: Collection[Box] = ()
) -> Placement:
    """The placement with a location at which a prop of these sides is inside of nothing that the view layer shows.

    `expected` are boxes of props that are about to come. Beside a prop it stands to the right, else in front. Where no
    place is free, and where the placement has to be kept, it stays as it is.
    """
    if not wanted.steps_aside:
        return wanted
    box = standing(wanted.location, sides)
    there = [*_obstacles(layer, box)]
    first = _taken_by(box, there, expected)
    if first is None:
        return wanted
    ways = (RIGHT, LEFT, FRONT) if first == PROP else (FRONT, RIGHT, LEFT)
    for step, way in product(range(1, MOST_STEPS + 1), ways):
        by = GAP * step * way * (box.sides.x if way.x else box.sides.y)
        if _taken_by(box.moved(by), there, expected) is None:
            return replace(wanted, location=tuple(Vector(wanted.location) + by))
    return wanted


def _taken_by(box: Box, there: list[tuple[bpy.types.Object, Box]], expected: Collection[Box]) -> str | None:
    """What the box would be inside of, or would hide."""
    if any(box.overlaps(other) for other in expected):
        return PROP
    for obj, other in there:
        if box.overlaps(other) and (box.covers(other) or _is_inside(box, obj)):
            return PROP if props.is_prop(obj) else OTHER
    return None


def _obstacles(layer: bpy.types.ViewLayer, box: Box) -> Iterator[tuple[bpy.types.Object, Box]]:
    """What can be in the way of a box of this size, and the boxes around it."""
    room = max(SURROUNDINGS * max(box.sides), SMALLEST_ROOM)
    for obj in layer.objects:
        if obj.type in KINDS and props.COARSE_MESH not in obj and obj.visible_get(view_layer=layer):
            corners = [obj.matrix_world @ Vector(corner) for corner in obj.bound_box]
            low, high = (Vector([f(corner[i] for corner in corners) for i in range(3)]) for f in (min, max))
            if min(high.x - low.x, high.y - low.y) < room:
                yield obj, Box(low, high)


def _is_inside(box: Box, obj: bpy.types.Object) -> bool:
    """Whether a part of the box lies in the inside of a mesh."""
    if obj.type != "MESH" or len(obj.data.polygons) > MOST_FACES:
        return False
    return any(_holds(obj, box.point(shares)) for shares in product(PROBES, repeat=3))


def _holds(obj: bpy.types.Object, point: Vector) -> bool:
    """Whether from the point the mesh's faces are seen from behind: from inside."""
    to_object = obj.matrix_world.inverted_safe()
    origin, seen = to_object @ point, []
    with suppress(RuntimeError):  # a mesh that was never drawn
        for ray in RAYS:
            direction = (to_object.to_3x3() @ ray).normalized()
            hit, _, normal, _ = obj.ray_cast(origin, direction)
            seen.append(hit and normal.dot(direction) > 0)
    return bool(seen) and all(seen)
