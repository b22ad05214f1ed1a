"""DreamFusion (arXiv 2209.14988): a radiance field whose renderings from every side please a frozen diffusion model."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

import numpy as np
import torch
from torch import Tensor
from torch.nn.utils import get_total_norm

from .cameras import look_at_origin, rays
from .config import PRESETS, Preset, Request, Stage
from .field import Field, with_gradient
from .occupancy import occupied_cells
from .prompts import directed
from .regularizers import entropy_loss, opacity_loss, orientation_loss, roughness_loss
from .rendering import Rendering, render
from .sds import Prior, sds_gradient, sds_loss
from .shading import draw_textureless, shade
from .viewpoints import Viewpoint, sample_background, sample_light, sample_viewpoints


class Diverged(ArithmeticError):
    """A loss is not a number any more; the message names the step and the term."""


@dataclass(frozen=True)
class Step:
    """A step that was taken, and the field as it is until the next one is asked for."""

    number: int  # steps taken so far, 1 .. steps
    steps: int
    losses: dict[str, float]
    field: Field
    optimizer: torch.optim.Optimizer

    def snapshot(self) -> dict[str, Tensor]:
        """All that `dreamfusion` needs to go on from here as if it had never stopped."""
        state = {"step": torch.tensor(self.number), **self.field.state_dict()}
        for i, moments in self.optimizer.state_dict()["state"].items():
            state |= {f"adam.{i}.{name}": value for name, value in moments.items()}
        return {name: value.detach().cpu().contiguous() for name, value in state.items()}

    @torch.no_grad()
    def preview(self, azimuth: float, elevation: float = 20.0, size: int = 128) -> np.ndarray:
        """(size, size, 3) uint8: the field seen from a side, softly lit from the camera, on grey."""
        viewpoint = Viewpoint(azimuth, elevation, 3.1)
        light = sample_light(Random(0), viewpoint)
        volume = with_gradient(self.field.volume())
        origins, directions = (
            part.reshape(-1, 3) for part in rays(look_at_origin([viewpoint], self.field.device), size)
        )
        rendering = render(
            volume, occupied_cells(volume), origins, directions, 64,
            lambda samples, ray: shade(samples, torch.zeros_like(ray), [light], [False]),
        )  # fmt: skip
        rgb = rendering.rgb + 0.25 * (1 - rendering.opacity[:, None])
        return (255 * rgb.clamp(0, 1)).byte().view(size, size, 3).cpu().numpy()


def dreamfusion(
    request: Request, prior: Prior, device: torch.device, snapshot: dict[str, Tensor] | None = None
) -> Iterator[Step]:
    """Yields a step at a time; not asking for the next one is cancelling. `snapshot` is a step's, to go on from.

    The same request on the same device gives the same field. Raises Diverged.
    """
    preset = PRESETS[request.preset]
    field, optimizer, first = begin(preset, device, snapshot)
    schedule = [stage for stage in preset.stages for _ in range(stage.steps)]
    for number in range(first, len(schedule)):
        stage, progress = schedule[number], number / len(schedule)
        random = Random(f"{request.seed} {number}")
        viewpoints = sample_viewpoints(random, preset.views)
        volume = with_gradient(field.volume(stage.grid))
        rgb, rendering, directions = photograph(volume, viewpoints, stage, preset, random)

        x = prior.encode(rgb)
        prompts = [directed(request.prompt, viewpoint) for viewpoint in viewpoints] + [""] * preset.views
        embedding = prior.embed(prompts, [*viewpoints, *[None] * preset.views])
        timesteps = sample_timesteps(random, len(prior.alphas_cumprod), progress, preset).to(device)
        noise = torch.randn(x.shape, generator=torch.Generator().manual_seed(random.getrandbits(62))).to(device)
        gradient = sds_gradient(
            prior, x.detach(), timesteps, noise, embedding, preset.guidance_scale, preset.guidance_rescale
        )

        losses = {
            "sds": sds_loss(x, gradient),
            "orientation": preset.orientation_weight * orientation_loss(rendering, directions),
            "opacity": preset.opacity_weight * opacity_loss(rendering.opacity),
            "entropy": preset.entropy_weight * progress * entropy_loss(rendering.opacity),
            "roughness": preset.roughness_weight * roughness_loss(volume[..., :4]),
        }
        check_finite({f"{name} loss": loss for name, loss in losses.items()}, number)
        optimizer.param_groups[0]["lr"] = preset.learning_rate * (0.1 + 0.9 * math.cos(math.pi / 2 * progress))
        optimizer.zero_grad(set_to_none=True)
        torch.stack([*losses.values()]).sum().backward()
        check_finite({"gradient": get_total_norm([grid.grad for grid in field.grids if grid.grad is not None])}, number)
        optimizer.step()
        yield Step(number + 1, len(schedule), {name: loss.item() for name, loss in losses.items()}, field, optimizer)


def begin(
    preset: Preset, device: torch.device, snapshot: dict[str, Tensor] | None
) -> tuple[Field, torch.optim.Optimizer, int]:
    """The field, its optimizer and the number of steps taken. Raises KeyError or RuntimeError for a foreign one."""
    field = Field(preset.grid_resolutions).to(device)
    optimizer = torch.optim.Adam(field.parameters(), lr=preset.learning_rate, betas=(0.9, 0.99), eps=1e-15)
    if snapshot is None:
        return field, optimizer, 0
    field.load_state_dict({name: snapshot[name] for name in field.state_dict()})
    moments: dict[int, dict[str, Tensor]] = {}
    for key, value in snapshot.items():
        if key.startswith("adam."):
            _, i, name = key.split(".")
            moments.setdefault(int(i), {})[name] = value
    optimizer.load_state_dict(optimizer.state_dict() | {"state": moments})
    return field, optimizer, int(snapshot["step"])


def photograph(
    volume: Tensor, viewpoints: list[Viewpoint], stage: Stage, preset: Preset, random: Random
) -> tuple[Tensor, Rendering, Tensor]:
    """Pictures (B, 3, H, W) on random backgrounds under random lights, their rendering, and its rays' directions."""
    device = volume.device
    lights = [sample_light(random, viewpoint) for viewpoint in viewpoints]
    textureless = draw_textureless(random, len(viewpoints), preset.textureless)
    background = torch.tensor([sample_background(random) for _ in viewpoints], device=device)
    origins, directions = (part.reshape(-1, 3) for part in rays(look_at_origin(viewpoints, device), stage.resolution))
    pixels = stage.resolution**2
    jitter = torch.rand(len(origins), generator=torch.Generator().manual_seed(random.getrandbits(62))).to(device)
    rendering = render(
        volume, occupied_cells(volume), origins, directions, stage.samples,
        lambda samples, ray: shade(samples, ray // pixels, lights, textureless), jitter,
    )  # fmt: skip
    rgb = rendering.rgb + (1 - rendering.opacity)[:, None] * background.repeat_interleave(pixels, dim=0)
    pictures = rgb.view(len(viewpoints), stage.resolution, stage.resolution, 3).permute(0, 3, 1, 2)
    return pictures, rendering, directions


def sample_timesteps(random: Random, count: int, progress: float, preset: Preset) -> Tensor:
    """(B,) timesteps; the top of their range falls, from composition to detail (DreamTime, arXiv 2306.12422)."""
    low, high = preset.timestep_range
    high += (preset.timestep_end - high) * math.sqrt(progress)
    return torch.tensor([int(random.uniform(low, high) * count) for _ in range(preset.views)])


def check_finite(terms: dict[str, Tensor], number: int) -> None:
    """Raises Diverged when one of the scalars is not a finite number."""
    for name, term in terms.items():
        if not term.isfinite():
            raise Diverged(f"The {name} is not a number at step {number + 1}: try another seed")


def total_steps(request: Request) -> int:
    """How many steps a run of the request takes."""
    return sum(stage.steps for stage in PRESETS[request.preset].stages)
