"""Text in a panel: of any length, where a label of Blender's own is cut off, and what was found out."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable

import blf
import bpy

from ..operators.self_test import Finding
from ..operators.settings import understanding
from ..operators.translations import say

ICONS = {True: "CHECKMARK", False: "ERROR", None: "SORTTIME"}  # of a finding
FRAME = 3.6  # rows of buttons that a label in a box leaves free: the panel's edges, the box's and its own, and the icon
TABS = 1.0  # the same, of the tabs beside a sidebar


def draw_text(context: bpy.types.Context, layout: bpy.types.UILayout, text: str, icon: str) -> None:
    """As many lines as the text needs in the region, in the language of Blender."""
    _draw_lines(context, layout, say(text), icon)


def _draw_lines(context: bpy.types.Context, layout: bpy.types.UILayout, text: str, icon: str) -> None:
    column = layout.column(align=True)
    for number, line in enumerate(wrapped(text, _room(context), _measure(context))):
        column.label(text=line, icon="BLANK1" if number else icon, translate=False)


def draw_understood(context: bpy.types.Context, layout: bpy.types.UILayout, prompt: str) -> None:
    """What the diffusion model understands of a prompt, or what it does not know."""
    line = understanding.line(context, prompt)
    _draw_lines(context, layout, line.text, line.icon)


def wrapped(text: str, room: float, measure: Callable[[str], float]) -> list[str]:
    """Lines that are no wider than the room, broken between words; a word that is wider by itself is broken too."""
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
    """Pixels for the text of a label in the region."""
    row = 20 * context.preferences.system.ui_scale
    return context.region.width - row * (FRAME + TABS * (context.region.type == "UI"))


def _measure(context: bpy.types.Context) -> Callable[[str], float]:
    """How wide a text is in Blender's interface font, in pixels."""
    blf.size(0, context.preferences.ui_styles[0].widget.points * context.preferences.system.ui_scale)
    return lambda text: blf.dimensions(0, text)[0]


def draw_findings(layout: bpy.types.UILayout, findings: Iterable[Finding]) -> None:
    """A line for each thing that was tried."""
    column = layout.column(align=True)
    for finding in findings:
        column.label(text=f"{say(finding.title)}: {say(finding.detail)}", icon=ICONS[finding.passed], translate=False)
