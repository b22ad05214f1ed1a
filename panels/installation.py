"""Draws the engine's installation in the preferences and the sidebar: its button, progress and result."""

from __future__ import annotations

from pathlib import Path

import bpy

from ..operators import environment
from ..operators.translations import say
from .text import draw_text


def draw_installation(context: bpy.types.Context, layout: bpy.types.UILayout) -> None:
    """Draws the button that installs the engine, its cost, its progress and its result."""
    running = environment.running
    if environment.is_installing():
        layout.progress(factor=running.factor, text=say(f"{running.factor:.0%} on the disk"))
        layout.operator(environment.PROPSMITH_OT_stop_installing.bl_idname, icon="CANCEL")
        _draw_lines(layout, running.lines[-environment.LINES :])
        return
    if running and running.error:
        draw_failure(context, layout, "The installation failed", running.error, environment.log())
    elif running:
        _draw_lines(layout, [running.line])
        draw_log(layout, environment.log())
    if not environment.is_installed():
        draw_text(context, layout, f"Installing takes {environment.price()}", "INFO")
    row = layout.row()
    if draw_online(context, row.column()):
        row.operator(environment.PROPSMITH_OT_install.bl_idname, icon="IMPORT")
    row.operator(environment.PROPSMITH_OT_copy_command.bl_idname, icon="COPYDOWN")


def draw_failure(context: bpy.types.Context, layout: bpy.types.UILayout, title: str, reason: str, log: Path) -> None:
    """Draws in red what failed and why, with a button that opens the log."""
    row = layout.row()
    row.alert = True
    row.label(text=say(title), icon="ERROR")
    if log.is_file():
        draw_log(row, log)
    column = layout.column()
    column.alert = True
    draw_text(context, column, reason, "BLANK1")


def draw_log(layout: bpy.types.UILayout, log: Path) -> None:
    """Draws a button that opens the log."""
    layout.operator("wm.path_open", text="Open the Log", icon="TEXT").filepath = str(log)


def draw_online(context: bpy.types.Context, layout: bpy.types.UILayout) -> bool:
    """Returns whether downloads are allowed. If not, draws how to allow them."""
    if bpy.app.online_access:
        return True
    if bpy.app.online_access_override:
        draw_text(context, layout, "Blender was started with --offline-mode: start it without, to install", "ERROR")
    else:
        draw_text(context, layout, "Online access is off: allow it in the preferences, under System", "ERROR")
        layout.operator("screen.userpref_show", text="Open the Setting", icon="PREFERENCES").section = "SYSTEM"
    return False


def _draw_lines(layout: bpy.types.UILayout, lines: list[str]) -> None:
    column = layout.column(align=True)
    for line in lines:
        column.label(text=say(line), translate=False)
