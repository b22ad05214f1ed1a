"""Priors of the real sizes with random weights. Their predictions are noise, but they cost as much as the real ones."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import torch
from diffusers import AutoencoderKL, AutoencoderTiny, DDPMScheduler, UNet2DConditionModel
from torch import Tensor

from ..compute.memory import HIGH, Profile
from ..priors.components import frozen
from ..priors.denoiser import Denoiser
from ..priors.latent import LatentPrior
from ..priors.multiview import JointAttention, MultiviewPrior, unet_config
from ..priors.pixel import PixelPrior

IF_WIDTHS = {"if-i-m": 192, "if-i-l": 320, "if-i-xl": 704}  # 0.37, 0.94 and 4.3 billion parameters
NAMES = ("sd-2.1", "mvdream", *IF_WIDTHS)
MVDREAM = {
    "image_size": 32, "in_channels": 4, "out_channels": 4, "model_channels": 320, "channel_mult": [1, 2, 4, 4],
    "num_res_blocks": 2, "attention_resolutions": [4, 2, 1], "num_head_channels": 64, "context_dim": 1024,
    "camera_dim": 16,
}  # fmt: skip
SCALED_LINEAR = {"beta_schedule": "scaled_linear", "beta_start": 0.00085, "beta_end": 0.012}


class AnyWords:
    """A text encoder that returns random hidden states of the right size for any prompt."""

    def __init__(self, width: int, device: torch.device) -> None:
        self.states = torch.randn(77, width, generator=torch.Generator().manual_seed(0)).to(device)

    def __call__(self, prompts: Sequence[str]) -> Tensor:
        """Returns hidden states (B, 77, D)."""
        return self.states.expand(len(prompts), -1, -1)


def random_prior(
    name: str, device: torch.device, dtype: torch.dtype, profile: Profile = HIGH
) -> PixelPrior | LatentPrior:
    """Returns a prior with random weights that is as large as the one of that name in NAMES."""
    config = if_config(IF_WIDTHS[name]) if name in IF_WIDTHS else unet_config(MVDREAM)
    if name == "sd-2.1":
        config |= {"sample_size": 64, "class_embed_type": None}
    unet = _random(UNet2DConditionModel, config, device, dtype)
    if name in IF_WIDTHS:
        scheduler = DDPMScheduler(beta_schedule="squaredcos_cap_v2")
        return PixelPrior(Denoiser(unet, scheduler, profile.rows), AnyWords(4096, device))
    if name == "mvdream":
        unet.set_attn_processor(JointAttention())
    vae = _random(AutoencoderKL, VAE, device, torch.float32 if dtype == torch.float16 else dtype)
    if profile.checkpointing:
        vae.enable_gradient_checkpointing()
    kind = MultiviewPrior if name == "mvdream" else LatentPrior
    denoiser = Denoiser(unet, DDPMScheduler(**SCALED_LINEAR), profile.rows)
    tiny = _random(AutoencoderTiny, {}, device, vae.dtype)
    return kind(denoiser, AnyWords(1024, device), vae, tiny, profile.pictures)


def if_config(width: int) -> dict[str, Any]:
    """Returns the UNet's configuration of DeepFloyd IF's first stage, by the width of its first level."""
    return {
        "sample_size": 64, "in_channels": 3, "out_channels": 6, "attention_head_dim": 64, "encoder_hid_dim": 4096,
        "block_out_channels": [width * multiple for multiple in (1, 2, 3, 4)], "layers_per_block": 3,
        "cross_attention_dim": 4 * width,
        "down_block_types": ["ResnetDownsampleBlock2D", *["SimpleCrossAttnDownBlock2D"] * 3],
        "mid_block_type": "UNetMidBlock2DSimpleCrossAttn",
        "up_block_types": [*["SimpleCrossAttnUpBlock2D"] * 3, "ResnetUpsampleBlock2D"],
        "addition_embed_type": "text", "addition_embed_type_num_heads": 64, "cross_attention_norm": "group_norm",
        "resnet_time_scale_shift": "scale_shift", "act_fn": "gelu",
    }  # fmt: skip


VAE = {
    "down_block_types": ["DownEncoderBlock2D"] * 4, "up_block_types": ["UpDecoderBlock2D"] * 4,
    "block_out_channels": [128, 256, 512, 512], "layers_per_block": 2, "latent_channels": 4, "sample_size": 512,
}  # fmt: skip


def _random(kind: Any, config: dict[str, Any], device: torch.device, dtype: torch.dtype) -> Any:
    """Creates a network with small random weights directly on the device."""
    with torch.device("meta"):
        net = kind.from_config(config)
    net = net.to(dtype).to_empty(device=device)
    generator = torch.Generator(device).manual_seed(0)
    with torch.no_grad():
        for name, parameter in net.named_parameters():
            if parameter.dim() > 1:
                parameter.normal_(0, 0.02, generator=generator)
            else:
                parameter.fill_(1.0 if name.endswith("weight") else 0.0)
    return frozen(net, device)
