"""A dry run of the panel's rows, then the props of a file that is dropped into the viewport."""

from __future__ import annotations

import bpy
from hands import FOLDER, Steps, centre, click, driver, module, open_sidebar, picture, row, tap, until, window

HEADER, DRY_RUN = 389, 779  # pixels below the sidebar's upper edge


def listing() -> Steps:
    """The panel tells what is missing and what is wrong; a dropped file is asked about, and stands in a grid."""
    yield from open_sidebar()
    settings = window().scene.propsmith
    settings.preset, settings.seed = "sketch", 77  # no other scenario makes this seed
    for prompt in ("a red mushroom", "dark blue", "a yellow umbrella"):
        bpy.ops.propsmith.add_row(prompt=prompt)
    yield from click(row(HEADER))
    batch = module("queue.batch")
    yield from click(row(DRY_RUN))
    yield from until("the dry run", lambda: batch.shown is not None)
    assert [entry.standing.value for entry in batch.shown.entries] == ["waiting", "failed", "waiting"]
    assert not driver().is_running()
    for _ in range(5):
        yield
    picture("many-props")
    (FOLDER / "toys.txt").write_text("a red mushroom\na blue mushroom\n")
    bpy.ops.propsmith.batch("INVOKE_DEFAULT", filepath=str(FOLDER / "toys.txt"))  # what a drop calls
    for _ in range(3):
        yield
    picture("many-dropped")
    tap("RET", centre())
    yield from until("the first of them", driver().is_running)
    for _ in range(3):
        yield
    picture("many-running")
    yield from until("all of them", lambda: not driver().is_running())
    assert not driver().status.error, driver().status.error
    yield from until("their rows", lambda: not batch.shown.waiting)
    toys = bpy.data.collections["toys"].objects
    assert [toy.name for toy in toys] == ["Red Mushroom", "Blue Mushroom"], toys[:]
    picture("many-done")
