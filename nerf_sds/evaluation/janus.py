"""The Janus rate: the share of props with a front whose back is taken for a front (DreamFusion's many-faces failure).

An image-text model reads the eight views against "..., front view", "..., side view" and "..., back view". The prop's
front is the view that is most of all a front; a second face shows when the view from behind is one too. Of 147 painted
real props both toybox models find 1.4 % so, and all of them once a second face is put on; with the neighbours of the
view from behind, one of the models finds twice as many real ones so, and the other as many.
"""

from __future__ import annotations

import torch
from torch import Tensor

from ..image_text import ImageText

WORDS = ("front view", "side view", "back view")
FRONTS = frozenset(
    {"bed", "boat", "book", "car", "chair", "duck", "house", "mailbox", "robot", "snowman", "treasure chest"}
)
BEHIND = 4  # views from the front to the one behind it, of eight


@torch.no_grad()
def front_likeness(model: ImageText, pictures: Tensor, caption: str) -> Tensor:
    """(N, 3, S, S) -> (N,) probability that the picture is a front view of what the caption says."""
    captions = model.embed_captions([f"{caption}, {words}" for words in WORDS])
    logits = model.scale * model.embed_pictures(pictures.to(captions.device)) @ captions.T
    return logits.softmax(dim=1)[:, 0].cpu()


def has_second_face(likeness: Tensor) -> bool:
    """From the eight views' likeness to a front, in the order of their azimuths."""
    return bool(likeness.roll(BEHIND)[likeness.argmax()] > 0.5)


def is_janus(model: ImageText, pictures: Tensor, kind: str, caption: str) -> bool | None:
    """Of a prop's eight shaded views; None for a kind without a front."""
    return has_second_face(front_likeness(model, pictures, caption)) if kind in FRONTS else None


def two_faced(pictures: Tensor) -> Tensor:
    """Eight views of a prop whose back is a second face, on purpose: its front half is shown again behind."""
    order = [0, 1, 2, 7, 0, 1, 6, 7]  # azimuths 0 and 45 again at 180 and 225, 315 at 135; the sides stay
    return pictures[order]
