"""The tab "Propsmith" of the 3D viewport's sidebar."""

from __future__ import annotations

import textwrap

import bpy

from ..operators import driver, environment
from ..operators.generate import PROPSMITH_OT_cancel, PROPSMITH_OT_generate, PROPSMITH_OT_resume

_PIXELS_A_CHARACTER = 7  # of Blender's interface font, at scale 1


class PROPSMITH_PT_sidebar(bpy.types.Panel):
    """A line of text, one button, and how far the prop is"""

    bl_label = "Propsmith"
    bl_category = "Propsmith"
    bl_space_type = "VIEW_3D"
    bl_region_type = "UI"

    def draw(self, context: bpy.types.Context) -> None:
        self._draw_settings(context)
        if driver.is_running():
            self._draw_progress()
        else:
            self._draw_start(context)
        for notice in driver.status.notices:
            self._draw_text(context, notice, "INFO")
        if driver.status.error:
            self._draw_text(context, driver.status.error, "ERROR")

    def _draw_settings(self, context: bpy.types.Context) -> None:
        settings = context.scene.propsmith
        column = self.layout.column()
        column.enabled = not driver.is_running()
        column.prop(settings, "prompt", text="", placeholder="a red mushroom")
        column = column.column()
        column.use_property_split = True
        column.use_property_decorate = False
        column.prop(settings, "seed")
        column.prop(settings, "preset")
        column.prop(settings, "size")

    def _draw_start(self, context: bpy.types.Context) -> None:
        missing = self._what_is_missing(context)
        column = self.layout.column()
        column.scale_y = 1.6
        column.enabled = not missing
        column.operator(PROPSMITH_OT_generate.bl_idname, icon="SHADERFX")
        if missing:
            self._draw_text(context, missing, "INFO")
        self.layout.operator(PROPSMITH_OT_resume.bl_idname, icon="FILE_REFRESH")

    def _draw_progress(self) -> None:
        column = self.layout.column()
        column.scale_y = 1.6
        column.operator(PROPSMITH_OT_cancel.bl_idname, icon="CANCEL")
        self.layout.progress(factor=driver.status.factor, text=driver.status.line)

    def _what_is_missing(self, context: bpy.types.Context) -> str:
        """Why nothing can be generated; empty when it can."""
        try:
            environment.worker_python(context)
        except ValueError as error:
            return str(error)
        return "" if context.scene.propsmith.prompt.strip() else "Write what you want, for example: a red mushroom"

    def _draw_text(self, context: bpy.types.Context, text: str, icon: str) -> None:
        """A label as many lines long as the text needs: a label of Blender's own is cut off."""
        width = int(context.region.width / (_PIXELS_A_CHARACTER * context.preferences.system.ui_scale)) - 6
        column = self.layout.column(align=True)
        for number, line in enumerate(textwrap.wrap(text, max(width, 20))):
            column.label(text=line, icon="BLANK1" if number else icon)


register, unregister = bpy.utils.register_classes_factory((PROPSMITH_PT_sidebar,))
