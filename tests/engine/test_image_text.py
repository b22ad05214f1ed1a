"""Models of pictures and captions: the two that ship, and CLIP in its real format."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
from tokenizers import ByteLevelBPETokenizer
from transformers import CLIPConfig, CLIPModel, CLIPTokenizerFast

from nerf_sds.image_text import OPTIMISED, SCORER, load_image_text
from nerf_sds.image_text.sentence_pair import SentenceImageText

CPU = torch.device("cpu")


@pytest.fixture(scope="module")
def clip_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tiny CLIP with random weights, saved as real ones are."""
    folder = tmp_path_factory.mktemp("clip")
    learned = ByteLevelBPETokenizer(end_of_word_suffix="</w>", lowercase=True)
    specials = ["<|startoftext|>", "<|endoftext|>"]
    learned.train_from_iterator(["a red mug", "a blue robot"] * 4, vocab_size=300, special_tokens=specials)
    learned.save_model(str(folder))
    tokenizer = CLIPTokenizerFast(str(folder / "vocab.json"), str(folder / "merges.txt"), model_max_length=16)
    end = tokenizer.eos_token_id
    size = {"hidden_size": 16, "intermediate_size": 32, "num_hidden_layers": 1, "num_attention_heads": 2}
    words = {"vocab_size": len(tokenizer), "max_position_embeddings": 16, "eos_token_id": end, "pad_token_id": end}
    torch.manual_seed(0)
    model = CLIPModel(
        CLIPConfig(
            text_config={**size, **words}, vision_config={**size, "image_size": 32, "patch_size": 8}, projection_dim=12
        )
    )
    model.save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    return folder


def test_clip_is_read_from_a_folder_and_gives_unit_vectors(clip_folder: Path) -> None:
    clip = load_image_text(str(clip_folder), CPU)
    rgb = torch.rand(2, 3, 64, 64, requires_grad=True)
    pictures, captions = clip.embed_pictures(rgb), clip.embed_captions(["a red mug", "a blue robot", "mug"])
    assert pictures.shape == (2, 12) and captions.shape == (3, 12)
    assert torch.allclose(pictures.norm(dim=1), torch.ones(2)) and torch.allclose(captions.norm(dim=1), torch.ones(3))
    pictures.sum().backward()
    assert rgb.grad is not None and rgb.grad.abs().sum() > 0


def test_clip_agrees_with_transformers_own_scores(clip_folder: Path) -> None:
    clip, captions = load_image_text(str(clip_folder), CPU), ["a red mug", "a blue robot"]
    rgb = torch.rand(3, 3, 32, 32)
    logits = clip.scale * clip.embed_pictures(rgb) @ clip.embed_captions(captions).T
    tokens = CLIPTokenizerFast.from_pretrained(clip_folder)(captions, padding=True, return_tensors="pt")
    mean = torch.tensor([0.48145466, 0.4578275, 0.40821073])[:, None, None]
    deviation = torch.tensor([0.26862954, 0.26130258, 0.27577711])[:, None, None]
    with torch.no_grad():
        expected = CLIPModel.from_pretrained(clip_folder)(**tokens, pixel_values=(rgb - mean) / deviation)
    assert torch.allclose(logits, expected.logits_per_image, atol=1e-4)


def test_a_missing_clip_is_named_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"There is no CLIP in .*nowhere") as raised:
        load_image_text(str(tmp_path / "nowhere"), CPU)
    assert "\n" not in str(raised.value)


def test_the_scorer_is_another_net_than_the_one_that_baselines_optimise() -> None:
    scorer, optimised = load_image_text(SCORER, CPU), load_image_text(OPTIMISED, CPU)
    assert isinstance(scorer, SentenceImageText) and isinstance(optimised, SentenceImageText)
    assert type(scorer.pictures) is not type(optimised.pictures)


def test_all_weights_that_ship_stay_within_64_megabytes() -> None:
    root = Path(__file__).parents[2] / "nerf_sds"
    assert sum(path.stat().st_size for path in root.rglob("*.safetensors")) < 64_000_000
