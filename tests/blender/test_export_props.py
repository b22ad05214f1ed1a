"""Props become captioned, coloured meshes, inside Blender, and leave the artist's file as it was."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable
from pathlib import Path
from random import Random
from types import ModuleType

import bpy
import numpy as np
import pytest
from test_artist_props import BLUE, GREEN, RED, box, collection, datablocks

RADIUS = 0.95


@pytest.fixture(scope="module")
def command(propsmith: ModuleType) -> ModuleType:
    return importlib.import_module("propsmith.operators.command_line.command")


@pytest.fixture(scope="module")
def export_props(propsmith: ModuleType) -> ModuleType:
    return importlib.import_module("propsmith.operators.dataset.export_props")


@pytest.fixture
def props() -> bpy.types.Collection:
    """The collection "Props" of an empty file."""
    bpy.ops.wm.read_homefile(use_empty=True, use_factory_startup=True)
    return collection("Props")


@pytest.fixture
def exported(command: ModuleType, tmp_path: Path) -> Callable[[], dict]:
    """Exports the collection "Props"; the meshes by their captions."""

    def export() -> dict:
        assert command.main(["export-props", str(tmp_path / "set"), "--collection", "Props"]) == 0
        return {mesh.caption: mesh for mesh in read(tmp_path / "set")}

    return export


def read(folder: Path) -> list:
    return list(importlib.import_module("propsmith.nerf_sds.prior_training.captioned_meshes").read(folder))


def srgb(colour: Iterable[float]) -> list[int]:
    return [round(255 * channel) for channel in colour]


def new_material(obj: bpy.types.Object) -> tuple[bpy.types.NodeTree, dict[str, bpy.types.Node]]:
    """Gives the object a new material alone; its node tree, and its nodes by type."""
    obj.data.materials.clear()
    material = bpy.data.materials.new(obj.name)
    if material.node_tree is None:
        material.use_nodes = True
    obj.data.materials.append(material)
    return material.node_tree, {node.type: node for node in material.node_tree.nodes}


def paint_halves(obj: bpy.types.Object) -> bpy.types.Image:
    """Paints the object with a picture: red on the left, blue on the right."""
    image = bpy.data.images.new("Halves", 64, 64)
    pixels = np.ones((64, 64, 4), np.float32)
    pixels[:, :32, :3], pixels[:, 32:, :3] = RED, BLUE
    image.pixels.foreach_set(pixels.ravel())
    tree, nodes = new_material(obj)
    texture = tree.nodes.new("ShaderNodeTexImage")
    texture.image = image
    tree.links.new(texture.outputs["Color"], nodes["BSDF_PRINCIPLED"].inputs["Base Color"])
    return image


def plane(name: str, place: bpy.types.Collection) -> bpy.types.Object:
    """2 m wide and deep, with UVs."""
    bpy.ops.mesh.primitive_plane_add()
    obj = bpy.context.active_object
    obj.name = name
    for other in obj.users_collection:
        other.objects.unlink(obj)
    place.objects.link(obj)
    return obj


def centre_of(mesh: object, colour: Iterable[float]) -> np.ndarray:
    return mesh.vertices[(mesh.colours == srgb(colour)).all(1)].mean(0)


def test_each_face_of_a_cube_keeps_the_plain_colour_of_its_material(
    props: bpy.types.Collection, exported: Callable[[], dict]
) -> None:
    cube = box("Two-coloured Cube", RED, props)
    cube.data.materials.append(importlib.import_module("propsmith.operators.toybox").matte("Top", GREEN))
    max(cube.data.polygons, key=lambda face: face.center.z).material_index = 1
    mesh = exported()["a two coloured cube"]
    assert mesh.faces.shape == (12, 3)
    is_top = (mesh.vertices[mesh.faces][..., 2] > 0.5).all(1)
    assert is_top.sum() == 2
    assert (mesh.colours[mesh.faces[is_top]] == srgb(GREEN)).all()
    assert (mesh.colours[mesh.faces[~is_top]] == srgb(RED)).all()


def test_a_picture_comes_out_at_its_place_by_triangles_fine_enough_for_it(
    props: bpy.types.Collection, exported: Callable[[], dict]
) -> None:
    paint_halves(plane("Flag", props))
    mesh = exported()["a flag"]
    corners = mesh.vertices[mesh.faces]
    assert np.linalg.norm(corners - np.roll(corners, 1, axis=1), axis=2).max() < 2 * RADIUS / 50 + 1e-3
    left, right = mesh.vertices[:, 0] < -0.02, mesh.vertices[:, 0] > 0.02
    assert left.sum() > 1000 and right.sum() > 1000
    assert np.abs(mesh.colours[left].astype(int) - srgb(RED)).max() <= 1, "up to the border, where the picture repeats"
    assert np.abs(mesh.colours[right].astype(int) - srgb(BLUE)).max() <= 1


def test_a_vertex_has_the_mean_of_what_a_picture_shows_around_it(
    props: bpy.types.Collection, exported: Callable[[], dict]
) -> None:
    image = paint_halves(plane("Noise", props))
    image.scale(500, 500)
    grain = np.repeat(np.random.default_rng(0).integers(0, 2, (500 * 500, 1)), 4, axis=1)
    image.pixels.foreach_set(grain.astype(np.float32).ravel())
    linear = (exported()["a noise"].colours[:, 0] / 255) ** 2.2
    assert linear.mean() == pytest.approx(0.5, abs=0.03)
    assert linear.std() < 0.3, "that of black and white is 0.5"


def test_faces_with_pieces_of_one_picture_keep_them_apart_along_their_common_edges(
    props: bpy.types.Collection, exported: Callable[[], dict]
) -> None:
    """The top of a cube has the whole red half of the picture, its sides have the blue one."""
    cube = box("Cushion", RED, props)
    paint_halves(cube)
    for face in cube.data.polygons:
        left = 0 if face.center.z > 0.5 else 0.5
        for corner, (u, v) in zip(face.loop_indices, ((0, 0), (0.5, 0), (0.5, 1), (0, 1)), strict=True):
            cube.data.uv_layers[0].data[corner].uv = (left + u, v)
    mesh = exported()["a cushion"]
    is_top = (mesh.vertices[mesh.faces][..., 2] > mesh.vertices[:, 2].max() - 1e-3).all(1)
    assert np.abs(mesh.colours[mesh.faces[is_top]].astype(int) - srgb(RED)).max() <= 1
    assert np.abs(mesh.colours[mesh.faces[~is_top]].astype(int) - srgb(BLUE)).max() <= 1


@pytest.mark.parametrize("coordinate", ["Generated", "Object", "UV"])
def test_parts_that_are_joined_keep_the_texture_coordinates_of_their_own(
    props: bpy.types.Collection, exported: Callable[[], dict], coordinate: str
) -> None:
    """The green channel is the coordinate's second one, of metal even; each part has another place and other UVs."""
    parent, child = plane("Banner", props), plane("Child", props)
    child.parent, child.location, child.scale = parent, (5, 1, 0), (1, -1, 1)
    child.data.uv_layers[0].name = "Another"
    for obj in (parent, child):
        tree, nodes = new_material(obj)
        surface = nodes["BSDF_PRINCIPLED"]
        surface.inputs["Metallic"].default_value = 1
        tree.links.new(tree.nodes.new("ShaderNodeTexCoord").outputs[coordinate], surface.inputs["Base Color"])
    mesh = exported()["a banner"]
    of_child = mesh.vertices[:, 0] > 0
    assert 500 < of_child.sum() < len(of_child) - 500
    for part, flip in ((~of_child, 1), (of_child, -1)):
        y = mesh.vertices[part, 1]
        along = flip * (2 * (y - y.min()) / np.ptp(y) - 1)  # -1..1 in the object's axes
        wanted = along if coordinate == "Object" else (along + 1) / 2
        green = mesh.colours[part, 1] / 255
        linear = np.where(green <= 0.04045, green / 12.92, ((green + 0.055) / 1.055) ** 2.4)
        assert np.abs(linear - wanted.clip(0, 1)).max() < 0.03


def test_a_leaf_is_not_darkened_by_the_transparency_that_it_is_mixed_with_and_groups_are_looked_into(
    props: bpy.types.Collection, exported: Callable[[], dict]
) -> None:
    group = bpy.data.node_groups.new("Leaf", "ShaderNodeTree")
    group.interface.new_socket("Shader", in_out="OUTPUT", socket_type="NodeSocketShader")
    mix, nothing, green = (
        group.nodes.new(f"ShaderNode{name}") for name in "MixShader BsdfTransparent BsdfDiffuse".split()
    )
    green.inputs["Color"].default_value = (0, 1, 0, 1)
    group.links.new(nothing.outputs[0], mix.inputs[1])
    group.links.new(green.outputs[0], mix.inputs[2])
    group.links.new(mix.outputs[0], group.nodes.new("NodeGroupOutput").inputs[0])
    tree, nodes = new_material(plane("Leaf", props))
    instance = tree.nodes.new("ShaderNodeGroup")
    instance.node_tree = group
    tree.links.new(instance.outputs[0], nodes["OUTPUT_MATERIAL"].inputs["Surface"])
    assert (exported()["a leaf"].colours == (0, 255, 0)).all()


def test_modifiers_are_applied_and_what_is_mirrored_is_not_turned_inside_out(
    props: bpy.types.Collection, exported: Callable[[], dict]
) -> None:
    cube = box("Wall", RED, props)
    cube.modifiers.new("Array", "ARRAY").count = 3
    cube.scale = (-1, 1, 1)
    mesh = exported()["a wall"]
    assert len(mesh.faces) == 36
    assert np.ptp(mesh.vertices[:, 0]) == pytest.approx(3 * np.ptp(mesh.vertices[:, 1]), rel=1e-3)
    a, b, c = np.moveaxis(mesh.vertices[mesh.faces], 1, 0)
    assert (np.cross(a, b) * c).sum() / 6 == pytest.approx(3 * np.ptp(mesh.vertices[:, 1]) ** 3, rel=1e-2)


def test_a_prop_faces_minus_y_stands_up_and_fills_the_ball_wherever_it_is(
    props: bpy.types.Collection, exported: Callable[[], dict]
) -> None:
    post = box("Signpost", RED, props, x=40)
    front, right, top = box("Front", GREEN, props), box("Right", BLUE, props), box("Top", (1, 1, 1), props)
    for part, place in ((front, (0, -3, 0)), (right, (3, 0, 0)), (top, (0, 0, 3))):
        part.parent, part.location = post, place
    mesh = exported()["a signpost"]
    for colour, axis, sign in ((GREEN, 1, -1), (BLUE, 0, 1), ((1, 1, 1), 2, 1)):
        way = centre_of(mesh, colour) - centre_of(mesh, RED)
        assert way / np.linalg.norm(way) == pytest.approx(sign * np.eye(3)[axis], abs=1e-3)
    assert np.linalg.norm(mesh.vertices, axis=1).max() == pytest.approx(RADIUS, abs=1e-3)
    assert mesh.vertices.min(0) + mesh.vertices.max(0) == pytest.approx(np.zeros(3), abs=2e-3)


def test_a_dense_mesh_gets_few_triangles_and_keeps_its_colours(
    props: bpy.types.Collection, exported: Callable[[], dict]
) -> None:
    ball = plane("Ball", props)
    bpy.ops.mesh.primitive_uv_sphere_add(segments=160, ring_count=80)
    dense = bpy.context.active_object
    ball.data = dense.data
    bpy.data.objects.remove(dense)
    paint_halves(ball)
    mesh = exported()["a ball"]
    assert 10_000 < len(mesh.faces) <= 14_000
    assert np.linalg.norm(mesh.vertices, axis=1) == pytest.approx(RADIUS, abs=0.02)
    red = np.abs(mesh.colours.astype(int) - srgb(RED)).max(1) < 3
    blue = np.abs(mesh.colours.astype(int) - srgb(BLUE)).max(1) < 3
    assert 0.4 < red.mean() < 0.6 and (red | blue).mean() > 0.93


def test_the_toybox_comes_in_all_kinds_with_its_captions_and_without_the_pairs_held_out(
    export_props: ModuleType, tmp_path: Path
) -> None:
    cast = importlib.import_module("propsmith.operators.dataset.cast")
    toys = cast.toys(all_pairs=False)
    assert len(cast.held_out_pairs()) == round(1.2 * len(toys.kinds)) == 12 * len(toys.kinds) - len(toys.props)
    order = cast.drawn(toys.props, len(toys.props), Random(0))
    one_of_each = list({prop.kind: prop for prop in order}.values())
    assert export_props.export_props(tmp_path / "set", toys, one_of_each, seed=0) == len(toys.kinds)
    meshes = read(tmp_path / "set")
    assert {mesh.kind for mesh in meshes} == set(toys.kinds)
    assert not {(mesh.kind, mesh.colour) for mesh in meshes} & set(cast.held_out_pairs())
    for mesh in meshes:
        assert mesh.caption.endswith(f" {mesh.colour} {mesh.kind}")
        assert (mesh.source, mesh.licence, mesh.author) == ("toybox", "GPL-3.0-or-later", "Propsmith")
        assert list(mesh.synonyms) == list(toys.kinds[mesh.kind]["synonyms"])
        assert 0 < len(mesh.faces) <= 14_000
        assert np.linalg.norm(mesh.vertices, axis=1).max() == pytest.approx(RADIUS, abs=1e-3)


def test_the_seed_says_what_comes_out_of_the_toybox(command: ModuleType, tmp_path: Path) -> None:
    for name, seed in (("one", "1"), ("again", "1"), ("other", "2")):
        assert command.main(["export-props", str(tmp_path / name), "--objects", "2", "--seed", seed]) == 0
    one, again, other = (
        {path.name: path.read_bytes() for path in (tmp_path / name).iterdir()} for name in ("one", "again", "other")
    )
    assert len(one) == 2
    assert one == again
    assert one != other


def test_an_export_that_was_broken_off_is_made_anew_and_a_finished_one_is_never_written_over(
    command: ModuleType, export_props: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    monkeypatch.setattr(export_props.captioned_meshes, "SHARD", 1)
    arguments = ["export-props", str(tmp_path / "set"), "--objects", "3"]
    made, coloured_mesh = [], export_props.coloured_mesh

    def breaks_off(scene: bpy.types.Scene) -> object:
        made.append(scene)
        if len(made) == 3:
            raise KeyboardInterrupt
        return coloured_mesh(scene)

    with monkeypatch.context() as meanwhile, pytest.raises(KeyboardInterrupt):
        meanwhile.setattr(export_props, "coloured_mesh", breaks_off)
        command.main(arguments)
    assert [path.suffix for path in (tmp_path / "set").iterdir()] == [".xz", ".xz"]
    assert command.main([*arguments[:2], "--objects", "1"]) == 0
    assert len(read(tmp_path / "set")) == 1
    before = {path: path.read_bytes() for path in (tmp_path / "set").iterdir()}
    assert command.main(arguments) == 1
    assert "has a data set already: choose a new folder" in capfd.readouterr().err
    assert {path: path.read_bytes() for path in (tmp_path / "set").iterdir()} == before


def test_the_file_stays_as_it_was_and_an_asset_says_whose_it_is(
    command: ModuleType, props: bpy.types.Collection, tmp_path: Path
) -> None:
    flag = plane("Flag", props)
    paint_halves(flag)
    flag.asset_mark()
    flag.asset_data.description, flag.asset_data.license, flag.asset_data.author = (
        "the flag of a ship",
        "CC0-1.0",
        "Ann",
    )
    box("Red Crate.001", RED, props)
    path = tmp_path / "house" / "house.blend"
    path.parent.mkdir()
    bpy.ops.wm.save_as_mainfile(filepath=str(path))
    before, content = datablocks(), path.read_bytes()
    asked = {"collection": ["--collection", "Props"], "library": ["--library", str(path.parent)]}
    for name, arguments in asked.items():
        assert command.main(["export-props", str(tmp_path / name), *arguments]) == 0
        assert datablocks() == before
    assert path.read_bytes() == content
    crate, ship_flag = sorted(read(tmp_path / "collection"), key=lambda mesh: mesh.caption)
    assert (crate.caption, crate.kind, crate.source, crate.licence) == ("a red crate", "red crate", "Props", "")
    assert (ship_flag.caption, ship_flag.licence, ship_flag.author) == ("the flag of a ship", "CC0-1.0", "Ann")
    assert [(mesh.caption, mesh.source) for mesh in read(tmp_path / "library")] == [("the flag of a ship", "house")]


def test_a_prop_whose_picture_is_missing_is_named_and_left_out(
    props: bpy.types.Collection, exported: Callable[[], dict], capfd: pytest.CaptureFixture[str]
) -> None:
    box("Crate", RED, props)
    image = paint_halves(plane("Flag", props))
    image.source, image.filepath = "FILE", "//gone.png"
    before = datablocks()
    assert list(exported()) == ["a crate"]
    assert "Skipped a flag: the picture 'Halves' is missing: //gone.png" in capfd.readouterr().out
    assert datablocks() == before


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--collection", "Prop"], "There is no collection 'Prop' in this file. It has: Props"),
        (["--collection", "Props"], "'Props' is empty"),
        (["--collection", "Props", "--objects", "3"], "--objects is for the toybox"),
        (["--objects", "0"], "No prop is left to export"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_cannot_be_exported_is_said_in_one_line_before_anything_is_written(
    command: ModuleType, props: bpy.types.Collection, tmp_path: Path, arguments: list[str], told: str,
    capfd: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    assert command.main(["export-props", str(tmp_path / "set"), *arguments]) == 1
    (line,) = capfd.readouterr().err.splitlines()
    assert line.startswith("propsmith: ") and told in line
    assert not (tmp_path / "set").exists()
