"""The concept's own panel below the sidebar's first one: its picture and the remarks about it."""

from __future__ import annotations

import bpy

from ..operators import concept
from ..operators.translations import CONTEXT, say
from ..operators.viewport import thumbnails
from .text import draw_text

SCALE = 9.0  # size of the picture, in button heights


class PROPSMITH_PT_concept(bpy.types.Panel):
    """Four pictures of the prompt, until they are closed"""

    bl_label = "Concept"
    bl_translation_context = CONTEXT
    bl_parent_id = "PROPSMITH_PT_sidebar"
    bl_category = "Propsmith"
    bl_space_type = "VIEW_3D"
    bl_region_type = "UI"

    @classmethod
    def poll(cls, context: bpy.types.Context) -> bool:
        return concept.drawing is not None

    def draw_header_preset(self, context: bpy.types.Context) -> None:
        stopping = concept.is_drawing()
        verb = concept.PROPSMITH_OT_stop_concept if stopping else concept.PROPSMITH_OT_close_concept
        self.layout.operator(verb.bl_idname, text="", icon="CANCEL" if stopping else "X", emboss=False)

    def draw(self, context: bpy.types.Context) -> None:
        """Draws the picture and its remarks.

        The space for the picture is reserved from the start, so that nothing below moves when the picture arrives.
        """
        drawing = concept.is_drawing()
        icon = 0 if drawing else thumbnails.icon(concept.picture)
        self.layout.template_icon(icon_value=icon, scale=SCALE)
        self.layout.label(text=say(concept.line()), icon="SORTTIME" if drawing else "IMAGE_DATA", translate=False)
        for notice in concept.notices:
            draw_text(context, self.layout, notice, "INFO")
        if concept.drawing.error:
            draw_text(context, self.layout, concept.drawing.error, "ERROR")
