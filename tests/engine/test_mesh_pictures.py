"""The differentiable rasteriser against a sphere, whose outline has a closed form."""

from __future__ import annotations

import math
from collections.abc import Callable

import pytest
import torch
import trimesh
from torch import Tensor

from nerf_sds.baselines.mesh_pictures import Topology, draw
from nerf_sds.viewpoints import FIELD_OF_VIEW, Viewpoint

SIDES = [Viewpoint(20, 10, 3.1), Viewpoint(140, 60, 2.7)]
SIZE = 64  # pixels
SPHERE = trimesh.creation.icosphere(subdivisions=4)
POINTS = torch.tensor(SPHERE.vertices, dtype=torch.float32)
FACES = torch.tensor(SPHERE.faces)


def outline_area(radius: float, viewpoint: Viewpoint) -> float:
    """Square pixels that a sphere at the origin covers."""
    focal = SIZE / 2 / math.tan(math.radians(FIELD_OF_VIEW / 2))
    return math.pi * (focal * math.tan(math.asin(radius / viewpoint.distance))) ** 2


def photograph(vertices: Tensor, values: Tensor | None = None, faces: Tensor = FACES) -> Tensor:
    values = torch.ones(len(SIDES), len(vertices), 3) if values is None else values.expand(len(SIDES), -1, -1)
    return draw(vertices, Topology.of(faces), values, SIDES, SIZE)


def slope(function: Callable[[float], Tensor], at: float, step: float) -> Tensor:
    return (function(at + step) - function(at - step)) / (2 * step)


@pytest.mark.parametrize("radius", [0.3, 0.55, 0.8])
def test_a_sphere_covers_the_area_of_its_outline(radius: float) -> None:
    covered = photograph(radius * POINTS)[..., 3].sum((1, 2))
    assert covered.tolist() == pytest.approx([outline_area(radius, side) for side in SIDES], rel=0.01)


def test_the_covered_area_grows_with_the_radius_as_it_should() -> None:
    radius = torch.tensor(0.55, requires_grad=True)
    photograph(radius * POINTS)[..., 3].sum().backward()
    asked = slope(lambda r: torch.tensor(sum(outline_area(r, side) for side in SIDES)), 0.55, 1e-3)
    assert radius.grad is not None
    assert radius.grad.item() == pytest.approx(asked.item(), rel=0.1)


def test_moving_sideways_changes_each_half_as_finite_differences_say() -> None:
    right = torch.tensor([math.cos(math.radians(20)), math.sin(math.radians(20)), 0.0])
    weight = (torch.arange(SIZE) >= SIZE / 2).float()  # the right half of the picture counts

    def in_right_half(shift: float | Tensor) -> Tensor:
        return (photograph(0.5 * POINTS + shift * right)[0, ..., 3] * weight).sum()

    shift = torch.tensor(0.0, requires_grad=True)
    in_right_half(shift).backward()
    assert shift.grad is not None and abs(shift.grad) > 100
    assert shift.grad.item() == pytest.approx(slope(in_right_half, 0.0, 0.05).item(), rel=0.1)


def test_the_gradient_by_the_colours_is_that_of_finite_differences() -> None:
    generator = torch.Generator().manual_seed(0)
    weight = torch.rand(len(SIDES), SIZE, SIZE, 3, generator=generator)
    direction = torch.randn(1, len(POINTS), 3, generator=generator)
    start = torch.rand(1, len(POINTS), 3, generator=generator)

    def seen(amount: float) -> Tensor:
        return (photograph(0.6 * POINTS, start + amount * direction)[..., :3] * weight).sum()

    values = start.clone().requires_grad_()
    (photograph(0.6 * POINTS, values)[..., :3] * weight).sum().backward()
    assert values.grad is not None
    assert (values.grad * direction).sum().item() == pytest.approx(slope(seen, 0.0, 1.0).item(), rel=1e-3)


def test_the_nearer_surface_hides_the_other_one() -> None:
    vertices = torch.cat([0.4 * POINTS, 0.7 * POINTS])
    faces = torch.cat([FACES, FACES + len(POINTS)])
    red, green = (torch.eye(3)[channel].expand(len(POINTS), 3) for channel in (0, 1))
    picture = photograph(vertices, torch.cat([red, green])[None], faces)
    assert picture[..., 0].max() == 0
    assert picture[..., 1].max() == pytest.approx(1, abs=1e-4)


def test_a_sphere_grows_to_the_outline_that_it_is_shown() -> None:
    aim = photograph(0.7 * POINTS)[..., 3]
    radius = torch.tensor(0.4, requires_grad=True)
    optimizer = torch.optim.Adam([radius], lr=0.02)
    for _ in range(60):
        optimizer.zero_grad()
        (photograph(radius * POINTS)[..., 3] - aim).square().mean().backward()
        optimizer.step()
    assert radius.item() == pytest.approx(0.7, abs=0.01)


def test_faces_without_area_do_no_harm() -> None:
    vertices = (0.5 * POINTS).clone()
    vertices[:40] = vertices[0]
    vertices.requires_grad_()
    picture = photograph(vertices)
    picture.sum().backward()
    assert picture.isfinite().all()
    assert vertices.grad is not None and vertices.grad.isfinite().all()


def test_nothing_is_drawn_of_what_is_not_in_the_picture() -> None:
    vertices = 0.1 * POINTS + torch.tensor([0.0, 0.0, 40.0])
    assert photograph(vertices).abs().max() == 0
