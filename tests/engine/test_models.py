"""Diffusion models by name, hub id or folder: what cannot be used is named before anything is spent."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import tiny_models
import torch

from nerf_sds import models, paths
from nerf_sds.models import accept, check, find
from nerf_sds.priors import load_prior
from nerf_sds.priors.world_prior import WorldPrior
from nerf_sds.words.understanding import understand

COMMIT = "0123456789abcdef0123456789abcdef01234567"


@pytest.fixture(autouse=True)
def hub_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PROPSMITH_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path / "hub"))
    return tmp_path / "hub"


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_models.stable_diffusion(tmp_path_factory.mktemp("models") / "sd")


@pytest.fixture
def folder(whole: Path, tmp_path: Path) -> Iterator[Path]:
    yield Path(shutil.copytree(whole, tmp_path / "sd"))


def in_cache(hub_cache: Path, source: str, folder: Path, revision: str = "main") -> None:
    place = hub_cache / f"models--{source.replace('/', '--')}"
    shutil.copytree(folder, place / "snapshots" / COMMIT)
    (place / "refs").mkdir()
    (place / "refs" / revision).write_text(COMMIT)


def refusal(name: str, online: bool = False) -> str:
    with pytest.raises(ValueError, match=r".") as raised:
        check(name, online)
    assert "\n" not in str(raised.value)
    return str(raised.value)


def test_what_is_built_in_needs_nothing() -> None:
    check("world", online=False)
    assert (models.family("world"), models.family("dirac")) == ("world", "dirac")


def test_the_model_that_shipped_before_is_refused_with_what_to_do() -> None:
    assert refusal("toybox") == "The diffusion model toybox is no longer in Propsmith: make the prop anew with world"


def test_a_folder_is_known_by_its_pipeline(folder: Path) -> None:
    check(str(folder), online=False)
    assert find(str(folder)).family == models.family(str(folder)) == "latent"


@pytest.mark.parametrize("name", ["sd21", "stable diffusion", "/nowhere/model", "a/b/c", ""])
def test_an_unknown_name_is_refused_with_what_there_is(name: str) -> None:
    assert "There is no diffusion model" in refusal(name) and "choose" in refusal(name)


def test_a_near_name_is_offered() -> None:
    assert "choose sd-2.1" in refusal("sd-21")


@pytest.mark.parametrize(
    "part", ["model_index.json", "unet", "vae", "tokenizer", "unet/diffusion_pytorch_model.safetensors"]
)
def test_a_part_that_is_missing_is_named(folder: Path, part: str) -> None:
    path = folder / part
    shutil.rmtree(path) if path.is_dir() else path.unlink()
    assert part.split("/")[0] in refusal(str(folder)) and " missing: " in refusal(str(folder))


def test_pickled_weights_are_refused(folder: Path) -> None:
    (folder / "unet" / "diffusion_pytorch_model.safetensors").rename(folder / "unet" / "diffusion_pytorch_model.bin")
    assert "unet has pickled weights only, which can run code: convert them to safetensors" in refusal(str(folder))


def test_a_pipeline_of_another_kind_is_refused(folder: Path) -> None:
    index = folder / "model_index.json"
    index.write_text(index.read_text().replace("StableDiffusionPipeline", "FluxPipeline"))
    assert "its pipeline is FluxPipeline: choose one of IFPipeline" in refusal(str(folder))


def test_a_shard_that_is_missing_makes_the_weights_unusable(folder: Path) -> None:
    weights = folder / "unet" / "diffusion_pytorch_model.safetensors"
    weights.rename(weights.with_name("diffusion_pytorch_model-00001-of-00002.safetensors"))
    assert "the weights of unet are missing" in refusal(str(folder))


def test_a_model_is_whole_unless_something_is_missing(folder: Path) -> None:
    assert models.is_whole(folder)
    weights = folder / "unet" / "diffusion_pytorch_model.safetensors"
    pickled = weights.rename(weights.with_suffix(".bin"))
    assert models.is_whole(folder), "it is there, if not to be used"
    pickled.unlink()
    assert not models.is_whole(folder)


def test_half_precision_is_taken_where_it_is_there_too(folder: Path) -> None:
    weights = folder / "unet" / "diffusion_pytorch_model.safetensors"
    half = weights.with_name("diffusion_pytorch_model.fp16.safetensors")
    shutil.copy(weights, half)
    assert models.weights_of(folder / "unet") == [half]


def test_a_model_of_train_priors_is_a_folder_like_others(tmp_path: Path) -> None:
    folder = shutil.copytree(paths.WORLD, tmp_path / "house style")
    check(str(folder), online=False)
    assert models.family(str(folder)) == "world"
    assert understand("красный гриб", str(folder)).prompt == "a red mushroom"
    prior = load_prior(str(folder), torch.device("cpu"), torch.float32)
    assert isinstance(prior, WorldPrior)
    shutil.rmtree(folder / "unet")
    assert "unet is missing" in refusal(str(folder))


def test_a_model_that_is_not_here_is_refused_while_offline() -> None:
    assert "sd-2.1 is not on this machine" in refusal("sd-2.1", online=False)
    assert "some/model is not on this machine" in refusal("some/model", online=False)
    check("sd-2.1", online=True)


def test_a_model_of_the_hub_that_is_here_needs_no_network(hub_cache: Path, whole: Path) -> None:
    in_cache(hub_cache, "some/model", whole)
    check("some/model", online=False)
    assert find("some/model").family == "latent"


@pytest.mark.parametrize("revision", ["v2", COMMIT])
def test_a_revision_can_be_pinned(hub_cache: Path, whole: Path, revision: str) -> None:
    in_cache(hub_cache, "some/model", whole, "v2")
    check(f"some/model@{revision}", online=False)
    assert "not on this machine" in refusal("some/model", online=False)
    assert find(f"sd-2.1@{revision}").revision == revision


def test_a_licence_that_forbids_commerce_is_accepted_once() -> None:
    said = refusal("if-i-m", online=True)
    assert "research only" in said and "https://huggingface.co/DeepFloyd/IF-I-M-v1.0" in said
    assert "models --accept if-i-m" in said
    assert "research only" in refusal("DeepFloyd/IF-I-M-v1.0", online=True)  # by its hub id, too
    accept("if-i-m")
    check("if-i-m", online=True)
    assert "research only" in refusal("if-i-l", online=True)


def test_no_room_on_the_disk_is_said_with_the_figures(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(models.shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(10**9, 0, 10**9))
    assert "needs 2.6 GB" in refusal("sd-2.1", online=True) and "1.0 GB are free" in refusal("sd-2.1", online=True)


def test_a_lora_must_be_there_and_for_stable_diffusion(folder: Path, tmp_path: Path) -> None:
    assert "There is no LoRA" in refusal(f"{folder}+{tmp_path / 'style.safetensors'}")
    (tmp_path / "style.safetensors").touch()
    check(f"{folder}+{tmp_path / 'style.safetensors'}", online=False)
    accept("if-i-m")
    assert "a LoRA is for Stable Diffusion" in refusal(f"if-i-m+{tmp_path / 'style.safetensors'}", online=True)
