"""The networks of our own models: the same answers as those of diffusers and transformers, without importing them."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
import tiny_models
import torch
from diffusers import UNet2DConditionModel
from torch import nn
from transformers import BertConfig, BertModel

from nerf_sds.bench.steps import theirs
from nerf_sds.meaning.encoder import FOLDER
from nerf_sds.paths import WORLD
from nerf_sds.priors import load_prior
from nerf_sds.priors.components import load_scheduler
from nerf_sds.priors.nets.noise_schedule import CosineSchedule
from nerf_sds.priors.nets.unet import UNet
from nerf_sds.priors.quantisation import dequantise
from nerf_sds.priors.sentence_encoder import load_sentence_encoder
from nerf_sds.training.cpu_adam import CpuAdam
from nerf_sds.training.optimizer import restore, snapshot_of

CPU = torch.device("cpu")
ROOT = Path(__file__).parents[2]
PROMPTS = ["a red mug", "", "a large green wooden chair and a small blue mug with a yellow tree and a red robot"]
START = """
import sys, torch
from nerf_sds import methods
from nerf_sds.compute.memory import RunContext
from nerf_sds.config import Request
from nerf_sds.training.initial_state import InitialState
from nerf_sds.worker import run_reporter
request = Request("a red mug", 0, "sketch", prior=sys.argv[1], overrides={"stages": [[16, 1, 16, 16]]})
assert [step.number for (step,) in methods.run([InitialState(request)], RunContext(torch.device("cpu"), torch.float32))]
slow = "diffusers transformers scipy trimesh torch._dynamo".split()
print([name for name in slow if name in sys.modules])
"""


@pytest.mark.parametrize("name", ["world", "tiny"])
@pytest.mark.parametrize("side", [6, 10, 16])
def test_the_unet_predicts_what_diffusers_unet_predicts(name: str, side: int) -> None:
    ours = tiny() if name == "tiny" else load_prior(name, CPU, torch.float32).denoiser.unet  # type: ignore[attr-defined]
    published = theirs(ours).to(memory_format=torch.channels_last)  # type: ignore[call-overload]
    torch.manual_seed(0)
    config = ours.config
    z, times = torch.randn(3, config["in_channels"], side, side), torch.tensor([0, 500, 999])
    words = torch.randn(3, 7, config["cross_attention_dim"])
    labels = torch.randn(3, config["projection_class_embeddings_input_dim"])
    with torch.no_grad():
        answers = [unet(z, times, words, class_labels=labels).sample for unet in (ours, published)]
    torch.testing.assert_close(answers[0], answers[1], atol=1e-5, rtol=1e-5)


def tiny() -> UNet:
    """A UNet of other widths, with other numbers of layers."""
    unet = tiny_models.world_unet()
    config = {**unet.config, "layers_per_block": 2, "resnet_time_scale_shift": "scale_shift"}
    del config["_use_default_values"]
    return UNet(config).on(CPU)


def test_a_unet_of_another_kind_or_with_other_weights_is_one_line(tmp_path: Path) -> None:
    config = dict(UNet2DConditionModel.load_config(WORLD / "unet"))
    with pytest.raises(ValueError, match="of a kind that no prior here knows"):
        UNet(config | {"down_block_types": ["DownBlock2D", "SimpleCrossAttnDownBlock2D", "DownBlock2D"]})
    (tmp_path / "config.json").write_text(json.dumps(config))
    with pytest.raises(ValueError, match="are not those of its config"):
        UNet.of(tmp_path, {"conv_in.weight": torch.zeros(1)})


def test_the_noise_schedule_is_that_of_diffusers() -> None:
    assert torch.equal(CosineSchedule.read(WORLD).alphas_cumprod, load_scheduler(WORLD).alphas_cumprod)


def test_sentences_are_encoded_as_by_bert() -> None:
    ours = load_sentence_encoder(FOLDER, CPU)
    config = BertConfig(**json.loads((FOLDER / "config.json").read_text("utf-8")))
    model = BertModel(config, add_pooling_layer=False).eval()
    from safetensors.torch import load_file

    model.load_state_dict(dequantise(load_file(FOLDER / "model.safetensors")))
    ids, mask = torch.randint(1000, 9000, (2, 9)), torch.ones(2, 9, dtype=torch.long)
    mask[1, 5:] = 0
    with torch.no_grad():
        states = model(input_ids=ids, attention_mask=mask).last_hidden_state
        torch.testing.assert_close(ours.model(ids, mask)[mask.bool()], states[mask.bool()], atol=1e-5, rtol=1e-5)


def test_adam_steps_and_goes_on_from_a_snapshot_as_torchs_adam() -> None:
    torch.manual_seed(0)
    start = nn.Linear(5, 3)
    numbers = torch.randn(8, 5)
    models = []
    for kind in ("ours", "torch's"):
        model = nn.Linear(5, 3)
        model.load_state_dict(start.state_dict())

        def made(model: nn.Linear, kind: str = kind) -> CpuAdam | torch.optim.Adam:
            if kind == "ours":
                return CpuAdam([*model.parameters()], 0.05, (0.9, 0.99), 1e-15)
            return torch.optim.Adam(model.parameters(), 0.05, (0.9, 0.99), 1e-15)

        optimizer = made(model)
        for number in range(6):
            if number == 3:  # a run that was stopped goes on
                snapshot, model = snapshot_of(number, model, optimizer), nn.Linear(5, 3)
                optimizer = made(model)
                assert restore(snapshot, model, optimizer) == 3
            optimizer.zero_grad(set_to_none=True)
            model(numbers).square().sum().backward()
            optimizer.step()
        models.append(model)
    assert torch.equal(models[0].weight, models[1].weight) and torch.equal(models[0].bias, models[1].bias)


@pytest.mark.parametrize("prior", ["dirac", "world"])
def test_the_first_step_waits_for_no_import_that_it_does_not_need(prior: str) -> None:
    said = subprocess.run([sys.executable, "-c", START, prior], cwd=ROOT, capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "[]"
