"""The result's files open elsewhere, with the right axes, and are whole or not there."""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import trimesh
from analytic import SMALL, Solid, box
from PIL import Image

from nerf_sds.config import Request
from nerf_sds.disk import files
from nerf_sds.mesh import export, extraction, texture
from nerf_sds.mesh.texture import TexturedMesh

REQUEST = Request("a blue crate, größer", seed=7, preset="sketch")
NODE_MODULES = Path(os.environ.get("PROPSMITH_NODE_MODULES", "node_modules"))
VALIDATOR = Path(__file__).with_name("validate_glb.mjs")


@pytest.fixture(scope="module")
def textured() -> TexturedMesh:
    """0.6 wide, 0.2 deep, 1 high."""
    field = Solid(box((0, 0, 0), (0.3, 0.1, 0.5)))
    baked = texture.unwrap_and_bake(field, extraction.extract(field, SMALL, size=1.0), SMALL)
    orm = np.random.default_rng(0).integers(0, 256, baked.albedo.shape, dtype=np.uint8)
    return replace(baked, orm=orm)


@pytest.fixture(scope="module")
def folder(textured: TexturedMesh, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("result")
    export.write_result(folder, textured, REQUEST)
    return folder


def test_there_are_five_files_and_nothing_else(folder: Path) -> None:
    names = ["albedo.png", "normal.png", "orm.png", "prop.glb", "prop.npz"]
    assert sorted(path.name for path in folder.iterdir()) == names


def test_the_arrays_are_those_of_the_mesh(folder: Path, textured: TexturedMesh) -> None:
    with np.load(folder / "prop.npz", allow_pickle=False) as arrays:
        assert {name: (array.dtype.name, array.shape[1:]) for name, array in arrays.items()} == {
            "vertices": ("float32", (3,)),
            "faces": ("int32", (3,)),
            "uvs": ("float32", (3, 2)),
        }
        np.testing.assert_array_equal(arrays["vertices"], textured.mesh.vertices)
        np.testing.assert_array_equal(arrays["uvs"], textured.uvs)


def test_the_picture_is_the_albedo(folder: Path, textured: TexturedMesh) -> None:
    np.testing.assert_array_equal(np.asarray(Image.open(folder / "albedo.png")), textured.albedo)


def test_the_result_is_read_as_it_was_written(folder: Path, textured: TexturedMesh) -> None:
    again = export.read_result(folder)
    np.testing.assert_array_equal(again.mesh.vertices, textured.mesh.vertices)
    np.testing.assert_array_equal(again.mesh.faces, textured.mesh.faces)
    np.testing.assert_array_equal(again.uvs, textured.uvs)
    np.testing.assert_array_equal(again.albedo, textured.albedo)
    np.testing.assert_array_equal(again.normals, textured.normals)
    np.testing.assert_array_equal(again.orm, textured.orm)


def test_a_result_from_before_there_were_other_maps_is_read(folder: Path, tmp_path: Path) -> None:
    old = shutil.copytree(folder, tmp_path / "old")
    (old / "normal.png").unlink()
    (old / "orm.png").unlink()
    assert (export.read_result(old).normals, export.read_result(old).orm) == (None, None)


@pytest.mark.parametrize("part", ["faces", "uvs"])
def test_a_result_whose_arrays_do_not_fit_is_one_line(folder: Path, tmp_path: Path, part: str) -> None:
    spoilt = shutil.copytree(folder, tmp_path / "spoilt")
    with np.load(spoilt / "prop.npz") as found:
        arrays = dict(found)
    arrays[part] = arrays[part][1:] if part == "uvs" else arrays[part] + len(arrays["vertices"])
    np.savez(spoilt / "prop.npz", **arrays)
    with pytest.raises(ValueError, match=r"The prop in .*spoilt cannot be read .*: make it again"):
        export.read_result(spoilt)


@pytest.mark.parametrize("name", ["prop.npz", "albedo.png"])
@pytest.mark.parametrize("harm", ["missing", "empty", "torn", "foreign"])
def test_a_damaged_result_is_one_line(folder: Path, tmp_path: Path, name: str, harm: str) -> None:
    damaged = shutil.copytree(folder, tmp_path / "damaged") / name
    whole = damaged.read_bytes()
    if harm == "missing":
        damaged.unlink()
    else:
        damaged.write_bytes({"empty": b"", "torn": whole[: len(whole) // 2], "foreign": b"something else"}[harm])
    with pytest.raises(ValueError, match=r"The prop in .*damaged cannot be read .*: make it again") as raised:
        export.read_result(damaged.parent)
    assert "\n" not in str(raised.value)


def test_the_glb_opens_y_up_with_the_front_to_plus_z(folder: Path, textured: TexturedMesh) -> None:
    (name, shape), *others = trimesh.load_scene(folder / "prop.glb").geometry.items()
    assert name == REQUEST.prompt and not others
    x, y, z = textured.mesh.vertices.T
    expected = np.stack([x, z, -y], axis=1)
    np.testing.assert_allclose(shape.bounds, [expected.min(0), expected.max(0)], atol=1e-6)
    np.testing.assert_allclose(shape.extents, (0.6, 1, 0.2), atol=0.04)
    corners = textured.mesh.faces
    np.testing.assert_allclose(shape.vertices[shape.faces], expected[corners], atol=1e-6)
    np.testing.assert_allclose(shape.visual.uv[shape.faces], textured.uvs, atol=1e-6)


def test_the_glb_is_watertight_once_its_seams_are_joined(folder: Path) -> None:
    shape = trimesh.load_mesh(folder / "prop.glb")
    shape.merge_vertices(merge_tex=True, merge_norm=True)
    assert shape.is_watertight and shape.body_count == 1 and shape.volume > 0


def test_the_glb_carries_a_material_with_all_maps_and_where_it_came_from(folder: Path, textured) -> None:
    shape = trimesh.load_mesh(folder / "prop.glb")
    material = shape.visual.material
    assert (material.metallicFactor, material.roughnessFactor) == (1, 1)
    np.testing.assert_array_equal(np.asarray(material.metallicRoughnessTexture.convert("RGB")), textured.orm)
    np.testing.assert_array_equal(np.asarray(material.baseColorTexture.convert("RGB")), textured.albedo)
    np.testing.assert_array_equal(np.asarray(material.normalTexture.convert("RGB")), textured.normals)
    assert shape.metadata["prompt"] == REQUEST.prompt and shape.metadata["seed"] == 7


def test_the_glb_holds_the_very_pictures_that_lie_beside_it(folder: Path) -> None:
    glb = (folder / "prop.glb").read_bytes()
    for name in ("albedo.png", "normal.png", "orm.png"):
        assert glb.count((folder / name).read_bytes()) == 1


def test_the_glb_of_a_prop_without_the_map_is_rough_and_no_metal(textured: TexturedMesh) -> None:
    data = export.glb(replace(textured, orm=None), REQUEST)
    material = trimesh.load_mesh(io.BytesIO(data), file_type="glb").visual.material
    assert material.metallicRoughnessTexture is None
    assert (material.metallicFactor, material.roughnessFactor) == (0, 0.8)


def test_a_full_disk_leaves_what_was_there(tmp_path: Path, textured, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "albedo.png").write_bytes(b"before")

    def full(path: Path, data: bytes) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError) as caught:
        export.write_result(tmp_path, textured, REQUEST)
    assert files.is_full(caught.value)
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("albedo.png", b"before")]


@pytest.mark.skipif(
    not (shutil.which("node") and (NODE_MODULES / "gltf-validator").is_dir()),
    reason="needs node, and the folder with npm's gltf-validator in PROPSMITH_NODE_MODULES",
)
def test_khronos_validator_finds_nothing(folder: Path) -> None:
    report = subprocess.run(
        ["node", VALIDATOR, folder / "prop.glb"],
        env={**os.environ, "PROPSMITH_NODE_MODULES": str(NODE_MODULES.resolve())},
        capture_output=True,
        check=True,
    )
    assert json.loads(report.stdout)["issues"]["messages"] == []
