"""The selected meshes as what a prop starts from, and the place where they stand, which becomes the prop's."""

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
    """What was selected, as one mesh."""

    start: bytes  # start.npz
    extents: list[float]  # 3, metres, along its own axes
    location: tuple[float, ...]  # metres, of the middle of its base
    heading: float  # radians about Z: its front, -Y, turns with its active object
    made_of: tuple[tuple[str, str], ...]  # the marks and names of its objects

    def fields(self, bounded: bool) -> dict[str, object]:
        """Those of the request for a prop of its shape and size, inside its bounds if `bounded`."""
        bounds = bounds_around(self.extents) if bounded else []
        return {"start": start_mesh.digest(self.start), "size": max(self.extents), "bounds": bounds}

    def placed(self, wanted: Placement) -> Placement:
        """What is wanted, in its place."""
        turn = (0.0, 0.0, self.heading)
        there = replace(wanted, location=self.location, rotation=turn, bounds=(), steps_aside=False)
        return replace(there, began_with=self.made_of)


def gather(context: bpy.types.Context) -> StartMesh:
    """The selected objects with their modifiers, as they are now. Raises ValueError when they have no faces."""
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
    """The selected objects that have a surface."""
    return [obj for obj in context.selected_objects if obj.type in KINDS]


def _triangles(obj: bpy.types.Object, to_frame: Matrix) -> tuple[np.ndarray, np.ndarray]:
    """(V, 3) float64 vertices in the frame and (F, 3) int32 faces of an evaluated object."""
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
