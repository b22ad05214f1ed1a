"""A finished prop stands where it was wanted when its job was put into the queue."""

from __future__ import annotations

import math
from pathlib import Path
from types import ModuleType

import bpy
import numpy as np
import pytest
from mathutils import Matrix, Vector
from real_worker import PROP
from results import CORNERS, make, write_mesh

SHAPE = (0.5, 0.25, 1.0)  # metres, of the prop in the fixture


@pytest.fixture
def folder(driver: ModuleType, tmp_path: Path) -> Path:
    """A finished prop, in an empty scene."""
    folder = make(tmp_path / "job")
    write_mesh(folder, vertices=CORNERS * np.float32(SHAPE))
    return folder


def built(folder: Path, **given: object) -> bpy.types.Object:
    """The prop as it stands after its placement has been on the disk."""
    from propsmith.operators.scene import import_prop, placement

    placement.save(placement.chosen(bpy.context, **given), folder)
    bpy.context.scene.cursor.location = (7, 8, 9)
    obj = import_prop.build(bpy.context, import_prop.read(folder), placement.load(folder, bpy.context.scene))
    bpy.context.view_layer.update()
    return obj


def add_placeholder(kind: str, size: tuple[float, float, float], turn: tuple[float, float, float]) -> bpy.types.Object:
    """An active object of this size along its own axes, at (1, 2, 3)."""
    if kind == "EMPTY":
        bpy.ops.object.empty_add(type="CUBE", radius=0.5, location=(1, 2, 3), rotation=turn)
    else:
        bpy.ops.mesh.primitive_cube_add(size=1, location=(1, 2, 3), rotation=turn)
    bpy.context.object.scale = size
    bpy.context.view_layer.update()
    return bpy.context.object


def seen_from(placeholder: bpy.types.Object, obj: bpy.types.Object) -> tuple[np.ndarray, np.ndarray]:
    """The lowest and highest coordinates of the prop, in the axes of a placeholder that fills -0.5 to 0.5 in them."""
    to_axes = placeholder.matrix_world.inverted() @ obj.matrix_world
    points = np.array([to_axes @ vertex.co for vertex in obj.data.vertices])
    return points.min(0), points.max(0)


@pytest.mark.parametrize("kind", ["MESH", "EMPTY"])
@pytest.mark.parametrize("turn", [(0, 0, 0), (0, 0, 0.7), (0.4, -0.3, 2.0)])
@pytest.mark.parametrize(("size", "axis"), [((3, 0.4, 9), 1), ((0.5, 4, 4), 0), ((2, 2, 1), 2)])
def test_a_prop_fills_its_placeholder_along_the_limiting_axis_and_exceeds_it_nowhere(
    folder: Path, kind: str, turn: tuple, size: tuple, axis: int
) -> None:
    placeholder = add_placeholder(kind, size, turn)
    obj = built(folder, place="BOUNDS")
    low, high = seen_from(placeholder, obj)
    assert low.min() > -0.5 - 1e-4 and high.max() < 0.5 + 1e-4
    assert (high - low)[axis] == pytest.approx(1, rel=0.02)
    assert low[2] == pytest.approx(-0.5, abs=1e-4), "its base is not on the placeholder's base"
    assert (low + high)[:2] == pytest.approx(0, abs=1e-4), "it is not in the middle"
    assert np.ptp(np.array(obj.dimensions) / SHAPE) < 1e-4, "it was stretched"
    assert tuple(obj.scale) == (1, 1, 1)


def test_a_mirrored_placeholder_neither_mirrors_nor_overturns_the_prop(folder: Path) -> None:
    add_placeholder("MESH", (-2, 2, 2), (0, 0, 0.3))
    obj = built(folder, place="BOUNDS")
    assert obj.matrix_world.is_negative is False
    assert tuple(obj.matrix_world.col[2].xyz) == pytest.approx((0, 0, 1), abs=1e-6)


def test_a_flat_placeholder_limits_only_its_two_directions(folder: Path) -> None:
    bpy.ops.mesh.primitive_plane_add(size=2)
    assert tuple(built(folder, place="BOUNDS").dimensions) == pytest.approx((2, 1, 4), abs=1e-4)


@pytest.mark.parametrize(
    ("bounds", "scale"), [((2, 2, 2), 0.5), ((2, 2, 0), 1), ((9, 9, 16), 4), ((0, 0, 0), 1), ((0.1, 9, 9), 0.1)]
)
def test_the_largest_scale_that_fits(driver: ModuleType, bounds: tuple, scale: float) -> None:
    from propsmith.operators.scene.placement import fit

    assert fit((1, 2, 4), bounds) == scale


def test_until_it_is_fitted_a_prop_is_no_larger_than_its_placeholder(driver: ModuleType) -> None:
    from propsmith.nerf_sds.config import Request
    from propsmith.operators.scene import placement

    add_placeholder("MESH", (3, 0.4, 2), (0, 0, 1))
    wanted = placement.chosen(bpy.context, place="BOUNDS")
    assert wanted.sized(Request("a mug", size=5.0)).size == pytest.approx(0.4)
    assert placement.Placement().sized(Request("a mug", size=5.0)).size == 5.0


@pytest.mark.parametrize(("place", "height"), [("CURSOR", 3), ("GROUND", 0)])
def test_the_cursor_counts_as_it_was_when_the_prop_was_wanted(folder: Path, place: str, height: float) -> None:
    bpy.context.scene.cursor.location = (1, 2, 3)
    assert tuple(built(folder, place=place).location) == (1, 2, height)


def test_an_empty_says_where_and_how_turned_but_not_how_large(folder: Path) -> None:
    add_placeholder("EMPTY", (5, 5, 5), (0, 0, 0.5))
    obj = built(folder, place="OBJECT")
    assert tuple(obj.location) == (1, 2, 3)
    assert obj.rotation_euler.z == pytest.approx(0.5)
    assert tuple(obj.dimensions) == pytest.approx(SHAPE)


def test_a_collection_is_made_once_and_need_not_be_in_the_view_layer(folder: Path) -> None:
    first, second = (built(folder, collection="Props") for _ in range(2))
    props = bpy.data.collections["Props"]
    assert {*props.objects} == {first, second} and props.name in bpy.context.scene.collection.children
    bpy.context.view_layer.layer_collection.children["Props"].exclude = True
    assert list(built(folder, collection="Props").users_collection) == [props]


@pytest.mark.parametrize("place", ["OBJECT", "BOUNDS"])
def test_without_a_selected_object_one_line_says_what_to_do(driver: ModuleType, tmp_path: Path, place: str) -> None:
    with pytest.raises(RuntimeError, match="No object is selected"):
        bpy.ops.propsmith.generate(**PROP, place=place)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    "text", ["", "[]", "{", '{"location": [1, 2]}', '{"rotation": [1, 2, "x"]}', '{"bounds": [NaN, 1, 1]}']
)
def test_a_placement_that_cannot_be_read_is_the_cursor(folder: Path, text: str) -> None:
    from propsmith.operators.scene import placement

    bpy.context.scene.cursor.location = (1, 2, 3)
    (folder / placement.FILE).write_text(text)
    assert placement.load(folder, bpy.context.scene) == placement.Placement((1, 2, 3))


def test_where_it_was_wanted_survives_a_restart_and_import_goes_by_what_is_chosen_now(driver: ModuleType) -> None:
    bpy.context.scene.cursor.location = (1, 2, 3)
    parts = {"levels": True, "hull": True, "asset": True}
    bpy.ops.propsmith.generate(**PROP, **parts, place="GROUND", collection="Props", wait=False)
    driver.close()  # as Blender does at its end
    bpy.context.scene.cursor.location = (5, 5, 5)
    assert bpy.ops.propsmith.resume() == {"FINISHED"}
    ball = bpy.context.object
    assert tuple(ball.location) == (1, 2, 0) and ball.users_collection[0].name == "Props"
    assert ball.asset_data and ball.preview.image_size[0] == 256
    names = ["Red Ball_LOD0", "Red Ball_LOD1", "Red Ball_LOD2", "Red Ball_LOD3", "UCX_Red Ball_00"]
    assert sorted(obj.name for obj in bpy.data.collections["Props"].objects) == names
    assert bpy.ops.propsmith.resume() == {"FINISHED"}
    assert bpy.context.object != ball and tuple(bpy.context.object.location) == (5, 5, 5)


def test_the_growing_prop_is_shown_where_it_will_stand(driver: ModuleType, tmp_path: Path) -> None:
    from propsmith.operators.viewport import live_view, watching

    add_placeholder("EMPTY", (2, 2, 2), (0, 0, 0.5))
    bpy.ops.propsmith.generate(**PROP, place="OBJECT", wait=False)
    bpy.context.object.location = (0, 0, 0)
    (place,) = tmp_path.iterdir()
    watching.begin(place)
    expected = Matrix.LocRotScale(Vector((1, 2, 3)), Matrix.Rotation(0.5, 3, "Z"), None)
    assert np.allclose(live_view.pose(), expected, atol=1e-6)
    assert math.isclose(live_view.pose().determinant(), 1, rel_tol=1e-6)
