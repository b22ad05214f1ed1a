"""A field becomes one clean solid of the right shape, place and size."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
import torch
import trimesh
from analytic import SMALL, Cloud, Solid, ball, box, shell, torus, union, without
from scipy import ndimage

from nerf_sds.mesh import extraction
from nerf_sds.mesh.extraction import EmptyField, Mesh
from nerf_sds.mesh.isosurface import isosurface

BALL = 4 / 3 * math.pi * 0.6**3
TORUS = 2 * math.pi**2 * 0.6 * 0.2**2
BODY = ball(0, 0, -0.25, 0.45)


def crack() -> object:
    """A narrow tunnel into a hollow ball that no axis looks through."""
    along = torch.tensor([1.0, 1.0, 1.0]) / math.sqrt(3)
    return lambda points: (points - (points @ along).clamp(min=0)[:, None] * along).norm(dim=1) - 0.06


SHAPES = {
    "ball": (ball(0, 0, 0, 0.6), BALL, 2),
    "torus": (torus(0.6, 0.2), TORUS, 0),
    "box off the middle": (box((0.2, -0.3, 0.1), (0.3, 0.2, 0.4)), 8 * 0.3 * 0.2 * 0.4, 2),
    "hollow ball": (shell(ball(0, 0, 0, 0.6), 0.1), BALL, 2),
    "hollow ball with a crack": (without(shell(ball(0, 0, 0, 0.6), 0.1), crack()), BALL, 2),
    "ball with a floater": (union(ball(0, 0, 0, 0.6), ball(0.75, 0, 0.4, 0.05)), BALL, 2),
}


def as_trimesh(solid: Mesh) -> trimesh.Trimesh:
    """As a reader of a GLB sees it: vertices in the same place are one."""
    return trimesh.Trimesh(solid.vertices, solid.faces, process=True)


@pytest.mark.parametrize(("shape", "volume", "euler"), SHAPES.values(), ids=SHAPES)
def test_a_shape_becomes_one_watertight_solid_of_its_volume(shape, volume: float, euler: int) -> None:
    solid = extraction.extract(Solid(shape), SMALL, size=1.0)
    seen = as_trimesh(solid)
    assert seen.is_watertight and seen.is_winding_consistent and seen.body_count == 1
    assert seen.volume / solid.scale**3 == pytest.approx(volume, rel=0.08)  # above 0: the winding is outward
    assert seen.euler_number == euler
    assert SMALL.faces * 0.95 <= len(solid.faces) <= SMALL.faces
    assert solid.vertices.dtype == np.float32 and solid.faces.dtype == np.int32


@pytest.mark.parametrize("size", [0.01, 1.0, 250.0])
def test_the_mesh_has_its_size_and_stands_on_the_origin(size: float) -> None:
    solid = extraction.extract(Solid(box((0.2, -0.3, 0.1), (0.3, 0.2, 0.4))), SMALL, size)
    low, high = solid.vertices.min(0) / size, solid.vertices.max(0) / size
    assert (high - low).max() == pytest.approx(1)
    np.testing.assert_allclose(low, (-0.375, -0.25, 0), atol=0.02)
    np.testing.assert_allclose(high, (0.375, 0.25, 1), atol=0.02)


def test_points_of_the_mesh_are_found_in_the_field() -> None:
    shape = box((0.2, -0.3, 0.1), (0.3, 0.2, 0.4))
    solid = extraction.extract(Solid(shape), SMALL, size=3.0)
    distance = shape(torch.from_numpy(solid.to_field(solid.vertices)))
    assert distance.abs().quantile(0.95) < 0.015


def test_a_part_that_hangs_a_little_off_the_body_is_kept_and_a_far_one_dropped() -> None:
    near = extraction.extract(Solid(union(BODY, ball(0, 0, 0.52, 0.25))), SMALL, 1.0)
    far = extraction.extract(Solid(union(ball(0, 0, -0.5, 0.3), ball(0, 0, 0.6, 0.25))), SMALL, 1.0)
    assert as_trimesh(near).body_count == as_trimesh(far).body_count == 1
    assert 1 / near.scale == pytest.approx(1.47, abs=0.05)  # from -0.7 to 0.77
    assert 1 / far.scale == pytest.approx(0.6, abs=0.05)


def test_parts_at_the_rim_of_the_grid_are_joined_too() -> None:
    occupancy = np.zeros((24, 24, 24), np.float32)
    occupancy[:2, 2:10, 2:10] = occupancy[:2, 13:21, 2:10] = 1
    assert ndimage.label(extraction.join_parts(occupancy, cell=0.02) > 0.5)[1] == 1


@pytest.mark.parametrize("peak", [5.0, 50.0, 5e4])
def test_the_mesh_has_the_outlines_of_the_volume_rendering(peak: float) -> None:
    deviation = 0.15
    # The optical depth of a ray that passes a normal cloud at b is peak deviation sqrt(2 pi) exp(-b^2 / 2 deviation^2).
    radius = deviation * math.sqrt(2 * math.log(peak * deviation * math.sqrt(2 * math.pi) / math.log(2)))
    cloud = Cloud(lambda points: peak * torch.exp(-points.square().sum(1) / (2 * deviation**2)))
    assert 1 / extraction.extract(cloud, SMALL, 1.0).scale == pytest.approx(2 * radius, abs=0.05)  # a cell a side


@pytest.mark.parametrize("peak", [0.1, 1.0, 1e6])
def test_whatever_its_densities_a_field_that_shows_something_becomes_a_mesh(peak: float) -> None:
    solid = extraction.extract(Solid(ball(0, 0, 0, 0.6), peak=peak), SMALL, 1.0)
    assert as_trimesh(solid).is_watertight
    assert 1 / solid.scale == pytest.approx(1.2, abs=0.15)


def test_a_speck_becomes_a_mesh() -> None:
    assert as_trimesh(extraction.extract(Solid(ball(0.01, 0, 0, 0.02), softness=1e-4), SMALL, 1.0)).is_watertight


def test_what_reaches_the_rim_of_the_ball_is_closed_there() -> None:
    solid = extraction.extract(Cloud(lambda points: torch.full_like(points[:, 0], 100.0)), SMALL, 1.0)
    assert as_trimesh(solid).is_watertight
    assert 1 / solid.scale == pytest.approx(2, abs=0.05)


@pytest.mark.parametrize("density", [0.0, 1e-3, math.nan, math.inf])
def test_an_empty_or_broken_field_says_what_to_do(density: float) -> None:
    with pytest.raises(EmptyField, match="try another seed"):
        extraction.extract(Cloud(lambda points: torch.full_like(points[:, 0], density)), SMALL, 1.0)


def test_a_tangled_surface_stays_manifold_within_the_budget() -> None:
    noise = np.random.default_rng(0).normal(size=(64, 64, 64))
    vertices, faces = isosurface(np.pad(ndimage.gaussian_filter(noise, 2), 1, constant_values=-1), 0)
    vertices, faces = extraction.decimate(*extraction.largest_solid(vertices, faces), budget=3_000)
    seen = trimesh.Trimesh(vertices, faces, process=True)
    assert len(faces) <= 3_000
    assert len(seen.vertices) == len(vertices)
    assert seen.is_watertight and seen.body_count == 1


def test_the_same_field_gives_the_same_mesh() -> None:
    first, second = (extraction.extract(Solid(torus(0.6, 0.2)), SMALL, 1.0) for _ in range(2))
    np.testing.assert_array_equal(first.vertices, second.vertices)
    np.testing.assert_array_equal(first.faces, second.faces)


def test_normals_look_outward() -> None:
    solid = extraction.extract(Solid(ball(0, 0, 0, 0.6)), replace(SMALL, faces=1_000), 1.0)
    radial = solid.to_field(solid.vertices)
    radial /= np.linalg.norm(radial, axis=1, keepdims=True)
    assert (extraction.vertex_normals(solid.vertices, solid.faces) * radial).sum(1).min() > 0.95


def test_a_cell_is_hidden_as_well_as_from_the_side_that_shows_it_best() -> None:
    density, cell = np.random.default_rng(0).exponential(3, (12, 12, 12)).astype(np.float32), 0.1
    sides = [np.flip(np.cumsum(np.flip(density, flips), axis), flips) for axis in range(3) for flips in ((), (axis,))]
    expected = 1 - np.exp(-cell * np.min(sides, axis=0))
    np.testing.assert_allclose(extraction.hidden(density, cell), expected, atol=1e-5)
