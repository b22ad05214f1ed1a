"""Batches: rows that become props in job folders of one parent. Standard library only."""

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
from ..words.understanding import understand
from . import exploration, job_folder, timing_history
from .batch_file import PropRow
from .failures import Refused
from .protocol import encode

RECORD = "batch.json"
LARGEST = 100_000_000  # bytes of batch.json
MOST = 100  # props per row
BYTES = 4_000_000  # of a finished job folder without its checkpoint; 3.4 MB measured with the preset standard
BYTES_A_CELL = 48  # per grid cell in a checkpoint: 4 float32 values, each with the 2 moments of Adam
LONGEST_NAME = 60  # characters
LONGEST_REASON = 500  # characters
_NAME = re.compile(r"\w[\w .-]*(?<![ .])")
_RESERVED = re.compile(rf"{re.escape(RECORD)}|(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)  # by us, by Windows


class RowState(Enum):
    """The state of a row."""

    WAITING = "waiting"
    DONE = "done"
    FAILED = "failed"


@dataclass
class PlannedRow:
    """One row of a batch, with the props to make from it and its current state."""

    row: int
    prompt: str
    props: dict[str, Request]  # folder name -> request; empty if the row is invalid
    standing: RowState = RowState.WAITING
    reason: str = ""  # why the row failed, one line

    def fail(self, reason: str) -> None:
        """Marks the row as failed. Keeps only the first reason, as one line of at most LONGEST_REASON characters."""
        self.standing = RowState.FAILED
        self.reason = self.reason or one_line(reason, LONGEST_REASON)


@dataclass
class _Folders:
    """The names of the job folders under a parent: those that exist and those that the batch will create."""

    parent: Path
    shared: dict[str, str] | None = None  # encoded request -> folder name; None if the parent holds only this batch
    taken: dict[str, int] = field(default_factory=dict)  # case-folded folder name -> number of the row that uses it

    def name(self, wanted: str, is_given: bool, request: Request) -> str:
        """Returns the folder name for a prop.

        In a shared parent, an existing folder of the same request is reused. Otherwise a generated name that is taken
        gets a number there, and a name that the row gives stays as it is.
        """
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
    """Returns a plan for each row. Fields that a row leaves open come from `common`.

    An invalid row is returned with the state FAILED and a reason; it does not stop the others. `online` allows priors
    that must be downloaded first. With `shared`, the parent also holds other jobs, and an existing folder of the same
    request is reused under any name. `placeholders` are the names of the scene's objects that a prop may replace.
    """
    places = _Folders(parent, _there(parent) if shared else None)
    return [_entry(row, common, places, online, placeholders) for row in rows]


def check_target(parent: Path, source: Path) -> None:
    """Raises Refused if batch.json in the parent is not a record of a batch, or is the source file itself.

    Also raises Refused if the parent's path is not valid Unicode.
    """
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
    """Writes batch.json, replacing the file as a whole."""
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
    """Returns the props that are still to be made, by folder name: unfinished props of rows that are WAITING."""
    return {
        name: request
        for entry in entries
        if entry.standing is RowState.WAITING
        for name, request in entry.props.items()
        if not job_folder.is_finished(parent / name)
    }


def seconds(wanted: Sequence[Request], parent: Path) -> float | None:
    """Returns how many seconds the props take one after another, estimated from the finished props in the folder.

    Returns None if the folder has no finished prop with the same cost as one of them.
    """
    past = timing_history.past_seconds(parent, {timing_history.cost(request) for request in wanted})
    if any(timing_history.cost(request) not in past for request in wanted):
        return None
    return sum(statistics.median(past[timing_history.cost(request)]) for request in wanted)


def size(wanted: Sequence[Request], parent: Path) -> float:
    """Returns the disk space for the props in bytes.

    Each prop counts as much as a finished prop of the same cost in the folder, or else a typical size.
    """
    known: dict[timing_history.Cost, int] = {}
    for folder in filter(job_folder.is_finished, job_folder.listed(parent)):
        if (cost := timing_history.cost(job_folder.read_request(folder))) not in known:
            known[cost] = folders.size(folder)
    return sum(known.get(timing_history.cost(request)) or _typical_size(request) for request in wanted)


def outlook(entries: Sequence[PlannedRow], parent: Path) -> str:
    """Returns one line: how many props are to be made, the time they take and the disk space they need."""
    wanted = [*missing(entries, parent).values()]
    total = f"{len(wanted)} of {sum(len(entry.props) for entry in entries)} props are to be made"
    if not wanted:
        return total
    past = seconds(wanted, parent)
    time = "how long that takes is not known" if past is None else f"that takes about {units.duration(past)}"
    return f"{total}; {time}, and about {units.amount(size(wanted, parent))} on the disk"


def understanding(entry: PlannedRow) -> str:
    """Returns one line on what the diffusion model understands of the row's prompt. Empty for an invalid row."""
    return next((str(understand(request.prompt, request.prior)) for request in entry.props.values()), "")


def remark(entry: PlannedRow) -> str:
    """Returns the line of `understanding` if part of the prompt is ignored or changed, else an empty string."""
    changed = (understand(request.prompt, request.prior).notices for request in entry.props.values())
    return understanding(entry) if any(changed) else ""


def requests(values: dict[str, Any], common: Request) -> Iterator[tuple[str, Request]]:
    """Yields the folder name and the request of each prop of a row. Fields that are not in `values` come from `common`.

    `values` are the row's columns; `count` props get consecutive seeds. Raises ValueError with one line if a value is
    out of range or the name is no valid folder name.
    """
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
    """Returns the name unchanged if it is a valid folder name inside the parent. Raises ValueError otherwise."""
    if len(name) > LONGEST_NAME or not _NAME.fullmatch(name) or _RESERVED.fullmatch(name):
        raise ValueError(
            f"{name[:LONGEST_NAME]!r} cannot be the name of a folder: use at most {LONGEST_NAME} letters, digits, "
            "hyphens and dots, a letter or digit first"
        )
    return name


def _typical_size(request: Request) -> int:
    """Returns an estimate of a finished job folder's size in bytes."""
    schedule = preset_of(request, Schedule)
    grids = schedule.grid_resolutions if isinstance(schedule, GridSchedule) else ()
    return BYTES + BYTES_A_CELL * sum(resolution**3 for resolution in grids)


def _asked(request: Request) -> str:
    """Returns the encoded request without its device, because the device does not change which prop is made."""
    return encode(replace(request, device=Request.device))


def _there(parent: Path) -> dict[str, str]:
    """Returns the names of the job folders in a parent by their encoded request, without links and explorations.

    If several folders have the same request, a finished one wins, then the newest.
    """
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
    except (ValueError, OSError, RuntimeError) as error:  # OSError, RuntimeError: the prior's name is no valid path
        entry.fail(str(error))
    else:
        places.take(props, row.number)
        entry.props = props
        if all(job_folder.is_finished(places.parent / name) for name in props):
            entry.standing = RowState.DONE
    return entry


def _check_placeholder(values: dict[str, Any], placeholders: Container[str]) -> None:
    """Raises ValueError if the row names an unknown placeholder, or asks for more than one prop in its place."""
    name = values.get("placeholder")
    if name is not None and name not in placeholders:
        raise ValueError(f"There is no placeholder {name!r}: name an object of the scene that is open in Blender")
    if name is not None and values.get("count", 1) != 1:
        raise ValueError("One placeholder gets one prop: leave the count out")


def _name(request: Request) -> str:
    """Returns a folder name made from the prompt and the seed. The same prompt and seed always give the same name."""
    slug = re.sub(r"[\W_]+", "-", request.prompt.casefold()).strip("-")
    if not slug or len(slug) > LONGEST_NAME:
        slug = f"{slug[:40]}-{sha256(request.prompt.encode()).hexdigest()[:8]}".strip("-")
    return f"{slug}-{request.seed}"


def _check_place(folder: Path, request: Request) -> None:
    """Raises Refused if the folder is a link or holds another prop."""
    if folder.is_symlink():
        raise Refused(f"{folder} is a link: give the row another name")
    if os.path.lexists(folder / job_folder.REQUEST):
        there = job_folder.read_request(folder)
        if _asked(there) != _asked(request):
            other = job_folder.difference(there, replace(request, device=there.device))
            raise Refused(f"{folder} holds another prop ({other}): give the row another name or seed")
