"""Dream Fields (arXiv 2112.01455): optimises our field so that its images match the caption.

The images show the field's albedo without light (section 3.1). Two things keep the field small. The mean transmittance
is rewarded up to a target that rises (section 3.2, equation 6). The backgrounds are blurred noise, checkerboards and
smooth textures (section 3.3, appendix A).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

import torch
from torch import Tensor
from torch.nn.functional import interpolate

from ..config import ClipMeshPreset, DreamFieldsPreset, Request, Stage
from ..image_text import ImageText
from ..nerf.cameras import look_at_origin
from ..nerf.field import Field
from ..nerf.regularizers import roughness_loss, shape_loss
from ..nerf.rendered_views import ViewSetup, render_views
from ..nerf.shading import lighting
from ..prompts import directed
from ..training.initial_state import InitialState, initial_field
from ..training.method import Method
from ..training.optimizer import Optimizer
from ..training.step_inputs import CPU, generator
from ..viewpoints import AMBIENT_ALONE, Viewpoint, sample_viewpoints


@dataclass(frozen=True)
class DreamFieldsInputs:
    """The random inputs of a step with B views."""

    progress: float  # share of completed steps, 0..1
    setup: ViewSetup
    captions: list[str]  # B


class DreamFields(Method[DreamFieldsPreset, Field, DreamFieldsInputs]):
    """The method `dream-fields`."""

    def __init__(self, preset: DreamFieldsPreset, image_text: ImageText) -> None:
        self.preset, self.image_text = preset, image_text

    def initial(self, start: InitialState, device: torch.device) -> tuple[Field, Optimizer]:
        """Returns a field of grids and its Adam optimizer, see `initial_field`."""
        return initial_field(start, self.preset, device)

    def learning_rate(self, progress: float) -> float:
        """Falls linearly from 1 to 0.1."""
        return 1 - 0.9 * progress

    def sample(self, requests: Sequence[Request], stage: Stage, number: int, device: torch.device) -> DreamFieldsInputs:
        """Draws the cameras, ray jitter and backgrounds of one prop. There is ambient light alone."""
        (request,), views, size = requests, self.preset.views, stage.resolution
        random = Random(f"{request.seed} {number}")
        viewpoints = sample_viewpoints(random, views, self.preset.elevation)
        unlit = lighting([AMBIENT_ALONE] * views, [False] * views, device)
        jitter = torch.rand(views * size**2, generator=generator(random, device), device=device)
        behind = backgrounds(views, size, generator(random, CPU)).to(device)
        setup = ViewSetup(look_at_origin(viewpoints, device), unlit, behind, jitter)
        return DreamFieldsInputs(number / self.preset.steps, setup, captions(request, viewpoints, self.preset))

    def losses(self, field: Field, inputs: DreamFieldsInputs, stage: Stage) -> dict[str, Tensor]:
        """Returns the similarity loss and the weighted transmittance, roughness and shape losses."""
        preset, views = self.preset, render_views(field, inputs.setup, stage)
        opacity, target = views.rendering.opacity.view(preset.views, -1), target_transmittance(inputs.progress, preset)
        terms = {
            "similarity": similarity_loss(self.image_text, views.images, inputs.captions),
            "transmittance": preset.transmittance_weight * transmittance_loss(opacity, target),
            "roughness": preset.roughness_weight * roughness_loss(views.volume[..., :4]),
        }
        if field.start_depths:
            terms["shape"] = preset.shape_weight * shape_loss(views.volume, field.start_depths[stage.grid])
        return terms


def captions(
    request: Request, viewpoints: Sequence[Viewpoint], preset: DreamFieldsPreset | ClipMeshPreset
) -> list[str]:
    """Returns the caption of each viewpoint: the prompt, with view words if the preset asks for them."""
    return [directed(request.prompt, view) if preset.view_dependent else request.prompt for view in viewpoints]


def similarity_loss(image_text: ImageText, images: Tensor, captions: Sequence[str]) -> Tensor:
    """Returns the negative mean cosine similarity of images (B, 3, R, R) and their B captions."""
    return -(image_text.embed_pictures(images) * image_text.embed_captions(captions)).sum(-1).mean()


def target_transmittance(progress: float, preset: DreamFieldsPreset) -> float:
    """Returns the transmittance, 0..1, up to which more of it is rewarded.

    It rises, so that the field can form before it is trimmed. `progress`, 0..1, is the share of completed steps.
    """
    low, high = preset.transmittance_target
    return low + (high - low) * min(1.0, progress / preset.transmittance_annealing)


def transmittance_loss(opacity: Tensor, target: float) -> Tensor:
    """Returns -min(target, mean transmittance), averaged over the views (equation 6). `opacity` is (B, pixels)."""
    return -(1 - opacity).mean(dim=1).clamp(max=target).mean()


def backgrounds(count: int, resolution: int, generator: torch.Generator) -> Tensor:
    """Draws `count` backgrounds (B, 3, R, R) in 0..1: noise, checkerboards or smooth textures, blurred at random.

    The three kinds are equally likely.
    """

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
