"""The process in which a concept is drawn: `python -m nerf_sds.worker.concept FOLDER`, started by `concept.draw`.

Four samples a quarter turn apart tell both what the prior makes of the words and whether it knows all sides. They are
one prop for a prior that sees four views together, and four for the others.
"""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

from .. import models
from ..config import Preset, Request, preset_of
from ..jobs.concept import SHEET
from ..jobs.protocol import Done, Entered
from ..prompts import all_directed, directed
from ..viewpoints import DISTANCE, Viewpoint
from ..words.understanding import asked
from . import generate
from .process import JobContext, main, one_by_one

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from torch import Tensor

    from ..sds import Prior

VIEWPOINTS = [Viewpoint(azimuth, 20.0, sum(DISTANCE) / 2) for azimuth in (30, 120, 210, 300)]
RESOLUTION = 64  # pixels, of a prior that draws in any
STEPS = 20
SIZE = 256  # pixels a side of each picture in the sheet
GUIDANCE_SCALES = {  # at most, by family of models.py: score distillation wants far more
    "toybox": 7.5,  # own
    "world": 4.0,  # own
    "pixel": 7.0,  # diffusers' IFPipeline
    "latent": 7.5,  # diffusers' StableDiffusionPipeline
    "multiview": 10.0,  # MVDream, scripts/t2i.py
}


def draw(request: Request, job: JobContext) -> Done:
    """Writes the sheet of the request's prompt and seed by its prior, guided as its preset has it."""
    from ..priors import load_prior
    from .run_reporter import write_picture

    start = time.monotonic()
    job.tell(Entered("Loading the diffusion model"))
    context = generate.choose_context(request, job)
    request = asked(request)
    wanted = [*all_directed(request.prompt), preset_of(request, Preset).negative_prompt]
    prior = load_prior(request.prior, context.device, context.dtype, wanted, context.profile)
    job.tell(Entered("Drawing"))
    write_picture(job.folder / SHEET, sheet(pictures(request, prior)))
    return Done(time.monotonic() - start)


def pictures(request: Request, prior: Prior) -> Tensor:
    """(4, 3, R, R) in 0..1."""
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
        preset.guidance_rescale if family in ("toybox", "world") else 0.0,  # the makers of the others sample without
        preset.negative_prompt,
    )


def sheet(pictures: Tensor) -> NDArray[np.uint8]:
    """(2 SIZE, 2 SIZE, 3) sRGB: four pictures, the front first, then on towards +X."""
    from torch.nn.functional import interpolate

    large = interpolate(pictures, SIZE, mode="bicubic", antialias=True).clamp(0, 1)
    grid = (255 * large).round().byte().view(2, 2, 3, SIZE, SIZE).permute(0, 3, 1, 4, 2)
    return grid.reshape(2 * SIZE, 2 * SIZE, 3).cpu().numpy()


if __name__ == "__main__":
    main(sys.argv[1:], one_by_one(draw))
