"""The engine's processes: their environment, their end, and the workers that stay for the next job.

Standard library only.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Hashable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO, Protocol

from ..disk import files
from ..install import environment
from ..paths import PROJECT
from .protocol import Command, Event, encode, told

SECONDS_TO_STAY = 300.0  # that a worker waits for its next job, unless the host sets another time

if sys.platform == "win32":  # a process group of its own, with a lower priority than the host
    NEW_GROUP = (
        subprocess.CREATE_NEW_PROCESS_GROUP | subprocess.CREATE_NO_WINDOW | subprocess.BELOW_NORMAL_PRIORITY_CLASS
    )
else:
    NEW_GROUP = 0  # elsewhere the worker lowers its own priority: see `worker.process.step_back`

# OpenMP's threads spin by default. If another program uses the same cores, a step then takes 100 times as long.
_SETTINGS = {
    "OMP_WAIT_POLICY": "PASSIVE",
    "GOMP_SPINCOUNT": "0",
    "KMP_BLOCKTIME": "0",
    "PYTHONDONTWRITEBYTECODE": "1",  # an extension must not write into its own folder
    "PYTHONUTF8": "1",
}


def worker_environment(online: bool = False) -> dict[str, str]:
    """Returns the environment variables for the engine's processes, without those of the host's Python and of Blender.

    `online` allows downloads of diffusion models. Nothing else in the engine needs a network.
    """
    offline = "0" if online else "1"
    variables = {"OMP_NUM_THREADS": str(threads(_cores()))} | environment.clean_environ() | _SETTINGS
    return variables | {"HF_HUB_OFFLINE": offline, "TRANSFORMERS_OFFLINE": offline}


def threads(cores: int) -> int:
    """Returns the number of compute threads that is used unless OMP_NUM_THREADS is set. One core is left to the host.

    With two cores both are used: one thread would double the time, and the worker's low priority keeps the host
    responsive.
    """
    return cores - 1 if cores > 2 else cores


def _cores() -> int:
    """Returns how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Client(Protocol):
    """The owner of a worker's assignment, who receives its events."""

    def hear(self, folder: Path, event: Event) -> None:
        """Receives an event of the worker."""
        ...

    def lose(self, code: int) -> None:
        """Receives the exit code of a worker that ended before its assignment did."""
        ...


class Worker:
    """A worker process. It has one assignment at a time and waits for the next one until `leave`.

    What it prints before its first assignment goes to `log`. Raises OSError if the interpreter cannot be started.
    """

    def __init__(self, python: Path, variables: dict[str, str], log: IO[bytes]) -> None:
        self.kind = _kind(python, variables)
        self._client: Client | None = None
        self._silent = threading.Event()  # set once the process has closed its stdout
        self._code: int | None = None  # exit code, once it has ended
        self._lock = threading.Lock()  # guards `_client` and `_code`
        self._process = subprocess.Popen(
            [str(python), "-m", "nerf_sds.worker"],
            cwd=PROJECT,
            env=variables,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
            start_new_session=True,  # Ctrl-C in the terminal reaches only the host, which decides what to do
            creationflags=NEW_GROUP,
        )
        assert self._process.stdin and self._process.stdout
        self._stdin = self._process.stdin
        self._unsent = b""  # of the commands, because the pipe was full
        threading.Thread(target=self._read, args=(self._process.stdout,), name="worker", daemon=True).start()

    @property
    def pid(self) -> int:
        """The process id."""
        return self._process.pid

    @property
    def is_alive(self) -> bool:
        """False once the process has ended."""
        # While the reader thread waits for the process, `poll` cannot tell.
        return not self._silent.is_set() and self._process.poll() is None

    def begin(self, client: Client, commands: Sequence[Command]) -> None:
        """Sends the commands that begin an assignment. Its events go to the client."""
        with self._lock:
            self._client = client
            if self._code is not None:
                client.lose(self._code)
        with suppress(OSError, ValueError):  # the worker is gone, and the client learns it from the reader thread
            self._set_blocking(True)
            self._stdin.write(self._unsent + b"".join(map(_line, commands)))
            self._stdin.flush()
            self._set_blocking(False)
        self._unsent = b""

    def end(self) -> None:
        """Ends the assignment. The client receives no further events."""
        self._client = None

    def send(self, command: Command) -> None:
        """Sends a further command. Never blocks: a later `flush` sends what the pipe does not take."""
        self._unsent += _line(command)
        self.flush()

    def flush(self) -> bool:
        """Sends as much of what is unsent as the pipe takes. Returns whether that was all. Never blocks."""
        with suppress(OSError, ValueError):  # the pipe is full, or the worker is gone
            while self._unsent:
                self._unsent = self._unsent[os.write(self._stdin.fileno(), self._unsent) :]
        return not self._unsent

    def leave(self) -> None:
        """Tells the worker to exit. If it still has an assignment, it writes checkpoints first. Never blocks."""
        with suppress(OSError):
            self._stdin.close()

    def kill(self) -> None:
        """Kills the worker."""
        kill(self._process)

    def _set_blocking(self, blocking: bool) -> None:
        if hasattr(os, "set_blocking"):  # missing on Windows in Python 3.11
            os.set_blocking(self._stdin.fileno(), blocking)

    def _read(self, stdout: IO[bytes]) -> None:
        """Runs in the reader thread: passes on each event, then the exit code."""
        for line in stdout:
            try:
                folder, event = told(line.decode("utf-8", "replace"))
            except ValueError:
                continue  # a line cut off when the worker died; the exit code says more
            if client := self._client:
                client.hear(Path(folder), event)
        self._silent.set()
        code = self._process.wait()
        stdout.close()
        self.leave()
        with self._lock:
            self._code = code
            if self._client:
                self._client.lose(code)


class Pool:
    """The idle workers, at most one of each kind."""

    def __init__(self) -> None:
        self._seconds = SECONDS_TO_STAY
        self._idle: dict[Hashable, tuple[Worker, threading.Timer]] = {}
        self._lock = threading.RLock()

    def hire(self, python: Path, online: bool, log: Path) -> Worker:
        """Returns a worker that waits, or a new one, whose first output goes to `log`.

        `online` allows downloads of diffusion models. Raises OSError if the interpreter cannot be started or the log
        cannot be written.
        """
        variables = worker_environment(online)
        with files.open_unlinked(log, "ab") as file:
            idle = self._take(_kind(python, variables))
            return idle if idle and idle.is_alive else Worker(python, variables, file)

    def take_back(self, worker: Worker) -> None:
        """Keeps a worker that has finished its assignment for the next one."""
        with self._lock:
            surplus = self._take(worker.kind) if self._seconds else worker
            if self._seconds:
                timer = threading.Timer(self._seconds, self._dismiss, [worker])
                timer.daemon = True
                timer.start()
                self._idle[worker.kind] = worker, timer
        if surplus:
            surplus.leave()

    def stay(self, seconds: float) -> None:
        """Sets how long workers wait for their next assignment; with 0 they end at once. Workers that wait now end."""
        with self._lock:
            self._seconds = seconds
        self.dismiss()

    def dismiss(self) -> None:
        """Dismisses all idle workers."""
        for worker, _ in [*self._idle.values()]:
            self._dismiss(worker)

    def _take(self, kind: Hashable) -> Worker | None:
        """Removes the idle worker of a kind from the pool and returns it, or None."""
        with self._lock:
            worker, timer = self._idle.pop(kind, (None, None))
            if timer:
                timer.cancel()
            return worker

    def _dismiss(self, worker: Worker) -> None:
        """Dismisses an idle worker, unless it has just been hired."""
        with self._lock:
            if self._idle.get(worker.kind, (None,))[0] is worker:
                self._take(worker.kind)
                worker.leave()


pool = Pool()


def _kind(python: Path, variables: dict[str, str]) -> Hashable:
    """Returns a key that is equal for interchangeable workers."""
    return python, frozenset(variables.items())


def _line(command: Command) -> bytes:
    return encode(command).encode() + b"\n"


def kill(process: subprocess.Popen) -> None:
    """Kills a process and everything that it started in its session. The process must lead a session of its own."""
    if process.poll() is not None:
        return
    if sys.platform == "win32":
        process.kill()
    else:
        os.killpg(process.pid, signal.SIGKILL)


def cause_of_death(code: int) -> str:
    """Describes an exit code in one line. As in subprocess, a negative code means that a signal ended the process."""
    if code in (-9, 137):
        return "The worker was killed, perhaps because memory ran out"
    if code < 0:
        try:
            return f"The worker was ended by {signal.Signals(-code).name}"
        except ValueError:
            return f"The worker was ended by signal {-code}"
    return "The worker stopped without saying why"
