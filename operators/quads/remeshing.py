"""Remeshes a surface with Blender's QuadriFlow, and measures how far the quads lie from it."""

from __future__ import annotations

from contextlib import suppress

import bmesh
import bpy
import numpy as np
from mathutils import Matrix
from mathutils.bvhtree import BVHTree

from ..scene import props
from ..texturing import unwrapping
from ..texturing.own_scene import own_scene

SIDE = 1000.0  # metres: QuadriFlow takes edges of less than 0.1 mm for damage, so the mesh is this large meanwhile
SHORTEST = 1e-3  # metres at that size: shorter edges are collapsed


def quads_of(context: bpy.types.Context, mesh: bpy.types.Mesh, count: int) -> bpy.types.Mesh:
    """Returns a new mesh of about `count` quads in the shape of the mesh, without UVs and materials.

    Raises ValueError with one line if the mesh has no faces, or if QuadriFlow cannot remesh it; then the new
    mesh stays in the file.
    """
    if not mesh.polygons:
        raise ValueError(f"{mesh.name} has no faces to remesh")
    low, high = unwrapping.checked_bounds(np.array(props.mesh_box(mesh)))
    scale = SIDE / float((high - low).max())
    quads = bpy.data.meshes.new("Quads")
    _copy_surface(mesh, quads, scale)
    if not _quadriflow(context, quads, count):
        raise ValueError(
            f"QuadriFlow cannot remesh {mesh.name}: no edge may join three faces, and faces must look the same way"
        )
    quads.transform(Matrix.Scale(1 / scale, 4))
    quads.shade_smooth()
    return quads


def distance(mesh: bpy.types.Mesh, other: bpy.types.Mesh) -> float:
    """Returns how far the vertices of either mesh lie from the surface of the other at most, in metres."""
    return max(_farthest(mesh, other), _farthest(other, mesh))


def _copy_surface(mesh: bpy.types.Mesh, into: bpy.types.Mesh, scale: float) -> None:
    """Copies the faces of a mesh, scaled and as triangles, without edges of no length."""
    surface = bmesh.new()
    try:
        surface.from_mesh(mesh)
        for layer in surface.loops.layers.uv.values():
            surface.loops.layers.uv.remove(layer)
        surface.transform(Matrix.Scale(scale, 4))
        bmesh.ops.dissolve_degenerate(surface, dist=SHORTEST, edges=surface.edges[:])
        loose = [vertex for vertex in surface.verts if not vertex.link_faces]
        bmesh.ops.delete(surface, geom=loose, context="VERTS")
        bmesh.ops.triangulate(surface, faces=surface.faces[:])
        surface.to_mesh(into)
    finally:
        surface.free()


def _quadriflow(context: bpy.types.Context, mesh: bpy.types.Mesh, count: int) -> bool:
    """Remeshes a mesh of triangles. Returns False if that failed; Blender 4.3 says FINISHED then too.

    It has failed too if vertices are not finite, which happens now and then.
    """
    with own_scene(context, mesh), suppress(RuntimeError):
        bpy.ops.object.quadriflow_remesh(mode="FACES", target_faces=count)
    points = np.empty(3 * len(mesh.vertices), np.float32)
    mesh.vertices.foreach_get("co", points)
    is_of_quads = bool(mesh.polygons) and all(polygon.loop_total == 4 for polygon in mesh.polygons)
    return is_of_quads and bool(np.isfinite(points).all())


def _farthest(mesh: bpy.types.Mesh, other: bpy.types.Mesh) -> float:
    points = [vertex.co for vertex in other.vertices]
    surface = BVHTree.FromPolygons(points, [polygon.vertices for polygon in other.polygons])
    return max(surface.find_nearest(vertex.co)[3] for vertex in mesh.vertices)
