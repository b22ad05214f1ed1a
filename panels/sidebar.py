"""The tab "Propsmith" of the 3D viewport's sidebar."""

from __future__ import annotations

import bpy

from ..operators import blockout, driver, environment, farm, placement
from ..operators.concept import PROPSMITH_OT_concept
from ..operators.explore import PROPSMITH_OT_explore
from ..operators.generate import PROPSMITH_OT_cancel, PROPSMITH_OT_generate
from ..operators.job_verbs import PROPSMITH_OT_cancel_all, PROPSMITH_OT_pause, PROPSMITH_OT_run_queue
from ..operators.properties import ROOT_PACKAGE
from ..operators.translations import say
from .arrival import draw_arrival
from .concept import draw_concept
from .menus import PROPSMITH_PT_presets
from .preferences import draw_installation
from .text import draw_text


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
        has_worker = self._has_worker(context)
        if has_worker:
            self._draw_start(context)
        if driver.is_running():
            self._draw_progress()
        elif driver.queue.waiting:
            self._draw_held()
        if has_worker:
            self._draw_choosing(context)
        draw_arrival(context, self.layout)
        for notice in driver.status.notices:
            draw_text(context, self.layout, notice, "INFO")
        if driver.status.error:
            draw_text(context, self.layout, driver.status.error, "ERROR")

    def _has_worker(self, context: bpy.types.Context) -> bool:
        """Draws how to get one if there is none."""
        try:
            environment.makers_python(context)
        except ValueError as error:
            draw_text(context, self.layout, str(error), "ERROR")
            if farm.needs_engine(context) and not environment.is_installed():
                draw_installation(self.layout)
            self.layout.operator("preferences.addon_show", text="Preferences").module = ROOT_PACKAGE
            return False
        return True

    def _draw_settings(self, context: bpy.types.Context) -> None:
        settings = context.scene.propsmith
        column = self.layout.column()
        column.prop(settings, "prompt", text="", placeholder="a red mushroom")
        column = column.column()
        column.use_property_split = True
        column.use_property_decorate = False
        column.prop(settings, "seed")
        column.prop(settings, "preset")
        row = column.row()
        row.enabled = settings.place != placement.BOUNDS
        row.prop(settings, "size")

    def _draw_start(self, context: bpy.types.Context) -> None:
        has_prompt = bool(context.scene.propsmith.prompt.strip())
        column = self.layout.column()
        column.scale_y = 1.6
        column.enabled = has_prompt
        running = driver.is_running()
        text = "Add to Queue" if running else PROPSMITH_OT_generate.bl_label
        column.operator(PROPSMITH_OT_generate.bl_idname, text=text, icon="ADD" if running else "SHADERFX")
        if not has_prompt:
            draw_text(context, self.layout, "Write what you want, for example: a red mushroom", "INFO")

    def _draw_choosing(self, context: bpy.types.Context) -> None:
        row = self.layout.row(align=True)
        row.enabled = bool(context.scene.propsmith.prompt.strip())
        row.operator(PROPSMITH_OT_concept.bl_idname, icon="IMAGE_DATA")
        row.operator(PROPSMITH_OT_explore.bl_idname, icon="VIEWZOOM")
        row.prop(context.scene.propsmith, "seeds", text="")
        draw_concept(context, self.layout)

    def _draw_progress(self) -> None:
        self.layout.progress(factor=driver.status.factor, text=say(driver.status.line))
        row = self.layout.row(align=True)
        several = driver.status.is_shared
        row.operator((PROPSMITH_OT_cancel_all if several else PROPSMITH_OT_cancel).bl_idname, icon="CANCEL")
        row.operator(PROPSMITH_OT_pause.bl_idname, icon="PAUSE")
        if driver.crew.draws or not several:
            self.layout.row().prop(bpy.context.scene.propsmith, "watch", expand=True)

    def _draw_held(self) -> None:
        count = len(driver.queue.waiting)
        self.layout.label(text=say(f"Paused. Waiting props: {count}"), icon="PAUSE")
        row = self.layout.row(align=True)
        row.operator(PROPSMITH_OT_run_queue.bl_idname, icon="PLAY")
        row.operator(PROPSMITH_OT_cancel_all.bl_idname, icon="CANCEL")


class PROPSMITH_PT_start(bpy.types.Panel):
    """What shape a prop begins with, and what it is held to"""

    bl_label = "Start From"
    bl_parent_id = PROPSMITH_PT_sidebar.__name__
    bl_category = "Propsmith"
    bl_space_type = "VIEW_3D"
    bl_region_type = "UI"
    bl_options = {"DEFAULT_CLOSED"}

    def draw(self, context: bpy.types.Context) -> None:
        settings = context.scene.propsmith
        column = self.layout.column()
        column.prop(settings, "mirror")
        column.prop(settings, "keep_inside")
        button = column.column()
        button.enabled = bool(blockout.selected(context) and settings.prompt.strip())
        button.operator(
            PROPSMITH_OT_generate.bl_idname, text="Generate from Selected Mesh", icon="MESH_DATA"
        ).from_mesh = True
        if not blockout.selected(context):
            draw_text(context, self.layout, "Select a mesh to start from", "INFO")


class PROPSMITH_PT_placement(bpy.types.Panel):
    """Where the next prop will stand, and what goes with it"""

    bl_label = "Placement"
    bl_parent_id = PROPSMITH_PT_sidebar.__name__
    bl_category = "Propsmith"
    bl_space_type = "VIEW_3D"
    bl_region_type = "UI"
    bl_options = {"DEFAULT_CLOSED"}

    def draw(self, context: bpy.types.Context) -> None:
        settings = context.scene.propsmith
        column = self.layout.column()
        column.use_property_split = True
        column.use_property_decorate = False
        column.prop(settings, "place")
        column.prop(settings, "collection", icon="OUTLINER_COLLECTION")
        column.prop(settings, "levels")
        column.prop(settings, "hull")
        column.prop(settings, "asset")


register, unregister = bpy.utils.register_classes_factory(
    (PROPSMITH_PT_sidebar, PROPSMITH_PT_start, PROPSMITH_PT_placement)
)
