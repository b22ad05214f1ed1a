"""Pixel-space text-to-image models in diffusers' format: the built-in toybox.

The picture is folded so that each square of pixels is one position of the UNet (`pixel_unshuffle`); the UNet's input
channels tell its size. The camera goes in beside the words, through the UNet's projection.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from diffusers import DDPMScheduler, UNet2DConditionModel
from torch import Tensor
from torch.nn.functional import pixel_shuffle, pixel_unshuffle
from transformers import CLIPTextModel, CLIPTokenizerFast

from ..prompts import Vocabulary, known_part, load_vocabulary
from ..viewpoints import DISTANCE, Viewpoint

CAMERA_FEATURES = 8


@dataclass(frozen=True)
class Embedding:
    """What a row of the UNet is conditioned on."""

    words: Tensor  # (B, L, D) hidden states of the text encoder
    cameras: Tensor  # (B, 8); a row of zeros means: any camera


class PixelPrior:
    """A frozen diffusion model of small pictures."""

    def __init__(
        self,
        unet: UNet2DConditionModel,
        text_encoder: CLIPTextModel,
        tokenizer: CLIPTokenizerFast,
        scheduler: DDPMScheduler,
        vocabulary: Vocabulary,
    ) -> None:
        self.unet, self.text_encoder, self.tokenizer = unet, text_encoder, tokenizer
        self.scheduler, self.vocabulary = scheduler, vocabulary
        self.fold = math.isqrt(unet.config["in_channels"] // 3)
        self.alphas_cumprod = scheduler.alphas_cumprod.to(unet.device)
        self._words: dict[str, Tensor] = {}  # prompt -> (1, L, D): a run asks for the same few again and again

    @classmethod
    def load(cls, folder: Path, device: torch.device, dtype: torch.dtype) -> PixelPrior:
        """Reads a folder in diffusers' format, safetensors only. Raises FileNotFoundError when a part is missing."""
        if not (folder / "unet").is_dir():
            raise FileNotFoundError(f"There is no diffusion model in {folder}: train one with train-prior")
        unet = UNet2DConditionModel.from_pretrained(
            folder / "unet", dtype=dtype, use_safetensors=True, low_cpu_mem_usage=False
        )
        text_encoder = CLIPTextModel.from_pretrained(folder / "text_encoder", dtype=dtype, use_safetensors=True)
        return cls(
            unet.to(device, memory_format=torch.channels_last).requires_grad_(False).eval(),
            text_encoder.to(device).requires_grad_(False).eval(),
            CLIPTokenizerFast.from_pretrained(folder / "tokenizer"),
            DDPMScheduler.from_pretrained(folder / "scheduler"),
            load_vocabulary(folder),
        )

    @torch.no_grad()
    def embed(self, prompts: Sequence[str], viewpoints: Sequence[Viewpoint | None]) -> Embedding:
        """Encodes B prompts, each seen from its viewpoint; None means: from any."""
        for prompt in set(prompts) - self._words.keys():
            tokens = tokenize(self.tokenizer, [known_part(prompt, self.vocabulary)]).to(self.unet.device)
            self._words[prompt] = self.text_encoder(tokens).last_hidden_state
        words = torch.cat([self._words[prompt] for prompt in prompts])
        cameras = torch.tensor([camera_features(viewpoint) for viewpoint in viewpoints])
        return Embedding(words, cameras.to(words))

    def encode(self, rgb: Tensor) -> Tensor:
        """(B, 3, H, W) in 0..1 -> (B, 12, H / 2, W / 2) in -1..1."""
        return pixel_unshuffle(2 * rgb - 1, self.fold)

    def decode(self, z: Tensor) -> Tensor:
        """The inverse of `encode`, clipped to 0..1."""
        return ((pixel_shuffle(z, self.fold) + 1) / 2).clamp(0, 1)

    @torch.no_grad()
    def predict_noise(self, z: Tensor, timesteps: Tensor, embedding: Embedding) -> Tensor:
        """(B, C, H, W) noisy pictures at (B,) timesteps -> the noise in them, in float32."""
        dtype = self.unet.dtype
        velocity = self.unet(
            z.to(dtype), timesteps, embedding.words.to(dtype), class_labels=embedding.cameras.to(dtype)
        ).sample.float()
        alpha_bar = self.alphas_cumprod[timesteps][:, None, None, None]
        return alpha_bar.sqrt() * velocity + (1 - alpha_bar).sqrt() * z


def tokenize(tokenizer: CLIPTokenizerFast, texts: Sequence[str]) -> Tensor:
    """(B, L) token ids, padded to the model's length."""
    return tokenizer(list(texts), padding="max_length", truncation=True, return_tensors="pt").input_ids


def camera_features(viewpoint: Viewpoint | None) -> list[float]:
    """What tells a viewpoint to the UNet: two harmonics of the azimuth, the elevation, the nearness, and a one."""
    if viewpoint is None:
        return [0.0] * CAMERA_FEATURES
    azimuth, elevation = math.radians(viewpoint.azimuth), math.radians(viewpoint.elevation)
    nearness = (sum(DISTANCE) / 2 - viewpoint.distance) / (DISTANCE[1] - DISTANCE[0])
    harmonics = [f(k * azimuth) for k in (1, 2) for f in (math.cos, math.sin)]
    return [*harmonics, math.sin(elevation), math.cos(elevation), nearness, 1.0]
