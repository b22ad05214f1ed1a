"""Builds a prop's only material: a rough Principled shader with a packed albedo and, if there is one, a normal map."""

from __future__ import annotations

from pathlib import Path

import bpy
import numpy as np

from ..srgb import to_linear

UV_LAYER = "UVMap"


def load_image(path: Path, name: str, colour_space: str) -> bpy.types.Image:
    """Returns a new image with the PNG file packed into it, unchanged.

    Blender decodes the PNG when it first draws the image. The .blend stores no path of this computer.
    """
    data = path.read_bytes()
    image = bpy.data.images.new(name, 1, 1)
    image.pack(data=data, data_len=len(data))
    image.source = "FILE"
    image.colorspace_settings.name = colour_space
    image.filepath_raw = f"//{bpy.path.clean_name(name)}.png"
    image.packed_files[0].filepath = image.filepath_raw
    return image


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
    shader = nodes.new("ShaderNodeBsdfPrincipled")
    shader.inputs["Roughness"].default_value = 0.8
    output = nodes.new("ShaderNodeOutputMaterial")
    output.location = (320, 0)
    links.new(texture.outputs["Color"], shader.inputs["Base Color"])
    links.new(shader.outputs["BSDF"], output.inputs["Surface"])
    return material


def colour(material: bpy.types.Material, image: bpy.types.Image, uvs: np.ndarray, areas: np.ndarray) -> None:
    """Sets the material's viewport colour to the area-weighted mean albedo. Solid viewports show this colour.

    `uvs` are the triangles' UVs, (F, 3, 2). `areas` are their areas in any unit, (F,); at least one is not 0.
    """
    size = np.array(image.size)
    pixels = np.empty((size[1], size[0], 4), np.float32)
    image.pixels.foreach_get(pixels.ravel())
    column, row = np.clip(uvs.mean(1) * size, 0, size - 1).astype(int).T
    encoded = pixels[row, column, :3]  # (F, 3) sRGB, the texel at each triangle's mean UV
    material.diffuse_color = (*np.average(to_linear(encoded), 0, areas), 1.0)


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
    shader = next(node for node in nodes if node.type == "BSDF_PRINCIPLED")
    links.new(bump.outputs["Normal"], shader.inputs["Normal"])
