"""Waits for the queue where Blender has no window, and therefore no timer that calls the driver."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable

from . import driver


def pump(tell: Callable[[str], object]) -> None:
    """Blocks until the queue is empty or held. Ctrl-C pauses the queue.

    Calls `tell` with a status line at each new stage, and every 5 seconds while the remaining time is known.
    """
    before = signal.signal(signal.SIGINT, lambda *_: driver.pause())
    told, next_time = "", 0.0
    try:
        while pause_before_next := driver.tick(waits=False):
            if driver.status.stage != told or (driver.status.seconds_left is not None and time.monotonic() > next_time):
                tell(driver.status.line)
                told, next_time = driver.status.stage, time.monotonic() + 5
            time.sleep(pause_before_next)
    finally:
        signal.signal(signal.SIGINT, before or signal.SIG_DFL)
