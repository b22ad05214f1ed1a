"""Lets a worker or a farm die without taking Blender with it.

Who writes to a process that has just died gets SIGPIPE, which ends a program. Python ignores that signal and raises
BrokenPipeError instead, but not inside Blender, whose Python leaves all signals alone.
"""

from __future__ import annotations

import signal
import sys

_before: object = None  # what the signal did before


def register() -> None:
    global _before
    if sys.platform != "win32":
        _before = signal.getsignal(signal.SIGPIPE)
        signal.signal(signal.SIGPIPE, signal.SIG_IGN)


def unregister() -> None:
    if sys.platform != "win32" and _before == signal.SIG_DFL:
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
