"""Outlines against those of real props: the same, turned, of another kind, and empty."""

from __future__ import annotations

import json
import shutil
from functools import cache
from pathlib import Path

import numpy as np
import pytest
import torch
from numpy.typing import NDArray

from nerf_sds.evaluation.ground_truth import References, load_references, mean_iou, silhouette_iou
from nerf_sds.mesh.eval_renders import Portraits

FOLDER = Path(__file__).parents[1] / "data" / "references"
ROBOT, SWORD, TEAPOT = 2, 6, 9


@cache
def real_props() -> References:
    """Those that the tests carry."""
    return load_references(FOLDER)


CLAY_PROPS = [prop for prop in range(real_props().count) if real_props().is_clay(prop)]
PAINTED_PROPS = [prop for prop in range(real_props().count) if not real_props().is_clay(prop)]


def iou(outlines: NDArray[np.bool_], kind: str) -> float:
    nothing = torch.zeros(8, 3, 1, 1)
    found = silhouette_iou(Portraits(nothing, nothing, nothing, outlines), kind, real_props())
    assert found is not None
    return found


def outlines_of(prop: int) -> NDArray[np.bool_]:
    return real_props().silhouettes(prop)


def test_the_references_are_read_prop_by_prop() -> None:
    references = real_props()
    assert {2, 3, 7, 8, 9} <= {*PAINTED_PROPS} and {0, 1, 4, 5, 6} <= {*CLAY_PROPS}
    captions = [references.subject(prop).caption for prop in (ROBOT, SWORD, TEAPOT)]
    assert captions == ["a yellow robot", "a yellow sword", "a black teapot"]
    assert references.pictures(ROBOT).shape == (8, 3, 64, 64)
    np.testing.assert_allclose(references.pictures(ROBOT)[:, :, 0, 0], 0.6, atol=1e-6)
    assert 0.05 < references.silhouettes(ROBOT).mean() < 0.6


def test_a_reference_agrees_with_itself() -> None:
    assert iou(outlines_of(TEAPOT), "teapot") == 1


@pytest.mark.parametrize("turn", [2, 4, 6])
def test_quarter_turns_do_not_matter(turn: int) -> None:
    assert iou(np.roll(outlines_of(TEAPOT), turn, axis=0), "teapot") == 1


def test_other_turns_do() -> None:
    assert iou(np.roll(outlines_of(TEAPOT), 1, axis=0), "teapot") < 0.95


def test_finer_outlines_are_brought_to_the_references_size() -> None:
    assert iou(outlines_of(TEAPOT).repeat(2, axis=1).repeat(2, axis=2), "teapot") == 1


def test_the_nearest_of_a_kind_counts() -> None:
    ducks = [prop for prop in range(real_props().count) if real_props().subject(prop).kind == "duck"]
    assert len(ducks) == 3 and all(iou(outlines_of(duck), "duck") == 1 for duck in ducks)


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


def test_views_from_elsewhere_are_no_references(tmp_path: Path) -> None:
    folder = shutil.copytree(FOLDER, tmp_path / "views")
    lines = [json.loads(line) for line in (folder / "views.jsonl").read_text().splitlines()]
    lines[5]["azimuth"] = 17.0
    (folder / "views.jsonl").write_text("".join(f"{json.dumps(line)}\n" for line in lines))
    with pytest.raises(ValueError, match="not from the evaluation's cameras: render references"):
        load_references(folder)


def test_an_empty_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="There is no data set"):
        load_references(tmp_path)
