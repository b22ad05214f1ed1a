"""The diffusion models that artists bring along, in miniature but in their real formats."""

from __future__ import annotations

import json
import math
import os
import threading
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import tiny_models
import torch
from analytic import SMALL, Solid, ball
from diffusers import DDPMScheduler, IFPipeline, StableDiffusionPipeline, UNet2DConditionModel
from test_client import PYTHON, listen
from torch import Tensor

from nerf_sds import methods
from nerf_sds.compute import memory
from nerf_sds.compute.memory import RunContext
from nerf_sds.config import LARGE_PRIORS, Preset, Request, preset_of
from nerf_sds.jobs import job_folder
from nerf_sds.jobs.client import Job
from nerf_sds.jobs.protocol import Done, Noticed
from nerf_sds.mesh import extraction, texture
from nerf_sds.priors import load_prior, text_encoding
from nerf_sds.priors.components import load_scheduler, load_unet
from nerf_sds.priors.denoiser import Denoiser, Embedding
from nerf_sds.priors.latent import LatentPrior
from nerf_sds.priors.multiview import MultiviewPrior
from nerf_sds.priors.pixel import PixelPrior
from nerf_sds.prompts import all_directed, directed
from nerf_sds.sds import sds_gradient
from nerf_sds.texturing import drawing, recipes
from nerf_sds.training.initial_state import InitialState
from nerf_sds.training.step import FieldStep
from nerf_sds.viewpoints import Viewpoint
from nerf_sds.worker import concept, generate, process, scoring

CPU = torch.device("cpu")
GOLDEN = json.loads((Path(__file__).parents[1] / "data" / "threestudio.json").read_text("utf-8"))
PROMPT = "a red mug"
FRONT = "a red mug, front view"
QUICK = {"stages": [[16, 3, 16, 16]], "mesh_resolution": 32, "texture_size": 64, "faces": 500}
FOUR = [Viewpoint(90 * i, 15, 3.1) for i in range(4)]


@pytest.fixture(scope="module", autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    with pytest.MonkeyPatch.context() as patch:
        place = tmp_path_factory.mktemp("home")
        patch.setenv("PROPSMITH_HOME", str(place))
        yield place


@pytest.fixture(scope="module")
def sd(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_models.stable_diffusion(tmp_path_factory.mktemp("models") / "sd", tiny=True)


@pytest.fixture(scope="module")
def deep_floyd(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_models.deep_floyd(tmp_path_factory.mktemp("models") / "if")


@pytest.fixture(scope="module")
def mvdream(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, UNet2DConditionModel]:
    return tiny_models.mvdream(tmp_path_factory.mktemp("models") / "mvdream")


@pytest.fixture(scope="module")
def folders(sd: Path, deep_floyd: Path, mvdream: tuple[Path, UNet2DConditionModel]) -> dict[str, Path]:
    return {"latent": sd, "pixel": deep_floyd, "multiview": mvdream[0]}


def load(folder: Path, prompt: str = PROMPT) -> PixelPrior | LatentPrior:
    prior = load_prior(str(folder), CPU, torch.float32, all_directed(prompt))
    assert isinstance(prior, PixelPrior | LatentPrior)
    return prior


@pytest.mark.parametrize(
    ("family", "kind", "shape"),
    [("latent", LatentPrior, (4, 8, 8)), ("pixel", PixelPrior, (3, 16, 16)), ("multiview", MultiviewPrior, (4, 8, 8))],
)
def test_a_folder_of_each_family_becomes_a_prior_whose_gradient_reaches_the_picture(
    folders: dict[str, Path], family: str, kind: type, shape: tuple[int, ...]
) -> None:
    prior = load(folders[family])
    assert type(prior) is kind
    rgb = torch.rand(4, 3, 32, 32, requires_grad=True)
    x = prior.encode(rgb)
    assert x.shape == (4, *shape) and x.dtype == torch.float32
    embedding = prior.embed([FRONT] * 4 + [""] * 4, 2 * FOUR)
    gradient = sds_gradient(prior, x.detach(), torch.tensor([500] * 4), torch.randn_like(x), embedding, 7.5, 0.5)
    assert gradient.shape == x.shape and gradient.isfinite().all()
    x.backward(gradient)
    assert rgb.grad is not None and (rgb.grad.abs().sum((1, 2, 3)) > 0).all()


@pytest.mark.parametrize("family", ["latent", "pixel", "multiview"])
def test_a_concept_of_four_pictures_is_drawn_from_it(folders: dict[str, Path], family: str) -> None:
    request = Request(PROMPT, prior=str(folders[family]))
    wanted = [*all_directed(PROMPT), preset_of(request, Preset).negative_prompt]
    pictures = concept.pictures(request, load_prior(request.prior, CPU, torch.float32, wanted))
    side = 16 if family == "pixel" else 64
    assert pictures.shape == (4, 3, side, side) and pictures.isfinite().all()
    assert concept.sheet(pictures).shape == (2 * concept.SIZE, 2 * concept.SIZE, 3)


@pytest.mark.parametrize("family", ["latent", "multiview"])
def test_the_texture_of_a_bare_mesh_is_drawn_with_it(
    folders: dict[str, Path], family: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: set[str] = set()
    for kind in (LatentPrior, MultiviewPrior):

        def embed(self: Any, prompts: Sequence[str], *rest: Any, _embed: Any = kind.embed, **more: Any) -> Any:
            asked.update(prompts)
            return _embed(self, prompts, *rest, **more)

        monkeypatch.setattr(kind, "embed", embed)
    solid = Solid(ball(0, 0, 0, 0.6))
    bare = texture.unwrap_and_bake(solid, extraction.extract(solid, SMALL, size=2.0), SMALL)
    request, batches = Request(PROMPT, prior=str(folders[family])), list[tuple[int, int]]()
    drawn = drawing.draw(request, bare, RunContext(CPU, torch.float32), lambda *of: batches.append(of), is_bare=True)
    rings = len(drawing.VIEWPOINTS) // drawing.RING
    total = rings * sum(settings.steps for settings in recipes.LARGE.bare)
    assert batches == [(over, total) for over in range(total)]
    assert asked == {"", *(directed(PROMPT, viewpoint, family == "latent") for viewpoint in drawing.VIEWPOINTS)}
    assert (drawn.albedo != bare.albedo).any(2).mean() > 0.9


@pytest.mark.parametrize("family", ["latent", "pixel", "multiview"])
def test_it_ranks_props_by_what_the_prompt_explains_of_their_views(folders: dict[str, Path], family: str) -> None:
    pictures = torch.rand(8, 3, 64, 64, generator=torch.Generator().manual_seed(0))
    score = scoring.evidence(load(folders[family]), PROMPT, pictures, 2 * FOUR)
    assert math.isfinite(score) and score != 0


@pytest.mark.parametrize("family", ["latent", "pixel", "multiview"])
@pytest.mark.worker
def test_a_prop_is_made_with_it_by_the_real_worker(folders: dict[str, Path], family: str, tmp_path: Path) -> None:
    request = Request("a wooden owl", 1, "sketch", str(folders[family]), overrides=QUICK)
    job_folder.create(tmp_path / "job", request)
    job = Job(PYTHON, {tmp_path / "job": request})
    try:
        last = listen(job)[-1]
    finally:
        job.kill()
    # Nets of random weights may leave nothing to see after three steps, which is told as it should be.
    assert isinstance(last, Done) or "nothing" in str(last), last


def test_stable_diffusion_sees_the_noise_that_diffusers_own_unet_sees(sd: Path) -> None:
    prior, z, timesteps = load(sd), torch.randn(2, 4, 8, 8), torch.tensor([100, 900])
    pipeline = StableDiffusionPipeline.from_pretrained(sd)
    states, nothing = pipeline.encode_prompt(FRONT, CPU, 1, True)
    embedding = prior.embed([FRONT, ""], [None, None])
    torch.testing.assert_close(embedding.words, torch.cat([states, nothing]), atol=1e-5, rtol=1e-5)
    asked = pipeline.unet(z, timesteps, embedding.words).sample
    torch.testing.assert_close(prior.predict_noise(z, timesteps, embedding), asked, atol=1e-5, rtol=1e-5)


def test_stable_diffusions_latents_are_those_of_its_autoencoder(sd: Path) -> None:
    prior = load(sd)
    assert isinstance(prior, LatentPrior)
    rgb = torch.rand(2, 3, 96, 96)  # larger than what goes through the tiny one
    small = torch.nn.functional.interpolate(rgb, 64, mode="bilinear", antialias=True)
    vae = StableDiffusionPipeline.from_pretrained(sd).vae
    asked = 0.18215 * vae.encode(2 * small - 1).latent_dist.mean
    torch.testing.assert_close(prior.encode(rgb), asked, atol=1e-5, rtol=1e-5)
    assert prior.tiny
    coarse = prior.tiny.encode(2 * small - 1).latents
    torch.testing.assert_close(prior.encode(small), coarse, atol=1e-5, rtol=1e-5)


def test_deep_floyds_words_and_first_three_channels_count(deep_floyd: Path) -> None:
    prior, z, timesteps = load(deep_floyd), torch.randn(2, 3, 16, 16), torch.tensor([100, 900])
    pipeline = IFPipeline.from_pretrained(deep_floyd, safety_checker=None, watermarker=None, feature_extractor=None)
    states, nothing = pipeline.encode_prompt(FRONT, True)
    embedding = prior.embed([FRONT, ""], FOUR[:2])
    torch.testing.assert_close(embedding.words, torch.cat([states, nothing]), atol=1e-5, rtol=1e-5)
    asked = pipeline.unet(z, timesteps, embedding.words).sample[:, :3]
    torch.testing.assert_close(prior.predict_noise(z, timesteps, embedding), asked, atol=1e-5, rtol=1e-5)


def test_a_velocity_is_turned_into_the_noise(sd: Path) -> None:
    unet = load_unet(sd, CPU, torch.float32)
    z, timesteps, embedding = torch.randn(2, 4, 8, 8), torch.tensor([100, 900]), Embedding(torch.randn(2, 5, 32))
    schedule = {"beta_schedule": "scaled_linear", "beta_start": 0.00085, "beta_end": 0.012}
    velocity, noise = (
        Denoiser(unet, DDPMScheduler(prediction_type=kind, **schedule))(z, timesteps, embedding)
        for kind in ("v_prediction", "epsilon")
    )
    scheduler = DDPMScheduler(prediction_type="v_prediction", **schedule)
    alpha_bar = scheduler.alphas_cumprod[timesteps][:, None, None, None]
    x = alpha_bar.sqrt() * z - (1 - alpha_bar).sqrt() * noise  # what the UNet says is a velocity: its picture
    torch.testing.assert_close(alpha_bar.sqrt() * x + (1 - alpha_bar).sqrt() * velocity, z, atol=1e-5, rtol=1e-5)


def test_a_prediction_of_another_kind_is_refused_in_one_line(sd: Path) -> None:
    with pytest.raises(ValueError, match=r"predicts 'sample': choose one that predicts epsilon or v_prediction"):
        Denoiser(load_unet(sd, CPU, torch.float32), DDPMScheduler(prediction_type="sample"))


def test_rows_a_few_at_a_time_give_the_same(sd: Path) -> None:
    unet, scheduler = load_unet(sd, CPU, torch.float32), load_scheduler(sd)
    z, timesteps = torch.randn(6, 4, 8, 8), torch.arange(6) * 150
    embedding = Embedding(torch.randn(6, 5, 32))
    whole, parts = (Denoiser(unet, scheduler, rows)(z, timesteps, embedding) for rows in (64, 4))
    torch.testing.assert_close(whole, parts, atol=1e-5, rtol=1e-5)


def test_prompts_are_encoded_once_and_the_encoder_is_not_loaded_again(
    sd: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = text_encoding.encode_once(sd, ["a green chair"], CPU, torch.float32)(["a green chair"])
    monkeypatch.setattr(text_encoding, "_encode", lambda *_: pytest.fail("encoded again"))
    assert torch.equal(text_encoding.encode_once(sd, ["a green chair"], CPU, torch.float32)(["a green chair"]), first)
    with pytest.raises(pytest.fail.Exception, match="encoded again"):
        text_encoding.encode_once(sd, ["a blue chair"], CPU, torch.float32)


def test_the_next_prop_of_the_process_has_its_own_words_and_the_same_nets(folders: dict[str, Path]) -> None:
    for folder in folders.values():
        first, second = load(folder, "a red mug"), load(folder, "a blue mug")
        assert second.denoiser.unet is first.denoiser.unet
        for prior, known, unknown in ((first, "a red mug", "a blue mug"), (second, "a blue mug", "a red mug")):
            assert len(prior.words([known])) == 1
            with pytest.raises(KeyError):
                prior.words([unknown])


def test_nets_are_read_again_when_anything_is_another(sd: Path, tmp_path: Path) -> None:
    folder = tiny_models.stable_diffusion(tmp_path / "sd", tiny=True)
    first = load(folder).denoiser.unet
    assert load_prior(str(folder), CPU, torch.bfloat16, all_directed(PROMPT)).denoiser.unet.dtype is torch.bfloat16
    assert load(sd).denoiser.unet is not first
    again = load(folder).denoiser.unet
    os.utime(next((folder / "unet").glob("*.safetensors")), (1, 1))
    assert again is not first and load(folder).denoiser.unet is not again


@pytest.mark.parametrize(("timestep", "expected"), GOLDEN["sd_alphas_cumprod"].items())
def test_stable_diffusions_schedule_is_read_as_it_is(sd: Path, timestep: str, expected: float) -> None:
    assert load_scheduler(sd).alphas_cumprod[int(timestep)].item() == pytest.approx(expected, rel=1e-4)


@pytest.mark.parametrize("family", LARGE_PRIORS)
def test_standard_spends_at_least_8000_views_and_a_quarter_in_detail_where_there_is_an_autoencoder(family: str) -> None:
    standard = LARGE_PRIORS[family]["standard"]
    assert standard.steps * standard.views >= 8000
    fine = sum(stage.steps for stage in standard.stages if stage.resolution > 64)
    assert fine >= standard.steps / 4 or family == "pixel"


def test_the_presets_are_those_of_the_priors_family(folders: dict[str, Path]) -> None:
    for family, folder in folders.items():
        assert preset_of(Request(PROMPT, preset="draft", prior=str(folder)), Preset) == LARGE_PRIORS[family]["draft"]


@pytest.mark.parametrize(("runs_out_above", "profile"), [(8, "low"), (16, "medium")])
def test_where_memory_runs_out_the_job_goes_on_with_less_at_a_time(
    sd: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, runs_out_above: int, profile: str
) -> None:
    seen: list[int] = []
    whole = Denoiser._predict

    def short_of_memory(self: Denoiser, z: Tensor, *rest: object) -> Tensor:
        seen.append(self.rows)
        if self.rows > runs_out_above and len(seen) > 2:
            raise torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 2.00 GiB")
        return whole(self, z, *rest)

    monkeypatch.setattr(Denoiser, "_predict", short_of_memory)
    told: list[object] = []
    request = Request(PROMPT, preset="sketch", prior=str(sd), overrides=QUICK | {"stages": [[16, 6, 16, 16]]})
    job_folder.create(tmp_path / "job", request)
    (step,), _ = generate.optimise([(request, process.JobContext(tmp_path / "job", told.append, threading.Event()))])
    assert isinstance(step, FieldStep) and step.number == 6
    notices = [event.message for event in told if isinstance(event, Noticed)]
    assert len(notices) == [each.name for each in memory.PROFILES].index(profile)
    assert profile in notices[-1]


def test_a_texture_is_drawn_again_with_less_at_a_time_where_memory_runs_out(sd: Path, tmp_path: Path) -> None:
    tried: list[str] = []

    def work(context: RunContext) -> str:
        tried.append(context.profile.name)
        if len(tried) < 3:
            raise torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 2.00 GiB")
        return "drawn"

    job = process.JobContext(tmp_path, lambda event: None, threading.Event())
    request = Request(PROMPT, prior=str(sd))
    result, context = generate.with_less_memory(work, [(request, job)], RunContext(CPU, torch.float32))
    assert result == "drawn" and context.profile == memory.PROFILES[2]
    assert tried == [each.name for each in memory.PROFILES]


def test_a_texture_that_the_prior_cannot_draw_is_refused_before_anything_is_made(deep_floyd: Path) -> None:
    wanted = Request(PROMPT, prior=str(deep_floyd))
    generate.check_textures(wanted)
    for changed in (
        replace(wanted, overrides={"drawn_texture": True}),
        replace(wanted, texture_only=True, start="0" * 64),
    ):
        with pytest.raises(ValueError, match=r"draws no textures: choose world$"):
            generate.check_textures(changed)


def test_profiles_hold_whole_groups_of_views_with_both_rows() -> None:
    assert all(profile.rows % (2 * MultiviewPrior.views_per_sample) == 0 for profile in memory.PROFILES)
    frees = [profile.free for profile in memory.PROFILES]
    assert frees == sorted(frees, reverse=True) and frees[-1] == 0
    assert memory.narrower(memory.PROFILES[-1]) is None


def test_all_prompts_of_a_run_were_encoded_before_it(sd: Path) -> None:
    """A run asks for the words of every view, opposed ones too: none may be missing."""
    request = Request(
        "a cat facing the camera", 0, "draft", str(sd), overrides={"stages": [[16, 2, 16, 16]], "views": 16}
    )
    steps = methods.run([InitialState(request)], RunContext(CPU, torch.float32))
    assert [step.number for (step,) in steps] == [0, 1, 2]


def test_the_preset_paper_runs_with_deep_floyd_and_not_with_mvdream(folders: dict[str, Path]) -> None:
    small = {"stages": [[8, 20, 16, 1]], "width": 16, "blocks": 2}
    request = Request(PROMPT, 0, "paper", str(folders["pixel"]), overrides=small)
    *_, (last,) = methods.run([InitialState(request)], RunContext(CPU, torch.float32))
    assert last.number == 20 and all(math.isfinite(loss) for loss in last.losses.values())
    elsewhere = InitialState(replace(request, prior=str(folders["multiview"])))
    with pytest.raises(ValueError, match="draws each view by itself"):
        next(methods.run([elsewhere], RunContext(CPU, torch.float32)))
