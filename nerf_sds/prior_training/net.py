"""The network: diffusers' UNet on folded pictures.

It is conditioned on words, camera, kind of picture, crop, size and guidance.
"""

from __future__ import annotations

from pathlib import Path

from diffusers import UNet2DConditionModel
from safetensors.torch import save
from torch.nn.functional import pad

from ..disk import files
from ..priors.quantisation import quantise
from ..priors.world_prior import GUIDANCE_FEATURES, GUIDANCE_SCALES, LEARNED_SCALES, VECTOR, WEIGHTS, unet_weights

FOLD = 2  # FOLD x FOLD pixels become the channels of one position
TEXT = 384  # dimensions of the sentence encoder's states
FEATURES = VECTOR + TEXT + GUIDANCE_FEATURES  # of the vector that the net takes besides the token states
PROJECTION = "class_embedding.linear_1.weight"  # (N, FEATURES), maps that vector


def make_unet() -> UNet2DConditionModel:
    """Returns a UNet with random weights.

    It has few channels at high resolution, and more channels and attention at low resolution.
    """
    return UNet2DConditionModel(
        sample_size=64 // FOLD,
        in_channels=3 * FOLD**2,
        out_channels=3 * FOLD**2,
        down_block_types=("DownBlock2D", "CrossAttnDownBlock2D", "CrossAttnDownBlock2D"),
        up_block_types=("CrossAttnUpBlock2D", "CrossAttnUpBlock2D", "UpBlock2D"),
        block_out_channels=(80, 160, 320),
        layers_per_block=1,
        transformer_layers_per_block=(1, 1, 2),
        norm_num_groups=16,
        attention_head_dim=32,
        cross_attention_dim=TEXT,
        resnet_time_scale_shift="scale_shift",
        class_embed_type="projection",
        projection_class_embeddings_input_dim=FEATURES,
    )


def read_unet(folder: Path) -> UNet2DConditionModel:
    """Reads the UNet that `write_unet` wrote. One that takes no guidance yet gets weights of 0 for it."""
    config = dict(UNet2DConditionModel.load_config(folder, local_files_only=True))
    config.pop(LEARNED_SCALES, None)
    unet = UNet2DConditionModel.from_config(config | {"projection_class_embeddings_input_dim": FEATURES})
    weights = unet_weights(folder)
    weights[PROJECTION] = pad(weights[PROJECTION], (0, FEATURES - weights[PROJECTION].shape[1]))
    unet.load_state_dict(weights, assign=True)
    return unet


def write_unet(folder: Path, unet: UNet2DConditionModel, has_learned_guidance: bool = False) -> None:
    """Writes config.json in diffusers' format, and the weights in 8 bits.

    Models that have learned guidance are asked for one row a view, see `priors.world_prior`.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if has_learned_guidance:
        unet.register_to_config(**{LEARNED_SCALES: GUIDANCE_SCALES})
    unet.save_config(folder)
    files.write(folder / WEIGHTS, save({name: part.contiguous() for name, part in quantise(unet.state_dict()).items()}))
