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


def fuse_into_unet(unet: UNet2DConditionModel, file: Path) -> None:
    """Raises ValueError with one line when the file is no LoRA for this UNet."""
    state, alphas = _read(file)
    try:
        StableDiffusionPipeline.load_lora_into_unet(state, alphas, unet)
    except (ValueError, KeyError, RuntimeError) as error:
        raise ValueError(f"{file} is no LoRA for this model: choose another") from error
    if not any(isinstance(module, BaseTunerLayer) for module in unet.modules()):
        raise ValueError(f"{file} changes nothing in this model: choose another LoRA")
    unet.fuse_lora()
    unet.unload_lora()


def fuse_into_text_encoder(encoder: CLIPTextModel, file: Path) -> None:
    """Of a LoRA that changes the text encoder as well; others leave it as it is."""
    state, alphas = _read(file)
    if any(name.startswith("text_encoder.") for name in state):
        StableDiffusionPipeline.load_lora_into_text_encoder(state, alphas, encoder)
        for module in encoder.modules():
            if isinstance(module, BaseTunerLayer):
                module.merge()


def _read(file: Path) -> tuple[dict[str, Any], dict[str, Any] | None]:
    """Weights and their scales, under diffusers' names whoever wrote them. Raises ValueError."""
    try:
        return StableDiffusionPipeline.lora_state_dict(str(file), use_safetensors=True, local_files_only=True)
    except (ValueError, KeyError, RuntimeError, OSError, SafetensorError) as error:
        raise ValueError(f"{file} is no LoRA: choose another") from error
