"""A prop that is made anew stays the object that it was."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType, SimpleNamespace

import bpy
import numpy as np
import pytest
from mathutils import Matrix
from real_worker import PROP
from results import CORNERS, held, make, write_mesh


@pytest.fixture
def old(driver: ModuleType, tmp_path: Path) -> bpy.types.Object:
    """A prop in an empty scene."""
    from propsmith.operators.scene import import_prop

    return import_prop.build(bpy.context, import_prop.read(make(tmp_path / "old")))


def regenerated(obj: bpy.types.Object, folder: Path) -> bpy.types.Object:
    """What is built when a job that was started for this object has ended; its prop is half as large, its seed 8."""
    from propsmith.operators.scene import import_prop, placement, props

    wanted = placement.Placement((4, 5, 6), replaces=props.marked(obj))
    placement.save(wanted, make(folder, seed=8))
    write_mesh(folder, vertices=CORNERS / 2)
    return import_prop.build(bpy.context, import_prop.read(folder), placement.load(folder, bpy.context.scene))


def test_all_but_shape_and_material_is_kept_and_nothing_left_over(old: bpy.types.Object, tmp_path: Path) -> None:
    from propsmith.operators.scene import import_prop

    parent, group = bpy.data.objects.new("Parent", None), bpy.data.collections.new("Group")
    for collection in (group, bpy.context.scene.collection):
        collection.objects.link(parent)
    bpy.context.scene.collection.children.link(group)
    group.objects.link(old)
    old.parent, old.name = parent, "Hero"
    old.location, old.rotation_euler, old.scale = (1, 2, 3), (0.1, 0.2, 0.3), (2, 2, 2)
    old.modifiers.new("Bevel", "BEVEL")
    bpy.context.view_layer.objects.active = parent
    before, matrix, collections = held(), old.matrix_basis.copy(), set(old.users_collection)
    new = regenerated(old, tmp_path / "new")
    assert new == old and new["propsmith_seed"] == 8 and new.data.vertices[0].co.x == -0.25
    assert held() == before
    assert (new.name, new.matrix_basis, new.parent) == ("Hero", matrix, parent)
    assert set(new.users_collection) == collections and [each.type for each in new.modifiers] == ["BEVEL"]
    assert bpy.context.view_layer.objects.active == parent, "the artist's selection was taken away"
    assert import_prop.read(tmp_path / "new").request.seed == 8


def test_one_undo_brings_the_old_shape_back(old: bpy.types.Object, tmp_path: Path) -> None:
    bpy.ops.ed.undo_push(message="Before")
    before, name = held(), old.name
    regenerated(old, tmp_path / "new")
    bpy.ops.ed.undo_push(message="Regenerate")
    for undo, seed, x in ((bpy.ops.ed.undo, 7, -0.5), (bpy.ops.ed.redo, 8, -0.25)):
        assert undo() == {"FINISHED"}
        obj = bpy.data.objects[name]
        assert (obj["propsmith_seed"], obj.data.vertices[0].co.x) == (seed, x) and held() == before


def test_what_others_use_stays(old: bpy.types.Object, tmp_path: Path) -> None:
    copy = old.copy()
    bpy.context.scene.collection.objects.link(copy)
    mesh = old.data
    new = regenerated(old, tmp_path / "new")
    assert copy.data == mesh != new.data and mesh.materials[0].node_tree.nodes
    assert len(bpy.data.meshes) == len(bpy.data.materials) == len(bpy.data.images) == 2


def test_a_copy_gets_a_mark_of_its_own(old: bpy.types.Object) -> None:
    from propsmith.operators.scene import props

    mark = props.marked(old)
    assert props.marked(old) == mark and props.find(mark) == old
    copy = old.copy()
    assert props.marked(copy) != mark and props.find(mark) == old


def test_a_moved_origin_and_an_applied_scale_are_kept(old: bpy.types.Object, tmp_path: Path) -> None:
    from propsmith.operators.scene import props

    old.data.transform(Matrix.Scale(3, 4) @ Matrix.Translation((0.5, 0, -0.5)))
    base = props.base(old.data)
    assert props.recall(old, "world").size == 3
    assert np.allclose(props.base(regenerated(old, tmp_path / "new").data), base, atol=1e-6)


def test_an_object_that_was_emptied_gets_its_shape_back(old: bpy.types.Object, tmp_path: Path) -> None:
    old.data.clear_geometry()
    assert len(regenerated(old, tmp_path / "new").data.vertices) == 8
    old.data.clear_geometry()
    with pytest.raises(RuntimeError, match="size 0 m is out of range"):
        bpy.ops.propsmith.regenerate()


def test_a_prop_of_another_file_is_left_to_that(driver: ModuleType, tmp_path: Path) -> None:
    from propsmith.operators.scene import import_prop, props

    import_prop.build(bpy.context, import_prop.read(make(tmp_path / "made")))
    bpy.ops.wm.save_as_mainfile(filepath=str(tmp_path / "other.blend"))
    bpy.ops.wm.read_homefile(use_empty=True, use_factory_startup=True)
    with bpy.data.libraries.load(str(tmp_path / "other.blend"), link=True) as (there, here):
        here.objects = there.objects
    (linked,) = bpy.data.objects
    assert "propsmith_prompt" in linked and not props.is_prop(linked)


def test_where_the_object_is_gone_a_new_one_stands_where_it_stood(old: bpy.types.Object, tmp_path: Path) -> None:
    from propsmith.operators.scene import props

    name, mark = old.name, props.marked(old)
    stand_in = SimpleNamespace(get={props.MARK: mark}.get)
    bpy.data.objects.remove(old)
    new = regenerated(stand_in, tmp_path / "new")  # pyright: ignore[reportArgumentType]
    assert new.name == name and tuple(new.location) == (4, 5, 6)


def test_an_object_knows_what_made_it(driver: ModuleType, tmp_path: Path) -> None:
    from propsmith.nerf_sds.config import Request
    from propsmith.operators.scene import import_prop, props

    asked = {
        "prompt": "a mug", "seed": 9, "preset": "sketch", "prior": "dirac", "overrides": {"faces": 1000},
        "mirror": True, "bounds": [1.0, 1.0, 2.0],
    }  # fmt: skip
    obj = import_prop.build(bpy.context, import_prop.read(make(tmp_path / "made", **asked)))
    assert props.recall(obj, "world") == Request(**asked, size=1.0)
    assert obj["propsmith_prior"] == "dirac"
    elsewhere = make(tmp_path / "elsewhere", prior=str(tmp_path / "my model"))
    obj = import_prop.build(bpy.context, import_prop.read(elsewhere))
    assert obj["propsmith_prior"] == "my model" and props.recall(obj, "sd-2.1").prior == "sd-2.1"


@pytest.mark.parametrize("prior", ["/home/stranger/model", "stranger/model", "toybox", 3, None])
def test_a_file_cannot_choose_a_strangers_diffusion_model(old: bpy.types.Object, prior: object) -> None:
    from propsmith.operators.scene import props

    old.pop("propsmith_prior")
    if prior is not None:
        old["propsmith_prior"] = prior
    assert props.recall(old, "sd-2.1").prior == "sd-2.1"


@pytest.mark.parametrize(
    ("name", "value"),
    [("seed", "x"), ("prompt", ""), ("prompt", 3), ("preset", "no"), ("overrides", "{"), ("bounds", "[0]")],
)
def test_what_cannot_be_read_is_one_line(old: bpy.types.Object, name: str, value: object) -> None:
    old[f"propsmith_{name}"] = value
    with pytest.raises(RuntimeError, match=r"cannot be read .*: generate a new one") as refused:
        bpy.ops.propsmith.regenerate()
    assert len(str(refused.value).strip().splitlines()) == 1


def test_only_a_prop_is_made_anew(driver: ModuleType) -> None:
    bpy.ops.mesh.primitive_cube_add()
    with pytest.raises(RuntimeError, match="Select a prop that Propsmith has made"):
        bpy.ops.propsmith.regenerate()


def test_the_context_menu_offers_it_on_props_alone(old: bpy.types.Object) -> None:
    from propsmith.panels import menus

    def offered() -> list[str]:
        seen: list[str] = []
        layout = SimpleNamespace(
            separator=lambda: None, operator=lambda verb, **_: seen.append(verb) or SimpleNamespace()
        )
        menus._draw_on_object(SimpleNamespace(layout=layout), bpy.context)  # pyright: ignore[reportArgumentType]
        return seen

    assert menus._draw_on_object in bpy.types.VIEW3D_MT_object_context_menu.draw._draw_funcs
    assert offered() == ["propsmith.regenerate"] * 2 + ["propsmith.quads"]
    bpy.ops.mesh.primitive_cube_add()
    assert offered() == ["propsmith.tag_placeholders"]


@pytest.mark.usefixtures("quick")
def test_another_seed_of_the_same_prompt_takes_the_objects_place(driver: ModuleType) -> None:
    assert bpy.ops.propsmith.generate(**PROP) == {"FINISHED"}
    ball = bpy.context.object
    ball.location, ball.scale = (1, 2, 3), (2, 2, 2)
    assert bpy.ops.propsmith.regenerate() == {"FINISHED"}
    assert [*bpy.context.scene.objects] == [ball] and ball["propsmith_seed"] != 0
    assert (ball["propsmith_prompt"], ball["propsmith_preset"]) == (PROP["prompt"], PROP["preset"])
    assert (tuple(ball.location), tuple(ball.scale)) == ((1, 2, 3), (2, 2, 2))


@pytest.mark.any_blender
def test_the_same_seed_is_made_again_with_another_preset_alone(driver: ModuleType, tmp_path: Path) -> None:
    from propsmith.operators.scene import import_prop

    import_prop.build(bpy.context, import_prop.read(make(tmp_path / "old", **PROP, seed=0)))
    settings = bpy.context.scene.propsmith
    settings.preset = PROP["preset"]
    with pytest.raises(RuntimeError, match="was made with this preset already: choose another preset"):
        bpy.ops.propsmith.regenerate(same_seed=True)
    settings.preset = "draft"
    assert bpy.ops.propsmith.regenerate(same_seed=True, wait=False) == {"FINISHED"}
    (place,) = driver.queue.waiting
    from propsmith.nerf_sds.jobs import job_folder

    request = job_folder.read_request(place)
    assert (request.seed, request.preset) == (0, "draft")
