"""Text in a panel: of any length, where a label of Blender's own is cut off, and what was found out."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable

import bpy

from ..operators.self_test import Finding
from ..operators.translations import say

ICONS = {True: "CHECKMARK", False: "ERROR", None: "SORTTIME"}  # of a finding
_PIXELS_A_CHARACTER = 6  # of Blender's interface font, at scale 1


def draw_text(context: bpy.types.Context, layout: bpy.types.UILayout, text: str, icon: str) -> None:
    """As many lines as the text needs in the region, in the language of Blender."""
    width = int(context.region.width / (_PIXELS_A_CHARACTER * context.preferences.system.ui_scale)) - 9
    column = layout.column(align=True)
    for number, line in enumerate(textwrap.wrap(say(text), max(width, 20))):
        column.label(text=line, icon="BLANK1" if number else icon)


def draw_findings(layout: bpy.types.UILayout, findings: Iterable[Finding]) -> None:
    """A line for each thing that was tried."""
    column = layout.column(align=True)
    for finding in findings:
        column.label(text=f"{say(finding.title)}: {say(finding.detail)}", icon=ICONS[finding.passed], translate=False)
