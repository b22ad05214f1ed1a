"""What a field can be held to: a symmetric prop, and a box that nothing of it leaves."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import torch
from runs import CPU, dreamfusion, unoptimised
from scipy.spatial import cKDTree

from nerf_sds.config import Request
from nerf_sds.mesh.extraction import HALF_WIDTH, Mesh
from nerf_sds.nerf.field import Field, with_gradient
from nerf_sds.priors.dirac import DiracPrior
from nerf_sds.training.initial_state import InitialState
from nerf_sds.training.step import FieldStep

SHORT = {"stages": [[16, 4, 16, 8], [16, 3, 16, 16]], "grid_resolutions": [8, 16], "mesh_resolution": 48}
REQUEST = Request("a red ball", preset="sketch", prior="dirac", overrides=SHORT)
BOUNDS = [0.5, 1.0, 1.5]


def tumbled(request: Request) -> FieldStep:
    """A field of smooth noise that is held to what the request asks for."""
    step = unoptimised(InitialState(request))
    torch.manual_seed(1)
    step.shape.grids[0].data[0, 0] += 2 * torch.rand(8, 8, 8)
    return step


def points(count: int = 2000) -> torch.Tensor:
    torch.manual_seed(0)
    return torch.rand(count, 3) * 2 - 1


def test_a_mirrored_field_is_the_same_left_and_right() -> None:
    field = Field((4, 16), mirror=True)
    for grid in field.grids:
        torch.nn.init.normal_(grid)
    here, beyond = points(), points() * torch.tensor([-1.0, 1.0, 1.0])
    (density, albedo), (same_density, same_albedo) = field.density_and_albedo(here), field.density_and_albedo(beyond)
    torch.testing.assert_close(density, same_density, rtol=1e-4, atol=1e-3)
    torch.testing.assert_close(albedo, same_albedo)
    assert not torch.allclose(field.density(here), field.density(-here), rtol=0.1)


def test_both_halves_of_a_mirrored_field_learn_from_what_is_seen_of_one() -> None:
    field = Field((8,), mirror=True)
    field.volume()[:, :, :4].sum().backward()
    gradient = field.grids[0].grad
    assert gradient is not None and gradient.abs().min() > 0
    torch.testing.assert_close(gradient, gradient.flip(-1))


def farthest_from_its_image(surface: Mesh) -> float:
    """Of the mesh's vertices, mirrored, to the surface before it was decimated, in cells of the mesh's grid."""
    assert surface.detail
    image = surface.to_field(surface.vertices) * [-1, 1, 1]
    return cKDTree(surface.detail.points).query(image)[0].max() / (2 * HALF_WIDTH / 47)


def test_the_mesh_of_a_mirrored_field_is_symmetric_to_a_cell() -> None:
    request = replace(REQUEST, mirror=True)
    assert farthest_from_its_image(tumbled(request).surface(request)) < 1
    assert farthest_from_its_image(tumbled(REQUEST).surface(REQUEST)) > 3


def test_there_is_nothing_outside_the_box_and_inside_it_no_limit() -> None:
    free, held = Field((16,)), Field((16,), box=(0.3, 0.5, 0.7))
    for field in (free, held):
        field.grids[0].data[:] = 1.0
    inside = (points().abs() <= torch.tensor([0.3, 0.5, 0.7])).all(1)
    deep = (points().abs() <= torch.tensor([0.3, 0.5, 0.7]) - 4 / 15).all(1)
    assert deep.sum() > 5 and not held.density(points())[~inside].any()
    torch.testing.assert_close(held.density(points())[deep], free.density(points())[deep])


@pytest.mark.parametrize("bounds", [BOUNDS, [2.0, 2.0, 0.25]])
def test_the_mesh_fits_the_bounds_and_touches_them(bounds: list[float]) -> None:
    request = replace(REQUEST, size=3.0, bounds=bounds)
    extent = np.ptp(tumbled(request).surface(request).vertices, axis=0)
    room = 3.0 * np.array(bounds) / max(bounds)
    assert (extent <= room * 1.0001).all()
    assert (extent / room).max() == pytest.approx(1, abs=1e-4)


def test_the_pictures_show_nothing_more_than_a_cell_beyond_the_box() -> None:
    field = Field((32,), box=(0.3, 0.5, 0.7))
    field.grids[0].data[0, 0] = 2.0
    beyond = (torch.linspace(-1, 1, 32).abs() > 0.3 + 2 / 31)[None, None]
    assert field.volume()[..., 0].masked_select(beyond).max() <= -3


def test_an_optimisation_keeps_symmetry_and_bounds() -> None:
    request = replace(REQUEST, mirror=True, bounds=BOUNDS)
    *_, (last,) = dreamfusion([InitialState(request)], DiracPrior((0.8, 0.1, 0.1), CPU))
    volume = with_gradient(last.shape.volume())[..., :4]
    torch.testing.assert_close(volume, volume.flip(2))
    extent = np.ptp(last.surface(request).vertices, axis=0)
    assert (extent <= np.array(request.room) * 1.0001).all()
