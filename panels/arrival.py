"""Draws a message about the prop that arrived last, with buttons for it."""

from __future__ import annotations

import bpy

from ..operators import arrival
from ..operators.translations import say


def draw_arrival(context: bpy.types.Context, layout: bpy.types.UILayout) -> None:
    """Draws a line and buttons for the prop that arrived last, if it still exists."""
    obj = arrival.last()
    if obj is None:
        return
    column = layout.column(align=True)
    column.label(text=say(f"{obj.name} is ready"), icon="CHECKMARK")
    row = column.row(align=True)
    row.operator(arrival.PROPSMITH_OT_frame.bl_idname, icon="ZOOM_SELECTED")
    row.operator(arrival.PROPSMITH_OT_select.bl_idname, icon="RESTRICT_SELECT_OFF")
    if arrival.offers_textures(context):
        column.operator(arrival.PROPSMITH_OT_show_textures.bl_idname, icon="TEXTURE")
