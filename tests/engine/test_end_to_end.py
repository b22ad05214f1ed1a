"""The README's first command, with the built-in prior and the shortest preset: what the artist gets in the end."""

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import trimesh
from PIL import Image

from nerf_sds.config import PRESETS

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Path:
    """The folder of a finished red mushroom, with mushroom.blend beside it."""
    folder = tmp_path_factory.mktemp("made") / "mushroom"
    command = [sys.executable, "-m", "nerf_sds", "generate", "a red mushroom", "--preset", "sketch", "--seed", "1"]
    run = subprocess.run(
        [*command, "--out", str(folder), "--blend", str(folder.with_suffix(".blend"))],
        cwd=ROOT, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=800,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    assert "steps/s" in run.stdout
    return folder


def test_every_promised_file_is_there(made):
    promised = "prop.glb albedo.png turntable.png request.json events.jsonl log.txt".split()
    assert {path.name for path in made.iterdir()} >= set(promised)
    assert json.loads((made / "request.json").read_text())["prompt"] == "a red mushroom"
    assert made.with_suffix(".blend").read_bytes()[:4] in (b"BLEN", b"\x28\xb5\x2f\xfd")  # plain or compressed


def test_the_mesh_is_watertight_in_one_piece_and_within_its_budget(made):
    mesh = trimesh.load(made / "prop.glb", force="mesh")
    mesh.merge_vertices(merge_tex=True, merge_norm=True)
    assert mesh.is_watertight
    assert mesh.body_count == 1
    assert 500 < len(mesh.faces) <= PRESETS["sketch"].faces
    assert mesh.extents.max() == pytest.approx(1.0, abs=1e-3)
    assert mesh.bounds[0][1] == pytest.approx(0.0, abs=1e-3)  # glTF's Y is up: the prop stands on the ground


def test_it_is_a_mushroom_wide_and_red_above_narrow_and_pale_below(made):
    with np.load(made / "prop.npz", allow_pickle=False) as arrays:
        corners, uvs = arrays["vertices"][arrays["faces"]], arrays["uvs"]
    albedo = np.asarray(Image.open(made / "albedo.png")) / 255.0
    u, v = uvs.mean(1).T
    size = len(albedo)
    colours = albedo[((1 - v) * size).astype(int).clip(0, size - 1), (u * size).astype(int).clip(0, size - 1)]
    centres = corners.mean(1)
    height = centres[:, 2] / corners[..., 2].max()
    cap, stem = height > 0.6, height < 0.25
    assert np.ptp(centres[cap, 0]) > 1.3 * np.ptp(centres[stem, 0])
    redness = colours[:, 0] - colours[:, 1:].max(1)
    assert redness[cap].mean() > redness[stem].mean() + 0.1
    assert (redness[cap] > 0.2).mean() > 0.5


def test_the_turntable_shows_eight_views(made):
    assert Image.open(made / "turntable.png").size == (4 * 256, 2 * 256)
