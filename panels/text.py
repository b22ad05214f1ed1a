"""Text of any length in a panel: a label of Blender's own is cut off."""

from __future__ import annotations

import textwrap

import bpy

from ..operators.translations import say

_PIXELS_A_CHARACTER = 6  # of Blender's interface font, at scale 1


def draw_text(context: bpy.types.Context, layout: bpy.types.UILayout, text: str, icon: str) -> None:
    """As many lines as the text needs in the region, in the language of Blender."""
    width = int(context.region.width / (_PIXELS_A_CHARACTER * context.preferences.system.ui_scale)) - 9
    column = layout.column(align=True)
    for number, line in enumerate(textwrap.wrap(say(text), max(width, 20))):
        column.label(text=line, icon="BLANK1" if number else icon)
