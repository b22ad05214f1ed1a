"""The panel "Propsmith Placeholder" in an object's properties: which prop will replace the object."""

from __future__ import annotations

import bpy

from ..operators import dressing
from ..operators.scene import placeholders
from .text import draw_text


class PROPSMITH_PT_placeholder(bpy.types.Panel):
    """Which prop is to stand in the place of this object"""

    bl_label = "Propsmith Placeholder"
    bl_space_type = "PROPERTIES"
    bl_region_type = "WINDOW"
    bl_context = "object"
    bl_options = {"DEFAULT_CLOSED"}

    @classmethod
    def poll(cls, context: bpy.types.Context) -> bool:
        return context.object is not None

    def draw(self, context: bpy.types.Context) -> None:
        obj = context.object
        if placeholder := placeholders.behind(obj):
            self._draw_replaced(context, obj, placeholder)
        elif prop := obj.propsmith_placeholder.prop:
            self._draw_replaced(context, prop, obj)
        elif placeholders.can_be(obj):
            self._draw_tag(context, obj)
        else:
            draw_text(context, self.layout, "A prop cannot be a placeholder", "INFO")

    def _draw_replaced(self, context: bpy.types.Context, prop: bpy.types.Object, placeholder: bpy.types.Object) -> None:
        draw_text(context, self.layout, f"{prop.name} stands in the place of {placeholder.name}", "CHECKMARK")
        restore = dressing.PROPSMITH_OT_restore_placeholders.bl_idname
        row = self.layout.row(align=True)
        row.operator(restore, text="Restore Selected").selected = True
        row.operator(restore, text="Restore All")

    def _draw_tag(self, context: bpy.types.Context, obj: bpy.types.Object) -> None:
        prompt = placeholders.prompt_of(obj)
        column = self.layout.column()
        column.use_property_split = True
        column.use_property_decorate = False
        column.prop(obj.propsmith_placeholder, "prompt", placeholder=prompt or "a red barrel")
        more = column.column()
        more.enabled = bool(prompt)
        more.prop(obj.propsmith_placeholder, "seed")
        more.prop(obj.propsmith_placeholder, "stretch")
        if prompt and (reason := placeholders.obstacle(obj) or dressing.refusal(context, prompt)):
            draw_text(context, self.layout, reason, "ERROR")


register, unregister = bpy.utils.register_classes_factory((PROPSMITH_PT_placeholder,))
