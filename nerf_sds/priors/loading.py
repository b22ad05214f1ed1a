"""Loads a diffusion model from this machine as a prior."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from pathlib import Path

import torch
from diffusers import AutoencoderKL, AutoencoderTiny, UNet2DConditionModel
from safetensors import SafetensorError

from .. import models
from ..compute.memory import Profile, kept
from ..disk.texts import first_line
from ..models import Model
from ..sds import Prior
from .components import load_autoencoder, load_scheduler, load_unet
from .denoiser import Denoiser
from .latent import LatentPrior
from .multiview import MultiviewPrior, load_multiview_unet
from .pixel import PixelPrior
from .text_encoding import encode_once
from .world_prior import WorldPrior


def load(model: Model, wanted: Sequence[str], device: torch.device, dtype: torch.dtype, profile: Profile) -> Prior:
    """Loads a model as a prior. The text encoder is released before the UNet is read.

    `wanted` are all prompts that the prior will get. Raises ValueError with one line if a part of the model is missing,
    damaged, or of an unknown kind.
    """
    try:
        return _load(model, wanted, device, dtype, profile)
    except (OSError, SafetensorError) as error:
        raise ValueError(f"{model.name} cannot be read ({first_line(error)}): download it again") from error


def _load(model: Model, wanted: Sequence[str], device: torch.device, dtype: torch.dtype, profile: Profile) -> Prior:
    folder = models.folder_here(model)
    models.check_folder(folder)
    if model.family == "world":
        return kept.get((*_files(model, folder), dtype), device, lambda: WorldPrior.load(folder, device, dtype))
    words = encode_once(folder, wanted, device, dtype, model.lora)
    unet, vae, tiny = kept.get(
        (*_files(model, folder), dtype, profile.checkpointing),
        device,
        lambda: _nets(model, folder, device, dtype, profile.checkpointing),
    )
    denoiser = Denoiser(unet, load_scheduler(folder), profile.rows)
    if vae is None:
        return PixelPrior(denoiser, words)
    kind = MultiviewPrior if model.family == "multiview" else LatentPrior
    return kind(denoiser, words, vae, tiny, profile.pictures)


def _nets(
    model: Model, folder: Path, device: torch.device, dtype: torch.dtype, checkpointing: bool
) -> tuple[UNet2DConditionModel, AutoencoderKL | None, AutoencoderTiny | None]:
    """Loads the UNet, the autoencoder and the tiny autoencoder, or None for those that the model lacks.

    They are large and the same for all prompts.
    """
    unet = (load_multiview_unet if model.family == "multiview" else load_unet)(folder, device, dtype)
    if model.family == "pixel":
        return unet, None, None
    if model.lora:
        from .lora import fuse_into_unet

        fuse_into_unet(unet, model.lora)
    vae = load_autoencoder(folder / "vae", device, dtype)
    if checkpointing:
        vae.enable_gradient_checkpointing()
    tiny = tiny_autoencoder(folder)
    return unet, vae, load_autoencoder(tiny, device, dtype) if tiny else None


def _files(model: Model, folder: Path) -> tuple[Hashable, ...]:
    """Returns a key that changes when a file of the nets changes."""
    parts = [folder / part for part in models.WEIGHTS]
    weights = [file for part in [*parts, tiny_autoencoder(folder)] if part for file in models.weights_of(part)]
    read = [*weights, *([model.lora] if model.lora else [])]
    return tuple((file, file.stat().st_size, file.stat().st_mtime_ns) for file in read)


def tiny_autoencoder(folder: Path) -> Path | None:
    """Returns the folder of the tiny autoencoder: the model's own, or the one in the hub's cache.

    Returns None if there is neither.
    """
    if (folder / "tiny_vae").is_dir():
        return folder / "tiny_vae"
    found = models.cached(models.TINY_AUTOENCODER, "main")
    return found if found and models.weights_of(found) else None
