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

RESOLUTION = 64  # pixels per side
WIDTH = 64  # dimensions of the common space


class ConvolutionTower(nn.Sequential):
    """Depthwise and pointwise convolutions in residual blocks, similar to ConvNeXt (arXiv 2201.03545).

    Maps pictures (B, 3, 64, 64) in -1..1 to (B, WIDTH).
    """

    def __init__(self) -> None:
        super().__init__(
            nn.Conv2d(3, 32, 3, stride=2, padding=1),
            *(Block(32), Block(32), nn.Conv2d(32, 64, 2, stride=2)),
            *(Block(64), Block(64), nn.Conv2d(64, 96, 2, stride=2)),
            *(Block(96), Block(96), nn.Conv2d(96, 128, 2, stride=2)),
            *(Block(128), Block(128), nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.LayerNorm(128)),
            nn.Linear(128, WIDTH),
        )


class Block(nn.Module):
    """A residual block: (B, C, H, W) -> (B, C, H, W)."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.body = nn.Sequential(
            nn.Conv2d(channels, channels, 5, padding=2, groups=channels),
            nn.GroupNorm(1, channels),
            nn.Conv2d(channels, 2 * channels, 1),
            nn.GELU(),
            nn.Conv2d(2 * channels, channels, 1),
        )

    def forward(self, x: Tensor) -> Tensor:
        return x + self.body(x)


class TransformerTower(nn.Module):
    """A vision transformer (arXiv 2010.11929) on overlapping patches.

    Maps pictures (B, 3, 64, 64) in -1..1 to (B, WIDTH).
    """

    CHANNELS = 80

    def __init__(self) -> None:
        super().__init__()
        self.patches = nn.Conv2d(3, self.CHANNELS, 12, stride=8, padding=2)
        self.positions = nn.Parameter(0.02 * torch.randn((RESOLUTION // 8) ** 2, self.CHANNELS))
        layer = nn.TransformerEncoderLayer(
            self.CHANNELS, 4, 2 * self.CHANNELS, 0.0, "gelu", batch_first=True, norm_first=True
        )
        self.layers = nn.TransformerEncoder(layer, 4, nn.LayerNorm(self.CHANNELS), enable_nested_tensor=False)
        self.head = nn.Linear(self.CHANNELS, WIDTH)

    def forward(self, rgb: Tensor) -> Tensor:
        tokens = self.patches(rgb).flatten(2).transpose(1, 2) + self.positions
        return self.head(self.layers(tokens).mean(1))


TOWERS: dict[str, type[nn.Module]] = {"convolution": ConvolutionTower, "transformer": TransformerTower}


class ToyboxImageText(nn.Module):
    """An ImageText that knows the toybox."""

    def __init__(self, tower: str, words: Sequence[str]) -> None:
        super().__init__()
        self.tower, self.words = tower, list(words)
        self.name = f"toybox-{tower}"
        self.pictures = TOWERS[tower]()
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
