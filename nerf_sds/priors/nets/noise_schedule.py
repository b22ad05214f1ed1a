"""The noise schedule of our own models: diffusers' `squaredcos_cap_v2` (arXiv 2102.09672)."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

MOST_NOISE = 0.999  # limit of beta


@dataclass(frozen=True)
class CosineSchedule:
    """The part of diffusers' `DDPMScheduler` that score distillation needs."""

    alphas_cumprod: Tensor  # (T,) float32, on the CPU
    config: Mapping[str, Any]  # with diffusers' keys

    @classmethod
    def read(cls, folder: Path) -> CosineSchedule:
        """Reads the schedule of a model's folder. Raises ValueError if it is of another kind."""
        config = json.loads((folder / "scheduler" / "scheduler_config.json").read_text("utf-8"))
        if config["beta_schedule"] != "squaredcos_cap_v2" or config.get("thresholding"):
            raise ValueError("The model's noise schedule is of a kind that no prior here knows: choose another model")
        return cls(_alphas_cumprod(config["num_train_timesteps"]), config)


def _alphas_cumprod(count: int) -> Tensor:
    def alpha_bar(time: float) -> float:
        return math.cos((time + 0.008) / 1.008 * math.pi / 2) ** 2

    betas = [min(1 - alpha_bar((step + 1) / count) / alpha_bar(step / count), MOST_NOISE) for step in range(count)]
    return torch.cumprod(1 - torch.tensor(betas), dim=0)
