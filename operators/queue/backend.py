"""Runs the jobs: one worker on this machine makes one prop at a time, or a farm makes several."""

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

SECONDS_TO_TELL = 3.0  # longest wait until a farm knows that its jobs are cancelled


class Backend:
    """All workers and farm jobs that are active. A prop is identified by its job's folder."""

    def __init__(self) -> None:
        self._jobs: dict[Path, Job | FarmJob] = {}  # by job folder: the worker or farm job that makes the prop

    def __contains__(self, place: Path) -> bool:
        return place in self._jobs

    def __bool__(self) -> bool:
        return bool(self._jobs)

    @property
    def places(self) -> list[Path]:
        """Returns the folders of the jobs that run."""
        return [*self._jobs]

    @property
    def jobs(self) -> list[Job | FarmJob]:
        """Returns each worker or farm job once."""
        return [*dict.fromkeys(self._jobs.values())]

    @property
    def draws(self) -> bool:
        """True if one of the jobs runs on a worker here, which can draw what the artist looks at."""
        return any(isinstance(job, Job) for job in self.jobs)

    def is_here(self, place: Path) -> bool:
        """True if a worker on this machine makes the prop, not a farm. Raises KeyError for an unknown folder."""
        return isinstance(self._jobs[place], Job)

    def is_lost(self, place: Path, failed: Failed) -> bool:
        """True if the prop failed because the whole run of its farm ended."""
        job = self._jobs[place]
        return isinstance(job, FarmJob) and job.fault == failed.reason

    def begin(self, farm: Farm, python: Path, requests: Mapping[Path, Request]) -> None:
        """Starts making the props of these job folders, in the order of `requests`.

        `python` is the engine's interpreter; a cluster does not need one. Raises ValueError with one line if the work
        cannot be started.
        """
        priorities = {place: -number for number, place in enumerate(requests)}
        try:
            job = backends.start(farm.address, python, requests, farm.share, bpy.app.online_access, priorities)
        except OSError as error:
            raise ValueError(f"{python} cannot be started ({error.strerror}): choose another worker Python") from error
        self._jobs |= dict.fromkeys(requests, job)

    def poll(self) -> list[tuple[Path, Event]]:
        """Returns the new events, each with its job's folder. Never blocks."""
        return [told for job in self.jobs for told in job.poll() if told[0] in self._jobs]

    def look(self) -> None:
        """Asks the workers to draw what the artist looks at, if they can. Never blocks."""
        for job in self.jobs:
            watching.look(job)

    def stop(self, places: Iterable[Path]) -> None:
        """Asks for the work on these props to stop with a checkpoint and a last event. Never blocks."""
        stopped = {*places}
        for job in self.jobs:
            of_job = {place for place, of in self._jobs.items() if of is job}
            if of_job <= stopped:
                job.cancel()
            elif isinstance(job, FarmJob):
                for place in of_job & stopped:
                    job.cancel(place)

    def let_go(self, place: Path) -> None:
        """Forgets the prop: nothing makes it any more."""
        del self._jobs[place]

    def kill(self) -> None:
        """Ends all work immediately. Work after the last checkpoints is lost."""
        for job in self.jobs:
            job.kill()

    def leave(self) -> None:
        """Cancels all work and forgets it.

        Waits only until each farm knows, at most `SECONDS_TO_TELL` for each. Touches no Blender data, so it may run
        while Python exits.
        """
        for job in self.jobs:
            job.cancel()
        for job in self.jobs:
            if isinstance(job, FarmJob):
                job.wait(SECONDS_TO_TELL)
        self._jobs.clear()
