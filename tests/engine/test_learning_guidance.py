"""A training, in miniature, teaches a net to apply guidance by itself."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
from diffusers import UNet2DConditionModel
from small_props import ball
from torch import Tensor

from nerf_sds.meaning.encoder import FOLDER
from nerf_sds.prior_training import captions, guidance, view_bank
from nerf_sds.prior_training import training as steps
from nerf_sds.prior_training.guidance import LEARNED
from nerf_sds.prior_training.net import FEATURES, TEXT
from nerf_sds.prior_training.sources import Source
from nerf_sds.prior_training.training import Training
from nerf_sds.prior_training.view_bank import AT_ONCE
from nerf_sds.priors.sentence_encoder import load_sentence_encoder
from nerf_sds.priors.world_prior import GuidedWorldPrior, WorldPrior
from nerf_sds.sds import add_noise, denoise, embed_for_guidance, predict_guided

CPU = torch.device("cpu")
STEPS, BATCHES, COUNT, RESOLUTION = 300, 6, 16, 8
SCALE, RESCALE, PROMPT = 14.0, 0.2, "a red ball"


def tiny() -> UNet2DConditionModel:
    torch.manual_seed(4)
    return UNet2DConditionModel(
        sample_size=32, in_channels=12, out_channels=12, attention_head_dim=2, class_embed_type="projection",
        projection_class_embeddings_input_dim=FEATURES, block_out_channels=(16, 32), layers_per_block=1,
        norm_num_groups=8, cross_attention_dim=TEXT, down_block_types=("DownBlock2D", "DownBlock2D"),
        up_block_types=("UpBlock2D", "UpBlock2D"), resnet_time_scale_shift="scale_shift",
    )  # fmt: skip


@pytest.fixture
def training(monkeypatch: pytest.MonkeyPatch) -> Training:
    """Of one red ball, with a few pictures again and again: drawing new ones takes longer than a step."""
    monkeypatch.setattr(captions, "OTHER_MATERIAL", 0.0)
    monkeypatch.setattr(captions, "PATTERN", 0.0)
    monkeypatch.setattr(view_bank, "RESOLUTION", 32)
    monkeypatch.setattr(view_bank, "FIRST_VIEWS", AT_ONCE)
    monkeypatch.setattr(guidance, "GUIDED", 0.5)
    monkeypatch.setattr(steps, "EXAMINED", (COUNT, RESOLUTION))
    encoder = load_sentence_encoder(FOLDER, CPU)
    mesh = ball(kind="ball", caption=PROMPT, colour="red", paint=(211, 36, 36))
    made = Training([Source([mesh], [], 1.0)], encoder, CPU, seed=0, views=AT_ONCE, start=tiny())
    made.bank.begin()
    batches = [made.batch(COUNT, RESOLUTION) for _ in range(BATCHES)]
    monkeypatch.setattr(made, "batch", lambda *_: batches[made.step % BATCHES])
    monkeypatch.setattr(made.bank, "refresh", lambda: None)
    return made


def test_one_row_comes_closer_to_two_with_guidance_than_the_conditional_one_is(
    training: Training, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for step in range(STEPS):
        training.take_step(COUNT, RESOLUTION, 4e-3 * min(1, (step + 1) / 50) * (1 - step / STEPS))
    assert training.missed_guidance() > LEARNED
    training.save(tmp_path)
    assert not isinstance(WorldPrior.load(tmp_path, CPU, torch.float32), GuidedWorldPrior)
    monkeypatch.setattr(steps, "LEARNED", 1.0)  # a small net does not get that far in seconds
    training.save(tmp_path)
    prior = WorldPrior.load(tmp_path, CPU, torch.float32)  # from 8 bits
    assert isinstance(prior, GuidedWorldPrior)
    x = prior.encode(training.batch(COUNT, RESOLUTION)[0].rgb)
    timesteps = torch.linspace(50, 950, len(x)).long()
    alpha_bar = prior.alphas_cumprod[timesteps][:, None, None, None]
    z = add_noise(x, torch.randn(x.shape, generator=torch.Generator().manual_seed(0)), alpha_bar)
    prompts, nowhere = [PROMPT] * len(x), [None] * len(x)
    alone = embed_for_guidance(prior, prompts, nowhere, SCALE)
    both = prior.embed([*prompts, *[""] * len(x)], nowhere * 2)
    conditional = denoise(z, prior.predict_noise(z, timesteps, alone.rows), alpha_bar)
    guided = predict_guided(prior, z, timesteps, both, SCALE, RESCALE)

    def error(seen: Tensor) -> float:
        return float((1 - alpha_bar).reciprocal().mul((seen - guided).square()).mean())  # of the velocity

    learned = predict_guided(prior, z, timesteps, alone, SCALE, RESCALE)
    assert error(learned) < 0.8 * error(conditional)
