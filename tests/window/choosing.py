"""A concept before a run, then an exploration of which the artist picks one seed."""

from __future__ import annotations

import bpy
from hands import PROMPT, Steps, click, driver, module, open_sidebar, picture, row, until, window, write

# Pixels below the sidebar's upper edge: the row of Concept and Explore, the concept's header, a Pick without concept.
CONCEPT, HEADER, PICK = 199, 309, 642


def choosing() -> Steps:
    """The concept is drawn, the seeds are ranked and none is placed, and the picked one goes on and is."""
    concept, explore = module("concept"), module("explore")
    yield from open_sidebar()
    yield from write("a yellow umbrella", row(PROMPT))
    settings = window().scene.propsmith
    settings.preset, settings.seeds = "sketch", 2  # tests/blender/test_seeds.py picks with another preset
    yield from click(row(CONCEPT, 0.15))
    yield from until("the concept's beginning", concept.is_drawing)
    yield from until("the concept", lambda: not concept.is_drawing())
    assert concept.picture.is_file() and not concept.drawing.error, concept.drawing.error
    for _ in range(3):
        yield
    picture("concept")
    yield from click(row(CONCEPT, 0.5))
    yield from until("the runs", driver().is_running)
    yield from until("their end", lambda: not driver().is_running())
    assert not driver().status.error, driver().status.error
    yield from until("the ranking", lambda: len(scored(explore)) == 2)
    assert scored(explore) == sorted(scored(explore), reverse=True)
    assert not umbrellas(), umbrellas()
    for _ in range(5):  # thumbnails are read
        yield
    picture("seeds")
    yield from click(row(HEADER, 0.8))
    yield from until("the concept's end", lambda: concept.drawing is None)
    yield from click(row(PICK))
    yield from until("the run of the picked one", driver().is_running)
    yield from until("the prop", lambda: not driver().is_running())
    assert not driver().status.error, driver().status.error
    assert umbrellas() == ["Yellow Umbrella"], umbrellas()
    picture("picked")


def scored(explore) -> list[float]:
    """Returns the scores of the newest exploration's runs in the order of the panel."""
    names = {job.exploration for job in bpy.context.window_manager.propsmith_jobs if job.exploration}
    return [job.score for name in names for job in explore.ranked_runs(bpy.context, name) if job.scored]


def umbrellas() -> list[str]:
    return [obj.name for obj in window().scene.objects if "Umbrella" in obj.name]
