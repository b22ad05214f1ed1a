"""CLIP (arXiv 2103.00020) by the library transformers, from a local folder or the hub."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import torch
from torch import Tensor
from torch.nn.functional import interpolate, normalize
from transformers import CLIPModel, CLIPTokenizerFast

from ..disk.texts import first_line

MEAN = (0.48145466, 0.4578275, 0.40821073)  # of CLIP's training pictures, by channel
DEVIATION = (0.26862954, 0.26130258, 0.27577711)  # the standard deviation of the same


class Clip:
    """An ImageText that knows any subject."""

    def __init__(self, name: str, model: CLIPModel, tokenizer: CLIPTokenizerFast) -> None:
        self.name, self.model, self.tokenizer = name, model, tokenizer
        self.scale = model.logit_scale.exp().item()

    @property
    def device(self) -> torch.device:
        """The device of the weights."""
        return self.model.device

    @classmethod
    def load(cls, name: str, device: torch.device) -> Clip:
        """Loads a model. Raises ValueError with one line if the folder or the hub has no such model."""
        try:
            model = CLIPModel.from_pretrained(name, use_safetensors=True)
            tokenizer = CLIPTokenizerFast.from_pretrained(name)
        except (OSError, ValueError) as error:
            reason = first_line(error)
            raise ValueError(f"There is no CLIP in {name} ({reason}): name a folder in transformers' format") from error
        return cls(Path(name).name, model.to(device).requires_grad_(False).eval(), tokenizer)

    def embed_pictures(self, rgb: Tensor) -> Tensor:
        """Maps square sRGB pictures (B, 3, H, W) in 0..1 of any size to unit vectors (B, D). Differentiable."""
        size = self.model.config.vision_config.image_size
        rgb = interpolate(rgb, (size, size), mode="bicubic", align_corners=False, antialias=True).clamp(0, 1)
        mean, deviation = (rgb.new_tensor(facts)[:, None, None] for facts in (MEAN, DEVIATION))
        seen = self.model.vision_model((rgb - mean) / deviation).pooler_output
        return normalize(self.model.visual_projection(seen), dim=-1)

    @torch.no_grad()
    def embed_captions(self, captions: Sequence[str]) -> Tensor:
        """Maps N captions to unit vectors (N, D)."""
        tokens = self.tokenizer(list(captions), padding=True, truncation=True, return_tensors="pt")
        read = self.model.text_model(**tokens.to(self.model.device)).pooler_output
        return normalize(self.model.text_projection(read), dim=-1)
