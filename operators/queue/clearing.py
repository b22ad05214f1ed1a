"""Clears the last error when the artist edits the prompt or opens another file."""

from __future__ import annotations

import bpy
from bpy.app.handlers import persistent

from ..settings import properties
from ..viewport import preview
from . import driver


def register() -> None:
    properties.edited.append(clear)
    bpy.app.handlers.load_post.append(_clear)


def unregister() -> None:
    bpy.app.handlers.load_post.remove(_clear)
    properties.edited.remove(clear)


def clear() -> None:
    """Clears the error in the panel. The list of jobs keeps the error of each job."""
    if driver.status.error:
        driver.status.error = ""
        preview.redraw("UI")


@persistent
def _clear(*_: object) -> None:
    clear()
