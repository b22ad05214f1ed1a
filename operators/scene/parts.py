"""Parts that belong to a prop: levels of detail, a convex hull for collisions, and the fine mesh behind quads.

The names are those that engines and bakers look for. `<Name>_LOD0` is the prop itself. `<Name>_LOD1`, `<Name>_LOD2` and
so on, `UCX_<Name>_00` and `<Name>_high` are its children and are not rendered.
"""

from __future__ import annotations

import math
from collections.abc import Collection
from contextlib import suppress
from itertools import count

import bmesh
import bpy
import numpy as np

from . import props

LEVELS = 3  # coarser levels, LOD1 to LOD3; each has half the triangles of the one before
CORNERS = 64  # most vertices of a hull
LEVEL, HULL, FINE = "LOD", "UCX", "high"
_KIND = "propsmith_part"  # object property: LEVEL, HULL or FINE


def coarser(context: bpy.types.Context, mesh: bpy.types.Mesh) -> bpy.types.Mesh:
    """Returns a new mesh with about half the triangles, with the same material and UVs."""
    draft = bpy.data.objects.new("Draft", mesh)
    modifier = draft.modifiers.new("Decimate", "DECIMATE")
    modifier.ratio = 0.5
    context.scene.collection.objects.link(draft)
    try:
        return bpy.data.meshes.new_from_object(draft.evaluated_get(context.evaluated_depsgraph_get()))
    finally:
        bpy.data.objects.remove(draft)


def hull_of(mesh: bpy.types.Mesh) -> bpy.types.Mesh:
    """Returns a convex hull of at most `CORNERS` of the mesh's vertices.

    The vertices are the farthest ones in evenly spread directions. A round prop sticks out of the hull a little.
    """
    points = np.empty((len(mesh.vertices), 3), np.float32)
    mesh.vertices.foreach_get("co", points.ravel())
    height = 1 - (2 * np.arange(CORNERS) + 1) / CORNERS
    angle = math.pi * (1 + math.sqrt(5)) * np.arange(CORNERS)  # directions on a golden spiral from pole to pole
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
    """Adds the levels of detail and the hull as children of the prop.

    If there are levels, the prop is renamed to `<Name>_LOD0`. The levels are hidden in viewports, because they lie
    inside the prop.
    """
    name = obj.name.removesuffix("_LOD0")
    if levels:
        name = _free_name(obj, name)
        obj.name = f"{name}_LOD0"
    for number, mesh in enumerate(levels, 1):
        _hide(_hang(obj, mesh, f"{name}_LOD{number}", LEVEL))
    if hull:
        _hang(obj, hull, f"UCX_{name}_00", HULL).display_type = "WIRE"


def set_aside(obj: bpy.types.Object) -> None:
    """Keeps the prop's mesh as its hidden child `<Name>_high`, unless it has such a child already."""
    if not having(obj, FINE):
        name = f"{obj.name.removesuffix('_LOD0')}_high"
        if obj.data.users == 1:
            obj.data.name = name
        _hide(_hang(obj, obj.data, name, FINE))


def fine(obj: bpy.types.Object) -> bpy.types.Mesh:
    """Returns the mesh that was set aside, else the prop's own."""
    return next((part.data for part in having(obj, FINE)), obj.data)


def meshes(obj: bpy.types.Object) -> tuple[list[bpy.types.Mesh], bpy.types.Mesh | None]:
    """Returns the meshes of the prop and its levels of detail, and the hull's mesh or None."""
    levels, hulls = ([part.data for part in having(obj, kind)] for kind in (LEVEL, HULL))
    return [obj.data, *levels], next(iter(hulls), None)


def remove(obj: bpy.types.Object) -> None:
    """Deletes the prop's parts, and what nothing else uses of them."""
    props.remove(hanging([obj]))


def hanging(objs: Collection[bpy.types.Object]) -> list[bpy.types.Object]:
    """Returns all parts of these props."""
    return [part for part in bpy.data.objects if part.get(_KIND) and part.parent in objs]


def having(obj: bpy.types.Object, kind: str) -> list[bpy.types.Object]:
    """Returns the prop's parts of one kind. The prop itself is not among them."""
    return [child for child in obj.children if child.get(_KIND) == kind]


def _free_name(obj: bpy.types.Object, name: str) -> str:
    """Returns the name, numbered as Blender does (.001) if another prop has it."""
    numbered = (f"{name}.{number:03}" if number else name for number in count())
    return next(free for free in numbered if bpy.data.objects.get(f"{free}_LOD0") in (None, obj))


def _hide(part: bpy.types.Object) -> None:
    with suppress(RuntimeError):  # the view layer does not contain it
        part.hide_set(True)


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
