"""UV maps for texturing: whether meshes' own can hold a texture, and a new one if not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from math import radians

import bpy
import numpy as np
from mathutils import Matrix

ANGLE = radians(66)  # between faces of an island, Blender's own default
MARGIN = 0.004  # between islands, as a share of the square
CELLS = 256  # cells per side of the square in which overlaps are counted
SAMPLES = 1 << 18  # points on the triangles that are counted
OVERLAP = 1.1  # ratio of the triangles' area to the area that they cover, from which they overlap
SMALLEST = 0.02  # share of the square that UVs must cover
SLACK = 1e-4  # by which UVs may leave the square


def can_hold_a_texture(uvs: np.ndarray) -> bool:
    """True if UVs (T, 3, 2) of triangles lie in the square, cover some of it, and do not overlap."""
    if not len(uvs) or not np.isfinite(uvs).all() or uvs.min() < -SLACK or uvs.max() > 1 + SLACK:
        return False
    a, b, c = uvs.astype(np.float64).transpose(1, 0, 2)
    areas = np.abs((b - a)[:, 0] * (c - a)[:, 1] - (b - a)[:, 1] * (c - a)[:, 0]) / 2
    if areas.sum() < SMALLEST:
        return False
    random = np.random.default_rng(0)
    found = random.choice(len(uvs), SAMPLES, p=areas / areas.sum())
    u, v = random.random((2, SAMPLES, 1))
    u, v = np.where(u + v > 1, (1 - u, 1 - v), (u, v))
    points = a[found] + u * (b - a)[found] + v * (c - a)[found]
    cells = np.clip(points * CELLS, 0, CELLS - 1).astype(int) @ (1, CELLS)
    covered = len(np.unique(cells)) / CELLS**2
    return covered > SMALLEST and areas.sum() < OVERLAP * covered


def unwrap(context: bpy.types.Context, meshes: Sequence[tuple[bpy.types.Mesh, Matrix]]) -> list[np.ndarray]:
    """Returns new UVs (L, 2) for each mesh, all in one square, with equal texels per metre.

    Each mesh is measured in the scene's axes, to which its matrix takes it. Raises ValueError with one line if a mesh
    has faces that Blender cannot edit.
    """
    counts = [len(mesh.loops) for mesh, _ in meshes]
    if not sum(counts):
        return [np.zeros((0, 2), np.float32) for _ in meshes]
    joined = _joined(meshes)
    try:
        with _editing(context, joined):
            bpy.ops.mesh.reveal(select=True)
            bpy.ops.mesh.select_all(action="SELECT")
            bpy.ops.uv.smart_project(angle_limit=ANGLE, margin_method="FRACTION", island_margin=MARGIN)
        if len(joined.loops) != sum(counts):
            raise ValueError("The selected mesh has broken faces: clean it up first (Mesh > Clean Up)")
        layout = np.empty((sum(counts), 2), np.float32)
        joined.uv_layers.active.uv.foreach_get("vector", layout.ravel())
    finally:
        bpy.data.meshes.remove(joined)
    return np.split(layout.clip(0, 1), np.cumsum(counts)[:-1])


def _joined(meshes: Sequence[tuple[bpy.types.Mesh, Matrix]]) -> bpy.types.Mesh:
    """Returns a new mesh with the polygons of all meshes, in the scene's axes."""
    points, corners, firsts = [], [], []
    for mesh, matrix in meshes:
        co, vertex = np.empty((len(mesh.vertices), 3), np.float32), np.empty(len(mesh.loops), np.int32)
        first = np.empty(len(mesh.polygons), np.int32)
        mesh.vertices.foreach_get("co", co.ravel())
        mesh.loops.foreach_get("vertex_index", vertex)
        mesh.polygons.foreach_get("loop_start", first)
        corners.append(vertex + sum(map(len, points)))
        firsts.append(first + sum(map(len, corners[:-1])))
        points.append(co @ np.array(matrix)[:3, :3].T + np.array(matrix)[:3, 3])
    joined = bpy.data.meshes.new("Unwrapping")
    joined.vertices.add(sum(map(len, points)))
    joined.vertices.foreach_set("co", np.concatenate(points).astype(np.float32).ravel())
    joined.loops.add(sum(map(len, corners)))
    joined.loops.foreach_set("vertex_index", np.concatenate(corners))
    joined.polygons.add(sum(map(len, firsts)))
    joined.polygons.foreach_set("loop_start", np.concatenate(firsts))
    joined.update(calc_edges=True)
    joined.uv_layers.new(name="Unwrapping", do_init=False)
    return joined


@contextmanager
def _editing(context: bpy.types.Context, mesh: bpy.types.Mesh) -> Iterator[None]:
    """Holds the mesh in Edit Mode, in a scene of its own."""
    scene, obj = bpy.data.scenes.new("Unwrapping"), bpy.data.objects.new("Unwrapping", mesh)
    try:
        scene.collection.objects.link(obj)
        layer = scene.view_layers[0]
        layer.objects.active = obj
        obj.select_set(True, view_layer=layer)
        with context.temp_override(scene=scene, view_layer=layer, active_object=obj, object=obj):
            bpy.ops.object.mode_set(mode="EDIT")
            try:
                with context.temp_override(edit_object=obj):
                    yield
            finally:
                bpy.ops.object.mode_set(mode="OBJECT")
    finally:
        bpy.data.objects.remove(obj)
        bpy.data.scenes.remove(scene)
