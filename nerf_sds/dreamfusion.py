"""DreamFusion (arXiv 2209.14988): optimises a radiance field by the score of a frozen diffusion model."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import partial

import torch
from torch import Tensor

from .config import Preset, Request, Stage
from .nerf.field import Field
from .nerf.regularizers import entropy_loss, opacity_loss, orientation_loss, roughness_loss, shape_loss
from .nerf.rendered_views import RenderedViews, render_views
from .sds import Prior, sds_gradient, sds_loss
from .training.cuda_graphs import ParallelStreams
from .training.initial_state import InitialState, initial_field
from .training.method import Method
from .training.optimizer import Optimizer
from .training.step_inputs import StepInputs, sample_inputs


class DreamFusion(Method[Preset, Field, StepInputs]):
    """The algorithm of the paper's figure 3: render, add noise, let the prior predict it, descend by the difference.

    The field is a sum of dense grids, and the numbers come from the preset. `paper.method` has the paper's own field
    and numbers.
    """

    recordable = True

    def __init__(self, preset: Preset, prior: Prior) -> None:
        self.preset, self.prior = preset, prior
        self._alphas_cumprod = prior.alphas_cumprod.cpu()

    def initial(self, start: InitialState, device: torch.device) -> tuple[Field, Optimizer]:
        """Returns a field of grids and its Adam optimizer, see `initial_field`."""
        return initial_field(start, self.preset, device)

    def learning_rate(self, progress: float) -> float:
        """Falls from 1 to 0.1 along a quarter of a cosine."""
        return 0.1 + 0.9 * math.cos(math.pi / 2 * progress)

    def sample(self, requests: Sequence[Request], stage: Stage, number: int, device: torch.device) -> StepInputs:
        """Draws cameras, lights, backgrounds, timesteps and noise, see `sample_inputs`."""
        return sample_inputs(requests, self.preset, stage, number, self.prior, self._alphas_cumprod, device)

    def losses(self, field: Field, inputs: StepInputs, stage: Stage) -> dict[str, Tensor]:
        """Returns the SDS loss and the weighted regularisers of one prop.

        The prior's correction of the rendered images becomes a gradient of the field.
        """
        views = render_views(field, inputs.setup, stage)
        x = self.prior.encode(views.images)
        gradient = self.gradient(x.detach(), inputs)
        return {"sds": sds_loss(x, gradient), **self.regularisers(field, views, inputs.progress, stage)}

    def gradient(self, x: Tensor, inputs: StepInputs) -> Tensor:
        """Returns w(t) (eps_hat(z_t; y, t) - eps), (B, C, H, W), for encoded images x (B, C, H, W).

        Descending along it moves the images towards what the prior expects for the prompt.
        """
        return sds_gradient(
            self.prior, x, inputs.timesteps, inputs.noise, inputs.embedding,
            self.preset.guidance_scale, self.preset.guidance_rescale, inputs.opposed, self.preset.noise_weighted,
        )  # fmt: skip

    def regularisers(self, field: Field, views: RenderedViews, progress: Tensor, stage: Stage) -> dict[str, Tensor]:
        """Returns the weighted regularisers of the normals, the opacity, the roughness and the start shape, if any."""
        preset, opacity = self.preset, views.rendering.opacity
        terms = {
            "orientation": preset.orientation_weight * orientation_loss(views.rendering, views.directions),
            "opacity": preset.opacity_weight * opacity_loss(opacity),
            "entropy": preset.entropy_weight * progress * entropy_loss(opacity),
            "roughness": preset.roughness_weight * roughness_loss(views.volume[..., :4]),
        }
        if field.start_depths:
            terms["shape"] = preset.shape_weight * shape_loss(views.volume, field.start_depths[stage.grid])
        return terms

    def batch_losses(
        self, fields: Sequence[Field], inputs: StepInputs, stage: Stage, parallel: ParallelStreams
    ) -> list[dict[str, Tensor]]:
        """Returns the `losses` of each prop. The prior gets the views of all props as one batch.

        Everything else is computed for each prop separately, in parallel streams.
        """
        if len(fields) == 1:
            return super().batch_losses(fields, inputs, stage, parallel)

        def weigh(field: Field, x: Tensor, gradient: Tensor, views: RenderedViews) -> dict[str, Tensor]:
            return {"sds": sds_loss(x, gradient), **self.regularisers(field, views, inputs.progress, stage)}

        views = parallel(partial(render_views, stage=stage), fields, inputs.setup.chunk(len(fields)))
        x = self.prior.encode(torch.cat([each.images for each in views]))
        gradient = self.gradient(x.detach(), inputs)
        return parallel(weigh, fields, x.split(self.preset.views), gradient.split(self.preset.views), views)
