"""Translates a Russian prompt word by word, phrase by phrase. Standard library only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from . import asides, colours, emoji, russian, spelling
from .articles import article
from .colours import BASES
from .lists import NUMBERS, PREPOSITIONS, SEVERAL
from .tokens import Token, tokens
from .understood import NEGATED, VIEW, Ignored, Understood, names_no_thing

UNTRANSLATED = "its English is not known"
LOOKS = (russian.COLOUR, russian.LOOK)


@dataclass
class _Phrase:
    """Words from one preposition to the next, in English."""

    said: list[str] = field(default_factory=list)
    kind: int = -1  # where the last thing stands in them
    original: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)

    @property
    def is_denied(self) -> bool:
        """True if the phrase says what the thing shall not have."""
        return self.said[:1] in (["without"], ["not"])


def translated(text: str, folder: Path) -> Understood:
    """Returns the prompt in English. `folder` is the diffusion model's, for the names of emoji.

    Raises ValueError with one line if the prompt names nothing, or the word for the thing is unknown.
    """
    asked, sizes = asides.without_sizes(text)
    asked, times = emoji.spelled_out(asked, tokens(asked), folder)
    words = tokens(asked)
    phrases, ignored, replaced, count = [_Phrase()], [*sizes], [], times
    for entry, run in russian.entries_of(words):
        phrase, original = _phrase(phrases, entry, run), " ".join(token.said for token in run)
        phrase.original.append(original)
        if entry is None:
            _add_word(phrase, run[0], replaced)
        elif entry.part == russian.NUMBER and len(phrases) == 1:
            count = NUMBERS.get(entry.english, 1)
        elif entry.part == russian.VIEW:
            ignored.append(Ignored(original, VIEW))
        elif entry.part in LOOKS and phrase.kind == len(phrase.said) - 1 >= 0:
            phrase.said.insert(phrase.kind, entry.english)  # a table of wood is a wooden table
            phrase.kind += 1
        elif entry.part != russian.FILLER:
            phrase.said.append(entry.english)
        if entry and entry.part == russian.KIND:
            phrase.kind = len(phrase.said) - 1
            count = SEVERAL if count == 1 and len(phrases) == 1 and russian.is_plural(entry, run) else count
    said, left_out = _english(phrases)
    is_russian = all(token.is_russian for token in words)
    if phrases[0].kind < 0 and phrases[0].unknown and is_russian:
        raise ValueError(_unknown(text, phrases[0].unknown[-1]))
    if not said or (max(phrase.kind for phrase in phrases) < 0 and is_russian):
        raise ValueError(names_no_thing(text))
    return Understood(_with_article(said), ignored=(*ignored, *left_out), replaced=tuple(replaced), count=count)


def _phrase(phrases: list[_Phrase], entry: russian.Entry | None, run: Sequence[Token]) -> _Phrase:
    """Returns the phrase that the next words belong to. Begins a new one at a preposition and after what is denied."""
    small = entry.english if entry and entry.part == russian.SMALL else run[0].text
    last = phrases[-1]
    names_thing = entry is not None and entry.part == russian.KIND and last.said[:1] == ["not"] and len(last.said) > 1
    if small in {*PREPOSITIONS, "next to", "not"} or (last.is_denied and (names_thing or run[0].begins)):
        phrases.append(_Phrase())
    return phrases[-1]


def _english(phrases: Sequence[_Phrase]) -> tuple[str, list[Ignored]]:
    """Returns the English words of the phrases, and what is left out of them."""
    said, ignored = [], []
    for place, phrase in enumerate(phrases):
        if place and (phrase.is_denied or (phrase.unknown and phrase.kind < 0)):
            ignored.append(Ignored(" ".join(phrase.original), NEGATED if phrase.is_denied else UNTRANSLATED))
        else:
            said += phrase.said
            ignored += [Ignored(word, _why(word)) for word in phrase.unknown]
    return " ".join(said), ignored


def _why(word: str) -> str:
    meant = spelling.misspelled_russian(word, LOOKS)
    return f"{UNTRANSLATED} (did you mean {meant}?)" if meant else UNTRANSLATED


def _unknown(text: str, word: str) -> str:
    asked = f"There is no English word here for what {text!r} is"
    meant = spelling.misspelled_russian(word, [russian.KIND])
    return f"{asked}. Did you mean {meant}?" if meant else f"{asked}: write it in English"


def _with_article(prompt: str) -> str:
    return prompt if prompt.split()[0] in {"a", "an", "the", *PREPOSITIONS} else f"{article(prompt)} {prompt}"


def _add_word(phrase: _Phrase, token: Token, replaced: list[tuple[str, str]]) -> None:
    """Adds a word that is not in the table: unknown, English, or a colour's code."""
    if token.is_russian:
        phrase.unknown.append(token.said)
    elif token.is_code and (made := colours.nearest(token.text, BASES)):
        phrase.said.append(made)
        replaced.append((token.text, made))
    elif not token.is_symbol:
        phrase.said.append(token.text)
