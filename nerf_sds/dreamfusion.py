"""DreamFusion (arXiv 2209.14988): a radiance field whose renderings from every side please a frozen diffusion model."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from random import Random

import numpy as np
import torch
from torch import Tensor

from . import field_views
from .blockout import Blockout
from .cameras import rays
from .config import FieldSchedule, GridSchedule, Preset, Request, Stage, preset_of
from .descent import Losses, Terms, adam, restore, set_rate, snapshot_of, step_down
from .draws import Draw, draw
from .field import Field, OptimisedField, resampled, with_gradient
from .mesh import Mesh, RadianceField, extract
from .occupancy import occupied_cells
from .regularizers import entropy_loss, opacity_loss, orientation_loss, roughness_loss, shape_loss
from .rendering import Rendering, render
from .replay import Replay
from .sds import Prior, sds_gradient, sds_loss
from .shading import Lighting, shade
from .viewpoints import Viewpoint, sample_light


@dataclass(frozen=True)
class Step:
    """A step that was taken, and the field as it is until the next one is asked for."""

    number: int  # steps taken so far, 0 .. steps
    steps: int
    losses: Mapping[str, float]
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
        return extract(self.shape, preset_of(request, FieldSchedule), request.room)

    def skin(self) -> RadianceField:
        """What has the colours of the surface."""
        return self.shape


def dreamfusion(
    request: Request,
    prior: Prior,
    device: torch.device,
    snapshot: dict[str, Tensor] | None = None,
    recorded: bool = True,
    start: Blockout | None = None,
) -> Iterator[Step]:
    """Yields what it begins with, then a step at a time; not asking for the next one is cancelling.

    `snapshot` is a step's, to go on from, `start` the request's. The same request on the same device gives the same
    field, on a GPU but for the order of sums. There a step is recorded and replayed if `recorded`, which takes memory
    and saves time. Raises Diverged, on a GPU one step late, and KeyError or RuntimeError for a foreign snapshot.
    """
    preset, levels = preset_of(request, Preset), prior.alphas_cumprod.cpu()
    recorded = recorded and device.type == "cuda"
    field, optimizer, first = begin(request, device, snapshot, start)
    yield Step(first, preset.steps, {}, field, optimizer)
    schedule = [stage for stage in preset.stages for _ in range(stage.steps)]
    take = {
        stage: Replay(partial(distil, field, optimizer, prior, preset, stage, shape_at(stage, start, device)), recorded)
        for stage in preset.stages
    }
    losses = None
    for number in range(first, len(schedule)):
        stage, progress = schedule[number], number / len(schedule)
        set_rate(optimizer, preset.learning_rate * (0.1 + 0.9 * math.cos(math.pi / 2 * progress)))
        drawn = draw(request, preset, stage, number, prior, levels, device)
        before, losses = losses, Losses(number, take[stage](drawn))
        (before if before and recorded else losses).check()  # the GPU has the next step to do meanwhile
        yield Step(number + 1, len(schedule), losses, field, optimizer)


def distil(
    field: Field,
    optimizer: torch.optim.Optimizer,
    prior: Prior,
    preset: Preset,
    stage: Stage,
    shape: Tensor | None,
    drawn: Draw,
) -> Terms:
    """Takes a step of Score Distillation Sampling. Nothing in it waits for a GPU."""
    volume = with_gradient(field.volume(stage.grid))
    rendering, directions = photograph(volume, drawn.c2w, drawn.lights, drawn.jitter, stage)
    x = prior.encode(over(rendering, drawn.background, stage.resolution))
    gradient = sds_gradient(
        prior, x.detach(), drawn.timesteps, drawn.noise, drawn.embedding,
        preset.guidance_scale, preset.guidance_rescale, drawn.opposed,
    )  # fmt: skip
    losses = {
        "sds": sds_loss(x, gradient),
        "orientation": preset.orientation_weight * orientation_loss(rendering, directions),
        "opacity": preset.opacity_weight * opacity_loss(rendering.opacity),
        "entropy": preset.entropy_weight * drawn.progress * entropy_loss(rendering.opacity),
        "roughness": preset.roughness_weight * roughness_loss(volume[..., :4]),
    }
    if shape is not None:
        losses["shape"] = preset.shape_weight * shape_loss(volume, shape)
    return step_down(losses, field, optimizer)


def begin(
    request: Request, device: torch.device, snapshot: dict[str, Tensor] | None, start: Blockout | None = None
) -> tuple[Field, torch.optim.Optimizer, int]:
    """The field, its optimizer and the number of steps taken. Raises KeyError or RuntimeError for a foreign one."""
    preset = preset_of(request, GridSchedule)
    field = Field(preset.grid_resolutions, request.mirror, box_of(request, start))
    if start and snapshot is None:
        field.begin_as(torch.from_numpy(start.depth))
    field.to(device)
    optimizer = adam(field.parameters(), preset.learning_rate, device)
    return field, optimizer, restore(snapshot, field, optimizer)


def box_of(request: Request, start: Blockout | None) -> tuple[float, float, float] | None:
    """Half the sides of the request's bounds in the field, metres.

    The largest side is as long as that of what it starts from; else the corners lie on the unit ball.
    """
    if not request.bounds:
        return None
    x, y, z = request.bounds
    scale = start.reach / max(x, y, z) if start else 1 / math.hypot(x, y, z)
    return x * scale, y * scale, z * scale


def shape_at(stage: Stage, start: Blockout | None, device: torch.device) -> Tensor | None:
    """(R, R, R) metres into what the field starts from, on the grid of a stage."""
    return resampled(torch.from_numpy(start.depth), stage.grid).to(device) if start else None


def photograph(volume: Tensor, c2w: Tensor, lights: Lighting, jitter: Tensor, stage: Stage) -> tuple[Rendering, Tensor]:
    """The rendering of all pixels of B pictures, and its rays' directions."""
    origins, directions = (part.reshape(-1, 3) for part in rays(c2w, stage.resolution))
    pixels = stage.resolution**2
    rendering = render(
        volume, occupied_cells(volume), origins, directions, stage.samples,
        lambda samples, ray: shade(samples, ray // pixels, lights), jitter,
    )  # fmt: skip
    return rendering, directions


def over(rendering: Rendering, background: Tensor, resolution: int) -> Tensor:
    """(B, 3, R, R): the pictures of a rendering over backgrounds (B, 3, R, R) or (B, 3, 1, 1)."""
    rgb = rendering.rgb.view(-1, resolution, resolution, 3).permute(0, 3, 1, 2)
    return rgb + (1 - rendering.opacity).view(-1, 1, resolution, resolution) * background
