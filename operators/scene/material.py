"""Builds a prop's only material: a Principled shader with a packed albedo and, if they are there, the other maps."""

from __future__ import annotations

from pathlib import Path

import bpy
import numpy as np

from ..srgb import to_linear

UV_LAYER = "UVMap"
ROUGHNESS = 0.8  # of a prop without a roughness map


def load_image(path: Path, name: str, colour_space: str) -> bpy.types.Image:
    """Returns a new image with the PNG file packed into it, unchanged.

    Blender decodes the PNG when it first draws the image. The .blend stores no path of this computer.
    """
    data = path.read_bytes()
    image = bpy.data.images.new(name, 1, 1)
    image.pack(data=data, data_len=len(data))
    image.source = "FILE"
    image.colorspace_settings.name = colour_space
    name_file(image, name)
    return image


def name_file(image: bpy.types.Image, name: str) -> None:
    """Gives a packed image the path of a PNG beside the .blend."""
    image.filepath_raw = f"//{bpy.path.clean_name(name)}.png"
    image.packed_files[0].filepath = image.filepath_raw


def build(image: bpy.types.Image, name: str) -> bpy.types.Material:
    """Returns a new material that shows the image as its albedo."""
    material = bpy.data.materials.new(name)
    if material.node_tree is None:
        material.use_nodes = True
    nodes, links = material.node_tree.nodes, material.node_tree.links
    nodes.clear()
    texture = nodes.new("ShaderNodeTexImage")
    texture.image = image
    texture.location = (-320, 0)
    nodes.active = texture  # which a viewport shows that shows textures
    shader = nodes.new("ShaderNodeBsdfPrincipled")
    shader.inputs["Roughness"].default_value = ROUGHNESS
    output = nodes.new("ShaderNodeOutputMaterial")
    output.location = (320, 0)
    links.new(texture.outputs["Color"], shader.inputs["Base Color"])
    links.new(shader.outputs["BSDF"], output.inputs["Surface"])
    return material


def areas(vertices: np.ndarray, faces: np.ndarray) -> np.ndarray:
    """Returns twice the area of each triangle, (F,); all 1 if the mesh has no area."""
    a, b, c = vertices[faces].transpose(1, 0, 2)
    doubled = np.linalg.norm(np.cross(b - a, c - a), axis=1)
    return doubled if doubled.any() else np.ones_like(doubled)


def colour(material: bpy.types.Material, image: bpy.types.Image, uvs: np.ndarray, areas: np.ndarray) -> None:
    """Sets the material's viewport colour to the area-weighted mean albedo. Solid viewports show this colour.

    `uvs` are the triangles' UVs, (F, 3, 2). `areas` are their areas in any unit, (F,); at least one is not 0.
    """
    material.diffuse_color = (*np.average(to_linear(_sampled(image, uvs)), 0, areas), 1.0)


def _sampled(image: bpy.types.Image, uvs: np.ndarray) -> np.ndarray:
    """Returns the texel at each triangle's mean UV, as it is stored: (F, 3) in 0..1."""
    size = np.array(image.size)
    pixels = np.empty((size[1], size[0], 4), np.float32)
    image.pixels.foreach_get(pixels.ravel())
    column, row = np.clip(uvs.mean(1) * size, 0, size - 1).astype(int).T
    return pixels[row, column, :3]


def add_normal_map(material: bpy.types.Material, image: bpy.types.Image) -> None:
    """Adds a tangent-space normal map to the material."""
    nodes, links = material.node_tree.nodes, material.node_tree.links
    texture = nodes.new("ShaderNodeTexImage")
    texture.image = image
    texture.location = (-560, -320)
    bump = nodes.new("ShaderNodeNormalMap")
    bump.uv_map = UV_LAYER
    bump.location = (-240, -320)
    links.new(texture.outputs["Color"], bump.inputs["Color"])
    links.new(bump.outputs["Normal"], principled(material).inputs["Normal"])


def add_orm(material: bpy.types.Material, image: bpy.types.Image, uvs: np.ndarray, areas: np.ndarray) -> None:
    """Adds a map of roughness (G) and metallic (B) to the material. `uvs` and `areas` are as in `colour`.

    The inputs themselves get the mean roughness, and metallic 1 or 0 as most of the surface has it. Programs that
    ignore the map, such as Blender's FBX exporter, use these.
    """
    nodes, links = material.node_tree.nodes, material.node_tree.links
    texture = nodes.new("ShaderNodeTexImage")
    texture.image = image
    texture.location = (-560, -640)
    channels = nodes.new("ShaderNodeSeparateColor")
    channels.location = (-240, -640)
    links.new(texture.outputs["Color"], channels.inputs["Color"])
    shader = principled(material)
    links.new(channels.outputs["Green"], shader.inputs["Roughness"])
    links.new(channels.outputs["Blue"], shader.inputs["Metallic"])
    _, roughness, metallic = np.average(_sampled(image, uvs), 0, areas)
    shader.inputs["Roughness"].default_value, shader.inputs["Metallic"].default_value = roughness, round(metallic)


def principled(material: bpy.types.Material) -> bpy.types.ShaderNodeBsdfPrincipled | None:
    """Returns the Principled shader that makes the material's surface, else any of its, else None."""
    if material.node_tree is None:
        return None
    output = material.node_tree.get_output_node("ALL")
    ends = [link.from_node for link in output.inputs["Surface"].links] if output else []
    shaders = [node for node in (*ends, *material.node_tree.nodes) if node.type == "BSDF_PRINCIPLED"]
    return next(iter(shaders), None)
