"""The field of the prompt: it suggests, what is typed stays, a line says what was understood, a menu has all words."""

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
    yield from write("a brown wooden barrel", row(PROMPT))
    for _ in range(5):
        yield
    picture("writing-understood")
    assert settings.prompt == "a brown wooden barrel", settings.prompt
    yield from choosing_the_first()
    assert settings.prompt == "a teal mug", settings.prompt
    yield from menu()


def typing(text: str) -> Steps:
    """Leaves the field open."""
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
    """An arrow takes a suggestion."""
    yield from typing("a teal mu")
    tap("DOWN_ARROW", row(PROMPT))
    yield
    tap("RET", row(PROMPT))
    yield


def menu() -> Steps:
    """Opens the menu beside the field."""
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
