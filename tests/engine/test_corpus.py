"""A folder of meshes with a reader of its own becomes a data set."""

from pathlib import Path

import numpy as np
import pytest

from nerf_sds.prior_training import captioned_meshes, corpus

READER = """
from __future__ import annotations
from dataclasses import dataclass
import numpy as np

@dataclass(frozen=True)
class Prop:
    name: str
    kind: str
    caption: str
    has_front: bool
    facts: dict
    vertices: np.ndarray
    faces: np.ndarray
    colours: np.ndarray

def load(folder):
    facts = {"source": "toys", "licence": "LICENCE", "author": "Ada", "nouns": ["chair", "seat"]}
    corners = np.array([[0, 0, 0], [1, 0, 0], [0, 1.001, 0]], np.float32)
    yield Prop("red chair", "chair", "a red chair", True, facts, corners, np.array([[0, 1, 2]], np.int32),
               np.full((3, 3), 200, np.uint8))
"""


def corpus_of(folder: Path, licence: str) -> Path:
    (folder / corpus.READER).write_text(READER.replace("LICENCE", licence))
    return folder


def test_meshes_keep_their_words_shape_and_author_and_get_an_spdx_licence(tmp_path: Path) -> None:
    found = corpus.read(corpus_of(tmp_path, "GPL-2+ (some textures CC-BY-SA)"))
    assert captioned_meshes.write(tmp_path / "set", found) == 1
    (mesh,) = captioned_meshes.read(tmp_path / "set")
    assert (mesh.kind, mesh.caption, [*mesh.synonyms], mesh.author) == ("chair", "a red chair", ["seat"], "Ada")
    assert mesh.licence == "GPL-2.0-or-later AND CC-BY-SA-3.0"
    assert np.abs(mesh.vertices).max() <= 1 and len(mesh.faces) == 1


def test_a_folder_without_a_reader_and_an_unknown_licence_are_told(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"There is no load\.py in"):
        next(corpus.read(tmp_path))
    with pytest.raises(ValueError, match="'mine' is not known"):
        next(corpus.read(corpus_of(tmp_path, "mine")))
