"""The growing prop in the viewport, seen from all sides, and the time that Blender spends on it."""

from __future__ import annotations

import time

import bpy
import numpy as np
from hands import (
    PACKAGE,
    Steps,
    centre,
    driver,
    main_region,
    module,
    move,
    picture,
    press_cancel,
    press_generate,
    screenshot,
    until,
    view,
    viewport,
    window,
)
from timing import measure, measure_gaps, report, report_calls


def watching() -> Steps:
    """The prop is drawn where it will stand, in its colours, and follows when the artist orbits; then as a mesh."""
    live, times, idle = module("viewport.live_view"), measure(PACKAGE), measure_gaps()
    for _ in range(20):
        yield
    idle = idle()
    window().scene.cursor.location = (1.5, -1.5, 0.0)
    view().view_location, view().view_distance = (1.5, -1.5, 0.4), 3.0
    yield from press_generate()
    busy = measure_gaps()
    yield from until("a prop in its colours", lambda: driver().status.factor > 0.1 and live.is_drawn())
    waited = []
    for turn in range(8):
        before = live.sent_view()
        yield from orbit(60 if turn % 2 else 120, -20 if turn % 2 else 20)
        yield from until("the new camera", lambda before=before: live.sent_view() > before)
        rested = time.monotonic()
        wanted = live.sent_view()
        yield from until("its frame", lambda wanted=wanted: live.drawn_view() >= wanted and live.is_drawn())
        waited.append(time.monotonic() - rested)
        picture(f"orbit{turn}")
    print(f"session: frames {sorted(round(each, 1) for each in waited)} s after an orbit's end")
    moving, rest = max(live._card.picture.shape), time.monotonic()
    yield from until("a finer frame at rest", lambda: max(live._card.picture.shape) > 1.3 * moving and live.is_drawn())
    print(f"session: {moving} pixels, at rest {max(live._card.picture.shape)} after {time.monotonic() - rest:.1f} s")
    yield
    picture("live")
    difference = drawn_card("live")
    print(f"session: the drawn frame differs from the worker's by {difference:.3f}")
    assert difference < 0.06, difference
    window().scene.propsmith.watch = "MESH"
    yield from until("the coarse mesh", lambda: module("viewport.coarse_mesh").NAME in window().scene.objects)
    assert live.drawn_view() == -1
    viewport().spaces.active.shading.type = "MATERIAL"
    for _ in range(10):  # shaders are compiled
        yield
    picture("coarse")
    viewport().spaces.active.shading.type = "SOLID"
    window().scene.propsmith.watch = "NOTHING"
    yield from press_cancel()
    assert module("viewport.coarse_mesh").NAME not in bpy.data.objects
    report("gaps between timer calls without a job", idle)
    report("gaps between timer calls while the artist watches", busy())
    report_calls(times)


def drawn_card(shot: str) -> float:
    """Returns the mean difference, 0..1, between a screenshot and the opaque pixels of the frame on the card."""
    card, region = module("viewport.live_view")._card, main_region()
    pixels = screenshot(shot)
    rows, columns = np.nonzero(card.picture[..., 3] > 0.97)
    height, width = card.picture.shape[:2]
    right, up = (np.array(view().view_matrix[axis][:3]) for axis in range(2))
    across = (columns + 0.5) / width * card.width - card.width / 2
    along = (rows + 0.5) / height * card.height - card.height / 2
    points = np.array(window().scene.cursor.location) + np.array(card.centre) + np.outer(across, right)
    points = np.c_[points + np.outer(along, up), np.ones(len(rows))] @ np.array(view().perspective_matrix).T
    x = region.x + (points[:, 0] / points[:, 3] + 1) / 2 * region.width
    y = region.y + (points[:, 1] / points[:, 3] + 1) / 2 * region.height
    drawn = pixels[y.astype(int), x.astype(int), :3]
    assert len(drawn) > 500, len(drawn)
    return float(np.abs(drawn - card.picture[rows, columns, :3] / card.picture[rows, columns, 3:]).mean())


def orbit(across: int, up: int) -> Steps:
    """Drags with the middle mouse button, by pixels to the right and up."""
    x, y = centre()
    move((x, y))
    yield
    window().event_simulate(type="MIDDLEMOUSE", value="PRESS", x=x, y=y)
    for step in range(1, 6):
        move((x + across * step // 5, y + up * step // 5))
        yield
    window().event_simulate(type="MIDDLEMOUSE", value="RELEASE", x=x + across, y=y + up)
    yield
