"""Bakes what a fine mesh looks like into textures of another mesh of the same shape, with Cycles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import bpy
import numpy as np

from ..scene import material as materials
from ..texturing.meshes import corner_uvs
from ..texturing.own_scene import own_scene

SIDE, MOST = 1024, 4096  # pixels a side, if the fine mesh has no pictures, and at most
SAMPLES = 4  # rays a texel; they start outside of the quads
RAY = 3.0  # length of a ray, in units of the distance at which it starts
PADDING = 1 / 16  # around each island, as a share of the side
COLOUR, NORMAL, ORM = "Colour", "Normal", "ORM"  # what is baked


def check(context: bpy.types.Context, fine: bpy.types.Mesh) -> None:
    """Raises ValueError with one line if the look of a mesh cannot be baked."""
    if not hasattr(context.scene, "cycles"):
        raise ValueError("Textures are baked with Cycles: turn on its add-on, Cycles Render Engine")
    if not any(fine.materials):
        raise ValueError(f"{fine.name} has no material: there is nothing to bake")
    if not all(each and _can_be_baked(each) for each in fine.materials):
        raise ValueError(f"{fine.name} has a material without a Principled BSDF or an output: its look cannot be baked")


def bake(
    context: bpy.types.Context, fine: bpy.types.Mesh, quads: bpy.types.Mesh, depth: float, name: str
) -> bpy.types.Material:
    """Returns a material of the quads with the base colour, normals, roughness and metallic of the fine mesh.

    The quads must have UVs, and the fine mesh must pass `check`. `depth` is the distance between the two surfaces in
    metres. The material is like that of an imported prop, with packed images.
    """
    albedo = _baked(context, fine, quads, depth, COLOUR, name)
    normals, orm = (_baked(context, fine, quads, depth, look, f"{name} {look}") for look in (NORMAL, ORM))
    material = materials.build(albedo, name)
    uvs, areas = corner_uvs(quads, materials.UV_LAYER), np.empty(len(quads.loop_triangles), np.float32)
    assert uvs is not None
    quads.loop_triangles.foreach_get("area", areas)
    materials.colour(material, albedo, uvs, areas)
    materials.add_normal_map(material, normals)
    materials.add_orm(material, orm, uvs, areas)
    return material


def _can_be_baked(material: bpy.types.Material) -> bool:
    """True if the material has a Principled shader, and an output for what it is to emit."""
    return bool(materials.principled(material) and material.node_tree.get_output_node("ALL"))


def _side(shown: Sequence[bpy.types.Material]) -> int:
    """Returns the pixels a side of the largest image of the materials."""
    nodes = (node for material in shown for node in material.node_tree.nodes)
    sides = [max(node.image.size) for node in nodes if node.type == "TEX_IMAGE" and node.image]
    return min(max(sides, default=0) or SIDE, MOST)


def _baked(
    context: bpy.types.Context, fine: bpy.types.Mesh, quads: bpy.types.Mesh, depth: float, look: str, name: str
) -> bpy.types.Image:
    """Returns a new packed image with one look of the fine mesh."""
    side = _side(fine.materials)
    image = bpy.data.images.new(name, side, side, is_data=look != COLOUR)
    with _canvas(quads, image), _showing(fine, look) as shown, own_scene(context, quads, shown) as (target, _):
        scene = target.users_scene[0]
        scene.render.engine = "CYCLES"
        scene.cycles.device, scene.cycles.samples = "CPU", SAMPLES
        bpy.ops.object.bake(
            type="NORMAL" if look == NORMAL else "EMIT",
            use_selected_to_active=True,
            cage_extrusion=depth,
            max_ray_distance=RAY * depth,
            margin=round(PADDING * side),
            margin_type="EXTEND",
        )
    image.pack()
    materials.name_file(image, name)
    return image


@contextmanager
def _canvas(mesh: bpy.types.Mesh, image: bpy.types.Image) -> Iterator[None]:
    """Makes the image what is baked into on the mesh."""
    canvas = bpy.data.materials.new("Canvas")
    try:
        if canvas.node_tree is None:
            canvas.use_nodes = True
        nodes = canvas.node_tree.nodes
        nodes.active = node = nodes.new("ShaderNodeTexImage")
        node.image = image
        mesh.materials.append(canvas)
        yield
    finally:
        mesh.materials.clear()
        bpy.data.materials.remove(canvas)


@contextmanager
def _showing(mesh: bpy.types.Mesh, look: str) -> Iterator[bpy.types.Mesh]:
    """Lends a copy of the mesh whose materials emit one look of the mesh; normals are baked without that."""
    shown, copies = mesh.copy(), []
    try:
        for number, material in enumerate(mesh.materials if look != NORMAL else ()):
            shown.materials[number] = copy = material.copy()
            copies.append(copy)
            _emit(copy, look)
        yield shown
    finally:
        bpy.data.batch_remove([shown, *copies])


def _emit(material: bpy.types.Material, look: str) -> None:
    """Makes a material emit its base colour, or (1, roughness, metallic)."""
    tree, shader = material.node_tree, materials.principled(material)
    assert shader
    emission = tree.nodes.new("ShaderNodeEmission")
    if look == COLOUR:
        _feed(tree, shader.inputs["Base Color"], emission.inputs["Color"])
    else:
        channels = tree.nodes.new("ShaderNodeCombineColor")
        channels.inputs["Red"].default_value = 1
        _feed(tree, shader.inputs["Roughness"], channels.inputs["Green"])
        _feed(tree, shader.inputs["Metallic"], channels.inputs["Blue"])
        tree.links.new(channels.outputs["Color"], emission.inputs["Color"])
    output = tree.get_output_node("ALL")
    tree.links.new(emission.outputs["Emission"], output.inputs["Surface"])


def _feed(tree: bpy.types.NodeTree, read: bpy.types.NodeSocket, into: bpy.types.NodeSocket) -> None:
    """Gives an input what another one gets: its link, else its value."""
    into.default_value = read.default_value
    for link in read.links:
        tree.links.new(link.from_socket, into)
