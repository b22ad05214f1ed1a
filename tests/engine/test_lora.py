"""LoRAs of Stable Diffusion: added to the weights, as strong as their makers meant them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import tiny_models
import torch
from diffusers import StableDiffusionPipeline
from safetensors.torch import save_file
from torch import Tensor

from nerf_sds.priors import load_prior
from nerf_sds.priors.components import load_unet
from nerf_sds.priors.latent import LatentPrior

CPU = torch.device("cpu")
PROMPT = "a red mug"
LAYER = "down_blocks.0.attentions.0.transformer_blocks.0.attn1.to_q"
TEXT_LAYER = "encoder.layers.0.self_attn.q_proj"


@pytest.fixture(scope="module", autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PROPSMITH_HOME", str(tmp_path_factory.mktemp("home")))
        yield


@pytest.fixture(scope="module")
def sd(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_models.stable_diffusion(tmp_path_factory.mktemp("models") / "sd")


def lora(file: Path, sd: Path, metadata: dict[str, object] | None) -> tuple[Tensor, Tensor]:
    """A LoRA of rank 4 of a layer of the UNet and one of the text encoder; the changes of their weights at alpha 4."""
    pipeline = StableDiffusionPipeline.from_pretrained(sd)
    weights, changes = {}, []
    for part, net, layer in (
        ("unet", pipeline.unet, LAYER),
        ("text_encoder.text_model", pipeline.text_encoder, TEXT_LAYER),
    ):
        rows, columns = net.get_submodule(layer).weight.shape
        down, up = torch.randn(4, columns), torch.randn(rows, 4)
        weights |= {f"{part}.{layer}.lora_A.weight": down, f"{part}.{layer}.lora_B.weight": up}
        changes.append(up @ down)
    told = {"lora_adapter_metadata": json.dumps(metadata)} if metadata else {}
    save_file(weights, file, {"format": "pt"} | told)
    return changes[0], changes[1]


def metadata_of(alpha: int) -> dict[str, object]:
    return {
        f"{part}.{name}": value
        for part, target in (("unet", LAYER), ("text_encoder", TEXT_LAYER))
        for name, value in {"r": 4, "lora_alpha": alpha, "target_modules": [target]}.items()
    }


@pytest.mark.parametrize("alpha", [2, 4, 12, None])
def test_a_lora_is_as_strong_as_its_metadata_says(sd: Path, tmp_path: Path, alpha: int | None) -> None:
    file = tmp_path / "style.safetensors"
    change, text_change = lora(file, sd, metadata_of(alpha) if alpha else None)
    share = alpha / 4 if alpha else 1
    styled = load_prior(f"{sd}+{file}", CPU, torch.float32, [PROMPT])
    assert isinstance(styled, LatentPrior)
    weights = styled.denoiser.unet.state_dict()
    for name, value in load_unet(sd, CPU, torch.float32).state_dict().items():
        added = share * change if name == f"{LAYER}.weight" else 0
        torch.testing.assert_close(weights[name], value + added, atol=1e-5, rtol=1e-5)
    pipeline = StableDiffusionPipeline.from_pretrained(sd)
    text_weight = pipeline.text_encoder.get_submodule(TEXT_LAYER).weight.detach().clone()
    pipeline.load_lora_weights(str(file))
    pipeline.fuse_lora()
    asked, _ = pipeline.encode_prompt(PROMPT, CPU, 1, False)
    torch.testing.assert_close(styled.embed([PROMPT], [None]).words, asked, atol=1e-4, rtol=1e-4)
    fused = pipeline.text_encoder.get_submodule(TEXT_LAYER).base_layer.weight
    torch.testing.assert_close(fused, text_weight + share * text_change, atol=1e-5, rtol=1e-5)


@pytest.mark.parametrize("metadata", [{"unet.nonsense": 1}, {"unet.r": "four"}, ["unet"], "unet", 7])
def test_metadata_that_says_nothing_about_a_lora_is_refused_in_one_line(
    sd: Path, tmp_path: Path, metadata: object
) -> None:
    file = tmp_path / "style.safetensors"
    lora(file, sd, metadata)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match=r"style.safetensors .*: choose another") as raised:
        load_prior(f"{sd}+{file}", CPU, torch.float32, [PROMPT])
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize("content", [b"nonsense", None])
def test_a_file_that_is_no_lora_for_the_model_is_refused_in_one_line(
    sd: Path, tmp_path: Path, content: bytes | None
) -> None:
    file = tmp_path / "style.safetensors"
    if content:
        file.write_bytes(content)
    else:
        save_file({"something.else": torch.zeros(2, 2)}, file)
    with pytest.raises(ValueError, match=r"style.safetensors .*: choose another") as raised:
        load_prior(f"{sd}+{file}", CPU, torch.float32, [PROMPT])
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize("alpha", [2.0, 4.0])
def test_a_lora_of_kohya_is_as_strong_as_the_alphas_beside_its_weights(sd: Path, tmp_path: Path, alpha: float) -> None:
    file, before = tmp_path / "style.safetensors", load_unet(sd, CPU, torch.float32).get_submodule(LAYER).weight
    down, up = torch.randn(4, before.shape[1]), torch.randn(before.shape[0], 4)
    name = f"lora_unet_{LAYER.replace('.', '_')}"
    weights = {"lora_down.weight": down, "lora_up.weight": up, "alpha": torch.tensor(alpha)}
    save_file({f"{name}.{part}": value for part, value in weights.items()}, file)
    styled = load_prior(f"{sd}+{file}", CPU, torch.float32, [PROMPT])
    assert isinstance(styled, LatentPrior)
    after = styled.denoiser.unet.get_submodule(LAYER).weight
    torch.testing.assert_close(after, before + alpha / 4 * up @ down, atol=1e-5, rtol=1e-5)
