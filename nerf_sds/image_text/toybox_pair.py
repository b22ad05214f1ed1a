"""The two small shipped image-text models: a convolution or a transformer for pictures, a bag of words for captions.

They know the toybox: its kinds and colours, unpainted props, and the view words.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path

import torch
from safetensors import safe_open
from safetensors.torch import save_file
from torch import Tensor, nn
from torch.nn.functional import interpolate, normalize

from .towers import RESOLUTION, TOWERS

WIDTH = 64  # dimensions of the common space


SIZES: dict[str, tuple] = {"convolution": (WIDTH, (32, 64, 96, 128)), "transformer": (WIDTH, 80, 4)}


class ToyboxImageText(nn.Module):
    """An ImageText that knows the toybox."""

    def __init__(self, tower: str, words: Sequence[str]) -> None:
        super().__init__()
        self.tower, self.words = tower, list(words)
        self.name = f"toybox-{tower}"
        self.pictures = TOWERS[tower](*SIZES[tower])
        self.bag = nn.EmbeddingBag(len(words), WIDTH, mode="sum")
        self.captions = nn.Sequential(nn.Linear(WIDTH, 2 * WIDTH), nn.GELU(), nn.Linear(2 * WIDTH, WIDTH))
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
    def load(cls, path: Path, device: torch.device) -> ToyboxImageText:
        """Reads a file that `save` wrote. Raises ValueError if there is none."""
        if not path.is_file():
            raise ValueError(f"There is no image-text model {path}: train one with train-image-text")
        with safe_open(path, "pt") as file:
            facts = file.metadata()
            model = cls(facts["tower"], json.loads(facts["words"]))
            model.load_state_dict({name: file.get_tensor(name).float() for name in file.keys()})  # noqa: SIM118
        return model.to(device).requires_grad_(False).eval()

    def save(self, path: Path) -> None:
        """Writes one file with the weights in float16 and the words."""
        weights = {name: value.half().contiguous() for name, value in self.state_dict().items()}
        save_file(weights, path, {"tower": self.tower, "words": json.dumps(self.words)})

    def embed_pictures(self, rgb: Tensor) -> Tensor:
        """Maps square sRGB pictures (B, 3, H, W) in 0..1 of any size to unit vectors (B, D). Differentiable."""
        if rgb.shape[-1] != RESOLUTION:
            rgb = interpolate(rgb, (RESOLUTION, RESOLUTION), mode="bilinear", align_corners=False, antialias=True)
        return normalize(self.pictures(2 * rgb - 1), dim=-1)

    def embed_captions(self, captions: Sequence[str]) -> Tensor:
        """Maps N captions to unit vectors (N, D). Unknown words are ignored."""
        return self.embed_bags(*self.bags(captions))

    def bags(self, captions: Sequence[str]) -> tuple[Tensor, Tensor]:
        """Returns the indices of the known words of all captions, and where each caption begins among them.

        The shapes are (W,) for W known words in all, and (N,) for N captions.
        """
        number = {word: i for i, word in enumerate(self.words)}
        bags = [[number[word] for word in re.findall(r"[a-z]+", text) if word in number] for text in captions]
        words = torch.tensor([word for bag in bags for word in bag], dtype=torch.long)
        starts = torch.tensor([0, *(len(bag) for bag in bags[:-1])]).cumsum(0)
        return words.to(self.device), starts.to(self.device)

    def embed_bags(self, words: Tensor, starts: Tensor) -> Tensor:
        """Maps the result of `bags` to unit vectors (N, D)."""
        return normalize(self.captions(self.bag(words, starts)), dim=-1)
