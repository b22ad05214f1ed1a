"""The scores of a job folder and of real props: what is in them, and that they survive JSON."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from analytic import SMALL, Solid, ball
from PIL import Image
from test_ground_truth import real_props
from test_r_precision import POOL, Labelled

from nerf_sds.config import Request
from nerf_sds.evaluation.scores import score, score_ground_truth
from nerf_sds.image_text import OPTIMISED, SCORER, load_image_text
from nerf_sds.jobs import job_folder
from nerf_sds.jobs.protocol import Done, Started, encode
from nerf_sds.mesh import export, extraction, texture
from nerf_sds.mesh.texture import TexturedMesh

REQUEST = Request("a red teapot", seed=7, preset="sketch", overrides={"views": 2})
MODEL = Labelled()
MEASURES = {"colour", "geo", "albedo"}


@pytest.fixture(scope="module")
def textured() -> TexturedMesh:
    field = Solid(ball(0, 0, 0, 0.6))
    return texture.unwrap_and_bake(field, extraction.extract(field, SMALL, size=1.0), SMALL)


@pytest.fixture
def folder(textured: TexturedMesh, tmp_path: Path) -> Path:
    """Of a finished job that was broken off once."""
    job_folder.create(tmp_path / "job", REQUEST)
    export.write_result(tmp_path / "job", textured, REQUEST)
    events = [Started(3, "cuda", "float16"), Started(3, "cpu", "float32", 1), Done(12.5)]
    (tmp_path / "job" / job_folder.EVENTS).write_text("".join(f"{encode(event)}\n" for event in events))
    return tmp_path / "job"


def test_a_job_has_all_scores(folder: Path) -> None:
    scores = score(folder, [MODEL], real_props())
    assert json.loads(json.dumps(scores)) == scores
    facts = {
        "prompt": "a red teapot", "kind": "teapot", "colour": "red", "seed": 7, "method": "dreamfusion",
        "preset": "sketch", "overrides": {"views": 2}, "seconds": 12.5, "device": "cpu",
    }  # fmt: skip
    assert {name: scores[name] for name in facts} == facts
    assert scores.keys() - facts.keys() == {"r_precision", "field_r_precision", "janus", "mesh", "iou", "surface"}
    hits = scores["r_precision"]["labelled"]
    assert hits.keys() == MEASURES and all(len(views) == 8 for views in hits.values())
    assert scores["field_r_precision"] is None and scores["janus"] == {"labelled": None}
    assert scores["surface"].keys() == {"sharpness", "roughness", "normal_angle"}
    assert scores["mesh"]["watertight"] and 0.3 < scores["iou"] < 0.95


def test_without_references_there_are_no_outlines_to_compare(folder: Path) -> None:
    assert score(folder, [MODEL], None)["iou"] is None


def test_the_field_is_judged_where_its_views_lie(folder: Path) -> None:
    Image.fromarray(np.zeros((192, 512, 3), np.uint8)).save(folder / job_folder.FIELD_VIEWS)
    hits = score(folder, [MODEL], None)["field_r_precision"]["labelled"]
    assert hits.keys() == MEASURES and len(hits["colour"]) == 8


def test_a_kind_with_a_front_is_looked_at_for_a_second_face(textured: TexturedMesh, tmp_path: Path) -> None:
    request = Request("a red robot", preset="sketch")
    job_folder.create(tmp_path, request)
    export.write_result(tmp_path, textured, request)
    assert score(tmp_path, [load_image_text(SCORER, MODEL.device)], None)["janus"][SCORER] in (True, False)


def test_a_damaged_prop_is_named(folder: Path) -> None:
    (folder / "prop.npz").write_bytes(b"")
    with pytest.raises(ValueError, match="cannot be read"):
        score(folder, [MODEL], None)


def test_any_prompt_is_scored(folder: Path) -> None:
    (folder / job_folder.REQUEST).write_text(encode(Request("a stone well", prior="world")))
    scores = score(folder, [load_image_text(SCORER, MODEL.device)], real_props())
    assert (scores["kind"], scores["colour"], scores["iou"]) == ("well", "stone", None)


def test_real_props_are_scored_as_made_ones_are() -> None:
    models = [load_image_text(name, MODEL.device) for name in (SCORER, OPTIMISED)]
    scores = score_ground_truth(real_props(), models)
    assert json.loads(json.dumps(scores)) == scores and scores["method"] == "ground-truth"
    count = len(real_props().truth)
    for model in models:
        hits = scores["r_precision"][model.name]
        assert {measure: len(props) for measure, props in hits.items()} == dict.fromkeys(MEASURES, count)
        assert sum(map(sum, hits["colour"])) >= 0.8 * 8 * count
        found = scores["janus"][model.name]
        assert found["props"] == sum(mesh.has_front for mesh in real_props().truth)
        assert found["real"] < 0.2 and found["real"] < found["two_faced"]


def test_a_blind_model_does_not_know_real_props() -> None:
    found = score_ground_truth(real_props(), [Blind()])
    assert not any(sum(views) for props in found["r_precision"]["blind"].values() for views in props)


class Blind(Labelled):
    """Takes every picture for the second of the pool."""

    name = "blind"

    def embed_pictures(self, rgb):
        return super().embed_pictures(0 * rgb + 1 / POOL)
