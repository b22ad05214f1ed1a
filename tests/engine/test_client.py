"""The host's side of a job, with real worker processes on a closed-form prior."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from nerf_sds import paths
from nerf_sds.config import Request
from nerf_sds.jobs import client, failures, job_folder, workers
from nerf_sds.jobs.client import Job
from nerf_sds.jobs.protocol import Cancelled, Event, Failed, LastEvent, Preview, Progress, Started
from nerf_sds.worker import process

PYTHON = Path(sys.executable)
REQUEST = Request("a red ball", preset="sketch", prior="dirac", device="cpu")
PATIENCE = 280  # seconds, for a worker that shares two cores with other tests

posix = pytest.mark.skipif(sys.platform == "win32", reason="there are no signals on Windows")


def listen(job: Job, until: Callable[[Event], bool] = lambda event: isinstance(event, LastEvent)) -> list[Event]:
    """The events up to the first of a kind, or to the last."""
    events: list[Event] = []
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        for _, event in job.poll():
            events.append(event)
            if until(event) or isinstance(event, LastEvent):
                return events
        time.sleep(0.02)
    raise TimeoutError(f"the worker told only {events}: {client.last_lines(job.folders[0] / failures.LOG)}")


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[[], Job]]:
    """Starts jobs on one folder, and leaves no worker behind."""
    started: list[Job] = []

    def start() -> Job:
        started.append(Job(PYTHON, {tmp_path / "ball": REQUEST}))
        return started[-1]

    job_folder.create(tmp_path / "ball", REQUEST)
    yield start
    for job in started:
        job.kill()


def test_cancelling_keeps_a_checkpoint_and_the_next_worker_goes_on_from_it(start: Callable[[], Job]) -> None:
    job = start()
    events = listen(job, lambda event: isinstance(event, Preview))
    assert isinstance(events[-1], Preview) and (job.folders[0] / events[-1].path).is_file()
    job.cancel()
    job.cancel()  # twice does no harm
    last = listen(job)[-1]
    assert isinstance(last, Cancelled) and last.resumable and last.step >= 1
    assert job.wait(client.SECONDS_TO_LEAVE) and job.poll() == []
    assert job_folder.state(job.folders[0]) is job_folder.State.INTERRUPTED
    assert job_folder.read_events(job.folders[0])[-1] == last

    job = start()
    going_on = listen(job, lambda event: isinstance(event, Started))[-1]
    assert isinstance(going_on, Started) and going_on.first_step == last.step


@posix
def test_a_killed_worker_is_told_as_a_failure_and_its_folder_is_free_again(start: Callable[[], Job]) -> None:
    job = start()
    listen(job, lambda event: isinstance(event, Started))
    assert job_folder.state(job.folders[0]) is job_folder.State.RUNNING
    job.kill()
    events = listen(job)
    assert isinstance(events[-1], Failed)
    assert "killed" in events[-1].reason and "exit code -9" in events[-1].reason and "\n" not in events[-1].reason
    assert job.wait(5) and job.poll() == []
    assert job_folder.state(job.folders[0]) is not job_folder.State.RUNNING


def test_a_second_worker_on_the_same_folder_is_refused_and_the_first_goes_on(start: Callable[[], Job]) -> None:
    first = start()
    listen(first, lambda event: isinstance(event, Started))
    refused = listen(start())[-1]
    assert isinstance(refused, Failed) and "another process" in refused.reason
    assert isinstance(listen(first, lambda event: isinstance(event, Progress))[-1], Progress)


def test_a_worker_that_dies_without_a_word_leaves_its_log_s_last_lines(tmp_path: Path) -> None:
    """The interpreter cannot run the worker: it has no such module."""
    impostor = tmp_path / "python"
    impostor.write_text("#!/bin/sh\necho first >&2; echo the reason >&2; exit 7\n")
    impostor.chmod(0o755)
    job_folder.create(tmp_path / "ball", REQUEST)
    last = listen(Job(impostor, {tmp_path / "ball": REQUEST}))[-1]
    assert isinstance(last, Failed)
    assert "exit code 7" in last.reason and last.log.splitlines() == ["first", "the reason"]
    told = [event for told in client.events(Job(impostor, {tmp_path / "ball": REQUEST})) for _, event in told]
    assert [type(event) for event in told] == [Failed]


def test_whoever_closes_the_events_of_a_job_ends_its_worker(start: Callable[[], Job]) -> None:
    job = start()
    told = client.events(job)
    next(told)
    assert job.is_running
    told.close()
    assert not job.is_running


def test_an_interpreter_that_is_none_cannot_be_started(tmp_path: Path) -> None:
    job_folder.create(tmp_path / "ball", REQUEST)
    with pytest.raises(OSError):
        Job(tmp_path / "missing", {tmp_path / "ball": REQUEST})


@posix
def test_killing_the_host_ends_the_worker_within_five_seconds(tmp_path: Path) -> None:
    job_folder.create(tmp_path / "ball", REQUEST)
    script = (
        "import sys, time; from pathlib import Path; from nerf_sds.jobs import job_folder as jobs\n"
        "from nerf_sds.jobs.client import Job\n"
        "folder = Path(sys.argv[1]); job = Job(Path(sys.executable), {folder: jobs.read_request(folder)})\n"
        "print(job.pid, flush=True); time.sleep(600)"
    )
    host = subprocess.Popen(
        [sys.executable, "-c", script, str(tmp_path / "ball")], cwd=paths.PROJECT, stdout=subprocess.PIPE
    )
    assert host.stdout
    with host:
        host.stdout.readline()
        deadline = time.monotonic() + PATIENCE
        while not any(isinstance(event, Started) for event in job_folder.read_events(tmp_path / "ball")):
            assert time.monotonic() < deadline, client.last_lines(tmp_path / "ball" / failures.LOG)
            time.sleep(0.1)
        host.send_signal(signal.SIGKILL)
    killed = time.monotonic()
    while job_folder.state(tmp_path / "ball") is job_folder.State.RUNNING:  # its lock is free as soon as it is gone
        assert time.monotonic() < killed + 5
        time.sleep(0.05)


def test_what_belongs_to_the_host_s_python_does_not_reach_the_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("PYTHONPATH", "PYTHONHOME", "LD_LIBRARY_PATH", "BLENDER_USER_EXTENSIONS"):
        monkeypatch.setenv(name, "/blender")
    variables = workers.worker_environment()
    assert "/blender" not in variables.values()
    assert variables["GOMP_SPINCOUNT"] == "0" and variables["HF_HUB_OFFLINE"] == "1"


@posix
def test_the_worker_and_its_threads_go_after_their_host_on_the_processor(start: Callable[[], Job]) -> None:
    job = start()
    listen(job, lambda event: isinstance(event, Started))
    tasks = [*Path(f"/proc/{job.pid}/task").iterdir()] if Path("/proc").is_dir() else [Path(str(job.pid))]
    nices = {os.getpriority(os.PRIO_PROCESS, int(task.name)) for task in tasks}
    assert nices == {min(19, os.getpriority(os.PRIO_PROCESS, 0) + process.NICER)}


def test_a_core_is_left_to_the_host_unless_somebody_says_how_many(monkeypatch: pytest.MonkeyPatch) -> None:
    assert [workers.threads(cores) for cores in (1, 2, 3, 4, 16)] == [1, 2, 2, 3, 15]
    monkeypatch.delenv("OMP_NUM_THREADS", raising=False)
    assert workers.worker_environment()["OMP_NUM_THREADS"] == str(workers.threads(workers._cores()))
    monkeypatch.setenv("OMP_NUM_THREADS", "5")
    assert workers.worker_environment()["OMP_NUM_THREADS"] == "5"
