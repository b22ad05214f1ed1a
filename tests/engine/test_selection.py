"""Looking all samples up, as a GPU does, or only those that count, as a CPU does, gives the same picture."""

import pytest
import torch

from nerf_sds.nerf import rendering as module
from nerf_sds.nerf.cameras import look_at_origin, rays
from nerf_sds.nerf.field import Field, with_gradient
from nerf_sds.nerf.occupancy import occupied_cells
from nerf_sds.nerf.ray_samples import DenseSamples, PackedSamples, select
from nerf_sds.nerf.regularizers import orientation_loss
from nerf_sds.nerf.rendering import render
from nerf_sds.viewpoints import Viewpoint


def both(counts: torch.Tensor) -> tuple[PackedSamples, DenseSamples]:
    listed = select(counts)
    assert isinstance(listed, PackedSamples)
    return listed, DenseSamples(counts)


def test_both_ways_spread_pick_and_add_up_alike() -> None:
    torch.manual_seed(0)
    counts = torch.rand(5, 7) < 0.4
    values, dense = torch.rand(35, 2), torch.rand(5, 7)
    listed, everything = both(counts)
    mine = values[counts.flatten()]
    torch.testing.assert_close(listed.spread(mine[:, 0]), everything.spread(values[:, 0]))
    torch.testing.assert_close(listed.total(mine), everything.total(values * counts.view(-1, 1)))
    torch.testing.assert_close(listed.pick(dense), everything.pick(dense)[counts.flatten()])
    keep = torch.rand(35) < 0.5
    narrow, marked = listed.narrowed(keep[counts.flatten()]), everything.narrowed(keep)
    torch.testing.assert_close(narrow.ray * 7 + narrow.slot, marked.counts.flatten().nonzero()[:, 0])


def photographed(volume: torch.Tensor) -> tuple[torch.Tensor, ...]:
    volume = volume.detach().requires_grad_()
    origins, directions = (part.reshape(-1, 3) for part in rays(look_at_origin([Viewpoint(30, 20, 3.0)], CPU), 12))
    drawn = render(volume, occupied_cells(volume), origins, directions, 32, lambda samples, ray: samples.albedo)
    loss = drawn.rgb.square().sum() + drawn.opacity.sum() + orientation_loss(drawn, directions)
    return drawn.rgb, drawn.opacity, loss, torch.autograd.grad(loss, volume)[0]


CPU = torch.device("cpu")


def test_a_rendering_and_its_gradient_are_the_same_both_ways(monkeypatch: pytest.MonkeyPatch) -> None:
    torch.manual_seed(0)
    field = Field((8, 16))
    for grid in field.grids:
        grid.data += 0.3 * torch.randn_like(grid)
    volume = with_gradient(field.volume())
    listed = photographed(volume)
    monkeypatch.setattr(module, "select", DenseSamples)
    for all_of_them, those_that_count in zip(photographed(volume), listed, strict=True):
        torch.testing.assert_close(all_of_them, those_that_count, atol=1e-5, rtol=1e-4)
