"""The cameras and the light of the preset `paper`: their distributions, what a camera sees, and the shading."""

from __future__ import annotations

import math
from random import Random

import pytest
import torch

from nerf_sds.config import PAPER
from nerf_sds.nerf.cameras import look_at_origin, rays
from nerf_sds.nerf.field import Samples
from nerf_sds.paper.rendering import shade
from nerf_sds.paper.views import Camera, PointLight, camera_rays, sample_camera, sample_light
from nerf_sds.viewpoints import Viewpoint

CPU = torch.device("cpu")


def test_cameras_are_drawn_as_the_paper_says() -> None:
    random = Random(0)
    cameras = [sample_camera(random, PAPER) for _ in range(20_000)]
    elevation = torch.tensor([camera.viewpoint.elevation for camera in cameras])
    assert elevation.min() >= -10 and elevation.max() <= 90
    for angle in (0.0, 30.0, 60.0):  # half by angle, half by area
        low, at = (math.sin(math.radians(degrees)) for degrees in (-10, angle))
        expected = 0.5 * (angle + 10) / 100 + 0.5 * (at - low) / (1 - low)
        assert (elevation < angle).float().mean().item() == pytest.approx(expected, abs=0.015)
    for values, (low, high) in [
        ([camera.viewpoint.azimuth for camera in cameras], (0, 360)),
        ([camera.viewpoint.distance for camera in cameras], PAPER.distance),
        ([camera.focal for camera in cameras], PAPER.focal),
    ]:
        assert low <= min(values) < max(values) <= high
        assert sum(values) / len(values) == pytest.approx((low + high) / 2, rel=0.02)
    offset, target, up = (
        torch.tensor(parts)
        for parts in (
            [[a - b for a, b in zip(c.position, c.viewpoint.position, strict=True)] for c in cameras],
            [camera.target for camera in cameras],
            [camera.up for camera in cameras],
        )
    )
    assert offset.abs().max() <= 0.1 + 1e-6 and offset.std(0).tolist() == pytest.approx([0.1 / 3**0.5] * 3, rel=0.03)
    assert target.mean(0).tolist() == pytest.approx([0, 0, 0], abs=0.01)
    assert target.std(0).tolist() == pytest.approx([0.2] * 3, rel=0.03)
    assert up.mean(0).tolist() == pytest.approx([0, 0, 1], abs=0.001)
    assert up.std(0).tolist() == pytest.approx([0.02] * 3, rel=0.03)


def test_a_camera_sees_its_target_in_the_middle_and_as_much_as_its_focal_length_says() -> None:
    camera = sample_camera(Random(4), PAPER)
    origins, directions = camera_rays([camera], 3, CPU)
    torch.testing.assert_close(origins, torch.tensor(camera.position).expand(9, 3))
    ahead = torch.nn.functional.normalize(torch.tensor(camera.target) - torch.tensor(camera.position), dim=0)
    torch.testing.assert_close(directions[4], ahead, atol=1e-5, rtol=0)
    slope = math.tan(math.acos(float(directions[3] @ ahead)))  # of the left pixel's middle, a third of the width aside
    assert slope == pytest.approx(1 / 3 / camera.focal, rel=1e-3)
    assert directions[1][2] > directions[7][2]  # row 0 is the top


def test_an_unshaken_camera_is_the_projects_own() -> None:
    viewpoint = Viewpoint(90.0, 20.0, 3.0)
    camera = Camera(viewpoint, viewpoint.position, (0.0, 0.0, 0.0), (0.0, 0.0, 1.0), 0.5 / math.tan(math.radians(20)))
    expected = [part.view(-1, 3) for part in rays(look_at_origin([viewpoint], CPU), 8)]
    torch.testing.assert_close([*camera_rays([camera], 8, CPU)], expected)


def test_views_are_lit_textureless_and_plain_in_the_papers_shares_after_a_beginning_without_light() -> None:
    random = Random(0)
    camera = sample_camera(random, PAPER)
    early = [sample_light(random, camera, 999 / 15_000, PAPER) for _ in range(1000)]
    assert {(light.diffuse, light.ambient, light.textureless) for light in early} == {(0.0, 1.0, False)}
    lights = [sample_light(random, camera, 1000 / 15_000, PAPER) for _ in range(20_000)]
    kinds = [(light.diffuse, light.ambient, light.textureless) for light in lights]
    shares = {kind: kinds.count(kind) / len(kinds) for kind in set(kinds)}
    assert shares == pytest.approx(
        {(0.9, 0.1, False): 0.375, (0.9, 0.1, True): 0.375, (0.0, 1.0, False): 0.25}, abs=0.01
    )
    distances = [math.hypot(*light.position) for light in lights]
    assert 0.8 <= min(distances) < max(distances) <= 1.5
    assert sum(distances) / len(distances) == pytest.approx(1.15, abs=0.01)


def test_lights_are_around_the_camera() -> None:
    random = Random(0)
    camera = Camera(Viewpoint(0, 0, 1.5), (0.0, -1.5, 0.0), (0.0, 0.0, 0.0), (0.0, 0.0, 1.0), 1.0)
    lights = torch.tensor([sample_light(random, camera, 1.0, PAPER).position for _ in range(5000)])
    directions = lights / lights.norm(dim=1, keepdim=True)
    drawn = torch.tensor([0.0, -1.5, 0.0]) + torch.randn(100_000, 3, generator=torch.Generator().manual_seed(0))
    expected = (drawn / drawn.norm(dim=1, keepdim=True)).mean(0)
    torch.testing.assert_close(directions.mean(0), expected, atol=0.03, rtol=0)


def test_shading_is_the_papers_formula() -> None:
    points = torch.tensor([[0.0, 0.0, 0.5]] * 3)
    normals = torch.tensor([[0.0, 0.0, 1.0], [0.0, 0.0, 1.0], [0.0, 0.0, -1.0]])
    samples = Samples(torch.ones(3), torch.full((3, 3), 0.5), normals)
    above = PointLight((0.0, 0.3, 0.9), 0.9, 0.1, textureless=False)  # towards (0, 3, 4) / 5
    unlit = PointLight((0.0, 0.0, 1.0), 0.0, 1.0, textureless=False)
    white = PointLight((0.0, 0.3, 0.9), 0.9, 0.1, textureless=True)
    colours = shade(samples, points, torch.tensor([0, 1, 0]), [above, white])
    expected = torch.tensor([0.5 * (0.9 * 0.8 + 0.1), 0.9 * 0.8 + 0.1, 0.5 * 0.1])[:, None].expand(3, 3)
    torch.testing.assert_close(colours, expected)
    torch.testing.assert_close(shade(samples, points, torch.tensor([0, 0, 0]), [unlit]), samples.albedo)
