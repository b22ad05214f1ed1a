"""Diffuse shading, sometimes without albedo, so that flat pictures cannot pass for shape (DreamFusion, 3.1)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

import torch
from torch import Tensor

from .device import sent
from .field import Samples
from .viewpoints import Light

GAMMA = 2.2  # of sRGB, nearly
CLAY = 0.8  # sRGB albedo of textureless renderings, as in the built-in prior's data


def draw_textureless(random: Random, views: int, share: float) -> list[bool]:
    """Which of the views are drawn without albedo."""
    return [random.random() < share for _ in range(views)]


@dataclass(frozen=True)
class Lighting:
    """The lights of B views, on the device."""

    direction: Tensor  # (B, 3) unit vectors from the prop to the sun
    sun: Tensor  # (B,) 0..1
    ambient: Tensor  # (B,) 0..1
    textureless: Tensor  # (B,) bool: drawn without albedo

    def split(self, views: int) -> list[Lighting]:
        """Those of so many views each."""
        parts = (each.split(views) for each in (self.direction, self.sun, self.ambient, self.textureless))
        return [Lighting(*each) for each in zip(*parts, strict=True)]


def lighting(lights: Sequence[Light], textureless: Sequence[bool], device: torch.device) -> Lighting:
    """The lights of B views, each with or without albedo."""
    return Lighting(
        sent([light.direction for light in lights], device),
        sent([light.sun for light in lights], device),
        sent([light.ambient for light in lights], device),
        sent(list(textureless), device),
    )


def shade(samples: Samples, view: Tensor, lights: Lighting) -> Tensor:
    """(N, 3) sRGB colours, of the light albedo * (ambient + sun * max(0, n . l)) (DreamFusion, 3.1).

    `view` (N,) is the samples' view. Light is added up before the gamma, as in the prior's data; albedo is sRGB.
    """
    facing = (samples.normals * lights.direction[view]).sum(-1).clamp(min=0)
    lit = lights.ambient[view] + lights.sun[view] * facing
    albedo = torch.where(lights.textureless[view, None], CLAY, samples.albedo)
    return albedo * lit[:, None] ** (1 / GAMMA)
