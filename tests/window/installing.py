"""Installs the extension as a user does, from a zip on disk."""

from __future__ import annotations

import bpy
from hands import PACKAGE, Steps, centre, choose_file, click, picture, tap, until, viewport

ARROW = (18, 42)  # pixels from the preferences' upper right corner to the extensions menu


def installing() -> Steps:
    """Install from Disk, in the preferences, finds the zip in the user's folder; the extension is enabled at once."""
    tap("ESC", centre())  # the splash
    yield
    area, preferences = viewport(), bpy.context.preferences
    area.ui_type = "PREFERENCES"
    yield
    preferences.active_section = "EXTENSIONS"
    yield
    yield
    corner = area.x + area.width, area.y + area.height
    arrow = corner[0] - ARROW[0], corner[1] - ARROW[1]
    yield from click(arrow)
    picture("install-menu")
    tap("UP_ARROW", arrow)  # the last one
    yield
    tap("RET", arrow)
    yield from choose_file("propsmith.zip", "install-file")
    yield from until("the extension", lambda: PACKAGE in preferences.addons)
    yield
    picture("installed")
    bpy.ops.wm.save_userpref()  # as Blender does when it quits
