"""Runs a scenario inside Blender's window. run.py starts Blender with this script. Exit status 0 means success.

A scenario is a generator: after each `yield` Blender has time to handle events and to draw. A scenario may read
everything, but it operates the panel only by mouse and keys.
"""

from __future__ import annotations

import itertools
import os
import signal
import sys
import time
import traceback
from pathlib import Path

import bpy

sys.path.append(str(Path(__file__).parent))
from arriving import arriving
from choosing import choosing
from dressing import dressing
from farming import farming
from hands import (
    BUTTON,
    FOLDER,
    PACKAGE,
    PROMPT,
    STOPPERS,
    Steps,
    centre,
    choose_file,
    click,
    driver,
    find,
    module,
    move,
    open_sidebar,
    picture,
    press_cancel,
    press_generate,
    row,
    shown,
    soon,
    tap,
    until,
    viewport,
    window,
    worker,
    write,
)
from installing import installing
from listing import listing
from panel import panel
from setting_up import setting_up
from texturing import texturing
from timing import DRAWN, measure, measure_gaps, report, report_calls
from watching import watching
from writing import writing

PRIOR = os.environ["PROPSMITH_TEST_PRIOR"]
PRESET = os.environ["PROPSMITH_TEST_PRESET"]
QUICK = ("arriving", "choosing", "texturing")  # no promise about the model: the closed-form prior is quick
PAUSE = 0.3  # seconds between two steps of a scenario
BETWEEN_PREVIEWS = 15  # seconds, on two cores that two windows and two workers share; `time_budget` aims at less
REST = 0.005  # seconds that Blender sleeps when idle


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
    yield from reloading()
    yield from killing_the_worker()


def previewing() -> Steps:
    """The pictures of a running job, and Cancel."""
    yield from open_sidebar()
    yield from write("a red mushroom", row(PROMPT))
    window().scene.propsmith.preset = "standard"
    yield from cancelling()


def watched() -> Steps:
    """An artist looks at the growing prop from all sides."""
    yield from open_sidebar()
    yield from write("a red mushroom", row(PROMPT))
    yield from watching()


def cancelling() -> Steps:
    """The preview is drawn and renewed; the same prop is not made twice; Cancel ends the job."""
    window().scene.propsmith.watch = "NOTHING"
    yield from press_generate()
    yield from click(row(BUTTON))
    assert "choose another seed" in driver().status.error, driver().status
    assert not driver().queue.waiting[1:]
    move(centre())  # closes the error's popup in Blender 4.3
    yield
    tap("ESC", centre())  # closes it in Blender 5.2
    yield
    last, times = None, []
    while len(times) < 5:
        assert driver().is_running(), driver().status
        if module("viewport.preview").current() is not last:
            last = module("viewport.preview").current()
            times.append(time.monotonic())
        yield
    yield from until("the drawn frame", module("viewport.preview").is_drawn)
    picture("preview")
    difference = shown(module("viewport.preview").current(), "preview")
    print(f"session: the drawn preview differs from its frame by {difference:.3f}")
    assert difference < 0.06, difference
    longest = max(after - before for before, after in itertools.pairwise(times))
    print(f"session: {len(times)} previews, at most {longest:.1f} s apart")
    assert longest < BETWEEN_PREVIEWS, longest
    yield from press_cancel()
    assert module("viewport.preview").current() is None
    picture("cancelled")


def finishing() -> Steps:
    """The object comes at the cursor, but not while the artist is in another mode; undo and redo work."""
    window().scene.propsmith.watch = "PICTURE"
    window().scene.cursor.location = (1.0, 2.0, 0.5)
    window().view_layer.objects.active = window().scene.objects["Cube"]
    before = set(window().scene.objects.keys())
    yield from press_generate()
    yield from until("most of the steps", lambda: driver().status.factor > 0.5)
    yield from until(
        "the drawn frame", lambda: module("viewport.live_view").is_drawn() or module("viewport.preview").is_drawn()
    )
    picture("running")
    move(centre())
    yield
    tap("TAB", centre())
    yield from soon("Edit Mode", lambda: bpy.context.mode == "EDIT_MESH")
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
    assert window().view_layer.objects.active.name == "Cube", "the artist's active object was taken away"
    window().scene.objects["Cube"].hide_set(True)
    viewport().spaces.active.shading.type = "MATERIAL"
    viewport().spaces.active.region_3d.view_location = prop.matrix_world.translation
    viewport().spaces.active.region_3d.view_distance = 3
    for _ in range(20):  # shaders are compiled
        yield
    picture("object")
    tap("Z", centre(), ctrl=True)
    yield from soon("undo", lambda: "Red Mushroom" not in window().scene.objects)
    assert set(window().scene.objects.keys()) == before
    tap("Z", centre(), ctrl=True, shift=True)
    yield from soon("redo", lambda: "Red Mushroom" in window().scene.objects)
    module("scene.import_prop").select(window().view_layer, window().scene.objects["Red Mushroom"])


def reloading() -> Steps:
    """The saved file has the prop with its picture, and what it was made from; of that it is made anew in its place."""
    tap("S", centre(), ctrl=True)
    yield from choose_file("saved.blend", "save")
    yield from soon("the file", lambda: Path(bpy.data.filepath).name == "saved.blend")
    tap("X", centre())  # the saved file still has it
    yield
    tap("RET", centre())
    yield from soon("the prop's end", lambda: "Red Mushroom" not in window().scene.objects)
    yield from find("revert")
    yield
    tap("RET", centre())
    yield from soon("the saved file", lambda: "Red Mushroom" in window().scene.objects)
    yield
    prop = window().scene.objects["Red Mushroom"]
    assert tuple(prop.location) == (1.0, 2.0, 0.5) and prop["propsmith_prompt"] == "a red mushroom"
    assert all(image.has_data and image.packed_file for image in bpy.data.images if "Mushroom" in image.name)
    picture("reloaded")
    prop.data["before"] = True
    move(centre())
    yield
    tap("RIGHTMOUSE", centre())
    for _ in range(3):
        yield
    picture("menu")
    tap("ESC", centre())
    yield
    viewport().spaces.active.shading.type = "SOLID"  # the processor has more to do than to draw materials
    yield from find("regenerate this object")
    yield from soon("the start of the job", driver().is_running)
    yield from until("the new shape", lambda: not driver().is_running())
    assert not driver().status.error, driver().status.error
    prop = window().scene.objects["Red Mushroom"]
    assert "before" not in prop.data and tuple(prop.location) == (1.0, 2.0, 0.5)
    assert "Red Mushroom.001" not in window().scene.objects
    picture("again")


def killing_the_worker() -> Steps:
    """A killed worker leaves one line and a panel that goes on."""
    window().scene.propsmith.seed = 1
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


def queueing() -> Steps:
    """Props are added while one is made, paused, and made in their order; no callback takes long."""
    times = measure(PACKAGE)
    idle = measure_gaps()
    yield from open_sidebar()
    yield from write("a red mushroom", row(PROMPT))
    window().scene.propsmith.preset = PRESET
    for _ in range(30):
        yield
    idle = idle()
    window().scene.propsmith.seed = 20
    yield from press_generate()
    busy = measure_gaps()
    for seed in (21, 22):
        window().scene.propsmith.seed = seed
        yield from click(row(BUTTON))
    assert len(driver().queue.waiting) == 2, driver().status
    yield from until("a step", lambda: driver().status.seconds_left is not None)
    yield from until("the list", lambda: phases() == ["RUNNING", "WAITING", "WAITING"])
    picture("queue")
    yield from click(row(STOPPERS, 0.75))
    yield from until("the pause", lambda: not driver().is_running())
    yield from until("the list", lambda: phases() == ["WAITING"] * 3)
    picture("paused")
    yield from click(row(STOPPERS, 0.75))
    yield from until("the step that it stood at", lambda: driver().status.seconds_left is not None)
    yield from until("all props", lambda: not driver().is_running())
    assert not driver().status.error, driver().status
    yield from until("the list", lambda: phases() == ["DONE"] * 3)
    assert [name for name in sorted(window().scene.objects.keys()) if "Mushroom" in name] == [
        "Red Mushroom", "Red Mushroom.001", "Red Mushroom.002",
    ]  # fmt: skip
    for _ in range(5):  # thumbnails are read
        yield
    picture("jobs")
    report("gaps between timer calls without a job", idle)
    report("gaps between timer calls with jobs", busy())
    report_calls(times)
    for drawn in DRAWN:
        del times[drawn]
    calls = [call for each in times.values() for call in each]
    clock, processor = zip(*calls, strict=True)
    assert report("timers and panels, on the processor", processor) <= 0.016 and max(processor) <= 0.05
    assert report("timers and panels", clock) <= 0.05  # a higher limit, because other processes may interrupt


def phases() -> list[str]:
    """Returns the phases of the first three jobs in the list. Jobs of other scenarios follow."""
    return [job.phase for job in bpy.context.window_manager.propsmith_jobs][:3]


def prepare() -> None:
    preferences = bpy.context.preferences
    preferences.view.show_splash = False
    preferences.view.smooth_view = 0
    preferences.system.viewport_aa = "OFF"  # each sample would draw the whole window again on the CPU
    preferences.view.use_save_prompt = False
    preferences.view.filebrowser_display_type = "SCREEN"  # not in a separate window
    if PACKAGE not in preferences.addons:
        return
    settings = module("settings.properties").Settings
    request = settings.request
    prior = "dirac" if sys.argv[-1] in QUICK else PRIOR
    settings.request = lambda self, **given: request(self, **{**given, "prior": prior})


def rest() -> float:
    """Sleeps for REST. Blender itself does not do so while events are simulated, and would use a whole core."""
    time.sleep(REST)
    return 0.0


def play(scenario: Steps, name: str) -> None:
    """Plays a scenario from a timer and exits Blender with 0 or 1. A failure saves a screenshot, `name`-failure.png."""

    def step() -> float:
        try:
            next(scenario)
            return PAUSE
        except StopIteration:
            code = 0
        except BaseException:
            traceback.print_exc()
            picture(f"{name}-failure")
            code = 1
        sys.stdout.flush()
        os._exit(code)

    bpy.app.timers.register(rest, persistent=True)
    bpy.app.timers.register(step, first_interval=2.0, persistent=True)


if __name__ == "__main__":
    prepare()
    scenarios = (
        *(installing, artist, previewing, arriving, queueing, watched, choosing, farming, listing, panel, writing),
        *(dressing, texturing, setting_up, waiting),
    )
    play({each.__name__: each for each in scenarios}[sys.argv[-1]](), sys.argv[-1])
