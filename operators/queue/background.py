"""Work beside Blender's main thread, and a timer that redraws the preferences and sidebars while work runs."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Generic, Protocol, TypeVar

import bpy

from ..translations import say
from ..viewport import preview

TICK = 0.2  # seconds between two redraws
T = TypeVar("T")


class Work(Protocol):
    """Background work that can be stopped."""

    @property
    def is_running(self) -> bool: ...

    def stop(self) -> None: ...


class Waitable(Work, Protocol):
    """Work whose end a script waits for."""

    @property
    def error(self) -> str: ...

    def wait(self) -> None: ...


class Task(Generic[T]):
    """Runs an iterator to its end in a thread of its own. The iterator must not touch Blender data."""

    def __init__(self, source: Iterator[T]) -> None:
        self.said: list[T] = []  # the values that were yielded so far
        self.error = ""  # the message of the exception that the iterator raised
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._drive, args=(source,), daemon=True)
        self._thread.start()

    @property
    def is_running(self) -> bool:
        """True until the thread has ended."""
        return self._thread.is_alive()

    def stop(self) -> None:
        """Closes the iterator after the next value that it yields."""
        self._stopped.set()

    def wait(self) -> None:
        """Blocks until the iterator has ended. For scripts, which do not redraw."""
        self._thread.join()

    def _drive(self, source: Iterator[T]) -> None:
        try:
            for value in source:
                self.said.append(value)
                if self._stopped.is_set():
                    break
        except Exception as error:
            self.error = str(error) or type(error).__name__
        finally:
            if close := getattr(source, "close", None):
                close()


class TaskOperator(bpy.types.Operator):
    """An operator that starts work beside Blender: from a button it returns at once, from a script it waits.

    A subclass's `begin` starts the work and raises ValueError with one line when that cannot be.
    """

    def begin(self, context: bpy.types.Context) -> Waitable:
        raise NotImplementedError

    def finish(self, context: bpy.types.Context) -> set[str]:
        """Tells a script what came of the work, which has ended."""
        if self.work.error:
            self.report({"ERROR"}, say(self.work.error))
            return {"CANCELLED"}
        return {"FINISHED"}

    def start(self, context: bpy.types.Context) -> set[str]:
        """Starts the work and does not wait for it."""
        try:
            self.work = self.begin(context)
        except ValueError as error:
            self.report({"ERROR"}, say(str(error)))
            return {"CANCELLED"}
        follow(self.work)
        return {"FINISHED"}

    def invoke(self, context: bpy.types.Context, event: bpy.types.Event) -> set[str]:
        return self.start(context)

    def execute(self, context: bpy.types.Context) -> set[str]:
        if self.start(context) == {"CANCELLED"}:
            return {"CANCELLED"}
        self.work.wait()
        return self.finish(context)


_works: list[Work] = []


def follow(work: Work) -> None:
    """Redraws the panels that show the work until the work ends. Disabling the extension stops the work."""
    _works.append(work)
    if not bpy.app.timers.is_registered(_show):
        bpy.app.timers.register(_show, first_interval=TICK, persistent=True)


def _show() -> float | None:
    preview.redraw("UI")
    preview.redraw("WINDOW", "PREFERENCES")
    _works[:] = [work for work in _works if work.is_running]
    return TICK if _works else None


def register() -> None:
    """Does nothing: the timer runs only while there is work."""


def unregister() -> None:
    if bpy.app.timers.is_registered(_show):
        bpy.app.timers.unregister(_show)
    for work in _works:
        work.stop()
    _works.clear()
