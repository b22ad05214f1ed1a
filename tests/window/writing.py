"""The prompt field: it suggests words, keeps typed text, says what was understood, and has a menu of all words."""

from __future__ import annotations

from hands import PROMPT, Steps, click, move, open_sidebar, picture, row, sidebar, tap, viewport, window, write

TYPED = "a wooden mu"


def writing() -> Steps:
    """By keys and the mouse alone."""
    yield from open_sidebar()
    settings = window().scene.propsmith
    yield from typing(TYPED)
    picture("writing-suggestions")
    tap("RET", row(PROMPT))
    yield
    assert settings.prompt == TYPED, f"{settings.prompt!r} is not what was typed"
    yield from write("a barrel without a lid", row(PROMPT))
    for _ in range(5):
        yield
    picture("writing-understood")
    assert settings.prompt == "a barrel without a lid", settings.prompt
    yield from choosing_the_first()
    assert settings.prompt == "a teal mug", settings.prompt
    yield from menu()


def typing(text: str) -> Steps:
    """Types a text into the prompt field and leaves the field open."""
    place = row(PROMPT)
    yield from click(place)
    tap("A", place, ctrl=True)
    tap("DEL", place)
    for letter in text:
        tap("SPACE" if letter == " " else letter.upper(), place, letter)
        yield
    for _ in range(3):
        yield


def choosing_the_first() -> Steps:
    """Takes the first suggestion with the down arrow."""
    yield from typing("a teal mu")
    tap("DOWN_ARROW", row(PROMPT))
    yield
    tap("RET", row(PROMPT))
    yield


def menu() -> Steps:
    """Opens and closes the menu beside the field."""
    region = sidebar()
    place = region.x + region.width - 45, region.y + region.height - PROMPT
    yield from click(place)
    for _ in range(3):
        yield
    picture("writing-menu")
    tap("ESC", place)
    yield
    move((viewport().x + 300, viewport().y + 300))
    yield
