"""LoRAs: small files with a fine-tune's changes, which are added to the weights once and cost nothing afterwards.

Import this module only for a LoRA: diffusers' pipeline, which reads the many formats, takes seconds to import.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from diffusers import StableDiffusionPipeline, UNet2DConditionModel
from peft.tuners.tuners_utils import BaseTunerLayer
from safetensors import SafetensorError
from transformers import CLIPTextModel

BROKEN = (ValueError, KeyError, RuntimeError, TypeError, AttributeError)  # diffusers' errors for unsuitable files


def fuse_into_unet(unet: UNet2DConditionModel, file: Path) -> None:
    """Adds a LoRA to the UNet's weights. Raises ValueError with one line if the file is no LoRA for this UNet."""
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
    """Adds a LoRA to the text encoder's weights, if it has any for it.

    Raises ValueError with one line if the file is no LoRA for this encoder.
    """
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
    """Returns the weights under diffusers' names, whichever program wrote them, and their scales. Raises ValueError.

    kohya's alphas lie beside the weights, diffusers' in the file's metadata. Without either, alpha equals the rank.
    """
    try:
        state, alphas, metadata = StableDiffusionPipeline.lora_state_dict(
            str(file), use_safetensors=True, local_files_only=True, return_lora_metadata=True
        )
    except (*BROKEN, OSError, SafetensorError) as error:
        raise ValueError(f"{file} is no LoRA: choose another") from error
    return state, {"network_alphas": alphas, "metadata": metadata}
