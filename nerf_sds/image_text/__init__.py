"""Models that tell how well a picture and a caption fit: what the evaluation scores by and the baselines optimise."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import torch
from torch import Tensor

TOYBOX = Path(__file__).parent / "toybox"
SCORER = "toybox-convolution"  # of the two that ship, the one that tells more pictures apart
OPTIMISED = "toybox-transformer"  # by the baselines, so that nothing is scored by what it was optimised on


class ImageText(Protocol):
    """A frozen pair of nets that put pictures and captions into one space (CLIP, arXiv 2103.00020)."""

    name: str

    @property
    def device(self) -> torch.device: ...

    @property
    def scale(self) -> float:
        """What the cosine similarities are multiplied by before a softmax over captions."""
        ...

    def embed_pictures(self, rgb: Tensor) -> Tensor:
        """(B, 3, H, W) in 0..1, square and of any size -> (B, D) unit vectors; differentiable."""
        ...

    def embed_captions(self, captions: Sequence[str]) -> Tensor:
        """N captions -> (N, D) unit vectors."""
        ...


def load_image_text(name: str, device: torch.device) -> ImageText:
    """`name`: SCORER, OPTIMISED, or a CLIP of transformers' (a local folder or a hub name).

    Raises ValueError with one line that says what to do when there is no such model.
    """
    if name in (SCORER, OPTIMISED):
        from .toybox_pair import ToyboxImageText

        return ToyboxImageText.load(TOYBOX / f"{name.removeprefix('toybox-')}.safetensors", device)
    from .clip import Clip

    return Clip.load(name, device)
