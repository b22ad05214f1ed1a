"""Meshes as artists have them, built into the open scene."""

from __future__ import annotations

import bmesh
import bpy
import numpy as np


def add(kind: str, **given: object) -> bpy.types.Object:
    """Adds a primitive mesh without UVs."""
    getattr(bpy.ops.mesh, f"primitive_{kind}_add")(calc_uvs=False, **given)
    return bpy.context.object


def box(name: str, sides: tuple[float, ...], at: tuple[float, ...]) -> bpy.types.Object:
    obj = add("cube", size=1, location=at)
    obj.name, obj.scale = name, sides
    return obj


def chair() -> None:
    """Its legs share a mesh."""
    box("Seat", (1, 1, 0.1), (0, 0, 1))
    box("Back", (1, 0.1, 1), (0, 0.45, 1.5))
    leg = box("Leg", (0.1, 0.1, 1), (0.45, 0.45, 0.5))
    for x, y in ((-0.45, 0.45), (0.45, -0.45), (-0.45, -0.45)):
        other = leg.copy()
        other.location = (x, y, 0.5)
        bpy.context.collection.objects.link(other)


def character() -> None:
    """Half a body, mirrored, smooth, and bent by an armature."""
    body = add("cylinder", vertices=8, radius=0.4, depth=2, location=(0.5, 0, 1))
    body.data.transform(body.matrix_world)
    body.location = (0, 0, 0)
    bpy.ops.object.armature_add()
    armature = bpy.context.object
    body.parent = armature
    body.vertex_groups.new(name="Bone").add(range(len(body.data.vertices)), 1.0, "REPLACE")
    body.modifiers.new("Mirror", "MIRROR")
    body.modifiers.new("Armature", "ARMATURE").object = armature
    body.modifiers.new("Subdivision", "SUBSURF").levels = 1
    armature.pose.bones[0].rotation_mode = "XYZ"
    armature.pose.bones[0].rotation_euler.x = 0.3


def house() -> None:
    """40 objects."""
    for number in range(36):
        box("Brick", (0.9, 0.4, 0.45), (number % 9 - 4, 0, number // 9 / 2))
    box("Door", (1, 0.5, 1.5), (0, -0.3, 0.5))
    box("Floor", (9, 2, 0.1), (0, 0, -0.3))
    add("cone", vertices=4, radius1=5, depth=2, location=(0, 0, 3))
    add("uv_sphere", segments=8, ring_count=6, radius=0.3, location=(0, 0, 4))


def scan() -> None:
    """Noisy, with holes, loose points and a face that three others touch."""
    obj = add("ico_sphere", subdivisions=4)
    shape, random = bmesh.new(), np.random.default_rng(0)
    shape.from_mesh(obj.data)
    for vert in shape.verts:
        vert.co *= 1 + 0.03 * random.standard_normal()
    bmesh.ops.delete(shape, geom=shape.faces[:][::17], context="FACES_ONLY")
    edge = next(edge for edge in shape.edges if len(edge.link_faces) == 2)
    shape.faces.new((*edge.verts, shape.verts.new((0, 0, 2))))
    shape.verts.new((0, 0, 1.5))
    shape.to_mesh(obj.data)
    shape.free()


def mirrored_uvs() -> None:
    """The UVs of all six sides lie over one another, every second one mirrored."""
    obj = add("cube")
    square = np.array([(0, 0), (1, 0), (1, 1), (0, 1)], np.float32)
    sides = [square if side % 2 else square * (-1, 1) + (1, 0) for side in range(6)]
    obj.data.uv_layers.new(name="UVMap").uv.foreach_set("vector", np.concatenate(sides).astype(np.float32).ravel())


def mirrored_and_hanging() -> None:
    """Negative scale, below a turned and stretched parent."""
    parent = bpy.data.objects.new("Parent", None)
    bpy.context.collection.objects.link(parent)
    parent.rotation_euler, parent.scale = (0.4, 0.2, 1), (1, 2, 0.5)
    obj = box("Box", (-1, 1, 2), (3, 0, 0))
    obj.parent = parent


def inside_out() -> None:
    add("uv_sphere", segments=16, ring_count=8).data.flip_normals()


def sheet() -> None:
    """A plane: open, and without any thickness."""
    add("plane", size=2, rotation=(1.57, 0, 0))


def polygons() -> None:
    """A disc of one face with 32 corners, and an array of it."""
    disc = add("circle", vertices=32, fill_type="NGON", rotation=(1.57, 0, 0))
    disc.modifiers.new("Array", "ARRAY").count = 3


MESHES = (chair, character, house, scan, mirrored_uvs, mirrored_and_hanging, inside_out, sheet, polygons)
