"""Finds Russian words in all their forms and translates them with russian.tsv. Standard library only.

A row has what part of a prompt it is, the English, and the Russian words for it in the nominative; a noun or an
adjective is recognised by its stem, so in any case, gender and number; a small word as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from .tokens import Token, tokens

TABLE = Path(__file__).with_name("russian.tsv")
KIND, COLOUR, LOOK, SHADE, VIEW, NUMBER, SMALL, FILLER = (
    "kind", "colour", "look", "shade", "view", "number", "small", "filler",
)  # fmt: skip
ENDINGS = sorted(
    (
        "ами ями ого его ому ему ыми ими иях ах ях ов ев ьев ей ой ый ий ая яя ое ее ые ие ую юю ою ею ом ем ам ям ым "
        "им ых их ью ья ье ьям ьях а я о е у ю ы и ь й"
    ).split(),
    key=lambda ending: -len(ending),
)
DIMINUTIVE = re.compile("(еньк|оньк|оват|еват)$")  # of adjectives
SHORTEST = 3  # minimum letters of a stem; 2 for words of at most 3 letters
VOWELS = "аеиоуыэюя"
PLURALS = ("ы", "и", "ья")


@dataclass(frozen=True)
class Entry:
    """One Russian phrase of the table and its translation."""

    part: str
    english: str
    phrase: tuple[str, ...]  # the phrase's words in the nominative


def _rows() -> list[list[str]]:
    return [line.split("\t") for line in TABLE.read_text("utf-8").splitlines()[1:]]


@cache
def entries() -> tuple[Entry, ...]:
    """Returns all phrases of the table."""
    return tuple(
        Entry(part, english, tuple(token.text for token in tokens(phrase)))
        for part, english, phrases in _rows()
        for phrase in phrases.split(", ")
    )


def find(words: Sequence[Token]) -> tuple[Entry, int] | None:
    """Returns the longest phrase at the start of the words and its number of words, or None."""
    texts = tuple(token.text for token in words[: _longest()])
    stems = tuple(map(stem, texts))
    for length in range(len(stems), 0, -1):
        if entry := _by_words().get(texts[:length]) or _by_stems().get(stems[:length]):
            return entry, length
    entry = _by_stems().get((DIMINUTIVE.sub("", stems[0]),))
    return (entry, 1) if entry and entry.part in (COLOUR, LOOK) else _shaded(words[0])


def entries_of(words: Sequence[Token]) -> Iterator[tuple[Entry | None, Sequence[Token]]]:
    """Yields runs of words: a Russian phrase with its entry, or any other single word with None."""
    place = 0
    while place < len(words):
        found = find(words[place:]) if words[place].is_russian else None
        length = found[1] if found else 1
        yield (found[0] if found else None), words[place : place + length]
        place += length


def _shaded(word: Token) -> tuple[Entry, int] | None:
    """Returns a colour that is written together with its shade, such as темнокрасный, and the number of words, 1."""
    for shade in entries():
        rest = word.text.removeprefix(shade.phrase[0])
        if shade.part != SHADE or rest in ("", word.text):
            continue
        found = find([replace(word, text=rest)])
        if found and found[0].part == COLOUR:
            return replace(found[0], english=f"{shade.english} {found[0].english}"), 1
    return None


def names(part: str) -> list[str]:
    """The Russian phrases of a part, in the nominative."""
    return [" ".join(entry.phrase) for entry in entries() if entry.part == part]


def nouns_and_colours() -> dict[str, str]:
    """Returns the first Russian phrase of each kind and colour, in the nominative, by its English."""
    return {english: phrases.split(", ")[0] for part, english, phrases in _rows() if part in (KIND, COLOUR)}


def is_plural(entry: Entry, words: Sequence[Token]) -> bool:
    """True if a kind's first word seems to be in the plural, by its ending: грибы, but not ножницы."""
    nominative, said = entry.phrase[0], words[0].text
    return said != nominative and said.endswith(PLURALS) and not nominative.endswith(PLURALS)


def stem(word: str) -> str:
    """Returns the word without its ending: красными -> красн, кружек -> кружк."""
    shortest = SHORTEST if len(word) > SHORTEST else SHORTEST - 1
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= shortest:
            return word[: -len(ending)]
    return word


def _fleeting(stem: str) -> list[str]:
    """Returns a stem's variants without or with the fleeting vowel: замок -> замк; кружк -> кружек, кружок."""
    without = re.sub(r"[оеё]([^аеиоуыэюя])$", r"\1", stem)
    found = [without] if len(without) >= SHORTEST else []
    if len(stem) > 2 and stem[-1] not in VOWELS and stem[-2] not in VOWELS:
        found += [f"{stem[:-1].rstrip('ь')}{vowel}{stem[-1]}" for vowel in "ое"]
    return found


@cache
def _by_stems() -> dict[tuple[str, ...], Entry]:
    table: dict[tuple[str, ...], Entry] = {}
    for entry in entries():
        if entry.part == SMALL:
            continue
        table.setdefault(tuple(stem(word) for word in entry.phrase), entry)
    for entry in entries():
        if entry.part == KIND and len(entry.phrase) == 1:
            for other in _fleeting(stem(entry.phrase[0])):
                table.setdefault((other,), entry)
    return table


@cache
def _by_words() -> dict[tuple[str, ...], Entry]:
    """What is known as it stands, so that "пара" is no "паром" and "цвета" are no flowers."""
    table: dict[tuple[str, ...], Entry] = {}
    for entry in entries():
        table.setdefault(entry.phrase, entry)
    return table


@cache
def _longest() -> int:
    return max(len(entry.phrase) for entry in entries())
