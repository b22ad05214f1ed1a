"""Splits a prompt into pieces: the longest runs of words that have a meaning together. Standard library only."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto

from . import russian
from .lexicon import LONGEST, Lexicon
from .lists import ASKING, DIMENSIONS, NEGATIONS, PAIRS, QUANTITY, SEVERAL, SHADES, SMALL, UNITS, number
from .tokens import Token, singulars, tokens

PATCHES = frozenset(("circle", "square"))  # emoji that are nothing but their colour
BASES = frozenset("red orange yellow green cyan blue purple pink brown black grey white".split())


class Role(Enum):
    """The role of a piece in the prompt."""

    NAME = auto()  # the name of a kind
    COLOUR = auto()
    SHADE = auto()  # a shade without its colour
    NUMBER = auto()
    SIZE = auto()
    PART = auto()  # a word that occurs only inside names
    VIEW = auto()
    NEGATION = auto()
    SMALL = auto()
    UNKNOWN = auto()


@dataclass(frozen=True)
class Piece:
    """Consecutive words of a prompt with one role."""

    tokens: tuple[Token, ...]
    role: Role
    value: str = ""  # the name, the known colour, or the words in English
    count: int = 1  # of a number or a name; 0 for several and for a plural name
    english: str = ""  # of Russian words and of emoji

    @property
    def said(self) -> str:
        """The words as typed."""
        return " ".join(token.said for token in self.tokens)

    @property
    def meant(self) -> str:
        """The words in English, before they are replaced by words that the diffusion model knows."""
        return self.english or " ".join(token.text for token in self.tokens)

    @property
    def begins(self) -> bool:
        """True if a comma or another separator precedes the piece."""
        return self.tokens[0].begins


def pieces(prompt: str, lexicon: Lexicon) -> list[Piece]:
    """Returns the pieces of a prompt in order. Each word belongs to exactly one piece."""
    return [*_read(tokens(prompt), lexicon)]


def english(words: Sequence[Token]) -> Iterator[tuple[russian.Entry | None, Sequence[Token]]]:
    """Yields runs of words: a Russian phrase with its entry, or any other single word with None."""
    place = 0
    while place < len(words):
        found = russian.find(words[place:]) if words[place].is_russian else None
        length = found[1] if found else 1
        yield (found[0] if found else None), words[place : place + length]
        place += length


def _read(words: Sequence[Token], lexicon: Lexicon) -> Iterator[Piece]:
    place = 0
    while place < len(words):
        piece = _piece(words[place:], lexicon)
        yield piece
        place += len(piece.tokens)


def _piece(words: Sequence[Token], lexicon: Lexicon) -> Piece:
    """Returns the longest piece at the start of the words."""
    first = words[0]
    if first.in_view:
        return Piece(tuple(word for word in _run(words) if word.in_view), Role.VIEW)
    if first.is_code:
        made = lexicon.colour(first.text)
        return Piece((first,), Role.COLOUR if made else Role.UNKNOWN, made)
    if length := measure(words):
        return Piece(tuple(words[:length]), Role.SIZE)
    if first.is_russian:
        return _russian(words, lexicon)
    if first.is_symbol:
        return _symbol(first, lexicon)
    run = _run(words)
    found = _name(run, lexicon) or _colour(run, lexicon)
    return found or Piece((first,), *_other(first.text, lexicon))


def measure(words: Sequence[Token]) -> int:
    """How many words a size takes that they begin with: 12 cm high, 30cm, size 0.5 m; 0 when they begin with none."""
    texts = [token.text for token in words[:5]]
    before = 1 if texts[0] in DIMENSIONS else 0
    found = QUANTITY.fullmatch(texts[before]) if len(texts) > before else None
    if found is None:
        return 0
    unit = found[1] or (texts[before + 1] if len(texts) > before + 1 else "")
    if unit not in UNITS:
        return 0
    end = before + (1 if found[1] else 2)
    return end + 1 if len(texts) > end and texts[end] in DIMENSIONS else end


def _run(words: Sequence[Token]) -> Sequence[Token]:
    """Returns the words up to the first separator, such as a comma."""
    end = next((place for place, word in enumerate(words) if place and word.begins), len(words))
    return words[:end]


def _name(run: Sequence[Token], lexicon: Lexicon) -> Piece | None:
    """Returns a piece if the words begin with a kind's name, also in the plural, written as one word or apart."""
    for length in range(min(LONGEST, len(run)), 0, -1):
        said = [token.text for token in run[:length]]
        if all(word in SMALL | ASKING for word in said):
            continue  # "to me" is not a tome
        for last in singulars(said[-1]):
            text = " ".join([*said[:-1], last])
            name = text if text in lexicon.names else lexicon.joined.get(text.replace(" ", ""), "")
            if name:
                return Piece(tuple(run[:length]), Role.NAME, name, 1 if last == said[-1] else 0)
    return None


def _colour(run: Sequence[Token], lexicon: Lexicon) -> Piece | None:
    """Returns a piece if the words begin with a colour and its shades: teal, sky blue, darkgreen, very light blue."""
    shades = 0
    while shades < len(run) and (run[shades].text in SHADES or _ish(run[shades].text)):
        shades += 1
    for length in (3, 2, 1):
        said = [token.text for token in run[: shades + length]]
        whole = "".join(said[shades:])
        if len(said) == shades + length and (made := _made_in(whole, lexicon)):
            return _widened(run, shades + length, made, lexicon)
    if shades and (base := _ish(run[shades - 1].text)) and (made := lexicon.colour(base)):
        return Piece(tuple(run[:shades]), Role.COLOUR, made)
    return None


def _widened(run: Sequence[Token], length: int, made: str, lexicon: Lexicon) -> Piece:
    """Returns a colour of `length` words, with the basic colour after it if there is one.

    Examples: charcoal grey, chocolate brown.
    """
    after = run[length].text if length < len(run) else ""
    if after in lexicon.colours and " ".join(token.text for token in run[:length]) not in lexicon.colours:
        return Piece(tuple(run[: length + 1]), Role.COLOUR, after)
    return Piece(tuple(run[:length]), Role.COLOUR, made)


def _made_in(name: str, lexicon: Lexicon) -> str:
    """Returns the known colour for a name without spaces, which may begin with a shade: darkgreen.

    Empty if it is none.
    """
    for shade in SHADES:
        base = name.removeprefix(shade)
        if base != name and (base in lexicon.colours or base in BASES):
            return lexicon.colour(base)
    return lexicon.colour(name)


def _ish(word: str) -> str:
    """Returns the colour of a word like "reddish" or "bluish". Empty if it is none."""
    for end in ("dish", "ish"):
        for base in (word.removesuffix(end), f"{word.removesuffix(end)}e"):
            if word.endswith(end) and base in BASES:
                return base
    return ""


def _other(word: str, lexicon: Lexicon) -> tuple[Role, str, int]:
    """Returns the role of a single word, the word itself and its count."""
    if word in NEGATIONS:
        return Role.NEGATION, word, 1
    if number(word) != 1 and word not in lexicon.parts:
        return Role.NUMBER, word, number(word)
    if word in PAIRS:
        return Role.NUMBER, word, SEVERAL
    if word in SMALL or word in ASKING:
        return Role.SMALL, word, 1
    if word in SHADES:
        return Role.SHADE, word, 1
    return (Role.PART if any(each in lexicon.parts for each in singulars(word)) else Role.UNKNOWN), word, 1


def _russian(words: Sequence[Token], lexicon: Lexicon) -> Piece:
    found = russian.find(_run(words))
    if found is None:
        return _prefixed(words[0], lexicon) or Piece((words[0],), Role.UNKNOWN)
    entry, length = found
    said = tuple(words[:length])
    if entry.part == russian.FILLER:
        return Piece(said, Role.SMALL)
    if entry.part == russian.VIEW:
        return Piece(said, Role.VIEW)
    if entry.part == russian.SHADE:
        return _shaded(entry.english, said, words[length:], lexicon)
    meant = _piece(tokens(entry.english), lexicon)
    whole = len(meant.tokens) == len(entry.english.replace("-", " ").split())
    role = meant.role if whole else Role.UNKNOWN
    count = 0 if role is Role.NAME and russian.is_plural(entry, said) else meant.count
    return Piece(said, role, meant.value if whole else entry.english, count, entry.english)


def _shaded(shade: str, said: tuple[Token, ...], rest: Sequence[Token], lexicon: Lexicon) -> Piece:
    """Returns a Russian shade together with the colour after it, or alone if no colour follows."""
    if rest and rest[0].is_russian and not rest[0].begins:
        after = _russian(rest, lexicon)
        if after.role is Role.COLOUR:
            return Piece((*said, *after.tokens), Role.COLOUR, after.value, english=f"{shade} {after.english}")
    return Piece(said, Role.SHADE)


def _prefixed(token: Token, lexicon: Lexicon) -> Piece | None:
    """A Russian colour that is written together with its shade: темнокрасный."""
    for entry in russian.entries():
        if entry.part == russian.SHADE and token.text.startswith(entry.phrase[0]):
            rest = replace(token, text=token.text.removeprefix(entry.phrase[0]))
            found = _russian([rest], lexicon) if rest.text else None
            if found and found.role is Role.COLOUR:
                return replace(found, tokens=(token,), english=f"{entry.english} {found.english}")
    return None


def _symbol(token: Token, lexicon: Lexicon) -> Piece:
    """An emoji is what Unicode calls it, when that has a kind's name in it or is a patch of colour: ROBOT FACE."""
    name = unicode_name(token)
    words = tokens(name)
    names = (_name(words[start:], lexicon) for start in range(len(words)))
    if found := next((piece for piece in names if piece), None):
        return Piece((token,), Role.NAME, found.value)
    made = next((word.text for word in words if word.text in lexicon.colours), "")
    if made and words[-1].text in PATCHES:
        return Piece((token,), Role.COLOUR, made, english=made)
    return Piece((token,), Role.UNKNOWN, name, english=name)


def unicode_name(token: Token) -> str:
    """What Unicode calls an emoji, in lower case."""
    return unicodedata.name(token.said, "").lower()
