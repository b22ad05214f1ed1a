"""UVs without overlap, and a texture that has the field's colours everywhere."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from analytic import SMALL, Solid, ball, box, faces_of_a_compass, torus, union
from scipy import ndimage, sparse

from nerf_sds.mesh import extraction, texture
from nerf_sds.mesh.rasterizer import rasterise
from nerf_sds.mesh.texture import TexturedMesh

SIZE = SMALL.texture_size
SHAPES = {
    "torus": torus(0.6, 0.2),
    "box": box((0.2, -0.3, 0.1), (0.3, 0.2, 0.4)),
    "snowman": union(ball(0, 0, -0.35, 0.45), ball(0, 0, 0.2, 0.3), ball(0, 0, 0.6, 0.2)),
}


@pytest.fixture(scope="module", params=SHAPES)
def textured(request: pytest.FixtureRequest) -> TexturedMesh:
    field = Solid(SHAPES[request.param])
    return texture.unwrap_and_bake(field, extraction.extract(field, SMALL, size=2.0), SMALL)


def points_and_texels(textured: TexturedMesh) -> tuple[np.ndarray, np.ndarray]:
    """Points spread over the surface, in the field (N, 3), and the colours, 0..1, that the texture has there (N, 3)."""
    weights = np.random.default_rng(0).dirichlet((1, 1, 1), (len(textured.uvs), 2)).astype(np.float32)  # (F, 2, 3)
    points = (weights @ textured.mesh.vertices[textured.mesh.faces]).reshape(-1, 3)
    uvs = (weights @ textured.uvs).reshape(-1, 2)
    columns, rows = (np.clip(c * SIZE, 0, SIZE - 1).astype(int) for c in (uvs[:, 0], 1 - uvs[:, 1]))
    return textured.mesh.to_field(points), textured.albedo[rows, columns] / 255


def test_uvs_lie_in_the_square_and_do_not_overlap(textured: TexturedMesh) -> None:
    assert textured.uvs.shape == (len(textured.mesh.faces), 3, 2) and textured.uvs.dtype == np.float32
    assert textured.uvs.min() >= 0 and textured.uvs.max() <= 1
    fine = 1024
    fragments = rasterise(texture.texel_corners(textured.uvs, fine), fine, fine)
    coverage = np.zeros((fine, fine), int)
    np.add.at(coverage, (fragments.rows, fragments.columns), 1)
    assert coverage.max() == 1
    assert coverage.mean() > 0.35


def islands_of(textured: TexturedMesh) -> np.ndarray:
    """(F,) the number, from 1, of the island of each face: faces of an island share vertices and their UVs."""
    pairs = np.column_stack([textured.mesh.faces.reshape(-1), textured.uvs.reshape(-1, 2)])
    corners = np.unique(pairs, axis=0, return_inverse=True)[1].reshape(-1, 3)
    links = np.concatenate([corners[:, :2], corners[:, 1:]]).T
    graph = sparse.coo_array((np.ones(links.shape[1]), tuple(links)), shape=2 * (corners.max() + 1,))
    return 1 + sparse.csgraph.connected_components(graph, directed=False)[1][corners[:, 0]]


def test_islands_keep_their_distance(textured: TexturedMesh) -> None:
    fine = 4 * SIZE
    fragments = rasterise(texture.texel_corners(textured.uvs, fine), fine, fine)
    islands = islands_of(textured)
    first, last = np.full((fine, fine), islands.max() + 1), np.zeros((fine, fine), int)
    first[fragments.rows, fragments.columns] = last[fragments.rows, fragments.columns] = islands[fragments.faces]
    window = 2 * 14 + 1  # 3.5 texels to each side
    covered = last > 0
    assert islands.max() > 1
    assert (ndimage.minimum_filter(first, window)[covered] == last[covered]).all()
    assert (ndimage.maximum_filter(last, window)[covered] == last[covered]).all()


def test_each_point_of_the_surface_has_the_colour_of_the_field(textured: TexturedMesh) -> None:
    points, texels = points_and_texels(textured)
    truth = np.clip(points * 0.5 + 0.5, 0, 1)
    assert np.abs(texels - truth).max() < 0.06  # a texel is 0.02 wide, and colours come from a little below


def test_no_texel_is_left_bare() -> None:
    white = Solid(SHAPES["torus"], colour=torch.ones_like)
    assert (texture.unwrap_and_bake(white, extraction.extract(white, SMALL, 1.0), SMALL).albedo == 255).all()


def test_the_colour_is_that_of_what_is_dense() -> None:
    shape = ball(0, 0, 0, 0.6)
    field = Solid(shape, colour=lambda points: (shape(points) < 0.005)[:, None].float().expand(-1, 3), softness=0.01)
    textured = texture.unwrap_and_bake(field, extraction.extract(field, SMALL, 1.0), SMALL)
    _, texels = points_and_texels(textured)
    assert texels.mean() > 0.5  # on the surface itself, where the density begins, all is black


def test_the_front_is_painted_in_front() -> None:
    field = Solid(ball(0, 0, 0, 0.6), colour=faces_of_a_compass)
    textured = texture.unwrap_and_bake(field, extraction.extract(field, SMALL, 1.0), SMALL)
    points, texels = points_and_texels(textured)
    np.testing.assert_allclose(texels[points[:, 1] < -0.5].mean(0), (1, 0, 0), atol=0.02)
    np.testing.assert_allclose(texels[points[:, 0] > 0.5].mean(0), (0, 1, 0), atol=0.02)
