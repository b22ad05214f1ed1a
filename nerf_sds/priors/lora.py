"""LoRAs: a fine-tune's changes as a small file, added to the weights once, so that they cost nothing later.

Imported where there is one alone: the pipeline that reads its many dialects takes seconds to import.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from diffusers import StableDiffusionPipeline, UNet2DConditionModel
from peft.tuners.tuners_utils import BaseTunerLayer
from safetensors import SafetensorError
from transformers import CLIPTextModel

BROKEN = (ValueError, KeyError, RuntimeError, TypeError, AttributeError)  # what diffusers raises for such a file


def fuse_into_unet(unet: UNet2DConditionModel, file: Path) -> None:
    """Raises ValueError with one line when the file is no LoRA for this UNet."""
    state, scales = _read(file)
    try:
        StableDiffusionPipeline.load_lora_into_unet(state, unet=unet, **scales)
    except BROKEN as error:
        raise ValueError(f"{file} is no LoRA for this model: choose another") from error
    if not any(isinstance(module, BaseTunerLayer) for module in unet.modules()):
        raise ValueError(f"{file} changes nothing in this model: choose another LoRA")
    unet.fuse_lora()
    unet.unload_lora()


def fuse_into_text_encoder(encoder: CLIPTextModel, file: Path) -> None:
    """Of a LoRA that changes the text encoder as well; others leave it as it is. Raises ValueError as well."""
    state, scales = _read(file)
    if any(name.startswith("text_encoder.") for name in state):
        try:
            StableDiffusionPipeline.load_lora_into_text_encoder(state, text_encoder=encoder, **scales)
        except BROKEN as error:
            raise ValueError(f"{file} is no LoRA for this model: choose another") from error
        for module in encoder.modules():
            if isinstance(module, BaseTunerLayer):
                module.merge()


def _read(file: Path) -> tuple[dict[str, Any], dict[str, Any]]:
    """Weights, under diffusers' names whoever wrote them, and what scales them. Raises ValueError.

    kohya's alphas stand beside the weights, diffusers' in the metadata of the file; without any, alpha is the rank.
    """
    try:
        state, alphas, metadata = StableDiffusionPipeline.lora_state_dict(
            str(file), use_safetensors=True, local_files_only=True, return_lora_metadata=True
        )
    except (*BROKEN, OSError, SafetensorError) as error:
        raise ValueError(f"{file} is no LoRA: choose another") from error
    return state, {"network_alphas": alphas, "metadata": metadata}
