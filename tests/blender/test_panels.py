"""What the panels say, and that they hold still: drawn without a window."""

from __future__ import annotations

from itertools import pairwise
from types import SimpleNamespace

import bpy
import pytest
from paper import Paper, drawn


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
    from propsmith.operators import preview

    viewport = area(*views)
    region = preview.corner(viewport)
    assert (region.x, region.y) == (0, 0)
    left, bottom, side = preview.place(viewport)
    assert left >= 50 and side >= 1
    assert left + side <= region.width and bottom + side <= max(region.height, bottom + 1)


@pytest.mark.parametrize("speed", [4.0, 0.1])
def test_the_plot_speaks_the_artist_s_language_with_glyphs_that_are_ready(extension: None, speed: float) -> None:
    from propsmith.nerf_sds.protocol import Progress
    from propsmith.operators import preview, progress_plot
    from propsmith.operators.translations import translate

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
