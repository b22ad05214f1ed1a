"""Levels of detail and the collision hull of a prop, which are made where it is."""

from __future__ import annotations

import math
from pathlib import Path
from types import ModuleType

import bmesh
import bpy
import numpy as np
import pytest
from results import held, make

FULL = 1280  # triangles of the prop


@pytest.fixture
def folder(driver: ModuleType, tmp_path: Path) -> Path:
    """A finished prop that is a ball of a metre, in an empty scene."""
    folder = make(tmp_path / "job")
    shape = bmesh.new()
    uvs = shape.loops.layers.uv.new("UVMap")
    bmesh.ops.create_icosphere(shape, subdivisions=4, radius=0.5, calc_uvs=True)
    np.savez(
        folder / "prop.npz",
        vertices=np.float32([vertex.co for vertex in shape.verts]),
        faces=np.int32([[vertex.index for vertex in face.verts] for face in shape.faces]),
        uvs=np.float32([[loop[uvs].uv for loop in face.loops] for face in shape.faces]),
    )
    shape.free()
    return folder


def built(folder: Path, **wanted: object) -> bpy.types.Object:
    from propsmith.operators.scene import import_prop
    from propsmith.operators.scene.placement import Placement

    return import_prop.build(bpy.context, import_prop.read(folder), Placement((1, 2, 3), **wanted))


def children(obj: bpy.types.Object) -> list[bpy.types.Object]:
    return sorted(obj.children, key=lambda child: child.name)


def test_levels_of_detail_are_named_for_engines_and_keep_material_and_uvs(folder: Path) -> None:
    obj = built(folder, levels=True)
    levels = [obj, *children(obj)]
    bpy.context.view_layer.update()
    assert [level.name for level in levels] == [f"Red And Blue Cube_LOD{number}" for number in range(4)]
    for level, share in zip(levels, (1, 0.5, 0.25, 0.125), strict=True):
        assert len(level.data.polygons) == pytest.approx(FULL * share, rel=0.05)
        assert list(level.data.materials) == list(obj.data.materials)
        corners = np.array([corner.vector for corner in level.data.uv_layers["UVMap"].uv])
        assert np.ptp(corners, axis=0) == pytest.approx([1, 0.47], abs=0.1), "the UVs were lost"
        assert tuple(level.dimensions) == pytest.approx((1, 1, 1), abs=0.06)
        assert tuple(level.matrix_world.translation) == (1, 2, 3)
    assert not any(level.visible_get() or not level.hide_render for level in levels[1:])
    assert obj.visible_get() and not obj.hide_render
    assert {*bpy.data.objects} == {*levels} and bpy.context.selected_objects == [obj]


def test_a_second_prop_of_the_same_name_has_levels_of_its_own(folder: Path) -> None:
    first, second = (built(folder, levels=True) for _ in range(2))
    assert (first.name, second.name) == ("Red And Blue Cube_LOD0", "Red And Blue Cube.001_LOD0")
    assert children(second)[0].name == "Red And Blue Cube.001_LOD1"


def test_the_hull_is_small_convex_and_about_as_large_as_the_prop(folder: Path) -> None:
    obj = built(folder, hull=True)
    (hull,) = obj.children
    assert (obj.name, hull.name) == ("Red And Blue Cube", "UCX_Red And Blue Cube_00")
    assert (hull.display_type, hull.hide_render, len(hull.data.materials)) == ("WIRE", True, 0)
    shape = bmesh.new()
    shape.from_mesh(hull.data)
    assert all(edge.is_manifold and edge.calc_face_angle_signed() > -1e-4 for edge in shape.edges)
    assert 32 < len(shape.faces) < 128
    assert math.pi / 6 * 0.85 < shape.calc_volume() < math.pi / 6
    shape.free()


def test_the_hull_of_a_cube_is_the_cube(driver: ModuleType, tmp_path: Path) -> None:
    obj = built(make(tmp_path / "cube"), hull=True)
    (hull,) = obj.children
    corners = [{tuple(vertex.co) for vertex in each.data.vertices} for each in (obj, hull)]
    assert corners[0] == corners[1]


def test_a_prop_that_is_made_anew_has_its_parts_made_anew(folder: Path, tmp_path: Path) -> None:
    from propsmith.nerf_sds.jobs import job_folder
    from propsmith.operators.scene import import_prop, placement

    obj = built(folder, levels=True, hull=True)
    obj["propsmith_prior"] = "dirac"
    before = held()
    assert bpy.ops.propsmith.regenerate(wait=False) == {"FINISHED"}
    (job,) = (place for place in job_folder.listed(tmp_path) if place != folder)
    wanted = placement.load(job, bpy.context.scene)
    import_prop.build(bpy.context, import_prop.read(make(tmp_path / "cube")), wanted)
    assert held() == before
    assert all(len(each.data.polygons) <= 12 for each in (obj, *obj.children))


def test_what_goes_with_a_prop_is_chosen_in_the_scene(driver: ModuleType) -> None:
    from propsmith.operators.scene import placement

    assert not placement.chosen(bpy.context).levels
    bpy.context.scene.propsmith.levels = bpy.context.scene.propsmith.hull = True
    wanted = placement.chosen(bpy.context, hull=False)
    assert wanted.levels and not wanted.hull
