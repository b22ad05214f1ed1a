"""How near a prop is to the meshes that the model learned from: a copy is found under any turn, and named."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image
from small_props import ball, boot, captioned
from trimesh.creation import box, cone

from nerf_sds.config import Request
from nerf_sds.evaluation.copies import __main__ as command
from nerf_sds.evaluation.copies import views
from nerf_sds.evaluation.copies.findings import OURS
from nerf_sds.evaluation.copies.measure import FARTHEST, POSES, Pair, nearest, outline_iou, posed, within_kinds
from nerf_sds.evaluation.copies.views import CACHE, Looks, kept_in, of_meshes, of_prop
from nerf_sds.jobs import job_folder
from nerf_sds.jobs.protocol import Done
from nerf_sds.meaning.copies import COPIES, Original, read_copies
from nerf_sds.meaning.kinds import KINDS, Kind
from nerf_sds.mesh.export import write_result
from nerf_sds.mesh.extraction import Mesh
from nerf_sds.mesh.texture import TexturedMesh
from nerf_sds.prior_training.captioned_meshes import CaptionedMesh, write
from nerf_sds.prior_training.mesh_batch import batch_of, varied
from nerf_sds.uv.unwrapping import unwrap
from nerf_sds.words.understanding import understand

RED, BLUE = (200, 40, 30), (40, 60, 200)
BOOT = boot(name="old boot", kind="boot", paint=RED, source="house", licence="CC-BY-4.0", author="Ann")
MESHES = [
    ball(name="ball", kind="ball", paint=RED, source="house", licence="CC0-1.0"),
    captioned(box((1, 1, 1)), BLUE, source="house"),
    BOOT,
    boot(name="blue boot", kind="boot", paint=BLUE, source="house"),
    captioned(cone(0.5, 1.0), RED, name="cone", kind="cone"),
]


@pytest.fixture(scope="module")
def looks() -> Looks:
    return of_meshes(MESHES)


def turned(mesh: CaptionedMesh, degrees: float, mirrored: bool = False) -> CaptionedMesh:
    angle = np.radians(degrees)
    turn = np.array([[np.cos(angle), -np.sin(angle), 0], [np.sin(angle), np.cos(angle), 0], [0, 0, 1]])
    points = mesh.vertices * ((-1, 1, 1) if mirrored else (1, 1, 1))
    return replace(mesh, vertices=(points @ turn.T).astype(np.float32))


def textured(mesh: CaptionedMesh) -> TexturedMesh:
    """The mesh as a finished prop, in its first vertex's colour."""
    solid = Mesh(mesh.vertices, mesh.faces, 1.0, np.zeros(3, np.float32))
    return TexturedMesh(solid, unwrap(solid.vertices, solid.faces, 64), np.tile(mesh.colours[0], (64, 64, 1)))


def finish(folder: Path, mesh: CaptionedMesh, prompt: str) -> None:
    """Makes the folder of a finished job whose prop is the mesh."""
    request = Request(prompt, preset="sketch", prior="world")
    job_folder.create(folder, request)
    write_result(folder, textured(mesh), request)
    Image.new("RGB", (8, 8)).save(folder / job_folder.TURNTABLE)
    job_folder.record(folder, Done(1.0, 1.0))


@pytest.mark.parametrize(("degrees", "mirrored"), [(0, False), (90, False), (225, False), (0, True), (135, True)])
def test_a_copy_is_found_under_any_turn_and_mirrored(looks: Looks, degrees: float, mirrored: bool) -> None:
    own = of_meshes([turned(BOOT, degrees, mirrored)])
    pair = nearest(own, looks)
    assert MESHES[pair.mesh] is BOOT and pair.is_copy
    assert pair.outlines > 0.97 and pair.colours < 1
    again = posed(own, pair.pose)
    assert (again.outlines & looks.outlines[2]).sum() / (again.outlines | looks.outlines[2]).sum() > 0.97


def test_what_the_training_makes_of_a_mesh_is_still_its_copy(looks: Looks) -> None:
    batch = batch_of([BOOT], torch.device("cpu"))
    points = varied(batch, torch.zeros(1), 0.7, torch.Generator().manual_seed(0)).numpy()
    pair = nearest(of_meshes([replace(BOOT, vertices=points)]), looks)
    assert MESHES[pair.mesh] is BOOT and pair.is_copy and pair.outlines < 0.97


def test_outlines_agree_as_they_are_counted_by_hand(looks: Looks) -> None:
    found = outline_iou(looks.pick([2]), looks)
    assert found.shape == (len(MESHES), POSES)
    for pose in (0, 3, 8, 13):
        own = posed(looks.pick([2]), pose).outlines[0]
        common, either = ((own & looks.outlines[4]).sum((1, 2)), (own | looks.outlines[4]).sum((1, 2)))
        assert found[4, pose] == pytest.approx((common / either).mean(), abs=1e-5)
    assert found[2, 0] == found[3, 0] == 1


def test_the_same_shape_in_another_colour_is_no_copy(looks: Looks) -> None:
    green = replace(BOOT, colours=np.tile(np.uint8([40, 160, 60]), (len(BOOT.colours), 1)))
    pair = nearest(of_meshes([green]), looks)
    assert pair.outlines == 1 and pair.colours > FARTHEST and not pair.is_copy


def test_a_prop_is_seen_as_the_mesh_is_that_it_was_made_from(looks: Looks) -> None:
    own = of_prop(textured(BOOT))
    assert (own.outlines & looks.outlines[2]).sum() / (own.outlines | looks.outlines[2]).sum() > 0.97
    pair = nearest(own, looks)
    assert MESHES[pair.mesh] is BOOT and pair.pose == 0 and pair.colours < 3


def test_the_nearest_of_a_kind_is_another_mesh_of_that_kind_and_toys_do_not_count(looks: Looks) -> None:
    kin = within_kinds(MESHES, looks)
    assert [pair.outlines for pair in kin] == [1, 1] and kin[0].colours == kin[1].colours > 40
    assert within_kinds([replace(mesh, colour="red") for mesh in MESHES], looks) == []
    assert Pair(0, 0.9, 5.0, 0).distance == pytest.approx(0.15)


def test_looks_are_kept_beside_the_data_set_while_its_meshes_stay_the_same(
    tmp_path: Path, looks: Looks, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept_in(tmp_path, MESHES)
    assert (tmp_path / CACHE).is_file()
    drawn: list[int] = []
    monkeypatch.setattr(views, "of_meshes", lambda meshes: drawn.append(len(meshes)) or looks.pick([0]))
    again = kept_in(tmp_path, MESHES)
    assert not drawn and (again.outlines == looks.outlines).all() and (again.albedo == looks.albedo).all()
    kept_in(tmp_path, MESHES[:2])
    assert drawn == [2]


def test_the_command_names_the_copies_and_the_model_says_so_before_the_next_run(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path / "set", MESHES)
    model, out = tmp_path / "model", tmp_path / "out"
    model.mkdir()
    (model / KINDS).write_text(json.dumps([asdict(Kind(kind, (), "", 1)) for kind in ("ball", "boot", "cone")]))
    finish(tmp_path / "props" / "first", turned(BOOT, 90), "an old boot")
    finish(tmp_path / "props" / "second", captioned(box((0.2, 0.9, 0.3)), BLUE), "a blue cone")
    arguments = [str(tmp_path / "set"), "--props", str(tmp_path / "props"), "--out", str(out), "--model", str(model)]
    assert command.main(arguments) == 0
    told = capsys.readouterr().out.splitlines()
    assert told[1].startswith('an old boot: a copy of "old boot" by Ann (CC-BY-4.0), distance 0.0')
    assert told[2].startswith("a blue cone: nearest to ") and told[3] == "1 of 2 props are copies"
    report = json.loads((out / "nearest.json").read_text("utf-8"))
    assert [prop["copy"] for prop in report["props"]] == [True, False]
    assert report["kin"]["meshes"] == 2 and report["props"][0]["author"] == "Ann"
    with Image.open(out / "nearest.jpg") as sheet:
        assert sheet.format == "JPEG" and sheet.height == 22 + 2 * 64
    assert read_copies(model) == {"boot": Original("old boot", "Ann", "CC-BY-4.0")}
    assert str(understand("a boot", str(model))) == 'a boot; likely a copy of "old boot" by Ann (CC-BY-4.0)'


def test_a_table_names_the_kind_of_the_mesh_where_the_prompt_names_none(tmp_path: Path) -> None:
    write(tmp_path / "set", MESHES)
    (tmp_path / KINDS).write_text("[]")
    finish(tmp_path / "prop", BOOT, "a thing to wear")
    arguments = [str(tmp_path / "set"), "--props", str(tmp_path / "prop"), "--out", str(tmp_path / "out")]
    assert command.main(arguments) == 0 and not (tmp_path / COPIES).exists()
    assert command.main([*arguments, "--model", str(tmp_path)]) == 0
    assert [*read_copies(tmp_path)] == ["boot"]


def test_a_copy_of_one_of_our_own_toys_is_shown_but_not_said_before_a_run(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path / "set", [replace(mesh, author=OURS) for mesh in MESHES])
    (tmp_path / KINDS).write_text("[]")
    finish(tmp_path / "prop", BOOT, "an old boot")
    arguments = [str(tmp_path / "set"), "--props", str(tmp_path / "prop"), "--out", str(tmp_path / "out")]
    assert command.main([*arguments, "--model", str(tmp_path)]) == 0
    assert "1 of 1 props are copies" in capsys.readouterr().out and not read_copies(tmp_path)


def test_without_a_finished_prop_or_a_data_set_one_line_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command.main([str(tmp_path), "--props", str(tmp_path), "--out", str(tmp_path / "out")]) == 1
    assert capsys.readouterr().err == (
        f"propsmith: There is no finished prop in {tmp_path}: name folders of finished jobs\n"
    )
    finish(tmp_path / "prop", BOOT, "a boot")
    arguments = [str(tmp_path), "--props", str(tmp_path / "prop"), "--out", str(tmp_path / "out")]
    assert command.main([*arguments, "--model", str(tmp_path)]) == 1
    assert capsys.readouterr().err == f"propsmith: {tmp_path} holds no model of train-prior: name another folder\n"
    assert command.main([str(tmp_path), "--props", str(tmp_path), "--out", str(tmp_path / "out")]) == 1
    assert capsys.readouterr().err == f"propsmith: There is no data set in {tmp_path}: make one with export-props\n"
