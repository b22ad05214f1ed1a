"""Places finished props in the scene. Each prop becomes one undo step, built in parts of some milliseconds."""

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
from . import aside, drawn_texture, hands, import_prop, props
from .placement import Placement

_expected: dict[Path, Placement] = {}  # by job folder: placements of the props that the open file waits for
_finished: list[tuple[Path, Placement]] = []  # finished props that wait until the artist is not busy
_elsewhere: dict[str, dict[Path, Placement]] = {}  # by the path of another file: the props that it waits for
_untouched: tuple[object, ...] = ()  # `hands.touched` when a prop was last requested or selected
_building: Iterator[Arrival | None] | None = None  # builds the first prop of `_finished`


@dataclass(frozen=True)
class Arrival:
    """A prop that has arrived in the scene, or meshes that a drawn texture has arrived on."""

    name: str  # of the first object
    marks: tuple[str, ...]  # find the objects even after renaming
    remarks: tuple[str, ...]  # lines that tell the artist where the prop is, if it is not where it was expected


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
    """Records that the open file wants the prop of this job once the prop is finished."""
    global _untouched
    _expected[place] = wanted
    _untouched = hands.touched(bpy.context, bpy.context.view_layer)


def expected() -> Iterator[tuple[Path, Placement]]:
    """Yields the folder and placement of each prop that the open file waits for."""
    yield from _expected.items()
    yield from _finished


def deliver(place: Path) -> bool:
    """Queues a finished prop for placing if the open file expects it. Returns whether the prop is queued.

    A prop that is not expected stays in its folder.
    """
    if place in _expected:
        _finished.append((place, _expected.pop(place)))
    return any(place == finished for finished, _ in _finished)


def settled(wanted: Placement, request: Request) -> Placement:
    """Returns the placement of a new prop, moved clear of visible objects and of props that will arrive soon."""
    coming = []
    for place, other in expected():
        with suppress(ValueError):  # the job's folder was deleted
            coming.append(aside.standing(other.location, other.bounds or job_folder.read_request(place).room))
    return aside.clear(wanted, request.room, bpy.context.view_layer, coming)


def not_here(place: Path) -> str:
    """Returns a line about a finished prop that the open file did not request."""
    for path, wanted in _elsewhere.items():
        if place in wanted:
            return f"Finished for {Path(path).name}: it comes when that is opened, or by Import Again"
    return "Finished for another file: Import Again brings it into this one"


def forget() -> None:
    """Drops all finished props that wait to be placed. Their folders stay."""
    global _building
    _finished.clear()
    _building = None


def is_pending() -> bool:
    """True if a finished prop waits to be placed."""
    return bool(_finished)


def is_building() -> bool:
    """True if a prop is partly built."""
    return _building is not None


def step(context: bpy.types.Context) -> Arrival | None:
    """Takes the next step of placing the first finished prop. Returns the arrival after the last step, else None.

    Call this only while `is_pending()` is true and the artist is not busy. Raises ValueError if the prop's folder is
    damaged; the next call then starts with the next prop.
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
    building = drawn_texture.building if wanted.textures else import_prop.building
    for built in building(context, prop.result(), wanted):
        if built is None:
            yield None
        else:
            _select(context, built)
            import_prop.hide_starts(wanted, built.obj)
            if not bpy.app.background:
                bpy.ops.ed.undo_push(message=_title(built.obj.name, wanted))
            marks = tuple(props.marked(obj) for obj in (built.obj, *built.others))
            yield Arrival(built.obj.name, marks, built.remarks)


def _select(context: bpy.types.Context, built: import_prop.Built) -> None:
    """Selects a new prop, unless the artist has selected or changed something since the last request or arrival."""
    global _untouched
    layer = built.layer
    if built.is_new and hands.mode(layer) == "OBJECT" and hands.touched(context, layer) == _untouched:
        import_prop.select(layer, built.obj)
        _untouched = hands.touched(context, layer)


def _title(name: str, wanted: Placement) -> str:
    """Returns the name of the undo step, translated."""
    if wanted.textures:
        return say(f"Texture {name}")
    if wanted.dresses:
        return say(f"Replace Placeholders by {name}")
    return say(f"Regenerate {name}") if wanted.replaces else say(f"Add {name}")


def _handlers() -> list[tuple[str, Callable[..., None]]]:
    start_over = [(name, _start_over) for name in ("undo_post", "redo_post")]
    return [("load_pre", _put_aside), ("load_post", _take_up), ("load_post_fail", _take_back), *start_over]


@persistent
def _put_aside(*_: object) -> None:
    """Keeps the props that the current file waits for until that file is opened again."""
    _elsewhere[bpy.data.filepath] = dict(expected())
    _expected.clear()
    forget()


@persistent
def _take_up(*_: object) -> None:
    """Restores the props that the opened file waits for, and places those that are finished.

    Props that a file without a name waited for are dropped.
    """
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
    """Drops the half-built prop after an undo or redo, because Blender has freed its data. Building starts anew."""
    global _building
    _building = None
