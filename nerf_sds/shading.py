"""Diffuse shading, sometimes without albedo, so that flat pictures cannot pass for shape (DreamFusion, 3.1)."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

import torch
from torch import Tensor

from .field import Samples
from .viewpoints import Light

GAMMA = 2.2  # of sRGB, nearly
CLAY = 0.8  # sRGB albedo of textureless renderings, as in the built-in prior's data


def draw_textureless(random: Random, views: int, share: float) -> list[bool]:
    """Which of the views are drawn without albedo."""
    return [random.random() < share for _ in range(views)]


def shade(samples: Samples, view: Tensor, lights: Sequence[Light], textureless: Sequence[bool]) -> Tensor:
    """(N, 3) sRGB colours, of the light albedo * (ambient + sun * max(0, n . l)) (DreamFusion, 3.1).

    `view` (N,) is the samples' view. Light is added up before the gamma, as in the prior's data; albedo is sRGB.
    """
    device = samples.density.device
    direction = torch.tensor([light.direction for light in lights], device=device)[view]
    sun = torch.tensor([light.sun for light in lights], device=device)[view]
    ambient = torch.tensor([light.ambient for light in lights], device=device)[view]
    lit = ambient + sun * (samples.normals * direction).sum(-1).clamp(min=0)
    albedo = torch.where(torch.tensor(textureless, device=device)[view, None], CLAY, samples.albedo)
    return albedo * lit[:, None] ** (1 / GAMMA)
