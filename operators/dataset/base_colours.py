"""The base colours of materials: read where they are plain, else baked at the corners of a mesh of triangles."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import bmesh
import bpy
import numpy as np

from .joined_mesh import COORDINATES, corner_vertices, editing, kept

Colour = tuple[float, float, float]  # linear, 0..1
UNPAINTED: Colour = (0.8, 0.8, 0.8)  # what Blender shows where there is no material
INWARD = 1 / 3  # of the way to the middle of its triangle a corner's colour is taken; a vertex gets the mean
FIELDS = {  # of the attributes that materials can read: the property of an element, and how many numbers it has
    "FLOAT": ("value", 1),
    "FLOAT2": ("vector", 2),
    "FLOAT_VECTOR": ("vector", 3),
    "FLOAT_COLOR": ("color", 4),
    "BYTE_COLOR": ("color", 4),
}
GENERATED_UNLESS_LINKED = {f"TEX_{name}" for name in "BRICK CHECKER GABOR GRADIENT MAGIC NOISE VORONOI WAVE".split()}


def plain_colour(material: bpy.types.Material | None) -> Colour | None:
    """The base colour of a material that has one and the same everywhere; None when it has to be baked."""
    if material is None:
        return UNPAINTED
    if material.node_tree is None:
        return tuple(material.diffuse_color[:3])
    output = material.node_tree.get_output_node("CYCLES")
    links = output.inputs["Surface"].links if output else ()
    colour = _base_colour(links[0].from_node) if links else None
    return None if colour is None or colour.is_linked else tuple(colour.default_value[:3])


def _base_colour(node: bpy.types.Node) -> bpy.types.NodeSocket | None:
    """The input that colours a surface, of a node that makes one."""
    makes_surface = any(output.type == "SHADER" and output.name != "Volume" for output in node.outputs)
    if not makes_surface or node.type in {"BSDF_TRANSPARENT", "GROUP"}:
        return None
    return node.inputs.get("Base Color") or node.inputs.get("Color")


def baked(mesh: bpy.types.Mesh) -> np.ndarray:
    """float32 (C, 3): the linear base colour at each corner of a mesh that `joined` made; light and gloss are left out.

    Raises ValueError when a picture is missing.
    """
    split = mesh.copy()
    scene, obj = bpy.data.scenes.new("Baking"), bpy.data.objects.new("Baking", split)
    try:
        with editing(split) as edited:
            bmesh.ops.split_edges(edited, edges=edited.edges[:])
        _pull_inward(split)
        split.color_attributes.active_color = split.color_attributes.new("Baked", "FLOAT_COLOR", "CORNER")
        scene.collection.objects.link(obj)
        scene.render.engine = "CYCLES"
        scene.cycles.device, scene.cycles.samples = "CPU", 1
        with (
            _glowing(split),
            bpy.context.temp_override(
                scene=scene, view_layer=scene.view_layers[0], active_object=obj, object=obj, selected_objects=[obj]
            ),
        ):
            bpy.ops.object.bake(type="EMIT", target="VERTEX_COLORS")
        return numbers(split.color_attributes["Baked"])[:, :3]
    finally:
        bpy.data.batch_remove([obj, split, scene])


def numbers(attribute: bpy.types.Attribute) -> np.ndarray:
    """float32 (N, K): an attribute of one of the types in FIELDS."""
    name, size = FIELDS[attribute.data_type]
    found = np.empty((len(attribute.data), size), np.float32)
    attribute.data.foreach_get(name, found.ravel())
    return found


def _pull_inward(split: bpy.types.Mesh) -> None:
    """Moves the corners of triangles that share no vertices, and all that belongs to them, towards their middles."""
    rows = {"POINT": corner_vertices(split), "CORNER": slice(None)}
    for attribute in split.attributes:
        if attribute.data_type in FIELDS and attribute.domain in rows:
            found, of_corners = numbers(attribute), rows[attribute.domain]
            triangles = found[of_corners].reshape(-1, 3, found.shape[1])
            moved = triangles + INWARD * (triangles.mean(1, keepdims=True) - triangles)
            found[of_corners] = moved.reshape(-1, found.shape[1])
            attribute.data.foreach_set(FIELDS[attribute.data_type][0], found.ravel())
    split.update()


@contextmanager
def _glowing(mesh: bpy.types.Mesh) -> Iterator[None]:
    """Meanwhile the mesh has copies of its materials that shine in their base colours, wherever they are looked at."""
    groups: dict[bpy.types.NodeTree, bpy.types.NodeTree] = {}
    copies = []
    try:
        for i, material in enumerate(mesh.materials):
            if plain_colour(material) is None:
                mesh.materials[i] = copy = material.copy()
                copies.append(copy)
                _make_glow(copy.node_tree, groups)
        yield
    finally:
        bpy.data.batch_remove([*copies, *groups.values()])


def _make_glow(tree: bpy.types.NodeTree, groups: dict[bpy.types.NodeTree, bpy.types.NodeTree]) -> None:
    """Puts an emission into the place of each surface; `groups` has the copies of node groups that were made so far."""
    for node in list(tree.nodes):
        if node.type == "GROUP" and node.node_tree:
            if node.node_tree not in groups:
                groups[node.node_tree] = node.node_tree.copy()
                _make_glow(groups[node.node_tree], groups)
            node.node_tree = groups[node.node_tree]
        elif node.type == "MIX_SHADER":
            _leave_out_transparency(tree, node)
        elif node.type == "TEX_IMAGE":
            node.interpolation = "Closest"  # what lies beside a piece of the picture is another's
            if node.image and 0 in node.image.size:
                raise ValueError(f"the picture {node.image.name!r} is missing: {node.image.filepath}")
        if colour := _base_colour(node):
            emission = tree.nodes.new("ShaderNodeEmission")
            emission.inputs["Color"].default_value = colour.default_value
            for link in colour.links:
                tree.links.new(link.from_socket, emission.inputs["Color"])
            for link in list(node.outputs[0].links):
                tree.links.new(emission.outputs[0], link.to_socket)
        _use_kept_coordinates(tree, node)


def _leave_out_transparency(tree: bpy.types.NodeTree, mix: bpy.types.Node) -> None:
    """What is mixed with nothing is taken whole."""
    sources = [socket.links[0].from_socket for socket in list(mix.inputs)[1:] if socket.is_linked]
    solid = [source for source in sources if source.node.type != "BSDF_TRANSPARENT"]
    if len(solid) == 1 < len(sources):
        for socket in list(mix.inputs)[1:]:
            tree.links.new(solid[0], socket)


def _use_kept_coordinates(tree: bpy.types.NodeTree, node: bpy.types.Node) -> None:
    """Has a node take from the mesh's attributes what it would ask of the object, which was joined with others."""
    asked: list[tuple[str, bpy.types.NodeSocket]] = []
    if node.type == "TEX_COORD" and not node.object:
        asked = [(name, link.to_socket) for name in COORDINATES for link in node.outputs[name].links]
    elif node.type == "UVMAP" and not node.uv_map:
        asked = [("UV", link.to_socket) for link in node.outputs["UV"].links]
    elif node.type in GENERATED_UNLESS_LINKED or node.type == "TEX_IMAGE":
        vector = node.inputs["Vector"]
        if not vector.is_linked:
            asked = [("UV" if node.type == "TEX_IMAGE" else "Generated", vector)]
    for name, socket in asked:
        attribute = tree.nodes.new("ShaderNodeAttribute")
        attribute.attribute_name = kept(name)
        tree.links.new(attribute.outputs["Vector"], socket)
