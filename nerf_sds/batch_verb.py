"""The verb batch: the props of a file's rows, one after the other. Standard library only."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from . import batch, files, jobs, models, rows, storage
from .batch import Entry, Standing
from .config import Request
from .console import Console, duration
from .jobs import Refused
from .protocol import Cancelled, Done, Failed
from .terminal import complain, is_online, run_job, tell_all, worker_python


def add_options(verb: argparse.ArgumentParser) -> None:
    """The file, --out and --dry-run."""
    columns = ", ".join(rows.COLUMNS)
    verb.add_argument(
        "file", metavar="FILE", help=f".txt: a prompt a line; .csv or .json: {columns}, all but prompt optional"
    )
    verb.add_argument("--out", required=True, metavar="FOLDER", help="for the props' folders and batch.json")
    verb.add_argument("--dry-run", action="store_true", help="make nothing, tell what would be made, time and disk")


def make_batch(options: argparse.Namespace, _: list[str]) -> int:
    """Makes what is missing of a batch; 1 when a row failed. The options are for what a row leaves open."""
    common = Request(
        "a prop",
        preset=options.preset,
        prior=options.prior,
        size=options.size,
        device=options.device,
        overrides=dict(options.set),
    )
    models.check(common.prior, is_online())
    source, parent = Path(options.file).absolute(), Path(options.out).absolute()
    found = rows.read(source)
    batch.check_target(parent, source)
    entries = batch.plan(found, common, parent, is_online())
    for entry in entries:
        if entry.standing is Standing.FAILED:
            complain(f"row {entry.row}: {entry.reason}")
    if options.dry_run:
        tell_all(_outlook(entries, parent))
    else:
        _make_all(options, entries, parent)
    failed = sum(entry.standing is Standing.FAILED for entry in entries)
    tell_all([f"{failed} of {len(entries)} rows failed"] if failed else [])
    return 1 if failed else 0


def _outlook(entries: Sequence[Entry], parent: Path) -> list[str]:
    """A line a prop, then how many are to be made, the time and the room on the disk."""
    missing = batch.missing(entries, parent)
    lines = []
    for entry in entries:
        for name, request in entry.props.items():
            title = f"{name}: {request.prompt!r}, seed {request.seed}, {request.preset}, {request.size:g} m"
            lines.append(title if name in missing else f"{title}, finished")
    count = f"{len(missing)} of {len(lines)} props are to be made"
    if not missing:
        return [*lines, count]
    wanted = [*missing.values()]
    seconds = batch.seconds(wanted, parent)
    time = "how long that takes is not known" if seconds is None else f"that takes about {duration(seconds)}"
    return [*lines, f"{count}; {time}, and about {storage.amount(batch.size(wanted, parent))} on the disk"]


def _make_all(options: argparse.Namespace, entries: Sequence[Entry], parent: Path) -> None:
    """Raises KeyboardInterrupt when it was stopped: the same batch goes on."""
    parent.mkdir(parents=True, exist_ok=True)
    try:
        with files.exclusive(parent / jobs.LOCK):
            batch.write(parent, entries)
            if any(entry.standing is Standing.WAITING for entry in entries):
                _make_waiting(worker_python(options), entries, parent)
    except files.Busy:
        raise Refused(f"{parent} is being worked on by another batch: wait for it, or stop it") from None


def _make_waiting(python: Path, entries: Sequence[Entry], parent: Path) -> None:
    console = Console()
    for place, entry in enumerate(entries, 1):
        if entry.standing is not Standing.WAITING:
            continue
        for name, request in entry.props.items():
            console.line(f"[{place}/{len(entries)}] {request.prompt}, seed {request.seed}: {parent / name}")
            if reason := _make(python, parent / name, request, console):
                entry.fail(f"{name}: {reason}")
                complain(f"row {entry.row}: {name}: {reason}")
        if entry.standing is Standing.WAITING:
            entry.standing = Standing.DONE
        batch.write(parent, entries)


def _make(python: Path, folder: Path, request: Request, console: Console) -> str:
    """Why the prop could not be made, one line; nothing when it is finished now."""
    if jobs.is_finished(folder):
        return ""
    try:
        request = jobs.prepare(folder, request)
    except Refused as error:
        return str(error)
    match last := run_job(python, folder, request, console):
        case Done():
            console.line(f"Finished in {duration(last.seconds)}")
            return ""
        case Failed():
            console.line(last.log or "Failed")
            return last.reason
        case Cancelled():
            console.line(f"Stopped at step {last.step}; the same command goes on")
            raise KeyboardInterrupt
