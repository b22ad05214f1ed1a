"""Image towers: a convolutional net and a transformer, so that a method can be scored by another net than the
one that it optimised.

Both map pictures (B, 3, 64, 64) in -1..1 to (B, out).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import torch
from torch import Tensor, nn

RESOLUTION = 64  # pixels per side


class ConvolutionTower(nn.Sequential):
    """Depthwise and pointwise convolutions in residual blocks, similar to ConvNeXt (arXiv 2201.03545)."""

    def __init__(self, out: int, channels: Sequence[int] = (48, 96, 128, 192)) -> None:
        """`channels` of each stage. Every stage after the first halves the size."""
        first, last = channels[0], channels[-1]
        layers: list[nn.Module] = [nn.Conv2d(3, first, 3, stride=2, padding=1), Block(first), Block(first)]
        for before, after in pairwise(channels):
            layers += [nn.Conv2d(before, after, 2, stride=2), Block(after), Block(after)]
        super().__init__(*layers, nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.LayerNorm(last), nn.Linear(last, out))


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
    """A vision transformer (arXiv 2010.11929) on overlapping patches."""

    def __init__(self, out: int, channels: int = 128, layers: int = 5) -> None:
        super().__init__()
        self.patches = nn.Conv2d(3, channels, 12, stride=8, padding=2)
        self.positions = nn.Parameter(0.02 * torch.randn((RESOLUTION // 8) ** 2, channels))
        layer = nn.TransformerEncoderLayer(channels, 4, 2 * channels, 0.0, "gelu", batch_first=True, norm_first=True)
        self.layers = nn.TransformerEncoder(layer, layers, nn.LayerNorm(channels), enable_nested_tensor=False)
        self.head = nn.Linear(channels, out)

    def forward(self, rgb: Tensor) -> Tensor:
        tokens = self.patches(rgb).flatten(2).transpose(1, 2) + self.positions
        return self.head(self.layers(tokens).mean(1))


TOWERS: dict[str, type[nn.Module]] = {"convolution": ConvolutionTower, "transformer": TransformerTower}
