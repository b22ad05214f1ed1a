"""Draws the texture of a mesh anew: first in whole views, then in crops, whose details are finer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import count

import torch

from .. import models
from ..compute.memory import RunContext
from ..config import Request
from ..mesh.extraction import Floats
from ..mesh.texture import TexturedMesh
from ..priors import load_prior
from ..priors.world_prior import WorldPrior
from ..prompts import all_directed
from ..sds import Prior
from ..viewpoints import DISTANCE, WHOLE, Viewpoint
from ..words.understanding import asked
from .rounds import Condition, Round, batches, redrawn
from .surface import Surface, surface_of
from .views import View, crops, looks

RINGS = ((10.0, 0.0), (20.0, 45.0), (55.0, 22.5))  # elevation and first azimuth of each ring of views, degrees
RING = 4  # views in a ring: a prior that sees several together sees four
VIEWPOINTS = [
    Viewpoint(azimuth + 360 / RING * i, elevation, sum(DISTANCE) / 2)
    for elevation, azimuth in RINGS
    for i in range(RING)
]
BARE = Round(start=1.0, steps=6, guidance_scale=5.0, rescale=0.5, sharpness=3.0)  # whole views of a bare mesh
AGAIN = replace(BARE, start=0.93)  # the same views once more: now they have colours that the background is chosen by
BROAD = Round(start=0.55, steps=6, guidance_scale=2.0, rescale=0.5, sharpness=3.0)  # whole views, without crops
FINE = Round(start=0.55, steps=4, guidance_scale=2.0, rescale=0.5, sharpness=3.0)  # crops
RESOLUTION = 64  # pixels per side of a picture
ZOOM = 2.0  # of the crops
EMPTY = 0.02  # coverage below which a crop is left out


Follow = Callable[[int, int], None]  # called before each use of the prior with how many are over, and how many of all


def check_prior(prior: str) -> None:
    """Raises ValueError with one line unless the diffusion model draws textures, as `world` and its like do."""
    if models.family(prior) not in models.BUILT_IN:
        raise ValueError(f"{prior} draws no textures: choose {models.SHIPPED}")


def draw(
    request: Request,
    textured: TexturedMesh,
    context: RunContext,
    before_batch: Follow = lambda over, total: None,
    is_bare: bool = False,
    keep: Floats | None = None,
) -> TexturedMesh:
    """Returns the mesh with the texture that the request's prior draws for its prompt and seed, see `drawn`."""
    request = asked(request)
    words = all_directed(request.prompt)
    prior = load_prior(request.prior, context.device, context.dtype, words, context.profile)
    return drawn(prior, request.prompt, textured, request.seed, before_batch, is_bare, keep)


def drawn(
    prior: Prior,
    prompt: str,
    textured: TexturedMesh,
    seed: int,
    before_batch: Follow = lambda over, total: None,
    is_bare: bool = False,
    keep: Floats | None = None,
) -> TexturedMesh:
    """Returns the mesh with a new texture of the same size; mesh, UVs and normal map stay.

    Colours and layout stay about those of the texture that the mesh has, unless the mesh `is_bare`: then the drawing
    begins with pure noise. `keep` (S, S) in 0..1, top row first, says where the texture stays: 1 for exactly. The same
    seed on the same device gives the same texture. What `before_batch` raises ends the drawing.
    """
    generator = torch.Generator().manual_seed(seed)
    surface = surface_of(textured, prior.alphas_cumprod.device, keep)

    takes_crops = isinstance(prior, WorldPrior)
    broad = [BARE, AGAIN] if is_bare else [] if takes_crops else [BROAD]
    whole = whole_views(surface) if broad else []
    rounds = [(whole, settings) for settings in broad]
    rounds += [(views_of_crops(surface), FINE)] if takes_crops else []
    over, total = count(), sum(settings.steps * len(batches(prior, views)) for views, settings in rounds)
    colours = surface.colours
    for views, settings in rounds:
        condition = Condition(prior, prompt, views, settings)
        begun = replace(surface, colours=colours)
        colours = redrawn(begun, views, condition, generator, lambda: before_batch(next(over), total))
        colours = colours if is_bare else surface.bounded(colours)
    texture = (255 * surface.texture(colours)).round().byte().cpu().numpy()
    return replace(textured, albedo=texture)


def whole_views(surface: Surface) -> list[View]:
    """Returns the views of the whole surface from VIEWPOINTS."""
    return [view for viewpoint in VIEWPOINTS for view in looks(surface, viewpoint, RESOLUTION, [WHOLE])]


def views_of_crops(surface: Surface) -> list[View]:
    """Returns the views of the crops that show the surface from VIEWPOINTS."""
    views = [looks(surface, viewpoint, RESOLUTION, crops(surface, viewpoint, ZOOM)) for viewpoint in VIEWPOINTS]
    return [view for of_each in views for view in of_each if view.coverage.mean() > EMPTY]
