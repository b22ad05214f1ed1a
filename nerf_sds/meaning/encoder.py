"""The sentence encoder in NumPy, without torch: turns a text into a unit vector in some hundredths of a second.

It reads the same weights as `priors.sentence_encoder` and gives the same vectors.
"""

from __future__ import annotations

import json
import math
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from .tensor_file import TensorFile
from .wordpiece import WordPiece

FOLDER = Path(__file__).parent / "minilm"  # the shipped all-MiniLM-L6-v2
Array = NDArray[np.float32]


class Encoder:
    """A frozen BERT (arXiv 1810.04805), from a folder that `priors.quantise_encoder` wrote."""

    def __init__(self, folder: Path) -> None:
        self._config = json.loads((folder / "config.json").read_text("utf-8"))
        self._weights = TensorFile(folder / "model.safetensors")
        self._tokenizer = WordPiece(folder)
        self._whole: dict[str, Array] = {}  # tensors that every text needs whole, 43 MB

    def embed(self, text: str) -> Array:
        """Returns the unit vector (384,) of a text: the normalised mean of its tokens' last hidden states.

        An empty text gives 0.
        """
        if not text.strip():
            return np.zeros(self._config["hidden_size"], np.float32)
        ids = self._tokenizer.encode(text, self._config["max_position_embeddings"])
        states = self._embeddings(ids)
        for number in range(self._config["num_hidden_layers"]):
            states = self._layer(f"encoder.layer.{number}", states)
        mean = states.mean(0)
        return mean / np.linalg.norm(mean)

    def _embeddings(self, ids: list[int]) -> Array:
        words = self._weights.read("embeddings.word_embeddings.weight", ids)
        places = self._weights.read("embeddings.position_embeddings.weight", slice(len(ids)))
        side = self._weights.read("embeddings.token_type_embeddings.weight", slice(1))
        return self._normalise("embeddings.LayerNorm", words + places + side)

    def _layer(self, name: str, states: Array) -> Array:
        """One transformer block: (L, 384) -> (L, 384)."""
        query, key, value = (
            self._heads(self._linear(f"{name}.attention.self.{part}", states)) for part in ("query", "key", "value")
        )
        attention = _softmax(query @ key.swapaxes(1, 2) / math.sqrt(query.shape[-1]))
        seen = (attention @ value).swapaxes(0, 1).reshape(states.shape)
        states = self._normalise(
            f"{name}.attention.output.LayerNorm", states + self._linear(f"{name}.attention.output.dense", seen)
        )
        inner = _gelu(self._linear(f"{name}.intermediate.dense", states))
        return self._normalise(f"{name}.output.LayerNorm", states + self._linear(f"{name}.output.dense", inner))

    def _heads(self, states: Array) -> Array:
        """(L, 384) -> (heads, L, 32)."""
        return states.reshape(len(states), self._config["num_attention_heads"], -1).swapaxes(0, 1)

    def _linear(self, name: str, states: Array) -> Array:
        return states @ self._read(f"{name}.weight").T + self._read(f"{name}.bias")

    def _normalise(self, name: str, states: Array) -> Array:
        centred = states - states.mean(-1, keepdims=True)
        deviation = np.sqrt((centred**2).mean(-1, keepdims=True) + self._config["layer_norm_eps"])
        return centred / deviation * self._read(f"{name}.weight") + self._read(f"{name}.bias")

    def _read(self, name: str) -> Array:
        if name not in self._whole:
            self._whole[name] = self._weights.read(name)
        return self._whole[name]


def _softmax(logits: Array) -> Array:
    powers: Array = np.exp(logits - logits.max(-1, keepdims=True))
    powers /= powers.sum(-1, keepdims=True)
    return powers


def _gelu(states: Array) -> Array:
    """Returns x times the normal distribution's cumulative probability at x, which is accurate to 1e-7.

    Abramowitz and Stegun, Handbook of Mathematical Functions, 7.1.26.
    """
    size: Array = np.abs(states * math.sqrt(0.5))
    t = 1 / (1 + 0.3275911 * size)
    tail = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))))
    error_function: Array = np.copysign(1 - tail * np.exp(-(size**2)), states)
    return states * (1 + error_function) * 0.5
