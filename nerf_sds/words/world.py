"""Prepares a prompt for a diffusion model that reads any English words, translating Russian. Standard library only."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from . import russian
from .articles import article
from .lists import NUMBERS, PREPOSITIONS, number
from .pieces import english
from .tokens import Token, tokens
from .understood import Ignored, Understood

UNTRANSLATED = "its English is not known"


def understand(text: str) -> Understood:
    """Returns an English prompt unchanged and a Russian one translated.

    Raises ValueError with one line if the whole prompt is Russian and the word for the thing is unknown.
    """
    words = tokens(text)
    if any(token.is_russian for token in words):
        return _translated(text, words)
    return Understood(text, count=_count(words))


def _count(words: Sequence[Token]) -> int:
    """Returns how many things are asked for: "two mugs".

    Does not count "a mug with two handles" or "a pair of scissors".
    """
    own = takewhile(lambda token: token.text not in PREPOSITIONS, words)
    return next((count for token in own if (count := number(token.text)) != 1), 1)


def _translated(text: str, words: Sequence[Token]) -> Understood:
    said: list[str] = []
    unknown, count, kind = [], 1, -1
    for entry, run in english(words):
        if entry is None and run[0].is_russian:
            unknown.append(run[0].said)
        elif entry is None:
            said.append(run[0].text)
        elif entry.part == russian.NUMBER:
            count = NUMBERS.get(entry.english, 1)
        elif entry.part in (russian.LOOK, russian.COLOUR) and kind == len(said) - 1 >= 0:
            said.insert(kind, entry.english)  # "a table of wood" becomes "a wooden table"
            kind += 1
        elif entry.part not in (russian.FILLER, russian.VIEW):
            said.append(entry.english)
            kind = len(said) - 1 if entry.part == russian.KIND else kind
    if kind < 0 and all(token.is_russian for token in words):
        raise ValueError(f"There is no English word here for what {text!r} is: write it in English")
    prompt = " ".join(said)
    return Understood(
        prompt if prompt.startswith(("a ", "an ", "the ")) else f"{article(prompt)} {prompt}",
        ignored=tuple(Ignored(word, UNTRANSLATED) for word in unknown),
        count=count,
    )
