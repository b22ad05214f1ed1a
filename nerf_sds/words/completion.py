"""Lists what a diffusion model can be asked for and completes prompts while the user types. Standard library only."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from .. import models
from ..meaning import kinds
from ..meaning.kinds import Kind
from . import russian
from .articles import article
from .colours import BASES
from .tokens import tokens
from .understanding import folder_of, understand

COMMON = 100  # number of the commonest kinds that are listed


@cache
def kinds_of(prior: str) -> list[str]:
    """Returns the kinds that a diffusion model knows, in alphabetical order. Empty if it has no list of kinds.

    At most the COMMON commonest kinds are returned.
    """
    found = sorted(_kinds(prior), key=lambda kind: -kind.count)
    return sorted(kind.name for kind in found[:COMMON])


def colours_of(prior: str) -> list[str]:
    """Returns the basic colours in alphabetical order. Empty for a model that has no list of kinds."""
    return sorted(BASES) if _kinds(prior) else []


def complete(beginning: str, prior: str, count: int = 30) -> list[str]:
    """Returns at most `count` prompts that begin with what is typed so far: "a red mu" -> a red mushroom, a red mug.

    Colours come before kinds if a word is begun.
    """
    known = _kinds(prior)
    begun = beginning.rpartition(" ")[2]
    first = max((kind.count for kind in known), default=0) + 1 if begun else 0
    listed = [*known, *(Kind(colour, (), "", first) for colour in colours_of(prior))]
    if any(token.is_russian for token in tokens(beginning)):
        listed = _in_russian(listed)
    return kinds.complete(beginning, listed, count)


def put(word: str, prompt: str, prior: str) -> str:
    """Replaces the prompt's kind or colour by a word from the menu: blue in "a red mug" gives "a blue mug".

    If there is none, a colour goes in front of the kind and a kind to the end.
    """
    try:
        said = understand(prompt, prior).prompt
    except ValueError:
        said = prompt.strip()  # names no thing yet
    is_colour = word in colours_of(prior)
    thing = _thing(said, prior)
    old = next((token.said for token in tokens(said) if token.text in BASES), "") if is_colour else thing
    if old:
        put = re.sub(rf"\b{re.escape(old)}\b", word, said, count=1)
    elif is_colour and thing:
        put = re.sub(rf"\b{re.escape(thing)}\b", f"{word} {thing}", said, count=1)
    else:
        put = f"{said} {word}"
    words = put.removeprefix("a ").removeprefix("an ").strip()
    return f"{article(words)} {words}" if words != put or not said else words


def _thing(prompt: str, prior: str) -> str:
    """Returns the words of the prompt that name its kind, or nothing."""
    names = [name for kind in kinds.named(prompt, _kinds(prior)) for name in kind.names]
    found = [name for name in names if re.search(rf"\b{re.escape(name)}\b", prompt, re.IGNORECASE)]
    return max(found, key=len, default="")


@cache
def _kinds(prior: str) -> Sequence[Kind]:
    folder = folder_of(prior)
    return kinds.read_kinds(folder) if folder and (folder / models.KNOWN).is_file() else ()


def _in_russian(listed: Sequence[Kind]) -> list[Kind]:
    """Returns the kinds by their Russian names, without those that have none."""
    rising = sorted(listed, key=lambda kind: kind.count)
    counts = {name: kind.count for kind in rising for name in kind.names}  # a name has its commonest kind's
    return [
        Kind(" ".join(entry.phrase), (), "", counts[entry.english])
        for entry in russian.entries()
        if entry.part in (russian.KIND, russian.COLOUR) and entry.english in counts
    ]
