"""An artist's own props become a data set, inside Blender, and leave the artist's file as it was."""

from __future__ import annotations

import importlib
from pathlib import Path
from random import Random
from types import ModuleType
from typing import Any

import bpy
import numpy as np
import pytest

RED, GREEN, BLUE = (0.8, 0.05, 0.05), (0.05, 0.6, 0.05), (0.05, 0.05, 0.8)  # sRGB


@pytest.fixture(scope="module")
def command(propsmith: ModuleType) -> ModuleType:
    return importlib.import_module("propsmith.operators.command_line.command")


@pytest.fixture(scope="module")
def artist_props(propsmith: ModuleType) -> ModuleType:
    return importlib.import_module("propsmith.operators.dataset.artist_props")


def box(name: str, colour: tuple[float, float, float], place: bpy.types.Collection, x: float = 0) -> bpy.types.Object:
    """A block 2 m wide, deep and high at x metres, painted."""
    bpy.ops.mesh.primitive_cube_add(location=(x, 0, 0))
    obj = bpy.context.active_object
    obj.name = name
    toybox = importlib.import_module("propsmith.operators.toybox")
    obj.data.materials.append(toybox.matte(name, colour))
    for other in obj.users_collection:
        other.objects.unlink(obj)
    place.objects.link(obj)
    return obj


def collection(name: str, parent: bpy.types.Collection | None = None) -> bpy.types.Collection:
    made = bpy.data.collections.new(name)
    (parent or bpy.context.scene.collection).children.link(made)
    return made


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A saved file: a crate with a lid parented to it, a described collection of two posts and a lamp, a bare edge."""
    bpy.ops.wm.read_homefile(use_empty=True, use_factory_startup=True)
    props = collection("Props")
    crate = box("Red Crate.001", RED, props, x=40)
    lid = box("Lid", GREEN, props)
    lid.parent, lid.location = crate, (0, 0, 2)
    gate = collection("Gate", props)
    gate.asset_mark()
    gate.asset_data.description = "an old blue gate"
    for x in (-3, 3):
        box("Post", BLUE, gate, x)
    gate.objects.link(bpy.data.objects.new("Lamp", bpy.data.lights.new("Lamp", "POINT")))
    mesh = bpy.data.meshes.new("Edge")
    mesh.from_pydata([(0, 0, 0), (1, 0, 0)], [(0, 1)], [])
    props.objects.link(bpy.data.objects.new("Edge", mesh))
    collection("Nothing")
    (tmp_path / "house").mkdir()
    bpy.ops.wm.save_as_mainfile(filepath=str(tmp_path / "house" / "house.blend"))
    return tmp_path / "house" / "house.blend"


def read(folder: Path) -> list[Any]:
    """The meshes of a data set."""
    return list(importlib.import_module("propsmith.nerf_sds.prior_training.captioned_meshes").read(folder))


def datablocks() -> dict[str, list[str]]:
    kinds = "objects meshes materials node_groups collections scenes worlds cameras lights libraries"
    return {kind: sorted(getattr(bpy.data, kind).keys()) for kind in kinds.split()}


def test_each_object_and_each_collection_is_a_prop_with_its_caption_and_the_file_stays_as_it_was(
    command: ModuleType, house: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    before, content = datablocks(), house.read_bytes()
    assert command.main(["export-props", str(tmp_path / "set"), "--collection", "Props"]) == 0
    assert "Skipped Edge: it has no faces" in capfd.readouterr().out
    meshes = {mesh.caption: mesh for mesh in read(tmp_path / "set")}
    assert meshes.keys() == {"a red crate", "an old blue gate"}
    for caption, own in {"a red crate": 0, "an old blue gate": 2}.items():
        strongest = meshes[caption].colours.argmax(1)
        assert (strongest == own).mean() > 0.25
        assert ((strongest == 1).mean() > 0.25) == (own == 0), "the lid goes with its crate, and with it alone"
    assert datablocks() == before
    assert house.read_bytes() == content


def test_a_prop_fills_the_ball_of_the_toybox_wherever_it_stands(artist_props: ModuleType, house: Path) -> None:
    with artist_props.artist_cast(["Props"], []) as cast:
        crate = next(prop for prop in cast.props if prop.caption == "a red crate")
        stage = importlib.import_module("propsmith.operators.dataset.stage").stage
        with stage() as scene, crate.shown(scene, Random(0)):
            points = artist_props._points(scene)
    toybox = importlib.import_module("propsmith.operators.toybox")
    assert np.linalg.norm(points, axis=1).max() == pytest.approx(toybox.RADIUS, abs=1e-3)
    assert points.min(0) + points.max(0) == pytest.approx(np.zeros(3), abs=1e-3)
    assert np.ptp(points[:, 2]) == pytest.approx(2 * np.ptp(points[:, 0]), rel=1e-3)  # two blocks, one on the other


def test_the_assets_of_the_open_file_are_in_its_library_too(artist_props: ModuleType, house: Path) -> None:
    with artist_props.artist_cast([], [str(house.parent)]) as cast:
        assert [prop.caption for prop in cast.props] == ["an old blue gate"]


def test_the_assets_of_a_library_are_props_by_its_folder_and_by_its_name(
    command: ModuleType, house: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    bpy.ops.wm.read_homefile(use_empty=True, use_factory_startup=True)
    (house.parent / "broken.blend").write_bytes(b"no Blender file")
    before = datablocks()
    folder = str(house.parent)
    named = bpy.context.preferences.filepaths.asset_libraries.new(name="House", directory=folder)
    try:
        for out, library in ((tmp_path / "one", folder), (tmp_path / "two", "House")):
            assert command.main(["export-props", str(out), "--library", library]) == 0
            assert [mesh.caption for mesh in read(out)] == ["an old blue gate"]
            assert "broken.blend" in capfd.readouterr().out
    finally:
        bpy.context.preferences.filepaths.asset_libraries.remove(named)
    assert datablocks() == before


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--collection", "Prop"], "There is no collection 'Prop' in this file. It has: Gate, Nothing, Props"),
        (["--collection", "Nothing"], "'Nothing' is empty"),
        (["--library", "Attic"], "There is no asset library 'Attic'"),
        (["--library", "."], "There are no assets in ."),
        (["--collection", "Props", "--objects", "2"], "for the toybox"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_cannot_be_exported_is_said_in_one_line_before_anything_is_written(
    command: ModuleType, house: Path, tmp_path: Path, arguments: list[str], told: str,
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    assert command.main(["export-props", "set", *arguments]) == 1
    (line,) = capfd.readouterr().err.splitlines()
    assert line.startswith("propsmith: ") and told in line
    assert not any(Path().iterdir())


@pytest.mark.parametrize(
    ("name", "given", "caption"),
    [
        ("Red Barrel.001", {}, "a red barrel"),
        ("old_oak-chest_02", {}, "an old oak chest"),
        ("MossyStone", {}, "a mossy stone"),
        ("the well", {}, "the well"),
        ("Красная бочка", {}, "красная бочка"),
        ("Cube", {"caption": "two stacked crates"}, "two stacked crates"),
        ("Cube", {"caption": "a crate", "propsmith_prompt": "a blue mug"}, "a blue mug"),
    ],
)
def test_a_caption_is_what_the_artist_said_else_the_name_in_words(
    artist_props: ModuleType, name: str, given: dict[str, str], caption: str
) -> None:
    thing = bpy.data.objects.new(name, None)
    try:
        for key, value in given.items():
            thing[key] = value
        assert artist_props.caption_of(thing) == caption
    finally:
        bpy.data.objects.remove(thing)


@pytest.mark.parametrize("caption", ["one\nover two lines", "001", " ".join(["word"] * 13)])
def test_a_prop_whose_caption_cannot_be_learned_is_named_and_left_out(
    artist_props: ModuleType, house: Path, caption: str, capfd: pytest.CaptureFixture[str]
) -> None:
    bpy.data.objects["Red Crate.001"]["caption"] = caption
    with artist_props.artist_cast(["Props"], []) as cast:
        assert [prop.caption for prop in cast.props] == ["an old blue gate"]
    assert "Skipped Red Crate.001: its caption" in capfd.readouterr().out
