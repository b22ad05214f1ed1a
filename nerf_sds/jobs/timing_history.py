"""How long finished props took, as an estimate for new ones. Standard library only."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from statistics import median

from ..config import Request, Schedule, preset_of
from . import failures, job_folder
from .protocol import Done, Started

Cost = tuple[str, str, str, str]  # method or "texture", prior, preset and overridden stages: the time depends on these

EXAMPLES = 9  # number of finished props whose median is the estimate


def cost(request: Request) -> Cost:
    """Returns the values that determine how long a request takes. Requests of the same cost take equally long."""
    method = "texture" if request.texture_only else request.method
    return method, request.prior, request.preset, str(request.overrides.get("stages", ""))


def past_seconds(parent: Path, wanted: set[Cost]) -> dict[Cost, list[float]]:
    """Returns how many seconds finished props in a folder took, by cost.

    Counts only props made without interruption.
    """
    return {each: [done.seconds for done in found] for each, found in _examples(parent, wanted).items()}


@dataclass(frozen=True)
class Took:
    """The median time of the latest props of one cost, in seconds."""

    seconds: float
    finishing: float  # part of `seconds`, after the last step; 0 if not recorded


SECONDS, SECONDS_A_FACE = 1.0, 8e-4  # from the last step to the result, in total and per face, on a CPU core of 2020


def guess_finishing(request: Request) -> float:
    """Returns an estimate of the seconds from the last step to the result, if no earlier prop was made."""
    return SECONDS + SECONDS_A_FACE * preset_of(request, Schedule).faces


def took(parent: Path) -> dict[Cost, Took]:
    """Returns how long the finished props in a folder took, by cost."""
    return {
        each: Took(median(done.seconds for done in found), median(done.finishing for done in found))
        for each, found in _examples(parent).items()
    }


def _examples(parent: Path, wanted: set[Cost] | None = None) -> dict[Cost, list[Done]]:
    """Returns the Done events of the newest props of each wanted cost, at most EXAMPLES each. None means all costs.

    Only props that were made without interruption count.
    """
    found: dict[Cost, list[Done]] = {}
    for folder in job_folder.listed(parent):
        each = cost(job_folder.read_request(folder))
        if (wanted is None or each in wanted) and len(found.get(each, ())) < EXAMPLES:
            try:
                events = job_folder.read_events(folder)
            except failures.Refused:
                continue
            if events and isinstance(events[-1], Done) and sum(isinstance(event, Started) for event in events) == 1:
                found.setdefault(each, []).append(events[-1])
    return found
