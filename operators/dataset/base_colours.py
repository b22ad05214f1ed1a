"""The base colours of materials: read directly if they are constant, else baked at the corners of a triangle mesh."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import bmesh
import bpy
import numpy as np

from .joined_mesh import COORDINATES, corner_vertices, editing, kept

Colour = tuple[float, float, float]  # linear, 0..1
UNPAINTED: Colour = (0.8, 0.8, 0.8)  # what Blender shows for faces without a material
INWARD = 1 / 3  # a corner's colour is baked at this share of the way to the centre of its triangle
FIELDS = {  # attribute type that materials can read -> property of an element, count of its numbers
    "FLOAT": ("value", 1),
    "FLOAT2": ("vector", 2),
    "FLOAT_VECTOR": ("vector", 3),
    "FLOAT_COLOR": ("color", 4),
    "BYTE_COLOR": ("color", 4),
}
GENERATED_UNLESS_LINKED = {f"TEX_{name}" for name in "BRICK CHECKER GABOR GRADIENT MAGIC NOISE VORONOI WAVE".split()}


def plain_colour(material: bpy.types.Material | None) -> Colour | None:
    """Returns the material's base colour if it is constant, linear 0 to 1; None if it must be baked."""
    if material is None:
        return UNPAINTED
    if material.node_tree is None:
        return tuple(material.diffuse_color[:3])
    output = material.node_tree.get_output_node("CYCLES")
    links = output.inputs["Surface"].links if output else ()
    colour = _base_colour(links[0].from_node) if links else None
    return None if colour is None or colour.is_linked else tuple(colour.default_value[:3])


def _base_colour(node: bpy.types.Node) -> bpy.types.NodeSocket | None:
    """Returns the colour input of a surface shader node; None for other nodes."""
    makes_surface = any(output.type == "SHADER" and output.name != "Volume" for output in node.outputs)
    if not makes_surface or node.type in {"BSDF_TRANSPARENT", "GROUP"}:
        return None
    return node.inputs.get("Base Color") or node.inputs.get("Color")


def baked(mesh: bpy.types.Mesh) -> np.ndarray:
    """Returns the linear base colour at each corner of a mesh that `joined` made, float32 (C, 3).

    Light and gloss are left out. Raises ValueError with one line if an image is missing.
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
    """Returns the values of an attribute, float32 (N, K). Its type must be a key of FIELDS."""
    name, size = FIELDS[attribute.data_type]
    found = np.empty((len(attribute.data), size), np.float32)
    attribute.data.foreach_get(name, found.ravel())
    return found


def _pull_inward(split: bpy.types.Mesh) -> None:
    """Moves the corners and their attributes towards the centre of their triangle, by `INWARD`.

    `split` must be a mesh whose triangles share no vertices.
    """
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
    """Replaces the mesh's materials, until the block ends, by copies that emit their base colours."""
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
    """Replaces each surface shader by an emission of its base colour.

    `groups` maps node groups to the copies that were made so far. Raises ValueError with one line if an image is
    missing.
    """
    for node in list(tree.nodes):
        if node.type == "GROUP" and node.node_tree:
            if node.node_tree not in groups:
                groups[node.node_tree] = node.node_tree.copy()
                _make_glow(groups[node.node_tree], groups)
            node.node_tree = groups[node.node_tree]
        elif node.type == "MIX_SHADER":
            _leave_out_transparency(tree, node)
        elif node.type == "TEX_IMAGE":
            node.interpolation = "Closest"  # no colours from beyond the edge of a UV island
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
    """Replaces a mix of one solid shader with transparency by the solid shader alone."""
    sources = [socket.links[0].from_socket for socket in list(mix.inputs)[1:] if socket.is_linked]
    solid = [source for source in sources if source.node.type != "BSDF_TRANSPARENT"]
    if len(solid) == 1 < len(sources):
        for socket in list(mix.inputs)[1:]:
            tree.links.new(solid[0], socket)


def _use_kept_coordinates(tree: bpy.types.NodeTree, node: bpy.types.Node) -> None:
    """Makes a node read its texture coordinates from the mesh's attributes.

    The object's own coordinates are lost, because it was joined with others.
    """
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
