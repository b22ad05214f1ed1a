"""The host's side of a job, for both Blender and the command line. Standard library only.

`Job` gives job folders to a worker and returns its events. If the worker dies without a last event, `Job` creates one.
"""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Generator, Mapping
from pathlib import Path
from typing import Protocol

from ..config import Request
from ..disk import files
from . import failures, job_folder
from .protocol import GRACE, PROPS, Begin, Cancel, Cancelled, Done, Event, Failed, LastEvent, Progress, View
from .workers import cause_of_death, pool

SECONDS_TO_LEAVE = GRACE + 2.0  # from cancel() until the worker is killed
LOG_LINES = 12  # lines of the log in a Failed event that Job creates
_LOG_TAIL = 8192  # bytes that are read from the end of the log


class Job:
    """One or more job folders that `job_folder.create` made, and the worker, idle before or new, that works on them.

    The worker continues from existing checkpoints. `work` is what it does with the folders. Everything that it prints
    besides events goes to the log in the first folder. Raises OSError if the interpreter cannot be started.
    """

    def __init__(self, python: Path, requests: Mapping[Path, Request], online: bool = False, work: str = PROPS) -> None:
        self.folders = [folder.absolute() for folder in requests]
        self._log = self.folders[0] / failures.LOG
        self._steps = dict.fromkeys(self.folders, 0)  # job folder -> steps taken, for folders without a last event
        self._events: queue.SimpleQueue[tuple[Path, Event]] = queue.SimpleQueue()
        self._cancelled = False
        self._is_sound = True  # False once an event suggests that the worker may be spoiled
        self._over = threading.Event()  # set once the last event of each folder can be polled
        self._worker = pool.hire(python, online, self._log)
        self._worker.begin(self, [Begin(work, [*map(str, self.folders)]), *requests.values()])

    @property
    def pid(self) -> int:
        """The worker's process id."""
        return self._worker.pid

    @property
    def is_running(self) -> bool:
        """True until the last event of each folder can be polled."""
        return not self._over.is_set()

    def poll(self) -> list[tuple[Path, Event]]:
        """Returns the events since the last call, each with its job folder. Never blocks.

        Each folder gets exactly one LastEvent, as its last event.
        """
        if self.is_running:
            self._worker.flush()
        return [self._events.get() for _ in range(self._events.qsize())]

    def look(self, view: View) -> bool:
        """Asks the worker to draw the first prop from this view. Never blocks.

        Returns False if the job is over, or if an earlier view is not sent yet because the pipe is full.
        """
        if self.is_running and self._worker.flush():
            self._worker.send(view)
            return True
        return False

    def cancel(self) -> None:
        """Asks the worker to write checkpoints and stop. Kills it after SECONDS_TO_LEAVE. Never blocks."""
        if self._cancelled or not self.is_running:
            return
        self._cancelled = True
        self._worker.send(Cancel())
        deadline = threading.Timer(SECONDS_TO_LEAVE, self.kill)
        deadline.daemon = True
        deadline.start()

    def kill(self) -> None:
        """Kills the worker now, unless the job is over. Steps after the last checkpoints are lost."""
        if self._steps:
            self._worker.kill()

    def wait(self, seconds: float | None = None) -> bool:
        """Waits up to `seconds` until the job is over, without a limit if None. Returns whether it is over."""
        return self._over.wait(seconds)

    def hear(self, folder: Path, event: Event) -> None:
        """Queues an event of the worker, whose reader thread calls this."""
        if folder not in self._steps:
            return
        if isinstance(event, Progress):
            self._steps[folder] = event.step
        if isinstance(event, LastEvent):
            del self._steps[folder]
            self._is_sound &= isinstance(event, Done) or (isinstance(event, Cancelled) and self._cancelled)
            if not self._steps:
                self._release()
        self._events.put((folder, event))
        if not self._steps:
            self._over.set()

    def lose(self, code: int) -> None:
        """Queues a last event for each folder without one: the worker has ended."""
        for folder, step in self._steps.items():
            self._events.put((folder, self._epitaph(folder, step, code)))
        self._over.set()

    def _release(self) -> None:
        """Lets the worker wait for the next job. It leaves instead if what went wrong may have spoiled its process."""
        self._worker.end()
        if self._is_sound:
            pool.take_back(self._worker)
        else:
            self._worker.leave()

    def _epitaph(self, folder: Path, step: int, code: int) -> LastEvent:
        """Returns the last event for a folder whose worker died without one."""
        resumable = job_folder.is_resumable(folder)
        if self._cancelled:
            return Cancelled(step, resumable)
        advice = "Resume it" if resumable else "Start it again"
        return Failed(f"{cause_of_death(code)} (exit code {code}). {advice}, or see {self._log}", last_lines(self._log))


class Running(Protocol):
    """What `events` needs of a job, of this machine or of a farm."""

    folders: list[Path]

    @property
    def is_running(self) -> bool: ...
    def poll(self) -> list[tuple[Path, Event]]: ...
    def cancel(self) -> None: ...
    def kill(self) -> None: ...
    def wait(self, seconds: float | None = None) -> bool: ...


def events(job: Running, seconds: float = 0.1) -> Generator[list[tuple[Path, Event]]]:
    """Yields what a job has told since the last time, perhaps nothing, until each of its folders has its last event.

    It sleeps so many seconds in between. When it ends or is closed, the job is over: it is cancelled, and killed if it
    has to be.
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
        if job.is_running:
            job.cancel()
            job.wait(SECONDS_TO_LEAVE)
        job.kill()
        job.wait(SECONDS_TO_LEAVE)


def last_lines(log: Path) -> str:
    """Returns the last LOG_LINES lines of a log, or an empty string if it cannot be read."""
    try:
        end = files.read_end(log, _LOG_TAIL)
    except (FileNotFoundError, files.Damaged):
        return ""
    return "\n".join(end.decode("utf-8", "replace").splitlines()[-LOG_LINES:])
