"""Draws a message about the prop or the texture that arrived last, with buttons for it."""

from __future__ import annotations

import bpy

from ..operators import arrival
from ..operators.translations import say


def draw_arrival(context: bpy.types.Context, layout: bpy.types.UILayout) -> None:
    """Draws a line and buttons for what arrived last, if it still exists."""
    objects = arrival.last()
    if not objects:
        return
    first, *others = objects
    text = say(f"{first.name} and {len(others)} more are ready") if others else say(f"{first.name} is ready")
    column = layout.column(align=True)
    column.label(text=text, icon="CHECKMARK")
    row = column.row(align=True)
    row.operator(arrival.PROPSMITH_OT_frame.bl_idname, icon="ZOOM_SELECTED")
    row.operator(arrival.PROPSMITH_OT_select.bl_idname, icon="RESTRICT_SELECT_OFF")
    if arrival.offers_textures(context):
        column.operator(arrival.PROPSMITH_OT_show_textures.bl_idname, icon="TEXTURE")
