"""The kinds of things that a diffusion model has seen, as its training wrote them into its folder.

Standard library only.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ..models import KNOWN as KINDS
from .phrases import phrases

TWICE = re.compile(r"\b(\w+) \1\b")  # a repeated word, as in "a bar bar stool" for "a bar st"
VECTORS = "known.safetensors"  # beside KINDS: the tensor "vectors" with a row per text of each kind, in order


@dataclass(frozen=True)
class Kind:
    """A kind of thing in the training data of a diffusion model."""

    name: str
    synonyms: tuple[str, ...]
    caption: str  # of one example
    count: int  # number of examples

    @property
    def names(self) -> tuple[str, ...]:
        """All names of the kind, its main name first."""
        return (self.name, *self.synonyms)

    @property
    def texts(self) -> tuple[str, ...]:
        """The texts that a prompt is compared with: the names and the caption."""
        return (*self.names, self.caption)


@cache
def read_kinds(folder: Path) -> tuple[Kind, ...]:
    """Returns the kinds that are listed in a diffusion model's folder."""
    listed = json.loads((folder / KINDS).read_text("utf-8"))
    return tuple(Kind(**facts | {"synonyms": tuple(facts["synonyms"])}) for facts in listed)


def named(prompt: str, kinds: Sequence[Kind]) -> list[Kind]:
    """Returns the kinds that a prompt names: "two red violins" -> violin, "a vase of tulips" -> vase.

    These are the kinds with that name, or else those with that synonym, such as "tree". The longest name counts.
    """
    asked = phrases(prompt.lower())
    words = asked[-1].partition(" of ")[0].split()
    asked += [" ".join(words[start:]) for start in range(len(words))]
    for phrase in asked:
        said = {phrase, phrase.removesuffix("s")}
        if found := [kind for kind in kinds if kind.name.lower() in said]:
            return found
        if found := [kind for kind in kinds if said & {name.lower() for name in kind.synonyms}]:
            return found
    return []


def complete(beginning: str, kinds: Sequence[Kind], count: int) -> list[str]:
    """Returns at most `count` prompts that complete what is typed: "a red mu" -> a red mushroom, a red mug.

    Names that continue several typed words come before names that continue only the last word. Names that begin with
    the typed text come before names with a later word that does. After that, more common kinds come first.
    """
    typed = beginning.lower()
    starts = [0, *(place + 1 for place, letter in enumerate(typed) if letter == " ")]
    common = sorted(kinds, key=lambda kind: -kind.count)
    found = [beginning[:start] + name for start in starts for name in _going_on(typed[start:], common)]
    return [prompt for prompt in dict.fromkeys(found) if not TWICE.search(prompt)][:count]


def _going_on(part: str, kinds: Sequence[Kind]) -> Iterator[str]:
    names = [name for kind in kinds for name in kind.names]
    yield from (name for name in names if name.lower().startswith(part))
    yield from (name for name in names if part and f" {part}" in name.lower())
