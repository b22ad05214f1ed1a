"""The kinds of things that a diffusion model has seen, as training wrote them into its folder.

Standard library only.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

KINDS = "known.json"  # in a diffusion model's folder
TWICE = re.compile(r"\b(\w+) \1\b")  # "a bar bar stool" from "a bar st"
VECTORS = "known.safetensors"  # beside it: "vectors", a row for each of a kind's texts, kind after kind


@dataclass(frozen=True)
class Kind:
    """A kind of thing in the data that a diffusion model was trained on."""

    name: str
    synonyms: tuple[str, ...]
    caption: str  # of one of them
    count: int  # of them

    @property
    def names(self) -> tuple[str, ...]:
        """All that it is called, its own name first."""
        return (self.name, *self.synonyms)

    @property
    def texts(self) -> tuple[str, ...]:
        """What a prompt is compared with."""
        return (*self.names, self.caption)


@cache
def read_kinds(folder: Path) -> tuple[Kind, ...]:
    """The kinds of a diffusion model's folder."""
    listed = json.loads((folder / KINDS).read_text("utf-8"))
    return tuple(Kind(**facts | {"synonyms": tuple(facts["synonyms"])}) for facts in listed)


def complete(beginning: str, kinds: Sequence[Kind], count: int) -> list[str]:
    """At most `count` prompts that begin as far as it is typed: "a red mu" -> a red mushroom, a red mug.

    A name that goes on from several words comes before one that goes on from the last; one that begins so comes
    before one with a later word that does; then the commoner kind comes first.
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
