"""Marching cubes by PyMCubes and by scikit-image: which of them is at hand makes no difference to a prop."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import trimesh
from analytic import SMALL, Solid, ball, shell, torus, union
from numpy.typing import NDArray

from nerf_sds.mesh import extraction, isosurface

AXIS = np.linspace(-1, 1, 48, dtype=np.float32)
X, Y, Z = np.meshgrid(AXIS, AXIS, AXIS, indexing="ij")
GRIDS = {
    "ball": 0.6 - np.sqrt(X**2 + Y**2 + Z**2),
    "hollow": 0.1 - np.abs(0.6 - np.sqrt(X**2 + Y**2 + Z**2)),
    "torus": 0.2 - np.sqrt((np.sqrt(X**2 + Y**2) - 0.6) ** 2 + Z**2),
    "thin rod": 0.03 - np.maximum(np.abs(X), np.abs(Y)) - np.maximum(np.abs(Z) - 0.7, 0),
}


def has_pymcubes() -> bool:
    return isosurface.mcubes is not None


both = pytest.mark.skipif(not has_pymcubes(), reason="PyMCubes has no wheel for this Python")


def surface(grid: NDArray[np.float32]) -> trimesh.Trimesh:
    return trimesh.Trimesh(*isosurface.isosurface(grid, 0), process=False)


def in_order(vertices: NDArray) -> NDArray:
    """As a set of points: sorted, after rounding to a ten-thousandth of a cell."""
    return np.unique(np.round(np.asarray(vertices, np.float64), 4), axis=0)


@both
@pytest.mark.parametrize("grid", GRIDS.values(), ids=GRIDS)
def test_scikit_image_finds_the_vertices_and_the_volume_of_pymcubes(
    grid: NDArray[np.float32], monkeypatch: pytest.MonkeyPatch
) -> None:
    first = surface(grid)
    monkeypatch.setattr(isosurface, "mcubes", None)
    second = surface(grid)
    assert len(first.vertices) == len(second.vertices) and len(first.faces) == len(second.faces)
    np.testing.assert_allclose(in_order(second.vertices), in_order(first.vertices), atol=2e-4)
    assert second.volume == pytest.approx(first.volume, rel=1e-4)


@pytest.mark.parametrize("without", [False, True], ids=["as it is here", "without PyMCubes"])
def test_the_surface_is_closed_and_looks_to_the_lower_values(without: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    if without:
        monkeypatch.setattr(isosurface, "mcubes", None)
    seen = surface(GRIDS["ball"])
    assert seen.is_watertight and seen.is_winding_consistent
    assert seen.volume == pytest.approx(4 / 3 * np.pi * (0.6 * 23.5) ** 3, rel=0.01)  # above 0: outward


@both
@pytest.mark.parametrize(
    "shape",
    [torus(0.6, 0.2), shell(ball(0, 0, 0, 0.6), 0.1), union(ball(0, 0, 0, 0.6), ball(0.75, 0, 0.4, 0.05))],
    ids=["torus", "hollow", "with a floater"],
)
def test_a_prop_has_the_same_size_and_shape_without_pymcubes(shape, monkeypatch: pytest.MonkeyPatch) -> None:
    few = replace(SMALL, faces=2_000)
    first = extraction.extract(Solid(shape), few, 1.0)
    monkeypatch.setattr(isosurface, "mcubes", None)
    second = extraction.extract(Solid(shape), few, 1.0)
    np.testing.assert_allclose(np.ptp(second.vertices, 0), np.ptp(first.vertices, 0), atol=2e-3)
    volumes = [trimesh.Trimesh(of.vertices, of.faces).volume for of in (first, second)]
    assert volumes[1] == pytest.approx(volumes[0], rel=2e-3)
