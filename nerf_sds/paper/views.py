"""The paper's cameras and point lights (DreamFusion, arXiv 2209.14988, section 3.2 and appendix A.2).

Axes and angles are those of `viewpoints`; lengths are metres. Where the paper writes only N(0, s), s is taken as the
standard deviation of each coordinate, as in threestudio.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

import torch
from torch import Tensor

from ..config import PaperPreset
from ..nerf.cameras import look_at, rays
from ..viewpoints import Vector, Viewpoint, sample_elevation


@dataclass(frozen=True)
class Camera:
    """A camera that looks roughly at the origin."""

    viewpoint: Viewpoint  # before the jitter of the position; it determines the view words
    position: Vector
    target: Vector  # the point it looks at
    up: Vector
    focal: float  # focal length in widths of the image


@dataclass(frozen=True)
class PointLight:
    """A point light with ambient light: albedo * (diffuse * max(0, normal . direction to the light) + ambient)."""

    position: Vector
    diffuse: float  # 0..1
    ambient: float  # 0..1
    textureless: bool  # the albedo is white


def sample_camera(random: Random, preset: PaperPreset) -> Camera:
    """Draws a camera anywhere around the prop, from below the horizon to overhead (section 3.2)."""
    viewpoint = Viewpoint(
        random.uniform(0, 360), sample_elevation(random, preset.elevation), random.uniform(*preset.distance)
    )
    jitter = preset.position_jitter
    x, y, z = (c + random.uniform(-jitter, jitter) for c in viewpoint.position)
    target = normal(random, (0.0, 0.0, 0.0), preset.target_deviation)
    up = normal(random, (0.0, 0.0, 1.0), preset.up_deviation)
    return Camera(viewpoint, (x, y, z), target, up, random.uniform(*preset.focal))


def sample_light(random: Random, camera: Camera, progress: float, preset: PaperPreset) -> PointLight:
    """Draws a light near the camera, and whether the view is lit, and textureless (appendix A.2).

    `progress`, 0..1, is the share of completed steps; early views are unlit. An unlit view gets ambient light alone.
    """
    direction = normal(random, camera.position, preset.light_deviation)
    share = random.uniform(*preset.light_distance) / math.hypot(*direction)
    position = (share * direction[0], share * direction[1], share * direction[2])
    if progress < preset.albedo_only or random.random() >= preset.lit:
        return PointLight(position, 0.0, 1.0, textureless=False)
    return PointLight(position, preset.diffuse, preset.ambient, textureless=random.random() < preset.textureless)


def camera_rays(cameras: Sequence[Camera], resolution: int, device: torch.device) -> tuple[Tensor, Tensor]:
    """Returns origins and unit directions (B R R, 3) of the rays through the pixel centres of B images."""
    position, target, up = (
        torch.tensor([getattr(camera, name) for camera in cameras], device=device)
        for name in ("position", "target", "up")
    )
    c2w = look_at(position, target, up)
    pictures = [
        rays(c2w[i : i + 1], resolution, half_width=0.5 / camera.focal) for i, camera in enumerate(cameras)
    ]  # fmt: skip
    origins, directions = (torch.cat(parts).view(-1, 3) for parts in zip(*pictures, strict=True))
    return origins, directions


def normal(random: Random, mean: Vector, deviation: float) -> Vector:
    """Draws a vector from a normal distribution with the same standard deviation along all axes."""
    x, y, z = (c + deviation * random.gauss(0, 1) for c in mean)
    return (x, y, z)
