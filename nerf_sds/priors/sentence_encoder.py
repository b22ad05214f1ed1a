"""A small frozen encoder of English sentences: the hidden states to which a diffusion model attends.

It is all-MiniLM-L6-v2 (six layers of BERT, 384 channels), stored in 8 bits by `quantise_encoder`.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional

from .nets.text_encoders import Bert
from .quantisation import dequantise


@dataclass(frozen=True)
class SentenceEncoder:
    """A frozen BERT with its tokenizer."""

    model: Bert
    tokenizer: Tokenizer

    @torch.no_grad()
    def encode(self, texts: Sequence[str], length: int = 24) -> tuple[Tensor, Tensor]:
        """Encodes B texts as states (B, length, 384) and unit vectors (B, 384), both float32 on the model's device.

        The states are the last hidden states, zero after the end of the text. Texts longer than `length` tokens are
        cut. The unit vector is the normalised mean of the states. Both are zero for an empty text.
        """
        self.tokenizer.enable_truncation(length)
        self.tokenizer.enable_padding(length=length)
        encodings = self.tokenizer.encode_batch(list(texts))
        ids = torch.tensor([encoding.ids for encoding in encodings], device=self.model.words.device)
        mask = torch.tensor([encoding.attention_mask for encoding in encodings], device=self.model.words.device)
        said = torch.tensor([bool(text.strip()) for text in texts], device=self.model.words.device)
        states = self.model(ids, mask).float()
        states = torch.where((mask.bool() & said[:, None])[..., None], states, 0.0)
        return states, functional.normalize(states.sum(1), dim=1)


def load_sentence_encoder(folder: Path, device: torch.device, dtype: torch.dtype = torch.float32) -> SentenceEncoder:
    """Loads and dequantises the encoder from a folder that `quantise_encoder` wrote."""
    config = json.loads((folder / "config.json").read_text("utf-8"))
    model = Bert(config, dequantise(load_file(folder / "model.safetensors")))
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    return SentenceEncoder(model.to(device, dtype).eval().requires_grad_(False), tokenizer)
