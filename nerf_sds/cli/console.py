"""Prints the progress of a job for people, on streams that can be written to. Standard library only."""

from __future__ import annotations

import shutil
import sys
import time

from ..jobs.protocol import Entered, Event, Noticed, Progress, Started
from ..units import duration

SECONDS_BETWEEN_LINES = 10.0  # seconds between lines of progress if stdout is no terminal


class Console:
    """Prints to stdout.

    On a terminal one line of progress rewrites itself; elsewhere a line is printed now and then.
    """

    def __init__(self) -> None:
        self._rewrites = sys.stdout.isatty()
        self._title, self._of = "Working", ""
        self._progress = False  # whether the cursor is at the end of a line of progress
        self._next = 0.0

    def show(self, event: Event, of: str = "") -> None:
        """Prints an event of a prop. `of` is the prop's name among several. The last event is left to the caller."""
        name = f"{of}: " if of else ""
        match event:
            case Started():
                going_on = f", going on from step {event.first_step}" if event.first_step else ""
                self.line(f"{name}{event.steps} steps on {event.device} in {event.dtype}{going_on}")
            case Entered():
                self._title, self._of = name + event.title, of
                self.line(self._title)
            case Progress() if of == self._of:  # props that share their steps have the same progress
                self._show_progress(event)
            case Noticed():
                self.line(f"{name}Note: {event.message}")
            case _:
                pass

    def line(self, text: str) -> None:
        """Prints one line, after the current line of progress if there is one."""
        print(f"\n{text}" if self._progress else text, flush=True)
        self._progress = False

    def _show_progress(self, event: Progress) -> None:
        text = (
            f"{self._title}: step {event.step} of {event.steps}, {event.steps_per_second:.1f} steps/s, "
            f"{duration(event.seconds_left)} left"
        )
        if self._rewrites:
            width = shutil.get_terminal_size().columns - 1
            print("\r" + text[:width].ljust(width), end="", flush=True)
            self._progress = True
        elif time.monotonic() >= self._next or event.step == event.steps:
            self._next = time.monotonic() + SECONDS_BETWEEN_LINES
            self.line(text)
