"""Finds in a prompt which materials it names, and what the thing and its parts are usually made of.

A material said of a part ("a sword with a golden handle") is a part's. Words like "golden" are colours where the thing
is alive, eaten or soft.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ..paths import WORLD
from ..prior_training.colour_names import COLOURS
from ..words import world
from ..words.lists import PAIRS, PREPOSITIONS
from ..words.tokens import singulars, tokens
from .table import Kind, Material, kinds, words

SOFT = frozenset("cloth fur hide skin plant food fruit glaze paper mushroom shell snow straw rope".split())
METAL_COLOURS = frozenset("gold golden silver silvery bronze copper brass chrome emerald ruby sapphire jade".split())
GLOSS = {"shiny": 0.6, "polished": 0.6, "glossy": 0.6, "gleaming": 0.6, "matte": 1.3, "worn": 1.3, "weathered": 1.3,
         "old": 1.15, "ancient": 1.2, "dusty": 1.3, "wet": 0.5}  # fmt: skip
LONGEST = 4  # words of a kind's name
MADE = frozenset(("of", "from", "in"))  # before a material that the whole thing is made of
EMPTY = frozenset(("a", "an", "the", "and", "made", "solid", "pure"))


@dataclass(frozen=True)
class Phrase:
    """Words between two prepositions."""

    words: tuple[str, ...]
    after: str  # the preposition in front of them, "full" after "full of", empty for the first phrase


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
        prompt = world.understand(prompt, WORLD).prompt
    except ValueError:
        return Spoken()
    texts = [token.text for token in tokens(prompt)]
    phrases = [*_phrases(texts)]
    if not phrases:
        return Spoken()
    kind, rest = _kind(phrases[0].words)
    is_soft = kind is not None and kind.body.name in SOFT
    said = _materials(word for word in rest if not (is_soft and word in METAL_COLOURS))
    parts: list[Material] = []
    for phrase in phrases[1:]:
        if phrase.after in MADE and all(word in words() or word in GLOSS for word in phrase.words):
            said += _materials(phrase.words)  # "a statue of gold"
            continue
        found, rest = _kind(phrase.words)
        parts += _materials(rest) or ([found.body] if found else [])
    parts += kind.parts if kind else ()
    gloss = next((GLOSS[word] for word in phrases[0].words if word in GLOSS), 1.0)
    return Spoken((*dict.fromkeys(said),), kind, (*dict.fromkeys(parts),), (*_colours(texts),), gloss)


def _phrases(texts: Sequence[str]) -> Iterator[Phrase]:
    """Splits words at prepositions, and at an "and" after a thing; the first phrase names the thing itself."""
    phrase, after = [], ""
    for text in texts:
        if text in PREPOSITIONS or (text == "and" and _kind(phrase)[0]):
            if phrase and not (text == "of" and phrase[-1] in PAIRS):  # "a pair of boots"
                yield Phrase(tuple(phrase), after)
                after = "full" if phrase[-1] in ("full", "filled") else text
            phrase = []
        elif text not in EMPTY:
            phrase.append(text)
    if phrase:
        yield Phrase(tuple(phrase), after)


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
        pair, word = " ".join(texts[place : place + 2]), texts[place]
        if pair != word and pair in COLOURS:
            yield pair
            place += 1
        elif word in COLOURS and word not in words():
            yield word
        place += 1
