"""What chance decides in a step: cameras, lights, noise. All of it follows from the seed and the step's number."""

from __future__ import annotations

import math
from dataclasses import dataclass
from random import Random
from typing import Any

import torch
from torch import Tensor

from .cameras import look_at_origin
from .config import Preset, Request, Stage
from .device import sent
from .prompts import directed, with_view
from .prompts import opposed as opposed_words
from .sds import Opposed, Prior
from .shading import Lighting, draw_textureless, lighting
from .viewpoints import Viewpoint, sample_background, sample_light, sample_viewpoints

CPU = torch.device("cpu")


@dataclass(frozen=True)
class Draw:
    """A step's B views and noise, on the device: from step to step nothing else changes but the field."""

    progress: Tensor  # () share of the steps that lie behind, 0..1
    c2w: Tensor  # (B, 4, 4) camera-to-world
    lights: Lighting
    background: Tensor  # (B, 3, 1, 1) sRGB
    jitter: Tensor  # (B R R,) 0..1, of each ray's samples
    timesteps: Tensor  # (B,)
    noise: Tensor  # (B, C, h, w), in the space of the diffusion
    embedding: Any  # the prior's, of the prompt from each view
    opposed: Opposed | None


def draw(
    request: Request, preset: Preset, stage: Stage, number: int, prior: Prior, levels: Tensor, device: torch.device
) -> Draw:
    """The step after `number` steps; `levels` are the prior's alphas_cumprod on the CPU."""
    random, progress = Random(f"{request.seed} {number}"), number / preset.steps
    viewpoints = sample_viewpoints(random, preset.views, preset.elevation, prior.together)
    suns = [sample_light(random, viewpoint, preset.unlit) for viewpoint in viewpoints]
    lights = lighting(suns, draw_textureless(random, preset.views, preset.textureless), device)
    background = sent([sample_background(random) for _ in viewpoints], device)[:, :, None, None]
    jitter = torch.rand(preset.views * stage.resolution**2, generator=generator(random, device), device=device)
    timesteps = sent(sample_timesteps(random, levels, progress, preset, prior.together), device)
    shape = (preset.views, *prior.shape(stage.resolution))
    noise = torch.randn(shape, generator=generator(random, device), device=device)
    embedding, opposed = embed(prior, request.prompt, viewpoints, preset, device)
    c2w = sent(look_at_origin(viewpoints, CPU), device)
    return Draw(sent(progress, device), c2w, lights, background, jitter, timesteps, noise, embedding, opposed)


def generator(random: Random, device: torch.device) -> torch.Generator:
    """A generator of the device's own, seeded by the next number of another one."""
    return torch.Generator(device).manual_seed(random.getrandbits(62))


def embed(
    prior: Prior, prompt: str, viewpoints: list[Viewpoint], preset: Preset, device: torch.device
) -> tuple[Any, Opposed | None]:
    """What the prior is conditioned on: the prompt from each viewpoint, as many rows of none, and what is opposed.

    As many rows are opposed as there are views, so that all steps have one shape: of more those that weigh least are
    left out, and what is lacking is filled up with rows that weigh nothing.
    """
    negative = [preset.negative_prompt] * len(viewpoints)
    if not preset.view_dependent:
        return prior.embed([prompt] * len(viewpoints) + negative, [None] * (2 * len(viewpoints))), None
    prompts = [directed(prompt, viewpoint) for viewpoint in viewpoints]
    if not preset.perp_neg or prior.together > 1:
        return prior.embed(prompts + negative, 2 * viewpoints), None
    others = [(weight, i, words) for i, each in enumerate(viewpoints) for words, weight in opposed_words(each).items()]
    others = sorted(others)[: len(viewpoints)]
    others += [(0.0, 0, viewpoints[0].words)] * (len(viewpoints) - len(others))
    weight, view, words = zip(*others, strict=True)
    embedding = prior.embed(
        [*prompts, *negative, *(with_view(prompt, each) for each in words)],
        [*viewpoints, *viewpoints, *(viewpoints[i] for i in view)],
    )
    return embedding, Opposed(sent(view, device), sent(weight, device))


def sample_timesteps(
    random: Random, alphas_cumprod: Tensor, progress: float, preset: Preset, together: int = 1
) -> Tensor:
    """(B,) timesteps; the top of their range falls, from composition to detail (DreamTime, arXiv 2306.12422).

    The range is that of a cosine schedule; in the prior's own (T,) it is where the noise is as strong.
    """
    low, high = preset.timestep_range
    high += (preset.timestep_end - high) * math.sqrt(progress)
    shares = torch.tensor([random.uniform(low, high) for _ in range(preset.views // together)], dtype=torch.float64)
    wanted = torch.cos((shares + 0.008) / 1.008 * (math.pi / 2)).square() / math.cos(0.008 / 1.008 * math.pi / 2) ** 2
    timesteps = torch.searchsorted(-alphas_cumprod.double(), -wanted)
    return timesteps.clamp(max=len(alphas_cumprod) - 1).repeat_interleave(together)
