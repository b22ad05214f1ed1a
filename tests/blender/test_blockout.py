"""Blockout to prop without a window: what is selected, where the prop then stands, and what is refused."""

from __future__ import annotations

import io
from math import radians
from pathlib import Path
from types import ModuleType

import bpy
import numpy as np
import pytest
from mathutils import Vector
from real_worker import PROP

PLACE = Vector((4, -2, 1))


def a_box(*sides: float, at: Vector = PLACE, heading: float = 0.0) -> bpy.types.Object:
    """Selected and active: the middle of its base at a place, its sides by its scale."""
    bpy.ops.mesh.primitive_cube_add(size=1)
    box = bpy.context.object
    box.scale, box.rotation_euler.z = sides, radians(heading)
    box.location = at + Vector((0, 0, sides[2] / 2))
    bpy.context.view_layer.update()
    return box


def select(*objects: bpy.types.Object) -> None:
    for obj in bpy.context.view_layer.objects:
        obj.select_set(obj in objects)
    bpy.context.view_layer.objects.active = objects[0] if objects else None


def arrays_of(blockout) -> dict[str, np.ndarray]:
    with np.load(io.BytesIO(blockout.start)) as arrays:
        return dict(arrays)


@pytest.mark.usefixtures("quick")
def test_a_prop_stands_in_the_place_of_its_blockout_as_large_and_turned_as_it(driver: ModuleType) -> None:
    """A turned box, twice as tall as wide; afterwards the prop is made again from the job's own copy."""
    box = a_box(1, 1, 2, heading=30)
    assert bpy.ops.propsmith.generate(**PROP, from_mesh=True, keep_inside=True, mirror=True) == {"FINISHED"}
    prop = bpy.context.object
    assert prop != box and prop["propsmith_prompt"] == "a red ball"
    assert (prop.location - PLACE).length < 1e-4
    assert prop.rotation_euler.z == pytest.approx(radians(30), abs=1e-4) and prop.rotation_mode == "XYZ"
    assert tuple(prop.scale) == pytest.approx((1, 1, 1))
    assert max(prop.dimensions) > 1.5 and all(np.array(prop.dimensions) <= np.array([1, 1, 2]) * 1.001)

    bpy.data.objects.remove(box)
    (place,) = driver.folder().iterdir()
    assert bpy.ops.propsmith.repeat_job(job=place.name, new_seed=True) == {"FINISHED"}
    again = bpy.context.object
    assert again != prop and (again.location - PLACE).length < 1e-4


def test_the_growing_prop_is_shown_in_the_place_of_its_blockout(driver: ModuleType, tmp_path: Path) -> None:
    from propsmith.nerf_sds.config import Request
    from propsmith.nerf_sds.jobs import job_folder
    from propsmith.operators.scene import initial_shape, placement
    from propsmith.operators.viewport import live_view, watching

    a_box(1, 1, 1, heading=30)
    chosen = initial_shape.gather(bpy.context)
    job_folder.create(tmp_path / "job", Request("a red ball"))
    placement.save(chosen.placed(placement.chosen(bpy.context)), tmp_path / "job")
    watching.begin(tmp_path / "job")
    shown = live_view.pose()
    assert (shown.translation - PLACE).length < 1e-5 and shown.to_euler().z == pytest.approx(radians(30))
    watching.end()


def test_all_that_is_selected_counts_with_its_modifiers(driver: ModuleType) -> None:
    from propsmith.operators.scene import initial_shape

    body, head = a_box(2, 1, 1), a_box(1, 1, 1, at=PLACE + Vector((0, 0, 1)))
    array = head.modifiers.new("Array", "ARRAY")
    array.relative_offset_displace = (0, 0, 1)
    a_box(9, 9, 9)
    bpy.ops.curve.primitive_bezier_circle_add()
    select(body, head)
    chosen = initial_shape.gather(bpy.context)
    assert chosen.extents == pytest.approx([2, 1, 3], abs=1e-5)
    arrays = arrays_of(chosen)
    np.testing.assert_allclose(chosen.location, PLACE, atol=1e-5)
    np.testing.assert_allclose(arrays["vertices"].min(0), (-1, -0.5, 0), atol=1e-5)
    assert len(arrays["faces"]) == 36 and arrays["faces"].max() == len(arrays["vertices"]) - 1 == 23


def test_the_engine_reads_what_blender_writes(driver: ModuleType, tmp_path: Path) -> None:
    from propsmith.nerf_sds.jobs import job_folder, start_mesh
    from propsmith.operators.scene import initial_shape

    a_box(1, 2, 3, heading=90)
    chosen = initial_shape.gather(bpy.context)
    request = bpy.context.scene.propsmith.request(prompt="a box", **chosen.fields(bounded=True))
    assert request.size == pytest.approx(3) and request.bounds == pytest.approx([1, 2, 3])
    job_folder.create(tmp_path / "job", request, chosen.start)
    assert start_mesh.read(tmp_path / "job", request) == chosen.start
    (tmp_path / "job" / start_mesh.START).write_bytes(chosen.start[:-1])
    with pytest.raises(ValueError, match="missing or damaged"):
        start_mesh.read(tmp_path / "job", request)


def test_without_a_mesh_it_says_what_to_do(driver: ModuleType, tmp_path: Path) -> None:
    for refused in ("Select a mesh to start from", "has no faces"):
        with pytest.raises(RuntimeError, match=refused):
            bpy.ops.propsmith.generate(**PROP, from_mesh=True)
        bpy.ops.curve.primitive_bezier_circle_add()
    assert refused in driver.status.error and not list(tmp_path.iterdir())


def test_paper_takes_no_mesh(driver: ModuleType, tmp_path: Path) -> None:
    a_box(1, 1, 1)
    with pytest.raises(RuntimeError, match="choose a preset such as standard"):
        bpy.ops.propsmith.generate(**PROP | {"preset": "paper"}, from_mesh=True)
    assert not list(tmp_path.iterdir())


@pytest.mark.usefixtures("quick")
def test_what_it_started_from_is_hidden_and_comes_back_as_it_was(driver: ModuleType) -> None:
    body, head = a_box(1, 1, 1), a_box(1, 1, 1, at=PLACE + Vector((0, 0, 1)))
    head.hide_render = True
    select(body, head)
    assert bpy.ops.propsmith.generate(**PROP, from_mesh=True) == {"FINISHED"}
    prop = bpy.data.objects["Red Ball"]
    assert not body.visible_get() and not head.visible_get() and body.hide_render and prop.visible_get()
    height = prop.dimensions.z
    select(prop)
    assert bpy.ops.propsmith.regenerate() == {"FINISHED"}
    assert prop["propsmith_seed"] != 0 and prop.dimensions.z == pytest.approx(height, rel=0.1), (
        "it was fitted to a part"
    )
    assert bpy.ops.propsmith.restore_placeholders(selected=True) == {"FINISHED"}
    assert "Red Ball" not in bpy.data.objects
    assert body.visible_get() and head.visible_get() and not body.hide_render and head.hide_render
