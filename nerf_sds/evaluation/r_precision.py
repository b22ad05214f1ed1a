"""R-Precision: how often an image-text model ranks a picture's own caption first among all captions of a pool.

Source: Park et al., Benchmark for Compositional Text-to-Image Synthesis (NeurIPS 2021), as DreamFusion
(arXiv 2209.14988, section 4) takes it. The pool is every kind in every colour of the toybox.
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

Hits = dict[str, list[bool]]  # measure -> for each picture, whether it was told right


@dataclass(frozen=True)
class Subject:
    """What a prompt of the pool asks for."""

    kind: str
    colour: str

    @property
    def caption(self) -> str:
        return caption(self.kind, self.colour)


@cache
def pool() -> tuple[Subject, ...]:
    """Every kind in every colour."""
    vocabulary = load_vocabulary(TOYBOX)
    return tuple(Subject(kind, colour) for kind in vocabulary.kinds for colour in vocabulary.colours)


def subject_of(prompt: str) -> Subject:
    """Raises ValueError when the prompt is not in the pool."""
    for subject in pool():
        if subject.caption == prompt:
            return subject
    understand(prompt, "toybox")
    raise ValueError(f"{prompt!r} is not in the pool of captions: ask for one like {pool()[0].caption!r}")


@cache
def embedded_pool(model: ImageText) -> Tensor:
    """(captions, D) unit vectors of the pool's captions."""
    with torch.no_grad():
        return model.embed_captions([subject.caption for subject in pool()])


@torch.no_grad()
def first_ranked(model: ImageText, pictures: Tensor) -> list[Subject]:
    """Whose caption fits each of the pictures (N, 3, S, S) best."""
    captions = embedded_pool(model)
    similarity = model.embed_pictures(pictures.to(captions.device)) @ captions.T
    return [pool()[i] for i in similarity.argmax(dim=1).tolist()]


def judge(model: ImageText, portraits: Portraits, subject: Subject) -> Hits:
    """For each view: whether the own caption is first on shaded and on albedo pictures, and on textureless ones.

    No colour can be seen on the last: `geo` asks whether the caption that is ranked first names the kind,
    `geo_strict` whether it is the own one.
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
