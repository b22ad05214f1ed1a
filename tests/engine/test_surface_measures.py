"""Measures that a person would agree with: sharp and blurred, smooth and rough, like the model's normals and unlike."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
import torch
import trimesh
from analytic import CPU, SMALL, Solid, ball
from test_ground_truth import real
from torch import Tensor
from torch.nn.functional import avg_pool2d, interpolate

from nerf_sds.evaluation.measures.normal_agreement import normal_angle, normal_pictures
from nerf_sds.evaluation.measures.roughness import roughness
from nerf_sds.evaluation.measures.sharpness import sharpness
from nerf_sds.mesh import extraction, texture
from nerf_sds.mesh.texture import TexturedMesh

ALL = np.ones((1, 64, 64), bool)


def blurred(pictures: Tensor, times: int) -> Tensor:
    return interpolate(avg_pool2d(pictures, times), pictures.shape[2:], mode="bilinear", align_corners=False)


def test_noise_is_sharp_and_less_so_the_more_it_is_blurred() -> None:
    noise = torch.rand(1, 3, 64, 64, generator=torch.Generator().manual_seed(0))
    found = [sharpness(each, ALL) for each in (noise, blurred(noise, 2), blurred(noise, 4), blurred(noise, 8))]
    assert all(value is not None for value in found)
    assert found == sorted(found, key=lambda value: -(value or 0)) and (found[0] or 0) > 0.9 > 0.3 > (found[-1] or 1)


def test_outline_and_light_do_not_count_as_texture() -> None:
    picture = torch.full((1, 3, 64, 64), 0.6)
    picture[:, :, 16:48, 16:48] = 0.1
    outline = np.zeros((1, 64, 64), bool)
    outline[:, 16:48, 16:48] = True
    assert sharpness(picture, outline) is None
    assert sharpness(picture, ~ALL) is None


def test_a_real_prop_is_sharper_than_the_same_one_blurred() -> None:
    portraits = real("a white house")[1]
    assert portraits.silhouettes is not None
    own, soft = (sharpness(each, portraits.silhouettes) for each in (portraits.albedo, blurred(portraits.albedo, 4)))
    assert own is not None and soft is not None and own > 1.3 * soft


def bumpy(height: float) -> trimesh.Trimesh:
    shape = trimesh.creation.icosphere(5, 1.0)
    waves = np.sin(25 * shape.vertices).sum(1, keepdims=True)
    shape.vertices = shape.vertices * (1 + height * waves)
    return shape


def test_flat_and_round_skins_are_smooth_and_bumps_are_rough() -> None:
    box = trimesh.creation.box((1, 2, 3)).subdivide().subdivide().subdivide()
    assert roughness(box.vertices, box.faces) == pytest.approx(0, abs=1e-3)
    smooth, fine, coarse = (roughness(each.vertices, each.faces) for each in map(bumpy, (0.0, 0.003, 0.01)))
    assert smooth is not None and fine is not None and coarse is not None
    assert smooth < 1 < fine < coarse
    assert roughness(3 * bumpy(0.01).vertices, bumpy(0.01).faces) == pytest.approx(coarse)  # whatever its size


def test_a_mesh_without_area_has_no_roughness() -> None:
    assert roughness(np.zeros((3, 3)), np.array([[0, 1, 2]])) is None


@pytest.fixture(scope="module")
def textured() -> TexturedMesh:
    field = Solid(ball(0, 0, 0, 0.6))
    return texture.unwrap_and_bake(field, extraction.extract(field, SMALL, size=1.0), SMALL)


class Sees:
    """A prior that draws the same normals whatever it is shown."""

    alphas_cumprod = torch.linspace(0.999, 0.001, 100)

    def __init__(self, drawn: Tensor) -> None:
        self.drawn, self.asked = drawn, SimpleNamespace(kinds=[])

    def embed(self, prompts: list[str], viewpoints: list[Any], kinds: list[str]) -> None:
        self.asked.kinds = kinds

    def encode(self, rgb: Tensor) -> Tensor:
        return rgb

    def decode(self, z: Tensor) -> Tensor:
        return z

    def predict_noise(self, z: Tensor, timesteps: Tensor, _: object) -> Tensor:
        alpha_bar = self.alphas_cumprod[timesteps][:, None, None, None]
        return (z - alpha_bar.sqrt() * self.drawn) / (1 - alpha_bar).sqrt()


def angle(drawn: Tensor, textured: TexturedMesh) -> float:
    prior: Any = Sees(drawn)
    found = normal_angle(prior, "a ball", *normal_pictures(textured))
    assert {*prior.asked.kinds} == {"normals"}
    return found


def test_the_normals_of_a_ball_are_those_of_a_ball_in_the_cameras_axes(textured: TexturedMesh) -> None:
    pictures, silhouettes = normal_pictures(textured)
    assert silhouettes.mean() > 0.3 and pictures.device == CPU
    middle = pictures[:, :, 31:33, 31:33].mean((2, 3))
    torch.testing.assert_close(middle, torch.tensor([0.5, 0.5, 1.0]).expand(8, 3), atol=0.05, rtol=0)
    row = pictures[0, :, 32]
    right, left = row[0, 44], row[0, 20]
    assert right > 0.6 and left < 0.4 and pictures[0, 1, 20, 32] > 0.6


def test_the_angle_is_zero_for_the_models_own_normals_and_grows_with_the_difference(textured: TexturedMesh) -> None:
    own = normal_pictures(textured)[0]
    assert angle(own, textured) == pytest.approx(0, abs=0.1)
    facing = torch.tensor([0.5, 0.5, 1.0])[:, None, None].expand(8, 3, 64, 64)
    assert 25 < angle(facing, textured) < 50  # the mean over a disc of asin r is 45 degrees
    assert angle(1 - own, textured) == pytest.approx(180, abs=0.1)
