"""What a diffusion model has seen that is near to a prompt in meaning. Needs NumPy, not torch; takes some 0.1 s."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from .encoder import FOLDER, Encoder
from .kinds import VECTORS, complete, read_kinds
from .phrases import phrases
from .tensor_file import TensorFile

CLOSE = 0.6  # cosine from which a kind is near: between what people call seen and what they call unseen, by trial
BEHIND = 0.2  # of cosine: a kind this much further than the nearest is not worth naming
BESIDE = 0.75  # the share that counts of a likeness to what only stands before the noun: "spider" and "spider plant"
SHORTENED = 0.98  # the share that counts of a likeness each time the prompt is cut: "paper lantern" before "lantern"
NAMED = 3


@dataclass(frozen=True)
class Nearness:
    """The kinds nearest to a prompt, the nearest first, each with its cosine, -1 to 1."""

    prompt: str
    kinds: tuple[tuple[str, float], ...]

    @property
    def close(self) -> list[str]:
        """Those that are near enough to help, the best three; of "mushroom" and "mushrooms" the nearer one."""
        floor = max(CLOSE, self.kinds[0][1] - BEHIND)
        near = {kind.removesuffix("s"): kind for kind, cosine in reversed(self.kinds) if cosine >= floor}
        return [*near.values()][::-1][:NAMED]

    def __str__(self) -> str:
        """One sentence for people."""
        if self.close:
            return f"The diffusion model has seen something near: {', '.join(self.close)}"
        return f'The diffusion model has seen nothing like "{self.prompt.strip()}": expect a guess'


def near(prompt: str, folder: Path) -> Nearness:
    """What the diffusion model of a folder has seen that is nearest to the prompt.

    Each of the prompt's phrases is compared with the names of each kind and with a caption; the best of all counts.
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


def suggest(beginning: str, folder: Path, count: int) -> list[str]:
    """At most `count` prompts for what is typed so far: those that go on from it, then kinds near in meaning."""
    found = complete(beginning, read_kinds(folder), count)
    if len(found) < count and beginning.strip():
        found += near(beginning, folder).close
    return list(dict.fromkeys(found))[:count]


@cache
def _load(folder: Path) -> tuple[Encoder, NDArray[np.float32]]:
    """The encoder, and a unit vector for each text of each kind: (texts, 384)."""
    return Encoder(FOLDER), TensorFile(folder / VECTORS).read("vectors")


def _stands_before_noun(phrase: str, text: str) -> bool:
    """A kind's text that goes on from the phrase with another noun: "sun lounger" from "sun", not "vase of tulips"."""
    rest = text.lower().removeprefix(phrase.lower() + " ")
    return rest != text.lower() and rest.split()[0] not in ("of", "with", "and", "in")
