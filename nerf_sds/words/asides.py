"""Takes out of a prompt what does not describe the thing: politeness, sizes, views, and what it shall not have.

Standard library only.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from ..prompts import VIEW_PHRASE
from .colours import BASES
from .lists import DIMENSIONS, NEGATIONS, POLITE, SHADES, SMALL, UNITS
from .tokens import tokens
from .understood import NEGATED, SIZE, VIEW, Ignored


def _any(words: frozenset[str]) -> str:
    return f"(?:{'|'.join(sorted(map(re.escape, words), key=lambda word: -len(word)))})"


WORDS = rf"{_any(POLITE)}\b[\s,!.]+"
ASKED = re.compile(rf"(?:(?:{WORDS}){{2,}}|{WORDS}(?=(?:an?|the|some|it|one)\b))", re.IGNORECASE)
PICTURED = re.compile(
    r"(?:(?:an?|the)\s+)?(?:3d\s+)?(?:model|picture|image|photo|photograph|illustration|version)\s+of\s+", re.IGNORECASE
)
THANKS = re.compile(r"[\s,]+(?:please|thanks|thank you)\W*$", re.IGNORECASE)
COLOUR = rf"(?:{_any(SHADES)}\s+)*{_any(BASES | {'gray'})}"
NOT_A_COLOUR = re.compile(rf"\b(?:not|neither)\s+{COLOUR}(?:\s+nor\s+{COLOUR})*\b", re.IGNORECASE)
DENIED = re.compile(
    r"(?:[,(]\s*no|(?:,\s*|\s+)(?:without|with no|(?:but |that )?(?:is )?not|isn't))\b(?:(?!\bbut\b)[^,;.()])*\)?",
    re.IGNORECASE,
)
MEASURED = re.compile(
    rf"(?<![\w.,])(?:{_any(DIMENSIONS)}\s+)?\d+(?:[.,]\d+)?[\s-]*{_any(UNITS)}\b(?:[\s-]+{_any(DIMENSIONS)}\b)?",
    re.IGNORECASE,
)


def without_request(text: str) -> str:
    """Returns the prompt without words for a program: "please make me a 3d model of a car" -> a car."""
    for begins in (ASKED, PICTURED):
        found = begins.match(text)
        text = text[found.end() :] if found else text
    return THANKS.sub("", text).rstrip(" ?!")


def without_sizes(text: str) -> tuple[str, list[Ignored]]:
    """Returns the prompt without its sizes, such as 12 cm high, and these sizes."""
    return _without(MEASURED, text, SIZE)


def without_views(text: str) -> tuple[str, list[Ignored]]:
    """Returns the prompt without its view phrases, such as "seen from behind", and these phrases."""
    return _without(re.compile(VIEW_PHRASE, re.IGNORECASE), text, VIEW)


def without_denied(text: str) -> tuple[str, list[Ignored]]:
    """Returns the prompt without what it does not want, and these words: "a dragon, no wings" -> a dragon.

    Only what stands behind the thing is taken out, and a colour in front of it: "a not red mug".
    """
    first = next(iter(tokens(text)), None)
    ignored: list[Ignored] = []
    if first is None or first.text not in NEGATIONS:
        kept, ignored = _without(
            DENIED, text, NEGATED, lambda before: not {*re.findall(r"\w+", before.lower())} <= SMALL
        )
        text = re.sub(r"\s+but\b", "", kept) if ignored else text
    text, colours = _without(NOT_A_COLOUR, text, NEGATED)
    return text, [*ignored, *colours]


def _without(
    pattern: re.Pattern[str], text: str, why: str, holds: Callable[[str], bool] = lambda before: True
) -> tuple[str, list[Ignored]]:
    """Returns the text without the matches for which `holds` is true of the text before them, and these matches."""
    found = [each for each in pattern.finditer(text) if holds(text[: each.start()])]
    for each in reversed(found):
        text = f"{text[: each.start()].rstrip()} {text[each.end() :].lstrip()}"
    kept = re.sub(r"\s+([,;.])", r"\1", text).strip(" ,") if found else text
    return kept, [Ignored(each[0].strip(" ,()"), why) for each in found]
