"""A run on all GPUs of this machine: a child process with its own Ray. Standard library only."""

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
from ..jobs import workers
from . import order
from .address import AUTO
from .log_stream import LONGEST

STORE = "PROPSMITH_STORE"  # the variable that holds the store's folder or URL
SECONDS_TO_LEAVE = 20.0  # that an idle Ray gets to shut down


class LocalRun:
    """Runs an order in a child process. Implements `farm_job.Source`. The child's stderr goes to the log file."""

    def __init__(self, python: Path, order_file: bytes, log: Path, online: bool) -> None:
        """Starts the child.

        Raises OSError if the interpreter cannot be started, ValueError if its store cannot be written.
        """
        self._log = log
        variables = workers.worker_environment(online) | {"PYTHONPATH": str(paths.PROJECT)}
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
                    start_new_session=True,  # the terminal's Ctrl-C must not reach the child: the host handles it
                    creationflags=workers.NEW_GROUP,
                )
        except OSError:
            self._place.cleanup()
            raise
        self._lock = threading.Lock()  # guards stdin

    def lines(self) -> Iterator[bytes]:
        """Yields the lines of the child's stdout until the child exits."""
        assert self._process.stdout
        yield from iter(partial(self._process.stdout.readline, LONGEST), b"")

    def cancel(self, names: Sequence[str]) -> None:
        """Sends the names of cancelled props to the child. Does not wait for the child to act on them."""
        assert self._process.stdin
        with self._lock, suppress(OSError, ValueError):  # the child is gone
            self._process.stdin.write(json.dumps({"cancel": [*names]}).encode() + b"\n")
            self._process.stdin.flush()

    def kill(self) -> None:
        """Kills the child and every process that it started. Ray ends its own processes when the child is gone."""
        workers.kill(self._process)

    def close(self, ended: bool) -> None:
        """Closes the child's stdin and waits SECONDS_TO_LEAVE for its Ray to shut down, then kills it."""
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
        """Returns what the child's exit code means, in one line."""
        code = self._process.wait()
        return f"{workers.cause_of_death(code)} (exit code {code}): see {self._log}"


def _own_store() -> Path:
    store = paths.farm_store()
    try:
        folders.claim(store)
    except OSError as error:
        raise ValueError(
            f"{store} cannot be written ({error.strerror}): set PROPSMITH_HOME to another folder"
        ) from error
    return store
