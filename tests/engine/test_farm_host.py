"""A host and a farm that fails or lies on purpose: nothing is lost, doubled, or let out of the prop's folder."""

from __future__ import annotations

import io
import json
import time
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from nerf_sds.config import Request
from nerf_sds.farm import address, backends, log_stream, order, tokens, wire
from nerf_sds.farm.farm_job import FarmJob
from nerf_sds.farm.log_stream import Lines
from nerf_sds.farm.ray_jobs import Cluster
from nerf_sds.farm.wire import Attempt, End, Refused, Told
from nerf_sds.jobs import failures, job_folder
from nerf_sds.jobs.protocol import (  # fmt: skip
    CoarseMesh,
    Done,
    Entered,
    Event,
    Failed,
    LastEvent,
    Noticed,
    Preview,
    Progress,
    Started,
)

TOKEN = "s3cret-token"
NAME = "1-mug"  # of the prop on the wire
EVIL = "$(touch broken-in); `id`; __import__('os')"


@dataclass
class Ray:
    """What the endpoints of Ray's that a host asks tell, and who asked."""

    address: str = "http://127.0.0.1:9"  # where nobody is
    log: bytes = b""
    status: str = "SUCCEEDED"
    cuts: list[int] = field(default_factory=list)  # bytes of a log or a state after which a connection breaks, one each
    refuses: int = 0  # an HTTP status for everything
    elsewhere: str = ""  # where everything is sent on to
    asked: list[tuple[str, str, dict[str, str], bytes]] = field(default_factory=list)

    def answer(self, path: str) -> bytes:
        if path.startswith("/api/v0/logs/"):
            return self.log
        if path.startswith("/api/jobs/"):
            status = "RUNNING" if len(self.cuts) > 3 else self.status
            return json.dumps({"status": status, "driver_node_id": "ab12", "message": "as it\nwas"}).encode()
        return b"{}"


@pytest.fixture
def ray() -> Iterator[Ray]:
    yield from serve(Ray())


def serve(ray: Ray) -> Iterator[Ray]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            ray.asked.append((self.command, self.path, dict(self.headers), body))
            if ray.elsewhere:
                self.send_response(307)
                self.send_header("Location", ray.elsewhere + self.path)
                self.end_headers()
                return
            answer, short = ray.answer(self.path), None
            if self.path.startswith(("/api/v0/logs/", "/api/jobs/propsmith-")) and ray.cuts:
                short = ray.cuts.pop(0)
            self.send_response(ray.refuses or 200)
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer[:short])

        do_PUT = do_POST = do_GET

        def log_message(self, *_: Any) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        ray.address = f"http://127.0.0.1:{server.server_port}"
        Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield ray
        server.shutdown()


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PROPSMITH_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(log_stream, "SECONDS_BETWEEN_CALLS", (0.01,) * 3)


def start(ray: Ray, folder: Path, prompt: str = "a red mug") -> FarmJob:
    request = Request(prompt)
    job_folder.create(folder, request)
    job = backends.start(ray.address, Path("/no/python"), {folder: request}, 0.25)
    assert isinstance(job, FarmJob)
    return job


def heard(job: FarmJob) -> list[Event]:
    """All events, to the last one."""
    assert job.wait(30)
    return [event for _, event in job.poll()]


def said(*lines: wire.Line) -> bytes:
    return b"".join(wire.encode(line).encode() + b"\n" for line in lines)


def of(event: Event) -> Told:
    return Told(NAME, event)


def files(*names: str, data: bytes = b"data" * 10_000) -> bytes:
    return said(*(part for name in names for part in wire.parts_of(NAME, name, data)))


WHOLE = [
    said(Attempt(NAME, 1, "ab12", 0), of(Started(60, "cuda", "float16"))),
    b"(raylet) what others print\n",
    files(job_folder.PREVIEW),
    said(of(Preview(job_folder.PREVIEW, 1, 0.0)), *(of(Progress(step, 60, 2.0, 1.0, 0.5)) for step in range(1, 61))),
    files(*job_folder.RESULT),
    said(of(Done(3.0)), End()),
    b"name  attempt\n",
]


def test_what_a_farm_sends_becomes_what_a_worker_leaves(ray: Ray, tmp_path: Path) -> None:
    ray.log = b"".join(WHOLE)
    events = heard(start(ray, tmp_path / "mug"))
    assert [type(event) for event in events] == [Started, Preview, *[Progress] * 60, Done]
    assert (
        job_folder.state(tmp_path / "mug") is job_folder.State.FINISHED
        and job_folder.read_events(tmp_path / "mug") == events
    )
    assert (tmp_path / "mug/prop.glb").read_bytes() == b"data" * 10_000


def test_a_prop_whose_node_died_begins_its_files_anew_and_says_so(ray: Ray, tmp_path: Path) -> None:
    begun, _, preview, *rest = WHOLE
    torn = preview[: preview.index(b"\n") + 1]
    again = said(Attempt(NAME, 2, "cd34", 30), of(Started(60, "cuda", "float16", 30)))
    ray.log = begun + torn + b"propsmith {to" + b"\n" + again + b"".join([preview, *rest])
    events = heard(start(ray, tmp_path / "mug"))
    assert [type(event) for event in events[:4]] == [Started, Noticed, Started, Preview]
    assert events[1] == Noticed("Its process or its node died: cd34 goes on from step 30")
    assert (tmp_path / "mug" / job_folder.PREVIEW).read_bytes() == b"data" * 10_000 and isinstance(events[-1], Done)


def test_what_is_sent_is_a_fixed_command_and_a_file_that_is_data(ray: Ray, tmp_path: Path) -> None:
    tokens.keep(address.read(ray.address), TOKEN)
    ray.log = said(End())
    heard(start(ray, tmp_path / EVIL.replace("/", ""), f"a red mug {EVIL}"))
    (package,) = [(path, body) for method, path, _, body in ray.asked if method == "PUT"]
    with zipfile.ZipFile(io.BytesIO(package[1])) as archive:
        assert archive.namelist() == [order.ORDER]
        (prop,) = order.read(archive.read(order.ORDER)).props
    assert prop.request.prompt == f"a red mug {EVIL}" and EVIL not in prop.name
    posted = [json.loads(body) for method, path, _, body in ray.asked if (method, path) == ("POST", "/api/jobs/")]
    assert [job["entrypoint"] for job in posted] == ["python -I -m nerf_sds.farm"]
    assert {*posted[0]} == {"entrypoint", "submission_id", "runtime_env"} and {*posted[0]["runtime_env"]} == {
        "working_dir"
    }
    assert {headers["Authorization"] for _, _, headers, _ in ray.asked} == {f"Bearer {TOKEN}"}
    assert not any(TOKEN in path or TOKEN.encode() in body for _, path, _, body in ray.asked)


def test_however_often_the_connection_breaks_each_line_comes_once(ray: Ray, tmp_path: Path) -> None:
    ray.log = b"".join(WHOLE)
    whole = len(ray.log)
    ray.cuts = [20, whole, 1, whole, 5, 5, whole, 300, whole, 40_000, whole, 60_001, whole, whole - 1]
    events = [event for event in heard(start(ray, tmp_path / "mug")) if not isinstance(event, Noticed)]
    assert not ray.cuts and [type(event) for event in events] == [Started, Preview, *[Progress] * 60, Done]
    assert job_folder.state(tmp_path / "mug") is job_folder.State.FINISHED


@pytest.mark.parametrize("size", [1, 7, 4096])
def test_lines_are_cut_wherever_blocks_end_and_too_long_ones_passed_over(
    size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(log_stream, "LONGEST", 50)
    log = b"first\n\n" + b"x" * 1000 + b"\n" + b"y" * 50 + b"\nlast\ntorn"
    lines = Lines()
    taken = [line for i in range(0, len(log), size) for line in lines.take(log[i : i + size])]
    assert taken == [b"first", b"", b"y" * 50, b"last"] and lines.taken == len(log)


def test_a_redirection_is_not_followed_and_the_token_goes_nowhere_else(ray: Ray, tmp_path: Path) -> None:
    for other in serve(Ray()):
        ray.elsewhere = other.address
        tokens.keep(address.read(ray.address), TOKEN)
        (last,) = heard(start(ray, tmp_path / "mug"))
        assert isinstance(last, Failed) and "points to another address" in last.reason
        assert len(ray.asked) == 2 and not other.asked


@pytest.mark.parametrize(
    ("status", "told"), [(401, "wants a token"), (403, "takes another token"), (404, "refuses"), (500, "in trouble")]
)
def test_a_farm_that_refuses_is_a_line_and_does_not_show_the_token(
    ray: Ray, status: int, told: str, tmp_path: Path
) -> None:
    ray.refuses = status
    tokens.keep(address.read(ray.address), TOKEN)
    job = start(ray, tmp_path / "mug")
    (last,) = heard(job)
    assert isinstance(last, Failed) and told in last.reason and TOKEN not in last.reason + last.log
    assert job_folder.last_event(tmp_path / "mug") == last and "\n" not in last.reason
    assert TOKEN not in repr(Cluster(address.read(ray.address), TOKEN))


def test_a_farm_that_is_not_there_is_told_soon(tmp_path: Path) -> None:
    began = time.monotonic()
    (last,) = heard(start(Ray(), tmp_path / "mug"))
    assert isinstance(last, Failed) and "out of reach" in last.reason and time.monotonic() - began < 10


def test_why_nothing_is_made_is_told_of_each_prop(ray: Ray, tmp_path: Path) -> None:
    ray.log = b"\x1b[2J\n" + said(Refused("The farm has no store: set PROPSMITH_STORE\x1b[2J"))
    reason = "The farm has no store: set PROPSMITH_STORE [2J"
    assert heard(start(ray, tmp_path / "mug")) == [Failed(reason, " [2J")] == [job_folder.last_event(tmp_path / "mug")]


def test_a_run_that_dies_without_a_word_leaves_what_it_printed(ray: Ray, tmp_path: Path) -> None:
    ray.log, ray.status = b"Traceback\nMemoryError\n", "FAILED"
    (last,) = heard(start(ray, tmp_path / "mug"))
    assert isinstance(last, Failed) and last.log == "Traceback\nMemoryError"
    assert last.reason.endswith("ended early (FAILED): as it was")


def raw(**values: Any) -> bytes:
    return wire.MARK.encode() + json.dumps({"of": NAME, **values}).encode() + b"\n"


HOSTILE = [
    raw(file="../outside", part=0, parts=1, data="AAAA"),
    raw(file="/tmp/outside", part=0, parts=1, data="AAAA"),
    raw(file="request.json", part=0, parts=1, data="AAAA"),
    raw(file=".lock", part=0, parts=1, data="AAAA"),
    raw(of="../mug", file="prop.glb", part=0, parts=1, data="AAAA"),
    raw(of="another", file="prop.glb", part=0, parts=1, data="AAAA"),
    raw(file="prop.glb", part=0, parts=10**9, data="AAAA"),
    raw(file="prop.glb", part=1, parts=2, data="AAAA"),
    raw(event={"type": "Request", "prompt": "a blue mug"}),
    raw(event={"type": "Done", "seconds": float("nan")}),
    raw(event={"type": "Progress", "step": 10**30, "steps": 1, "steps_per_second": 1, "seconds_left": 1, "loss": 0}),
    raw(event={"type": "Progress", "step": 0, "steps": 0, "steps_per_second": 1, "seconds_left": 1, "loss": 0}),
    said(
        of(Preview("/etc/passwd", 1, 0.0)),
        of(Preview(job_folder.PREVIEW, 1, 0.0)),
        of(CoarseMesh("../../coarse.npz", 1)),
    ),
    b"propsmith " + b"[" * 100_000 + b"\n",
    b"propsmith \xff\xfe\x00\n",
    b"x" * 3_000_000 + b"\n",
]


def test_a_hostile_farm_writes_nothing_but_the_files_of_its_prop(ray: Ray, tmp_path: Path) -> None:
    ray.log = b"".join(HOSTILE) + said(of(Entered("\x1b[2Jcleared\n")), of(Done(1.0)), End())
    job = start(ray, tmp_path / "in" / "mug")
    before = set(tmp_path.rglob("*"))
    entered, last = heard(job)
    assert entered == Entered(" [2Jcleared ")
    assert isinstance(last, Failed) and "prop.glb" in last.reason and "did not arrive" in last.reason
    new = {path.name for path in tmp_path.rglob("*") if path not in before}
    assert new <= {job_folder.EVENTS, job_folder.LOCK}


def test_a_link_in_the_folder_is_replaced_and_not_followed(ray: Ray, tmp_path: Path) -> None:
    ray.log = b"".join(WHOLE)
    outside = tmp_path / "outside"
    outside.write_bytes(b"mine")
    job_folder.create(tmp_path / "mug", Request("a red mug"))
    for name in (*job_folder.RESULT, job_folder.PREVIEW):
        (tmp_path / "mug" / name).symlink_to(outside)
    assert isinstance(heard(start(ray, tmp_path / "mug"))[-1], Done)
    assert outside.read_bytes() == b"mine" and not (tmp_path / "mug/prop.glb").is_symlink()


def test_a_link_in_the_place_of_the_record_fails_that_prop(ray: Ray, tmp_path: Path) -> None:
    ray.log = b"".join(WHOLE)
    outside = tmp_path / "outside"
    outside.write_bytes(b"mine")
    job_folder.create(tmp_path / "mug", Request("a red mug"))
    (tmp_path / "mug" / job_folder.EVENTS).symlink_to(outside)
    (last,) = heard(start(ray, tmp_path / "mug"))
    assert isinstance(last, LastEvent) and not isinstance(last, Done) and outside.read_bytes() == b"mine"


def test_a_folder_that_is_worked_on_is_refused_before_anything_is_sent(ray: Ray, tmp_path: Path) -> None:
    job_folder.create(tmp_path / "mug", Request("a red mug"))
    with job_folder.working(tmp_path / "mug"), pytest.raises(failures.Refused, match="worked on by another process"):
        backends.start(ray.address, Path("/no/python"), {tmp_path / "mug": Request("a red mug")})
    assert not ray.asked
