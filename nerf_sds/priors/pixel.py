"""Pixel-space text-to-image models in diffusers' format: the built-in toybox, and DeepFloyd IF's first stage.

The toybox folds each square of pixels into one position of its UNet (`pixel_unshuffle`); the UNet's input channels give
the size of the square. It takes the camera as class labels, besides the words.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from pathlib import Path

import torch
from torch import Tensor
from torch.nn.functional import interpolate, pixel_shuffle, pixel_unshuffle
from transformers import CLIPTextModel, CLIPTokenizerFast

from ..compute.device import sent
from ..prompts import load_vocabulary
from ..viewpoints import DISTANCE, PictureKind, Viewpoint
from .components import load_scheduler, load_unet
from .denoiser import Denoiser, Embedding
from .text_encoding import VocabularyWords

CAMERA_FEATURES = 8


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
        self.takes_cameras = denoiser.unet.config["class_embed_type"] == "projection"

    @classmethod
    def load_toybox(cls, folder: Path, device: torch.device, dtype: torch.dtype) -> PixelPrior:
        """Loads a model like the toybox from a folder. Raises FileNotFoundError if there is no UNet."""
        if not (folder / "unet").is_dir():
            raise FileNotFoundError(f"There is no diffusion model in {folder}: name another folder")
        encoder = CLIPTextModel.from_pretrained(folder / "text_encoder", dtype=dtype, use_safetensors=True)
        words = VocabularyWords(
            encoder.to(device).requires_grad_(False).eval(),
            CLIPTokenizerFast.from_pretrained(folder / "tokenizer"),
            load_vocabulary(folder),
        )
        return cls(Denoiser(load_unet(folder, device, dtype), load_scheduler(folder)), words)

    def embed(
        self,
        prompts: Sequence[str],
        viewpoints: Sequence[Viewpoint | None],
        kinds: Sequence[PictureKind] | None = None,
    ) -> Embedding:
        """Encodes B prompts and their viewpoints.

        Without a viewpoint or with an empty prompt, the camera is unknown.
        """
        words = self.words(prompts)
        if not self.takes_cameras:
            return Embedding(words)
        seen_from = [viewpoint if prompt else None for prompt, viewpoint in zip(prompts, viewpoints, strict=True)]
        cameras = sent([camera_features(viewpoint) for viewpoint in seen_from], words.device)
        return Embedding(words, cameras.to(words.dtype))

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
        return scheduler._threshold_sample(x) if scheduler.config["thresholding"] else x


def camera_features(viewpoint: Viewpoint | None) -> list[float]:
    """Returns the UNet's 8 features of a viewpoint; zeros without one.

    They are cosine and sine of the azimuth and of twice the azimuth, sine and cosine of the elevation, the nearness,
    and 1.
    """
    if viewpoint is None:
        return [0.0] * CAMERA_FEATURES
    azimuth, elevation = math.radians(viewpoint.azimuth), math.radians(viewpoint.elevation)
    nearness = (sum(DISTANCE) / 2 - viewpoint.distance) / (DISTANCE[1] - DISTANCE[0])
    harmonics = [f(k * azimuth) for k in (1, 2) for f in (math.cos, math.sin)]
    return [*harmonics, math.sin(elevation), math.cos(elevation), nearness, 1.0]
