"""What there is to say about the running job, or about the last one."""

from __future__ import annotations

from dataclasses import dataclass, field

STOPPING, PAUSING = "Stopping", "Pausing"  # the stages from Cancel or Pause to the worker's last event


@dataclass
class Status:
    """As the panel shows it."""

    stage: str = ""
    factor: float = 0.0  # 0..1
    seconds_left: float | None = None
    notices: list[str] = field(default_factory=list)
    error: str = ""  # one line; empty unless a job failed since the artist last pressed a button
    result: str = ""  # the name of the object that was made last, or the folder's of a run that is not placed

    @property
    def line(self) -> str:
        """The stage and how far it is."""
        if self.seconds_left is None:
            return self.stage
        minutes, seconds = divmod(round(self.seconds_left), 60)
        return f"{self.stage}: {self.factor:.0%}, {minutes}:{seconds:02} left"

    @property
    def is_stopping(self) -> bool:
        return self.stage in (STOPPING, PAUSING)
