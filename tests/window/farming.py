"""Several props at once on a simulated Ray cluster: the panels, and the farm in the preferences."""

from __future__ import annotations

import sys
from pathlib import Path

import bpy
from hands import (
    PACKAGE,
    PROMPT,
    Steps,
    driver,
    module,
    open_preferences,
    open_sidebar,
    picture,
    press_generate,
    row,
    speak_russian,
    until,
    viewport,
    window,
    write,
)  # fmt: skip

TESTS = Path(__file__).parents[1]
sys.path += [str(TESTS.parent), str(TESTS / "blender")]
COLOURS = ("", "red", "blue", "green", "yellow", "purple", "orange")  # by seed


def farming() -> Steps:
    """Each prop of a farm has its own progress and picture; the preferences try it, in English and in Russian."""
    from ray_stand_in import Cluster, serving

    yield from open_sidebar()
    yield from write("a red mushroom", row(PROMPT))
    window().scene.propsmith.preset, window().scene.propsmith.seed = "sketch", 30
    yield from press_generate()
    yield from until("a finished prop", lambda: not driver().is_running())
    made = next(path for path in driver().folder().iterdir() if (path / "prop.glb").is_file())
    preferences = bpy.context.preferences.addons[PACKAGE].preferences
    with serving(Cluster(made)) as cluster:
        preferences.farm, preferences.farm_address = "CLUSTER", cluster.address
        for seed in range(1, 7):
            window().scene.cursor.location.x = float(seed)
            bpy.ops.propsmith.generate("INVOKE_DEFAULT", prompt=f"a {COLOURS[seed]} mushroom", seed=seed)
        yield from until("the order", lambda: cluster.runs)
        run = cluster.runs[0]
        for seed in (1, 2, 3):
            run.begin(seed)
        run.finish(2)
        yield from until("one of six", lambda: driver().status.line == "1 of 6 done, 2 running")
        yield from until("the placed one", lambda: not module("scene.placing").is_pending())
        bpy.context.window_manager.propsmith_job = 1
        for _ in range(8):  # the list is read, and thumbnails
            yield
        picture("farm")
        yield from preferences_page()
        for seed in (6, 5, 4, 3, 1):
            run.finish(seed)
        yield from until("all props", lambda: not driver().is_running())
        assert not driver().status.error, driver().status
        assert sum("Mushroom" in obj.name for obj in window().scene.objects) == 7
        for _ in range(8):
            yield
        picture("farm-done")
    preferences.farm = "OFF"


def preferences_page() -> Steps:
    """The farm is tried."""
    area = viewport()
    yield from open_preferences()
    bpy.ops.propsmith.try_farm("INVOKE_DEFAULT")
    yield from until("what the farm has", lambda: not module("farm_verbs").is_trying())
    assert all(finding.passed for finding in module("farm_verbs").findings())
    yield
    yield
    picture("farm-preferences")
    yield from speak_russian(True)
    picture("farm-preferences-russian")
    yield from speak_russian(False)
    area.ui_type = "VIEW_3D"
    yield
    yield
