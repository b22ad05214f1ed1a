"""A run on all GPUs of this machine: a child process with a Ray of its own. Standard library only."""

from __future__ import annotations

import json
import subprocess
import tempfile
import threading
from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path

from .. import paths
from ..disk import files, folders
from ..jobs import client
from . import order
from .address import AUTO
from .log_stream import LONGEST

STORE = "PROPSMITH_STORE"
SECONDS_TO_LEAVE = 20.0  # for a Ray that nothing runs on any more


class LocalRun:
    """Of an order that was written: see `run.Source`. What the child prints goes to the log."""

    def __init__(self, python: Path, order_file: bytes, log: Path, online: bool) -> None:
        """Raises OSError when the interpreter cannot be started, ValueError when there is no place for its store."""
        self._log = log
        variables = client.worker_environment(online) | {"PYTHONPATH": str(paths.PROJECT)}
        if STORE not in variables:
            variables[STORE] = str(_own_store())
        self._place = tempfile.TemporaryDirectory(prefix="propsmith-")
        Path(self._place.name, order.ORDER).write_bytes(order_file)
        try:
            with files.open_unlinked(log, "ab") as record:
                self._process = subprocess.Popen(
                    [str(python), "-P", "-m", "nerf_sds.farm", AUTO],
                    cwd=self._place.name,
                    env=variables,
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=record,
                    start_new_session=True,  # away from the terminal's Ctrl-C: the host decides what it means
                    creationflags=client.NEW_GROUP,
                )
        except OSError:
            self._place.cleanup()
            raise
        self._lock = threading.Lock()  # of stdin

    def lines(self) -> Iterator[bytes]:
        """To the child's end."""
        assert self._process.stdout
        yield from iter(partial(self._process.stdout.readline, LONGEST), b"")

    def cancel(self, names: Sequence[str]) -> None:
        """Never waits for the child."""
        assert self._process.stdin
        with self._lock, suppress(OSError, ValueError):  # it is gone
            self._process.stdin.write(json.dumps({"cancel": [*names]}).encode() + b"\n")
            self._process.stdin.flush()

    def kill(self) -> None:
        """With all that it started: its Ray watches over it."""
        client.kill(self._process)

    def close(self, ended: bool) -> None:
        """Gives its Ray some time to leave."""
        assert self._process.stdin and self._process.stdout
        with self._lock, suppress(OSError):
            self._process.stdin.close()
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(SECONDS_TO_LEAVE)
        self.kill()
        self._process.wait()
        self._process.stdout.close()
        self._place.cleanup()

    def verdict(self) -> str:
        """What its exit code tells."""
        code = self._process.wait()
        return f"{client.cause_of_death(code)} (exit code {code}): see {self._log}"


def _own_store() -> Path:
    store = paths.farm_store()
    try:
        folders.claim(store)
    except OSError as error:
        raise ValueError(
            f"{store} cannot be written ({error.strerror}): set PROPSMITH_HOME to another folder"
        ) from error
    return store
