"""Noise prediction by a UNet, diffusers' or our own, as Score Distillation Sampling needs it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import torch
from torch import Tensor

if TYPE_CHECKING:
    from diffusers import DDPMScheduler, UNet2DConditionModel

    from .nets.noise_schedule import CosineSchedule
    from .nets.unet import UNet

EVERYTHING = 1 << 20  # rows per call: no limit in practice


@dataclass(frozen=True)
class Embedding:
    """The conditioning of B rows of the UNet."""

    words: Tensor  # (B, L, D) hidden states of the text encoder
    labels: Tensor | None = None  # (B, C), for a UNet that takes more than words, such as a camera

    def rows(self, part: slice) -> Embedding:
        """Returns a part of the rows."""
        return Embedding(self.words[part], None if self.labels is None else self.labels[part])


class Denoiser:
    """A frozen UNet with its noise schedule. The UNet predicts either noise or velocity."""

    def __init__(
        self, unet: UNet2DConditionModel | UNet, scheduler: DDPMScheduler | CosineSchedule, rows: int = EVERYTHING
    ) -> None:
        """`rows` limits the rows per call of the UNet. Raises ValueError if the UNet predicts something else."""
        self.unet, self.scheduler, self.rows = unet, scheduler, rows
        self.alphas_cumprod = scheduler.alphas_cumprod.to(unet.device)
        self.prediction = scheduler.config["prediction_type"]
        if self.prediction not in ("epsilon", "v_prediction"):
            raise ValueError(
                f"The model predicts {self.prediction!r}: choose one that predicts epsilon or v_prediction"
            )

    @property
    def channels(self) -> int:
        """The channels C of the UNet's input."""
        return self.unet.config["in_channels"]

    @torch.no_grad()
    def __call__(self, z: Tensor, timesteps: Tensor, embedding: Embedding) -> Tensor:
        """Returns the noise, float32, in noisy samples z (B, C, H, W) at timesteps (B,)."""
        parts = [slice(start, start + self.rows) for start in range(0, len(z), self.rows)]
        return torch.cat([self._predict(z[part], timesteps[part], embedding.rows(part)) for part in parts])

    def _predict(self, z: Tensor, timesteps: Tensor, embedding: Embedding) -> Tensor:
        dtype = self.unet.dtype
        labels = None if embedding.labels is None else embedding.labels.to(dtype)
        predicted = self.unet(z.to(dtype), timesteps, embedding.words.to(dtype), class_labels=labels).sample
        predicted = predicted[:, : z.shape[1]].float()  # DeepFloyd IF also predicts variances, which SDS does not use
        if self.prediction == "epsilon":
            return predicted
        alpha_bar = self.alphas_cumprod[timesteps][:, None, None, None]
        return alpha_bar.sqrt() * predicted + (1 - alpha_bar).sqrt() * z
