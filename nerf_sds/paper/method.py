"""DreamFusion as in the paper (arXiv 2209.14988): figure 3 and appendix A.2, line by line."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

import torch
from torch import Tensor

from ..config import PaperPreset, Request, Stage
from ..nerf.regularizers import opacity_loss, orientation_loss
from ..nerf.rendered_views import over
from ..prompts import directed
from ..sds import Prior, sds_gradient_of_noise, sds_loss
from ..training.initial_state import InitialState
from ..training.method import Method
from ..training.optimizer import Optimizer
from ..training.step import Step
from ..training.step_inputs import CPU, generator
from .field import PaperField
from .rendering import render
from .views import Camera, PointLight, camera_rays, sample_camera, sample_light


@dataclass(frozen=True)
class PaperInputs:
    """The random inputs of a step with B views."""

    progress: float  # share of completed steps, 0..1
    lights: list[PointLight]
    origins: Tensor  # (B R R, 3) of the rays, in metres
    directions: Tensor  # (B R R, 3)
    jitter: Tensor  # (B R R,) 0..1, position of each ray's samples in their parts
    timesteps: Tensor  # (B,)
    noise: Tensor  # (B, C, h, w), in the prior's diffusion space
    embedding: Any  # the prior's encoding of each view's prompts, see `embed`


class PaperDreamFusion(Method[PaperPreset, PaperField, PaperInputs]):
    """The method of the preset `paper`."""

    def __init__(self, preset: PaperPreset, prior: Prior) -> None:
        self.preset, self.prior = preset, prior

    def initial(self, start: InitialState, device: torch.device) -> tuple[PaperField, Optimizer]:
        """Returns the paper's field with weights from the request's seed, and its optimizer.

        Raises ValueError if the prior denoises several views together.
        """
        if self.prior.views_per_sample > 1:
            raise ValueError(
                f"The preset paper draws each view by itself, and {start.request.prior} sees several as one"
            )
        with torch.random.fork_rng(devices=[]):
            torch.manual_seed(start.request.seed)
            field = PaperField(self.preset).to(device)
        rate = self.preset.learning_rate
        return field, torch.optim.Adam(field.parameters(), lr=rate, betas=(0.9, 0.99), eps=1e-15)

    def learning_rate(self, progress: float) -> float:
        """Rises linearly from `first_rate_share` to 1, then falls along half a cosine to `last_rate_share`."""
        preset = self.preset
        if progress < preset.warm_up:
            return annealed((preset.first_rate_share, 1.0), progress, preset.warm_up)
        left = (1 + math.cos(math.pi * (progress - preset.warm_up) / (1 - preset.warm_up))) / 2
        return preset.last_rate_share + (1 - preset.last_rate_share) * left

    def sample(self, requests: Sequence[Request], stage: Stage, number: int, device: torch.device) -> PaperInputs:
        """Draws the cameras, lights, ray jitter, timesteps and noise of one prop."""
        (request,), preset, progress = requests, self.preset, number / self.preset.steps
        random = Random(f"{request.seed} {number}")
        cameras = [sample_camera(random, preset) for _ in range(preset.views)]
        lights = [sample_light(random, camera, progress, preset) for camera in cameras]
        origins, directions = camera_rays(cameras, stage.resolution, device)
        jitter = torch.rand(len(origins), generator=generator(random, CPU)).to(device)
        timesteps = sample_timesteps(random, len(self.prior.alphas_cumprod), preset).to(device)
        shape = (preset.views, *self.prior.shape(stage.resolution))
        noise = torch.randn(shape, generator=generator(random, CPU)).to(device)
        embedding = embed(self.prior, request.prompt, cameras)
        return PaperInputs(progress, lights, origins, directions, jitter, timesteps, noise, embedding)

    def losses(self, field: PaperField, inputs: PaperInputs, stage: Stage) -> dict[str, Tensor]:
        """Returns the SDS loss and the weighted orientation and opacity losses."""
        preset, size = self.preset, stage.resolution
        rendering = render(field, inputs.origins, inputs.directions, stage.samples, inputs.jitter, inputs.lights)
        background = field.background(inputs.directions).view(preset.views, size, size, 3).permute(0, 3, 1, 2)
        x = self.prior.encode(over(rendering, background, size))
        gradient = sds_gradient_of_noise(
            self.prior, x.detach(), inputs.timesteps, inputs.noise, inputs.embedding, preset.guidance_scale
        )
        orientation_weight = annealed(preset.orientation_weight, inputs.progress, preset.annealing)
        return {
            "sds": sds_loss(x, gradient),
            "orientation": orientation_weight * orientation_loss(rendering, inputs.directions),
            "opacity": preset.opacity_weight * opacity_loss(rendering.opacity),
        }

    def step(self, number: int, losses: Mapping[str, float], model: PaperField, optimizer: Optimizer) -> Step:
        """Sets the variance of the field's encoding for the next step, then returns the step."""
        model.variance = annealed(self.preset.variance, number / self.preset.steps, self.preset.annealing)
        return super().step(number, losses, model, optimizer)


def embed(prior: Prior, prompt: str, cameras: list[Camera]) -> Any:
    """Encodes the view-dependent prompt of each camera, then as many empty prompts.

    As in the paper, only words tell the view. The prior gets no cameras, because it was not trained on cameras like
    these.
    """
    prompts = [directed(prompt, camera.viewpoint) for camera in cameras]
    return prior.embed(prompts + [""] * len(cameras), [None] * 2 * len(cameras))


def annealed(ends: tuple[float, float], progress: float, share: float) -> float:
    """Interpolates linearly between two values over the first `share` of the steps, then stays at the second."""
    first, last = ends
    return first + (last - first) * min(1.0, progress / share)


def sample_timesteps(random: Random, count: int, preset: PaperPreset) -> Tensor:
    """Draws timesteps (B,) uniformly from the preset's range of a schedule with `count` timesteps."""
    return torch.tensor([int(random.uniform(*preset.timestep_range) * count) for _ in range(preset.views)])
