"""Blender's queue keeps its worker: what a job finds when it starts, and what a crash, a pause and the artist end."""

from __future__ import annotations

import os
import signal
from pathlib import Path
from types import ModuleType

import bpy
import pytest
from real_worker import PROP, start, tick_until

pytestmark = pytest.mark.usefixtures("quick")
JOBS, KILLED = 20, 9
GROWTH = 30  # MB, most that a worker's memory may grow from its third job to its last


def memory(pid: int) -> int:
    """MB of memory that a process has; 0 where the system does not say."""
    status = Path(f"/proc/{pid}/status")
    lines = status.read_text().splitlines() if status.is_file() else []
    return next((int(line.split()[1]) // 1000 for line in lines if line.startswith("VmRSS")), 0)


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def pid_of(driver: ModuleType) -> int:
    """The process that makes the prop of a job, once it has started."""
    tick_until(driver, lambda: driver.backend)
    (job,) = driver.backend.jobs
    return job.pid


def make(driver: ModuleType, seed: int) -> int:
    """Makes a prop and returns the process that has made it."""
    start(driver, seed)
    pid = pid_of(driver)
    tick_until(driver, lambda: not driver.is_running())
    assert driver.status.failures == []
    return pid


def test_of_twenty_jobs_one_is_killed_and_nineteen_arrive_from_two_workers(driver: ModuleType) -> None:
    for seed in range(JOBS):
        start(driver, seed, lasting=seed == KILLED)
    used: dict[int, list[int]] = {}  # process -> MB of memory at the end of each of its jobs
    for seed in range(JOBS):
        pid = pid_of(driver)
        (place,) = driver.backend.places
        if seed == KILLED:
            tick_until(driver, lambda: driver.status.seconds_left is not None)
            os.kill(pid, signal.SIGKILL)
        tick_until(driver, lambda place=place: place not in driver.backend)
        used.setdefault(pid, []).append(memory(pid) if seed != KILLED else 0)
    tick_until(driver, lambda: not driver.is_running())
    assert sorted(ball["propsmith_seed"] for ball in bpy.data.objects) == [*{*range(JOBS)} - {KILLED}]
    assert len(driver.status.failures) == 1 and "killed" in driver.status.failures[0]
    assert [len(jobs) for jobs in used.values()] == [KILLED + 1, JOBS - KILLED - 1]
    for jobs in used.values():
        *first, last = [megabytes for megabytes in jobs if megabytes] or [0, 0, 0]
        assert last - first[2] < GROWTH, jobs


def test_the_queue_a_concept_and_a_self_test_use_one_worker(driver: ModuleType, tmp_path: Path) -> None:
    pid = make(driver, 1)
    concept = {name: PROP[name] for name in ("prompt", "prior")}
    assert bpy.ops.propsmith.concept(**concept, filepath=str(tmp_path / "concept.png")) == {"FINISHED"}
    bpy.context.preferences.addons["propsmith"].preferences.model = "dirac"
    assert bpy.ops.propsmith.self_test() == {"FINISHED"}
    assert make(driver, 2) == pid


def test_the_preferences_say_how_long_a_worker_stays(driver: ModuleType) -> None:
    preferences = bpy.context.preferences.addons["propsmith"].preferences
    preferences.worker_stays = 0
    try:
        assert make(driver, 1) != make(driver, 2)
    finally:
        preferences.property_unset("worker_stays")
        preferences.worker_stays = preferences.worker_stays  # calls its update


def test_a_pause_ends_the_worker_which_frees_its_memory(driver: ModuleType) -> None:
    start(driver, lasting=True)
    pid = pid_of(driver)
    tick_until(driver, lambda: driver.status.seconds_left is not None)
    assert bpy.ops.propsmith.pause() == {"FINISHED"}
    tick_until(driver, lambda: not driver.is_running())
    tick_until(driver, lambda: not is_alive(pid))
