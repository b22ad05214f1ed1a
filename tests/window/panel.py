"""The panel before, during and after a run: nothing moves, and one bar runs to the end."""

from __future__ import annotations

import bpy
import numpy as np
from hands import (
    BUTTON,
    FIRST_ROW_BELOW,
    KEYS,
    PROMPT,
    STOPPERS,
    Steps,
    centre,
    click,
    driver,
    find,
    main_region,
    module,
    move,
    open_sidebar,
    picture,
    press_generate,
    row,
    screenshot,
    sidebar,
    speak_russian,
    tap,
    until,
    viewport,
    window,
    write,
)


def panel() -> Steps:
    """The rows below the bar stand still; quad view has one picture; Blender's status bar tells it too."""
    yield from open_sidebar()
    window().scene.propsmith.preset = "sketch"
    yield from write("a red mushroom", row(PROMPT))
    for _ in range(8):
        yield
    picture("panel-idle")
    yield from press_generate()
    for _ in range(4):
        yield
    picture("panel-loading")
    yield from until("a step", lambda: driver().status.seconds_left is not None)
    window().scene.propsmith.watch = "NOTHING"
    yield from until("the drawn frame", module("viewport.preview").is_drawn)
    for _ in range(3):
        yield
    picture("panel-running")
    yield from in_quad_view()
    yield from speak_russian(True)
    picture("panel-russian")
    yield from speak_russian(False)
    factors = []
    stages = set()
    while driver().is_running():
        factors.append(driver().status.factor)
        stages.add(driver().status.stage)
        if driver().status.stage == "Writing the result" and "panel-writing" not in stages:
            stages.add("panel-writing")
            yield
            picture("panel-writing")
        yield
    assert factors == sorted(factors) and factors[-1] < 1, factors
    print(f"session: stages {sorted(stages)}, the bar's steps {[round(each, 2) for each in factors]}")
    for _ in range(8):
        yield
    picture("panel-done")
    idle = below_the_bar("panel-idle")
    for name in ("panel-loading", "panel-running", "panel-writing", "panel-done"):
        difference = np.abs(below_the_bar(name) - idle).mean()
        assert difference < 0.01, (name, difference)
    yield from asking()
    yield from searching()


def searching() -> Steps:
    """Blender's search finds a verb of a menu within the menu, by a name that stands alone."""
    move(centre())
    yield
    tap("F3", centre())
    yield
    for letter in "list of props":
        tap(KEYS.get(letter, letter.upper()), centre(), letter)
    yield
    yield
    picture("panel-search")
    tap("ESC", centre())
    yield
    yield from find("refresh the list of jobs")


def below_the_bar(shot: str) -> np.ndarray:
    """Returns the pixels of the closed panels' headers below the buttons, down to the panel Jobs."""
    region = sidebar()
    top = region.y + region.height - FIRST_ROW_BELOW
    return screenshot(shot)[top - 110 : top, region.x + 10 : region.x + region.width - 30, :3]


def in_quad_view() -> Steps:
    with bpy.context.temp_override(window=window(), area=viewport(), region=main_region()):
        bpy.ops.screen.region_quadview()
    for _ in range(5):
        yield
    picture("panel-quad")
    with bpy.context.temp_override(window=window(), area=viewport(), region=main_region()):
        bpy.ops.screen.region_quadview()
    yield


def asking() -> Steps:
    """Where another prop waits, Cancel asks whether it is meant too."""
    window().scene.propsmith.seed = 1
    yield from press_generate()
    window().scene.propsmith.seed = 2
    yield from click(row(BUTTON))
    yield from until("both", lambda: len(driver().queue.waiting) == 1 and driver().backend)
    yield from click(row(STOPPERS, 0.25))
    yield
    picture("panel-cancel")
    assert driver().is_running()
    move(centre())
    yield
    tap("ESC", centre())
    bpy.ops.propsmith.cancel_all()
    yield from until("the end", lambda: not driver().is_running())
    driver().status.notice('"shimmering iridescent old" is ignored: a diffusion model cannot be told what to leave out')
    driver().refuse(
        "The worker was killed, perhaps because memory ran out (exit code -9). Start it again, or see its log"
    )
    bpy.context.window_manager.propsmith_job = -1
    sidebar().tag_redraw()
    for _ in range(5):
        yield
    picture("panel-messages")
