"""What the panels say, and that they hold still: drawn without a window."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from types import ModuleType, SimpleNamespace

import bpy
import pytest
from paper import Paper, drawn
from real_worker import start, tick_until


@pytest.mark.parametrize("ui_scale", [1.0, 2.0])
def test_text_is_broken_where_its_own_width_ends_and_no_word_is_lost(extension: None, ui_scale: float) -> None:
    from propsmith.panels import text

    style = SimpleNamespace(widget=SimpleNamespace(points=11))
    preferences = SimpleNamespace(ui_styles=[style], system=SimpleNamespace(ui_scale=ui_scale))
    region = SimpleNamespace(width=280 * ui_scale, type="UI")
    context = SimpleNamespace(preferences=preferences, region=region)
    measure, room = text._measure(context), text._room(context)
    assert measure("WWWW") > 2 * measure("iiii") > 0
    for said in (
        "Cancelled at step 34: Resume goes on with it",
        "iiiiiiiii " * 30,
        "WWWWWW WWWWWWWWW " * 8,
        f"The worker stopped: see /home/{'very-long-name/' * 9}log.txt",
    ):
        lines = text.wrapped(said, room, measure)
        assert all(0 < measure(line) <= room for line in lines), lines
        assert "".join(lines).replace(" ", "") == said.replace(" ", "")
        fits = [measure(f"{line} {after.split()[0]}") > room for line, after in pairwise(lines)]
        assert all(fits), "a line was broken before its room was used"


def area(*views: tuple[int, int, int, int]) -> SimpleNamespace:
    """A viewport whose views are at x and y, so wide and high."""
    kinds = [("TOOLS", (0, 0, 50, 800)), *(("WINDOW", view) for view in views)]
    regions = [
        SimpleNamespace(type=kind, x=x, y=y, width=width, height=height) for kind, (x, y, width, height) in kinds
    ]
    return SimpleNamespace(regions=regions, height=800)


@pytest.mark.parametrize(
    "views",
    [
        [(0, 0, 1200, 800)],
        [(0, 0, 600, 400), (0, 400, 600, 400), (600, 0, 600, 400), (600, 400, 600, 400)],
        [(600, 150, 300, 150), (0, 150, 600, 150), (0, 0, 600, 150), (600, 0, 600, 150)],
    ],
)
def test_of_four_views_the_lower_left_one_alone_has_the_picture_and_it_fits(extension: None, views: list) -> None:
    from propsmith.operators.viewport import preview

    viewport = area(*views)
    region = preview.corner(viewport)
    assert (region.x, region.y) == (0, 0)
    left, bottom, side = preview.place(viewport)
    assert left >= 50 and side >= 1
    assert left + side <= region.width and bottom + side <= max(region.height, bottom + 1)


@pytest.mark.parametrize("speed", [4.0, 0.1])
def test_the_plot_speaks_the_artist_s_language_with_glyphs_that_are_ready(extension: None, speed: float) -> None:
    from propsmith.nerf_sds.jobs.protocol import Progress
    from propsmith.operators.translations import translate
    from propsmith.operators.viewport import preview, progress_plot

    english = progress_plot.line(Progress(30, 60, speed, 12.0, 1.0))
    said = {translate(text, "ru") for text in (english, "0:12 left", "Step 30")}
    ready = {*"0123456789.", *"".join(translate(text, "ru") for text in preview._WRITTEN)}
    assert not [letter for text in said for letter in text if letter in "abcdefghijklmnopqrstuvwxyz"]
    assert {*"".join(said)} <= ready


def test_the_lists_say_what_the_number_beside_a_prop_is(extension: None) -> None:
    from propsmith.panels.jobs import PROPSMITH_UL_jobs
    from propsmith.panels.many_props import PROPSMITH_UL_rows

    job = bpy.context.window_manager.propsmith_jobs.add()
    job.name, job.prompt, job.seed, job.phase = "a-red-mug-7", "a red mug", 7, "DONE"
    row = bpy.context.scene.propsmith_list.rows.add()
    said = [
        [thing.text for thing in listed.all()]
        for listed in (_line(PROPSMITH_UL_jobs, job), _line(PROPSMITH_UL_rows, row))
    ]
    row.count = 3
    said.append([thing.text for thing in _line(PROPSMITH_UL_rows, row).all()])
    assert [line[-1] for line in said] == ["seed 7", "seed 0", "3 props"]
    bpy.context.window_manager.propsmith_jobs.clear()
    bpy.context.scene.propsmith_list.rows.clear()


def _line(kind: type, item: object) -> Paper:
    layout = Paper()
    kind.draw_item(SimpleNamespace(), bpy.context, layout, None, item, 0, None, "")
    return layout


def test_a_name_in_the_menu_says_by_itself_what_it_does_and_no_part_is_long(extension: None) -> None:
    """A search shows the names of a menu among all of Blender's."""
    from propsmith.panels import menus

    assert [thing.what for thing in drawn(menus.PROPSMITH_MT_verbs).all()][:4] == [
        part.__name__ for part in menus.PARTS
    ]
    named = [thing.text for part in menus.PARTS for thing in drawn(part).all()]
    assert len(set(named)) == len(named), "two entries have the same name"
    assert [name for name in named if len(name.split()) < 3 and name != "Restore Placeholders"] == []
    assert max(len(part.entries) for part in menus.PARTS) <= 15


def test_what_an_entry_of_the_menu_gives_its_verb_is_a_property_of_it(extension: None) -> None:
    from propsmith.panels import menus

    for entry in (entry for part in menus.PARTS for entry in part.entries):
        package, _, name = entry.verb.bl_idname.partition(".")
        known = getattr(getattr(bpy.ops, package), name).get_rna_type().properties.keys()
        assert {*entry.given} <= {*known} and (not entry.choice or entry.choice in known), entry


@pytest.fixture
def at_rest(driver: ModuleType) -> Iterator[ModuleType]:
    """With an interpreter and a prompt, so that all buttons are there."""
    bpy.context.scene.propsmith.prompt = "a red mug"
    yield driver


class Working:
    """A backend that makes something."""

    jobs: tuple = ()
    places: tuple = ()
    draws = True

    def __bool__(self) -> bool:
        return True

    def leave(self) -> None:
        """Nobody has to be told."""


def test_nothing_moves_when_a_job_starts_and_cancel_stands_where_nothing_else_ever_does(
    at_rest: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from propsmith.nerf_sds.config import Request
    from propsmith.nerf_sds.jobs.protocol import Entered, Progress, Started
    from propsmith.operators.queue.backend import Backend
    from propsmith.panels.sidebar import PROPSMITH_PT_sidebar

    status = at_rest.status
    idle = drawn(PROPSMITH_PT_sidebar)
    bpy.context.scene.propsmith.prompt = ""
    pictures = [idle, drawn(PROPSMITH_PT_sidebar)]
    bpy.context.scene.propsmith.prompt = "a red mug"
    monkeypatch.setattr(at_rest, "backend", Working())
    status.begin({tmp_path: Request("a red mug")}, "Loading the diffusion model")
    making = status.making[tmp_path]
    for event in (
        Started(9, "cpu", "float32"),
        Progress(4, 9, 1.0, 5.0, 1.0),
        Progress(9, 9, 1.0, 0.0, 1.0),
        Entered("Baking the texture"),
    ):
        making.hear(event)
        pictures.append(drawn(PROPSMITH_PT_sidebar))
    status.notice("something")
    pictures.append(drawn(PROPSMITH_PT_sidebar))
    monkeypatch.setattr(at_rest, "backend", Backend())
    status.making.clear()
    status.error = "a long error " * 20
    pictures.append(drawn(PROPSMITH_PT_sidebar))
    start(at_rest)
    at_rest.queue.hold()
    pictures.append(drawn(PROPSMITH_PT_sidebar))
    places = [{thing.what: thing.top for thing in picture.all()} for picture in pictures]
    for place in places:
        cancels = [top for what, top in place.items() if "cancel" in what]
        others = [
            top
            for what, top in place.items()
            if "cancel" not in what and what != "propsmith.pause" and what != "propsmith.run_queue"
        ]
        assert len(cancels) == 1 and cancels[0] not in others
        assert {what: top for what, top in place.items() if what in places[0]} == {
            what: top for what, top in places[0].items() if what in place
        }
    assert len({picture.height for picture in pictures}) == 1
    bars = [[thing.factor for thing in picture.all() if thing.what == "progress"] for picture in pictures]
    assert all(len(bar) == 1 for bar in bars)


def test_one_bar_goes_from_the_press_to_the_scene_and_its_time_is_that_of_the_whole(
    extension: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    from propsmith.nerf_sds.jobs.protocol import Entered, Progress, Started
    from propsmith.nerf_sds.jobs.timing_history import Took
    from propsmith.operators.queue import status

    clock = [100.0]
    monkeypatch.setattr(status.time, "monotonic", lambda: clock[0])
    making = status.Making("Loading the diffusion model", Took(seconds=40.0, finishing=10.0))
    told = [(making.factor, making.seconds_left)]
    for event in (Started(60, "cpu", "float32"), Progress(30, 60, 2.0, 15.0, 1.0), Progress(60, 60, 2.0, 0.0, 1.0)):
        making.hear(event)
        told.append((making.factor, making.seconds_left))
    for title, now in (("Extracting the mesh", 101.0), ("Baking the texture", 104.0), ("Writing the result", 108.0)):
        clock[0] = now
        making.hear(Entered(title))
        told.append((making.factor, making.seconds_left))
    factors = [factor for factor, _ in told]
    assert factors == sorted(factors) and factors[3] == pytest.approx(0.75, abs=0.01) and factors[-1] < status.ALMOST
    assert [left for _, left in told] == [None, None, 25.0, 10.0, 9.0, 6.0, 2.0]
    assert making.line == "Writing the result: 94%, 0:02 left"
    clock[0] = 115.0  # it takes longer than such props did before
    assert making.seconds_left is None and making.factor == status.ALMOST
    assert making.line == "Writing the result: 99%"


def test_a_finished_prop_is_on_the_bar_until_it_is_in_the_scene(driver: ModuleType) -> None:
    from propsmith.operators.queue.status import ALMOST
    from propsmith.panels import progress

    start(driver)
    seen = []
    tick_until(driver, lambda: seen.append((progress.line(), progress.factor())) or not driver.is_running())
    factors = [factor for _, factor in seen[:-1]]
    assert factors == sorted(factors)
    assert ("Placing", ALMOST) in seen
    assert seen[-1] == ("Nothing is being made", 0.0)


def test_an_error_goes_with_an_edit_of_the_prompt_with_another_file_and_with_the_next_success(
    driver: ModuleType,
) -> None:
    from propsmith.panels.progress import PROPSMITH_PT_messages

    def edit() -> None:
        bpy.context.scene.propsmith.prompt = "a blue mug"

    def load() -> None:
        bpy.ops.wm.read_homefile(use_empty=True, use_factory_startup=True)

    def succeed() -> None:
        driver.status.succeed("Red Mug")

    for go_on in (edit, load, succeed):
        driver.status.fail("The worker was killed")
        assert PROPSMITH_PT_messages.poll(bpy.context)
        go_on()
        assert not driver.status.error and not PROPSMITH_PT_messages.poll(bpy.context), go_on
    assert len(driver.status.failures) == 3, "a script has to hear of them"


def test_a_preset_says_how_long_it_took_on_this_machine(driver: ModuleType, tmp_path: Path) -> None:
    from propsmith.nerf_sds.config import Request
    from propsmith.nerf_sds.jobs import job_folder
    from propsmith.nerf_sds.jobs.protocol import Done, Started, encode
    from propsmith.operators.queue import durations
    from propsmith.panels import quality

    assert quality.title(bpy.context, "sketch") == "Sketch"
    for seed, seconds in enumerate((18.0, 20.0, 200.0)):
        request = Request("a red mug", preset="sketch", seed=seed)
        place = job_folder.new_folder(tmp_path, request)
        job_folder.create(place, request)
        events = (Started(60, "cpu", "float32"), Done(seconds, finishing=seconds / 4))
        (place / job_folder.EVENTS).write_text("".join(encode(event) + "\n" for event in events))
    durations.keep_fresh(tmp_path, 1)
    durations._reader.join(10)
    assert quality.title(bpy.context, "sketch") == "Sketch, 20 s"
    assert quality.title(bpy.context, "standard") == "Standard"
    shown = [thing.text for thing in drawn(quality.PROPSMITH_MT_quality).all()]
    assert shown[:3] == ["Sketch, 20 s", "Draft", "Standard"]
    assert durations.expected(Request("a blue mug", preset="sketch")) == durations.Took(20.0, 5.0)
    assert durations.expected(Request("a blue mug")).finishing > 5
