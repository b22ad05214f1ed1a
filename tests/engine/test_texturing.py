"""A texture that a diffusion model draws on a finished mesh."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import torch
from analytic import SMALL, Solid, ball, union
from torch import Tensor

from nerf_sds import models
from nerf_sds.mesh import extraction, texture
from nerf_sds.mesh.texture import TexturedMesh
from nerf_sds.mesh.turntable import look as photograph
from nerf_sds.paths import WORLD
from nerf_sds.priors import load_prior
from nerf_sds.priors.dirac import DiracPrior
from nerf_sds.sds import Prior
from nerf_sds.texturing import drawing, recipes
from nerf_sds.texturing.recipes import Recipe
from nerf_sds.texturing.rounds import contrasting
from nerf_sds.texturing.surface import CHANGE, surface_of
from nerf_sds.texturing.views import crops, looks, merged
from nerf_sds.viewpoints import WHOLE, Crop, Viewpoint

CPU = torch.device("cpu")
RED = (0.8, 0.1, 0.1)
FRONT = Viewpoint(0, 10, 3.1)


@pytest.fixture(scope="module")
def snowman() -> TexturedMesh:
    """Its texture is white."""
    field = Solid(union(ball(0, 0, -0.35, 0.45), ball(0, 0, 0.2, 0.3), ball(0, 0, 0.6, 0.2)))
    baked = texture.unwrap_and_bake(field, extraction.extract(field, SMALL, size=2.0), SMALL)
    return replace(baked, albedo=np.full_like(baked.albedo, 255))


def test_a_mesh_gets_the_only_colour_that_its_prior_knows_on_all_sides(snowman: TexturedMesh) -> None:
    red = drawing.drawn(DiracPrior(RED, CPU), "a snowman", snowman, seed=0, is_bare=True)
    for x, y, z in np.ndindex(3, 3, 3):
        direction = np.array([x, y, z]) - 1.0
        if direction.any():
            azimuth = np.degrees(np.arctan2(direction[0], -direction[1]))
            elevation = 0.99 * np.degrees(np.arctan2(direction[2], np.hypot(*direction[:2])))
            seen = photograph(red, Viewpoint(float(azimuth), float(elevation), 3.1), 64)
            assert np.abs(seen.albedo - RED).max() < 0.02, (azimuth, elevation)


class TwoMinds(DiracPrior):
    """Draws the background in its first descent from noise, and its one colour afterwards."""

    descents, last = 0, 0

    def predict_noise(self, z: Tensor, timesteps: Tensor, embedding: Tensor) -> Tensor:
        self.descents, self.last = self.descents + int(timesteps[0] > self.last), int(timesteps[0])
        colour = (0.9, 0.9, 0.9) if self.descents == 1 else RED
        self.picture = self.encode(torch.tensor(colour)[None, :, None, None])
        return super().predict_noise(z, timesteps, embedding)


def test_what_the_first_drawing_of_a_bare_mesh_leaves_out_the_second_draws(snowman: TexturedMesh) -> None:
    grey = replace(snowman, albedo=np.full_like(snowman.albedo, 128))
    red = drawing.drawn(TwoMinds(RED, CPU), "a snowman", grey, seed=0, is_bare=True)
    assert np.abs(red.albedo / 255 - RED).max() < 0.02


def test_mesh_uvs_and_normal_map_stay(snowman: TexturedMesh) -> None:
    red = drawing.drawn(DiracPrior(RED, CPU), "a snowman", snowman, seed=0)
    assert red.mesh is snowman.mesh and red.uvs is snowman.uvs and red.normals is snowman.normals
    assert red.albedo.shape == snowman.albedo.shape and red.albedo.dtype == np.uint8


def test_what_is_to_be_kept_stays_and_the_rest_is_drawn(snowman: TexturedMesh) -> None:
    size = len(snowman.albedo)
    keep = np.zeros((size, size), np.float32)
    keep[:, : size // 2] = 1
    red = drawing.drawn(DiracPrior(RED, CPU), "a snowman", snowman, seed=0, is_bare=True, keep=keep)
    surface = surface_of(snowman, CPU, keep)
    colours, kept = surface_of(red, CPU).colours, surface.kept[:, 0] == 1
    assert torch.equal(colours[kept], surface.colours[kept])
    assert (colours[~kept] - torch.tensor(RED)).abs().max() < 0.03


def test_the_colours_of_a_texture_stay_about_the_same(snowman: TexturedMesh) -> None:
    pink = drawing.drawn(DiracPrior(RED, CPU), "a snowman", snowman, seed=0)
    change = np.linalg.norm(pink.albedo / 255.0 - 1, axis=-1)
    assert 0.9 * CHANGE < change.mean() < 1.1 * CHANGE


def test_detail_is_free_of_the_bound_on_regions(snowman: TexturedMesh) -> None:
    surface = surface_of(replace(snowman, albedo=np.full_like(snowman.albedo, 128)), CPU)
    stripes = torch.sign(torch.sin(60 * surface.points[:, 2:])) * 0.2 + surface.colours
    assert (surface.bounded(stripes) - stripes).abs().mean() < 0.01


def test_the_seed_decides(snowman: TexturedMesh, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recipes, "WORLD", Recipe(bare=(), fine=(replace(recipes.KEPT, steps=1),)))
    monkeypatch.setattr(drawing, "VIEWPOINTS", drawing.VIEWPOINTS[:2])
    prior = load_prior("world", CPU, torch.float32)
    first, again, other = (drawing.drawn(prior, "a snowman", snowman, seed).albedo for seed in (3, 3, 4))
    assert np.array_equal(first, again)
    assert not np.array_equal(first, other)


def test_a_view_of_a_crop_renders_that_part_of_the_picture(snowman: TexturedMesh) -> None:
    surface = surface_of(snowman, CPU)
    colours = surface.points / 2 + 0.5
    grey = torch.full((3,), 0.5)
    whole = looks(surface, FRONT, 128, [WHOLE])[0].render(surface.texture(colours), grey)
    part = looks(surface, FRONT, 64, [Crop(0.5, -0.5, 2.0)])[0].render(surface.texture(colours), grey)
    assert (whole[:, 64:, 64:] - part).abs().mean() < 0.01


def test_crops_show_all_of_the_surface_that_their_picture_shows(snowman: TexturedMesh) -> None:
    surface = surface_of(snowman, CPU)
    whole = set(looks(surface, FRONT, 64, [WHOLE])[0].texels.tolist())
    views = looks(surface, FRONT, 64, crops(surface, FRONT, 2.0))
    parts = {texel for view in views for texel in view.texels.tolist()}
    assert len(whole - parts) < 0.02 * len(whole)


@pytest.mark.parametrize("is_lit", [False, True])
def test_pictures_of_a_texture_merge_to_that_texture_without_their_light(snowman: TexturedMesh, is_lit: bool) -> None:
    surface = surface_of(snowman, CPU)
    colours = surface.points / 2 + 0.5
    views = drawing.whole_views(surface, Recipe(bare=(), resolution=128, is_lit=is_lit))
    white = torch.ones(3)
    pictures = torch.stack([view.render(surface.texture(colours), white) for view in views])
    back, certainty = merged(surface, views, pictures, white, 3.0)
    seen = certainty[:, 0] > 0.9
    assert seen.float().mean() > 0.7
    assert (surface.filled(back, certainty) - colours)[seen].abs().mean() < 0.002


def test_light_shows_the_shape_of_a_bare_mesh(snowman: TexturedMesh) -> None:
    surface = surface_of(snowman, CPU)
    plain, lit = (looks(surface, FRONT, 64, [WHOLE], is_lit)[0] for is_lit in (False, True))
    first, second = (view.render(surface.texture(surface.colours), torch.zeros(3)) for view in (plain, lit))
    inside = plain.coverage == 1
    assert first[:, inside].min() > 0.99
    assert second[:, inside].min() < 0.8 and second[:, inside].max() > 0.98


def test_what_a_prior_draws_as_background_leaves_the_texture_as_it_is(snowman: TexturedMesh) -> None:
    surface = surface_of(snowman, CPU)
    views, grey = looks(surface, FRONT, 64, [WHOLE]), torch.full((3,), 0.4)
    colours, certainty = merged(surface, views, grey[None, :, None, None].expand(1, 3, 64, 64), grey, 3.0)
    assert certainty.max() == 0 and torch.equal(colours, surface.colours)


def test_hidden_texels_change_as_their_neighbours_do(snowman: TexturedMesh) -> None:
    surface = surface_of(snowman, CPU)
    certainty = (surface.points[:, 1:2] < 0).float()
    drawn = torch.lerp(surface.colours, torch.tensor(RED), certainty)
    torch.testing.assert_close(surface.filled(drawn, certainty), torch.tensor(RED).expand_as(drawn))


@pytest.mark.parametrize("colour", [(1.0, 1.0, 1.0), (0.0, 0.0, 0.0), (0.5, 0.5, 0.5), (0.6, 0.4, 0.2)])
def test_the_background_contrasts_with_the_texture(colour: tuple[float, float, float]) -> None:
    colours = torch.tensor(colour).expand(500, 3)
    assert (contrasting(colours) - torch.tensor(colour)).norm() > 0.3


def test_whoever_stops_the_drawing_is_heard_before_the_prior_is_used(snowman: TexturedMesh) -> None:
    class Stopped(Exception):
        pass

    def stop(over: int, total: int) -> None:
        raise Stopped

    prior: Prior = DiracPrior(RED, CPU)
    with pytest.raises(Stopped):
        drawing.drawn(prior, "a snowman", snowman, 0, stop)


@pytest.mark.parametrize("prior", [str(WORLD), "world", "sd-2.1", "mvdream"])
def test_models_of_crops_or_large_pictures_draw_textures(prior: str) -> None:
    models.check_draws_textures(prior)


def test_a_model_of_small_pictures_alone_draws_no_textures() -> None:
    with pytest.raises(ValueError, match=r"^if-i-m draws no textures: choose world$"):
        models.check_draws_textures("if-i-m")
