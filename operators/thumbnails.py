"""Small pictures of the props in the list. Blender reads a picture when it is first drawn."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import bpy.utils.previews

from ..nerf_sds import jobs
from . import driver

_pictures: Any = None  # an ImagePreviewCollection, by the jobs' names


def register() -> None:
    global _pictures
    _pictures = bpy.utils.previews.new()


def unregister() -> None:
    global _pictures
    bpy.utils.previews.remove(_pictures)
    _pictures = None


def icon(name: str) -> int:
    """The number of the icon for the job of that name; 0 while there is no picture of it."""
    return _icon(name, driver.folder() / name / jobs.PREVIEW)


def icon_of(picture: Path) -> int:
    """The same for a picture of any path, by which it is forgotten."""
    return _icon(str(picture), picture)


def forget(name: str) -> None:
    """The picture has changed or is gone."""
    if name in _pictures:
        del _pictures[name]


def _icon(name: str, path: Path) -> int:
    if name not in _pictures:
        if path.is_symlink() or not path.is_file():
            return 0
        _pictures.load(name, str(path), "IMAGE")
    return _pictures[name].icon_id
