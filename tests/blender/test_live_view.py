"""The growing prop in the scene: the engine's cameras against Blender's, and the coarse mesh that leaves nothing."""

from __future__ import annotations

import json
import math
import os
import subprocess
from pathlib import Path
from types import ModuleType

import bpy
import numpy as np
import pytest
from bpy_extras.object_utils import world_to_camera_view
from mathutils import Matrix, Vector

ROOT = Path(__file__).parents[2]
ENGINE = """
import json, sys, torch
from nerf_sds.nerf.cameras import Viewport
c2w, projection, part, start = json.loads(sys.argv[1])
seen = Viewport(*(torch.tensor(each).view(4, 4) for each in (c2w, projection)), 300, 200)
origins, directions = seen.rays(part, 3, 2, start)
print(json.dumps([origins.tolist(), directions.tolist(), seen.part_of_ball(torch.tensor([0.1, 0.2, 0.3]), 0.5)]))
"""


@pytest.fixture
def coarse_mesh(propsmith: ModuleType) -> ModuleType:
    """In an empty scene."""
    from propsmith.operators.viewport import coarse_mesh

    bpy.ops.wm.read_homefile(use_empty=True, use_factory_startup=True)
    return coarse_mesh


def camera(kind: str) -> bpy.types.Object:
    data = bpy.data.cameras.new("Camera")
    data.type, data.shift_x, data.shift_y, data.lens, data.ortho_scale = kind, 0.2, -0.1, 35, 4.0
    obj = bpy.data.objects.new("Camera", data)
    obj.location, obj.rotation_euler = (1.5, -2.5, 1.5), (1.1, 0.2, 0.5)
    bpy.context.scene.collection.objects.link(obj)
    scene = bpy.context.scene
    scene.camera, scene.render.resolution_x, scene.render.resolution_y = obj, 300, 200
    bpy.context.view_layer.update()
    return obj


@pytest.mark.skipif("PROPSMITH_TEST_WORKER_PYTHON" not in os.environ, reason="no engine is named")
@pytest.mark.parametrize("kind", ["PERSP", "ORTHO"])
def test_the_engines_rays_and_the_part_it_draws_are_where_blender_shows_them(kind: str) -> None:
    bpy.ops.wm.read_homefile(use_empty=True, use_factory_startup=True)
    obj, scene = camera(kind), bpy.context.scene
    projection = obj.calc_matrix_camera(bpy.context.evaluated_depsgraph_get(), x=300, y=200)
    matrices = [[value for row in matrix for value in row] for matrix in (obj.matrix_world, projection)]
    part = (-0.8, -0.6, 0.4, 0.8)
    found = subprocess.run(
        [os.environ["PROPSMITH_TEST_WORKER_PYTHON"], "-c", ENGINE, json.dumps([*matrices, part, 0.3])],
        cwd=ROOT, capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    origins, directions, seen = json.loads(found)
    for row in range(2):
        for column in range(3):
            point = Vector(origins[row][column]) + 2.7 * Vector(directions[row][column])
            x, y, depth = world_to_camera_view(scene, obj, point)
            assert 2 * x - 1 == pytest.approx(-0.8 + 1.2 * (column + 0.5) / 3, abs=1e-4)
            assert 2 * y - 1 == pytest.approx(-0.6 + 1.4 * (row + 0.5) / 2, abs=1e-4)
            assert depth > 0
    around = [world_to_camera_view(scene, obj, Vector((0.1, 0.2, 0.3)) + 0.5 * Vector(point)) for point in sphere(200)]
    bounds = [sign * max(sign * (2 * point[axis] - 1) for point in around) for sign in (-1, 1) for axis in range(2)]
    assert seen == pytest.approx([min(max(bound, -1), 1) for bound in bounds], abs=2e-3)


def sphere(count: int) -> list[tuple[float, float, float]]:
    angles = np.linspace(0, math.pi, count)
    return [(math.sin(a) * math.cos(2 * b), math.sin(a) * math.sin(2 * b), math.cos(a)) for a in angles for b in angles]


def tell(folder: Path, width: float) -> object:
    from propsmith.nerf_sds.jobs.protocol import CoarseMesh

    vertices = width * np.float32([[0, 0, 0], [1, 0, 0], [0, 1, 0], [0, 0, 1]])
    faces = np.int32([[0, 2, 1], [0, 1, 3], [0, 3, 2], [1, 2, 3]])
    np.savez(folder / "coarse.npz", vertices=vertices, faces=faces, colours=np.full((4, 3), 128, np.uint8))
    return CoarseMesh("coarse.npz", 3)


def test_a_coarse_mesh_is_replaced_and_leaves_nothing_behind(coarse_mesh: ModuleType, tmp_path: Path) -> None:
    for width in (1.0, 2.0):
        coarse_mesh.show(tmp_path, tell(tmp_path, width), bpy.context.scene, Matrix.Translation((1, 2, 3)))
        (obj,) = bpy.context.scene.objects
        bpy.context.view_layer.update()
        assert tuple(obj.location) == (1, 2, 3) and max(obj.dimensions) == width
        assert len(bpy.data.meshes) == 1 and obj.hide_render
        colour = obj.data.color_attributes[coarse_mesh.COLOURS].data[0].color_srgb
        assert tuple(colour) == pytest.approx((128 / 255,) * 3 + (1.0,), abs=0.01)
    coarse_mesh.hide()
    assert not bpy.data.objects and not bpy.data.meshes and not bpy.data.materials


def test_a_coarse_mesh_is_not_saved(coarse_mesh: ModuleType, tmp_path: Path) -> None:
    coarse_mesh.register()
    try:
        coarse_mesh.show(tmp_path, tell(tmp_path, 1.0), bpy.context.scene, Matrix())
        bpy.ops.wm.save_as_mainfile(filepath=str(tmp_path / "saved.blend"), copy=True)
        coarse_mesh.show(tmp_path, tell(tmp_path, 1.0), bpy.context.scene, Matrix())
        assert coarse_mesh.is_shown()
        with bpy.data.libraries.load(str(tmp_path / "saved.blend")) as (saved, _):
            assert not saved.objects and not saved.meshes
    finally:
        coarse_mesh.hide()
        coarse_mesh.unregister()


def test_a_damaged_coarse_mesh_leaves_the_one_before(coarse_mesh: ModuleType, tmp_path: Path) -> None:
    event = tell(tmp_path, 1.0)
    coarse_mesh.show(tmp_path, event, bpy.context.scene, Matrix())
    for content in (b"", b"PK nonsense"):
        (tmp_path / "coarse.npz").write_bytes(content)
        coarse_mesh.show(tmp_path, event, bpy.context.scene, Matrix())
    np.savez(tmp_path / "coarse.npz", vertices=np.zeros((3, 3)), faces=[[0, 1, 7]], colours=np.zeros((3, 3)))
    coarse_mesh.show(tmp_path, event, bpy.context.scene, Matrix())
    assert len(bpy.data.objects[0].data.vertices) == 4


def test_the_net_over_a_card_goes_on_with_the_props_depth_beyond_its_outline(coarse_mesh: ModuleType) -> None:
    """Depths come times opacity; a soft edge must not bring the prop nearer to the card."""
    from propsmith.operators.viewport.live_view import _net

    opacity = np.zeros((96, 80), np.float32)
    opacity[20:60, 20:60] = 1.0
    opacity[20, 20:60] = 0.1
    uvs, nearness, triangles = _net(opacity, 0.3 * opacity)
    assert uvs.min() > 0 and uvs.max() < 1 and triangles.max() < len(uvs) == len(nearness)
    rows, columns = (uvs[:, 1] * 96).astype(int), (uvs[:, 0] * 80).astype(int)
    assert nearness[opacity[rows, columns] > 0] == pytest.approx(0.3, abs=1e-4)
    assert nearness[(rows < 5) | (rows > 80)] == pytest.approx(0.0)


@pytest.mark.parametrize("scale", [1.0, 0.2])
def test_a_prop_that_is_fitted_into_a_box_is_seen_as_large_as_it_will_be(
    coarse_mesh: ModuleType, monkeypatch: pytest.MonkeyPatch, scale: float
) -> None:
    from propsmith.operators.viewport import live_view

    pose = Matrix.LocRotScale(Vector((1, 2, 3)), Matrix.Rotation(0.5, 3, "Z"), Vector((scale, scale, scale)))
    monkeypatch.setattr(live_view, "_pose", pose)
    obj = camera("ORTHO")
    window = obj.calc_matrix_camera(bpy.context.evaluated_depsgraph_get(), x=300, y=200)
    c2w, projection = live_view.as_seen_by_the_prop(obj.matrix_world.inverted(), window)
    assert np.allclose(c2w.to_3x3() @ c2w.to_3x3().transposed(), np.eye(3), atol=1e-5)
    point = Vector((0.3, -0.2, 0.5, 1))
    in_scene = window @ obj.matrix_world.inverted() @ pose @ point
    assert tuple(projection @ c2w.inverted() @ point) == pytest.approx(tuple(in_scene), abs=1e-5)
