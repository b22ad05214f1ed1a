"""Triangles cover the pixels whose centres lie in them, each once."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.spatial import Delaunay

from nerf_sds.mesh.rasterizer import rasterise


def inside(triangle: np.ndarray, x: float, y: float) -> bool:
    """The obvious way: the point is on the same side of all three edges."""
    sides = [
        (b[0] - a[0]) * (y - a[1]) - (b[1] - a[1]) * (x - a[0])
        for a, b in zip(triangle, np.roll(triangle, -1, 0), strict=True)
    ]
    return all(side > 0 for side in sides) or all(side < 0 for side in sides)


def test_the_pixels_are_those_of_the_obvious_loops() -> None:
    triangles = np.random.default_rng(0).uniform(-4, 20, (40, 3, 2))
    fragments = rasterise(triangles, 16, 12)
    found = set(zip(fragments.faces.tolist(), fragments.rows.tolist(), fragments.columns.tolist(), strict=True))
    assert len(found) == len(fragments.faces)
    assert found == {
        (i, row, column)
        for i, triangle in enumerate(triangles)
        for row in range(12)
        for column in range(16)
        if inside(triangle, column + 0.5, row + 0.5)
    }


@pytest.mark.parametrize("snapped", [False, True], ids=["anywhere", "on pixel centres"])
def test_triangles_side_by_side_leave_no_gap_and_no_overlap(snapped: bool) -> None:
    points = np.random.default_rng(1).uniform(0, 64, (200, 2))
    if snapped:
        points = np.round(points) + 0.5
    points = np.concatenate([points, [(-1, -1), (-1, 66), (66, -1), (66, 66)]])
    fragments = rasterise(points[Delaunay(points).simplices], 64, 64)
    coverage = np.zeros((64, 64), int)
    np.add.at(coverage, (fragments.rows, fragments.columns), 1)
    assert (coverage == 1).all()


def test_weights_give_back_the_pixel_centres() -> None:
    triangles = np.random.default_rng(2).uniform(0, 32, (50, 3, 2))
    fragments = rasterise(triangles, 32, 32)
    centres = np.stack([fragments.columns, fragments.rows], axis=1) + 0.5
    np.testing.assert_allclose(fragments.interpolate(triangles.astype(np.float32)), centres, atol=1e-2)


def test_triangles_without_area_or_out_of_sight_cover_nothing() -> None:
    flat = [[(1, 1), (5, 5), (9, 9)], [(3, 3), (3, 3), (3, 3)], [(-9, -9), (-5, -9), (-5, -5)]]
    assert len(rasterise(np.array(flat, float), 16, 16).faces) == 0
