"""Splits a prompt into words, each as typed and as it is looked up. Standard library only."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from ..prompts import VIEW_PHRASE

APOSTROPHES = str.maketrans("’‘ʼ`´", "'''''")
WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*|[^\s\w]")
SPELLINGS = {"gray": "grey", "grayish": "greyish", "&": "and", "+": "and"}


@dataclass(frozen=True)
class Token:
    """A word or an emoji of a prompt."""

    said: str  # as typed in the prompt
    text: str  # lower case, British spelling, without 's
    begins: bool = False  # whether a comma, full stop or similar precedes it
    in_view: bool = False  # whether it belongs to a phrase for the view, such as "front view"

    @property
    def is_russian(self) -> bool:
        """True if the word has a Cyrillic letter."""
        return any("а" <= letter <= "ё" for letter in self.text)

    @property
    def is_symbol(self) -> bool:
        """True for an emoji or another symbol."""
        return not self.text[0].isalnum()


def tokens(prompt: str) -> list[Token]:
    """Returns the words and emoji of a prompt in order. Drops punctuation; a hyphen separates two words."""
    text = unicodedata.normalize("NFKC", prompt).translate(APOSTROPHES)
    views = [found.span() for found in re.finditer(VIEW_PHRASE, text, re.IGNORECASE)]
    found, begins = [], False
    for match in WORD.finditer(text):
        said = match[0]
        if not said[0].isalnum() and said not in SPELLINGS and unicodedata.category(said) != "So":
            begins = begins or (said not in "-'\"" and not unicodedata.category(said).startswith("M"))
            continue
        word = said.lower().removesuffix("'s").replace("ё", "е")
        in_view = any(first <= match.start() < last for first, last in views)
        found.append(Token(said, SPELLINGS.get(word, word), begins, in_view))
        begins = False
    return found


def singulars(word: str) -> list[str]:
    """Returns the word and its possible singulars: "boxes" -> boxes, boxe, box."""
    found = [word]
    if word.endswith("men"):
        found.append(f"{word[:-3]}man")
    if word.endswith("i") and len(word) > 4:
        found.append(f"{word[:-1]}us")
    if word.endswith("ies"):
        found.append(f"{word[:-3]}y")
    if word.endswith("ves"):
        found += [f"{word[:-3]}fe", f"{word[:-3]}f"]
    if word.endswith("s") and not word.endswith("ss") and len(word) > 3:
        found.append(word[:-1])
        if word.endswith("es"):
            found.append(word[:-2])
    return [*found, *IRREGULAR.get(word, [])]


IRREGULAR = {"mice": ["mouse"], "geese": ["goose"], "feet": ["foot"], "teeth": ["tooth"], "children": ["child"]}
