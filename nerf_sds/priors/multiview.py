"""MVDream (arXiv 2308.16512) with diffusers' own UNet: four views, a quarter turn apart, are denoised together.

The UNet is that of Stable Diffusion 2.1 with two additions (section 3.1): the self-attention of a view sees all four
views, and the camera is added to the time embedding. The published weights have the names of the original code.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import torch
from diffusers import UNet2DConditionModel
from diffusers.loaders.single_file_utils import convert_ldm_unet_checkpoint
from diffusers.models.attention_processor import Attention, AttnProcessor2_0
from safetensors.torch import load_file
from torch import Tensor, nn

from ..compute.device import sent
from ..models import weights_of
from ..nerf.cameras import look_at_origin
from ..viewpoints import PictureKind, Viewpoint
from .components import frozen
from .denoiser import Embedding
from .latent import LatentPrior

VIEWS = 4
CAMERA_FEATURES = 16  # entries of a camera-to-world matrix
FRONT = 90.0  # degrees: the azimuth of MVDream's front view, at +X (its scripts/t2i.py, --camera_azim)
ORIGINAL = "model.diffusion_model."  # prefix of the UNet's weights in the original code


class MultiviewPrior(LatentPrior):
    """Stable Diffusion with four views at once. B is a multiple of four, with each four views ordered by azimuth.

    Prompts have no view words, as in MVDream-threestudio (multiview_diffusion_guidance.py, view_dependent_prompting
    False).
    """

    views_per_sample = VIEWS
    view_words = False

    def embed(
        self,
        prompts: Sequence[str],
        viewpoints: Sequence[Viewpoint | None],
        kinds: Sequence[PictureKind] | None = None,
    ) -> Embedding:
        """Encodes B prompts and their viewpoints; None means no camera."""
        words = self.words(prompts)
        cameras = sent(torch.stack([camera_features(viewpoint) for viewpoint in viewpoints]), words.device)
        return Embedding(words, cameras.to(words.dtype))


class JointAttention(AttnProcessor2_0):
    """Self-attention over the positions of four views together (section 3.1). Cross-attention stays as it is."""

    def __call__(
        self,
        attn: Attention,
        hidden_states: Tensor,
        encoder_hidden_states: Tensor | None = None,
        *args: Any,
        **kwargs: Any,
    ) -> Tensor:
        """Returns the shape of `hidden_states` (B, N, C), where B is a multiple of four."""
        if encoder_hidden_states is not None:
            return super().__call__(attn, hidden_states, encoder_hidden_states, *args, **kwargs)
        rows, positions, channels = hidden_states.shape
        joined = hidden_states.reshape(rows // VIEWS, VIEWS * positions, channels)
        return super().__call__(attn, joined, None, *args, **kwargs).reshape(rows, positions, channels)


def camera_features(viewpoint: Viewpoint | None) -> Tensor:
    """Returns the camera-to-world matrix (16,), row by row, at distance 1 in MVDream's axes.

    Without a viewpoint it is all zeros.
    """
    if viewpoint is None:
        return torch.zeros(CAMERA_FEATURES)
    turned = replace(viewpoint, azimuth=viewpoint.azimuth + FRONT, distance=1.0)
    return look_at_origin([turned], torch.device("cpu")).flatten()


class CameraEmbedding(nn.Module):
    """Maps cameras to what is added to the time embedding: zero for rows without a camera, as in the original code."""

    def __init__(self, embed: nn.Module) -> None:
        """`embed` is the UNet's own embedding. Its bias would make that of a row without a camera non-zero."""
        super().__init__()
        self.embed = embed

    def forward(self, cameras: Tensor) -> Tensor:
        """Maps cameras (B, 16), zeros if there is none, to embeddings (B, C)."""
        return self.embed(cameras) * cameras.any(dim=-1, keepdim=True)


def load_multiview_unet(folder: Path, device: torch.device, dtype: torch.dtype) -> UNet2DConditionModel:
    """Loads the UNet from a folder with the published weights. Raises ValueError if they have other names or shapes."""
    part = folder / "unet"
    facts = unet_config(json.loads((part / "config.json").read_text("utf-8")))
    unet = UNet2DConditionModel.from_config(facts)
    weights = {name: value for file in weights_of(part) for name, value in load_file(file).items()}
    try:
        unet.load_state_dict(to_diffusers(weights, facts))
    except (KeyError, RuntimeError) as error:
        raise ValueError(f"The weights in {part} are not MVDream's: download them again") from error
    unet.set_attn_processor(JointAttention())
    unet.class_embedding = CameraEmbedding(unet.class_embedding)
    return frozen(unet.to(dtype), device)


def unet_config(published: dict[str, Any]) -> dict[str, Any]:
    """Translates the published UNet's configuration to diffusers' keys."""
    width, multiples = published["model_channels"], published["channel_mult"]
    attends = [2**level in published["attention_resolutions"] for level in range(len(multiples))]
    head = published["num_head_channels"]
    return {
        "sample_size": published["image_size"],
        "in_channels": published["in_channels"],
        "out_channels": published["out_channels"],
        "block_out_channels": [width * multiple for multiple in multiples],
        "layers_per_block": published["num_res_blocks"],
        "down_block_types": ["CrossAttnDownBlock2D" if attend else "DownBlock2D" for attend in attends],
        "up_block_types": ["CrossAttnUpBlock2D" if attend else "UpBlock2D" for attend in reversed(attends)],
        "attention_head_dim": [width * multiple // head for multiple in multiples],  # number of heads, despite its name
        "cross_attention_dim": published["context_dim"],
        "use_linear_projection": True,
        "class_embed_type": "projection",
        "projection_class_embeddings_input_dim": published["camera_dim"],
    }


def to_diffusers(weights: dict[str, Tensor], config: dict[str, Any]) -> dict[str, Tensor]:
    """Renames weights of the original code for diffusers, where the camera embedding is a class embedding."""
    renamed = {
        ORIGINAL + name.removeprefix(ORIGINAL).replace("camera_embed.", "label_emb.0."): value
        for name, value in weights.items()
    }
    return convert_ldm_unet_checkpoint(renamed, config)
