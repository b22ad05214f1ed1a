"""Models that rate how well a picture fits a caption. The evaluation scores with them; the baselines optimise them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import torch
from torch import Tensor

WORLD = Path(__file__).parent / "world"  # the folder of the shipped models
SCORER = "world-convolution"  # the more accurate of the two shipped models
OPTIMISED = "world-transformer"  # the baselines optimise this one, so that another one scores them


class ImageText(Protocol):
    """A frozen pair of networks that map pictures and captions into one space (CLIP, arXiv 2103.00020)."""

    name: str

    @property
    def device(self) -> torch.device: ...

    @property
    def scale(self) -> float:
        """The factor of the cosine similarities before a softmax over captions."""
        ...

    def embed_pictures(self, rgb: Tensor) -> Tensor:
        """Maps square sRGB pictures (B, 3, H, W) in 0..1 of any size to unit vectors (B, D). Differentiable."""
        ...

    def embed_captions(self, captions: Sequence[str]) -> Tensor:
        """Maps N captions to unit vectors (N, D)."""
        ...


def load_image_text(name: str, device: torch.device) -> ImageText:
    """Loads SCORER, OPTIMISED, a file that `train-image-text` wrote, or a CLIP of transformers.

    A CLIP is named by a local folder or a name on the hub. Raises ValueError with one line that says what to do if
    there is no such model.
    """
    from .sentence_pair import SentenceImageText

    if name in (SCORER, OPTIMISED):
        return SentenceImageText.load(WORLD / f"{name.removeprefix('world-')}.safetensors", name, device)
    if name.endswith(".safetensors"):
        return SentenceImageText.load(Path(name), Path(name).stem, device)
    from .clip import Clip

    return Clip.load(name, device)
