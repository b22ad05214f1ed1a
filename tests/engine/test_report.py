"""What a report makes of scores. The records are invented: only the arithmetic and the telling are looked at."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from nerf_sds.evaluation import records, report, study
from nerf_sds.evaluation.study import Variant
from nerf_sds.evaluation.summary import Mean, Summary, mean_of, summarise
from nerf_sds.image_text import OPTIMISED, SCORER

PROMPTS = study.draw(4, 0)


def views(right: int) -> list[bool]:
    """Eight of which the first are told right."""
    return [i < right for i in range(8)]


def record(variant: Variant, prompt: str, colour: int, geo: int, seed: int = 0) -> dict[str, Any]:
    """A prop's, of whose views so many are told right by both models."""
    hits = {"colour": views(colour), "geo": views(geo), "albedo": views(8)}
    return {
        "prompt": prompt, "kind": "", "colour": "", "variant": variant.name, "method": variant.method, "seed": seed,
        "preset": "draft", "overrides": variant.overrides, "hyperparameters": {}, "seconds": 100.0 + geo,
        "device": "cpu", "r_precision": {SCORER: hits, OPTIMISED: hits}, "field_r_precision": None,
        "janus": {SCORER: False, OPTIMISED: None}, "iou": 0.5,
        "mesh": {"watertight": geo > 6, "faces": 8000, "genus": 1},
        "date": "2026-01-01", "hardware": "a drum", "torch": "2",
    }  # fmt: skip


def table() -> list[dict[str, Any]]:
    """Ours is good, the second setting of each baseline is better than the first."""
    props = [record(study.ours(), prompt, 8 - i % 2, 7 - i % 2) for i, prompt in enumerate(PROMPTS)]
    for number, variant in enumerate(study.baselines()):
        props += [record(variant, prompt, 5 + number % 2, i % 2 + number % 2) for i, prompt in enumerate(PROMPTS)]
    return props


def truth() -> dict[str, Any]:
    hits = {"colour": [views(8), views(8)], "geo": [views(8), views(4)], "albedo": []}
    return {"method": "ground-truth", "r_precision": {SCORER: hits}, "janus": {SCORER: {"real": 0.0, "two_faced": 1.0}}}


def write(folder: Path, props: list[dict[str, Any]]) -> Path:
    folder.mkdir(exist_ok=True)
    for prop in props:
        name = study.slug(" ".join(str(prop.get(key)) for key in ("method", "variant", "prompt", "seed")))
        (folder / f"{name}{records.SUFFIX}").write_text(json.dumps(prop))
    return folder


def text(summary: Summary) -> str:
    return "\n".join(report.lines(summary, [], []))


def test_the_standard_error_is_over_props() -> None:
    assert mean_of([0.25, 0.5, None, 0.75]) == Mean(0.5, pytest.approx(0.25 / math.sqrt(3)), 3)
    assert mean_of([1.0]) == Mean(1.0, None, 1)
    assert mean_of([None]) is None
    props = [record(study.ours(), "a red mug", 2, 0), record(study.ours(), "a blue mug", 6, 0)]
    cell = summarise(props).table[0].pictures[SCORER]["colour"]
    assert cell == Mean(0.5, pytest.approx(0.25), 2)  # 16 views told apart would have 0.13


def test_the_better_setting_of_a_baseline_counts_and_all_are_listed() -> None:
    summary = summarise([*table(), truth()])
    better = {variant.method: variant.name for variant in study.baselines()}
    assert [row.name for row in summary.table] == [*better.values(), study.OURS]
    assert len(summary.settings) == 5
    assert all(f"| {row.name} |" in text(summary) for row in summary.settings)


def test_the_lead_is_told_in_standard_errors_of_the_difference() -> None:
    summary = summarise(table())
    error = math.sqrt(4 / 3) / 8 / math.sqrt(4)  # ours leads by 6 and by 4 views of eight in turn
    for lead in summary.leads.values():
        assert lead["geo"] == pytest.approx((6.5 - 1.5) / 8 / error)
    assert f"Geo: DreamFusion leads {summary.table[0].name} by 8.7 standard errors" in text(summary)


def test_the_row_without_normals_is_beside_ours_and_groups_of_the_table_are_told() -> None:
    prompts = [*study.table()][:3]
    props = [record(variant, prompt, 8, 4) for variant in (study.ours(), study.without_normals()) for prompt in prompts]
    summary = summarise(props)
    assert [row.name for row in summary.table] == ["DreamFusion without normals", "DreamFusion"]
    assert {*summary.table[0].groups} == {*study.TABLE} and not summary.others
    assert "| DreamFusion (ours) | 100.0 | 50.0 | 100.0 | 50.0 | 100.0 | 50.0 |" in text(summary)


def test_only_a_baseline_s_cells_by_what_it_optimised_are_in_parentheses() -> None:
    lines = text(summarise([*table(), truth()])).splitlines()
    baseline = next(line for line in lines if line.startswith("| Dream Fields"))
    assert baseline.count("(") == 2 and baseline.endswith(") |")
    assert next(line for line in lines if line.startswith("| DreamFusion (ours) |")).count("(") == 1
    assert "| Ground truth | 100.0 ± 0.0 | 75.0 ± 25.0 | - | - |" in lines
    assert "- DreamFusion reaches 94 % of the ground truth's Colour." in lines


def test_the_ablation_compares_the_same_props() -> None:
    props = table()
    assert summarise(props).ablation == []  # our own row alone is none
    props += [record(variant, PROMPTS[0], 4, i) for i, variant in enumerate(study.ablation()[:-1])]
    rows = summarise(props).ablation
    assert [row.name for row in rows] == [variant.name for variant in study.ablation()]
    assert [row.count for row in rows] == [1] * 6
    assert [round(8 * cell.value) for row in rows if (cell := row.pictures[SCORER]["geo"])] == [0, 1, 2, 3, 4, 7]


def test_a_variant_of_no_table_is_reported_under_its_name() -> None:
    summary = summarise([*table(), record(Variant("two views", "dreamfusion", {"views": 2}), "a red mug", 1, 1)])
    assert [row.name for row in summary.others] == ["two views"]
    assert "| views = 2 |" in text(summary)


def test_a_failed_job_is_named_and_the_rest_is_reported() -> None:
    props = table()
    gone = {key: props[0][key] for key in records.FACTS} | {"failed": "Memory ran out"}
    summary = summarise([gone, *props[1:]])
    assert summary.table[-1].count == 3 and summary.table[-1].failed == 1
    assert f"- {PROMPTS[0]}, DreamFusion, seed 0: Memory ran out" in text(summary)
    assert "3 (1 failed)" in text(summary)
    assert "There is no row of ground truth" in text(summary)


def test_a_variant_whose_jobs_all_failed_has_a_row_without_numbers() -> None:
    gone = [{key: prop[key] for key in records.FACTS} | {"failed": "No"} for prop in table()]
    summary = summarise(gone)
    assert all(row.count == 0 and row.failed == 4 for row in summary.settings)
    assert "0 (4 failed) | - |" in text(summary)


def test_props_from_before_and_after_a_change_of_the_preset_are_told_apart() -> None:
    props = table()
    props[0]["hyperparameters"] = {"views": 2}
    assert "DreamFusion mixes props" in text(summarise(props))


def test_mesh_health_is_shares_and_medians() -> None:
    assert "| DreamFusion | 50 % | 8000 | 1 |" in text(summarise(table()))


def test_merging_two_folders_equals_one(tmp_path: Path) -> None:
    props = [*table(), truth()]
    write(tmp_path / "parts", props[::2])
    write(tmp_path / "parts", props[1::2])
    assert summarise(*records.read(tmp_path / "parts")) == summarise(*records.read(write(tmp_path / "one", props)))


def test_a_report_is_written_with_its_charts(tmp_path: Path) -> None:
    ablation = [record(variant, PROMPTS[0], 4, i) for i, variant in enumerate(study.ablation()[:-1])]
    report.write(write(tmp_path, [*table(), *ablation, truth()]), ["no CLIP"])
    written = (tmp_path / "report.md").read_text()
    assert "- no CLIP" in written
    for name in ("r_precision.png", "ablation.png"):
        assert f"({name})" in written
        assert Image.open(tmp_path / name).width > 600
    numbers = json.loads((tmp_path / "report.json").read_text())
    assert numbers["table"][-1]["name"] == study.OURS
    assert numbers["chance"]["colour"] == 1 / 48


def test_an_empty_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=f"no scores in {tmp_path}"):
        report.write(tmp_path)
    with pytest.raises(ValueError, match="no scores"):
        report.write(tmp_path / "missing")


def test_what_cannot_be_read_is_named_and_left_out(tmp_path: Path) -> None:
    write(tmp_path, table())
    (tmp_path / f"torn{records.SUFFIX}").write_text('{"method": "dream')
    (tmp_path / f"list{records.SUFFIX}").write_text("[]")
    (tmp_path / f"poor{records.SUFFIX}").write_text('{"method": "dreamfusion"}')
    report.write(tmp_path)
    written = (tmp_path / "report.md").read_text()
    assert all(f"{name}{records.SUFFIX} cannot be read" in written for name in ("torn", "list", "poor"))
