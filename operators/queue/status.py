"""What there is to say about the props that are being made, or about the last ones."""

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
STEPS = 0.85  # of the bar is for the steps, where it is not known what the rest takes
ALMOST = 0.99  # of the bar is full when the prop is finished, and not yet in the scene


@dataclass
class Making:
    """How far a prop is that is being made."""

    stage: str
    took: Took  # by such props before
    has_begun: bool = False  # on a farm it waits for its turn at first
    _taken: float = 0.0  # share of the steps
    _for_steps: float | None = None  # seconds, once a step was taken
    _last_step: float | None = None  # when it was taken, by the clock

    @property
    def is_stopping(self) -> bool:
        return self.stage in (STOPPING, PAUSING)

    @property
    def factor(self) -> float:
        """0..1, of all that is done until the prop is in the scene."""
        steps = STEPS
        if 0 < self.took.finishing < self.took.seconds:
            steps = ALMOST * (1 - self.took.finishing / self.took.seconds)
        if self._last_step is None:
            return steps * self._taken
        since = (time.monotonic() - self._last_step) / max(self.took.finishing, 1.0)
        return steps + (ALMOST - steps) * min(since, 1.0)

    @property
    def seconds_left(self) -> float | None:
        """Until the prop is in the scene; None before the first step, and when it takes longer than others did."""
        if self._last_step is not None:
            left = self.took.finishing - (time.monotonic() - self._last_step)
            return left if left > 0 else None
        return None if self._for_steps is None else self._for_steps + self.took.finishing

    @property
    def line(self) -> str:
        """The stage and how far it is."""
        if not self._taken:
            return self.stage
        if self.seconds_left is None:
            return f"{self.stage}: {self.factor:.0%}"
        return f"{self.stage}: {self.factor:.0%}, {clock(self.seconds_left)} left"

    def hear(self, event: Started | Entered | Progress) -> None:
        """What whoever makes it has told."""
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
        """Whoever makes it was asked to leave: nobody knows how long that takes."""
        self.stage, self._for_steps, self._last_step = stage, None, None


@dataclass
class Status:
    """As the panel shows it."""

    making: dict[Path, Making] = field(default_factory=dict)  # by the job's folder
    done: int = 0  # props, since the queue was last empty
    failures: list[str] = field(default_factory=list)  # why others failed, one line each
    is_shared: bool = False  # whether several are made at a time
    idle: str = ""  # what is waited for while none is made
    notices: list[str] = field(default_factory=list)
    error: str = ""  # one line; empty once the artist goes on, or the next prop has succeeded
    arrived: str = ""  # the mark of the object that came last
    result: str = ""  # the name of the object that was made last, or the folder's of a run that is not placed

    def reset(self, keep_counts: bool = False) -> None:
        """Forgets what there was to say; the counts of what is done and has failed may stay."""
        vars(self).update(vars(Status(done=self.done, failures=self.failures) if keep_counts else Status()))

    def begin(self, requests: Mapping[Path, Request], stage: str) -> None:
        """The props of these folders are being made from now on, or wait on a farm."""
        if not self.making:
            self.notices, self.result, self.arrived, self.idle = [], "", "", ""
        self.making |= {place: Making(stage, durations.expected(request)) for place, request in requests.items()}
        self.is_shared = self.is_shared or len(self.making) > 1

    def fail(self, reason: str) -> None:
        """A prop failed; one line says why."""
        self.error = reason
        self.failures.append(reason)

    def succeed(self, result: str) -> None:
        """A prop is there, by this name: what went wrong before is told in the list of jobs alone."""
        self.result, self.error = result, ""

    def arrive(self, arrival: Arrival) -> None:
        """A prop has come into the scene."""
        self.succeed(arrival.name)
        self.arrived = arrival.mark
        for remark in arrival.remarks:
            self.notice(remark)

    def notice(self, text: str) -> None:
        """What several props have to tell is said once."""
        if text not in self.notices:
            self.notices.append(text)

    @property
    def stage(self) -> str:
        """Of the only prop that is made; of several, how many are done."""
        stages = {making.stage for making in self.making.values()}
        if self.is_shared and not stages <= {STOPPING, PAUSING}:
            return self.count(0)
        return min(stages, default=self.idle)

    @property
    def factor(self) -> float:
        """0..1, of all that are made and were made with them."""
        if self.idle and not self.making:
            return ALMOST
        ended = self.done + len(self.failures) if self.is_shared else 0
        return (ended + sum(making.factor for making in self.making.values())) / max(1, ended + len(self.making))

    @property
    def seconds_left(self) -> float | None:
        """Of the only prop that is made."""
        return None if self.is_shared else next((making.seconds_left for making in self.making.values()), None)

    @property
    def line(self) -> str:
        """The stage of the only prop and how far it is; of several, how many are done."""
        return self.stage if self.is_shared else next((making.line for making in self.making.values()), self.stage)

    def asked(self, waiting: int) -> int:
        """How many props there are and were, since the queue was last empty; so many wait in it."""
        return self.done + len(self.failures) + len(self.making) + waiting

    def count(self, waiting: int) -> str:
        """How many of these are done, and what becomes of the others."""
        running = sum(making.has_begun for making in self.making.values())
        failed = f", {len(self.failures)} failed" if self.failures else ""
        return f"{self.done} of {self.asked(waiting)} done, {running} running{failed}"


def clock(seconds: float) -> str:
    """Minutes and seconds, as a clock shows them."""
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes}:{rest:02}"
