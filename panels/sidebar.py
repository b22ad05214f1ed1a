"""The tab "Propsmith" of the 3D viewport's sidebar."""

from __future__ import annotations

import textwrap

import bpy

from ..operators import driver, environment
from ..operators.generate import PROPSMITH_OT_cancel, PROPSMITH_OT_generate, PROPSMITH_OT_resume
from ..operators.properties import ROOT_PACKAGE
from ..operators.translations import say
from .menus import PROPSMITH_PT_presets
from .preferences import draw_installation

_PIXELS_A_CHARACTER = 6  # of Blender's interface font, at scale 1


class PROPSMITH_PT_sidebar(bpy.types.Panel):
    """A line of text, one button, and how far the prop is"""

    bl_label = "Propsmith"
    bl_category = "Propsmith"
    bl_space_type = "VIEW_3D"
    bl_region_type = "UI"

    def draw_header_preset(self, context: bpy.types.Context) -> None:
        PROPSMITH_PT_presets.draw_panel_header(self.layout)

    def draw(self, context: bpy.types.Context) -> None:
        self._draw_settings(context)
        if driver.is_running():
            self._draw_progress()
        elif self._has_worker(context):
            self._draw_start(context)
        for notice in driver.status.notices:
            self._draw_text(context, notice, "INFO")
        if driver.status.error:
            self._draw_text(context, driver.status.error, "ERROR")

    def _has_worker(self, context: bpy.types.Context) -> bool:
        """Draws how to get one if there is none."""
        try:
            environment.worker_python(context)
        except ValueError as error:
            self._draw_text(context, str(error), "ERROR")
            draw_installation(self.layout)
            self.layout.operator("preferences.addon_show", text="Preferences").module = ROOT_PACKAGE
            return False
        return True

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
        has_prompt = bool(context.scene.propsmith.prompt.strip())
        column = self.layout.column()
        column.scale_y = 1.6
        column.enabled = has_prompt
        column.operator(PROPSMITH_OT_generate.bl_idname, icon="SHADERFX")
        if not has_prompt:
            self._draw_text(context, "Write what you want, for example: a red mushroom", "INFO")
        self.layout.operator(PROPSMITH_OT_resume.bl_idname, icon="FILE_REFRESH")

    def _draw_progress(self) -> None:
        column = self.layout.column()
        column.scale_y = 1.6
        column.operator(PROPSMITH_OT_cancel.bl_idname, icon="CANCEL")
        self.layout.progress(factor=driver.status.factor, text=say(driver.status.line))

    def _draw_text(self, context: bpy.types.Context, text: str, icon: str) -> None:
        """A label as many lines long as the text needs: a label of Blender's own is cut off."""
        width = int(context.region.width / (_PIXELS_A_CHARACTER * context.preferences.system.ui_scale)) - 6
        column = self.layout.column(align=True)
        for number, line in enumerate(textwrap.wrap(say(text), max(width, 20))):
            column.label(text=line, icon="BLANK1" if number else icon)


register, unregister = bpy.utils.register_classes_factory((PROPSMITH_PT_sidebar,))
