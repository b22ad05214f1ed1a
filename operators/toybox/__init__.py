"""The toybox: small stylised props, each built from code in any of twelve colours.

The built-in prior learns from them, among others. An artist can also place them while a prompt is being worked on.
"""

from __future__ import annotations

import math
from random import Random

import bpy
import numpy as np

from .colours import COLOURS, Colour, linear, shades
from .kinds import KINDS, Kind
from .kinds.shapes import RADIUS, ToyShape

__all__ = ["COLOURS", "KINDS", "RADIUS", "Kind", "ToyShape", "build", "matte", "remove", "shades"]

SHARP = math.radians(38)  # edges above this angle stay sharp


def build(kind: str, colour: str, random: Random) -> bpy.types.Object:
    """Builds a prop as one mesh object in no scene: facing -Y, Z up, in the ball of radius 1 around the origin.

    `kind` and `colour` are keys of KINDS and COLOURS. `random` draws the proportions and slightly varies the colour.
    """
    palette = shades(colour, random)
    prop = ToyShape(random)
    KINDS[kind].model(prop)
    vertices, faces, colours = prop.merged()
    name = f"{colour} {kind}".capitalize()
    mesh = bpy.data.meshes.new(name)
    mesh.from_pydata(vertices.tolist(), [], faces)
    slots = list(dict.fromkeys(colours))
    for slot in slots:
        mesh.materials.append(matte(f"{name} {slot}", palette[slot]))
    number = {slot: i for i, slot in enumerate(slots)}
    mesh.polygons.foreach_set("material_index", np.array([number[c] for c in colours], dtype=np.int32))
    mesh.set_sharp_from_angle(angle=SHARP)
    mesh.update()
    return bpy.data.objects.new(name, mesh)


def remove(prop: bpy.types.Object) -> None:
    """Deletes a prop with its mesh and materials."""
    mesh = prop.data
    materials = list(mesh.materials)
    bpy.data.objects.remove(prop)
    bpy.data.meshes.remove(mesh)
    bpy.data.batch_remove(materials)


def matte(name: str, colour: Colour) -> bpy.types.Material:
    """Returns a matte material, so that the camera sees albedo times light. `colour` is sRGB."""
    material = bpy.data.materials.new(name)
    if material.node_tree is None:
        material.use_nodes = True
    material.diffuse_color = (*linear(colour), 1.0)
    surface = next(node for node in material.node_tree.nodes if node.type == "BSDF_PRINCIPLED")
    surface.inputs["Base Color"].default_value = material.diffuse_color
    surface.inputs["Roughness"].default_value = 1.0
    surface.inputs["Specular IOR Level"].default_value = 0.0
    return material
