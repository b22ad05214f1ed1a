"""What a diffusion model can be asked for, to be chosen from: all of it, and what goes on from what is typed so far.

Standard library only.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from .. import models
from ..meaning import kinds
from ..meaning.kinds import Kind
from . import lexicon, russian
from .articles import article
from .pieces import BASES, Role, pieces
from .tokens import tokens
from .understanding import folder_of

COMMON = 100  # kinds of a model of the world, the commonest


@cache
def kinds_of(prior: str) -> list[str]:
    """The kinds that a diffusion model knows, in alphabetical order; empty when it has no list of them.

    Of a model of the world they are the commonest.
    """
    found = sorted(_kinds(prior), key=lambda kind: -kind.count)
    return sorted(kind.name for kind in found[:COMMON])


@cache
def colours_of(prior: str) -> list[str]:
    """The colours that a diffusion model knows, where it has a list of kinds; a model of the world knows all."""
    folder = folder_of(prior)
    if folder and (folder / models.VOCABULARY).is_file():
        return sorted(lexicon.load(folder).colours)
    return sorted(BASES) if kinds_of(prior) else []


def scope(prior: str) -> str:
    """A line on all that a diffusion model can be asked for."""
    folder = folder_of(prior)
    if not (folder and (folder / models.VOCABULARY).is_file()):
        return "It takes any English words"
    kinds, colours = len(kinds_of(prior)), len(colours_of(prior))
    return f"It knows {kinds} kinds in {colours} colours" if colours else f"It knows {kinds} captions"


def complete(beginning: str, prior: str, count: int = 30) -> list[str]:
    """At most `count` prompts that go on from what is typed so far: "a red mu" -> a red mushroom, a red mug."""
    listed = [*_kinds(prior), *(Kind(colour, (), "", 0) for colour in colours_of(prior))]
    if any(token.is_russian for token in tokens(beginning)):
        listed = _in_russian(listed)
    return kinds.complete(beginning, listed, count)


def put(word: str, prompt: str, prior: str) -> str:
    """The prompt with a kind or a colour of the menu in the place of its own: blue in "a red mug" is "a blue mug"."""
    folder, is_colour = folder_of(prior), word in colours_of(prior)
    if not (folder and (folder / models.VOCABULARY).is_file()):
        return f"{prompt.strip()} {word}".strip()
    found = pieces(prompt, lexicon.load(folder))
    chosen = {piece.role: piece.value for piece in reversed(found)} | {Role.COLOUR if is_colour else Role.NAME: word}
    words = " ".join(chosen[role] for role in (Role.COLOUR, Role.NAME) if role in chosen)
    return f"{article(words)} {words}"


@cache
def _kinds(prior: str) -> Sequence[Kind]:
    folder = folder_of(prior)
    if folder is None:
        return ()
    if (folder / models.VOCABULARY).is_file():
        known = lexicon.load(folder)
        if known.captions:
            return tuple(Kind(caption, (), "", 1) for caption in known.captions)
        named = {kind: [name for name in known.names if known.names[name] == kind] for kind in known.names.values()}
        return tuple(Kind(kind, tuple(names), "", 1) for kind, names in named.items())
    return kinds.read_kinds(folder) if (folder / models.KNOWN).is_file() else ()


def _in_russian(listed: Sequence[Kind]) -> list[Kind]:
    """The same by their Russian names, as far as they have one."""
    counts = {name: kind.count for kind in listed for name in kind.names}
    return [
        Kind(" ".join(entry.phrase), (), "", counts[entry.english])
        for entry in russian.entries()
        if entry.part in (russian.KIND, russian.COLOUR) and entry.english in counts
    ]
