"""DreamFusion (arXiv 2209.14988): a radiance field whose renderings from every side please a frozen diffusion model."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from random import Random

import numpy as np
import torch
from torch import Tensor

from . import field_views
from .blockout import Blockout
from .cameras import rays
from .config import FieldSchedule, GridSchedule, Preset, Request, Stage, preset_of
from .field import Field, OptimisedField, resampled, with_gradient
from .mesh import Mesh, RadianceField, extract
from .occupancy import occupied_cells
from .regularizers import entropy_loss, opacity_loss, orientation_loss, roughness_loss, shape_loss
from .rendering import Rendering, render
from .sds import Prior, sds_gradient, sds_loss
from .shading import Lighting, shade, turn_normals
from .training.cuda_graphs import Branches, Replay
from .training.optimizer import Diverged, Losses, Terms, adam, restore, set_rate, snapshot_of, step_down
from .training.step_inputs import Draw, draw
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


@dataclass(frozen=True)
class Beginning:
    """What a prop is begun with."""

    request: Request
    snapshot: dict[str, Tensor] | None = None  # a step's, to go on from
    start: Blockout | None = None  # the request's


def dreamfusion(
    beginnings: Sequence[Beginning], prior: Prior, device: torch.device, recorded: bool = True
) -> Iterator[list[Step | Diverged]]:
    """Yields what each prop begins with, then a step of each at a time; not asking for the next one is cancelling.

    The views of all are one batch for the prior, and each becomes what it would become alone: the same request on the
    same device gives the same field, but for the order of sums. They have the same preset, the same number of steps
    behind them, and all a start or none. On a GPU a step is recorded and replayed if `recorded`, which takes memory and
    saves time. A prop that has diverged stays as it is, and is yielded as the error from then on, on a GPU one step
    late. Raises KeyError or RuntimeError for a foreign snapshot.
    """
    requests = [each.request for each in beginnings]
    preset, levels = preset_of(requests[0], Preset), prior.alphas_cumprod.cpu()
    recorded = recorded and device.type == "cuda"
    begun = [begin(each.request, device, each.snapshot, each.start) for each in beginnings]
    fields, optimizers, firsts = [list(each) for each in zip(*begun, strict=True)]
    schedule = [stage for stage in preset.stages for _ in range(stage.steps)]
    take, branches = {}, Branches(len(fields), device)
    for stage in preset.stages:
        shapes = [shape_at(stage, each.start, device) for each in beginnings]
        take[stage] = Replay(partial(distil, fields, optimizers, prior, preset, stage, shapes, branches), recorded)
    losses: list[Losses] = []
    steps = [Step(firsts[0], preset.steps, {}, *each) for each in zip(fields, optimizers, strict=True)]
    yield [*steps]
    for number in range(firsts[0], len(schedule)):
        stage, progress = schedule[number], number / len(schedule)
        for optimizer in optimizers:
            set_rate(optimizer, preset.learning_rate * (0.1 + 0.9 * math.cos(math.pi / 2 * progress)))
        drawn = draw(requests, preset, stage, number, prior, levels, device)
        before, losses = losses, take[stage](drawn).numbers(number)
        checked = before if before and recorded else losses  # the GPU has the next step to do meanwhile
        steps = [taken(*each) for each in zip(steps, losses, checked, strict=True)]
        yield steps


def taken(before: Step | Diverged, losses: Losses, checked: Losses) -> Step | Diverged:
    """The step that follows `before`, unless a prop's losses have become no numbers."""
    if isinstance(before, Diverged):
        return before
    try:
        checked.check()
    except Diverged as error:
        return error
    return replace(before, number=before.number + 1, losses=losses)


def distil(
    fields: Sequence[Field],
    optimizers: Sequence[torch.optim.Optimizer],
    prior: Prior,
    preset: Preset,
    stage: Stage,
    shapes: Sequence[Tensor | None],
    branches: Branches,
    drawn: Draw,
) -> Terms:
    """Takes a step of Score Distillation Sampling with every prop. Nothing in it waits for a GPU."""
    views = preset.views
    cameras = drawn.c2w.split(views), drawn.lights.split(views), drawn.jitter.chunk(len(fields))
    sights = branches(partial(look, stage), fields, *cameras, drawn.background.split(views))
    x = prior.encode(torch.cat([sight.pictures for sight in sights]))
    gradient = sds_gradient(
        prior, x.detach(), drawn.timesteps, drawn.noise, drawn.embedding,
        preset.guidance_scale, preset.guidance_rescale, drawn.opposed, preset.noise_weighted,
    )  # fmt: skip
    weigh = partial(losses_of, preset, drawn.progress)
    losses = branches(weigh, x.split(views), gradient.split(views), sights, shapes)
    return step_down(losses, fields, optimizers)


@dataclass(frozen=True)
class Sight:
    """A prop from a step's cameras."""

    volume: Tensor  # the field's, with gradient
    rendering: Rendering
    directions: Tensor  # (R, 3) of the rays
    pictures: Tensor  # (B, 3, R, R) in 0..1, over backgrounds


def look(stage: Stage, field: Field, c2w: Tensor, lights: Lighting, jitter: Tensor, background: Tensor) -> Sight:
    """What B cameras see of a field."""
    volume = with_gradient(field.volume(stage.grid))
    rendering, directions = photograph(volume, c2w, lights, jitter, stage)
    return Sight(volume, rendering, directions, over(rendering, background, stage.resolution))


def losses_of(
    preset: Preset, progress: Tensor, x: Tensor, gradient: Tensor, sight: Sight, shape: Tensor | None
) -> dict[str, Tensor]:
    """What a prop's step goes down by, weighed."""
    losses = {
        "sds": sds_loss(x, gradient),
        "orientation": preset.orientation_weight * orientation_loss(sight.rendering, sight.directions),
        "opacity": preset.opacity_weight * opacity_loss(sight.rendering.opacity),
        "entropy": preset.entropy_weight * progress * entropy_loss(sight.rendering.opacity),
        "roughness": preset.roughness_weight * roughness_loss(sight.volume[..., :4]),
    }
    if shape is not None:
        losses["shape"] = preset.shape_weight * shape_loss(sight.volume, shape)
    return losses


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
    rgb = turn_normals(rendering.rgb, rendering.opacity, lights, c2w)
    return replace(rendering, rgb=rgb), directions


def over(rendering: Rendering, background: Tensor, resolution: int) -> Tensor:
    """(B, 3, R, R): the pictures of a rendering over backgrounds (B, 3, R, R) or (B, 3, 1, 1)."""
    rgb = rendering.rgb.view(-1, resolution, resolution, 3).permute(0, 3, 1, 2)
    return rgb + (1 - rendering.opacity).view(-1, 1, resolution, resolution) * background
