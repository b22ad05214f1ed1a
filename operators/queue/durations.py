"""How long props take on this machine, by what was made here: read beside Blender's main thread, and kept."""

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

_known: Mapping[Cost, Took] = {}
_seen: tuple[Path, int] | None = None  # the folder of the jobs and the queue's changes, when it was looked
_reader: threading.Thread | None = None


def keep_fresh(folder: Path, changes: int) -> None:
    """Reads anew what was made, when something was since. A panel calls it whenever it is drawn."""
    global _reader, _seen
    if _seen != (folder, changes) and not (_reader and _reader.is_alive()):
        _seen = folder, changes
        _reader = threading.Thread(target=_read, args=(folder,), daemon=True)
        _reader.start()


def took(request: Request) -> Took | None:
    """How long such a prop took; None where none was made, or none was read yet."""
    return _known.get(timing_history.cost(request))


def expected(request: Request) -> Took:
    """The same, or a guess at the end of the first one; 0 seconds for the whole where nobody knows."""
    return took(request) or Took(0.0, timing_history.guess_finishing(request))


def of_preset(context: bpy.types.Context, preset: str) -> str:
    """How long a preset took with the chosen diffusion model, for people; empty where none was made."""
    past = took(Request("a prop", preset=preset, prior=diffusion_model.chosen(context)))
    return units.duration(past.seconds) if past else ""


def _read(folder: Path) -> None:
    global _known
    try:
        _known = timing_history.took(folder)
    except (OSError, failures.Refused):  # a folder was deleted meanwhile: the next look finds out
        return
