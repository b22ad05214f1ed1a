"""What the panel says about the props that are being made, or were made last."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ...nerf_sds.config import Request
from ...nerf_sds.jobs.protocol import Entered, Progress, Started
from ...nerf_sds.jobs.timing_history import Took
from ..scene.placing import Arrival
from . import durations

STOPPING, PAUSING = "Stopping", "Pausing"  # the stages from Cancel or Pause to the last event
STEPS = 0.85  # share of the bar for the steps, if it is unknown how long finishing takes
ALMOST = 0.99  # share of the bar that is full when the prop is finished but not in the scene yet


@dataclass
class Making:
    """The progress of one prop that is being made."""

    stage: str
    took: Took  # seconds that such props took before
    has_begun: bool = False  # False while the job waits on a farm
    _taken: float = 0.0  # share of the steps that are done, 0 to 1
    _for_steps: float | None = None  # seconds left for the steps; None before the first step
    _last_step: float | None = None  # time of the last step, by time.monotonic

    @property
    def is_stopping(self) -> bool:
        """True after Cancel or Pause."""
        return self.stage in (STOPPING, PAUSING)

    @property
    def factor(self) -> float:
        """Returns the share of the work that is done, 0 to 1."""
        steps = STEPS
        if 0 < self.took.finishing < self.took.seconds:
            steps = ALMOST * (1 - self.took.finishing / self.took.seconds)
        if self._last_step is None:
            return steps * self._taken
        since = (time.monotonic() - self._last_step) / max(self.took.finishing, 1.0)
        return steps + (ALMOST - steps) * min(since, 1.0)

    @property
    def seconds_left(self) -> float | None:
        """Returns the seconds until the prop is in the scene; None if unknown.

        That is so before the first step, after stopping, and when finishing takes longer than before.
        """
        if self._last_step is not None:
            left = self.took.finishing - (time.monotonic() - self._last_step)
            return left if left > 0 else None
        return None if self._for_steps is None else self._for_steps + self.took.finishing

    @property
    def line(self) -> str:
        """Returns the stage, the share that is done and the time left, as text."""
        if not self._taken:
            return self.stage
        if self.seconds_left is None:
            return f"{self.stage}: {self.factor:.0%}"
        return f"{self.stage}: {self.factor:.0%}, {clock(self.seconds_left)} left"

    def hear(self, event: Started | Entered | Progress) -> None:
        """Updates the progress from an event."""
        self.has_begun = True
        match event:
            case Started():
                self._taken = event.first_step / event.steps
            case Entered():
                self.stage = self.stage if self.is_stopping else event.title
            case Progress():
                self._taken = event.step / event.steps
                self._for_steps = None if self.is_stopping else event.seconds_left
                if event.step == event.steps and not self.is_stopping:
                    self._last_step = time.monotonic()

    def stop(self, stage: str) -> None:
        """Sets the stage to STOPPING or PAUSING. The time left is unknown from now on."""
        self.stage, self._for_steps, self._last_step = stage, None, None


@dataclass
class Status:
    """What the panel shows about the queue."""

    making: dict[Path, Making] = field(default_factory=dict)  # by job folder: the props that are being made
    done: int = 0  # props made since the queue was last empty
    failures: list[str] = field(default_factory=list)  # one line for each prop that failed since then
    is_shared: bool = False  # True if several props are made at a time
    idle: str = ""  # the stage while no prop is being made
    notices: list[str] = field(default_factory=list)
    error: str = ""  # one line; cleared when the artist goes on or the next prop succeeds
    arrived: tuple[str, ...] = ()  # marks of the objects that arrived last
    result: str = ""  # name of the object that was made last, or of the folder of a run that is not placed

    def reset(self, keep_counts: bool = False) -> None:
        """Forgets what there was to say; the counts of what is done and has failed may stay."""
        vars(self).update(vars(Status(done=self.done, failures=self.failures) if keep_counts else Status()))

    def begin(self, requests: Mapping[Path, Request], stage: str) -> None:
        """Records that the props of these job folders are being made, or wait on a farm.

        `stage` is their first stage.
        """
        if not self.making:
            self.notices, self.result, self.arrived, self.idle = [], "", (), ""
        self.making |= {place: Making(stage, durations.expected(request)) for place, request in requests.items()}
        self.is_shared = self.is_shared or len(self.making) > 1

    def fail(self, reason: str) -> None:
        """Records that a prop failed. `reason` is one line."""
        self.error = reason
        self.failures.append(reason)

    def succeed(self, result: str) -> None:
        """Records that a prop was made, under the name `result`. Clears the last error."""
        self.result, self.error = result, ""

    def arrive(self, arrival: Arrival) -> None:
        """Records that a prop has arrived in the scene."""
        self.succeed(arrival.name)
        self.arrived = arrival.marks
        for remark in arrival.remarks:
            self.notice(remark)

    def notice(self, text: str) -> None:
        """Adds a notice. A text that is there already is not added again."""
        if text not in self.notices:
            self.notices.append(text)

    @property
    def stage(self) -> str:
        """Returns the stage of the only prop; if there are several, how many are done."""
        stages = {making.stage for making in self.making.values()}
        if self.is_shared and not stages <= {STOPPING, PAUSING}:
            return self.count(0)
        return min(stages, default=self.idle)

    @property
    def factor(self) -> float:
        """Returns the share that is done of all props of the current run, 0 to 1."""
        if self.idle and not self.making:
            return ALMOST
        ended = self.done + len(self.failures) if self.is_shared else 0
        return (ended + sum(making.factor for making in self.making.values())) / max(1, ended + len(self.making))

    @property
    def seconds_left(self) -> float | None:
        """Returns the seconds until the only prop is in the scene; None if unknown or if there are several."""
        return None if self.is_shared else next((making.seconds_left for making in self.making.values()), None)

    @property
    def line(self) -> str:
        """Returns the stage and progress of the only prop; if there are several, how many are done."""
        return self.stage if self.is_shared else next((making.line for making in self.making.values()), self.stage)

    def asked(self, waiting: int) -> int:
        """Returns the number of props since the queue was last empty. `waiting` of them wait in the queue."""
        return self.done + len(self.failures) + len(self.making) + waiting

    def count(self, waiting: int) -> str:
        """Returns a line that says how many props are done, run and have failed."""
        running = sum(making.has_begun for making in self.making.values())
        failed = f", {len(self.failures)} failed" if self.failures else ""
        return f"{self.done} of {self.asked(waiting)} done, {running} running{failed}"


def clock(seconds: float) -> str:
    """Returns seconds as minutes and seconds, such as 1:05."""
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes}:{rest:02}"
