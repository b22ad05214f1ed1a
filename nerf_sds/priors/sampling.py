"""Draws images from a prior with DDIM: the quickest way to see what it knows."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import torch
from torch import Tensor

from ..sds import Prior, add_noise, embed_for_guidance, predict_guided
from ..viewpoints import PictureKind, Viewpoint


@torch.no_grad()
def sample(
    prior: Prior,
    prompts: Sequence[str],
    viewpoints: Sequence[Viewpoint | None],
    resolution: int = 64,
    guidance_scale: float = 3.0,
    steps: int = 40,
    seed: int = 0,
    rescale: float = 0.0,
    negative_prompt: str = "",
    kind: PictureKind = PictureKind.LIT,
    before_step: Callable[[], None] = lambda: None,
) -> Tensor:
    """Draws images (B, 3, R, R) in 0..1 of B prompts with DDIM (arXiv 2010.02502).

    R is `resolution`, or the model's own if it has a single one. B is a multiple of the views that the prior denoises
    together. For `rescale` see `sds.guide`. `kind` is one that the prior draws. `before_step` is called at
    each step; what it raises ends the drawing.
    """
    alphas_cumprod = prior.alphas_cumprod
    kinds = [kind] * len(prompts)
    embedding = embed_for_guidance(prior, prompts, viewpoints, guidance_scale, negative_prompt, kinds=kinds)
    shape = (len(prompts), *prior.shape(resolution))
    z = torch.randn(shape, generator=torch.Generator().manual_seed(seed)).to(alphas_cumprod.device)
    timesteps = (
        torch.linspace(len(alphas_cumprod), 0, steps + 1).round().long()[:-1] - 1
    )  # "trailing", arXiv 2305.08891
    alpha_bars = [*alphas_cumprod[timesteps], torch.ones_like(alphas_cumprod[0])]
    for timestep, alpha_bar, next_alpha_bar in zip(timesteps, alpha_bars, alpha_bars[1:], strict=False):
        before_step()
        now = timestep.expand(len(z)).to(z.device)
        x = prior.bounded(predict_guided(prior, z, now, embedding, guidance_scale, rescale))
        noise = (z - alpha_bar.sqrt() * x) / (1 - alpha_bar).sqrt()
        z = add_noise(x, noise, next_alpha_bar)
    return prior.decode(z)
