"""Prepares a prompt for a diffusion model that reads any English words, translating Russian. Standard library only."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from ..prompts import VIEW_PHRASE
from . import colours, russian
from .lists import NEGATIONS, NUMBERS, PREPOSITIONS, SMALL, number
from .pieces import BASES, english, measure, unicode_name
from .tokens import Token, tokens
from .understood import NEGATED, SIZE, VIEW, Ignored, Understood, names_no_thing

UNTRANSLATED = "its English is not known"
DENIED = re.compile(
    r"(?:,\s*no|(?:,\s*|\s+)(?:without|with no|(?:but |that )?(?:is )?not|isn't))\b[^,;.]*", re.IGNORECASE
)


def understand(text: str) -> Understood:
    """Returns an English prompt unchanged and a Russian one translated.

    Raises ValueError with one line if the whole prompt is Russian and the word for the thing is unknown.
    """
    words = tokens(text)
    if any(token.is_russian for token in words):
        return _translated(text, words)
    text, replaced = _spelled_out(text, words)
    asked, denied = _without_denied(text)
    views = [found[0].strip(" ,") for found in re.finditer(VIEW_PHRASE, asked, re.IGNORECASE)]
    asked = re.sub(VIEW_PHRASE, "", asked, flags=re.IGNORECASE).strip(" ,") if views else asked
    if not asked or not words or words[0].text in ("not", "without"):
        raise ValueError(names_no_thing(text))
    ignored = [*(Ignored(view, VIEW) for view in views), *(Ignored(part, NEGATED) for part in denied)]
    return Understood(asked, ignored=tuple(ignored), replaced=tuple(replaced), count=_count(words))


def _spelled_out(text: str, words: Iterable[Token]) -> tuple[str, list[tuple[str, str]]]:
    """The prompt with a colour's name for its code and with what Unicode calls an emoji for the emoji; the colours."""
    replaced = []
    for token in words:
        if token.is_code and (made := colours.nearest(token.text, BASES)):
            text = text.replace(token.said, made)
            replaced.append((token.text, made))
        elif token.is_symbol and (name := unicode_name(token)):
            text = text.replace(token.said, f" {name} ")
    return " ".join(text.split()), replaced


def _without_denied(text: str) -> tuple[str, list[str]]:
    """The prompt without what it does not want, where a thing stands in front of that: "a dragon, no wings"."""
    first = next(iter(tokens(text)), None)
    found = [each for each in DENIED.finditer(text) if not {*re.findall(r"\w+", text[: each.start()].lower())} <= SMALL]
    if first is None or first.text in NEGATIONS or not found:
        return text, []
    for each in found:
        text = text.replace(each[0], "", 1)
    return text.strip(" ,"), [each[0].strip(" ,") for each in found]


def _count(words: Sequence[Token]) -> int:
    """How many things are asked for: "two mugs"; not in "a mug with two handles", "four-poster bed" or "12 cm"."""
    own = [*takewhile(lambda token: token.text not in PREPOSITIONS, words)]
    for place, token in enumerate(own):
        is_of_a_word = place + 1 < len(own) and own[place + 1].is_joined
        is_a_name = place > 0 and own[place - 1].text == "a" and token.text.isdigit()
        if number(token.text) != 1 and not (is_of_a_word or is_a_name or measure(own[place:])):
            return number(token.text)
    return 1


@dataclass
class _Phrase:
    """Words from one preposition to the next, in English."""

    said: list[str] = field(default_factory=list)
    kind: int = -1  # where the last thing stands in them
    original: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)


def _translated(text: str, words: Sequence[Token]) -> Understood:
    phrases, ignored, replaced, count = [_Phrase()], [], [], 1
    for entry, run in _runs(words):
        small = entry.english if entry and entry.part == russian.SMALL else run[0].text
        if small in {*PREPOSITIONS, "next to", "not"}:
            phrases.append(_Phrase())
        phrase, original = phrases[-1], " ".join(token.said for token in run)
        phrase.original.append(original)
        if measure(run):
            ignored.append(Ignored(original, SIZE))
        elif entry is None:
            _add_word(phrase, run[0], replaced)
        elif entry.part == russian.NUMBER and len(phrases) == 1:
            count = NUMBERS.get(entry.english, 1)
        elif entry.part == russian.VIEW:
            ignored.append(Ignored(original, VIEW))
        elif entry.part in (russian.LOOK, russian.COLOUR) and phrase.kind == len(phrase.said) - 1 >= 0:
            phrase.said.insert(phrase.kind, entry.english)  # a table of wood is a wooden table
            phrase.kind += 1
        elif entry.part != russian.FILLER:
            phrase.said.append(entry.english)
            phrase.kind = len(phrase.said) - 1 if entry.part == russian.KIND else phrase.kind
    said = []
    for place, phrase in enumerate(phrases):
        is_denied = phrase.said[:1] in (["without"], ["not"])
        if place and (is_denied or (phrase.unknown and phrase.kind < 0)):
            ignored.append(Ignored(" ".join(phrase.original), NEGATED if is_denied else UNTRANSLATED))
        else:
            said += phrase.said
            ignored += [Ignored(word, UNTRANSLATED) for word in phrase.unknown]
    if phrases[0].kind < 0 and phrases[0].unknown and all(token.is_russian for token in words):
        raise ValueError(f"There is no English word here for what {text!r} is: write it in English")
    if not said or (max(phrase.kind for phrase in phrases) < 0 and all(token.is_russian for token in words)):
        raise ValueError(names_no_thing(text))
    return Understood(
        _with_article(" ".join(said)),
        ignored=tuple(ignored),
        replaced=tuple(replaced),
        count=count,
    )


def _runs(words: Sequence[Token]) -> Iterator[tuple[russian.Entry | None, Sequence[Token]]]:
    """The words as `english` has them, and each size in one run."""
    place = 0
    while place < len(words):
        length = measure(words[place:])
        entry, run = (None, words[place : place + length]) if length else next(english(words[place:]))
        yield entry, run
        place += len(run)


def _with_article(prompt: str) -> str:
    if prompt.split()[0] in {"a", "an", "the", *PREPOSITIONS}:
        return prompt
    return f"{'an' if prompt[0] in 'aeiou' else 'a'} {prompt}"


def _add_word(phrase: _Phrase, token: Token, replaced: list[tuple[str, str]]) -> None:
    """A word that is not in the table: unknown, or English, a colour's code or an emoji."""
    if token.is_russian:
        phrase.unknown.append(token.said)
    elif token.is_code and (made := colours.nearest(token.text, BASES)):
        phrase.said.append(made)
        replaced.append((token.text, made))
    else:
        phrase.said.append(unicode_name(token) or token.text if token.is_symbol else token.text)
