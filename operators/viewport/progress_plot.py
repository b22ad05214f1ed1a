"""Draws the running job's progress in the lower left corner of 3D viewports: the loss curve, steps and time.

The box is as wide as all the steps, so the end of the curve shows how far the job is. The loss is drawn on a
logarithmic scale.
"""

from __future__ import annotations

import math

import bpy
import gpu
from gpu_extras.batch import batch_for_shader

from ...nerf_sds.jobs.protocol import Progress
from ..translations import say
from . import preview

_CURVE = (0.28, 0.45, 0.7, 1.0)
_WORDS = 34  # pixels before the interface's scale, for the two lines of text
_SMOOTH = 0.25  # weight of a new loss in the moving average, because the losses of single steps jump

_points: list[tuple[int, float]] = []  # steps taken, smoothed logarithm of the loss
_latest: Progress | None = None
_handle: object = None


def register() -> None:
    global _handle
    _handle = bpy.types.SpaceView3D.draw_handler_add(_draw, (), "WINDOW", "POST_PIXEL")


def unregister() -> None:
    global _handle
    bpy.types.SpaceView3D.draw_handler_remove(_handle, "WINDOW")
    _handle = None
    hide()


def add(progress: Progress) -> None:
    """Adds a point to the curve."""
    global _latest
    loss = math.log(max(progress.loss, 1e-9))
    before = _points[-1][1] if _points else loss
    _points.append((progress.step, before + _SMOOTH * (loss - before)))
    if len(_points) > preview.SIDE:  # more points than pixels: drops every second one
        del _points[1:-1:2]
    _latest = progress


def hide() -> None:
    """Clears the plot."""
    global _latest
    _points.clear()
    _latest = None


def line(progress: Progress) -> str:
    """Returns the number of steps and their speed as text."""
    speed = progress.steps_per_second
    if speed >= 1:
        return say(f"Step {progress.step} of {progress.steps}, {speed:.1f} steps/s")
    return say(f"Step {progress.step} of {progress.steps}, {1 / max(speed, 1e-9):.1f} s a step")


def curve(points: list[tuple[int, float]], steps: int) -> list[tuple[float, float]]:
    """Returns the points scaled to 0..1. The lowest value is 0 and the highest is 1.

    `points` are (step, value) pairs, `steps` is the number of steps of the whole job.
    """
    values = [value for _, value in points]
    low, high = min(values), max(values)
    return [(step / steps, (value - low) / max(high - low, 1e-6)) for step, value in points]


def _draw() -> None:
    if _latest is None or bpy.context.region != preview.corner(bpy.context.area):
        return
    scale = bpy.context.preferences.system.ui_scale
    x, _, width = preview.place(bpy.context.area)
    y, height = preview.MARGIN * scale, preview.PLOT_HEIGHT * scale
    preview.draw_box(x, y, width, height)
    inset, words = 6 * scale, _WORDS * scale
    preview.write(line(_latest), x + inset, y + inset + words / 2, 12 * scale)
    if _latest.step < _latest.steps:  # after the last step only the panel shows the time
        minutes, seconds = divmod(round(_latest.seconds_left), 60)
        preview.write(say(f"{minutes}:{seconds:02} left"), x + inset, y + inset, 12 * scale)
    if len(_points) < 2:
        return
    left, low = x + inset, y + words + inset
    wide, high = width - 2 * inset, height - words - 2 * inset
    strip = [
        (left + wide * across, low + up)
        for across, along in curve(_points, _latest.steps)
        for up in (0.0, scale + (high - scale) * along)
    ]
    shader = gpu.shader.from_builtin("UNIFORM_COLOR")
    shader.uniform_float("color", _CURVE)
    batch_for_shader(shader, "TRI_STRIP", {"pos": strip}).draw(shader)
