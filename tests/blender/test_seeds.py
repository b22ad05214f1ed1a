"""Choosing before minutes are spent: the concept, and seeds side by side."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import bpy
import pytest


@pytest.fixture
def dirac(driver: ModuleType) -> Iterator[ModuleType]:
    """With the prior whose every prompt means one red picture."""
    preferences = bpy.context.preferences.addons["propsmith"].preferences
    preferences.model = "dirac"
    yield driver
    preferences.model = "world"


def test_a_script_gets_a_picture_and_no_object_and_closes_it_while_its_file_stays(
    dirac: ModuleType, tmp_path: Path
) -> None:
    from propsmith.operators import concept
    from propsmith.panels.concept import PROPSMITH_PT_concept

    assert bpy.ops.propsmith.concept(prompt="a red ball", filepath=str(tmp_path / "ball.png")) == {"FINISHED"}
    image = bpy.data.images.load(str(tmp_path / "ball.png"))
    assert image.size[:] == (512, 512)
    assert concept.line().startswith("Drawn in ") and concept.picture == tmp_path / "ball.png"
    assert not bpy.context.scene.objects and not dirac.queue.waiting
    assert PROPSMITH_PT_concept.poll(bpy.context)
    assert bpy.ops.propsmith.close_concept() == {"FINISHED"}
    assert not PROPSMITH_PT_concept.poll(bpy.context) and concept.line() == ""
    assert not bpy.ops.propsmith.close_concept.poll()
    assert (tmp_path / "ball.png").is_file()


def test_stopping_ends_the_worker_and_the_next_concept_is_drawn(
    dirac: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    from propsmith.operators import concept
    from propsmith.operators.queue import background

    def stop(task: background.Task) -> None:
        assert not concept.PROPSMITH_OT_concept.poll(bpy.context)
        assert bpy.ops.propsmith.stop_concept() == {"FINISHED"}
        task._thread.join(5)

    with monkeypatch.context() as patch:
        patch.setattr(background.Task, "wait", stop)
        bpy.ops.propsmith.concept(prompt="a red ball")
    assert not concept.is_drawing() and not concept.picture.is_file() and not concept.drawing.error
    assert bpy.ops.propsmith.concept(prompt="a red ball") == {"FINISHED"}
    assert concept.picture.is_file()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ({"prompt": ""}, "The prompt is empty"),
        ({"prompt": "dark blue", "prior": "world"}, "names no thing"),
        ({"prompt": "a red ball", "filepath": "ball.jpg"}, "name a .png file"),
    ],
)
def test_a_concept_that_cannot_be_drawn_is_refused_in_one_line(dirac: ModuleType, arguments: dict, said: str) -> None:
    with pytest.raises(RuntimeError, match=said) as refused:
        bpy.ops.propsmith.concept(**arguments)
    assert len(str(refused.value).strip().splitlines()) == 1


def seeds_of(job_list: ModuleType) -> dict[int, object]:
    job_list.refresh()
    return {job.seed: job for job in bpy.context.window_manager.propsmith_jobs if job.exploration}


@pytest.fixture
def tiny(monkeypatch: pytest.MonkeyPatch) -> None:
    """Runs of four steps, and a picked one of six."""
    from propsmith.nerf_sds.jobs import exploration

    def of_steps(request: object, steps: int) -> object:
        rough = {"mesh_resolution": 48, "texture_size": 64, "faces": 500}
        return replace(request, overrides={"stages": [[16, steps, 16, 16]], **rough})

    requests, picked = exploration.requests, exploration.picked
    monkeypatch.setattr(
        exploration, "requests", lambda wanted, count: [of_steps(each, 4) for each in requests(wanted, count)]
    )
    monkeypatch.setattr(exploration, "picked", lambda folder: of_steps(picked(folder), 6))


def test_a_script_explores_and_only_the_best_goes_on_and_is_placed(dirac: ModuleType, tiny: None) -> None:
    from propsmith.nerf_sds.jobs import job_folder
    from propsmith.nerf_sds.jobs.protocol import Started
    from propsmith.operators import explore
    from propsmith.operators.queue import job_list

    arguments = {"prompt": "a red ball", "seed": 4, "preset": "draft"}
    assert bpy.ops.propsmith.explore(**arguments, seeds=2, pick_best=True) == {"FINISHED"}
    assert [*bpy.context.scene.objects.keys()] == ["Red Ball"]
    runs = seeds_of(job_list)
    assert sorted(runs) == [4, 5] and all(job.scored and job.phase == "DONE" for job in runs.values())
    gallery = explore.shown(bpy.context)
    assert gallery[0].score >= gallery[1].score and [job.picked for job in gallery] == [True, False]
    made = next(job for job in bpy.context.window_manager.propsmith_jobs if not job.exploration)
    events = job_folder.read_events(dirac.folder() / made.name)
    assert next(event for event in events if isinstance(event, Started)).first_step == 4, "it starts at the checkpoint"
    assert made.preset == "draft" and made.seed == gallery[0].seed


def test_after_a_crash_the_runs_go_on_still_belong_together_and_are_not_placed(dirac: ModuleType, tiny: None) -> None:
    from propsmith.operators import explore
    from propsmith.operators.queue import job_list

    assert bpy.ops.propsmith.explore(prompt="a red ball", seeds=2, wait=False) == {"FINISHED"}
    dirac.close()  # what a killed Blender leaves: the folders alone
    assert {job.phase for job in seeds_of(job_list).values()} == {"LEFT"}
    assert bpy.ops.propsmith.resume_left() == {"FINISHED"}
    runs = seeds_of(job_list)
    assert {job.phase for job in runs.values()} == {"DONE"} and len({job.exploration for job in runs.values()}) == 1
    assert not bpy.context.scene.objects
    assert bpy.ops.propsmith.pick(job=runs[1].name) == {"FINISHED"}
    assert [*bpy.context.scene.objects.keys()] == ["Red Ball"]
    assert bpy.ops.propsmith.delete_unpicked(job=runs[0].name) == {"FINISHED"}
    assert [*seeds_of(job_list)] == [1] and [job.seed for job in explore.shown(bpy.context)] == [1]
    with pytest.raises(RuntimeError, match="All runs of this exploration were picked"):
        bpy.ops.propsmith.delete_unpicked(job=explore.shown(bpy.context)[0].name)
