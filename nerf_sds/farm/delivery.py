"""Writes what a farm sends of a prop into its job folder, as a worker would have left it. Standard library only.

Everything that arrives is untrusted. Only files with known names are written, and each is written whole. An event that
speaks of a file is dropped or becomes a failure if the file did not arrive.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import fields, replace
from pathlib import Path
from typing import TypeVar

from ..disk import files
from ..jobs import failures, job_folder
from ..jobs.protocol import CoarseMesh, Done, Event, Failed, Frame, LastEvent, Noticed, Preview, Progress, Started
from .wire import Arrivals, Attempt, OfProp, Part, Told

_Kind = TypeVar("_Kind", bound=Event)


class Delivery:
    """Receives one prop. Its folder is locked from the first line until the last event is on record."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.step = 0  # the last step that the farm reported
        self._begun = False
        self._arrivals = Arrivals()
        self._arrived: set[str] = set()  # names of files that have arrived whole
        self._held = ExitStack()
        self._record: Callable[[Event], None] | None = None  # set while the folder is locked

    def take(self, line: OfProp) -> Event | None:
        """Takes one line and returns the event to pass on, if there is one.

        Returns None for a part of a file. Returns a Failed if the folder cannot take what comes.
        """
        try:
            record = self._opened()
            match line:
                case Part():
                    self._add(line)
                    return None
                case Attempt():
                    event = self._attempted(line)
                case Told():
                    event = self._checked(line.event)
            if event and not isinstance(event, LastEvent):
                event = _printable(event)
                record(event)
        except (failures.Refused, OSError) as error:
            event = Failed(failures.reason(error, self._folder))
        return self.end(event) if isinstance(event, LastEvent) else event

    def end(self, last: LastEvent) -> LastEvent:
        """Records the last event, unlocks the folder, and returns the event.

        Returns a Failed instead if the event cannot be recorded.
        """
        last = _printable(last)
        try:
            record = self._opened()
            with self._held:
                record(last)
        except (failures.Refused, OSError) as error:
            return last if isinstance(last, Failed) else Failed(failures.reason(error, self._folder))
        return last

    def _opened(self) -> Callable[[Event], None]:
        if self._record is None:
            with ExitStack() as held:
                held.enter_context(job_folder.working(self._folder))
                self._record = held.enter_context(job_folder.recording(self._folder))
                self._held = held.pop_all()
        return self._record

    def _attempted(self, attempt: Attempt) -> Noticed | None:
        """Returns a notice for the artist that the prop was started again; None for the first attempt of this run."""
        again, self._begun, self.step = self._begun, True, attempt.first_step
        if not again:
            return None
        return Noticed(f"Its process or its node died: {attempt.node} goes on from step {attempt.first_step}")

    def _add(self, part: Part) -> None:
        self._arrived.discard(part.file)
        try:
            whole = self._arrivals.add(part)
        except ValueError:  # `_checked` finds the missing file when its event comes
            return
        if whole is not None:
            files.write(self._folder / part.file, whole)
            self._arrived.add(part.file)

    def _checked(self, event: Event) -> Event | None:
        """Returns the event if it can be trusted.

        Returns None if its file is not there or its numbers are ones that no worker sends, and a Failed for a Done with
        missing files.
        """
        match event:
            case Frame() | CoarseMesh():
                return None
            case Preview(path=path) if path != job_folder.PREVIEW or path not in self._arrived:
                return None
            case Started(steps=steps) | Progress(steps=steps) if steps < 1:
                return None
            case Done() if missing := [name for name in job_folder.RESULT if name not in self._arrived]:
                return Failed(f"{', '.join(missing)} did not arrive whole: start again, the farm has the prop")
            case Progress(step=step):
                self.step = step
            case _:
                pass
        return event


def _printable(event: _Kind) -> _Kind:
    """Replaces characters that could control a terminal by spaces. Line breaks stay only in a log."""
    texts = {}
    for field in fields(event):
        if isinstance(text := getattr(event, field.name), str):
            ends = "\n" if field.name == "log" else ""
            texts[field.name] = "".join(mark if mark.isprintable() or mark == ends else " " for mark in text)
    return replace(event, **texts)
