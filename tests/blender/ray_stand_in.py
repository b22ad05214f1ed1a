"""A Ray cluster for the tests: the endpoints that a host asks, and the lines of real props, said when a test wants."""

from __future__ import annotations

import io
import json
import threading
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from nerf_sds.farm import order, wire
from nerf_sds.jobs import job_folder
from nerf_sds.jobs.protocol import Cancelled, Done, Entered, LastEvent, Preview, Progress, Started


class Run:
    """A Ray job that makes props; its log grows as a test lets it."""

    def __init__(self, props: tuple[order.OrderedProp, ...], made: Path) -> None:
        self.props = {prop.request.seed: prop for prop in props}
        self.status = "RUNNING"
        self.log = bytearray()
        self._made = made  # the folder of a finished prop

    def begin(self, seed: int) -> None:
        """A task works on the prop of this seed, and is half through."""
        name = self.props[seed].name
        self.say(wire.Attempt(name, 1, "ab12", 0), wire.Told(name, Started(12, "cpu", "float32")))
        self.say(wire.Told(name, Entered("Optimising")))
        self.say(*wire.parts_of(name, job_folder.PREVIEW, (self._made / job_folder.PREVIEW).read_bytes()))
        self.say(wire.Told(name, Preview(job_folder.PREVIEW, 6, 0.0)), wire.Told(name, Progress(6, 12, 2.0, 3.0, 0.5)))

    def finish(self, seed: int) -> None:
        """The prop of this seed, whole."""
        for file in job_folder.RESULT:
            self.say(*wire.parts_of(self.props[seed].name, file, (self._made / file).read_bytes()))
        self.end(seed, Done(3.0))

    def end(self, seed: int, last: LastEvent) -> None:
        """The last event of a prop; that of the last one is the run's end."""
        self.say(wire.Told(self.props.pop(seed).name, last))
        if not self.props:
            self.say(wire.End())
            self.status = "SUCCEEDED"

    def cancel(self, names: tuple[str, ...]) -> None:
        """As a task does that hears of it."""
        for seed, prop in [*self.props.items()]:
            if prop.name in names:
                self.end(seed, Cancelled(6, True))

    def die(self) -> None:
        """Without a word."""
        self.status = "FAILED"

    def say(self, *lines: wire.Line) -> None:
        self.log += b"".join(wire.encode(line).encode() + b"\n" for line in lines)


class Cluster:
    """Where the runs are; `token` is wanted by whoever asks, if it is not empty."""

    def __init__(self, made: Path) -> None:
        self.address, self.token = "", ""
        self.runs: list[Run] = []
        self.jobs: dict[str, Run] = {}  # by their names; what cancels belongs to the run that it takes props from
        self._made = made
        self._packages: dict[str, bytes] = {}

    def wait_for_run(self, count: int) -> Run:
        """The run of this number."""
        deadline = time.monotonic() + 20
        while len(self.runs) < count:
            assert time.monotonic() < deadline, "no order came"
            time.sleep(0.02)
        return self.runs[count - 1]

    def take(self, path: str, data: bytes) -> None:
        """An uploaded package."""
        self._packages[path.rpartition("/")[2]] = data

    def submit(self, wanted: dict[str, Any]) -> None:
        uploaded = self._packages[wanted["runtime_env"]["working_dir"].removeprefix("gcs://")]
        with zipfile.ZipFile(io.BytesIO(uploaded)) as package:
            (name,) = package.namelist()
            data = package.read(name)
        if name == order.ORDER:
            run = Run(order.read(data).props, self._made)
            self.jobs[wanted["submission_id"]] = run
            self.runs.append(run)
        else:
            unwanted = order.read_cancellation(data)
            self.jobs[unwanted.run].cancel(unwanted.names)

    def answer(self, path: str) -> dict[str, Any]:
        if path == "/api/version":
            return {"ray_version": "2.60.0"}
        if path.startswith("/api/v0/nodes"):
            node = {"state": "ALIVE", "resources_total": {"CPU": 8.0, "GPU": 2.0}}
            return {"data": {"result": {"result": [node, node]}}}
        run = self.jobs.get(path.removeprefix("/api/jobs/"))
        return {"status": run.status if run else "SUCCEEDED", "driver_node_id": "ab12"}


@contextmanager
def serving(cluster: Cluster) -> Iterator[Cluster]:
    """The cluster at an address of this machine."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self._is_let_in():
                if self.path.startswith("/api/v0/logs/"):
                    self._stream(cluster.jobs[self.path.partition("submission_id=")[2].partition("&")[0]])
                else:
                    self._send(cluster.answer(self.path))

        def do_PUT(self) -> None:
            if self._is_let_in():
                cluster.take(self.path, self._body())
                self._send({})

        def do_POST(self) -> None:
            if self._is_let_in():
                cluster.submit(json.loads(self._body()))
                self._send({})

        def _body(self) -> bytes:
            return self.rfile.read(int(self.headers["Content-Length"]))

        def _is_let_in(self) -> bool:
            if cluster.token and self.headers["Authorization"] != f"Bearer {cluster.token}":
                self.send_error(403 if self.headers["Authorization"] else 401)
                return False
            return True

        def _send(self, values: dict[str, Any]) -> None:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(json.dumps(values).encode())

        def _stream(self, run: Run) -> None:
            self.send_response(200)
            self.end_headers()
            sent = 0
            while True:
                ended = run.status != "RUNNING"
                new = bytes(run.log[sent:])
                self.wfile.write(new)
                sent += len(new)
                if ended:
                    return
                time.sleep(0.05)

        def log_message(self, *_: Any) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        cluster.address = f"http://127.0.0.1:{server.server_port}"
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield cluster
        for run in cluster.runs:
            run.die()
        server.shutdown()
