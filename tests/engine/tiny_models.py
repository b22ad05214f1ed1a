"""Diffusion models of every family in miniature, with random weights, saved in the real formats."""

from __future__ import annotations

import io
import json
import re
import shutil
from pathlib import Path

import sentencepiece
import torch
from diffusers import (
    AutoencoderKL,
    AutoencoderTiny,
    DDIMScheduler,
    DDPMScheduler,
    IFPipeline,
    StableDiffusionPipeline,
    UNet2DConditionModel,
)
from safetensors.torch import save_file
from tokenizers import ByteLevelBPETokenizer
from torch import Tensor
from transformers import (
    CLIPTextConfig,
    CLIPTextModel,
    CLIPTokenizerFast,
    T5Config,
    T5EncoderModel,
    T5Tokenizer,
)

WIDTH = 32
TEXTS = ["a red mug, front view", "a blue robot, side view", "a green cactus, back view", "overhead view of a chair"]
NETS = {"block_out_channels": (32, 64), "layers_per_block": 1, "norm_num_groups": 8, "cross_attention_dim": WIDTH}
PUBLISHED = {  # of MVDream's UNet, as its config.json has it
    "image_size": 8, "in_channels": 4, "out_channels": 4, "model_channels": 32, "channel_mult": [1, 2],
    "num_res_blocks": 1, "attention_resolutions": [1, 2], "num_head_channels": 16, "context_dim": WIDTH,
    "camera_dim": 16, "transformer_depth": 1, "use_checkpoint": False,
}  # fmt: skip


def stable_diffusion(folder: Path, prediction: str = "epsilon", tiny: bool = False) -> Path:
    """Latents of 8 x 8 for pictures of 64 x 64."""
    torch.manual_seed(1)
    unet = UNet2DConditionModel(
        sample_size=8, in_channels=4, out_channels=4, attention_head_dim=2,
        down_block_types=("CrossAttnDownBlock2D", "DownBlock2D"), up_block_types=("UpBlock2D", "CrossAttnUpBlock2D"),
        **NETS,
    )  # fmt: skip
    scheduler = DDIMScheduler(
        beta_schedule="scaled_linear", beta_start=0.00085, beta_end=0.012, prediction_type=prediction,
        clip_sample=False, set_alpha_to_one=False, steps_offset=1,
    )  # fmt: skip
    StableDiffusionPipeline(
        autoencoder(), text_encoder(), clip_tokenizer(), unet, scheduler, None, None, requires_safety_checker=False
    ).save_pretrained(folder)
    if tiny:
        AutoencoderTiny(
            encoder_block_out_channels=(8, 8, 8, 8), decoder_block_out_channels=(8, 8, 8, 8)
        ).save_pretrained(folder / "tiny_vae")
    return folder


def deep_floyd(folder: Path) -> Path:
    """Pictures of 16 x 16, six channels out."""
    torch.manual_seed(2)
    unet = UNet2DConditionModel(
        sample_size=16, in_channels=3, out_channels=6, attention_head_dim=16, encoder_hid_dim=WIDTH,
        down_block_types=("ResnetDownsampleBlock2D", "SimpleCrossAttnDownBlock2D"),
        mid_block_type="UNetMidBlock2DSimpleCrossAttn",
        up_block_types=("SimpleCrossAttnUpBlock2D", "ResnetUpsampleBlock2D"), addition_embed_type="text",
        addition_embed_type_num_heads=2, cross_attention_norm="group_norm", resnet_time_scale_shift="scale_shift",
        act_fn="gelu", class_embed_type=None, **NETS,
    )  # fmt: skip
    scheduler = DDPMScheduler(
        beta_schedule="squaredcos_cap_v2",
        variance_type="learned_range",
        thresholding=True,
        clip_sample=False,
        dynamic_thresholding_ratio=0.95,
        sample_max_value=1.5,
    )
    encoder = T5EncoderModel(
        T5Config(
            vocab_size=64, d_model=WIDTH, d_kv=8, d_ff=37, num_layers=2, num_heads=4, architectures=["T5EncoderModel"]
        )
    )
    tokenizer = t5_tokenizer(folder / "tokenizer")
    pipeline = IFPipeline(tokenizer, encoder, unet, scheduler, None, None, None, requires_safety_checker=False)
    pipeline.save_pretrained(folder)
    shutil.rmtree(folder / "tokenizer")
    t5_tokenizer(folder / "tokenizer")
    return folder


def mvdream(folder: Path) -> tuple[Path, UNet2DConditionModel]:
    """With the weights under their published names; and the UNet that they are of, without joint attention."""
    from nerf_sds.priors.multiview import unet_config

    torch.manual_seed(3)
    unet = UNet2DConditionModel.from_config(unet_config(PUBLISHED))
    for part, thing in (
        ("vae", autoencoder()),
        ("text_encoder", text_encoder()),
        ("tokenizer", clip_tokenizer()),
        ("scheduler", DDIMScheduler(beta_schedule="scaled_linear", beta_start=0.00085, beta_end=0.012)),
    ):
        thing.save_pretrained(folder / part)
    (folder / "unet").mkdir()
    (folder / "unet" / "config.json").write_text(json.dumps({"_class_name": "MultiViewUNetModel"} | PUBLISHED))
    save_file(published_names(unet.state_dict()), folder / "unet" / "diffusion_pytorch_model.safetensors")
    (folder / "model_index.json").write_text(json.dumps({"_class_name": "MVDreamPipeline"}))
    return folder, unet


def world_unet(features: int = 402) -> UNet2DConditionModel:
    """With 400 features it takes no guidance, as the first nets."""
    torch.manual_seed(4)
    return UNet2DConditionModel(
        sample_size=32, in_channels=12, out_channels=12, attention_head_dim=2, class_embed_type="projection",
        projection_class_embeddings_input_dim=features, block_out_channels=(32, 64), layers_per_block=1,
        norm_num_groups=8, cross_attention_dim=384, down_block_types=("DownBlock2D", "CrossAttnDownBlock2D"),
        up_block_types=("CrossAttnUpBlock2D", "UpBlock2D"),
    )  # fmt: skip


def world(folder: Path, features: int = 402) -> Path:
    """Pictures of every kind and of any size, folded by 2."""
    from nerf_sds.prior_training.net import write_unet

    write_unet(folder / "unet", world_unet(features), has_learned_guidance=features == 402)
    DDPMScheduler(beta_schedule="squaredcos_cap_v2", prediction_type="v_prediction").save_pretrained(
        folder / "scheduler"
    )
    (folder / "known.json").write_text("[]")
    return folder


def autoencoder() -> AutoencoderKL:
    return AutoencoderKL(
        down_block_types=["DownEncoderBlock2D"] * 4, up_block_types=["UpDecoderBlock2D"] * 4,
        block_out_channels=(8, 8, 8, 8), latent_channels=4, norm_num_groups=4, sample_size=64,
    )  # fmt: skip


def text_encoder() -> CLIPTextModel:
    return CLIPTextModel(
        CLIPTextConfig(
            vocab_size=400, hidden_size=WIDTH, intermediate_size=37, num_hidden_layers=2, num_attention_heads=4,
            max_position_embeddings=77, bos_token_id=0, eos_token_id=1, pad_token_id=1,
        )
    )  # fmt: skip


def clip_tokenizer() -> CLIPTokenizerFast:
    learned = ByteLevelBPETokenizer(end_of_word_suffix="</w>", lowercase=True)
    specials = ["<|startoftext|>", "<|endoftext|>"]
    learned.train_from_iterator(TEXTS, vocab_size=400, min_frequency=1, special_tokens=specials, show_progress=False)
    model = json.loads(learned.to_str())["model"]
    merges = [tuple(merge) for merge in model["merges"]]
    return CLIPTokenizerFast(vocab=model["vocab"], merges=merges, model_max_length=77)


def t5_tokenizer(folder: Path) -> T5Tokenizer:
    """Written as a sentencepiece model and a class, all that DeepFloyd's repositories have of theirs, and read."""
    written = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(TEXTS * 20), model_writer=written, vocab_size=40, hard_vocab_limit=False,
        pad_id=0, eos_id=1, unk_id=2, bos_id=-1, minloglevel=2,
    )  # fmt: skip
    folder.mkdir(parents=True)
    (folder / "spiece.model").write_bytes(written.getvalue())
    (folder / "tokenizer_config.json").write_text(json.dumps({"tokenizer_class": "T5Tokenizer"}))
    return T5Tokenizer.from_pretrained(folder)


def published_names(weights: dict[str, Tensor]) -> dict[str, Tensor]:
    """diffusers' names -> those of the original code, for PUBLISHED's two levels of one residual block each."""
    return {_published(name): value.clone() for name, value in weights.items()}


BLOCKS = {  # diffusers -> the original code
    "conv_in": "input_blocks.0.0",
    "down_blocks.0.resnets.0": "input_blocks.1.0",
    "down_blocks.0.attentions.0": "input_blocks.1.1",
    "down_blocks.0.downsamplers.0.conv": "input_blocks.2.0.op",
    "down_blocks.1.resnets.0": "input_blocks.3.0",
    "down_blocks.1.attentions.0": "input_blocks.3.1",
    "mid_block.resnets.0": "middle_block.0",
    "mid_block.attentions.0": "middle_block.1",
    "mid_block.resnets.1": "middle_block.2",
    "up_blocks.0.resnets.0": "output_blocks.0.0",
    "up_blocks.0.attentions.0": "output_blocks.0.1",
    "up_blocks.0.resnets.1": "output_blocks.1.0",
    "up_blocks.0.attentions.1": "output_blocks.1.1",
    "up_blocks.0.upsamplers.0.conv": "output_blocks.1.2.conv",
    "up_blocks.1.resnets.0": "output_blocks.2.0",
    "up_blocks.1.attentions.0": "output_blocks.2.1",
    "up_blocks.1.resnets.1": "output_blocks.3.0",
    "up_blocks.1.attentions.1": "output_blocks.3.1",
    "conv_norm_out": "out.0",
    "conv_out": "out.2",
    "time_embedding.linear_1": "time_embed.0",
    "time_embedding.linear_2": "time_embed.2",
    "class_embedding.linear_1": "camera_embed.0",
    "class_embedding.linear_2": "camera_embed.2",
}
INSIDE = {
    "norm1": "in_layers.0",
    "conv1": "in_layers.2",
    "time_emb_proj": "emb_layers.1",
    "norm2": "out_layers.0",
    "conv2": "out_layers.3",
    "conv_shortcut": "skip_connection",
}


def _published(name: str) -> str:
    block = max((key for key in BLOCKS if name.startswith(key + ".")), key=len)
    rest = name.removeprefix(block + ".")
    if "resnets" in block:
        rest = re.sub(r"^\w+", lambda found: INSIDE[found[0]], rest)
    return f"{BLOCKS[block]}.{rest}"
