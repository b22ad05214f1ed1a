"""Turns the selected meshes into the start mesh of a prop. The prop then takes their place."""

from __future__ import annotations

import io
from dataclasses import dataclass, replace

import bpy
import numpy as np
from mathutils import Matrix, Vector

from ...nerf_sds.config import bounds_around
from ...nerf_sds.jobs import start_mesh
from . import props
from .placement import Placement

KINDS = ("MESH", "CURVE", "SURFACE", "FONT")


@dataclass(frozen=True)
class StartMesh:
    """The selected objects as one mesh."""

    start: bytes  # contents of start.npz
    extents: list[float]  # X, Y and Z sizes in metres, along the mesh's own axes
    location: tuple[float, ...]  # X, Y, Z of the centre of the base in the scene, metres
    heading: float  # radians about Z: the front (-Y) turns with the active object
    made_of: tuple[tuple[str, str], ...]  # (mark, name) of each object

    def fields(self, bounded: bool) -> dict[str, object]:
        """Returns the fields of a Request for a prop of this shape and size.

        If `bounded`, the prop also stays inside the mesh's bounding box.
        """
        bounds = bounds_around(self.extents) if bounded else []
        return {"start": start_mesh.digest(self.start), "size": max(self.extents), "bounds": bounds}

    def placed(self, wanted: Placement) -> Placement:
        """Returns `wanted`, moved to the place and heading of the mesh."""
        turn = (0.0, 0.0, self.heading)
        there = replace(wanted, location=self.location, rotation=turn, bounds=(), steps_aside=False)
        return replace(there, began_with=self.made_of)


def gather(context: bpy.types.Context) -> StartMesh:
    """Returns the selected objects as one mesh, with their modifiers applied.

    Raises ValueError if nothing suitable is selected or the selection has no faces.
    """
    objects = selected(context)
    if not objects:
        raise ValueError("Select a mesh to start from")
    frame = context.active_object if context.active_object in objects else objects[0]
    heading = frame.matrix_world.to_euler("XYZ").z
    depsgraph = context.evaluated_depsgraph_get()
    turn = Matrix.Rotation(-heading, 4, "Z")
    parts = [_triangles(obj.evaluated_get(depsgraph), turn @ obj.matrix_world) for obj in objects]
    firsts = np.cumsum([0, *(len(vertices) for vertices, _ in parts)])
    vertices = np.concatenate([vertices for vertices, _ in parts])
    faces = np.concatenate([faces + first for (_, faces), first in zip(parts, firsts, strict=False)])
    if not len(faces):
        raise ValueError("What is selected has no faces: select a mesh to start from")
    low, high = vertices.min(0), vertices.max(0)
    base = np.array([(low[0] + high[0]) / 2, (low[1] + high[1]) / 2, low[2]])
    buffer = io.BytesIO()
    np.savez(buffer, vertices=(vertices - base).astype(np.float32), faces=faces.astype(np.int32))
    location = tuple(turn.inverted() @ Vector(base))
    made_of = tuple((props.marked(obj), obj.name) for obj in objects)
    return StartMesh(buffer.getvalue(), (high - low).tolist(), location, heading, made_of)


def selected(context: bpy.types.Context) -> list[bpy.types.Object]:
    """Returns the selected objects that have a surface (meshes, curves, surfaces and text)."""
    return [obj for obj in context.selected_objects if obj.type in KINDS]


def _triangles(obj: bpy.types.Object, to_frame: Matrix) -> tuple[np.ndarray, np.ndarray]:
    """Returns the (V, 3) float64 vertices, transformed by `to_frame`, and (F, 3) int32 faces of an evaluated object."""
    mesh = obj.to_mesh()
    if mesh is None:
        return np.zeros((0, 3)), np.zeros((0, 3), np.int32)
    mesh.calc_loop_triangles()
    vertices, faces = np.empty((len(mesh.vertices), 3), np.float32), np.empty((len(mesh.loop_triangles), 3), np.int32)
    mesh.vertices.foreach_get("co", vertices.ravel())
    mesh.loop_triangles.foreach_get("vertices", faces.ravel())
    obj.to_mesh_clear()
    matrix = np.array(to_frame)
    return vertices @ matrix[:3, :3].T + matrix[:3, 3], faces
