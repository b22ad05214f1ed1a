"""A result folder becomes an object, and one that must not be trusted becomes one line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import bpy
import numpy as np
import pytest
from results import CORNERS, FACES, SIDES, UVS, make, write_mesh, write_png


@pytest.fixture
def import_prop(propsmith: ModuleType) -> ModuleType:
    from propsmith.operators.scene import import_prop

    bpy.ops.wm.read_homefile(use_empty=True, use_factory_startup=True)
    return import_prop


@pytest.fixture
def folder(import_prop: ModuleType, tmp_path: Path) -> Path:
    return make(tmp_path / "job")


def test_the_object_stands_at_the_cursor_without_rotation_or_scale(import_prop: ModuleType, folder: Path) -> None:
    bpy.context.scene.cursor.location = (1, 2, 3)
    obj = import_prop.build(bpy.context, import_prop.read(folder))
    assert tuple(obj.location) == (1, 2, 3)
    assert (obj.rotation_mode, tuple(obj.rotation_euler), tuple(obj.scale)) == ("XYZ", (0, 0, 0), (1, 1, 1))
    assert bpy.context.object == obj
    assert bpy.context.selected_objects == [obj]


def test_the_mesh_is_the_results_mesh(import_prop: ModuleType, folder: Path) -> None:
    mesh = import_prop.build(bpy.context, import_prop.read(folder)).data
    assert [tuple(vertex.co) for vertex in mesh.vertices] == [tuple(corner) for corner in CORNERS]
    assert [tuple(polygon.vertices) for polygon in mesh.polygons] == [tuple(face) for face in FACES]
    assert [layer.name for layer in mesh.uv_layers] == ["UVMap"]
    assert np.array_equal([tuple(corner.vector) for corner in mesh.uv_layers[0].uv], UVS.reshape(-1, 2))
    assert all(polygon.use_smooth for polygon in mesh.polygons)


def test_the_texture_is_packed_srgb_and_comes_from_nowhere(import_prop: ModuleType, folder: Path) -> None:
    obj = import_prop.build(bpy.context, import_prop.read(folder))
    (material,) = obj.data.materials
    kinds = {node.type: node for node in material.node_tree.nodes}
    assert set(kinds) == {"BSDF_PRINCIPLED", "TEX_IMAGE", "OUTPUT_MATERIAL"}
    assert kinds["BSDF_PRINCIPLED"].inputs["Base Color"].links[0].from_node == kinds["TEX_IMAGE"]
    image = kinds["TEX_IMAGE"].image
    assert image.packed_file
    assert tuple(image.size) == (8, 8)
    assert image.colorspace_settings.name == "sRGB"
    assert str(folder) not in image.filepath + image.packed_files[0].filepath
    assert tuple(image.pixels[:3]) == (0, 0, 1)  # the bottom row first
    assert tuple(image.pixels[-4:-1]) == (1, 0, 0)


def test_a_normal_map_bends_the_light_as_numbers_not_as_colours(import_prop: ModuleType, folder: Path) -> None:
    write_png(folder / "normal.png", np.full((8, 8, 3), (188, 127, 255), np.uint8))
    obj = import_prop.build(bpy.context, import_prop.read(folder))
    (shader,) = (node for node in obj.data.materials[0].node_tree.nodes if node.type == "BSDF_PRINCIPLED")
    bump = shader.inputs["Normal"].links[0].from_node
    assert (bump.type, bump.space, bump.uv_map) == ("NORMAL_MAP", "TANGENT", "UVMap")
    image = bump.inputs["Color"].links[0].from_node.image
    assert image.packed_file and image.colorspace_settings.name == "Non-Color"
    assert image.pixels[0] == pytest.approx(188 / 255, abs=1e-3)


def test_a_map_of_the_material_drives_roughness_and_metallic(import_prop: ModuleType, folder: Path) -> None:
    write_png(folder / "orm.png", np.full((8, 8, 3), (255, 64, 191), np.uint8))
    obj = import_prop.build(bpy.context, import_prop.read(folder))
    (shader,) = (node for node in obj.data.materials[0].node_tree.nodes if node.type == "BSDF_PRINCIPLED")
    for name, channel, flat in (("Roughness", "Green", 64 / 255), ("Metallic", "Blue", 1)):
        (link,) = shader.inputs[name].links
        assert (link.from_node.type, link.from_socket.name) == ("SEPARATE_COLOR", channel)
        image = link.from_node.inputs["Color"].links[0].from_node.image
        assert image.packed_file and image.colorspace_settings.name == "Non-Color"
        assert shader.inputs[name].default_value == pytest.approx(flat, abs=1e-3)


def test_one_name_for_all_and_what_was_asked_for_on_the_object(import_prop: ModuleType, folder: Path) -> None:
    obj = import_prop.build(bpy.context, import_prop.read(folder))
    material = obj.data.materials[0]
    image = next(node.image for node in material.node_tree.nodes if node.type == "TEX_IMAGE")
    assert {obj.name, obj.data.name, material.name, image.name} == {"Red And Blue Cube"}
    kept = {name: obj[f"propsmith_{name}"] for name in ("prompt", "seed", "preset", "version")}
    version = import_prop.version()
    assert kept == {"prompt": "a red and blue cube", "seed": 7, "preset": "draft", "version": version}


@pytest.mark.parametrize(
    ("prompt", "name"),
    [
        ("a red mushroom", "Red Mushroom"),
        ("the", "The"),
        ("  an   old chest ", "Old Chest"),
        ("one two three four five six seven eight nine ten", "One Two Three Four Five Six Seven Eight"),
        ("ж" * 100, "Ж" + "ж" * 19),
    ],
)
def test_the_name_is_short(import_prop: ModuleType, prompt: str, name: str) -> None:
    assert import_prop.short_name(prompt) == name


def test_the_saved_file_opens_with_the_prop_a_light_and_a_camera(folder: Path, tmp_path: Path) -> None:
    from propsmith.operators.command_line import save_blend

    save_blend.save(folder, tmp_path / "prop.blend")
    assert {path.name for path in tmp_path.iterdir()} == {"job", "prop.blend"}
    bpy.ops.wm.open_mainfile(filepath=str(tmp_path / "prop.blend"))
    assert {obj.name: obj.type for obj in bpy.data.objects} == {
        "Red And Blue Cube": "MESH",
        "Sun": "LIGHT",
        "Camera": "CAMERA",
    }
    assert bpy.context.scene.camera
    assert bpy.data.images["Red And Blue Cube"].packed_file


def link_out(folder: Path) -> None:
    outside = folder.parent / "outside.png"
    (folder / "albedo.png").rename(outside)
    (folder / "albedo.png").symlink_to(outside)


def pickle_in(folder: Path) -> None:
    np.savez(folder / "prop.npz", vertices=np.array([{"a": 1}], object), faces=FACES, uvs=UVS)


HOSTILE: dict[str, tuple[Callable[[Path], object], str]] = {
    "nothing": (lambda folder: (folder / "prop.npz").unlink(), "no prop.npz"),
    "a link out of the folder": (link_out, "leads out"),
    "a pickle": (pickle_in, "damaged"),
    "no zip": (lambda folder: (folder / "prop.npz").write_bytes(b"PK\x03\x04" + bytes(50)), "damaged"),
    "an array missing": (lambda folder: np.savez(folder / "prop.npz", vertices=CORNERS), "damaged"),
    "an index too large": (lambda folder: write_mesh(folder, faces=FACES + 1), "not there"),
    "an index too small": (lambda folder: write_mesh(folder, faces=FACES - 1), "not there"),
    "an index beyond 32 bits": (lambda folder: write_mesh(folder, faces=FACES.astype(np.int64) + 2**40), "not there"),
    "no faces": (lambda folder: write_mesh(folder, faces=FACES[:0], uvs=UVS[:0]), "no triangles"),
    "quads": (lambda folder: write_mesh(folder, faces=np.array(SIDES, np.int32)), "no triangles"),
    "a mesh of a light year": (lambda folder: write_mesh(folder, vertices=CORNERS * 1e16), "thousand kilometres"),
    "infinite points": (lambda folder: write_mesh(folder, vertices=CORNERS / 0), "finite"),
    "words for points": (lambda folder: write_mesh(folder, vertices=CORNERS.astype(str)), "damaged"),
    "too few uvs": (lambda folder: write_mesh(folder, uvs=UVS[1:]), "UVs"),
    "no picture": (lambda folder: (folder / "albedo.png").write_bytes(b"GIF89a" + bytes(40)), "not a PNG"),
    "a picture without end": (
        lambda folder: write_png(folder / "albedo.png", np.zeros((1, 1, 3), np.uint8), claimed=(2**31, 2**31)),
        "larger than",
    ),
    "a request without prompt": (
        lambda folder: (folder / "request.json").write_text('{"type": "Request"}'),
        "request.json",
    ),
    "a request out of range": (
        lambda folder: (folder / "request.json").write_text('{"type": "Request", "prompt": "a cube", "seed": -1}'),
        "request.json",
    ),
    "an event for a request": (
        lambda folder: (folder / "request.json").write_text('{"type": "Entered", "title": "x"}'),
        "request.json",
    ),
}


@pytest.mark.filterwarnings("ignore:divide by zero", "ignore:invalid value")
@pytest.mark.parametrize("name", HOSTILE)
def test_what_must_not_be_trusted_is_refused_in_one_line(import_prop: ModuleType, folder: Path, name: str) -> None:
    spoil, said = HOSTILE[name]
    spoil(folder)
    with pytest.raises(ValueError, match=said) as refusal:
        import_prop.read(folder)
    assert "\n" not in str(refusal.value)


@pytest.mark.parametrize("damage", ["cut off", "short of rows", "a wrong checksum"])
def test_a_picture_that_blender_cannot_read_adds_nothing(import_prop: ModuleType, folder: Path, damage: str) -> None:
    path = folder / "albedo.png"
    data = path.read_bytes()
    if damage == "short of rows":
        write_png(path, np.zeros((4, 8, 3), np.uint8), claimed=(8, 8))
    else:
        path.write_bytes(data[:-20] if damage == "cut off" else data[:45] + bytes([data[45] ^ 1]) + data[46:])
    with pytest.raises(ValueError, match="cannot read"):
        import_prop.build(bpy.context, import_prop.read(folder))
    assert not bpy.data.images
    assert not bpy.data.meshes
    assert not bpy.data.objects
