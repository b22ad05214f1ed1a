"""The parts of a diffusion model from its folder: safetensors only, frozen, and never any code that comes with it."""

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
    """The UNet of a model's folder."""
    unet = UNet2DConditionModel.from_pretrained(
        folder / "unet", dtype=dtype, use_safetensors=True, low_cpu_mem_usage=False, local_files_only=True,
        **variant_of(folder / "unet"),
    )  # fmt: skip
    return frozen(unet, device)


def load_autoencoder(folder: Path, device: torch.device, dtype: torch.dtype) -> AutoencoderKL | AutoencoderTiny:
    """The autoencoder in a folder, of either kind; in float32 instead of float16, where its gradients vanish."""
    facts = json.loads((folder / "config.json").read_text("utf-8"))
    kind = AutoencoderTiny if facts["_class_name"] == "AutoencoderTiny" else AutoencoderKL
    vae = kind.from_pretrained(
        folder, dtype=torch.float32 if dtype == torch.float16 else dtype, use_safetensors=True,
        low_cpu_mem_usage=False, local_files_only=True, **variant_of(folder),
    )  # fmt: skip
    return frozen(vae, device)


def frozen(net: N, device: torch.device) -> N:
    """The net on its device, in the form in which it is fastest there."""
    net = net.to(device).requires_grad_(False).eval()
    if device.type == "cuda":
        keep_channels_last(net)
    elif isinstance(net, UNet2DConditionModel):
        net.to(memory_format=torch.channels_last)  # pyright: ignore[reportCallIssue]
    return net


def load_scheduler(folder: Path) -> DDPMScheduler:
    """The noise schedule, whichever sampler the folder names: all of them tell it by the same words."""
    facts = json.loads((folder / "scheduler" / "scheduler_config.json").read_text("utf-8"))
    return DDPMScheduler.from_config({**facts, "variance_type": "fixed_small"})
