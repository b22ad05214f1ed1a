"""A finished prop comes into the scene with grace: not in the middle of something, and where it was asked for."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

import bpy
import numpy as np
import pytest
from real_worker import PROP, QUICK, start, tick_until
from results import FACES, finish, make, write_mesh, write_png

if TYPE_CHECKING:
    from propsmith.operators.scene.placement import Placement


@pytest.mark.parametrize(
    ("mode", "comes"), [("EDIT", False), ("SCULPT", False), ("WEIGHT_PAINT", False), ("POSE", True)]
)
def test_it_waits_for_the_end_of_modes_with_an_undo_of_their_own(
    driver: ModuleType, tmp_path: Path, mode: str, comes: bool
) -> None:
    add = bpy.ops.object.armature_add if mode == "POSE" else bpy.ops.mesh.primitive_cube_add
    add()
    bpy.ops.object.mode_set(mode=mode)
    driver.deliver(tmp_path / "job", asked(tmp_path / "job"))
    if comes:
        tick_until(driver, lambda: "Red And Blue Cube" in bpy.data.objects)
    for _ in range(200):
        driver.tick()
    assert ("Red And Blue Cube" in bpy.data.objects) is comes
    assert comes or driver.status.stage == "Finished: go back to Object Mode"
    bpy.ops.object.mode_set(mode="OBJECT")
    tick_until(driver, lambda: not driver.is_running())
    assert "Red And Blue Cube" in bpy.data.objects and not driver.status.error


def asked(folder: Path, **given: object) -> Placement:
    """Where a finished prop is wanted that the open scene asks for now."""
    from propsmith.operators.scene import placement

    make(folder)
    return placement.chosen(bpy.context, **given)


def brought(driver: ModuleType, folder: Path, wanted: Placement) -> bpy.types.Object:
    """The prop, placed by the queue's own timer call."""
    driver.deliver(folder, wanted)
    tick_until(driver, lambda: not driver.is_running())
    assert not driver.status.error
    return bpy.data.objects[driver.status.result]


def test_it_comes_into_the_scene_layer_and_collection_that_asked_though_all_have_other_names(
    driver: ModuleType, tmp_path: Path
) -> None:
    scene, window = bpy.context.scene, bpy.context.window
    group = bpy.data.collections.new("Group")
    scene.collection.children.link(group)
    bpy.context.view_layer.active_layer_collection = bpy.context.view_layer.layer_collection.children["Group"]
    wanted = asked(tmp_path / "job")
    other = bpy.data.scenes.new("Scene.001")
    scene.name, group.name, other.name = "Set", "Props", "Scene"
    window.scene = other
    obj = brought(driver, tmp_path / "job", wanted)
    assert [*obj.users_scene] == [scene] and [*obj.users_collection] == [group]
    assert driver.status.notices == ["Red And Blue Cube is in the scene Set, which asked for it"]
    assert bpy.context.scene == other and not other.objects


def test_where_the_scene_is_gone_it_comes_into_the_one_that_is_shown_and_says_so(
    driver: ModuleType, tmp_path: Path
) -> None:
    scene = bpy.context.scene
    wanted = asked(tmp_path / "job")
    bpy.context.window.scene = bpy.data.scenes.new("Other")
    bpy.data.scenes.remove(scene)
    obj = brought(driver, tmp_path / "job", wanted)
    assert [*obj.users_scene] == [bpy.context.scene]
    assert driver.status.notices == ["The scene Scene is gone: Red And Blue Cube is in Other"]


@pytest.mark.parametrize("closed", ["exclude", "hide_viewport", "monitor", "above"])
def test_a_collection_that_is_not_shown_is_told(driver: ModuleType, tmp_path: Path, closed: str) -> None:
    group, above = bpy.data.collections.new("Group"), bpy.data.collections.new("Above")
    bpy.context.scene.collection.children.link(above)
    above.children.link(group)
    wanted = asked(tmp_path / "job", collection="Group")
    layer = bpy.context.view_layer.layer_collection.children["Above"]
    match closed:
        case "monitor":
            group.hide_viewport = True
        case "above":
            layer.hide_viewport = True
        case _:
            setattr(layer.children["Group"], closed, True)
    obj = brought(driver, tmp_path / "job", wanted)
    assert [*obj.users_collection] == [group]
    (told,) = driver.status.notices
    assert told == "Red And Blue Cube is in the collection Group, which is hidden: show it in the Outliner"


@pytest.mark.parametrize("used", [False, True])
def test_an_object_that_was_deleted_while_it_was_made_anew_is_told(
    driver: ModuleType, tmp_path: Path, used: bool
) -> None:
    from propsmith.operators.scene import placement, props

    old = brought(driver, tmp_path / "job", asked(tmp_path / "job"))
    wanted = placement.Placement((4, 5, 6), replaces=props.marked(old), **placement.home(bpy.context))
    bpy.context.scene.collection.objects.unlink(old)
    if not used:  # else it lives on in no scene, as one does that a modifier uses
        bpy.data.objects.remove(old)
    new = brought(driver, tmp_path / "job", wanted)
    assert tuple(new.location) == (4, 5, 6) and [*new.users_scene] == [bpy.context.scene]
    assert "was deleted while it was made anew" in driver.status.notices[-1]


def test_the_file_that_asked_gets_it_after_revert_and_when_it_is_opened_again(
    driver: ModuleType, tmp_path: Path
) -> None:
    file = str(tmp_path / "set.blend")
    bpy.ops.wm.save_as_mainfile(filepath=file)
    start(driver)
    tick_until(driver, lambda: driver.backend)
    bpy.ops.wm.revert_mainfile()
    tick_until(driver, lambda: not driver.is_running())
    assert "Red Ball" in bpy.data.objects and not driver.status.notices

    start(driver, seed=1)
    tick_until(driver, lambda: driver.backend)
    bpy.ops.wm.save_as_mainfile(filepath=file)
    bpy.ops.wm.read_homefile(use_empty=True, use_factory_startup=True)
    tick_until(driver, lambda: not driver.is_running())
    assert not bpy.data.objects
    assert driver.status.notices == ["Finished for set.blend: it comes when that is opened, or by Import Again"]
    bpy.ops.wm.open_mainfile(filepath=file)
    assert driver.is_running()
    tick_until(driver, lambda: not driver.is_running())
    assert sorted(obj["propsmith_seed"] for obj in bpy.data.objects) == [0, 1]
    bpy.ops.wm.revert_mainfile()
    assert not driver.is_running(), "it came a second time"


def test_a_file_that_cannot_be_opened_takes_nothing_away(driver: ModuleType, tmp_path: Path) -> None:
    from propsmith.operators.scene import placing

    (tmp_path / "bad.blend").write_text("no Blender file")
    placing.expect(tmp_path / "job", asked(tmp_path / "job"))
    with pytest.raises(RuntimeError):
        bpy.ops.wm.open_mainfile(filepath=str(tmp_path / "bad.blend"))
    assert [place for place, _ in placing.expected()] == [tmp_path / "job"]


def selection() -> tuple[str, list[str]]:
    """The names of the active object and of the selected ones."""
    active = bpy.context.view_layer.objects.active
    return active.name if active else "", sorted(obj.name for obj in bpy.context.selected_objects)


def test_what_the_artist_has_selected_meanwhile_stays_so_and_who_touches_nothing_gets_each_prop_selected(
    driver: ModuleType, tmp_path: Path
) -> None:
    bpy.ops.mesh.primitive_cube_add()
    wanted = asked(tmp_path / "job")
    driver.deliver(tmp_path / "job", wanted)
    driver.deliver(make(tmp_path / "next"), wanted)
    tick_until(driver, lambda: not driver.is_running())
    assert selection() == ("Red And Blue Cube.001", ["Red And Blue Cube.001"])
    driver.deliver(tmp_path / "job", wanted)
    bpy.context.view_layer.objects.active = bpy.data.objects["Cube"]
    bpy.data.objects["Cube"].select_set(True)
    tick_until(driver, lambda: not driver.is_running())
    assert driver.status.result == "Red And Blue Cube.002"
    assert selection() == ("Cube", ["Cube", "Red And Blue Cube.001"])


def test_in_pose_mode_the_armature_stays_the_active_object(driver: ModuleType, tmp_path: Path) -> None:
    bpy.ops.object.armature_add()
    bpy.ops.object.mode_set(mode="POSE")
    brought(driver, tmp_path / "job", asked(tmp_path / "job"))
    assert selection() == ("Armature", ["Armature"]) and bpy.context.mode == "POSE"


def test_solid_viewports_show_the_mean_albedo_of_the_surface(driver: ModuleType, tmp_path: Path) -> None:
    """The texture is half red, half blue; of the surface, whose corners lie in the red half, nothing is blue."""
    wanted = asked(tmp_path / "job")
    uvs = np.tile(np.array([(0.1, 0.6), (0.9, 0.6), (0.5, 0.9)], np.float32), (len(FACES), 1, 1))
    write_mesh(tmp_path / "job", uvs=uvs)
    (material,) = brought(driver, tmp_path / "job", wanted).data.materials
    assert tuple(material.diffuse_color) == pytest.approx((1, 0, 0, 1), abs=1e-3)
    write_png(tmp_path / "job/albedo.png", np.full((8, 8, 3), (188, 188, 0), np.uint8))
    (material,) = brought(driver, tmp_path / "job", wanted).data.materials
    assert tuple(material.diffuse_color) == pytest.approx((0.5, 0.5, 0, 1), abs=0.01), "it is not linear"


def placed(driver: ModuleType, folder: Path, place: str = "CURSOR", **given: object) -> tuple[float, ...]:
    """Where a prop of 1 m stands that was wanted at the cursor."""
    wanted = asked(folder, place=place, **given) if not folder.exists() else None
    from propsmith.operators.scene import placement

    obj = brought(driver, folder, wanted or placement.chosen(bpy.context, place=place))
    return tuple(round(value, 3) for value in obj.location)


def test_in_the_default_cube_it_steps_in_front_and_beside_a_prop_to_the_side(
    driver: ModuleType, tmp_path: Path
) -> None:
    assert placed(driver, tmp_path / "job") == (0, 0, 0)
    assert placed(driver, tmp_path / "job") == (1.1, 0, 0)
    assert placed(driver, tmp_path / "job") == (-1.1, 0, 0)
    bpy.context.scene.cursor.location = (10, 0, 0)
    bpy.ops.mesh.primitive_cube_add(location=(10, 0, 0))
    assert placed(driver, tmp_path / "job") == pytest.approx((10, -2.2, 0))


def around(what: str) -> None:
    """Something at the cursor that a prop may well stand in, on, below or beside."""
    add = bpy.ops.mesh
    match what:
        case "a floor":
            add.primitive_plane_add(size=20)
        case "a terrain":
            add.primitive_grid_add(x_subdivisions=40, y_subdivisions=40, size=20)
            for vertex in bpy.context.object.data.vertices:
                vertex.co.z = 2 * np.cos(vertex.co.x / 3) - 2
        case "a room":
            add.primitive_cube_add(size=6, location=(0, 0, 3))
        case "a table top":
            add.primitive_cube_add(size=2, location=(0, 0, -1))
        case "a shelf":
            for height in (-0.1, 1.2):
                add.primitive_cube_add(size=1, location=(0, 0, height))
                bpy.context.object.scale = (1, 1, 0.2)
            bpy.ops.object.select_all(action="SELECT")
            bpy.ops.object.join()
        case "a hidden cube":
            add.primitive_cube_add()
            bpy.context.object.hide_set(True)
        case _:
            bpy.ops.object.empty_add()
    bpy.context.view_layer.update()


@pytest.mark.parametrize(
    "what", ["a floor", "a terrain", "a room", "a table top", "a shelf", "a hidden cube", "an empty"]
)
def test_what_it_may_stand_in_or_on_is_not_in_the_way(driver: ModuleType, tmp_path: Path, what: str) -> None:
    around(what)
    assert placed(driver, tmp_path / "job") == (0, 0, 0)


def test_a_place_that_was_taken_meanwhile_is_left_and_one_that_says_exactly_where_is_kept(
    driver: ModuleType, tmp_path: Path
) -> None:
    wanted = asked(tmp_path / "job")
    bpy.ops.mesh.primitive_cube_add()
    assert tuple(brought(driver, tmp_path / "job", wanted).location) == pytest.approx((0, -2.2, 0))
    bpy.context.view_layer.objects.active = bpy.data.objects["Cube"]
    bpy.data.objects["Cube"].select_set(True)
    assert placed(driver, tmp_path / "job", "OBJECT") == (0, 0, 0)


def test_props_of_one_place_that_wait_in_the_queue_stand_side_by_side_from_the_start(
    driver: ModuleType, tmp_path: Path
) -> None:
    from propsmith.operators.scene import placement, placing

    for seed in range(3):
        bpy.ops.propsmith.generate(**PROP, seed=seed, wait=False)
    places = [wanted.location for _, wanted in placing.expected()]
    assert places == [(0, 0, 0), pytest.approx((1.1, 0, 0)), pytest.approx((-1.1, 0, 0))]
    saved = {placement.load(folder, bpy.context.scene).location for folder in tmp_path.iterdir()}
    assert saved == {wanted.location for _, wanted in placing.expected()}


def test_the_prop_that_came_last_is_framed_and_selected_though_it_has_another_name(
    driver: ModuleType, tmp_path: Path
) -> None:
    from propsmith.operators import arrival

    bpy.context.scene.cursor.location = (10, 0, 0)
    obj = brought(driver, tmp_path / "job", asked(tmp_path / "job"))
    bpy.ops.mesh.primitive_cube_add()
    obj.name = "Hero"
    area = next(area for area in bpy.context.window.screen.areas if area.type == "VIEW_3D")
    view = area.spaces.active.region_3d
    with bpy.context.temp_override(area=area, region=area.regions[-1]):
        assert bpy.ops.propsmith.frame() == {"FINISHED"}
        assert selection() == ("Cube", ["Cube"])
        assert tuple(view.view_location) == pytest.approx((10, 0, 0.5)) and 2 < view.view_distance < 5
        assert bpy.ops.propsmith.select() == {"FINISHED"}
        assert selection() == ("Hero", ["Hero"])
        area.spaces.active.shading.type = "SOLID"
        assert arrival.offers_textures(bpy.context)
        assert bpy.ops.propsmith.show_textures() == {"FINISHED"}
        assert area.spaces.active.shading.color_type == "TEXTURE" and not arrival.offers_textures(bpy.context)
        bpy.data.objects.remove(obj)
        assert not bpy.ops.propsmith.select.poll()


@pytest.mark.usefixtures("quick")
def test_what_is_made_already_is_known_and_the_next_seed_is_one_that_is_not(driver: ModuleType, tmp_path: Path) -> None:
    from propsmith.operators.queue import job_list

    settings = bpy.context.scene.propsmith
    settings.prompt, settings.preset = "a red ball", "sketch"
    for seed in (0, 1):
        finish(tmp_path / f"made-{seed}", **PROP, seed=seed, overrides=QUICK)
    wanted = settings.request(seed=0, prior="dirac")
    made = job_list.made(bpy.context, wanted)
    assert made and made.seed == 0
    assert job_list.made(bpy.context, settings.request(seed=0, prior="dirac", size=2.0)) is None
    assert job_list.made(bpy.context, settings.request(seed=2, prior="dirac")) is None
    assert bpy.ops.propsmith.generate(prior="dirac", next_seed=True) == {"FINISHED"}
    assert settings.seed == 2 and bpy.data.objects["Red Ball"]["propsmith_seed"] == 2
