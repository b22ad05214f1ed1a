"""An artist's own props become captioned views, inside Blender, and leave the artist's file as it was."""

from __future__ import annotations

import importlib
import json
from pathlib import Path
from types import ModuleType

import bpy
import numpy as np
import pytest
from test_render_views import load

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


def lines_of(folder: Path) -> list[dict]:
    return [json.loads(line) for line in (folder / "views.jsonl").read_text().splitlines()]


def datablocks() -> dict[str, list[str]]:
    kinds = "objects meshes materials node_groups collections scenes worlds cameras lights libraries"
    return {kind: sorted(getattr(bpy.data, kind).keys()) for kind in kinds.split()}


def test_each_object_and_each_collection_is_a_prop_with_its_caption_and_the_file_stays_as_it_was(
    command: ModuleType, house: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    before, content = datablocks(), house.read_bytes()
    arguments = ["--collection", "Props", "--objects", "2", "--views", "2"]
    assert command.main(["render-views", str(tmp_path / "views"), *arguments]) == 0
    assert "Skipped Edge: it has no faces" in capfd.readouterr().out
    lines, images = lines_of(tmp_path / "views"), load(tmp_path / "views" / "shard-0000.npy.xz")
    assert {line["caption"] for line in lines} == {"a red crate", "an old blue gate"}
    assert not any(line["clay"] for line in lines)
    said = json.loads((tmp_path / "views" / "dataset.json").read_text())
    assert said["kinds"]["a red crate"]["synonyms"] == ["red crate"]
    assert images.shape == (4, 64, 64, 4)
    for line, image in zip(lines, images, strict=True):
        shown = image[image[..., 3] > 250][:, :3].astype(int)
        assert 150 < len(shown) < 0.9 * 64 * 64
        own = {"a red crate": 0, "an old blue gate": 2}[line["caption"]]
        assert (shown.argmax(1) == own).mean() > 0.25
        assert ((shown.argmax(1) == 1).mean() > 0.25) == (own == 0), "the lid goes with its crate, and with it alone"
    assert datablocks() == before
    assert house.read_bytes() == content


def test_a_prop_fills_the_ball_of_the_toybox_wherever_it_stands(artist_props: ModuleType, house: Path) -> None:
    with artist_props.artist_cast(["Props"], []) as cast:
        crate = next(prop for prop in cast.props if prop.caption == "a red crate")
        stage = importlib.import_module("propsmith.operators.dataset.stage").Stage()
        with crate.shown(stage.scene, None, clay=False):
            points = artist_props._points(stage.scene)
        stage.remove()
    toybox = importlib.import_module("propsmith.operators.toybox")
    assert np.linalg.norm(points, axis=1).max() == pytest.approx(toybox.RADIUS, abs=1e-3)
    assert points.min(0) + points.max(0) == pytest.approx(np.zeros(3), abs=1e-3)
    assert np.ptp(points[:, 2]) == pytest.approx(2 * np.ptp(points[:, 0]), rel=1e-3)  # two blocks, one on the other


def test_a_prop_in_clay_is_grey_and_painted_again_afterwards(
    artist_props: ModuleType, propsmith: ModuleType, house: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    render_views = importlib.import_module("propsmith.operators.dataset.render_views")
    monkeypatch.setitem(render_views.PURPOSES, "prior", render_views.Purpose(1.0, all_pairs=False, ring=True))
    with artist_props.artist_cast(["Gate"], []) as cast:
        render_views.render_views(tmp_path / "views", 3, 1, 0, cast=cast)
    assert [line["clay"] for line in lines_of(tmp_path / "views")] == [False, False, True]
    images = load(tmp_path / "views" / "shard-0000.npy.xz").astype(int)
    saturation = [np.ptp(image[image[..., 3] > 250][:, :3], axis=1).mean() for image in images]
    assert min(saturation[:2]) > 60
    assert saturation[2] < 5


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
        for views, library in ((tmp_path / "one", folder), (tmp_path / "two", "House")):
            arguments = ["--library", library, "--objects", "1", "--views", "1"]
            assert command.main(["render-views", str(views), *arguments]) == 0
            assert [line["caption"] for line in lines_of(views)] == ["an old blue gate"]
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
        (["--collection", "Props", "--purpose", "references"], "for the toybox"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_cannot_be_rendered_is_said_in_one_line_before_anything_is_written(
    command: ModuleType, house: Path, tmp_path: Path, arguments: list[str], told: str,
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    assert command.main(["render-views", "views", *arguments]) == 1
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


def test_a_folder_with_views_of_other_props_is_refused(
    command: ModuleType, house: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    codes = [
        command.main(["render-views", str(tmp_path / "views"), "--collection", name, "--objects", "1", "--views", "1"])
        for name in ("Gate", "Gate", "Props")
    ]
    assert codes == [0, 0, 1]
    assert "holds other views" in capfd.readouterr().err
