"""Draws the texture of a mesh anew, in the rounds of the prior's recipe: whole views, crops, or both."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import count

import torch

from ..compute.memory import RunContext
from ..config import Request
from ..mesh.extraction import Floats
from ..mesh.texture import TexturedMesh
from ..priors import load_prior
from ..prompts import all_directed
from ..sds import Prior
from ..viewpoints import DISTANCE, WHOLE, Crop, Viewpoint
from ..words.understanding import asked
from .recipes import Recipe, recipe_of
from .rounds import Condition, batches, redrawn
from .surface import Surface, surface_of
from .views import View, crops, looks

RINGS = ((10.0, 0.0), (20.0, 45.0), (55.0, 22.5))  # elevation and first azimuth of each ring of views, degrees
RING = 4  # views in a ring: a prior that sees several together sees four
VIEWPOINTS = [
    Viewpoint(azimuth + 360 / RING * i, elevation, sum(DISTANCE) / 2)
    for elevation, azimuth in RINGS
    for i in range(RING)
]
ZOOM = 2.0  # of the crops
EMPTY = 0.02  # coverage below which a crop is left out


Follow = Callable[[int, int], None]  # called before each use of the prior with how many are over, and how many of all


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

    Colours and layout stay about those of the texture that the mesh has, unless the mesh `is_bare`. `keep` (S, S)
    in 0..1, top row first, says where the texture stays: 1 for exactly. The same seed on the same device gives the
    same texture. What `before_batch` raises ends the drawing.
    """
    generator = torch.Generator().manual_seed(seed)
    surface, recipe = surface_of(textured, prior.alphas_cumprod.device, keep), recipe_of(prior)
    of_whole = recipe.bare if is_bare else recipe.broad
    whole = whole_views(surface, recipe) if of_whole else []
    parts = views_of_crops(surface, recipe) if recipe.fine else []
    rounds = [*((whole, settings) for settings in of_whole), *((parts, settings) for settings in recipe.fine)]
    over, total = count(), sum(settings.steps * len(batches(prior, views)) for views, settings in rounds)
    colours = surface.colours
    for views, settings in rounds:
        condition = Condition(prior, prompt, views, settings)
        begun = replace(surface, colours=colours)
        colours = redrawn(begun, views, condition, generator, lambda: before_batch(next(over), total))
        colours = colours if is_bare else surface.bounded(colours)
    texture = (255 * surface.texture(colours)).round().byte().cpu().numpy()
    return replace(textured, albedo=texture)


def whole_views(surface: Surface, recipe: Recipe) -> list[View]:
    """Returns the views of the whole surface from VIEWPOINTS."""
    return [view for viewpoint in VIEWPOINTS for view in _views(surface, viewpoint, recipe, [WHOLE])]


def views_of_crops(surface: Surface, recipe: Recipe) -> list[View]:
    """Returns the views of the crops that show the surface from VIEWPOINTS."""
    views = [_views(surface, viewpoint, recipe, crops(surface, viewpoint, ZOOM)) for viewpoint in VIEWPOINTS]
    return [view for of_each in views for view in of_each if view.coverage.mean() > EMPTY]


def _views(surface: Surface, viewpoint: Viewpoint, recipe: Recipe, shown: Sequence[Crop]) -> list[View]:
    """Returns the views of these crops from a viewpoint, as large and lit as the recipe says."""
    return looks(surface, viewpoint, recipe.resolution, shown, recipe.is_lit)
