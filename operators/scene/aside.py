"""Finds a free place for a prop. A prop that would stand inside another object moves aside until it is clear."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import product

import bpy
from mathutils import Vector

from . import props
from .placement import Placement

GAP = 1.1  # distance from one candidate place to the next, in widths (or depths) of the prop
MOST_STEPS = 20  # candidate places in each direction
KINDS = ("MESH", "CURVE", "SURFACE", "FONT", "META")
SURROUNDINGS = 3.0  # an object this many times as wide and as deep as the prop is a ground or a room, no obstacle
SMALLEST_ROOM = 2.5  # metres: a narrower object is never a room; Blender's default cube is always an obstacle
ALIKE = 1.25  # a covered box is less than this many times as large as the covering box, along each axis
MOST_FACES = 200_000  # larger meshes are not tested with rays: the first ray builds a tree of all faces
PROBES = (0.1, 0.5, 0.9)  # positions of the tested points along each side of the box, as shares of the side
RAYS = (Vector((0, 0, 1)), Vector((1, 0, 0)))
PROP, OTHER = "prop", "other"  # kinds of obstacles
RIGHT, LEFT, FRONT = Vector((1, 0, 0)), Vector((-1, 0, 0)), Vector((0, -1, 0))


@dataclass(frozen=True)
class Box:
    """An axis-aligned box in the scene's axes, in metres."""

    low: Vector
    high: Vector

    @property
    def sides(self) -> Vector:
        """Returns the lengths along X, Y and Z."""
        return self.high - self.low

    def point(self, shares: Iterable[float]) -> Vector:
        """Returns the point at these three shares (0 to 1) of the sides, measured from `low`."""
        return self.low + Vector([share * side for share, side in zip(shares, self.sides, strict=True)])

    def moved(self, by: Vector) -> Box:
        """Returns the box moved by a vector in metres."""
        return Box(self.low + by, self.high + by)

    def overlaps(self, other: Box) -> bool:
        """True if the boxes overlap by more than 0.1 mm along each axis."""
        return all(min(self.high[i], other.high[i]) - max(self.low[i], other.low[i]) > 1e-4 for i in range(3))

    def covers(self, other: Box) -> bool:
        """True if this box contains the centre of `other` and `other` is not much larger.

        "Not much larger" means less than `ALIKE` times as large along each axis. A shelf or an arch that a prop stands
        under is larger.
        """
        middle = other.point((0.5, 0.5, 0.5))
        return all(self.low[i] < middle[i] < self.high[i] and other.sides[i] < ALIKE * self.sides[i] for i in range(3))


def standing(location: Sequence[float], sides: Sequence[float]) -> Box:
    """Returns the box with sides (X, Y, Z) in metres whose base is centred at `location`."""
    half = Vector((sides[0] / 2, sides[1] / 2, 0))
    return Box(Vector(location) - half, Vector(location) + half + Vector((0, 0, sides[2])))


def clear(
    wanted: Placement, sides: Sequence[float], layer: bpy.types.ViewLayer, expected: Collection[Box] = ()
) -> Placement:
    """Returns the placement, moved so that the prop stands inside no object that the view layer shows.

    `sides` are the prop's X, Y and Z in metres. `expected` holds the boxes of props that will be placed soon. If a prop
    is in the way, the new prop moves to the right first; if another object is in the way, it moves to the front first.
    The placement is returned unchanged if its `steps_aside` is False, if its place is free, or if no free place is
    found.
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
    """Returns the kind of the first obstacle that the box would be inside or would hide; None if there is none."""
    if any(box.overlaps(other) for other in expected):
        return PROP
    for obj, other in there:
        if box.overlaps(other) and (box.covers(other) or _is_inside(box, obj)):
            return PROP if props.is_prop(obj) else OTHER
    return None


def _obstacles(layer: bpy.types.ViewLayer, box: Box) -> Iterator[tuple[bpy.types.Object, Box]]:
    """Yields the visible objects that can be in the way of a box of this size, each with its bounding box."""
    room = max(SURROUNDINGS * max(box.sides), SMALLEST_ROOM)
    for obj in layer.objects:
        if obj.type in KINDS and props.COARSE_MESH not in obj and obj.visible_get(view_layer=layer):
            corners = [obj.matrix_world @ Vector(corner) for corner in obj.bound_box]
            low, high = (Vector([f(corner[i] for corner in corners) for i in range(3)]) for f in (min, max))
            if min(high.x - low.x, high.y - low.y) < room:
                yield obj, Box(low, high)


def _is_inside(box: Box, obj: bpy.types.Object) -> bool:
    """True if a part of the box lies inside a mesh object. Tests 27 points of the box."""
    if obj.type != "MESH" or len(obj.data.polygons) > MOST_FACES:
        return False
    return any(_holds(obj, box.point(shares)) for shares in product(PROBES, repeat=3))


def _holds(obj: bpy.types.Object, point: Vector) -> bool:
    """True if the point lies inside the mesh: rays from the point hit the back of a face in two directions."""
    to_object = obj.matrix_world.inverted_safe()
    origin, seen = to_object @ point, []
    with suppress(RuntimeError):  # the mesh has no evaluated data: it was never drawn
        for ray in RAYS:
            direction = (to_object.to_3x3() @ ray).normalized()
            hit, _, normal, _ = obj.ray_cast(origin, direction)
            seen.append(hit and normal.dot(direction) > 0)
    return bool(seen) and all(seen)
