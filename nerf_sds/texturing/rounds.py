"""Denoises the views of a surface together, so that they agree on one texture.

Each DDIM step (arXiv 2010.02502) merges the predicted pictures on the surface and goes on from the merged ones, as in
SyncMVD (arXiv 2311.12891). Because it starts from the texture that is there, with a part of the noise, colours and
layout stay (TEXTure, arXiv 2302.01721).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import torch
from torch import Tensor

from ..priors.world_prior import WorldPrior
from ..prompts import directed
from ..sds import Prior, add_noise, embed_for_guidance, predict_guided
from ..viewpoints import WHOLE, PictureKind
from .recipes import Round
from .surface import Surface
from .views import View, merged

BACKGROUNDS = (0.3, 0.6, 0.9)  # greys to choose from: what leaks into the texture should not catch the eye
COMPARED = 97  # one of so many texels is compared with them
RARE = 0.02  # share of the texels that may look like the background
BATCH = 4  # views that go through a prior at once; one that sees four together sees a ring of them
LARGE_BATCH = 64  # of `world` on a GPU, which four of its small pictures do not fill; twice as many rows


def batches(prior: Prior, views: Sequence[View]) -> list[Sequence[View]]:
    """Splits views into those that go through the prior at once."""
    size = LARGE_BATCH if isinstance(prior, WorldPrior) and prior.alphas_cumprod.is_cuda else BATCH
    return [views[first : first + size] for first in range(0, len(views), size)]


class Condition:
    """Views, a prompt and its guidance in a round, as a prior takes them."""

    def __init__(self, prior: Prior, prompt: str, views: Sequence[View], settings: Round) -> None:
        self.prior, self.settings = prior, settings
        groups = batches(prior, views)
        self._sizes = [len(group) for group in groups]
        self._embeddings = [_embedding(prior, prompt, group, settings.guidance_scale) for group in groups]

    def predict(self, z: Tensor, timestep: Tensor, before_batch: Callable[[], None]) -> Tensor:
        """Returns the guided noise-free pictures (B, 3, R, R) that the prior sees in noisy samples z (B, C, h, w)."""
        prior, settings, predicted = self.prior, self.settings, list[Tensor]()
        for part, embedding in zip(z.split(self._sizes), self._embeddings, strict=True):
            before_batch()
            timesteps = timestep.expand(len(part))
            x = predict_guided(prior, part, timesteps, embedding, settings.guidance_scale, settings.rescale)
            predicted.append(prior.decode(prior.bounded(x)))
        return torch.cat(predicted)

    def encode(self, pictures: Tensor) -> Tensor:
        """Maps pictures (B, 3, R, R) to samples (B, C, h, w)."""
        return torch.cat([self.prior.encode(part) for part in pictures.split(self._sizes)])


@torch.no_grad()
def redrawn(
    surface: Surface,
    views: Sequence[View],
    condition: Condition,
    generator: torch.Generator,
    before_batch: Callable[[], None],
) -> Tensor:
    """Returns the colours (N, 3) that the prior draws in views of the surface, and fitting ones where no view looks.

    Texels that keep their colour get it back after each step, so that what is drawn beside them fits.
    `before_batch` is called before each use of the prior; what it raises ends the drawing.
    """
    prior, settings, device = condition.prior, condition.settings, surface.colours.device
    background = contrasting(surface.colours)

    def encoded(colours: Tensor) -> Tensor:
        texture = surface.texture(colours)
        return condition.encode(torch.stack([view.render(texture, background) for view in views]))

    x = encoded(surface.colours)
    noise = torch.randn(x.shape, generator=generator).to(device)
    colours, certainty = surface.colours, torch.zeros_like(surface.colours[:, :1])
    for timestep in _timesteps(len(prior.alphas_cumprod), settings).to(device):
        alpha_bar = prior.alphas_cumprod[timestep]
        z = add_noise(x, noise, alpha_bar)
        pictures = condition.predict(z, timestep, before_batch)
        colours, certainty = merged(surface, views, pictures, background, settings.sharpness)
        x = encoded(torch.lerp(colours, surface.colours, surface.kept))
        noise = (z - alpha_bar.sqrt() * x) / (1 - alpha_bar).sqrt()
    return torch.lerp(surface.filled(colours, certainty), surface.colours, surface.kept)


def contrasting(colours: Tensor) -> Tensor:
    """Returns the grey (3,) of BACKGROUNDS that is farthest from colours (N, 3), but for a few."""
    choices = torch.tensor(BACKGROUNDS, device=colours.device)[:, None].expand(-1, 3)
    return choices[torch.cdist(choices, colours[::COMPARED]).quantile(RARE, dim=1).argmax()]


def _timesteps(length: int, settings: Round) -> Tensor:
    """Returns the timesteps of a round, from its start to almost 0 (arXiv 2305.08891, "trailing")."""
    return torch.linspace(settings.start * length, 0, settings.steps + 1).round().long()[:-1] - 1


def _embedding(prior: Prior, prompt: str, views: Sequence[View], guidance_scale: float) -> Any:
    """Returns the embedding of views with the prompt: of albedo without light, if the prior draws that."""
    viewpoints = [view.viewpoint for view in views]
    prompts = [directed(prompt, viewpoint, prior.view_words) for viewpoint in viewpoints]
    told: dict[str, Sequence[Any]] = {
        "kinds": [PictureKind.ALBEDO if PictureKind.ALBEDO in prior.kinds else PictureKind.LIT] * len(views)
    }
    if any(view.crop != WHOLE for view in views):
        told["crops"] = [view.crop for view in views]  # of priors that take crops
    return embed_for_guidance(prior, prompts, viewpoints, guidance_scale, "", **told)
