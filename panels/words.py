"""The menu beside the prompt: the kinds and colours that the chosen diffusion model knows."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

import bpy

from ..operators.settings import understanding
from ..operators.translations import say

ROWS = 25  # most rows of a column


class PROPSMITH_MT_words(bpy.types.Menu):
    """All that the diffusion model knows: a kind or a colour goes into the prompt"""

    bl_label = "Kinds and Colours"

    def draw(self, context: bpy.types.Context) -> None:
        kinds, colours = understanding.kinds(context), understanding.colours(context)
        if not kinds:
            self.layout.label(text="This model takes any English words", icon="INFO")
            return
        row = self.layout.row()
        rows = ceil(len(kinds) / ceil(len(kinds) / ROWS))
        for first in range(0, len(kinds), rows):
            _draw_words(row.column(), "Kinds" if first == 0 else "", kinds[first : first + rows])
        if colours:
            _draw_words(row.column(), "Colours", colours)


def _draw_words(column: bpy.types.UILayout, title: str, words: Sequence[str]) -> None:
    column.label(text=title)
    for word in words:
        verb = understanding.PROPSMITH_OT_put_word.bl_idname
        column.operator(verb, text=say(word), translate=False).word = word


register, unregister = bpy.utils.register_classes_factory((PROPSMITH_MT_words,))
