"""The button's verbs without a window, against a real worker: PROPSMITH_TEST_WORKER_PYTHON, else the installed engine.

The closed-form prior stands in for a diffusion model, so that no weights are needed and a run takes seconds.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from types import ModuleType

import bpy
import pytest
from real_worker import PROP, name_worker, start, tick_until


def refusal(**given: object) -> str:
    """The one line with which Generate refuses."""
    with pytest.raises(RuntimeError) as refused:
        bpy.ops.propsmith.generate(**given)
    lines = str(refused.value).strip().splitlines()
    assert len(lines) == 1, lines
    return lines[0]


@pytest.mark.usefixtures("quick")
def test_generate_makes_an_object_and_resume_places_it_again(driver: ModuleType) -> None:
    bpy.context.scene.cursor.location = (1, 2, 3)
    assert bpy.ops.propsmith.generate(**PROP, seed=3, size=0.5) == {"FINISHED"}
    ball = bpy.context.object
    assert ball.name == driver.status.result == "Red Ball"
    assert tuple(ball.location) == (1, 2, 3)
    assert max(ball.dimensions) == pytest.approx(0.5, rel=0.01)
    assert (ball["propsmith_prompt"], ball["propsmith_seed"]) == ("a red ball", 3)
    assert not driver.is_running()

    assert bpy.ops.propsmith.resume() == {"FINISHED"}
    assert bpy.context.object.name == "Red Ball.001"


def test_what_is_not_given_comes_from_the_scene(extension: None) -> None:
    settings = bpy.context.scene.propsmith
    settings.prompt, settings.seed, settings.preset, settings.size = "a blue mug", 5, "draft", 2.0
    request = settings.request(seed=6)
    assert (request.prompt, request.seed, request.preset, request.size) == ("a blue mug", 6, "draft", 2.0)


def test_the_settings_start_with_the_engines_defaults(driver: ModuleType) -> None:
    from propsmith.nerf_sds.config import Request

    assert bpy.context.scene.propsmith.request(prompt="a mug") == Request("a mug")


@pytest.mark.parametrize("prompt", ["", "   ", "a bell\x07", "x" * 301])
def test_a_prompt_that_says_nothing_is_refused(driver: ModuleType, tmp_path: Path, prompt: str) -> None:
    assert "prompt" in refusal(**PROP | {"prompt": prompt})
    assert "prompt" in driver.status.error
    assert not list(tmp_path.iterdir())


def test_a_prompt_that_names_no_thing_is_refused(driver: ModuleType, tmp_path: Path) -> None:
    assert "names no thing" in refusal(prompt="dark blue")
    assert not list(tmp_path.iterdir())


@pytest.mark.usefixtures("quick")
def test_the_preferences_choose_the_diffusion_model(driver: ModuleType, tmp_path: Path) -> None:
    preferences = bpy.context.preferences.addons["propsmith"].preferences
    assert preferences.model == "world"
    preferences.model = "some/model"
    try:
        assert "some/model is not on this machine" in refusal(prompt="a red ball")
        preferences.model = str(tmp_path)
        assert "model_index.json is missing" in refusal(prompt="a red ball")
        assert not [*tmp_path.glob("*ball*")]
        preferences.model = "dirac"
        assert bpy.ops.propsmith.generate(prompt="a red ball", preset="sketch") == {"FINISHED"}
    finally:
        preferences.model = "world"


def test_preferences_that_name_the_model_that_shipped_before_mean_the_shipped_one(driver: ModuleType) -> None:
    from propsmith.operators.settings import diffusion_model

    preferences = bpy.context.preferences.addons["propsmith"].preferences
    preferences.model = "toybox"
    try:
        assert diffusion_model.chosen(bpy.context) == "world"
        assert diffusion_model.obstacle(bpy.context) == ""
    finally:
        preferences.model = "world"


@pytest.mark.usefixtures("quick")
def test_an_unfinished_job_of_the_model_that_shipped_before_is_not_resumed(driver: ModuleType, tmp_path: Path) -> None:
    from propsmith.nerf_sds.config import Request
    from propsmith.nerf_sds.jobs import job_folder

    job_folder.create(tmp_path / "old", Request("a red mug", prior="toybox"))
    with pytest.raises(ValueError, match="toybox is no longer in Propsmith: make the prop anew with world"):
        driver.resume(Path("python"), tmp_path / "old")


def test_a_licence_is_accepted_once(driver: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PROPSMITH_HOME", str(tmp_path / "home"))
    preferences = bpy.context.preferences.addons["propsmith"].preferences
    preferences.model = "if-i-m"
    try:
        assert "for research only" in refusal(prompt="a red ball")
        assert bpy.ops.propsmith.accept_licence() == {"FINISHED"}
        assert not bpy.ops.propsmith.accept_licence.poll()
        assert "for research only" not in refusal(prompt="a red ball")
    finally:
        preferences.model = "world"


@pytest.mark.any_blender
@pytest.mark.usefixtures("quick")
def test_the_same_prop_is_refused_while_it_is_made(driver: ModuleType) -> None:
    start(driver)
    assert "choose another seed" in refusal(**PROP)
    assert driver.is_running()


@pytest.mark.parametrize(
    ("python", "said"),
    [("/nowhere/python", "There is no /nowhere/python"), (sys.prefix + "/pyvenv.cfg", "choose another"), ("false", "")],
)
def test_a_wrong_worker_python_is_refused(driver: ModuleType, tmp_path: Path, python: str, said: str) -> None:
    if python == "false":
        python = str(tmp_path / "python")
        Path(python).write_text("#!/bin/sh\nexit 1\n")
        Path(python).chmod(0o755)
    name_worker(python)
    assert said in refusal(**PROP)
    assert not driver.is_running()


def test_jobs_that_cannot_be_written_are_refused(driver: ModuleType, tmp_path: Path, monkeypatch) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setattr(driver, "folder", lambda: tmp_path / "file")
    assert "choose another" in refusal(**PROP)
    assert not driver.is_running()


def test_nothing_to_resume_is_one_line(driver: ModuleType) -> None:
    with pytest.raises(RuntimeError, match="There is no prop to go on with"):
        bpy.ops.propsmith.resume()


@pytest.mark.any_blender
def test_a_killed_worker_is_one_line_and_the_next_job_starts(driver: ModuleType) -> None:
    start(driver, lasting=True)
    tick_until(driver, lambda: driver.status.seconds_left is not None)
    os.kill(driver.backend.jobs[0].pid, signal.SIGKILL)
    tick_until(driver, lambda: not driver.is_running())
    assert "killed" in driver.status.error
    assert "\n" not in driver.status.error
    start(driver, seed=1)
    assert driver.is_running()
    assert not driver.status.error


@pytest.mark.any_blender
def test_cancel_ends_the_job_without_an_error_and_resume_goes_on(driver: ModuleType) -> None:
    start(driver, lasting=True)
    tick_until(driver, lambda: driver.status.seconds_left is not None)
    assert bpy.ops.propsmith.cancel() == {"FINISHED"}
    tick_until(driver, lambda: not driver.is_running())
    assert not driver.status.error
    assert "Cancelled at step" in driver.status.notices[-1]

    assert bpy.ops.propsmith.resume() == {"FINISHED"}
    assert bpy.context.object.name == "Red Ball"


@pytest.mark.any_blender
def test_an_error_in_the_timer_ends_the_job_and_is_told(driver: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    def break_down(*_: object) -> None:
        raise ZeroDivisionError("something nobody thought of")

    start(driver)
    tick_until(driver, lambda: driver.backend)
    (job,) = driver.backend.jobs
    monkeypatch.setattr(driver.hearing, "hear", break_down)
    tick_until(driver, lambda: not driver.is_running())
    assert "something nobody thought of" in driver.status.error
    assert job.wait(10)


def test_a_script_in_another_mode_is_refused(driver: ModuleType) -> None:
    bpy.context.scene.collection.objects.link(bpy.data.objects.new("Mesh", bpy.data.meshes.new("Mesh")))
    bpy.context.view_layer.objects.active = bpy.data.objects["Mesh"]
    bpy.ops.object.mode_set(mode="EDIT")
    assert "Object Mode" in refusal(**PROP)


def test_check_says_whether_the_worker_python_will_do(driver: ModuleType) -> None:
    assert bpy.ops.propsmith.check() == {"FINISHED"}
    name_worker("/nowhere/python")
    with pytest.raises(RuntimeError, match="choose another worker Python"):
        bpy.ops.propsmith.check()


def test_an_engine_that_cannot_be_installed_is_one_line(
    driver: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from propsmith.nerf_sds.install.environment import engine_environment
    from propsmith.operators import environment

    (tmp_path / "file").touch()
    monkeypatch.setattr(bpy.context.preferences.system, "use_online_access", True)
    monkeypatch.setattr(environment, "engine", lambda: engine_environment(tmp_path / "file"))
    with pytest.raises(RuntimeError, match="cannot be installed in"):
        bpy.ops.propsmith.install()
    assert not environment.is_installing()
