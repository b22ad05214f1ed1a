"""Real props as they are photographed, and outlines against theirs: the same, turned, of another kind, and empty."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest
import torch
from numpy.typing import NDArray

from nerf_sds.evaluation import ground_truth
from nerf_sds.evaluation.ground_truth import (
    References,
    load_references,
    mean_iou,
    portraits_of,
    silhouette_iou,
)
from nerf_sds.mesh.eval_renders import Portraits
from nerf_sds.prior_training.captioned_meshes import CaptionedMesh, write

FOLDER = Path(__file__).parents[1] / "data" / "references"


@cache
def real_props() -> References:
    """Those that the tests carry."""
    return load_references([FOLDER])


@cache
def real(caption: str) -> tuple[CaptionedMesh, Portraits]:
    """The one with this caption, and its pictures."""
    mesh = next(mesh for mesh in real_props().meshes if mesh.caption == caption)
    return mesh, portraits_of(mesh)


def iou(outlines: NDArray[np.bool_], kind: str) -> float:
    nothing = torch.zeros(8, 3, 1, 1)
    found = silhouette_iou(Portraits(nothing, nothing, nothing, outlines), kind, real_props())
    assert found is not None
    return found


def outlines_of(caption: str) -> NDArray[np.bool_]:
    outlines = real(caption)[1].silhouettes
    assert outlines is not None
    return outlines


TEAPOT, SWORD = "a black teapot", "a yellow sword"


def test_a_real_prop_is_seen_from_eight_sides_on_grey() -> None:
    portraits = real("a yellow robot")[1]
    for pictures in (portraits.shaded, portraits.textureless, portraits.albedo):
        assert pictures.shape == (8, 3, 64, 64)
        np.testing.assert_allclose(pictures[:, :, 0, 0], 0.6, atol=1e-6)
    assert 0.05 < outlines_of("a yellow robot").mean() < 0.6
    red, green, blue = portraits.albedo.permute(1, 0, 2, 3)[:, torch.from_numpy(outlines_of("a yellow robot"))].mean(1)
    assert min(red, green) > blue + 0.2
    assert portraits.textureless.std(1).max() < 1e-6


def test_the_ground_truth_is_what_training_never_saw(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ground_truth, "MOST", 5)
    assert len(load_references([FOLDER]).truth) == 5  # toys are never held out, so it is drawn from all
    mesh = real(TEAPOT)[0]
    many = [replace(mesh, name=str(number), colour="") for number in range(60)]
    write(tmp_path / "house", many)
    kept = load_references([tmp_path / "house"])
    assert 0 < len(kept.truth) <= 5 and len(kept.meshes) == 60


def test_a_reference_agrees_with_itself() -> None:
    assert iou(outlines_of(TEAPOT), "teapot") == 1


@pytest.mark.parametrize("turn", [2, 4, 6])
def test_quarter_turns_do_not_matter(turn: int) -> None:
    assert iou(np.roll(outlines_of(TEAPOT), turn, axis=0), "teapot") == 1


def test_other_turns_do() -> None:
    assert iou(np.roll(outlines_of(TEAPOT), 1, axis=0), "teapot") < 0.95


def test_finer_outlines_are_brought_to_the_references_size() -> None:
    assert iou(outlines_of(TEAPOT).repeat(2, axis=1).repeat(2, axis=2), "teapot") == 1


def test_the_nearest_of_a_kind_counts_and_a_synonym_names_it_too() -> None:
    ducks = [outlines_of(f"a {colour} duck") for colour in ("red", "blue", "white")]
    assert [iou(duck, "duck") for duck in ducks] == [1, 1, 1]
    other = next(name for name in real("a white house")[0].synonyms)
    assert iou(outlines_of("a white house"), other) == 1


def test_another_kind_is_clearly_lower() -> None:
    assert iou(outlines_of(SWORD), "teapot") < 0.4


def test_nothing_is_like_nothing_real() -> None:
    assert iou(np.zeros((8, 64, 64), bool), "teapot") == 0


def test_there_is_no_figure_without_a_prop_of_the_kind_or_without_outlines() -> None:
    nothing = torch.zeros(8, 3, 1, 1)
    portraits = Portraits(nothing, nothing, nothing, outlines_of(TEAPOT))
    assert silhouette_iou(portraits, "bed", real_props()) is None
    assert silhouette_iou(Portraits(nothing, nothing, nothing), "teapot", real_props()) is None


def test_iou_is_the_mean_over_the_views() -> None:
    one, other = np.zeros((2, 2, 2), bool), np.zeros((2, 2, 2), bool)
    one[0, 0], other[0, :, 0], one[1], other[1] = True, True, True, True
    assert mean_iou(one, other) == pytest.approx((1 / 3 + 1) / 2)


def test_an_empty_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="There is no data set"):
        load_references([tmp_path])
