"""Draws text in a panel: text of any length, which Blender's labels would cut off, and findings of tests."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable

import blf
import bpy

from ..operators.self_test import Finding
from ..operators.settings import understanding
from ..operators.translations import say

ICONS = {True: "CHECKMARK", False: "ERROR", None: "SORTTIME"}  # by `Finding.passed`
FRAME = 3.6  # button heights beside a label's text in a box: the margins of panel, box and label, and the icon
TABS = 1.0  # button heights of the tabs beside a sidebar


def draw_text(context: bpy.types.Context, layout: bpy.types.UILayout, text: str, icon: str) -> None:
    """Draws the text in Blender's language, in as many lines as it needs in the region."""
    _draw_lines(context, layout, say(text), icon)


def _draw_lines(context: bpy.types.Context, layout: bpy.types.UILayout, text: str, icon: str) -> None:
    column = layout.column(align=True)
    for number, line in enumerate(wrapped(text, _room(context), _measure(context))):
        column.label(text=line, icon="BLANK1" if number else icon, translate=False)


def draw_understood(context: bpy.types.Context, layout: bpy.types.UILayout, prompt: str) -> None:
    """Draws what the diffusion model understands of a prompt, or why the prompt is refused."""
    line = understanding.line(context, prompt)
    _draw_lines(context, layout, line.text, line.icon)


def wrapped(text: str, room: float, measure: Callable[[str], float]) -> list[str]:
    """Splits a text into lines that are no wider than `room` by `measure`.

    Lines break between words. A word that is too wide by itself is broken too.
    """
    lines = [""]
    for word in text.split():
        line = f"{lines[-1]} {word}".lstrip()
        if measure(line) <= room:
            lines[-1] = line
            continue
        lines += [word] if lines[-1] else []
        lines[-1] = word
        while measure(lines[-1]) > room and len(lines[-1]) > 1:
            whole = lines.pop()
            length = max(bisect_right(range(len(whole)), room, key=lambda end: measure(whole[:end])) - 1, 1)
            lines += [whole[:length], whole[length:]]
    return lines if text else []


def _room(context: bpy.types.Context) -> float:
    """Returns the width that the region has for a label's text, in pixels."""
    row = 20 * context.preferences.system.ui_scale
    return context.region.width - row * (FRAME + TABS * (context.region.type == "UI"))


def _measure(context: bpy.types.Context) -> Callable[[str], float]:
    """Returns a function that measures a text's width in Blender's interface font, in pixels."""
    blf.size(0, context.preferences.ui_styles[0].widget.points * context.preferences.system.ui_scale)
    return lambda text: blf.dimensions(0, text)[0]


def draw_findings(layout: bpy.types.UILayout, findings: Iterable[Finding]) -> None:
    """Draws a line for each finding of a test."""
    column = layout.column(align=True)
    for finding in findings:
        column.label(text=f"{say(finding.title)}: {say(finding.detail)}", icon=ICONS[finding.passed], translate=False)
