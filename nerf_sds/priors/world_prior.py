"""The prior that knows the world: it draws props in light, their albedo and their normals, from any words.

Beside the token states its UNet takes one vector, as class labels: 8 features of the camera, zeros when it is unknown;
4 that name the picture's kind, always; 3 of the crop: its centre, x and y in -1..1 of the whole picture, and log2 of
the zoom; log2 of the resolution / 64; and the vector of the whole text, zeros without words.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import torch
from diffusers import UNet2DConditionModel
from safetensors.torch import load_file, save
from torch import Tensor

from ..compute.device import sent
from ..disk import files
from ..meaning.encoder import FOLDER
from ..viewpoints import PictureKind, Viewpoint
from .components import frozen, load_scheduler
from .denoiser import Denoiser, Embedding
from .pixel import CAMERA_FEATURES, PixelPrior, camera_features
from .quantisation import dequantise, quantise
from .sentence_encoder import SentenceEncoder, load_sentence_encoder

WEIGHTS = "model.safetensors"
WHOLE = (0.0, 0.0, 0.0)  # the crop that is the whole picture
SIZE = CAMERA_FEATURES + len(PictureKind) + len(WHOLE)  # index of the resolution in the vector
MEDIUM = 64  # pixels a side of the picture whose size is told by 0
REMEMBERED = 512  # texts: a run asks for the same few again and again


class Sentences:
    """Prompts by a sentence encoder, each encoded once."""

    def __init__(self, encoder: SentenceEncoder) -> None:
        self._encoded = lru_cache(REMEMBERED)(lambda text: encoder.encode([text]))

    def states(self, prompts: Sequence[str]) -> Tensor:
        """(B, L, D) of their tokens; an empty prompt is zeros."""
        return torch.cat([self._encoded(prompt)[0] for prompt in prompts])

    def vectors(self, prompts: Sequence[str]) -> Tensor:
        """(B, D) of the whole prompts; an empty one is zeros."""
        return torch.cat([self._encoded(prompt)[1] for prompt in prompts])


class WorldPrior(PixelPrior):
    """A frozen diffusion model of small pictures of every kind and several sizes."""

    kinds = tuple(PictureKind)

    def __init__(self, denoiser: Denoiser, sentences: Sentences) -> None:
        super().__init__(denoiser, sentences.states)
        self.sentences = sentences

    @classmethod
    def load(cls, folder: Path, device: torch.device, dtype: torch.dtype) -> WorldPrior:
        """Reads a model's folder."""
        sentences = Sentences(load_sentence_encoder(FOLDER, device))
        return cls(Denoiser(frozen(read_unet(folder / "unet", dtype), device), load_scheduler(folder)), sentences)

    def embed(
        self,
        prompts: Sequence[str],
        viewpoints: Sequence[Viewpoint | None],
        kinds: Sequence[PictureKind] | None = None,
    ) -> Embedding:
        """Encodes B prompts, each seen from its viewpoint; None means: from any, and so does an empty prompt.

        The size of the pictures is not in it: `predict_noise` sees it.
        """
        kinds = kinds or [PictureKind.LIT] * len(prompts)
        features = [
            view_features(viewpoint if prompt else None, kind)
            for prompt, viewpoint, kind in zip(prompts, viewpoints, kinds, strict=True)
        ]
        vectors = self.sentences.vectors(prompts)
        return Embedding(self.words(prompts), torch.cat([sent(features, vectors.device), vectors], dim=1))

    def predict_noise(self, z: Tensor, timesteps: Tensor, embedding: Embedding) -> Tensor:
        """(B, C, H, W) noisy pictures at (B,) timesteps -> the noise in them, in float32."""
        assert embedding.labels is not None
        labels = embedding.labels.clone()
        labels[:, SIZE] = size_feature(self.fold * z.shape[-1])
        return super().predict_noise(z, timesteps, replace(embedding, labels=labels))


def read_unet(folder: Path, dtype: torch.dtype = torch.float32) -> UNet2DConditionModel:
    """The UNet that `write_unet` wrote."""
    unet = UNet2DConditionModel.from_config(UNet2DConditionModel.load_config(folder, local_files_only=True))
    weights = {name: part.to(dtype) for name, part in dequantise(load_file(folder / WEIGHTS)).items()}
    unet.load_state_dict(weights, assign=True)
    return unet


def write_unet(folder: Path, unet: UNet2DConditionModel) -> None:
    """config.json as diffusers has it, and the weights in 8 bits."""
    folder.mkdir(parents=True, exist_ok=True)
    unet.save_config(folder)
    files.write(folder / WEIGHTS, save({name: part.contiguous() for name, part in quantise(unet.state_dict()).items()}))


def view_features(
    viewpoint: Viewpoint | None, kind: PictureKind, crop: tuple[float, float, float] = WHOLE, resolution: int = MEDIUM
) -> list[float]:
    """What the UNet is told of a picture, before the text."""
    return [
        *camera_features(viewpoint),
        *(float(kind is each) for each in PictureKind),
        *crop,
        size_feature(resolution),
    ]


def size_feature(resolution: int) -> float:
    """What tells so many pixels a side."""
    return math.log2(resolution / MEDIUM)
