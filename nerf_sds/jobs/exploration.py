"""Explorations: short runs of one prompt with different seeds, of which one goes on to full quality.

Each run is a job like any other, with a mark in its folder that says to which exploration it belongs. The worker leaves
a score beside its prop. So all that is known of an exploration lies on the disk. Standard library only.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from ..config import Request, Schedule, preset_of
from ..disk import files, strict_json
from ..disk.files import Damaged
from . import job_folder, refinement
from .failures import Refused, writing

MARK = "exploration.json"
SCORE = "score.json"
PRESET = "sketch"  # of the short runs
COUNT = 4
MOST = 32
_LARGEST = 10_000  # bytes of a mark or a score


@dataclass(frozen=True)
class Mark:
    """What lies in the folder of each run."""

    exploration: str  # the same in all its runs, and in no others
    preset: str  # that the picked one is made with
    picked: bool = False  # whether this run is the one, or one of them


def requests(wanted: Request, count: int) -> list[Request]:
    """The short runs, of the wanted seed and those that follow it. Raises ValueError with one line."""
    if not 1 <= count <= MOST:
        raise ValueError(f"{count} seeds are out of range: choose 1 to {MOST}")
    runs = [replace(wanted, seed=(wanted.seed + i) % 2**31, preset=PRESET) for i in range(count)]
    if type(preset_of(runs[0], Schedule)) is not type(preset_of(wanted, Schedule)):
        raise ValueError(f"The preset {wanted.preset} cannot go on from a {PRESET}: choose another one")
    return runs


def put_mark(folder: Path, mark: Mark) -> None:
    """Into the folder of a run. Raises Refused when it cannot be written."""
    with writing(folder):
        _write(folder / MARK, asdict(mark))


def mark_of(folder: Path) -> Mark | None:
    """None when the job is of no exploration."""
    values = _read(folder / MARK)
    name, preset = values.get("exploration"), values.get("preset")
    if not (isinstance(name, str) and isinstance(preset, str)):
        return None
    return Mark(name, preset, values.get("picked") is True)


def write_score(folder: Path, score: float) -> None:
    """The worker's, beside a finished prop: more is better among props of the same prompt and prior."""
    _write(folder / SCORE, {"score": score})


def score_of(folder: Path) -> float | None:
    """None while there is none."""
    score = _read(folder / SCORE).get("score")
    return score if isinstance(score, float) else None


def ranked(folders: Iterable[Path]) -> list[Path]:
    """The best first, those without a score last."""

    def merit(folder: Path) -> float:
        score = score_of(folder)
        return -math.inf if score is None else score

    return sorted(folders, key=merit, reverse=True)


def picked(folder: Path) -> Request:
    """What the run of a folder goes on to. Raises Refused when it is of no exploration."""
    mark, request = mark_of(folder), job_folder.read_request(folder)
    if mark is None:
        raise Refused(f"{folder} belongs to no exploration: refine it instead")
    return refinement.refined(request) if mark.preset == request.preset else replace(request, preset=mark.preset)


def note_picked(folder: Path) -> None:
    """Keeps in the folder of a run that it was picked. Raises Refused when it cannot be written."""
    if mark := mark_of(folder):
        put_mark(folder, replace(mark, picked=True))


def _write(path: Path, values: dict) -> None:
    files.write(path, json.dumps(values).encode())


def _read(path: Path) -> dict:
    try:
        values = strict_json.read(path, _LARGEST)
    except (FileNotFoundError, Damaged):
        return {}
    return values if isinstance(values, dict) else {}
