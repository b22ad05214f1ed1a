"""What comes of each event that whoever makes a prop tells of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import assert_never

from ...nerf_sds.jobs import exploration
from ...nerf_sds.jobs.protocol import (
    Cancelled,
    CoarseMesh,
    Done,
    Entered,
    Event,
    Failed,
    Frame,
    Noticed,
    Preview,
    Progress,
    Started,
)
from ...nerf_sds.jobs.workers import pool
from ...nerf_sds.program import log
from ..scene import placing
from ..viewport import watching
from .session import backend, queue, status
from .status import PAUSING

GO_ON = "What waits goes on with Continue"
PLACING = "Placing"  # the stage of a finished prop that is not in the scene yet


def hear(event: Event, place: Path) -> None:
    """Follows what whoever makes a prop has told of it: in the status, the viewport, the queue and the scene."""
    making = status.making[place]
    at = f" at step {event.step}" if isinstance(event, Cancelled) and not status.is_shared else ""
    match event:
        case Started():
            making.hear(event)
            if backend.is_here(place):
                watching.begin(place)
        case Entered():
            making.hear(event)
        case Progress():
            making.hear(event)
            watching.show(place, replace(event, seconds_left=making.seconds_left or 0.0))
        case Preview() | Frame() | CoarseMesh():
            watching.show(place, event)
        case Noticed():
            status.notice(event.message)
        case Done():
            end(place, event)
            status.done += 1
            if exploration.mark_of(place):
                status.succeed(place.name)
            elif placing.deliver(place):
                status.idle = PLACING
            else:
                status.notice(placing.not_here(place))
        case Failed() if backend.is_lost(place, event):
            end(place, None)
            queue.hold()
            status.error = f"{event.reason}. {GO_ON}"
        case Failed():
            if event.log:
                log(event.log)
            end(place, event)
            status.fail(event.reason)
        case Cancelled() if making.stage == PAUSING:
            end(place, None)
            pool.dismiss()  # frees the worker's memory
            status.notice(f"Paused{at}: Continue goes on with it")
        case Cancelled():
            end(place, event)
            status.notice(f"Cancelled{at}" + ": Resume goes on with it" * event.resumable)
        case _:
            assert_never(event)


def end(place: Path, last: Done | Failed | Cancelled | None) -> None:
    """Ends the work on a job and takes it out of the queue; without a last event it waits again."""
    if place in backend:
        backend.let_go(place)
        del status.making[place]
        watching.end(place)
    if last is None:
        queue.put_back(place)
    else:
        queue.leave(place, last)
