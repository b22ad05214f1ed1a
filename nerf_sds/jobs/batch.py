"""Batches: rows that each become one or more props, in the job folders of one parent. Standard library only.

What stands in batch.json follows from the rows and the job folders, so a batch that was cut short needs nothing else to
go on.
"""

from __future__ import annotations

import json
import os
import re
import statistics
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from hashlib import sha256
from itertools import count
from pathlib import Path
from typing import Any

from .. import models, units
from ..config import GridSchedule, Request, Schedule, preset_of
from ..disk import files, folders, strict_json
from ..disk.files import Damaged
from ..disk.texts import is_unicode, one_line
from ..units import duration
from ..words.understanding import understand
from . import exploration, job_folder, timing_history
from .batch_file import PropRow
from .failures import Refused
from .protocol import encode

RECORD = "batch.json"
LARGEST = 100_000_000  # bytes of a record
MOST = 100  # props a row
BYTES = 4_000_000  # of a prop's folder without its checkpoint: 3.4 MB were measured with the preset standard
BYTES_A_CELL = 48  # of the field's grids in a checkpoint: four numbers in float32, with Adam's two moments of each
LONGEST_NAME = 60  # characters
LONGEST_REASON = 500  # characters
_NAME = re.compile(r"\w[\w .-]*(?<![ .])")
_RESERVED = re.compile(rf"{re.escape(RECORD)}|(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)  # by us, by Windows


class RowState(Enum):
    """How a row stands."""

    WAITING = "waiting"
    DONE = "done"
    FAILED = "failed"


@dataclass
class PlannedRow:
    """A row of the batch."""

    row: int
    prompt: str
    props: dict[str, Request]  # by the names of their folders; none when the row is bad
    standing: RowState = RowState.WAITING
    reason: str = ""  # one line, of a row that failed

    def fail(self, reason: str) -> None:
        """Keeps the first reason."""
        self.standing = RowState.FAILED
        self.reason = self.reason or one_line(reason, LONGEST_REASON)


@dataclass
class _Folders:
    """The job folders of a parent, those that are there and those that a batch will make."""

    parent: Path
    shared: dict[str, str] | None = None  # what is asked for -> name of its folder, where other jobs lie there too
    taken: dict[str, int] = field(default_factory=dict)  # name, as a disk may compare it -> row

    def name(self, wanted: str, is_given: bool, request: Request) -> str:
        """Of a prop's folder: in a shared parent that of the same prop, or another one than wanted if that is taken."""
        if self.shared is None:
            return wanted
        if name := self.shared.get(_asked(request)):
            return name
        numbered = (wanted if number == 1 else f"{wanted}-{number}" for number in count(1))
        return wanted if is_given else next(filter(self._is_free, numbered))

    def take(self, props: dict[str, Request], row: int) -> None:
        self.taken.update((name.casefold(), row) for name in props)
        if self.shared is not None:
            self.shared.update((_asked(request), name) for name, request in props.items())

    def _is_free(self, name: str) -> bool:
        return name.casefold() not in self.taken and not os.path.lexists(self.parent / name)


def plan(
    rows: Sequence[PropRow],
    common: Request,
    parent: Path,
    online: bool,
    shared: bool = False,
    placeholders: Container[str] = (),
) -> list[PlannedRow]:
    """What becomes of the rows; `common` has what they leave open. A bad row has failed already, and says why.

    In a parent that is shared with other jobs a prop is looked for whatever its folder is called. `placeholders` are
    the names of a scene's objects that can be replaced.
    """
    places = _Folders(parent, _there(parent) if shared else None)
    return [_entry(row, common, places, online, placeholders) for row in rows]


def check_target(parent: Path, source: Path) -> None:
    """Raises Refused when the folder has a batch.json that is not a batch's record, or is the batch itself."""
    record = parent / RECORD
    if not is_unicode(str(parent)):
        raise Refused(f"{str(parent)!r} is no name in UTF-8: choose another folder")
    try:
        entries = strict_json.read(record, LARGEST)
        ours = isinstance(entries, list) and all(isinstance(entry, dict) and "state" in entry for entry in entries)
    except FileNotFoundError:
        return
    except Damaged:
        ours = False
    if not ours or record.samefile(source):
        raise Refused(f"{record} is no record of a batch: choose another folder")


def write(parent: Path, entries: Sequence[PlannedRow]) -> None:
    """Writes batch.json whole."""
    record = [
        {
            "row": entry.row,
            "prompt": entry.prompt,
            "names": [*entry.props],
            "state": entry.standing.value,
            "reason": entry.reason,
        }
        for entry in entries
    ]
    files.write(parent / RECORD, json.dumps(record, indent=1).encode())


def missing(entries: Sequence[PlannedRow], parent: Path) -> dict[str, Request]:
    """The props that are to be made, by name."""
    return {
        name: request
        for entry in entries
        if entry.standing is RowState.WAITING
        for name, request in entry.props.items()
        if not job_folder.is_finished(parent / name)
    }


def seconds(wanted: Sequence[Request], parent: Path) -> float | None:
    """How long the props take one after the other; None when one is unlike all that are finished in the folder."""
    past = timing_history.past_seconds(parent, {timing_history.cost(request) for request in wanted})
    if any(timing_history.cost(request) not in past for request in wanted):
        return None
    return sum(statistics.median(past[timing_history.cost(request)]) for request in wanted)


def size(wanted: Sequence[Request], parent: Path) -> float:
    """Bytes of the props' folders, as of those that are finished in the folder, or else about."""
    known: dict[timing_history.Cost, int] = {}
    for folder in filter(job_folder.is_finished, job_folder.listed(parent)):
        known.setdefault(timing_history.cost(job_folder.read_request(folder)), folders.size(folder))
    return sum(known.get(timing_history.cost(request)) or _typical_size(request) for request in wanted)


def outlook(entries: Sequence[PlannedRow], parent: Path) -> str:
    """A line: how many props are to be made, the time and the room on the disk."""
    wanted = [*missing(entries, parent).values()]
    total = f"{len(wanted)} of {sum(len(entry.props) for entry in entries)} props are to be made"
    if not wanted:
        return total
    past = seconds(wanted, parent)
    time = "how long that takes is not known" if past is None else f"that takes about {duration(past)}"
    return f"{total}; {time}, and about {units.amount(size(wanted, parent))} on the disk"


def understanding(entry: PlannedRow) -> str:
    """What is understood of a row's prompt, one line; empty for a bad row."""
    return next((str(understand(request.prompt, request.prior)) for request in entry.props.values()), "")


def remark(entry: PlannedRow) -> str:
    """The same where something is not as it was said; else empty."""
    changed = (understand(request.prompt, request.prior).notices for request in entry.props.values())
    return understanding(entry) if any(changed) else ""


def requests(values: dict[str, Any], common: Request) -> Iterator[tuple[str, Request]]:
    """Names and requests of a row's values; `common` has what they leave open. Raises ValueError with one line."""
    many = values.get("count", 1)
    if not 1 <= many <= MOST:
        raise ValueError(f"The count {many} is out of range: choose 1 to {MOST}")
    asked = {name: value for name, value in values.items() if name not in ("count", "name", "placeholder")}
    first = replace(common, **{"prompt": "", **asked})
    for number in range(many):
        request = replace(first, seed=first.seed + number)
        name = values.get("name")
        yield checked_name(f"{name}-{request.seed}" if many > 1 else name) if name else _name(request), request


def checked_name(name: str) -> str:
    """The name of a prop's folder as it is. Raises ValueError when it could lead out of the parent."""
    if len(name) > LONGEST_NAME or not _NAME.fullmatch(name) or _RESERVED.fullmatch(name):
        raise ValueError(
            f"{name[:LONGEST_NAME]!r} cannot be the name of a folder: use at most {LONGEST_NAME} letters, digits, "
            "hyphens and dots, a letter or digit first"
        )
    return name


def _typical_size(request: Request) -> int:
    """Bytes of a finished prop's folder."""
    schedule = preset_of(request, Schedule)
    grids = schedule.grid_resolutions if isinstance(schedule, GridSchedule) else ()
    return BYTES + BYTES_A_CELL * sum(resolution**3 for resolution in grids)


def _asked(request: Request) -> str:
    """What is asked for; the device makes no other prop of it."""
    return encode(replace(request, device=Request.device))


def _there(parent: Path) -> dict[str, str]:
    """The props in a folder by what was asked for: the newest of each, a finished one before the others."""
    oldest_first = reversed(job_folder.listed(parent))
    own = [folder for folder in oldest_first if not folder.is_symlink() and not exploration.mark_of(folder)]
    finished_last = sorted(own, key=job_folder.is_finished)
    return {_asked(job_folder.read_request(folder)): folder.name for folder in finished_last}


def _entry(row: PropRow, common: Request, places: _Folders, online: bool, placeholders: Container[str]) -> PlannedRow:
    entry = PlannedRow(row.number, str(row.values.get("prompt", ""))[:LONGEST_REASON], {})
    try:
        if row.reason:
            raise ValueError(row.reason)
        _check_placeholder(row.values, placeholders)
        wanted = requests(row.values, common)
        props = {places.name(name, "name" in row.values, request): request for name, request in wanted}
        for name, request in props.items():
            if before := places.taken.get(name.casefold()):
                raise ValueError(f"{name} is the name of row {before} too: give another name, seed or count")
            understand(request.prompt, request.prior)
            _check_place(places.parent / name, request)
        models.check(next(iter(props.values())).prior, online)
    except (ValueError, OSError, RuntimeError) as error:  # the last two: a prior that no path can be called
        entry.fail(str(error))
    else:
        places.take(props, row.number)
        entry.props = props
        if all(job_folder.is_finished(places.parent / name) for name in props):
            entry.standing = RowState.DONE
    return entry


def _check_placeholder(values: dict[str, Any], placeholders: Container[str]) -> None:
    """Raises ValueError unless the row names none, or one that is there and gets one prop."""
    name = values.get("placeholder")
    if name is not None and name not in placeholders:
        raise ValueError(f"There is no placeholder {name!r}: name an object of the scene that is open in Blender")
    if name is not None and values.get("count", 1) != 1:
        raise ValueError("One placeholder gets one prop: leave the count out")


def _name(request: Request) -> str:
    """Of a prop whose row gives none: the same prompt and seed always have the same one."""
    slug = re.sub(r"[\W_]+", "-", request.prompt.casefold()).strip("-")
    if not slug or len(slug) > LONGEST_NAME:
        slug = f"{slug[:40]}-{sha256(request.prompt.encode()).hexdigest()[:8]}".strip("-")
    return f"{slug}-{request.seed}"


def _check_place(folder: Path, request: Request) -> None:
    """Raises Refused when the folder leads elsewhere or holds another prop."""
    if folder.is_symlink():
        raise Refused(f"{folder} is a link: give the row another name")
    if os.path.lexists(folder / job_folder.REQUEST):
        there = job_folder.read_request(folder)
        if _asked(there) != _asked(request):
            other = job_folder.difference(there, replace(request, device=there.device))
            raise Refused(f"{folder} holds another prop ({other}): give the row another name or seed")
