"""Props take the place of the placeholders of a blockout, and give it back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import ModuleType

import bpy
import numpy as np
import pytest
import yard
from mathutils import Matrix, Vector
from results import CORNERS, held, make, write_mesh

SHAPE = (0.5, 0.25, 1.0)  # metres, of the prop in the fixture
PROMPT = "a red and blue cube"


@pytest.fixture
def folder(driver: ModuleType, tmp_path: Path) -> Path:
    """A finished prop, in an empty scene."""
    folder = make(tmp_path / "job")
    write_mesh(folder, vertices=CORNERS * np.float32(SHAPE))
    return folder


def add(kind: str = "CUBE", prompt: str = PROMPT, **posed: object) -> bpy.types.Object:
    """A placeholder that fills -0.5 to 0.5 along its axes; a plane has no height, a frame is an empty."""
    if kind == "FRAME":
        bpy.ops.object.empty_add(type="CUBE", radius=0.5)
    else:
        getattr(bpy.ops.mesh, f"primitive_{kind.lower()}_add")(size=1)
    obj = bpy.context.object
    obj.propsmith_placeholder.prompt = prompt
    for name, value in posed.items():
        setattr(obj, name, value)
    return obj


def dressed(folder: Path) -> list[bpy.types.Object]:
    """The placeholders of the scene, in whose place the prop of the folder stands after its job was on the disk."""
    from propsmith.operators.scene import import_prop, placeholders, placement

    (wish,) = placeholders.wishes(bpy.context.scene)
    assert wish.row.reason == ""
    placement.save(wish.placed(placement.Placement()), folder)
    import_prop.build(bpy.context, import_prop.read(folder), placement.load(folder, bpy.context.scene))
    bpy.context.view_layer.update()
    return list(wish.placeholders)


def prop_of(placeholder: bpy.types.Object) -> bpy.types.Object:
    return placeholder.propsmith_placeholder.prop


def seen_from(matrix: Matrix, obj: bpy.types.Object) -> tuple[np.ndarray, np.ndarray]:
    """The lowest and highest coordinates of the prop, in the axes of a placeholder with this matrix."""
    to_axes = matrix.inverted() @ obj.matrix_world
    points = np.array([to_axes @ vertex.co for vertex in obj.data.vertices])
    return points.min(0), points.max(0)


def check(placeholder: bpy.types.Object, axis: int) -> None:
    """It fills its placeholder along the limiting axis, exceeds it nowhere, stands on its base and is not stretched."""
    prop = prop_of(placeholder)
    low, high = seen_from(placeholder.matrix_world, prop)
    assert low.min() > -0.5 - 1e-5 and high.max() < 0.5 + 1e-5
    assert (high - low)[axis] == pytest.approx(1, abs=1e-5)
    assert low[2] == pytest.approx(-0.5, abs=1e-5), "its base is not on the placeholder's base"
    assert (low + high)[:2] == pytest.approx(0, abs=1e-5), "it is not in the middle"
    assert np.ptp(np.array(prop.dimensions) / SHAPE) < 1e-4, "it was stretched"
    assert prop.matrix_world.is_negative is False


POSES = {
    "upright": ({"scale": (3, 0.4, 9)}, 1),
    "turned": ({"scale": (0.5, 4, 4), "rotation_euler": (0, 0, 0.7), "location": (1, 2, 3)}, 0),
    "tilted": ({"scale": (2, 2, 1), "rotation_euler": (0.4, -0.3, 2.0), "location": (-5, 0, 1)}, 2),
    "tiny": ({"scale": (0.002, 0.002, 0.001)}, 2),
    "slim": ({"scale": (2, 0.01, 2)}, 1),
}


@pytest.mark.parametrize("kind", ["CUBE", "FRAME"])
@pytest.mark.parametrize("pose", POSES)
def test_a_prop_fills_its_placeholder_along_the_limiting_axis(folder: Path, kind: str, pose: str) -> None:
    posed, axis = POSES[pose]
    add(kind, **posed)
    check(*dressed(folder), axis)


@pytest.mark.parametrize(("bone", "axis"), [("", 0), ("Bone", 2)])
def test_a_placeholder_with_a_scaled_and_turned_parent_hands_it_on(folder: Path, bone: str, axis: int) -> None:
    bpy.ops.object.armature_add(location=(4, 5, 6), rotation=(0.1, 0.2, 0.3))
    parent = bpy.context.object
    parent.scale = (2, 3, 4)
    placeholder = add(parent=parent, location=(1, 1, 0), scale=(1, 2, 1))
    if bone:
        placeholder.parent_type, placeholder.parent_bone = "BONE", bone
    bpy.context.view_layer.update()
    before = placeholder.matrix_world.copy()
    dressed(folder)
    prop = prop_of(placeholder)
    assert (prop.parent, prop.parent_bone) == (parent, bone)
    assert placeholder.matrix_world == before
    check(placeholder, axis)
    here = prop.matrix_world.translation.copy()
    parent.location.x += 1
    bpy.context.view_layer.update()
    assert tuple(prop.matrix_world.translation - here) == pytest.approx((1, 0, 0), abs=1e-5)


def test_a_mirrored_placeholder_neither_mirrors_nor_overturns_the_prop(folder: Path) -> None:
    add(scale=(-2, 2, 2), rotation_euler=(0, 0, 0.3))
    (placeholder,) = dressed(folder)
    assert prop_of(placeholder).matrix_world.is_negative is False
    assert tuple(prop_of(placeholder).matrix_world.col[2].xyz.normalized()) == pytest.approx((0, 0, 1), abs=1e-6)


def test_a_flat_placeholder_limits_only_its_two_directions(folder: Path) -> None:
    add("PLANE", scale=(2, 2, 1))
    (placeholder,) = dressed(folder)
    assert tuple(prop_of(placeholder).dimensions) == pytest.approx((2, 1, 4), abs=1e-4)


def test_stretched_it_fills_all_axes(folder: Path) -> None:
    placeholder = add(scale=(3, 0.4, 9), rotation_euler=(0, 0, 0.7))
    placeholder.propsmith_placeholder.stretch = True
    dressed(folder)
    low, high = seen_from(placeholder.matrix_world, prop_of(placeholder))
    assert low == pytest.approx(-0.5, abs=1e-5) and high == pytest.approx(0.5, abs=1e-5)


def test_the_same_prompt_gives_linked_duplicates_in_the_collections_of_their_placeholders(folder: Path) -> None:
    collection = bpy.data.collections.new("Blockout")
    bpy.context.scene.collection.children.link(collection)
    sides = (1, 2, 0.5)
    for side in sides:
        placeholder = add(scale=(side, side, side), location=(5 * side, 0, 0))
        bpy.context.scene.collection.objects.unlink(placeholder)
        collection.objects.link(placeholder)
    add("FRAME", prompt="", name=f"Prompt: {PROMPT}.001")
    props = [prop_of(placeholder) for placeholder in dressed(folder)]
    assert len(props) == 4 and len({prop.data for prop in props}) == 1
    assert sorted(prop.dimensions.z for prop in props) == pytest.approx([0.5, 1, 1, 2])
    assert {prop.users_collection[0].name for prop in props} == {"Blockout", "Scene Collection"}
    assert all(prop["propsmith_prompt"] == PROMPT for prop in props)
    add(location=(0, 9, 0), scale=(1, 1, 5), name="later")
    (later,) = dressed(folder)
    assert prop_of(later).data == props[0].data and len(bpy.data.meshes) == 5, "another mesh came of the same prop"


def test_a_second_seed_is_another_prop_and_what_has_no_size_says_so(driver: ModuleType) -> None:
    from propsmith.operators.scene import placeholders

    for seed in (0, 0, 7):
        add(scale=(1, 1, 2 + seed)).propsmith_placeholder.seed = seed
    add(scale=(0, 0, 0), name="Nothing")
    add(prompt="", name="Prompted")
    add(name="Hidden").hide_viewport = True
    found = placeholders.wishes(bpy.context.scene)
    assert [wish.row.values for wish in found] == [{"prompt": PROMPT, "seed": seed} for seed in (0, 7, 0)]
    assert [len(wish.placeholders) for wish in found] == [2, 1, 1]
    assert found[2].row.reason.startswith("Nothing has no size")


def test_originals_are_hidden_and_come_back_as_they_were(folder: Path) -> None:
    for rendered, side in ((True, 1), (False, 2)):
        add(scale=(side, side, side), hide_render=not rendered)
    before = held()
    placeholders = dressed(folder)
    assert not any(obj.visible_get() or not obj.hide_render for obj in placeholders)
    assert all(prop_of(obj).visible_get() and not prop_of(obj).hide_render for obj in placeholders)
    bpy.ops.object.select_all(action="DESELECT")
    prop_of(placeholders[1]).select_set(True)
    assert bpy.ops.propsmith.restore_placeholders(selected=True) == {"FINISHED"}
    assert placeholders[1].visible_get() and not placeholders[0].visible_get()
    assert bpy.ops.propsmith.restore_placeholders() == {"FINISHED"}
    assert all(obj.visible_get() and prop_of(obj) is None for obj in placeholders)
    assert [obj.hide_render for obj in placeholders] == [False, True]
    assert held() == before


def test_levels_hulls_and_their_meshes_go_with_each_and_leave_with_it(folder: Path) -> None:
    from propsmith.operators.scene import import_prop, placeholders, placement

    add(scale=(1, 1, 1)), add(location=(3, 0, 0))
    before = held()
    (wish,) = placeholders.wishes(bpy.context.scene)
    wanted = wish.placed(placement.Placement(levels=True, hull=True))
    import_prop.build(bpy.context, import_prop.read(folder), wanted)
    first, second = (prop_of(obj) for obj in wish.placeholders)
    assert [len(prop.children) for prop in (first, second)] == [4, 4]
    assert {child.data for child in first.children} == {child.data for child in second.children}
    bpy.ops.propsmith.restore_placeholders()
    assert held() == before


def test_it_survives_saving_renaming_and_regenerating(folder: Path, tmp_path: Path) -> None:
    from propsmith.nerf_sds.jobs import job_folder
    from propsmith.operators.scene import import_prop, placement

    add(scale=(1, 1, 2), location=(1, 2, 3), rotation_euler=(0, 0, 1), name="one"), add(location=(3, 0, 0), name="two")
    dressed(folder)
    bpy.ops.wm.save_as_mainfile(filepath=str(tmp_path / "scene.blend"))
    bpy.ops.wm.open_mainfile(filepath=str(tmp_path / "scene.blend"))
    one, two = (bpy.data.objects[name] for name in ("one", "two"))
    one.name, prop_of(one).name = "other", "Hero"
    bpy.context.view_layer.objects.active = prop_of(one)
    prop_of(one)["propsmith_prior"] = "dirac"
    assert bpy.ops.propsmith.regenerate(wait=False) == {"FINISHED"}
    (job,) = (place for place in job_folder.listed(tmp_path) if place != folder)
    assert job_folder.read_request(job).size == pytest.approx(1), "it grows out of its placeholder"
    write_mesh(make(tmp_path / "wide"), vertices=CORNERS * np.float32((5, 1, 1)))
    wanted = placement.load(job, bpy.context.scene)
    hero = import_prop.build(bpy.context, import_prop.read(tmp_path / "wide"), wanted)
    assert hero == prop_of(one) and hero.data != prop_of(two).data
    bpy.context.view_layer.update()
    assert tuple(hero.dimensions) == pytest.approx((1, 0.2, 0.2), abs=1e-5)
    assert tuple(hero.matrix_world.translation) == pytest.approx((1, 2, 2), abs=1e-5)
    assert bpy.ops.propsmith.restore_placeholders() == {"FINISHED"}
    assert one.visible_get() and two.visible_get()


def test_placeholders_that_were_renamed_or_deleted_or_lost_their_mark_meanwhile(folder: Path) -> None:
    from propsmith.operators.scene import import_prop, placeholders, placement, props

    kept, gone, undone = (add(location=(3 * place, 0, 0), name=name) for place, name in enumerate(("a", "b", "c")))
    (wish,) = placeholders.wishes(bpy.context.scene)
    wanted = wish.placed(placement.Placement())
    kept.name = "renamed"
    bpy.data.objects.remove(gone)
    other = add(prompt="", name="b")
    del undone[props.MARK]
    prop = import_prop.build(bpy.context, import_prop.read(folder), wanted)
    assert prop_of(kept) == prop and prop_of(undone) and other.visible_get()
    for obj in (kept, undone):
        bpy.data.objects.remove(obj)
    alone = import_prop.build(bpy.context, import_prop.read(folder), wanted)
    bpy.context.view_layer.update()
    assert alone != prop and alone.dimensions.z == pytest.approx(1) and alone.location.z == pytest.approx(-0.5)


def test_selected_objects_are_tagged_and_the_tag_taken_off(driver: ModuleType) -> None:
    objects = [add(prompt="", location=(3 * place, 0, 0)) for place in range(2)]
    for obj in objects:
        obj.select_set(True)
    assert bpy.ops.propsmith.tag_placeholders(prompt="a red mug", seed=3, stretch=True) == {"FINISHED"}
    tags = [obj.propsmith_placeholder for obj in objects]
    assert [(tag.prompt, tag.seed, tag.stretch) for tag in tags] == [("a red mug", 3, True)] * 2
    with pytest.raises(RuntimeError, match="'dark blue' names no thing"):
        bpy.ops.propsmith.tag_placeholders(prompt="dark blue")
    bpy.ops.object.light_add()
    with pytest.raises(RuntimeError, match="Point has no size"):
        bpy.ops.propsmith.tag_placeholders(prompt="a red mug")
    objects[0].select_set(True)
    assert bpy.ops.propsmith.tag_placeholders() == {"FINISHED"}
    assert [tag.prompt for tag in tags] == ["", "a red mug"]


def test_one_undo_takes_the_props_of_a_prompt_away_and_redo_brings_them_back(folder: Path) -> None:
    for place in range(2):
        add(name=f"place {place}", location=(3 * place, 0, 0))
    bpy.ops.ed.undo_push(message="Before")
    dressed(folder)
    bpy.ops.ed.undo_push(message="Replace Placeholders")
    for step, is_there in ((bpy.ops.ed.undo, False), (bpy.ops.ed.redo, True)):
        assert step() == {"FINISHED"}
        found = [bpy.data.objects[f"place {place}"] for place in range(2)]
        assert [prop_of(obj) is not None for obj in found] == [is_there] * 2
        assert [obj.hide_render for obj in found] == [is_there] * 2


def test_a_prop_grows_at_its_first_placeholder_as_large_as_that_lets_it_be(driver: ModuleType) -> None:
    from propsmith.nerf_sds.config import Request
    from propsmith.operators.scene import placeholders, placement

    common = Request(PROMPT, size=3.0)
    for name, side in (("a", 0.5), ("b", 2)):
        add(name=name, scale=(side, side, 2 * side), location=(side, 0, 0), rotation_euler=(0, 0, 1))
    (wish,) = placeholders.wishes(bpy.context.scene)
    wanted, request = wish.placed(placement.Placement()), replace(common, **wish.row.values)
    assert wanted.sized(request) == request
    box = [Vector((x, y, z)) for x, y, z in CORNERS * np.float32(request.room)]
    seen = [wish.placeholders[0].matrix_world.inverted() @ wanted.pose(request) @ corner for corner in box]
    assert np.allclose(seen, CORNERS * np.float32((1, 1, 0.5)) - np.float32((0, 0, 0.5)), atol=1e-5)


@pytest.mark.any_blender
def test_a_blockout_of_twelve_placeholders_is_dressed_by_one_command(quick: None) -> None:
    yard.build()
    scene = bpy.context.scene
    before = yard.boxes(scene)
    assert len(before) == 12
    assert bpy.ops.propsmith.batch(source="PLACEHOLDERS", preset="sketch", prior="dirac") == {"FINISHED"}
    bpy.context.view_layer.update()
    fits = yard.fits(scene, before)
    assert {fit.prompt for fit in fits} == {*yard.PROMPTS}
    assert len({prop_of(scene.objects[fit.name]).data for fit in fits}) == 5
    for fit in fits:
        assert max(fit.shares) == pytest.approx(1, abs=0.02) and fit.outside < 1e-5, fit
        assert abs(fit.gap) < 1e-4 and fit.turned < 0.01, fit
