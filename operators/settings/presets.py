"""Blender's own presets for the scene's settings. A preset stores how a prop is made, not which prop or where."""

from __future__ import annotations

import bpy
from bl_operators.presets import AddPresetBase

from .properties import Settings

SUBDIR = "propsmith"
LEFT_OUT = ("rna_type", "name", "prompt", "seed", "place", "collection", "keep")  # properties that no preset stores
PLAIN = ("BOOLEAN", "INT", "FLOAT", "STRING", "ENUM")  # property types that a preset's file can store


class PROPSMITH_MT_presets(bpy.types.Menu):
    """The presets that there are"""

    bl_label = "Propsmith Presets"
    preset_subdir = SUBDIR
    preset_operator = "script.execute_preset"
    draw = bpy.types.Menu.draw_preset


class PROPSMITH_OT_add_preset(AddPresetBase, bpy.types.Operator):
    """Keep these settings under a name, or forget a preset. Prompt and seed are no part of it"""

    bl_idname = "propsmith.add_preset"
    bl_label = "Add a Propsmith Preset"
    preset_menu = PROPSMITH_MT_presets.__name__
    preset_subdir = SUBDIR

    @property
    def preset_values(self) -> list[str]:
        """Returns the Python expressions of the settings that a preset stores."""
        kept = (prop for prop in Settings.bl_rna.properties if prop.type in PLAIN)
        return [f"bpy.context.scene.propsmith.{prop.identifier}" for prop in kept if prop.identifier not in LEFT_OUT]


register, unregister = bpy.utils.register_classes_factory((PROPSMITH_MT_presets, PROPSMITH_OT_add_preset))
