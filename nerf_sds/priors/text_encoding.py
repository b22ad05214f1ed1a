"""Encodes prompts as the hidden states of a text encoder.

A large text encoder is needed only for a few prompts. They are encoded once and kept on disk, and the encoder is
released before the UNet is loaded.
"""

from __future__ import annotations

import gc
import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

import torch
from safetensors.torch import load_file, save
from torch import Tensor
from transformers import AutoTokenizer, CLIPTextModel, T5EncoderModel

from .. import paths
from ..disk import files, folders
from ..models import weights_of

ENCODERS = {"CLIPTextModel": CLIPTextModel, "T5EncoderModel": T5EncoderModel}
T5_TOKENS = 77  # length of DeepFloyd IF's prompts in tokens
ROOM = 1.2  # GPU memory needed, as a multiple of the size of the encoder's weights


class StoredWords:
    """Looks up prompts that have been encoded before."""

    def __init__(self, known: dict[str, Tensor], device: torch.device) -> None:
        self._known = {prompt: states.to(device) for prompt, states in known.items()}

    def __call__(self, prompts: Sequence[str]) -> Tensor:
        """Returns the hidden states (B, L, D) of B prompts. Raises KeyError if one has not been encoded."""
        return torch.stack([self._known[prompt] for prompt in prompts])


def encode_once(
    folder: Path, prompts: Sequence[str], device: torch.device, dtype: torch.dtype, lora: Path | None = None
) -> StoredWords:
    """Encodes prompts with the text encoder of a model's folder, or reads them from disk if that was done before.

    Raises ValueError if the text encoder is of an unknown kind.
    """
    store = paths.words() / _digest(folder, dtype, lora)
    kind = _kind_of(folder)
    texts = {prompt: _as_read(prompt, kind) for prompt in prompts}
    places = {text: store / f"{hashlib.sha256(text.encode()).hexdigest()[:24]}.safetensors" for text in texts.values()}
    if missing := [text for text, place in places.items() if not place.is_file()]:
        folders.claim(paths.words())
        store.mkdir(exist_ok=True)
        for text, states in zip(missing, _encode(folder, missing, device, dtype, lora), strict=True):
            files.write(places[text], save({"states": states.contiguous()}))
    return StoredWords({prompt: load_file(places[text])["states"] for prompt, text in texts.items()}, device)


@torch.no_grad()
def _encode(folder: Path, texts: Sequence[str], device: torch.device, dtype: torch.dtype, lora: Path | None) -> Tensor:
    """Encodes texts to hidden states (B, L, D) on the CPU, and releases the encoder."""
    kind = _kind_of(folder)
    tokenizer = AutoTokenizer.from_pretrained(folder / "tokenizer", local_files_only=True)
    is_t5 = kind is T5EncoderModel
    length = T5_TOKENS if is_t5 else tokenizer.model_max_length
    inputs = tokenizer(
        list(texts), padding="max_length", max_length=length, truncation=True, return_tensors="pt",
        return_attention_mask=is_t5,
    )  # fmt: skip
    place = _place_for(folder / "text_encoder", device)
    encoder = kind.from_pretrained(
        folder / "text_encoder", dtype=torch.float32 if place.type == "cpu" and not is_t5 else dtype,
        use_safetensors=True, local_files_only=True, **variant_of(folder / "text_encoder"),
    )  # fmt: skip
    if lora:
        from .lora import fuse_into_text_encoder

        fuse_into_text_encoder(encoder, lora)
    states = encoder.to(place).eval()(**inputs.to(place)).last_hidden_state.to("cpu", dtype)
    del encoder
    gc.collect()
    if place.type == "cuda":
        torch.cuda.empty_cache()
    return states


def _kind_of(folder: Path) -> type[CLIPTextModel] | type[T5EncoderModel]:
    """Returns the class of the text encoder in a model's folder. Raises ValueError if it is unknown."""
    facts = json.loads((folder / "text_encoder" / "config.json").read_text("utf-8"))
    kind = ENCODERS.get(facts["architectures"][0])
    if kind is None:
        raise ValueError(f"The text encoder of {folder} is {facts['architectures'][0]}: no prior here knows it")
    return kind


def _as_read(prompt: str, kind: type) -> str:
    """Returns the prompt as the encoder gets it. DeepFloyd IF's is stripped and in lower case, as in its IFPipeline."""
    return prompt.lower().strip() if kind is T5EncoderModel else prompt


def variant_of(part: Path) -> dict[str, str]:
    """Returns the arguments with which `from_pretrained` reads the half-precision weights, if there are any."""
    return {"variant": "fp16"} if any(".fp16" in file.name for file in weights_of(part)) else {}


def _place_for(part: Path, device: torch.device) -> torch.device:
    """Returns the device, or the CPU if the encoder does not fit into the GPU's free memory."""
    if device.type != "cuda":
        return torch.device("cpu")
    needed = ROOM * sum(file.stat().st_size for file in weights_of(part))
    return device if torch.cuda.mem_get_info(device)[0] > needed else torch.device("cpu")


def _digest(folder: Path, dtype: torch.dtype, lora: Path | None) -> str:
    """Returns a digest of the text encoder's folder and files, the precision and the LoRA."""
    files_read = [*weights_of(folder / "text_encoder"), *([lora] if lora else [])]
    weights = [(file.name, file.stat().st_size, file.stat().st_mtime_ns) for file in files_read]
    return hashlib.sha256(repr((str(folder.resolve()), weights, str(dtype))).encode()).hexdigest()[:16]
