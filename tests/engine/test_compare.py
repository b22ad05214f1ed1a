"""`python3 -m nerf_sds sample`: ancestral sampling and SDS of the same prompt, side by side."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image

from nerf_sds.evaluation import sampling
from nerf_sds.priors import load_prior
from nerf_sds.priors.dirac import DiracPrior

CPU = torch.device("cpu")


def command(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    monkeypatch.setattr(sys, "argv", ["sample", *arguments])
    return sampling.main()


def test_sds_in_pixel_space_finds_the_only_picture_that_its_prior_knows() -> None:
    *_, pictures = sampling.distil(DiracPrior((0.8, 0.1, 0.3), CPU), "a red mug", 0, CPU, sampling.STEPS)
    aim = torch.tensor([0.8, 0.1, 0.3])[:, None, None].expand(4, 3, 64, 64)
    torch.testing.assert_close(pictures, aim, atol=0.03, rtol=0)


def test_a_seed_gives_the_same_pictures_again_and_another_seed_others() -> None:
    prior = load_prior("world", CPU, torch.bfloat16)
    first, again, other = ([*sampling.distil(prior, "a red mug", seed, CPU, steps=2)][-1] for seed in (3, 3, 4))
    assert torch.equal(first, again)
    assert not torch.equal(first, other)


def test_both_are_drawn_side_by_side(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sampling, "STEPS", 2)
    command(monkeypatch, "a red mug", "--out", str(tmp_path / "mug.png"))
    with Image.open(tmp_path / "mug.png") as picture:
        assert picture.size == (4 * 192, 2 * (192 + 24))
        top = picture.convert("RGB").crop((0, 24, 768, 216))
    red, *others = np.moveaxis(np.asarray(top, float), -1, 0)
    assert (red > 1.5 * np.maximum(*others)).mean() > 0.05  # mugs are to be seen
    assert "front, right, back, left" in capsys.readouterr().out


def test_several_prompts_are_drawn_below_each_other_and_many_in_columns(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sampling, "STEPS", 1)
    command(monkeypatch, "a red mug", "a blue car", "--method", "sds", "--out", str(tmp_path / "two.png"))
    with Image.open(tmp_path / "two.png") as picture:
        assert picture.size == (4 * 192, 2 * (192 + 24))
    shades = {str(i): torch.full((4, 3, 64, 64), i / 50) for i in range(50)}
    picture = sampling.sheet(shades, scale=1)
    assert picture.size == (3 * 256, 17 * (64 + 24))
    assert [picture.getpixel((column * 256, 24)) for column in range(3)] == [(round(5.1 * i),) * 3 for i in (0, 17, 34)]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["a red mug", "--out", "mug.jpg"], "name a .png file"),
        (["a red mug", "--out", "/nowhere/mug.png"], "name a .png file in a folder that exists"),
        (["dark blue", "--out", "q.png"], "names no thing"),
        (["a red mug", "--out", "q.png", "--prior", "nonsense"], "nonsense"),
        (["a red mug", "--out", "q.png", "--prior", "dirac"], "draws no pixels: choose the prior world"),
    ],
)
def test_what_cannot_be_drawn_is_said_in_one_line(
    arguments: Sequence[str],
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert command(monkeypatch, *arguments) == 1
    told = capsys.readouterr().err
    assert told.startswith("propsmith: ") and said in told
    assert told.count("\n") == 1 and not [*tmp_path.iterdir()]
