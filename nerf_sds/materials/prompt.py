"""Finds in a prompt which materials it names, and what the thing and its parts are usually made of.

A material said of a part ("a sword with a golden handle") is a part's. Words like "golden" are colours where the thing
is alive, eaten or soft.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ..prior_training.colour_names import COLOURS
from ..words import world
from ..words.lists import PREPOSITIONS
from ..words.tokens import singulars, tokens
from .table import Kind, Material, kinds, words

SOFT = frozenset("cloth fur hide skin plant food fruit glaze paper mushroom shell snow straw rope".split())
METAL_COLOURS = frozenset("gold golden silver silvery bronze copper brass chrome emerald ruby sapphire jade".split())
GLOSS = {"shiny": 0.6, "polished": 0.6, "glossy": 0.6, "gleaming": 0.6, "matte": 1.3, "worn": 1.3, "weathered": 1.3,
         "old": 1.15, "ancient": 1.2, "dusty": 1.3, "wet": 0.5}  # fmt: skip
LONGEST = 4  # words of a kind's name


@dataclass(frozen=True)
class Spoken:
    """What a prompt says of materials."""

    said: tuple[Material, ...] = ()  # of the thing itself
    kind: Kind | None = None  # what such things are usually made of
    parts: tuple[Material, ...] = ()  # of its parts, those that are said first
    colours: tuple[str, ...] = ()  # names of colours, keys of COLOURS
    gloss: float = 1.0  # factor of the roughness

    @property
    def body(self) -> tuple[Material, ...]:
        """The materials of the thing itself: those that are said, or else the usual one."""
        return self.said or ((self.kind.body,) if self.kind else ())


def read(prompt: str) -> Spoken:
    """Returns what a prompt in English or Russian says of materials; nothing for a prompt that cannot be read."""
    try:
        prompt = world.understand(prompt).prompt
    except ValueError:
        return Spoken()
    texts = [token.text for token in tokens(prompt)]
    phrases = [*_phrases(texts)]
    if not phrases:
        return Spoken()
    kind, rest = _kind(phrases[0])
    is_soft = kind is not None and kind.body.name in SOFT
    said = _materials(word for word in rest if not (is_soft and word in METAL_COLOURS))
    parts: list[Material] = []
    for phrase in phrases[1:]:
        found, rest = _kind(phrase)
        named = _materials(rest)
        if named and all(word in words() or word in GLOSS for word in phrase):
            said += named  # "a statue of gold"
        else:
            parts += named or ([found.body] if found else [])
    parts += kind.parts if kind else ()
    gloss = next((GLOSS[word] for word in phrases[0] if word in GLOSS), 1.0)
    return Spoken((*dict.fromkeys(said),), kind, (*dict.fromkeys(parts),), (*_colours(texts),), gloss)


def _phrases(texts: Sequence[str]) -> Iterator[list[str]]:
    """Splits words at prepositions, and at an "and" after a thing; the first phrase names the thing itself."""
    phrase: list[str] = []
    for text in texts:
        if text in PREPOSITIONS or (text == "and" and _kind(phrase)[0]):
            if phrase:
                yield phrase
            phrase = []
        elif text not in ("a", "an", "the", "and", "made", "solid", "pure"):
            phrase.append(text)
    if phrase:
        yield phrase


def _kind(phrase: Sequence[str]) -> tuple[Kind | None, list[str]]:
    """Returns the kind that a phrase names, and the other words: the name that ends last, the longest of those."""
    for end in range(len(phrase), 0, -1):
        for start in range(max(0, end - LONGEST), end):
            for last in singulars(phrase[end - 1]):
                if found := kinds().get(" ".join([*phrase[start : end - 1], last])):
                    return found, [*phrase[:start], *phrase[end:]]
    return None, [*phrase]


def _materials(phrase: Iterable[str]) -> list[Material]:
    return [words()[word] for word in phrase if word in words()]


def _colours(texts: Sequence[str]) -> Iterator[str]:
    """Yields the names of colours in a prompt; of "dark red" only that."""
    place = 0
    while place < len(texts):
        pair = " ".join(texts[place : place + 2])
        if pair in COLOURS:
            yield pair
            place += 2
            continue
        if texts[place] in COLOURS and texts[place] not in words():
            yield texts[place]
        place += 1
