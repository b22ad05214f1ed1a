"""Fairing takes the lumps off a skin and leaves its edges, its thin parts and its place."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest
import trimesh
from scipy import sparse
from scipy.sparse.linalg import spsolve

from nerf_sds.evaluation.measures.roughness import roughness
from nerf_sds.evaluation.mesh_health import self_intersections
from nerf_sds.mesh import fairing
from nerf_sds.mesh.fairing import BOUND, fair


def lumpy(shape: trimesh.Trimesh, height: float = 0.002, waves: float = 40) -> trimesh.Trimesh:
    """The shape with lumps along its normals, about three times `height` high, both relative to the shape's size."""
    vertices, size = np.array(shape.vertices), np.ptp(shape.vertices, axis=0).max()
    bumps = np.sin(2 * waves * vertices / size + np.array([0, 1, 2])).sum(1, keepdims=True)
    return trimesh.Trimesh(vertices + height * size * bumps * shape.vertex_normals, shape.faces, process=False)


def ball() -> trimesh.Trimesh:
    return trimesh.creation.icosphere(5, 1.0)


@cache
def cube() -> trimesh.Trimesh:
    """12,288 triangles; the corners are at +1 and -1."""
    shape = trimesh.creation.box((2, 2, 2))
    for _ in range(5):
        shape = shape.subdivide()
    return shape


def ring(thickness: float) -> trimesh.Trimesh:
    """A handle of this thickness, relative to its size."""
    return trimesh.creation.torus(1 - thickness, thickness, major_sections=160, minor_sections=24)


def faired(shape: trimesh.Trimesh) -> trimesh.Trimesh:
    return trimesh.Trimesh(fair(np.array(shape.vertices), np.array(shape.faces)), shape.faces, process=False)


def rough(shape: trimesh.Trimesh) -> float:
    return roughness(shape.vertices, shape.faces) or 0.0


def test_a_lumpy_ball_becomes_round() -> None:
    before = lumpy(ball())
    after = faired(before)
    heights = [np.linalg.norm(shape.vertices, axis=1).std() for shape in (before, after)]
    assert heights[1] < 0.5 * heights[0]
    assert rough(after) < 0.5 * rough(before)
    assert after.volume == pytest.approx(before.volume, rel=2e-3)


def test_the_faces_of_a_lumpy_cube_become_flat_and_its_edges_stay_sharp() -> None:
    before = lumpy(cube())
    after = faired(before)
    inner = np.sort(np.abs(before.triangles_center), axis=1)[:, 1] < 0.85  # away from edges
    tilts = [np.degrees(np.arccos(np.abs(shape.face_normals).max(1).clip(0, 1))) for shape in (before, after)]
    assert tilts[1][inner].mean() < 0.4 * tilts[0][inner].mean()
    angles = [np.degrees(shape.face_adjacency_angles) for shape in (cube(), before, after)]  # in the same order
    edge = angles[0] > 45
    assert edge.sum() == 12 * 32
    assert np.median(angles[2][edge]) > 85
    assert np.percentile(angles[2][~edge], 99.5) < np.percentile(angles[1][~edge], 99.5)  # no edge where none was


@pytest.mark.parametrize("thickness", [0.015, 0.03, 0.06])
def test_a_thin_handle_keeps_its_thickness(thickness: float) -> None:
    clean, before = ring(thickness), lumpy(ring(thickness), height=0.001)
    assert (faired(clean).volume / clean.volume) ** 0.5 == pytest.approx(1, abs=0.005)
    assert (faired(before).volume / before.volume) ** 0.5 == pytest.approx(1, abs=0.005)


@pytest.mark.parametrize("size", [0.01, 1.0, 250.0])
def test_no_vertex_moves_beyond_the_bound_whatever_the_size(size: float) -> None:
    before = lumpy(cube(), height=0.01)
    before.apply_scale(size / before.extents.max())
    moves = np.linalg.norm(faired(before).vertices - before.vertices, axis=1)
    assert moves.max() <= 1.001 * BOUND * size
    assert np.median(moves) > 0.1 * BOUND * size


def test_the_surface_stays_closed_and_passes_through_itself_nowhere() -> None:
    for shape in (lumpy(ball()), lumpy(cube()), lumpy(ring(0.02))):
        after = faired(shape)
        assert after.is_watertight and after.is_winding_consistent and after.volume > 0
        assert self_intersections(after.vertices, after.faces) == 0


def test_what_is_fair_already_stays_where_it_is() -> None:
    for shape in (ball(), cube()):
        moves = np.linalg.norm(faired(shape).vertices - shape.vertices, axis=1)
        assert moves.max() < 0.001 * shape.extents.max()


def test_triangles_without_area_do_no_harm() -> None:
    shape = lumpy(ball())
    vertices = np.array(shape.vertices)
    vertices[shape.faces[0]] = vertices[shape.faces[0]].mean(0)
    assert np.isfinite(fair(vertices, np.array(shape.faces))).all()


def test_the_solver_finds_what_a_direct_one_finds() -> None:
    random = np.random.default_rng(0)
    count = 500
    flow = sparse.random(count, count, 0.02, random_state=0)
    flow = flow + flow.T
    diagonal = 0.1 + np.asarray(flow.sum(1)).ravel()
    system, wanted = sparse.diags(diagonal) - flow, random.normal(size=count)
    exact = spsolve(system.tocsc(), wanted)
    near = fairing._solved(system.tocsr(), diagonal, wanted, np.zeros(count))
    assert np.linalg.norm(near - exact) < 0.01 * np.linalg.norm(exact)
    np.testing.assert_array_equal(fairing._solved(system.tocsr(), diagonal, wanted, exact), exact)
