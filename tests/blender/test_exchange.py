"""A prop survives glTF, FBX and USD: texture, normal map and where it came from."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from types import ModuleType

import addon_utils
import bpy
import pytest
import results

NODE_MODULES = Path(os.environ.get("PROPSMITH_NODE_MODULES", "node_modules"))
VALIDATOR = Path(__file__).parents[1] / "engine" / "validate_glb.mjs"


@pytest.fixture
def prop(propsmith: ModuleType, tmp_path: Path) -> bpy.types.Object:
    from propsmith.operators import import_prop

    bpy.ops.wm.read_homefile(use_empty=True, use_factory_startup=True)
    for name in ("io_scene_gltf2", "io_scene_fbx"):
        addon_utils.enable(name)
    obj = import_prop.build(bpy.context, import_prop.read(results.make(tmp_path / "job")))
    obj.location = (1, 2, 3)
    return obj


def reopened(importer, path: Path) -> bpy.types.Object:
    """The prop as an empty file has it after the import."""
    bpy.ops.wm.read_homefile(use_empty=True, use_factory_startup=True)
    for name in ("io_scene_gltf2", "io_scene_fbx"):
        addon_utils.enable(name)
    importer(filepath=str(path))
    bpy.context.view_layer.update()
    (obj,) = (obj for obj in bpy.data.objects if obj.type == "MESH")
    return obj


def pictures(obj: bpy.types.Object) -> tuple[bpy.types.Image, bpy.types.Image]:
    """The images that lead into Base Color and Normal, whatever nodes lie between."""
    (material,) = (slot.material for slot in obj.material_slots)
    shader = next(node for node in material.node_tree.nodes if node.type == "BSDF_PRINCIPLED")
    return tuple(_image_before(shader.inputs[name]) for name in ("Base Color", "Normal"))


def _image_before(socket: bpy.types.NodeSocket) -> bpy.types.Image:
    node = socket.links[0].from_node
    while node.type != "TEX_IMAGE":
        node = next(entry for entry in node.inputs if entry.is_linked).links[0].from_node
    return node.image


def check(obj: bpy.types.Object) -> None:
    albedo, normals = pictures(obj)
    assert tuple(albedo.size) == tuple(normals.size) == (8, 8)
    assert tuple(albedo.pixels[:3]) == pytest.approx((0, 0, 1), abs=0.01)
    assert tuple(normals.pixels[:3]) == pytest.approx((0.5, 0.5, 1), abs=0.01)
    assert (albedo.colorspace_settings.name, normals.colorspace_settings.name) == ("sRGB", "Non-Color")
    assert tuple(obj.dimensions) == pytest.approx((1, 1, 1), abs=1e-4)
    assert tuple(obj.matrix_world.translation) == pytest.approx((1, 2, 3), abs=1e-4)
    assert len(obj.data.polygons) == 12 and len(obj.data.uv_layers) == 1


def check_extras(obj: bpy.types.Object) -> None:
    assert obj["propsmith_prompt"] == "a red and blue cube"
    assert obj["propsmith_seed"] == 7
    assert obj["propsmith_preset"] == "draft"
    assert obj["propsmith_version"]


def test_gltf_keeps_textures_and_extras(prop: bpy.types.Object, tmp_path: Path) -> None:
    bpy.ops.export_scene.gltf(filepath=str(tmp_path / "prop.glb"), export_extras=True)
    obj = reopened(bpy.ops.import_scene.gltf, tmp_path / "prop.glb")
    check(obj)
    check_extras(obj)


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


def test_fbx_keeps_textures_and_extras(prop: bpy.types.Object, tmp_path: Path) -> None:
    bpy.ops.export_scene.fbx(
        filepath=str(tmp_path / "prop.fbx"), use_custom_props=True, path_mode="COPY", embed_textures=True
    )
    obj = reopened(bpy.ops.import_scene.fbx, tmp_path / "prop.fbx")
    check(obj)
    check_extras(obj)


@pytest.mark.skipif(not hasattr(bpy.app, "usd") or not bpy.app.usd.supported, reason="this Blender is without USD")
def test_usd_keeps_textures_and_extras(prop: bpy.types.Object, tmp_path: Path) -> None:
    bpy.ops.wm.usd_export(filepath=str(tmp_path / "prop.usdc"), export_custom_properties=True)
    obj = reopened(bpy.ops.wm.usd_import, tmp_path / "prop.usdc")
    check(obj)
    extras = obj if "propsmith_prompt" in obj else obj.parent
    check_extras(extras)
