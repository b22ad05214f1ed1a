"""A frozen field is what its mesh and texture are made from: the same field, summed once."""

from __future__ import annotations

from unittest.mock import patch

import numpy as np
import pytest
import torch
from analytic import Cloud
from runs import unoptimised

from nerf_sds.config import Request
from nerf_sds.mesh.extraction import density_grid
from nerf_sds.nerf.field import Field
from nerf_sds.training.initial_state import InitialState


def noisy(**held: object) -> Field:
    torch.manual_seed(0)
    field = Field((4, 16), **held)  # type: ignore[arg-type]
    for grid in field.grids:
        torch.nn.init.normal_(grid)
    return field


POINTS = 2.2 * torch.rand(2000, 3, generator=torch.Generator().manual_seed(0)) - 1.1


@pytest.mark.parametrize("held", [{}, {"mirror": True}, {"box": (0.3, 0.5, 0.7)}])
def test_it_answers_as_the_field_did_when_it_was_frozen(held: dict[str, object]) -> None:
    field = noisy(**held)
    (density, albedo), frozen = field.density_and_albedo(POINTS), field.frozen()
    torch.testing.assert_close(field.density(POINTS), density)
    for grid in field.grids:
        grid.data.zero_()
    assert density.max() > 10 and not torch.allclose(density, field.density(POINTS))
    torch.testing.assert_close(frozen.density(POINTS), density)
    torch.testing.assert_close(frozen.density_and_albedo(POINTS), (density, albedo))


@pytest.mark.parametrize("held", [{}, {"mirror": True}, {"box": (0.3, 0.5, 0.7)}])
def test_a_grid_of_it_is_what_it_answers_point_by_point(held: dict[str, object]) -> None:
    frozen = noisy(**held).frozen()
    on_grid, cell = density_grid(frozen, 40)
    by_point, same = density_grid(Cloud(frozen.density), 40)
    assert cell == same and on_grid.max() > 10
    np.testing.assert_allclose(on_grid, by_point, rtol=1e-3, atol=1e-3)


def test_the_grids_are_summed_once_for_a_mesh() -> None:
    request = Request("a ball", preset="sketch")
    step = unoptimised(InitialState(request))
    step.shape.grids[0].data[0, 0] = 1.0
    with patch.object(Field, "volume", autospec=True, side_effect=Field.volume) as volume:
        step.surface(request)
    assert volume.call_count == 1
