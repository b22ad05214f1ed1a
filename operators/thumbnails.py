"""Small pictures of the props in the list. Blender reads a picture when it is first drawn."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import bpy.utils.previews

_pictures: Any = None  # an ImagePreviewCollection, by the pictures' paths


def register() -> None:
    global _pictures
    _pictures = bpy.utils.previews.new()


def unregister() -> None:
    global _pictures
    bpy.utils.previews.remove(_pictures)
    _pictures = None


def icon(picture: Path) -> int:
    """The number of the icon that shows the picture; 0 while there is none."""
    name = str(picture)
    if name not in _pictures:
        if picture.is_symlink() or not picture.is_file():
            return 0
        _pictures.load(name, name, "IMAGE")
    return _pictures[name].icon_id


def forget(picture: Path) -> None:
    """The picture has changed or is gone."""
    if str(picture) in _pictures:
        del _pictures[str(picture)]
