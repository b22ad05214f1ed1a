"""A prior in closed form. Its data set is a single plain image, so its score is exact; tests use it."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor

from ..viewpoints import PictureKind, Viewpoint


class DiracPrior:
    """The diffusion model of a data set that holds one image of a single colour.

    Its noise prediction is (z - alpha x*) / sigma, so the SDS gradient is w(t) alpha / sigma (x - x*), whatever the
    noise.
    """

    views_per_sample = 1
    kinds: tuple[PictureKind, ...] = (PictureKind.LIT,)
    view_words = True

    def __init__(self, colour: tuple[float, float, float], device: torch.device, timesteps: int = 1000) -> None:
        """`colour` is sRGB in 0..1, `timesteps` the length T of the schedule."""
        self.picture = 2 * torch.tensor(colour, device=device)[None, :, None, None] - 1
        ramp = torch.linspace(0, 1, timesteps + 1, device=device)[1:]
        self.alphas_cumprod = torch.cos(ramp * torch.pi / 2).square().clamp(1e-4, 1 - 1e-4)

    def embed(
        self,
        prompts: Sequence[str],
        viewpoints: Sequence[Viewpoint | None],
        kinds: Sequence[PictureKind] | None = None,
    ) -> Tensor:
        """Returns an empty embedding (B, 0), since prompts and viewpoints make no difference."""
        return torch.zeros(len(prompts), 0, device=self.picture.device)

    def encode(self, rgb: Tensor) -> Tensor:
        """Maps images (B, 3, H, W) from 0..1 to -1..1."""
        return 2 * rgb - 1

    def decode(self, z: Tensor) -> Tensor:
        """Inverts `encode` and clips to 0..1."""
        return ((z + 1) / 2).clamp(0, 1)

    def shape(self, resolution: int) -> tuple[int, int, int]:
        """Returns the shape of the image itself."""
        return 3, resolution, resolution

    def predict_noise(self, z: Tensor, timesteps: Tensor, embedding: Tensor) -> Tensor:
        """Returns the noise in noisy images (B, 3, H, W) at timesteps (B,)."""
        alpha_bar = self.alphas_cumprod[timesteps][:, None, None, None]
        return (z - alpha_bar.sqrt() * self.picture) / (1 - alpha_bar).sqrt()

    def bounded(self, x: Tensor) -> Tensor:
        """Returns x unchanged."""
        return x
