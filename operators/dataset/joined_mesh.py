"""Joins everything with faces in a scene into one triangle mesh, fine enough for its corners to carry colours."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from contextlib import closing, contextmanager

import bmesh
import bpy
import numpy as np
from mathutils import Matrix

COORDINATES = ("Generated", "Object", "UV")  # per-object outputs of the node Texture Coordinate
HAVING_FACES = {"MESH", "CURVE", "SURFACE", "META", "FONT"}
FLAT = 1e-9  # metres; a smaller side of a box counts as this in divisions


def parts(scene: bpy.types.Scene) -> Generator[tuple[bpy.types.Object, Matrix, bpy.types.Mesh]]:
    """Yields (object, world matrix, mesh) of each evaluated object with faces that a render shows, with instances.

    The mesh is in the object's axes with modifiers applied. It is removed before the next one is yielded.
    """
    with bpy.context.temp_override(scene=scene, view_layer=scene.view_layers[0]):
        depsgraph = bpy.context.evaluated_depsgraph_get()
    for instance in depsgraph.object_instances:
        obj = instance.object
        if obj.type not in HAVING_FACES or obj.hide_render:
            continue
        mesh = bpy.data.meshes.new_from_object(obj, preserve_all_data_layers=True, depsgraph=depsgraph)
        try:
            if mesh.polygons:
                yield obj, instance.matrix_world.copy(), mesh
        finally:
            bpy.data.meshes.remove(mesh)


def joined(scene: bpy.types.Scene) -> bpy.types.Mesh:
    """Returns everything that is shown as one new triangle mesh in the scene's axes, with modifiers applied.

    Its materials are those of the objects; None stands for no material. For each of COORDINATES, a corner attribute
    named by `kept` holds the coordinate that the material would read from its object.
    """
    materials: dict[bpy.types.Material | None, int] = {}
    whole = bmesh.new()
    try:
        for obj, matrix, part in parts(scene):
            _keep_coordinates(part)
            _number_materials(part, obj, materials)
            part.transform(matrix)
            if matrix.is_negative:
                part.flip_normals()
            whole.from_mesh(part)
        bmesh.ops.triangulate(whole, faces=whole.faces[:])
        mesh = bpy.data.meshes.new("Prop")
        whole.to_mesh(mesh)
    finally:
        whole.free()
    for material in materials:
        mesh.materials.append(material)
    return mesh


def kept(coordinate: str) -> str:
    """Returns the name of the attribute that holds one of COORDINATES."""
    return f"propsmith {coordinate}"


def _keep_coordinates(part: bpy.types.Mesh) -> None:
    corners = positions(part)[corner_vertices(part)]
    low, high = corners.min(0), corners.max(0)
    uv = np.zeros_like(corners)
    for layer in part.uv_layers:
        if layer.active_render:
            flat = np.empty((len(corners), 2), np.float32)
            layer.uv.foreach_get("vector", flat.ravel())
            uv[:, :2] = flat
    values = ((corners - low) / np.maximum(high - low, FLAT), corners, uv)
    for name, value in zip(COORDINATES, values, strict=True):
        attribute = part.attributes.new(kept(name), "FLOAT_VECTOR", "CORNER")
        attribute.data.foreach_set("vector", np.ascontiguousarray(value, np.float32).ravel())


def _number_materials(
    part: bpy.types.Mesh, obj: bpy.types.Object, materials: dict[bpy.types.Material | None, int]
) -> None:
    """Sets the faces' material indices to positions in `materials`, and adds missing materials there."""
    slots = list(part.materials) or [None]
    for i, slot in enumerate(obj.material_slots):
        if slot.link == "OBJECT" and i < len(slots):
            slots[i] = slot.material and slot.material.original
    places = np.array([materials.setdefault(material, len(materials)) for material in slots], np.int32)
    numbers = material_numbers(part).clip(0, len(slots) - 1)
    part.polygons.foreach_set("material_index", places[numbers])


def reduced(mesh: bpy.types.Mesh, triangles: int) -> bpy.types.Mesh:
    """Returns a new mesh of the same shape with about `triangles` triangles. Removes the given mesh."""
    scene = bpy.data.scenes.new("Reducing")
    obj = bpy.data.objects.new("Prop", mesh)
    try:
        scene.collection.objects.link(obj)
        obj.modifiers.new("Decimate", "DECIMATE").ratio = triangles / len(mesh.polygons)
        with closing(parts(scene)) as found:
            _, _, fewer = next(found)
            return fewer.copy()
    finally:
        bpy.data.batch_remove([obj, scene, mesh])


def refine(mesh: bpy.types.Mesh, materials: set[int], length: float, most: int) -> None:
    """Cuts edges in half until none is longer than `length` (metres), on faces with one of these material indices.

    The longest edges come first. It stops before the mesh has more than `most` triangles.
    """
    with editing(mesh) as fine:
        while chosen := _longest(fine, materials, length, most - len(fine.faces)):
            bmesh.ops.subdivide_edges(fine, edges=chosen, cuts=1)
            bmesh.ops.triangulate(fine, faces=[face for face in fine.faces if len(face.verts) > 3])


def _longest(fine: bmesh.types.BMesh, materials: set[int], length: float, room: int) -> list[bmesh.types.BMEdge]:
    """Returns the edges to cut next. Each cut adds a triangle for each face of the edge, at most `room` in all."""
    lengths = {
        edge: edge.calc_length()
        for edge in fine.edges
        if any(face.material_index in materials for face in edge.link_faces)
    }
    chosen = []
    for edge in sorted(lengths, key=lengths.__getitem__, reverse=True):
        room -= len(edge.link_faces)
        if room < 0 or lengths[edge] <= length:
            break
        chosen.append(edge)
    return chosen


@contextmanager
def editing(mesh: bpy.types.Mesh) -> Iterator[bmesh.types.BMesh]:
    """Lends the mesh as a BMesh and writes the changes back at the end."""
    edited = bmesh.new()
    try:
        edited.from_mesh(mesh)
        yield edited
        edited.to_mesh(mesh)
    finally:
        edited.free()


def positions(mesh: bpy.types.Mesh) -> np.ndarray:
    """Returns the vertices, float32 (V, 3) in metres."""
    found = np.empty((len(mesh.vertices), 3), np.float32)
    mesh.vertices.foreach_get("co", found.ravel())
    return found


def corner_vertices(mesh: bpy.types.Mesh) -> np.ndarray:
    """Returns the vertex index of each corner, face by face, int32 (C,)."""
    found = np.empty(len(mesh.loops), np.int32)
    mesh.loops.foreach_get("vertex_index", found)
    return found


def material_numbers(mesh: bpy.types.Mesh) -> np.ndarray:
    """Returns the material index of each face, int32 (F,)."""
    found = np.empty(len(mesh.polygons), np.int32)
    mesh.polygons.foreach_get("material_index", found)
    return found
