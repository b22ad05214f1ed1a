"""What goes with a prop into a game: levels of detail, and a convex hull for collisions, named as engines find them.

`<Name>_LOD0` is the prop itself; `<Name>_LOD1` and so on, and `UCX_<Name>_00`, hang from it and are not rendered.
"""

from __future__ import annotations

import math
from collections.abc import Collection
from contextlib import suppress
from itertools import count

import bmesh
import bpy
import numpy as np

LEVELS = 3  # LOD1 and so on, each with half the triangles of the one before
CORNERS = 64  # of a hull, at most
LEVEL, HULL = "LOD", "UCX"
_KIND = "propsmith_part"  # a property of the objects


def coarser(context: bpy.types.Context, mesh: bpy.types.Mesh) -> bpy.types.Mesh:
    """A copy with about half the triangles, with the same material and UVs."""
    draft = bpy.data.objects.new("Draft", mesh)
    modifier = draft.modifiers.new("Decimate", "DECIMATE")
    modifier.ratio = 0.5
    context.scene.collection.objects.link(draft)
    try:
        return bpy.data.meshes.new_from_object(draft.evaluated_get(context.evaluated_depsgraph_get()))
    finally:
        bpy.data.objects.remove(draft)


def hull_of(mesh: bpy.types.Mesh) -> bpy.types.Mesh:
    """The convex hull of at most `CORNERS` of the mesh's vertices: those that lie farthest in evenly spread directions.

    The prop sticks out of it a little where it is round.
    """
    points = np.empty((len(mesh.vertices), 3), np.float32)
    mesh.vertices.foreach_get("co", points.ravel())
    height = 1 - (2 * np.arange(CORNERS) + 1) / CORNERS
    angle = math.pi * (1 + math.sqrt(5)) * np.arange(CORNERS)  # a spiral from pole to pole
    radius = np.sqrt(1 - height**2)
    directions = np.stack([radius * np.cos(angle), radius * np.sin(angle), height])
    shape = bmesh.new()
    for point in points[np.unique((points @ directions).argmax(0))]:
        shape.verts.new(point)
    bmesh.ops.convex_hull(shape, input=shape.verts)
    hull = bpy.data.meshes.new(HULL)
    shape.to_mesh(hull)
    shape.free()
    return hull


def attach(obj: bpy.types.Object, levels: list[bpy.types.Mesh], hull: bpy.types.Mesh | None) -> None:
    """Hangs the meshes on the prop."""
    name = obj.name.removesuffix("_LOD0")
    if levels:
        name = _free_name(obj, name)
        obj.name = f"{name}_LOD0"
    for number, mesh in enumerate(levels, 1):
        part = _hang(obj, mesh, f"{name}_LOD{number}", LEVEL)
        with suppress(RuntimeError):  # no view layer has it
            part.hide_set(True)  # it would lie in the prop
    if hull:
        _hang(obj, hull, f"UCX_{name}_00", HULL).display_type = "WIRE"


def meshes(obj: bpy.types.Object) -> tuple[list[bpy.types.Mesh], bpy.types.Mesh | None]:
    """The prop's own mesh with those of its levels of detail, and that of its hull."""
    levels, hulls = ([part.data for part in having(obj, kind)] for kind in (LEVEL, HULL))
    return [obj.data, *levels], next(iter(hulls), None)


def remove(obj: bpy.types.Object) -> None:
    """Takes from the prop what hangs on it."""
    for part in [*having(obj, LEVEL), *having(obj, HULL)]:
        bpy.data.batch_remove([part, part.data] if part.data.users == 1 else [part])


def hanging(objs: Collection[bpy.types.Object]) -> list[bpy.types.Object]:
    """All that hangs on some props."""
    return [part for part in bpy.data.objects if part.get(_KIND) and part.parent in objs]


def having(obj: bpy.types.Object, kind: str) -> list[bpy.types.Object]:
    """The prop's levels of detail but for itself, or its hull."""
    return [child for child in obj.children if child.get(_KIND) == kind]


def _free_name(obj: bpy.types.Object, name: str) -> str:
    """The name, numbered as Blender does it where another prop has it."""
    numbered = (f"{name}.{number:03}" if number else name for number in count())
    return next(free for free in numbered if bpy.data.objects.get(f"{free}_LOD0") in (None, obj))


def _hang(obj: bpy.types.Object, mesh: bpy.types.Mesh, name: str, kind: str) -> bpy.types.Object:
    if not mesh.users:
        mesh.name = name
    part = bpy.data.objects.new(name, mesh)
    part[_KIND] = kind
    part.parent = obj
    part.hide_render = True
    for collection in obj.users_collection:
        collection.objects.link(part)
    return part
