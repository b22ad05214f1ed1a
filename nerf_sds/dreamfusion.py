"""DreamFusion (arXiv 2209.14988): a radiance field whose renderings from every side please a frozen diffusion model."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Any

import numpy as np
import torch
from torch import Tensor

from . import field_views
from .cameras import look_at_origin, rays
from .config import FieldSchedule, GridSchedule, Preset, Request, Stage, preset_of
from .descent import descend, restore, snapshot_of
from .field import Field, OptimisedField, with_gradient
from .mesh import Mesh, RadianceField, extract
from .occupancy import occupied_cells
from .prompts import directed, with_view
from .prompts import opposed as opposed_words
from .regularizers import entropy_loss, opacity_loss, orientation_loss, roughness_loss
from .rendering import Rendering, render
from .sds import Opposed, Prior, sds_gradient, sds_loss
from .shading import draw_textureless, shade
from .viewpoints import Light, Viewpoint, sample_background, sample_light, sample_viewpoints


@dataclass(frozen=True)
class Step:
    """A step that was taken, and the field as it is until the next one is asked for."""

    number: int  # steps taken so far, 0 .. steps
    steps: int
    losses: dict[str, float]
    shape: OptimisedField
    optimizer: torch.optim.Optimizer

    def snapshot(self) -> dict[str, Tensor]:
        """All that is needed to go on from here as if the run had never stopped."""
        return snapshot_of(self.number, self.shape, self.optimizer)

    def preview(self, azimuth: float, elevation: float = 20.0, size: int = 128) -> np.ndarray:
        """(size, size, 3) uint8: the field seen from a side, softly lit from the camera, on grey."""
        viewpoint = Viewpoint(azimuth, elevation, 3.1)
        return field_views.picture(self.shape, viewpoint, sample_light(Random(0), viewpoint), size=size)

    def sheet(self) -> np.ndarray:
        """The field from the evaluation's cameras, see `field_views.sheet`."""
        return field_views.sheet(self.shape)

    def surface(self, request: Request) -> Mesh:
        """The mesh that the request asks for. Raises EmptyField."""
        return extract(self.shape, preset_of(request, FieldSchedule), request.size)

    def skin(self) -> RadianceField:
        """What has the colours of the surface."""
        return self.shape


def dreamfusion(
    request: Request, prior: Prior, device: torch.device, snapshot: dict[str, Tensor] | None = None
) -> Iterator[Step]:
    """Yields what it begins with, then a step at a time; not asking for the next one is cancelling.

    `snapshot` is a step's, to go on from. The same request on the same device gives the same field. Raises Diverged,
    and KeyError or RuntimeError for a foreign snapshot.
    """
    preset, levels = preset_of(request, Preset), prior.alphas_cumprod.cpu()
    field, optimizer, first = begin(preset, device, snapshot)
    yield Step(first, preset.steps, {}, field, optimizer)
    schedule = [stage for stage in preset.stages for _ in range(stage.steps)]
    for number in range(first, len(schedule)):
        stage, progress = schedule[number], number / len(schedule)
        random = Random(f"{request.seed} {number}")
        viewpoints = sample_viewpoints(random, preset.views, preset.elevation, prior.together)
        lights = [sample_light(random, viewpoint, preset.unlit) for viewpoint in viewpoints]
        textureless = draw_textureless(random, preset.views, preset.textureless)
        background = torch.tensor([sample_background(random) for _ in viewpoints], device=device)[:, :, None, None]
        volume = with_gradient(field.volume(stage.grid))
        rendering, directions = photograph(volume, viewpoints, lights, textureless, stage, random)

        x = prior.encode(over(rendering, background, stage.resolution))
        embedding, opposed = embed(prior, request.prompt, viewpoints, preset)
        timesteps = sample_timesteps(random, levels, progress, preset, prior.together).to(device)
        noise = torch.randn(x.shape, generator=torch.Generator().manual_seed(random.getrandbits(62))).to(device)
        gradient = sds_gradient(
            prior, x.detach(), timesteps, noise, embedding, preset.guidance_scale, preset.guidance_rescale, opposed
        )

        losses = {
            "sds": sds_loss(x, gradient),
            "orientation": preset.orientation_weight * orientation_loss(rendering, directions),
            "opacity": preset.opacity_weight * opacity_loss(rendering.opacity),
            "entropy": preset.entropy_weight * progress * entropy_loss(rendering.opacity),
            "roughness": preset.roughness_weight * roughness_loss(volume[..., :4]),
        }
        optimizer.param_groups[0]["lr"] = preset.learning_rate * (0.1 + 0.9 * math.cos(math.pi / 2 * progress))
        yield Step(number + 1, len(schedule), descend(losses, field, optimizer, number), field, optimizer)


def begin(
    preset: GridSchedule, device: torch.device, snapshot: dict[str, Tensor] | None
) -> tuple[Field, torch.optim.Optimizer, int]:
    """The field, its optimizer and the number of steps taken. Raises KeyError or RuntimeError for a foreign one."""
    field = Field(preset.grid_resolutions).to(device)
    optimizer = torch.optim.Adam(field.parameters(), lr=preset.learning_rate, betas=(0.9, 0.99), eps=1e-15)
    return field, optimizer, restore(snapshot, field, optimizer)


def embed(prior: Prior, prompt: str, viewpoints: list[Viewpoint], preset: Preset) -> tuple[Any, Opposed | None]:
    """What the prior is conditioned on: the prompt from each viewpoint, as many rows of none, and what is opposed."""
    negative = [preset.negative_prompt] * len(viewpoints)
    if not preset.view_dependent:
        return prior.embed([prompt] * len(viewpoints) + negative, [None] * (2 * len(viewpoints))), None
    prompts = [directed(prompt, viewpoint) for viewpoint in viewpoints]
    others = [(i, *each) for i, viewpoint in enumerate(viewpoints) for each in opposed_words(viewpoint).items()]
    if not (preset.perp_neg and others) or prior.together > 1:
        return prior.embed(prompts + negative, 2 * viewpoints), None
    view, words, weight = zip(*others, strict=True)
    embedding = prior.embed(
        [*prompts, *negative, *(with_view(prompt, each) for each in words)],
        [*viewpoints, *viewpoints, *(viewpoints[i] for i in view)],
    )
    device = prior.alphas_cumprod.device
    return embedding, Opposed(torch.tensor(view, device=device), torch.tensor(weight, device=device))


def photograph(
    volume: Tensor,
    viewpoints: list[Viewpoint],
    lights: list[Light],
    textureless: list[bool],
    stage: Stage,
    random: Random,
) -> tuple[Rendering, Tensor]:
    """The rendering of all pixels of B pictures, and its rays' directions."""
    device = volume.device
    origins, directions = (part.reshape(-1, 3) for part in rays(look_at_origin(viewpoints, device), stage.resolution))
    pixels = stage.resolution**2
    jitter = torch.rand(len(origins), generator=torch.Generator().manual_seed(random.getrandbits(62))).to(device)
    rendering = render(
        volume, occupied_cells(volume), origins, directions, stage.samples,
        lambda samples, ray: shade(samples, ray // pixels, lights, textureless), jitter,
    )  # fmt: skip
    return rendering, directions


def over(rendering: Rendering, background: Tensor, resolution: int) -> Tensor:
    """(B, 3, R, R): the pictures of a rendering over backgrounds (B, 3, R, R) or (B, 3, 1, 1)."""
    rgb = rendering.rgb.view(-1, resolution, resolution, 3).permute(0, 3, 1, 2)
    return rgb + (1 - rendering.opacity).view(-1, 1, resolution, resolution) * background


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
