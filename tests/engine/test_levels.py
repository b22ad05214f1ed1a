"""Levels of detail: fewer triangles of the same surface, which show the same textures."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pytest
import trimesh
from scipy.spatial import cKDTree

from nerf_sds.config import Request
from nerf_sds.jobs import job_folder
from nerf_sds.levels import __main__ as command
from nerf_sds.levels.simplifying import levels, simplified
from nerf_sds.mesh import export
from nerf_sds.mesh.extraction import Mesh
from nerf_sds.mesh.texture import TexturedMesh
from nerf_sds.uv.flattening import signed_areas
from nerf_sds.uv.unwrapping import unwrap

SIZE = 128
REQUEST = Request("a ring", preset="sketch")


@pytest.fixture(scope="module")
def ring() -> TexturedMesh:
    """A torus of 3,200 triangles, 2.6 m wide."""
    shape = trimesh.creation.torus(1, 0.3, 50, 32)
    vertices, faces = shape.vertices.astype(np.float32), shape.faces.astype(np.int32)
    mesh = Mesh(vertices, faces, 1.0, np.zeros(3, np.float32))
    return TexturedMesh(mesh, unwrap(vertices, faces, SIZE), np.full((SIZE, SIZE, 3), 90, np.uint8))


@pytest.fixture(scope="module")
def quarter(ring: TexturedMesh) -> TexturedMesh:
    return simplified(ring, 800)


def sampled(textured: TexturedMesh, count: int) -> tuple[np.ndarray, np.ndarray]:
    """Points (N, 3) on the surface, and their UVs (N, 2)."""
    mesh = textured.mesh
    shape = trimesh.Trimesh(mesh.vertices, mesh.faces, process=False)
    points, faces = trimesh.sample.sample_surface(shape, count, seed=0)
    weights = trimesh.triangles.points_to_barycentric(shape.triangles[faces], points)
    return points, np.einsum("nk,nkc->nc", weights, textured.uvs[faces])


def test_a_level_has_few_triangles_and_is_as_closed_as_the_prop(quarter: TexturedMesh) -> None:
    assert 780 <= len(quarter.mesh.faces) <= 800
    shape = trimesh.Trimesh(quarter.mesh.vertices, quarter.mesh.faces, process=False)
    assert shape.is_watertight and shape.is_winding_consistent
    assert shape.euler_number == 0  # still a ring


def test_a_level_has_the_shape_of_the_prop(ring: TexturedMesh, quarter: TexturedMesh) -> None:
    distances, _ = cKDTree(sampled(ring, 100_000)[0]).query(sampled(quarter, 2_000)[0])
    assert distances.mean() < 0.015
    assert distances.max() < 0.06


def test_a_level_shows_each_place_of_the_texture_where_the_prop_does(ring: TexturedMesh, quarter: TexturedMesh) -> None:
    (places, uvs), (points, wanted) = sampled(ring, 100_000), sampled(quarter, 2_000)
    texels = SIZE * np.linalg.norm(uvs[cKDTree(places).query(points)[1]] - wanted, axis=1)
    assert np.median(texels) < 0.3
    assert (texels > 2).mean() < 0.03  # beside a seam, the nearest place may be on its other side


def test_no_triangle_is_turned_over_in_the_texture(quarter: TexturedMesh) -> None:
    assert signed_areas(quarter.uvs[..., 0] + 1j * quarter.uvs[..., 1].astype(float)).min() > 0


def test_corners_are_corners_of_the_prop_with_their_uvs(ring: TexturedMesh, quarter: TexturedMesh) -> None:
    corners = (np.concatenate([each.mesh.vertices[each.mesh.faces], each.uvs], axis=2) for each in (ring, quarter))
    there, here = ({tuple(corner) for corner in each.reshape(-1, 5).tolist()} for each in corners)
    assert here < there


def test_a_mesh_that_seams_hold_keeps_what_it_must() -> None:
    shape = trimesh.creation.box()
    faces = shape.faces.astype(np.int32)
    apart = np.arange(36).reshape(-1, 3, 1) / 36 + np.float32([0, 0])  # each triangle is an island
    mesh = Mesh(shape.vertices.astype(np.float32), faces, 1.0, np.zeros(3, np.float32))
    assert len(simplified(TexturedMesh(mesh, apart, np.zeros((4, 4, 3), np.uint8)), 4).mesh.faces) == 12


def test_the_file_has_meshes_with_the_names_that_engines_look_for_and_one_material(ring: TexturedMesh) -> None:
    scene = trimesh.load_scene(io.BytesIO(export.levels_glb(levels(ring), REQUEST)), file_type="glb")
    assert {name: len(shape.faces) for name, shape in scene.geometry.items()} == {
        "a ring_LOD0": 3200, "a ring_LOD1": 1600, "a ring_LOD2": 800, "a ring_LOD3": 400,
    }  # fmt: skip
    assert len({id(shape.visual.material.baseColorTexture) for shape in scene.geometry.values()}) == 1


def test_the_command_writes_the_levels_of_a_finished_prop(
    ring: TexturedMesh, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    job_folder.create(tmp_path / "ring", REQUEST)
    export.write_result(tmp_path / "ring", ring, REQUEST)
    command.write(tmp_path / "ring", tmp_path / "levels.glb")
    assert capsys.readouterr().out.endswith("levels.glb: 3,200, 1,600, 800, 400 triangles\n")
    assert len(trimesh.load_scene(tmp_path / "levels.glb").geometry) == 4


def test_a_folder_without_a_prop_is_refused_in_one_line(tmp_path: Path) -> None:
    with pytest.raises((ValueError, OSError)) as raised:
        command.write(tmp_path, tmp_path / "levels.glb")
    assert str(tmp_path) in str(raised.value)
    with pytest.raises(ValueError, match=r"name a \.glb file"):
        command.write(tmp_path, tmp_path / "levels.txt")
