"""What finished props took, for an outlook on those to come. Standard library only."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from statistics import median

from ..config import Request, Schedule, preset_of
from . import failures, job_folder
from .protocol import Done, Started

Cost = tuple[str, str, str, str]  # method, prior, preset and stages of its own: what the time of a prop depends on

EXAMPLES = 9  # finished props whose median is the estimate


def cost(request: Request) -> Cost:
    """What the request has in common with others that take as long."""
    return request.method, request.prior, request.preset, str(request.overrides.get("stages", ""))


def past_seconds(parent: Path, wanted: set[Cost]) -> dict[Cost, list[float]]:
    """How long finished props in a folder took, by their cost; those alone that were made in one go."""
    return {each: [done.seconds for done in found] for each, found in _examples(parent, wanted).items()}


@dataclass(frozen=True)
class Took:
    """How long props of a cost took: the median of the last ones, in seconds."""

    seconds: float
    finishing: float  # of them, after the last step; 0 where no record tells


SECONDS, SECONDS_A_FACE = 1.0, 8e-4  # from the last step to the result, on a core of 2020


def guess_finishing(request: Request) -> float:
    """Seconds that it takes from the last step to the result, where none was made before."""
    return SECONDS + SECONDS_A_FACE * preset_of(request, Schedule).faces


def took(parent: Path) -> dict[Cost, Took]:
    """How long the finished props in a folder took, by their cost."""
    return {
        each: Took(median(done.seconds for done in found), median(done.finishing for done in found))
        for each, found in _examples(parent).items()
    }


def _examples(parent: Path, wanted: set[Cost] | None = None) -> dict[Cost, list[Done]]:
    """The last events of the newest props that were made in one go, by their cost; of all costs if none is wanted."""
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
