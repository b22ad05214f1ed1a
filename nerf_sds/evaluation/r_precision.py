"""R-Precision: how often an image-text model ranks a picture's own caption first among all captions of a pool.

Source: Park et al., Benchmark for Compositional Text-to-Image Synthesis (NeurIPS 2021), as DreamFusion (arXiv
2209.14988, section 4) uses it. Each prompt has its own pool of POOL captions, most of them nearly right: the same thing
in other colours, sibling kinds in the same colour, and other things. It is the same each time.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from random import Random

import numpy as np
import torch
from torch import Tensor

from ..image_text import ImageText
from ..image_text.near_captions import BASIC, Siblings, look_of, recoloured, replaced
from ..image_text.sentence_pair import sentences
from ..meaning.kinds import VECTORS, read_kinds
from ..meaning.phrases import phrases
from ..meaning.tensor_file import TensorFile
from ..mesh.eval_renders import Portraits
from ..paths import WORLD
from .study import caption

POOL = 48  # captions
OF_SHAPE = 37  # captions among which a textureless picture is ranked: those that do not differ in colour alone
SIBLINGS = 12  # captions of sibling kinds
MEASURES = {"colour": POOL, "geo": OF_SHAPE, "albedo": POOL}  # measure -> number of captions in its pool

Hits = dict[str, list[bool]]  # measure -> for each picture, whether it is a hit


@dataclass(frozen=True)
class Pool:
    """The captions that a picture is ranked among. The own one comes first in both."""

    captions: tuple[str, ...]
    of_shape: tuple[str, ...]  # without those that differ from the own one in colour alone


def noun_of(prompt: str) -> str:
    """Returns the words of a prompt that name the thing, in lower case: "a red round shield" -> round shield.

    It is the longest phrase without colour and material that names a kind of the world, else the shortest phrase, else
    the last word.
    """
    text, known = prompt.lower(), _names()
    look = look_of(text)
    found = [phrase for phrase in phrases(text) if phrase in text and look not in phrase.split()]
    return next((phrase for phrase in found if phrase in known), found[-1] if found else text.split()[-1])


@cache
def pool(prompt: str) -> Pool:
    """Returns the pool of a prompt."""
    text, noun, siblings, random = prompt.lower(), noun_of(prompt), _world(), Random(prompt.lower())
    vector = sentences([noun])[0].numpy()
    near = siblings.of([noun], vector, SIBLINGS)
    others = [
        kind.name.lower() for kind, same in zip(siblings.kinds, siblings.same([noun], vector), strict=True) if not same
    ]
    strange = [kind for kind in random.sample(others, POOL + SIBLINGS) if kind not in near][:POOL]
    wrong = [replaced(text, noun, kind) for kind in near] + [caption(kind, random.choice(BASIC)) for kind in strange]
    different = [*dict.fromkeys([text, *wrong])]
    colours = [other.text for other in recoloured(text)][: POOL - OF_SHAPE]
    rest = different[OF_SHAPE : POOL - len(colours)]
    return Pool((*different[:OF_SHAPE], *colours, *rest), (*different[:OF_SHAPE],))


@cache
def _world() -> Siblings:
    """The kinds of the world's data, with the vectors of their names."""
    kinds = read_kinds(WORLD)
    firsts = np.cumsum([0, *(len(kind.texts) for kind in kinds[:-1])]).tolist()
    return Siblings(kinds, TensorFile(WORLD / VECTORS).read("vectors", firsts))


@cache
def _names() -> frozenset[str]:
    return frozenset(name.lower() for kind in _world().kinds for name in kind.names)


@torch.no_grad()
def are_first(model: ImageText, pictures: Tensor, captions: tuple[str, ...]) -> list[bool]:
    """Returns for each picture (N, 3, S, S) in 0..1 whether the first caption ranks first."""
    vectors = model.embed_captions(captions)
    similarity = model.embed_pictures(pictures.to(vectors.device)) @ vectors.T
    return (similarity.argmax(dim=1) == 0).tolist()


def judge(model: ImageText, portraits: Portraits, prompt: str) -> Hits:
    """Returns the hits of each measure for each view.

    `colour` and `albedo` are hits if the prompt ranks first on the shaded picture and on the albedo picture. `geo` is a
    hit if it ranks first on the textureless picture, which shows no colour, among captions of other things.
    """
    near = pool(prompt)
    return {
        "colour": are_first(model, portraits.shaded, near.captions),
        "geo": are_first(model, portraits.textureless, near.of_shape),
        "albedo": are_first(model, portraits.albedo, near.captions),
    }


def colour_of(prompt: str) -> str:
    """Returns the first colour or material that a prompt names, or an empty string."""
    return look_of(prompt.lower())
