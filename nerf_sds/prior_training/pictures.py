"""Turns views into training pictures: lit, clay, albedo or normals; mirrored, dyed, over plain backgrounds."""

from __future__ import annotations

from dataclasses import dataclass, replace

import torch
from torch import Tensor
from torch.nn.functional import avg_pool2d, normalize

from ..nerf.shading import CLAY, GAMMA
from ..viewpoints import UNLIT, PictureKind
from .solid_textures import PLAIN, second_shares
from .view_bank import Views

MIRROR = (1.0, -1.0, 1.0, -1.0, 1.0, 1.0, 1.0, 1.0)  # signs of the camera features: mirroring negates the sines
DYE_WIDTH = 0.18  # sRGB distance from the main colour over which a colour fades out
TEXTURE_WIDTH = 0.35  # the same for a material or a pattern
LUMA = (0.299, 0.587, 0.114)  # weights of red, green and blue in the brightness
SHARES = {PictureKind.LIT: 0.45, PictureKind.CLAY: 0.07, PictureKind.ALBEDO: 0.18, PictureKind.NORMALS: 0.3}


@dataclass(frozen=True)
class Pictures:
    """B pictures, their kinds and their views."""

    rgb: Tensor  # (B, 3, R, R) 0..1
    kinds: Tensor  # (B,) index of PictureKind
    views: Views


def pictures(
    views: Views, dyes: Tensor, main: Tensor, mirrored: Tensor, resolution: int, generator: torch.Generator
) -> Pictures:
    """Draws a picture (3, resolution, resolution) of each view, of a random kind.

    `mirrored` (B,) says which pictures are flipped left to right. For `dyes` and `main` see `surfaces`.
    """
    views = mirror(views, mirrored)
    albedo, normals, coverage = surfaces(views, dyes, main, resolution, generator)
    device, count = albedo.device, len(albedo)
    shares = torch.tensor([SHARES[kind] for kind in PictureKind], device=device)
    kinds = torch.multinomial(shares, count, replacement=True, generator=generator)

    def shows(kind: PictureKind) -> Tensor:
        return (kinds == [*PictureKind].index(kind))[:, None, None, None]

    light = lit(normals, generator)
    rgb = torch.where(shows(PictureKind.CLAY), CLAY, albedo) * light
    rgb = torch.where(shows(PictureKind.ALBEDO), albedo, rgb)
    rgb = torch.where(shows(PictureKind.NORMALS), normals * 0.5 + 0.5, rgb)
    rgb = rgb * coverage + backgrounds(count, device, generator)[:, :, None, None] * (1 - coverage)
    return Pictures(rgb, kinds, views)


def surfaces(
    views: Views, dyes: Tensor, main: Tensor, resolution: int, generator: torch.Generator
) -> tuple[Tensor, Tensor, Tensor]:
    """Returns albedo (B, 3, R, R), unit normals (B, 3, R, R) and coverage (B, 1, R, R) for R = `resolution`.

    `dyes` (B, 7) replace the main colours `main` (B, 3), which are sRGB in 0..1; their rows are those of `dyes.Dye`, or
    UNDYED. Textures are drawn before the views are made smaller.
    """
    fine, coverage = views.buffers, views.buffers[:, 6:7]
    places = (fine[:, 7:] * 2 - 1) / coverage.clamp(min=1e-3)
    second = second_shares(dyes[:, 6].long(), places, generator) * coverage
    buffers = avg_pool2d(torch.cat([fine[:, :7], second], 1), fine.shape[-1] // resolution)
    coverage = buffers[:, 6:7]
    albedo, share = (part / coverage.clamp(min=1e-3) for part in (buffers[:, :3].clamp(0, 1), buffers[:, 7:]))
    return dye(albedo.clamp(0, 1), dyes, main, share), normalize(buffers[:, 3:6] * 2 - 1, dim=1), coverage


def mirror(views: Views, mirrored: Tensor) -> Views:
    """Flips the views where `mirrored` (B,) is True left to right, with their cameras and crops."""
    some = mirrored[:, None, None, None]
    buffers = torch.where(some, views.buffers.flip(-1), views.buffers)
    turned = buffers[:, 3:4]
    buffers = torch.cat([buffers[:, :3], torch.where(some, 1 - turned, turned), buffers[:, 4:]], 1)
    sign = torch.where(mirrored[:, None], torch.tensor(MIRROR, device=buffers.device), 1.0)
    across = torch.where(mirrored, -views.crops[:, 0], views.crops[:, 0])
    crops = torch.cat([across[:, None], views.crops[:, 1:]], 1)
    return replace(views, buffers=buffers, cameras=views.cameras * sign, crops=crops)


def dye(albedo: Tensor, dyes: Tensor, main: Tensor, share: Tensor) -> Tensor:
    """Returns albedo (B, 3, R, R) in which colours near the main colour take those of the dye.

    Such a colour stays as much lighter or darker than the dye as it was than the main colour. `share` (B, 1, R, R) is
    that of the dye's second colour. A material or pattern spreads to colours that are less near.
    """
    luma = torch.tensor(LUMA, device=albedo.device)
    bright = torch.einsum("bchw,c->bhw", albedo, luma)[:, None]
    usual = (main @ luma)[:, None, None, None]
    chroma = (albedo - bright) - (main[:, :, None, None] - usual)
    plain, undyed = (found[:, None, None, None] for found in (dyes[:, 6] == PLAIN, dyes[:, 0] < 0))
    width = torch.where(plain, DYE_WIDTH, TEXTURE_WIDTH)
    near = torch.exp(-chroma.square().sum(1, keepdim=True) / (2 * width**2))
    shade = ((bright + 0.08) / (usual + 0.08)).clamp(0.3, 1.7)
    first, second = (dyes[:, part, None, None] for part in (slice(0, 3), slice(3, 6)))
    dyed = (torch.lerp(first, second, share) * shade).clamp(0, 1)
    return torch.where(undyed, albedo, albedo + near * (dyed - albedo))


def lit(normals: Tensor, generator: torch.Generator) -> Tensor:
    """Returns the shading (B, 1, R, R) of normals in the camera's axes, with a random light for each picture.

    The lights follow `viewpoints.sample_light`.
    """
    device, count = normals.device, len(normals)
    drawn = torch.randn(count, 3, generator=generator, device=device)
    direction = normalize(torch.tensor([0.0, 0.0, 1.0], device=device) + 0.6 * drawn, dim=1)
    ambient = torch.rand(count, generator=generator, device=device) * 0.3 + 0.2
    unlit = torch.rand(count, generator=generator, device=device) < UNLIT
    ambient = torch.where(unlit, 1.0, ambient)[:, None, None]
    facing = torch.einsum("bchw,bc->bhw", normals, direction).clamp(min=0)
    return ((ambient + (1 - ambient) * facing)[:, None]) ** (1 / GAMMA)


def backgrounds(count: int, device: torch.device, generator: torch.Generator) -> Tensor:
    """Draws plain sRGB colours (B, 3), as `viewpoints.sample_background` does."""
    grey = torch.rand(count, 1, generator=generator, device=device) * 0.9 + 0.1
    tint = torch.rand(count, 3, generator=generator, device=device) * 0.5 - 0.25
    tinted = torch.rand(count, 1, generator=generator, device=device) < 0.5
    return (grey + tint * tinted).clamp(0, 1)
