"""Colours of samples: diffuse shading, bare albedo, or normals.

Some shaded images have no albedo, so that a flat shape with a painted picture does not pass for a solid one
(DreamFusion, section 3.1).
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

GAMMA = 2.2  # approximates sRGB
CLAY = 0.8  # sRGB albedo of textureless images, as in the training images of the built-in prior


def draw_textureless(random: Random, views: int, share: float) -> list[bool]:
    """Draws which of the views are textureless. `share`, 0..1, is the probability."""
    return [random.random() < share for _ in range(views)]


@dataclass(frozen=True)
class Lighting:
    """The lights and picture kinds of B views, on the device."""

    direction: Tensor  # (B, 3) unit vectors from the prop to the sun
    sun: Tensor  # (B,) 0..1
    ambient: Tensor  # (B,) 0..1
    textureless: Tensor  # (B,) bool: shaded without albedo
    normals: Tensor  # (B,) bool: shows the normals, whatever the light

    def split(self, views: int) -> list[Lighting]:
        """Splits the views into parts of `views` each."""
        parts = (each.split(views) for each in (self.direction, self.sun, self.ambient, self.textureless, self.normals))
        return [Lighting(*each) for each in zip(*parts, strict=True)]


def lighting(
    lights: Sequence[Light],
    textureless: Sequence[bool],
    device: torch.device,
    kinds: Sequence[PictureKind] | None = None,
) -> Lighting:
    """Collects the lights of B views on the device; without `kinds` all images are lit ones.

    A view is textureless if `textureless` says so or its kind is CLAY. An ALBEDO view gets ambient light alone and
    keeps its albedo.
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
    """Returns sRGB colours (N, 3): the albedo in the light ambient + sun * max(0, n . l) (DreamFusion, section 3.1).

    `view` (N,) is the index of each sample's view. Light is added before the gamma, as in the prior's training images;
    albedo is in sRGB. Views that show normals get 0.5 n + 0.5 in the world's axes, see `turn_normals`.
    """
    facing = (samples.normals * lights.direction[view]).sum(-1).clamp(min=0)
    lit = lights.ambient[view] + lights.sun[view] * facing
    albedo = torch.where(lights.textureless[view, None], CLAY, samples.albedo)
    return torch.where(lights.normals[view, None], 0.5 * samples.normals + 0.5, albedo * lit[:, None] ** (1 / GAMMA))


def turn_normals(rgb: Tensor, opacity: Tensor, lights: Lighting, c2w: Tensor) -> Tensor:
    """Rotates the pixels of views that show normals into the axes of their cameras. Other views stay as they are.

    `rgb` (B P, 3) are pixels premultiplied by `opacity` (B P,); `c2w` is (B, 4, 4). Rotating after the sum along the
    rays gives the same result as rotating each sample, and there are far fewer pixels.
    """
    pixels, grey = rgb.view(len(c2w), -1, 3), 0.5 * opacity.view(len(c2w), -1, 1)
    turned = (pixels - grey) @ c2w[:, :3, :3] + grey
    return torch.where(lights.normals[:, None, None], turned, pixels).view(-1, 3)
