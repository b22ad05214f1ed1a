"""A concept: four pictures of a prompt, drawn straight from the diffusion model in a worker."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import numpy as np
import pytest
import torch
from diffusers import DDIMScheduler
from PIL import Image

from nerf_sds.cli import commands
from nerf_sds.config import Request
from nerf_sds.jobs import concept
from nerf_sds.priors import load_prior
from nerf_sds.priors.dirac import DiracPrior
from nerf_sds.priors.pixel import PixelPrior
from nerf_sds.priors.sampling import sample
from nerf_sds.viewpoints import Viewpoint
from nerf_sds.worker import concept as concept_worker

CPU = torch.device("cpu")
PYTHON = Path(sys.executable)
REQUEST = Request("a red ball", prior="dirac", device="cpu")


@pytest.fixture(autouse=True)
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the workers' folders lie."""
    place = tmp_path / "scratch"
    place.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(place))
    return place


def test_the_only_picture_that_a_prior_knows_is_drawn_from_it() -> None:
    pictures = sample(DiracPrior((0.8, 0.1, 0.3), CPU), ["a red ball"] * 4, [None] * 4, 16, 7.5, 5, rescale=0.5)
    torch.testing.assert_close(pictures, torch.tensor([0.8, 0.1, 0.3])[:, None, None].expand(4, 3, 16, 16))


def test_the_sampler_takes_the_steps_of_diffusers_own() -> None:
    prior, viewpoint, steps = load_prior("world", CPU, torch.float32), Viewpoint(30, 20, 3.1), 3
    assert isinstance(prior, PixelPrior)
    scheduler = DDIMScheduler.from_config(
        prior.denoiser.scheduler.config, prediction_type="epsilon", clip_sample=False, timestep_spacing="trailing"
    )
    scheduler.set_timesteps(steps)
    z = torch.randn(1, *prior.shape(32), generator=torch.Generator().manual_seed(5))
    rows = prior.embed(["a red mug", ""], [viewpoint, None])
    for timestep in scheduler.timesteps:
        words, nothing = prior.predict_noise(z.repeat(2, 1, 1, 1), timestep.repeat(2), rows).chunk(2)
        z = scheduler.step(nothing + 3 * (words - nothing), int(timestep), z, return_dict=False)[0]
    drawn = sample(prior, ["a red mug"], [viewpoint], 32, guidance_scale=3.0, steps=steps, seed=5)
    torch.testing.assert_close(drawn, prior.decode(z), atol=5e-3, rtol=0)


def test_a_worker_draws_a_sheet_of_four_and_leaves_nothing_else(tmp_path: Path, scratch: Path) -> None:
    *_, last = concept.draw(PYTHON, REQUEST, tmp_path / "ball.png", online=False)
    assert last.startswith("Drawn in ")
    with Image.open(tmp_path / "ball.png") as image:
        assert image.size == (2 * concept_worker.SIZE, 2 * concept_worker.SIZE)
        red, green, blue = np.asarray(image).reshape(-1, 3).mean(0)
    assert red > 190 and green < 40 and blue < 40  # the red of the prior `dirac`
    assert [*scratch.iterdir()] == []


def test_leaving_it_ends_the_worker_and_keeps_the_picture_of_before(
    tmp_path: Path, scratch: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[concept.Job] = []

    class Watched(concept.Job):
        def __init__(self, *arguments) -> None:
            super().__init__(*arguments)
            started.append(self)

    monkeypatch.setattr(concept, "Job", Watched)
    (tmp_path / "ball.png").write_bytes(b"before")
    drawing = concept.draw(PYTHON, REQUEST, tmp_path / "ball.png", online=False)
    next(drawing)
    drawing.close()
    assert len(started) == 1 and not started[0].is_running
    assert (tmp_path / "ball.png").read_bytes() == b"before" and [*scratch.iterdir()] == []


def test_a_model_that_is_not_here_is_said_in_one_line_and_the_log_stays(tmp_path: Path, scratch: Path) -> None:
    request = Request("a red ball", prior="sd-2.1", device="cpu")
    with pytest.raises(ValueError, match="stable-diffusion") as told:
        list(concept.draw(PYTHON, request, tmp_path / "ball.png", online=False))
    assert "\n" not in str(told.value) and not (tmp_path / "ball.png").exists()
    assert [*scratch.glob("*/log.txt")]


def test_where_no_picture_can_be_written_it_says_so_before_anything_is_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "folder.png").mkdir()
    with pytest.raises(ValueError, match="in a folder that exists"):
        concept.check_target(tmp_path / "folder.png")
    monkeypatch.setattr("os.access", lambda *_: False)  # root may write anywhere
    with pytest.raises(ValueError, match=r"cannot be written \(Permission denied\): choose another folder"):
        concept.check_target(tmp_path / "ball.png")


def test_the_command_line_draws_it_and_says_where(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    picture = tmp_path / "ball.png"
    arguments = ["concept", "a red ball", "--prior", "dirac", "--device", "cpu", "--python", str(PYTHON)]
    assert commands.main([*arguments, "--out", str(picture)]) == 0
    assert picture.is_file()
    told = capsys.readouterr().out.splitlines()
    assert "Drawing" in told and told[-1].endswith(f"{picture}: front, right, back, left")
