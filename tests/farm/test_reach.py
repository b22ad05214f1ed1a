"""A host reaches the cluster over HTTP, with a Python that has no Ray."""

from __future__ import annotations

import json
import os
import selectors
import signal
import socket
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from jobs_api import Farm, until

from nerf_sds.config import Request
from nerf_sds.farm import address as addresses
from nerf_sds.farm import backends, tokens
from nerf_sds.farm.farm_job import FarmJob
from nerf_sds.farm.order import OrderedProp
from nerf_sds.jobs import batch, job_folder
from nerf_sds.jobs.protocol import Cancelled, Done, Event, LastEvent, Noticed, Progress, Started

ROOT = Path(__file__).parents[2]
TOKEN = os.environ["RAY_AUTH_TOKEN"]
TINY = {"faces": 500, "texture_size": 64, "mesh_resolution": 32}
LONG = 50_000  # steps
Run = Callable[..., subprocess.Popen[str]]


def request(prompt: str, steps: int) -> Request:
    return Request(prompt, preset="draft", overrides={"stages": [[16, steps, 16, 16]], **TINY})


def started(address: str, parent: Path, **requests: Request) -> FarmJob:
    for name, asked in requests.items():
        job_folder.create(parent / name, asked)
    job = backends.start(
        address, Path("/no/python"), {parent / name: asked for name, asked in requests.items()}, gpus=0.5
    )
    assert isinstance(job, FarmJob)
    return job


def listen(job: FarmJob, wanted: Callable[[Path, Event], bool], seconds: float = 90) -> list[tuple[str, Event]]:
    """What came, up to the first event that is wanted."""
    heard, deadline = [], time.monotonic() + seconds
    while time.monotonic() < deadline:
        for folder, event in job.poll():
            heard.append((folder.name, event))
            if wanted(folder, event):
                return heard
        time.sleep(0.02)
    raise TimeoutError(heard[-20:])


def last_of(job: FarmJob, name: str, seconds: float = 90) -> LastEvent:
    heard = listen(job, lambda folder, event: folder.name == name and isinstance(event, LastEvent), seconds)
    last = heard[-1][1]
    assert isinstance(last, LastEvent)
    return last


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Starts the command line with the system's Python alone."""
    python = getattr(sys, "_base_executable", sys.executable)
    own = {name: value for name, value in os.environ.items() if not name.startswith(("RAY_", "PYTHON"))}

    def run(*arguments: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [python, "-m", "nerf_sds", *arguments],
            cwd=ROOT,
            env=own | {"PROPSMITH_HOME": str(tmp_path / "home"), "PYTHONDONTWRITEBYTECODE": "1"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    return run


def test_a_token_is_tried_then_kept_for_its_user_alone(farm: Farm, run: Run, tmp_path: Path) -> None:
    kept = tmp_path / "home/farm-tokens.json"
    said, _ = run("farm", "login", farm.address).communicate("another-token\n", 60)
    assert "takes another token" in said and not kept.exists()
    said, _ = run("farm", "login", farm.address).communicate(f"{TOKEN}\n", 60)
    assert "Ray 2." in said and "GPUs 0" in said and TOKEN not in said
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert "nodes " in run("farm", "status", farm.address).communicate(timeout=60)[0]
    run("farm", "logout", farm.address).communicate(timeout=60)
    assert "wants a token" in run("farm", "status", farm.address).communicate(timeout=60)[0]


def test_a_batch_is_stopped_by_ctrl_c_and_goes_on_from_its_checkpoint(farm: Farm, run: Run, home: Path) -> None:
    """The farm refuses one of the rows, the other is made."""
    (home / "props.csv").write_text("prompt,name,prior\na red barrel,barrel,\na red mug,bad,someone/model\n")
    stages = ["--preset", "draft", "--set", "stages=[[16,200,16,16]]", *(f"{key}={TINY[key]}" for key in TINY)]
    command = ["batch", str(home / "props.csv"), "--out", str(home / "out"), "--farm", farm.address, *stages]
    first, barrel = run(*command), OrderedProp("", request("a red barrel", 200))
    until(lambda: first.poll() is not None or ((notes := farm.notes(barrel)) and notes[-1].last_step > 0))
    first.send_signal(signal.SIGINT)
    said, _ = first.communicate(timeout=60)
    assert first.returncode == 130 and "the same command goes on" in said, said
    (before,) = farm.notes(barrel)
    assert before.ended == "Cancelled" and before.last_step > 0
    second = run(*command)
    said_again, _ = second.communicate(timeout=120)
    record = json.loads((home / "out" / batch.RECORD).read_text())
    assert second.returncode == 1 and [row["state"] for row in record] == ["done", "failed"], said_again
    assert "no diffusion model" in record[1]["reason"]
    begun = [event.first_step for event in job_folder.read_events(home / "out/barrel") if isinstance(event, Started)]
    assert begun == [0, before.last_step] and job_folder.state(home / "out/barrel") is job_folder.State.FINISHED
    written = [path for path in home.rglob("*") if path.is_file() and TOKEN.encode() in path.read_bytes()]
    assert written == [tokens.file()] and TOKEN not in said + said_again


def test_one_prop_is_taken_back_and_the_others_are_let_go_of_at_once(farm: Farm, home: Path) -> None:
    asked = {"one": request("a red cone", LONG), "two": request("a red bottle", LONG)}
    job = started(farm.address, home, **asked)
    listen(job, lambda folder, event: folder.name == "one" and isinstance(event, Progress))
    assert job_folder.state(home / "one") is job_folder.State.RUNNING
    job.cancel(home / "one")
    last = last_of(job, "one")
    assert isinstance(last, Cancelled) and last.resumable and last.step > 0
    assert (
        job_folder.last_event(home / "one") == last and job_folder.state(home / "one") is not job_folder.State.RUNNING
    )
    of = OrderedProp("", asked["two"])
    until(lambda: farm.notes(of))
    job.kill()
    assert isinstance(last_of(job, "two", 30), Cancelled) and job.wait(5) and not job.poll()
    until(lambda: farm.notes(of)[-1].ended or not Path(f"/proc/{farm.notes(of)[-1].process}").exists(), 60)


class Relay:
    """A way to the farm that can be cut."""

    def __init__(self, address: str) -> None:
        parts = urlsplit(address)
        self._farm = (parts.hostname, parts.port)
        self._server = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self._server.getsockname()[1]}"
        self._open: list[socket.socket] = []
        self.cut = False
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def break_off(self) -> None:
        self.cut = True
        for link in self._open:
            with suppress(OSError):
                link.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        self.break_off()
        self._server.close()

    def _serve(self) -> None:
        with suppress(OSError):
            while True:
                near, _ = self._server.accept()
                if self.cut:
                    near.close()
                    continue
                far = socket.create_connection(self._farm)
                self._open += [near, far]
                threading.Thread(target=self._pass_on, args=(near, far), daemon=True).start()

    def _pass_on(self, near: socket.socket, far: socket.socket) -> None:
        other = {near: far, far: near}
        with selectors.DefaultSelector() as ready, near, far, suppress(OSError):
            for link in other:
                ready.register(link, selectors.EVENT_READ)
            while True:
                for key, _ in ready.select():
                    link = key.fileobj
                    assert isinstance(link, socket.socket)
                    if not (data := link.recv(65_536)):
                        return
                    other[link].sendall(data)


@pytest.fixture
def relay(farm: Farm) -> Iterator[Relay]:
    relay = Relay(farm.address)
    yield relay
    relay.close()


def test_a_connection_that_is_cut_loses_nothing_and_doubles_nothing(relay: Relay, home: Path) -> None:
    tokens.keep(addresses.read(relay.address), TOKEN)
    job = started(relay.address, home, one=request("a red mug", 200))
    listen(job, lambda _, event: isinstance(event, Progress))
    relay.break_off()
    *_, (_, lost) = listen(job, lambda _, event: isinstance(event, Noticed), 30)
    assert isinstance(lost, Noticed) and "out of reach" in lost.message
    relay.cut = False
    heard = listen(job, lambda _, event: isinstance(event, LastEvent))
    assert isinstance(heard[-1][1], Done) and job_folder.state(home / "one") is job_folder.State.FINISHED
    assert any(isinstance(event, Noticed) and "answers again" in event.message for _, event in heard)
    events = job_folder.read_events(home / "one")
    steps = [event.step for event in events if isinstance(event, Progress)]
    assert steps == sorted(set(steps)) and steps[-1] == 200
    assert sum(isinstance(event, Started) for event in events) == 1
