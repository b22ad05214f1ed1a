"""`nerf_sds texture`: a mesh file gets a texture, or one line says why not."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import trimesh
from PIL import Image
from trimesh.visual import TextureVisuals
from trimesh.visual.material import PBRMaterial

from nerf_sds.texturing import own_mesh

UVS = np.array([[0.05, 0.05], [0.95, 0.05], [0.95, 0.95], [0.05, 0.95]])
SHEET = np.array([[-1, 0, -1], [1, 0, -1], [1, 0, 1], [-1, 0, 1]], float)


def sheet(uvs: np.ndarray | None) -> trimesh.Trimesh:
    visual = None if uvs is None else TextureVisuals(uvs, PBRMaterial(baseColorTexture=Image.new("RGB", (4, 4))))
    return trimesh.Trimesh(SHEET, [[0, 2, 1], [0, 3, 2]], visual=visual, process=False)


def texture(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "nerf_sds.texturing", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, encoding="utf-8")


@pytest.mark.parametrize("form", ["glb", "obj"])
def test_a_mesh_keeps_its_uvs_and_becomes_red(tmp_path: Path, form: str) -> None:
    path, out = tmp_path / f"sheet.{form}", tmp_path / "red.glb"
    sheet(UVS).export(path)
    done = texture(path, "a red sheet", "--out", out, "--prior", "dirac", "--device", "cpu", "--texture-size", "256")
    assert done.returncode == 0, done.stderr
    assert "own UVs are kept" in done.stdout
    made = trimesh.load(io.BytesIO(out.read_bytes()), file_type="glb", force="mesh")
    assert isinstance(made, trimesh.Trimesh) and isinstance(made.visual, TextureVisuals)
    assert np.allclose(sorted(made.visual.uv.tolist()), sorted(UVS.tolist()), atol=1e-3)
    assert isinstance(made.visual.material, PBRMaterial)
    picture = np.asarray(made.visual.material.baseColorTexture.convert("RGB")) / 255
    inside = picture[32:-32, 32:-32]  # the prior knows no outline, so that its red mixes with the background there
    assert np.abs(inside - (0.8, 0.1, 0.1)).max() < 0.02


@pytest.mark.parametrize(
    ("uvs", "kept"),
    [
        (None, False),
        (UVS, True),
        (UVS * 3, False),  # tiles beyond the square
        (UVS[[0, 1, 2, 1]], False),  # one triangle over the other
        (UVS * 0.01, False),  # a speck
    ],
)
def test_only_uvs_that_can_hold_a_texture_are_kept(tmp_path: Path, uvs: np.ndarray | None, kept: bool) -> None:
    path = tmp_path / "sheet.glb"
    sheet(uvs).export(path)
    textured, keeps = own_mesh.read(path, 64)
    assert keeps == kept
    assert textured.uvs.shape == (2, 3, 2) and textured.uvs.min() >= 0 and textured.uvs.max() <= 1


def test_uvs_of_which_a_part_of_the_file_has_none_are_not_kept(tmp_path: Path) -> None:
    path = tmp_path / "parts.glb"
    trimesh.Scene([sheet(UVS), sheet(None).apply_translation([3, 0, 0])]).export(path)
    textured, keeps = own_mesh.read(path, 64)
    assert len(textured.uvs) == 4 and not keeps
    (tmp_path / "parts.obj").write_text(
        "v -1 0 -1\nv 1 0 -1\nv 1 0 1\nv -1 0 1\nvt 0 0\nvt 1 0\nvt 1 1\nf 1/1 2/2 3/3\nf 1 3 4\n"
    )
    textured, keeps = own_mesh.read(tmp_path / "parts.obj", 64)
    assert len(textured.uvs) == 2 and not keeps
    assert np.ptp(textured.uvs, axis=1).min() > 0.1


def test_a_mesh_whose_file_splits_all_vertices_is_unwrapped_as_a_whole(tmp_path: Path) -> None:
    """STL has no others, and an OBJ with flat normals neither: each triangle was an island, and too many."""
    trimesh.creation.icosphere(subdivisions=4).export(tmp_path / "ball.stl")
    textured, keeps = own_mesh.read(tmp_path / "ball.stl", 256)
    assert len(textured.mesh.vertices) == 3 * len(textured.mesh.faces) == 3 * 5120 and not keeps
    u, v, w = textured.uvs.transpose(1, 0, 2)
    across, along = (v - u).T, (w - u).T
    assert np.abs(across[0] * along[1] - across[1] * along[0]).sum() / 2 > 0.5


def test_both_sides_of_cloth_are_islands(tmp_path: Path) -> None:
    """Each edge between four triangles was a seam, so that each triangle was an island."""
    count = 24
    y, x = np.divmod(np.arange((count + 1) ** 2), count + 1)
    points = np.stack([x, 0.1 * np.sin(x), y], 1) / count
    corner = (np.arange(count)[:, None] * (count + 1) + np.arange(count)).ravel()
    front = np.concatenate([corner[:, None] + (0, 1, count + 2), corner[:, None] + (0, count + 2, count + 1)])
    trimesh.Trimesh(points, np.concatenate([front, front[:, ::-1]]), process=False).export(tmp_path / "cloth.ply")
    textured, keeps = own_mesh.read(tmp_path / "cloth.ply", 256)
    points, faces = own_mesh.joined(textured.mesh)
    assert not keeps and len(faces) == 4 * count**2
    u, v, w = textured.uvs.transpose(1, 0, 2)
    across, along = (v - u).T, (w - u).T
    assert np.abs(across[0] * along[1] - across[1] * along[0]).sum() / 2 > 0.45


def test_many_parts_that_share_the_square_are_unwrapped_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Drawing each part's layer took minutes."""
    path = tmp_path / "parts.glb"
    trimesh.Scene([sheet(UVS).apply_translation([3 * number, 0, 0]) for number in range(150)]).export(path)
    monkeypatch.delattr(own_mesh, "rasterise")
    textured, keeps = own_mesh.read(path, 256)
    assert len(textured.uvs) == 300 and not keeps


@pytest.mark.parametrize(
    ("prior", "line"),
    [
        ("sd-2.1", "sd-2.1 is not on this machine: start a run with it, which downloads it first"),
        ("toybox", "The diffusion model toybox is no longer in Propsmith: make the prop anew with world"),
    ],
)
def test_a_model_that_is_not_there_is_refused_before_the_mesh_is_read(tmp_path: Path, prior: str, line: str) -> None:
    done = texture(tmp_path / "none.glb", "a red sheet", "--out", tmp_path / "red.glb", "--prior", prior)
    assert done.returncode == 1 and done.stderr.strip().endswith(line)


def test_what_is_white_in_a_mask_keeps_its_texture(tmp_path: Path) -> None:
    mesh, blue, mask, out = (tmp_path / name for name in ("sheet.glb", "blue.png", "mask.png", "out.glb"))
    sheet(UVS).export(mesh)
    Image.new("RGB", (8, 8), (0, 0, 255)).save(blue)
    Image.fromarray(np.repeat(np.uint8([[0, 255]]), 32, axis=1)).resize((64, 64), Image.Resampling.NEAREST).save(mask)
    options = (
        "--out",
        out,
        "--prior",
        "dirac",
        "--device",
        "cpu",
        "--texture-size",
        "256",
        "--albedo",
        blue,
        "--keep",
        mask,
    )
    done = texture(mesh, "a red sheet", *options)
    assert done.returncode == 0, done.stderr
    made = trimesh.load(io.BytesIO(out.read_bytes()), file_type="glb", force="mesh")
    assert isinstance(made, trimesh.Trimesh) and isinstance(made.visual, TextureVisuals)
    assert isinstance(made.visual.material, PBRMaterial)
    picture = np.asarray(made.visual.material.baseColorTexture.convert("RGB"))
    assert (picture[32:-32, 140:-32] == (0, 0, 255)).all()
    assert np.abs(np.median(picture[32:-32, 32:116], axis=(0, 1)) / 255 - (0.8, 0.1, 0.1)).max() < 0.02
    sheet(None).export(tmp_path / "bare.glb")
    refused = [(tmp_path / "bare.glb", options), (mesh, options[:-2]), (mesh, (*options[:-1], mesh))]
    for path, given in refused:
        done = texture(path, "a sheet", *given)
        assert done.returncode == 1 and done.stderr.startswith("propsmith: ") and done.stderr.count("\n") == 1


def test_a_mesh_of_parts_is_read_as_one(tmp_path: Path) -> None:
    path = tmp_path / "parts.glb"
    other = sheet(UVS).apply_translation([3, 0, 0])
    trimesh.Scene([sheet(UVS), other]).export(path)
    textured, keeps = own_mesh.read(path, 64)
    assert len(textured.mesh.faces) == 4 and not keeps  # the parts' UVs lie over one another


def test_bad_input_is_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "empty.obj").write_text("v 0 0 0\n")
    sheet(None).export(tmp_path / "sheet.obj")
    good, out = tmp_path / "sheet.obj", tmp_path / "out.glb"
    for arguments in (
        (tmp_path / "none.glb", "a box", "--out", out),
        (tmp_path / "empty.obj", "a box", "--out", out),
        (good, "a box", "--out", tmp_path / "out.png"),
        (good, "a box", "--out", tmp_path / "no folder" / "out.glb"),
        (good, "", "--out", out),
        (good, "a box", "--out", out, "--prior", "nothing"),
        (good, "a box"),
    ):
        done = texture(*arguments)
        assert done.returncode in (1, 2) and done.stderr.startswith("propsmith: "), done.stderr
        assert done.stderr.count("\n") == 1
        assert not out.exists()
