"""Prepares a prompt for a diffusion model that reads any English words, translating Russian. Standard library only."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from itertools import takewhile
from pathlib import Path

from ..meaning.kinds import named, read_kinds
from ..meaning.phrases import ARTICLES
from . import asides, colours, emoji, spelling, translation
from .articles import article
from .colours import BASES
from .lists import NUMBERS, PAIRS, POLITE, PREPOSITIONS, SEVERAL, SHADES, SMALL, number
from .tokens import APOSTROPHES, Token, singulars, tokens
from .understood import Understood, names_no_thing


def understand(text: str, folder: Path) -> Understood:
    """Returns an English prompt as it stands and a Russian one translated, without what a prop cannot have.

    `folder` is the model's. Raises ValueError with one line if the prompt names nothing, or if it is Russian and the
    word for the thing is unknown.
    """
    plain = _plain(text)
    if any(token.is_russian for token in tokens(plain)):
        return translation.translated(plain, folder)
    asked, sizes = asides.without_sizes(plain)
    asked, replaced = _without_codes(asides.without_request(asked))
    asked, times = emoji.spelled_out(asked, tokens(asked), folder)
    asked, views = asides.without_views(asked)
    asked, denied = asides.without_denied(asked)
    asked = spelling.joined(asked, folder)
    words = tokens(asked)
    if not _names_a_thing(words, asked, folder):
        raise ValueError(names_no_thing(text))
    count = times if times > 1 else _count(words, folder)
    return Understood(
        asked if count == 1 else _one(words, asked, folder),
        ignored=(*sizes, *views, *denied),
        replaced=tuple(replaced),
        misspelled=tuple(spelling.misspelled(words, folder)),
        count=count,
    )


def _plain(text: str) -> str:
    """Returns the prompt in plain letters, with "grey" for "gray" as in the data, and without marks of emoji."""
    plain = unicodedata.normalize("NFKC", text).translate(APOSTROPHES)
    plain = re.sub(r"\bgray(?=\b|ish\b)", "grey", plain, flags=re.IGNORECASE)
    return "".join(letter for letter in plain if not 0xFE00 <= ord(letter) <= 0xFE0F)


def _without_codes(text: str) -> tuple[str, list[tuple[str, str]]]:
    """Returns the prompt with a colour's name in place of its code, and the replaced codes with these names."""
    replaced = []
    for token in tokens(text):
        if token.is_code and (made := colours.nearest(token.text, BASES)):
            text = text.replace(token.said, made)
            replaced.append((token.text, made))
    return text, replaced


def _one(words: Sequence[Token], asked: str, folder: Path) -> str:
    """Returns the prompt for one of several things: "two red mugs" -> a red mug. Other prompts stay as they are."""
    own = [*takewhile(lambda token: token.text not in PREPOSITIONS, words)]
    *plural, single = reversed(singulars(own[-1].text)) if own else [""]
    one = next((each for each in (*plural, single) if each in spelling.names(folder)), "")
    if not one or any(token.begins or token.text in ("and", "or") for token in own):
        return asked
    numbers = takewhile(lambda token: token.text in ARTICLES or number(token.text) != 1, own[:-1])
    looks = [token.said for token in own[len([*numbers]) : -1]]
    rest = re.split(rf"\b{re.escape(own[-1].said)}\b", asked, maxsplit=1)[-1]
    return f"{article((looks or [one])[0].lower())} {' '.join([*looks, one])}{rest}"


def _names_a_thing(words: Sequence[Token], asked: str, folder: Path) -> bool:
    """True if the prompt says more than colours, numbers and small words, and does not only say what it is not."""
    said = [word.text for word in words]
    if not said or said[0] in ("not", "without") or (said[0] == "no" and " ".join(said[1:]) in spelling.names(folder)):
        return False
    empty = SMALL | POLITE | SHADES | BASES | NUMBERS.keys()
    return bool({*said} - empty) or bool(named(asked, read_kinds(folder)))


def _count(words: Sequence[Token], folder: Path) -> int:
    """Returns how many things are asked for, 0 for several: "two mugs", "mugs", "a pair of mugs".

    Not so in "a mug with two handles", "four-poster bed", and kinds that are named so, such as "stack of books".
    """
    own = [*takewhile(lambda token: token.text not in PREPOSITIONS, words)]
    known, named_so = spelling.names(folder), spelling.in_names(words, folder)
    for place, token in enumerate(own):
        is_of_a_word = place + 1 < len(own) and own[place + 1].is_joined
        is_a_name = place in named_so or (place > 0 and own[place - 1].text == "a" and token.text.isdigit())
        if number(token.text) != 1 and not (is_of_a_word or is_a_name):
            return number(token.text)
    if not own or len(own) - 1 in named_so:
        return 1
    last = own[-1].text
    is_plural = last not in known and any(each in known for each in singulars(last)[1:])
    return SEVERAL if is_plural or (last in PAIRS and len(own) < len(words)) else 1
