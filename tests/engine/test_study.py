"""What a study plans: the same question gives the same props, under names that other studies share."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from nerf_sds import config
from nerf_sds.config import METHODS, SETTINGS, SHOWN
from nerf_sds.evaluation import study
from nerf_sds.evaluation.study import Task, Variant
from nerf_sds.image_text import OPTIMISED, SCORER
from nerf_sds.schedules import overridden


def test_a_draw_is_the_same_every_time_and_another_seed_draws_others() -> None:
    drawn = study.draw(24, 0)
    assert drawn == study.draw(24, 0) != study.draw(24, 1)
    assert len(set(drawn)) == 24
    assert study.draw(336, 0) != sorted(study.draw(336, 0))


def test_the_table_has_48_prompts_in_three_groups_that_take_turns() -> None:
    table = study.table()
    assert len(table) == 48 and [*table.values()][:3] == [*study.TABLE]
    variants = [study.ours(), study.without_normals()]
    tasks = study.plan([*table], [0], variants, "draft", "cpu", "world")
    assert len(tasks) == 96 and {task.request.prior for task in tasks} == {"world"}
    assert [task.hyperparameters["normals"] > 0 for task in tasks[:2]] == [True, False]


def test_captions_have_the_right_article() -> None:
    assert study.caption("mug", "red") == "a red mug"
    assert study.caption("mug", "orange") == "an orange mug"


@pytest.mark.parametrize("count", [0, 337])
def test_more_prompts_than_there_are_cannot_be_drawn(count: int) -> None:
    with pytest.raises(ValueError, match="1 to 336"):
        study.draw(count, 0)


def test_a_plan_is_prompts_by_seeds_by_variants_each_prop_once() -> None:
    variants = [study.ours(), *study.baselines()]
    tasks = study.plan(["a red mug", "a blue robot"], [0, 1], variants, "sketch", "cpu")
    assert len(tasks) == 4 * len(variants) == len({task.name for task in tasks})
    assert [task.request.prompt for task in tasks[: 2 * len(variants)]] == ["a red mug"] * 2 * len(variants)
    again = study.plan(["a red mug"], [1], [study.ours(), *study.ablation()], "sketch", "cpu")
    assert len(again) == 6  # the last row of the ablation is our own
    assert again[0].name in {task.name for task in tasks}


def test_a_task_has_another_name_under_other_hyperparameters(monkeypatch: pytest.MonkeyPatch) -> None:
    def name() -> str:
        return study.plan(["a red mug"], [0], [study.ours()], "sketch", "cpu")[0].name

    before = name()
    assert before.startswith("dreamfusion-a-red-mug-sketch-0-")
    monkeypatch.setitem(METHODS["dreamfusion"], "sketch", replace(config.PRESETS["sketch"], guidance_scale=9.0))
    assert name() != before


def test_a_job_that_the_worker_would_refuse_is_refused_before_anything_runs() -> None:
    with pytest.raises(ValueError, match="guidance_scale"):
        study.plan(["a red mug"], [0], [Variant("x", "dreamfusion", {"guidance": 3})], "sketch", "cpu")
    with pytest.raises(ValueError, match="names no thing"):
        study.plan(["red"], [0], [study.ours()], "sketch", "cpu")


def test_each_baseline_has_two_settings_that_are_not_the_same() -> None:
    assert {*METHODS} == {"dreamfusion", *SETTINGS} == {*study.TITLES}
    for method in SETTINGS:
        settings = [variant for variant in study.baselines() if variant.method == method]
        assert len(settings) == 2
        presets = {repr(overridden(METHODS[method]["draft"], variant.overrides)) for variant in settings}
        assert len(presets) == 2
    assert SCORER != OPTIMISED


def test_the_ablation_ends_where_the_preset_begins_and_changes_one_thing_a_row() -> None:
    rows = study.ablation()
    assert [len(row.overrides) for row in rows] == [6, 5, 4, 4, 4, 0]
    assert rows[-1].overrides == study.ours().overrides
    presets = [overridden(config.PRESETS["draft"], row.overrides) for row in rows]
    assert presets[0].elevation == (30.0, 30.0) != presets[1].elevation
    assert [preset.view_dependent for preset in presets] == [False, False, True, True, True, True]
    assert presets[2].unlit == 1.0 > presets[3].unlit
    assert presets[3].textureless == 0.0 < presets[4].textureless
    assert rows[-2].overrides == study.without_normals().overrides
    assert presets[4].normals == 0.0 < presets[5].normals
    for above, below in pairwise(rows):
        keys = above.overrides.keys() | below.overrides.keys()
        changed = {key for key in keys if above.overrides.get(key) != below.overrides.get(key)}
        assert changed in ({"elevation"}, {"view_dependent"}, {"unlit"}, {"textureless"}, {*SHOWN})


def test_a_variant_is_read_from_the_command_line() -> None:
    words = ["two views", "views=2", "timestep_range=[0.1, 0.9]", "view_dependent=false"]
    overrides = {"views": 2, "timestep_range": [0.1, 0.9], "view_dependent": False}
    assert study.variant(words) == Variant("two views", "dreamfusion", overrides)
    assert study.variant(["fields", "method=dream-fields"]) == Variant("fields", "dream-fields", {})
    for wrong in ("views", "views=two"):
        with pytest.raises(ValueError, match="KEY=VALUE"):
            study.variant(["x", wrong])


def test_a_variant_knows_its_records() -> None:
    task: Task = study.plan(["a red mug"], [0], [study.ablation()[0]], "sketch", "cpu")[0]
    record = {"method": task.request.method, "overrides": study.plain(task.request.overrides)}
    assert study.ablation()[0].is_of(record)
    assert not study.ours().is_of(record)
