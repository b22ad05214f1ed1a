"""A client of Ray's Jobs API over HTTP, so that the host does not need Ray. Standard library only.

The token is sent to the farm's address and nowhere else: no redirect is followed and no proxy is used.
"""

from __future__ import annotations

import io
import json
import re
import socket
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from hashlib import sha256
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection, IncompleteRead
from typing import Any

from ..disk.texts import first_line, last_line
from .address import Address

MAKE = "python -I -m nerf_sds.farm"  # MAKE and CANCEL are the only commands that are ever sent
CANCEL = f"{MAKE} cancel"
ENDED = frozenset({"SUCCEEDED", "FAILED", "STOPPED"})
SECONDS = 20.0  # timeout of a request
LARGEST = 50_000_000  # bytes: the largest response, except for a log
Lend = Callable[[socket.socket], None]
_VERSION = re.compile(r"[0-9A-Za-z.+-]{1,40}")
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,99}")


class Lost(ConnectionError):
    """The farm cannot be reached or has an internal error; one line. It may answer later."""


@dataclass(frozen=True)
class State:
    """The state of a Ray job."""

    status: str  # PENDING, RUNNING or one of ENDED
    node: str  # the id of the node that has the log; "" before the job runs
    message: str  # Ray's message about the status

    @property
    def has_ended(self) -> bool:
        """True if nothing more is added to the job's log."""
        return self.status in ENDED


@dataclass(frozen=True)
class Node:
    """A living machine of the cluster, with its number of CPUs and GPUs."""

    cpus: float
    gpus: float


@dataclass(frozen=True)
class Cluster:
    """The Ray cluster at an address.

    Every method raises Lost if the farm is out of reach, or ValueError with one line if a second try would fail too.
    """

    address: Address
    token: str = field(default="", repr=False)

    def version(self) -> str:
        """Returns the version of the cluster's Ray."""
        version = str(self._ask("GET", "/api/version").get("ray_version"))
        if not _VERSION.fullmatch(version):
            raise self._strange()
        return version

    def nodes(self) -> list[Node]:
        """Returns the nodes that are alive."""
        answer = self._ask("GET", "/api/v0/nodes?limit=10000&detail=true")
        try:
            found = answer["data"]["result"]["result"]
            alive = [node["resources_total"] for node in found if node["state"] == "ALIVE"]
            return [Node(float(total.get("CPU", 0)), float(total.get("GPU", 0))) for total in alive]
        except (KeyError, TypeError, AttributeError, ValueError):
            raise self._strange() from None

    def submit(self, name: str, entry_point: str, files: Mapping[str, bytes]) -> None:
        """Starts a job named `name` in a folder with these files. Does nothing if a job of that name exists."""
        assert entry_point in (MAKE, CANCEL)
        package = _package(files)
        uri = f"_ray_pkg_{sha256(package).hexdigest()[:32]}.zip"
        self._send("PUT", f"/api/packages/gcs/{uri}", package)
        job = {"entrypoint": entry_point, "submission_id": name, "runtime_env": {"working_dir": f"gcs://{uri}"}}
        try:
            self._send("POST", "/api/jobs/", json.dumps(job).encode())
        except (Lost, ValueError):  # perhaps the job was submitted and only the response was lost
            with suppress(Lost, ValueError):
                self.state(name)
                return
            raise

    def state(self, name: str) -> State:
        """Returns the state of a job."""
        values = self._ask("GET", f"/api/jobs/{name}")
        node = values.get("driver_node_id") or ""
        if not isinstance(node, str) or (node and not _ID.fullmatch(node)):
            raise self._strange()
        return State(str(values.get("status")), node, str(values.get("message") or ""))

    def stop(self, name: str) -> None:
        """Stops a job within a few seconds. Does nothing if it has ended."""
        self._send("POST", f"/api/jobs/{name}/stop")

    @contextmanager
    def log(self, name: str, node: str, follow: Lend | None) -> Iterator[HTTPResponse]:
        """Yields an HTTP response that delivers a job's log from its beginning.

        With `follow` the response never ends: it blocks its reader until somebody breaks the connection, whose socket
        `follow` receives.
        """
        kind = "stream" if follow else "file"
        path = f"/api/v0/logs/{kind}?node_id={node}&submission_id={name}&lines=-1&timeout=600"
        with self._answer("GET", path, lend=follow) as answer:
            yield answer

    def _ask(self, method: str, path: str) -> dict[str, Any]:
        data = self._send(method, path)
        with suppress(ValueError, RecursionError):
            if isinstance(values := json.loads(data), dict):
                return values
        raise self._strange()

    def _send(self, method: str, path: str, body: bytes = b"") -> bytes:
        with self._answer(method, path, body) as answer:
            data = answer.read(LARGEST)
            check_whole(answer)
            return data

    @contextmanager
    def _answer(self, method: str, path: str, body: bytes = b"", lend: Lend | None = None) -> Iterator[HTTPResponse]:
        """Opens a connection of its own and yields the response. Raises Lost or ValueError for any status but 200."""
        kind = HTTPSConnection if self.address.secure else HTTPConnection
        connection = kind(self.address.host, self.address.port, timeout=SECONDS)
        headers = {"Content-Type": "application/json"} if body else {}
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        try:
            connection.connect()
            if lend:
                connection.sock.settimeout(None)
                lend(connection.sock)
            connection.request(method, path, body or None, headers)
            answer = connection.getresponse()
            if answer.status != 200:
                raise self._error(answer)
            yield answer
        except Lost:
            raise
        except (OSError, HTTPException) as error:
            raise Lost(f"{self.address} is out of reach ({first_line(error, 200)})") from error
        finally:
            connection.close()

    def _strange(self) -> ValueError:
        return ValueError(f"{self.address} answers as no Ray does: is that the address of its dashboard?")

    def _error(self, answer: HTTPResponse) -> Lost | ValueError:
        """Returns the exception for a response with an error status."""
        said = last_line(answer.read(20_000).decode("utf-8", "replace"), answer.reason)[:200]
        said = "".join(mark if mark.isprintable() else " " for mark in said)
        match answer.status:
            case 401:
                return ValueError(f"{self.address} wants a token: python3 -m nerf_sds farm login {self.address}")
            case 403:
                return ValueError(f"{self.address} takes another token: python3 -m nerf_sds farm login {self.address}")
            case status if status >= 500:
                return Lost(f"{self.address} is in trouble: {said}")
            case status if 300 <= status < 400:
                return ValueError(f"{self.address} only points to another address: give that one")
            case status:
                return ValueError(f"{self.address} refuses: {said} ({status})")


def check_whole(answer: HTTPResponse) -> None:
    """Raises IncompleteRead if fewer bytes were read than announced, as happens when a connection breaks."""
    if answer.length:
        raise IncompleteRead(b"", answer.length)


def _package(files: Mapping[str, bytes]) -> bytes:
    """Returns a ZIP archive of the files. The same files always give the same bytes."""
    package = io.BytesIO()
    with zipfile.ZipFile(package, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return package.getvalue()
