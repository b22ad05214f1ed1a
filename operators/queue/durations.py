"""How long props took on this machine. A thread reads the job folders, and the result is kept."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from pathlib import Path

import bpy

from ...nerf_sds import units
from ...nerf_sds.config import Request
from ...nerf_sds.jobs import failures, timing_history
from ...nerf_sds.jobs.timing_history import Cost, Took
from ..settings import diffusion_model

_known: Mapping[Cost, Took] = {}  # what the last reading found
_seen: tuple[Path, int] | None = None  # the jobs' folder and the queue's `changes` at the last reading
_reader: threading.Thread | None = None


def keep_fresh(folder: Path, changes: int) -> None:
    """Starts reading the job folders if the queue has changed since the last reading.

    A panel calls this each time it is drawn.
    """
    global _reader, _seen
    if _seen != (folder, changes) and not (_reader and _reader.is_alive()):
        _seen = folder, changes
        _reader = threading.Thread(target=_read, args=(folder,), daemon=True)
        _reader.start()


def took(request: Request) -> Took | None:
    """Returns how long earlier props of the same method, diffusion model and preset took.

    None if there are no such props, or they were not read yet.
    """
    return _known.get(timing_history.cost(request))


def expected(request: Request) -> Took:
    """Returns how long a prop with this request is expected to take.

    Without earlier props the time for finishing is a guess, and the total is 0 seconds.
    """
    return took(request) or Took(0.0, timing_history.guess_finishing(request))


def of_preset(context: bpy.types.Context, preset: str) -> str:
    """Returns how long a preset takes with the chosen diffusion model, as text; empty if unknown."""
    past = took(Request("a prop", preset=preset, prior=diffusion_model.chosen(context)))
    return units.duration(past.seconds) if past else ""


def _read(folder: Path) -> None:
    global _known
    try:
        _known = timing_history.took(folder)
    except (OSError, failures.Refused):  # a folder was deleted meanwhile: keep the old values until the next reading
        return
