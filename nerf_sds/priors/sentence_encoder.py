"""A small frozen encoder that knows English: sentences as the hidden states that a diffusion model attends to.

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
from transformers import BertConfig, BertModel

from .quantisation import dequantise


@dataclass(frozen=True)
class SentenceEncoder:
    """A frozen BERT with its tokenizer."""

    model: BertModel
    tokenizer: Tokenizer

    @torch.no_grad()
    def encode(self, texts: Sequence[str], length: int = 24) -> tuple[Tensor, Tensor]:
        """Texts as states (B, length, 384) and as unit vectors (B, 384), both float32 on the model's device.

        The states are the last hidden ones, zero where the text has ended; a text longer than `length` tokens is cut.
        The unit vector is the mean of the states that are left. The empty text is zero in both.
        """
        self.tokenizer.enable_truncation(length)
        self.tokenizer.enable_padding(length=length)
        encodings = self.tokenizer.encode_batch(list(texts))
        ids = torch.tensor([encoding.ids for encoding in encodings], device=self.model.device)
        mask = torch.tensor([encoding.attention_mask for encoding in encodings], device=self.model.device)
        said = torch.tensor([bool(text.strip()) for text in texts], device=self.model.device)
        states = self.model(input_ids=ids, attention_mask=mask).last_hidden_state.float()
        states = torch.where((mask.bool() & said[:, None])[..., None], states, 0.0)
        return states, functional.normalize(states.sum(1), dim=1)


def load_sentence_encoder(folder: Path, device: torch.device, dtype: torch.dtype = torch.float32) -> SentenceEncoder:
    """The encoder of a folder that `quantise_encoder` wrote, dequantised."""
    model = BertModel(BertConfig(**json.loads((folder / "config.json").read_text("utf-8"))), add_pooling_layer=False)
    model.load_state_dict(dequantise(load_file(folder / "model.safetensors")))
    # Tokenizer itself: what transformers 5 makes of a vocabulary file alone knows no word and says nothing.
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    return SentenceEncoder(model.to(device, dtype).eval().requires_grad_(False), tokenizer)
