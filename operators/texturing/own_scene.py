"""A scene for a moment, in which Blender's operators work on meshes without touching the artist's scene."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import bpy


@contextmanager
def own_scene(context: bpy.types.Context, *meshes: bpy.types.Mesh) -> Iterator[list[bpy.types.Object]]:
    """Holds the meshes as selected objects in a scene of their own; the first is the active one.

    Operators act on that scene until the block ends. Then the scene and the objects are removed; the meshes stay.
    """
    scene = bpy.data.scenes.new("Propsmith")
    objects = [bpy.data.objects.new("Propsmith", mesh) for mesh in meshes]
    layer = scene.view_layers[0]
    try:
        for obj in objects:
            scene.collection.objects.link(obj)
            obj.select_set(True, view_layer=layer)
        layer.objects.active = active = objects[0]
        with context.temp_override(
            scene=scene, view_layer=layer, active_object=active, object=active, selected_objects=objects
        ):
            yield objects
    finally:
        bpy.data.batch_remove([*objects, scene])
