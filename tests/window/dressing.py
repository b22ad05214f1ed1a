"""A cube becomes a placeholder by its name. A prop replaces it, and Restore brings the cube back."""

from __future__ import annotations

import bpy
from hands import Steps, centre, driver, find, move, open_sidebar, picture, tap, until, window

HEADER = 556  # pixels from the upper edge of the Object properties to the panel's header


def dressing() -> Steps:
    """The prop is as large as the cube lets it be; undo, redo and Restore bring the one or the other back."""
    window().scene.propsmith_list.source = "PLACEHOLDERS"
    window().scene.propsmith.preset = "sketch"
    yield from open_sidebar()
    move(centre())
    yield
    tap("F2", centre())
    yield
    yield
    for letter in "prompt: a red mushroom":
        tap({":": "SEMI_COLON", " ": "SPACE"}.get(letter, letter.upper()), centre(), letter)
    yield
    tap("RET", centre())
    yield from until("the name", lambda: placeholder() is not None)
    yield from open_panel()
    picture("placeholder")
    yield from find("make many props")
    yield from until("the job", driver().is_running)
    yield from until("the prop in its place", lambda: not driver().is_running())
    assert not driver().status.error, driver().status.error
    assert not placeholder().visible_get() and placeholder().hide_render
    assert max(prop().dimensions) <= 2 + 1e-4 and max(prop().dimensions) > 1.96, tuple(prop().dimensions)
    picture("dressed")
    tap("Z", centre(), ctrl=True)
    yield from until("undo", lambda: prop() is None and placeholder().visible_get())
    tap("Z", centre(), ctrl=True, shift=True)
    yield from until("redo", lambda: prop() is not None and not placeholder().visible_get())
    yield from find("restore placeholders")
    yield from until("the cube", lambda: prop() is None and placeholder().visible_get())
    assert "Red Mushroom" not in bpy.data.objects


def open_panel() -> Steps:
    """Opens the panel in the Object properties and closes the panels above it."""
    area = next(area for area in window().screen.areas if area.type == "PROPERTIES")
    region = next(region for region in area.regions if region.type == "WINDOW")
    header = region.x + region.width // 2, region.y + region.height - HEADER
    move(header)
    yield
    tap("LEFTMOUSE", header, ctrl=True)
    for _ in range(5):
        yield


def placeholder() -> bpy.types.Object | None:
    return window().scene.objects.get("prompt: a red mushroom")


def prop() -> bpy.types.Object | None:
    return placeholder().propsmith_placeholder.prop
