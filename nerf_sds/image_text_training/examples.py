"""Draws pictures of captioned meshes with near captions: what an image-text model learns from, and is validated on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn.functional import affine_grid, avg_pool2d, grid_sample, interpolate

from ..image_text.near_captions import Siblings
from ..image_text.towers import RESOLUTION
from ..prior_training.pictures import backgrounds, lit, surfaces
from ..prior_training.sources import Source, weights_of
from ..prior_training.view_bank import ViewBank, Views
from ..priors.sentence_encoder import SentenceEncoder
from .caption_groups import OTHERS, CaptionGroups

WHOLE = (1.0, 0.0, 0.0)  # frequencies of the zooms: the evaluation looks at whole props
CLAY, ALBEDO = 0.3, 0.15  # shares of textureless and of unshaded pictures
CLAY_TONES = (0.6, 0.95)  # sRGB of a textureless prop; the evaluation's is 0.8 or 0.9
HEADLIGHT = 0.5  # share of pictures in the evaluation's light, and share on its grey
AMBIENT, GAMMA = 0.4, 2.2  # of the evaluation's light, as `viewpoints.headlight`
GREY = 0.6  # sRGB of the evaluation's background


@dataclass(frozen=True)
class Examples:
    """B pictures with groups of captions, G in a group."""

    rgb: Tensor  # (B, 3, R, R) 0..1
    clay: Tensor  # (B,) True if the picture shows no colour
    kind: Tensor  # (B,) index of the kind
    near: Tensor  # (B, G, D) vectors of the group's captions
    rivals: Tensor  # (B, G) True for the captions that are compared, including the true one
    truth: Tensor  # (B,) index of the true caption in its group
    named: Tensor  # (B, 4, D) vectors of captions that name each view
    view: Tensor  # (B,) index of the view
    has_front: Tensor  # (B,) False if no view can be told from another


class Deck:
    """The meshes of some data sets, with their views and captions on the device."""

    def __init__(
        self, sources: Sequence[Source], siblings: Siblings, encoder: SentenceEncoder, room: int, device: torch.device,
        seed: int,
    ) -> None:  # fmt: skip
        """`room` is the number of views in memory. Raises ValueError with one line if it is too small."""
        meshes = [mesh for source in sources for mesh in source.meshes]
        weights = torch.tensor([weight for source in sources for weight in weights_of(source)])
        self.bank = ViewBank(meshes, weights, room, device, seed, WHOLE)
        self.captions = CaptionGroups(meshes, siblings, encoder, device)
        names = [kind.name for kind in siblings.kinds]
        self.kinds = torch.tensor([names.index(mesh.kind) for mesh in meshes], device=device)
        self.generator = torch.Generator(device).manual_seed(seed)

    @torch.no_grad()
    def draw(self, count: int) -> Examples:
        """Returns `count` random examples."""
        views = self.bank.draw(count)
        group, truth, dyes = self.captions.draw(views.mesh, self.generator)
        rgb, clay = pictures(views, dyes, self.captions.main[views.mesh], self.generator)
        near, exists, named = self.captions.of(group)
        place = torch.arange(near.shape[1], device=near.device)
        shows_no_colour = clay[:, None] & (place <= OTHERS) & (place != truth[:, None])
        has_front = self.bank.has_front[views.mesh]
        kind = self.kinds[views.mesh]
        return Examples(rgb, clay, kind, near, exists & ~shows_no_colour, truth, named, views.words, has_front)


def pictures(views: Views, dyes: Tensor, main: Tensor, generator: torch.Generator) -> tuple[Tensor, Tensor]:
    """Draws a picture (3, R, R) of each view, and tells which are textureless (B,).

    They are lit, unshaded or textureless, half of them in the evaluation's light and half on its grey. `dyes` and
    `main` are as in `prior_training.pictures.surfaces`.
    """
    count, device = len(dyes), dyes.device
    albedo, normals, coverage = surfaces(views, dyes, main, RESOLUTION, generator)

    def random() -> Tensor:
        return torch.rand(count, 1, 1, 1, generator=generator, device=device)

    kind, low, high = random(), *CLAY_TONES
    tone = low + (high - low) * random()
    headlight = (AMBIENT + (1 - AMBIENT) * normals[:, 2:].clamp(min=0)) ** (1 / GAMMA)
    light = torch.where(random() < HEADLIGHT, headlight, lit(normals, generator))
    rgb = torch.where(kind < CLAY, tone, albedo) * torch.where(kind > 1 - ALBEDO, 1.0, light)
    plain = torch.where(random() < HEADLIGHT, GREY, backgrounds(count, device, generator)[:, :, None, None])
    return rgb * coverage + plain * (1 - coverage), (kind < CLAY).flatten()


def augment(rgb: Tensor) -> Tensor:
    """Randomly moves, zooms, mirrors, blurs and brightens pictures (B, 3, R, R) in 0..1, and adds noise."""
    count, device = len(rgb), rgb.device

    def uniform(low: float, high: float) -> Tensor:
        return low + (high - low) * torch.rand(count, 1, 1, 1, device=device)

    zoom = uniform(0.8, 1.2)[:, 0]
    mirror = torch.where(uniform(0, 1) < 0.5, -1.0, 1.0)[:, 0]
    zero = torch.zeros_like(zoom)
    shift_x, shift_y = uniform(-0.12, 0.12)[:, 0], uniform(-0.12, 0.12)[:, 0]
    turn = torch.cat([torch.cat([zoom * mirror, zero, shift_x], 2), torch.cat([zero, zoom, shift_y], 2)], 1)
    grid = affine_grid(turn, list(rgb.shape), align_corners=False)
    rgb = grid_sample(rgb, grid, padding_mode="border", align_corners=False)
    coarse = interpolate(avg_pool2d(rgb, 2), rgb.shape[2:], mode="bilinear", align_corners=False)
    rgb = rgb.lerp(coarse, uniform(-0.3, 1.3).clamp(0, 1))
    rgb = rgb.clamp(1e-3, 1) ** uniform(0.8, 1.25) * uniform(0.85, 1.15)
    return (rgb + uniform(0, 0.06) * torch.randn_like(rgb)).clamp(0, 1)
