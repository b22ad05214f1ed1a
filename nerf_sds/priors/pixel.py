"""Pixel-space text-to-image models: DeepFloyd IF's first stage, and what our own models share with it."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from torch import Tensor
from torch.nn.functional import interpolate, pixel_shuffle, pixel_unshuffle

from ..viewpoints import PictureKind, Viewpoint
from .denoiser import Denoiser, Embedding
from .nets.noise_schedule import CosineSchedule


class PixelPrior:
    """A frozen diffusion model of small images."""

    views_per_sample = 1
    kinds: tuple[PictureKind, ...] = (PictureKind.LIT,)
    view_words = True

    def __init__(self, denoiser: Denoiser, words: Callable[[Sequence[str]], Tensor]) -> None:
        """`words` maps prompts to hidden states (B, L, D)."""
        self.denoiser, self.words = denoiser, words
        self.alphas_cumprod = denoiser.alphas_cumprod
        self.fold = math.isqrt(denoiser.channels // 3)

    def embed(
        self,
        prompts: Sequence[str],
        viewpoints: Sequence[Viewpoint | None],
        kinds: Sequence[PictureKind] | None = None,
    ) -> Embedding:
        """Encodes B prompts. Viewpoints are ignored: the model knows the view only from the words."""
        return Embedding(self.words(prompts))

    def encode(self, rgb: Tensor) -> Tensor:
        """Folds images (B, 3, H, W) in 0..1 to (B, 3 F^2, H / F, W / F) in -1..1. DeepFloyd IF gets 64 x 64 pixels."""
        if self.fold == 1 and rgb.shape[-1] != self.denoiser.unet.config["sample_size"]:
            rgb = interpolate(rgb, self.denoiser.unet.config["sample_size"], mode="bilinear", antialias=True)
        return pixel_unshuffle(2 * rgb - 1, self.fold)

    def shape(self, resolution: int) -> tuple[int, int, int]:
        """Returns the shape (C, h, w) of an encoded image of `resolution` x `resolution` pixels."""
        side = self.denoiser.unet.config["sample_size"] if self.fold == 1 else resolution // self.fold
        return self.denoiser.channels, side, side

    def decode(self, z: Tensor) -> Tensor:
        """Inverts `encode`, up to its resizing, and clips to 0..1."""
        return ((pixel_shuffle(z, self.fold) + 1) / 2).clamp(0, 1)

    def predict_noise(self, z: Tensor, timesteps: Tensor, embedding: Embedding) -> Tensor:
        """Returns the noise, float32, in noisy samples (B, C, H, W) at timesteps (B,)."""
        return self.denoiser(z, timesteps, embedding)

    def bounded(self, x: Tensor) -> Tensor:
        """Applies dynamic thresholding if the model's folder asks for it (Imagen, arXiv 2205.11487, section 2.3).

        DeepFloyd IF needs it: at its noisiest timestep sigma / alpha is 20,000, and errors grow by that factor.
        """
        scheduler = self.denoiser.scheduler
        if isinstance(scheduler, CosineSchedule) or not scheduler.config["thresholding"]:
            return x
        return scheduler._threshold_sample(x)
