"""Turns the selected meshes into what the engine draws a texture on: one mesh with the UVs of the texture.

Modifiers, parents and negative scales count. The engine knows the mesh as triangles in metres.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass

import bpy
import numpy as np
from mathutils import Matrix, Vector

from ...nerf_sds.jobs import start_mesh
from ..scene import props
from ..scene.drawn_texture import UV_LAYER, set_uvs
from ..scene.placement import Placement
from . import keeping, unwrapping

MOST = 150_000  # triangles with modifiers
MOST_UNWRAPPED = 500_000  # triangles before modifiers such as Decimate: Blender waits for their unwrapping
MOST_MAPS = 8  # UV maps of a mesh in Blender
CLOSED = 1e-3  # length of the sum of all area vectors, as a share of the area, below which a surface is closed
ROUNDED = 500  # steps of a normal's coordinate: corners of a vertex whose normals are alike become one


@dataclass(frozen=True)
class Chosen:
    """The selected meshes as one."""

    start: bytes  # contents of start.npz
    location: tuple[float, ...]  # X, Y, Z of the centre of the base in the scene, metres
    heading: float  # radians about Z: the front (-Y) turns with the active object
    size: float  # largest dimension, metres
    textures: tuple[tuple[str, str], ...]  # (mark, name) of each object
    uv_layer: str  # see `Placement`

    def fields(self) -> dict[str, object]:
        """Returns the fields of a Request for a texture on these meshes."""
        return {"start": start_mesh.digest(self.start), "size": min(max(self.size, 1e-3), 1e3), "texture_only": True}

    def placed(self) -> Placement:
        """Returns the placement that puts the texture on the meshes."""
        turn = (0.0, 0.0, self.heading)
        return Placement(self.location, turn, textures=self.textures, uv_layer=self.uv_layer)


def selected(context: bpy.types.Context) -> list[bpy.types.Object]:
    """Returns the selected mesh objects."""
    return [obj for obj in context.selected_objects if obj.type == "MESH"]


def gather(context: bpy.types.Context, keep: str = "") -> Chosen:
    """Returns the selected meshes as one, with their own UVs if these can hold a texture, else with new ones.

    Where the vertex group `keep` is painted, their texture stays. Changes nothing but the objects' marks. Raises
    ValueError with one line if they cannot be textured.
    """
    objects = selected(context)
    if not objects:
        raise ValueError("Select a mesh to texture")
    if context.mode != "OBJECT":
        raise ValueError("Meshes are textured in Object Mode: leave the mode you are in")
    for obj in objects:
        check_editable(obj)
    context.view_layer.update()
    _check_count(objects, context.evaluated_depsgraph_get())
    frame = context.active_object if context.active_object in objects else objects[0]
    heading = frame.matrix_world.to_euler("XYZ").z
    turn = Matrix.Rotation(-heading, 4, "Z")
    meshes = {obj.data: obj.matrix_world.copy() for obj in reversed(objects)}  # each once, as one of its objects stands
    uv_layer, layouts = _uvs(context, meshes)
    if keep:
        keeping.check(objects, keep)
    pieces = _pieces(context, objects, uv_layer, layouts, keep)
    parts = [_in_frame(piece, turn @ obj.matrix_world) for piece, obj in zip(pieces, objects, strict=True)]
    firsts = np.cumsum([0, *(len(part.vertices) for part in parts)])
    vertices = np.concatenate([part.vertices for part in parts])
    faces = np.concatenate([part.faces + first for part, first in zip(parts, firsts, strict=False)])
    if not len(faces):
        raise ValueError("What is selected has no faces: select a mesh to texture")
    low, high = unwrapping.checked_bounds(vertices)
    base = np.array([(low[0] + high[0]) / 2, (low[1] + high[1]) / 2, low[2]])
    arrays = {"vertices": (vertices - base).astype(np.float32), "faces": faces.astype(np.int32)}
    arrays["uvs"] = np.concatenate([part.uvs for part in parts])
    if keep:
        arrays["kept"] = np.concatenate([part.kept for part in parts])
        arrays["albedo"] = keeping.picture_of(objects, uv_layer)
    if layouts:
        order = {mesh: number for number, mesh in enumerate(layouts)}
        arrays["layout"] = np.concatenate([*layouts.values()])
        arrays["counts"] = np.array([len(layout) for layout in layouts.values()])
        arrays["mesh_of"] = np.array([order[obj.data] for obj in objects])
    buffer = io.BytesIO()
    np.savez(buffer, **arrays)
    location, size = tuple(turn.inverted() @ Vector(base)), float((high - low).max())
    textures = tuple((props.marked(obj), obj.name) for obj in objects)
    return Chosen(buffer.getvalue(), location, heading, size, textures, uv_layer)


def check_editable(obj: bpy.types.Object) -> None:
    """Raises ValueError with one line if the object's mesh belongs to another file."""
    if obj.library or obj.data.library or obj.data.override_library:
        raise ValueError(f"{obj.name} is linked from another file: make it local first (Object > Relations)")


def _uvs(
    context: bpy.types.Context, meshes: dict[bpy.types.Mesh, Matrix]
) -> tuple[str, dict[bpy.types.Mesh, np.ndarray]]:
    """Returns the UV map for the texture (see `Placement.uv_layer`), and each mesh's new UVs (L, 2) if it needs them.

    A map of an earlier texture is used again, else the one that the meshes render with.
    """
    for layer in (UV_LAYER, ""):
        found = [corner_uvs(mesh, layer) for mesh in meshes]
        own = [uvs for uvs in found if uvs is not None]
        is_whole = len(own) == len(found) and not any(map(unwrapping.leave_faces_out, own, meshes))
        if is_whole and unwrapping.can_hold_a_texture(np.concatenate(own)):
            return layer, {}
    if (count := sum(map(_triangle_count, meshes))) > MOST_UNWRAPPED:
        raise ValueError(
            f"What is selected has {count:,} triangles before modifiers: apply Decimate, down to {MOST_UNWRAPPED:,}"
        )
    for mesh in meshes:
        if len(mesh.uv_layers) >= MOST_MAPS and UV_LAYER not in mesh.uv_layers:
            raise ValueError(f"{mesh.name} has {MOST_MAPS} UV maps already: remove one")
    return UV_LAYER, dict(zip(meshes, unwrapping.unwrap(context, [*meshes.items()]), strict=True))


def _check_count(objects: Sequence[bpy.types.Object], depsgraph: bpy.types.Depsgraph) -> None:
    """Raises ValueError with one line if the objects' modifiers leave too many triangles."""
    count = 0
    for obj in objects:
        shown = obj.evaluated_get(depsgraph)
        count += _triangle_count(shown.to_mesh())
        shown.to_mesh_clear()
    if count > MOST:
        raise ValueError(
            f"What is selected has {count:,} triangles: simplify it to {MOST:,}, for example with Decimate"
        )


def _triangle_count(mesh: bpy.types.Mesh) -> int:
    return len(mesh.loops) - 2 * len(mesh.polygons)


def _map(mesh: bpy.types.Mesh, layer: str) -> bpy.types.MeshUVLoopLayer | None:
    """Returns the named UV map of a mesh; the one that it renders with, if the name is empty."""
    return mesh.uv_layers.get(layer) if layer else next((each for each in mesh.uv_layers if each.active_render), None)


def corner_uvs(mesh: bpy.types.Mesh, layer: str) -> np.ndarray | None:
    """Returns the UVs (T, 3, 2) of the corners of the mesh's triangles, or None if it lacks the UV map."""
    corners, found = unwrapping.corners(mesh), _map(mesh, layer)
    if found is None:
        return None if len(corners) else np.zeros((0, 3, 2), np.float32)
    uvs = np.empty((len(mesh.loops), 2), np.float32)
    found.uv.foreach_get("vector", uvs.ravel())
    return uvs[corners]


@dataclass(frozen=True)
class _Piece:
    """The triangles of one object. Where its surface has a hard edge, vertices are split."""

    vertices: np.ndarray  # (V, 3)
    faces: np.ndarray  # (T, 3)
    uvs: np.ndarray  # (T, 3, 2)
    kept: np.ndarray  # (T, 3) in 0..1: how far each corner keeps its texture


def _pieces(
    context: bpy.types.Context,
    objects: Sequence[bpy.types.Object],
    uv_layer: str,
    layouts: dict[bpy.types.Mesh, np.ndarray],
    keep: str,
) -> list[_Piece]:
    """Returns the triangles of each object in its own axes, with modifiers, which carry the UVs on."""
    drafts = {mesh: mesh.copy() for mesh in layouts}
    copies = [obj.copy() if layouts else obj for obj in objects]
    try:
        for mesh, layout in layouts.items():
            set_uvs(drafts[mesh], layout)
        for copy in copies if layouts else ():
            copy.data = drafts[copy.data]
            context.scene.collection.objects.link(copy)
        depsgraph = context.evaluated_depsgraph_get()
        shown = [copy.evaluated_get(depsgraph) for copy in copies]
        return [_triangles(each, depsgraph, uv_layer, keep, obj.name) for each, obj in zip(shown, objects, strict=True)]
    finally:
        bpy.data.batch_remove([*(copies if layouts else ()), *drafts.values()])


def _triangles(obj: bpy.types.Object, depsgraph: bpy.types.Depsgraph, uv_layer: str, keep: str, name: str) -> _Piece:
    """Returns the triangles of an evaluated object in its own axes. The artist knows it by this name."""
    mesh = bpy.data.meshes.new_from_object(obj, preserve_all_data_layers=True, depsgraph=depsgraph)
    try:
        uvs = corner_uvs(mesh, uv_layer)
        if uvs is None or unwrapping.leave_faces_out(uvs, mesh):
            raise ValueError(f"The modifiers of {name} make faces without UVs: apply them first")
        corners, vertex = unwrapping.corners(mesh), np.empty(len(mesh.loops), np.int64)
        points, normals = np.empty((len(mesh.vertices), 3), np.float32), np.empty((len(mesh.loops), 3), np.float32)
        mesh.loops.foreach_get("vertex_index", vertex)
        mesh.vertices.foreach_get("co", points.ravel())
        mesh.corner_normals.foreach_get("vector", normals.ravel())
        kept = keeping.weights(obj, mesh, keep)
    finally:
        bpy.data.meshes.remove(mesh)
    x, y, z = np.round(ROUNDED * normals.astype(np.float64) + ROUNDED).astype(np.int64).T
    _, first, split = np.unique(((vertex << 11 | x) << 11 | y) << 11 | z, return_index=True, return_inverse=True)
    uvs = uvs - np.floor(uvs.mean(1, keepdims=True))  # an array modifier may move them: an image repeats
    faces = split.reshape(-1)[corners]
    return _Piece(points[vertex[first]], faces, uvs.astype(np.float32), kept[vertex[corners]])


def _in_frame(piece: _Piece, matrix: Matrix) -> _Piece:
    """Returns the triangles after a transformation. They look outwards, even if it mirrors them."""
    values = np.array(matrix)
    vertices = piece.vertices.astype(np.float64) @ values[:3, :3].T + values[:3, 3]
    a, b, c = vertices[piece.faces].transpose(1, 0, 2)
    areas, middle = np.cross(b - a, c - a), vertices.mean(0) if len(vertices) else np.zeros(3)
    is_closed = np.linalg.norm(areas.sum(0)) < CLOSED * np.linalg.norm(areas, axis=1).sum()
    is_inverted = ((a - middle) * areas).sum() < 0 if is_closed else matrix.is_negative
    order = slice(None, None, -1 if is_inverted else 1)
    return _Piece(vertices, piece.faces[:, order], piece.uvs[:, order], piece.kept[:, order])
