"""The concept below the buttons of the sidebar: its picture, and what is said of it."""

from __future__ import annotations

import bpy

from ..operators import concept, thumbnails
from ..operators.translations import say
from .text import draw_text

SCALE = 9.0  # of the picture, in rows of buttons


def draw_concept(context: bpy.types.Context, layout: bpy.types.UILayout) -> None:
    """Nothing before the first one is asked for."""
    if concept.drawing is None:
        return
    if concept.is_drawing():
        row = layout.row(align=True)
        row.label(text=say(concept.line()), icon="SORTTIME", translate=False)
        row.operator(concept.PROPSMITH_OT_stop_concept.bl_idname, text="", icon="CANCEL")
    elif icon := thumbnails.icon(concept.picture):
        layout.template_icon(icon_value=icon, scale=SCALE)
        layout.label(text=say(concept.line()), icon="IMAGE_DATA", translate=False)
    for notice in concept.notices:
        draw_text(context, layout, notice, "INFO")
    if concept.drawing.error:
        draw_text(context, layout, concept.drawing.error, "ERROR")
