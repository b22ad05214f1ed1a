"""Loads the parts of a diffusion model from its folder: safetensors only, frozen, without running code from it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TypeVar

import torch
from diffusers import AutoencoderKL, AutoencoderTiny, DDPMScheduler, UNet2DConditionModel
from torch import nn

from ..compute.channels_last import keep_channels_last
from .text_encoding import variant_of

N = TypeVar("N", bound=nn.Module)


def load_unet(folder: Path, device: torch.device, dtype: torch.dtype) -> UNet2DConditionModel:
    """Loads the UNet from a model's folder."""
    unet = UNet2DConditionModel.from_pretrained(
        folder / "unet", dtype=dtype, use_safetensors=True, low_cpu_mem_usage=False, local_files_only=True,
        **variant_of(folder / "unet"),
    )  # fmt: skip
    return frozen(unet, device)


def load_autoencoder(folder: Path, device: torch.device, dtype: torch.dtype) -> AutoencoderKL | AutoencoderTiny:
    """Loads the autoencoder, full or tiny, from its folder.

    A `dtype` of float16 is replaced by float32, because the gradients vanish in float16.
    """
    facts = json.loads((folder / "config.json").read_text("utf-8"))
    kind = AutoencoderTiny if facts["_class_name"] == "AutoencoderTiny" else AutoencoderKL
    vae = kind.from_pretrained(
        folder, dtype=torch.float32 if dtype == torch.float16 else dtype, use_safetensors=True,
        low_cpu_mem_usage=False, local_files_only=True, **variant_of(folder),
    )  # fmt: skip
    return frozen(vae, device)


def frozen(net: N, device: torch.device) -> N:
    """Moves a net to the device, frozen, in the memory layout that is fastest there. Returns the same net."""
    net = net.to(device).requires_grad_(False).eval()
    if device.type == "cuda":
        keep_channels_last(net)
    elif isinstance(net, UNet2DConditionModel):
        net.to(memory_format=torch.channels_last)  # pyright: ignore[reportCallIssue]
    return net


def load_scheduler(folder: Path) -> DDPMScheduler:
    """Loads the noise schedule of a model's folder, whichever sampler it names: all have the same keys for it."""
    facts = json.loads((folder / "scheduler" / "scheduler_config.json").read_text("utf-8"))
    return DDPMScheduler.from_config({**facts, "variance_type": "fixed_small"})
