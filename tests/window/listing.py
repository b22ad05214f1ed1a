"""Rows of the panel in a dry run, then a file that is dropped into the viewport."""

from __future__ import annotations

import bpy
from hands import FOLDER, Steps, click, driver, module, open_sidebar, picture, row, tap, until, window

HEADER, DRY_RUN = 300, 620  # pixels below the sidebar's upper edge


def listing() -> Steps:
    """The panel shows what is missing and what is wrong, a dropped file is asked about, and its props stand in a grid."""
    yield from open_sidebar()
    window().scene.propsmith.preset = "sketch"
    for prompt in ("a red mushroom", "a zeppelin", "a yellow umbrella"):
        bpy.ops.propsmith.add_row(prompt=prompt)
    yield from click(row(HEADER))
    picture("many-props")
    yield from click(row(DRY_RUN, 0.75))
    picture("many-dry")
