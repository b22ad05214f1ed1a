"""What happens inside the window: run.py starts Blender with this script. Exit status 0: all that is promised was seen.

A scenario is a generator: after each `yield` Blender has had time to handle the events and to draw. A scenario may look
everywhere, but it works the panel by mouse and keys alone.
"""

from __future__ import annotations

import importlib
import itertools
import os
import signal
import subprocess
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import bpy
import numpy as np

PACKAGE = "bl_ext.user_default.propsmith"
FOLDER = Path(os.environ["PROPSMITH_TEST_FOLDER"])
PRIOR = os.environ["PROPSMITH_TEST_PRIOR"]
PRESET = os.environ["PROPSMITH_TEST_PRESET"]
PAUSE = 0.3  # seconds between two steps of a scenario
PATIENCE = 900  # seconds to wait for anything
PROMPT, BUTTON = 44, 144  # pixels below the sidebar's upper edge

Steps = Iterator[None]


def module(name: str) -> ModuleType:
    return importlib.import_module(f"{PACKAGE}.operators.{name}")


def driver() -> ModuleType:
    return module("driver")


def worker() -> int:
    return driver()._job.pid


# Hands and eyes. Blender's objects are fetched anew each time: undo and loading make old ones stale.


def window() -> bpy.types.Window:
    return bpy.context.window_manager.windows[0]


def viewport() -> bpy.types.Area:
    return next(area for area in window().screen.areas if area.type == "VIEW_3D")


def sidebar() -> bpy.types.Region:
    return next(region for region in viewport().regions if region.type == "UI")


def centre() -> tuple[int, int]:
    area = viewport()
    return area.x + area.width // 2, area.y + area.height // 2


def row(down: int) -> tuple[int, int]:
    """A place in the panel, so many pixels below the sidebar's upper edge."""
    region = sidebar()
    return region.x + region.width // 2, region.y + region.height - down


def move(place: tuple[int, int]) -> None:
    window().event_simulate(type="MOUSEMOVE", value="NOTHING", x=place[0], y=place[1])


def tap(key: str, place: tuple[int, int], text: str | None = None, **held: bool) -> None:
    window().event_simulate(type=key, value="PRESS", unicode=text, x=place[0], y=place[1], **held)
    window().event_simulate(type=key, value="RELEASE", x=place[0], y=place[1], **held)


def click(place: tuple[int, int]) -> Steps:
    move(place)
    yield
    tap("LEFTMOUSE", place)
    yield
    yield


def write(text: str, place: tuple[int, int]) -> Steps:
    """Clicks the text field, replaces what it holds and leaves it with Enter."""
    yield from click(place)
    tap("A", place, ctrl=True)
    tap("DEL", place)
    for letter in text:
        tap("SPACE" if letter == " " else letter.upper(), place, letter)
    yield
    tap("RET", place)
    yield


def picture(name: str) -> None:
    """A screenshot; Blender's own is black under Xvfb."""
    subprocess.run(["import", "-window", "root", str(FOLDER / f"{name}.png")], check=True)


def until(what: str, holds: Callable[[], bool]) -> Steps:
    deadline = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < deadline, f"waited in vain for: {what}"
        yield


def open_sidebar() -> Steps:
    tap("ESC", centre())  # the splash
    yield
    move(centre())
    yield
    tap("N", centre())
    yield from until("the sidebar", lambda: viewport().spaces.active.show_region_ui)
    yield from until("the tabs", lambda: sidebar().active_panel_category != "UNSUPPORTED")
    sidebar().active_panel_category = "Propsmith"
    sidebar().tag_redraw()
    yield
    yield


def press_generate() -> Steps:
    yield from click(row(BUTTON))
    yield from until("the start of the job", driver().is_running)


def press_cancel() -> Steps:
    yield from click(row(BUTTON))
    yield from until("the end of the job", lambda: not driver().is_running())
    assert any("Cancelled" in notice for notice in driver().status.notices), driver().status


def shown(frame: np.ndarray, shot: str) -> float:
    """How far the screenshot is from the preview's frame where that is drawn: the mean difference, 0..1."""
    region = next(region for region in viewport().regions if region.type == "WINDOW")
    x, y, side = module("preview").place(viewport())
    screen = bpy.data.images.load(str(FOLDER / f"{shot}.png"))
    pixels = np.array(screen.pixels).reshape(screen.size[1], screen.size[0], 4)
    bpy.data.images.remove(screen)
    step = (np.arange(32) + 0.5) / 32
    rows, columns = (region.y + y + side * step).astype(int), (region.x + x + side * step).astype(int)
    expected = frame[(frame.shape[0] * step).astype(int)][:, (frame.shape[1] * step).astype(int)]
    return float(np.abs(pixels[rows][:, columns] - expected)[4:, :, :3].mean())  # the caption covers the lowest rows


# The scenarios.


def artist() -> Steps:
    """Everything an artist does with the panel, in one session."""
    yield from open_sidebar()
    yield from click(row(BUTTON))
    assert not driver().is_running(), "an empty prompt was accepted"
    yield from write("a red mushroom", row(PROMPT))
    assert window().scene.propsmith.prompt == "a red mushroom", window().scene.propsmith.prompt
    window().scene.propsmith.preset = "standard"
    yield from cancelling()
    window().scene.propsmith.preset = PRESET
    yield from finishing()
    yield from killing_the_worker()


def cancelling() -> Steps:
    """The preview is drawn and new at least every 5 seconds; a second start is refused; Cancel ends the job."""
    yield from press_generate()
    try:
        bpy.ops.propsmith.generate("INVOKE_DEFAULT")
        raise AssertionError("a second job was started")
    except RuntimeError as error:
        assert "A prop is being made" in str(error), error
    last, times = None, []
    while len(times) < 5:
        assert driver().is_running(), driver().status
        if module("preview").current() is not last:
            last = module("preview").current()
            times.append(time.monotonic())
        yield
    yield from until("the drawn frame", module("preview").is_drawn)
    picture("preview")
    difference = shown(module("preview").current(), "preview")
    print(f"session: the drawn preview differs from its frame by {difference:.3f}")
    assert difference < 0.06, difference
    longest = max(after - before for before, after in itertools.pairwise(times))
    print(f"session: {len(times)} previews, at most {longest:.1f} s apart")
    assert longest < 5 + PAUSE, longest
    yield from press_cancel()
    assert module("preview").current() is None
    picture("cancelled")


def finishing() -> Steps:
    """The object comes at the cursor, but not while the artist is in another mode; undo and redo work."""
    window().scene.cursor.location = (1.0, 2.0, 0.5)
    window().view_layer.objects.active = window().scene.objects["Cube"]
    before = set(window().scene.objects.keys())
    yield from press_generate()
    yield from until("most of the steps", lambda: driver().status.factor > 0.8)
    yield from until("the drawn frame", module("preview").is_drawn)
    picture("running")
    move(centre())
    yield
    tap("TAB", centre())
    yield from until("Edit Mode", lambda: bpy.context.mode == "EDIT_MESH")
    yield from until("the finished prop", lambda: "Object Mode" in driver().status.stage)
    assert set(window().scene.objects.keys()) == before
    move(centre())
    yield
    tap("TAB", centre())
    yield from until("the object", lambda: not driver().is_running())
    assert not driver().status.error, driver().status.error
    assert set(window().scene.objects.keys()) - before == {"Red Mushroom"}
    prop = window().scene.objects["Red Mushroom"]
    assert tuple(prop.location) == (1.0, 2.0, 0.5)
    assert prop == window().view_layer.objects.active
    window().scene.objects["Cube"].hide_set(True)
    viewport().spaces.active.shading.type = "MATERIAL"
    viewport().spaces.active.region_3d.view_location = prop.matrix_world.translation
    viewport().spaces.active.region_3d.view_distance = 3
    for _ in range(10):  # shaders are compiled
        yield
    picture("object")
    tap("Z", centre(), ctrl=True)
    yield from until("undo", lambda: "Red Mushroom" not in window().scene.objects)
    assert set(window().scene.objects.keys()) == before
    tap("Z", centre(), ctrl=True, shift=True)
    yield from until("redo", lambda: "Red Mushroom" in window().scene.objects)


def killing_the_worker() -> Steps:
    """A killed worker leaves one line and a panel that goes on."""
    yield from press_generate()
    yield from until("a step", lambda: driver().status.seconds_left is not None)
    os.kill(worker(), signal.SIGKILL)
    yield from until("the end of the job", lambda: not driver().is_running())
    assert "killed" in driver().status.error, driver().status
    assert "\n" not in driver().status.error
    yield
    picture("killed")
    yield from press_generate()
    yield from press_cancel()


def setting_up() -> Steps:
    """The preferences measure the disk and make a tiny prop, in English and in Russian; no callback takes long."""
    yield from open_sidebar()
    window().scene.propsmith.prompt = "a red mushroom"
    picture("sidebar-english")
    area, preferences = viewport(), bpy.context.preferences
    area.ui_type = "PREFERENCES"
    yield
    preferences.active_section = "ADDONS"
    bpy.context.window_manager.addon_search = "Propsmith"
    bpy.ops.preferences.addon_expand(module=PACKAGE)
    words = importlib.import_module(f"{PACKAGE}.nerf_sds.environment").words()
    importlib.import_module(f"{PACKAGE}.nerf_sds.folders").claim(words)
    (words / "some").write_bytes(b"x" * 3_000_000)
    yield
    picture("preferences-empty")
    started = time.perf_counter()
    bpy.ops.propsmith.measure_storage("INVOKE_DEFAULT")
    bpy.ops.propsmith.self_test("INVOKE_DEFAULT")
    print(f"session: both were started in {1000 * (time.perf_counter() - started):.1f} ms")
    yield from until("the disk use", lambda: not module("storage").is_measuring())
    yield from until("the tiny prop", lambda: not module("self_test").is_testing())
    findings = module("self_test").findings()
    assert all(finding.passed for finding in findings) and len(findings) == 6, findings
    yield
    picture("preferences-english")
    preferences.view.language = "ru_RU"
    preferences.view.use_translate_interface = preferences.view.use_translate_tooltips = True
    yield
    yield
    assert bpy.app.translations.pgettext_iface("Measure Disk Use") == "Измерить место на диске"
    picture("preferences-russian")
    area.ui_type = "VIEW_3D"
    yield
    yield
    picture("sidebar-russian")
    move(centre())
    yield
    tap("A", centre(), shift=True)
    yield
    yield
    picture("add-menu-russian")
    tap("ESC", centre())
    yield
    tap("F3", centre())
    yield
    for letter in "propsmith":
        tap(letter.upper(), centre(), letter)
    yield
    yield
    picture("search")
    tap("ESC", centre())
    yield


def waiting() -> Steps:
    """Makes a prop until somebody kills this Blender, and says which processes there are."""
    window().scene.propsmith.preset = "standard"
    yield from open_sidebar()
    yield from write("a red mushroom", row(PROMPT))
    yield from press_generate()
    yield from until("a step", lambda: driver().status.seconds_left is not None)
    (FOLDER / "pids.new").write_text(f"{os.getpid()} {worker()}")
    (FOLDER / "pids.new").rename(FOLDER / "pids")
    while True:
        yield


def prepare() -> None:
    preferences = bpy.context.preferences
    preferences.view.show_splash = False
    preferences.view.smooth_view = 0
    preferences.view.use_save_prompt = False
    settings = module("properties").Settings
    request = settings.request
    settings.request = lambda self, **given: request(self, **{"prior": PRIOR, **given})


def play(scenario: Steps) -> None:
    def step() -> float:
        try:
            next(scenario)
            return PAUSE
        except StopIteration:
            code = 0
        except BaseException:
            traceback.print_exc()
            picture("failure")
            code = 1
        sys.stdout.flush()
        os._exit(code)

    bpy.app.timers.register(step, first_interval=2.0, persistent=True)


if __name__ == "__main__":
    prepare()
    play({"artist": artist, "setting_up": setting_up, "waiting": waiting}[sys.argv[-1]]())
