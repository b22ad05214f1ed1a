"""The Janus rate: the share of props with a front whose back looks like a front too (DreamFusion's many-faces failure).

An image-text model compares each of the eight views with "..., front view", "..., side view" and "..., back view". The
front is the view with the highest probability of a front. The prop is Janus if the opposite view is also a front.

If the neighbours of the opposite view counted too, many more real props would be called Janus.
"""

from __future__ import annotations

import torch
from torch import Tensor

from ..image_text import ImageText

WORDS = ("front view", "side view", "back view")
FRONTS = frozenset(  # the toys, and the kinds of `study.TABLE`
    {
        *("bed", "boat", "book", "car", "chair", "duck", "house", "mailbox", "robot", "snowman", "treasure chest"),
        *("horse", "statue", "sofa", "helmet", "armchair", "vending machine", "igloo", "biplane", "phone booth"),
    }
)
BEHIND = 4  # views from the front to the opposite one, of eight


@torch.no_grad()
def front_likeness(model: ImageText, pictures: Tensor, caption: str) -> Tensor:
    """Returns the probabilities (N,) that pictures (N, 3, S, S) in 0..1 are front views of what the caption names."""
    captions = model.embed_captions([f"{caption}, {words}" for words in WORDS])
    logits = model.scale * model.embed_pictures(pictures.to(captions.device)) @ captions.T
    return logits.softmax(dim=1)[:, 0].cpu()


def has_second_face(likeness: Tensor) -> bool:
    """True if the view opposite the front looks like a front too.

    `likeness` (8,) are the probabilities of a front view, in the order of the views' azimuths.
    """
    return bool(likeness.roll(BEHIND)[likeness.argmax()] > 0.5)


def is_janus(model: ImageText, pictures: Tensor, kind: str, caption: str) -> bool | None:
    """True if the prop in eight shaded views (8, 3, S, S) has a second face. None for a kind without a front."""
    return has_second_face(front_likeness(model, pictures, caption)) if has_front(kind) else None


def has_front(kind: str) -> bool:
    """True if things of this kind look different from the front than from behind."""
    return kind in FRONTS


def two_faced(pictures: Tensor) -> Tensor:
    """Returns eight views of a prop with a second face on its back: the views of its front half are repeated behind."""
    order = [0, 1, 2, 7, 0, 1, 6, 7]  # at azimuths 180, 225 and 135 the views of 0, 45 and 315; the sides stay
    return pictures[order]
