"""Draws the texture of a mesh anew: first in whole views, then in crops, whose details are finer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import torch

from ..compute.memory import RunContext
from ..config import Request
from ..mesh.texture import TexturedMesh
from ..priors import load_prior
from ..priors.world_prior import WorldPrior
from ..prompts import all_directed
from ..sds import Prior
from ..viewpoints import DISTANCE, Viewpoint
from ..words.understanding import asked
from .rounds import Condition, Round, redrawn
from .surface import surface_of
from .views import crops, look

RINGS = ((10.0, 0.0), (20.0, 45.0), (55.0, 22.5))  # elevation and first azimuth of each ring of views, degrees
RING = 4  # views in a ring: a prior that sees several together sees four
VIEWPOINTS = [
    Viewpoint(azimuth + 360 / RING * i, elevation, sum(DISTANCE) / 2)
    for elevation, azimuth in RINGS
    for i in range(RING)
]
BROAD = Round(start=0.7, steps=7, guidance_scale=2.5, rescale=0.5, sharpness=3.0)
FINE = Round(start=0.5, steps=4, guidance_scale=2.0, rescale=0.5, sharpness=3.0)
RESOLUTION = 64  # pixels per side of a picture
ZOOM = 2.0  # of the crops
EMPTY = 0.02  # coverage below which a crop is left out


def draw(
    request: Request, textured: TexturedMesh, context: RunContext, before_batch: Callable[[], None] = lambda: None
) -> TexturedMesh:
    """Returns the mesh with the texture that the request's prior draws for its prompt and seed, see `drawn`."""
    request = asked(request)
    words = all_directed(request.prompt)
    prior = load_prior(request.prior, context.device, context.dtype, words, context.profile)
    return drawn(prior, request.prompt, textured, request.seed, before_batch)


def drawn(
    prior: Prior, prompt: str, textured: TexturedMesh, seed: int, before_batch: Callable[[], None] = lambda: None
) -> TexturedMesh:
    """Returns the mesh with a new texture of the same size; mesh, UVs and normal map stay.

    The same seed on the same device gives the same texture. For `before_batch` see `redrawn`.
    """
    generator = torch.Generator().manual_seed(seed)
    surface = surface_of(textured, prior.alphas_cumprod.device)
    views = [look(surface, viewpoint, RESOLUTION) for viewpoint in VIEWPOINTS]
    surface = redrawn(surface, views, Condition(prior, prompt, views), BROAD, generator, before_batch)
    if isinstance(prior, WorldPrior):
        views = [
            view
            for viewpoint in VIEWPOINTS
            for crop in crops(surface, viewpoint, ZOOM)
            if (view := look(surface, viewpoint, RESOLUTION, crop)).coverage.mean() > EMPTY
        ]
        surface = redrawn(surface, views, Condition(prior, prompt, views), FINE, generator, before_batch)
    texture = (255 * surface.texture(surface.colours)).round().byte().cpu().numpy()
    return replace(textured, albedo=np.ascontiguousarray(texture))
