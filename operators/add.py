"""The operator Add > Prop from Text: asks for the prompt in a dialog and starts a job."""

from __future__ import annotations

import bpy

from .command_line.calling import call
from .scene.placement import CURSOR
from .settings.properties import PRESET, PROMPT, SIZE
from .translations import say


class PROPSMITH_OT_add(bpy.types.Operator):
    """Write what you want, and have it made at the 3D cursor. The scene keeps it as its prompt"""

    bl_idname = "propsmith.add"
    bl_label = "Prop from Text"

    prompt: PROMPT
    preset: PRESET
    size: SIZE

    def invoke(self, context: bpy.types.Context, event: bpy.types.Event) -> set[str]:
        settings = context.scene.propsmith
        for name in ("prompt", "preset", "size"):
            setattr(self, name, getattr(settings, name))
        return context.window_manager.invoke_props_dialog(self, width=360, confirm_text="Generate")

    def draw(self, context: bpy.types.Context) -> None:
        self.layout.prop(self, "prompt", text="", placeholder="a red mushroom")
        column = self.layout.column()
        column.use_property_split = True
        column.prop(self, "preset")
        column.prop(self, "size")

    def execute(self, context: bpy.types.Context) -> set[str]:
        settings = context.scene.propsmith
        for name in ("prompt", "preset", "size"):
            setattr(settings, name, getattr(self, name))
        try:
            return {"FINISHED"} if call(bpy.ops.propsmith.generate, "INVOKE_DEFAULT", place=CURSOR) else {"CANCELLED"}
        except ValueError as error:
            self.report({"ERROR"}, say(str(error)))
            return {"CANCELLED"}


register, unregister = bpy.utils.register_classes_factory((PROPSMITH_OT_add,))
