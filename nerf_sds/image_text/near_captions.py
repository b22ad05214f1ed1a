"""Near captions, which differ from the true one in the colour or name a sibling kind.

A model that tells a prop from these has seen its colour and its kind. Training draws its distractors here, and
R-Precision its pool.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..meaning.kinds import Kind
from ..prior_training.captions import COLOUR_PATTERN
from ..prior_training.colour_names import COLOURS, MATERIALS, lab, parse
from ..words.articles import article

BASIC = "red orange yellow green cyan blue purple pink brown white grey black".split()
VIVID = "red green cyan blue purple pink".split()  # colours that no material has by itself
APART = 40.0  # CIELAB distance above which everybody gives two colours different names
SAME = 0.7  # cosine of two kinds' names above which they may name the same thing; found by trial
THINGS = frozenset("oak oaken pine timber log bamboo straw ice bone".split())  # materials that are also things
MATERIAL_PATTERN = re.compile(rf"\b(?:{'|'.join(sorted({*MATERIALS} - THINGS - {*COLOURS}))})\b")


@dataclass(frozen=True)
class Recoloured:
    """A caption in another colour."""

    text: str
    colour: str  # its name, a key of COLOURS


def look_of(caption: str) -> str:
    """Returns the first colour that a caption names, else its first material, else an empty string."""
    found = COLOUR_PATTERN.search(caption) or MATERIAL_PATTERN.search(caption)
    return found[0] if found else ""


def recoloured(caption: str) -> list[Recoloured]:
    """Returns the caption in every basic colour that is clearly another one than its own.

    A material such as "wooden" is replaced by vivid colours only, because wood may be brown, grey or white. A caption
    without colour and material has no such captions: it is true of every colour.
    """
    look = look_of(caption)
    if not look:
        return []
    own = COLOURS.get(look.replace("gray", "grey"))
    if own is None:
        others = VIVID
    else:
        value = lab(np.array(parse(own)))
        others = [name for name in BASIC if np.linalg.norm(lab(np.array(parse(COLOURS[name]))) - value) >= APART]
    return [Recoloured(replaced(caption, look, name), name) for name in others]


def replaced(caption: str, words: str, by: str) -> str:
    """Replaces words of a caption everywhere. An article before them is adapted: "a red car" -> "an orange car"."""

    def other(found: re.Match[str]) -> str:
        return (f"{article(by)} " if found[1] else "") + by

    return re.sub(rf"\b(?:(an?) )?{re.escape(words)}\b", other, caption)


class Siblings:
    """K kinds of things, and which of them are siblings: similar in meaning, but not the same."""

    def __init__(self, kinds: Sequence[Kind], vectors: NDArray[np.float32]) -> None:
        """`vectors` (K, D) are the unit vectors of the kinds' names."""
        self.kinds, self.vectors = list(kinds), vectors
        self._names = [{name.lower() for name in kind.names} for kind in kinds]

    def same(self, names: Sequence[str], vector: NDArray[np.float32]) -> NDArray[np.bool_]:
        """Returns which kinds (K,) may be the thing with these names and this unit vector (D,).

        They are nearly the same in meaning, share a name, or the name of one contains the name of the other.
        """
        known = [name.lower() for name in names]
        told = [
            not others.isdisjoint(known) or any(name in other or other in name for other in others for name in known)
            for others in self._names
        ]
        return np.array(told) | (self.vectors @ vector >= SAME)

    def of(self, names: Sequence[str], vector: NDArray[np.float32], count: int) -> list[str]:
        """Returns the names of the `count` nearest kinds that are not the same."""
        order = np.argsort(-(self.vectors @ vector - 2.0 * self.same(names, vector)), kind="stable")
        return [self.kinds[number].name.lower() for number in order[:count]]
