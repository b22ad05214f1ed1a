"""A finished prop comes into the scene with grace: not in the middle of something, and where it was asked for."""

from __future__ import annotations

from types import ModuleType

import bpy
import pytest
from real_worker import start, tick_until


@pytest.mark.parametrize(("mode", "comes"), [("EDIT", False), ("SCULPT", False), ("WEIGHT_PAINT", False), ("POSE", True)])
def test_it_waits_for_the_end_of_modes_with_an_undo_of_their_own(driver: ModuleType, mode: str, comes: bool) -> None:
    add = bpy.ops.object.armature_add if mode == "POSE" else bpy.ops.mesh.primitive_cube_add
    add()
    bpy.ops.object.mode_set(mode=mode)
    start(driver)
    tick_until(driver, lambda: not driver.crew and not driver.queue.waiting)
    for _ in range(200):
        driver.tick()
    assert ("Red Ball" in bpy.data.objects) is comes
    assert comes or driver.status.stage == "Finished: go back to Object Mode"
    bpy.ops.object.mode_set(mode="OBJECT")
    tick_until(driver, lambda: not driver.is_running())
    assert "Red Ball" in bpy.data.objects and not driver.status.error
