"""The verb batch: makes the props of the rows in a file. Standard library only."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from .. import models
from ..config import Request
from ..disk import files
from ..farm import order
from ..jobs import batch, batch_file, job_folder
from ..jobs.batch import PlannedRow, RowState
from ..jobs.failures import Refused
from ..jobs.protocol import Cancelled, Done, Event, Failed, LastEvent
from ..program import complain
from ..units import duration
from . import farm
from .console import Console
from .farm import Start
from .terminal import follow, is_online, path, tell_all

TOGETHER = 16  # props per worker, which share their optimisation steps where they can


def add_options(verb: argparse.ArgumentParser) -> None:
    """Adds FILE, --out, --dry-run and the farm's options to the verb."""
    columns = ", ".join(batch_file.COLUMNS)
    verb.add_argument(
        "file",
        type=path,
        metavar="FILE",
        help=f".txt: a prompt a line; .csv or .json: {columns}, all but prompt optional",
    )
    verb.add_argument("--out", type=path, required=True, metavar="FOLDER", help="for the props' folders and batch.json")
    verb.add_argument("--dry-run", action="store_true", help="make nothing, tell what would be made, time and disk")
    farm.add_options(verb)


def make_batch(options: argparse.Namespace, _: list[str]) -> int:
    """Makes the missing props of a batch. Returns 1 if a row failed, else 0.

    The options apply to what a row leaves open. Raises ValueError or Trouble with one line if the batch cannot be made,
    KeyboardInterrupt if it was stopped.
    """
    common = Request(
        "a prop",
        preset=options.preset,
        prior=options.prior,
        size=options.size,
        device=options.device,
        overrides=dict(options.set),
    )
    online = farm.is_cluster(options) or is_online()  # a cluster has its own models
    models.check(common.prior, online)
    source, parent = Path(options.file).absolute(), Path(options.out).absolute()
    found = batch_file.read(source)
    batch.check_target(parent, source)
    entries = batch.plan(found, common, parent, online)
    if options.farm:
        _check_for_farm(entries)
    for entry in entries:
        if entry.standing is RowState.FAILED:
            complain(f"row {entry.row}: {entry.reason}")
    if options.dry_run:
        tell_all(_outlook(entries, parent))
    else:
        _make_all(options, entries, parent)
    failed = sum(entry.standing is RowState.FAILED for entry in entries)
    tell_all([f"{failed} of {len(entries)} rows failed"] if failed else [])
    return 1 if failed else 0


def _check_for_farm(entries: Sequence[PlannedRow]) -> None:
    for entry in entries:
        for request in entry.props.values():
            try:
                order.check(request)
            except ValueError as error:
                entry.fail(str(error))


def _outlook(entries: Sequence[PlannedRow], parent: Path) -> list[str]:
    """Returns one line per prop, what is understood of each row, and the line of `batch.outlook`."""
    missing = batch.missing(entries, parent)
    lines = []
    for entry in entries:
        for name, request in entry.props.items():
            title = f"{name}: {request.prompt!r}, seed {request.seed}, {request.preset}, {request.size:g} m"
            lines.append(title if name in missing else f"{title}, finished")
        lines += [f"  understood: {batch.understanding(entry)}"] if entry.props else []
    return [*lines, batch.outlook(entries, parent)]


def _make_all(options: argparse.Namespace, entries: Sequence[PlannedRow], parent: Path) -> None:
    """Makes the missing props while holding the batch's lock.

    Raises Refused if another batch works in the folder, KeyboardInterrupt if the batch was stopped.
    """
    parent.mkdir(parents=True, exist_ok=True)
    try:
        with files.exclusive(parent / job_folder.LOCK):
            batch.write(parent, entries)
            if any(entry.standing is RowState.WAITING for entry in entries):
                together = order.MOST if options.farm else TOGETHER
                Making(farm.starter(options), together, entries, parent).go()
    except files.Busy:
        raise Refused(f"{parent} is being worked on by another batch: wait for it, or stop it") from None


class Making:
    """Makes the missing props of a batch and keeps the state of its rows."""

    def __init__(self, start: Start, together: int, entries: Sequence[PlannedRow], parent: Path) -> None:
        """`together` is the number of props that are started together."""
        self._start, self._together = start, together
        self._entries, self._parent, self._console = entries, parent, Console()
        waiting = [entry for entry in entries if entry.standing is RowState.WAITING]
        self._rows = {parent / name: entry for entry in waiting for name in entry.props}

    def go(self) -> None:
        """Makes all missing props. Raises KeyboardInterrupt if the batch was stopped."""
        missing = [*batch.missing(self._entries, self._parent).items()]
        for first in range(0, len(missing), self._together):
            self._make(missing[first : first + self._together])

    def _make(self, props: Sequence[tuple[str, Request]]) -> None:
        requests = {}
        for name, request in props:
            folder = self._parent / name
            try:
                requests[folder] = job_folder.prepare(folder, request)
            except Refused as error:
                self._fail(folder, str(error))
            else:
                row = self._entries.index(self._rows[folder]) + 1
                self._console.line(f"[{row}/{len(self._entries)}] {request.prompt}, seed {request.seed}: {folder}")
        died = self._work(requests) if requests else {}
        if len(requests) > 1:  # it is unknown which prop made the worker die, so each is made alone
            died = {folder: reason for each in died for folder, reason in self._work({each: requests[each]}).items()}
        for folder, reason in died.items():
            self._fail(folder, reason)

    def _work(self, requests: dict[Path, Request]) -> dict[Path, str]:
        """Makes props with one worker.

        Returns job folder -> reason for the props that were lost because the worker died.
        """
        last = follow(self._start(requests), self._console, self._hear)
        for event in last.values():
            if isinstance(event, Cancelled):
                self._console.line(f"Stopped at step {event.step}; the same command goes on")
                raise KeyboardInterrupt
        failed = {folder: event for folder, event in last.items() if isinstance(event, Failed)}
        return {folder: event.reason for folder, event in failed.items() if not _is_on_record(folder, event)}

    def _hear(self, folder: Path, event: Event) -> None:
        self._console.show(event, folder.name)
        match event:
            case Done():
                self._settle(folder)
                self._console.line(f"{folder.name}: Finished in {duration(event.seconds)}")
            case Failed():
                self._console.line(event.log or f"{folder.name}: Failed")
                if _is_on_record(folder, event):
                    self._fail(folder, event.reason)
            case _:
                pass

    def _fail(self, folder: Path, reason: str) -> None:
        row = self._rows[folder]
        row.fail(f"{folder.name}: {reason}")
        complain(f"row {row.row}: {folder.name}: {reason}")
        batch.write(self._parent, self._entries)

    def _settle(self, folder: Path) -> None:
        row = self._rows[folder]
        if row.standing is RowState.WAITING and all(job_folder.is_finished(self._parent / name) for name in row.props):
            row.standing = RowState.DONE
            batch.write(self._parent, self._entries)


def _is_on_record(folder: Path, last: LastEvent) -> bool:
    """True if the worker itself recorded this event, False if the host created it after the worker died."""
    return job_folder.last_event(folder) == last
