"""What a small diffusion model knows, for looking up words of a prompt. Standard library only."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from .. import prompts
from . import colours
from .lists import NUMBERS, SHADES, SMALL

LONGEST = 4  # words of a name, or parts that one is written in


@dataclass(frozen=True)
class Lexicon:
    """The words of a vocabulary.json. One of an artist's captions has each of their words as a name of its own."""

    names: dict[str, str]  # of a kind, its synonyms among them -> the kind
    joined: dict[str, str]  # a name without its spaces -> the name
    colours: frozenset[str]
    parts: frozenset[str]  # words that are only part of names: "wooden" of a wooden crate
    captions: tuple[str, ...]  # of an artist's props; none in the toybox

    def colour(self, name: str) -> str:
        """The known colour that a colour's name, without its spaces, or its code is made in, or nothing."""
        if name in self.colours:
            return name
        return colours.nearest(name, self.colours)


@cache
def load(folder: Path) -> Lexicon:
    """Of a diffusion model's folder."""
    vocabulary = prompts.load_vocabulary(folder)
    if vocabulary.colours:
        names = {name: kind for kind, synonyms in vocabulary.kinds.items() for name in (kind, *synonyms)}
        known, captions = frozenset(vocabulary.colours), ()
    else:
        captions = tuple(" ".join(prompts.words_of(caption)) for caption in vocabulary.names)
        said = {word for caption in captions for word in caption.split() if word not in SMALL}
        known = frozenset(word for word in said if word in colours.table())
        names = {word: word for word in said - known - SHADES - NUMBERS.keys()}
    names = {" ".join(prompts.words_of(name)): kind for name, kind in names.items()}
    words = {word for name in (*names, *captions) for word in name.split()}
    joined = {name.replace(" ", ""): name for name in names}
    return Lexicon(names, joined, known, frozenset(words - names.keys() - known), captions)
