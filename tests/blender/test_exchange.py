"""A prop that leaves Blender as glTF, FBX or USD comes back with its textures and what it was made from."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import addon_utils
import bpy
import numpy as np
import pytest
from results import make, write_png

NODE_MODULES = Path(os.environ.get("PROPSMITH_NODE_MODULES", "node_modules"))
VALIDATOR = Path(__file__).parents[1] / "engine" / "validate_glb.mjs"
MADE_FROM = {"prompt": "a red and blue cube", "seed": 7, "preset": "draft", "prior": "world"}


@pytest.fixture
def prop(propsmith: ModuleType, tmp_path: Path) -> bpy.types.Object:
    """The one object of the scene, with all maps."""
    from propsmith.operators.scene import import_prop, placement

    empty_scene()
    folder = make(tmp_path / "job")
    write_png(folder / "normal.png", np.full((8, 8, 3), (188, 127, 255), np.uint8))
    write_png(folder / "orm.png", np.full((8, 8, 3), (255, 64, 191), np.uint8))
    return import_prop.build(bpy.context, import_prop.read(folder), placement.Placement((1, 2, 3)))


def empty_scene() -> None:
    bpy.ops.wm.read_homefile(use_empty=True, use_factory_startup=True)
    for name in ("io_scene_gltf2", "io_scene_fbx"):
        addon_utils.enable(name)


def reopened(importer: Callable[..., object], path: Path) -> bpy.types.Object:
    """The prop as an empty scene has it after the import."""
    empty_scene()
    importer(filepath=str(path))
    bpy.context.view_layer.update()
    (obj,) = (obj for obj in bpy.data.objects if obj.type == "MESH")
    return obj


def image_before(socket: bpy.types.NodeSocket) -> bpy.types.Image:
    """The picture that leads into a socket, whatever nodes lie between."""
    node = socket.links[0].from_node
    while node.type != "TEX_IMAGE":
        node = next(entry for entry in node.inputs if entry.is_linked).links[0].from_node
    return node.image


def check(obj: bpy.types.Object, extras: bpy.types.Object) -> None:
    """That it is the prop, with what it was made from on `extras`."""
    (slot,) = obj.material_slots
    shader = next(node for node in slot.material.node_tree.nodes if node.type == "BSDF_PRINCIPLED")
    albedo, normals = (image_before(shader.inputs[name]) for name in ("Base Color", "Normal"))
    assert tuple(albedo.size) == tuple(normals.size) == (8, 8)
    assert tuple(albedo.pixels[:3]) == pytest.approx((0, 0, 1), abs=0.01)
    assert tuple(normals.pixels[:3]) == pytest.approx((188 / 255, 127 / 255, 1), abs=0.01)
    assert (albedo.colorspace_settings.name, normals.colorspace_settings.name) == ("sRGB", "Non-Color")
    check_material(shader)
    assert tuple(obj.dimensions) == pytest.approx((1, 1, 1), abs=1e-4)
    assert tuple(obj.matrix_world.translation) == pytest.approx((1, 2, 3), abs=1e-4)
    assert len(obj.data.polygons) == 12 and len(obj.data.uv_layers) == 1
    assert {name: extras[f"propsmith_{name}"] for name in MADE_FROM} == MADE_FROM


def check_material(shader: bpy.types.ShaderNodeBsdfPrincipled) -> None:
    """That roughness and metallic came back: as a map, or as the flat values that FBX has."""
    for name, channel, flat in (("Roughness", 1, 64 / 255), ("Metallic", 2, 1)):
        socket = shader.inputs[name]
        if socket.is_linked:
            assert image_before(socket).pixels[channel] == pytest.approx((64 / 255, 191 / 255)[channel - 1], abs=0.01)
            assert socket.links[0].from_socket.name == ("Green", "Blue")[channel - 1]
        else:
            assert socket.default_value == pytest.approx(flat, abs=0.05)


def test_gltf_keeps_textures_and_extras(prop: bpy.types.Object, tmp_path: Path) -> None:
    bpy.ops.export_scene.gltf(filepath=str(tmp_path / "prop.glb"), export_extras=True)
    obj = reopened(bpy.ops.import_scene.gltf, tmp_path / "prop.glb")
    check(obj, obj)


def test_fbx_keeps_textures_and_extras(prop: bpy.types.Object, tmp_path: Path) -> None:
    bpy.ops.export_scene.fbx(
        filepath=str(tmp_path / "prop.fbx"), use_custom_props=True, path_mode="COPY", embed_textures=True
    )
    obj = reopened(bpy.ops.import_scene.fbx, tmp_path / "prop.fbx")
    check(obj, obj)


@pytest.mark.skipif(not bpy.app.usd.supported, reason="this Blender was built without USD")
def test_usd_keeps_textures_and_extras(prop: bpy.types.Object, tmp_path: Path) -> None:
    bpy.ops.wm.usd_export(filepath=str(tmp_path / "prop.usdc"), export_custom_properties=True)
    obj = reopened(bpy.ops.wm.usd_import, tmp_path / "prop.usdc")
    check(obj, obj if "propsmith_prompt" in obj else obj.parent)


@pytest.mark.skipif(
    not (shutil.which("node") and (NODE_MODULES / "gltf-validator").is_dir()),
    reason="needs node, and the folder with npm's gltf-validator in PROPSMITH_NODE_MODULES",
)
def test_khronos_validator_finds_nothing_in_what_blender_exports(prop: bpy.types.Object, tmp_path: Path) -> None:
    bpy.ops.export_scene.gltf(filepath=str(tmp_path / "prop.glb"), export_extras=True, export_tangents=True)
    report = subprocess.run(
        ["node", VALIDATOR, tmp_path / "prop.glb"],
        env={**os.environ, "PROPSMITH_NODE_MODULES": str(NODE_MODULES.resolve())},
        capture_output=True,
        check=True,
    )
    assert json.loads(report.stdout)["issues"]["messages"] == []
