"""Draws a concept for `jobs.concept.draw`.

Four samples, a quarter turn apart, show how the prior interprets the words and whether it knows all sides. A prior that
samples four views together draws one prop; any other prior draws a different prop in each picture.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from .. import models
from ..config import Preset, Request, preset_of
from ..jobs.concept import SHEET
from ..jobs.protocol import Done, Entered
from ..prompts import all_directed, directed
from ..viewpoints import DISTANCE, Viewpoint
from ..words.understanding import asked
from . import generate
from .process import JobContext

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from torch import Tensor

    from ..sds import Prior

VIEWPOINTS = [Viewpoint(azimuth, 20.0, sum(DISTANCE) / 2) for azimuth in (30, 120, 210, 300)]
RESOLUTION = 64  # pixels per side of a sample, for priors that can draw any size
STEPS = 20
SIZE = 256  # pixels per side of each picture in the sheet
GUIDANCE_SCALES = {  # upper limits by family of models.py: score distillation needs much larger scales
    "world": 4.0,  # own
    "dirac": 4.0,  # own
    "pixel": 7.0,  # diffusers' IFPipeline
    "latent": 7.5,  # diffusers' StableDiffusionPipeline
    "multiview": 10.0,  # MVDream, scripts/t2i.py
}


def draw(request: Request, job: JobContext) -> Done:
    """Writes the sheet for the prompt and the seed of the request. The guidance comes from the request's preset."""
    from ..priors import load_prior
    from .run_reporter import write_picture

    start = time.monotonic()
    job.tell(Entered("Loading the diffusion model"))
    context = generate.choose_context(request, job)
    request = asked(request)
    wanted = [*all_directed(request.prompt), preset_of(request, Preset).negative_prompt]
    prior = load_prior(request.prior, context.device, context.dtype, wanted, context.profile)
    job.tell(Entered("Drawing"))
    write_picture(job.folder / SHEET, sheet(pictures(request, prior, job.check)))
    return Done(time.monotonic() - start)


def pictures(request: Request, prior: Prior, before_step: Callable[[], None] = lambda: None) -> Tensor:
    """Returns four samples, (4, 3, R, R) RGB in 0..1, one for each of VIEWPOINTS. Calls `before_step` at each step."""
    from ..priors.sampling import sample

    preset, family = preset_of(request, Preset), models.family(request.prior)
    return sample(
        prior,
        [directed(request.prompt, viewpoint, prior.view_words) for viewpoint in VIEWPOINTS],
        VIEWPOINTS,
        RESOLUTION,
        min(preset.guidance_scale, GUIDANCE_SCALES[family]),
        STEPS,
        request.seed,
        preset.guidance_rescale if request.prior in models.BUILT_IN else 0.0,  # the other models' authors use none
        preset.negative_prompt,
        before_step=before_step,
    )


def sheet(pictures: Tensor) -> NDArray[np.uint8]:
    """Arranges four pictures (4, 3, R, R) in 0..1 in a sheet (2 SIZE, 2 SIZE, 3) of 8-bit sRGB.

    Row by row, the first picture is the front; the others follow as the camera turns towards +X.
    """
    from torch.nn.functional import interpolate

    large = interpolate(pictures, SIZE, mode="bicubic", antialias=True).clamp(0, 1)
    grid = (255 * large).round().byte().view(2, 2, 3, SIZE, SIZE).permute(0, 3, 1, 4, 2)
    return grid.reshape(2 * SIZE, 2 * SIZE, 3).cpu().numpy()
