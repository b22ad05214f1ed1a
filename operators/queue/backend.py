"""Who makes the props that run: a worker on this machine one at a time, or a farm several of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import bpy

from ...nerf_sds.config import Request
from ...nerf_sds.farm import backends
from ...nerf_sds.farm.backends import FarmJob, Job
from ...nerf_sds.jobs.protocol import Event, Failed
from ..settings.farm import Farm
from ..viewport import watching

SECONDS_TO_TELL = 3.0  # a farm that nothing is wanted of it any more


class Backend:
    """All of them; a prop is known by its job's folder, until it is let go."""

    def __init__(self) -> None:
        self._jobs: dict[Path, Job | FarmJob] = {}  # who makes each prop

    def __contains__(self, place: Path) -> bool:
        return place in self._jobs

    def __bool__(self) -> bool:
        return bool(self._jobs)

    @property
    def places(self) -> list[Path]:
        """The folders of what is made."""
        return [*self._jobs]

    @property
    def jobs(self) -> list[Job | FarmJob]:
        """Each of those who make it, once."""
        return [*dict.fromkeys(self._jobs.values())]

    @property
    def draws(self) -> bool:
        """Whether one of them draws what the artist looks at."""
        return any(isinstance(job, Job) for job in self.jobs)

    def is_here(self, place: Path) -> bool:
        """Whether a worker on this machine makes it, alone."""
        return isinstance(self._jobs[place], Job)

    def is_lost(self, place: Path, failed: Failed) -> bool:
        """Whether a prop failed for what ended the whole run of its farm."""
        job = self._jobs[place]
        return isinstance(job, FarmJob) and job.fault == failed.reason

    def begin(self, farm: Farm, python: Path, requests: Mapping[Path, Request]) -> None:
        """Has the props of job folders made, the first one first. Raises ValueError with one line when that cannot be.

        `python` is the engine's, if it is needed.
        """
        priorities = {place: -number for number, place in enumerate(requests)}
        try:
            job = backends.start(farm.address, python, requests, farm.share, bpy.app.online_access, priorities)
        except OSError as error:
            raise ValueError(f"{python} cannot be started ({error.strerror}): choose another worker Python") from error
        self._jobs |= dict.fromkeys(requests, job)

    def poll(self) -> list[tuple[Path, Event]]:
        """What they told since the last call, and of which folder; never blocks."""
        return [told for job in self.jobs for told in job.poll() if told[0] in self._jobs]

    def look(self) -> None:
        """Has those draw that can; never blocks."""
        for job in self.jobs:
            watching.look(job)

    def stop(self, places: Iterable[Path]) -> None:
        """Has the work on these props end with a checkpoint, and a last event; never blocks."""
        stopped = {*places}
        for job in self.jobs:
            of_job = {place for place, of in self._jobs.items() if of is job}
            if of_job <= stopped:
                job.cancel()
            elif isinstance(job, FarmJob):
                for place in of_job & stopped:
                    job.cancel(place)

    def let_go(self, place: Path) -> None:
        """Nobody makes it any more."""
        del self._jobs[place]

    def kill(self) -> None:
        """Ends all work now."""
        for job in self.jobs:
            job.kill()

    def leave(self) -> None:
        """Has all end; waits for no more than that a farm hears of it. Nothing of Blender's is touched."""
        for job in self.jobs:
            job.cancel()
        for job in self.jobs:
            if isinstance(job, FarmJob):
                job.wait(SECONDS_TO_TELL)
        self._jobs.clear()
