"""Ray's Jobs API with urllib alone: an uploaded file, a fixed entry point, the log."""

from __future__ import annotations

import io
import json
import os
import time
import zipfile
from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from urllib.request import Request, urlopen

from nerf_sds.farm import order, wire
from nerf_sds.farm.wire import Line

ENTRY_POINT = "python -I -m nerf_sds.farm"
ENDED = {"SUCCEEDED", "FAILED", "STOPPED"}


@dataclass(frozen=True)
class RayJob:
    """A job on the cluster at the address."""

    address: str
    name: str

    @classmethod
    def submit(cls, address: str, entrypoint: str, **uploaded: bytes) -> RayJob:
        """With a package of these files."""
        package = io.BytesIO()
        with zipfile.ZipFile(package, "w") as archive:
            for name, data in uploaded.items():
                archive.writestr(name, data)
        uri = f"_ray_pkg_{sha256(package.getvalue()).hexdigest()[:16]}.zip"
        _call(address, f"/api/packages/gcs/{uri}", "PUT", package.getvalue())
        wanted = {"entrypoint": entrypoint, "runtime_env": {"working_dir": f"gcs://{uri}"}}
        answer = _call(address, "/api/jobs/", "POST", json.dumps(wanted).encode())
        return cls(address, json.loads(answer)["submission_id"])

    def status(self) -> str:
        return json.loads(_call(self.address, f"/api/jobs/{self.name}"))["status"]

    def log(self) -> str:
        return json.loads(_call(self.address, f"/api/jobs/{self.name}/logs"))["logs"]

    def lines(self) -> list[Line]:
        """What is on the wire so far."""
        whole = self.log().rpartition("\n")[0]
        return [line for text in whole.splitlines() if (line := wire.decode(text))]

    def stop(self) -> None:
        _call(self.address, f"/api/jobs/{self.name}/stop", "POST")

    def wait(self, seconds: float) -> list[Line]:
        """All lines, once it has ended."""
        deadline = time.monotonic() + seconds
        while self.status() not in ENDED:
            assert time.monotonic() < deadline, self.log()[-3000:]
            time.sleep(0.3)
        return self.lines()


def make(address: str, wanted: order.Order) -> RayJob:
    return RayJob.submit(address, ENTRY_POINT, **{order.ORDER: order.write(wanted)})


def cancel(address: str, run: RayJob, *names: str) -> RayJob:
    unwanted = order.write_cancellation(order.Cancellation(run.name, names))
    return RayJob.submit(address, f"{ENTRY_POINT} cancel", **{order.CANCEL: unwanted})


def _call(address: str, path: str, method: str = "GET", data: bytes | None = None) -> Any:
    headers = {"Authorization": f"Bearer {os.environ['RAY_AUTH_TOKEN']}", "Content-Type": "application/json"}
    with urlopen(Request(address + path, data, headers, method=method), timeout=30) as answer:
        return answer.read()
