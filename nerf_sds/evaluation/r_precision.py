"""R-Precision: how often an image-text model ranks a picture's own caption first among all captions of a pool.

Source: Park et al., Benchmark for Compositional Text-to-Image Synthesis (NeurIPS 2021), as DreamFusion (arXiv
2209.14988, section 4) uses it. The pool is every kind in every colour of the toybox.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import torch
from torch import Tensor

from ..image_text import ImageText
from ..mesh.eval_renders import Portraits
from ..paths import TOYBOX
from ..prompts import load_vocabulary
from ..words.understanding import understand
from .study import caption

Hits = dict[str, list[bool]]  # measure -> for each picture, whether it is a hit


@dataclass(frozen=True)
class Subject:
    """The kind and colour that a prompt of the pool names."""

    kind: str
    colour: str

    @property
    def caption(self) -> str:
        """The prompt, such as "a red mug"."""
        return caption(self.kind, self.colour)


@cache
def pool() -> tuple[Subject, ...]:
    """Returns every kind in every colour."""
    vocabulary = load_vocabulary(TOYBOX)
    return tuple(Subject(kind, colour) for kind in vocabulary.kinds for colour in vocabulary.colours)


def subject_of(prompt: str) -> Subject:
    """Returns the subject of a prompt. Raises ValueError if the prompt is not in the pool."""
    for subject in pool():
        if subject.caption == prompt:
            return subject
    understand(prompt, "toybox")
    raise ValueError(f"{prompt!r} is not in the pool of captions: ask for one like {pool()[0].caption!r}")


@cache
def embedded_pool(model: ImageText) -> Tensor:
    """Returns the unit vectors (captions, D) of the pool's captions."""
    with torch.no_grad():
        return model.embed_captions([subject.caption for subject in pool()])


@torch.no_grad()
def first_ranked(model: ImageText, pictures: Tensor) -> list[Subject]:
    """Returns for each of the pictures (N, 3, S, S) in 0..1 the subject whose caption fits best."""
    captions = embedded_pool(model)
    similarity = model.embed_pictures(pictures.to(captions.device)) @ captions.T
    return [pool()[i] for i in similarity.argmax(dim=1).tolist()]


def judge(model: ImageText, portraits: Portraits, subject: Subject) -> Hits:
    """Returns the hits of each measure for each view.

    `colour` and `albedo` are hits if the subject's caption ranks first on the shaded picture and on the albedo picture.
    The other two use textureless pictures, which show no colour: `geo` is a hit if the caption that ranks first names
    the subject's kind, `geo_strict` if it is the subject's caption.
    """
    shaded, bare, albedo = (
        first_ranked(model, pictures) for pictures in (portraits.shaded, portraits.textureless, portraits.albedo)
    )
    return {
        "colour": [found == subject for found in shaded],
        "geo": [found.kind == subject.kind for found in bare],
        "geo_strict": [found == subject for found in bare],
        "albedo": [found == subject for found in albedo],
    }
