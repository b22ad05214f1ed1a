"""Finds the kinds in a diffusion model's training data that are nearest in meaning to a prompt.

Needs NumPy but not torch. Takes about 0.1 s.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from .encoder import FOLDER, Encoder
from .kinds import VECTORS, read_kinds
from .phrases import phrases
from .tensor_file import TensorFile

CLOSE = 0.6  # the least cosine of a near kind, by trial: it divides what people call seen from unseen
BEHIND = 0.2  # a kind whose cosine is lower than the best one by more than this is not named
BESIDE = 0.75  # factor of the cosine where the phrase only stands before a noun: "spider" and "spider plant"
SHORTENED = 0.98  # factor of the cosine each time the prompt is cut: "paper lantern" counts more than "lantern"
NAMED = 3  # kinds that are named, at most


@dataclass(frozen=True)
class Nearness:
    """The kinds nearest to a prompt, the nearest first, each with its cosine similarity, -1..1."""

    prompt: str
    kinds: tuple[tuple[str, float], ...]

    @property
    def close(self) -> list[str]:
        """At most NAMED kinds that are near enough to help.

        Of "mushroom" and "mushrooms" only the nearer one is included.
        """
        floor = max(CLOSE, self.kinds[0][1] - BEHIND)
        near = {kind.removesuffix("s"): kind for kind, cosine in reversed(self.kinds) if cosine >= floor}
        return [*near.values()][::-1][:NAMED]

    def __str__(self) -> str:
        """Returns one sentence for people."""
        if self.close:
            return f"The diffusion model has seen something near: {', '.join(self.close)}"
        return f'The diffusion model has seen nothing like "{self.prompt.strip()}": expect a guess'


def near(prompt: str, folder: Path) -> Nearness:
    """Returns the kinds nearest to a prompt, of those that the diffusion model in `folder` has seen.

    Compares each phrase of the prompt with the names and the caption of each kind. The best similarity of a kind
    counts.
    """
    kinds, asked = read_kinds(folder), phrases(prompt)
    encoder, vectors = _load(folder)
    cosines = vectors @ np.stack([encoder.embed(phrase) for phrase in asked], 1)  # (texts, phrases)
    cosines *= SHORTENED ** np.arange(len(asked), dtype=np.float32)
    for row, text in enumerate(text for kind in kinds for text in kind.texts):
        cosines[row] *= [BESIDE if _stands_before_noun(phrase, text) else 1.0 for phrase in asked]
    firsts = np.cumsum([0, *(len(kind.texts) for kind in kinds[:-1])])
    best = np.maximum.reduceat(cosines.max(1), firsts)
    return Nearness(
        prompt, tuple((kinds[number].name, float(best[number])) for number in np.argsort(-best)[: 2 * NAMED])
    )


@cache
def _load(folder: Path) -> tuple[Encoder, NDArray[np.float32]]:
    """Returns the encoder, and a unit vector for each text of each kind: (texts, 384)."""
    return Encoder(FOLDER), TensorFile(folder / VECTORS).read("vectors")


def _stands_before_noun(phrase: str, text: str) -> bool:
    """True if the text continues the phrase with another noun.

    True for "sun lounger" and the phrase "sun"; False for "vase of tulips" and the phrase "vase".
    """
    rest = text.lower().removeprefix(phrase.lower() + " ")
    return rest != text.lower() and rest.split()[0] not in ("of", "with", "and", "in")
