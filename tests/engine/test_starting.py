"""From a mesh in a file to a prop, on the command line."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import trimesh
from test_cli import HERE, refuse  # noqa: F401

from nerf_sds.cli import commands
from nerf_sds.jobs import job_folder

FAST = [*HERE, "--set", "stages=[[16,4,16,16]]", "grid_resolutions=[8,16]"]


@pytest.fixture
def blockout(tmp_path: Path) -> str:
    """A box of 1 x 2 x 4 m, Z up."""
    trimesh.creation.box((1, 2, 4)).export(tmp_path / "blockout.ply")
    return str(tmp_path / "blockout.ply")


def test_a_mesh_in_a_file_becomes_a_symmetric_prop_of_its_size_inside_its_bounds(tmp_path: Path, blockout: str) -> None:
    out = tmp_path / "prop"
    given = ["--out", str(out), "--start", blockout, "--mirror", "--bounds"]
    assert commands.main(["generate", "a red ball", *FAST, *given]) == 0
    request = job_folder.read_request(out)
    assert (request.size, request.bounds, request.mirror) == (4.0, [1.0, 2.0, 4.0], True)
    with np.load(out / "prop.npz") as arrays:
        extent = np.ptp(arrays["vertices"], axis=0)
    assert (extent <= np.array([1, 2, 4]) * 1.001).all() and extent[2] > 3


def test_a_size_that_is_given_counts(tmp_path: Path, blockout: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(commands, "_make", lambda *_: 0)
    given = ["--out", str(tmp_path / "prop"), "--start", blockout, "--size", "0.5"]
    assert commands.main(["generate", "a red ball", *HERE, *given]) == 0
    request = job_folder.read_request(tmp_path / "prop")
    assert (request.size, request.bounds) == (0.5, [])


@pytest.mark.parametrize(("millimetres", "refused"), [(450.0, False), (1800.0, True), (20.0, False)])
def test_a_mesh_that_looks_like_millimetres_gets_a_hint(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    millimetres: float,
    refused: bool,
) -> None:
    monkeypatch.setattr(commands, "_make", lambda *_: 0)
    trimesh.creation.box((1, 2, millimetres)).export(tmp_path / "part.stl")
    given = ["--out", str(tmp_path / "prop"), "--start", str(tmp_path / "part.stl")]
    assert commands.main(["generate", "a red ball", *HERE, *given]) == refused
    told = capsys.readouterr()
    hint = f"if its numbers are millimetres, give --size {millimetres / 1000:g}"
    assert (hint in (told.err if refused else told.out)) is (millimetres > 30)


def test_a_file_without_a_mesh_is_refused_with_one_line(refuse, tmp_path: Path) -> None:  # noqa: F811
    (tmp_path / "notes.obj").write_text("nothing")
    given = ["--out", "new", "--start", "notes.obj"]
    assert "notes.obj cannot be used" in refuse("generate", "a red ball", *HERE, *given)
