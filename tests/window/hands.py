"""Mouse, keys, screenshots and waiting for the scenarios.

Blender's objects are looked up each time, because undo and loading invalidate old references.
"""

from __future__ import annotations

import importlib
import os
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import bpy
import numpy as np

PACKAGE = "bl_ext.user_default.propsmith"
FOLDER = Path(os.environ["PROPSMITH_TEST_FOLDER"])
PATIENCE = 600  # seconds to wait for a worker
SOON = 60  # seconds to wait for what Blender itself does at once, on a busy machine
KEYS = {" ": "SPACE", ".": "PERIOD"}
# Pixels below the sidebar's upper edge: the prompt, Generate, Cancel and Pause, and the next row.
PROMPT, BUTTON, STOPPERS, FIRST_ROW_BELOW = 44, 167, 251, 293

Steps = Iterator[None]


def module(name: str) -> ModuleType:
    return importlib.import_module(f"{PACKAGE}.operators.{name}")


def driver() -> ModuleType:
    return module("queue.driver")


def worker() -> int:
    return driver().backend.jobs[0].pid


def window() -> bpy.types.Window:
    return bpy.context.window_manager.windows[0]


def viewport() -> bpy.types.Area:
    return next(area for area in window().screen.areas if area.type == "VIEW_3D")


def sidebar() -> bpy.types.Region:
    return next(region for region in viewport().regions if region.type == "UI")


def centre() -> tuple[int, int]:
    area = viewport()
    return area.x + area.width // 2, area.y + area.height // 2


def row(down: int, across: float = 0.5) -> tuple[int, int]:
    """Returns a point in the panel: pixels below the sidebar's upper edge, and a share (0..1) of its width."""
    region = sidebar()
    return region.x + int(region.width * across), region.y + region.height - down


def move(place: tuple[int, int]) -> None:
    window().event_simulate(type="MOUSEMOVE", value="NOTHING", x=place[0], y=place[1])


def tap(key: str, place: tuple[int, int], text: str | None = None, **held: bool) -> None:
    window().event_simulate(type=key, value="PRESS", unicode=text, x=place[0], y=place[1], **held)
    window().event_simulate(type=key, value="RELEASE", x=place[0], y=place[1], **held)


def click(place: tuple[int, int], **held: bool) -> Steps:
    move(place)
    yield
    tap("LEFTMOUSE", place, **held)
    yield
    yield


def write(text: str, place: tuple[int, int]) -> Steps:
    """Clicks a text field, replaces its text and confirms with Enter."""
    yield from click(place)
    tap("A", place, ctrl=True)
    tap("DEL", place)
    for letter in text:
        tap(KEYS.get(letter, letter.upper()), place, letter)
    yield
    tap("RET", place)
    yield


def choose_file(name: str, shot: str = "") -> Steps:
    """Types a file name in the open file browser and clicks the blue button."""
    yield from soon("the file browser", lambda: browser() is not None)
    yield
    region = next(region for region in browser().regions if region.type == "EXECUTE")
    line = region.y + region.height // 2
    yield from write(name, (region.x + region.width // 3, line))
    if shot:
        picture(shot)
    yield from click((region.x + region.width - 60, line))
    yield from soon("the end of the file browser", lambda: browser() is None)


def browser() -> bpy.types.Area | None:
    return next((area for area in window().screen.areas if area.type == "FILE_BROWSER"), None)


def find(verb: str) -> Steps:
    """Types the name of an operator into Blender's search and runs the first result."""
    move(centre())
    yield
    tap("F3", centre())
    yield
    for letter in verb:
        tap(KEYS.get(letter, letter.upper()), centre(), letter)
    yield
    yield
    tap("RET", centre())
    yield


def picture(name: str) -> None:
    """Saves a screenshot. Blender's own screenshots are black under Xvfb."""
    subprocess.run(["import", "-window", "root", str(FOLDER / f"{name}.png")], check=True)


def until(what: str, holds: Callable[[], bool], patience: float = PATIENCE) -> Steps:
    deadline = time.monotonic() + patience
    while not holds():
        assert time.monotonic() < deadline, f"waited {patience} s in vain for: {what}"
        yield


def soon(what: str, holds: Callable[[], bool]) -> Steps:
    yield from until(what, holds, SOON)


def open_sidebar() -> Steps:
    tap("ESC", centre())  # the splash
    yield
    move(centre())
    yield
    tap("N", centre())
    yield from soon("the sidebar", lambda: viewport().spaces.active.show_region_ui)
    yield from soon("the tabs", lambda: sidebar().active_panel_category != "UNSUPPORTED")
    sidebar().active_panel_category = "Propsmith"
    sidebar().tag_redraw()
    yield
    yield


def open_preferences() -> Steps:
    """Shows Propsmith's preferences in place of the viewport."""
    viewport().ui_type = "PREFERENCES"
    yield
    bpy.context.preferences.active_section = "ADDONS"
    bpy.context.window_manager.addon_search = "Propsmith"
    bpy.ops.preferences.addon_expand(module=PACKAGE)
    yield


def speak_russian(wanted: bool) -> Steps:
    view = bpy.context.preferences.view
    if wanted:
        view.language = "ru_RU"
    view.use_translate_interface = view.use_translate_tooltips = wanted
    yield
    yield


def press_generate() -> Steps:
    """Clicks Generate for a prop that no job has made. For a prop that exists, Blender would ask what to do."""
    yield from click(row(BUTTON))
    yield from soon("the start of the job", driver().is_running)


def press_cancel() -> Steps:
    yield from click(row(STOPPERS, 0.25))
    yield from soon("the end of the job", lambda: not driver().is_running())
    assert any("Cancelled" in notice for notice in driver().status.notices), driver().status


def view() -> bpy.types.RegionView3D:
    return viewport().spaces.active.region_3d


def main_region() -> bpy.types.Region:
    return next(region for region in viewport().regions if region.type == "WINDOW")


def screenshot(name: str) -> np.ndarray:
    """Returns a screenshot as (H, W, 4) in 0..1, bottom row first."""
    screen = bpy.data.images.load(str(FOLDER / f"{name}.png"))
    pixels = np.array(screen.pixels).reshape(screen.size[1], screen.size[0], 4)
    bpy.data.images.remove(screen)
    return pixels


def shown(frame: np.ndarray, shot: str) -> float:
    """Returns the mean difference, 0..1, between a preview's frame and the part of the screenshot that shows it."""
    region = main_region()
    x, y, side = module("viewport.preview").place(viewport())
    pixels = screenshot(shot)
    step = (np.arange(32) + 0.5) / 32
    rows, columns = (region.y + y + side * step).astype(int), (region.x + x + side * step).astype(int)
    expected = frame[(frame.shape[0] * step).astype(int)][:, (frame.shape[1] * step).astype(int)]
    return float(np.abs(pixels[rows][:, columns] - expected)[4:, :, :3].mean())  # the caption covers the lowest rows
