"""What the command line tells a person while a job runs. Standard library only."""

from __future__ import annotations

import io
import os
import shutil
import signal
import sys
import time
from collections.abc import Callable

from ..jobs.protocol import Entered, Event, Noticed, Progress, Started
from ..units import duration

SECONDS_BETWEEN_LINES = 10.0  # of progress, where lines cannot be rewritten


class Console:
    """Prints to stdout: on a terminal the progress is one line that rewrites itself, elsewhere a line now and then."""

    def __init__(self) -> None:
        self._rewrites = sys.stdout.isatty()
        self._title, self._of = "Working", ""
        self._progress = False  # whether the cursor stands behind a line of progress
        self._next = 0.0

    def show(self, event: Event, of: str = "") -> None:
        """Tells of an event of a prop, by the name that tells it from others. How it ended is the caller's to tell."""
        name = f"{of}: " if of else ""
        match event:
            case Started():
                going_on = f", going on from step {event.first_step}" if event.first_step else ""
                self.line(f"{name}{event.steps} steps on {event.device} in {event.dtype}{going_on}")
            case Entered():
                self._title, self._of = name + event.title, of
                self.line(self._title)
            case Progress() if of == self._of:  # those that share their steps are as far as it is
                self._show_progress(event)
            case Noticed():
                self.line(f"{name}Note: {event.message}")
            case _:
                pass

    def line(self, text: str) -> None:
        """Prints a line of its own."""
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


def catch(number: int, handler: Callable) -> Callable[[], object]:
    """Sets a signal's handler unless it is ignored, as under nohup and a shell's &; returns what undoes it."""
    before = signal.getsignal(number)
    if before is not signal.SIG_IGN:
        signal.signal(number, handler)
    return lambda: signal.signal(number, before)


def open_standard_streams() -> None:
    """Gives a stream that the caller closed /dev/null, lest a pipe takes its number; stdout takes any text."""
    for descriptor in range(3):
        try:
            os.fstat(descriptor)
        except OSError:
            os.open(os.devnull, os.O_RDWR)
    sys.stdout = sys.stdout or os.fdopen(1, "w")
    sys.stderr = sys.stderr or os.fdopen(2, "w")
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")
