"""Lists what a diffusion model can be asked for and completes prompts while the user types. Standard library only."""

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

COMMON = 100  # number of the commonest kinds that are listed for a model of the world


@cache
def kinds_of(prior: str) -> list[str]:
    """Returns the kinds that a diffusion model knows, in alphabetical order. Empty if it has no list of kinds.

    At most the COMMON commonest kinds are returned.
    """
    found = sorted(_kinds(prior), key=lambda kind: -kind.count)
    return sorted(kind.name for kind in found[:COMMON])


@cache
def colours_of(prior: str) -> list[str]:
    """Returns the colours that a diffusion model knows, in alphabetical order. Empty if it has no list of kinds.

    A model of the world knows all basic colours.
    """
    folder = folder_of(prior)
    if folder and (folder / models.VOCABULARY).is_file():
        return sorted(lexicon.load(folder).colours)
    return sorted(BASES) if kinds_of(prior) else []


def scope(prior: str) -> str:
    """Describes in one line what a diffusion model can be asked for."""
    folder = folder_of(prior)
    if not (folder and (folder / models.VOCABULARY).is_file()):
        return "It takes any English words"
    kinds, colours = len(kinds_of(prior)), len(colours_of(prior))
    return f"It knows {kinds} kinds in {colours} colours" if colours else f"It knows {kinds} captions"


def complete(beginning: str, prior: str, count: int = 30) -> list[str]:
    """Returns at most `count` prompts that begin with what is typed so far: "a red mu" -> a red mushroom, a red mug."""
    listed = [*_kinds(prior), *(Kind(colour, (), "", 0) for colour in colours_of(prior))]
    if any(token.is_russian for token in tokens(beginning)):
        listed = _in_russian(listed)
    return kinds.complete(beginning, listed, count)


def put(word: str, prompt: str, prior: str) -> str:
    """Replaces the prompt's kind or colour by a word from the menu: blue in "a red mug" gives "a blue mug".

    For a model without a vocabulary the word is appended.
    """
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
    """Returns the kinds by their Russian names, without those that have none."""
    counts = {name: kind.count for kind in listed for name in kind.names}
    return [
        Kind(" ".join(entry.phrase), (), "", counts[entry.english])
        for entry in russian.entries()
        if entry.part in (russian.KIND, russian.COLOUR) and entry.english in counts
    ]
