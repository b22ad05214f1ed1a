"""Finished props on their way into the scene: each becomes one undo step, in parts of some milliseconds."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import bpy
from bpy.app.handlers import persistent

from . import import_prop
from .placement import Placement

_expected: dict[Path, Placement] = {}  # jobs whose prop the open file asked for, and where it wants it
_finished: list[tuple[Path, Placement]] = []  # those that are to be built, until the artist's hands are free
_building: Iterator[str] | None = None  # of the first of them
_HANDLERS = ("load_post", "undo_post", "redo_post")


def register() -> None:
    for name, handler in zip(_HANDLERS, (_forget_file, _start_over, _start_over), strict=True):
        getattr(bpy.app.handlers, name).append(handler)


def unregister() -> None:
    for name, handler in zip(_HANDLERS, (_forget_file, _start_over, _start_over), strict=True):
        getattr(bpy.app.handlers, name).remove(handler)
    _forget_file()


def expect(place: Path, wanted: Placement) -> None:
    """The open file wants the prop of this job once it is finished."""
    _expected[place] = wanted


def expected() -> Iterator[tuple[Path, Placement]]:
    """The jobs whose props the open file waits for, and where it wants them."""
    yield from _expected.items()
    yield from _finished


def deliver(place: Path) -> bool:
    """Has a finished prop built, if the open file expects it; else it stays in its folder."""
    if place not in _expected:
        return False
    _finished.append((place, _expected.pop(place)))
    return True


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


def step(context: bpy.types.Context) -> str:
    """Takes the next step of building the next prop, while the artist's hands are free.

    Returns the object's name once it is there, before that an empty text. Raises ValueError when the prop's folder is
    damaged; then the next one is to be built.
    """
    global _building
    _building = _building or _build(context, *_finished[0])
    try:
        name = next(_building)
    except BaseException:
        _finished.pop(0)
        _building = None
        raise
    if name:
        _finished.pop(0)
        _building = None
    return name


def _build(context: bpy.types.Context, place: Path, wanted: Placement) -> Iterator[str]:
    with ThreadPoolExecutor(1) as pool:
        prop = pool.submit(import_prop.read, place)
        while not prop.done():
            yield ""
    for built in import_prop.building(context, prop.result(), wanted):
        if built is None:
            yield ""
        else:
            if not bpy.app.background:
                bpy.ops.ed.undo_push(message=wanted.title)
            yield built.name


@persistent
def _forget_file(*_: object) -> None:
    """What was asked for in one file is not put into another one."""
    _expected.clear()
    forget()


@persistent
def _start_over(*_: object) -> None:
    """Undo has taken what was half built, and what Python still knows of it must not be touched."""
    global _building
    _building = None
