"""An empty scene in which props are shown one at a time, so that the artist's own scenes stay as they are."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import bpy


@contextmanager
def stage() -> Iterator[bpy.types.Scene]:
    """Lends a new scene until the block ends."""
    scene = bpy.data.scenes.new("Props")
    try:
        yield scene
    finally:
        bpy.data.scenes.remove(scene)
