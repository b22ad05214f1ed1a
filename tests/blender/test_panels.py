"""What the panels say, and that they hold still: drawn without a window."""

from __future__ import annotations

from itertools import pairwise
from types import SimpleNamespace

import pytest


@pytest.mark.parametrize("ui_scale", [1.0, 2.0])
def test_text_is_broken_where_its_own_width_ends_and_no_word_is_lost(extension: None, ui_scale: float) -> None:
    from propsmith.panels import text

    style = SimpleNamespace(widget=SimpleNamespace(points=11))
    preferences = SimpleNamespace(ui_styles=[style], system=SimpleNamespace(ui_scale=ui_scale))
    region = SimpleNamespace(width=280 * ui_scale, type="UI")
    context = SimpleNamespace(preferences=preferences, region=region)
    measure, room = text._measure(context), text._room(context)
    assert measure("WWWW") > 2 * measure("iiii") > 0
    for said in (
        "Cancelled at step 34: Resume goes on with it",
        "iiiiiiiii " * 30,
        "WWWWWW WWWWWWWWW " * 8,
        f"The worker stopped: see /home/{'very-long-name/' * 9}log.txt",
    ):
        lines = text.wrapped(said, room, measure)
        assert all(0 < measure(line) <= room for line in lines), lines
        assert "".join(lines).replace(" ", "") == said.replace(" ", "")
        fits = [measure(f"{line} {after.split()[0]}") > room for line, after in pairwise(lines)]
        assert all(fits), "a line was broken before its room was used"
