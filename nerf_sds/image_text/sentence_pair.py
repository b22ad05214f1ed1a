"""The small image-text models: a tower for pictures, and a learned head on the frozen sentence encoder for captions.

The encoder knows English, so a caption may say anything. It is not in the model's file.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np
import torch
from safetensors import SafetensorError, safe_open
from safetensors.torch import save_file
from torch import Tensor, nn
from torch.nn.functional import interpolate, normalize

from ..disk.files import replacing
from ..meaning.encoder import FOLDER, Encoder
from .towers import RESOLUTION, TOWERS

WIDTH = 128  # dimensions of the common space
SENTENCE = 384  # dimensions of the sentence encoder's vectors


class SentenceImageText(nn.Module):
    """An ImageText of towers that `train-image-text` trained."""

    def __init__(self, tower: str, name: str = "") -> None:
        super().__init__()
        self.tower, self.name = tower, name or tower
        self.facts: dict[str, str] = {}  # what training measured, for the file
        self.pictures = TOWERS[tower](WIDTH)
        self.captions = nn.Sequential(nn.Linear(SENTENCE, 2 * WIDTH), nn.GELU(), nn.Linear(2 * WIDTH, WIDTH))
        self.log_scale = nn.Parameter(torch.tensor(2.5))

    @property
    def device(self) -> torch.device:
        """The device of the weights."""
        return self.log_scale.device

    @property
    def scale(self) -> float:
        """The factor of the cosine similarities before a softmax over captions."""
        return self.log_scale.exp().item()

    @classmethod
    def load(cls, path: Path, name: str, device: torch.device) -> SentenceImageText:
        """Reads a file that `save` wrote. Raises ValueError with one line if there is none."""
        try:
            with safe_open(path, "pt") as file:
                facts = file.metadata() or {}
                model = cls(facts.pop("tower"), name)
                model.load_state_dict({name: file.get_tensor(name).float() for name in file.keys()})  # noqa: SIM118
        except (OSError, SafetensorError, KeyError, RuntimeError) as error:
            raise ValueError(f"There is no image-text model in {path}: train one with train-image-text") from error
        model.facts = facts
        return model.to(device).requires_grad_(False).eval()

    def save(self, path: Path) -> None:
        """Writes one file with the weights in float16."""
        weights = {name: value.half().contiguous() for name, value in self.state_dict().items()}
        with replacing(path) as part:
            save_file(weights, part, {"tower": self.tower, **self.facts})

    def embed_pictures(self, rgb: Tensor) -> Tensor:
        """Maps square sRGB pictures (B, 3, H, W) in 0..1 of any size to unit vectors (B, D). Differentiable."""
        if rgb.shape[-1] != RESOLUTION:
            rgb = interpolate(rgb, (RESOLUTION, RESOLUTION), mode="bilinear", align_corners=False, antialias=True)
        return normalize(self.pictures(2 * rgb - 1), dim=-1)

    def embed_captions(self, captions: Sequence[str]) -> Tensor:
        """Maps N captions to unit vectors (N, D)."""
        return self.embed_sentences(sentences(captions).to(self.device))

    def embed_sentences(self, vectors: Tensor) -> Tensor:
        """Maps vectors (..., SENTENCE) of the sentence encoder to unit vectors (..., D)."""
        return normalize(self.captions(vectors), dim=-1)


def sentences(captions: Sequence[str]) -> Tensor:
    """Returns the sentence encoder's unit vectors (N, SENTENCE). Each caption is encoded once in a process."""
    return torch.from_numpy(np.stack([_sentence(caption) for caption in captions]))


@cache
def _sentence(caption: str) -> np.ndarray:
    return _encoder().embed(caption)


@cache
def _encoder() -> Encoder:
    return Encoder(FOLDER)
