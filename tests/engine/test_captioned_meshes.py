"""The data set of captioned meshes: what is written comes back, and what is damaged is told in one line."""

from __future__ import annotations

import json
import lzma
import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import trimesh
from small_props import ball, boot, captioned, flat

from nerf_sds.prior_training.captioned_meshes import CAPTIONS, MOST_FACES, SHARD, STEPS, CaptionedMesh, read, write

FACTS = {
    "name": "Old chair", "kind": "chair", "caption": "a red chair\u2028with “arms”", "synonyms": ["seat"],
    "colour": "red", "has_front": False, "source": "house", "licence": "CC0-1.0", "author": "Zoë",
}  # fmt: skip


def corners(mesh: CaptionedMesh) -> tuple[np.ndarray, np.ndarray]:
    return mesh.vertices[mesh.faces], mesh.colours[mesh.faces]


def test_a_data_set_goes_there_and_back(tmp_path: Path) -> None:
    random = np.random.default_rng(0)
    painted = ball(0.95, **FACTS)
    painted = replace(painted, colours=random.integers(0, 256, painted.vertices.shape).astype(np.uint8))
    meshes = [painted, boot(kind="boot"), flat()] + [ball(0.5, name=f"ball {i}") for i in range(SHARD)]
    assert write(tmp_path, meshes) == len(meshes)
    assert len([*tmp_path.iterdir()]) == 3  # two shards
    back = [*read(tmp_path)]
    assert [mesh.facts for mesh in back] == [mesh.facts for mesh in meshes]
    assert back[0].facts == FACTS and back[1].has_front
    for mesh, other in zip(meshes, back, strict=True):
        (places, colours), (others, other_colours) = corners(mesh), corners(other)
        assert np.abs(places - others).max() <= 0.5 / STEPS + 1e-6
        assert np.array_equal(colours, other_colours)


def test_a_mesh_whose_faces_reach_far_back_comes_back_whole(tmp_path: Path) -> None:
    """Its last triangle takes up the first vertex again, 70,000 vertices later."""
    faces = np.arange(70_002).reshape(-1, 3)
    faces[-1, 2] = 0
    vertices = np.random.default_rng(0).uniform(-0.5, 0.5, (70_002, 3))
    mesh = captioned(trimesh.Trimesh(vertices, faces, process=False))
    write(tmp_path, [mesh])
    (back,) = read(tmp_path)
    assert np.abs(corners(mesh)[0] - corners(back)[0]).max() < 1 / STEPS


@pytest.mark.parametrize("wrong", ["no faces", "too many", "too large", "no number"])
def test_a_mesh_that_does_not_fit_is_named_and_leaves_no_data_set(tmp_path: Path, wrong: str) -> None:
    mesh = ball()
    vertices, faces = mesh.vertices.copy(), mesh.faces
    match wrong:
        case "no faces":
            faces = faces[:0]
        case "too many":
            faces = np.tile(faces, (MOST_FACES // len(faces) + 1, 1))
        case "too large":
            vertices = vertices / 0.69
        case _:
            vertices[0, 0] = np.nan
    write(tmp_path, [boot()])  # an older one, which is not to be taken for the new one
    with pytest.raises(ValueError, match=r"^moon: it must have 1 to .* triangles and lie in the unit ball$"):
        write(tmp_path, [*(boot() for _ in range(SHARD)), replace(mesh, name="moon", vertices=vertices, faces=faces)])
    with pytest.raises(FileNotFoundError, match="no data set"):
        [*read(tmp_path)]


@pytest.mark.parametrize("damage", ["missing", "cut off", "nonsense", "other meshes"])
def test_a_damaged_shard_is_told_in_one_line(tmp_path: Path, damage: str) -> None:
    write(tmp_path, [ball(), boot()])
    shard = tmp_path / "meshes-0000.npz.xz"
    match damage:
        case "missing":
            shard.unlink()
        case "cut off":
            shard.write_bytes(shard.read_bytes()[:-30])
        case "nonsense":
            shard.write_bytes(lzma.compress(b"nonsense"))
        case _:
            write(tmp_path / "other", [ball()])
            shard.write_bytes((tmp_path / "other" / shard.name).read_bytes())
    with pytest.raises(ValueError, match=rf"^{re.escape(str(shard))} .*: export the (data )?set again$") as caught:
        [*read(tmp_path)]
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "line",
    [
        "{", "[]", '{"name": "a", "kind": "b"}', '{"name": "a", "kind": "", "caption": "c"}',
        '{"name": "a", "kind": "b", "caption": "c", "size": 3}', '{"name": "a", "kind": 3, "caption": "c"}',
        '{"name": "\udcff"}',
    ],
)  # fmt: skip
def test_a_line_of_captions_that_was_spoiled_by_hand_is_named(tmp_path: Path, line: str) -> None:
    write(tmp_path, [ball(), boot()])
    first = (tmp_path / CAPTIONS).read_text("utf-8").splitlines()[0]
    (tmp_path / CAPTIONS).write_bytes(f"{first}\n{line}\n".encode(errors="surrogateescape"))
    with pytest.raises(
        ValueError, match=r"captions\.jsonl, line 2: write name, kind and caption as export-props does$"
    ):
        [*read(tmp_path)]


def test_captions_may_be_edited_by_hand(tmp_path: Path) -> None:
    write(tmp_path, [ball(), boot()])
    lines = [json.loads(line) for line in (tmp_path / CAPTIONS).read_text("utf-8").splitlines()]
    lines[1]["caption"] = "a wellington boot"
    (tmp_path / CAPTIONS).write_text("\r\n".join(map(json.dumps, lines)), "utf-8")
    assert [mesh.caption for mesh in read(tmp_path)] == ["a crate", "a wellington boot"]
