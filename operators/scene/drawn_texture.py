"""Puts a drawn texture on the meshes that it was drawn for: a UV map if they need a new one, and their materials.

Slots stay as they are. Each slot's material is replaced by a copy whose base colour is the texture; a mesh without
materials gets one like a prop's.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import bpy
import numpy as np

from ...nerf_sds.config import Request
from ...nerf_sds.jobs import start_mesh
from . import import_prop, placeholders
from . import material as materials
from .import_prop import Built, ReadProp
from .placement import Placement

UV_LAYER = "Propsmith"  # the UV map of meshes whose own cannot hold a texture
NODE = "Propsmith Albedo"  # the name of the node with the texture
PLAIN = "propsmith_plain"  # a material's property: it was made for a texture, not by the artist


@dataclass
class _Painter:
    """Makes the materials that show a drawn texture, one for each material that was there."""

    plain: bpy.types.Material  # for slots without a material that has a base colour
    albedo: bpy.types.Image
    uv_layer: str
    instead: dict[bpy.types.Material, bpy.types.Material] = field(default_factory=dict)

    def paint(self, obj: bpy.types.Object) -> None:
        """Replaces the material of each slot of the object."""
        if not obj.data.materials:
            obj.data.materials.append(self.plain)
        done = {self.plain, *self.instead.values()}
        for slot in obj.material_slots:
            if slot.material not in done:  # another object shares the mesh
                slot.material = self._painted(slot.material)

    def _painted(self, material: bpy.types.Material | None) -> bpy.types.Material:
        if material is None or PLAIN in material or materials.principled(material) is None:
            return self.plain
        if material not in self.instead:
            copy = self.instead[material] = material.copy()
            show(copy, self.albedo, self.uv_layer)
            copy.diffuse_color = self.plain.diffuse_color
        return self.instead[material]


def building(context: bpy.types.Context, prop: ReadProp, wanted: Placement) -> Iterator[Built | None]:
    """Puts the texture on the meshes: yields None after each step, and the result at the end.

    The meshes change in the last step alone. Raises ValueError with one line if none is there any more, or if one was
    changed so that its new UV map does not fit.
    """
    name = import_prop.short_name(prop.request.prompt)
    layouts = _layouts(prop.albedo.parent, prop.request)
    _found(wanted, layouts)
    yield
    albedo = materials.load_image(prop.albedo, name, "sRGB")
    plain = materials.build(albedo, name)
    plain[PLAIN] = True
    yield
    areas = materials.areas(prop.vertices, prop.faces)
    materials.colour(plain, albedo, prop.uvs, areas)
    yield
    orm = materials.load_image(prop.orm, f"{name} ORM", "Non-Color") if prop.orm else None
    if orm:
        materials.add_orm(plain, orm, prop.uvs, areas)
        yield
    for node in [node for node in plain.node_tree.nodes if node.type == "TEX_IMAGE"]:
        use_layer(plain, node, wanted.uv_layer)
    objects = _found(wanted, layouts)
    painter = _Painter(plain, albedo, wanted.uv_layer)
    for number, obj in objects.items():
        if layouts:
            set_uvs(obj.data, layouts[number])
        painter.paint(obj)
    if not plain.users:
        bpy.data.batch_remove([plain, *([orm] if orm else [])])
    first, *others = objects.values()
    yield Built(first, context.view_layer, False, (), tuple(others))


def is_on(obj: bpy.types.Object) -> bool:
    """True if a mesh of this file shows a drawn texture."""
    shown = [slot.material for slot in obj.material_slots if slot.material and obj.library is None]
    return any(PLAIN in each or (each.node_tree and NODE in each.node_tree.nodes) for each in shown)


def set_uvs(mesh: bpy.types.Mesh, layout: np.ndarray) -> None:
    """Writes UVs (L, 2) into the mesh's map UV_LAYER, which becomes the active one."""
    layer = mesh.uv_layers.get(UV_LAYER) or mesh.uv_layers.new(name=UV_LAYER, do_init=False)
    layer.uv.foreach_set("vector", layout.ravel())
    mesh.uv_layers.active = layer


def show(material: bpy.types.Material, albedo: bpy.types.Image, uv_layer: str) -> None:
    """Makes the image the base colour of a material that has a Principled shader."""
    nodes, shader = material.node_tree.nodes, materials.principled(material)
    assert shader
    node = nodes.get(NODE) or nodes.new("ShaderNodeTexImage")
    node.name = node.label = NODE
    node.image = albedo
    nodes.active = node  # which a viewport shows that shows textures
    node.location = (shader.location.x - 320, shader.location.y)
    use_layer(material, node, uv_layer)
    material.node_tree.links.new(node.outputs["Color"], shader.inputs["Base Color"])


def use_layer(material: bpy.types.Material, node: bpy.types.ShaderNodeTexImage, uv_layer: str) -> None:
    """Makes an image node look up a UV map by its name; the one that the mesh renders with, if the name is empty."""
    tree, socket = material.node_tree, node.inputs["Vector"]
    for link in [*socket.links]:
        if link.from_node.type == "UVMAP" and len(link.from_node.outputs["UV"].links) == 1:
            tree.nodes.remove(link.from_node)
        else:
            tree.links.remove(link)
    if uv_layer:
        lookup = tree.nodes.new("ShaderNodeUVMap")
        lookup.uv_map = uv_layer
        lookup.location = (node.location.x - 240, node.location.y)
        tree.links.new(lookup.outputs["UV"], socket)


def _found(wanted: Placement, layouts: dict[int, np.ndarray]) -> dict[int, bpy.types.Object]:
    """Returns the meshes that are still there, by their number among those that the texture was drawn for.

    Raises ValueError with one line if there is none, or if the new UVs of one do not fit it.
    """
    there = {}
    for number, known in enumerate(wanted.textures):
        for obj in placeholders.starts([known]):
            if obj.type == "MESH" and obj.data.library is None:
                there[number] = obj
                if layouts and len(layouts.get(number, ())) != len(obj.data.loops):
                    raise ValueError(f"{obj.name} was changed while its texture was drawn: texture it again")
    if not there:
        raise ValueError(f"{wanted.textures[0][1]} was deleted while its texture was drawn")
    return there


def _layouts(folder: Path, request: Request) -> dict[int, np.ndarray]:
    """Returns the new UVs (L, 2) of each mesh by its number, from the job's start.npz; empty if all keep their own.

    Raises ValueError with one line if the file is damaged.
    """
    try:
        with np.load(start_mesh.archive(start_mesh.read(folder, request)), allow_pickle=False) as arrays:
            if "layout" not in arrays:
                return {}
            layout = arrays["layout"].astype(np.float32).reshape(-1, 2)
            parts = np.split(layout, np.cumsum(arrays["counts"])[:-1])
            return {number: parts[int(index)] for number, index in enumerate(arrays["mesh_of"])}
    except (*import_prop.DAMAGE, IndexError, TypeError) as error:
        raise ValueError(f"{folder / start_mesh.START} is damaged: texture the mesh anew") from error
