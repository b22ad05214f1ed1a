"""What there is to say about the props that are being made, or about the last ones."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from ..nerf_sds.protocol import Entered, Progress, Started

STOPPING, PAUSING = "Stopping", "Pausing"  # the stages from Cancel or Pause to the last event


@dataclass(frozen=True)
class Arrival:
    """A prop that has come into the scene."""

    name: str
    mark: str  # by which it is found however it is called later
    remarks: tuple[str, ...]  # what the artist has to know who looks for it: a line each


@dataclass
class Making:
    """How far a prop is that is being made."""

    stage: str
    factor: float = 0.0  # 0..1
    seconds_left: float | None = None
    has_begun: bool = False  # on a farm it waits for its turn at first

    @property
    def is_stopping(self) -> bool:
        return self.stage in (STOPPING, PAUSING)

    @property
    def line(self) -> str:
        """The stage and how far it is."""
        if self.seconds_left is None:
            return self.stage
        minutes, seconds = divmod(round(self.seconds_left), 60)
        return f"{self.stage}: {self.factor:.0%}, {minutes}:{seconds:02} left"

    def hear(self, event: Started | Entered | Progress) -> None:
        """What whoever makes it has told."""
        self.has_begun = True
        match event:
            case Started():
                self.factor = event.first_step / event.steps
            case Entered():
                self.enter(self.stage if self.is_stopping else event.title)
            case Progress():
                self.factor = event.step / event.steps
                self.seconds_left = None if self.is_stopping else event.seconds_left

    def enter(self, stage: str) -> None:
        """Begins a stage of which it is not known how long it takes."""
        self.stage, self.seconds_left = stage, None


@dataclass
class Status:
    """As the panel shows it."""

    making: dict[Path, Making] = field(default_factory=dict)  # by the job's folder
    done: int = 0  # props, since the queue was last empty
    failed: int = 0
    is_shared: bool = False  # whether several are made at a time
    idle: str = ""  # what is waited for while none is made
    notices: list[str] = field(default_factory=list)
    error: str = ""  # one line; empty unless a job failed since the artist last pressed a button
    arrived: str = ""  # the mark of the object that came last
    result: str = ""  # the name of the object that was made last, or the folder's of a run that is not placed

    def begin(self, places: Iterable[Path], stage: str) -> None:
        """The props of these folders are being made from now on, or wait on a farm."""
        if not self.making:
            self.notices, self.result, self.arrived, self.idle = [], "", "", ""
        self.making |= {place: Making(stage) for place in places}
        self.is_shared = self.is_shared or len(self.making) > 1

    def arrive(self, arrival: Arrival) -> None:
        """A prop has come into the scene."""
        self.result, self.arrived = arrival.name, arrival.mark
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
        ended = self.done + self.failed if self.is_shared else 0
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
        return self.done + self.failed + len(self.making) + waiting

    def count(self, waiting: int) -> str:
        """How many of these are done, and what becomes of the others."""
        running = sum(making.has_begun for making in self.making.values())
        failed = f", {self.failed} failed" if self.failed else ""
        return f"{self.done} of {self.asked(waiting)} done, {running} running{failed}"
