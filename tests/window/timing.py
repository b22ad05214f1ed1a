"""Measures how long calls take and how long Blender delays its timers.

The wall time of a call is what the artist notices. Its CPU time excludes other threads and programs, for instance those
that draw without a graphics card.
"""

from __future__ import annotations

import functools
import importlib
import itertools
import time
from collections.abc import Callable, Sequence

import bpy
import numpy as np

# What the CPU draws if there is no graphics card.
DRAWN = ("the viewport's picture", "the growing prop", "the plot")


Calls = list[tuple[float, float]]  # wall time and CPU time of each call, seconds


def measure(package: str) -> dict[str, Calls]:
    """Records the seconds of every call of the extension's timers, panels and viewport drawing.

    Returns title -> calls.
    """
    driver, job_list, preview, live_view, progress_plot = (
        importlib.import_module(f"{package}.operators.{name}")
        for name in (
            "queue.driver",
            "queue.job_list",
            "viewport.preview",
            "viewport.live_view",
            "viewport.progress_plot",
        )
    )
    jobs, sidebar = (importlib.import_module(f"{package}.panels.{name}") for name in ("jobs", "sidebar"))
    for module in (preview, live_view, progress_plot):
        module.unregister()
    calls = [
        ("the driver's timer", driver, "tick"),
        ("the list's timer", job_list, "_look"),
        ("the viewport's picture", preview, "_draw"),
        ("the growing prop", live_view, "_draw"),
        ("the plot", progress_plot, "_draw"),
        ("the panel", sidebar.PROPSMITH_PT_sidebar, "draw"),
        ("the panel of jobs", jobs.PROPSMITH_PT_jobs, "draw"),
    ]
    times: dict[str, Calls] = {title: [] for title, _, _ in calls}
    for title, owner, name in calls:
        call = _timed(getattr(owner, name), times[title])
        setattr(owner, name, _drawing(call) if name == "draw" else call)
    for module in (preview, live_view, progress_plot):
        module.register()
    return times


def _timed(call: Callable, calls: Calls) -> Callable:
    @functools.wraps(call)
    def wrapper(*arguments: object) -> object:
        started, used = time.perf_counter(), time.thread_time()
        try:
            return call(*arguments)
        finally:
            calls.append((time.perf_counter() - started, time.thread_time() - used))

    return wrapper


def measure_gaps() -> Callable[[], list[float]]:
    """Runs a timer every 10 ms. Returns a function that stops it and returns the seconds between its calls."""
    calls = []

    def note() -> float:
        calls.append(time.perf_counter())
        return 0.01

    def end() -> list[float]:
        bpy.app.timers.unregister(note)
        return [after - before for before, after in itertools.pairwise(calls)]

    bpy.app.timers.register(note)
    return end


def report_calls(times: dict[str, Calls]) -> None:
    """Prints statistics of all calls."""
    for name, calls in times.items():
        clock, processor = zip(*calls, strict=True)
        report(name, clock)
        report(f"{name}, on the processor", processor)


def report(name: str, seconds: Sequence[float]) -> float:
    """Prints the maximum and the 99th percentile of times in seconds. Returns the percentile."""
    share = float(np.percentile(seconds, 99))
    print(f"session: {name}: {len(seconds)}, 99 % within {1000 * share:.1f} ms, at most {1000 * max(seconds):.1f} ms")
    return share


def _drawing(draw: Callable) -> Callable:
    """Wraps a panel's `draw` in a function of two arguments, because Blender checks their number."""
    return lambda self, context: draw(self, context)
