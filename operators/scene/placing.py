"""Finished props on their way into the scene: each becomes one undo step, in parts of some milliseconds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import bpy
from bpy.app.handlers import persistent

from ...nerf_sds.config import Request
from ...nerf_sds.jobs import job_folder
from ..translations import say
from . import aside, hands, import_prop, props
from .placement import Placement

_expected: dict[Path, Placement] = {}  # jobs whose prop the open file asked for, and where it wants it
_finished: list[tuple[Path, Placement]] = []  # those that are to be built, until the artist's hands are free
_elsewhere: dict[str, dict[Path, Placement]] = {}  # what other files wait for, by their path, until they are opened
_untouched: tuple[object, ...] = ()  # what `hands.touched` gave when a prop was asked for, or the last one was selected
_building: Iterator[Arrival | None] | None = None  # of the first of them


@dataclass(frozen=True)
class Arrival:
    """A prop that has come into the scene."""

    name: str
    mark: str  # by which it is found however it is called later
    remarks: tuple[str, ...]  # what the artist has to know who looks for it: a line each


def register() -> None:
    for name, handler in _handlers():
        getattr(bpy.app.handlers, name).append(handler)


def unregister() -> None:
    for name, handler in _handlers():
        getattr(bpy.app.handlers, name).remove(handler)
    _expected.clear()
    _elsewhere.clear()
    forget()


def expect(place: Path, wanted: Placement) -> None:
    """The open file wants the prop of this job once it is finished."""
    global _untouched
    _expected[place] = wanted
    _untouched = hands.touched(bpy.context, bpy.context.view_layer)


def expected() -> Iterator[tuple[Path, Placement]]:
    """The jobs whose props the open file waits for, and where it wants them."""
    yield from _expected.items()
    yield from _finished


def deliver(place: Path) -> bool:
    """Has a finished prop built, if the open file expects it; else it stays in its folder."""
    if place in _expected:
        _finished.append((place, _expected.pop(place)))
    return any(place == finished for finished, _ in _finished)


def settled(wanted: Placement, request: Request) -> Placement:
    """The placement of a new prop, clear of what the scene shows and of the props that the open file waits for."""
    coming = []
    for place, other in expected():
        with suppress(ValueError):  # its folder was taken away
            coming.append(aside.standing(other.location, other.bounds or job_folder.read_request(place).room))
    return aside.clear(wanted, request.room, bpy.context.view_layer, coming)


def not_here(place: Path) -> str:
    """A line on a finished prop that the open file did not ask for."""
    for path, wanted in _elsewhere.items():
        if place in wanted:
            return f"Finished for {Path(path).name}: it comes when that is opened, or by Import Again"
    return "Finished for another file: Import Again brings it into this one"


def forget() -> None:
    """Builds none of the props that are finished now; they stay in their folders."""
    global _building
    _finished.clear()
    _building = None


def is_pending() -> bool:
    """Whether a finished prop is to be built."""
    return bool(_finished)


def is_building() -> bool:
    """Whether a prop is half built."""
    return _building is not None


def step(context: bpy.types.Context) -> Arrival | None:
    """Takes the next step of building the next prop, while the artist's hands are free.

    Returns what has come with the last step. Raises ValueError when the prop's folder is damaged; then the next one is
    to be built.
    """
    global _building
    _building = _building or _build(context, *_finished[0])
    try:
        arrival = next(_building)
    except BaseException:
        _finished.pop(0)
        _building = None
        raise
    if arrival:
        _finished.pop(0)
        _building = None
    return arrival


def _build(context: bpy.types.Context, place: Path, wanted: Placement) -> Iterator[Arrival | None]:
    with ThreadPoolExecutor(1) as pool:
        prop = pool.submit(import_prop.read, place)
        while not prop.done():
            yield None
    for built in import_prop.building(context, prop.result(), wanted):
        if built is None:
            yield None
        else:
            _select(context, built)
            import_prop.hide_starts(wanted, built.obj)
            if not bpy.app.background:
                bpy.ops.ed.undo_push(message=_title(built.obj.name, wanted))
            yield Arrival(built.obj.name, props.marked(built.obj), built.remarks)


def _select(context: bpy.types.Context, built: import_prop.Built) -> None:
    """Selects a new prop, unless the artist has done something since it was asked for, or since the last one came."""
    global _untouched
    layer = built.layer
    if built.is_new and hands.mode(layer) == "OBJECT" and hands.touched(context, layer) == _untouched:
        import_prop.select(layer, built.obj)
        _untouched = hands.touched(context, layer)


def _title(name: str, wanted: Placement) -> str:
    """Of the undo step."""
    if wanted.dresses:
        return say(f"Replace Placeholders by {name}")
    return say(f"Regenerate {name}") if wanted.replaces else say(f"Add {name}")


def _handlers() -> list[tuple[str, Callable[..., None]]]:
    start_over = [(name, _start_over) for name in ("undo_post", "redo_post")]
    return [("load_pre", _put_aside), ("load_post", _take_up), ("load_post_fail", _take_back), *start_over]


@persistent
def _put_aside(*_: object) -> None:
    """What was asked for in one file is not put into another one, but waits until that file is opened again."""
    _elsewhere[bpy.data.filepath] = dict(expected())
    _expected.clear()
    forget()


@persistent
def _take_up(*_: object) -> None:
    """The opened file gets what it asked for before, finished meanwhile or not; one without a name is gone for good."""
    _elsewhere.pop("", None)
    _take_back()


@persistent
def _take_back(*_: object) -> None:
    for place, wanted in _elsewhere.pop(bpy.data.filepath, {}).items():
        expect(place, wanted)
        if job_folder.is_finished(place):
            deliver(place)


@persistent
def _start_over(*_: object) -> None:
    """Undo has taken what was half built, and what Python still knows of it must not be touched."""
    global _building
    _building = None
