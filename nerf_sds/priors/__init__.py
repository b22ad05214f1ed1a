"""The frozen diffusion models, each behind the `Prior` protocol of `sds.py`."""

from __future__ import annotations

from collections.abc import Sequence

import torch

from .. import models
from ..compute.memory import HIGH, Profile, kept
from ..paths import WORLD
from ..sds import Prior


def load_prior(
    name: str, device: torch.device, dtype: torch.dtype, wanted: Sequence[str] = (), profile: Profile = HIGH
) -> Prior:
    """Loads a prior by name: a built-in one, or a diffusion model on this machine (see `models.find`).

    "world" ships with the project. "dirac" has a closed form and sees the same red image in every prompt.
    `wanted` are all prompts that the prior will get. Raises ValueError with one line if there is no such model here.
    """
    match name:
        case "world":
            from .world_prior import WorldPrior

            return kept.get((WORLD, dtype), device, lambda: WorldPrior.load(WORLD, device, dtype))
        case "dirac":
            from .dirac import DiracPrior

            return DiracPrior((0.8, 0.1, 0.1), device)
        case _:
            from .loading import load

            return load(models.find(name), wanted, device, dtype, profile)
