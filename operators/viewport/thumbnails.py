"""Small pictures of the props in the lists.

Each picture is loaded when it is first requested. Otherwise Blender would load it in a thread and crash if the picture
is forgotten meanwhile, as happens each time a running job's picture changes.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import bpy.utils.previews

_pictures: Any = None  # an ImagePreviewCollection; the keys are the pictures' paths


def register() -> None:
    global _pictures
    _pictures = bpy.utils.previews.new()


def unregister() -> None:
    global _pictures
    bpy.utils.previews.remove(_pictures)
    _pictures = None


def icon(picture: Path) -> int:
    """Returns the ID of the icon that shows the picture; 0 if the file is missing or cannot be read."""
    name = str(picture)
    if name not in _pictures:
        if picture.is_symlink() or not picture.is_file():
            return 0
        read = _pictures.load(name, name, "IMAGE")
        if not all((*read.icon_size, *read.image_size)):  # reading the sizes loads the picture
            forget(picture)
            return 0
    return _pictures[name].icon_id


def forget(picture: Path) -> None:
    """Drops a picture that has changed or is gone. It is loaded again when it is next requested."""
    if str(picture) in _pictures:
        del _pictures[str(picture)]
