"""The worker's process: what it makes, and how it ends when something goes wrong."""

from __future__ import annotations

import errno
import sys
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from runs import CPU, unoptimised
from test_client import PYTHON, REQUEST, listen, posix

from nerf_sds import config, dreamfusion
from nerf_sds.compute import device
from nerf_sds.compute.memory import RunContext
from nerf_sds.jobs import failures, job_folder, workers
from nerf_sds.jobs.client import Job
from nerf_sds.jobs.protocol import Cancelled, Done, Entered, Event, Failed, Preview, Progress, Started, encode
from nerf_sds.nerf.field import FrozenField
from nerf_sds.training.initial_state import InitialState
from nerf_sds.training.optimizer import Diverged
from nerf_sds.worker import generate, process, run_reporter


def make(folder: Path, request: config.Request = REQUEST) -> list[Event]:
    job = Job(PYTHON, {folder: request})
    try:
        return listen(job)
    finally:
        job.kill()


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Event]]:
    folder = tmp_path_factory.mktemp("finished") / "ball"
    job_folder.create(folder, REQUEST)
    return folder, make(folder)


def test_a_request_becomes_a_prop_in_its_folder(finished: tuple[Path, list[Event]]) -> None:
    folder, events = finished
    assert isinstance(events[-1], Done), events[-1]
    assert job_folder.state(folder) is job_folder.State.FINISHED
    assert {path.name for path in folder.iterdir()} == {
        *job_folder.RESULT, "normal.png", "orm.png", job_folder.REQUEST, job_folder.EVENTS, failures.LOG,
        job_folder.PREVIEW, job_folder.FIELD_VIEWS, job_folder.CHECKPOINT, job_folder.LOCK,
    }  # fmt: skip


def test_the_stream_is_the_record_and_has_one_last_event(finished: tuple[Path, list[Event]]) -> None:
    folder, events = finished
    assert events == job_folder.read_events(folder)
    assert [type(event) for event in events if isinstance(event, Done | Failed | Cancelled)] == [Done]


def test_stages_progress_and_previews_are_told(finished: tuple[Path, list[Event]]) -> None:
    _, events = finished
    started = next(event for event in events if isinstance(event, Started))
    assert (started.steps, started.first_step, started.device) == (config.PRESETS[REQUEST.preset].steps, 0, "cpu")
    assert [event.title for event in events if isinstance(event, Entered)] == [
        "Loading the diffusion model", "Optimising", "Extracting the mesh", "Baking the texture", "Writing the result",
    ]  # fmt: skip
    progress = [event for event in events if isinstance(event, Progress)]
    assert progress[-1].step == started.steps and progress[-1].seconds_left == 0
    assert [event.step for event in progress] == sorted({event.step for event in progress})
    azimuths = [event.azimuth for event in events if isinstance(event, Preview)]
    assert len(set(azimuths)) == len(azimuths) >= 1


def test_the_prior_draws_the_texture_anew_where_the_preset_says_so(
    finished: tuple[Path, list[Event]], tmp_path: Path
) -> None:
    request = replace(REQUEST, overrides={"drawn_texture": True})
    job_folder.create(tmp_path, request)
    events = make(tmp_path, request)
    titles = [event.title for event in events if isinstance(event, Entered)]
    assert titles[-3:] == ["Baking the texture", "Drawing the texture", "Writing the result"]
    same = [
        (finished[0] / name).read_bytes() == (tmp_path / name).read_bytes() for name in ("albedo.png", "normal.png")
    ]
    assert same == [False, True]


def test_a_run_that_was_cancelled_and_resumed_makes_the_same_prop(
    finished: tuple[Path, list[Event]], tmp_path: Path
) -> None:
    job_folder.create(tmp_path, REQUEST)
    job = Job(PYTHON, {tmp_path: REQUEST})
    listen(job, lambda event: isinstance(event, Progress) and event.step > 10)
    job.cancel()
    assert isinstance(listen(job)[-1], Cancelled)
    job.wait()
    assert isinstance(make(tmp_path)[-1], Done)
    with np.load(finished[0] / "prop.npz") as one, np.load(tmp_path / "prop.npz") as other:
        assert all(np.array_equal(one[name], other[name]) for name in one)
    assert (finished[0] / "albedo.png").read_bytes() == (tmp_path / "albedo.png").read_bytes()


def test_a_run_that_was_stopped_after_its_last_step_still_gets_its_mesh(tmp_path: Path) -> None:
    """The checkpoint of the last step leaves nothing to optimise."""
    job_folder.create(tmp_path, REQUEST)
    steps = config.PRESETS[REQUEST.preset].steps
    run_reporter.save_checkpoint(tmp_path / job_folder.CHECKPOINT, unoptimised(InitialState(REQUEST), steps))
    events = make(tmp_path)
    assert isinstance(events[-1], Done), events[-1]
    assert not any(isinstance(event, Progress) for event in events)


@pytest.mark.parametrize("content", [b"", b"garbage", b"\x08\0\0\0\0\0\0\0{}      "])
def test_a_damaged_checkpoint_is_told_in_one_line_and_kept(tmp_path: Path, content: bytes) -> None:
    job_folder.create(tmp_path, REQUEST)
    (tmp_path / job_folder.CHECKPOINT).write_bytes(content)
    told: list[Event] = []
    with pytest.raises(ValueError, match=f"delete .*{job_folder.CHECKPOINT}"):
        generate.make(REQUEST, process.JobContext(tmp_path, told.append, threading.Event()))
    assert (tmp_path / job_folder.CHECKPOINT).read_bytes() == content


def test_a_damaged_checkpoint_ends_a_real_worker_without_a_traceback_for_the_artist(tmp_path: Path) -> None:
    job_folder.create(tmp_path, REQUEST)
    (tmp_path / job_folder.CHECKPOINT).write_bytes(b"garbage")
    last = make(tmp_path)[-1]
    assert isinstance(last, Failed)
    assert last.log == "" and "\n" not in last.reason and "delete" in last.reason
    assert "Traceback" in (tmp_path / failures.LOG).read_text()


@posix
@pytest.mark.parametrize("room", [1_000_000, 300], ids=["for the log", "for nothing"])
def test_a_full_disk_is_told_in_one_line_and_leaves_no_half_checkpoint(tmp_path: Path, room: int) -> None:
    import resource

    job_folder.create(tmp_path, REQUEST)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, before[1]))  # bytes; a checkpoint is larger
    try:
        workers.pool.dismiss()
        job = Job(PYTHON, {tmp_path: REQUEST})
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    last = listen(job)[-1]
    assert isinstance(last, Failed) and "disk" in last.reason and "make room" in last.reason
    assert not list(tmp_path.glob("*.safetensors")) and not list(tmp_path.glob(".*partial*"))


def test_a_loss_that_is_not_a_number_ends_with_the_step_and_the_term(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dreamfusion, "entropy_loss", lambda opacity: opacity.mean() * float("nan"))
    job_folder.create(tmp_path, REQUEST)
    run_reporter.save_checkpoint(tmp_path / job_folder.CHECKPOINT, unoptimised(InitialState(REQUEST), 41))
    with pytest.raises(Diverged) as diverged:
        generate.make(REQUEST, process.JobContext(tmp_path, lambda _: None, threading.Event()))
    reason = failures.reason(diverged.value, tmp_path)
    assert "entropy" in reason and "step 42" in reason and "seed" in reason


def test_an_empty_field_is_an_error_that_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    step = unoptimised(InitialState(REQUEST), 60)
    monkeypatch.setattr(FrozenField, "density_on", lambda _, line: torch.zeros((len(line),) * 3))
    with pytest.raises(ValueError) as empty:
        job = process.JobContext(tmp_path, lambda _: None, threading.Event())
        generate.write_result(REQUEST, step, job, RunContext(CPU, torch.float32))
    assert "\n" not in failures.reason(empty.value, tmp_path)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "make room"),
        (torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 2 GiB.\nmore"), "Memory ran out"),
        (
            RuntimeError("[enforce fail at alloc_cpu.cpp:117] err == 0. DefaultCPUAllocator: can't allocate memory"),
            "Memory",
        ),
        (MemoryError(), "Memory ran out"),
        (ModuleNotFoundError("No module named 'torch'"), sys.executable),
        (RuntimeError("shapes\ndo not match"), "RuntimeError: shapes (more in"),
        (KeyError(), "KeyError"),
        (ValueError("The prompt is empty"), "The prompt is empty"),
    ],
)
def test_every_error_becomes_one_line(error: Exception, told: str, tmp_path: Path) -> None:
    reason = failures.reason(error, tmp_path)
    assert told in reason and "\n" not in reason


def test_a_device_that_is_not_there_is_refused_with_what_to_choose() -> None:
    missing = "cuda" if not torch.cuda.is_available() else "mps"
    with pytest.raises(ValueError, match="choose the device auto or cpu"):
        device.choose(missing)


def test_a_lower_precision_is_taken_only_when_it_is_clearly_faster(monkeypatch: pytest.MonkeyPatch) -> None:
    cpu = torch.device("cpu")
    for seconds, expected in ((0.8, torch.float32), (0.7, torch.bfloat16)):
        measured = {torch.float32: 1.0, torch.bfloat16: seconds, torch.float16: 5.0}
        monkeypatch.setattr(device, "measure", lambda _, measured=measured: measured)
        assert device.fastest_dtype.__wrapped__(cpu) is expected


def test_a_precision_that_is_slow_with_little_work_is_not_given_much(monkeypatch: pytest.MonkeyPatch) -> None:
    given = []

    def work(_: torch.device, dtype: torch.dtype, rows: int) -> Callable[[], float]:
        given.append((dtype, rows))
        return lambda: {torch.float32: 1.0, torch.bfloat16: 1.5, torch.float16: 9.0}[dtype]

    monkeypatch.setattr(device, "_work", work)
    monkeypatch.setattr(device, "_seconds", lambda work: work())
    monkeypatch.setattr(device, "SECONDS", 0.0)
    assert device.measure(torch.device("cpu")) == {torch.float32: 1.0, torch.bfloat16: 1.5}
    assert [dtype for dtype, rows in given if rows == device.MUCH] == [torch.float32, torch.bfloat16]


def test_all_props_of_a_process_have_one_precision(monkeypatch: pytest.MonkeyPatch) -> None:
    first = device.choose("cpu")
    monkeypatch.setattr(device, "measure", lambda _: {torch.float32: 1.0, torch.float16: 0.1})
    assert device.choose("cpu") == first


def test_going_on_keeps_the_precision_of_the_checkpoint(tmp_path: Path) -> None:
    for dtype in ("float16", "bfloat16"):
        with (tmp_path / job_folder.EVENTS).open("a") as events:
            events.write(encode(Started(60, "cpu", dtype)) + "\n" + encode(Entered("Optimising")) + "\n")
    assert run_reporter.dtype_before(tmp_path) is None  # without a checkpoint it starts anew
    (tmp_path / job_folder.CHECKPOINT).touch()
    assert device.choose("cpu", run_reporter.dtype_before(tmp_path)) == (torch.device("cpu"), torch.bfloat16)
