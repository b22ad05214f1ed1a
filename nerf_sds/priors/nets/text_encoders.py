"""The text encoders of our own models, from the files of transformers' `CLIPTextModel` and `BertModel`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn.functional import gelu

# The names of a layer's parts in the files, and in torch.nn.TransformerEncoderLayer.
CLIP = {
    "self_attn.out_proj": "self_attn.out_proj", "layer_norm1": "norm1", "layer_norm2": "norm2",
    "mlp.fc1": "linear1", "mlp.fc2": "linear2",
}  # fmt: skip
CLIP_ATTENTION = [f"self_attn.{part}_proj" for part in "qkv"]
BERT = {
    "attention.output.dense": "self_attn.out_proj", "attention.output.LayerNorm": "norm1",
    "output.LayerNorm": "norm2", "intermediate.dense": "linear1", "output.dense": "linear2",
}  # fmt: skip
BERT_ATTENTION = [f"attention.self.{part}" for part in ("query", "key", "value")]


class ClipText(nn.Module):
    """The text encoder of CLIP (arXiv 2103.00020): each token attends to itself and the tokens before it."""

    def __init__(self, config: Mapping[str, Any], weights: Mapping[str, Tensor]) -> None:
        """`config` and `weights` are those of a `CLIPTextModel`. Raises KeyError if a weight is missing."""
        super().__init__()
        weights = {name.removeprefix("text_model."): weight for name, weight in weights.items()}
        self.words = _parameter(weights["embeddings.token_embedding.weight"])
        self.places = _parameter(weights["embeddings.position_embedding.weight"])
        self.layers = _layers(config, weights, "encoder.layers", _quick_gelu, CLIP, CLIP_ATTENTION, norm_first=True)
        self.norm = _norm(weights, "final_layer_norm", config)

    def forward(self, ids: Tensor) -> Tensor:
        """Returns the last hidden states (B, L, D) of token ids (B, L)."""
        states = self.words[ids] + self.places[: ids.shape[1]]
        unseen = torch.ones(ids.shape[1], ids.shape[1], dtype=torch.bool, device=ids.device).triu(1)
        for layer in self.layers:
            states = layer(states, unseen)
        return self.norm(states)


class Bert(nn.Module):
    """BERT, an encoder of sentences (arXiv 1810.04805): each token attends to all tokens."""

    def __init__(self, config: Mapping[str, Any], weights: Mapping[str, Tensor]) -> None:
        """`config` and `weights` are those of a `BertModel`. Raises KeyError if a weight is missing."""
        super().__init__()
        self.words, self.places, self.sides = (
            _parameter(weights[f"embeddings.{part}_embeddings.weight"]) for part in ("word", "position", "token_type")
        )
        self.norm = _norm(weights, "embeddings.LayerNorm", config)
        self.layers = _layers(config, weights, "encoder.layer", gelu, BERT, BERT_ATTENTION, norm_first=False)

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        """Returns the last hidden states (B, L, D) of token ids (B, L). `mask` (B, L) is 0 where the text has ended."""
        states = self.norm(self.words[ids] + self.places[: ids.shape[1]] + self.sides[0])
        for layer in self.layers:
            states = layer(states, src_key_padding_mask=~mask.bool())
        return states


def _layers(
    config: Mapping[str, Any], weights: Mapping[str, Tensor], prefix: str, activation: Callable[[Tensor], Tensor],
    names: Mapping[str, str], attention: list[str], norm_first: bool,
) -> nn.ModuleList:  # fmt: skip
    """Makes the transformer's layers from the weights whose names begin with the prefix."""
    layers = nn.ModuleList()
    for number in range(config["num_hidden_layers"]):
        with torch.device("meta"):
            layer = nn.TransformerEncoderLayer(
                config["hidden_size"], config["num_attention_heads"], config["intermediate_size"], 0.0, activation,
                config["layer_norm_eps"], batch_first=True, norm_first=norm_first,
            )  # fmt: skip
        parts, start = {}, f"{prefix}.{number}."
        for end in ("weight", "bias"):
            parts |= {f"{ours}.{end}": weights[f"{start}{theirs}.{end}"] for theirs, ours in names.items()}
            parts[f"self_attn.in_proj_{end}"] = torch.cat([weights[f"{start}{part}.{end}"] for part in attention])
        layer.load_state_dict(parts, assign=True)
        layers.append(layer)
    return layers


def _norm(weights: Mapping[str, Tensor], name: str, config: Mapping[str, Any]) -> nn.LayerNorm:
    norm = nn.LayerNorm(config["hidden_size"], config["layer_norm_eps"])
    norm.load_state_dict({end: weights[f"{name}.{end}"] for end in ("weight", "bias")}, assign=True)
    return norm


def _parameter(weight: Tensor) -> nn.Parameter:
    return nn.Parameter(weight, requires_grad=False)


def _quick_gelu(x: Tensor) -> Tensor:
    return x * torch.sigmoid(1.702 * x)
