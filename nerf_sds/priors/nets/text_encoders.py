"""The text encoder of our own models, from the files of transformers' `BertModel`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn.functional import gelu

# The names of a layer's parts in the files, and in torch.nn.TransformerEncoderLayer.
BERT = {
    "attention.output.dense": "self_attn.out_proj", "attention.output.LayerNorm": "norm1",
    "output.LayerNorm": "norm2", "intermediate.dense": "linear1", "output.dense": "linear2",
}  # fmt: skip
BERT_ATTENTION = [f"attention.self.{part}" for part in ("query", "key", "value")]


class Bert(nn.Module):
    """BERT, an encoder of sentences (arXiv 1810.04805): each token attends to all tokens."""

    def __init__(self, config: Mapping[str, Any], weights: Mapping[str, Tensor]) -> None:
        """`config` and `weights` are those of a `BertModel`. Raises KeyError if a weight is missing."""
        super().__init__()
        self.words, self.places, self.sides = (
            _parameter(weights[f"embeddings.{part}_embeddings.weight"]) for part in ("word", "position", "token_type")
        )
        self.norm = _norm(weights, "embeddings.LayerNorm", config)
        self.layers = _layers(config, weights)

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        """Returns the last hidden states (B, L, D) of token ids (B, L). `mask` (B, L) is 0 where the text has ended."""
        states = self.norm(self.words[ids] + self.places[: ids.shape[1]] + self.sides[0])
        for layer in self.layers:
            states = layer(states, src_key_padding_mask=~mask.bool())
        return states


def _layers(config: Mapping[str, Any], weights: Mapping[str, Tensor]) -> nn.ModuleList:
    """Makes the transformer's layers from their weights."""
    layers = nn.ModuleList()
    for number in range(config["num_hidden_layers"]):
        with torch.device("meta"):
            layer = nn.TransformerEncoderLayer(
                config["hidden_size"], config["num_attention_heads"], config["intermediate_size"], 0.0, gelu,
                config["layer_norm_eps"], batch_first=True,
            )  # fmt: skip
        parts, start = {}, f"encoder.layer.{number}."
        for end in ("weight", "bias"):
            parts |= {f"{ours}.{end}": weights[f"{start}{theirs}.{end}"] for theirs, ours in BERT.items()}
            parts[f"self_attn.in_proj_{end}"] = torch.cat([weights[f"{start}{part}.{end}"] for part in BERT_ATTENTION])
        layer.load_state_dict(parts, assign=True)
        layers.append(layer)
    return layers


def _norm(weights: Mapping[str, Tensor], name: str, config: Mapping[str, Any]) -> nn.LayerNorm:
    norm = nn.LayerNorm(config["hidden_size"], config["layer_norm_eps"])
    norm.load_state_dict({end: weights[f"{name}.{end}"] for end in ("weight", "bias")}, assign=True)
    return norm


def _parameter(weight: Tensor) -> nn.Parameter:
    return nn.Parameter(weight, requires_grad=False)
