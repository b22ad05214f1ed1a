"""A worker that stays for the next job, and ends with its host, its time or what spoiled it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from test_client import PYTHON, listen, posix

from nerf_sds import paths
from nerf_sds.config import Request
from nerf_sds.jobs import client, concept, failures, job_folder, workers
from nerf_sds.jobs.client import Job
from nerf_sds.jobs.protocol import CONCEPT, PROPS, Cancelled, Done, Failed, LastEvent, Progress, Started

TINY = {"grid_resolutions": [16], "stages": [[16, 12, 16, 16]], "faces": 300, "mesh_resolution": 32, "texture_size": 64}
MUG = Request("a red mug", 3, "sketch", "world", device="cpu", overrides=TINY)
BALL = replace(MUG, prompt="a red ball", prior="dirac")
LONG = replace(BALL, overrides=TINY | {"stages": [[16, 100_000, 16, 16]]})

pytestmark = posix


def start(folder: Path, request: Request = BALL, work: str = PROPS) -> Job:
    job_folder.create(folder, request)
    return Job(PYTHON, {folder: request}, work=work)


def make(folder: Path, request: Request = BALL, work: str = PROPS) -> tuple[int, LastEvent]:
    """Returns the worker's process id and the job's last event."""
    job = start(folder, request, work)
    (*_, last) = listen(job)
    assert isinstance(last, LastEvent) and job.wait(1)
    return job.pid, last


def is_alive(pid: int) -> bool:
    state = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True).stdout
    return bool(state.strip()) and not state.startswith("Z")


def is_there(pid: int) -> bool:
    """False once the process has ended and its parent knows."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def ends(pid: int, seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while is_alive(pid) and time.monotonic() < deadline:
        time.sleep(0.05)
    return not is_alive(pid)


def test_props_of_two_models_and_a_concept_come_from_one_process_and_the_first_prop_again_to_the_last_digit(
    tmp_path: Path,
) -> None:
    pids, lasts = zip(
        make(tmp_path / "first", MUG),
        make(tmp_path / "other", BALL),
        make(tmp_path / "concept", BALL, CONCEPT),
        make(tmp_path / "again", MUG),
        strict=True,
    )
    assert [type(last) for last in lasts] == [Done] * 4
    assert len({*pids}) == 1
    assert (tmp_path / "concept" / concept.SHEET).is_file()
    first, again = tmp_path / "first", tmp_path / "again"
    for name in ("albedo.png", job_folder.CHECKPOINT):
        assert (first / name).read_bytes() == (again / name).read_bytes(), name
    with np.load(first / "prop.npz") as one, np.load(again / "prop.npz") as other:
        assert all(np.array_equal(one[name], other[name]) for name in one)


def test_the_second_job_starts_within_a_second_and_keeps_no_log_open(tmp_path: Path) -> None:
    make(tmp_path / "first")
    started = time.monotonic()
    job = start(tmp_path / "second")
    listen(job, lambda event: isinstance(event, Started))
    assert time.monotonic() < started + 1
    listen(job)
    if Path("/proc").is_dir():
        assert not [file for file in Path(f"/proc/{job.pid}/fd").iterdir() if file.resolve().name == failures.LOG]


def test_a_worker_that_is_killed_costs_its_job_and_the_next_one_gets_another(tmp_path: Path) -> None:
    pid, _ = make(tmp_path / "first")
    job = start(tmp_path / "second", LONG)
    listen(job, lambda event: isinstance(event, Progress))
    assert job.pid == pid
    os.kill(pid, signal.SIGKILL)
    (*_, last) = listen(job)
    assert isinstance(last, Failed) and "killed" in last.reason
    other, last = make(tmp_path / "third")
    assert other != pid and isinstance(last, Done)


def test_a_worker_that_is_killed_while_it_waits_costs_nothing(tmp_path: Path) -> None:
    pid, _ = make(tmp_path / "first")
    os.kill(pid, signal.SIGKILL)
    deadline = time.monotonic() + 10
    while is_there(pid) and time.monotonic() < deadline:
        time.sleep(0.05)
    other, last = make(tmp_path / "second")
    assert other != pid and isinstance(last, Done)


def test_a_cancelled_job_leaves_its_worker_to_the_next_one(tmp_path: Path) -> None:
    job = start(tmp_path / "first", LONG)
    listen(job, lambda event: isinstance(event, Progress))
    job.cancel()
    (*_, last) = listen(job)
    assert isinstance(last, Cancelled) and last.resumable and job.wait(1)
    job.kill()  # of a job that is over: does nothing
    pid, last = make(tmp_path / "second")
    assert pid == job.pid and isinstance(last, Done)


def test_a_worker_that_does_not_answer_is_killed(tmp_path: Path) -> None:
    job = start(tmp_path / "first", LONG)
    listen(job, lambda event: isinstance(event, Progress))
    os.kill(job.pid, signal.SIGSTOP)
    job.cancel()
    assert job.wait(client.SECONDS_TO_LEAVE + 2)
    assert isinstance(job.poll()[-1][1], Cancelled)
    assert ends(job.pid, 1)
    assert make(tmp_path / "second")[0] != job.pid


def test_a_worker_whose_job_has_failed_is_not_used_again(tmp_path: Path) -> None:
    """What went wrong may have spoiled its process."""
    job_folder.create(tmp_path / "first", BALL)
    (tmp_path / "first" / job_folder.CHECKPOINT).write_bytes(b"garbage")
    job = Job(PYTHON, {tmp_path / "first": BALL})
    (*_, last) = listen(job)
    assert isinstance(last, Failed)
    assert make(tmp_path / "second")[0] != job.pid
    assert ends(job.pid, 5)


@pytest.mark.parametrize("seconds", [0, 2])
def test_a_worker_waits_as_long_as_was_said(tmp_path: Path, seconds: float, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client, "pool", pool := workers.Pool())
    pool.stay(seconds)
    pid, _ = make(tmp_path / "first")
    done = time.monotonic()
    if seconds:
        time.sleep(0.5)
        assert is_alive(pid)
    assert ends(pid, seconds + 5)
    assert time.monotonic() - done >= seconds - 0.1


def test_two_jobs_at_a_time_have_a_worker_each_and_one_stays(tmp_path: Path) -> None:
    jobs = [start(tmp_path / name) for name in ("one", "two")]
    for job in jobs:
        listen(job)
    pids = {job.pid for job in jobs}
    assert len(pids) == 2
    pid, _ = make(tmp_path / "three")
    assert pid in pids
    (other,) = pids - {pid}
    assert ends(other, 5)


def test_an_environment_that_differs_gets_a_worker_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pid, _ = make(tmp_path / "first")
    monkeypatch.setenv("HF_HOME", str(tmp_path))
    assert make(tmp_path / "second")[0] != pid


def test_killing_the_host_ends_the_worker_that_waits(tmp_path: Path) -> None:
    job_folder.create(tmp_path / "ball", BALL)
    script = (
        "import sys, time; from pathlib import Path; from nerf_sds.jobs import job_folder as jobs\n"
        "from nerf_sds.jobs.client import Job\n"
        "folder = Path(sys.argv[1]); job = Job(Path(sys.executable), {folder: jobs.read_request(folder)})\n"
        "job.wait(); print(job.pid, flush=True); time.sleep(600)"
    )
    host = subprocess.Popen(
        [sys.executable, "-c", script, str(tmp_path / "ball")], cwd=paths.PROJECT, stdout=subprocess.PIPE
    )
    assert host.stdout
    with host:
        pid = int(host.stdout.readline())
        assert is_alive(pid)
        host.send_signal(signal.SIGKILL)
    assert ends(pid, 5)
