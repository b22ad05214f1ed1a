"""Pixel-space text-to-image models in diffusers' format: the built-in toybox, and DeepFloyd IF's first stage.

The toybox folds its pictures so that each square of pixels is one position of the UNet (`pixel_unshuffle`); the UNet's
input channels tell its size. It takes the camera beside the words, through the UNet's projection.
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
    """A frozen diffusion model of small pictures."""

    views_per_sample = 1
    kinds: tuple[PictureKind, ...] = (PictureKind.LIT,)
    view_words = True

    def __init__(self, denoiser: Denoiser, words: Callable[[Sequence[str]], Tensor]) -> None:
        self.denoiser, self.words = denoiser, words
        self.alphas_cumprod = denoiser.alphas_cumprod
        self.fold = math.isqrt(denoiser.channels // 3)
        self.takes_cameras = denoiser.unet.config["class_embed_type"] == "projection"

    @classmethod
    def load_toybox(cls, folder: Path, device: torch.device, dtype: torch.dtype) -> PixelPrior:
        """Reads a model like the toybox. Raises FileNotFoundError when a part is missing."""
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
        """Encodes B prompts, each seen from its viewpoint; None means: from any, and so does an empty prompt."""
        words = self.words(prompts)
        if not self.takes_cameras:
            return Embedding(words)
        seen_from = [viewpoint if prompt else None for prompt, viewpoint in zip(prompts, viewpoints, strict=True)]
        cameras = sent([camera_features(viewpoint) for viewpoint in seen_from], words.device)
        return Embedding(words, cameras.to(words.dtype))

    def encode(self, rgb: Tensor) -> Tensor:
        """(B, 3, H, W) in 0..1 -> (B, 3 F^2, H / F, W / F) in -1..1; DeepFloyd IF sees 64 x 64 pixels."""
        if self.fold == 1 and rgb.shape[-1] != self.denoiser.unet.config["sample_size"]:
            rgb = interpolate(rgb, self.denoiser.unet.config["sample_size"], mode="bilinear", antialias=True)
        return pixel_unshuffle(2 * rgb - 1, self.fold)

    def shape(self, resolution: int) -> tuple[int, int, int]:
        """(C, h, w) of pictures of so many pixels a side, once encoded."""
        side = self.denoiser.unet.config["sample_size"] if self.fold == 1 else resolution // self.fold
        return self.denoiser.channels, side, side

    def decode(self, z: Tensor) -> Tensor:
        """The inverse of `encode`, clipped to 0..1."""
        return ((pixel_shuffle(z, self.fold) + 1) / 2).clamp(0, 1)

    def predict_noise(self, z: Tensor, timesteps: Tensor, embedding: Embedding) -> Tensor:
        """(B, C, H, W) noisy pictures at (B,) timesteps -> the noise in them, in float32."""
        return self.denoiser(z, timesteps, embedding)

    def bounded(self, x: Tensor) -> Tensor:
        """By dynamic thresholding (Imagen, arXiv 2205.11487, 2.3) where the model's folder asks for it.

        DeepFloyd IF's does: at its first timestep sigma / alpha is 20,000, and so many times an error grows.
        """
        scheduler = self.denoiser.scheduler
        return scheduler._threshold_sample(x) if scheduler.config["thresholding"] else x


def camera_features(viewpoint: Viewpoint | None) -> list[float]:
    """What tells a viewpoint to the UNet: two harmonics of the azimuth, the elevation, the nearness, and a one."""
    if viewpoint is None:
        return [0.0] * CAMERA_FEATURES
    azimuth, elevation = math.radians(viewpoint.azimuth), math.radians(viewpoint.elevation)
    nearness = (sum(DISTANCE) / 2 - viewpoint.distance) / (DISTANCE[1] - DISTANCE[0])
    harmonics = [f(k * azimuth) for k in (1, 2) for f in (math.cos, math.sin)]
    return [*harmonics, math.sin(elevation), math.cos(elevation), nearness, 1.0]
