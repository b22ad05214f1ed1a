"""The list of jobs: what each is said to be, their order, and that no look takes long."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from nerf_sds.config import Request
from nerf_sds.jobs import job_folder
from nerf_sds.jobs.job_list import JobList, Phase, stands
from nerf_sds.jobs.job_queue import Queue
from nerf_sds.jobs.protocol import Cancelled, Done, Event, Failed, Progress, encode


@pytest.fixture
def queue() -> Iterator[Queue]:
    queue = Queue()
    yield queue
    queue.close()


def job(parent: Path, name: str, *events: Event, age: int = 0) -> Path:
    folder = parent / name
    job_folder.create(folder, Request("a red mushroom", preset="sketch"))
    os.utime(folder / job_folder.REQUEST, (10_000 - age, 10_000 - age))
    if events:
        (folder / job_folder.EVENTS).write_text("".join(encode(event) + "\n" for event in events))
    if isinstance(events and events[-1], Done):
        for result in job_folder.RESULT:
            (folder / result).touch()
    return folder


def look(shelf: JobList, parent: Path, queue: Queue) -> dict[str, Phase]:
    while not shelf.look(parent, queue, 1.0):
        pass
    return {entry.folder.name: entry.phase for entry in shelf.entries}


STEP = Progress(1, 60, 1.0, 60.0, 0.5)


@pytest.mark.parametrize(
    ("state", "claimed", "ticketed", "last", "phase", "said"),
    [
        (job_folder.State.RUNNING, True, True, None, Phase.RUNNING, ""),
        (job_folder.State.RUNNING, False, False, Failed("before"), Phase.RUNNING, ""),
        (job_folder.State.NEW, True, True, None, Phase.WAITING, ""),
        (job_folder.State.INTERRUPTED, True, True, Failed("before"), Phase.WAITING, ""),
        (job_folder.State.FINISHED, False, False, Done(1.0), Phase.DONE, ""),
        (job_folder.State.INTERRUPTED, False, False, Failed("Memory ran out"), Phase.FAILED, "Memory ran out"),
        (job_folder.State.INTERRUPTED, False, False, Cancelled(7, True), Phase.CANCELLED, "step 7"),
        (job_folder.State.INTERRUPTED, False, False, STEP, Phase.LEFT, "cut short"),
        (job_folder.State.NEW, False, True, None, Phase.LEFT, "had not begun"),
        (job_folder.State.INTERRUPTED, False, True, Cancelled(7, True), Phase.LEFT, "cut short"),  # by its host's death
        (
            job_folder.State.INTERRUPTED,
            False,
            True,
            Failed("before"),
            Phase.LEFT,
            "cut short",
        ),  # tried again, then left
        (job_folder.State.NEW, False, False, Done(1.0), Phase.LEFT, "cut short"),  # its result was taken away
    ],
)
def test_how_a_job_stands(
    state: job_folder.State, claimed: bool, ticketed: bool, last: Event | None, phase: Phase, said: str
) -> None:
    found, reason = stands(state, claimed, ticketed, last)
    assert found is phase
    assert said in reason and bool(said) is bool(reason)


def test_what_runs_and_waits_comes_first_in_its_order_and_then_the_newest(tmp_path: Path, queue: Queue) -> None:
    job(tmp_path, "old", Done(1.0), age=3)
    job(tmp_path, "new", Cancelled(1, False), age=1)
    for name in ("first", "second", "third"):
        queue.add(job(tmp_path, name, age=9))
    queue.take(1)
    queue.move(tmp_path / "third", -1)
    (tmp_path / "other").mkdir()
    assert [*look(JobList(), tmp_path, queue).items()] == [
        ("first", Phase.RUNNING), ("third", Phase.WAITING), ("second", Phase.WAITING),
        ("new", Phase.CANCELLED), ("old", Phase.DONE),
    ]  # fmt: skip


def test_a_link_to_a_job_is_not_listed(tmp_path: Path, queue: Queue) -> None:
    (tmp_path / "jobs").mkdir()
    (tmp_path / "jobs" / "link").symlink_to(job(tmp_path, "elsewhere"))
    assert look(JobList(), tmp_path / "jobs", queue) == {}
    assert look(JobList(), tmp_path / "missing", queue) == {}


def test_what_changed_since_the_last_look_is_seen(tmp_path: Path, queue: Queue) -> None:
    shelf = JobList()
    done, left = job(tmp_path, "done", Done(1.0)), job(tmp_path, "left", STEP)
    assert look(shelf, tmp_path, queue) == {"done": Phase.DONE, "left": Phase.LEFT}
    job_folder.record(left, Failed("The disk is full"))
    for file in done.iterdir():
        file.unlink()
    assert look(shelf, tmp_path, queue) == {"left": Phase.FAILED}
    assert shelf.entries[0].reason == "The disk is full"


def test_what_changes_during_a_look_is_seen_before_it_ends(tmp_path: Path, queue: Queue) -> None:
    for name in ("first", "second", "third"):
        queue.add(job(tmp_path, name))
    queue.take(3)
    shelf, ended = JobList(), [tmp_path / "first", tmp_path / "second"]
    while not shelf.look(tmp_path, queue, 0.0):
        if ended:
            queue.put_back(ended.pop())
    assert {entry.folder.name: entry.phase for entry in shelf.entries} == {
        "first": Phase.WAITING, "second": Phase.WAITING, "third": Phase.RUNNING,
    }  # fmt: skip


def test_a_look_at_many_long_records_is_made_of_short_ones(tmp_path: Path, queue: Queue) -> None:
    for number in range(100):
        job(tmp_path, f"{number}", *[STEP] * 500)
    shelf, longest, calls, whole = JobList(), 0.0, 0, False
    while not whole:
        started = time.perf_counter()
        whole = shelf.look(tmp_path, queue, 0.002)
        longest, calls = max(longest, time.perf_counter() - started), calls + 1
    assert len(shelf.entries) == 100
    assert calls > 1
    assert longest < 0.05, longest
