"""DreamFusion as the paper has it (arXiv 2209.14988): figure 3 and appendix A.2, line by line."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from random import Random
from typing import Any

import torch
from torch import Tensor

from ..config import PaperPreset, Request, preset_of
from ..dreamfusion import Step, over
from ..prompts import directed
from ..regularizers import opacity_loss, orientation_loss
from ..sds import Prior, sds_gradient_of_noise, sds_loss
from ..training.optimizer import descend, restore
from .field import PaperField
from .rendering import render
from .views import Camera, camera_rays, sample_camera, sample_light


def paper_dreamfusion(
    request: Request, prior: Prior, device: torch.device, snapshot: dict[str, Tensor] | None = None
) -> Iterator[Step]:
    """Yields what it begins with, then a step at a time, as `dreamfusion` does, and raises what it raises."""
    preset = preset_of(request, PaperPreset)
    if prior.views_per_sample > 1:
        raise ValueError(f"The preset paper draws each view by itself, and {request.prior} sees several as one")
    field, optimizer, first = begin(request.seed, preset, device, snapshot)
    schedule = [stage for stage in preset.stages for _ in range(stage.steps)]

    def state(number: int, losses: Mapping[str, float]) -> Step:
        """The field after `number` steps, as coarse as it is to be then."""
        field.variance = annealed(preset.variance, number / len(schedule), preset.annealing)
        return Step(number, len(schedule), losses, field, optimizer)

    yield state(first, {})
    for number in range(first, len(schedule)):
        stage, progress = schedule[number], number / len(schedule)
        random = Random(f"{request.seed} {number}")
        cameras = [sample_camera(random, preset) for _ in range(preset.views)]
        lights = [sample_light(random, camera, progress, preset) for camera in cameras]
        origins, directions = camera_rays(cameras, stage.resolution, device)
        jitter = torch.rand(len(origins), generator=generator(random)).to(device)
        rendering = render(field, origins, directions, stage.samples, jitter, lights)
        background = field.background(directions).view(preset.views, stage.resolution, stage.resolution, 3)

        x = prior.encode(over(rendering, background.permute(0, 3, 1, 2), stage.resolution))
        embedding = embed(prior, request.prompt, cameras)
        timesteps = sample_timesteps(random, len(prior.alphas_cumprod), preset).to(device)
        noise = torch.randn(x.shape, generator=generator(random)).to(device)
        gradient = sds_gradient_of_noise(prior, x.detach(), timesteps, noise, embedding, preset.guidance_scale)

        orientation_weight = annealed(preset.orientation_weight, progress, preset.annealing)
        losses = {
            "sds": sds_loss(x, gradient),
            "orientation": orientation_weight * orientation_loss(rendering, directions),
            "opacity": preset.opacity_weight * opacity_loss(rendering.opacity),
        }
        optimizer.param_groups[0]["lr"] = learning_rate(progress, preset)
        yield state(number + 1, descend(losses, field, optimizer, number))


def begin(
    seed: int, preset: PaperPreset, device: torch.device, snapshot: dict[str, Tensor] | None
) -> tuple[PaperField, torch.optim.Optimizer, int]:
    """The field, its optimizer and the number of steps taken. Raises KeyError or RuntimeError for a foreign one."""
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        field = PaperField(preset).to(device)
    optimizer = torch.optim.Adam(field.parameters(), lr=preset.learning_rate, betas=(0.9, 0.99), eps=1e-15)
    return field, optimizer, restore(snapshot, field, optimizer)


def embed(prior: Prior, prompt: str, cameras: list[Camera]) -> Any:
    """What the prior is conditioned on: view-dependent prompts, then as many rows of nothing.

    The view is told by words alone, as in the paper; also a prior that takes cameras has not seen ones like these.
    """
    prompts = [directed(prompt, camera.viewpoint) for camera in cameras]
    return prior.embed(prompts + [""] * len(cameras), [None] * 2 * len(cameras))


def annealed(ends: tuple[float, float], progress: float, share: float) -> float:
    """From the first value to the second in a straight line over the first `share` of the steps."""
    first, last = ends
    return first + (last - first) * min(1.0, progress / share)


def learning_rate(progress: float, preset: PaperPreset) -> float:
    """A line up to the preset's rate, then half a wave of the cosine down."""
    if progress < preset.warm_up:
        return annealed((preset.first_rate_share, 1.0), progress, preset.warm_up) * preset.learning_rate
    left = (1 + math.cos(math.pi * (progress - preset.warm_up) / (1 - preset.warm_up))) / 2
    return (preset.last_rate_share + (1 - preset.last_rate_share) * left) * preset.learning_rate


def sample_timesteps(random: Random, count: int, preset: PaperPreset) -> Tensor:
    """(B,) timesteps, from the same range all the time."""
    return torch.tensor([int(random.uniform(*preset.timestep_range) * count) for _ in range(preset.views)])


def generator(random: Random) -> torch.Generator:
    return torch.Generator().manual_seed(random.getrandbits(62))
