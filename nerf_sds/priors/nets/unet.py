"""The UNet of our own models: diffusers' `UNet2DConditionModel` with the same weights, for the blocks that we train.

Its activations stay in the channels-last layout, and on a GPU our kernels fuse group normalisation with what follows.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple, cast

import torch
from torch import Tensor, nn
from torch.nn.functional import gelu, interpolate, scaled_dot_product_attention

from ...compute.group_norm import normalised

ATTENDING = ("CrossAttnDownBlock2D", "CrossAttnUpBlock2D")
PLAIN = ("DownBlock2D", "UpBlock2D")
FIXED = {  # values that these keys of a configuration must have, if they are present
    "act_fn": "silu",
    "class_embed_type": "projection",
    "flip_sin_to_cos": True,
    "freq_shift": 0,
    "mid_block_type": "UNetMidBlock2DCrossAttn",
    "num_attention_heads": None,
    "use_linear_projection": False,
}


ACTIVATION = nn.SiLU()


class Predicted(NamedTuple):
    """The output of the UNet, named as in diffusers."""

    sample: Tensor  # (B, C, H, W)


class UNet(nn.Module):
    """A UNet with cross-attention to words. One vector holds the camera and other facts about the picture."""

    def __init__(self, config: Mapping[str, Any]) -> None:
        """`config` has diffusers' keys. Raises ValueError if it describes another kind of UNet."""
        super().__init__()
        self.config = config
        kinds = [*config["down_block_types"], *config["up_block_types"]]
        if any(config.get(key, value) != value for key, value in FIXED.items()) or {*kinds} - {*ATTENDING, *PLAIN}:
            raise ValueError("The model's UNet is of a kind that no prior here knows: choose another model")
        widths, time = list(config["block_out_channels"]), 4 * config["block_out_channels"][0]
        depths = config["transformer_layers_per_block"]
        depths = [depths] * len(widths) if isinstance(depths, int) else list(depths)
        layers, last = config["layers_per_block"], len(widths) - 1
        self.conv_in = nn.Conv2d(config["in_channels"], widths[0], 3, padding=1)
        self.time_embedding = Embedding(widths[0], time)
        self.class_embedding = Embedding(config["projection_class_embeddings_input_dim"], time)
        self.down_blocks, self.up_blocks = nn.ModuleList(), nn.ModuleList()
        skips, width = [widths[0]], widths[0]
        for number, (kind, out) in enumerate(zip(config["down_block_types"], widths, strict=True)):
            inputs = [width, *[out] * (layers - 1)]
            depth = depths[number] if kind in ATTENDING else 0
            self.down_blocks.append(Block(config, inputs, out, depth, 2 if number < last else 0))
            skips += [out] * (layers + (number < last))
            width = out
        self.mid_block = Middle(config, width, depths[-1])
        for number, (kind, out) in enumerate(zip(config["up_block_types"], reversed(widths), strict=True)):
            inputs = [(width if layer == 0 else out) + skips.pop() for layer in range(layers + 1)]
            depth = depths[last - number] if kind in ATTENDING else 0
            self.up_blocks.append(Block(config, inputs, out, depth, 1 if number < last else 0))
            width = out
        self.conv_norm_out = nn.GroupNorm(config["norm_num_groups"], width, config["norm_eps"])
        self.conv_out = nn.Conv2d(width, config["out_channels"], 3, padding=1)

    @classmethod
    def of(cls, folder: Path, weights: Mapping[str, Tensor]) -> UNet:
        """Makes the UNet that the folder's config.json describes, with these weights. Raises ValueError."""
        with torch.device("meta"):
            unet = cls(json.loads((folder / "config.json").read_text("utf-8")))
        try:
            unet.load_state_dict(weights, assign=True)
        except RuntimeError as error:
            raise ValueError(f"The weights in {folder} are not those of its config.json: download it again") from error
        return unet

    def on(self, device: torch.device) -> UNet:
        """Freezes the UNet and moves it to the device in the channels-last layout, which is faster. Returns itself."""
        self.to(device, memory_format=torch.channels_last)  # pyright: ignore[reportCallIssue]
        return self.requires_grad_(False).eval()

    @property
    def device(self) -> torch.device:
        return self.conv_in.weight.device

    @property
    def dtype(self) -> torch.dtype:
        return self.conv_in.weight.dtype

    def forward(self, z: Tensor, timesteps: Tensor, words: Tensor, class_labels: Tensor) -> Predicted:
        """Predicts for samples z (B, C, H, W) at timesteps (B,) with words (B, L, D) and labels (B, F)."""
        time = self.time_embedding(harmonics(timesteps, self.conv_in.out_channels).to(z.dtype))
        time = ACTIVATION(time + self.class_embedding(class_labels))
        hidden = self.conv_in(z)
        skips = [hidden]
        for block in cast(list[Block], self.down_blocks):
            for layer in range(len(block.resnets)):
                hidden = block.layer(layer, hidden, time, words)
                skips.append(hidden)
            for sampler in block.downsamplers:
                hidden = sampler(hidden)
                skips.append(hidden)
        hidden = self.mid_block(hidden, time, words)
        for block in cast(list[Block], self.up_blocks):
            for layer in range(len(block.resnets)):
                hidden = block.layer(layer, torch.cat([hidden, skips.pop()], dim=1), time, words)
            for sampler in block.upsamplers:
                hidden = sampler(interpolate(hidden, skips[-1].shape[2:], mode="nearest"))
        return Predicted(self.conv_out(normalise(self.conv_norm_out, hidden, ACTIVATION)))


class Embedding(nn.Module):
    """Two layers: (B, N) -> (B, T)."""

    def __init__(self, inputs: int, outputs: int) -> None:
        super().__init__()
        self.linear_1, self.linear_2 = nn.Linear(inputs, outputs), nn.Linear(outputs, outputs)

    def forward(self, x: Tensor) -> Tensor:
        return self.linear_2(ACTIVATION(self.linear_1(x)))


class Sampler(nn.Module):
    """The convolution that halves the resolution, or that follows its doubling."""

    def __init__(self, width: int, stride: int) -> None:
        super().__init__()
        self.conv = nn.Conv2d(width, width, 3, stride, padding=1)

    def forward(self, x: Tensor) -> Tensor:
        return self.conv(x)


class Block(nn.Module):
    """The layers at one resolution, and the step to the next resolution, if any."""

    def __init__(self, config: Mapping[str, Any], inputs: Sequence[int], width: int, depth: int, stride: int) -> None:
        """`inputs` are the input channels of each layer.

        Without `depth` there is no attention. A `stride` of 2 goes to half of the size, 1 to the double, 0 nowhere.
        """
        super().__init__()
        self.resnets = nn.ModuleList(Resnet(config, channels, width) for channels in inputs)
        self.attentions = nn.ModuleList(Attention(config, width, depth) for _ in (inputs if depth else ()))
        self.downsamplers = nn.ModuleList([Sampler(width, 2)] if stride == 2 else [])
        self.upsamplers = nn.ModuleList([Sampler(width, 1)] if stride == 1 else [])

    def layer(self, number: int, x: Tensor, time: Tensor, words: Tensor) -> Tensor:
        """Applies one layer."""
        x = self.resnets[number](x, time)
        return self.attentions[number](x, words) if self.attentions else x


class Middle(nn.Module):
    """The layers at the lowest resolution: attention between two residual blocks."""

    def __init__(self, config: Mapping[str, Any], width: int, depth: int) -> None:
        super().__init__()
        self.resnets = nn.ModuleList(Resnet(config, width, width) for _ in range(2))
        self.attentions = nn.ModuleList([Attention(config, width, depth)])

    def forward(self, x: Tensor, time: Tensor, words: Tensor) -> Tensor:
        return self.resnets[1](self.attentions[0](self.resnets[0](x, time), words), time)


class Resnet(nn.Module):
    """A residual block of two convolutions. The timestep is added between them, or scales and shifts there."""

    def __init__(self, config: Mapping[str, Any], inputs: int, width: int) -> None:
        super().__init__()
        groups, eps = config["norm_num_groups"], config["norm_eps"]
        self.scales = config["resnet_time_scale_shift"] == "scale_shift"
        self.norm1, self.norm2 = nn.GroupNorm(groups, inputs, eps), nn.GroupNorm(groups, width, eps)
        self.conv1, self.conv2 = (nn.Conv2d(channels, width, 3, padding=1) for channels in (inputs, width))
        self.time_emb_proj = nn.Linear(4 * config["block_out_channels"][0], 2 * width if self.scales else width)
        self.conv_shortcut = nn.Identity() if inputs == width else nn.Conv2d(inputs, width, 1)

    def forward(self, x: Tensor, time: Tensor) -> Tensor:
        change = self.time_emb_proj(time)
        hidden = self.conv1(normalise(self.norm1, x, ACTIVATION))
        if self.scales:
            hidden = normalise(self.norm2, hidden, ACTIVATION, change)
        else:
            hidden = normalise(self.norm2, hidden + change[:, :, None, None], ACTIVATION)
        return self.conv_shortcut(x) + self.conv2(hidden)


class Attention(nn.Module):
    """Transformer blocks over the positions of a picture."""

    def __init__(self, config: Mapping[str, Any], width: int, depth: int) -> None:
        super().__init__()
        self.norm = nn.GroupNorm(config["norm_num_groups"], width, 1e-6)
        self.proj_in, self.proj_out = nn.Conv2d(width, width, 1), nn.Conv2d(width, width, 1)
        self.transformer_blocks = nn.ModuleList(TransformerBlock(config, width) for _ in range(depth))

    def forward(self, x: Tensor, words: Tensor) -> Tensor:
        states = self.proj_in(normalise(self.norm, x)).permute(0, 2, 3, 1)
        shape, states = states.shape, states.flatten(1, 2)
        for block in self.transformer_blocks:
            states = block(states, words)
        return x + self.proj_out(states.view(shape).permute(0, 3, 1, 2))


class TransformerBlock(nn.Module):
    """Self-attention, cross-attention to the words, and a gated feed-forward net, each with a residual connection."""

    def __init__(self, config: Mapping[str, Any], width: int) -> None:
        super().__init__()
        heads = config["attention_head_dim"]  # diffusers' name for the number of heads
        self.norm1, self.norm2, self.norm3 = (nn.LayerNorm(width) for _ in range(3))
        self.attn1, self.attn2 = Heads(width, width, heads), Heads(width, config["cross_attention_dim"], heads)
        self.ff = nn.ModuleDict({"net": nn.ModuleList([Gate(width), nn.Identity(), nn.Linear(4 * width, width)])})

    def forward(self, states: Tensor, words: Tensor) -> Tensor:
        alike = self.norm1(states)
        states = states + self.attn1(alike, alike)
        states = states + self.attn2(self.norm2(states), words)
        gate, _, out = cast(nn.ModuleList, self.ff["net"])
        return states + out(gate(self.norm3(states)))


class Gate(nn.Module):
    """A GEGLU layer (arXiv 2002.05202): (B, N, D) -> (B, N, 4 D)."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.proj = nn.Linear(width, 8 * width)

    def forward(self, states: Tensor) -> Tensor:
        values, gates = self.proj(states).chunk(2, dim=-1)
        return values * gelu(gates)


class Heads(nn.Module):
    """Multi-head attention."""

    def __init__(self, width: int, seen: int, heads: int) -> None:
        """`width` is the number of channels of the queries, `seen` that of the keys and values."""
        super().__init__()
        self.heads = heads
        self.to_q = nn.Linear(width, width, bias=False)
        self.to_k, self.to_v = nn.Linear(seen, width, bias=False), nn.Linear(seen, width, bias=False)
        self.to_out = nn.ModuleList([nn.Linear(width, width)])

    def forward(self, states: Tensor, seen: Tensor) -> Tensor:
        """Attends from states (B, N, width) to states (B, M, seen). Returns (B, N, width)."""
        query, key, value = (
            each.unflatten(-1, (self.heads, -1)).transpose(1, 2)
            for each in (self.to_q(states), self.to_k(seen), self.to_v(seen))
        )
        return self.to_out[0](scaled_dot_product_attention(query, key, value).transpose(1, 2).flatten(2))


def normalise(
    norm: nn.GroupNorm, x: Tensor, activation: nn.Module | None = None, scale_and_shift: Tensor | None = None
) -> Tensor:
    """Computes `compute.group_norm.normalised`. On a CPU it uses torch's own operator, which is faster there."""
    if x.is_cuda:
        return normalised(norm, x, activation, scale_and_shift)
    x = norm(x)
    if scale_and_shift is not None:
        scale, shift = scale_and_shift[:, :, None, None].chunk(2, dim=1)
        x = x * (1 + scale) + shift
    return x if activation is None else activation(x)


def harmonics(timesteps: Tensor, size: int) -> Tensor:
    """Returns cosines and sines of the timesteps (B,) at many wavelengths: (B, size) float32."""
    half = size // 2
    rates = torch.exp(-math.log(10000) * torch.arange(half, dtype=torch.float32, device=timesteps.device) / half)
    angles = timesteps[:, None].float() * rates
    return torch.cat([angles.cos(), angles.sin()], dim=1)
