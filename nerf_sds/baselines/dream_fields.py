"""Dream Fields (arXiv 2112.01455): the same field, optimised for the similarity of its pictures to the caption.

There is no light: the pictures are the field's albedo (section 3.1). Two things keep it from filling the room: the mean
transmittance is rewarded up to a target that rises (section 3.2, equation 6), and the backgrounds are noise,
checkerboards and smooth textures, blurred, behind picture and all (section 3.3, appendix A).
"""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

import torch
from torch import Tensor
from torch.nn.functional import interpolate

from ..blockout import Blockout
from ..cameras import look_at_origin
from ..config import DreamFieldsPreset, Request, preset_of
from ..dreamfusion import Step, begin, over, photograph, shape_at
from ..field import with_gradient
from ..image_text import ImageText
from ..prompts import directed
from ..regularizers import roughness_loss, shape_loss
from ..shading import lighting
from ..training.optimizer import descend, set_rate
from ..training.step_inputs import CPU, generator
from ..viewpoints import AMBIENT_ALONE, sample_viewpoints


def dream_fields(
    request: Request,
    image_text: ImageText,
    device: torch.device,
    snapshot: dict[str, Tensor] | None = None,
    start: Blockout | None = None,
) -> Iterator[Step]:
    """Yields what it begins with, then a step at a time, as `dreamfusion` does, and raises what it raises."""
    preset = preset_of(request, DreamFieldsPreset)
    field, optimizer, first = begin(request, device, snapshot, start)
    yield Step(first, preset.steps, {}, field, optimizer)
    schedule = [stage for stage in preset.stages for _ in range(stage.steps)]
    shapes = {stage: shape_at(stage, start, device) for stage in preset.stages}
    for number in range(first, len(schedule)):
        stage, progress = schedule[number], number / len(schedule)
        random = Random(f"{request.seed} {number}")
        viewpoints = sample_viewpoints(random, preset.views, preset.elevation)
        volume = with_gradient(field.volume(stage.grid))
        unlit = lighting([AMBIENT_ALONE] * preset.views, [False] * preset.views, device)
        c2w = look_at_origin(viewpoints, device)
        jitter = torch.rand(preset.views * stage.resolution**2, generator=generator(random, device), device=device)
        rendering, _ = photograph(volume, c2w, unlit, jitter, stage)
        behind = backgrounds(preset.views, stage.resolution, generator(random, CPU)).to(device)
        pictures = over(rendering, behind, stage.resolution)
        prompts = [directed(request.prompt, view) if preset.view_dependent else request.prompt for view in viewpoints]
        similarity = image_text.embed_pictures(pictures) * image_text.embed_captions(prompts)
        losses = {
            "similarity": -similarity.sum(-1).mean(),
            "transmittance": preset.transmittance_weight
            * transmittance_loss(rendering.opacity.view(preset.views, -1), target_transmittance(progress, preset)),
            "roughness": preset.roughness_weight * roughness_loss(volume[..., :4]),
        }
        if (shape := shapes[stage]) is not None:
            losses["shape"] = preset.shape_weight * shape_loss(volume, shape)
        set_rate(optimizer, preset.learning_rate * (1 - 0.9 * progress))
        yield Step(number + 1, len(schedule), descend(losses, field, optimizer, number), field, optimizer)


def target_transmittance(progress: float, preset: DreamFieldsPreset) -> float:
    """The share of light that passes the prop: it rises, so that the field may form before it is cut to size."""
    low, high = preset.transmittance_target
    return low + (high - low) * min(1.0, progress / preset.transmittance_annealing)


def transmittance_loss(opacity: Tensor, target: float) -> Tensor:
    """-min(target, mean transmittance), from opacities (B, pixels) (equation 6)."""
    return -(1 - opacity).mean(dim=1).clamp(max=target).mean()


def backgrounds(count: int, resolution: int, generator: torch.Generator) -> Tensor:
    """(B, 3, R, R) in 0..1: noise, checkerboards or smooth textures in equal shares, more or less blurred."""

    def uniform(*shape: int) -> Tensor:
        return torch.rand(shape, generator=generator)

    kind = torch.randint(3, (count,), generator=generator)
    noise = uniform(count, 3, resolution, resolution)
    smooth = interpolate(uniform(count, 3, 5, 5), (resolution, resolution), mode="bicubic").clamp(0, 1)
    squares = 2 ** torch.randint(2, 5, (1,), generator=generator)
    cell = (torch.arange(resolution) * int(squares) // resolution) % 2
    colours = uniform(2, count, 3, 1, 1)
    checkers = colours[0].lerp(colours[1], (cell[:, None] ^ cell)[None, None].float())
    chosen = torch.stack([noise, checkers, smooth])[kind, torch.arange(count)]
    blurred = interpolate(
        interpolate(chosen, scale_factor=0.25, mode="area"), (resolution, resolution), mode="bilinear"
    )
    return chosen.lerp(blurred, uniform(count, 1, 1, 1))
