"""Volume rendering against a slow and obvious reference, and at its extremes."""

import math

import pytest
import torch

from nerf_sds.nerf.cameras import look_at_origin, rays
from nerf_sds.nerf.field import Field, activate_density, with_gradient
from nerf_sds.nerf.interpolation import trilinear
from nerf_sds.nerf.occupancy import is_occupied, occupied_cells
from nerf_sds.nerf.rendering import alpha_of, render, transmittance
from nerf_sds.viewpoints import Viewpoint

CPU = torch.device("cpu")


def a_volume(resolution: int = 16) -> torch.Tensor:
    torch.manual_seed(0)
    field = Field((4, resolution))
    for grid in field.grids:
        grid.data += torch.randn_like(grid)
    return with_gradient(field.volume()).detach()


def everywhere(resolution: int) -> torch.Tensor:
    return torch.ones((resolution // 2,) * 3, dtype=torch.bool)


def some_rays(resolution: int = 8) -> tuple[torch.Tensor, torch.Tensor]:
    origins, directions = rays(look_at_origin([Viewpoint(30, 20, 3.0)], CPU), resolution)
    return origins.reshape(-1, 3), directions.reshape(-1, 3)


def albedo_of(samples, ray):
    return samples.albedo


def reference(volume, origin, direction, count):
    """Equation 3 of NeRF for one ray, sample by sample."""
    middle = -float(origin @ direction)
    half = 1 - float(origin @ origin) + middle**2
    rgb, opacity, through = torch.zeros(3), 0.0, 1.0
    if half <= 0:
        return rgb, opacity
    step = 2 / count
    t = middle - math.sqrt(half) + step / 2
    while t < middle + math.sqrt(half):
        raw = trilinear(volume, (origin + t * direction)[None])[0]
        alpha = 1 - math.exp(-step * float(activate_density(raw[0])))
        rgb = rgb + through * alpha * raw[1:4].sigmoid()
        opacity += through * alpha
        through *= 1 - alpha
        t += step
    return rgb, opacity


def test_pixels_equal_the_sum_along_each_ray_but_for_samples_too_faint_to_count():
    volume = a_volume()
    origins, directions = some_rays()
    rendering = render(volume, everywhere(16), origins, directions, 24, albedo_of)
    for i in range(len(origins)):
        rgb, opacity = reference(volume, origins[i], directions[i], 24)
        torch.testing.assert_close(rendering.rgb[i], rgb, atol=0.03, rtol=0)
        assert float(rendering.opacity[i]) == pytest.approx(opacity, abs=0.03)


def test_skipping_empty_cells_does_not_change_the_picture():
    field = Field((16, 32))
    volume = with_gradient(field.volume()).detach()
    cells = occupied_cells(volume)
    assert 0.05 < cells.float().mean() < 0.9
    with_skips = render(volume, cells, *some_rays(), 48, albedo_of)
    without = render(volume, everywhere(32), *some_rays(), 48, albedo_of)
    torch.testing.assert_close(with_skips.opacity, without.opacity, atol=0.03, rtol=0)


def test_no_grid_point_that_matters_is_in_an_empty_cell():
    volume = torch.full((32, 32, 32, 7), -20.0)
    for corner in [(0, 0, 0), (31, 31, 31), (13, 6, 21)]:
        volume[corner[2], corner[1], corner[0], 0] = 5.0
        points = (torch.tensor([corner]) + 0.9 * (torch.rand(200, 3) * 2 - 1)) / 31 * 2 - 1
        points = points.clamp(-1, 1)
        assert is_occupied(occupied_cells(volume), points).all()


@pytest.mark.parametrize("density", [math.exp(power) for power in range(-40, 41, 10)])
def test_transmittance_stays_a_share_for_any_density(density):
    optical = torch.full((1, 64), density)
    light = transmittance(optical)
    weights = alpha_of(optical) * light
    assert light[0, 0] == 1
    assert (light >= 0).all() and (light.diff() <= 0).all()
    assert 0 <= float(weights.sum()) <= 1 + 1e-5


def test_light_behind_a_dense_sample_is_gone_and_before_it_is_not():
    optical = torch.tensor([[0.0, 0.1, 1e4, 0.5]])
    light = torch.tensor([[1.0, 1.0, math.exp(-0.1), 0.0]])
    torch.testing.assert_close(transmittance(optical), light)
    torch.testing.assert_close(alpha_of(optical), torch.tensor([[0.0, 1 - math.exp(-0.1), 1.0, 1 - math.exp(-0.5)]]))


def test_trilinear_look_ups_and_their_gradients_are_those_of_grid_sample():
    torch.manual_seed(0)
    volume = torch.randn(9, 9, 9, 5, dtype=torch.float64, requires_grad=True)
    points = torch.rand(300, 3, dtype=torch.float64) * 2 - 1
    ours = trilinear(volume, points)
    (gradient,) = torch.autograd.grad(ours.square().sum(), volume)
    theirs = torch.nn.functional.grid_sample(
        volume.permute(3, 0, 1, 2)[None], points[None, None, None], align_corners=True
    )[0, :, 0, 0].T
    (expected,) = torch.autograd.grad(theirs.square().sum(), volume)
    torch.testing.assert_close(ours, theirs)
    torch.testing.assert_close(gradient, expected)


def test_normals_of_a_ball_point_outwards():
    line = torch.linspace(-1, 1, 32)
    z, y, x = torch.meshgrid(line, line, line, indexing="ij")
    volume = torch.zeros(32, 32, 32, 4)
    volume[..., 0] = 10 * (0.6 - torch.stack([x, y, z]).norm(dim=0))
    origins, directions = some_rays()
    rendering = render(with_gradient(volume), everywhere(32), origins, directions, 64, albedo_of)
    solid = rendering.weights > 0.2
    towards_camera = -directions[rendering.ray[solid]]
    assert ((rendering.samples.normals[solid] * towards_camera).sum(-1) > 0).float().mean() > 0.99
