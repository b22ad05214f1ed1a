"""Shows a coarse mesh of the growing prop: an object that exists while the job runs and whose mesh is replaced.

The object is removed before the file is saved and comes back with the next mesh. An undo, or a file that Blender itself
saved (autosave), may bring an old object back; it is removed at once.
"""

from __future__ import annotations

import zipfile
from pathlib import Path

import bpy
import numpy as np
from bpy.app.handlers import persistent
from mathutils import Matrix

from ...nerf_sds.jobs.protocol import CoarseMesh
from ..scene.props import COARSE_MESH

NAME = "Propsmith Coarse Mesh"
COLOURS = "Colour"  # name of the colour attribute
MOST_FACES = 100_000  # a larger mesh is not shown
_is_shown = False
_HANDLERS = ("save_pre", "load_post", "undo_post", "redo_post")


def register() -> None:
    for name in _HANDLERS:
        getattr(bpy.app.handlers, name).append(_remove)


def unregister() -> None:
    for name in _HANDLERS:
        getattr(bpy.app.handlers, name).remove(_remove)


def show(folder: Path, event: CoarseMesh, scene: bpy.types.Scene, pose: Matrix) -> None:
    """Puts the mesh into the scene at this pose, in place of the one before.

    `folder` is the job's folder, which holds the mesh's file. `pose` is the matrix from the prop's axes to the scene's.
    If the mesh is damaged or too large, the one before stays.
    """
    try:
        with np.load(folder / Path(event.path).name, allow_pickle=False) as arrays:
            vertices, faces, colours = (arrays[name] for name in ("vertices", "faces", "colours"))
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
        return
    if len(faces) > MOST_FACES or faces.min(initial=0) < 0 or faces.max(initial=0) >= len(vertices):
        return
    global _is_shown
    _is_shown = True
    mesh = _build_mesh(vertices, faces, colours)
    obj = _object()
    if obj is None:
        obj = bpy.data.objects.new(NAME, mesh)
        obj[COARSE_MESH] = True
        obj.hide_select = obj.hide_render = True
        scene.collection.objects.link(obj)
    else:
        before, obj.data = obj.data, mesh
        bpy.data.meshes.remove(before)
    obj.matrix_basis = pose


def is_shown() -> bool:
    """True if a mesh of the running job was shown and not hidden since.

    Something else may have removed the object, such as an undo.
    """
    return _is_shown


def hide() -> None:
    """Removes the object with its mesh and material."""
    global _is_shown
    _is_shown = False
    for obj in [each for each in bpy.data.objects if COARSE_MESH in each]:
        mesh = obj.data
        bpy.data.objects.remove(obj)
        if mesh is not None and not mesh.users:
            bpy.data.meshes.remove(mesh)
    if (material := bpy.data.materials.get(NAME)) is not None and not material.users:
        bpy.data.materials.remove(material)


def _object() -> bpy.types.Object | None:
    return next((each for each in bpy.data.objects if COARSE_MESH in each), None)


def _build_mesh(vertices: np.ndarray, faces: np.ndarray, colours: np.ndarray) -> bpy.types.Mesh:
    mesh = bpy.data.meshes.new(NAME)
    mesh.vertices.add(len(vertices))
    mesh.vertices.foreach_set("co", np.ascontiguousarray(vertices, np.float32).ravel())
    mesh.loops.add(faces.size)
    mesh.loops.foreach_set("vertex_index", np.ascontiguousarray(faces, np.int32).ravel())
    mesh.polygons.add(len(faces))
    mesh.polygons.foreach_set("loop_start", np.arange(0, faces.size, 3, dtype=np.int32))
    rgba = np.ones((len(vertices), 4), np.float32)
    rgba[:, :3] = colours / np.float32(255)
    mesh.color_attributes.new(COLOURS, "BYTE_COLOR", "POINT").data.foreach_set("color_srgb", rgba.ravel())
    mesh.update()
    mesh.shade_smooth()
    material = bpy.data.materials.get(NAME) or _build_material()
    material.diffuse_color = (*((rgba[:, :3].mean(0)) ** 2.2), 1.0)  # linear, for Solid shading
    mesh.materials.append(material)
    return mesh


def _build_material() -> bpy.types.Material:
    material = bpy.data.materials.new(NAME)
    if material.node_tree is None:
        material.use_nodes = True
    nodes = material.node_tree.nodes
    colour = nodes.new("ShaderNodeVertexColor")
    colour.layer_name = COLOURS
    shader = next(node for node in nodes if node.type == "BSDF_PRINCIPLED")
    shader.inputs["Roughness"].default_value = 0.8
    material.node_tree.links.new(colour.outputs["Color"], shader.inputs["Base Color"])
    return material


@persistent
def _remove(*_: object) -> None:
    hide()
