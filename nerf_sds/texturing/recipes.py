"""How each kind of diffusion model draws textures: the sizes of its pictures, its rounds, and the light in them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ..priors.latent import LatentPrior
from ..priors.world_prior import WorldPrior
from ..sds import Prior


@dataclass(frozen=True)
class Round:
    """One descent from noise to a texture."""

    start: float  # noise at the first step, as a share of the prior's schedule
    steps: int
    guidance_scale: float  # see `sds.guide`
    rescale: float  # see `sds.guide`
    sharpness: float  # see `views.merged`


@dataclass(frozen=True)
class Recipe:
    """The rounds in which a prior draws the texture of a mesh, one after the other.

    Whole views go through the rounds of `bare` if the mesh has no texture yet, else through those of `broad`. Then the
    crops go through those of `fine`.
    """

    bare: tuple[Round, ...]
    broad: tuple[Round, ...] = ()
    fine: tuple[Round, ...] = ()
    resolution: int = 64  # pixels per side of a picture
    is_lit: bool = False  # whether a sun behind the camera lights the pictures, for priors that draw no albedo


NOISE = Round(start=1.0, steps=6, guidance_scale=5.0, rescale=0.5, sharpness=3.0)
AGAIN = replace(NOISE, start=0.93)  # the same views once more: now they have colours that the background is chosen by
KEPT = Round(start=0.55, steps=6, guidance_scale=2.0, rescale=0.5, sharpness=3.0)  # keeps the layout that is there
DIRAC = Recipe(bare=(NOISE, AGAIN), broad=(KEPT,))
WORLD = Recipe(bare=(NOISE, AGAIN), fine=(replace(KEPT, steps=4),))
# Begins below pure noise, which would hide the shading that tells a large prior the shape of a bare mesh.
SHAPED = Round(start=0.95, steps=15, guidance_scale=7.5, rescale=0.0, sharpness=3.0)
FALLING = tuple(replace(SHAPED, start=start, steps=steps) for start, steps in ((0.5, 10), (0.3, 6), (0.15, 4)))
LARGE = Recipe(bare=(SHAPED, *FALLING), broad=FALLING, is_lit=True)


def recipe_of(prior: Prior) -> Recipe:
    """Returns the recipe for a prior that `models.check_draws_textures` lets pass."""
    if isinstance(prior, LatentPrior):
        return replace(LARGE, resolution=prior.resolution)
    return WORLD if isinstance(prior, WorldPrior) else DIRAC
