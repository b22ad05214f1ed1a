"""Explorations: short runs of one prompt with different seeds, one of which is continued at full quality.

Each run is an ordinary job whose folder holds a mark with the name of its exploration. The worker writes a score into
the folder. So everything about an exploration is on disk. Standard library only.
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
PRESET = "sketch"  # preset of the short runs
COUNT = 4
MOST = 32
_LARGEST = 10_000  # bytes of a mark or score file


@dataclass(frozen=True)
class Mark:
    """The contents of exploration.json in the folder of each run."""

    exploration: str  # name of the exploration, shared by all its runs
    preset: str  # preset with which the picked run is continued
    picked: bool = False  # whether the artist picked this run


def requests(wanted: Request, count: int) -> list[Request]:
    """Returns the requests of the short runs: `count` consecutive seeds, starting with the seed of `wanted`.

    Raises ValueError with one line if the count is out of range, or if the wanted preset cannot continue from a sketch.
    """
    if not 1 <= count <= MOST:
        raise ValueError(f"{count} seeds are out of range: choose 1 to {MOST}")
    runs = [replace(wanted, seed=(wanted.seed + i) % 2**31, preset=PRESET) for i in range(count)]
    if type(preset_of(runs[0], Schedule)) is not type(preset_of(wanted, Schedule)):
        raise ValueError(f"The preset {wanted.preset} cannot go on from a {PRESET}: choose another one")
    return runs


def put_mark(folder: Path, mark: Mark) -> None:
    """Writes the mark into the folder of a run. Raises Refused if it cannot be written."""
    with writing(folder):
        _write(folder / MARK, asdict(mark))


def mark_of(folder: Path) -> Mark | None:
    """Returns the mark of a job folder, or None if the job belongs to no exploration."""
    values = _read(folder / MARK)
    name, preset = values.get("exploration"), values.get("preset")
    if not (isinstance(name, str) and isinstance(preset, str)):
        return None
    return Mark(name, preset, values.get("picked") is True)


def write_score(folder: Path, score: float) -> None:
    """Writes the score of a finished prop into its folder.

    Higher is better among props of the same prompt and prior.
    """
    _write(folder / SCORE, {"score": score})


def score_of(folder: Path) -> float | None:
    """Returns the score of a prop, or None if it has none yet."""
    score = _read(folder / SCORE).get("score")
    return score if isinstance(score, float) else None


def ranked(folders: Iterable[Path]) -> list[Path]:
    """Sorts folders by score, best first. Folders without a score come last."""

    def merit(folder: Path) -> float:
        score = score_of(folder)
        return -math.inf if score is None else score

    return sorted(folders, key=merit, reverse=True)


def picked(folder: Path) -> Request:
    """Returns the request with which the run in a folder is continued. Raises Refused if it belongs to no exploration.

    If the run already has the wanted preset, the request is refined instead.
    """
    mark, request = mark_of(folder), job_folder.read_request(folder)
    if mark is None:
        raise Refused(f"{folder} belongs to no exploration: refine it instead")
    return refinement.refined(request) if mark.preset == request.preset else replace(request, preset=mark.preset)


def note_picked(folder: Path) -> None:
    """Records in a run's folder that the artist picked it. Raises Refused if the mark cannot be written."""
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
