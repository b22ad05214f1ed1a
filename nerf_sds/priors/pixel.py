"""Pixel-space text-to-image models in diffusers' format: the built-in toybox, and DeepFloyd IF's first stage.

The toybox folds each square of pixels into one position of its UNet (`pixel_unshuffle`); the UNet's input channels give
the size of the square. It takes the camera as class labels, besides the words.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Sequence
from pathlib import Path

import torch
from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn.functional import interpolate, pixel_shuffle, pixel_unshuffle

from ..compute.device import sent
from ..models import weights_of
from ..prompts import Vocabulary, known_part, load_vocabulary
from ..viewpoints import DISTANCE, PictureKind, Viewpoint
from .denoiser import Denoiser, Embedding
from .nets.noise_schedule import CosineSchedule
from .nets.text_encoders import ClipText
from .nets.unet import UNet

CAMERA_FEATURES = 8


class VocabularyWords:
    """Encodes prompts with a small text encoder that stays in memory. Words outside the vocabulary are ignored."""

    def __init__(self, encoder: ClipText, tokenizer: Tokenizer, vocabulary: Vocabulary) -> None:
        self.encoder, self.tokenizer, self.vocabulary = encoder, tokenizer, vocabulary
        self._known: dict[str, Tensor] = {}  # prompt -> (1, L, D): a run encodes the same few again and again

    @classmethod
    def load(cls, folder: Path, device: torch.device, dtype: torch.dtype) -> VocabularyWords:
        """Loads the text encoder, the tokenizer and the vocabulary from a model's folder."""
        config = json.loads((folder / "text_encoder" / "config.json").read_text("utf-8"))
        tokenizer = Tokenizer.from_file(str(folder / "tokenizer" / "tokenizer.json"))
        length, filler = config["max_position_embeddings"], config["pad_token_id"]
        tokenizer.enable_truncation(length)
        tokenizer.enable_padding(length=length, pad_id=filler, pad_token=tokenizer.id_to_token(filler))
        encoder = ClipText(config, read_weights(folder / "text_encoder", dtype))
        return cls(encoder.to(device).requires_grad_(False).eval(), tokenizer, load_vocabulary(folder))

    @torch.no_grad()
    def __call__(self, prompts: Sequence[str]) -> Tensor:
        """Returns the hidden states (B, L, D) of B prompts."""
        for prompt in set(prompts) - self._known.keys():
            ids = self.tokenizer.encode(known_part(prompt, self.vocabulary)).ids
            self._known[prompt] = self.encoder(torch.tensor([ids], device=self.encoder.words.device))
        return torch.cat([self._known[prompt] for prompt in prompts])


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
        unet = UNet.of(folder / "unet", read_weights(folder / "unet", dtype))
        return cls(Denoiser(unet.on(device), CosineSchedule.read(folder)), VocabularyWords.load(folder, device, dtype))

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
        if isinstance(scheduler, CosineSchedule) or not scheduler.config["thresholding"]:
            return x
        return scheduler._threshold_sample(x)


def read_weights(part: Path, dtype: torch.dtype) -> dict[str, Tensor]:
    """Reads the weights of a part of a model. Raises FileNotFoundError if there are none."""
    files = weights_of(part)
    if not files:
        raise FileNotFoundError(f"There are no weights in {part}: name another folder")
    return {name: weight.to(dtype) for file in files for name, weight in load_file(file).items()}


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
