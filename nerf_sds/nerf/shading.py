"""The colours of samples in a picture: diffuse shading, sometimes without albedo, so that flat pictures cannot pass for
shape (DreamFusion, 3.1), or bare albedo, or normals.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

import torch
from torch import Tensor

from ..compute.device import sent
from ..viewpoints import AMBIENT_ALONE, Light, PictureKind
from .field import Samples

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
    normals: Tensor  # (B,) bool: drawn by its normals, whatever the light

    def split(self, views: int) -> list[Lighting]:
        """Those of so many views each."""
        parts = (each.split(views) for each in (self.direction, self.sun, self.ambient, self.textureless, self.normals))
        return [Lighting(*each) for each in zip(*parts, strict=True)]


def lighting(
    lights: Sequence[Light],
    textureless: Sequence[bool],
    device: torch.device,
    kinds: Sequence[PictureKind] | None = None,
) -> Lighting:
    """The lights of B views, each with or without albedo; `kinds` are the pictures' kinds, None means all lit.

    Bare albedo is what ambient light alone shows, so a picture of that kind gets this light instead of its own.
    """
    kinds = kinds or [PictureKind.LIT] * len(lights)
    bare = [kind is PictureKind.ALBEDO for kind in kinds]
    unpainted = [
        kind is PictureKind.CLAY or (clay and kind is not PictureKind.ALBEDO)
        for kind, clay in zip(kinds, textureless, strict=True)
    ]
    lights = [AMBIENT_ALONE if albedo else light for albedo, light in zip(bare, lights, strict=True)]
    return Lighting(
        sent([light.direction for light in lights], device),
        sent([light.sun for light in lights], device),
        sent([light.ambient for light in lights], device),
        sent(unpainted, device),
        sent([kind is PictureKind.NORMALS for kind in kinds], device),
    )


def shade(samples: Samples, view: Tensor, lights: Lighting) -> Tensor:
    """(N, 3) sRGB colours, of the light albedo * (ambient + sun * max(0, n . l)) (DreamFusion, 3.1).

    `view` (N,) is the samples' view. Light is added up before the gamma, as in the prior's data; albedo is sRGB.
    The normals of a view that is drawn by them are colours 0.5 n + 0.5 in the world's axes, see `turn_normals`.
    """
    facing = (samples.normals * lights.direction[view]).sum(-1).clamp(min=0)
    lit = lights.ambient[view] + lights.sun[view] * facing
    albedo = torch.where(lights.textureless[view, None], CLAY, samples.albedo)
    return torch.where(lights.normals[view, None], 0.5 * samples.normals + 0.5, albedo * lit[:, None] ** (1 / GAMMA))


def turn_normals(rgb: Tensor, opacity: Tensor, lights: Lighting, c2w: Tensor) -> Tensor:
    """(B P, 3) pixels of B views, premultiplied by opacity (B P,): normals in the axes of their cameras c2w (B, 4, 4).

    Views that are not drawn by their normals stay as they are. A turn after the sum along the rays is the same as one
    of each sample, and there are far fewer pixels than samples.
    """
    pixels, grey = rgb.view(len(c2w), -1, 3), 0.5 * opacity.view(len(c2w), -1, 1)
    turned = (pixels - grey) @ c2w[:, :3, :3] + grey
    return torch.where(lights.normals[:, None, None], turned, pixels).view(-1, 3)
