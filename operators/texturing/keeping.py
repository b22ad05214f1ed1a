"""What stays of a texture that meshes have already: the picture, and where a vertex group keeps it."""

from __future__ import annotations

from collections.abc import Sequence

import bpy
import numpy as np

from ..scene import material as materials
from ..srgb import to_srgb

LARGEST = 2048  # pixels a side


def picture_of(objects: Sequence[bpy.types.Object], uv_layer: str) -> np.ndarray:
    """Returns the one image that gives all these meshes their base colour: (S, S, 3) uint8 sRGB, top row first.

    Its nodes look up the UV map `uv_layer`, see `Placement.uv_layer`. Raises ValueError with one line if there is no
    such image, or if it is not square or too large.
    """
    shown = {_image_of(slot.material, obj.data, uv_layer) for obj in objects for slot in obj.material_slots}
    image = shown.pop() if len(shown) == 1 else None
    if image is None:
        raise ValueError("To keep a part, the meshes must share one image as base colour: texture all of them first")
    width, height = image.size
    if width != height or not 0 < width <= LARGEST:
        raise ValueError(f"{image.name} is {width} x {height} pixels: only a square of up to {LARGEST} is kept in part")
    pixels = np.empty((height, width, 4), np.float32)
    image.pixels.foreach_get(pixels.ravel())
    colours = to_srgb(pixels[::-1, :, :3]) if image.is_float else pixels[::-1, :, :3]
    return np.round(255 * colours.clip(0, 1)).astype(np.uint8)


def weights(obj: bpy.types.Object, mesh: bpy.types.Mesh, group: str) -> np.ndarray:
    """Returns the weight (V,) of each vertex of an evaluated object's mesh in a vertex group, 0 without the group."""
    found, wanted = np.zeros(len(mesh.vertices), np.float32), obj.vertex_groups.get(group)
    for vertex in mesh.vertices if wanted else ():
        for each in vertex.groups:
            if each.group == wanted.index:
                found[vertex.index] = each.weight
    return found


def check(objects: Sequence[bpy.types.Object], group: str) -> None:
    """Raises ValueError with one line if none of the objects has the vertex group."""
    if not any(group in obj.vertex_groups for obj in objects):
        raise ValueError(f"No selected mesh has a vertex group {group}: paint what is to stay, or clear Keep")


def _image_of(material: bpy.types.Material | None, mesh: bpy.types.Mesh, uv_layer: str) -> bpy.types.Image | None:
    """Returns the image that is a material's base colour and looks up this UV map; None if there is none."""
    shader = materials.principled(material) if material else None
    links = shader.inputs["Base Color"].links if shader else ()
    node = links[0].from_node if links else None
    if node is None or node.type != "TEX_IMAGE":
        return None
    lookup = node.inputs["Vector"].links
    named = lookup[0].from_node.uv_map if lookup and lookup[0].from_node.type == "UVMAP" else ""
    rendered = next((layer.name for layer in mesh.uv_layers if layer.active_render), "")
    return node.image if (named or rendered) == (uv_layer or rendered) else None
