"""A diffusion model that lies on this machine, as a prior."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import torch
from safetensors import SafetensorError

from .. import models
from ..memory import Profile
from ..models import Model
from ..sds import Prior
from .denoiser import Denoiser
from .latent import LatentPrior
from .multiview import MultiviewPrior, load_multiview_unet
from .parts import load_autoencoder, load_scheduler, load_unet
from .pixel import PixelPrior
from .words import encode_once


def load(model: Model, wanted: Sequence[str], device: torch.device, dtype: torch.dtype, profile: Profile) -> Prior:
    """A diffusion model that lies on this machine; the text encoder has come and gone before the UNet is read.

    Raises ValueError with one line when a part of it is not there, damaged, or of a kind that is not known here.
    """
    try:
        return _load(model, wanted, device, dtype, profile)
    except (OSError, SafetensorError) as error:
        told = str(error).strip().splitlines()[0]
        raise ValueError(f"{model.name} cannot be read ({told}): download it again") from error


def _load(model: Model, wanted: Sequence[str], device: torch.device, dtype: torch.dtype, profile: Profile) -> Prior:
    folder = model.folder
    if folder is None:
        raise ValueError(f"{model.name} is not on this machine: start a run with it, which downloads it first")
    models.check_folder(folder)
    if model.family == "toybox":
        return PixelPrior.load_toybox(folder, device, dtype)
    words = encode_once(folder, wanted, device, dtype, model.lora)
    if model.family == "pixel":
        return PixelPrior(Denoiser(load_unet(folder, device, dtype), load_scheduler(folder), profile.rows), words)
    is_multiview = model.family == "multiview"
    unet = (load_multiview_unet if is_multiview else load_unet)(folder, device, dtype)
    if model.lora:
        from .lora import fuse_into_unet

        fuse_into_unet(unet, model.lora)
    vae = load_autoencoder(folder / "vae", device, dtype)
    if profile.checkpointing:
        vae.enable_gradient_checkpointing()
    tiny = tiny_autoencoder(folder)
    return (MultiviewPrior if is_multiview else LatentPrior)(
        Denoiser(unet, load_scheduler(folder), profile.rows), words, vae,
        load_autoencoder(tiny, device, dtype) if tiny else None, profile.pictures,
    )  # fmt: skip


def tiny_autoencoder(folder: Path) -> Path | None:
    """That of a model's folder, else the one in the hub's cache, where there is one."""
    if (folder / "tiny_vae").is_dir():
        return folder / "tiny_vae"
    found = models.cached(models.TINY_AUTOENCODER, "main")
    return found if found and models.weights_of(found) else None
