"""The host's side of a job, for Blender and the command line alike. Standard library only.

`Job` starts a worker, hands out what it tells and ends it. When it dies without a last event, Job supplies one.
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

SECONDS_TO_LEAVE = lifeline.GRACE + 2.0  # after cancel(), before the worker is killed
LOG_LINES = 12  # of the log, in a Failed that Job supplies
_LOG_TAIL = 8192  # bytes of the log that are looked at

if sys.platform == "win32":  # the flags for a process group of its own, after the host in the queue for the processor
    NEW_GROUP = (
        subprocess.CREATE_NEW_PROCESS_GROUP | subprocess.CREATE_NO_WINDOW | subprocess.BELOW_NORMAL_PRIORITY_CLASS
    )
else:
    NEW_GROUP = 0  # there the worker steps back by itself: see `process.step_back`

# OpenMP's threads spin by default: with another program on the same cores a step takes a hundred times as long.
_SETTINGS = {
    "OMP_WAIT_POLICY": "PASSIVE",
    "GOMP_SPINCOUNT": "0",
    "KMP_BLOCKTIME": "0",
    "PYTHONDONTWRITEBYTECODE": "1",  # an extension's folder may not be written to
    "PYTHONUTF8": "1",
}


def worker_environment(online: bool = False) -> dict[str, str]:
    """The variables for the engine's processes: without what belongs to the host's Python or to Blender.

    `online` lets them download a diffusion model; nothing else that they do needs a network.
    """
    offline = "0" if online else "1"
    variables = {"OMP_NUM_THREADS": str(threads(_cores()))} | environment.clean_environ() | _SETTINGS
    return variables | {"HF_HUB_OFFLINE": offline, "TRANSFORMERS_OFFLINE": offline}


def threads(cores: int) -> int:
    """How many threads compute, unless OMP_NUM_THREADS says it: one core is left to the host.

    Of two cores none is: a prop would take twice as long, and the worker's lower priority keeps the host quick.
    """
    return cores - 1 if cores > 2 else cores


def _cores() -> int:
    """Those that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Job:
    """A worker on job folders that `jobs.create` made. It goes on from a folder's checkpoint, where one lies.

    `program` is the module that works. What the worker prints goes to the first folder's log. Raises OSError when the
    interpreter cannot be started.
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
                start_new_session=True,  # away from the terminal's Ctrl-C: the host decides what it means
                creationflags=NEW_GROUP,
            )
        assert self._process.stdin and self._process.stdout
        self._stdin = self._process.stdin
        with suppress(OSError):  # it died at once: the reader tells
            self._stdin.writelines(encode(request).encode() + b"\n" for request in requests.values())
            self._stdin.flush()
        self._unsent = b""
        if hasattr(os, "set_blocking"):  # Python 3.11 has none on Windows
            os.set_blocking(self._stdin.fileno(), False)
        self._reader = threading.Thread(target=self._read, args=(self._process.stdout,), daemon=True)
        self._reader.start()

    @property
    def pid(self) -> int:
        """The worker's process."""
        return self._process.pid

    @property
    def is_running(self) -> bool:
        """False once the last events can be polled and the worker is gone."""
        return self._reader.is_alive()

    def poll(self) -> list[tuple[Path, Event]]:
        """What the worker told since the last call, and of which folder; never blocks.

        Exactly one LastEvent comes of each, at its end.
        """
        return [self._events.get() for _ in range(self._events.qsize())]

    def look(self, view: View) -> bool:
        """Has the worker draw what a camera sees of the first prop; never blocks.

        False when the worker hears nothing at the moment.
        """
        if self._stdin.closed:
            return False
        line = b"" if self._unsent else encode(view).encode() + b"\n"
        try:
            written = os.write(self._stdin.fileno(), self._unsent or line)
        except (OSError, ValueError):  # the pipe is full, or closed by the reader's thread this very moment
            return False
        self._unsent = (self._unsent or line)[written:]  # a torn line has to be ended before the next one
        return bool(line)

    def cancel(self) -> None:
        """Asks the worker to write checkpoints and leave, and kills it when it does not in time; never blocks."""
        if self._cancelled:
            return
        self._cancelled = True
        self._close_stdin()
        deadline = threading.Timer(SECONDS_TO_LEAVE, self.kill)
        deadline.daemon = True
        deadline.start()

    def kill(self) -> None:
        """Ends the worker now. What is later than its last checkpoints is lost."""
        kill(self._process)

    def wait(self, seconds: float | None = None) -> bool:
        """Waits until the worker is gone; False when it is not after so many seconds."""
        self._reader.join(seconds)
        return not self._reader.is_alive()

    def _read(self, stdout: IO[bytes]) -> None:
        """The reader's thread: every line a worker writes, then its death."""
        steps = dict.fromkeys(self.folders, 0)  # of the folders without a last event
        for line in stdout:
            try:
                of, event = told(line.decode("utf-8", "replace"))
            except ValueError:
                continue  # torn by the worker's death; its exit code tells more
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
        """The last event of a folder whose worker gave none."""
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
    """Ends a process that leads a session of its own, with all that it started there."""
    if process.poll() is not None:
        return
    if sys.platform == "win32":
        process.kill()
    else:
        os.killpg(process.pid, signal.SIGKILL)


def cause_of_death(code: int) -> str:
    """One line for an exit code as subprocess gives it: negative when a signal ended the process."""
    if code in (-9, 137):
        return "The worker was killed, perhaps because memory ran out"
    if code < 0:
        try:
            return f"The worker was ended by {signal.Signals(-code).name}"
        except ValueError:
            return f"The worker was ended by signal {-code}"
    return "The worker stopped without saying why"


def last_lines(log: Path, count: int = LOG_LINES) -> str:
    """The end of a log; empty when there is none."""
    try:
        with files.open_unlinked(log, "rb") as file:
            file.seek(0, os.SEEK_END)
            file.seek(max(0, file.tell() - _LOG_TAIL))
            return "\n".join(file.read().decode("utf-8", "replace").splitlines()[-count:])
    except OSError:
        return ""
