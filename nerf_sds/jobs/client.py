"""The host's side of a job, for both Blender and the command line. Standard library only.

`Job` starts a worker, returns its events and ends it. If the worker dies without a last event, `Job` creates one.
"""

from __future__ import annotations

import os
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Generator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import IO, Protocol

from ..config import Request
from ..disk import files
from ..install import environment
from ..paths import PROJECT
from . import failures, job_folder, lifeline
from .protocol import Cancelled, Event, Failed, LastEvent, Progress, View, encode, told

SECONDS_TO_LEAVE = lifeline.GRACE + 2.0  # from cancel() until the worker is killed
LOG_LINES = 12  # lines of the log in a Failed event that Job creates
_LOG_TAIL = 8192  # bytes that are read from the end of the log

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


class Job:
    """A worker process for one or more job folders that `job_folder.create` made.

    The worker continues from existing checkpoints. `program` is the module that it runs. Everything that it prints
    besides events goes to the log in the first folder. Raises OSError if the interpreter cannot be started.
    """

    def __init__(
        self, python: Path, requests: Mapping[Path, Request], online: bool = False, program: str = "nerf_sds.worker"
    ) -> None:
        self.folders = [folder.absolute() for folder in requests]
        self._log = self.folders[0] / failures.LOG
        self._events: queue.SimpleQueue[tuple[Path, Event]] = queue.SimpleQueue()
        self._cancelled = False
        with files.open_unlinked(self._log, "ab") as log:
            self._process = subprocess.Popen(
                [str(python), "-m", program, *map(str, self.folders)],
                cwd=PROJECT,
                env=worker_environment(online),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                start_new_session=True,  # Ctrl-C in the terminal reaches only the host, which decides what to do
                creationflags=NEW_GROUP,
            )
        assert self._process.stdin and self._process.stdout
        self._stdin = self._process.stdin
        with suppress(OSError):  # the worker died at once: the reader thread reports it
            self._stdin.writelines(encode(request).encode() + b"\n" for request in requests.values())
            self._stdin.flush()
        self._unsent = b""
        if hasattr(os, "set_blocking"):  # missing on Windows in Python 3.11
            os.set_blocking(self._stdin.fileno(), False)
        self._reader = threading.Thread(target=self._read, args=(self._process.stdout,), daemon=True)
        self._reader.start()

    @property
    def pid(self) -> int:
        """The worker's process id."""
        return self._process.pid

    @property
    def is_running(self) -> bool:
        """True until the worker has ended and its last events can be polled."""
        return self._reader.is_alive()

    def poll(self) -> list[tuple[Path, Event]]:
        """Returns the events since the last call, each with its job folder. Never blocks.

        Each folder gets exactly one LastEvent, as its last event.
        """
        return [self._events.get() for _ in range(self._events.qsize())]

    def look(self, view: View) -> bool:
        """Asks the worker to draw the first prop from this view. Never blocks.

        Returns False if the view could not be sent: the pipe is full or closed, or the rest of an earlier view had to
        go first.
        """
        if self._stdin.closed:
            return False
        line = b"" if self._unsent else encode(view).encode() + b"\n"
        try:
            written = os.write(self._stdin.fileno(), self._unsent or line)
        except (OSError, ValueError):  # the pipe is full, or the reader thread has just closed it
            return False
        self._unsent = (self._unsent or line)[written:]  # a partly written line must be finished first
        return bool(line)

    def cancel(self) -> None:
        """Asks the worker to write checkpoints and exit. Kills it after SECONDS_TO_LEAVE. Never blocks."""
        if self._cancelled:
            return
        self._cancelled = True
        self._close_stdin()
        deadline = threading.Timer(SECONDS_TO_LEAVE, self.kill)
        deadline.daemon = True
        deadline.start()

    def kill(self) -> None:
        """Kills the worker now. Steps after the last checkpoints are lost."""
        kill(self._process)

    def wait(self, seconds: float | None = None) -> bool:
        """Waits up to `seconds` for the worker to end, without a limit if None. Returns whether it has ended."""
        self._reader.join(seconds)
        return not self._reader.is_alive()

    def _read(self, stdout: IO[bytes]) -> None:
        """Runs in the reader thread: queues each event of the worker, then a last event for each folder without one."""
        steps = dict.fromkeys(self.folders, 0)  # job folder -> steps taken, for folders without a last event
        for line in stdout:
            try:
                of, event = told(line.decode("utf-8", "replace"))
            except ValueError:
                continue  # a line cut off when the worker died; the exit code says more
            if (folder := Path(of)) not in steps:
                continue
            if isinstance(event, Progress):
                steps[folder] = event.step
            if isinstance(event, LastEvent):
                del steps[folder]
            self._events.put((folder, event))
        code = self._process.wait()
        for folder, step in steps.items():
            self._events.put((folder, self._epitaph(folder, step, code)))
        stdout.close()
        self._close_stdin()

    def _epitaph(self, folder: Path, step: int, code: int) -> LastEvent:
        """Returns the last event for a folder whose worker died without one."""
        resumable = job_folder.is_resumable(folder)
        if self._cancelled:
            return Cancelled(step, resumable)
        advice = "Resume it" if resumable else "Start it again"
        return Failed(f"{cause_of_death(code)} (exit code {code}). {advice}, or see {self._log}", last_lines(self._log))

    def _close_stdin(self) -> None:
        with suppress(OSError):
            self._stdin.close()


class Running(Protocol):
    """What `events` needs of a job, of this machine or of a farm."""

    folders: list[Path]

    def poll(self) -> list[tuple[Path, Event]]: ...
    def kill(self) -> None: ...
    def wait(self, seconds: float | None = None) -> bool: ...


def events(job: Running, seconds: float = 0.1) -> Generator[list[tuple[Path, Event]]]:
    """Yields what a job has told since the last time, perhaps nothing, until each of its folders has its last event.

    It sleeps so many seconds in between. When it ends or is closed, the job is gone: it is killed if it has to be.
    """
    left = {*job.folders}
    try:
        while left:
            told = job.poll()
            left -= {folder for folder, event in told if isinstance(event, LastEvent)}
            yield told
            time.sleep(seconds)
        job.wait(SECONDS_TO_LEAVE)
    finally:
        job.kill()
        job.wait(SECONDS_TO_LEAVE)


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


def last_lines(log: Path, count: int = LOG_LINES) -> str:
    """Returns the last `count` lines of a log, or an empty string if it cannot be read."""
    try:
        with files.open_unlinked(log, "rb") as file:
            file.seek(0, os.SEEK_END)
            file.seek(max(0, file.tell() - _LOG_TAIL))
            return "\n".join(file.read().decode("utf-8", "replace").splitlines()[-count:])
    except OSError:
        return ""
