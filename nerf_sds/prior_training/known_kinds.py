"""Writes the kinds of things that a model was trained on into its folder, so that prompts can be compared with them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import torch
from safetensors.torch import save

from ..disk import files
from ..meaning.kinds import KINDS, VECTORS, Kind
from ..priors.quantisation import quantise
from ..priors.quantise_encoder import POSITIONS
from ..priors.sentence_encoder import SentenceEncoder

TEXTS = 256  # texts that are encoded together


def write_kinds(folder: Path, kinds: Sequence[Kind], encoder: SentenceEncoder) -> None:
    """Writes known.json and known.safetensors into a model's folder.

    known.json lists the kinds. known.safetensors holds the vectors of their texts in the same order, in 8 bits.
    """
    texts = [text for kind in kinds for text in kind.texts]
    parts = [texts[start : start + TEXTS] for start in range(0, len(texts), TEXTS)]
    vectors = torch.cat([encoder.encode(part, POSITIONS)[1] for part in parts]).cpu()
    files.write(folder / VECTORS, save(quantise({"vectors": vectors})))
    listed = json.dumps([asdict(kind) for kind in kinds], ensure_ascii=False, indent=0)
    files.write(folder / KINDS, listed.encode())
