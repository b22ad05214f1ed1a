"""Operators for the prop that arrived last: frame it, select it, and show its textures."""

from __future__ import annotations

import bpy
from mathutils import Vector

from .queue import driver
from .scene import import_prop, props
from .translations import say

_offered = ""  # mark of the first prop that textures were offered for; they are offered for no other prop


def last() -> bpy.types.Object | None:
    """Returns the prop that arrived last, or None if it was deleted."""
    return props.find(driver.status.arrived)


def offers_textures(context: bpy.types.Context) -> bool:
    """True if the panel should offer textures in this Solid viewport.

    They are offered only for the first prop that arrives in a viewport without textures.
    """
    global _offered
    shading = context.space_data.shading
    if shading.type != "SOLID" or shading.color_type == "TEXTURE":
        return False
    _offered = _offered or driver.status.arrived
    return _offered == driver.status.arrived


class _Verb(bpy.types.Operator):
    """Base of the operators that work in a viewport with the prop that arrived last."""

    @classmethod
    def poll(cls, context: bpy.types.Context) -> bool:
        if last() is None:
            cls.poll_message_set(say("No prop has come yet, or it was deleted"))
            return False
        return context.space_data is not None and context.space_data.type == "VIEW_3D"


class PROPSMITH_OT_frame(_Verb):
    """Turn to the prop that came last, in the scene that it is in. What is selected stays so"""

    bl_idname = "propsmith.frame"
    bl_label = "Frame"

    def execute(self, context: bpy.types.Context) -> set[str]:
        obj, region = last(), context.space_data.region_3d
        show_scene(context, obj)
        corners = [obj.matrix_world @ Vector(corner) for corner in obj.bound_box]
        low, high = (Vector([f(corner[axis] for corner in corners) for axis in range(3)]) for f in (min, max))
        if region.view_perspective == "CAMERA":
            region.view_perspective = "PERSP"
        region.view_location = (low + high) / 2
        region.view_distance = 2 * (high - low).length
        return {"FINISHED"}


class PROPSMITH_OT_select(_Verb):
    """Select the prop that came last, and nothing else"""

    bl_idname = "propsmith.select"
    bl_label = "Select"
    bl_options = {"REGISTER", "UNDO"}

    def execute(self, context: bpy.types.Context) -> set[str]:
        if context.mode != "OBJECT":
            self.report({"ERROR"}, say("Props are selected in Object Mode: leave the mode you are in"))
            return {"CANCELLED"}
        show_scene(context, last())
        import_prop.select(context.window.view_layer, last())
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
