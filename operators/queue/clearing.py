"""An error goes when the artist has gone on: with an edit of the prompt, and with another file."""

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
    """Says the last error no more. The list of jobs keeps that of each job."""
    if driver.status.error:
        driver.status.error = ""
        preview.redraw("UI")


@persistent
def _clear(*_: object) -> None:
    clear()
