"""The tab "Propsmith" in the 3D viewport's sidebar."""

from __future__ import annotations

import bpy

from ..operators import environment
from ..operators.concept import PROPSMITH_OT_concept
from ..operators.explore import PROPSMITH_OT_explore
from ..operators.generate import PROPSMITH_OT_cancel, PROPSMITH_OT_generate
from ..operators.job_verbs import PROPSMITH_OT_cancel_all, PROPSMITH_OT_pause, PROPSMITH_OT_run_queue
from ..operators.queue import driver, durations
from ..operators.scene import initial_shape, placement
from ..operators.settings import farm
from ..operators.settings.properties import ROOT_PACKAGE
from ..operators.texturing import meshes
from ..operators.texturing.operator import PROPSMITH_OT_texture_mesh
from ..operators.translations import CONTEXT, say
from . import progress, quality
from .concept import PROPSMITH_PT_concept
from .installation import draw_installation
from .menus import PROPSMITH_PT_presets
from .quality import PROPSMITH_MT_quality
from .text import draw_text, draw_understood
from .words import PROPSMITH_MT_words


class PROPSMITH_PT_sidebar(bpy.types.Panel):
    """A line of text, one button, and how far the prop is"""

    bl_label = "Propsmith"
    bl_category = "Propsmith"
    bl_space_type = "VIEW_3D"
    bl_region_type = "UI"

    def draw_header_preset(self, context: bpy.types.Context) -> None:
        PROPSMITH_PT_presets.draw_panel_header(self.layout)

    def draw(self, context: bpy.types.Context) -> None:
        """Draws the panel.

        The buttons stay in place while a prop is made, so that nothing moves under the mouse.
        """
        self._draw_settings(context)
        if has_worker := self._has_worker(context):
            self._draw_start(context)
            self._draw_choosing(context)
        if has_worker or driver.is_running() or driver.queue.waiting:
            self._draw_progress(context)

    def _has_worker(self, context: bpy.types.Context) -> bool:
        """Returns whether a worker or a cluster can make props. If not, draws how to get one."""
        try:
            environment.makers_python(context)
        except ValueError as error:
            draw_text(context, self.layout, str(error), "ERROR")
            if farm.needs_engine(context) and not environment.is_installed():
                draw_installation(context, self.layout)
            self.layout.operator("preferences.addon_show", text="Preferences").module = ROOT_PACKAGE
            return False
        return True

    def _draw_settings(self, context: bpy.types.Context) -> None:
        settings = context.scene.propsmith
        column = self.layout.column()
        row = column.row(align=True)
        row.prop(settings, "prompt", text="", placeholder="a red mushroom")
        row.menu(PROPSMITH_MT_words.__name__, text="", icon="DOWNARROW_HLT")
        draw_understood(context, column, settings.prompt)
        column = column.column()
        column.use_property_split = True
        column.use_property_decorate = False
        column.prop(settings, "seed")
        durations.keep_fresh(driver.folder(), driver.queue.changes)
        split = column.split(factor=0.4)
        label = split.row()
        label.alignment = "RIGHT"
        label.label(text=say("Preset"), translate=False)
        split.menu(PROPSMITH_MT_quality.__name__, text=quality.title(context, settings.preset), translate=False)
        row = column.row()
        row.enabled = settings.place != placement.BOUNDS
        row.prop(settings, "size")

    def _draw_start(self, context: bpy.types.Context) -> None:
        column = self.layout.column()
        column.scale_y = 1.6
        column.enabled = bool(context.scene.propsmith.prompt.strip())
        text, icon = PROPSMITH_OT_generate.bl_label, "SHADERFX"
        if not column.enabled:
            text, icon = "Write what you want first", "INFO"
        elif driver.is_running():
            text, icon = "Add to Queue", "ADD"
        column.operator(PROPSMITH_OT_generate.bl_idname, text=text, icon=icon)

    def _draw_choosing(self, context: bpy.types.Context) -> None:
        row = self.layout.row(align=True)
        row.enabled = bool(context.scene.propsmith.prompt.strip())
        row.operator(PROPSMITH_OT_concept.bl_idname, icon="IMAGE_DATA")
        row.operator(PROPSMITH_OT_explore.bl_idname, icon="VIEWZOOM")
        row.prop(context.scene.propsmith, "seeds", text="")

    def _draw_progress(self, context: bpy.types.Context) -> None:
        """Draws the bar, Cancel, Pause or Continue, and how a growing prop is shown.

        All of it is drawn even if nothing is made.
        """
        row = self.layout.row(align=True)
        row.progress(factor=progress.factor(), text=say(progress.line()))
        held = bool(driver.queue.waiting) and not driver.is_running()
        several = held or driver.status.is_shared
        row = self.layout.row(align=True)
        row.operator(
            (PROPSMITH_OT_cancel_all if several else PROPSMITH_OT_cancel).bl_idname, icon="CANCEL", text="Cancel"
        )
        if held:
            row.operator(PROPSMITH_OT_run_queue.bl_idname, icon="PLAY")
        else:
            row.operator(PROPSMITH_OT_pause.bl_idname, icon="PAUSE")
        self.layout.row().prop(context.scene.propsmith, "watch", expand=True)


class _Section:
    """What the closed sections of the sidebar share."""

    bl_translation_context = CONTEXT
    bl_parent_id = PROPSMITH_PT_sidebar.__name__
    bl_category = "Propsmith"
    bl_space_type = "VIEW_3D"
    bl_region_type = "UI"
    bl_options = {"DEFAULT_CLOSED"}


class PROPSMITH_PT_start(_Section, bpy.types.Panel):
    """What shape a prop begins with, and what it is held to"""

    bl_label = "Start From"

    def draw(self, context: bpy.types.Context) -> None:
        settings = context.scene.propsmith
        column = self.layout.column()
        column.prop(settings, "mirror")
        column.prop(settings, "keep_inside")
        button = column.column()
        button.enabled = bool(initial_shape.selected(context) and settings.prompt.strip())
        button.operator(
            PROPSMITH_OT_generate.bl_idname, text="Generate from Selected Mesh", icon="MESH_DATA"
        ).from_mesh = True
        if not initial_shape.selected(context):
            draw_text(context, self.layout, "Select a mesh to start from", "INFO")


class PROPSMITH_PT_texture(_Section, bpy.types.Panel):
    """A texture for meshes that are there"""

    bl_label = "Texture a Mesh"
    bl_order = 1  # the last section: the others are about props

    def draw(self, context: bpy.types.Context) -> None:
        column = self.layout.column()
        column.enabled = bool(meshes.selected(context) and context.scene.propsmith.prompt.strip())
        if context.object and context.object.type == "MESH":
            column.prop_search(context.scene.propsmith, "keep", context.object, "vertex_groups")
        column.operator(PROPSMITH_OT_texture_mesh.bl_idname, icon="TEXTURE")
        if not meshes.selected(context):
            draw_text(context, self.layout, "Select a mesh to texture", "INFO")


class PROPSMITH_PT_placement(_Section, bpy.types.Panel):
    """Where the next prop will stand, and what goes with it"""

    bl_label = "Placement"

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
    (
        PROPSMITH_MT_quality,
        PROPSMITH_PT_sidebar,
        PROPSMITH_PT_concept,
        PROPSMITH_PT_start,
        PROPSMITH_PT_texture,
        PROPSMITH_PT_placement,
    )
)
