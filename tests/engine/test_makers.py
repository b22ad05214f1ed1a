"""The published models are driven as their makers drive them: our numbers beside those of the makers' own functions."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
import sentencepiece
import tiny_models
import torch
from diffusers import DDIMScheduler, DDPMScheduler, IFPipeline, UNet2DConditionModel
from torch import Tensor
from transformers import AutoTokenizer

from nerf_sds import models
from nerf_sds.config import LARGE_PRIORS, PRESETS, Preset, Request, preset_of
from nerf_sds.priors import load_prior
from nerf_sds.priors.dirac import DiracPrior
from nerf_sds.priors.latent import LatentPrior
from nerf_sds.priors.multiview import MultiviewPrior, camera_features, unet_config
from nerf_sds.priors.pixel import PixelPrior
from nerf_sds.priors.sampling import sample
from nerf_sds.prompts import all_directed
from nerf_sds.sds import PerpNegWeights, sds_gradient
from nerf_sds.training.step_inputs import StepInputs, sample_inputs, sample_timesteps, timestep_ends
from nerf_sds.viewpoints import FIELD_OF_VIEW, Viewpoint, sample_lights, sample_viewpoints
from nerf_sds.worker import concept, scoring

CPU = torch.device("cpu")
MAKERS = json.loads((Path(__file__).parents[1] / "data" / "makers.json").read_text("utf-8"))
FAMILIES = ("latent", "pixel", "multiview")
PROMPT = "a red mug"
SCALED = DDIMScheduler(beta_schedule="scaled_linear", beta_start=0.00085, beta_end=0.012).alphas_cumprod
COSINE = DDPMScheduler(beta_schedule="squaredcos_cap_v2").alphas_cumprod


@pytest.fixture(scope="module", autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PROPSMITH_HOME", str(tmp_path_factory.mktemp("home")))
        yield


@pytest.fixture(scope="module")
def sd(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_models.stable_diffusion(tmp_path_factory.mktemp("models") / "sd")


@pytest.fixture(scope="module")
def deep_floyd(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_models.deep_floyd(tmp_path_factory.mktemp("models") / "if")


@pytest.fixture(scope="module")
def mvdream(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, UNet2DConditionModel]:
    return tiny_models.mvdream(tmp_path_factory.mktemp("models") / "mvdream")


class FourAtOnce(DiracPrior):
    """Sees four views as one and knows them by their cameras, as MVDream does; it notes what it is asked."""

    views_per_sample = 4
    view_words = False

    def embed(self, prompts, viewpoints, kinds=None):
        self.asked = [*zip(prompts, viewpoints, strict=True)]
        return super().embed(prompts, viewpoints, kinds)


class Waves(DiracPrior):
    """Sees the noise that it is given, whatever the picture, in the schedule of a family."""

    def __init__(self, alphas_cumprod: Tensor, noises: Tensor, views_per_sample: int) -> None:
        super().__init__((0.5, 0.5, 0.5), CPU)
        self.alphas_cumprod, self.noises, self.views_per_sample = alphas_cumprod, noises, views_per_sample

    def predict_noise(self, z: Tensor, timesteps: Tensor, embedding: object) -> Tensor:
        return self.noises


def wave(frequency: float, *shape: int) -> Tensor:
    return torch.sin(torch.arange(math.prod(shape), dtype=torch.float64) * frequency).view(shape).float()


def standard(family: str) -> Preset:
    return LARGE_PRIORS[family]["standard"]


def of_mvdream(number: int, views: int = 8) -> tuple[StepInputs, FourAtOnce]:
    """What chance decides in a step of MVDream's standard."""
    prior, preset = FourAtOnce((0.5, 0.5, 0.5), CPU), replace(standard("multiview"), views=views)
    request = Request(PROMPT, 3)
    return sample_inputs([request], preset, preset.stages[0], number, prior, prior.alphas_cumprod, CPU), prior


# Cameras


def test_mvdream_is_told_that_the_front_is_where_its_makers_have_it() -> None:
    golden = MAKERS["multiview"]["c2w"]
    sent = [camera_features(Viewpoint(90 * i, golden["elevation"], 3.1)) for i in range(4)]
    torch.testing.assert_close(torch.stack(sent).view(4, 4, 4), torch.tensor(golden["c2w"]), atol=1e-6, rtol=0)


def test_without_a_camera_mvdream_is_its_unet_without_cameras(mvdream: tuple[Path, UNet2DConditionModel]) -> None:
    folder, whole = mvdream
    config = {name: value for name, value in unet_config(tiny_models.PUBLISHED).items() if "class" not in name}
    alone = UNet2DConditionModel.from_config(config)
    alone.load_state_dict({name: value for name, value in whole.state_dict().items() if "class_emb" not in name})
    prior = load_prior(str(folder), CPU, torch.float32, all_directed(PROMPT))
    z, timesteps = torch.randn(1, 4, 8, 8).expand(4, -1, -1, -1), torch.tensor([400] * 4)
    embedding = prior.embed([PROMPT] * 4, [None] * 4)
    asked = alone(z, timesteps, embedding.words).sample
    torch.testing.assert_close(prior.predict_noise(z, timesteps, embedding), asked, atol=1e-5, rtol=1e-5)


@pytest.mark.parametrize("family", FAMILIES)
def test_cameras_have_the_makers_elevations_and_show_as_much_of_the_prop(family: str) -> None:
    random, preset, golden = Random(0), standard(family), MAKERS[family]["cameras"]
    views_per_sample = 4 if family == "multiview" else 1
    views = [
        view
        for _ in range(4000)
        for view in sample_viewpoints(random, preset.views, preset.elevation, views_per_sample, preset.distance)
    ]
    halves = [view.distance * math.tan(math.radians(FIELD_OF_VIEW) / 2) for view in views]
    elevations = [view.elevation for view in views]
    assert [min(elevations), max(elevations)] == pytest.approx(golden["elevation"], abs=0.1)
    assert [min(halves), max(halves)] == pytest.approx(golden["half_picture"], abs=0.01)


# Shading


def shift_of(positions: Tensor, directions: Tensor) -> tuple[Tensor, float]:
    """The one shift (3,) that brings all cameras in line with their lights, best, and how far it fails."""
    x, y, z = directions.double().unbind(-1)
    zero = torch.zeros_like(x)
    cross = torch.stack([zero, z, -y, -z, zero, x, y, -x, zero], -1).view(-1, 3, 3)  # cross @ v = v x direction
    wanted = -(cross @ positions.double()[:, :, None])
    shift = torch.linalg.lstsq(cross.reshape(-1, 3), wanted.reshape(-1, 1)).solution
    return shift[:, 0], float((cross @ shift - wanted).abs().max())


def test_the_suns_of_views_that_are_seen_together_are_shifted_alike_as_the_makers_are() -> None:
    golden = MAKERS["multiview"]["lights"]
    _, failure = shift_of(torch.tensor(golden["camera_positions"]), torch.tensor(golden["light_directions"]))
    assert failure < 1e-4
    random = Random(0)
    for _ in range(20):
        views = sample_viewpoints(random, 4, (0, 30), 4)
        lights = sample_lights(random, views, 0.0, 4)
        positions = torch.tensor([view.position for view in views])
        positions = positions / positions.norm(dim=1, keepdim=True)
        shift, failure = shift_of(positions, torch.tensor([light.direction for light in lights]))
        assert failure < 1e-5 and shift.norm() > 0


def test_views_that_are_seen_together_are_shaded_alike_before_one_background() -> None:
    kinds = set()
    for number in range(1000, 1100):
        drawn, _ = of_mvdream(number)
        lights, noises = drawn.setup.lights, drawn.timesteps
        for values in (lights.sun, lights.ambient, lights.textureless, drawn.setup.background.flatten(1), noises):
            groups = values.view(2, 4, -1)
            assert (groups == groups[:, :1]).all()
        kinds |= {*zip((lights.sun > 0).tolist(), lights.textureless.tolist(), strict=True)}
    assert len(kinds) == 4  # lit or not, with or without albedo: from group to group


def test_the_first_steps_have_no_light_as_many_of_them_as_the_makers() -> None:
    shares = {"latent": 2001 / 10_000, "pixel": 2001 / 10_000, "multiview": 5000 / 10_000}
    for family, share in shares.items():
        assert standard(family).albedo_only == pytest.approx(share, abs=1e-3)
    for number, lit in ((0, False), (999, False), (1000, True)):
        suns = torch.cat([of_mvdream(number, views)[0].setup.lights.sun for views in range(4, 84, 4)])
        assert bool((suns > 0).any()) is lit
    assert not of_mvdream(999, 400)[0].setup.lights.textureless.any()


# Words


def test_mvdream_is_told_the_view_by_its_camera_and_never_by_words() -> None:
    assert (MultiviewPrior.view_words, LatentPrior.view_words, PixelPrior.view_words) == (False, True, True)
    _, prior = of_mvdream(3)
    words, negative = prior.asked[:8], prior.asked[8:]
    assert {prompt for prompt, _ in words} == {PROMPT}
    assert {prompt for prompt, _ in negative} == {standard("multiview").negative_prompt}
    assert [view for _, view in words] == [view for _, view in negative] and None not in [view for _, view in words]
    scoring.evidence(prior, PROMPT, torch.rand(4, 3, 8, 8), [Viewpoint(90 * i, 15, 3) for i in range(4)])
    assert {prompt for prompt, _ in prior.asked[:4]} == {PROMPT}


def test_deep_floyd_reads_its_prompts_as_its_pipeline_does(deep_floyd: Path) -> None:
    pipeline = IFPipeline.from_pretrained(deep_floyd, safety_checker=None, watermarker=None, feature_extractor=None)
    prompt = "  A Red MUG "
    prior = load_prior(str(deep_floyd), CPU, torch.float32, [prompt, "a red mug, front view"])
    states, _ = pipeline.encode_prompt(prompt, False)
    torch.testing.assert_close(prior.embed([prompt], [None]).words, states, atol=1e-5, rtol=1e-5)
    other = prior.embed(["a red mug, front view"], [None]).words
    assert (other - states).abs().max() > 1e-2  # words that are known differ


def test_the_tests_of_deep_floyd_know_words_and_not_only_that_there_are_some(deep_floyd: Path) -> None:
    tokenizer = AutoTokenizer.from_pretrained(deep_floyd / "tokenizer", local_files_only=True)
    pieces = sentencepiece.SentencePieceProcessor(model_file=str(deep_floyd / "tokenizer" / "spiece.model"))
    for text in tiny_models.TEXTS:
        ids = tokenizer(text).input_ids
        assert ids == [*pieces.encode(text), tokenizer.eos_token_id] and tokenizer.unk_token_id not in ids


def test_downloads_are_as_large_as_the_files_of_deep_floyd() -> None:
    assert [models.MODELS[name].download for name in ("if-i-m", "if-i-l", "if-i-xl")] == [12.3, 13.4, 20.2]


# Timesteps


@pytest.mark.parametrize(("step", "ends"), MAKERS["multiview"]["steps_of_10000"].items())
def test_mvdreams_timesteps_fall_as_its_makers_do(step: str, ends: list[int]) -> None:
    low, high = timestep_ends(standard("multiview"), int(step) / 10_000)
    assert [1000 * low, 1000 * high] == pytest.approx(ends, abs=1)  # they cut the rest off


@pytest.mark.parametrize("family", ["latent", "pixel"])
@pytest.mark.parametrize("progress", [0.0, 0.5, 1.0])
def test_timesteps_of_the_others_keep_the_range_of_threestudio(family: str, progress: float) -> None:
    alphas = SCALED if family == "latent" else COSINE
    drawn = sample_timesteps(Random(0), alphas, progress, replace(standard(family), views=40_000))
    assert [int(drawn.min()), int(drawn.max())] == MAKERS["latent"]["steps"]
    assert float(drawn.double().mean()) == pytest.approx(500, abs=5)


def test_our_own_models_take_their_timesteps_by_equal_noise() -> None:
    preset = replace(PRESETS["draft"], views=400, timestep_range=(0.1, 0.9), timestep_end=0.9)
    noises = [(1 - alphas[sample_timesteps(Random(0), alphas, 0.0, preset)]).sqrt() for alphas in (COSINE, SCALED)]
    torch.testing.assert_close(*noises, atol=5e-3, rtol=0)
    shares = sample_timesteps(Random(0), COSINE, 0.0, preset) / 1000
    assert shares.min() >= 0.1 - 1e-3 and shares.max() <= 0.9
    assert timestep_ends(PRESETS["draft"], 0.25) == (0.05, 0.98 - 0.48 / 2)


# Guidance


def test_mvdreams_gradient_is_that_of_its_makers_and_rescaled_over_its_four_views() -> None:
    golden, preset = MAKERS["multiview"], standard("multiview")
    x, told = wave(0.37, 8, 4, 8, 8), wave(0.53, 8, 4, 8, 8) * torch.arange(1.0, 9)[:, None, None, None]
    seen = torch.cat([told, told + 0.02 * told.flip(0) * wave(0.71, 8, 4, 8, 8)])
    gradient = sds_gradient(
        Waves(SCALED, seen, 4), x, torch.tensor([golden["timestep"]] * 8), wave(0.91, 8, 4, 8, 8), None,
        preset.guidance_scale, preset.guidance_rescale, None, preset.noise_weighted,
    )  # fmt: skip
    assert float(0.5 * gradient.square().sum() / 8) == pytest.approx(golden["loss_sds"], rel=1e-4)
    assert float((gradient / 8).norm()) == pytest.approx(golden["grad_norm"], rel=1e-4)


def test_deep_floyds_gradient_is_threestudios() -> None:
    golden, preset = MAKERS["pixel"], standard("pixel")
    x = wave(0.37, 2, 64, 64, 3).permute(0, 3, 1, 2)
    seen = wave(0.53, 4, 6, 64, 64)[:, :3]
    gradient = sds_gradient(
        Waves(COSINE, seen, 1), x, torch.tensor([golden["timestep"]] * 2), wave(0.91, 2, 3, 64, 64), None,
        preset.guidance_scale, preset.guidance_rescale, None, preset.noise_weighted,
    )  # fmt: skip
    assert float(gradient.norm()) == pytest.approx(golden["grad_norm"], rel=1e-4)
    assert float(0.5 * gradient.square().sum() / 2) == pytest.approx(golden["loss_sds"], rel=1e-4)


def test_stable_diffusions_gradient_is_threestudios_with_what_is_opposed() -> None:
    golden, preset = MAKERS["latent"], standard("latent")
    opposed = PerpNegWeights(torch.tensor([0, 0, 1, 1]), torch.tensor(golden["weights"]).flatten())
    gradient = sds_gradient(
        Waves(SCALED, wave(0.53, 8, 4, 8, 8), 1), wave(0.37, 2, 4, 8, 8), torch.tensor(golden["timesteps"]),
        wave(0.91, 2, 4, 8, 8), None, preset.guidance_scale, preset.guidance_rescale, opposed, preset.noise_weighted,
    )  # fmt: skip
    assert gradient.flatten(1).norm(dim=1).tolist() == pytest.approx(golden["grad_norms"], rel=1e-4)
    torch.testing.assert_close(gradient.flatten(1)[:, :3], torch.tensor(golden["grad_start"]), atol=1e-2, rtol=1e-4)


# Concepts


def test_a_concept_of_deep_floyd_does_not_blow_up_by_a_small_error_of_the_noise(deep_floyd: Path) -> None:
    """Of pictures of normal pixels the noise is known; told with an error of 1 % it led to a deviation of 35."""
    prior = load_prior(str(deep_floyd), CPU, torch.float32, all_directed(PROMPT))
    assert isinstance(prior, PixelPrior)
    deviation, random = 0.27, torch.Generator().manual_seed(0)

    def almost(z: Tensor, timesteps: Tensor, embedding: object) -> Tensor:
        alpha_bar = prior.alphas_cumprod[timesteps][:, None, None, None]
        noise = (1 - alpha_bar).sqrt() * z / (alpha_bar * deviation**2 + 1 - alpha_bar)
        return noise + 0.01 * torch.randn(noise.shape, generator=random)

    prior.predict_noise, prior.decode = almost, lambda z: z  # type: ignore[method-assign]
    drawn = sample(prior, [PROMPT] * 4, [None] * 4, 16, 7.0, 20)
    assert float(drawn.std()) < 2 * deviation and float(drawn.abs().max()) < 1.1


def test_predicted_pictures_are_bounded_as_deep_floyds_scheduler_bounds_them(deep_floyd: Path, sd: Path) -> None:
    pixel, latent = (load_prior(str(folder), CPU, torch.float32, [PROMPT]) for folder in (deep_floyd, sd))
    x = 4 * wave(0.37, 2, 3, 16, 16)
    scheduler = IFPipeline.from_pretrained(deep_floyd, text_encoder=None, safety_checker=None).scheduler
    assert (scheduler.config["dynamic_thresholding_ratio"], scheduler.config["sample_max_value"]) == (0.95, 1.5)
    torch.testing.assert_close(pixel.bounded(x), x.clamp(-1.5, 1.5) / 1.5)
    torch.testing.assert_close(pixel.bounded(x / 8), x / 8)
    assert latent.bounded(x) is x and load_prior("world", CPU, torch.float32).bounded(x) is x


@pytest.mark.parametrize(("family", "scale"), [("latent", 7.5), ("pixel", 7.0), ("multiview", 10.0), ("world", 4.0)])
def test_a_concept_is_guided_as_the_makers_sample(
    family: str, scale: float, sd: Path, deep_floyd: Path, mvdream: tuple[Path, UNet2DConditionModel],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    from nerf_sds.priors import sampling

    asked: list[tuple] = []
    monkeypatch.setattr(sampling, "sample", lambda *arguments, **_: asked.append(arguments))
    name = {"latent": str(sd), "pixel": str(deep_floyd), "multiview": str(mvdream[0])}.get(family, family)
    prior = FourAtOnce((0.5, 0.5, 0.5), CPU) if family == "multiview" else DiracPrior((0.5, 0.5, 0.5), CPU)
    concept.pictures(Request(PROMPT, prior=name), prior)
    ((_, prompts, _, _, guidance, _, _, rescale, _),) = asked
    assert (guidance, rescale) == (scale, 0.2 if family == "world" else 0.0)
    assert ({*prompts} == {PROMPT}) is (family == "multiview")


def test_each_family_has_its_presets() -> None:
    assert {*LARGE_PRIORS} == {*FAMILIES}
    assert (standard("latent").guidance_scale, standard("latent").guidance_rescale) == (100.0, 0.0)
    assert preset_of(Request(PROMPT), Preset) == PRESETS["standard"]
