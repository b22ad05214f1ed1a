"""Makes the props of a study with the worker, several in parallel. Finished props stay, stopped ones continue."""

from __future__ import annotations

import os
import statistics
import sys
import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..jobs import client, job_folder, timing_history
from ..jobs.protocol import Cancelled, Done, Failed, LastEvent, Progress
from ..program import interrupts
from ..units import duration
from .study import Task

Tell = Callable[[str], None]

SECONDS_BETWEEN_REPORTS = 60.0


@dataclass
class Running:
    """A worker and its progress."""

    task: Task
    job: client.Job
    share: float = 0.0  # of its steps that are done, 0..1


class Crew:
    """Runs up to `parallel` workers on the unfinished tasks of a study."""

    def __init__(self, tasks: Sequence[Task], work: Path, parallel: int, tell: Tell) -> None:
        self.work, self.parallel, self.tell = work, parallel, tell
        self.count = len(tasks)
        self.waiting = deque(task for task in tasks if not job_folder.is_finished(work / task.name))
        self.running: list[Running] = []
        self.ended = len(tasks) - len(self.waiting)
        self.seconds = timing_history.past_seconds(work, {timing_history.cost(task.request) for task in self.waiting})

    def run(self) -> None:
        """Runs until all tasks have ended. After Ctrl-C, raises KeyboardInterrupt once all workers are gone."""
        self.tell(self._outlook())
        told = time.monotonic()
        with interrupts() as caught:
            while self.running or (self.waiting and not caught):
                while self.waiting and len(self.running) < self.parallel and not caught:
                    self._start(self.waiting.popleft())
                self.running = [running for running in self.running if not self._has_ended(running)]
                if caught:
                    self._stop(kill=len(caught) > 1)
                elif time.monotonic() > told + SECONDS_BETWEEN_REPORTS:
                    self.tell(self._progress())
                    told = time.monotonic()
                time.sleep(0.1)
        if caught:
            raise KeyboardInterrupt

    def _start(self, task: Task) -> None:
        folder = self.work / task.name
        try:
            job = client.Job(Path(sys.executable), {folder: job_folder.prepare(folder, task.request)})
            self.running.append(Running(task, job))
        except (OSError, ValueError) as error:
            self._fail(task, str(error))

    def _has_ended(self, running: Running) -> bool:
        for _, event in running.job.poll():
            if isinstance(event, Progress):
                running.share = event.step / event.steps
            if isinstance(event, LastEvent):
                running.job.wait(client.SECONDS_TO_LEAVE)
                self._end(running.task, event)
                return True
        return False

    def _end(self, task: Task, last: LastEvent) -> None:
        match last:
            case Done():
                # A study never refines a prop, and hundreds of checkpoints would fill the disk.
                (self.work / task.name / job_folder.CHECKPOINT).unlink(missing_ok=True)
                self.seconds.setdefault(timing_history.cost(task.request), []).append(last.seconds)
                self.tell(f"{self._next_number()} {task.title}: made in {duration(last.seconds)}{self._left()}")
            case Failed():
                self._fail(task, last.reason)
            case Cancelled():
                self.tell(f"{task.title}: stopped at step {last.step}")

    def _fail(self, task: Task, reason: str) -> None:
        self.tell(f"{self._next_number()} {task.title}: failed: {reason}")

    def _stop(self, kill: bool) -> None:
        for running in self.running:
            if kill:
                running.job.kill()
            else:
                running.job.cancel()

    def _next_number(self) -> str:
        """Counts one more prop as ended, and returns its number and that of all: "[3/24]"."""
        self.ended += 1
        return f"[{self.ended}/{self.count}]"

    def _outlook(self) -> str:
        text = f"{len(self.waiting)} of {self.count} props are to be made"
        if not self.waiting:
            return text
        if left := self._seconds_left():
            return f"{text}; that takes about {duration(left)}"
        return f"{text}; how long that takes is known after the first of each method"

    def _progress(self) -> str:
        shares = (f"{running.task.title}: {running.share:.0%}" for running in self.running)
        return f"{'; '.join(shares)}{self._left()}"

    def _left(self) -> str:
        left = self._seconds_left()
        return f"; about {duration(left)} left" if left else ""

    def _seconds_left(self) -> float:
        """Returns an estimate in seconds; 0 if nothing is left, or if a method that is left was never timed."""
        left = [(timing_history.cost(task.request), 1.0) for task in self.waiting]
        left += [(timing_history.cost(running.task.request), 1 - running.share) for running in self.running]
        if any(cost not in self.seconds for cost, _ in left):
            return 0.0
        return sum(share * statistics.median(self.seconds[cost]) for cost, share in left) / self.parallel


def run(tasks: Sequence[Task], work: Path, parallel: int, tell: Tell) -> None:
    """Makes the missing props under `work`, `parallel` at a time. Tells of each that ends, also why one failed."""
    os.environ["OMP_NUM_THREADS"] = str(max(1, (os.cpu_count() or 1) // parallel))  # inherited by the workers
    Crew(tasks, work, parallel, tell).run()


def failure(folder: Path) -> str | None:
    """Returns why the last run of a job failed; None if it did not fail."""
    last = job_folder.last_event(folder)
    return last.reason if isinstance(last, Failed) else None
