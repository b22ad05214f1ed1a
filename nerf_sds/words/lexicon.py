"""The words that a small diffusion model knows, for looking up the words of a prompt. Standard library only."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from .. import prompts
from . import colours
from .lists import NUMBERS, SHADES, SMALL

LONGEST = 4  # maximum words of a name, or parts of a word written apart


@dataclass(frozen=True)
class Lexicon:
    """The words of a vocabulary.json. If it holds an artist's captions, each of their words is a name of its own."""

    names: dict[str, str]  # name or synonym of a kind -> the kind
    joined: dict[str, str]  # name without spaces -> the name
    colours: frozenset[str]
    parts: frozenset[str]  # words that occur only inside names: "wooden" in wooden crate
    captions: tuple[str, ...]  # captions of an artist's props; empty for the toybox

    def colour(self, name: str) -> str:
        """The known colour that a colour's name, without its spaces, or its code is made in, or nothing."""
        if name in self.colours:
            return name
        return colours.nearest(name, self.colours)


@cache
def load(folder: Path) -> Lexicon:
    """Returns the lexicon of the diffusion model in a folder."""
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
