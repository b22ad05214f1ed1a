"""The menu of presets, each with the time that it takes on this machine, if that is known."""

from __future__ import annotations

import bpy

from ..operators.queue import durations
from ..operators.settings.properties import PRESETS
from ..operators.translations import say


class PROPSMITH_MT_quality(bpy.types.Menu):
    """How much work goes into the prop, and how long that takes on this machine"""

    bl_label = "Preset"

    def draw(self, context: bpy.types.Context) -> None:
        for name, *_ in PRESETS:
            text = title(context, name)
            self.layout.prop_enum(context.scene.propsmith, "preset", name, text=text, translate=False)


def title(context: bpy.types.Context, preset: str) -> str:
    """Returns the preset's name in Blender's language, with the time that earlier props took, if any."""
    name = next(title for key, title, _ in PRESETS if key == preset)
    duration = durations.of_preset(context, preset)
    return f"{say(name)}, {say(duration)}" if duration else say(name)
