"""The progress of the queue as text and as a bar, in the sidebar and in Blender's status bar.

Longer messages have a panel of their own, the last one, so that they move nothing else.
"""

from __future__ import annotations

import bpy

from ..operators import arrival
from ..operators.queue import driver
from ..operators.translations import CONTEXT, say
from .arrival import draw_arrival
from .text import draw_text

WIDTH = 16  # width of the bar in the status bar, in button heights


def factor() -> float:
    """Returns the progress of the queue from 0 to 1, until the prop is in the scene; 0 if nothing runs."""
    return driver.status.factor if driver.is_running() else 0.0


def line() -> str:
    """Returns the stage and progress, what waits, or the last message."""
    status = driver.status
    if driver.is_running():
        waiting = len(driver.queue.waiting)
        return f"{status.line}, {waiting} waiting" if waiting and not status.is_shared else status.line
    if driver.queue.waiting:
        return f"Paused. Waiting props: {len(driver.queue.waiting)}"
    return status.error or next(reversed(status.notices), "") or "Nothing is being made"


class PROPSMITH_PT_messages(bpy.types.Panel):
    """What the last props, or those that are being made, have to tell"""

    bl_label = "Messages"
    bl_translation_context = CONTEXT
    bl_category = "Propsmith"
    bl_space_type = "VIEW_3D"
    bl_region_type = "UI"

    @classmethod
    def poll(cls, context: bpy.types.Context) -> bool:
        return bool(driver.status.notices or driver.status.error or arrival.last())

    def draw(self, context: bpy.types.Context) -> None:
        draw_arrival(context, self.layout)
        for notice in driver.status.notices:
            draw_text(context, self.layout, notice, "INFO")
        if driver.status.error:
            draw_text(context, self.layout, driver.status.error, "ERROR")


def _draw_in_status_bar(self: bpy.types.Header, context: bpy.types.Context) -> None:
    if driver.is_running():
        row = self.layout.row()
        row.ui_units_x = WIDTH
        row.progress(factor=factor(), text=say(f"Propsmith: {line()}"))


def register() -> None:
    bpy.utils.register_class(PROPSMITH_PT_messages)
    bpy.types.STATUSBAR_HT_header.append(_draw_in_status_bar)


def unregister() -> None:
    bpy.types.STATUSBAR_HT_header.remove(_draw_in_status_bar)
    bpy.utils.unregister_class(PROPSMITH_PT_messages)
