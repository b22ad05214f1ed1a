"""The farm in the preferences."""

from __future__ import annotations

import bpy

from ..operators import farm, farm_verbs
from .text import draw_findings


def draw_farm(preferences: bpy.types.AddonPreferences, layout: bpy.types.UILayout) -> None:
    """Where props are made, and what that place needs."""
    layout.label(text="Farm", icon="NETWORK_DRIVE")
    layout.row().prop(preferences, "farm", expand=True)
    if preferences.farm == farm.OFF:
        return
    if preferences.farm == farm.CLUSTER:
        layout.prop(preferences, "farm_address")
        row = layout.row()
        row.operator(farm_verbs.PROPSMITH_OT_farm_login.bl_idname, icon="LOCKED")
        row.operator(farm_verbs.PROPSMITH_OT_farm_logout.bl_idname, icon="UNLOCKED")
    layout.prop(preferences, "farm_share", slider=True)
    layout.operator(farm_verbs.PROPSMITH_OT_try_farm.bl_idname, icon="VIEWZOOM")
    draw_findings(layout, farm_verbs.findings())
