"""Operators for what arrived last, a prop or a texture on meshes: frame it, select it, and show its textures."""

from __future__ import annotations

import bpy
from mathutils import Vector

from .queue import driver
from .scene import drawn_texture, import_prop, props
from .translations import say

_offered: tuple[str, ...] = ()  # marks of the first arrival that textures were offered for, the only one


def last() -> list[bpy.types.Object]:
    """Returns the prop that arrived last, or the meshes that a texture arrived on, without copies and deleted ones."""
    marks = driver.status.arrived
    found: dict[str, bpy.types.Object] = {}
    for obj in bpy.data.objects if marks else ():
        mark = obj.get(props.MARK)
        if mark in marks and obj.users_scene and (props.is_prop(obj) or drawn_texture.is_on(obj)):
            found.setdefault(mark, obj)
    return [found[mark] for mark in marks if mark in found]


def offers_textures(context: bpy.types.Context) -> bool:
    """True if the panel should offer textures in this Solid viewport.

    They are offered only for what arrives first in a viewport without textures.
    """
    global _offered
    shading = context.space_data.shading
    if shading.type != "SOLID" or shading.color_type == "TEXTURE":
        return False
    _offered = _offered or driver.status.arrived
    return _offered == driver.status.arrived


class _Verb(bpy.types.Operator):
    """Base of the operators that work in a viewport with what arrived last."""

    @classmethod
    def poll(cls, context: bpy.types.Context) -> bool:
        if not last():
            cls.poll_message_set(say("Nothing has come yet, or it was deleted"))
            return False
        return context.space_data is not None and context.space_data.type == "VIEW_3D"


class PROPSMITH_OT_frame(_Verb):
    """Turn to what came last, in the scene that it is in. What is selected stays so"""

    bl_idname = "propsmith.frame"
    bl_label = "Frame"

    def execute(self, context: bpy.types.Context) -> set[str]:
        objects, region = last(), context.space_data.region_3d
        show_scene(context, objects[0])
        corners = [obj.matrix_world @ Vector(corner) for obj in objects for corner in obj.bound_box]
        low, high = (Vector([f(corner[axis] for corner in corners) for axis in range(3)]) for f in (min, max))
        if region.view_perspective == "CAMERA":
            region.view_perspective = "PERSP"
        region.view_location = (low + high) / 2
        region.view_distance = 2 * (high - low).length
        return {"FINISHED"}


class PROPSMITH_OT_select(_Verb):
    """Select what came last, and nothing else"""

    bl_idname = "propsmith.select"
    bl_label = "Select"
    bl_options = {"REGISTER", "UNDO"}

    def execute(self, context: bpy.types.Context) -> set[str]:
        if context.mode != "OBJECT":
            self.report({"ERROR"}, say("Props are selected in Object Mode: leave the mode you are in"))
            return {"CANCELLED"}
        objects = last()
        show_scene(context, objects[0])
        import_prop.select(context.window.view_layer, *objects)
        return {"FINISHED"}


class PROPSMITH_OT_show_textures(bpy.types.Operator):
    """Show the colours of props in this Solid viewport, instead of one colour for each material"""

    bl_idname = "propsmith.show_textures"
    bl_label = "Show Textures"

    @classmethod
    def poll(cls, context: bpy.types.Context) -> bool:
        return context.space_data is not None and context.space_data.type == "VIEW_3D"

    def execute(self, context: bpy.types.Context) -> set[str]:
        context.space_data.shading.color_type = "TEXTURE"
        return {"FINISHED"}


def show_scene(context: bpy.types.Context, obj: bpy.types.Object) -> None:
    """Makes the window show a scene that contains the object."""
    if context.scene.name not in [scene.name for scene in obj.users_scene]:
        context.window.scene = obj.users_scene[0]


register, unregister = bpy.utils.register_classes_factory(
    (PROPSMITH_OT_frame, PROPSMITH_OT_select, PROPSMITH_OT_show_textures)
)
