"""Splits a prompt into words, each as typed and as it is looked up. Standard library only."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from ..prompts import VIEW_PHRASE

APOSTROPHES = str.maketrans("’‘ʼ`´", "'''''")
CODE = r"#[0-9a-f]{3,8}\b|\b(?:rgb|hsl)a?\([^()]*\)"  # of a colour, as CSS has it
WORD = re.compile(rf"({CODE})|\d+[.,]\d+|[^\W_]+(?:'[^\W_]+)*|[^\s\w]", re.IGNORECASE)
SPELLINGS = {"gray": "grey", "grayish": "greyish", "&": "and", "+": "and"}


@dataclass(frozen=True)
class Token:
    """A word or an emoji of a prompt."""

    said: str  # as typed in the prompt
    text: str  # lower case, British spelling, without 's
    begins: bool = False  # whether a comma, full stop or similar precedes it
    in_view: bool = False  # whether it belongs to a phrase for the view, such as "front view"
    is_joined: bool = False  # whether a hyphen joins it to the word before
    is_code: bool = False  # whether it is a colour's code like #ff0000

    @property
    def is_russian(self) -> bool:
        """True if the word has a Cyrillic letter."""
        return any("а" <= letter <= "ё" for letter in self.text)

    @property
    def is_symbol(self) -> bool:
        return not (self.text[0].isalnum() or self.is_code)


def tokens(prompt: str) -> list[Token]:
    """The words, codes of colours and emoji of a prompt in order; no punctuation, and a hyphen parts two words."""
    text = unicodedata.normalize("NFKC", prompt).translate(APOSTROPHES)
    views = [found.span() for found in re.finditer(VIEW_PHRASE, text, re.IGNORECASE)]
    found, begins = [], False
    for match in WORD.finditer(text):
        said = match[0]
        if match[1]:
            found.append(Token(said, said.lower(), begins, is_code=True))
            begins = False
            continue
        if not said[0].isalnum() and said not in SPELLINGS and unicodedata.category(said) != "So":
            begins = begins or (said not in "-'\"" and not unicodedata.category(said).startswith("M"))
            continue
        word = said.lower().removesuffix("'s").replace("ё", "е")
        in_view = any(first <= match.start() < last for first, last in views)
        is_joined = text[: match.start()].endswith("-")
        found.append(Token(said, SPELLINGS.get(word, word), begins, in_view, is_joined))
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
