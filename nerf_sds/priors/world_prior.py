"""The world prior: it draws shaded images, albedo and normals of props from any words.

Besides the token states its UNet takes one vector as class labels: 8 camera features, zeros if unknown; 4 that name the
picture's kind; 3 for the crop (x and y of its centre in -1..1 of the whole picture, and log2 of the zoom); log2 of the
resolution / 64; the vector of the whole text, zeros without words; and, if it has been taught guidance, log2 of the
scale and the rescale, zeros without guidance. Its configuration says of which scales it has learned enough.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor
from torch.nn.functional import pad

from ..compute.device import sent
from ..meaning.encoder import FOLDER
from ..viewpoints import DISTANCE, WHOLE, Crop, PictureKind, Viewpoint
from .denoiser import Denoiser, Embedding
from .nets.noise_schedule import CosineSchedule
from .nets.unet import UNet
from .pixel import PixelPrior
from .quantisation import dequantise
from .sentence_encoder import SentenceEncoder, load_sentence_encoder

WEIGHTS = "model.safetensors"
CAMERA_FEATURES = 8
CROP_FEATURES = 3
SIZE = CAMERA_FEATURES + len(PictureKind) + CROP_FEATURES  # index of the resolution in the vector
VECTOR = SIZE + 1  # index of the first number of the text's vector
GUIDANCE_FEATURES = 2
GUIDANCE_SCALES = (2.0, 20.0)  # that are taught
LEARNED_SCALES = "guidance_scales"  # the key in the UNet's configuration
MEDIUM = 64  # pixels per side of the picture whose size feature is 0
REMEMBERED = 512  # texts: a run encodes the same few again and again


class Sentences:
    """Encodes prompts with a sentence encoder and remembers the results."""

    def __init__(self, encoder: SentenceEncoder) -> None:
        self._encoded = lru_cache(REMEMBERED)(lambda text: encoder.encode([text]))

    def states(self, prompts: Sequence[str]) -> Tensor:
        """Returns the token states (B, L, D) of B prompts; zeros for an empty prompt."""
        return torch.cat([self._encoded(prompt)[0] for prompt in prompts])

    def vectors(self, prompts: Sequence[str]) -> Tensor:
        """Returns the vectors (B, D) of B whole prompts; zeros for an empty prompt."""
        return torch.cat([self._encoded(prompt)[1] for prompt in prompts])


class WorldPrior(PixelPrior):
    """A frozen diffusion model of small images of every kind, in several sizes."""

    kinds = tuple(PictureKind)

    def __init__(self, denoiser: Denoiser, sentences: Sentences) -> None:
        super().__init__(denoiser, sentences.states)
        self.sentences = sentences

    @classmethod
    def load(cls, folder: Path, device: torch.device, dtype: torch.dtype) -> WorldPrior:
        """Loads the model from its folder."""
        sentences = Sentences(load_sentence_encoder(FOLDER, device))
        unet = UNet.of(folder / "unet", unet_weights(folder / "unet", dtype))
        kind = GuidedWorldPrior if LEARNED_SCALES in unet.config else WorldPrior
        return kind(Denoiser(unet.on(device), CosineSchedule.read(folder)), sentences)

    def embed(
        self,
        prompts: Sequence[str],
        viewpoints: Sequence[Viewpoint | None],
        kinds: Sequence[PictureKind] | None = None,
        crops: Sequence[Crop] | None = None,
    ) -> Embedding:
        """Encodes B prompts with viewpoints, kinds and crops; without `crops` all images are whole.

        Without a viewpoint or with an empty prompt, the camera is unknown. The embedding contains neither the size of
        the images nor guidance, which `predict_noise` adds.
        """
        kinds = kinds or [PictureKind.LIT] * len(prompts)
        crops = crops or [WHOLE] * len(prompts)
        features = [
            view_features(viewpoint if prompt else None, kind, crop)
            for prompt, viewpoint, kind, crop in zip(prompts, viewpoints, kinds, crops, strict=True)
        ]
        vectors = self.sentences.vectors(prompts)
        return Embedding(self.words(prompts), torch.cat([sent(features, vectors.device), vectors], dim=1))

    def predict_noise(self, z: Tensor, timesteps: Tensor, embedding: Embedding) -> Tensor:
        """Returns the noise, float32, in noisy images (B, C, H, W) at timesteps (B,)."""
        assert embedding.labels is not None
        taken = self.denoiser.unet.config["projection_class_embeddings_input_dim"]
        labels = pad(embedding.labels, (0, taken - embedding.labels.shape[1]))
        labels[:, SIZE] = size_feature(self.fold * z.shape[-1])
        return super().predict_noise(z, timesteps, replace(embedding, labels=labels))


class GuidedWorldPrior(WorldPrior):
    """A world prior whose UNet has learned guidance. Without guidance it predicts as any other."""

    @property
    def guidance_scales(self) -> tuple[float, float]:
        """The least and the greatest scale that it has learned."""
        least, greatest = self.denoiser.unet.config[LEARNED_SCALES]
        return least, greatest

    def predict_guided_noise(
        self, z: Tensor, timesteps: Tensor, embedding: Embedding, scale: float, rescale: float
    ) -> Tensor:
        """Returns the noise, float32, that belongs to guided noise-free images, see `sds.GuidedPrior`."""
        labels = embedding.labels
        assert labels is not None
        for feature in guidance_features(scale, rescale):
            labels = pad(labels, (0, 1), value=feature)
        return self.predict_noise(z, timesteps, replace(embedding, labels=labels))


def unet_weights(folder: Path, dtype: torch.dtype = torch.float32) -> dict[str, Tensor]:
    """Reads the UNet's weights, which are stored in 8 bits."""
    return {name: part.to(dtype) for name, part in dequantise(load_file(folder / WEIGHTS)).items()}


def view_features(
    viewpoint: Viewpoint | None, kind: PictureKind, crop: Crop = WHOLE, resolution: int = MEDIUM
) -> list[float]:
    """Returns the UNet's features of an image, in the order of the module's description, without the text."""
    return [
        *camera_features(viewpoint),
        *(float(kind is each) for each in PictureKind),
        *(crop.x, crop.y, math.log2(crop.zoom)),
        size_feature(resolution),
    ]


def guidance_features(scale: float, rescale: float) -> list[float]:
    """Returns the UNet's features of guidance; the first is 0 for a scale of 1, which is none."""
    return [math.log2(scale), rescale]


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


def size_feature(resolution: int) -> float:
    """Returns log2 of the pixels per side, relative to MEDIUM."""
    return math.log2(resolution / MEDIUM)
