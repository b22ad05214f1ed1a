"""Finds words of a prompt that are likely misspelled. Standard library only."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from functools import cache
from pathlib import Path

from ..meaning.kinds import read_kinds
from ..meaning.phrases import LOOKS
from ..meaning.wordpiece import WordPiece
from . import colours, russian
from .lists import NUMBERS, SHADES, SMALL
from .tokens import Token, singulars, tokens

ENCODER = Path(__file__).parents[1] / "meaning" / "minilm"
ALIKE = 0.8  # minimum similarity (difflib ratio, 0..1) of a typing error
SHORTEST = 4  # letters of a word that is looked at
LONGEST = 3  # words of a name that may be written apart


@cache
def names(folder: Path) -> dict[str, str]:
    """Returns the names of all kinds that the model in a folder has seen, each with its kind, in lower case."""
    found: dict[str, str] = {}
    for kind in read_kinds(folder):
        found |= {name.lower(): kind.name.lower() for name in kind.synonyms if name.lower() not in found}
    return found | {kind.name.lower(): kind.name.lower() for kind in read_kinds(folder)}


def in_names(words: Sequence[Token], folder: Path) -> set[int]:
    """Returns the indices of the words that belong to a kind's name of several words: all three of "stack of books"."""
    known, said = names(folder), [word.text for word in words]
    spans = [(start, end) for start in range(len(said)) for end in range(start + 2, min(start + 4, len(said)) + 1)]
    return {place for start, end in spans if " ".join(said[start:end]) in known for place in range(start, end)}


def joined(text: str, folder: Path) -> str:
    """Returns the prompt with the names of kinds written as the model has seen them: a mail box -> a mailbox."""
    words, place = tokens(text), 0
    while place < len(words):
        length = next((length for length in range(LONGEST, 0, -1) if _joined(words[place : place + length], folder)), 0)
        if name := _joined(words[place : place + length], folder):
            said = r"[\s-]*".join(re.escape(word.said) for word in words[place : place + length])
            text = re.sub(rf"\b{said}\b", name, text, count=1)
        place += max(length, 1)
    return text


def _joined(words: Sequence[Token], folder: Path) -> str:
    """Returns the name of a kind that these words are when they are written otherwise, or nothing."""
    said = [word.text for word in words]
    is_plain = not any(word.is_russian or word.is_code or word.is_symbol for word in words)
    if not said or not is_plain or any(word.begins for word in words[1:]) or " ".join(said) in names(folder):
        return ""
    if (len(said) == 1 and said[0] in _taught(folder)) or {*said} & {*SMALL, *LOOKS, *colours.table()}:
        return ""  # "a green house" is no greenhouse
    whole = "".join(said)
    for one in singulars(whole):
        name = _without_spaces(folder).get(one, "")
        if name and (len(said) > 1 or name != one):
            return name + whole.removeprefix(one) if whole.startswith(one) else name
    return ""


@cache
def _without_spaces(folder: Path) -> dict[str, str]:
    return {name.replace(" ", "").replace("-", ""): name for name in names(folder) if len(name) > 2}


def misspelled(words: Sequence[Token], folder: Path) -> Iterator[tuple[str, str]]:
    """Yields English words that nobody knows, each with a known word that is spelled like it: gren, green."""
    for word in words:
        if len(word.text) < SHORTEST or not re.fullmatch("[a-z]+(?<!ish)", word.text):
            continue
        if not any(each in _english() or each in _taught(folder) for each in singulars(word.text)):
            for meant in get_close_matches(word.text, _taught(folder), 1, ALIKE):
                yield word.said, meant


def misspelled_russian(word: str, parts: Sequence[str]) -> str:
    """Returns the Russian word of one of these parts of a prompt that is spelled like the given one, or nothing."""
    known = [name for part in parts for name in russian.names(part) if " " not in name]
    return next(iter(get_close_matches(word.lower(), known, 1, ALIKE)), "")


@cache
def _english() -> frozenset[str]:
    """Returns the whole words that the sentence encoder has learned."""
    return WordPiece(ENCODER).words


@cache
def _taught(folder: Path) -> frozenset[str]:
    """Returns the words of the kinds' names, and of looks."""
    said = {word for name in names(folder) for word in re.findall(r"[a-z]+", name)}
    return frozenset(said | LOOKS | SHADES | NUMBERS.keys() | colours.table().keys())
