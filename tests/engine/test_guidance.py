"""Guidance that the net has learned: who predicts with one row a view, and that it predicts what two rows do."""

from __future__ import annotations

from pathlib import Path

import pytest
import tiny_models
import torch
from analytic import SMALL, Solid, ball
from diffusers import UNet2DConditionModel
from runs import CPU, dreamfusion
from torch import Tensor
from torch.nn.functional import normalize

from nerf_sds.config import Request
from nerf_sds.evaluation.sampling import distil
from nerf_sds.mesh import extraction, texture
from nerf_sds.prior_training.guidance import guided_rows, guided_velocity, tell_guidance
from nerf_sds.prior_training.net import FEATURES, PROJECTION, TEXT, read_unet, write_unet
from nerf_sds.priors import load_prior
from nerf_sds.priors.dirac import DiracPrior
from nerf_sds.priors.sampling import sample
from nerf_sds.priors.world_prior import (
    GUIDANCE_FEATURES,
    GUIDANCE_SCALES,
    VECTOR,
    GuidedWorldPrior,
    WorldPrior,
    guidance_features,
    size_feature,
)
from nerf_sds.sds import GuidedPrior, predict_guided
from nerf_sds.texturing import drawing, recipes
from nerf_sds.training.initial_state import InitialState
from nerf_sds.viewpoints import Viewpoint

PROMPTS, VIEWS = ["a red mug", "a blue robot"], [Viewpoint(30, 20, 3.1), Viewpoint(200, 40, 3.0)]
OLDER = FEATURES - GUIDANCE_FEATURES


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_models.world(tmp_path_factory.mktemp("models") / "world")


@pytest.fixture(scope="module")
def older(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model that has not learned guidance."""
    return tiny_models.world(tmp_path_factory.mktemp("models") / "older", OLDER)


def loaded(folder: Path) -> WorldPrior:
    prior = load_prior(str(folder), CPU, torch.float32)
    assert isinstance(prior, WorldPrior)
    return prior


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> list[Tensor]:
    """The class labels (rows, F) of each call of any UNet of ours."""
    from nerf_sds.priors.nets.unet import UNet

    told, forward = [], UNet.forward

    def listen(self: UNet, z: Tensor, timesteps: Tensor, states: Tensor, class_labels: Tensor):
        assert len(z) == len(timesteps) == len(states) == len(class_labels)
        told.append(class_labels)
        return forward(self, z, timesteps, states, class_labels)

    monkeypatch.setattr(UNet, "forward", listen)
    return told


def step(folder: Path, **overrides: object) -> None:
    """One step of four views with the model."""
    settings = {"stages": [[16, 1, 16, 16]], "views": 4, **overrides}
    request = Request("a red mug", 3, "sketch", str(folder), overrides=settings)
    *_, (last,) = dreamfusion([InitialState(request)], loaded(folder))
    assert last.number == 1


def test_a_step_asks_a_net_that_has_learned_guidance_once_a_view(folder: Path, calls: list[Tensor]) -> None:
    step(folder, guidance_scale=8.0, guidance_rescale=0.25)
    (labels,) = calls
    assert labels.shape == (4, FEATURES)
    assert labels[:, -GUIDANCE_FEATURES:].tolist() == [[3.0, 0.25]] * 4


@pytest.mark.parametrize(
    ("settings", "rows"),
    [
        ({"negative_prompt": "ugly"}, 8), ({"guidance_scale": 1.5}, 8), ({"guidance_scale": 21.0}, 8),
        ({"perp_neg": True}, 12), ({"view_dependent": False}, 4),
    ],
)  # fmt: skip
def test_other_guidance_than_it_has_learned_takes_the_rows_that_it_took(
    folder: Path, calls: list[Tensor], settings: dict[str, object], rows: int
) -> None:
    step(folder, **settings)
    assert [len(labels) for labels in calls] == [rows]
    assert (calls[0][:, -GUIDANCE_FEATURES:] == 0).all() == (rows > 4)


def test_a_net_that_has_not_learned_guidance_is_asked_twice_a_view(older: Path, calls: list[Tensor]) -> None:
    step(older)
    assert [labels.shape for labels in calls] == [(8, OLDER)]
    assert not isinstance(loaded(older), GuidedPrior) and not isinstance(DiracPrior((1, 0, 0), CPU), GuidedPrior)


def test_pictures_and_textures_take_one_row_a_view_too(
    folder: Path, calls: list[Tensor], monkeypatch: pytest.MonkeyPatch
) -> None:
    prior = loaded(folder)
    sample(prior, PROMPTS, VIEWS, 32, guidance_scale=4.0, steps=3, rescale=0.5)
    assert [labels[:, -GUIDANCE_FEATURES:].tolist() for labels in calls] == [[[2.0, 0.5]] * 2] * 3
    sample(prior, PROMPTS, VIEWS, 32, guidance_scale=4.0, steps=1, negative_prompt="blue")
    next(distil(prior, "a red mug", 0, CPU, 1))
    assert [len(labels) for labels in calls[3:]] == [4, 4]
    calls.clear()
    monkeypatch.setattr(drawing, "VIEWPOINTS", VIEWS)
    solid = Solid(ball(0, 0, 0, 0.6))
    drawing.drawn(prior, "a ball", texture.unwrap_and_bake(solid, extraction.extract(solid, SMALL, size=2.0), SMALL), 0)
    told = torch.cat(calls)[:, -GUIDANCE_FEATURES:]
    settings = torch.tensor(guidance_features(recipes.KEPT.guidance_scale, recipes.KEPT.rescale))
    assert torch.equal(told, settings.expand(len(told), -1)) and max(map(len, calls)) <= 4


def test_without_guidance_a_widened_net_predicts_what_it_did(older: Path, tmp_path: Path) -> None:
    net = read_unet(older / "unet")
    assert net.config["projection_class_embeddings_input_dim"] == FEATURES
    for part in ("scheduler", "known.json"):
        (tmp_path / part).symlink_to(older / part)
    write_unet(tmp_path / "unet", net)  # in 8 bits, once more
    before, after = loaded(older), WorldPrior.load(tmp_path, CPU, torch.float32)
    assert not isinstance(before, GuidedWorldPrior) and not isinstance(after, GuidedWorldPrior)  # it only could
    z, timesteps = torch.randn(4, *before.shape(32)), torch.tensor([100, 900] * 2)
    embedding = before.embed([*PROMPTS, "", ""], [*VIEWS, *VIEWS])
    noises = [prior.predict_noise(z, timesteps, embedding) for prior in (before, after)]
    torch.testing.assert_close(*noises, atol=1e-6, rtol=0)
    assert (read_unet(tmp_path / "unet").state_dict()[PROJECTION][:, -GUIDANCE_FEATURES:] == 0).all()


def test_what_8_bits_leave_of_learned_guidance_is_nearly_all(tmp_path: Path) -> None:
    net = tiny_models.world_unet()
    with torch.no_grad():
        net.state_dict()[PROJECTION][:, -GUIDANCE_FEATURES:] *= 0.2  # less than the other weights of their rows
    write_unet(tmp_path, net)
    exact, stored = effect(net), effect(read_unet(tmp_path))
    assert 0 < (stored - exact).norm() < 0.05 * exact.norm()


def effect(net: UNet2DConditionModel) -> Tensor:
    """What guidance of 20 and a rescale of 1 change of the vector that the whole net gets."""
    assert net.class_embedding is not None
    labels = torch.randn(8, FEATURES, generator=torch.Generator().manual_seed(0))
    labels[:, VECTOR:] = normalize(labels[:, VECTOR:])
    labels[:, -GUIDANCE_FEATURES:] = torch.tensor(guidance_features(GUIDANCE_SCALES[1], 1.0))
    with torch.no_grad():
        return net.class_embedding(labels) - net.class_embedding(labels * (torch.arange(FEATURES) < OLDER))


def test_the_training_aims_at_what_the_prior_predicts_in_two_rows(folder: Path) -> None:
    prior, net = loaded(folder), read_unet(folder / "unet")
    z, timesteps = torch.randn(2, *prior.shape(32)), torch.tensor([300, 800])
    embedding = prior.embed(PROMPTS, VIEWS)
    assert embedding.labels is not None
    features = torch.tensor(guidance_features(14.0, 0.2)).expand(2, -1)
    told = torch.cat([embedding.labels, features], dim=1)
    told[:, 15] = size_feature(32)

    def predict(z: Tensor, timesteps: Tensor, states: Tensor, told: Tensor) -> Tensor:
        return net(z, timesteps, states, class_labels=told).sample

    alpha_bar = prior.alphas_cumprod[timesteps][:, None, None, None]
    velocity = guided_velocity(predict, z, timesteps, embedding.words, told, alpha_bar)
    both = prior.embed([*PROMPTS, "", ""], [*VIEWS, *VIEWS])
    aimed = alpha_bar.sqrt() * z - (1 - alpha_bar).sqrt() * velocity
    torch.testing.assert_close(aimed, predict_guided(prior, z, timesteps, both, 14.0, 0.2), atol=1e-3, rtol=1e-3)


def test_a_quarter_of_the_rows_are_told_guidance_of_every_scale_and_half_of_them_other_words() -> None:
    states, told = torch.randn(4000, 3, TEXT), torch.randn(4000, FEATURES)
    told[:, OLDER:] = 0
    words, said = tell_guidance(states, told, torch.Generator().manual_seed(0))
    assert guided_rows(4000) == 1000
    assert torch.equal(words[500:], states[500:]) and torch.equal(said[500:, :OLDER], told[500:, :OLDER])
    assert torch.equal(words[:500], states[:500].roll(1, 0))
    assert torch.equal(said[:500, VECTOR:OLDER], told[:500, VECTOR:OLDER].roll(1, 0))
    assert torch.equal(said[:, :VECTOR], told[:, :VECTOR]) and (said[1000:, OLDER:] == 0).all()
    low, high = guidance_features(GUIDANCE_SCALES[0], 0.0), guidance_features(GUIDANCE_SCALES[1], 1.0)
    drawn = (said[:1000, OLDER:] - torch.tensor(low)) / (torch.tensor(high) - torch.tensor(low))
    assert drawn.min() >= 0 and drawn.max() <= 1
    torch.testing.assert_close(drawn.mean(0), torch.tensor([0.5, 0.5]), atol=0.05, rtol=0)
