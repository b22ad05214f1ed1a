"""Which Python runs the worker."""

from __future__ import annotations

from pathlib import Path

import bpy

from .properties import ROOT_PACKAGE


def worker_python(context: bpy.types.Context) -> Path:
    """Raises ValueError with one line that says what to do when there is none."""
    chosen = Path(bpy.path.abspath(context.preferences.addons[ROOT_PACKAGE].preferences.worker_python))
    if not chosen.is_file():
        raise ValueError(f"There is no {chosen}: choose another worker Python in the preferences")
    return chosen


register, unregister = bpy.utils.register_classes_factory(())
