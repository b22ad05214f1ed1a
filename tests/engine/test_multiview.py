"""MVDream in miniature: four views as one, from weights under their published names."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
import tiny_models
import torch
from diffusers import UNet2DConditionModel
from safetensors.torch import load_file, save_file

from nerf_sds.priors import load_prior
from nerf_sds.priors.multiview import MultiviewPrior, camera_features, unet_config
from nerf_sds.prompts import all_directed
from nerf_sds.viewpoints import Viewpoint, sample_viewpoints

CPU = torch.device("cpu")
FRONT = "a red mug, front view"
FOUR = [Viewpoint(90 * i, 15, 3.1) for i in range(4)]


@pytest.fixture(scope="module", autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PROPSMITH_HOME", str(tmp_path_factory.mktemp("home")))
        yield


@pytest.fixture(scope="module")
def mvdream(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, UNet2DConditionModel]:
    return tiny_models.mvdream(tmp_path_factory.mktemp("models") / "mvdream")


def load(folder: Path) -> MultiviewPrior:
    prior = load_prior(str(folder), CPU, torch.float32, all_directed("a red mug"))
    assert isinstance(prior, MultiviewPrior)
    return prior


def test_four_equal_views_are_seen_as_one_view_is_without_the_others(
    mvdream: tuple[Path, UNet2DConditionModel],
) -> None:
    folder, alone = mvdream
    prior = load(folder)
    z, timesteps = torch.randn(1, 4, 8, 8).expand(4, -1, -1, -1), torch.tensor([400] * 4)
    embedding = prior.embed([FRONT] * 4, [FOUR[1]] * 4)
    asked = alone(z, timesteps, embedding.words, class_labels=embedding.labels).sample
    torch.testing.assert_close(prior.predict_noise(z, timesteps, embedding), asked, atol=1e-5, rtol=1e-5)


def test_each_view_sees_the_other_three_of_its_group_and_no_others(
    mvdream: tuple[Path, UNet2DConditionModel],
) -> None:
    prior = load(mvdream[0])
    z, timesteps = torch.randn(8, 4, 8, 8), torch.tensor([400] * 8)
    embedding = prior.embed([FRONT] * 8, 2 * FOUR)
    before = prior.predict_noise(z, timesteps, embedding)
    z[3] += 1
    change = (prior.predict_noise(z, timesteps, embedding) - before).abs().amax((1, 2, 3))
    assert (change[:4] > 1e-4).all() and (change[4:] == 0).all()


def test_the_camera_of_the_front_view_is_at_plus_x() -> None:
    c2w = camera_features(Viewpoint(0, 0, 3.1)).view(4, 4)
    asked = torch.tensor([[0.0, 0, 1, 1], [1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 0, 1]])  # right +Y, up +Z, at +X
    torch.testing.assert_close(c2w, asked, atol=1e-6, rtol=0)
    assert camera_features(None).abs().sum() == 0


def test_views_that_are_seen_together_are_a_quarter_turn_apart() -> None:
    viewpoints = sample_viewpoints(Random(0), 8, views_per_sample=4)
    for group in (viewpoints[:4], viewpoints[4:]):
        assert len({(view.elevation, view.distance) for view in group}) == 1
        turns = [(view.azimuth - group[0].azimuth) % 360 for view in group]
        assert turns == pytest.approx([0, 90, 180, 270])
    with pytest.raises(ValueError, match="multiple of 4 views, not 6"):
        sample_viewpoints(Random(0), 6, views_per_sample=4)


def test_weights_of_another_model_are_not_taken_for_mvdreams(
    mvdream: tuple[Path, UNet2DConditionModel], tmp_path: Path
) -> None:
    folder = shutil.copytree(mvdream[0], tmp_path / "broken")
    file = folder / "unet" / "diffusion_pytorch_model.safetensors"
    weights = load_file(file)
    weights.pop("camera_embed.0.weight")
    save_file(weights, file)
    with pytest.raises(ValueError, match="are not MVDream's"):
        load(folder)


def test_the_published_configuration_of_mvdream_is_stable_diffusion_2_1s_shape() -> None:
    published = {
        "image_size": 32, "in_channels": 4, "out_channels": 4, "model_channels": 320, "channel_mult": [1, 2, 4, 4],
        "num_res_blocks": 2, "attention_resolutions": [4, 2, 1], "num_head_channels": 64, "context_dim": 1024,
        "camera_dim": 16,
    }  # fmt: skip
    with torch.device("meta"):
        unet = UNet2DConditionModel.from_config(unet_config(published))
    cameras = 16 * 1280 + 1280 + 1280 * 1280 + 1280
    assert sum(parameter.numel() for parameter in unet.parameters()) == 865_910_724 + cameras
