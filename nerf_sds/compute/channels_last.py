"""diffusers' blocks with fewer passes over a GPU's memory: activations stay in the channels-last layout.

Convolutions want that layout, but torch's group normalisation and diffusers' transformers leave it. These blocks have
the same weights and compute the same function; `keep_channels_last` puts them into a net.
"""

from __future__ import annotations

from typing import Any

import torch
from diffusers import AutoencoderKL, Transformer2DModel
from diffusers.models.attention_processor import AttnProcessor, AttnProcessor2_0
from diffusers.models.resnet import ResnetBlock2D
from torch import Tensor, nn

from .group_norm import normalised


class GroupNorm(nn.GroupNorm):
    """Normalises (N, C, ...) and keeps the channels-last layout."""

    def forward(self, input: Tensor) -> Tensor:
        return normalised(self, input, None)


class ResnetBlock(ResnetBlock2D):
    """Fuses group normalisation, the scale and shift by the timestep, and the activation."""

    def forward(self, input_tensor: Tensor, temb: Tensor | None, *args: Any, **kwargs: Any) -> Tensor:
        hidden = normalised(self.norm1, input_tensor, self.nonlinearity)
        if change := self.upsample or self.downsample:
            input_tensor, hidden = change(input_tensor), change(hidden)
        hidden = self.conv1(hidden)
        scale_and_shift = None
        if self.time_emb_proj is not None:
            time = self.time_emb_proj(temb if self.skip_time_act else self.nonlinearity(temb))
            if self.time_embedding_norm == "default":
                hidden = hidden + time[:, :, None, None]
            else:
                scale_and_shift = time
        hidden = self.conv2(normalised(self.norm2, hidden, self.nonlinearity, scale_and_shift))
        if self.conv_shortcut is not None:
            input_tensor = self.conv_shortcut(input_tensor)
        out = input_tensor + hidden
        return out if self.output_scale_factor == 1 else out / self.output_scale_factor


class Transformer(Transformer2DModel):
    """Attention over the positions of an image, without a copy to another layout at the end."""

    def forward(self, hidden_states: Tensor, encoder_hidden_states: Tensor | None = None, **kwargs: Any) -> Any:
        pictures, _, height, width = hidden_states.shape
        states = self.norm(hidden_states)
        if not self.use_linear_projection:
            states = self.proj_in(states)
        states = states.permute(0, 2, 3, 1).flatten(1, 2)
        if self.use_linear_projection:
            states = self.proj_in(states)
        for block in self.transformer_blocks:
            states = block(states, encoder_hidden_states=encoder_hidden_states)
        if self.use_linear_projection:
            states = self.proj_out(states)
        states = states.view(pictures, height, width, -1).permute(0, 3, 1, 2)
        if not self.use_linear_projection:
            states = self.proj_out(states)
        return (hidden_states + states,)


OURS: dict[type, type] = {nn.GroupNorm: GroupNorm, ResnetBlock2D: ResnetBlock, Transformer2DModel: Transformer}


def keep_channels_last(net: nn.Module) -> None:
    """Replaces a frozen net's blocks by those above and puts its weights into the channels-last layout, in place."""
    _turn(net, OURS)
    net.to(memory_format=torch.channels_last)  # pyright: ignore[reportCallIssue]
    if isinstance(net, AutoencoderKL):
        # For heads this wide, the backward pass of torch's own attention takes 18 ms.
        net.set_attn_processor(AttnProcessor())  # pyright: ignore[reportCallIssue]


def as_published(net: nn.Module) -> None:
    """Undoes `keep_channels_last` in place, for comparison."""
    _turn(net, {ours: published for published, ours in OURS.items()})
    if isinstance(net, AutoencoderKL):
        net.set_attn_processor(AttnProcessor2_0())  # pyright: ignore[reportCallIssue]
        net.to(memory_format=torch.contiguous_format)  # pyright: ignore[reportCallIssue]


def _turn(net: nn.Module, kinds: dict[type, type]) -> None:
    """Changes the class of each module whose type is a key of `kinds`. Both classes have the same parts and weights."""
    for module in list(net.modules()):
        module.__class__ = kinds.get(type(module), type(module))
