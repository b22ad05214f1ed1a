"""The queue and the jobs of the past, through Blender's verbs and against a real worker; and what no accident takes."""

from __future__ import annotations

import io
import os
import shutil
import signal
import subprocess
import sys
from collections import namedtuple
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType

import bpy
import pytest
from real_worker import PROP, QUICK, name_worker, start, tick_until
from results import finish

OTHER_BLENDER = """
import importlib.util, os, signal, sys, time
from pathlib import Path
*places, first, last = sys.argv[sys.argv.index("--") + 1 :]
root, jobs_folder, python = map(Path, places)
sys.path[:0] = [str(root / "tests" / "blender")]
import bpy
spec = importlib.util.spec_from_file_location("propsmith", root / "__init__.py", submodule_search_locations=[str(root)])
propsmith = sys.modules["propsmith"] = importlib.util.module_from_spec(spec)
spec.loader.exec_module(propsmith)
bpy.context.preferences.addons.new().module = "propsmith"
propsmith.register()
from propsmith.operators.queue import driver
from real_worker import name_worker, start
name_worker(str(python))
driver.folder = lambda: jobs_folder
for seed in range(int(first), int(last)):
    start(driver, seed, lasting=seed == int(first))
while driver.status.seconds_left is None:
    driver.tick()
    time.sleep(0.05)
os.kill(driver.backend.jobs[0].pid, signal.SIGSTOP)  # so that it is not finished before this Blender is killed
print("running", flush=True)
while True:
    time.sleep(1)
"""


@contextmanager
def other_blender(folder: Path, seeds: range) -> Iterator[subprocess.Popen[str]]:
    """Another Blender on the same jobs folder, that makes the first of its jobs and has the others wait."""
    root = Path(__file__).parents[2]
    python = bpy.context.preferences.addons["propsmith"].preferences.worker_python
    arguments = [str(root), str(folder), python, str(seeds.start), str(seeds.stop)]
    program = [sys.executable, "-c"]
    if bpy.app.binary_path:  # not the module
        program = [bpy.app.binary_path, "-b", "--factory-startup", "--python-exit-code", "1", "--python-expr"]
    process = subprocess.Popen([*program, OTHER_BLENDER, "--", *arguments], stdout=subprocess.PIPE, text=True)
    assert process.stdout
    with process:
        while not (line := process.stdout.readline()).startswith("running"):
            assert line, "the other Blender ended"
        yield process
        process.kill()


pytestmark = pytest.mark.usefixtures("quick")


def listed() -> dict[int, str]:
    """Seed -> phase of all jobs, in the list's order."""
    assert bpy.ops.propsmith.list_jobs() == {"FINISHED"}
    return {job.seed: job.phase for job in bpy.context.window_manager.propsmith_jobs}


def job(seed: int) -> str:
    """The name of the job of a seed."""
    listed()
    return next(job.name for job in bpy.context.window_manager.propsmith_jobs if job.seed == seed)


def balls() -> list[int]:
    """The seeds of the objects, in the order of their making."""
    return [bpy.data.objects[name]["propsmith_seed"] for name in sorted(bpy.data.objects.keys())]


def test_what_is_added_while_a_prop_is_made_is_made_after_it_in_the_order_of_the_list(driver: ModuleType) -> None:
    for seed in (1, 2, 3):
        assert bpy.ops.propsmith.generate(**PROP, seed=seed, wait=False) == {"FINISHED"}
        driver.tick()
    assert listed() == {1: "RUNNING", 2: "WAITING", 3: "WAITING"}
    assert bpy.ops.propsmith.move_job(job=job(3), direction="UP") == {"FINISHED"}
    assert list(listed()) == [1, 3, 2]
    assert bpy.ops.propsmith.run_queue() == {"FINISHED"}
    assert balls() == [1, 3, 2]
    assert set(listed().values()) == {"DONE"}


def test_pause_keeps_what_was_optimised_and_continue_goes_on_with_it(driver: ModuleType) -> None:
    place = start(driver, lasting=True)
    tick_until(driver, lambda: driver.status.seconds_left is not None)
    assert bpy.ops.propsmith.pause() == {"FINISHED"}
    tick_until(driver, lambda: not driver.is_running())
    assert listed() == {0: "WAITING"}
    assert "Paused at step" in driver.status.notices[-1] and not driver.status.error

    from propsmith.nerf_sds.jobs import job_folder
    from propsmith.nerf_sds.jobs.protocol import Started

    assert job_folder.is_resumable(place)
    assert bpy.ops.propsmith.run_queue() == {"FINISHED"}
    started = [event for event in job_folder.read_events(place) if isinstance(event, Started)]
    assert [bool(event.first_step) for event in started] == [False, True]
    assert balls() == [0]


def test_one_or_all_are_cancelled_and_can_be_tried_again(driver: ModuleType) -> None:
    for seed in (1, 2, 3):
        start(driver, seed)
    assert bpy.ops.propsmith.cancel_job(job=job(2)) == {"FINISHED"}
    assert listed() == {1: "WAITING", 3: "WAITING", 2: "CANCELLED"}
    tick_until(driver, lambda: driver.backend)
    assert bpy.ops.propsmith.cancel_all() == {"FINISHED"}
    tick_until(driver, lambda: not driver.is_running())
    assert set(listed().values()) == {"CANCELLED"}
    with pytest.raises(RuntimeError, match="neither runs nor waits"):
        bpy.ops.propsmith.cancel_job(job=job(2))
    assert bpy.ops.propsmith.resume(job=job(2)) == {"FINISHED"}
    assert balls() == [2]


def test_a_killed_worker_fails_its_job_with_a_reason_and_the_next_one_is_made(driver: ModuleType) -> None:
    start(driver, 1, lasting=True)
    start(driver, 2)
    tick_until(driver, lambda: driver.status.seconds_left is not None)
    os.kill(driver.backend.jobs[0].pid, signal.SIGKILL)
    tick_until(driver, lambda: not driver.is_running())
    assert listed() == {1: "FAILED", 2: "DONE"} or listed() == {2: "DONE", 1: "FAILED"}
    failed = bpy.context.window_manager.propsmith_jobs[job(1)]
    assert "killed" in failed.reason and failed.reason == driver.status.failures[-1]
    assert not driver.status.error, "an error outlived the next success"
    assert bpy.ops.propsmith.resume(job=failed.name) == {"FINISHED"}
    assert balls() == [2, 1]


def test_where_nobody_reads_stderr_a_killed_worker_costs_its_own_job_alone(driver: ModuleType) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "wb", buffering=0) as unread, pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stderr", io.TextIOWrapper(unread, write_through=True))
        (start(driver, 1, lasting=True) / "log.txt").write_text("what the worker said\n")
        start(driver, 2)
        tick_until(driver, lambda: driver.status.seconds_left is not None)
        os.kill(driver.backend.jobs[0].pid, signal.SIGKILL)
        tick_until(driver, lambda: not driver.is_running())
    assert listed() == {1: "FAILED", 2: "DONE"} or listed() == {2: "DONE", 1: "FAILED"}


def test_a_removed_environment_holds_the_queue_and_continue_makes_what_waits(
    driver: ModuleType, tmp_path: Path
) -> None:
    real = bpy.context.preferences.addons["propsmith"].preferences.worker_python
    python = tmp_path / "python"
    python.write_text(f'#!/bin/sh\nexec {real} "$@"\n')
    python.chmod(0o755)
    name_worker(str(python))
    start(driver, 1)
    start(driver, 2)
    python.unlink()
    driver.tick()
    assert not driver.is_running()
    assert "choose another worker Python" in driver.status.error
    assert listed() == {1: "WAITING", 2: "WAITING"}
    with pytest.raises(RuntimeError, match="There is no"):
        bpy.ops.propsmith.run_queue()
    name_worker(real)
    assert bpy.ops.propsmith.run_queue() == {"FINISHED"}
    assert balls() == [1, 2]


def test_a_job_whose_folder_was_taken_away_ends_and_the_next_one_is_made(driver: ModuleType) -> None:
    shutil.rmtree(start(driver, 1))
    start(driver, 2)
    tick_until(driver, lambda: not driver.is_running())
    assert "not a folder of Propsmith's" in driver.status.failures[-1]
    assert balls() == [2] and not driver.queue.waiting


def test_a_full_disk_holds_the_queue_and_continue_makes_what_waits(
    driver: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    start(driver)
    usage = namedtuple("usage", "total used free")
    with monkeypatch.context() as full:
        full.setattr(shutil, "disk_usage", lambda _: usage(1, 1, 0))
        driver.tick()
    assert not driver.is_running()
    assert "make room" in driver.status.error
    assert listed() == {0: "WAITING"}
    assert bpy.ops.propsmith.run_queue() == {"FINISHED"}


def test_another_blender_s_jobs_are_shown_and_left_alone_until_it_is_killed(driver: ModuleType, tmp_path: Path) -> None:
    start(driver, 1)
    with other_blender(tmp_path, range(5, 7)) as other:
        assert listed() == {5: "RUNNING", 1: "WAITING", 6: "WAITING"}
        ours = {entry.seed: entry.ours for entry in bpy.context.window_manager.propsmith_jobs}
        assert ours == {1: True, 5: False, 6: False}
        for verb in (bpy.ops.propsmith.resume, bpy.ops.propsmith.cancel_job, bpy.ops.propsmith.delete_job):
            for seed in (5, 6):
                with pytest.raises(RuntimeError):
                    verb(job=job(seed))
        assert driver.queue.waiting == [tmp_path / job(1)]
        os.kill(other.pid, signal.SIGKILL)
        other.wait()
    tick_until(driver, lambda: listed() == {1: "DONE", 6: "LEFT", 5: "LEFT"})
    assert bpy.ops.propsmith.resume_left() == {"FINISHED"}
    assert balls() == [1, 5, 6], "not in the order in which the other Blender had them"


def test_what_is_finished_while_another_file_is_open_stays_in_its_folder(driver: ModuleType) -> None:
    start(driver)
    tick_until(driver, lambda: driver.backend)
    bpy.ops.wm.read_homefile(use_empty=True, use_factory_startup=True)
    tick_until(driver, lambda: not driver.is_running())
    assert not bpy.data.objects
    assert "another file" in driver.status.notices[-1]
    assert listed() == {0: "DONE"}
    assert bpy.ops.propsmith.resume(job=job(0)) == {"FINISHED"}
    assert balls() == [0]


def test_undo_while_a_prop_is_built_builds_it_anew(driver: ModuleType) -> None:
    from propsmith.operators.scene import placing

    start(driver)
    tick_until(driver, placing.is_building)
    bpy.ops.ed.undo_push(message="Something")
    bpy.ops.ed.undo_push(message="Something else")
    for _ in range(3):
        driver.tick()
    bpy.ops.ed.undo()
    assert not placing.is_building()
    tick_until(driver, lambda: not driver.is_running())
    assert driver.status.result in bpy.data.objects and not driver.status.error


def test_a_finished_prop_is_refined_in_a_job_of_its_own(driver: ModuleType) -> None:
    from propsmith.nerf_sds.jobs import job_folder
    from propsmith.nerf_sds.jobs.protocol import Started

    assert bpy.ops.propsmith.generate(**PROP) == {"FINISHED"}
    first = driver.folder() / job(0)
    result = {name: (first / name).read_bytes() for name in (*job_folder.RESULT, job_folder.CHECKPOINT)}
    assert bpy.ops.propsmith.refine_job(job=first.name) == {"FINISHED"}
    second = next(place for place in job_folder.listed(driver.folder()) if place != first)
    begun = next(event for event in job_folder.read_events(second) if isinstance(event, Started))
    assert (begun.first_step, begun.steps) == (12, 24)
    assert {name: (first / name).read_bytes() for name in result} == result
    assert len(bpy.data.objects) == 2


def test_a_prop_is_made_again_with_another_seed(driver: ModuleType, tmp_path: Path) -> None:
    finish(tmp_path / "made", **PROP, seed=0, overrides=QUICK)
    assert bpy.ops.propsmith.repeat_job(job="made", new_seed=True) == {"FINISHED"}
    (again,) = balls()
    assert again > 0 and bpy.data.objects["Red Ball"]["propsmith_preset"] == "sketch"


def test_only_a_job_is_deleted_and_with_all_that_it_holds(driver: ModuleType, tmp_path: Path) -> None:
    place = start(driver)
    driver.cancel(place)
    (tmp_path / "mine").mkdir()
    for name in ("mine", "..", "nothing", "../../etc", str(place)):
        with pytest.raises(RuntimeError):
            bpy.ops.propsmith.delete_job(job=name)
    assert bpy.ops.propsmith.delete_job(job=place.name) == {"FINISHED"}
    assert [path.name for path in tmp_path.iterdir()] == ["mine"]
    assert listed() == {}


def test_a_damaged_job_is_shown_as_such_beside_the_others(driver: ModuleType) -> None:
    place = start(driver, 1)
    driver.cancel(place)
    (driver.folder() / "torn").mkdir()
    (driver.folder() / "torn" / "request.json").write_text('{"type": "Request", "prompt": "a mu')
    os.mkfifo(driver.folder() / "torn" / "events.jsonl")
    os.mkdir(os.fsencode(driver.folder()) + b"/\xff")
    assert bpy.ops.propsmith.list_jobs() == {"FINISHED"}
    shown = {job.name: job for job in bpy.context.window_manager.propsmith_jobs}
    assert {name: job.phase for name, job in shown.items()} == {place.name: "CANCELLED", "torn": "DAMAGED"}
    assert "cannot be read" in shown["torn"].reason and shown["torn"].prompt == "torn"


def test_a_damaged_result_is_one_line_and_harms_no_other_job(driver: ModuleType, tmp_path: Path) -> None:
    from propsmith.operators.scene.placement import Placement

    damaged = finish(tmp_path / "damaged", **PROP, seed=1, overrides=QUICK)
    (damaged / "prop.npz").write_bytes(b"garbage")
    start(driver, 2)
    tick_until(driver, lambda: driver.backend)
    driver.deliver(damaged, Placement())
    tick_until(driver, lambda: not driver.is_running())
    assert "damaged" in driver.status.failures[-1] and "\n" not in driver.status.failures[-1]
    assert balls() == [2]
