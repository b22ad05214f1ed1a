"""The parts of a diffusion model from its folder: safetensors only, frozen, and never any code that comes with it."""

from __future__ import annotations

import json
from pathlib import Path

import torch
from diffusers import AutoencoderKL, AutoencoderTiny, DDPMScheduler, UNet2DConditionModel

from .words import variant_of


def load_unet(folder: Path, device: torch.device, dtype: torch.dtype) -> UNet2DConditionModel:
    """The UNet of a model's folder."""
    unet = UNet2DConditionModel.from_pretrained(
        folder / "unet", dtype=dtype, use_safetensors=True, low_cpu_mem_usage=False, local_files_only=True,
        **variant_of(folder / "unet"),
    )  # fmt: skip
    return unet.to(device, memory_format=torch.channels_last).requires_grad_(False).eval()


def load_autoencoder(folder: Path, device: torch.device, dtype: torch.dtype) -> AutoencoderKL | AutoencoderTiny:
    """The autoencoder in a folder, of either kind; in float32 instead of float16, where its gradients vanish."""
    facts = json.loads((folder / "config.json").read_text("utf-8"))
    kind = AutoencoderTiny if facts["_class_name"] == "AutoencoderTiny" else AutoencoderKL
    vae = kind.from_pretrained(
        folder, dtype=torch.float32 if dtype == torch.float16 else dtype, use_safetensors=True,
        low_cpu_mem_usage=False, local_files_only=True, **variant_of(folder),
    )  # fmt: skip
    return vae.to(device).requires_grad_(False).eval()  # its way back is a third faster than in channels_last


def load_scheduler(folder: Path) -> DDPMScheduler:
    """The noise schedule, whichever sampler the folder names: all of them tell it by the same words."""
    facts = json.loads((folder / "scheduler" / "scheduler_config.json").read_text("utf-8"))
    return DDPMScheduler.from_config({**facts, "variance_type": "fixed_small"})
