"""What finished props took, for an outlook on those to come. Standard library only."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from . import jobs
from .config import Request
from .protocol import Done, Started

Cost = tuple[str, str, str, str]  # method, prior, preset and stages of its own: what the time of a prop depends on

EXAMPLES = 9  # finished props whose median is the estimate


def cost(request: Request) -> Cost:
    """What the request has in common with others that take as long."""
    return request.method, request.prior, request.preset, str(request.overrides.get("stages", ""))


def past_seconds(parent: Path, wanted: set[Cost]) -> dict[Cost, list[float]]:
    """How long finished props in a folder took, by their cost; those alone that were made in one go."""
    known = {each: list(islice(_seconds_of(parent, each), EXAMPLES)) for each in wanted}
    return {each: seconds for each, seconds in known.items() if seconds}


def _seconds_of(parent: Path, wanted: Cost) -> Iterator[float]:
    for folder in jobs.listed(parent):
        if cost(jobs.read_request(folder)) == wanted:
            try:
                events = jobs.read_events(folder)
            except jobs.Refused:
                continue
            if events and isinstance(events[-1], Done) and sum(isinstance(event, Started) for event in events) == 1:
                yield events[-1].seconds
