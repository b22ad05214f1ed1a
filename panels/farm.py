"""Draws the farm's settings in the preferences."""

from __future__ import annotations

import bpy

from ..operators import farm_verbs
from ..operators.settings import farm
from ..operators.translations import say
from .installation import draw_failure, draw_online
from .text import draw_findings

LINES = 3  # lines of the installation that are shown


def draw_farm(context: bpy.types.Context, preferences: bpy.types.AddonPreferences, layout: bpy.types.UILayout) -> None:
    """Draws where props are made, and the settings and buttons for that place."""
    layout.label(text="Farm", icon="NETWORK_DRIVE")
    layout.row().prop(preferences, "farm", expand=True)
    if preferences.farm == farm.OFF:
        return
    if preferences.farm == farm.CLUSTER:
        layout.prop(preferences, "farm_address")
        row = layout.row()
        row.operator(farm_verbs.PROPSMITH_OT_farm_login.bl_idname, icon="LOCKED")
        row.operator(farm_verbs.PROPSMITH_OT_farm_logout.bl_idname, icon="UNLOCKED")
    else:
        _draw_ray(context, layout)
    layout.prop(preferences, "farm_share", slider=True)
    layout.operator(farm_verbs.PROPSMITH_OT_try_farm.bl_idname, icon="VIEWZOOM")
    draw_findings(layout, farm_verbs.findings())


def _draw_ray(context: bpy.types.Context, layout: bpy.types.UILayout) -> None:
    """Draws the last lines of Ray's installation, and the button that installs Ray if it is missing."""
    adding = farm_verbs.adding
    for line in adding.said[-LINES:] if adding else ():
        layout.label(text=say(line), translate=False)
    if adding and adding.error:
        draw_failure(context, layout, "Ray was not installed", adding.error, farm_verbs.adding_log)
    if (farm_verbs.is_adding() or farm_verbs.lacks_ray(context)) and draw_online(context, layout):
        layout.operator(farm_verbs.PROPSMITH_OT_install_ray.bl_idname, icon="IMPORT")
