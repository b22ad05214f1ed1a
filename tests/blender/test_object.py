"""A finished prop is put where it was wanted, with what belongs to it."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import bmesh
import bpy
import numpy as np
import pytest
import results
from mathutils import Vector


@pytest.fixture(scope="module")
def extension(propsmith: ModuleType) -> Iterator[None]:
    propsmith.register()
    yield
    propsmith.unregister()


@pytest.fixture
def folder(extension: None, tmp_path: Path) -> Path:
    bpy.ops.wm.read_homefile(use_empty=True, use_factory_startup=True)
    return results.make(tmp_path / "job")


def built(folder: Path, **wanted: object) -> bpy.types.Object:
    """The prop of the folder, after its placement has been on disk."""
    from propsmith.operators import import_prop, placement

    placement.save(placement.Placement(**wanted), folder)
    return import_prop.build(bpy.context, import_prop.read(folder), placement.load(folder))


def chosen(**settings: object):
    from propsmith.operators import placement

    for name, value in settings.items():
        setattr(bpy.context.scene.propsmith_placement, name, value)
    return placement.chosen(bpy.context)


def add_box(size: tuple[float, float, float], location: tuple[float, float, float], turn: float) -> bpy.types.Object:
    """A blockout, active and selected: `size` by its scale, turned about Z by `turn` radians."""
    bpy.ops.mesh.primitive_cube_add(size=1, location=location, rotation=(0, 0, turn))
    bpy.context.object.scale = size
    bpy.context.view_layer.update()
    return bpy.context.object


def add_ball(folder: Path) -> bpy.types.Object:
    """The prop with the shape of a ball of 1280 triangles, whose hull and levels can be told from it."""
    obj = built(folder)
    shape = bmesh.new()
    bmesh.ops.create_icosphere(shape, subdivisions=4, radius=0.5, calc_uvs=True)
    shape.loops.layers.uv.verify()
    shape.to_mesh(obj.data)
    shape.free()
    return obj


def box(obj: bpy.types.Object) -> tuple[np.ndarray, np.ndarray]:
    """The lower and upper corner of what the scene shows."""
    bpy.context.view_layer.update()
    points = np.array([obj.matrix_world @ vertex.co for vertex in obj.data.vertices])
    return points.min(0), points.max(0)


def test_the_cursor_counts_as_it_was_when_the_job_was_started(folder: Path) -> None:
    bpy.context.scene.cursor.location = (1, 2, 3)
    wanted = chosen()
    bpy.context.scene.cursor.location = (0, 0, 0)
    assert tuple(built(folder, location=wanted.location).location) == (1, 2, 3)


def test_on_the_ground_the_base_is_at_height_zero(folder: Path) -> None:
    bpy.context.scene.cursor.location = (1, 2, 3)
    low, _ = box(built(folder, location=chosen(place="GROUND").location))
    np.testing.assert_allclose(low, (0.5, 1.5, 0), atol=1e-6)


def test_an_empty_says_where_and_how_turned(folder: Path) -> None:
    bpy.ops.object.empty_add(location=(3, 0, 1), rotation=(0, 0, math.radians(30)))
    bpy.context.object.scale = (5, 5, 5)
    bpy.context.view_layer.update()
    wanted = chosen(place="ACTIVE")
    obj = built(folder, location=wanted.location, rotation=wanted.rotation)
    np.testing.assert_allclose(obj.location, (3, 0, 1), atol=1e-6)
    assert obj.rotation_euler.z == pytest.approx(math.radians(30))
    assert tuple(obj.scale) == (1, 1, 1)


def test_a_prop_fits_into_a_blockout_and_exceeds_it_nowhere(folder: Path) -> None:
    add_box((3, 0.4, 2), (5, 6, 7), math.radians(40))
    wanted = chosen(fit=True)
    obj = built(folder, location=wanted.location, rotation=wanted.rotation, bounds=wanted.bounds)
    bpy.context.view_layer.update()
    np.testing.assert_allclose(obj.dimensions, (0.4, 0.4, 0.4), atol=1e-5)  # a cube as wide as the blockout is deep
    np.testing.assert_allclose(obj.location, (5, 6, 6), atol=1e-5)
    assert tuple(obj.scale) == (1, 1, 1)


def test_a_flat_object_bounds_a_prop_in_two_directions(folder: Path) -> None:
    add_box((2, 3, 0), (0, 0, 0), 0)
    obj = built(folder, bounds=chosen(fit=True).bounds)
    bpy.context.view_layer.update()
    np.testing.assert_allclose(obj.dimensions, (2, 2, 2), atol=1e-5)


@pytest.mark.parametrize("settings", [{"fit": True}, {"place": "ACTIVE"}])
def test_without_a_selected_object_one_line_says_what_to_do(folder: Path, settings: dict) -> None:
    with pytest.raises(ValueError, match="No object is selected: select the one"):
        chosen(**settings)


def test_an_empty_has_no_size_to_fit_into(folder: Path) -> None:
    bpy.ops.object.empty_add()
    with pytest.raises(ValueError, match="has no size to fit a prop into"):
        chosen(fit=True)


def test_the_prop_goes_into_the_chosen_collection(folder: Path) -> None:
    chosen_one = bpy.data.collections.new("Props")
    bpy.context.scene.collection.children.link(chosen_one)
    obj = built(folder, collection=chosen(collection=chosen_one).collection)
    assert list(obj.users_collection) == [chosen_one]
    assert list(built(folder, collection="gone").users_collection) == [bpy.context.collection]


def test_a_collection_outside_the_view_layer_takes_the_prop_all_the_same(folder: Path) -> None:
    bpy.data.collections.new("Aside")
    obj = built(folder, collection="Aside", lods=1, hull=True)
    assert [c.name for c in obj.users_collection] == ["Aside"]


@pytest.mark.parametrize(
    "text",
    ["", "[]", '{"location": [1, 2]}', '{"location": [1, 2, "x"]}', '{"lods": 99}', '{"bounds": [NaN, 1, 1]}', "{"],
)
def test_a_placement_that_cannot_be_read_is_none(folder: Path, text: str) -> None:
    from propsmith.operators import placement

    (folder / placement.FILE).write_text(text)
    assert placement.load(folder) is None
    (folder / placement.FILE).unlink()
    assert placement.load(folder) is None


def test_what_the_prop_was_made_from_is_on_it_and_read_back(extension: None, tmp_path: Path) -> None:
    from propsmith.nerf_sds.config import Request
    from propsmith.operators import props

    asked = {"prompt": "a mug", "seed": 9, "preset": "sketch", "prior": "dirac", "overrides": {"faces": 1000}}
    obj = built(results.make(tmp_path / "job", **asked))
    assert props.recall(obj, "toybox") == Request(**asked, size=1.0)
    obj.scale = (3, 3, 3)
    assert props.recall(obj, "toybox").size == 1.0
    assert all(isinstance(value, str | int | float) for name, value in obj.items() if name.startswith("propsmith_"))


@pytest.mark.parametrize("prior", ["/home/stranger/model", "someone/model", 3])
def test_a_file_cannot_choose_a_foreign_diffusion_model(folder: Path, prior: object) -> None:
    from propsmith.operators import props

    obj = built(folder)
    obj["propsmith_prior"] = prior
    assert props.recall(obj, "sd-2.1").prior == "sd-2.1"


@pytest.mark.parametrize(("name", "value"), [("seed", "x"), ("prompt", ""), ("preset", "no"), ("overrides", "{")])
def test_damaged_settings_are_one_line(folder: Path, name: str, value: object) -> None:
    from propsmith.operators import props

    obj = built(folder)
    obj[f"propsmith_{name}"] = value
    with pytest.raises(ValueError, match="cannot be read .*: generate a new one") as refused:
        props.recall(obj, "toybox")
    assert "\n" not in str(refused.value)


def test_levels_of_detail_are_named_for_engines_and_share_material_and_uvs(folder: Path) -> None:
    obj = add_ball(folder)
    full = len(obj.data.polygons)
    assert bpy.ops.propsmith.add_lods(levels=3, ratio=0.5) == {"FINISHED"}
    names = ["Red And Blue Cube_LOD0", *(f"Red And Blue Cube_LOD{level}" for level in (1, 2, 3))]
    levels = [obj, *sorted(obj.children, key=lambda child: child.name)]
    assert [level.name for level in levels] == [level.data.name for level in levels] == names
    for number, level in enumerate(levels):
        assert len(level.data.polygons) == pytest.approx(full * 0.5**number, rel=0.05)
        assert level.data.materials[0] == obj.data.materials[0]
        assert [layer.name for layer in level.data.uv_layers] == ["UVMap"]
    assert obj.visible_get() and not any(child.visible_get() for child in obj.children)
    assert bpy.ops.propsmith.add_lods(levels=1) == {"FINISHED"}
    assert [child.name for child in obj.children] == ["Red And Blue Cube_LOD1"]
    assert not [mesh for mesh in bpy.data.meshes if not mesh.users]


def test_levels_follow_the_prop(folder: Path) -> None:
    obj = built(folder, location=(1, 2, 3), lods=2)
    obj.location.x += 5
    low, high = box(obj)
    for child in obj.children:
        np.testing.assert_allclose(box(child), (low, high), atol=0.2)


def test_the_hull_is_small_convex_and_as_large_as_the_prop(folder: Path) -> None:
    obj = add_ball(folder)
    assert bpy.ops.propsmith.add_hull() == {"FINISHED"}
    (hull,) = obj.children
    assert hull.name == hull.data.name == "UCX_Red And Blue Cube_00"
    assert (hull.display_type, hull.hide_render, len(hull.data.materials)) == ("WIRE", True, 0)
    shape = bmesh.new()
    shape.from_mesh(hull.data)
    assert all(edge.is_manifold and edge.calc_face_angle_signed() > -1e-4 for edge in shape.edges)
    assert 64 < len(shape.verts) <= 128
    assert shape.calc_volume() == pytest.approx(math.pi / 6, rel=0.1)
    shape.free()


def test_the_hull_of_a_cube_is_the_cube(folder: Path) -> None:
    obj = built(folder, hull=True)
    (hull,) = obj.children
    assert {tuple(vertex.co) for vertex in hull.data.vertices} == {tuple(corner) for corner in results.CORNERS}


def test_an_asset_has_the_workers_picture_tags_and_a_catalog(folder: Path, tmp_path: Path) -> None:
    from propsmith.operators import asset

    obj = built(folder)
    bpy.ops.wm.save_as_mainfile(filepath=str(tmp_path / "library.blend"))
    assert bpy.ops.propsmith.mark_asset() == {"FINISHED"}
    assert obj.asset_data.catalog_id == asset.CATALOG
    assert {tag.name for tag in obj.asset_data.tags} == {"Propsmith", "red", "and", "blue", "cube"}
    assert f"{asset.CATALOG}:Propsmith:Propsmith" in (tmp_path / asset.CATALOG_FILE).read_text()
    assert tuple(obj.preview.image_size) == (8, 8)
    pixels = np.array(obj.preview.image_pixels_float).reshape(-1, 4)
    np.testing.assert_allclose(pixels, np.tile((0, 1, 0, 1), (64, 1)), atol=0.01)


def test_the_catalog_is_added_once_to_those_of_the_library(folder: Path, tmp_path: Path) -> None:
    from propsmith.operators import asset

    (tmp_path / asset.CATALOG_FILE).write_text("VERSION 1\n\n1f6c9c1e-8a57-4d53-9f0e-6d1f3f0c2b71:Rocks:Rocks")
    (tmp_path / "below").mkdir()
    for _ in range(2):
        asset.write_catalog(tmp_path / "below" / "props.blend")
    lines = (tmp_path / asset.CATALOG_FILE).read_text().splitlines()
    assert [line for line in lines if "Rocks" in line] and len([line for line in lines if "Propsmith" in line]) == 1
    assert not list((tmp_path / "below").iterdir())


def test_all_that_was_asked_for_comes_with_the_prop(folder: Path) -> None:
    obj = built(folder, lods=2, hull=True, asset=True)
    assert sorted(child["propsmith_part"] for child in obj.children) == ["LOD1", "LOD2", "UCX"]
    assert obj.asset_data
    assert bpy.context.object == obj and bpy.context.selected_objects == [obj]


def test_a_replaced_prop_keeps_all_but_its_shape(folder: Path, tmp_path: Path) -> None:
    from propsmith.operators import props, regenerate

    old = built(folder, location=(1, 2, 3), lods=1, hull=True)
    parent = bpy.data.objects.new("Parent", None)
    group = bpy.data.collections.new("Group")
    bpy.context.scene.collection.children.link(group)
    group.objects.link(old)
    old.parent = parent
    old.scale = (2, 2, 2)
    old.modifiers.new("Bevel", "BEVEL")
    mesh, images = old.data.name, {image.name for image in bpy.data.images}
    mark = regenerate.marked(old)
    bpy.context.scene.cursor.location = (9, 9, 9)
    other = results.make(tmp_path / "other", seed=8)
    new = built(other, replaces=mark, lods=1, hull=True)
    assert new == old and new["propsmith_seed"] == 8
    assert (tuple(new.location), tuple(new.scale), new.parent) == ((1, 2, 3), (2, 2, 2), parent)
    assert group in list(new.users_collection) and len(new.modifiers) == 1
    assert sorted(child["propsmith_part"] for child in new.children) == ["LOD1", "UCX"]
    assert [obj.name for obj in bpy.data.objects if props.is_prop(obj)] == ["Red And Blue Cube_LOD0"]
    assert len(bpy.data.meshes) == 3 and len(bpy.data.materials) == 1 and len(bpy.data.images) == len(images)
    assert mesh == new.data.name


def test_a_replaced_prop_that_is_gone_does_not_lose_the_new_one(folder: Path) -> None:
    bpy.context.scene.cursor.location = (9, 9, 9)
    assert tuple(built(folder, replaces="gone").location) == (9, 9, 9)


def test_an_origin_that_was_moved_and_an_applied_scale_are_kept(folder: Path) -> None:
    from mathutils import Matrix
    from propsmith.operators import props, regenerate

    old = built(folder)
    old.data.transform(Matrix.Scale(3, 4) @ Matrix.Translation((0, 0, -0.5)))
    assert props.recall(old, "toybox").size == 3
    new = built(folder, replaces=regenerate.marked(old))
    low, _ = props.mesh_box(new.data)
    assert low.z == pytest.approx(-1.5)


def test_a_copy_gets_a_mark_of_its_own(folder: Path) -> None:
    from propsmith.operators import regenerate

    first = built(folder)
    mark = regenerate.marked(first)
    assert regenerate.marked(first) == mark
    copy = first.copy()
    assert regenerate.marked(copy) != mark


def test_the_verbs_of_a_prop_want_a_prop(folder: Path) -> None:
    add_box((1, 1, 1), (0, 0, 0), 0)
    for name in ("add_lods", "add_hull", "mark_asset", "regenerate", "new_seed"):
        with pytest.raises(RuntimeError, match="Select an object that Propsmith has made"):
            getattr(bpy.ops.propsmith, name)()


def test_placements_survive_json(extension: None, tmp_path: Path) -> None:
    from propsmith.operators import placement

    wanted = placement.Placement((1, 2, 3), (0, 0, 1), (1, 1, 1), "Props", "mark", 2, True, True)
    placement.save(wanted, tmp_path)
    assert placement.load(tmp_path) == wanted
    assert json.loads((tmp_path / placement.FILE).read_text())["lods"] == 2


def test_the_largest_scale_that_fits(extension: None) -> None:
    from propsmith.operators.placement import fit_scale

    assert fit_scale((1, 2, 4), (2, 2, 2)) == 0.5
    assert fit_scale((1, 2, 4), (2, 2, 0)) == 1
    assert Vector((1, 2, 4)) * fit_scale((1, 2, 4), (9, 9, 16)) == Vector((4, 8, 16))
