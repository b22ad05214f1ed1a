"""Many props at once: plans rows or placeholders, queues what is missing, and records the result of each row.

The panel shows the batch in `shown`, which lives in this module and not in the .blend. Each change is written to
batch.json.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

import bpy
from mathutils import Vector

from ...nerf_sds.config import Request
from ...nerf_sds.jobs import batch, job_folder, job_list
from ...nerf_sds.jobs.batch import PlannedRow, RowState
from ...nerf_sds.jobs.batch_file import PropRow
from ..scene import placeholders, placement, placing, props
from ..scene.placeholders import Wish
from ..scene.placement import Placement
from ..settings import farm
from ..settings.farm import Farm
from ..settings.prop_list import ListedProp
from ..viewport import preview
from . import driver, grid
from .batch_order import BatchOrder

TICK = 0.5  # seconds between two looks at the queue
LONGEST_TITLE = 60  # most characters of a collection's name


@dataclass
class Batch:
    """A planned order and the state of each of its rows."""

    rows: list[PropRow]
    entries: list[PlannedRow]  # one for each row, in the same order
    parent: Path  # the folder that holds the job folders
    outlook: str  # one line: how many props are missing, with the time and disk space that they need
    begun: bool = False

    @property
    def failed(self) -> list[PlannedRow]:
        """Returns the entries of the rows that failed."""
        return [entry for entry in self.entries if entry.standing is RowState.FAILED]

    @property
    def waiting(self) -> list[PlannedRow]:
        """Returns the entries of the rows that are not done yet."""
        return [entry for entry in self.entries if entry.standing is RowState.WAITING]

    @property
    def line(self) -> str:
        """Returns a line that says how many rows are done and how many failed."""
        done = len(self.entries) - len(self.failed) - len(self.waiting)
        line = f"{done} of {len(self.entries)} rows are done"
        return f"{line}, {len(self.failed)} failed" if self.failed else line

    def remarks(self, most: int) -> list[str]:
        """Returns a line for each row whose prompt is only partly understood, at most `most` lines."""
        lines = [f"Row {entry.row}: {remark}" for entry in self.entries if (remark := batch.remark(entry))]
        more = len(lines) - most
        return [*lines[: most - 1], f"{more + 1} more rows have words that are ignored"] if more > 0 else lines

    def complaints(self, most: int) -> list[str]:
        """Returns a line for each row that failed, at most `most` lines."""
        lines = [f"Row {entry.row}: {entry.reason}" for entry in self.failed]
        more = len(lines) - most
        return [*lines[: most - 1], f"{more + 1} more rows failed: batch.json has them all"] if more > 0 else lines


shown: Batch | None = None  # the batch that was planned last
_followed: Batch | None = None  # the batch that was begun last
_record = Path()  # the folder of the begun batch's batch.json
_changes = -1  # `driver.queue.changes` at the last look


def close() -> None:
    """Forgets the last batch and stops the timer. The batch's jobs go on."""
    global shown, _followed
    if bpy.app.timers.is_registered(_look):
        bpy.app.timers.unregister(_look)
    shown = _followed = None


def plan(context: bpy.types.Context, ordered: BatchOrder, common: Request) -> Batch:
    """Returns the order as a batch and stores it in `shown`. Queues nothing.

    `common` holds the values that the rows leave open. A row that cannot be made is marked as failed, with a reason.
    """
    global shown
    parent, named = driver.folder(), _named(context, ordered)
    listed = [*_without_bad_placeholders(ordered.rows, named)]
    where = farm.chosen(context)
    entries = batch.plan(listed, common, parent, where.is_online, shared=True, placeholders=named)
    for row, entry in zip(listed, entries, strict=True):
        if entry.standing is RowState.WAITING:
            try:
                _check_makable(entry, named.get(row.values.get("placeholder", "")), where)
            except ValueError as error:
                entry.fail(str(error))
    shown = Batch(ordered.rows, entries, parent, _outlook(ordered, entries, parent))
    return shown


def _outlook(ordered: BatchOrder, entries: list[PlannedRow], parent: Path) -> str:
    """Returns one line about the missing props. One prop may replace several placeholders."""
    line, many = batch.outlook(entries, parent), sum(len(wish.placeholders) for wish in ordered.wishes)
    props = sum(len(entry.props) for entry in entries)
    if many == props or not ordered.wishes:
        return line
    return f"1 prop for {many} placeholders; {line}" if props == 1 else f"{props} props for {many} placeholders; {line}"


def begin(context: bpy.types.Context, python: Path, ordered: BatchOrder, planned: Batch, record: Path) -> None:
    """Places the finished props of a batch, queues the missing ones, and writes batch.json into `record`.

    A row whose prop cannot be queued fails with a reason. If batch.json cannot be written, the panel shows a notice.
    Raises ValueError with one line if the path of `record` is not UTF-8, or if its batch.json is no record of a batch
    and must not be overwritten.
    """
    global _followed, _record
    batch.check_target(record, ordered.source or record)
    places = _places(context, ordered, planned)
    for entry in planned.entries:
        for name, request in entry.props.items() if entry.standing is not RowState.FAILED else ():
            try:
                _want(python, planned.parent / name, request, places.get(name))
            except (ValueError, OSError) as error:
                entry.fail(f"{name}: {error}")
    planned.begun = True
    _followed, _record = planned, record
    _write()


def follow() -> None:
    """Starts a timer that looks at the batch's jobs until no row waits."""
    if not bpy.app.timers.is_registered(_look):
        bpy.app.timers.register(_look, first_interval=TICK, persistent=True)


def look() -> None:
    """Updates the rows whose jobs have left the queue: done, or failed with a reason."""
    global _changes
    if _followed is None or driver.queue.changes == _changes:
        return
    _changes = driver.queue.changes
    parent = _followed.parent
    over = [entry for entry in _followed.waiting if not any(parent / name in driver.queue for name in entry.props)]
    for entry in over:
        for name in entry.props:
            if reason := _reason(parent / name):
                entry.fail(f"{name}: {reason}")
        if entry.standing is RowState.WAITING:
            entry.standing = RowState.DONE
    if over:
        _write()
        preview.redraw("UI")


def entry_of(row: ListedProp, index: int) -> PlannedRow | None:
    """Returns the planned entry of a row of the panel, or None if these values were not planned.

    Among rows with equal values, the row at `index` is preferred.
    """
    if shown is None:
        return None
    values = row.values
    pairs = [*zip(shown.rows, shown.entries, strict=True)]
    nearest = pairs[index : index + 1] + pairs
    return next((entry for planned, entry in nearest if planned.values == values), None)


def _look() -> float | None:
    look()
    return TICK if _followed and _followed.waiting else None


def _reason(place: Path) -> str:
    """Returns why a job that has left the queue is not done; empty if it is done."""
    job = job_list.read(place, driver.queue)
    if job is None:
        return "Its folder was taken away"
    return "" if job.phase is job_list.Phase.DONE else job.reason


def _write() -> None:
    """Writes batch.json. A full disk only causes a notice, so that the props are made anyway."""
    assert _followed
    try:
        _record.mkdir(parents=True, exist_ok=True)
        batch.write(_record, _followed.entries)
    except OSError as error:
        driver.status.notice(f"{_record / batch.RECORD} cannot be written ({error.strerror}): make room")


def _named(context: bpy.types.Context, ordered: BatchOrder) -> dict[str, bpy.types.Object]:
    """Returns the placeholder objects that the rows name, by name. Omits missing objects and props."""
    objects = context.scene.objects
    names = {str(row.values["placeholder"]) for row in ordered.rows if "placeholder" in row.values} & {*objects.keys()}
    return {name: objects[name] for name in names if placeholders.can_be(objects[name])}


def _without_bad_placeholders(listed: list[PropRow], named: dict[str, bpy.types.Object]) -> Iterator[PropRow]:
    """Yields the rows, refused with a reason if the placeholder has no size or an earlier row uses it."""
    before: dict[str, int] = {}
    for row in listed:
        name, reason = row.values.get("placeholder", ""), row.reason
        if name in named and not reason:
            reason = placeholders.obstacle(named[name])
            if (other := before.setdefault(name, row.number)) != row.number:
                reason = f"{name} is the placeholder of row {other} too: name another one"
        yield replace(row, reason=reason)


def _check_makable(entry: PlannedRow, placeholder: bpy.types.Object | None, where: Farm) -> None:
    """Raises ValueError if the placeholder is replaced already, or the farm does not take the props."""
    if placeholder and placeholder.propsmith_placeholder.prop:
        raise ValueError(f"A prop stands in the place of {placeholder.name} already: restore the placeholder first")
    for request in entry.props.values():
        where.check(request)


def _places(context: bpy.types.Context, ordered: BatchOrder, planned: Batch) -> dict[str, Placement]:
    """Returns the placements of the props, by folder name. Omits props that stand in the scene already."""
    title = context.scene.propsmith.collection or ordered.title[:LONGEST_TITLE]
    wanted = placement.chosen(context, place=placement.CURSOR, collection=title, steps_aside=False)
    wishes = {wish.row.number: wish for wish in ordered.wishes}
    named = _named(context, ordered)
    places, in_grid = {}, {}
    for row, entry in zip(ordered.rows, planned.entries, strict=True):
        obj = named.get(row.values.get("placeholder", ""))
        if obj is not None and not obj.propsmith_placeholder.prop and entry.standing is not RowState.FAILED:
            obj.propsmith_placeholder.prompt = row.values["prompt"]
            wishes[entry.row] = Wish(row, (obj,))
        if wish := wishes.get(entry.row):
            places |= {name: wish.placed(wanted) for name in entry.props}
        elif obj is None:
            in_grid |= entry.props
    return places | _in_grid(context, {planned.parent / name: request for name, request in in_grid.items()}, wanted)


def _in_grid(context: bpy.types.Context, requests: dict[Path, Request], wanted: Placement) -> dict[str, Placement]:
    """Returns placements on the ground around the 3D cursor, clear of Propsmith's props, by folder name."""
    if not requests:
        return {}
    marks = {place: sha256(f"{wanted.collection}/{place.name}".encode()).hexdigest()[:32] for place in requests}
    there = {obj.get(props.MARK) for obj in context.scene.objects if props.is_prop(obj)}
    missing = [mark not in there and place not in driver.queue for place, mark in marks.items()]
    boxes = grid.spread([request.room[:2] for request in requests.values()], wanted.location[:2])
    boxes = grid.clear(boxes, missing, [*_occupied(context)])
    return {
        place.name: replace(wanted, location=(*grid.middle(box), 0.0), mark=mark)
        for (place, mark), box, is_missing in zip(marks.items(), boxes, missing, strict=True)
        if is_missing
    }


def _occupied(context: bpy.types.Context) -> Iterator[grid.Box]:
    """Yields a box along X and Y for each prop that stands in the scene or will be placed soon."""
    for obj in context.scene.objects:
        if props.is_prop(obj):
            xs, ys, _ = zip(*(obj.matrix_world @ Vector(corner) for corner in obj.bound_box), strict=True)
            yield min(xs), min(ys), max(xs), max(ys)
    for place, expected in placing.expected():
        if place in driver.queue or job_folder.is_finished(place):
            size = expected.bounds or job_folder.read_request(place).room
            yield grid.around(expected.location[:2], size[:2])


def _want(python: Path, place: Path, request: Request, wanted: Placement | None) -> None:
    """Places the prop if it is finished, else queues it. Raises ValueError or OSError if that fails."""
    if place in driver.queue:
        return
    if job_folder.is_finished(place):
        if wanted:
            driver.deliver(place, wanted)
        return
    job_folder.prepare(place, request)
    if wanted:
        placement.save(wanted, place)
    driver.resume(python, place)
