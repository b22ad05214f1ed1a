"""Small pictures of the props in the lists.

Each is read when it is first asked for. Left to itself, Blender reads it in a thread of its own, and dies when the
picture is forgotten meanwhile, as those of running jobs are each time they change.
"""

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
    """The number of the icon that shows the picture; 0 while there is none, or none that can be read."""
    name = str(picture)
    if name not in _pictures:
        if picture.is_symlink() or not picture.is_file():
            return 0
        read = _pictures.load(name, name, "IMAGE")
        if not all((*read.icon_size, *read.image_size)):  # asking for them has them read
            forget(picture)
            return 0
    return _pictures[name].icon_id


def forget(picture: Path) -> None:
    """The picture has changed or is gone."""
    if str(picture) in _pictures:
        del _pictures[str(picture)]
