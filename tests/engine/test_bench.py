"""`python3 -m nerf_sds bench`, on a tiny model and on the smallest preset of the built-in one."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import tiny_models
import torch
from diffusers import UNet2DConditionModel

from nerf_sds.bench import clock, steps, throughput
from nerf_sds.bench.random_weights import IF_WIDTHS, MVDREAM, if_config
from nerf_sds.bench.steps import PARTS, Row, measure
from nerf_sds.config import LARGE_PRIORS, Stage
from nerf_sds.nerf import rendered_views
from nerf_sds.priors import load_prior
from nerf_sds.priors.multiview import unet_config
from nerf_sds.prompts import all_directed
from nerf_sds.training import optimizer

CPU = torch.device("cpu")


@pytest.fixture(scope="module")
def row(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Row]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PROPSMITH_HOME", str(tmp_path_factory.mktemp("home")))
        folder = tiny_models.stable_diffusion(tmp_path_factory.mktemp("models") / "sd")
        negative = LARGE_PRIORS["latent"]["draft"].negative_prompt
        prior = load_prior(str(folder), CPU, torch.float32, [*all_directed("a red mug"), negative])
        yield measure("sd-2.1", "draft", Stage(16, 40, 16, 16), prior, CPU, 3)


def test_the_parts_make_up_the_step(row: Row) -> None:
    assert [*row.parts] == [*PARTS] and all(seconds > 0 for seconds in row.parts.values())
    assert sum(row.parts.values()) == pytest.approx(row.step, rel=1.0)  # the clock costs a little, and so does noise
    assert row.projected == 40 * row.step and row.views_per_second == 4 / row.step
    assert 0 < row.bare < 2 * row.step


def test_the_arithmetic_is_counted(row: Row) -> None:
    assert 1e-5 < row.teraflops < 10


def test_the_loop_is_as_before_after_it_was_timed(row: Row) -> None:
    assert clock.dreamfusion.render_views is rendered_views.render_views
    assert clock.loop.optimizer_step is optimizer.optimizer_step


def test_the_report_is_a_table_and_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["--prior", "world", "--preset", "sketch", "--steps", "1", "--device", "cpu"]
    assert steps.main([*arguments, "--json", str(tmp_path / "bench.json")]) == 0
    said = capsys.readouterr().out
    assert "matmul" in said and "| world | 32 | 4 |" in said
    facts = json.loads((tmp_path / "bench.json").read_text())
    assert facts["rows"][0]["prior"] == "world" and facts["matmul"] > 0


def test_a_device_that_is_not_there_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    if torch.cuda.is_available():
        pytest.skip("there is a GPU")
    assert steps.main(["--device", "cuda"]) == 1
    assert capsys.readouterr().err.startswith("propsmith: ")


@pytest.mark.parametrize(
    ("name", "billions"), [("if-i-m", 0.37), ("if-i-l", 0.94), ("if-i-xl", 4.3), ("mvdream", 0.87)]
)
def test_the_random_nets_have_the_real_sizes(name: str, billions: float) -> None:
    config = if_config(IF_WIDTHS[name]) if name in IF_WIDTHS else unet_config(MVDREAM)
    with torch.device("meta"):
        unet = UNet2DConditionModel.from_config(config)
    assert sum(parameter.numel() for parameter in unet.parameters()) / 1e9 == pytest.approx(billions, rel=0.01)


def test_props_that_share_their_steps_are_compared_with_one_after_the_other(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(throughput, "TURNS", 1)
    assert steps.main(["--preset", "sketch", "--steps", "1", "--device", "cpu", "--together", "2"]) == 0
    *_, alone, two = capsys.readouterr().out.splitlines()
    assert alone.startswith("| 1 |") and alone.endswith("| 1.00 |") and two.startswith("| 2 |")
