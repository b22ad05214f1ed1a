"""Where props are made: by a worker on this machine, by all of its GPUs, or on a Ray cluster. Standard library only."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

from ..client import Job
from ..config import Request
from ..protocol import Event, View


class FarmJob(Protocol):
    """Props that a farm makes, with what a `client.Job` has. Several may run at a time.

    A folder's files lie in it before the event that speaks of them; its record becomes what a worker would have left.
    A folder is locked from its first event to its last one; before that its prop waits on the farm.
    """

    folders: list[Path]  # in the order of the requests

    @property
    def is_running(self) -> bool:
        """False once the last events can be polled and the farm is let go of."""
        ...

    def poll(self) -> list[tuple[Path, Event]]:
        """What came since the last call, and of which folder; never blocks. One LastEvent of each, at its end.

        That the farm is out of reach, and within it again, is a Noticed of each folder without a last event.
        """
        ...

    def look(self, view: View) -> bool:
        """Always False: a farm sends previews, and draws nothing for a viewport."""
        ...

    def cancel(self, folder: Path | None = None) -> None:
        """Takes back one prop, or all: the farm keeps their checkpoints, and the same request goes on; never blocks."""
        ...

    def kill(self) -> None:
        """Lets go of the farm now. What is later than its last checkpoints is lost."""
        ...

    def wait(self, seconds: float | None = None) -> bool:
        """Waits until the farm is let go of; False when it is not after so many seconds."""
        ...


def start(
    address: str,
    python: Path,
    requests: Mapping[Path, Request],
    gpus: float = 1.0,
    online: bool = False,
    priorities: Mapping[Path, int] | None = None,
) -> Job | FarmJob:
    """Has the props of job folders made that `jobs.create` made; never waits for a network.

    `address` is "" for one worker on this machine, "auto" for all of its GPUs, else the farm's, as `address.check`
    takes it. `python` is the engine's interpreter, without meaning for a cluster: its nodes have their own. `gpus` is
    the share of a GPU for a prop, 0.01 to 1; higher priorities start first (default: 0); neither means anything to a
    single worker. Raises ValueError with one line before anything is sent: an address that is none, a farm that needs a
    token, a prop that a farm does not take; OSError when the interpreter cannot be started.
    """
    raise NotImplementedError
