"""How well a finished prop fits its prompt, told by the frozen diffusion model itself: so it works with every prior.

A diffusion classifier (arXiv 2303.16203) on the prop's own views: the more of the noise in a picture the model sees
with the prompt than without, the more the prompt explains the picture. docs/seeds.md says how far to trust that.
"""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor

from ..compute.memory import RunContext
from ..config import Request, Schedule, preset_of
from ..mesh.eval_renders import photograph
from ..mesh.texture import TexturedMesh
from ..nerf.field_views import COLUMNS
from ..priors import load_prior
from ..prompts import all_directed, directed
from ..sds import Prior, add_noise
from ..viewpoints import Viewpoint, ring
from ..words.understanding import asked

LEVELS = (0.5, 0.8)  # shares of noise in a picture's variance
NOISES = 2  # a view and level; the same for every prop, so that two are compared by the same questions
SIZE = 64  # pixels a side, at least


def score(request: Request, textured: TexturedMesh, context: RunContext) -> float:
    """`evidence` of the mesh from eight sides, the cameras of the evaluation."""
    request = asked(request)
    words = all_directed(request.prompt)
    prior = load_prior(request.prior, context.device, context.dtype, words, context.profile)
    size = max(SIZE, *(stage.resolution for stage in preset_of(request, Schedule).stages))
    pictures, cameras = photograph(textured, size).shaded, ring(COLUMNS)
    order = [*range(0, COLUMNS, 2), *range(1, COLUMNS, 2)]  # twice four, each four a quarter turn apart
    return evidence(prior, request.prompt, pictures[order].to(context.device), [cameras[i] for i in order])


@torch.no_grad()
def evidence(prior: Prior, prompt: str, pictures: Tensor, viewpoints: Sequence[Viewpoint]) -> float:
    """What the prompt explains of pictures (B, 3, R, R) in 0..1, each seen from its viewpoint.

    The logarithm of the squared error of the noise seen without the prompt by that seen with it, a mean over views,
    levels and noises: 0 means that the prompt explains nothing, less that it misleads.
    """
    x = prior.encode(pictures)
    prompts = [directed(prompt, viewpoint, prior.view_words) for viewpoint in viewpoints]
    embedding = prior.embed([*prompts, *[""] * len(prompts)], [*viewpoints, *viewpoints])
    generator, ratios = torch.Generator().manual_seed(0), []
    for level in LEVELS:
        timestep = int((1 - prior.alphas_cumprod - level).abs().argmin())
        timesteps = torch.full((2 * len(x),), timestep, device=x.device)
        for _ in range(NOISES):
            noise = torch.randn(x.shape, generator=generator).to(x.device)
            z = add_noise(x, noise, prior.alphas_cumprod[timestep])
            seen = prior.predict_noise(z.repeat(2, 1, 1, 1), timesteps, embedding)
            errors = (seen - noise.repeat(2, 1, 1, 1)).square().mean((1, 2, 3))
            with_prompt, without = errors.clamp(min=1e-12).chunk(2)
            ratios.append((without / with_prompt).log().mean())
    return float(torch.stack(ratios).mean())
