"""One worker on several job folders: props that can share their steps do, and none stands in another's way."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from test_client import PATIENCE, PYTHON, REQUEST

from nerf_sds import methods
from nerf_sds.config import Request
from nerf_sds.jobs import job_folder
from nerf_sds.jobs.client import Job
from nerf_sds.jobs.protocol import Cancelled, Done, Event, Failed, LastEvent, Progress, Started
from nerf_sds.training.optimizer import Diverged
from nerf_sds.worker import batching, generate, process
from nerf_sds.worker.process import JobContext

SHORT = replace(REQUEST, overrides={"stages": [[16, 8, 16, 16]]})


def orders(parent: Path, requests: dict[str, Request]) -> list[process.Task]:
    """Made job folders, and who hears of them in vain."""
    for name, request in requests.items():
        job_folder.create(parent / name, request)
    return [
        (request, JobContext(parent / name, lambda _: None, threading.Event())) for name, request in requests.items()
    ]


def hear(job: Job, until: Callable[[dict[str, list[Event]]], bool] = lambda _: False) -> dict[str, list[Event]]:
    """The events by the names of their folders, until the worker has gone or enough was heard."""
    heard: dict[str, list[Event]] = {folder.name: [] for folder in job.folders}
    deadline, running = time.monotonic() + PATIENCE, True
    while running and not until(heard) and time.monotonic() < deadline:
        running = job.is_running
        for folder, event in job.poll():
            heard[folder.name].append(event)
        time.sleep(0.02)
    return heard


def test_a_worker_makes_all_its_props_and_tells_of_which_each_event_is(tmp_path: Path) -> None:
    requests = {
        "one": SHORT,
        "two": replace(SHORT, seed=1),
        "other": replace(SHORT, overrides={"stages": [[16, 6, 16, 16]]}),
        "gone": replace(SHORT, seed=2),
    }
    orders(tmp_path, requests)
    (tmp_path / "gone" / job_folder.CHECKPOINT).write_bytes(b"garbage")
    heard = hear(Job(PYTHON, {tmp_path / name: request for name, request in requests.items()}))
    for name, events in heard.items():
        assert [type(event) for event in events if isinstance(event, LastEvent)] == [Failed if name == "gone" else Done]
        assert events == job_folder.read_events(tmp_path / name)
        assert job_folder.is_finished(tmp_path / name) is (name != "gone")
    assert [event.steps for events in heard.values() for event in events if isinstance(event, Started)] == [8, 8, 6]


def test_a_prop_is_the_same_alone_and_with_others(tmp_path: Path) -> None:
    """But for the order of sums, which a mesh shows nowhere."""
    together = orders(tmp_path / "together", {"one": SHORT, "two": replace(SHORT, seed=1)})
    assert [len(group) for group in batching.groups(together)] == [2]
    assert all(isinstance(outcome, Done) for _, outcome in generate.make_all(together))
    ((request, job),) = orders(tmp_path / "alone", {"two": replace(SHORT, seed=1)})
    generate.make(request, job)
    one, other = (job_folder.read_events(tmp_path / name / "two") for name in ("together", "alone"))
    assert one == other == []  # nobody recorded them
    sizes = [(tmp_path / name / "two" / "prop.npz").stat().st_size for name in ("together", "alone")]
    assert sizes[0] == pytest.approx(sizes[1], rel=0.05)


def test_cancelling_keeps_a_checkpoint_of_each_and_they_go_on_together(tmp_path: Path) -> None:
    longer = replace(REQUEST, overrides={"stages": [[16, 400, 16, 16]]})
    requests = {tmp_path / name: replace(longer, seed=seed) for seed, name in enumerate(("one", "two"))}
    orders(tmp_path, {folder.name: request for folder, request in requests.items()})
    job = Job(PYTHON, requests)
    hear(job, lambda heard: all(any(isinstance(event, Progress) for event in events) for events in heard.values()))
    job.cancel()
    lasts = [events[-1] for events in hear(job).values()]
    assert all(isinstance(last, Cancelled) and last.resumable for last in lasts)
    steps = {batching.steps_taken(folder / job_folder.CHECKPOINT) for folder in requests}
    assert len(steps) == 1 and steps.pop() > 0
    jobs = [(request, JobContext(folder, lambda _: None, threading.Event())) for folder, request in requests.items()]
    assert [len(group) for group in batching.groups(jobs)] == [2]


def test_what_goes_wrong_with_several_is_tried_with_each_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run = methods.run

    def narrow(beginnings, *rest):
        if len(beginnings) > 1:
            raise MemoryError("can't allocate memory")
        return run(beginnings, *rest)

    monkeypatch.setattr(methods, "run", narrow)
    several = orders(tmp_path, {"one": SHORT, "two": replace(SHORT, seed=1)})
    assert all(isinstance(outcome, Done) for _, outcome in generate.make_all(several))


def test_a_prop_that_diverges_fails_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run = methods.run

    def ill(*arguments):
        for steps in run(*arguments):
            yield [Diverged("The sds loss is not a number at step 1"), *steps[1:]] if steps[0].number else steps

    monkeypatch.setattr(methods, "run", ill)
    several = orders(tmp_path, {"one": SHORT, "two": replace(SHORT, seed=1)})
    outcomes = {job.folder.name: outcome for job, outcome in generate.make_all(several)}
    assert isinstance(outcomes["one"], Diverged) and isinstance(outcomes["two"], Done)
