"""Pictures drawn from a prior by ancestral sampling: the cheapest diagnosis of what it knows."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from diffusers import DDIMScheduler
from torch import Tensor

from ..viewpoints import Viewpoint
from .pixel import PixelPrior


@torch.no_grad()
def sample(
    prior: PixelPrior,
    prompts: Sequence[str],
    viewpoints: Sequence[Viewpoint | None],
    resolution: int = 64,
    guidance_scale: float = 3.0,
    steps: int = 40,
    seed: int = 0,
) -> Tensor:
    """(B, 3, R, R) pictures in 0..1 of B prompts by DDIM (arXiv 2010.02502)."""
    scheduler = DDIMScheduler.from_config(
        prior.denoiser.scheduler.config,
        prediction_type="epsilon",  # what predict_noise answers, whatever the UNet was trained on
        clip_sample=False,
        timestep_spacing="trailing",
    )
    scheduler.set_timesteps(steps)
    device = prior.alphas_cumprod.device
    rows = prior.embed([*prompts, *[""] * len(prompts)], [*viewpoints, *[None] * len(prompts)])
    side = resolution // prior.fold
    shape = (len(prompts), prior.denoiser.channels, side, side)
    z = torch.randn(shape, generator=torch.Generator().manual_seed(seed)).to(device)
    for timestep in scheduler.timesteps:
        timesteps = torch.full((2 * len(prompts),), int(timestep), device=device)
        noise, noise_of_anything = prior.predict_noise(torch.cat([z, z]), timesteps, rows).chunk(2)
        guided = noise_of_anything + guidance_scale * (noise - noise_of_anything)
        z = scheduler.step(guided, int(timestep), z, return_dict=False)[0]
    return prior.decode(z)
