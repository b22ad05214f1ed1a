"""The UVs that Texture Selected Mesh draws on: the meshes' own if each face has a place there, else new ones."""

from __future__ import annotations

import io
from types import ModuleType

import bmesh
import bpy
import numpy as np
import pytest
from own_meshes import add


def gathered() -> dict[str, np.ndarray]:
    """The arrays that the selected meshes are sent as."""
    from propsmith.operators.texturing import meshes

    with np.load(io.BytesIO(meshes.gather(bpy.context).start)) as arrays:
        return dict(arrays)


def places(arrays: dict[str, np.ndarray]) -> tuple[float, float]:
    """The share of the square that the UVs cover, and the share of the surface that has no place in it."""
    (a, b, c), (u, v, w) = arrays["vertices"][arrays["faces"]].transpose(1, 0, 2), arrays["uvs"].transpose(1, 0, 2)
    areas = np.linalg.norm(np.cross(b - a, c - a), axis=1)
    covered = np.abs((v - u)[:, 0] * (w - u)[:, 1] - (v - u)[:, 1] * (w - u)[:, 0]) / 2
    density = covered / np.maximum(areas, 1e-12)
    lost = density < 0.05 * covered.sum() / areas.sum()
    return float(covered.sum()), float(areas[lost].sum() / areas.sum())


def noisy_sheet(sides: int) -> bpy.types.Object:
    """A scan: its faces look everywhere, as the noise of its points is as large as its triangles."""
    bpy.ops.mesh.primitive_grid_add(x_subdivisions=sides, y_subdivisions=sides, calc_uvs=False)
    sheet, random = bpy.context.object, np.random.default_rng(0)
    points = np.empty((len(sheet.data.vertices), 3), np.float32)
    sheet.data.vertices.foreach_get("co", points.ravel())
    points[:, 2] = 0.4 * np.sin(3 * points[:, 0]) + random.normal(0, 1 / sides, len(points))
    sheet.data.vertices.foreach_set("co", points.ravel())
    sheet.modifiers.new("Triangulate", "TRIANGULATE")
    return sheet


def test_uvs_that_leave_a_face_out_are_not_used(driver: ModuleType) -> None:
    bpy.ops.mesh.primitive_cube_add()
    cube = bpy.context.object
    assert "layout" not in gathered()
    for corner in cube.data.polygons[2].loop_indices:
        cube.data.uv_layers.active.uv[corner].vector = (0, 0)
    arrays = gathered()
    assert "layout" in arrays and places(arrays)[1] == 0


def test_faces_without_area_need_no_place(driver: ModuleType) -> None:
    bpy.ops.mesh.primitive_cube_add()
    shape = bmesh.new()
    shape.from_mesh(mesh := bpy.context.object.data)
    shape.faces.new([shape.verts.new((x, 0, 0)) for x in (0, 0.5, 1)])
    shape.to_mesh(mesh)
    shape.free()
    assert "layout" not in gathered()


def test_modifiers_that_make_faces_without_uvs_are_refused_in_one_line(driver: ModuleType) -> None:
    ball, cube = add("uv_sphere", radius=1.2), add("cube")
    modifier = cube.modifiers.new("Cut", "BOOLEAN")
    modifier.object, modifier.solver = ball, "EXACT"
    with pytest.raises(ValueError, match="The modifiers of Cube make faces without UVs: apply them first"):
        gathered()
    assert not bpy.data.meshes.get("Unwrapping")


@pytest.mark.parametrize("sides", [120, 240])
def test_a_noisy_scan_fills_the_square_and_all_of_it_has_a_place(driver: ModuleType, sides: int) -> None:
    noisy_sheet(sides)
    covered, lost = places(gathered())
    assert covered > 0.25 and lost < 0.01


def test_thousands_of_loose_parts_all_have_a_place(driver: ModuleType) -> None:
    """Leaves, each a square of its own."""
    shape, random = bmesh.new(), np.random.default_rng(0)
    for _ in range(5000):
        turn = np.linalg.qr(random.normal(size=(3, 3)))[0][:, :2] * 0.05
        middle = random.uniform(-1, 1, 3)
        shape.faces.new([shape.verts.new(middle + turn @ corner) for corner in ((-1, -1), (1, -1), (1, 1), (-1, 1))])
    shape.to_mesh(mesh := bpy.data.meshes.new("Leaves"))
    shape.free()
    bpy.context.collection.objects.link(leaves := bpy.data.objects.new("Leaves", mesh))
    leaves.select_set(True)
    covered, lost = places(gathered())
    assert covered > 0.25 and lost == 0


def test_a_decimated_mesh_is_unwrapped_and_what_is_selected_counts_together(
    driver: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    from propsmith.operators.texturing import meshes

    monkeypatch.setattr(meshes, "MOST", 1000)
    ball = add("ico_sphere", subdivisions=4)  # 1,280 triangles
    ball.modifiers.new("Decimate", "DECIMATE").ratio = 0.5
    arrays = gathered()
    assert "layout" in arrays and places(arrays)[1] < 0.01
    with monkeypatch.context() as patch, pytest.raises(ValueError, match="has 1,280 triangles before modifiers: apply"):
        patch.setattr(meshes, "MOST_UNWRAPPED", 1000)
        gathered()
    other = ball.copy()
    bpy.context.collection.objects.link(other)
    other.select_set(True)
    monkeypatch.setattr(meshes.unwrapping, "unwrap", None)  # it is told before any expensive work
    with pytest.raises(ValueError, match=r"has 1,2\d\d triangles: simplify it to 1,000"):
        gathered()


def test_what_is_refused_leaves_no_data_behind(driver: ModuleType) -> None:
    add("cube").scale = (0, 0, 0)
    before = {*bpy.data.meshes, *bpy.data.objects, *bpy.data.scenes}
    with pytest.raises(ValueError, match="smaller than a micrometre"):
        gathered()
    assert {*bpy.data.meshes, *bpy.data.objects, *bpy.data.scenes} == before
